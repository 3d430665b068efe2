//! Statements about sessions that several nouns ask: rows, texts, who speaks, the programme.

use std::collections::HashMap;

use diesel::prelude::*;

use super::model::{Session, SessionState, SessionText};
use crate::calendar::Span;
use crate::clock::Instant;
use crate::db::Conn;
use crate::db::schema::{session_speakers, session_texts, sessions, speakers};
use crate::error::{AppError, AppResult};
use crate::forum::speakers::model::Speaker;
use crate::ids::{EditionId, PartId, PersonId, SessionId, SpeakerId};
use crate::site::words::ByWords;
use crate::site::{Viewer, Visit, ZoneKind, slugs};
use crate::web::i18n::Locale;

use super::model::SESSION;

/// The most sessions of an edition that the programme knows.
const SESSIONS_MOST: i64 = 2_000;

/// A session.
///
/// # Errors
/// 404 where there is none.
pub fn find_session(conn: &mut Conn, id: &SessionId) -> QueryResult<Session> {
    sessions::table.find(id).select(Session::as_select()).first(conn)
}

/// The session at an address, where there is one.
///
/// # Errors
/// What the database said.
pub fn find_at(conn: &mut Conn, edition: &EditionId, slug: &str) -> QueryResult<Option<Session>> {
    sessions::table
        .filter(sessions::edition_id.eq(edition))
        .filter(sessions::slug.eq(slug))
        .select(Session::as_select())
        .first(conn)
        .optional()
}

/// The present address of the session that once had this one.
///
/// # Errors
/// What the database said.
pub fn find_moved_slug(conn: &mut Conn, edition: &EditionId, slug: &str) -> QueryResult<Option<String>> {
    let Some(id) = slugs::find_thing(conn, edition, SESSION, slug)? else { return Ok(None) };
    sessions::table.filter(sessions::id.eq(id)).select(sessions::slug).first(conn).optional()
}

/// The session at an address, for who may read it.
///
/// # Errors
/// 404 for what is not public to everybody else.
pub fn find_readable(conn: &mut Conn, visit: &Visit, slug: &str) -> AppResult<Session> {
    let session = find_at(conn, &visit.edition()?.id, slug)?.ok_or(AppError::NotFound)?;
    if may_read(conn, visit, &session)? { Ok(session) } else { Err(AppError::NotFound) }
}

/// Whether this visit reads a session: everybody what is public, else who works on the programme and its
/// speakers.
///
/// # Errors
/// What the database said.
pub fn may_read(conn: &mut Conn, visit: &Visit, session: &Session) -> QueryResult<bool> {
    match &visit.viewer {
        _ if session.state.is_public() => Ok(true),
        None => Ok(false),
        Some(viewer) => Ok(viewer.may_moderate(ZoneKind::Forum) || speaks(conn, &session.id, &viewer.person)?),
    }
}

/// Whether this person moderates the questions and polls of a session: who moderates the zone, its speakers.
///
/// # Errors
/// What the database said.
pub fn hosts(conn: &mut Conn, viewer: &Viewer, session: &SessionId) -> QueryResult<bool> {
    Ok(viewer.may_moderate(ZoneKind::Forum) || speaks(conn, session, &viewer.person)?)
}

/// Whether this person speaks in a session.
///
/// # Errors
/// What the database said.
pub fn speaks(conn: &mut Conn, session: &SessionId, person: &PersonId) -> QueryResult<bool> {
    let of_person = session_speakers::table
        .inner_join(speakers::table)
        .filter(session_speakers::session_id.eq(session))
        .filter(speakers::person_id.eq(person));
    diesel::select(diesel::dsl::exists(of_person)).get_result(conn)
}

/// The accounts of those who speak in a session.
///
/// # Errors
/// What the database said.
pub fn list_speaking_people(conn: &mut Conn, session: &SessionId) -> QueryResult<Vec<PersonId>> {
    session_speakers::table
        .inner_join(speakers::table)
        .filter(session_speakers::session_id.eq(session))
        .filter(speakers::person_id.is_not_null())
        .order(speakers::person_id)
        .select(speakers::person_id.assume_not_null())
        .distinct()
        .load(conn)
}

/// The texts of these sessions, in the order of their languages.
///
/// # Errors
/// What the database said.
pub fn list_texts(conn: &mut Conn, of: &[SessionId]) -> QueryResult<Vec<SessionText>> {
    session_texts::table
        .filter(session_texts::session_id.eq_any(of))
        .order((session_texts::session_id, session_texts::locale))
        .select(SessionText::as_select())
        .load(conn)
}

/// The title of one session as a person of a language reads it.
///
/// # Errors
/// What the database said.
pub fn title_of(conn: &mut Conn, session: &SessionId) -> QueryResult<impl Fn(Locale) -> String + use<>> {
    let (texts, id) = (list_texts(conn, std::slice::from_ref(session))?, session.clone());
    Ok(move |locale| super::model::text_in(&texts, &id, locale).map(|text| text.title.clone()).unwrap_or_default())
}

/// Who speaks in these sessions, in their order.
///
/// # Errors
/// What the database said.
pub fn list_speakers(conn: &mut Conn, of: &[SessionId]) -> QueryResult<HashMap<SessionId, Vec<Speaker>>> {
    let rows: Vec<(SessionId, Speaker)> = session_speakers::table
        .inner_join(speakers::table)
        .filter(session_speakers::session_id.eq_any(of))
        .order((session_speakers::session_id, session_speakers::position, session_speakers::id))
        .select((session_speakers::session_id, Speaker::as_select()))
        .load(conn)?;
    let mut found: HashMap<SessionId, Vec<Speaker>> = HashMap::new();
    for (session, speaker) in rows {
        found.entry(session).or_default().push(speaker);
    }
    Ok(found)
}

/// The sessions in the programme in which somebody speaks, by their beginning.
///
/// # Errors
/// What the database said.
pub fn list_of_speaker(conn: &mut Conn, speaker: &SpeakerId) -> QueryResult<Vec<Session>> {
    sessions::table
        .inner_join(session_speakers::table.on(session_speakers::session_id.eq(sessions::id)))
        .filter(session_speakers::speaker_id.eq(speaker))
        .filter(sessions::state.eq(SessionState::Confirmed))
        .order((sessions::starts_at, sessions::id))
        .limit(100)
        .select(Session::as_select())
        .load(conn)
}

/// What the programme is narrowed to.
#[derive(Debug, Clone, Default)]
pub struct Narrow {
    /// Between these instants.
    pub within: Option<Span>,
    /// Of this track.
    pub track: Option<PartId>,
    /// On this stage.
    pub stage: Option<PartId>,
    /// In this language; empty for every one.
    pub language: String,
    /// For these people; empty for all.
    pub level: String,
    /// With these words.
    pub words: ByWords,
}

macro_rules! narrowed {
    ($edition:expr, $narrow:expr) => {{
        let narrow = $narrow;
        let mut query = sessions::table
            .filter(sessions::edition_id.eq($edition))
            .filter(sessions::state.eq(SessionState::Confirmed))
            .into_boxed();
        if let Some(within) = narrow.within {
            query = query.filter(sessions::starts_at.lt(within.ends_at)).filter(sessions::ends_at.gt(within.starts_at));
        }
        if let Some(track) = &narrow.track {
            query = query.filter(sessions::track_id.eq(track));
        }
        if let Some(stage) = &narrow.stage {
            query = query.filter(sessions::stage_id.eq(stage));
        }
        if !narrow.language.is_empty() {
            query = query.filter(sessions::language.eq(narrow.language.as_str()));
        }
        if !narrow.level.is_empty() {
            query = query.filter(sessions::level.eq(narrow.level.as_str()));
        }
        if let Some(ids) = &narrow.words.ids {
            query = query.filter(sessions::id.eq_any(ids));
        }
        for pattern in &narrow.words.patterns {
            query = query.filter(sessions::search_key.like(pattern.clone()).escape('\\'));
        }
        query
    }};
}

/// A piece of the programme by beginning, with how many there are in all.
///
/// # Errors
/// What the database said.
pub fn list_programme(
    conn: &mut Conn,
    edition: &EditionId,
    narrow: &Narrow,
    (offset, limit): (usize, usize),
) -> QueryResult<(Vec<Session>, i64)> {
    let total = narrowed!(edition, narrow).count().get_result(conn)?;
    let rows = narrowed!(edition, narrow)
        .order((sessions::starts_at, sessions::stage_id, sessions::id))
        .offset(i64::try_from(offset).unwrap_or(0))
        .limit(i64::try_from(limit).unwrap_or(50))
        .select(Session::as_select())
        .load(conn)?;
    Ok((rows, total))
}

/// When the sessions of the programme begin, in order.
///
/// # Errors
/// What the database said.
pub fn list_beginnings(conn: &mut Conn, edition: &EditionId) -> QueryResult<Vec<Instant>> {
    sessions::table
        .filter(sessions::edition_id.eq(edition))
        .filter(sessions::state.eq(SessionState::Confirmed))
        .filter(sessions::starts_at.is_not_null())
        .order(sessions::starts_at)
        .limit(SESSIONS_MOST)
        .select(sessions::starts_at.assume_not_null())
        .load(conn)
}

/// How many sessions the programme of an edition has.
///
/// # Errors
/// What the database said.
pub fn count_sessions(conn: &mut Conn, edition: &EditionId) -> QueryResult<i64> {
    sessions::table
        .filter(sessions::edition_id.eq(edition))
        .filter(sessions::state.eq(SessionState::Confirmed))
        .count()
        .get_result(conn)
}

/// What goes on now, and what comes next, at most so many of each.
///
/// # Errors
/// What the database said.
pub fn list_now_and_next(
    conn: &mut Conn,
    edition: &EditionId,
    now: Instant,
    most: i64,
) -> QueryResult<(Vec<Session>, Vec<Session>)> {
    let confirmed = || {
        sessions::table
            .filter(sessions::edition_id.eq(edition))
            .filter(sessions::state.eq(SessionState::Confirmed))
            .order((sessions::starts_at, sessions::id))
            .limit(most)
            .select(Session::as_select())
    };
    let live = confirmed().filter(sessions::starts_at.le(now)).filter(sessions::ends_at.gt(now)).load(conn)?;
    let next = confirmed().filter(sessions::starts_at.gt(now)).load(conn)?;
    Ok((live, next))
}

/// The languages that are spoken in the programme.
///
/// # Errors
/// What the database said.
pub fn list_languages(conn: &mut Conn, edition: &EditionId) -> QueryResult<Vec<String>> {
    sessions::table
        .filter(sessions::edition_id.eq(edition))
        .filter(sessions::state.eq(SessionState::Confirmed))
        .order(sessions::language)
        .select(sessions::language)
        .distinct()
        .load(conn)
}
