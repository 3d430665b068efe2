//! Statements of the programme's makers.

use diesel::dsl::exists;
use diesel::prelude::*;

use super::forms::ValidSession;
use crate::calendar::Span;
use crate::clock::Instant;
use crate::db::schema::{editions, programme_parts, session_speakers, session_texts, sessions, speakers};
use crate::db::{Conn, changed_one};
use crate::error::{AppError, AppResult, FieldErrors};
use crate::forum::parts::model::PartKind;
use crate::forum::sessions::model::{SESSION, Session, SessionState, pack};
use crate::forum::speakers::model::SPEAKER;
use crate::ids::{EditionId, PartId, RowId, SessionId, SpeakerId};
use crate::lifecycle::{self, Mover};
use crate::search::record_change;
use crate::site::slugs;
use crate::upsert;
use crate::web::paging::{Page, PageNumber};
use crate::web::text;

/// A session of this edition.
///
/// # Errors
/// 404 where there is none.
pub fn find_own(conn: &mut Conn, edition: &EditionId, id: &SessionId) -> QueryResult<Session> {
    sessions::table.find(id).filter(sessions::edition_id.eq(edition)).select(Session::as_select()).first(conn)
}

/// What the list is narrowed to.
#[derive(Debug, Clone, Default)]
pub struct Listed {
    /// With these words.
    pub q: String,
    /// In this state.
    pub state: Option<SessionState>,
    /// Of this track.
    pub track: Option<PartId>,
}

/// A page of the sessions of an edition: what has no time first, then by beginning.
///
/// # Errors
/// What the database said.
pub fn list_sessions(conn: &mut Conn, edition: &EditionId, of: &Listed, at: PageNumber) -> QueryResult<Page<Session>> {
    let narrow = || {
        let mut query = sessions::table.filter(sessions::edition_id.eq(edition)).into_boxed();
        if let Some(state) = of.state {
            query = query.filter(sessions::state.eq(state));
        }
        if let Some(track) = &of.track {
            query = query.filter(sessions::track_id.eq(track));
        }
        for word in text::word_patterns(&of.q) {
            query = query.filter(sessions::search_key.like(word).escape('\\'));
        }
        query
    };
    let total: i64 = narrow().count().get_result(conn)?;
    let (offset, limit) = (i64::try_from(at.offset()).unwrap_or(0), i64::try_from(at.size).unwrap_or(25));
    let order = (sessions::starts_at.is_null().desc(), sessions::starts_at, sessions::id);
    let rows = narrow().order(order).offset(offset).limit(limit).select(Session::as_select()).load(conn)?;
    Ok(at.page(rows, u64::try_from(total).unwrap_or(0)))
}

/// Holds the programme of an edition until the end of the transaction: of two who schedule at once the second
/// sees what the first has done.
///
/// # Errors
/// What the database said.
pub fn hold_programme(conn: &mut Conn, edition: &EditionId) -> QueryResult<()> {
    diesel::update(editions::table.find(edition)).set(editions::version.eq(editions::version)).execute(conn)?;
    Ok(())
}

/// The session in the programme that takes this stage at this time, but for one.
///
/// # Errors
/// What the database said.
pub fn find_on_stage(conn: &mut Conn, stage: &PartId, at: Span, but: &SessionId) -> QueryResult<Option<SessionId>> {
    sessions::table
        .filter(sessions::stage_id.eq(stage))
        .filter(sessions::state.eq(SessionState::Confirmed))
        .filter(sessions::starts_at.lt(at.ends_at))
        .filter(sessions::ends_at.gt(at.starts_at))
        .filter(sessions::id.ne(but))
        .order(sessions::starts_at)
        .select(sessions::id)
        .first(conn)
        .optional()
}

/// The session in the programme in which one of these speaks at this time, but for one; with who it is.
///
/// # Errors
/// What the database said.
pub fn find_of_speakers(
    conn: &mut Conn,
    of: &[SpeakerId],
    at: Span,
    but: &SessionId,
) -> QueryResult<Option<(SessionId, String)>> {
    sessions::table
        .inner_join(session_speakers::table.on(session_speakers::session_id.eq(sessions::id)))
        .inner_join(speakers::table.on(speakers::id.eq(session_speakers::speaker_id)))
        .filter(speakers::id.eq_any(of))
        .filter(sessions::state.eq(SessionState::Confirmed))
        .filter(sessions::starts_at.lt(at.ends_at))
        .filter(sessions::ends_at.gt(at.starts_at))
        .filter(sessions::id.ne(but))
        .order(sessions::starts_at)
        .select((sessions::id, speakers::name))
        .first(conn)
        .optional()
}

/// Refuses tracks, stages and speakers that are none of this edition.
fn require_own(conn: &mut Conn, edition: &EditionId, valid: &ValidSession) -> AppResult<()> {
    let mut errors = FieldErrors::new();
    for (field, part, kind) in [("track", &valid.track, PartKind::Track), ("stage", &valid.stage, PartKind::Stage)] {
        let Some(part) = part else { continue };
        let own = programme_parts::table.find(part).filter(programme_parts::edition_id.eq(edition));
        if !diesel::select(exists(own.filter(programme_parts::kind.eq(kind)))).get_result::<bool>(conn)? {
            errors.add(field, "error-choice");
        }
    }
    let own = speakers::table.filter(speakers::edition_id.eq(edition)).filter(speakers::id.eq_any(&valid.speakers));
    if own.count().get_result::<i64>(conn)? != i64::try_from(valid.speakers.len()).unwrap_or(-1) {
        errors.add("speaker", "error-choice");
    }
    Ok(errors.into_result(|| ())?)
}

fn free_slug(conn: &mut Conn, edition: &EditionId, id: &SessionId, title: &str) -> QueryResult<String> {
    let base = text::slug(title);
    let mut taken: Vec<String> = sessions::table
        .filter(sessions::edition_id.eq(edition))
        .filter(sessions::id.ne(id))
        .filter(sessions::slug.like(format!("{base}%")))
        .select(sessions::slug)
        .load(conn)?;
    taken.extend(slugs::list_old(conn, edition, SESSION, id.as_str(), &base)?);
    Ok(slugs::free(title, &taken))
}

fn search_key(conn: &mut Conn, valid: &ValidSession) -> QueryResult<String> {
    let own = speakers::table.filter(speakers::id.eq_any(&valid.speakers));
    let names: Vec<(String, String, String)> =
        own.select((speakers::name, speakers::affiliation, speakers::affiliation_zh)).load(conn)?;
    let titles = valid.texts.iter().map(|text| text.1.as_str());
    let names = names.iter().flat_map(|(name, english, chinese)| [name.as_str(), english, chinese]);
    let tags = valid.tags.iter().map(String::as_str);
    Ok(text::search_key(titles.chain(names).chain(tags)))
}

/// Makes a session, a draft.
///
/// # Errors
/// The fields that name what is none of this edition.
pub fn insert_session(
    conn: &mut Conn,
    id: &SessionId,
    edition: &EditionId,
    valid: &ValidSession,
    mover: Mover<'_>,
) -> AppResult<()> {
    require_own(conn, edition, valid)?;
    let row = Session {
        id: id.clone(),
        edition_id: edition.clone(),
        slug: free_slug(conn, edition, id, valid.title())?,
        state: SessionState::Draft,
        track_id: valid.track.clone(),
        stage_id: valid.stage.clone(),
        language: valid.language.clone(),
        level: valid.level,
        tags: pack(&valid.tags),
        starts_at: valid.span.map(|span| span.starts_at),
        ends_at: valid.span.map(|span| span.ends_at),
        reminded_for: None,
        stream_url: String::new(),
        stream_file_id: None,
        captions_file_id: None,
        captions_language: String::new(),
        search_key: search_key(conn, valid)?,
        version: 1,
        created_at: mover.at,
        updated_at: mover.at,
    };
    diesel::insert_into(sessions::table).values(&row).execute(conn)?;
    lifecycle::record_beginning(conn, id.as_str(), SessionState::Draft, mover)?;
    save_texts(conn, id, valid, mover.at)?;
    save_speakers(conn, id, valid, mover.at)
}

/// Sets a session to what was typed; a new title is a new address.
///
/// # Errors
/// 409 where somebody was faster; the fields that name what is none of this edition.
pub fn update_session(conn: &mut Conn, session: &Session, valid: &ValidSession, now: Instant) -> AppResult<()> {
    require_own(conn, &session.edition_id, valid)?;
    let is_same = valid.texts.iter().any(|text| slugs::is_of(&session.slug, &text.1));
    let slug = match is_same {
        true => session.slug.clone(),
        false => free_slug(conn, &session.edition_id, &session.id, valid.title())?,
    };
    if slug != session.slug {
        let thing = (SESSION, session.id.as_str());
        slugs::record_old(conn, &session.edition_id, thing, (&session.slug, &slug), now)?;
    }
    let own = sessions::table.find(&session.id).filter(sessions::version.eq(session.version));
    let changes = (
        sessions::slug.eq(slug),
        sessions::track_id.eq(&valid.track),
        sessions::stage_id.eq(&valid.stage),
        sessions::language.eq(&valid.language),
        sessions::level.eq(valid.level),
        sessions::tags.eq(pack(&valid.tags)),
        sessions::starts_at.eq(valid.span.map(|span| span.starts_at)),
        sessions::ends_at.eq(valid.span.map(|span| span.ends_at)),
        sessions::search_key.eq(search_key(conn, valid)?),
        sessions::version.eq(sessions::version + 1),
        sessions::updated_at.eq(now),
    );
    changed_one(diesel::update(own).set(changes).execute(conn)?)?;
    save_texts(conn, &session.id, valid, now)?;
    // Who speaks here no longer may be in the programme no longer.
    record_programme_change(conn, &session.id, now)?;
    save_speakers(conn, &session.id, valid, now)?;
    record_programme_change(conn, &session.id, now)
}

fn save_texts(conn: &mut Conn, session: &SessionId, valid: &ValidSession, now: Instant) -> AppResult<()> {
    let kept: Vec<&str> = valid.texts.iter().map(|text| text.0.tag()).collect();
    let of_session = session_texts::table.filter(session_texts::session_id.eq(session));
    diesel::delete(of_session.filter(session_texts::locale.ne_all(kept))).execute(conn)?;
    for (locale, title, body) in &valid.texts {
        let row = (
            session_texts::id.eq(RowId::new()),
            session_texts::session_id.eq(session),
            session_texts::locale.eq(locale.tag()),
            session_texts::title.eq(title),
            session_texts::body.eq(body),
            session_texts::created_at.eq(now),
        );
        let changes = (session_texts::title.eq(title), session_texts::body.eq(body));
        upsert!(conn, session_texts::table, row, (session_texts::session_id, session_texts::locale), changes)?;
    }
    Ok(())
}

fn save_speakers(conn: &mut Conn, session: &SessionId, valid: &ValidSession, now: Instant) -> AppResult<()> {
    diesel::delete(session_speakers::table.filter(session_speakers::session_id.eq(session))).execute(conn)?;
    for (place, speaker) in (1_i64..).zip(&valid.speakers) {
        let row = (
            session_speakers::id.eq(RowId::new()),
            session_speakers::session_id.eq(session),
            session_speakers::speaker_id.eq(speaker),
            session_speakers::position.eq(place),
            session_speakers::created_at.eq(now),
        );
        diesel::insert_into(session_speakers::table).values(row).execute(conn)?;
    }
    Ok(())
}

/// Moves a session that was read in this version, and records it.
///
/// # Errors
/// 409 when the move is illegal or somebody was faster.
pub fn move_session(conn: &mut Conn, session: &Session, to: SessionState, mover: Mover<'_>) -> AppResult<()> {
    lifecycle::record_move(conn, session.id.as_str(), session.state, to, mover)?;
    let own = sessions::table.find(&session.id).filter(sessions::version.eq(session.version));
    let changes =
        (sessions::state.eq(to), sessions::version.eq(sessions::version + 1), sessions::updated_at.eq(mover.at));
    changed_one(diesel::update(own).set(changes).execute(conn)?)?;
    record_programme_change(conn, &session.id, mover.at)
}

/// Notes for searchers that a session may have changed, and with it whether its speakers are in the programme.
fn record_programme_change(conn: &mut Conn, session: &SessionId, now: Instant) -> AppResult<()> {
    let heard = session_speakers::table.filter(session_speakers::session_id.eq(session));
    let speakers: Vec<SpeakerId> = heard.select(session_speakers::speaker_id).load(conn)?;
    for speaker in speakers {
        record_change(conn, SPEAKER, speaker.as_str(), now)?;
    }
    Ok(record_change(conn, SESSION, session.as_str(), now)?)
}

/// The speakers of a session, by id.
///
/// # Errors
/// What the database said.
pub fn list_speaker_ids(conn: &mut Conn, session: &SessionId) -> QueryResult<Vec<SpeakerId>> {
    let own = session_speakers::table.filter(session_speakers::session_id.eq(session));
    own.order(session_speakers::position).select(session_speakers::speaker_id).load(conn)
}

/// Refuses a change of a session that somebody else has changed since it was seen.
///
/// # Errors
/// 409.
pub fn require_seen(session: &Session, seen: &str) -> AppResult<()> {
    if session.state.is_editable() {
        lifecycle::require_version(session.version, seen)
    } else {
        Err(AppError::Refused("error-session-closed"))
    }
}
