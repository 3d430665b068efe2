//! Every statement about what people save.

use diesel::prelude::*;

use super::model::{Save, SaveKind, Saved};
use crate::clock::Instant;
use crate::db::schema::saves;
use crate::db::{Conn, unique};
use crate::error::{AppError, AppResult};
use crate::ids::{EditionId, PersonId, SaveId};
use crate::outbox::hold_person;
use crate::site::Visit;

/// Most things of all kinds that a person keeps in an edition.
pub const SAVES_MOST: i64 = 500;

macro_rules! columns {
    () => {
        (saves::id, saves::person_id, saves::kind, saves::thing_id, saves::told_for, saves::created_at)
    };
}

/// What of a kind the reader of a page has saved.
///
/// # Errors
/// What the database said.
pub fn find_saved(conn: &mut Conn, visit: &Visit, kind: SaveKind) -> AppResult<Saved> {
    let (Some(viewer), None) = (&visit.viewer, &visit.archive) else { return Ok(Saved::default()) };
    let things: Vec<String> = saves::table
        .filter(saves::person_id.eq(&viewer.person))
        .filter(saves::edition_id.eq(&visit.edition()?.id))
        .filter(saves::kind.eq(kind))
        .select(saves::thing_id)
        .load(conn)?;
    Ok(Saved(Some(things.into_iter().collect())))
}

/// What a person keeps of a kind, newest first, at most [`SAVES_MOST`].
///
/// # Errors
/// What the database said.
pub fn list_saves(conn: &mut Conn, edition: &EditionId, person: &PersonId, kind: SaveKind) -> QueryResult<Vec<Save>> {
    saves::table
        .filter(saves::person_id.eq(person))
        .filter(saves::edition_id.eq(edition))
        .filter(saves::kind.eq(kind))
        .order(saves::id.desc())
        .limit(SAVES_MOST)
        .select(columns!())
        .load(conn)
}

/// How many things of each kind a person keeps.
///
/// # Errors
/// What the database said.
pub fn count_saves(conn: &mut Conn, edition: &EditionId, person: &PersonId) -> QueryResult<Vec<(SaveKind, i64)>> {
    saves::table
        .filter(saves::person_id.eq(person))
        .filter(saves::edition_id.eq(edition))
        .group_by(saves::kind)
        .select((saves::kind, diesel::dsl::count_star()))
        .load(conn)
}

/// Keeps a thing for a person; gives whether that is new. Safe to repeat.
///
/// # Errors
/// 409 where they keep as many as there may be.
pub fn insert_save(
    conn: &mut Conn,
    id: &SaveId,
    (edition, person): (&EditionId, &PersonId),
    (kind, thing): (SaveKind, &str),
    now: Instant,
) -> AppResult<bool> {
    hold_person(conn, person)?;
    if save_of(conn, person, kind, thing)?.is_some() {
        return Ok(false);
    }
    let of_person = saves::table.filter(saves::person_id.eq(person)).filter(saves::edition_id.eq(edition));
    if of_person.count().get_result::<i64>(conn)? >= SAVES_MOST {
        return Err(AppError::Conflict("error-saves-full"));
    }
    let row = (
        saves::id.eq(id),
        saves::person_id.eq(person),
        saves::edition_id.eq(edition),
        saves::kind.eq(kind),
        saves::thing_id.eq(thing),
        saves::created_at.eq(now),
    );
    let done = diesel::insert_into(saves::table).values(row).execute(conn);
    unique(done, AppError::Conflict("error-changed-meanwhile"))?;
    Ok(true)
}

/// Lets go of a thing. Safe to repeat.
///
/// # Errors
/// What the database said.
pub fn delete_save(conn: &mut Conn, person: &PersonId, kind: SaveKind, thing: &str) -> QueryResult<()> {
    let own = saves::table.filter(saves::person_id.eq(person)).filter(saves::kind.eq(kind));
    diesel::delete(own.filter(saves::thing_id.eq(thing))).execute(conn)?;
    Ok(())
}

/// How a person keeps a thing; none where they do not.
///
/// # Errors
/// What the database said.
pub fn save_of(conn: &mut Conn, person: &PersonId, kind: SaveKind, thing: &str) -> QueryResult<Option<Save>> {
    saves::table
        .filter(saves::person_id.eq(person))
        .filter(saves::kind.eq(kind))
        .filter(saves::thing_id.eq(thing))
        .select(columns!())
        .first(conn)
        .optional()
}

/// A save by its id; none where it was let go of.
///
/// # Errors
/// What the database said.
pub fn find_save(conn: &mut Conn, id: &str) -> QueryResult<Option<Save>> {
    saves::table.filter(saves::id.eq(id)).select(columns!()).first(conn).optional()
}

/// Everybody who keeps a thing, in the order of their ids.
///
/// # Errors
/// What the database said.
pub fn list_saves_of_thing(conn: &mut Conn, kind: SaveKind, thing: &str) -> QueryResult<Vec<Save>> {
    saves::table
        .filter(saves::kind.eq(kind))
        .filter(saves::thing_id.eq(thing))
        .order(saves::person_id)
        .select(columns!())
        .load(conn)
}

/// Notes of which end a person is told; gives whether that is new.
///
/// # Errors
/// What the database said.
pub fn mark_told(conn: &mut Conn, save: &SaveId, end: Instant) -> QueryResult<bool> {
    let not_yet = saves::told_for.is_null().or(saves::told_for.ne(end).assume_not_null());
    let own = saves::table.filter(saves::id.eq(save)).filter(not_yet);
    Ok(diesel::update(own).set(saves::told_for.eq(Some(end))).execute(conn)? == 1)
}

/// Everything a person keeps, in every edition: what it is, its id, when it was saved.
///
/// # Errors
/// What the database said.
pub fn export_person(conn: &mut Conn, person: &PersonId) -> QueryResult<serde_json::Value> {
    let all: Vec<(String, String, Instant)> = saves::table
        .filter(saves::person_id.eq(person))
        .order(saves::id)
        .select((saves::kind, saves::thing_id, saves::created_at))
        .load(conn)?;
    let entry = |(kind, thing, at): (String, String, Instant)| serde_json::json!({ "kind": kind, "id": thing, "saved_at": at.and_utc().to_rfc3339() });
    Ok(all.into_iter().map(entry).collect())
}

/// Forgets everything a person keeps.
///
/// # Errors
/// What the database said.
pub fn erase_person(conn: &mut Conn, person: &PersonId, _: Instant) -> QueryResult<()> {
    diesel::delete(saves::table.filter(saves::person_id.eq(person))).execute(conn)?;
    Ok(())
}
