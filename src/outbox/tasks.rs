//! Work of the zones that is due at a time: what expires, what one is reminded of. Zones write a row
//! with [`enqueue_task`] in the transaction of the change; `app` says what each kind does. The work
//! runs once, in one transaction with the mark that it is done, and finds for itself whether there is
//! still anything to do: nothing is taken back when a meeting is moved, its old reminder finds nothing.

use std::collections::HashMap;
use std::sync::Arc;

use diesel::prelude::*;

use super::worker::{hold_row, mark};
use crate::clock::Instant;
use crate::db::schema::outbox;
use crate::db::{Conn, Topic, raise};
use crate::error::{AppError, AppResult};
use crate::ids::OutboxId;

/// What a task does: with the id of its thing, at the instant it runs.
pub type Work = Arc<dyn Fn(&mut Conn, &str, Instant) -> AppResult<()> + Send + Sync>;

/// What each kind of task does; filled by `app`.
#[derive(Clone, Default)]
pub struct Tasks(HashMap<&'static str, Work>);

impl Tasks {
    /// With one kind more. Its name has dashes, `meeting-reminder`: it is no kind of notification.
    #[must_use]
    pub fn with(
        mut self,
        kind: &'static str,
        work: impl Fn(&mut Conn, &str, Instant) -> AppResult<()> + Send + Sync + 'static,
    ) -> Self {
        self.0.insert(kind, Arc::new(work));
        self
    }

    pub(super) fn find(&self, kind: &str) -> AppResult<Work> {
        self.0.get(kind).cloned().ok_or_else(|| AppError::internal(format!("nobody does tasks of the kind {kind}")))
    }
}

/// Sees to it that a task runs about this thing once `due_at` has come.
///
/// # Errors
/// What the database said.
pub fn enqueue_task(
    conn: &mut Conn,
    kind: &'static str,
    thing: &str,
    due_at: Instant,
    now: Instant,
) -> QueryResult<()> {
    diesel::insert_into(outbox::table)
        .values((
            outbox::id.eq(OutboxId::new()),
            outbox::kind.eq(kind),
            outbox::payload.eq(thing),
            outbox::attempts.eq(0_i64),
            outbox::due_at.eq(due_at),
            outbox::last_error.eq(""),
            outbox::created_at.eq(now),
        ))
        .execute(conn)?;
    if due_at <= now {
        raise(Topic::Outbox);
    }
    Ok(())
}

/// Runs a task that this worker has taken with so many attempts, unless another has it by now.
pub(super) fn run(
    conn: &mut Conn,
    work: &Work,
    (id, attempts, thing): (&OutboxId, i64, &str),
    now: Instant,
) -> AppResult<()> {
    if !hold_row(conn, id, attempts)? {
        return Ok(());
    }
    work(conn, thing, now)?;
    mark(conn, id, attempts, None, now)
}
