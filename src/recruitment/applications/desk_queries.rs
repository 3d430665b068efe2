//! The statements of an organization about the applications it has received.

use chrono::Duration;
use diesel::prelude::*;

use super::model::{Application, ApplicationState};
use crate::clock::Instant;
use crate::db::Conn;
use crate::db::schema::{applications, people, postings};
use crate::ids::{ApplicationId, EditionId, OrganizationId, PostingId, PostingRevisionId};
use crate::recruitment::postings::model::Posting;

/// An application as a list shows it: without letter and address.
#[derive(Debug, Clone, Queryable)]
pub struct ReceivedLine {
    /// Its id.
    pub id: ApplicationId,
    /// The posting.
    pub posting: PostingId,
    /// What the public reads of the posting.
    pub revision: Option<PostingRevisionId>,
    /// The applicant; empty while the name is hidden.
    pub name: String,
    /// Its state.
    pub state: ApplicationState,
    /// When it was sent.
    pub submitted_at: Instant,
}

/// An application with its posting and the applicant's name and address; both empty while they are hidden.
pub type ReceivedRow = (Application, Posting, String, String);

/// Whether the organization is not to know yet who applies.
pub fn is_hidden(application: &Application, posting: &Posting) -> bool {
    posting.is_anonymous && application.revealed_at.is_none()
}

/// A row without the name and the address where they are hidden: nothing further up gets to see them.
fn mask(row: ReceivedRow) -> ReceivedRow {
    match is_hidden(&row.0, &row.1) {
        true => (row.0, row.1, String::new(), String::new()),
        false => row,
    }
}

fn mask_all(rows: Vec<ReceivedRow>) -> Vec<ReceivedRow> {
    rows.into_iter().map(mask).collect()
}

/// How long an organization sees applications after their posting has closed.
pub(super) const KEPT: Duration = Duration::days(365);

/// Whether an organization still sees the applications of a posting.
pub fn is_kept(posting: &Posting, now: Instant) -> bool {
    posting.closes_at > now - KEPT
}

macro_rules! received {
    ($organization:expr, $now:expr) => {
        applications::table
            .inner_join(postings::table)
            .inner_join(people::table)
            .filter(postings::organization_id.eq($organization))
            .filter(postings::closes_at.gt($now - KEPT))
            .filter(applications::state.ne("draft"))
            .select((Application::as_select(), Posting::as_select(), people::name, people::email))
    };
}

/// The applications of an organization in an edition, newest first, at most 5,000.
///
/// # Errors
/// What the database said.
pub fn list_received(
    conn: &mut Conn,
    edition: &EditionId,
    organization: &OrganizationId,
    now: Instant,
) -> QueryResult<Vec<ReceivedLine>> {
    type Row = (ReceivedLine, bool, Option<Instant>);
    let rows: Vec<Row> = applications::table
        .inner_join(postings::table)
        .inner_join(people::table)
        .filter(postings::organization_id.eq(organization))
        .filter(postings::edition_id.eq(edition))
        .filter(postings::closes_at.gt(now - KEPT))
        .filter(applications::state.ne("draft"))
        .order(applications::id.desc())
        .limit(5_000)
        .select((
            (
                applications::id,
                postings::id,
                postings::published_revision_id,
                people::name,
                applications::state,
                applications::submitted_at,
            ),
            postings::is_anonymous,
            applications::revealed_at,
        ))
        .load(conn)?;
    let mask = |(line, is_anonymous, revealed_at): Row| match is_anonymous && revealed_at.is_none() {
        true => ReceivedLine { name: String::new(), ..line },
        false => line,
    };
    Ok(rows.into_iter().map(mask).collect())
}

/// Of these applications, those that this organization has received, oldest first.
///
/// # Errors
/// What the database said.
pub fn list_chosen(
    conn: &mut Conn,
    edition: &EditionId,
    organization: &OrganizationId,
    ids: &[String],
    now: Instant,
) -> QueryResult<Vec<ReceivedRow>> {
    received!(organization, now)
        .filter(postings::edition_id.eq(edition))
        .filter(applications::id.eq_any(ids))
        .order(applications::id.asc())
        .limit(RELEASED_AT_ONCE)
        .load(conn)
        .map(mask_all)
}

/// Applicants told at once: what fits one form and one page that is read before.
const RELEASED_AT_ONCE: i64 = 100;

/// An application this organization has received.
///
/// # Errors
/// 404 when it is another's, or kept no longer.
pub fn find_received(
    conn: &mut Conn,
    organization: &OrganizationId,
    id: &str,
    now: Instant,
) -> QueryResult<ReceivedRow> {
    received!(organization, now).filter(applications::id.eq(id)).first(conn).map(mask)
}

/// The applications of an organization that are decided against and not told, oldest first, at
/// most a hundred; of one posting where one is named.
///
/// # Errors
/// What the database said.
pub fn list_unreleased(
    conn: &mut Conn,
    edition: &EditionId,
    organization: &OrganizationId,
    posting: &str,
    now: Instant,
) -> QueryResult<Vec<ReceivedRow>> {
    let query = received!(organization, now)
        .filter(postings::edition_id.eq(edition))
        .filter(applications::state.eq(ApplicationState::Unsuccessful))
        .order(applications::id.asc())
        .limit(RELEASED_AT_ONCE);
    let rows = if posting.is_empty() { query.load(conn) } else { query.filter(postings::id.eq(posting)).load(conn) };
    rows.map(mask_all)
}

/// The applications to a posting of this organization, oldest first, at most 5,000.
///
/// # Errors
/// What the database said.
pub fn list_of_posting(
    conn: &mut Conn,
    organization: &OrganizationId,
    posting: &PostingId,
    now: Instant,
) -> QueryResult<Vec<ReceivedRow>> {
    received!(organization, now)
        .filter(postings::id.eq(posting))
        .order(applications::id.asc())
        .limit(5_000)
        .load(conn)
        .map(mask_all)
}
