//! Who may not write in a room, and why: asked by the page, the form and the socket, every time anew.

use diesel::prelude::*;

use super::people::{has_blocked, list_others};
use super::queries::{RoomKind, RoomRow};
use crate::clock::Instant;
use crate::db::Conn;
use crate::db::schema::{fairs, messages, people};
use crate::error::{AppError, AppResult};
use crate::ids::PersonId;
use crate::site::gate;
use crate::site::sanctions::{SanctionNote, find_sanction};
use crate::site::viewer::may_moderate_in;

/// Why somebody may not write.
#[derive(Debug, Clone)]
pub enum Barred {
    /// The sentence under this key says why.
    For(&'static str),
    /// A moderator decided so; the person's own time zone, to say until when.
    Sanctioned(SanctionNote, chrono_tz::Tz),
    /// They said something just now; so many seconds are left, see [`Rules::pause`](super::queries::Rules::pause).
    Paused(i64),
}

impl Barred {
    /// The refusal where there is no place for a sentence of its own.
    pub fn into_error(self) -> AppError {
        match self {
            Self::For(key) => AppError::Refused(key),
            Self::Sanctioned(..) => AppError::Refused("room-error-silenced"),
            Self::Paused(left) => AppError::TooMany(u64::try_from(left).unwrap_or(1)),
        }
    }
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
    if room.is_closed {
        return Ok(Some(Barred::For("room-closed")));
    }
    if room.kind == RoomKind::Fair && is_fair_over(conn, &room.thing, now)? {
        return Ok(Some(Barred::For("room-closed")));
    }
    if let Some(key) = find_silence(conn, room, person)? {
        return Ok(Some(Barred::For(key)));
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

/// How many seconds a person has to wait before they say something more in a room; none when they may
/// now. Who moderates there need not wait.
///
/// # Errors
/// What the database said.
pub fn find_pause(conn: &mut Conn, room: &RoomRow, person: &PersonId, now: Instant) -> AppResult<Option<i64>> {
    if room.rules.pause == 0 {
        return Ok(None);
    }
    let own = messages::table.filter(messages::room_id.eq(&room.id)).filter(messages::person_id.eq(person));
    let last: Option<Instant> = own.order(messages::seq.desc()).select(messages::created_at).first(conn).optional()?;
    let free_at = last.map(|last| last + chrono::Duration::seconds(room.rules.pause)).filter(|free_at| *free_at > now);
    match free_at {
        Some(free_at) if !may_moderate_in(conn, person, &room.edition, room.kind.zone())? => {
            Ok(Some((free_at - now).num_seconds() + 1))
        }
        _ => Ok(None),
    }
}

/// Whether a fair has ended or was called off: what was said there can be read, no more.
fn is_fair_over(conn: &mut Conn, fair: &str, now: Instant) -> QueryResult<bool> {
    let row = fairs::table.filter(fairs::id.eq(fair)).select((fairs::state, fairs::ends_at));
    let (state, ends_at): (String, Instant) = row.first(conn)?;
    Ok(state != "published" || ends_at <= now)
}

/// Why nobody would hear this person in a room of two. Who was blocked is not told by whom.
fn find_silence(conn: &mut Conn, room: &RoomRow, person: &PersonId) -> QueryResult<Option<&'static str>> {
    if room.kind != RoomKind::Direct || room.is_group {
        return Ok(None);
    }
    let Some(other) = list_others(conn, &room.id, person)?.pop() else { return Ok(Some("direct-gone-text")) };
    if has_blocked(conn, person, &other)? {
        return Ok(Some("direct-blocked-text"));
    }
    Ok(has_blocked(conn, &other, person)?.then_some("direct-closed-text"))
}
