//! Every statement of the command line about people.

use diesel::prelude::*;

use crate::accounts::logins::queries::delete_logins;
use crate::accounts::mail_tokens::model::{NewMailToken, TokenKind};
use crate::accounts::mail_tokens::queries::insert_mail_token;
use crate::accounts::people::model::NewPerson;
use crate::accounts::people::queries::{Addressee, find_by_email, insert_person, update_password, verify_person};
use crate::accounts::setup::queries::{insert_staff_role, note_role_taken};
use crate::audit::{self, Act, Action};
use crate::clock::Instant;
use crate::db::Conn;
use crate::db::schema::{staff_roles, zones};
use crate::error::{AppError, AppResult};
use crate::ids::{EditionId, PersonId, ZoneId};
use crate::site::snapshot::load_snapshot;
use crate::site::viewer::hash_token;
use crate::site::{Edition, StaffRole, ZoneKind};
use crate::web::text;

/// A role, in every zone or in one.
#[derive(Debug, Clone, Copy)]
pub(super) struct Grant {
    /// The role.
    pub role: StaffRole,
    /// The zone; none for all.
    pub zone: Option<ZoneKind>,
}

fn find(conn: &mut Conn, email: &str) -> AppResult<Addressee> {
    find_by_email(conn, &text::email_key(email))?.ok_or(AppError::NotFound)
}

/// Stores a person, with a role and a link to set the password where asked for.
pub(super) fn insert(
    conn: &mut Conn,
    person: &NewPerson,
    edition: &Edition,
    role: Option<StaffRole>,
    link: Option<&str>,
) -> AppResult<()> {
    insert_person(conn, person)?;
    let now = person.created_at;
    if let Some(role) = role {
        give(conn, &edition.id, None, &person.id, role, now)?;
    }
    link.map_or(Ok(()), |token| insert_link(conn, &person.email, token, now))
}

/// Stores the secret of a link that sets the password.
pub(super) fn insert_link(conn: &mut Conn, email: &str, token: &str, now: Instant) -> AppResult<()> {
    let person = find(conn, email)?;
    let row = NewMailToken::new(person.id, TokenKind::Reset, &hash_token(token), &person.email, now);
    Ok(insert_mail_token(conn, &row)?)
}

/// Sets a password; every login ends.
pub(super) fn set_password(conn: &mut Conn, email: &str, hash: &str, now: Instant) -> AppResult<()> {
    let person = find(conn, email)?;
    update_password(conn, &person.id, hash, now)?;
    if person.verified_at.is_none() {
        verify_person(conn, &person.id, now)?;
    }
    delete_logins(conn, &person.id, None)?;
    Ok(())
}

/// Gives a role in the present edition or takes it away. Safe to repeat.
pub(super) fn set_role(conn: &mut Conn, email: &str, grant: Grant, remove: bool, now: Instant) -> AppResult<()> {
    let person = find(conn, email)?.id;
    let edition = load_snapshot(conn)?.edition.ok_or(AppError::NotFound)?.id;
    let zone = grant.zone.map(|kind| find_zone(conn, &edition, kind)).transpose()?;
    if remove {
        take(conn, &edition, zone, &person, grant.role, now)
    } else {
        give(conn, &edition, zone, &person, grant.role, now)
    }
}

fn find_zone(conn: &mut Conn, edition: &EditionId, kind: ZoneKind) -> QueryResult<ZoneId> {
    zones::table.filter(zones::edition_id.eq(edition)).filter(zones::kind.eq(kind)).select(zones::id).first(conn)
}

fn give(
    conn: &mut Conn,
    edition: &EditionId,
    zone: Option<ZoneId>,
    person: &PersonId,
    role: StaffRole,
    now: Instant,
) -> AppResult<()> {
    let held: Vec<Option<ZoneId>> = staff_roles::table
        .filter(staff_roles::edition_id.eq(edition))
        .filter(staff_roles::person_id.eq(person))
        .filter(staff_roles::role.eq(role))
        .select(staff_roles::zone_id)
        .load(conn)?;
    if held.contains(&zone) {
        return Ok(());
    }
    insert_staff_role(conn, edition, zone.as_ref(), person, role, now)?;
    record(conn, Action::StaffCreate, edition, person, ("", role.as_str()), now)
}

fn take(
    conn: &mut Conn,
    edition: &EditionId,
    zone: Option<ZoneId>,
    person: &PersonId,
    role: StaffRole,
    now: Instant,
) -> AppResult<()> {
    let held = staff_roles::table
        .filter(staff_roles::edition_id.eq(edition))
        .filter(staff_roles::person_id.eq(person))
        .filter(staff_roles::role.eq(role));
    let ended = match zone {
        Some(zone) => diesel::delete(held.filter(staff_roles::zone_id.eq(zone))).execute(conn)?,
        None => diesel::delete(held).execute(conn)?,
    };
    if ended == 0 {
        return Ok(());
    }
    note_role_taken(conn, edition, person, now)?;
    record(conn, Action::StaffDelete, edition, person, (role.as_str(), ""), now)
}

/// The command line has no person of its own: the entry names whose role it is.
fn record(
    conn: &mut Conn,
    action: Action,
    edition: &EditionId,
    person: &PersonId,
    (before, after): (&str, &str),
    now: Instant,
) -> AppResult<()> {
    let thing = person.as_str();
    let act = Act { edition: Some(edition), person: None, action, thing, before, after, at: now };
    Ok(audit::insert_entry(conn, act)?)
}
