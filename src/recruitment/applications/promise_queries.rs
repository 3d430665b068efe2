//! Statements about the promise to answer.

use diesel::prelude::*;

use super::model::ApplicationState;
use crate::clock::Instant;
use crate::db::Conn;
use crate::db::schema::{applications, messages, postings};
use crate::ids::{ApplicationId, OrganizationId, PersonId, RoomId};

/// Writes down that an application is answered, unless it is already.
///
/// # Errors
/// What the database said.
pub fn note_answer(conn: &mut Conn, application: &ApplicationId, at: Instant) -> QueryResult<()> {
    let open = applications::table.find(application).filter(applications::answered_at.is_null());
    diesel::update(open).set(applications::answered_at.eq(Some(at))).execute(conn)?;
    Ok(())
}

/// When the team wrote first in the room of an application.
///
/// # Errors
/// What the database said.
pub fn find_first_word(conn: &mut Conn, room: &RoomId, applicant: &PersonId) -> QueryResult<Option<Instant>> {
    messages::table
        .filter(messages::room_id.eq(room))
        .filter(messages::person_id.ne(applicant))
        .order(messages::seq)
        .select(messages::created_at)
        .first(conn)
        .optional()
}

/// Of the applications to an organization that were sent since an instant and have been answered or should have
/// been: how many there are, and how many were answered in time.
///
/// # Errors
/// What the database said.
pub fn count_kept(
    conn: &mut Conn,
    organization: &OrganizationId,
    (since, now): (Instant, Instant),
) -> QueryResult<(i64, i64)> {
    let promised = || {
        let is_over = applications::answer_due_at.le(now).or(applications::answered_at.is_not_null());
        applications::table
            .inner_join(postings::table)
            .filter(postings::organization_id.eq(organization))
            .filter(applications::submitted_at.gt(since))
            .filter(applications::answer_due_at.is_not_null())
            .filter(applications::state.ne(ApplicationState::Withdrawn))
            .filter(is_over)
    };
    let all: i64 = promised().count().get_result(conn)?;
    let in_time = promised().filter(applications::answered_at.le(applications::answer_due_at));
    Ok((all, in_time.count().get_result(conn)?))
}
