//! Every statement of presence.

use std::collections::{HashMap, HashSet};

use diesel::prelude::*;

use crate::clock::Instant;
use crate::db::Conn;
use crate::db::schema::{booth_staff, booths, live_requests, members, organizations, people};
use crate::ids::{EditionId, PersonId};

/// The most people on duty of an edition that are looked at.
const DUTY_MOST: i64 = 5_000;

/// Who is on duty at a booth of an edition, with the names of its organization.
pub fn list_on_duty(
    conn: &mut Conn,
    edition: &EditionId,
    now: Instant,
) -> QueryResult<HashMap<PersonId, (String, String)>> {
    let is_member =
        members::person_id.eq(booth_staff::person_id).and(members::organization_id.eq(booths::organization_id));
    let rows: Vec<(PersonId, String, String)> = booth_staff::table
        .inner_join(booths::table.inner_join(organizations::table))
        .inner_join(members::table.on(is_member))
        .filter(booths::edition_id.eq(edition))
        .filter(booths::state.eq("published"))
        .filter(booth_staff::on_duty_until.gt(now).assume_not_null())
        .order(booth_staff::id)
        .limit(DUTY_MOST)
        .select((booth_staff::person_id, organizations::name, organizations::name_zh))
        .load(conn)?;
    Ok(rows.into_iter().map(|(person, name, name_zh)| (person, (name, name_zh))).collect())
}

/// Those of these people who talk with somebody at a desk just now.
pub fn list_talking(conn: &mut Conn, people: &[&PersonId]) -> QueryResult<HashSet<PersonId>> {
    let rows: Vec<Option<PersonId>> = live_requests::table
        .filter(live_requests::state.eq("active"))
        .filter(live_requests::agent_id.eq_any(people).assume_not_null())
        .select(live_requests::agent_id)
        .distinct()
        .load(conn)?;
    Ok(rows.into_iter().flatten().collect())
}

/// What these people do and where, in a line; none where it is empty.
pub fn list_headlines(conn: &mut Conn, people: &[&PersonId]) -> QueryResult<HashMap<PersonId, String>> {
    let rows: Vec<(PersonId, String)> = people::table
        .filter(people::id.eq_any(people))
        .filter(people::headline.ne(""))
        .select((people::id, people::headline))
        .load(conn)?;
    Ok(rows.into_iter().collect())
}
