//! Every statement about the roles of an edition's staff.

use diesel::dsl::count;
use diesel::prelude::*;

use crate::accounts::setup::queries::{insert_staff_role, note_role_taken};
use crate::clock::Instant;
use crate::db::Conn;
use crate::db::schema::{editions, staff_roles, zones};
use crate::error::{AppError, AppResult, FieldErrors};
use crate::ids::{EditionId, PersonId, StaffRoleId, ZoneId};
use crate::site::{StaffRole, ZoneKind};

/// A role that somebody holds.
#[derive(Debug, Clone, Queryable)]
pub struct HeldRole {
    /// Its id.
    pub id: StaffRoleId,
    /// Who holds it.
    pub person: PersonId,
    /// The role.
    pub role: StaffRole,
    /// The zone it holds in; every zone when there is none.
    pub zone: Option<ZoneKind>,
}

/// The pattern that finds a text anywhere, whatever signs it has.
fn anywhere(words: &str) -> String {
    let plain: String = words.chars().flat_map(char::to_lowercase).collect();
    format!("%{}%", plain.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_"))
}

macro_rules! found_people {
    ($edition:expr, $words:expr, $only_staff:expr) => {{
        let pattern = anywhere($words);
        let holds = exists(
            staff_roles::table
                .filter(staff_roles::person_id.eq(people::id))
                .filter(staff_roles::edition_id.eq($edition)),
        );
        let mut found = people::table.filter(people::erased_at.is_null()).into_boxed();
        if !$words.is_empty() {
            let by_name = lower(people::name).like(pattern.clone()).escape('\\');
            found = found.filter(by_name.or(people::email_key.like(pattern).escape('\\')));
        }
        if $only_staff {
            found = found.filter(holds);
        }
        found
    }};
}

/// People whose name or address holds these words, by name; and how many there are in all.
///
/// # Errors
/// What the database said.
pub fn list_people(
    conn: &mut Conn,
    edition: &EditionId,
    words: &str,
    only_staff: bool,
    (offset, limit): (i64, i64),
) -> QueryResult<(Vec<PersonEntry>, i64)> {
    let total = found_people!(edition, words, only_staff).count().get_result(conn)?;
    let rows = found_people!(edition, words, only_staff)
        .order((people::name, people::id))
        .offset(offset)
        .limit(limit)
        .select((people::id, people::name, people::email, people::verified_at, people::created_at))
        .load(conn)?;
    Ok((rows, total))
}

/// A person.
///
/// # Errors
/// 404 when there is none.
pub fn find_person(conn: &mut Conn, id: &PersonId) -> QueryResult<PersonEntry> {
    people::table
        .find(id)
        .filter(people::erased_at.is_null())
        .select((people::id, people::name, people::email, people::verified_at, people::created_at))
        .first(conn)
}

/// The roles of these people in an edition, oldest first, at most 1,000.
///
/// # Errors
/// What the database said.
pub fn list_roles(conn: &mut Conn, edition: &EditionId, people: &[PersonId]) -> QueryResult<Vec<HeldRole>> {
    staff_roles::table
        .left_join(zones::table)
        .filter(staff_roles::edition_id.eq(edition))
        .filter(staff_roles::person_id.eq_any(people))
        .order(staff_roles::id)
        .limit(1_000)
        .select((staff_roles::id, staff_roles::person_id, staff_roles::role, zones::kind.nullable()))
        .load(conn)
}

/// Lets changes of an edition's staff wait in line, so that what is counted next still holds when
/// the change is made.
fn wait_in_line(conn: &mut Conn, edition: &EditionId, now: Instant) -> QueryResult<usize> {
    diesel::update(editions::table.find(edition)).set(editions::updated_at.eq(now)).execute(conn)
}

/// Gives a role.
///
/// # Errors
/// The field `role` when they hold it already; 404 for a zone that the edition has not.
pub fn give_role(
    conn: &mut Conn,
    edition: &EditionId,
    person: &PersonId,
    (role, zone): (StaffRole, Option<ZoneKind>),
    now: Instant,
) -> AppResult<()> {
    wait_in_line(conn, edition, now)?;
    let held = list_roles(conn, edition, std::slice::from_ref(person))?;
    if held.iter().any(|one| one.role == role && one.zone == zone) {
        return Err(AppError::Invalid(FieldErrors::one("role", "error-role-held")));
    }
    let zone: Option<ZoneId> = match zone {
        None => None,
        Some(kind) => Some(
            zones::table
                .filter(zones::edition_id.eq(edition))
                .filter(zones::kind.eq(kind))
                .select(zones::id)
                .first(conn)?,
        ),
    };
    insert_staff_role(conn, edition, zone.as_ref(), person, role, now)?;
    Ok(())
}

/// Takes a role away; gives which it was.
///
/// # Errors
/// 404 when they do not hold it; a conflict when nobody else would be an administrator.
pub fn take_role(
    conn: &mut Conn,
    edition: &EditionId,
    person: &PersonId,
    id: &StaffRoleId,
    now: Instant,
) -> AppResult<HeldRole> {
    wait_in_line(conn, edition, now)?;
    let held = list_roles(conn, edition, std::slice::from_ref(person))?;
    let role = held.into_iter().find(|one| one.id == *id).ok_or(AppError::NotFound)?;
    diesel::delete(staff_roles::table.find(id)).execute(conn)?;
    note_role_taken(conn, edition, person, now)?;
    let left: i64 = staff_roles::table
        .filter(staff_roles::edition_id.eq(edition))
        .filter(staff_roles::role.eq(StaffRole::Administrator))
        .select(count(staff_roles::person_id).aggregate_distinct())
        .first(conn)?;
    if left == 0 { Err(AppError::Conflict("error-last-administrator")) } else { Ok(role) }
}
