//! What a start does about the demo: seeds an empty installation when asked, moves a seeded one's
//! dates to today, and keeps demo data off public addresses. Called by the command line before
//! anything is served; never changes an installation that is not marked as a demo, except an empty one.

use chrono::{Duration, NaiveDate};
use diesel::prelude::*;

use super::seed;
use crate::accounts::people::queries::has_people;
use crate::activities::{ACTIVITY_BEGIN, ACTIVITY_END, ACTIVITY_REMINDER};
use crate::clock::Instant;
use crate::db::schema::{
    activities, announcements, applications, booth_staff, calendar_entries, desk_duties, editions, enquiries, fairs,
    interests, interview_slots, interviews, leads, meeting_times, meetings, news_items, offers, outbox, postings,
    projects, sessions, settings, zones,
};
use crate::db::schema::{candidates, saved_searches, saves};
use crate::db::{Conn, Topic, raise};
use crate::error::{AppError, AppResult};
use crate::exhibition::leads::LEAD_REMINDER;
use crate::forum::attending::SESSION_REMINDER;
use crate::ids::EditionId;
use crate::outbox::searches::SEARCH_ALERT;
use crate::outbox::tasks::enqueue_task;
use crate::pairing::interests::INTEREST_EXPIRY;
use crate::pairing::meetings::{MEETING_EXPIRY, MEETING_REMINDER};
use crate::recruitment::candidates::CANDIDATE_IDLE;
use crate::recruitment::fairs::FAIR_BEGIN;
use crate::recruitment::interviews::INTERVIEW_EXPIRY;
use crate::recruitment::interviews::model::{Interview, InterviewState};
use crate::recruitment::interviews::moves::remember;
use crate::recruitment::offers::OFFER_LAPSE;
use crate::service::enquiries::{ENQUIRY_CLOSING, ENQUIRY_WAKING};
use crate::site::Site;

/// The setting that marks a demo; its value is the day its dates are relative to.
pub(super) const MARK: &str = "demo";

/// What stands in the database at a start.
enum Found {
    Empty,
    Demo(NaiveDate),
    Other,
}

/// Prepares the installation for serving; `is_wanted` is the flag `--demo`.
///
/// # Errors
/// A sentence that says what is refused and what to do instead.
pub async fn prepare(site: &Site, is_wanted: bool) -> Result<(), String> {
    let sentence = |error: AppError| error.to_string();
    let found = site.db.read(look).await.map_err(sentence)?;
    let is_demo = is_wanted || matches!(found, Found::Demo(_));
    if is_demo && !site.config.is_loopback() && !site.config.demo_public {
        return Err("demo data has passwords that everybody knows; keep --listen and --public-url on this machine, or add --demo-public".into());
    }
    if !is_wanted {
        return Ok(());
    }
    match found {
        Found::Empty => seed::seed(site).await.map_err(sentence)?,
        Found::Demo(day) => move_dates(site, day).await.map_err(sentence)?,
        Found::Other => {
            return Err("--demo: this data folder holds an event that is not the demo; give another --data".into());
        }
    }
    site.refresh().await.map_err(sentence)
}

fn look(conn: &mut Conn) -> AppResult<Found> {
    let mark: Option<String> = settings::table.find(MARK).select(settings::value).first(conn).optional()?;
    match mark {
        Some(day) => Ok(Found::Demo(day.parse().map_err(AppError::internal)?)),
        None if has_people(conn)? => Ok(Found::Other),
        None => Ok(Found::Empty),
    }
}

async fn move_dates(site: &Site, day: NaiveDate) -> AppResult<()> {
    let now = site.clock.now();
    let by = now.date() - day;
    if by <= Duration::zero() {
        return Ok(());
    }
    site.db.write(move |conn| move_all(conn, by, now)).await
}

/// Adds a span to columns of every row of a table.
macro_rules! shift {
    ($conn:expr, $by:expr, $table:ident, $id:ty, $($column:ident),+) => {{
        let rows: Vec<($id, $(shift!(@instant $column)),+)> =
            $table::table.select(($table::id, $($table::$column),+)).load($conn)?;
        for (id, $($column),+) in rows {
            diesel::update($table::table.find(id)).set(($($table::$column.eq($column + $by),)+)).execute($conn)?;
        }
    }};
    (@instant $column:ident) => { Instant };
}

/// Meetings and sessions, the calendars that they stand in, and the work that is due about them. The latest entry
/// first, so that none lies on another on the way.
fn move_calendar(conn: &mut Conn, by: Duration) -> AppResult<()> {
    let agreed: Vec<(String, Option<Instant>, Option<Instant>)> =
        meetings::table.select((meetings::id, meetings::starts_at, meetings::ends_at)).load(conn)?;
    for (id, starts_at, ends_at) in agreed {
        let moved =
            (meetings::starts_at.eq(starts_at.map(|at| at + by)), meetings::ends_at.eq(ends_at.map(|at| at + by)));
        diesel::update(meetings::table.find(id)).set(moved).execute(conn)?;
    }
    let entries: Vec<(String, Instant, Instant, Instant)> = calendar_entries::table
        .order(calendar_entries::starts_at.desc())
        .select((
            calendar_entries::id,
            calendar_entries::starts_at,
            calendar_entries::ends_at,
            calendar_entries::busy_until,
        ))
        .load(conn)?;
    for (id, starts_at, ends_at, busy_until) in entries {
        let moved = (
            calendar_entries::starts_at.eq(starts_at + by),
            calendar_entries::ends_at.eq(ends_at + by),
            calendar_entries::busy_until.eq(busy_until + by),
        );
        diesel::update(calendar_entries::table.find(id)).set(moved).execute(conn)?;
    }
    let planned: Vec<(String, Option<Instant>, Option<Instant>)> =
        sessions::table.select((sessions::id, sessions::starts_at, sessions::ends_at)).load(conn)?;
    for (id, starts_at, ends_at) in planned {
        let moved =
            (sessions::starts_at.eq(starts_at.map(|at| at + by)), sessions::ends_at.eq(ends_at.map(|at| at + by)));
        diesel::update(sessions::table.find(id)).set(moved).execute(conn)?;
    }
    let due: Vec<(String, Instant)> = outbox::table
        .filter(outbox::done_at.is_null())
        .filter(outbox::kind.eq_any([
            crate::recruitment::postings::saved::SAVE_ENDING,
            SEARCH_ALERT,
            CANDIDATE_IDLE,
            INTEREST_EXPIRY,
            MEETING_EXPIRY,
            MEETING_REMINDER,
            SESSION_REMINDER,
            ENQUIRY_CLOSING,
            ENQUIRY_WAKING,
            LEAD_REMINDER,
            ACTIVITY_BEGIN,
            ACTIVITY_END,
            ACTIVITY_REMINDER,
            INTERVIEW_EXPIRY,
            OFFER_LAPSE,
        ]))
        .select((outbox::id, outbox::due_at))
        .load(conn)?;
    for (id, due_at) in due {
        diesel::update(outbox::table.find(id)).set(outbox::due_at.eq(due_at + by)).execute(conn)?;
    }
    Ok(())
}

/// Interviews with the times on offer, offers, and until when answers are promised; reminders name their time, so
/// new ones are made.
fn move_hiring(conn: &mut Conn, by: Duration, now: Instant) -> AppResult<()> {
    shift!(conn, by, interview_slots, String, starts_at, ends_at);
    shift!(conn, by, offers, String, answer_by);
    let rows: Vec<Interview> = interviews::table.select(Interview::as_select()).load(conn)?;
    for row in rows {
        let later = |at: Option<Instant>| at.map(|at| at + by);
        let moved = Interview {
            starts_at: later(row.starts_at),
            ends_at: later(row.ends_at),
            expires_at: row.expires_at + by,
            ..row
        };
        diesel::update(interviews::table.find(&moved.id)).set(&moved).execute(conn)?;
        if moved.state == InterviewState::Scheduled {
            remember(conn, &moved, now)?;
        }
    }
    let due: Vec<(String, Option<Instant>)> =
        applications::table.select((applications::id, applications::answer_due_at)).load(conn)?;
    for (id, due_at) in due {
        let due_at = due_at.map(|at| at + by);
        diesel::update(applications::table.find(id)).set(applications::answer_due_at.eq(due_at)).execute(conn)?;
    }
    Ok(())
}

/// Fairs with what those who take part were told of; of a beginning that is ahead they are told when it
/// comes, whether or not they were told of it on an earlier day.
fn move_fairs(conn: &mut Conn, by: Duration, now: Instant) -> AppResult<()> {
    let rows: Vec<(String, Instant, Instant)> =
        fairs::table.select((fairs::id, fairs::starts_at, fairs::ends_at)).load(conn)?;
    for (id, starts_at, ends_at) in rows {
        let starts_at = starts_at + by;
        let begun_at = (starts_at <= now).then_some(starts_at);
        diesel::update(fairs::table.find(&id))
            .set((fairs::starts_at.eq(starts_at), fairs::ends_at.eq(ends_at + by), fairs::begun_at.eq(begun_at)))
            .execute(conn)?;
        if begun_at.is_none() {
            enqueue_task(conn, FAIR_BEGIN, &id, starts_at, now)?;
        }
    }
    Ok(())
}

/// What is set aside or resolved at the help desk, who waits there, and its agents on duty.
fn move_desk(conn: &mut Conn, by: Duration) -> AppResult<()> {
    type Row = (String, Option<Instant>, Option<Instant>, Option<Instant>);
    let rows: Vec<Row> = enquiries::table
        .select((enquiries::id, enquiries::snoozed_until, enquiries::resolved_at, enquiries::waiting_since))
        .load(conn)?;
    let later = |at: Option<Instant>| at.map(|at| at + by);
    for (id, snoozed_until, resolved_at, waiting_since) in rows {
        let moved = (
            enquiries::snoozed_until.eq(later(snoozed_until)),
            enquiries::resolved_at.eq(later(resolved_at)),
            enquiries::waiting_since.eq(later(waiting_since)),
        );
        diesel::update(enquiries::table.find(id)).set(moved).execute(conn)?;
    }
    let on_duty: Vec<(String, Option<Instant>)> =
        desk_duties::table.select((desk_duties::id, desk_duties::on_duty_until)).load(conn)?;
    for (id, until) in on_duty {
        diesel::update(desk_duties::table.find(id)).set(desk_duties::on_duty_until.eq(later(until))).execute(conn)?;
    }
    Ok(())
}

/// What people keep, and candidates: what was new is not new once more, and who was seen was seen.
fn move_keeping(conn: &mut Conn, by: Duration) -> AppResult<()> {
    shift!(conn, by, saves, String, created_at);
    shift!(conn, by, saved_searches, String, begins_at, checked_at);
    shift!(conn, by, candidates, String, seen_at);
    let later = |at: Option<Instant>| at.map(|at| at + by);
    let searches: Vec<(String, Option<Instant>)> =
        saved_searches::table.select((saved_searches::id, saved_searches::next_at)).load(conn)?;
    for (id, next_at) in searches {
        let moved = saved_searches::next_at.eq(later(next_at));
        diesel::update(saved_searches::table.find(id)).set(moved).execute(conn)?;
    }
    let looks: Vec<(String, Option<Instant>)> =
        candidates::table.select((candidates::id, candidates::look_at)).load(conn)?;
    for (id, look_at) in looks {
        diesel::update(candidates::table.find(id)).set(candidates::look_at.eq(later(look_at))).execute(conn)?;
    }
    Ok(())
}

/// The cards that were left and when they are to be followed up; what was counted is counted anew.
fn move_cards(conn: &mut Conn, by: Duration, now: Instant) -> AppResult<()> {
    shift!(conn, by, leads, String, shared_at, created_at);
    let planned: Vec<(String, Option<Instant>)> = leads::table.select((leads::id, leads::follow_up_at)).load(conn)?;
    for (id, at) in planned {
        diesel::update(leads::table.find(id)).set(leads::follow_up_at.eq(at.map(|at| at + by))).execute(conn)?;
    }
    let current: EditionId = editions::table.filter(editions::is_current.eq(true)).select(editions::id).first(conn)?;
    seed::visits::renew(conn, &current, now)
}

fn move_all(conn: &mut Conn, by: Duration, now: Instant) -> AppResult<()> {
    shift!(conn, by, editions, String, opens_at, closes_at);
    shift!(conn, by, zones, String, opens_at, closes_at);
    shift!(conn, by, postings, String, opens_at, closes_at);
    move_fairs(conn, by, now)?;
    shift!(conn, by, projects, String, expires_at);
    shift!(conn, by, interests, String, expires_at);
    shift!(conn, by, meetings, String, expires_at);
    shift!(conn, by, meeting_times, String, starts_at, ends_at);
    move_calendar(conn, by)?;
    move_hiring(conn, by, now)?;
    move_desk(conn, by)?;
    move_keeping(conn, by)?;
    shift!(conn, by, announcements, String, shown_until);
    shift!(conn, by, activities, String, starts_at, ends_at);
    shift!(conn, by, news_items, String, published_at);
    move_cards(conn, by, now)?;
    let on_duty: Vec<(String, Option<Instant>)> =
        booth_staff::table.select((booth_staff::id, booth_staff::on_duty_until)).load(conn)?;
    for (id, until) in on_duty {
        let until = until.map(|until| until + by);
        diesel::update(booth_staff::table.find(id)).set(booth_staff::on_duty_until.eq(until)).execute(conn)?;
    }
    diesel::update(settings::table.find(MARK))
        .set((settings::value.eq(now.date().to_string()), settings::updated_at.eq(now)))
        .execute(conn)?;
    raise(Topic::Site);
    Ok(())
}
