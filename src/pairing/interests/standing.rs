//! How a reader and a project stand: what a project's page offers them to do.

use super::model::{Interest, InterestState};
use super::queries;
use crate::accounts::organizations::OrganizationState;
use crate::db::Conn;
use crate::error::AppResult;
use crate::ids::MeetingId;
use crate::pairing::Side;
use crate::pairing::interests::queries::is_member;
use crate::pairing::meetings::queries::find_open_of_pair;
use crate::pairing::projects::listing::ProjectRow;
use crate::pairing::projects::model::ProjectState;
use crate::pairing::refusals::queries::list_refusals;
use crate::site::{Visit, ZoneKind, ZoneState};

/// How somebody and a project stand.
#[derive(Debug, Clone, Default)]
pub struct Standing {
    /// Their last interest.
    pub interest: Option<Interest>,
    /// Their open meeting.
    pub meeting: Option<MeetingId>,
    /// Whether they said "no thanks" themselves, and may take it back.
    pub has_refused: bool,
    /// Whether they may say that they are interested.
    pub can_express: bool,
    /// Whether they may ask for a meeting.
    pub can_meet: bool,
    /// The Fluent key of the sentence that says why they may do neither; empty where they may, or where
    /// nothing is to be said.
    pub closed_key: &'static str,
}

impl Standing {
    /// Whether they have ever dealt with the project.
    pub fn has_dealt(&self) -> bool {
        self.interest.is_some() || self.meeting.is_some()
    }
}

/// Why nobody deals with a project now; empty when one may.
fn closed_key(visit: &Visit, row: &ProjectRow) -> &'static str {
    let zone = visit.snapshot.edition.as_ref().and_then(|edition| edition.zone(ZoneKind::Pairing));
    match row.0.state_at(visit.now) {
        ProjectState::Published if row.2.state != OrganizationState::Verified => "project-closed-hidden",
        ProjectState::Published => match zone.map(|zone| zone.state(visit.now)) {
            Some(ZoneState::Open) => "",
            Some(ZoneState::Upcoming) => "project-closed-upcoming",
            _ => "project-closed-zone",
        },
        ProjectState::Matched => "project-closed-matched",
        ProjectState::Expired => "project-closed-expired",
        ProjectState::Closed => "project-closed-closed",
        ProjectState::Draft | ProjectState::Suspended | ProjectState::Withdrawn => "project-closed-hidden",
    }
}

/// How whoever visits and a project stand.
///
/// # Errors
/// What the database said.
pub fn find_standing(conn: &mut Conn, visit: &Visit, row: &ProjectRow) -> AppResult<Standing> {
    let closed = closed_key(visit, row);
    let Some(viewer) = &visit.viewer else { return Ok(Standing { closed_key: closed, ..Standing::default() }) };
    let me = &viewer.person;
    if is_member(conn, &row.2.id, me)? {
        return Ok(Standing::default());
    }
    let interest = queries::find_last_of(conn, &row.0.id, me)?;
    let meeting = find_open_of_pair(conn, (&row.0.id, me))?;
    let refusals = list_refusals(conn, (&row.0.id, me))?;
    let closed = if closed.is_empty() && !refusals.is_empty() { "project-closed-refused" } else { closed };
    let is_open = closed.is_empty();
    let stands = interest.as_ref().is_some_and(|one| one.state.is_open() || one.state == InterestState::Accepted);
    Ok(Standing {
        can_express: is_open && !stands,
        can_meet: is_open && meeting.is_none(),
        has_refused: refusals.contains(&Side::Guest),
        closed_key: closed,
        interest,
        meeting,
    })
}
