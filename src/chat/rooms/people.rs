//! The people of private rooms, and whom they do not want to hear from. Called by `queries`, which
//! decides who reads and writes, and by `chat::direct`.

use diesel::dsl::exists;
use diesel::prelude::*;

use crate::clock::Instant;
use crate::db::Conn;
use crate::db::schema::{blocks, people, room_people};
use crate::error::{AppError, AppResult};
use crate::ids::{PersonId, RoomId, RowId};
use crate::insert_many;

/// The most people of one private room.
pub const PEOPLE_MOST: usize = 12;

/// Somebody with a name.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Companion {
    /// The person.
    pub id: PersonId,
    /// Their name.
    pub name: String,
}

/// Whether a person is in a private room.
///
/// # Errors
/// What the database said.
pub fn is_in_room(conn: &mut Conn, room: &RoomId, person: &PersonId) -> QueryResult<bool> {
    let own = room_people::table.filter(room_people::room_id.eq(room)).filter(room_people::person_id.eq(person));
    diesel::select(exists(own)).get_result(conn)
}

/// Everybody in a private room but one.
///
/// # Errors
/// What the database said.
pub fn list_others(conn: &mut Conn, room: &RoomId, but: &PersonId) -> QueryResult<Vec<PersonId>> {
    Ok(list_companions(conn, room, but)?.into_iter().map(|one| one.id).collect())
}

/// Everybody in a private room but one, by name.
///
/// # Errors
/// What the database said.
pub fn list_companions(conn: &mut Conn, room: &RoomId, but: &PersonId) -> QueryResult<Vec<Companion>> {
    room_people::table
        .inner_join(people::table)
        .filter(room_people::room_id.eq(room))
        .filter(room_people::person_id.ne(but))
        .order((people::name, people::id))
        .select((people::id, people::name))
        .load(conn)
}

/// The name of the other in a room of two; empty when their account is gone.
///
/// # Errors
/// What the database said.
pub fn find_companion_name(conn: &mut Conn, room: &RoomId, person: &PersonId) -> QueryResult<String> {
    Ok(list_companions(conn, room, person)?.pop().map(|one| one.name).unwrap_or_default())
}

/// Brings people into a new private room.
///
/// # Errors
/// What the database said.
pub fn bring_in(conn: &mut Conn, room: &RoomId, people: &[PersonId], at: Instant) -> QueryResult<()> {
    let row = |person: &PersonId| {
        (
            room_people::id.eq(RowId::new()),
            room_people::room_id.eq(room.clone()),
            room_people::person_id.eq(person.clone()),
            room_people::created_at.eq(at),
        )
    };
    let rows: Vec<_> = people.iter().map(row).collect();
    insert_many!(conn, room_people::table, rows)?;
    Ok(())
}

/// Takes a person out of a private room.
///
/// # Errors
/// 404 where they are not in it.
pub fn take_out(conn: &mut Conn, room: &RoomId, person: &PersonId) -> AppResult<()> {
    let own = room_people::table.filter(room_people::room_id.eq(room)).filter(room_people::person_id.eq(person));
    match diesel::delete(own).execute(conn)? {
        0 => Err(AppError::NotFound),
        _ => Ok(()),
    }
}

/// Whether a person does not want to hear from another.
///
/// # Errors
/// What the database said.
pub fn has_blocked(conn: &mut Conn, person: &PersonId, other: &PersonId) -> QueryResult<bool> {
    let block = blocks::table.filter(blocks::person_id.eq(person)).filter(blocks::blocked_id.eq(other));
    diesel::select(exists(block)).get_result(conn)
}

/// Notes that a person does not want to hear from another. Safe to repeat.
///
/// # Errors
/// What the database said.
pub fn block(conn: &mut Conn, person: &PersonId, other: &PersonId, at: Instant) -> AppResult<()> {
    let row = (
        blocks::id.eq(RowId::new()),
        blocks::person_id.eq(person),
        blocks::blocked_id.eq(other),
        blocks::created_at.eq(at),
    );
    crate::upsert!(conn, blocks::table, row, (blocks::person_id, blocks::blocked_id), blocks::created_at.eq(at))?;
    Ok(())
}

/// Forgets a block. Safe to repeat.
///
/// # Errors
/// What the database said.
pub fn unblock(conn: &mut Conn, person: &PersonId, other: &PersonId) -> QueryResult<()> {
    let own = blocks::table.filter(blocks::person_id.eq(person)).filter(blocks::blocked_id.eq(other));
    diesel::delete(own).execute(conn)?;
    Ok(())
}
