//! Every statement about the roles of an edition's staff.

use diesel::dsl::count;
use diesel::prelude::*;

use crate::accounts::setup::queries::{insert_staff_role, note_role_taken};
use crate::clock::Instant;
use crate::db::Conn;
use crate::db::schema::{people, sanctions, staff_roles, zones};
use crate::editions::editions::queries::hold_editions;
use crate::error::{AppError, AppResult, FieldErrors};
use crate::ids::{EditionId, PersonId, StaffRoleId, ZoneId};
use crate::site::sanctions::SanctionKind;
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
    hold_editions(conn, std::slice::from_ref(edition), now)?;
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
/// 404 when they do not hold it; a conflict when nobody would be left who can administer.
pub fn take_role(
    conn: &mut Conn,
    edition: &EditionId,
    person: &PersonId,
    id: &StaffRoleId,
    now: Instant,
) -> AppResult<HeldRole> {
    hold_editions(conn, std::slice::from_ref(edition), now)?;
    let held = list_roles(conn, edition, std::slice::from_ref(person))?;
    let role = held.into_iter().find(|one| one.id == *id).ok_or(AppError::NotFound)?;
    diesel::delete(staff_roles::table.find(id)).execute(conn)?;
    note_role_taken(conn, edition, person, now)?;
    let left = count_administrators(conn, edition, now)?;
    if left == 0 { Err(AppError::Conflict("error-last-administrator")) } else { Ok(role) }
}

/// How many administer an edition who can: who is banned now or has not verified their address cannot.
fn count_administrators(conn: &mut Conn, edition: &EditionId, now: Instant) -> QueryResult<i64> {
    let verified = people::table.filter(people::verified_at.is_not_null()).select(people::id);
    let banned = sanctions::table
        .filter(sanctions::kind.eq(SanctionKind::Banned))
        .filter(sanctions::lifted_at.is_null())
        .filter(sanctions::ends_at.gt(now))
        .select(sanctions::person_id);
    staff_roles::table
        .filter(staff_roles::edition_id.eq(edition))
        .filter(staff_roles::role.eq(StaffRole::Administrator))
        .filter(staff_roles::person_id.eq_any(verified))
        .filter(staff_roles::person_id.ne_all(banned))
        .select(count(staff_roles::person_id).aggregate_distinct())
        .first(conn)
}
