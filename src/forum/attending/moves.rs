//! Attending and leaving, and what follows for those who attend when a session moves, begins or is cancelled.
//! Called inside the transaction that checked the right.

use std::collections::HashMap;

use chrono::Duration;
use chrono_tz::Tz;

use super::model::AttendanceKind;
use super::queries;
use crate::calendar::{
    self, Booking, Description, Entry, EntryKind, NewEntry, Span, book, move_person, release_person,
};
use crate::clock::Instant;
use crate::db::Conn;
use crate::error::{AppError, AppResult};
use crate::forum::parts::queries::name_parts;
use crate::forum::sessions::model::{Session, SessionState, text_in};
use crate::forum::sessions::queries::{find_session, list_texts, title_of};
use crate::ids::{PersonId, SessionId};
use crate::lifecycle::Mover;
use crate::outbox::{self, Notice, settings::find_wish};
use crate::web::dates;
use crate::web::i18n::Locale;
use crate::web::ics::Event;

fn thing(session: &Session) -> (EntryKind, &str) {
    (EntryKind::Session, session.id.as_str())
}

/// Keeps a session for a person. Who attends needs the time free: gives what stands in the way, and nothing is
/// changed then. Safe to repeat.
///
/// # Errors
/// 409 for what is over or does not take place.
pub fn keep(
    conn: &mut Conn,
    session: &Session,
    person: &PersonId,
    kind: AttendanceKind,
    now: Instant,
) -> AppResult<Option<Box<Entry>>> {
    let span = session.span().filter(|span| session.state == SessionState::Confirmed && span.ends_at > now);
    let Some(span) = span else { return Err(AppError::Conflict("error-session-not-ahead")) };
    outbox::hold_person(conn, person)?;
    let before = queries::find_attendance(conn, &session.id, person)?;
    if before == Some(kind) {
        return Ok(None);
    }
    match kind {
        AttendanceKind::Bookmarked => {
            release_person(conn, thing(session), person)?;
        }
        AttendanceKind::Attending => {
            let entry = NewEntry {
                person: person.clone(),
                edition: session.edition_id.clone(),
                kind: EntryKind::Session,
                thing: session.id.to_string(),
                title: String::new(),
                span,
                gap: Duration::zero(),
                member: None,
            };
            if let Booking::Clashing(entry) = book(conn, &[entry], now)? {
                return Ok(Some(entry));
            }
        }
    }
    queries::save_attendance(conn, (&session.id, person), kind, now)?;
    Ok(None)
}

/// Lets go of a session. Safe to repeat.
///
/// # Errors
/// What the database said.
pub fn let_go(conn: &mut Conn, session: &Session, person: &PersonId) -> AppResult<()> {
    release_person(conn, thing(session), person)?;
    Ok(queries::delete_attendance(conn, &session.id, person)?)
}

/// The notice that a session has moved, on the clocks of whom it tells.
pub fn moved_notice(locale: Locale, title: &str, span: Span, zone: Tz) -> Notice {
    let when = dates::date_time_there(locale, span.starts_at, zone);
    Notice { subject: locale.tf("notice-session-moved", &[("title", title), ("when", &when)]), detail: String::new() }
}

fn event(session: &Session, span: Span, title: String, now: Instant) -> Event {
    Event {
        uid: session.id.to_string(),
        sequence: session.version,
        starts_at: span.starts_at,
        ends_at: span.ends_at,
        title,
        detail: String::new(),
        path: session.link(),
        is_cancelled: session.state == SessionState::Cancelled,
        changed_at: now,
    }
}

/// Moves the calendars of those who attend to a session's new time. Who has something else then keeps that: the
/// session becomes a bookmark. Everybody who keeps it is told.
///
/// # Errors
/// What the database said.
pub fn move_along(conn: &mut Conn, session: &Session, to: Span, now: Instant) -> AppResult<()> {
    let title = title_of(conn, &session.id)?;
    for (person, kind) in queries::list_keeping(conn, &session.id)? {
        let zone = find_wish(conn, &person)?.zone;
        let moved = match kind {
            AttendanceKind::Bookmarked => None,
            AttendanceKind::Attending => Some(move_person(conn, thing(session), &person, (to, Duration::zero()), now)?),
        };
        match moved {
            Some(Booking::Clashing(_)) => {
                release_person(conn, thing(session), &person)?;
                let keeping = (&session.id, &person);
                queries::save_attendance(conn, keeping, AttendanceKind::Bookmarked, now)?;
                let when = |locale| dates::date_time_there(locale, to.starts_at, zone);
                let word = |locale: Locale| Notice {
                    subject: locale
                        .tf("notice-session-unbooked", &[("title", &title(locale)), ("when", &when(locale))]),
                    detail: locale.t("notice-session-unbooked-text").to_owned(),
                };
                outbox::notify(conn, &person, "session.unbooked", &session.link(), now, word)?;
            }
            Some(Booking::Booked) => {
                let word = |locale: Locale| moved_notice(locale, &title(locale), to, zone);
                let event = |locale: Locale| event(session, to, title(locale), now);
                let told = ("session.moved", session.link());
                outbox::notify_with_event(conn, &person, (told.0, &told.1), now, word, event)?;
            }
            None => {
                let word = |locale: Locale| moved_notice(locale, &title(locale), to, zone);
                outbox::notify(conn, &person, "session.moved", &session.link(), now, word)?;
            }
        }
    }
    Ok(())
}

/// Tells everybody who keeps a session that it does not take place; who attended has it as a bookmark from now
/// on. The caller frees their calendars.
///
/// # Errors
/// What the database said.
pub fn tell_cancelled(conn: &mut Conn, session: &Session, mover: Mover<'_>) -> AppResult<()> {
    let title = title_of(conn, &session.id)?;
    let after = Session { state: SessionState::Cancelled, version: session.version + 1, ..session.clone() };
    for (person, kind) in queries::list_keeping(conn, &session.id)? {
        let word = |locale: Locale| Notice {
            subject: locale.tf("notice-session-cancelled", &[("title", &title(locale))]),
            detail: mover.reason.to_owned(),
        };
        let (told, link) = ("session.cancelled", session.link());
        match (kind, session.span()) {
            (AttendanceKind::Attending, Some(span)) => {
                let event = |locale: Locale| event(&after, span, title(locale), mover.at);
                outbox::notify_with_event(conn, &person, (told, &link), mover.at, word, event)?;
                queries::save_attendance(conn, (&session.id, &person), AttendanceKind::Bookmarked, mover.at)?;
            }
            _ => outbox::notify(conn, &person, told, &link, mover.at, word)?,
        }
    }
    Ok(())
}

/// Reminds those who attend a session that begins soon, once for each beginning. A task: a session that was
/// moved or cancelled, or has begun, needs none.
///
/// # Errors
/// What the database said.
pub fn remind(conn: &mut Conn, id: &str, now: Instant) -> AppResult<()> {
    let Ok(id) = id.parse::<SessionId>() else { return Ok(()) };
    let session = match find_session(conn, &id) {
        Err(diesel::result::Error::NotFound) => return Ok(()),
        found => found?,
    };
    let Some(span) = session.span().filter(|_| session.state == SessionState::Confirmed) else { return Ok(()) };
    let is_time = span.starts_at > now && span.starts_at - Duration::minutes(super::REMIND_MINUTES) <= now;
    if !is_time || !queries::mark_reminded(conn, &session.id, span.starts_at)? {
        return Ok(());
    }
    let title = title_of(conn, &session.id)?;
    let attending = queries::list_keeping(conn, &session.id)?.into_iter();
    for (person, _) in attending.filter(|(_, kind)| *kind == AttendanceKind::Attending) {
        let zone = find_wish(conn, &person)?.zone;
        let word = |locale: Locale| {
            let at = dates::time(span.starts_at, zone);
            let named = [("title", title(locale)), ("time", at)];
            Notice {
                subject: locale
                    .tf("notice-session-reminder", &named.each_ref().map(|(key, text)| (*key, text.as_str()))),
                detail: String::new(),
            }
        };
        outbox::notify(conn, &person, "session.reminder", &session.link(), now, word)?;
    }
    Ok(())
}

/// Words sessions for a calendar: the title, and the stage.
///
/// # Errors
/// What the database said.
pub fn describe_sessions(
    conn: &mut Conn,
    ids: &[String],
    _: &PersonId,
    locale: Locale,
) -> AppResult<HashMap<String, calendar::Description>> {
    let sessions = queries::list_public(conn, ids)?;
    let of: Vec<SessionId> = sessions.iter().map(|session| session.id.clone()).collect();
    let texts = list_texts(conn, &of)?;
    let parts = match sessions.first() {
        Some(first) => name_parts(conn, &first.edition_id, locale)?,
        None => HashMap::new(),
    };
    let word = |session: Session| {
        let title = text_in(&texts, &session.id, locale).map(|text| text.title.clone()).unwrap_or_default();
        let stage = session.stage_id.as_ref().and_then(|stage| parts.get(stage)).cloned().unwrap_or_default();
        let words = Description { title, detail: stage, href: Some(session.link()) };
        (session.id.to_string(), words)
    };
    Ok(sessions.into_iter().map(word).collect())
}
