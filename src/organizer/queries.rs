//! What waits for the organizer's staff, with the time it has waited longest.

use diesel::dsl::{count_star, min};
use diesel::prelude::*;

use crate::clock::Instant;
use crate::db::Conn;
use crate::db::schema::{
    booth_revisions, booths, enquiries, organizations, posting_revisions, postings, project_revisions, projects,
    reports, sessions,
};
use crate::exhibition::booths::model::BoothState;
use crate::forum::sessions::SessionState;
use crate::ids::EditionId;
use crate::lifecycle::RevisionState;
use crate::moderation::appeals::desk_queries::count_open;
use crate::moderation::reports::model::ReportState;
use crate::moderation::zones_of;
use crate::pairing::projects::ProjectState;
use crate::service::enquiries::EnquiryState;
use crate::site::{Viewer, ZoneKind};

crate::text_enum! {
    /// What waits for a decision.
    pub enum Queue {
        /// Submitted booths.
        Booths = "booths",
        /// Submitted postings.
        Postings = "postings",
        /// Submitted projects.
        Projects = "projects",
        /// Submitted sessions.
        Sessions = "sessions",
        /// Reports of abuse that nobody has decided about.
        Reports = "reports",
        /// Appeals that nobody has decided about.
        Appeals = "appeals",
        /// Enquiries that wait for the help desk.
        Enquiries = "enquiries",
        /// Organizations that nobody has looked at.
        Organizations = "organizations",
    }
}

impl Queue {
    /// The Fluent key of what waits there, which speaks of `$n`, and the page where it is decided.
    pub fn place(self) -> (&'static str, &'static str) {
        match self {
            Self::Booths => ("organizer-waiting-booths", "/organizer/booths"),
            Self::Postings => ("organizer-waiting-postings", "/organizer/postings"),
            Self::Projects => ("organizer-waiting-projects", "/organizer/projects"),
            Self::Sessions => ("organizer-waiting-sessions", "/organizer/programme?state=submitted"),
            Self::Reports => ("organizer-waiting-reports", "/organizer/reports"),
            Self::Appeals => ("organizer-waiting-appeals", "/organizer/appeals"),
            Self::Enquiries => ("organizer-waiting-enquiries", "/service/desk"),
            Self::Organizations => ("organizer-waiting-organizations", "/organizer/organizations?state=pending"),
        }
    }

    /// Whether somebody decides about it.
    pub fn is_of(self, viewer: &Viewer) -> bool {
        match self {
            Self::Booths => viewer.may_review(ZoneKind::Exhibition),
            Self::Postings => viewer.may_review(ZoneKind::Recruitment),
            Self::Projects => viewer.may_review(ZoneKind::Pairing),
            Self::Sessions => viewer.may_manage(ZoneKind::Forum),
            Self::Reports | Self::Appeals => viewer.may_moderate_somewhere(),
            Self::Enquiries => viewer.may_manage(ZoneKind::Service),
            Self::Organizations => viewer.is_administrator(),
        }
    }
}

/// How much waits in a queue, and since when the longest of it.
#[derive(Debug, Clone, Copy)]
pub struct Waiting {
    /// Where.
    pub queue: Queue,
    /// How much.
    pub count: i64,
    /// Since when.
    pub oldest: Option<Instant>,
}

/// What waits for this person in an edition; organizations belong to all of them.
///
/// # Errors
/// What the database said.
pub fn list_waiting(conn: &mut Conn, edition: &EditionId, viewer: &Viewer) -> QueryResult<Vec<Waiting>> {
    let own = Queue::ALL.iter().copied().filter(|queue| queue.is_of(viewer));
    own.map(|queue| {
        let (count, oldest) = count_queue(conn, edition, viewer, queue)?;
        Ok(Waiting { queue, count, oldest })
    })
    .collect()
}

/// What was submitted in an edition; what belongs to a thing in one of these states waits for nobody.
macro_rules! submitted {
    ($conn:expr, $revisions:ident, $things:ident, $edition:expr $(, $over:expr)?) => {{
        $revisions::table
            .inner_join($things::table)
            .filter($things::edition_id.eq($edition))
            $(.filter($things::state.ne_all($over)))?
            .filter($revisions::state.eq(RevisionState::Submitted))
            .select((count_star(), min($revisions::submitted_at)))
            .first($conn)
    }};
}

fn count_queue(
    conn: &mut Conn,
    edition: &EditionId,
    viewer: &Viewer,
    queue: Queue,
) -> QueryResult<(i64, Option<Instant>)> {
    match queue {
        Queue::Booths => {
            submitted!(conn, booth_revisions, booths, edition, [BoothState::Withdrawn, BoothState::Archived])
        }
        Queue::Postings => submitted!(conn, posting_revisions, postings, edition),
        Queue::Projects => submitted!(conn, project_revisions, projects, edition, [ProjectState::Withdrawn]),
        Queue::Sessions => sessions::table
            .filter(sessions::edition_id.eq(edition))
            .filter(sessions::state.eq(SessionState::Submitted))
            .select((count_star(), min(sessions::updated_at)))
            .first(conn),
        Queue::Reports => count_reports(conn, edition, viewer, None),
        Queue::Appeals => count_open(conn, viewer),
        Queue::Enquiries => enquiries::table
            .filter(enquiries::edition_id.eq(edition))
            .filter(enquiries::state.eq_any(EnquiryState::IN_QUEUE))
            .select((count_star(), min(enquiries::waiting_since)))
            .first(conn),
        Queue::Organizations => organizations::table
            .filter(organizations::state.eq("pending"))
            .select((count_star(), min(organizations::created_at)))
            .first(conn),
    }
}

/// The undecided reports of a moderator's zones, made before an instant where one is given.
///
/// # Errors
/// What the database said.
pub fn count_reports(
    conn: &mut Conn,
    edition: &EditionId,
    viewer: &Viewer,
    before: Option<Instant>,
) -> QueryResult<(i64, Option<Instant>)> {
    let mut found = reports::table
        .filter(reports::edition_id.eq(edition))
        .filter(reports::state.eq_any(ReportState::UNDECIDED))
        .into_boxed();
    if !viewer.may_moderate_in(None) {
        found = found.filter(reports::zone.eq_any(zones_of(viewer)));
    }
    if let Some(before) = before {
        found = found.filter(reports::created_at.lt(before));
    }
    found.select((count_star(), min(reports::created_at))).first(conn)
}
