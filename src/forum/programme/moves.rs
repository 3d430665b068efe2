//! What follows when a session is moved in its lifecycle or in time: whether its place is free, its room, who
//! is told, the calendars of those who attend, the reminder. Called inside the transaction that checked the
//! right.

use chrono::Duration;

use super::forms::ValidSession;
use super::queries;
use crate::audit::Action;
use crate::calendar::{EntryKind, Span, release};
use crate::chat::rooms::{RoomKind, find_or_make_room};
use crate::clock::Instant;
use crate::db::Conn;
use crate::error::{AppError, AppResult, FieldErrors};
use crate::forum::attending::moves as attending;
use crate::forum::attending::{REMIND_MINUTES, SESSION_REMINDER};
use crate::forum::sessions::model::{Session, SessionState};
use crate::forum::sessions::queries::{find_session, list_speaking_people, title_of};
use crate::ids::{PartId, SessionId, SpeakerId};
use crate::lifecycle::Mover;
use crate::outbox::tasks::enqueue_task;
use crate::outbox::{self, Notice};
use crate::site::Visit;
use crate::web::i18n::Locale;

/// What stands in the way of a place in the programme: a session on the same stage, or of the same speaker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// The session that stands there.
    pub by: SessionId,
    /// The speaker who cannot be in two places; none where it is the stage.
    pub speaker: Option<String>,
}

/// Whether a session has its place for itself; the programme is held until the end of the transaction.
///
/// # Errors
/// The fields without which nothing can be in the programme.
fn find_taken(
    conn: &mut Conn,
    session: &Session,
    (span, stage, speakers): (Option<Span>, Option<&PartId>, &[SpeakerId]),
) -> AppResult<Option<Taken>> {
    let mut errors = FieldErrors::new();
    if span.is_none() {
        errors.add("starts_at", "error-session-time");
    }
    if stage.is_none() {
        errors.add("stage", "error-session-stage");
    }
    let (Some(span), Some(stage)) = (span, stage) else { return Err(AppError::Invalid(errors)) };
    queries::hold_programme(conn, &session.edition_id)?;
    if let Some(by) = queries::find_on_stage(conn, stage, span, &session.id)? {
        return Ok(Some(Taken { by, speaker: None }));
    }
    let of_speaker = queries::find_of_speakers(conn, speakers, span, &session.id)?;
    Ok(of_speaker.map(|(by, name)| Taken { by, speaker: Some(name) }))
}

/// Moves a session. Gives what stands in the way of its place in the programme; nothing is changed then.
///
/// # Errors
/// 409 when the move is illegal or somebody was faster; the fields that are missing for the programme.
pub fn carry_out(
    conn: &mut Conn,
    visit: &Visit,
    session: &Session,
    (to, reason): (SessionState, &str),
) -> AppResult<Option<Taken>> {
    let me = visit.writer()?.person.clone();
    if to == SessionState::Confirmed {
        let speakers = queries::list_speaker_ids(conn, &session.id)?;
        let place = (session.span(), session.stage_id.as_ref(), speakers.as_slice());
        if let Some(taken) = find_taken(conn, session, place)? {
            return Ok(Some(taken));
        }
    }
    if to == SessionState::Cancelled && session.span().is_some_and(|span| span.ends_at <= visit.now) {
        return Err(AppError::Conflict("error-session-over"));
    }
    let mover = Mover { person: Some(&me), at: visit.now, reason };
    queries::move_session(conn, session, to, mover)?;
    visit.note(conn, Action::ProgrammeMove, &session.id, (session.state.as_str(), to.as_str()))?;
    match to {
        SessionState::Confirmed => {
            find_or_make_room(conn, &session.edition_id, (RoomKind::Session, session.id.as_str()), visit.now)?;
            enqueue_reminder(conn, session, session.span(), visit.now)?;
        }
        SessionState::Cancelled => {
            attending::tell_cancelled(conn, session, mover)?;
            release(conn, EntryKind::Session, session.id.as_str())?;
        }
        _ => {}
    }
    tell_speakers(conn, session, to, mover)?;
    Ok(None)
}

fn enqueue_reminder(conn: &mut Conn, session: &Session, span: Option<Span>, now: Instant) -> AppResult<()> {
    let Some(span) = span.filter(|span| span.starts_at > now) else { return Ok(()) };
    let due_at = span.starts_at - Duration::minutes(REMIND_MINUTES);
    Ok(enqueue_task(conn, SESSION_REMINDER, session.id.as_str(), due_at, now)?)
}

/// Tells the speakers who have an account what was decided, but for who did it.
fn tell_speakers(conn: &mut Conn, session: &Session, to: SessionState, mover: Mover<'_>) -> AppResult<()> {
    let key = match to {
        SessionState::Accepted => "notice-session-accepted",
        SessionState::Confirmed => "notice-session-confirmed",
        SessionState::Rejected => "notice-session-rejected",
        SessionState::Cancelled => "notice-session-cancelled",
        SessionState::Withdrawn => "notice-session-withdrawn",
        SessionState::Draft | SessionState::Submitted => return Ok(()),
    };
    let title = title_of(conn, &session.id)?;
    for person in list_speaking_people(conn, &session.id)? {
        if mover.person == Some(&person) {
            continue;
        }
        let word = |locale: Locale| Notice {
            subject: locale.tf(key, &[("title", &title(locale))]),
            detail: mover.reason.to_owned(),
        };
        outbox::notify(conn, &person, "session.decided", &session.link(), mover.at, word)?;
    }
    Ok(())
}

/// Changes a session. What is in the programme keeps a place for itself, and whoever attends moves along.
/// Gives what stands in the way; nothing is changed then.
///
/// # Errors
/// 409 when somebody was faster; the fields that are wrong.
pub fn change(conn: &mut Conn, visit: &Visit, session: &Session, valid: &ValidSession) -> AppResult<Option<Taken>> {
    let is_confirmed = session.state == SessionState::Confirmed;
    if is_confirmed {
        let place = (valid.span, valid.stage.as_ref(), valid.speakers.as_slice());
        if let Some(taken) = find_taken(conn, session, place)? {
            return Ok(Some(taken));
        }
    }
    queries::update_session(conn, session, valid, visit.now)?;
    visit.note(conn, Action::ProgrammeUpdate, &session.id, (&session.slug, valid.title()))?;
    if let (true, Some(span)) = (is_confirmed && valid.span != session.span(), valid.span) {
        let after = find_session(conn, &session.id)?;
        attending::move_along(conn, &after, span, visit.now)?;
        enqueue_reminder(conn, &after, Some(span), visit.now)?;
        let title = title_of(conn, &session.id)?;
        let me = &visit.writer()?.person;
        for person in list_speaking_people(conn, &session.id)?.into_iter().filter(|person| person != me) {
            let zone = outbox::settings::find_wish(conn, &person)?.zone;
            let word = |locale: Locale| attending::moved_notice(locale, &title(locale), span, zone);
            outbox::notify(conn, &person, "session.moved", &after.link(), visit.now, word)?;
        }
    }
    Ok(None)
}
