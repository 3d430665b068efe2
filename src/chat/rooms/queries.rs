//! Rooms and read marks in the database. Whoever calls has decided who may read.

use diesel::prelude::*;

use crate::clock::Instant;
use crate::db::schema::{booths, edition_texts, hall_texts, halls, organizations, people, room_reads, rooms};
use crate::db::{Conn, unique};
use crate::error::{AppError, AppResult};
use crate::ids::{EditionId, PersonId, RoomId, RowId};
use crate::site::sanctions::{SanctionNote, find_sanction};
use crate::site::{ZoneKind, gate};
use crate::web::i18n::Locale;

/// Names of one place: one a language.
const NAMES_MOST: i64 = 10;

crate::text_enum! {
    /// What a room belongs to.
    pub enum RoomKind {
        /// The edition as a whole.
        Lobby = "lobby",
        /// A hall.
        Hall = "hall",
        /// A booth.
        Booth = "booth",
    }
}

impl RoomKind {
    /// The zone whose gate, moderators and sanctions hold in rooms of this kind; none for rooms of
    /// the whole edition.
    pub fn zone(self) -> Option<ZoneKind> {
        match self {
            Self::Lobby => None,
            Self::Hall | Self::Booth => Some(ZoneKind::Exhibition),
        }
    }
}

/// A room with what it belongs to.
#[derive(Debug, Clone)]
pub struct RoomRow {
    /// The room.
    pub id: RoomId,
    /// Its edition.
    pub edition: EditionId,
    /// What it belongs to.
    pub kind: RoomKind,
    /// Number of the last message.
    pub last_seq: i64,
    /// Number of the last change.
    pub last_rev: i64,
    /// The place it belongs to.
    pub place: Place,
}

/// Where a room is.
#[derive(Debug, Clone)]
pub struct Place {
    /// The name; for the lobby that of the edition.
    pub name: String,
    /// The name in Chinese, or empty.
    pub name_zh: String,
    /// The address of its page.
    pub href: String,
    /// Whether everybody may see it now.
    pub is_public: bool,
}

/// Why somebody may not write.
#[derive(Debug, Clone)]
pub enum Barred {
    /// The sentence under this key says why.
    For(&'static str),
    /// A moderator decided so; the person's own time zone, to say until when.
    Sanctioned(SanctionNote, chrono_tz::Tz),
}

type Found = (RoomId, EditionId, RoomKind, String, i64, i64);

/// A room that may be read.
///
/// # Errors
/// 404 for any other.
pub fn find_room(conn: &mut Conn, room: &RoomId) -> AppResult<RoomRow> {
    let row = find_any_room(conn, room)?;
    if row.place.is_public { Ok(row) } else { Err(AppError::NotFound) }
}

/// A room, whether or not its place is before the public.
///
/// # Errors
/// 404 where there is none.
pub fn find_any_room(conn: &mut Conn, room: &RoomId) -> AppResult<RoomRow> {
    let columns = (rooms::id, rooms::edition_id, rooms::kind, rooms::thing_id, rooms::last_seq, rooms::last_rev);
    let (id, edition, kind, thing, last_seq, last_rev): Found = rooms::table.find(room).select(columns).first(conn)?;
    let place = match kind {
        RoomKind::Lobby => find_lobby(conn, &thing),
        RoomKind::Hall => find_hall(conn, &thing),
        RoomKind::Booth => find_booth(conn, &thing),
    }?;
    Ok(RoomRow { id, edition, kind, last_seq, last_rev, place })
}

fn find_booth(conn: &mut Conn, booth: &str) -> QueryResult<Place> {
    let (slug, state, name, name_zh): (String, String, String, String) = booths::table
        .inner_join(organizations::table)
        .filter(booths::id.eq(booth))
        .select((booths::slug, booths::state, organizations::name, organizations::name_zh))
        .first(conn)?;
    Ok(Place { name, name_zh, href: format!("/exhibition/booths/{slug}"), is_public: state == "published" })
}

fn find_hall(conn: &mut Conn, hall: &str) -> QueryResult<Place> {
    let slug: String = halls::table.filter(halls::id.eq(hall)).select(halls::slug).first(conn)?;
    let texts = hall_texts::table.filter(hall_texts::hall_id.eq(hall));
    let names = texts.limit(NAMES_MOST).select((hall_texts::locale, hall_texts::name)).load(conn)?;
    Ok(named(names, format!("/exhibition/halls/{slug}")))
}

fn find_lobby(conn: &mut Conn, edition: &str) -> QueryResult<Place> {
    let texts = edition_texts::table.filter(edition_texts::edition_id.eq(edition));
    let names = texts.limit(NAMES_MOST).select((edition_texts::locale, edition_texts::name)).load(conn)?;
    Ok(named(names, "/".to_owned()))
}

fn named(names: Vec<(String, String)>, href: String) -> Place {
    let mut place = Place { name: String::new(), name_zh: String::new(), href, is_public: true };
    for (tag, name) in names {
        match Locale::from_tag(&tag) {
            Some(Locale::ZhCn) => place.name_zh = name,
            _ => place.name = name,
        }
    }
    if place.name.is_empty() {
        place.name.clone_from(&place.name_zh);
    }
    place
}

/// The room of a thing, where it has one.
///
/// # Errors
/// What the database said.
pub fn find_room_of(conn: &mut Conn, kind: RoomKind, thing: &str) -> QueryResult<Option<RoomId>> {
    let found = rooms::table.filter(rooms::kind.eq(kind)).filter(rooms::thing_id.eq(thing));
    found.select(rooms::id).first(conn).optional()
}

/// The room of a thing; makes it where there is none. Runs inside a write.
///
/// # Errors
/// What the database said.
pub fn find_or_make_room(
    conn: &mut Conn,
    edition: &EditionId,
    (kind, thing): (RoomKind, &str),
    at: Instant,
) -> AppResult<RoomId> {
    if let Some(room) = find_room_of(conn, kind, thing)? {
        return Ok(room);
    }
    let id = RoomId::new();
    let row = (
        rooms::id.eq(&id),
        rooms::edition_id.eq(edition),
        rooms::kind.eq(kind),
        rooms::thing_id.eq(thing),
        rooms::last_seq.eq(0_i64),
        rooms::last_rev.eq(0_i64),
        rooms::created_at.eq(at),
    );
    // Two who make it at once: the later one runs again and finds the first.
    unique(diesel::insert_into(rooms::table).values(row).execute(conn), AppError::Busy(1))?;
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
    if let Some(note) = find_sanction(conn, &room.edition, room.kind.zone(), person, now)? {
        return Ok(Some(Barred::Sanctioned(note, zone.parse().unwrap_or(chrono_tz::UTC))));
    }
    let open = match room.kind.zone() {
        Some(zone) => gate::require_open(conn, &room.edition, zone, now),
        None => gate::require_current(conn, &room.edition),
    };
    match open {
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
