//! The demo's forum: tracks and stages, speakers, sessions in every state, and who attends them. Called by
//! [`super::fill`] after people and calendars.

use std::collections::HashMap;

use chrono::Duration;
use diesel::prelude::*;

use super::{Moved, Seed, days, record_moves};
use crate::calendar::Span;
use crate::chat::rooms::RoomKind;
use crate::chat::rooms::queries::find_or_make_room;
use crate::db::Conn;
use crate::db::schema::{programme_parts, search_changes, session_speakers, session_texts, sessions, speakers};
use crate::demo::content::{Bilingual, PartSeed, SessionSeed, SpeakerSeed};
use crate::error::AppResult;
use crate::forum::attending::model::AttendanceKind;
use crate::forum::attending::moves::keep;
use crate::forum::attending::{REMIND_MINUTES, SESSION_REMINDER};
use crate::forum::parts::model::PartKind;
use crate::forum::sessions::model::{Level, SESSION, Session, SessionState, pack};
use crate::ids::{PartId, RowId, SessionId, SpeakerId};
use crate::insert_many;
use crate::outbox::tasks::enqueue_task;
use crate::web::text;

/// Who attends and who bookmarks: each person of the demo with these accounts keeps so many sessions.
const KEEPING: [&str; 4] = ["seeker", "partner", "exhibitor", "recruiter"];

/// What sessions name: parts and speakers by their slugs.
struct Named {
    parts: HashMap<String, PartId>,
    speakers: HashMap<String, SpeakerId>,
}

pub(super) fn insert(conn: &mut Conn, seed: &Seed) -> AppResult<()> {
    let programme = &seed.content.programme;
    let mut named = Named { parts: HashMap::new(), speakers: HashMap::new() };
    for (kind, parts) in [(PartKind::Track, &programme.tracks), (PartKind::Stage, &programme.stages)] {
        for (position, part) in (1..).zip(parts) {
            let id = insert_part(conn, seed, (kind, position), part)?;
            named.parts.insert(part.slug.clone(), id);
        }
    }
    for speaker in &programme.speakers {
        let id = insert_speaker(conn, seed, speaker)?;
        named.speakers.insert(speaker.slug.clone(), id);
    }
    let mut made = Vec::new();
    for session in &programme.sessions {
        made.push(insert_session(conn, seed, &named, session)?);
    }
    super::talk::insert(conn, seed, &made)?;
    insert_attendances(conn, seed, &made)
}

fn insert_part(conn: &mut Conn, seed: &Seed, (kind, position): (PartKind, i64), part: &PartSeed) -> AppResult<PartId> {
    let id = PartId::new();
    let row = (
        programme_parts::id.eq(&id),
        programme_parts::edition_id.eq(&seed.edition),
        programme_parts::kind.eq(kind),
        programme_parts::name.eq(&part.name.en),
        programme_parts::name_zh.eq(&part.name.zh),
        programme_parts::position.eq(position),
        programme_parts::version.eq(1_i64),
        programme_parts::created_at.eq(seed.now),
        programme_parts::updated_at.eq(seed.now),
    );
    diesel::insert_into(programme_parts::table).values(row).execute(conn)?;
    Ok(id)
}

fn insert_speaker(conn: &mut Conn, seed: &Seed, speaker: &SpeakerSeed) -> AppResult<SpeakerId> {
    let id = SpeakerId::new();
    let person = match speaker.person.as_str() {
        "" => None,
        slug => Some(seed.person(slug)?),
    };
    let words = [speaker.name.as_str(), &speaker.affiliation.en, &speaker.affiliation.zh];
    let row = (
        speakers::id.eq(&id),
        speakers::edition_id.eq(&seed.edition),
        speakers::person_id.eq(person),
        speakers::slug.eq(text::slug(&speaker.name)),
        speakers::name.eq(&speaker.name),
        speakers::affiliation.eq(&speaker.affiliation.en),
        speakers::affiliation_zh.eq(&speaker.affiliation.zh),
        speakers::biography.eq(&speaker.biography.en),
        speakers::biography_zh.eq(&speaker.biography.zh),
        speakers::photo_file_id.eq(seed.pictures.portrait(&speaker.person)),
        speakers::search_key.eq(text::search_key(words)),
        speakers::version.eq(1_i64),
        speakers::created_at.eq(seed.now),
        speakers::updated_at.eq(seed.now),
    );
    diesel::insert_into(speakers::table).values(row).execute(conn)?;
    Ok(id)
}

fn insert_session(conn: &mut Conn, seed: &Seed, named: &Named, one: &SessionSeed) -> AppResult<Session> {
    let starts_at = seed.today() + Duration::days(one.day) + Duration::hours(one.hour);
    let span = Span { starts_at, ends_at: starts_at + Duration::minutes(one.minutes) };
    let state: SessionState = one.state.parse().unwrap_or(SessionState::Confirmed);
    let is_timed = state != SessionState::Draft;
    let names = seed.content.programme.speakers.iter().filter(|who| one.speakers.contains(&who.slug));
    let words = [one.title.en.as_str(), &one.title.zh].into_iter().chain(names.map(|who| who.name.as_str()));
    let captions = seed.pictures.of_title("captions", &one.title.en);
    let session = Session {
        id: SessionId::new(),
        edition_id: seed.edition.clone(),
        slug: text::slug(&one.title.en),
        state,
        track_id: named.parts.get(&one.track).cloned(),
        stage_id: named.parts.get(&one.stage).cloned(),
        language: one.language.clone(),
        level: one.level.parse().unwrap_or(Level::Everybody),
        tags: pack(&one.tags),
        starts_at: Some(span.starts_at).filter(|_| is_timed),
        ends_at: Some(span.ends_at).filter(|_| is_timed),
        reminded_for: None,
        stream_url: String::new(),
        stream_file_id: seed.pictures.of_title("stream", &one.title.en).cloned(),
        captions_language: captions.map(|_| "en".to_owned()).unwrap_or_default(),
        captions_file_id: captions.cloned(),
        search_key: text::search_key(words.chain(one.tags.iter().map(String::as_str))),
        version: 1,
        created_at: seed.now - days(40),
        updated_at: seed.now - days(20),
    };
    diesel::insert_into(sessions::table).values(&session).execute(conn)?;
    insert_texts(conn, seed, &session, one)?;
    for (place, slug) in (1_i64..).zip(&one.speakers) {
        let Some(speaker) = named.speakers.get(slug) else { return Err(super::missing("speaker", slug)) };
        let row = (
            session_speakers::id.eq(RowId::new()),
            session_speakers::session_id.eq(&session.id),
            session_speakers::speaker_id.eq(speaker),
            session_speakers::position.eq(place),
            session_speakers::created_at.eq(seed.now),
        );
        diesel::insert_into(session_speakers::table).values(row).execute(conn)?;
    }
    record(conn, seed, &session, one.reason.as_ref())?;
    if state.is_public() {
        find_or_make_room(conn, &seed.edition, (RoomKind::Session, session.id.as_str()), seed.now - days(20))?;
    }
    if state == SessionState::Confirmed && span.starts_at > seed.now {
        let due_at = span.starts_at - Duration::minutes(REMIND_MINUTES);
        enqueue_task(conn, SESSION_REMINDER, session.id.as_str(), due_at, seed.now)?;
    }
    let change = (
        search_changes::kind.eq(SESSION),
        search_changes::thing_id.eq(session.id.as_str()),
        search_changes::created_at.eq(seed.now),
    );
    diesel::insert_into(search_changes::table).values(change).execute(conn)?;
    Ok(session)
}

fn insert_texts(conn: &mut Conn, seed: &Seed, session: &Session, one: &SessionSeed) -> AppResult<()> {
    let row = |(locale, title, body)| {
        (
            session_texts::id.eq(RowId::new()),
            session_texts::session_id.eq(&session.id),
            session_texts::locale.eq(locale),
            session_texts::title.eq(title),
            session_texts::body.eq(body),
            session_texts::created_at.eq(seed.now),
        )
    };
    let rows: Vec<_> = super::edition::in_both(&one.title, &one.body).map(row).into();
    insert_many!(conn, session_texts::table, rows)?;
    Ok(())
}

/// How a session came where it stands.
fn record(conn: &mut Conn, seed: &Seed, session: &Session, reason: Option<&Bilingual>) -> AppResult<()> {
    let path: &[&'static str] = match session.state {
        SessionState::Draft => &["draft"],
        SessionState::Submitted => &["draft", "submitted"],
        SessionState::Accepted => &["draft", "submitted", "accepted"],
        SessionState::Confirmed => &["draft", "submitted", "accepted", "confirmed"],
        SessionState::Rejected => &["draft", "submitted", "rejected"],
        SessionState::Withdrawn => &["draft", "withdrawn"],
        SessionState::Cancelled => &["draft", "submitted", "accepted", "confirmed", "cancelled"],
    };
    let person = seed.person("organizer")?;
    let (mut moves, mut from) = (Vec::new(), "");
    for (n, &to) in (0_u32..).zip(path) {
        let is_last = matches!(to, "rejected" | "cancelled");
        let reason = reason.filter(|_| is_last).map_or("", |reason| reason.en.as_str());
        let at = seed.now - days(40 - n * 5);
        moves.push(Moved { kind: "session", thing: session.id.as_str(), from, to, person, reason, at });
        from = to;
    }
    record_moves(conn, &moves)
}

/// The accounts that the demo names attend some of what is to come, where they are free, and bookmark others.
fn insert_attendances(conn: &mut Conn, seed: &Seed, made: &[Session]) -> AppResult<()> {
    let is_ahead = |session: &&Session| {
        session.state == SessionState::Confirmed && session.starts_at.is_some_and(|at| at > seed.now)
    };
    for (n, slug) in KEEPING.iter().enumerate() {
        let person = seed.person(slug)?;
        for (turn, session) in made.iter().filter(is_ahead).enumerate().filter(|(turn, _)| turn % 4 == n) {
            let kind = if turn % 3 == 2 { AttendanceKind::Bookmarked } else { AttendanceKind::Attending };
            let in_the_way = keep(conn, session, person, kind, seed.now)?;
            if in_the_way.is_some() {
                keep(conn, session, person, AttendanceKind::Bookmarked, seed.now)?;
            }
        }
    }
    Ok(())
}
