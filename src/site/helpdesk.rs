//! Who works at the help desk of an edition: its agents, who manages the zone, administrators. Asked by the service
//! zone, and by rooms, where people talk with the desk.

use diesel::dsl::exists;
use diesel::prelude::*;

use super::edition::ZoneKind;
use super::sanctions::find_ban;
use super::viewer::StaffRole;
use crate::clock::Instant;
use crate::db::Conn;
use crate::db::schema::{staff_roles, zones};
use crate::ids::{EditionId, PersonId};

/// The most people of the desk of an edition.
const MOST: i64 = 200;
/// The roles of those who work at the help desk.
const SERVES: [StaffRole; 3] = [StaffRole::ServiceAgent, StaffRole::ZoneManager, StaffRole::Administrator];

macro_rules! holders {
    ($edition:expr, $roles:expr) => {
        staff_roles::table
            .left_join(zones::table)
            .filter(staff_roles::edition_id.eq($edition))
            .filter(staff_roles::role.eq_any($roles))
            .filter(zones::kind.is_null().or(zones::kind.eq(ZoneKind::Service)))
    };
}

/// Those who work at the help desk in an edition, each once.
///
/// # Errors
/// What the database said.
pub fn list_desk_people(conn: &mut Conn, edition: &EditionId) -> QueryResult<Vec<PersonId>> {
    list_holders(conn, edition, &SERVES)
}

fn list_holders(conn: &mut Conn, edition: &EditionId, roles: &[StaffRole]) -> QueryResult<Vec<PersonId>> {
    holders!(edition, roles.iter().copied())
        .order(staff_roles::person_id)
        .limit(MOST)
        .select(staff_roles::person_id)
        .distinct()
        .load(conn)
}

/// Who is told of what nobody looks after: the agents; without any, who manages the zone; without those, the
/// administrators. Nobody waits unseen.
///
/// # Errors
/// What the database said.
pub fn list_watchers(conn: &mut Conn, edition: &EditionId) -> QueryResult<Vec<PersonId>> {
    for role in SERVES {
        let found = list_holders(conn, edition, &[role])?;
        if !found.is_empty() {
            return Ok(found);
        }
    }
    Ok(Vec::new())
}

/// The same without those who are banned, and who comes next where that leaves nobody.
///
/// # Errors
/// What the database said.
pub fn list_reachable_watchers(conn: &mut Conn, edition: &EditionId, now: Instant) -> QueryResult<Vec<PersonId>> {
    for role in SERVES {
        let mut found = Vec::new();
        for person in list_holders(conn, edition, &[role])? {
            if find_ban(conn, &person, now)?.is_none() {
                found.push(person);
            }
        }
        if !found.is_empty() {
            return Ok(found);
        }
    }
    Ok(Vec::new())
}

/// Whether a person works at the help desk.
///
/// # Errors
/// What the database said.
pub fn serves(conn: &mut Conn, edition: &EditionId, person: &PersonId) -> QueryResult<bool> {
    diesel::select(exists(holders!(edition, SERVES).filter(staff_roles::person_id.eq(person)))).get_result(conn)
}
