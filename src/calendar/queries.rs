//! Every statement of calendars. That nobody is in two places is held by the database: asked first,
//! for the reason, and refused by a constraint where two ask at once.

use chrono::Duration;
use diesel::prelude::*;
use diesel::result::Error;

use super::model::{Booking, Entry, EntryKind, NewEntry, Span};
use crate::clock::Instant;
use crate::db::Conn;
use crate::db::schema::{calendar_entries, calendar_feeds, people};
use crate::error::{AppError, AppResult};
use crate::ids::{CalendarEntryId, PersonId};
use crate::outbox::hold_person;
use crate::site::sanctions::find_ban;

/// The most entries that a page or a feed shows.
pub const ENTRIES_MOST: i64 = 1_000;
/// The name of the constraint, in what either database says of its violation.
const OVERLAP: &str = "calendar_entries_overlap";

/// Books all of these or none. The people are held, in one order, until the end of the transaction.
///
/// # Errors
/// 409 when the constraint refuses what the question before it had not found; what the database said.
pub fn book(conn: &mut Conn, entries: &[NewEntry], now: Instant) -> AppResult<Booking> {
    hold_people(conn, entries.iter().map(|entry| &entry.person))?;
    for entry in entries {
        let wanted = entry.span.with_gap(entry.gap);
        if let Some(clash) = find_clash(conn, &entry.person, wanted, None)? {
            return Ok(Booking::Clashing(Box::new(clash)));
        }
    }
    for entry in entries {
        insert_entry(conn, &CalendarEntryId::new(), entry, now)?;
    }
    Ok(Booking::Booked)
}

/// Books one entry under an id that was given out before; the same again changes nothing.
///
/// # Errors
/// As [`book`].
pub fn book_one(conn: &mut Conn, id: &CalendarEntryId, entry: &NewEntry, now: Instant) -> AppResult<Booking> {
    hold_people(conn, [&entry.person])?;
    let known = calendar_entries::table.find(id).select(calendar_entries::id).first::<CalendarEntryId>(conn);
    if known.optional()?.is_some() {
        return Ok(Booking::Booked);
    }
    if let Some(clash) = find_clash(conn, &entry.person, entry.span.with_gap(entry.gap), None)? {
        return Ok(Booking::Clashing(Box::new(clash)));
    }
    insert_entry(conn, id, entry, now)?;
    Ok(Booking::Booked)
}

fn hold_people<'a>(conn: &mut Conn, people: impl IntoIterator<Item = &'a PersonId>) -> QueryResult<()> {
    let mut people: Vec<&PersonId> = people.into_iter().collect();
    people.sort();
    people.dedup();
    people.into_iter().try_for_each(|person| hold_person(conn, person))
}

fn insert_entry(conn: &mut Conn, id: &CalendarEntryId, entry: &NewEntry, now: Instant) -> AppResult<()> {
    let row = (
        calendar_entries::id.eq(id),
        calendar_entries::person_id.eq(&entry.person),
        calendar_entries::edition_id.eq(&entry.edition),
        calendar_entries::kind.eq(entry.kind),
        calendar_entries::thing_id.eq(&entry.thing),
        calendar_entries::title.eq(&entry.title),
        calendar_entries::member_id.eq(&entry.member),
        calendar_entries::starts_at.eq(entry.span.starts_at),
        calendar_entries::ends_at.eq(entry.span.ends_at),
        calendar_entries::busy_until.eq(entry.span.ends_at + entry.gap),
        calendar_entries::created_at.eq(now),
        calendar_entries::updated_at.eq(now),
    );
    refuse_overlap(diesel::insert_into(calendar_entries::table).values(row).execute(conn))
}

/// What stands in this person's way at this time, the first; but for the entries of a thing that is
/// to be moved.
///
/// # Errors
/// What the database said.
pub fn find_clash(
    conn: &mut Conn,
    person: &PersonId,
    wanted: Span,
    but: Option<(EntryKind, &str)>,
) -> QueryResult<Option<Entry>> {
    let mut query = calendar_entries::table
        .filter(calendar_entries::person_id.eq(person))
        .filter(calendar_entries::starts_at.lt(wanted.ends_at))
        .filter(calendar_entries::busy_until.gt(wanted.starts_at))
        .into_boxed();
    if let Some((kind, thing)) = but {
        query = query.filter(calendar_entries::kind.ne(kind).or(calendar_entries::thing_id.ne(thing)));
    }
    query.order(calendar_entries::starts_at).select(Entry::as_select()).first(conn).optional()
}

/// Moves every entry of a thing to another time, or none.
///
/// # Errors
/// As [`book`].
pub fn move_entries(
    conn: &mut Conn,
    (kind, thing): (EntryKind, &str),
    time: (Span, Duration),
    now: Instant,
) -> AppResult<Booking> {
    let of_thing =
        calendar_entries::table.filter(calendar_entries::kind.eq(kind)).filter(calendar_entries::thing_id.eq(thing));
    let people: Vec<PersonId> = of_thing.select(calendar_entries::person_id).load(conn)?;
    move_people(conn, (kind, thing), &people, time, now)
}

/// Moves one person's entry of a thing to another time, where they are free then.
///
/// # Errors
/// As [`book`].
pub fn move_person(
    conn: &mut Conn,
    thing: (EntryKind, &str),
    person: &PersonId,
    time: (Span, Duration),
    now: Instant,
) -> AppResult<Booking> {
    move_people(conn, thing, std::slice::from_ref(person), time, now)
}

fn move_people(
    conn: &mut Conn,
    (kind, thing): (EntryKind, &str),
    people: &[PersonId],
    (to, gap): (Span, Duration),
    now: Instant,
) -> AppResult<Booking> {
    hold_people(conn, people)?;
    for person in people {
        if let Some(clash) = find_clash(conn, person, to.with_gap(gap), Some((kind, thing)))? {
            return Ok(Booking::Clashing(Box::new(clash)));
        }
    }
    let of_people = calendar_entries::table
        .filter(calendar_entries::kind.eq(kind))
        .filter(calendar_entries::thing_id.eq(thing))
        .filter(calendar_entries::person_id.eq_any(people));
    let changes = (
        calendar_entries::starts_at.eq(to.starts_at),
        calendar_entries::ends_at.eq(to.ends_at),
        calendar_entries::busy_until.eq(to.ends_at + gap),
        calendar_entries::updated_at.eq(now),
    );
    refuse_overlap(diesel::update(of_people).set(changes).execute(conn))?;
    Ok(Booking::Booked)
}

/// Turns the constraint's refusal into a sentence. After it a transaction on PostgreSQL takes no
/// further statement.
fn refuse_overlap(done: QueryResult<usize>) -> AppResult<()> {
    match done {
        Err(Error::DatabaseError(_, info)) if info.message().contains(OVERLAP) => {
            Err(AppError::Conflict("error-calendar-taken"))
        }
        other => Ok(other.map(drop)?),
    }
}

/// Frees everybody of a thing; gives how many entries that were. Safe to repeat.
///
/// # Errors
/// What the database said.
pub fn release(conn: &mut Conn, kind: EntryKind, thing: &str) -> QueryResult<usize> {
    let of_thing =
        calendar_entries::table.filter(calendar_entries::kind.eq(kind)).filter(calendar_entries::thing_id.eq(thing));
    diesel::delete(of_thing).execute(conn)
}

/// Frees one person of a thing. Safe to repeat.
///
/// # Errors
/// What the database said.
pub fn release_person(conn: &mut Conn, (kind, thing): (EntryKind, &str), person: &PersonId) -> QueryResult<usize> {
    let of_thing =
        calendar_entries::table.filter(calendar_entries::kind.eq(kind)).filter(calendar_entries::thing_id.eq(thing));
    diesel::delete(of_thing.filter(calendar_entries::person_id.eq(person))).execute(conn)
}

/// When a person is busy between two instants, in order, the gaps after entries included.
///
/// # Errors
/// What the database said.
pub fn list_busy(conn: &mut Conn, person: &PersonId, within: Span) -> QueryResult<Vec<Span>> {
    let entries = list_entries(conn, person, within)?;
    Ok(entries.into_iter().map(|entry| Span { starts_at: entry.starts_at, ends_at: entry.busy_until }).collect())
}

/// A person's entries that have some time between two instants, in order, at most [`ENTRIES_MOST`].
///
/// # Errors
/// What the database said.
pub fn list_entries(conn: &mut Conn, person: &PersonId, within: Span) -> QueryResult<Vec<Entry>> {
    calendar_entries::table
        .filter(calendar_entries::person_id.eq(person))
        .filter(calendar_entries::starts_at.lt(within.ends_at))
        .filter(calendar_entries::busy_until.gt(within.starts_at))
        .order((calendar_entries::starts_at, calendar_entries::id))
        .limit(ENTRIES_MOST)
        .select(Entry::as_select())
        .load(conn)
}

/// An entry of a person's own.
///
/// # Errors
/// 404 where there is none of theirs.
pub fn find_own(conn: &mut Conn, id: &CalendarEntryId, person: &PersonId) -> AppResult<Entry> {
    let own = calendar_entries::table.find(id).filter(calendar_entries::person_id.eq(person));
    Ok(own.filter(calendar_entries::kind.eq(EntryKind::Own)).select(Entry::as_select()).first(conn)?)
}

/// Changes an entry of a person's own.
///
/// # Errors
/// 404 where there is none of theirs; else as [`move_entries`].
pub fn update_own(
    conn: &mut Conn,
    (id, person): (&CalendarEntryId, &PersonId),
    (title, span): (&str, Span),
    now: Instant,
) -> AppResult<Booking> {
    let own = find_own(conn, id, person)?;
    let moved = move_entries(conn, (EntryKind::Own, &own.thing_id), (span, Duration::zero()), now)?;
    if moved == Booking::Booked {
        diesel::update(calendar_entries::table.find(id)).set(calendar_entries::title.eq(title)).execute(conn)?;
    }
    Ok(moved)
}

/// Removes an entry of a person's own.
///
/// # Errors
/// 404 where there is none of theirs.
pub fn delete_own(conn: &mut Conn, id: &CalendarEntryId, person: &PersonId) -> AppResult<()> {
    let own = find_own(conn, id, person)?;
    release(conn, EntryKind::Own, &own.thing_id)?;
    Ok(())
}

/// Makes this the secret address of a person's calendar; an earlier one ends.
///
/// # Errors
/// What the database said.
pub fn save_feed(conn: &mut Conn, person: &PersonId, token_hash: &str, now: Instant) -> QueryResult<()> {
    let row = (
        calendar_feeds::person_id.eq(person),
        calendar_feeds::token_hash.eq(token_hash),
        calendar_feeds::created_at.eq(now),
    );
    let changes = (calendar_feeds::token_hash.eq(token_hash), calendar_feeds::created_at.eq(now));
    crate::upsert!(conn, calendar_feeds::table, row, calendar_feeds::person_id, changes)?;
    Ok(())
}

/// Ends the secret address. Safe to repeat.
///
/// # Errors
/// What the database said.
pub fn delete_feed(conn: &mut Conn, person: &PersonId) -> QueryResult<()> {
    diesel::delete(calendar_feeds::table.find(person)).execute(conn)?;
    Ok(())
}

/// Since when a person has a secret address.
///
/// # Errors
/// What the database said.
pub fn find_feed(conn: &mut Conn, person: &PersonId) -> QueryResult<Option<Instant>> {
    calendar_feeds::table.find(person).select(calendar_feeds::created_at).first(conn).optional()
}

/// Whose calendar stands at a secret address: the person, the name, the language.
///
/// # Errors
/// 404 where nothing does, and for who is banned now.
pub fn find_feed_owner(conn: &mut Conn, token_hash: &str, now: Instant) -> AppResult<(PersonId, String, String)> {
    let owner: (PersonId, String, String) = calendar_feeds::table
        .inner_join(people::table)
        .filter(calendar_feeds::token_hash.eq(token_hash))
        .select((people::id, people::name, people::locale))
        .first(conn)?;
    match find_ban(conn, &owner.0, now)? {
        Some(_) => Err(AppError::NotFound),
        None => Ok(owner),
    }
}

/// What a person has planned for a thing from now on, with who: for what an organization plans.
///
/// # Errors
/// What the database said.
pub fn list_planned(
    conn: &mut Conn,
    (kind, thing): (EntryKind, &str),
    now: Instant,
) -> QueryResult<Vec<(Entry, String)>> {
    calendar_entries::table
        .inner_join(people::table)
        .filter(calendar_entries::kind.eq(kind))
        .filter(calendar_entries::thing_id.eq(thing))
        .filter(calendar_entries::ends_at.gt(now))
        .order((calendar_entries::starts_at, calendar_entries::id))
        .limit(ENTRIES_MOST)
        .select((Entry::as_select(), people::name))
        .load(conn)
}

/// One entry of a thing.
///
/// # Errors
/// 404 where the thing has none with this id.
pub fn find_of_thing(conn: &mut Conn, id: &CalendarEntryId, (kind, thing): (EntryKind, &str)) -> AppResult<Entry> {
    let one = calendar_entries::table.find(id).filter(calendar_entries::kind.eq(kind));
    Ok(one.filter(calendar_entries::thing_id.eq(thing)).select(Entry::as_select()).first(conn)?)
}

/// Removes one entry.
///
/// # Errors
/// What the database said.
pub fn delete_entry(conn: &mut Conn, id: &CalendarEntryId) -> QueryResult<()> {
    diesel::delete(calendar_entries::table.find(id)).execute(conn)?;
    Ok(())
}
