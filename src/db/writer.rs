//! The one writer of an SQLite installation: a thread that commits many closures together.
//!
//! It takes one job, then whatever else already waits, up to [`GROUP_MAX`], runs each in a
//! savepoint of its own inside one `BEGIN IMMEDIATE`, commits once, and only then answers all of
//! them: the durability of `synchronous = FULL` at the price of one fsync a group.
//!
//! The transaction is opened and closed by plain SQL and not by diesel's `transaction`. Diesel's
//! depth counter is left wrong by a panic, and a COMMIT under a wrong depth only releases a
//! savepoint and answers Ok; here the counter stays at 0, and a closure that opens a transaction
//! of its own is refused by SQLite without harm to its neighbours.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};

use diesel::connection::SimpleConnection;
use tokio::sync::oneshot;

use super::conn::{Address, Conn};
use super::{Topics, after_commit};
use crate::error::{AppError, AppResult};

/// How many closures may wait for the writer. More are refused with 503, never blocked.
const QUEUE_MAX: usize = 8_192;
/// How many closures share one commit: at 48,000 rows a second this is about 10 ms of work.
const GROUP_MAX: usize = 512;

/// A handle to the writer thread; dropping the last one ends it.
pub struct Writer {
    queue: SyncSender<Box<dyn Job>>,
}

impl Writer {
    /// Opens the writing connection and starts the thread.
    ///
    /// # Errors
    /// When the database cannot be opened or the thread not be started.
    pub fn start(address: Address, topics: Topics) -> AppResult<Self> {
        let conn = address.connect()?;
        let (queue, jobs) = sync_channel(QUEUE_MAX);
        std::thread::Builder::new()
            .name("fairhall-writer".into())
            .spawn(move || work(&address, conn, &jobs, &topics))
            .map_err(AppError::internal)?;
        Ok(Self { queue })
    }

    /// Queues a closure and waits until it is committed.
    ///
    /// # Errors
    /// [`AppError::Busy`] when the queue is full; else what the closure or the commit answered.
    pub async fn write<T, F>(&self, work: F) -> AppResult<T>
    where
        T: Send + 'static,
        F: Fn(&mut Conn) -> AppResult<T> + Send + 'static,
    {
        let (reply, answer) = oneshot::channel();
        let task = Task { work, result: None, raised: 0, reply };
        match self.queue.try_send(Box::new(task)) {
            Ok(()) => {}
            Err(TrySendError::Full(_)) => return Err(AppError::Busy(1)),
            Err(TrySendError::Disconnected(_)) => return Err(AppError::internal("the writer has ended")),
        }
        answer.await.map_err(|_| AppError::internal("the writer has ended"))?
    }
}

/// One queued closure, whatever it returns.
trait Job: Send {
    /// Runs the closure; true when its savepoint is to be kept.
    fn run(&mut self, conn: &mut Conn) -> bool;
    /// Tells the waiting caller, after the commit or its failure. Gives the topics to raise.
    fn answer(self: Box<Self>, group: Result<(), AppError>) -> u32;
}

struct Task<T, F> {
    work: F,
    result: Option<AppResult<T>>,
    raised: u32,
    reply: oneshot::Sender<AppResult<T>>,
}

impl<T, F> Job for Task<T, F>
where
    T: Send + 'static,
    F: Fn(&mut Conn) -> AppResult<T> + Send + 'static,
{
    fn run(&mut self, conn: &mut Conn) -> bool {
        let (result, raised) = run_guarded(&self.work, conn);
        self.raised = raised;
        let keep = result.is_ok();
        self.result = Some(result);
        keep
    }

    fn answer(self: Box<Self>, group: Result<(), AppError>) -> u32 {
        let own = self.result.unwrap_or_else(|| Err(AppError::Busy(1)));
        let kept = own.is_ok() && group.is_ok();
        let answer = match (own, group) {
            (Ok(_), Err(error)) => Err(error),
            (own, _) => own,
        };
        // The caller may have gone away; what was committed stays committed.
        let _gone = self.reply.send(answer);
        if kept { self.raised } else { 0 }
    }
}

/// Runs a closure so that a panic is its failure alone. Gives the topics it raised.
pub(super) fn run_guarded<T>(
    work: &(impl Fn(&mut Conn) -> AppResult<T> + ?Sized),
    conn: &mut Conn,
) -> (AppResult<T>, u32) {
    after_commit::take();
    let result =
        catch_unwind(AssertUnwindSafe(|| work(conn))).unwrap_or_else(|_| Err(AppError::internal("a write panicked")));
    (result, after_commit::take())
}

fn work(address: &Address, first: Conn, jobs: &Receiver<Box<dyn Job>>, topics: &Topics) {
    let mut conn = Some(first);
    while let Ok(job) = jobs.recv() {
        let mut group = vec![job];
        group.extend(std::iter::from_fn(|| jobs.try_recv().ok()).take(GROUP_MAX - 1));
        let mut open = match conn.take().map_or_else(|| address.connect(), Ok) {
            Ok(open) => open,
            Err(error) => {
                answer_all(group, &Err(error), topics);
                continue;
            }
        };
        let outcome = run_group(&mut open, &mut group);
        // After a failed group the connection's transaction is in doubt: it is dropped.
        conn = outcome.is_ok().then_some(open);
        answer_all(group, &outcome, topics);
    }
}

fn run_group(conn: &mut Conn, group: &mut [Box<dyn Job>]) -> Result<(), AppError> {
    conn.batch_execute("BEGIN IMMEDIATE").map_err(|error| match error {
        diesel::result::Error::DatabaseError(..) => AppError::Busy(1),
        other => other.into(),
    })?;
    for job in group {
        conn.batch_execute("SAVEPOINT job")?;
        // If SQLite itself ended the transaction (disk full, say), the savepoint is gone, these
        // fail, and with them the group.
        let end = if job.run(conn) { "RELEASE job" } else { "ROLLBACK TO job; RELEASE job" };
        conn.batch_execute(end)?;
    }
    conn.batch_execute("COMMIT")?;
    Ok(())
}

fn answer_all(group: Vec<Box<dyn Job>>, outcome: &Result<(), AppError>, topics: &Topics) {
    topics.count_commit();
    let raised = group.into_iter().fold(0, |raised, job| raised | job.answer(outcome.clone()));
    topics.raise(raised);
}
