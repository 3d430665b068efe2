//! What ends with a project, or with a "no thanks": open interest and meetings. Whoever they concern is
//! told. Called inside the transaction of what ends them.

use crate::db::Conn;
use crate::error::AppResult;
use crate::ids::{PersonId, ProjectId};
use crate::lifecycle::Mover;
use crate::pairing::interests::moves::end as end_interest;
use crate::pairing::interests::queries::find_row;
use crate::pairing::interests::queries::list_open_of_project;
use crate::pairing::meetings::moves::cancel_by_ending;
use crate::pairing::meetings::queries::{list_open_meetings_of_pair, list_open_meetings_of_project};
use crate::pairing::projects::model::Project;

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
