//! The statements of decisions that are not announced yet.

use std::collections::HashMap;

use diesel::prelude::*;

use super::prepared::{Choice, PreparedKind};
use crate::clock::Instant;
use crate::db::schema::{people, prepared_decisions};
use crate::db::{Conn, unique};
use crate::error::{AppError, AppResult};
use crate::ids::{EditionId, PersonId, PreparedId};
use crate::lifecycle::{Lifecycle, RevisionState, list_named_moves};

/// The most decisions that are released together.
pub const PREPARED_MOST: i64 = 500;

/// A decision that waits to be announced.
#[derive(Debug, Clone, Queryable)]
pub struct Prepared {
    /// Its id.
    pub id: PreparedId,
    /// What stands in the address of the queue.
    pub subject: String,
    /// What it is called.
    pub title: String,
    /// The version that was seen.
    pub version: i64,
    /// What is decided.
    pub decision: RevisionState,
    /// What the organization will be told.
    pub comment: String,
    /// Who decided.
    pub by: String,
    /// When.
    pub at: Instant,
}

impl Prepared {
    /// What is decided, as it is carried out.
    pub fn choice(&self) -> Choice {
        Choice { version: self.version, to: self.decision, comment: self.comment.clone() }
    }
}

/// What waits to be announced, in the order in which it was decided.
///
/// # Errors
/// What the database said.
pub fn list_prepared(conn: &mut Conn, edition: &EditionId, kind: PreparedKind) -> QueryResult<Vec<Prepared>> {
    prepared_decisions::table
        .inner_join(people::table)
        .filter(prepared_decisions::edition_id.eq(edition))
        .filter(prepared_decisions::kind.eq(kind))
        .order(prepared_decisions::id)
        .limit(PREPARED_MOST)
        .select((
            prepared_decisions::id,
            prepared_decisions::subject_id,
            prepared_decisions::title,
            prepared_decisions::version,
            prepared_decisions::decision,
            prepared_decisions::comment,
            people::name,
            prepared_decisions::created_at,
        ))
        .load(conn)
}

/// What is prepared about some of a queue, by what stands in their address.
///
/// # Errors
/// What the database said.
pub fn find_prepared(
    conn: &mut Conn,
    edition: &EditionId,
    kind: PreparedKind,
    subjects: &[&str],
) -> QueryResult<HashMap<String, RevisionState>> {
    let rows: Vec<(String, RevisionState)> = prepared_decisions::table
        .filter(prepared_decisions::edition_id.eq(edition))
        .filter(prepared_decisions::kind.eq(kind))
        .filter(prepared_decisions::subject_id.eq_any(subjects))
        .select((prepared_decisions::subject_id, prepared_decisions::decision))
        .load(conn)?;
    Ok(rows.into_iter().collect())
}

/// How many wait to be announced.
///
/// # Errors
/// What the database said.
pub fn count_prepared(conn: &mut Conn, edition: &EditionId, kind: PreparedKind) -> QueryResult<i64> {
    prepared_decisions::table
        .filter(prepared_decisions::edition_id.eq(edition))
        .filter(prepared_decisions::kind.eq(kind))
        .count()
        .get_result(conn)
}

/// Stores a decision about something of this title.
///
/// # Errors
/// A conflict when somebody has decided about it already.
pub fn insert_prepared(
    conn: &mut Conn,
    edition: &EditionId,
    (kind, subject, title): (PreparedKind, &str, &str),
    choice: &Choice,
    by: &PersonId,
    now: Instant,
) -> AppResult<()> {
    let row = (
        prepared_decisions::id.eq(PreparedId::new()),
        prepared_decisions::edition_id.eq(edition),
        prepared_decisions::kind.eq(kind),
        prepared_decisions::subject_id.eq(subject),
        prepared_decisions::title.eq(title),
        prepared_decisions::version.eq(choice.version),
        prepared_decisions::decision.eq(choice.to),
        prepared_decisions::comment.eq(&choice.comment),
        prepared_decisions::prepared_by.eq(by),
        prepared_decisions::created_at.eq(now),
    );
    let done = diesel::insert_into(prepared_decisions::table).values(row).execute(conn);
    unique(done, AppError::Conflict("error-prepared-already"))?;
    Ok(())
}

/// Takes a decision back, or off the list once it is announced; 0 when it is gone.
///
/// # Errors
/// What the database said.
pub fn delete_prepared(
    conn: &mut Conn,
    edition: &EditionId,
    kind: PreparedKind,
    id: &PreparedId,
) -> QueryResult<usize> {
    let own = prepared_decisions::table.find(id).filter(prepared_decisions::edition_id.eq(edition));
    diesel::delete(own.filter(prepared_decisions::kind.eq(kind))).execute(conn)
}

/// What was decided about a revision last, for a reviewer who was slower.
#[derive(Debug, Clone)]
pub struct Decided {
    /// The Fluent key of the state.
    pub state_key: &'static str,
    /// Who decided.
    pub name: String,
    /// What the organization was told.
    pub comment: String,
}

/// The last recorded move of a revision.
///
/// # Errors
/// What the database said.
pub fn find_decided<S: Lifecycle>(conn: &mut Conn, revision: &str) -> QueryResult<Option<Decided>> {
    let last = list_named_moves::<S>(conn, revision)?.into_iter().next();
    Ok(last.and_then(|last| {
        let state_key = super::revision_key(last.to_state.parse().ok()?);
        Some(Decided { state_key, name: last.name.unwrap_or_default(), comment: last.reason })
    }))
}
