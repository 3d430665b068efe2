//! What a start does about the demo: seeds an empty installation when asked, moves a seeded one's
//! dates to today, and keeps demo data off public addresses. Called by the command line before
//! anything is served; never changes an installation that is not marked as a demo, except an empty one.

use chrono::{Duration, NaiveDate};
use diesel::prelude::*;

use super::seed;
use crate::accounts::people::queries::has_people;
use crate::clock::Instant;
use crate::db::schema::{announcements, booth_staff, editions, postings, projects, settings, zones};
use crate::db::{Conn, Topic, raise};
use crate::error::{AppError, AppResult};
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

fn move_all(conn: &mut Conn, by: Duration, now: Instant) -> AppResult<()> {
    shift!(conn, by, editions, String, opens_at, closes_at);
    shift!(conn, by, zones, String, opens_at, closes_at);
    shift!(conn, by, postings, String, opens_at, closes_at);
    shift!(conn, by, projects, String, expires_at);
    shift!(conn, by, announcements, String, shown_until);
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
