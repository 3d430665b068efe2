//! Asking for a meeting and moving it, and what follows: calendars, the room, who is told, reminders. Called
//! inside the transaction that checked the right.

use std::collections::HashMap;

use chrono::Duration;

use super::forms::Move;
use super::model::{Meeting, MeetingState};
use super::queries::{self, Changes};
use super::{MEETING_EXPIRY, MEETING_REMINDER};
use crate::accounts::organizations::OrganizationState;
use crate::accounts::people::queries::list_names;
use crate::calendar::model::Description;
use crate::calendar::{Booking, EntryKind, NewEntry, Span, book, release};
use crate::clock::Instant;
use crate::db::Conn;
use crate::error::{AppError, AppResult};
use crate::ids::{MeetingId, PersonId, ProjectId};
use crate::lifecycle::Mover;
use crate::outbox::tasks::enqueue_task;
use crate::outbox::{self, Notice};
use crate::pairing::Side;
use crate::pairing::interests::moves::{open_room, title_of};
use crate::pairing::interests::queries::find_row;
use crate::pairing::projects::listing::ProjectRow;
use crate::pairing::projects::model::ProjectState;
use crate::pairing::refusals::queries::{refuse, require_willing};
use crate::pairing::rules::find_rules;
use crate::site::Visit;
use crate::site::sanctions::find_ban;
use crate::web::dates;
use crate::web::i18n::Locale;
use crate::web::ics::Event;

/// How long before a meeting both are reminded, in minutes.
const REMIND_MINUTES: i64 = 15;

/// Asks for a meeting.
///
/// # Errors
/// The quota; one's own calendar; 409 where the two have an open one.
pub fn request(conn: &mut Conn, visit: &Visit, row: &ProjectRow, meeting: &Meeting, times: &[Span]) -> AppResult<()> {
    let me = &visit.writer()?.person;
    let rules = find_rules(conn, &meeting.edition_id)?;
    if queries::count_asked_held(conn, &meeting.edition_id, me)? >= rules.meeting_quota {
        return Err(AppError::Refused("error-meeting-quota"));
    }
    queries::insert_meeting(conn, meeting, times)?;
    enqueue_task(conn, MEETING_EXPIRY, meeting.id.as_str(), meeting.expires_at, visit.now)?;
    tell(conn, (meeting, row), meeting.turn, ("meeting.requested", "notice-meeting-requested"), visit.now)
}

/// Refuses what would bring people together who cannot meet: a "no thanks", a project or an organization
/// that is no more, a person who is banned.
///
/// # Errors
/// 403 or 409 with the sentence.
fn require_alive(conn: &mut Conn, row: &ProjectRow, meeting: &Meeting, side: Side, now: Instant) -> AppResult<()> {
    let is_shown = !matches!(row.0.state, ProjectState::Suspended | ProjectState::Withdrawn | ProjectState::Closed);
    if !is_shown || row.2.state != OrganizationState::Verified {
        return Err(AppError::Conflict("error-project-not-open"));
    }
    if find_ban(conn, meeting.person_of(side.other()), now)?.is_some() {
        return Err(AppError::Conflict("error-pair-gone"));
    }
    require_willing(conn, (&row.0.id, &meeting.guest_id))
}

/// What came of accepting.
pub enum Acceptance {
    /// It stands in both calendars.
    Scheduled,
    /// Something stands in the way, of this side.
    Busy(Side),
}

/// Accepts a proposed time: books both calendars or neither.
///
/// # Errors
/// 404 for a time that is none of those; 409 when it is past or somebody was faster.
pub fn accept(
    conn: &mut Conn,
    visit: &Visit,
    (meeting, row): (&Meeting, &ProjectRow),
    side: Side,
    time: &str,
) -> AppResult<Acceptance> {
    if meeting.turn != side || !meeting.state.waits() {
        return Err(AppError::Conflict("error-move-not-allowed"));
    }
    require_alive(conn, row, meeting, side, visit.now)?;
    let proposed = queries::list_times(conn, &meeting.id, side.other())?;
    let (_, span) = proposed.into_iter().find(|(id, _)| id.as_str() == time).ok_or(AppError::NotFound)?;
    if span.starts_at <= visit.now {
        return Err(AppError::Conflict("error-meeting-over"));
    }
    let me = visit.writer()?.person.clone();
    // Another of the team may answer for who was asked; they come then.
    let host = if side == Side::Host { me.clone() } else { meeting.host_id.clone() };
    let Some(member) = queries::find_member(conn, &row.2.id, &host)? else {
        return Err(AppError::Conflict("error-meeting-host-gone"));
    };
    let gap = Duration::minutes(find_rules(conn, &meeting.edition_id)?.gap_minutes);
    let entry = |person: &PersonId, member| NewEntry {
        person: person.clone(),
        edition: meeting.edition_id.clone(),
        kind: EntryKind::Meeting,
        thing: meeting.id.to_string(),
        title: String::new(),
        span,
        gap,
        member,
    };
    let entries = [entry(&meeting.guest_id, None), entry(&host, Some(member))];
    if let Booking::Clashing(clash) = book(conn, &entries, visit.now)? {
        let of_guest = clash.person_id == meeting.guest_id;
        return Ok(Acceptance::Busy(if of_guest { Side::Guest } else { Side::Host }));
    }
    let changes = Changes { host: Some(host.clone()), span: Some(span), ..Changes::default() };
    let mover = Mover { person: Some(&me), at: visit.now, reason: "" };
    queries::move_meeting(conn, meeting, MeetingState::Scheduled, &changes, mover)?;
    open_room(conn, row, &meeting.guest_id, &host, visit.now)?;
    let remind_at = span.starts_at - Duration::minutes(REMIND_MINUTES);
    enqueue_task(conn, MEETING_REMINDER, meeting.id.as_str(), remind_at, visit.now)?;
    let scheduled = Meeting {
        host_id: host,
        state: MeetingState::Scheduled,
        starts_at: Some(span.starts_at),
        ends_at: Some(span.ends_at),
        version: meeting.version + 1,
        updated_at: visit.now,
        ..meeting.clone()
    };
    let told = ("meeting.scheduled", "notice-meeting-scheduled");
    for side in [Side::Guest, Side::Host] {
        tell(conn, (&scheduled, row), side, told, visit.now)?;
    }
    Ok(Acceptance::Scheduled)
}

/// Proposes other times instead.
///
/// # Errors
/// 409 when it is not this side's turn, or was countered already.
pub fn counter(
    conn: &mut Conn,
    visit: &Visit,
    (meeting, row): (&Meeting, &ProjectRow),
    side: Side,
    (message, times): (&str, &[Span]),
) -> AppResult<()> {
    if meeting.turn != side {
        return Err(AppError::Conflict("error-move-not-allowed"));
    }
    require_alive(conn, row, meeting, side, visit.now)?;
    let me = visit.writer()?.person.clone();
    let expires_at = times.iter().map(|span| span.starts_at).max().unwrap_or(visit.now);
    let host = (side == Side::Host).then(|| me.clone());
    let changes = Changes { host, turn: Some(side.other()), expires_at: Some(expires_at), span: None };
    let mover = Mover { person: Some(&me), at: visit.now, reason: message };
    queries::move_meeting(conn, meeting, MeetingState::CounterProposed, &changes, mover)?;
    queries::insert_times(conn, &meeting.id, (side, times), visit.now)?;
    enqueue_task(conn, MEETING_EXPIRY, meeting.id.as_str(), expires_at, visit.now)?;
    tell(conn, (meeting, row), side.other(), ("meeting.countered", "notice-meeting-countered"), visit.now)
}

/// Declines, calls off, or says whether it took place.
///
/// # Errors
/// 409 when the move is illegal, is not this side's, or too early.
pub fn carry_out(
    conn: &mut Conn,
    visit: &Visit,
    (meeting, row): (&Meeting, &ProjectRow),
    side: Side,
    step: &Move,
) -> AppResult<()> {
    if meeting.version != step.version {
        return Err(AppError::Conflict("error-changed-meanwhile"));
    }
    let is_own = match step.to {
        MeetingState::Declined => meeting.turn == side,
        // While it waits only who asked takes it back; what is scheduled either side calls off.
        MeetingState::Cancelled => !meeting.state.waits() || meeting.asked_by == side,
        _ => true,
    };
    let has_begun = meeting.starts_at.is_some_and(|starts_at| starts_at <= visit.now);
    let is_timely = match step.to {
        MeetingState::Held | MeetingState::NoShow => has_begun,
        MeetingState::Cancelled => !has_begun,
        _ => true,
    };
    if !is_own || !is_timely {
        return Err(AppError::Conflict("error-move-not-allowed"));
    }
    let me = visit.writer()?.person.clone();
    let mover = Mover { person: Some(&me), at: visit.now, reason: &step.reason };
    queries::move_meeting(conn, meeting, step.to, &Changes::default(), mover)?;
    if step.to == MeetingState::Cancelled {
        release(conn, EntryKind::Meeting, meeting.id.as_str())?;
    }
    if step.is_final {
        refuse(conn, (&row.0.id, &meeting.guest_id), side, mover)?;
    }
    let told = match step.to {
        MeetingState::Declined => ("meeting.declined", "notice-meeting-declined"),
        MeetingState::Cancelled => ("meeting.cancelled", "notice-meeting-cancelled"),
        MeetingState::Held => ("meeting.ended", "notice-meeting-held"),
        _ => ("meeting.ended", "notice-meeting-no-show"),
    };
    let after = Meeting {
        state: step.to,
        reason: step.reason.clone(),
        version: meeting.version + 1,
        updated_at: visit.now,
        ..meeting.clone()
    };
    tell(conn, (&after, row), side.other(), told, visit.now)
}

/// Calls off a meeting because what it stood on has ended; both are told, but for who ended it.
///
/// # Errors
/// What the database said.
pub fn cancel_by_ending(conn: &mut Conn, meeting: &Meeting, row: &ProjectRow, mover: Mover<'_>) -> AppResult<()> {
    queries::move_meeting(conn, meeting, MeetingState::Cancelled, &Changes::default(), mover)?;
    release(conn, EntryKind::Meeting, meeting.id.as_str())?;
    let after = Meeting {
        state: MeetingState::Cancelled,
        reason: mover.reason.to_owned(),
        version: meeting.version + 1,
        updated_at: mover.at,
        ..meeting.clone()
    };
    for side in [Side::Guest, Side::Host] {
        if mover.person != Some(meeting.person_of(side)) {
            tell(conn, (&after, row), side, ("meeting.cancelled", "notice-meeting-cancelled"), mover.at)?;
        }
    }
    Ok(())
}

/// Tells one side what has become of a meeting, in their own time zone with the event's named; what is
/// scheduled or called off comes with a calendar file.
fn tell(
    conn: &mut Conn,
    (meeting, row): (&Meeting, &ProjectRow),
    side: Side,
    (kind, key): (&'static str, &'static str),
    now: Instant,
) -> AppResult<()> {
    let (person, other) = (meeting.person_of(side), meeting.person_of(side.other()));
    let names = list_names(conn, std::slice::from_ref(other))?;
    let name = names.get(other).cloned().unwrap_or_default();
    let (title, zone) = (title_of(conn, row)?, outbox::settings::find_wish(conn, person)?.zone);
    let when = |locale: Locale| match meeting.starts_at {
        Some(starts_at) => dates::date_time_there(locale, starts_at, zone),
        None => String::new(),
    };
    let detail = if meeting.state == MeetingState::Requested { &meeting.message } else { &meeting.reason };
    let word = |locale: Locale| Notice {
        subject: locale.tf(key, &[("name", &name), ("project", &title(locale)), ("when", &when(locale))]),
        detail: detail.clone(),
    };
    let Some(span) = meeting.span() else {
        return outbox::notify(conn, person, kind, &meeting.link(), now, word);
    };
    let event = |locale: Locale| Event {
        uid: meeting.id.to_string(),
        sequence: meeting.version,
        starts_at: span.starts_at,
        ends_at: span.ends_at,
        title: locale.tf("meeting-of", &[("name", &name), ("project", &title(locale))]),
        detail: String::new(),
        path: meeting.link(),
        is_cancelled: meeting.state == MeetingState::Cancelled,
        changed_at: now,
    };
    outbox::notify_with_event(conn, person, (kind, &meeting.link()), now, word, event)
}

fn find_for_task(conn: &mut Conn, id: &str) -> AppResult<Option<(Meeting, ProjectRow)>> {
    let Ok(id) = id.parse::<MeetingId>() else { return Ok(None) };
    let meeting = match queries::find_meeting(conn, &id) {
        Err(diesel::result::Error::NotFound) => return Ok(None),
        found => found?,
    };
    let row = find_row(conn, &meeting.project_id)?;
    Ok(Some((meeting, row)))
}

/// Ends a request whose times are all past, and tells both. A task: safe to repeat.
///
/// # Errors
/// What the database said.
pub fn expire(conn: &mut Conn, id: &str, now: Instant) -> AppResult<()> {
    let Some((meeting, row)) = find_for_task(conn, id)? else { return Ok(()) };
    if !meeting.state.waits() || meeting.expires_at > now {
        return Ok(());
    }
    let mover = Mover { person: None, at: now, reason: "" };
    queries::move_meeting(conn, &meeting, MeetingState::Expired, &Changes::default(), mover)?;
    let after = Meeting { state: MeetingState::Expired, ..meeting };
    for side in [Side::Guest, Side::Host] {
        tell(conn, (&after, &row), side, ("meeting.expired", "notice-meeting-expired"), now)?;
    }
    Ok(())
}

/// Reminds both of a meeting that begins soon, once. A task: a meeting that was called off, or has begun,
/// needs none.
///
/// # Errors
/// What the database said.
pub fn remind(conn: &mut Conn, id: &str, now: Instant) -> AppResult<()> {
    let Some((meeting, row)) = find_for_task(conn, id)? else { return Ok(()) };
    let is_ahead = meeting.starts_at.is_some_and(|starts_at| starts_at > now);
    if meeting.state != MeetingState::Scheduled || !is_ahead {
        return Ok(());
    }
    for side in [Side::Guest, Side::Host] {
        let link = meeting.link();
        let other = meeting.person_of(side.other());
        let names = list_names(conn, std::slice::from_ref(other))?;
        let name = names.get(other).cloned().unwrap_or_default();
        let title = title_of(conn, &row)?;
        outbox::notify(conn, meeting.person_of(side), "meeting.reminder", &link, now, |locale| Notice {
            subject: locale.tf("notice-meeting-reminder", &[("name", &name), ("project", &title(locale))]),
            detail: String::new(),
        })?;
    }
    Ok(())
}

/// Words meetings for the calendar of one of their people.
///
/// # Errors
/// What the database said.
pub fn describe_meetings(
    conn: &mut Conn,
    ids: &[String],
    of: &PersonId,
    locale: Locale,
) -> AppResult<HashMap<String, Description>> {
    let meetings = queries::list_meetings(conn, ids)?;
    let projects: Vec<ProjectId> = meetings.iter().map(|meeting| meeting.project_id.clone()).collect();
    let titles = queries::list_titles(conn, &projects, locale)?;
    let people: Vec<PersonId> =
        meetings.iter().flat_map(|meeting| [meeting.guest_id.clone(), meeting.host_id.clone()]).collect();
    let names = list_names(conn, &people)?;
    let word = |meeting: Meeting| {
        let side = if meeting.guest_id == *of { Side::Guest } else { Side::Host };
        let name = names.get(meeting.person_of(side.other())).cloned().unwrap_or_default();
        let title = titles.get(&meeting.project_id).cloned().unwrap_or_default();
        let words = Description {
            title: locale.tf("meeting-of", &[("name", &name), ("project", &title)]),
            detail: String::new(),
            href: Some(meeting.link()),
        };
        (meeting.id.to_string(), words)
    };
    Ok(meetings.into_iter().map(word).collect())
}
