//! Every statement about editions in the console.

use chrono::{Duration, TimeZone};
use diesel::prelude::*;

use super::model::{EditionRow, EditionText};
use crate::accounts::setup::queries::{NewEdition, insert_staff_role};
use crate::clock::Instant;
use crate::db::schema::{edition_texts, editions, enquiries, staff_roles, zones};
use crate::db::{Conn, Topic, changed_one, raise, unique};
use crate::error::{AppError, AppResult};
use crate::ids::{EditionId, PersonId, RowId};
use crate::lifecycle::{Mover, record_move};
use crate::site::StaffRole;
use crate::site::edition::EditionState;
use crate::upsert;

/// The editions, latest opening first, at most 200.
///
/// # Errors
/// What the database said.
pub fn list_editions(conn: &mut Conn) -> QueryResult<Vec<EditionRow>> {
    editions::table
        .order((editions::opens_at.desc(), editions::id.desc()))
        .limit(200)
        .select(EditionRow::as_select())
        .load(conn)
}

/// The texts of every edition, at most 400.
///
/// # Errors
/// What the database said.
pub fn list_texts(conn: &mut Conn) -> QueryResult<Vec<(EditionId, EditionText)>> {
    edition_texts::table
        .order((edition_texts::edition_id.desc(), edition_texts::locale))
        .limit(400)
        .select((edition_texts::edition_id, (edition_texts::locale, edition_texts::name, edition_texts::introduction)))
        .load(conn)
}

/// An edition with its texts.
///
/// # Errors
/// 404 when there is none at this address.
pub fn find_edition(conn: &mut Conn, slug: &str) -> QueryResult<(EditionRow, Vec<EditionText>)> {
    let row: EditionRow =
        editions::table.filter(editions::slug.eq(slug)).select(EditionRow::as_select()).first(conn)?;
    let texts = edition_texts::table
        .filter(edition_texts::edition_id.eq(&row.id))
        .select((edition_texts::locale, edition_texts::name, edition_texts::introduction))
        .load(conn)?;
    Ok((row, texts))
}

/// Lets changes of what belongs to these editions wait in line, so that what is read next still holds when the
/// change is made.
///
/// # Errors
/// What the database said.
pub fn hold_editions(conn: &mut Conn, ids: &[EditionId], now: Instant) -> QueryResult<()> {
    let held = editions::table.filter(editions::id.eq_any(ids));
    diesel::update(held).set(editions::updated_at.eq(now)).execute(conn)?;
    Ok(())
}

/// Sets an edition to what was typed; gives its first and last instant. Zones that opened and closed with it go on
/// doing so.
///
/// # Errors
/// Refused of an archived one; a conflict when somebody else changed it since it was seen.
pub fn update_edition(
    conn: &mut Conn,
    row: &EditionRow,
    (new, version): (&NewEdition, i64),
    now: Instant,
) -> AppResult<(Instant, Instant)> {
    if row.state == EditionState::Archived {
        return Err(AppError::Refused("error-edition-archived"));
    }
    let days = kept_days(row, new);
    let seen = editions::table.find(&row.id).filter(editions::version.eq(version));
    let rows = diesel::update(seen)
        .set((
            editions::opens_at.eq(days.0),
            editions::closes_at.eq(days.1),
            editions::time_zone.eq(new.time_zone.name()),
            editions::accent.eq(&new.accent),
            editions::version.eq(editions::version + 1),
            editions::updated_at.eq(now),
        ))
        .execute(conn)?;
    changed_one(rows)?;
    for (locale, name, introduction) in &new.texts {
        let text = (
            edition_texts::id.eq(RowId::new()),
            edition_texts::edition_id.eq(&row.id),
            edition_texts::locale.eq(locale.tag()),
            edition_texts::name.eq(name),
            edition_texts::introduction.eq(introduction),
            edition_texts::created_at.eq(now),
        );
        let changes = (edition_texts::name.eq(name), edition_texts::introduction.eq(introduction));
        upsert!(conn, edition_texts::table, text, (edition_texts::edition_id, edition_texts::locale), changes)?;
    }
    move_zones(conn, row, days, now)?;
    raise(Topic::Site);
    Ok(days)
}

/// The first and the last instant: where the days are those that stood there, so are the hours.
fn kept_days(row: &EditionRow, new: &NewEdition) -> (Instant, Instant) {
    let day = |at: Instant| new.time_zone.from_utc_datetime(&at).date_naive();
    let last = |closes_at: Instant| day(closes_at - Duration::seconds(1));
    let is_same = row.time_zone == new.time_zone.name()
        && day(row.opens_at) == day(new.opens_at)
        && last(row.closes_at) == last(new.closes_at);
    if is_same { (row.opens_at, row.closes_at) } else { (new.opens_at, new.closes_at) }
}

fn move_zones(conn: &mut Conn, row: &EditionRow, days: (Instant, Instant), now: Instant) -> QueryResult<()> {
    let whole = zones::table
        .filter(zones::edition_id.eq(&row.id))
        .filter(zones::opens_at.eq(row.opens_at))
        .filter(zones::closes_at.eq(row.closes_at));
    diesel::update(whole)
        .set((
            zones::opens_at.eq(days.0),
            zones::closes_at.eq(days.1),
            zones::version.eq(zones::version + 1),
            zones::updated_at.eq(now),
        ))
        .execute(conn)?;
    Ok(())
}

/// Moves an edition to another state.
///
/// # Errors
/// A conflict when the move is illegal, or somebody else changed it meanwhile.
pub fn move_edition(conn: &mut Conn, row: &EditionRow, to: EditionState, mover: Mover<'_>) -> AppResult<()> {
    record_move(conn, row.id.as_str(), row.state, to, mover)?;
    let seen = editions::table.find(&row.id).filter(editions::version.eq(row.version));
    let rows = diesel::update(seen)
        .set((editions::state.eq(to), editions::version.eq(editions::version + 1), editions::updated_at.eq(mover.at)))
        .execute(conn)?;
    raise(Topic::Site);
    changed_one(rows)
}

/// Makes an edition the current one. The administrators of the one before stay administrators, or
/// nobody would find the console.
///
/// # Errors
/// A conflict for a draft, and when another edition became the current one at the same moment.
pub fn make_current(conn: &mut Conn, row: &EditionRow, now: Instant) -> AppResult<()> {
    if row.state == EditionState::Draft {
        return Err(AppError::Conflict("error-edition-draft"));
    }
    if row.state == EditionState::Archived {
        return Err(AppError::Refused("error-edition-archived"));
    }
    let before: EditionId = editions::table.filter(editions::is_current.eq(true)).select(editions::id).first(conn)?;
    let taken = || AppError::Conflict("error-changed-meanwhile");
    diesel::update(editions::table.find(&before))
        .set((editions::is_current.eq(false), editions::updated_at.eq(now)))
        .execute(conn)?;
    let turned = diesel::update(editions::table.find(&row.id))
        .set((editions::is_current.eq(true), editions::updated_at.eq(now)))
        .execute(conn);
    unique(turned, taken())?;
    keep_administrators(conn, &before, &row.id, now)?;
    take_enquiries_along(conn, &before, &row.id)?;
    raise(Topic::Site);
    raise(Topic::Search);
    Ok(())
}

/// Who asked the help desk and has no answer yet waits at the desk of today.
fn take_enquiries_along(conn: &mut Conn, from: &EditionId, to: &EditionId) -> QueryResult<()> {
    let alive = enquiries::state.eq_any(["new", "open", "pending", "snoozed"]);
    let own = enquiries::table.filter(enquiries::edition_id.eq(from)).filter(alive);
    diesel::update(own).set(enquiries::edition_id.eq(to)).execute(conn)?;
    Ok(())
}

/// Who had a role in one edition and has none in another.
///
/// # Errors
/// What the database said.
pub fn list_ended_staff(conn: &mut Conn, from: &EditionId, to: &EditionId) -> QueryResult<Vec<PersonId>> {
    let list = |conn: &mut Conn, edition: &EditionId| -> QueryResult<Vec<PersonId>> {
        let of = staff_roles::table.filter(staff_roles::edition_id.eq(edition));
        of.select(staff_roles::person_id).distinct().load(conn)
    };
    let known = list(conn, to)?;
    Ok(list(conn, from)?.into_iter().filter(|person| !known.contains(person)).collect())
}

fn keep_administrators(conn: &mut Conn, from: &EditionId, to: &EditionId, now: Instant) -> QueryResult<()> {
    let list = |conn: &mut Conn, edition: &EditionId| -> QueryResult<Vec<PersonId>> {
        staff_roles::table
            .filter(staff_roles::edition_id.eq(edition))
            .filter(staff_roles::role.eq(StaffRole::Administrator))
            .select(staff_roles::person_id)
            .distinct()
            .load(conn)
    };
    let known = list(conn, to)?;
    for person in list(conn, from)?.into_iter().filter(|person| !known.contains(person)) {
        insert_staff_role(conn, to, None, &person, StaffRole::Administrator, now)?;
    }
    Ok(())
}
