//! The database: `read` and `write` run a closure with a connection, and nothing else touches one.
//!
//! A request makes one trip: the whole unit of work, the permission check included, stands in one
//! closure. Nothing slow (hashing, files, network) happens inside. A write closure may run twice,
//! so ids and tokens are made outside it; it opens no transaction of its own; after a violated
//! constraint it returns an error, since PostgreSQL takes no further statement.

pub mod after_commit;
pub mod conn;
pub mod dialect;
pub mod functions;
pub mod migrate;
pub mod secrets;
pub mod types;
mod writer;

use std::sync::Arc;
use std::time::Duration;

use diesel::prelude::*;
use diesel::r2d2::Pool;
use diesel::result::{DatabaseErrorKind, Error};
use tokio::sync::watch;

pub use after_commit::{Topic, raise};
pub use conn::{Address, Conn};
pub use fairhall_schema::{self as schema};

use crate::error::{AppError, AppResult};
use after_commit::Topics;
use conn::Manager;
use writer::{Writer, run_guarded};

/// How often a PostgreSQL write is run before a serialization failure or deadlock is passed on.
const TRIES: u32 = 4;

/// The database of this installation; clones share its connections.
#[derive(Clone)]
pub struct Db(Arc<Inner>);

struct Inner {
    pool: Pool<Manager>,
    writer: Option<Writer>,
    topics: Topics,
}

impl Db {
    /// Opens the database, migrated beforehand by [`migrate::run`], with `connections` for reading.
    ///
    /// # Errors
    /// When it cannot be opened.
    pub fn open(address: &Address, connections: u32) -> AppResult<Self> {
        let pool = Pool::builder()
            .max_size(connections.max(1))
            .min_idle(Some(1))
            .test_on_check_out(!address.has_single_writer())
            .connection_timeout(Duration::from_secs(5))
            .build(Manager(address.clone()))
            .map_err(AppError::internal)?;
        let topics = Topics::new();
        let writer = address.has_single_writer().then(|| Writer::start(address.clone(), topics.clone()));
        Ok(Self(Arc::new(Inner { pool, writer: writer.transpose()?, topics })))
    }

    /// Runs a closure that only reads.
    ///
    /// # Errors
    /// What the closure answered; [`AppError::Busy`] when no connection was to be had in time.
    pub async fn read<T, F>(&self, work: F) -> AppResult<T>
    where
        T: Send + 'static,
        F: FnOnce(&mut Conn) -> AppResult<T> + Send + 'static,
    {
        let pool = self.0.pool.clone();
        blocking(move || {
            let mut conn = pool.get().map_err(|_| AppError::Busy(1))?;
            work(&mut conn)
        })
        .await
    }

    /// Runs a closure that changes something, wholly or not at all. `Ok` means: on the disk.
    ///
    /// # Errors
    /// What the closure answered, and then nothing is changed; [`AppError::Busy`] when too much waits.
    pub async fn write<T, F>(&self, work: F) -> AppResult<T>
    where
        T: Send + 'static,
        F: Fn(&mut Conn) -> AppResult<T> + Send + 'static,
    {
        match &self.0.writer {
            Some(writer) => writer.write(work).await,
            None => {
                let inner = self.0.clone();
                blocking(move || write_in_transaction(&inner, &work)).await
            }
        }
    }

    /// How many writes of this process were committed: what was read under one number is still so
    /// under the same, unless another process writes.
    pub fn commits(&self) -> u64 {
        self.0.topics.commits()
    }

    /// Calls `relay` after every commit here that raised topics, with their bits: other nodes are to
    /// be told. To be set once, at the start.
    pub fn relay_topics(&self, relay: impl Fn(u32) + Send + Sync + 'static) {
        self.0.topics.relay(Box::new(relay));
    }

    /// Wakes who listens to the topics that another node has raised; a commit there counts like one
    /// here.
    pub fn wake(&self, topics: u32) {
        self.0.topics.count_commit();
        self.0.topics.wake(topics);
    }

    /// A counter that grows after every commit that raised the topic.
    pub fn listen(&self, topic: Topic) -> watch::Receiver<u64> {
        self.0.topics.listen(topic).unwrap_or_else(|| watch::channel(0).1)
    }
}

async fn blocking<T: Send + 'static>(work: impl FnOnce() -> AppResult<T> + Send + 'static) -> AppResult<T> {
    tokio::task::spawn_blocking(work).await.map_err(|_| AppError::internal("the work on the database panicked"))?
}

/// Rolls the transaction back with the closure's own error.
struct Undo(AppError);

impl From<Error> for Undo {
    fn from(error: Error) -> Self {
        Self(error.into())
    }
}

fn write_in_transaction<T>(inner: &Inner, work: &impl Fn(&mut Conn) -> AppResult<T>) -> AppResult<T> {
    let mut tries = 0;
    loop {
        tries += 1;
        let mut conn = inner.pool.get().map_err(|_| AppError::Busy(1))?;
        let mut raised = 0;
        let result = conn.transaction(|conn| {
            let (result, topics) = run_guarded(work, conn);
            raised = topics;
            result.map_err(Undo)
        });
        match result {
            Ok(value) => {
                inner.topics.count_commit();
                inner.topics.raise(raised);
                return Ok(value);
            }
            Err(Undo(AppError::Busy(_))) if tries < TRIES => {}
            Err(Undo(error)) => return Err(error),
        }
    }
}

/// The answer of an insert or update, with a violated unique index turned into `taken`.
///
/// # Errors
/// `taken`, or whatever else the database said.
pub fn unique<T>(result: QueryResult<T>, taken: AppError) -> AppResult<T> {
    match result {
        Err(Error::DatabaseError(DatabaseErrorKind::UniqueViolation, _)) => Err(taken),
        other => Ok(other?),
    }
}

/// The answer of an update that names the version it saw: nothing changed means that somebody
/// else was first.
///
/// # Errors
/// [`AppError::Conflict`] when no row was changed.
pub fn changed_one(rows: usize) -> AppResult<()> {
    if rows == 1 { Ok(()) } else { Err(AppError::Conflict("error-changed-meanwhile")) }
}
