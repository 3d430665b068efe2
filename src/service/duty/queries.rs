//! The statements about duty at the help desk.

use diesel::prelude::*;

use super::{DUTY_HOURS, MOST_AT_ONCE};
use crate::clock::Instant;
use crate::db::schema::{desk_duties, live_requests, people};
use crate::db::{Conn, Topic, raise};
use crate::error::AppResult;
use crate::ids::{EditionId, EnquiryId, PersonId, RoomId, RowId};
use crate::service::hours::find_standing;
use crate::site::Visit;
use crate::site::helpdesk::list_desk_people;
use crate::upsert;

/// The most who are on duty at once.
const MOST: i64 = 200;

/// An agent's own duty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Duty {
    /// Whether they are on duty.
    pub is_on: bool,
    /// With how many they talk at once.
    pub most: i64,
}

/// Those on duty who are still of the desk, each with how many they talk with at once.
///
/// # Errors
/// What the database said.
pub fn list_on_duty(conn: &mut Conn, edition: &EditionId, now: Instant) -> QueryResult<Vec<(PersonId, i64)>> {
    let of_desk = list_desk_people(conn, edition)?;
    desk_duties::table
        .filter(desk_duties::edition_id.eq(edition))
        .filter(desk_duties::person_id.eq_any(of_desk))
        .filter(desk_duties::on_duty_until.gt(now).assume_not_null())
        .order(desk_duties::id)
        .limit(MOST)
        .select((desk_duties::person_id, desk_duties::most_at_once))
        .load(conn)
}

/// Whether somebody may be talked to now: the desk is open and an agent is on duty.
///
/// # Errors
/// What the database said.
pub fn may_talk(conn: &mut Conn, visit: &Visit) -> AppResult<bool> {
    let edition = &visit.edition()?.id;
    Ok(find_standing(conn, visit)?.is_open() && !list_on_duty(conn, edition, visit.now)?.is_empty())
}

/// The duty of an agent, as it stands.
///
/// # Errors
/// What the database said.
pub fn find_duty(conn: &mut Conn, edition: &EditionId, person: &PersonId, now: Instant) -> QueryResult<Duty> {
    let own: Option<(Option<Instant>, i64)> = desk_duties::table
        .filter(desk_duties::edition_id.eq(edition))
        .filter(desk_duties::person_id.eq(person))
        .select((desk_duties::on_duty_until, desk_duties::most_at_once))
        .first(conn)
        .optional()?;
    let (until, most) = own.unwrap_or((None, 2));
    Ok(Duty { is_on: until.is_some_and(|until| until > now), most })
}

/// Stores the duty of an agent; it ends by itself after [`DUTY_HOURS`].
///
/// # Errors
/// What the database said.
pub(super) fn store_duty(
    conn: &mut Conn,
    edition: &EditionId,
    person: &PersonId,
    duty: Duty,
    now: Instant,
) -> QueryResult<()> {
    let until = duty.is_on.then(|| now + chrono::Duration::hours(DUTY_HOURS));
    let most = duty.most.clamp(1, MOST_AT_ONCE);
    let row = (
        desk_duties::id.eq(RowId::new()),
        desk_duties::edition_id.eq(edition),
        desk_duties::person_id.eq(person),
        desk_duties::on_duty_until.eq(until),
        desk_duties::most_at_once.eq(most),
        desk_duties::created_at.eq(now),
        desk_duties::updated_at.eq(now),
    );
    let key = (desk_duties::edition_id, desk_duties::person_id);
    let changes =
        (desk_duties::on_duty_until.eq(until), desk_duties::most_at_once.eq(most), desk_duties::updated_at.eq(now));
    upsert!(conn, desk_duties::table, row, key, changes)?;
    raise(Topic::Requests);
    Ok(())
}

/// Somebody who wants to talk with the desk, or talks.
#[derive(Debug, Clone, Queryable)]
pub struct LiveLine {
    /// Where they talk.
    pub room: RoomId,
    /// Who asks.
    pub name: String,
    /// The enquiry that it is about.
    pub enquiry: Option<EnquiryId>,
    /// `waiting`, `offered` or `active`.
    pub state: String,
    /// Since when.
    pub at: Instant,
}

/// Those who wait to talk with the desk and who talk, in their order.
///
/// # Errors
/// What the database said.
pub fn list_live(conn: &mut Conn, edition: &EditionId) -> QueryResult<Vec<LiveLine>> {
    live_requests::table
        .inner_join(people::table.on(people::id.eq(live_requests::person_id)))
        .filter(live_requests::edition_id.eq(edition))
        .filter(live_requests::desk.eq("service"))
        .filter(live_requests::state.eq_any(["waiting", "offered", "active"]))
        .order((live_requests::rank, live_requests::id))
        .limit(MOST)
        .select((
            live_requests::room_id,
            people::name,
            live_requests::enquiry_id,
            live_requests::state,
            live_requests::created_at,
        ))
        .load(conn)
}
