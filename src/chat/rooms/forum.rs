//! The rooms of sessions: whose room it is, and which of its authors speak there. Called by the rooms and by the
//! messages, which mark the speakers.

use std::collections::HashSet;

use diesel::prelude::*;

use super::queries::{Place, RoomKind, named};
use crate::db::Conn;
use crate::db::schema::{rooms, session_speakers, session_texts, sessions, speakers};
use crate::ids::{PersonId, RoomId};

/// A session's room: it is read while the session is in the programme, and after it was cancelled.
///
/// # Errors
/// What the database said; not found where the session is gone.
pub(super) fn find_session_place(conn: &mut Conn, session: &str) -> QueryResult<Place> {
    let own = sessions::table.filter(sessions::id.eq(session));
    let (slug, state): (String, String) = own.select((sessions::slug, sessions::state)).first(conn)?;
    let texts = session_texts::table.filter(session_texts::session_id.eq(session));
    let names = texts.limit(10).select((session_texts::locale, session_texts::title)).load(conn)?;
    let is_readable = matches!(state.as_str(), "confirmed" | "cancelled");
    Ok(Place { is_readable, ..named(names, format!("/forum/sessions/{slug}")) })
}

/// Which of these people speak in the session that a room belongs to; nobody in rooms of other kinds.
///
/// # Errors
/// What the database said.
pub fn list_speaking(conn: &mut Conn, room: &RoomId, people: &[PersonId]) -> QueryResult<HashSet<PersonId>> {
    let speaking: Vec<PersonId> = rooms::table
        .inner_join(session_speakers::table.on(session_speakers::session_id.eq(rooms::thing_id)))
        .inner_join(speakers::table.on(speakers::id.eq(session_speakers::speaker_id)))
        .filter(rooms::id.eq(room))
        .filter(rooms::kind.eq(RoomKind::Session))
        .filter(speakers::person_id.eq_any(people))
        .select(speakers::person_id.assume_not_null())
        .load(conn)?;
    Ok(speaking.into_iter().collect())
}
