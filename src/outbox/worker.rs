//! Works off what is due in the outbox; one task a server, started by `app`. Pushes go in a lane of their
//! own, several at once: a push service that does not answer keeps no mail waiting.

use std::sync::Arc;
use std::time::Duration;

use diesel::dsl::{exists, sql};
use diesel::prelude::*;
use diesel::sql_types::Bool;
use futures_util::{StreamExt as _, TryStreamExt as _, stream};

use super::settings::{MailChoice, find_choice};
use super::tasks::{self, Tasks};
use super::topics::NoticeTopic;
use super::unsubscribe::{LINKS, Subscription};
use super::{ATTEMPTS_MAX, MAIL, digest, pushes};
use crate::clock::{Clock, Instant};
use crate::db::schema::{notifications, outbox};
use crate::db::{Conn, Db, Topic};
use crate::error::{AppError, AppResult};
use crate::ids::{NotificationId, OutboxId, PersonId};
use crate::mail::{Mail, Mailer};
use crate::push::Pusher;

/// How many rows one round takes.
const ROUND: i64 = 50;
/// How long a row is left to the worker that took it, in minutes, before another may try.
const LEASE_MINUTES: i64 = 5;
/// How much of the lease must be left to begin with a row, in minutes: sending gives up after one.
const LEASE_LEFT_MINUTES: i64 = 2;
/// How often the table is looked at when nobody rings.
const IDLE: Duration = Duration::from_secs(10);

/// How many pushes are under way at once: services answer within tenths of a second, or not at all.
const PUSHES: usize = 8;

/// What is worked off one after the other, and what beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lane {
    /// Mails, digests and tasks.
    Mails,
    /// Messages to browsers.
    Pushes,
}

/// What the worker needs.
#[derive(Clone)]
pub struct Worker {
    /// The database.
    pub db: Db,
    /// The time.
    pub clock: Clock,
    /// Sends mails.
    pub mailer: Arc<Mailer>,
    /// What the zones' tasks do.
    pub tasks: Tasks,
    /// Sends to browsers; none where push is off.
    pub pusher: Option<Arc<Pusher>>,
}

/// What is due in a lane. The expression is that of the index `outbox_lane`, to the letter.
macro_rules! due_rows {
    ($lane:expr, $now:expr) => {
        outbox::table
            .filter(sql::<Bool>("(kind = 'push')").eq($lane == Lane::Pushes))
            .filter(outbox::done_at.is_null())
            .filter(outbox::due_at.le($now))
            .filter(outbox::attempts.lt(ATTEMPTS_MAX))
    };
}

impl Worker {
    /// Works until the server ends.
    pub async fn run(self) {
        tokio::join!(self.follow(Lane::Mails), self.follow(Lane::Pushes));
    }

    async fn follow(&self, lane: Lane) {
        let mut bell = self.db.listen(Topic::Outbox);
        loop {
            match self.work_off_lane(lane).await {
                Ok(0) => {
                    let _woken = tokio::time::timeout(IDLE, bell.changed()).await;
                }
                Ok(_) => {}
                Err(error) => {
                    tracing::error!(%error, ?lane, "the outbox cannot be worked off");
                    tokio::time::sleep(IDLE).await;
                }
            }
        }
    }

    /// One round of all but pushes; gives how many rows it took. Tests call it too.
    ///
    /// # Errors
    /// What the database said.
    pub async fn work_off(&self) -> AppResult<usize> {
        self.work_off_lane(Lane::Mails).await
    }

    /// One round of pushes; gives how many rows it took. Tests call it too.
    ///
    /// # Errors
    /// What the database said.
    pub async fn work_off_pushes(&self) -> AppResult<usize> {
        self.work_off_lane(Lane::Pushes).await
    }

    async fn work_off_lane(&self, lane: Lane) -> AppResult<usize> {
        let now = self.clock.now();
        // Looking keeps no writer waiting.
        if !self.db.read(move |conn| Ok(diesel::select(exists(due_rows!(lane, now))).get_result(conn)?)).await? {
            return Ok(0);
        }
        let rows = self.db.write(move |conn| take_due(conn, lane, now)).await?;
        let taken = rows.len();
        let last_begin = now + chrono::Duration::minutes(LEASE_MINUTES - LEASE_LEFT_MINUTES);
        let at_once = if lane == Lane::Pushes { PUSHES } else { 1 };
        let work = |row| self.begin(row, last_begin);
        stream::iter(rows).map(Ok).try_for_each_concurrent(at_once, work).await?;
        Ok(taken)
    }

    /// Works on a row, unless too little is left of its lease.
    async fn begin(&self, row: Due, last_begin: Instant) -> AppResult<()> {
        if self.clock.now() < last_begin {
            return self.work(row).await;
        }
        // Another worker may take it as soon as the lease has passed: not begun here any more.
        let now = self.clock.now();
        self.db.write(move |conn| Ok(give_back(conn, &row, now)?)).await.map(drop)
    }

    async fn work(&self, row: Due) -> AppResult<()> {
        let now = self.clock.now();
        if row.kind == digest::KIND {
            return self.db.write(move |conn| digest::make_mail(conn, &row.id, row.attempts, now)).await;
        }
        if row.kind == pushes::KIND {
            return pushes::work(self, row, now).await;
        }
        if row.kind != MAIL {
            return self.run_task(row, now).await;
        }
        let sent = self.send(&row).await;
        if let Err(error) = &sent {
            tracing::warn!(%error, outbox = %row.id, attempts = row.attempts, "a mail was not sent");
        }
        let now = self.clock.now();
        self.db.write(move |conn| mark(conn, &row.id, row.attempts, sent.as_ref().err(), now)).await
    }

    /// Runs a zone's task; one that fails is tried again like a mail.
    async fn run_task(&self, row: Due, now: Instant) -> AppResult<()> {
        let Due { id, kind, attempts, payload, .. } = row;
        let done = match self.tasks.find(&kind) {
            Ok(work) => {
                let id = id.clone();
                self.db.write(move |conn| tasks::run(conn, &work, (&id, attempts, &payload), now)).await
            }
            Err(error) => Err(error),
        };
        let Err(error) = done else { return Ok(()) };
        tracing::warn!(%error, outbox = %id, attempts, kind, "a task was not done");
        self.db.write(move |conn| mark(conn, &id, attempts, Some(&error), now)).await
    }

    /// Sends a mail, unless it waited and nobody wants it any more.
    async fn send(&self, row: &Due) -> AppResult<()> {
        let mail: Mail = serde_json::from_str(&row.payload).map_err(AppError::internal)?;
        let link = mail.unsubscribe.clone();
        if let Some(told) = row.tells_of.clone()
            && !self.db.read(move |conn| is_wanted(conn, &told, link.as_deref())).await?
        {
            return Ok(());
        }
        self.mailer.send(row.id.as_str(), mail).await
    }
}

/// A row that this worker has taken.
#[derive(Queryable)]
pub(super) struct Due {
    pub(super) id: OutboxId,
    kind: String,
    pub(super) attempts: i64,
    pub(super) payload: String,
    pub(super) tells_of: Option<NotificationId>,
}

/// Whether what a mail tells of is unread, its topic not turned off, and what the link at its foot ends not ended.
fn is_wanted(conn: &mut Conn, id: &NotificationId, link: Option<&str>) -> AppResult<bool> {
    let unread = notifications::table.find(id).filter(notifications::read_at.is_null());
    let row = unread.select((notifications::person_id, notifications::kind)).first::<(PersonId, String)>(conn);
    let Some((person, kind)) = row.optional()? else { return Ok(false) };
    if find_choice(conn, &person, NoticeTopic::of(&kind))? == MailChoice::None {
        return Ok(false);
    }
    match link.and_then(|path| path.strip_prefix(LINKS)) {
        Some(token) => Ok(Subscription::read(conn, token)?.is_on(conn)?),
        None => Ok(true),
    }
}

/// Leaves a row to the next round, as if it had not been taken.
fn give_back(conn: &mut Conn, row: &Due, now: Instant) -> QueryResult<usize> {
    diesel::update(outbox::table.find(&row.id).filter(outbox::attempts.eq(row.attempts)))
        .set((outbox::due_at.eq(now), outbox::attempts.eq(row.attempts - 1)))
        .execute(conn)
}

/// Takes what is due and puts it off by the lease, so that no other worker takes it meanwhile.
fn take_due(conn: &mut Conn, lane: Lane, now: Instant) -> AppResult<Vec<Due>> {
    let due = due_rows!(lane, now)
        .order((outbox::due_at, outbox::id))
        .limit(ROUND)
        .select((outbox::id, outbox::kind, outbox::attempts, outbox::payload, outbox::notification_id))
        .load::<Due>(conn)?;
    let mut taken = Vec::with_capacity(due.len());
    for mut row in due {
        let lease = now + chrono::Duration::minutes(LEASE_MINUTES);
        let free = outbox::table
            .find(&row.id)
            .filter(outbox::attempts.eq(row.attempts))
            .filter(outbox::done_at.is_null())
            .filter(outbox::due_at.le(now));
        row.attempts += 1;
        let won =
            diesel::update(free).set((outbox::due_at.eq(lease), outbox::attempts.eq(row.attempts))).execute(conn)?;
        if won == 1 {
            taken.push(row);
        }
    }
    Ok(taken)
}

/// Whether a row is still with the worker that took it with so many attempts; holds it until the end of
/// the transaction then.
pub(super) fn hold_row(conn: &mut Conn, id: &OutboxId, attempts: i64) -> QueryResult<bool> {
    let mine = outbox::table.find(id).filter(outbox::attempts.eq(attempts)).filter(outbox::done_at.is_null());
    Ok(diesel::update(mine).set(outbox::attempts.eq(attempts)).execute(conn)? == 1)
}

/// Marks a row as done and empties it, since it may hold a link that opens an account; or puts it
/// off after a failure.
pub(super) fn mark(
    conn: &mut Conn,
    id: &OutboxId,
    attempts: i64,
    failed: Option<&AppError>,
    now: Instant,
) -> AppResult<()> {
    let row = outbox::table.find(id);
    match failed {
        None => diesel::update(row).set((outbox::done_at.eq(now), outbox::payload.eq(""))).execute(conn)?,
        Some(error) => {
            let wait = chrono::Duration::minutes(1 << attempts.clamp(0, 12));
            diesel::update(row)
                .set((outbox::due_at.eq(now + wait), outbox::last_error.eq(error.to_string())))
                .execute(conn)?
        }
    };
    Ok(())
}
