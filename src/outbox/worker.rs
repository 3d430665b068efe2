//! Works off what is due in the outbox; one task a server, started by `app`.

use std::sync::Arc;
use std::time::Duration;

use diesel::dsl::exists;
use diesel::prelude::*;

use crate::clock::{Clock, Instant};
use crate::db::schema::{notifications, outbox};
use crate::db::{Conn, Db, Topic};
use crate::error::{AppError, AppResult};
use crate::ids::{NotificationId, OutboxId};
use crate::mail::{Mail, Mailer};

/// How many rows one round takes.
const ROUND: i64 = 50;
/// How long a row is left to the worker that took it, in minutes, before another may try.
const LEASE_MINUTES: i64 = 5;
/// How often a row is tried: the waits double from one minute, some four days in all.
const ATTEMPTS_MAX: i64 = 13;
/// How often the table is looked at when nobody rings.
const IDLE: Duration = Duration::from_secs(10);

/// What the worker needs.
#[derive(Clone)]
pub struct Worker {
    /// The database.
    pub db: Db,
    /// The time.
    pub clock: Clock,
    /// Sends mails.
    pub mailer: Arc<Mailer>,
}

impl Worker {
    /// Works until the server ends.
    pub async fn run(self) {
        let mut bell = self.db.listen(Topic::Outbox);
        loop {
            match self.work_off().await {
                Ok(0) => {
                    let _woken = tokio::time::timeout(IDLE, bell.changed()).await;
                }
                Ok(_) => {}
                Err(error) => {
                    tracing::error!(%error, "the outbox cannot be worked off");
                    tokio::time::sleep(IDLE).await;
                }
            }
        }
    }

    /// One round; gives how many rows it took. Tests call it too.
    ///
    /// # Errors
    /// What the database said.
    pub async fn work_off(&self) -> AppResult<usize> {
        let now = self.clock.now();
        let rows = self.db.write(move |conn| take_due(conn, now)).await?;
        let taken = rows.len();
        for (id, attempts, payload, tells_of) in rows {
            let sent = self.send(&payload, tells_of).await;
            if let Err(error) = &sent {
                tracing::warn!(%error, outbox = %id, attempts, "a mail was not sent");
            }
            let now = self.clock.now();
            self.db.write(move |conn| mark(conn, &id, attempts, sent.as_ref().err(), now)).await?;
        }
        Ok(taken)
    }

    /// Sends a mail, unless it tells of what has been read.
    async fn send(&self, payload: &str, tells_of: Option<NotificationId>) -> AppResult<()> {
        if let Some(told) = tells_of
            && self.db.read(move |conn| Ok(is_read(conn, &told)?)).await?
        {
            return Ok(());
        }
        let mail: Mail = serde_json::from_str(payload).map_err(AppError::internal)?;
        self.mailer.send(mail).await
    }
}

type Due = (OutboxId, i64, String, Option<NotificationId>);

fn is_read(conn: &mut Conn, id: &NotificationId) -> QueryResult<bool> {
    diesel::select(exists(notifications::table.find(id).filter(notifications::read_at.is_not_null()))).get_result(conn)
}

/// Takes what is due and puts it off by the lease, so that no other worker takes it meanwhile.
fn take_due(conn: &mut Conn, now: Instant) -> AppResult<Vec<Due>> {
    let due = outbox::table
        .filter(outbox::done_at.is_null())
        .filter(outbox::due_at.le(now))
        .filter(outbox::attempts.lt(ATTEMPTS_MAX))
        .order((outbox::due_at, outbox::id))
        .limit(ROUND)
        .select((outbox::id, outbox::attempts, outbox::payload, outbox::notification_id))
        .load::<Due>(conn)?;
    let mut taken = Vec::with_capacity(due.len());
    for row in due {
        let lease = now + chrono::Duration::minutes(LEASE_MINUTES);
        let won = diesel::update(outbox::table.find(&row.0).filter(outbox::attempts.eq(row.1)))
            .set((outbox::due_at.eq(lease), outbox::attempts.eq(row.1 + 1)))
            .execute(conn)?;
        if won == 1 {
            taken.push((row.0, row.1 + 1, row.2, row.3));
        }
    }
    Ok(taken)
}

/// Marks a row as done and empties it, since it may hold a link that opens an account; or puts it
/// off after a failure.
fn mark(conn: &mut Conn, id: &OutboxId, attempts: i64, failed: Option<&AppError>, now: Instant) -> AppResult<()> {
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
