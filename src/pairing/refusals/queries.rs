//! Statements about refusals.

use diesel::prelude::*;

use crate::chat::rooms::subjects::{self, Subject};
use crate::db::Conn;
use crate::db::schema::pair_refusals;
use crate::error::{AppError, AppResult};
use crate::ids::{PersonId, ProjectId, RowId};
use crate::lifecycle::Mover;
use crate::pairing::Side;
use crate::pairing::ending::end_meetings_of_pair;

/// The sides that have said "no thanks".
///
/// # Errors
/// What the database said.
pub fn list_refusals(conn: &mut Conn, (project, guest): (&ProjectId, &PersonId)) -> QueryResult<Vec<Side>> {
    pair_refusals::table
        .filter(pair_refusals::project_id.eq(project))
        .filter(pair_refusals::person_id.eq(guest))
        .order(pair_refusals::side)
        .select(pair_refusals::side)
        .load(conn)
}

/// Refuses what would bring a pair together of which one said "no thanks".
///
/// # Errors
/// [`AppError::Refused`] with the sentence.
pub fn require_willing(conn: &mut Conn, pair: (&ProjectId, &PersonId)) -> AppResult<()> {
    match list_refusals(conn, pair)?.is_empty() {
        true => Ok(()),
        false => Err(AppError::Refused("error-pair-refused")),
    }
}

/// Writes down that one side does not want to: open meetings end, their room is closed. Safe to repeat.
///
/// # Errors
/// What the database said.
pub fn refuse(
    conn: &mut Conn,
    (project, guest): (&ProjectId, &PersonId),
    side: Side,
    mover: Mover<'_>,
) -> AppResult<()> {
    let row = (
        pair_refusals::id.eq(RowId::new()),
        pair_refusals::project_id.eq(project),
        pair_refusals::person_id.eq(guest),
        pair_refusals::side.eq(side),
        pair_refusals::created_at.eq(mover.at),
    );
    let unique = (pair_refusals::project_id, pair_refusals::person_id, pair_refusals::side);
    crate::upsert!(conn, pair_refusals::table, row, unique, pair_refusals::side.eq(side))?;
    end_meetings_of_pair(conn, (project, guest), mover)?;
    subjects::close(conn, &Subject::Project { project: project.clone(), guest: guest.clone() }, mover.at)?;
    Ok(())
}

/// Takes a refusal back. A room that was closed by it stays so until they deal with each other again.
///
/// # Errors
/// 404 where that side has not refused.
pub fn take_back(conn: &mut Conn, (project, guest): (&ProjectId, &PersonId), side: Side) -> AppResult<()> {
    let own = pair_refusals::table
        .filter(pair_refusals::project_id.eq(project))
        .filter(pair_refusals::person_id.eq(guest))
        .filter(pair_refusals::side.eq(side));
    match diesel::delete(own).execute(conn)? {
        0 => Err(AppError::NotFound),
        _ => Ok(()),
    }
}
