//! Where people stand in the queue of a desk, and how long they wait, from how long others talked.

use std::collections::HashMap;

use diesel::prelude::*;

use super::duty;
use super::model::{Place, RequestRow, RequestState};
use super::queries::{list_of_desk, of_desk};
use crate::chat::rooms::desks::Desk;
use crate::clock::Instant;
use crate::db::Conn;
use crate::db::schema::live_requests;
use crate::ids::RequestId;

/// The conversations whose length tells how long the next will take.
const MEASURED: i64 = 20;
/// With fewer than this nobody is told how long it takes.
const MEASURED_LEAST: usize = 3;

/// Where a queued request stands: none for one that is not in the queue.
///
/// # Errors
/// What the database said.
pub fn find_place(conn: &mut Conn, row: &RequestRow, now: Instant) -> QueryResult<Option<Place>> {
    if !RequestState::QUEUED.contains(&row.state) {
        return Ok(None);
    }
    Ok(list_places(conn, &row.desk(), now)?.remove(&row.id))
}

/// Where everybody in the queue of a desk stands.
///
/// # Errors
/// What the database said.
pub fn list_places(conn: &mut Conn, desk: &Desk, now: Instant) -> QueryResult<HashMap<RequestId, Place>> {
    let queued = list_of_desk(conn, desk, &RequestState::QUEUED)?;
    let seats: i64 = duty::list_agents(conn, desk, now)?.iter().map(|agent| agent.most).sum();
    let average = average_minutes(conn, desk)?;
    let place = |position: i64| Place { position, minutes: average.map(|average| estimate(average, position, seats)) };
    Ok((1..).zip(queued).map(|(position, row)| (row.id, place(position))).collect())
}

/// Minutes until the one at this position is talked to, when conversations take so long and so many
/// are held at once.
fn estimate(average: i64, position: i64, seats: i64) -> i64 {
    let seats = seats.max(1);
    ((average * position + seats - 1) / seats).max(1)
}

/// How long people talked at this desk of late, in minutes.
fn average_minutes(conn: &mut Conn, desk: &Desk) -> QueryResult<Option<i64>> {
    let lengths: Vec<(Option<Instant>, Option<Instant>)> = of_desk!(desk)
        .filter(live_requests::state.eq(RequestState::Answered))
        .order(live_requests::id.desc())
        .limit(MEASURED)
        .select((live_requests::begun_at, live_requests::ended_at))
        .load(conn)?;
    let seconds: Vec<i64> =
        lengths.into_iter().filter_map(|(begun, ended)| Some((ended? - begun?).num_seconds().max(0))).collect();
    if seconds.len() < MEASURED_LEAST {
        return Ok(None);
    }
    let count = i64::try_from(seconds.len()).unwrap_or(1);
    Ok(Some((seconds.iter().sum::<i64>() / count + 59) / 60))
}

#[cfg(test)]
mod tests {
    use super::estimate;

    #[test]
    fn the_wait_grows_with_the_place_and_shrinks_with_the_seats() {
        assert_eq!([1, 2, 3].map(|position| estimate(6, position, 2)), [3, 6, 9]);
        assert_eq!(estimate(5, 1, 0), 5, "nobody on duty counts as one");
        assert_eq!(estimate(1, 1, 9), 1, "never less than a minute");
    }
}
