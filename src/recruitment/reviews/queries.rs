//! The statements of reviewers about submitted postings.

use diesel::prelude::*;

use crate::audit::Act;
use crate::clock::Instant;
use crate::db::schema::{organizations, posting_revisions, postings};
use crate::db::{Conn, changed_one};
use crate::error::AppResult;
use crate::ids::{EditionId, PersonId};
use crate::lifecycle::RevisionState;
use crate::recruitment::postings::model::{Employer, Posting, PostingFacts};
use crate::recruitment::postings::queries::PostingRow;

macro_rules! submitted {
    ($edition:expr) => {
        posting_revisions::table
            .inner_join(postings::table)
            .inner_join(organizations::table.on(postings::organization_id.eq(organizations::id)))
            .filter(postings::edition_id.eq($edition))
            .filter(posting_revisions::state.eq(RevisionState::Submitted))
            .select((Posting::as_select(), PostingFacts::as_select(), Employer::as_select()))
    };
}

/// The postings that wait for a decision, longest waiting first, at most 200; the facts are those
/// of the submitted revision.
///
/// # Errors
/// What the database said.
pub fn list_submitted(conn: &mut Conn, edition: &EditionId) -> QueryResult<Vec<PostingRow>> {
    submitted!(edition).order((posting_revisions::submitted_at, posting_revisions::id)).limit(200).load(conn)
}

/// One that waits for a decision.
///
/// # Errors
/// 404 when it does not wait.
pub fn find_submitted(conn: &mut Conn, edition: &EditionId, id: &str) -> QueryResult<PostingRow> {
    submitted!(edition).filter(postings::id.eq(id)).first(conn)
}

/// Who submitted this revision.
///
/// # Errors
/// What the database said.
pub fn find_submitter(conn: &mut Conn, row: &PostingRow) -> QueryResult<Option<String>> {
    posting_revisions::table.find(&row.1.id).select(posting_revisions::submitted_by).first(conn)
}

/// Sends a revision back or refuses it, with the reviewer's words.
///
/// # Errors
/// 409 when somebody decided meanwhile.
pub fn decide_against(
    conn: &mut Conn,
    row: &PostingRow,
    to: RevisionState,
    comment: &str,
    person: &PersonId,
    now: Instant,
) -> AppResult<()> {
    let waiting = posting_revisions::table
        .filter(posting_revisions::id.eq(&row.1.id))
        .filter(posting_revisions::state.eq(RevisionState::Submitted));
    let rows = diesel::update(waiting)
        .set((
            posting_revisions::state.eq(to),
            posting_revisions::comment.eq(comment),
            posting_revisions::decided_by.eq(person.as_str()),
            posting_revisions::decided_at.eq(now),
        ))
        .execute(conn)?;
    changed_one(rows)
}

/// What is written into the audit trail about a decision.
pub fn act<'a>(
    row: &'a PostingRow,
    person: &'a PersonId,
    at: Instant,
    action: &'a str,
    thing: (&'a str, &'a str),
) -> Act<'a> {
    Act { edition: Some(&row.0.edition_id), person: Some(person), action, thing, before: "", after: "", at }
}
