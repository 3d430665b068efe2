//! What waits for the organizer's staff.

use diesel::prelude::*;

use crate::db::Conn;
use crate::db::schema::{
    booth_revisions, booths, organizations, posting_revisions, postings, project_revisions, projects, reports,
};
use crate::forum::programme::queries::count_submitted;
use crate::ids::EditionId;
use crate::lifecycle::RevisionState;

/// How much waits for a decision.
#[derive(Debug, Clone, Copy)]
pub struct Waiting {
    /// Submitted booths.
    pub booths: i64,
    /// Submitted postings.
    pub postings: i64,
    /// Submitted projects.
    pub projects: i64,
    /// Submitted sessions.
    pub sessions: i64,
    /// Reports of abuse that nobody has decided about.
    pub reports: i64,
    /// Enquiries that wait for the help desk.
    pub enquiries: i64,
    /// Organizations that nobody has looked at.
    pub organizations: i64,
}

/// Counts it for an edition; organizations belong to all of them.
///
/// # Errors
/// What the database said.
pub fn count_waiting(conn: &mut Conn, edition: &EditionId) -> QueryResult<Waiting> {
    Ok(Waiting {
        booths: booth_revisions::table
            .inner_join(booths::table)
            .filter(booths::edition_id.eq(edition))
            .filter(booth_revisions::state.eq(RevisionState::Submitted))
            .count()
            .get_result(conn)?,
        postings: posting_revisions::table
            .inner_join(postings::table)
            .filter(postings::edition_id.eq(edition))
            .filter(posting_revisions::state.eq(RevisionState::Submitted))
            .count()
            .get_result(conn)?,
        projects: project_revisions::table
            .inner_join(projects::table)
            .filter(projects::edition_id.eq(edition))
            .filter(project_revisions::state.eq(RevisionState::Submitted))
            .count()
            .get_result(conn)?,
        sessions: count_submitted(conn, edition)?,
        reports: reports::table
            .filter(reports::edition_id.eq(edition))
            .filter(reports::state.eq_any(["open", "in_review"]))
            .count()
            .get_result(conn)?,
        enquiries: crate::service::desk::count_waiting(conn, edition)?,
        organizations: organizations::table.filter(organizations::state.eq("pending")).count().get_result(conn)?,
    })
}
