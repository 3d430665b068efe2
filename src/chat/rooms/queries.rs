//! Rooms and read marks in the database. Whoever calls has decided who may read.

use diesel::prelude::*;

use crate::clock::Instant;
use crate::db::Conn;
use crate::db::schema::{booths, organizations, people, room_reads, rooms};
use crate::error::{AppError, AppResult};
use crate::ids::{BoothId, EditionId, PersonId, RoomId, RowId};
use crate::site::sanctions::{SanctionNote, find_sanction};
use crate::site::{ZoneKind, gate};

/// The zone of every room: each is a booth's.
pub const ROOM_ZONE: ZoneKind = ZoneKind::Exhibition;

/// A room that may be read.
#[derive(Debug, Clone, Queryable)]
pub struct RoomRow {
    /// The room.
    pub id: RoomId,
    /// Its edition.
    pub edition: EditionId,
    /// Number of the last message.
    pub last_seq: i64,
    /// Number of the last change.
    pub last_rev: i64,
    /// The booth's address.
    pub slug: String,
    /// The organization at the booth.
    pub name: String,
    /// Its name in Chinese, or empty.
    pub name_zh: String,
}

/// Why somebody may not write.
#[derive(Debug, Clone)]
pub enum Barred {
    /// The sentence under this key says why.
    For(&'static str),
    /// A moderator decided so; the person's own time zone, to say until when.
    Sanctioned(SanctionNote, chrono_tz::Tz),
}

/// A room whose booth is before the public.
///
/// # Errors
/// 404 for any other.
pub fn find_room(conn: &mut Conn, room: &RoomId) -> AppResult<RoomRow> {
    let row = rooms::table
        .inner_join(booths::table.on(booths::id.eq(rooms::thing_id)))
        .inner_join(organizations::table.on(organizations::id.eq(booths::organization_id)))
        .filter(rooms::id.eq(room))
        .filter(booths::state.eq("published"))
        .select((
            rooms::id,
            rooms::edition_id,
            rooms::last_seq,
            rooms::last_rev,
            booths::slug,
            organizations::name,
            organizations::name_zh,
        ))
        .first(conn)?;
    Ok(row)
}

/// The room of a booth, where it has one.
///
/// # Errors
/// What the database said.
pub fn find_booth_room(conn: &mut Conn, booth: &BoothId) -> AppResult<Option<RoomId>> {
    let found = rooms::table.filter(rooms::kind.eq("booth")).filter(rooms::thing_id.eq(booth.as_str()));
    Ok(found.select(rooms::id).first(conn).optional()?)
}

/// The room of a booth; makes it where there is none. Runs inside a write.
///
/// # Errors
/// What the database said.
pub fn find_or_make_booth_room(
    conn: &mut Conn,
    edition: &EditionId,
    booth: &BoothId,
    at: Instant,
) -> AppResult<RoomId> {
    if let Some(room) = find_booth_room(conn, booth)? {
        return Ok(room);
    }
    let id = RoomId::new();
    diesel::insert_into(rooms::table)
        .values((
            rooms::id.eq(&id),
            rooms::edition_id.eq(edition),
            rooms::kind.eq("booth"),
            rooms::thing_id.eq(booth.as_str()),
            rooms::last_seq.eq(0_i64),
            rooms::last_rev.eq(0_i64),
            rooms::created_at.eq(at),
        ))
        .execute(conn)?;
    Ok(id)
}

/// What keeps this person from writing in this room; none when they may.
///
/// # Errors
/// What the database said.
pub fn find_bar(conn: &mut Conn, room: &RoomRow, person: &PersonId, now: Instant) -> AppResult<Option<Barred>> {
    let (verified_at, zone): (Option<Instant>, String) =
        people::table.find(person).select((people::verified_at, people::time_zone)).first(conn)?;
    if verified_at.is_none() {
        return Ok(Some(Barred::For("error-verify-first")));
    }
    if let Some(note) = find_sanction(conn, &room.edition, ROOM_ZONE, person, now)? {
        return Ok(Some(Barred::Sanctioned(note, zone.parse().unwrap_or(chrono_tz::UTC))));
    }
    match gate::require_open(conn, &room.edition, ROOM_ZONE, now) {
        Ok(()) => Ok(None),
        Err(AppError::Refused(key)) => Ok(Some(Barred::For(key))),
        Err(error) => Err(error),
    }
}

/// Moves a person's read mark forward, never back and never past the last message.
///
/// # Errors
/// What the database said.
pub fn mark_read(conn: &mut Conn, room: &RoomRow, person: &PersonId, seq: i64, now: Instant) -> AppResult<()> {
    let seq = seq.min(room.last_seq);
    let own = room_reads::table.filter(room_reads::room_id.eq(&room.id)).filter(room_reads::person_id.eq(person));
    let known: Option<i64> = own.select(room_reads::seq).first(conn).optional()?;
    if known.is_some_and(|known| known >= seq) || seq < 1 {
        return Ok(());
    }
    let row = (
        room_reads::id.eq(RowId::new()),
        room_reads::room_id.eq(&room.id),
        room_reads::person_id.eq(person),
        room_reads::seq.eq(seq),
        room_reads::created_at.eq(now),
        room_reads::updated_at.eq(now),
    );
    let changes = (room_reads::seq.eq(seq), room_reads::updated_at.eq(now));
    crate::upsert!(conn, room_reads::table, row, (room_reads::room_id, room_reads::person_id), changes)?;
    Ok(())
}
