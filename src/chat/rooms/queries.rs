//! Rooms and read marks in the database, and who may read and write where.

use std::collections::HashMap;

use diesel::prelude::*;

use super::desks::{find_desk_place, list_listeners};
use super::forum::{find_activity_place, find_news_place, find_session_place};
use super::people::{find_companion_name, is_in_room, list_others};
use super::subjects::{find_subject_place, list_other_side};
use crate::chat::messages::mentions::mark_mentions_seen;
use crate::clock::Instant;
use crate::db::schema::{
    booths, edition_texts, fair_texts, fairs, hall_texts, halls, organizations, room_reads, rooms,
};
use crate::db::{Conn, unique};
use crate::error::{AppError, AppResult};
use crate::ids::{EditionId, OrganizationId, PersonId, RoomId, RowId};
use crate::outbox;
use crate::site::ZoneKind;
use crate::web::i18n::Locale;

/// The kind of the notification that somebody wrote in a private room.
pub const MESSAGE_RECEIVED: &str = "message.received";

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
        /// People who write to each other: two, or a group.
        Direct = "direct",
        /// Somebody who asked a desk, and those of the desk.
        Desk = "desk",
        /// An applicant, and the recruiters of the posting's organization.
        Application = "application",
        /// Somebody who deals with an organization about a project, and those who answer for it.
        Project = "project",
        /// A session of the programme; its discussion afterwards.
        Session = "session",
        /// A job fair.
        Fair = "fair",
        /// An activity of the year.
        Activity = "activity",
        /// A news item that the organizer lets people talk about.
        News = "news",
    }
}

impl RoomKind {
    /// Those of a subject, see [`subjects`](super::subjects).
    pub const OF_SUBJECTS: [Self; 2] = [Self::Application, Self::Project];

    /// The zone whose gate, moderators and sanctions hold in rooms of this kind; none for rooms of
    /// the whole edition and private ones.
    pub fn zone(self) -> Option<ZoneKind> {
        match self {
            Self::Lobby
            | Self::Direct
            | Self::Desk
            | Self::Application
            | Self::Project
            | Self::Activity
            | Self::News => None,
            Self::Hall | Self::Booth => Some(ZoneKind::Exhibition),
            Self::Session => Some(ZoneKind::Forum),
            Self::Fair => Some(ZoneKind::Recruitment),
        }
    }

    /// Whether only its people read it. They are told when somebody writes there, and moderators see
    /// of it what was reported, no more.
    pub fn is_private(self) -> bool {
        matches!(self, Self::Direct | Self::Desk | Self::Application | Self::Project)
    }

    /// The address of the page where such a room is read.
    pub fn address(self, room: &RoomId) -> String {
        match self {
            Self::Desk => format!("/requests/{room}"),
            _ => format!("/rooms/{room}"),
        }
    }
}

/// What a moderator set for a room.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Rules {
    /// Seconds between two messages of one person; 0 for none.
    pub pause: i64,
    /// Whether only people who are signed in read it.
    pub members_only: bool,
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
    /// The id of that, or the ids.
    pub thing: String,
    /// Whether it is a group with a name of its own.
    pub is_group: bool,
    /// Number of the last message.
    pub last_seq: i64,
    /// Number of the last change.
    pub last_rev: i64,
    /// What a moderator set.
    pub rules: Rules,
    /// Whether nobody writes there any more.
    pub is_closed: bool,
    /// The place it belongs to.
    pub place: Place,
}

impl RoomRow {
    /// The address of the page where it is read.
    pub fn address(&self) -> String {
        self.kind.address(&self.id)
    }

    /// Who hears of what this person says, in a private room.
    ///
    /// # Errors
    /// What the database said.
    pub fn list_listeners(&self, conn: &mut Conn, author: &PersonId) -> QueryResult<Vec<PersonId>> {
        match self.kind {
            RoomKind::Desk => list_listeners(conn, (&self.id, &self.thing), author),
            RoomKind::Application | RoomKind::Project => {
                list_other_side(conn, (&self.id, self.kind, &self.thing), author)
            }
            _ => list_others(conn, &self.id, author),
        }
    }
}

/// Where a room is.
#[derive(Debug, Clone)]
pub struct Place {
    /// The name; for the lobby that of the edition, for two people that of the other. Empty when the
    /// other has no account any more.
    pub name: String,
    /// The name in Chinese, or empty.
    pub name_zh: String,
    /// The address of its page.
    pub href: String,
    /// Whether whoever asked may read it now.
    pub is_readable: bool,
}

type Found = (RoomId, EditionId, RoomKind, String, String, i64, i64, i64, bool, Option<Instant>);

/// A room that this person, or a visitor, may read.
///
/// # Errors
/// 404 for any other; not signed in for a visitor where only people who are signed in read.
pub fn find_room(conn: &mut Conn, room: &RoomId, reader: Option<&PersonId>) -> AppResult<RoomRow> {
    let row = find_any_room(conn, room, reader)?;
    match row.place.is_readable {
        true if row.rules.members_only && reader.is_none() => Err(AppError::NotSignedIn),
        true => Ok(row),
        false => Err(AppError::NotFound),
    }
}

/// A room as this person, or a visitor, finds it, whether or not they may read it.
///
/// # Errors
/// 404 where there is none.
pub fn find_any_room(conn: &mut Conn, room: &RoomId, reader: Option<&PersonId>) -> AppResult<RoomRow> {
    let columns = (
        rooms::id,
        rooms::edition_id,
        rooms::kind,
        rooms::thing_id,
        rooms::name,
        rooms::last_seq,
        rooms::last_rev,
        rooms::pause_seconds,
        rooms::members_only,
        rooms::closed_at,
    );
    let (id, edition, kind, thing, name, last_seq, last_rev, pause, members_only, closed_at): Found =
        rooms::table.find(room).select(columns).first(conn)?;
    let rules = Rules { pause, members_only };
    let is_group = kind == RoomKind::Direct && !name.is_empty();
    let place = match kind {
        RoomKind::Lobby => find_lobby(conn, &thing)?,
        RoomKind::Hall => find_hall(conn, &thing)?,
        RoomKind::Booth => find_booth(conn, &thing)?,
        RoomKind::Session => find_session_place(conn, &thing)?,
        RoomKind::Fair => find_fair(conn, &thing)?,
        RoomKind::Activity => find_activity_place(conn, &thing)?,
        RoomKind::News => find_news_place(conn, &thing)?,
        RoomKind::Direct => find_direct(conn, &id, name, reader)?,
        RoomKind::Desk => find_desk_place(conn, &thing, reader)?,
        RoomKind::Application | RoomKind::Project => find_subject_place(conn, (&id, kind, &thing), reader)?,
    };
    let is_closed = closed_at.is_some();
    Ok(RoomRow { id, edition, kind, thing, is_group, last_seq, last_rev, rules, is_closed, place })
}

fn find_direct(conn: &mut Conn, room: &RoomId, name: String, reader: Option<&PersonId>) -> QueryResult<Place> {
    let is_readable = match reader {
        Some(person) => is_in_room(conn, room, person)?,
        None => false,
    };
    let name = match (reader, is_readable && name.is_empty()) {
        (Some(person), true) => find_companion_name(conn, room, person)?,
        _ => name,
    };
    Ok(Place { name, name_zh: String::new(), href: "/me/messages".to_owned(), is_readable })
}

fn find_booth(conn: &mut Conn, booth: &str) -> QueryResult<Place> {
    let (slug, state, name, name_zh): (String, String, String, String) = booths::table
        .inner_join(organizations::table)
        .filter(booths::id.eq(booth))
        .select((booths::slug, booths::state, organizations::name, organizations::name_zh))
        .first(conn)?;
    Ok(Place { name, name_zh, href: format!("/exhibition/booths/{slug}"), is_readable: state == "published" })
}

fn find_hall(conn: &mut Conn, hall: &str) -> QueryResult<Place> {
    let slug: String = halls::table.filter(halls::id.eq(hall)).select(halls::slug).first(conn)?;
    let texts = hall_texts::table.filter(hall_texts::hall_id.eq(hall));
    let names = texts.limit(NAMES_MOST).select((hall_texts::locale, hall_texts::name)).load(conn)?;
    Ok(named(names, format!("/exhibition/halls/{slug}")))
}

fn find_fair(conn: &mut Conn, fair: &str) -> QueryResult<Place> {
    let (slug, state): (String, String) =
        fairs::table.filter(fairs::id.eq(fair)).select((fairs::slug, fairs::state)).first(conn)?;
    let texts = fair_texts::table.filter(fair_texts::fair_id.eq(fair));
    let names = texts.limit(NAMES_MOST).select((fair_texts::locale, fair_texts::title)).load(conn)?;
    Ok(Place { is_readable: state != "draft", ..named(names, format!("/recruitment/fairs/{slug}")) })
}

fn find_lobby(conn: &mut Conn, edition: &str) -> QueryResult<Place> {
    let texts = edition_texts::table.filter(edition_texts::edition_id.eq(edition));
    let names = texts.limit(NAMES_MOST).select((edition_texts::locale, edition_texts::name)).load(conn)?;
    Ok(named(names, "/".to_owned()))
}

pub(super) fn named(names: Vec<(String, String)>, href: String) -> Place {
    let mut place = Place { name: String::new(), name_zh: String::new(), href, is_readable: true };
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
    insert_room(conn, NewRoom { id: &id, edition, kind, thing, name: "", organization: None }, at)?;
    Ok(id)
}

/// The rooms of an edition's things of one kind, by the id of the thing.
///
/// # Errors
/// What the database said.
pub fn list_rooms_of(conn: &mut Conn, edition: &EditionId, kind: RoomKind) -> QueryResult<HashMap<String, RoomId>> {
    let rows: Vec<(String, RoomId)> = rooms::table
        .filter(rooms::edition_id.eq(edition))
        .filter(rooms::kind.eq(kind))
        .select((rooms::thing_id, rooms::id))
        .load(conn)?;
    Ok(rows.into_iter().collect())
}

/// A room to be made.
#[derive(Debug, Clone, Copy)]
pub struct NewRoom<'a> {
    /// Its id.
    pub id: &'a RoomId,
    /// Its edition.
    pub edition: &'a EditionId,
    /// What it belongs to.
    pub kind: RoomKind,
    /// The id of that, or the ids.
    pub thing: &'a str,
    /// What a group calls itself, else empty.
    pub name: &'a str,
    /// Whose desk or team is the other side, where there is one.
    pub organization: Option<&'a OrganizationId>,
}

/// Makes a room of a thing.
///
/// # Errors
/// Busy where the thing has one already: of two who make it at once the later one runs again and
/// finds the first.
pub fn insert_room(conn: &mut Conn, new: NewRoom<'_>, at: Instant) -> AppResult<()> {
    let row = (
        rooms::id.eq(new.id),
        rooms::edition_id.eq(new.edition),
        rooms::kind.eq(new.kind),
        rooms::thing_id.eq(new.thing),
        rooms::name.eq(new.name),
        rooms::organization_id.eq(new.organization),
        rooms::last_seq.eq(0_i64),
        rooms::last_rev.eq(0_i64),
        rooms::created_at.eq(at),
    );
    unique(diesel::insert_into(rooms::table).values(row).execute(conn), AppError::Busy(1))?;
    Ok(())
}

/// How far a person has read in a room, 0 for not at all.
///
/// # Errors
/// What the database said.
pub fn find_read(conn: &mut Conn, room: &RoomId, person: &PersonId) -> QueryResult<i64> {
    let own = room_reads::table.filter(room_reads::room_id.eq(room)).filter(room_reads::person_id.eq(person));
    Ok(own.select(room_reads::seq).first(conn).optional()?.unwrap_or(0))
}

/// Moves a person's read mark forward, never back and never past the last message. Whoever has read
/// a private room to its end is not told of it any more, nor of being named in what was read of another:
/// gives how many notifications that were.
///
/// # Errors
/// What the database said.
pub fn mark_read(conn: &mut Conn, room: &RoomRow, person: &PersonId, seq: i64, now: Instant) -> AppResult<usize> {
    let seq = seq.min(room.last_seq);
    let before = find_read(conn, &room.id, person)?;
    if before < seq {
        move_mark(conn, room, person, seq, now)?;
    }
    if !room.kind.is_private() {
        let is_moved = before < seq;
        return Ok(if is_moved { mark_mentions_seen(conn, &room.id, person, (before, seq), now)? } else { 0 });
    }
    if seq < room.last_seq {
        return Ok(0);
    }
    Ok(outbox::mark_seen(conn, person, &room.address(), now)?)
}

fn move_mark(conn: &mut Conn, room: &RoomRow, person: &PersonId, seq: i64, now: Instant) -> QueryResult<usize> {
    let row = (
        room_reads::id.eq(RowId::new()),
        room_reads::room_id.eq(&room.id),
        room_reads::person_id.eq(person),
        room_reads::seq.eq(seq),
        room_reads::created_at.eq(now),
        room_reads::updated_at.eq(now),
    );
    let changes = (room_reads::seq.eq(seq), room_reads::updated_at.eq(now));
    crate::upsert!(conn, room_reads::table, row, (room_reads::room_id, room_reads::person_id), changes)
}

/// The last numbers of rooms: of their messages and of their changes.
///
/// # Errors
/// What the database said.
pub fn list_heads(conn: &mut Conn, ids: &[RoomId]) -> QueryResult<Vec<(RoomId, i64, i64)>> {
    let limit = i64::try_from(ids.len()).unwrap_or(i64::MAX);
    let those = rooms::table.filter(rooms::id.eq_any(ids)).limit(limit);
    those.select((rooms::id, rooms::last_seq, rooms::last_rev)).load(conn)
}
