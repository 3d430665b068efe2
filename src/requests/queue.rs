//! The queue of a desk, moved on by the clock: who waits is offered to those on duty who have time;
//! what nobody takes is left to be answered later. Runs after every change of a desk, and every few
//! seconds on each node; what it does depends on the rows alone, so it may run anywhere and twice.

use std::time::Duration;

use super::duty::{self, Agent};
use super::model::{RequestRow, RequestState};
use super::queries::{Change, convert, list_of_desk, list_open, move_on};
use crate::accounts::people::queries::find_name;
use crate::chat::rooms::desks::{Desk, find_desk_address, list_staff};
use crate::clock::Instant;
use crate::db::{Conn, Topic};
use crate::error::AppResult;
use crate::lifecycle::Mover;
use crate::outbox::{self, Notice, notify_unless_seen};
use crate::site::Site;
use crate::web::i18n::Locale;

/// How long an offer stands before it goes back into the queue, in seconds.
const OFFER_SECONDS: i64 = 60;
/// How often a request is offered before it is left to be answered later.
const OFFERS_MOST: i64 = 3;
/// How long somebody waits at a desk where nobody has time, in minutes.
const WAIT_MINUTES: i64 = 20;
/// How often the clock is looked at.
const LOOK_EVERY: Duration = Duration::from_secs(5);

/// Moves the queues on as long as the program runs.
pub async fn run(site: Site) {
    let mut bell = site.db.listen(Topic::Requests);
    loop {
        let _woken = tokio::time::timeout(LOOK_EVERY, bell.changed()).await;
        if let Err(error) = settle_all(&site).await {
            tracing::warn!(%error, "the queues of the desks cannot be moved on");
        }
    }
}

/// Moves every queue on that has something due. Reads only, where none has.
///
/// # Errors
/// What the database said.
pub async fn settle_all(site: &Site) -> AppResult<()> {
    let now = site.clock.now();
    let open = site.db.read(|conn| Ok(list_open(conn)?)).await?;
    let mut desks: Vec<Desk> = open.iter().filter(|row| is_due(row, now)).map(RequestRow::desk).collect();
    desks.dedup();
    for desk in desks {
        site.db.write(move |conn| settle(conn, &desk, now)).await?;
    }
    Ok(())
}

/// Whether the clock may have something to do about a request.
fn is_due(row: &RequestRow, now: Instant) -> bool {
    match row.state {
        RequestState::Waiting => true,
        RequestState::Offered => is_lapsed(row, now),
        _ => false,
    }
}

fn is_lapsed(row: &RequestRow, now: Instant) -> bool {
    row.offered_at.is_none_or(|at| at + chrono::Duration::seconds(OFFER_SECONDS) <= now)
}

/// Moves the queue of a desk on. Runs inside a write.
///
/// # Errors
/// What the database said.
pub fn settle(conn: &mut Conn, desk: &Desk, now: Instant) -> AppResult<()> {
    let agents = duty::list_agents(conn, desk, now)?;
    let mut queue = list_of_desk(conn, desk, &RequestState::QUEUED)?;
    let clock = Mover { person: None, at: now, reason: "" };
    for row in queue.iter_mut().filter(|row| row.state == RequestState::Offered && is_lapsed(row, now)) {
        // Who was to take over and did not: anybody may now, still before those who wait.
        let change = Change { agent_id: Some(None), ..Change::default() };
        move_on(conn, row, RequestState::Waiting, clock, &change)?;
    }
    let waits_too_long = |row: &RequestRow| {
        let waited = now - row.queued_at();
        row.offers >= OFFERS_MOST || agents.is_empty() || waited >= chrono::Duration::minutes(WAIT_MINUTES)
    };
    for row in queue.iter_mut().filter(|row| row.state == RequestState::Waiting && waits_too_long(row)) {
        convert(conn, row, clock)?;
    }
    offer(conn, desk, (&mut queue, &agents), clock)?;
    match queue.iter().any(|row| RequestState::QUEUED.contains(&row.state)) {
        true => Ok(()),
        false => tell_of_none(conn, desk, now),
    }
}

/// Nobody waits any more: whoever was told that somebody does need not look.
fn tell_of_none(conn: &mut Conn, desk: &Desk, now: Instant) -> AppResult<()> {
    let (staff, link) = (list_staff(conn, desk)?, find_desk_address(conn, desk)?);
    outbox::withdraw(conn, &staff, &link, now)?;
    Ok(())
}

/// Offers as many of those who wait as could be talked to.
fn offer(
    conn: &mut Conn,
    desk: &Desk,
    (queue, agents): (&mut [RequestRow], &[Agent]),
    clock: Mover<'_>,
) -> AppResult<()> {
    let offered = queue.iter().filter(|row| row.state == RequestState::Offered && row.agent.is_none()).count();
    let free = duty::count_free(conn, agents)? - i64::try_from(offered).unwrap_or(i64::MAX);
    let head = queue.iter_mut().filter(|row| row.state == RequestState::Waiting);
    for row in head.take(usize::try_from(free.max(0)).unwrap_or(0)) {
        let change = Change { offers: Some(row.offers + 1), offered_at: Some(clock.at), ..Change::default() };
        move_on(conn, row, RequestState::Offered, clock, &change)?;
        tell_agents(conn, desk, agents, row, clock.at)?;
    }
    Ok(())
}

fn tell_agents(conn: &mut Conn, desk: &Desk, agents: &[Agent], row: &RequestRow, now: Instant) -> AppResult<()> {
    let name = find_name(conn, &row.person)?;
    let word = |locale: Locale| Notice {
        subject: locale.tf("notice-request-waiting", &[("name", &name)]),
        detail: String::new(),
    };
    let link = find_desk_address(conn, desk)?;
    for agent in agents {
        notify_unless_seen(conn, &agent.person, "request.waiting", &link, now, word)?;
    }
    Ok(())
}
