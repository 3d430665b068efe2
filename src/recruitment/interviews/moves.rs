//! Offering an interview and moving it, and what follows: calendars, the room, who is told, reminders. Called
//! inside the transaction that checked the right.

use chrono::Duration;

use super::forms::Move;
use super::model::{Interview, InterviewState, Party, PlaceKind};
use super::queries::{self, InterviewRow};
use super::telling::tell;
use super::{INTERVIEW_EXPIRY, INTERVIEW_REMINDER};
use crate::calendar::{Booking, EntryKind, NewEntry, Span, book, release};
use crate::chat::rooms::subjects::{self, Subject};
use crate::clock::Instant;
use crate::db::Conn;
use crate::error::{AppError, AppResult};
use crate::ids::{InterviewId, PersonId};
use crate::lifecycle::Mover;
use crate::outbox::tasks::enqueue_task;
use crate::recruitment::applications::model::{Application, ApplicationState};
use crate::recruitment::applications::queries::move_application;
use crate::recruitment::postings::model::{Employer, Posting};
use crate::site::sanctions::find_ban;
use crate::web::dates;

/// How long before an interview both are reminded, in minutes.
const REMIND_MINUTES: i64 = 60;
/// How long nothing else may follow an interview, in minutes, as after meetings.
const GAP_MINUTES: i64 = 5;

/// Offers times to an applicant who is shortlisted or interviewed; the first offer moves the application on.
///
/// # Errors
/// 409 when the application is elsewhere, or has an open interview.
pub fn propose(
    conn: &mut Conn,
    (application, posting, employer): (&Application, &Posting, &Employer),
    interview: &Interview,
    slots: &[Span],
    mover: Mover<'_>,
) -> AppResult<()> {
    if !application.state.is_interviewed() {
        return Err(AppError::Conflict("error-interview-state"));
    }
    if find_ban(conn, &application.person_id, mover.at)?.is_some() {
        return Err(AppError::Conflict("error-pair-gone"));
    }
    queries::insert_interview(conn, interview, slots)?;
    if application.state == ApplicationState::Shortlisted {
        move_application(conn, application, ApplicationState::Interviewing, mover)?;
    }
    enqueue_task(conn, INTERVIEW_EXPIRY, interview.id.as_str(), interview.expires_at, mover.at)?;
    let row = (interview.clone(), application.clone(), posting.clone(), employer.clone());
    tell(conn, &row, Party::Applicant, ("interview.proposed", "notice-interview-proposed"), mover.at)
}

/// What the team offers.
#[derive(Debug, Clone)]
pub struct Offering {
    /// What comes with the times.
    pub message: String,
    /// The times, in order.
    pub slots: Vec<Span>,
    /// Where.
    pub place_kind: PlaceKind,
    /// The address or the place; empty for the room.
    pub place: String,
}

impl Offering {
    /// The last instant at which something can be chosen.
    pub fn expires_at(&self, now: Instant) -> Instant {
        self.slots.iter().map(|span| span.starts_at).max().unwrap_or(now)
    }
}

/// Offers other times, of what is scheduled too; whoever offers comes.
///
/// # Errors
/// 409 when it has begun or is over.
pub fn offer_again(
    conn: &mut Conn,
    row: &InterviewRow,
    offering: &Offering,
    person: &PersonId,
    now: Instant,
) -> AppResult<()> {
    let before = &row.0;
    if !before.may_ask(Party::Team, now) {
        return Err(AppError::Conflict("error-move-not-allowed"));
    }
    let state = match before.state {
        InterviewState::Scheduled => InterviewState::Rescheduled,
        state => state,
    };
    let after = Interview {
        host_id: Some(person.clone()),
        state,
        turn: Party::Applicant,
        place_kind: offering.place_kind,
        place: offering.place.clone(),
        message: offering.message.clone(),
        reason: String::new(),
        starts_at: None,
        ends_at: None,
        expires_at: offering.expires_at(now),
        ..before.changed(now)
    };
    let mover = Mover { person: Some(person), at: now, reason: &offering.message };
    queries::save(conn, before, &after, mover)?;
    release(conn, EntryKind::Interview, before.id.as_str())?;
    queries::replace_slots(conn, &before.id, &offering.slots, now)?;
    enqueue_task(conn, INTERVIEW_EXPIRY, before.id.as_str(), after.expires_at, now)?;
    let key = match before.span() {
        Some(_) => "notice-interview-rescheduled",
        None => "notice-interview-proposed",
    };
    // The calendar file takes back the time that it was at.
    let told = Interview { starts_at: before.starts_at, ends_at: before.ends_at, ..after };
    let row = (told, row.1.clone(), row.2.clone(), row.3.clone());
    tell(conn, &row, Party::Applicant, ("interview.proposed", key), now)?;
    tell_former_host(conn, row, before, now)
}

/// Tells the recruiter who was to come that somebody else does; of what was only on offer there is nothing to tell.
fn tell_former_host(conn: &mut Conn, row: InterviewRow, before: &Interview, now: Instant) -> AppResult<()> {
    if before.span().is_none() || before.host_id.is_none() || before.host_id == row.0.host_id {
        return Ok(());
    }
    let told = Interview { host_id: before.host_id.clone(), ..row.0 };
    tell(conn, &(told, row.1, row.2, row.3), Party::Team, ("interview.cancelled", "notice-interview-cancelled"), now)
}

/// What came of choosing a time.
pub enum Choice {
    /// It stands in both calendars.
    Scheduled,
    /// Something stands in the way, of this side.
    Busy(Party),
}

/// Takes a time on offer: books both calendars or neither.
///
/// # Errors
/// 409 when it is past, no longer on offer, or somebody was faster.
pub fn choose(conn: &mut Conn, row: &InterviewRow, slot: &str, now: Instant) -> AppResult<Choice> {
    let (before, application, _, employer) = row;
    if !before.has_turn(Party::Applicant) || application.state.ends_for_good() {
        return Err(AppError::Conflict("error-move-not-allowed"));
    }
    let slots = queries::list_slots(conn, &before.id)?;
    let found = slots.into_iter().find(|(id, _)| id.as_str() == slot);
    let (_, span) = found.ok_or(AppError::Conflict("error-interview-slot-gone"))?;
    if span.starts_at <= now {
        return Err(AppError::Conflict("error-meeting-over"));
    }
    let host = before.host_id.clone().ok_or(AppError::Conflict("error-interview-host-gone"))?;
    let Some(member) = queries::find_recruiter(conn, &employer.id, &host)? else {
        return Err(AppError::Conflict("error-interview-host-gone"));
    };
    let me = &application.person_id;
    let entry = |person: &PersonId, member| NewEntry {
        person: person.clone(),
        edition: before.edition_id.clone(),
        kind: EntryKind::Interview,
        thing: before.id.to_string(),
        title: String::new(),
        span,
        gap: Duration::minutes(GAP_MINUTES),
        member,
    };
    if let Booking::Clashing(clash) = book(conn, &[entry(me, None), entry(&host, Some(member))], now)? {
        let of_applicant = clash.person_id == *me;
        return Ok(Choice::Busy(if of_applicant { Party::Applicant } else { Party::Team }));
    }
    let after = Interview {
        state: InterviewState::Scheduled,
        reason: String::new(),
        starts_at: Some(span.starts_at),
        ends_at: Some(span.ends_at),
        ..before.changed(now)
    };
    queries::save(conn, before, &after, Mover { person: Some(me), at: now, reason: "" })?;
    if after.place_kind == PlaceKind::Room {
        subjects::open(conn, &before.edition_id, &Subject::Application(application.id.clone()), now)?;
    }
    remember(conn, &after, now)?;
    tell_both(conn, row, after, ("interview.scheduled", "notice-interview-scheduled"), now)?;
    Ok(Choice::Scheduled)
}

/// What a reminder is about: the interview at this time; moved, it is another's.
fn reminder_of(interview: &Interview) -> String {
    let at = interview.starts_at.map(dates::machine).unwrap_or_default();
    format!("{}@{at}", interview.id)
}

/// Sees to it that both are reminded of what is scheduled, where there is still time to.
///
/// # Errors
/// What the database said.
pub fn remember(conn: &mut Conn, interview: &Interview, now: Instant) -> diesel::QueryResult<()> {
    let Some(span) = interview.span() else { return Ok(()) };
    let remind_at = span.starts_at - Duration::minutes(REMIND_MINUTES);
    match remind_at > now {
        true => enqueue_task(conn, INTERVIEW_REMINDER, &reminder_of(interview), remind_at, now),
        false => Ok(()),
    }
}

fn tell_both(
    conn: &mut Conn,
    row: &InterviewRow,
    after: Interview,
    told: (&'static str, &'static str),
    now: Instant,
) -> AppResult<()> {
    let row = (after, row.1.clone(), row.2.clone(), row.3.clone());
    tell(conn, &row, Party::Applicant, told, now)?;
    tell(conn, &row, Party::Team, told, now)
}

/// The applicant says that no time fits, or that what is scheduled must be at another: the team is to offer.
///
/// # Errors
/// 409 when it is not theirs to say.
pub fn wish(conn: &mut Conn, row: &InterviewRow, message: &str, now: Instant) -> AppResult<()> {
    let before = &row.0;
    if !before.may_ask(Party::Applicant, now) {
        return Err(AppError::Conflict("error-move-not-allowed"));
    }
    let was_scheduled = before.state == InterviewState::Scheduled;
    let state = if was_scheduled { InterviewState::Rescheduled } else { before.state };
    let after = Interview {
        state,
        turn: Party::Team,
        reason: message.to_owned(),
        starts_at: None,
        ends_at: None,
        ..before.changed(now)
    };
    let mover = Mover { person: Some(&row.1.person_id), at: now, reason: message };
    queries::save(conn, before, &after, mover)?;
    queries::replace_slots(conn, &before.id, &[], now)?;
    release(conn, EntryKind::Interview, before.id.as_str())?;
    let key = if was_scheduled { "notice-interview-moved" } else { "notice-interview-none-fits" };
    // The calendar file takes back the time that it was at.
    let told = Interview { starts_at: before.starts_at, ends_at: before.ends_at, ..after };
    let row = (told, row.1.clone(), row.2.clone(), row.3.clone());
    tell(conn, &row, Party::Team, ("interview.answered", key), now)
}

/// Calls it off, or says whether it took place.
///
/// # Errors
/// 409 when the move is illegal, is not this side's, or too early or late.
pub fn carry_out(
    conn: &mut Conn,
    row: &InterviewRow,
    (side, person): (Party, &PersonId),
    step: &Move,
    now: Instant,
) -> AppResult<()> {
    let before = &row.0;
    let is_allowed = match step.to {
        InterviewState::Cancelled => before.may_cancel(now),
        _ => side == Party::Team && before.has_begun(now),
    };
    if !is_allowed {
        return Err(AppError::Conflict("error-move-not-allowed"));
    }
    let after = Interview { state: step.to, reason: step.reason.clone(), ..before.changed(now) };
    queries::save(conn, before, &after, Mover { person: Some(person), at: now, reason: &step.reason })?;
    let told = match step.to {
        InterviewState::Cancelled => {
            queries::replace_slots(conn, &before.id, &[], now)?;
            release(conn, EntryKind::Interview, before.id.as_str())?;
            ("interview.cancelled", "notice-interview-cancelled")
        }
        InterviewState::Completed => ("interview.ended", "notice-interview-completed"),
        _ => ("interview.ended", "notice-interview-no-show"),
    };
    let other = if side == Party::Team { Party::Applicant } else { Party::Team };
    let row = (after, row.1.clone(), row.2.clone(), row.3.clone());
    tell(conn, &row, other, told, now)?;
    // It was in a colleague's calendar.
    let is_anothers = side == Party::Team && row.0.host_id.as_ref().is_some_and(|host| host != person);
    if step.to == InterviewState::Cancelled && is_anothers {
        tell(conn, &row, Party::Team, told, now)?;
    }
    Ok(())
}

/// Calls off what is to come because its application has ended; both are told, but for who ended it. What has begun
/// stays: whether it took place is the team's to say.
///
/// # Errors
/// What the database said.
pub fn cancel_by_ending(conn: &mut Conn, application: &Application, mover: Mover<'_>) -> AppResult<()> {
    let Some(row) = queries::find_open(conn, &application.id)? else { return Ok(()) };
    if row.0.has_begun(mover.at) {
        return Ok(());
    }
    let after = Interview { state: InterviewState::Cancelled, reason: String::new(), ..row.0.changed(mover.at) };
    queries::save(conn, &row.0, &after, Mover { reason: "", ..mover })?;
    queries::replace_slots(conn, &row.0.id, &[], mover.at)?;
    release(conn, EntryKind::Interview, row.0.id.as_str())?;
    let told = ("interview.cancelled", "notice-interview-cancelled");
    let (by_applicant, row) = (mover.person == Some(&row.1.person_id), (after, row.1, row.2, row.3));
    if !by_applicant {
        tell(conn, &row, Party::Applicant, told, mover.at)?;
    }
    if row.0.host_id.as_ref() != mover.person {
        tell(conn, &row, Party::Team, told, mover.at)?;
    }
    Ok(())
}

fn find_for_task(conn: &mut Conn, id: &str) -> AppResult<Option<InterviewRow>> {
    let Ok(id) = id.parse::<InterviewId>() else { return Ok(None) };
    match queries::find_row(conn, &id) {
        Err(diesel::result::Error::NotFound) => Ok(None),
        found => Ok(Some(found?)),
    }
}

/// Gives the turn back to the team when every time on offer is past, and tells both. A task: safe to repeat.
///
/// # Errors
/// What the database said.
pub fn expire(conn: &mut Conn, id: &str, now: Instant) -> AppResult<()> {
    let Some(row) = find_for_task(conn, id)? else { return Ok(()) };
    if !row.0.has_turn(Party::Applicant) || row.0.expires_at > now {
        return Ok(());
    }
    let after = Interview { turn: Party::Team, ..row.0.changed(now) };
    queries::save(conn, &row.0, &after, Mover { person: None, at: now, reason: "" })?;
    queries::replace_slots(conn, &row.0.id, &[], now)?;
    tell_both(conn, &row, after, ("interview.expired", "notice-interview-expired"), now)
}

/// Reminds both of an interview that begins soon, once. A task: one that was moved or called off, or has begun,
/// needs none.
///
/// # Errors
/// What the database said.
pub fn remind(conn: &mut Conn, thing: &str, now: Instant) -> AppResult<()> {
    let Some((id, _)) = thing.split_once('@') else { return Ok(()) };
    let Some(row) = find_for_task(conn, id)? else { return Ok(()) };
    let is_due = row.0.state == InterviewState::Scheduled && reminder_of(&row.0) == thing && !row.0.has_begun(now);
    if !is_due {
        return Ok(());
    }
    let after = row.0.clone();
    tell_both(conn, &row, after, ("interview.reminder", "notice-interview-reminder"), now)
}
