//! The statements of reviewers about submitted postings.

use diesel::prelude::*;

use crate::accounts::organizations::OrganizationRow;
use crate::clock::Instant;
use crate::db::schema::{organizations, posting_revisions, postings};
use crate::db::{Conn, changed_one};
use crate::error::AppResult;
use crate::ids::{EditionId, OrganizationId, PersonId, PostingRevisionId};
use crate::lifecycle::{self, Mover, RevisionState};
use crate::recruitment::postings::model::{Employer, Posting, PostingFacts, PostingRevisionState};
use crate::recruitment::postings::queries::PostingRow;
use crate::reviews::Decision;
use crate::web::paging::{Page, PageNumber};
use crate::web::text::like_pattern;

/// A posting with the facts of one of its revisions: state, version and who submitted it.
pub type ReviewRow = (PostingRow, (RevisionState, i64, Option<PersonId>));

type Columns = (Posting, PostingFacts, Employer, RevisionState, i64, Option<PersonId>);

macro_rules! revisions {
    ($edition:expr) => {
        posting_revisions::table
            .inner_join(postings::table)
            .inner_join(organizations::table.on(postings::organization_id.eq(organizations::id)))
            .filter(postings::edition_id.eq($edition))
    };
}

macro_rules! columns {
    () => {
        (
            Posting::as_select(),
            PostingFacts::as_select(),
            Employer::as_select(),
            posting_revisions::state,
            posting_revisions::version,
            posting_revisions::submitted_by,
        )
    };
}

fn review((posting, facts, employer, state, version, submitter): Columns) -> ReviewRow {
    ((posting, facts, employer), (state, version, submitter))
}

/// A page of the revisions in a state whose words or organization hold `needle`, the longest
/// waiting first. Of the approved ones only those that the public reads.
///
/// # Errors
/// What the database said.
pub fn list_reviews(
    conn: &mut Conn,
    edition: &EditionId,
    state: RevisionState,
    needle: &str,
    number: PageNumber,
) -> QueryResult<Page<PostingRow>> {
    let is_current = posting_revisions::state
        .ne(RevisionState::Approved)
        .or(postings::published_revision_id.eq(posting_revisions::id.nullable()).assume_not_null());
    let fits = posting_revisions::state
        .eq(state)
        .and(posting_revisions::search_key.like(like_pattern(needle)).escape('\\'))
        .and(is_current);
    let total: i64 = revisions!(edition).filter(fits.clone()).select(diesel::dsl::count_star()).get_result(conn)?;
    let rows: Vec<Columns> = revisions!(edition)
        .filter(fits)
        .order((posting_revisions::updated_at.asc(), posting_revisions::id.asc()))
        .limit(number.piece().1)
        .offset(number.piece().0)
        .select(columns!())
        .load(conn)?;
    let rows = rows.into_iter().map(|row| review(row).0).collect();
    Ok(number.page(rows, u64::try_from(total).unwrap_or(0)))
}

/// The newest revision of a posting that has been submitted, decided on or not.
///
/// # Errors
/// 404 when there is none.
pub fn find_review(conn: &mut Conn, edition: &EditionId, posting: &str) -> QueryResult<ReviewRow> {
    let row: Columns = revisions!(edition)
        .filter(postings::id.eq(posting))
        .filter(posting_revisions::state.ne(RevisionState::Draft))
        .order((posting_revisions::number.desc(), posting_revisions::id.desc()))
        .select(columns!())
        .first(conn)?;
    Ok(review(row))
}

/// The facts of a revision.
///
/// # Errors
/// What the database said.
pub fn find_facts(conn: &mut Conn, revision: &PostingRevisionId) -> QueryResult<PostingFacts> {
    posting_revisions::table.find(revision).select(PostingFacts::as_select()).first(conn)
}

/// The whole of an organization, for the decision that verifies it.
///
/// # Errors
/// What the database said.
pub fn find_organization(conn: &mut Conn, id: &OrganizationId) -> QueryResult<OrganizationRow> {
    organizations::table.find(id).select(OrganizationRow::as_select()).first(conn)
}

/// Sends a revision back or refuses it, with the reviewer's words.
///
/// # Errors
/// 409 when somebody decided meanwhile.
pub fn decide_against(
    conn: &mut Conn,
    row: &ReviewRow,
    decision: &Decision,
    person: &PersonId,
    now: Instant,
) -> AppResult<()> {
    let mover = Mover { person: Some(person), at: now, reason: &decision.comment };
    let (from, to) = (PostingRevisionState(row.1.0), PostingRevisionState(decision.to));
    lifecycle::record_move(conn, row.0.1.id.as_str(), from, to, mover)?;
    let rows = crate::decide_revision!(conn, posting_revisions, &row.0.1.id, decision, person, now)?;
    changed_one(rows)
}
