//! The statements of an organization about the applications it has received.

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
    /// The applicant.
    pub name: String,
    /// Its state.
    pub state: ApplicationState,
    /// When it was sent.
    pub submitted_at: Instant,
}

/// An application with its posting and the applicant's name and address.
pub type ReceivedRow = (Application, Posting, String, String);

macro_rules! received {
    ($organization:expr) => {
        applications::table
            .inner_join(postings::table)
            .inner_join(people::table)
            .filter(postings::organization_id.eq($organization))
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
) -> QueryResult<Vec<ReceivedLine>> {
    applications::table
        .inner_join(postings::table)
        .inner_join(people::table)
        .filter(postings::organization_id.eq(organization))
        .filter(postings::edition_id.eq(edition))
        .filter(applications::state.ne("draft"))
        .order(applications::id.desc())
        .limit(5_000)
        .select((
            applications::id,
            postings::id,
            postings::published_revision_id,
            people::name,
            applications::state,
            applications::submitted_at,
        ))
        .load(conn)
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
) -> QueryResult<Vec<ReceivedRow>> {
    received!(organization)
        .filter(postings::edition_id.eq(edition))
        .filter(applications::id.eq_any(ids))
        .order(applications::id.asc())
        .limit(RELEASED_AT_ONCE)
        .load(conn)
}

/// Applicants told at once: what fits one form and one page that is read before.
const RELEASED_AT_ONCE: i64 = 100;

/// An application this organization has received.
///
/// # Errors
/// 404 when it is another's.
pub fn find_received(conn: &mut Conn, organization: &OrganizationId, id: &str) -> QueryResult<ReceivedRow> {
    received!(organization).filter(applications::id.eq(id)).first(conn)
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
) -> QueryResult<Vec<ReceivedRow>> {
    let query = received!(organization)
        .filter(postings::edition_id.eq(edition))
        .filter(applications::state.eq(ApplicationState::Unsuccessful))
        .order(applications::id.asc())
        .limit(RELEASED_AT_ONCE);
    if posting.is_empty() { query.load(conn) } else { query.filter(postings::id.eq(posting)).load(conn) }
}
