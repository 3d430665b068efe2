//! Moving an activity in its lifecycle and in time, and what follows: the room, tasks, calendars, who is told.
//! Called inside the transaction that checked the right.

use std::collections::HashMap;

use chrono::Duration;

use super::forms::ValidActivity;
use super::model::{Activity, ActivityState, SignupState, text_in};
use super::seats::{self, hold, list_signups, put_back, settle};
use super::{ACTIVITY_BEGIN, ACTIVITY_END, ACTIVITY_REMINDER, REMIND_MINUTES, queries};
use crate::audit::Action;
use crate::calendar::{Booking, Description, EntryKind, move_person, release};
use crate::chat::rooms::{RoomKind, find_or_make_room};
use crate::clock::Instant;
use crate::db::Conn;
use crate::error::{AppError, AppResult, FieldErrors};
use crate::ids::{ActivityId, PersonId};
use crate::lifecycle::{Lifecycle as _, Mover};
use crate::outbox::tasks::enqueue_task;
use crate::outbox::{self, Notice, settings::find_wish};
use crate::site::Visit;
use crate::web::dates;
use crate::web::i18n::Locale;
use crate::web::ics::Event;

/// Moves an activity by hand.
///
/// # Errors
/// 409 when the move is illegal, or too early.
pub fn carry_out(
    conn: &mut Conn,
    visit: &Visit,
    activity: &Activity,
    (to, reason): (ActivityState, &str),
) -> AppResult<()> {
    let me = visit.writer()?.person.clone();
    let is_timely = match to {
        ActivityState::Running | ActivityState::Held => activity.starts_at <= visit.now,
        ActivityState::Open => activity.starts_at > visit.now,
        _ => true,
    };
    if !is_timely || !activity.state.by_hand().contains(&to) {
        return Err(AppError::Conflict("error-move-not-allowed"));
    }
    queries::move_activity(conn, activity, to, Mover { person: Some(&me), at: visit.now, reason })?;
    visit.note(conn, Action::ActivityMove, &activity.id, (activity.state.as_str(), to.as_str()))?;
    match to {
        ActivityState::Published => {
            let room = (RoomKind::Activity, activity.id.as_str());
            find_or_make_room(conn, &activity.edition_id, room, visit.now)?;
            enqueue_times(conn, activity, visit.now)?;
        }
        ActivityState::Open => enqueue_reminder(conn, activity, visit.now)?,
        ActivityState::Cancelled => {
            let after = Activity { state: to, version: activity.version + 1, ..activity.clone() };
            tell_all(conn, &after, ("activity.cancelled", "notice-activity-cancelled"), (reason, visit.now))?;
            release(conn, EntryKind::Activity, activity.id.as_str())?;
        }
        _ => {}
    }
    Ok(())
}

/// The clock lets begin and end whatever was announced, whether or not one could sign up.
fn enqueue_times(conn: &mut Conn, activity: &Activity, now: Instant) -> AppResult<()> {
    enqueue_task(conn, ACTIVITY_BEGIN, activity.id.as_str(), activity.starts_at, now)?;
    Ok(enqueue_task(conn, ACTIVITY_END, activity.id.as_str(), activity.ends_at, now)?)
}

fn enqueue_reminder(conn: &mut Conn, activity: &Activity, now: Instant) -> AppResult<()> {
    if activity.starts_at > now {
        let due_at = activity.starts_at - Duration::minutes(REMIND_MINUTES);
        enqueue_task(conn, ACTIVITY_REMINDER, activity.id.as_str(), due_at, now)?;
    }
    Ok(())
}

/// Changes an activity. Its seats are never fewer than those who come; whoever comes moves along in time, or
/// waits again where they are busy then; whoever waits moves up where seats were added.
///
/// # Errors
/// 409 when somebody was faster; the fields that are wrong.
pub fn change(conn: &mut Conn, visit: &Visit, activity: &Activity, valid: &ValidActivity) -> AppResult<()> {
    hold(conn, &activity.id)?;
    if valid.seats.is_some_and(|seats| seats < seats_taken(conn, activity).unwrap_or(i64::MAX)) {
        return Err(AppError::Invalid(FieldErrors::one("seats", "error-activity-seats")));
    }
    queries::update_activity(conn, activity, valid, visit.now)?;
    visit.note(conn, Action::ActivityUpdate, &activity.id, (&activity.slug, valid.title()))?;
    let after = queries::find_activity(conn, &activity.id)?;
    if after.span() != activity.span() && after.state.is_public() {
        enqueue_times(conn, &after, visit.now)?;
        if after.state.takes_signups() {
            move_along(conn, &after, visit.now)?;
            enqueue_reminder(conn, &after, visit.now)?;
        }
    }
    settle(conn, &activity.id, visit.now)
}

fn seats_taken(conn: &mut Conn, activity: &Activity) -> diesel::QueryResult<i64> {
    seats::count_coming(conn, &activity.id)
}

fn move_along(conn: &mut Conn, activity: &Activity, now: Instant) -> AppResult<()> {
    let title = queries::title_of(conn, &activity.id)?;
    for signup in list_signups(conn, &activity.id)? {
        let (person, thing) = (&signup.person_id, (EntryKind::Activity, activity.id.as_str()));
        let zone = find_wish(conn, person)?.zone;
        let is_coming = signup.state == SignupState::Coming;
        let moved = match is_coming {
            true => move_person(conn, thing, person, (activity.span(), Duration::zero()), now)?,
            false => Booking::Booked,
        };
        let key = match moved {
            Booking::Booked => "notice-activity-moved",
            Booking::Clashing(_) => {
                put_back(conn, &activity.id, person, now)?;
                "notice-activity-unbooked"
            }
        };
        let word = |locale: Locale| {
            let when = dates::date_time_there(locale, activity.starts_at, zone);
            Notice { subject: locale.tf(key, &[("title", &title(locale)), ("when", &when)]), detail: String::new() }
        };
        outbox::notify(conn, person, "activity.moved", &activity.link(), now, word)?;
    }
    Ok(())
}

fn event(activity: &Activity, title: String, now: Instant) -> Event {
    Event {
        uid: activity.id.to_string(),
        sequence: activity.version,
        starts_at: activity.starts_at,
        ends_at: activity.ends_at,
        title,
        detail: String::new(),
        path: activity.link(),
        is_cancelled: activity.state == ActivityState::Cancelled,
        changed_at: now,
    }
}

/// Tells everybody who signed up; who comes with something for their calendar.
fn tell_all(
    conn: &mut Conn,
    activity: &Activity,
    (kind, key): (&'static str, &'static str),
    (detail, now): (&str, Instant),
) -> AppResult<()> {
    let title = queries::title_of(conn, &activity.id)?;
    for signup in list_signups(conn, &activity.id)? {
        let person = &signup.person_id;
        let word = |locale: Locale| Notice {
            subject: locale.tf(key, &[("title", &title(locale))]),
            detail: detail.to_owned(),
        };
        match signup.state {
            SignupState::Coming => {
                let event = |locale: Locale| event(activity, title(locale), now);
                outbox::notify_with_event(conn, person, (kind, &activity.link()), now, word, event)?;
            }
            SignupState::Waiting => outbox::notify(conn, person, kind, &activity.link(), now, word)?,
        }
    }
    Ok(())
}

/// The activity of a task; none where it is gone.
fn find_for_task(conn: &mut Conn, id: &str) -> AppResult<Option<Activity>> {
    let Ok(id) = id.parse::<ActivityId>() else { return Ok(None) };
    match hold(conn, &id) {
        Err(diesel::result::Error::NotFound) => Ok(None),
        found => Ok(Some(found?)),
    }
}

/// Lets an activity run whose time has come. A task: safe to repeat.
///
/// # Errors
/// What the database said.
pub fn begin(conn: &mut Conn, id: &str, now: Instant) -> AppResult<()> {
    find_for_task(conn, id)?.map_or(Ok(()), |activity| run(conn, &activity, now).map(drop))
}

/// The activity as it is once its beginning has come.
fn run(conn: &mut Conn, activity: &Activity, now: Instant) -> AppResult<Activity> {
    if activity.starts_at <= now && activity.state.may_become(ActivityState::Running) {
        queries::move_activity(conn, activity, ActivityState::Running, Mover { person: None, at: now, reason: "" })?;
    }
    Ok(queries::find_activity(conn, &activity.id)?)
}

/// Ends an activity whose time is over; how it went is written then. A task: safe to repeat.
///
/// # Errors
/// What the database said.
pub fn end(conn: &mut Conn, id: &str, now: Instant) -> AppResult<()> {
    let Some(activity) = find_for_task(conn, id)? else { return Ok(()) };
    let activity = run(conn, &activity, now)?;
    if activity.ends_at > now || activity.state != ActivityState::Running {
        return Ok(());
    }
    queries::move_activity(conn, &activity, ActivityState::Held, Mover { person: None, at: now, reason: "" })
}

/// Reminds those who come, once for each beginning. A task: what was moved or cancelled, or has begun, needs none.
///
/// # Errors
/// What the database said.
pub fn remind(conn: &mut Conn, id: &str, now: Instant) -> AppResult<()> {
    let Some(activity) = find_for_task(conn, id)? else { return Ok(()) };
    let is_time = activity.starts_at - Duration::minutes(REMIND_MINUTES) <= now;
    if !activity.takes_signups(now) || !is_time {
        return Ok(());
    }
    if !queries::mark_reminded(conn, &activity.id, activity.starts_at)? {
        return Ok(());
    }
    let title = queries::title_of(conn, &activity.id)?;
    let coming = list_signups(conn, &activity.id)?.into_iter().filter(|one| one.state == SignupState::Coming);
    for signup in coming {
        let zone = find_wish(conn, &signup.person_id)?.zone;
        let word = |locale: Locale| {
            let time = dates::time(activity.starts_at, zone);
            let subject = locale.tf("notice-session-reminder", &[("title", &title(locale)), ("time", &time)]);
            Notice { subject, detail: String::new() }
        };
        outbox::notify(conn, &signup.person_id, "activity.reminder", &activity.link(), now, word)?;
    }
    Ok(())
}

/// Words activities for a calendar: the title, and the place.
///
/// # Errors
/// What the database said.
pub fn describe_activities(
    conn: &mut Conn,
    ids: &[String],
    _: &PersonId,
    locale: Locale,
) -> AppResult<HashMap<String, Description>> {
    let rows = queries::list_of(conn, ids)?;
    let of: Vec<ActivityId> = rows.iter().map(|row| row.id.clone()).collect();
    let texts = queries::list_texts(conn, &of)?;
    let word = |row: Activity| {
        let title = text_in(&texts, &row.id, locale).map(|text| text.title.clone()).unwrap_or_default();
        let detail = locale.name(&row.place, &row.place_zh).to_owned();
        (row.id.to_string(), Description { title, detail, href: Some(row.link()) })
    };
    Ok(rows.into_iter().map(word).collect())
}
