//! What ends with a project, with its organization, with a "no thanks" or with a ban: open interest and
//! meetings. Whoever they concern is told. Called inside the transaction of what ends them; of a ban, by a
//! task.

use diesel::OptionalExtension as _;

use crate::clock::Instant;
use crate::db::Conn;
use crate::error::AppResult;
use crate::ids::{OrganizationId, PersonId, ProjectId};
use crate::lifecycle::Mover;
use crate::pairing::interests::moves::end as end_interest;
use crate::pairing::interests::queries::find_row;
use crate::pairing::interests::queries::list_open_of_project;
use crate::pairing::meetings::moves::cancel_by_ending;
use crate::pairing::meetings::queries::{
    list_meetings_until, list_open_meetings_of_pair, list_open_meetings_of_project,
};
use crate::pairing::projects::model::Project;
use crate::pairing::projects::queries::list_projects_of;
use crate::site::sanctions::find_ban;

/// Ends the open interest in a project and the meetings about it that have not taken place.
///
/// # Errors
/// What the database said.
pub fn end_dealings(conn: &mut Conn, project: &Project, mover: Mover<'_>) -> AppResult<()> {
    let meetings = list_open_meetings_of_project(conn, &project.id)?;
    let interests = list_open_of_project(conn, &project.id)?;
    if meetings.is_empty() && interests.is_empty() {
        return Ok(());
    }
    let row = find_row(conn, &project.id)?;
    for interest in &interests {
        end_interest(conn, interest, &row, "notice-interest-project-ended", mover)?;
    }
    meetings.iter().try_for_each(|meeting| cancel_by_ending(conn, meeting, &row, mover))
}

/// Ends the meetings of a pair that have not taken place.
///
/// # Errors
/// What the database said.
pub fn end_meetings_of_pair(
    conn: &mut Conn,
    (project, guest): (&ProjectId, &PersonId),
    mover: Mover<'_>,
) -> AppResult<()> {
    let meetings = list_open_meetings_of_pair(conn, (project, guest))?;
    if meetings.is_empty() {
        return Ok(());
    }
    let row = find_row(conn, project)?;
    meetings.iter().try_for_each(|meeting| cancel_by_ending(conn, meeting, &row, mover))
}

/// Ends what is open about all projects of an organization that takes part no more.
///
/// # Errors
/// What the database said.
pub fn end_dealings_of_organization(conn: &mut Conn, organization: &OrganizationId, mover: Mover<'_>) -> AppResult<()> {
    list_projects_of(conn, organization)?.iter().try_for_each(|project| end_dealings(conn, project, mover))
}

/// The task of a ban: calls off the meetings that would begin while it holds.
///
/// # Errors
/// What the database said.
pub fn end_meetings_of_banned(conn: &mut Conn, person: &str, now: Instant) -> AppResult<()> {
    let Ok(person) = person.parse::<PersonId>() else { return Ok(()) };
    let Some(ban) = find_ban(conn, &person, now)? else { return Ok(()) };
    let mover = Mover { person: None, at: now, reason: "" };
    for meeting in list_meetings_until(conn, &person, ban.ends_at)? {
        if let Some(row) = find_row(conn, &meeting.project_id).optional()? {
            cancel_by_ending(conn, &meeting, &row, mover)?;
        }
    }
    Ok(())
}
