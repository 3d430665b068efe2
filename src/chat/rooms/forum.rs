//! The rooms of sessions, activities and news: whose room it is, and which of its authors speak there. Called by the rooms and by the
//! messages, which mark the speakers.

use std::collections::HashSet;

use diesel::prelude::*;

use super::queries::{Place, RoomKind, named};
use crate::db::Conn;
use crate::db::schema::{
    activities, activity_texts, news_items, news_texts, rooms, session_speakers, session_texts, sessions, speakers,
};
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

/// An activity's room: it is read once the activity is announced, and ever after.
///
/// # Errors
/// What the database said; not found where the activity is gone.
pub(super) fn find_activity_place(conn: &mut Conn, activity: &str) -> QueryResult<Place> {
    let own = activities::table.filter(activities::id.eq(activity));
    let (slug, state): (String, String) = own.select((activities::slug, activities::state)).first(conn)?;
    let texts = activity_texts::table.filter(activity_texts::activity_id.eq(activity));
    let names = texts.limit(10).select((activity_texts::locale, activity_texts::title)).load(conn)?;
    Ok(Place { is_readable: state != "draft", ..named(names, format!("/activities/{slug}")) })
}

/// The room of a news item: it is read while the item is published and people may talk about it.
///
/// # Errors
/// What the database said; not found where the item is gone.
pub(super) fn find_news_place(conn: &mut Conn, item: &str) -> QueryResult<Place> {
    let own = news_items::table.filter(news_items::id.eq(item));
    let (slug, state, has_room): (String, String, bool) =
        own.select((news_items::slug, news_items::state, news_items::has_room)).first(conn)?;
    let texts = news_texts::table.filter(news_texts::item_id.eq(item));
    let names = texts.limit(10).select((news_texts::locale, news_texts::title)).load(conn)?;
    Ok(Place { is_readable: has_room && state == "published", ..named(names, format!("/news/{slug}")) })
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
