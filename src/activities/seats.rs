//! Who has a seat: signing up, leaving, moving up from the waiting list. Called inside the transaction that
//! checked the right; the activity is held from the first statement on, so that nothing here races.

use chrono::Duration;
use diesel::dsl::max;
use diesel::prelude::*;

use super::model::{Activity, ActivityState, Signup, SignupState};
use super::queries::{self, find_activity, title_of};
use crate::calendar::{Booking, Entry, EntryKind, NewEntry, book, release_person};
use crate::clock::Instant;
use crate::db::Conn;
use crate::db::schema::{activities, activity_signups};
use crate::error::{AppError, AppResult};
use crate::ids::{ActivityId, PersonId, RowId};
use crate::lifecycle::Mover;
use crate::outbox::{self, Notice, settings::find_wish};
use crate::web::dates;
use crate::web::i18n::Locale;

/// What came of signing up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Seat {
    /// They come.
    Coming,
    /// They wait.
    Waiting,
    /// Nothing was changed: this stands in their calendar.
    Busy(Box<Entry>),
}

/// An activity, held until the end of the transaction: who changes its seats meanwhile waits.
///
/// # Errors
/// 404 where there is none.
pub fn hold(conn: &mut Conn, id: &ActivityId) -> QueryResult<Activity> {
    diesel::update(activities::table.find(id)).set(activities::version.eq(activities::version)).execute(conn)?;
    find_activity(conn, id)
}

/// How many come.
///
/// # Errors
/// What the database said.
pub fn count_coming(conn: &mut Conn, id: &ActivityId) -> QueryResult<i64> {
    count(conn, id, SignupState::Coming)
}

/// How many are in this state.
///
/// # Errors
/// What the database said.
pub fn count(conn: &mut Conn, id: &ActivityId, state: SignupState) -> QueryResult<i64> {
    let own = activity_signups::table.filter(activity_signups::activity_id.eq(id));
    own.filter(activity_signups::state.eq(state)).count().get_result(conn)
}

fn has_seat(activity: &Activity, coming: i64) -> bool {
    activity.seats.is_none_or(|seats| coming < seats)
}

fn book_for(conn: &mut Conn, activity: &Activity, person: &PersonId, now: Instant) -> AppResult<Booking> {
    let entry = NewEntry {
        person: person.clone(),
        edition: activity.edition_id.clone(),
        kind: EntryKind::Activity,
        thing: activity.id.to_string(),
        title: String::new(),
        span: activity.span(),
        gap: Duration::zero(),
        member: None,
    };
    book(conn, &[entry], now)
}

/// Signs somebody up, for a seat where one is free and nobody waits before them. Safe to repeat.
///
/// # Errors
/// 409 where one cannot sign up.
pub fn sign_up(conn: &mut Conn, id: &ActivityId, person: &PersonId, now: Instant) -> AppResult<Seat> {
    let activity = hold(conn, id)?;
    if let Some(signup) = find_signup(conn, id, person)? {
        return Ok(if signup.state == SignupState::Coming { Seat::Coming } else { Seat::Waiting });
    }
    if !activity.takes_signups(now) {
        return Err(AppError::Conflict("error-activity-not-open"));
    }
    let (coming, waiting) = (count_coming(conn, id)?, count(conn, id, SignupState::Waiting)?);
    let state = match waiting == 0 && has_seat(&activity, coming) {
        true => match book_for(conn, &activity, person, now)? {
            Booking::Clashing(entry) => return Ok(Seat::Busy(entry)),
            Booking::Booked => SignupState::Coming,
        },
        false => SignupState::Waiting,
    };
    let own = activity_signups::table.filter(activity_signups::activity_id.eq(id));
    let last: Option<i64> = own.select(max(activity_signups::turn)).first(conn)?;
    let row = (
        activity_signups::id.eq(RowId::new()),
        activity_signups::activity_id.eq(id),
        activity_signups::person_id.eq(person),
        activity_signups::state.eq(state),
        activity_signups::turn.eq(last.unwrap_or(0) + 1),
        activity_signups::created_at.eq(now),
        activity_signups::updated_at.eq(now),
    );
    diesel::insert_into(activity_signups::table).values(row).execute(conn)?;
    settle(conn, id, now)?;
    Ok(if state == SignupState::Coming { Seat::Coming } else { Seat::Waiting })
}

/// Lets somebody go; whoever waits moves up. Safe to repeat.
///
/// # Errors
/// 409 once it has begun.
pub fn leave(conn: &mut Conn, id: &ActivityId, person: &PersonId, now: Instant) -> AppResult<()> {
    let activity = hold(conn, id)?;
    let has_begun = matches!(activity.state, ActivityState::Running | ActivityState::Held);
    if has_begun || (activity.state.takes_signups() && !activity.takes_signups(now)) {
        return Err(AppError::Conflict("error-activity-begun"));
    }
    give_back(conn, id, person, now)
}

/// The same whatever the hour, of somebody whose account ends. Safe to repeat.
///
/// # Errors
/// What the database said.
pub fn give_back(conn: &mut Conn, id: &ActivityId, person: &PersonId, now: Instant) -> AppResult<()> {
    hold(conn, id)?;
    release_person(conn, (EntryKind::Activity, id.as_str()), person)?;
    let own = activity_signups::table.filter(activity_signups::activity_id.eq(id));
    diesel::delete(own.filter(activity_signups::person_id.eq(person))).execute(conn)?;
    settle(conn, id, now)
}

/// Gives the seats that are free to those who wait, in their order, and says whether it is full. The caller
/// holds the activity.
///
/// # Errors
/// What the database said.
pub fn settle(conn: &mut Conn, id: &ActivityId, now: Instant) -> AppResult<()> {
    let activity = find_activity(conn, id)?;
    if !activity.takes_signups(now) {
        return Ok(());
    }
    let mut coming = count_coming(conn, id)?;
    for person in list_waiting(conn, id)? {
        if !has_seat(&activity, coming) {
            break;
        }
        // Who is busy then is passed over, keeps their place, and is told once until they have looked.
        if let Booking::Clashing(_) = book_for(conn, &activity, &person, now)? {
            let word = notice(conn, &activity, &person, "notice-activity-passed")?;
            outbox::notify_unless_seen(conn, &person, "activity.passed", &activity.link(), now, word)?;
            continue;
        }
        set_state(conn, id, &person, SignupState::Coming, now)?;
        let word = notice(conn, &activity, &person, "notice-activity-promoted")?;
        outbox::notify(conn, &person, "activity.promoted", &activity.link(), now, word)?;
        coming += 1;
    }
    let to = if has_seat(&activity, coming) { ActivityState::Open } else { ActivityState::Full };
    if to != activity.state {
        queries::move_activity(conn, &activity, to, Mover { person: None, at: now, reason: "" })?;
    }
    Ok(())
}

/// What a person is told about an activity, on their own clocks.
fn notice(
    conn: &mut Conn,
    activity: &Activity,
    person: &PersonId,
    key: &'static str,
) -> AppResult<impl Fn(Locale) -> Notice + use<>> {
    let (title, zone, starts_at) = (title_of(conn, &activity.id)?, find_wish(conn, person)?.zone, activity.starts_at);
    Ok(move |locale: Locale| {
        let when = dates::date_time_there(locale, starts_at, zone);
        Notice { subject: locale.tf(key, &[("title", &title(locale)), ("when", &when)]), detail: String::new() }
    })
}

/// Puts somebody on the list of those who wait, behind everybody: their time was taken by something else.
///
/// # Errors
/// What the database said.
pub fn put_back(conn: &mut Conn, id: &ActivityId, person: &PersonId, now: Instant) -> AppResult<()> {
    release_person(conn, (EntryKind::Activity, id.as_str()), person)?;
    let all = activity_signups::table.filter(activity_signups::activity_id.eq(id));
    let last: Option<i64> = all.select(max(activity_signups::turn)).first(conn)?;
    let own = activity_signups::table
        .filter(activity_signups::activity_id.eq(id))
        .filter(activity_signups::person_id.eq(person));
    let changes = (
        activity_signups::state.eq(SignupState::Waiting),
        activity_signups::turn.eq(last.unwrap_or(0) + 1),
        activity_signups::updated_at.eq(now),
    );
    diesel::update(own).set(changes).execute(conn)?;
    Ok(())
}

fn set_state(
    conn: &mut Conn,
    id: &ActivityId,
    person: &PersonId,
    state: SignupState,
    now: Instant,
) -> QueryResult<usize> {
    let own = activity_signups::table
        .filter(activity_signups::activity_id.eq(id))
        .filter(activity_signups::person_id.eq(person));
    diesel::update(own).set((activity_signups::state.eq(state), activity_signups::updated_at.eq(now))).execute(conn)
}

/// How somebody signed up.
///
/// # Errors
/// What the database said.
pub fn find_signup(conn: &mut Conn, id: &ActivityId, person: &PersonId) -> QueryResult<Option<Signup>> {
    activity_signups::table
        .filter(activity_signups::activity_id.eq(id))
        .filter(activity_signups::person_id.eq(person))
        .select(Signup::as_select())
        .first(conn)
        .optional()
}

/// How many wait before and with a turn.
///
/// # Errors
/// What the database said.
pub fn find_place(conn: &mut Conn, id: &ActivityId, turn: i64) -> QueryResult<i64> {
    activity_signups::table
        .filter(activity_signups::activity_id.eq(id))
        .filter(activity_signups::state.eq(SignupState::Waiting))
        .filter(activity_signups::turn.le(turn))
        .count()
        .get_result(conn)
}

fn list_waiting(conn: &mut Conn, id: &ActivityId) -> QueryResult<Vec<PersonId>> {
    activity_signups::table
        .filter(activity_signups::activity_id.eq(id))
        .filter(activity_signups::state.eq(SignupState::Waiting))
        .order(activity_signups::turn)
        .limit(1_000)
        .select(activity_signups::person_id)
        .load(conn)
}

/// Everybody who signed up, in the order of their ids: who is held is held in one order.
///
/// # Errors
/// What the database said.
pub fn list_signups(conn: &mut Conn, id: &ActivityId) -> QueryResult<Vec<Signup>> {
    activity_signups::table
        .filter(activity_signups::activity_id.eq(id))
        .order(activity_signups::person_id)
        .select(Signup::as_select())
        .load(conn)
}
