//! Who looked at the demo's booths and read their documents in the last days. Called by [`super::fill`] after the leads,
//! and whenever the demo's days are moved: counts are made anew then.

use chrono::Duration;
use diesel::prelude::*;

use super::BATCH;
use crate::clock::Instant;
use crate::db::Conn;
use crate::db::schema::{booth_documents, booths, document_downloads, organizations, visit_days, visits};
use crate::error::AppResult;
use crate::exhibition::visits::add_to_days;
use crate::ids::{BoothId, EditionId, FileId, RowId};
use crate::insert_many;
use crate::site::viewer::hash_token;

/// The organization whose booth is looked at most: that of the demo's exhibitor.
const BUSIEST: &str = "pearl-bay-robotics";
/// So many days are told of, today among them.
const DAYS: i64 = 10;
/// The half hours of a day of the event, from 9 in the morning in Shanghai.
const HALF_HOURS: i64 = 22;

/// Makes the counts of an edition anew, up to an instant.
///
/// # Errors
/// What the database said.
pub fn renew(conn: &mut Conn, edition: &EditionId, now: Instant) -> AppResult<()> {
    diesel::delete(visits::table.filter(visits::edition_id.eq(edition))).execute(conn)?;
    diesel::delete(visit_days::table.filter(visit_days::edition_id.eq(edition))).execute(conn)?;
    diesel::delete(document_downloads::table.filter(document_downloads::edition_id.eq(edition))).execute(conn)?;
    let all: Vec<(BoothId, String)> = booths::table
        .inner_join(organizations::table)
        .filter(booths::edition_id.eq(edition))
        .filter(booths::state.eq("published"))
        .order(booths::slug)
        .select((booths::id, organizations::slug))
        .load(conn)?;
    let mut looks = Vec::new();
    for (turn, (booth, slug)) in (0_i64..).zip(&all) {
        let most = if slug == BUSIEST { 46 } else { 5 + turn % 4 };
        looks.extend(moments(turn, most, now).into_iter().map(|moment| (booth, moment)));
    }
    insert_visits(conn, edition, &looks, now)?;
    let documents: Vec<(FileId, BoothId)> = booth_documents::table
        .inner_join(booths::table.on(booths::published_revision_id.eq(booth_documents::revision_id.nullable())))
        .filter(booths::edition_id.eq(edition))
        .order((booth_documents::position, booth_documents::id))
        .select((booth_documents::file_id, booths::id))
        .load(conn)?;
    for (turn, (file, booth)) in (0_i64..).zip(&documents) {
        insert_downloads(conn, edition, (file, booth), &moments(turn, 9 - turn % 5, now), now)?;
    }
    Ok(())
}

/// Somebody who looked: who it was, and when the half hour began.
type Moment = (String, Instant);

/// Some moments of each day, more from day to day and at most about so many.
fn moments(turn: i64, most: i64, now: Instant) -> Vec<Moment> {
    let mut found = Vec::new();
    for ago in 0..DAYS {
        let day = now.date().and_time(chrono::NaiveTime::MIN) - Duration::days(ago);
        let rising = most * (2 * DAYS - ago) / (2 * DAYS);
        let count = rising / 2 + (turn * 7 + ago * 5) % (rising / 2 + 1);
        for n in 0..count {
            let at = day + Duration::minutes(60 + 30 * ((n * 5 + turn + ago) % HALF_HOURS));
            if at <= now {
                found.push((hash_token(&format!("demo {turn} {ago} {n}")), at));
            }
        }
    }
    found
}

fn insert_visits(conn: &mut Conn, edition: &EditionId, looks: &[(&BoothId, Moment)], now: Instant) -> QueryResult<()> {
    let row = |(booth, (visitor, at)): &(&BoothId, Moment)| {
        (
            visits::id.eq(RowId::new()),
            visits::edition_id.eq(edition),
            visits::booth_id.eq((*booth).clone()),
            visits::visitor.eq(visitor.clone()),
            visits::day.eq(at.date().to_string()),
            visits::half_hour.eq(*at),
            visits::created_at.eq(now),
        )
    };
    for some in looks.chunks(BATCH) {
        let rows: Vec<_> = some.iter().map(row).collect();
        insert_many!(conn, visits::table, rows)?;
    }
    add_to_days(conn, looks.iter().map(|(booth, (_, at))| ((*booth).clone(), at.date().to_string(), edition.clone())))
}

fn insert_downloads(
    conn: &mut Conn,
    edition: &EditionId,
    (file, booth): (&FileId, &BoothId),
    moments: &[Moment],
    now: Instant,
) -> QueryResult<()> {
    let row = |(visitor, at): &Moment| {
        (
            document_downloads::id.eq(RowId::new()),
            document_downloads::edition_id.eq(edition),
            document_downloads::booth_id.eq(booth),
            document_downloads::file_id.eq(file),
            document_downloads::visitor.eq(visitor.clone()),
            document_downloads::day.eq(at.date().to_string()),
            document_downloads::half_hour.eq(*at),
            document_downloads::created_at.eq(now),
        )
    };
    let rows: Vec<_> = moments.iter().map(row).collect();
    insert_many!(conn, document_downloads::table, rows)?;
    Ok(())
}
