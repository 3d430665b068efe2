//! Statements about shifts: they are entries of calendars whose thing is the booth.

use std::collections::HashMap;

use diesel::prelude::*;

use crate::calendar::model::Description;
use crate::calendar::queries::{delete_entry, list_planned};
use crate::calendar::{Entry, EntryKind};
use crate::clock::Instant;
use crate::db::Conn;
use crate::db::schema::{booth_staff, booths, calendar_entries, members, organizations, people};
use crate::error::AppResult;
use crate::ids::{BoothId, CalendarEntryId, MemberId, OrganizationId, PersonId};
use crate::web::i18n::Locale;

/// Somebody of a booth's staff: the person, the membership, the name, the language.
pub type Staffer = (PersonId, MemberId, String);

/// The people of a booth's staff who are of its organization, by name.
///
/// # Errors
/// What the database said.
pub fn list_staff(conn: &mut Conn, booth: &BoothId, organization: &OrganizationId) -> QueryResult<Vec<Staffer>> {
    booth_staff::table
        .inner_join(people::table)
        .inner_join(members::table.on(members::person_id.eq(booth_staff::person_id)))
        .filter(booth_staff::booth_id.eq(booth))
        .filter(members::organization_id.eq(organization))
        .order((people::name, people::id))
        .limit(200)
        .select((people::id, members::id, people::name))
        .load(conn)
}

/// Takes the shifts ahead from everybody who is not of the staff any more; gives who had one.
///
/// # Errors
/// What the database said.
pub fn end_shifts_of_others(conn: &mut Conn, booth: &BoothId, staff: &[PersonId], now: Instant) -> QueryResult<()> {
    let planned = list_planned(conn, (EntryKind::Duty, booth.as_str()), now)?;
    let lost = planned.iter().filter(|(entry, _)| !staff.contains(&entry.person_id));
    lost.map(|(entry, _)| &entry.id).try_for_each(|id| delete_entry(conn, id))
}

/// Puts the person of a shift on duty until it ends, when it has begun and still stands. A task: safe to
/// repeat.
///
/// # Errors
/// What the database said.
pub fn begin_duty(conn: &mut Conn, shift: &str, now: Instant) -> AppResult<()> {
    let Ok(id) = shift.parse::<CalendarEntryId>() else { return Ok(()) };
    let running = calendar_entries::table
        .find(&id)
        .filter(calendar_entries::starts_at.le(now))
        .filter(calendar_entries::ends_at.gt(now));
    let Some(shift) = running.select(Entry::as_select()).first(conn).optional()? else { return Ok(()) };
    let of_shift = booth_staff::table
        .filter(booth_staff::booth_id.eq(&shift.thing_id))
        .filter(booth_staff::person_id.eq(&shift.person_id))
        .filter(
            booth_staff::on_duty_until.is_null().or(booth_staff::on_duty_until.lt(shift.ends_at)).assume_not_null(),
        );
    diesel::update(of_shift).set(booth_staff::on_duty_until.eq(Some(shift.ends_at))).execute(conn)?;
    Ok(())
}

/// Words shifts for the calendar: at whose booth.
///
/// # Errors
/// What the database said.
pub fn describe_shifts(
    conn: &mut Conn,
    booths: &[String],
    _of: &PersonId,
    locale: Locale,
) -> AppResult<HashMap<String, Description>> {
    let rows: Vec<(String, String, String, String)> = booths::table
        .inner_join(organizations::table)
        .filter(booths::id.eq_any(booths))
        .select((booths::id, booths::slug, organizations::name, organizations::name_zh))
        .load(conn)?;
    let word = |(id, slug, name, name_zh): (String, String, String, String)| {
        let words = Description {
            title: locale.tf("shift-title", &[("organization", locale.name(&name, &name_zh))]),
            detail: String::new(),
            href: Some(format!("/exhibition/booths/{slug}")),
        };
        (id, words)
    };
    Ok(rows.into_iter().map(word).collect())
}
