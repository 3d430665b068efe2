//! Statements about outcomes.

use diesel::prelude::*;

use super::model::{Outcome, OutcomeKind, OutcomeState};
use crate::db::schema::outcomes;
use crate::db::{Conn, changed_one, unique};
use crate::error::{AppError, AppResult};
use crate::ids::EditionId;
use crate::lifecycle::{self, Mover};

/// What came of a thing, where somebody recorded it.
///
/// # Errors
/// What the database said.
pub fn find_outcome(conn: &mut Conn, kind: &str, thing: &str) -> QueryResult<Option<Outcome>> {
    outcomes::table
        .filter(outcomes::thing_kind.eq(kind))
        .filter(outcomes::thing_id.eq(thing))
        .select(Outcome::as_select())
        .first(conn)
        .optional()
}

/// Records an outcome.
///
/// # Errors
/// 409 where one was recorded already.
pub fn insert_outcome(conn: &mut Conn, outcome: &Outcome, mover: Mover<'_>) -> AppResult<()> {
    let done = diesel::insert_into(outcomes::table).values(outcome).execute(conn);
    unique(done, AppError::Conflict("error-changed-meanwhile"))?;
    lifecycle::record_beginning(conn, outcome.id.as_str(), outcome.state, mover)
}

/// Writes down what the other side says.
///
/// # Errors
/// 409 when it was decided already.
pub fn decide(conn: &mut Conn, outcome: &Outcome, to: OutcomeState, mover: Mover<'_>) -> AppResult<()> {
    lifecycle::record_move(conn, outcome.id.as_str(), outcome.state, to, mover)?;
    let seen = outcomes::table.filter(outcomes::id.eq(&outcome.id)).filter(outcomes::version.eq(outcome.version));
    let changes = (
        outcomes::state.eq(to),
        outcomes::decided_by.eq(mover.person),
        outcomes::version.eq(outcomes::version + 1),
        outcomes::updated_at.eq(mover.at),
    );
    changed_one(diesel::update(seen).set(changes).execute(conn)?)
}

/// How many agreements both sides have confirmed in an edition.
///
/// # Errors
/// What the database said.
pub fn count_agreements(conn: &mut Conn, edition: &EditionId) -> QueryResult<i64> {
    outcomes::table
        .filter(outcomes::edition_id.eq(edition))
        .filter(outcomes::state.eq(OutcomeState::Confirmed))
        .filter(outcomes::kind.ne(OutcomeKind::None))
        .count()
        .get_result(conn)
}
