//! Work that is due at a time: done once however many workers there are, with its own transaction, and
//! tried again when it fails.

use std::sync::{Arc, Mutex};

use chrono::Duration;
use diesel::prelude::*;
use fairhall::clock::{Clock, Instant};
use fairhall::db::schema::{outbox, settings};
use fairhall::db::{Conn, Db, migrate};
use fairhall::error::{AppError, AppResult};
use fairhall::mail::{Mailer, Transport};
use fairhall::outbox::tasks::{Tasks, enqueue_task};
use fairhall::outbox::worker::Worker;

use crate::both;
use crate::support::{Kind, TestDatabase};

/// Counts a run under the name of the thing; fails for a thing of this name.
fn count(conn: &mut Conn, thing: &str, now: Instant) -> AppResult<()> {
    let row = (settings::name.eq(thing), settings::value.eq("run"), settings::updated_at.eq(now));
    diesel::insert_into(settings::table).values(row).execute(conn)?;
    if thing == "failing" { Err(AppError::Conflict("error-x")) } else { Ok(()) }
}

fn open(kind: Kind) -> (TestDatabase, Worker) {
    let database = TestDatabase::make(kind);
    migrate::run(&database.address()).unwrap();
    let (db, clock) = (Db::open(&database.address(), 4).unwrap(), Clock::new());
    let memory = Transport::Memory(Mutex::new(Vec::new()));
    let mailer = Arc::new(Mailer::new(memory, "fairhall@test.example", "http://127.0.0.1".into()).unwrap());
    let tasks = Tasks::default().with("count-thing", count);
    (database, Worker { db, clock, mailer, tasks, pusher: None })
}

async fn enqueue(worker: &Worker, things: &[&'static str], due_at: Instant) {
    let (things, now) = (things.to_vec(), worker.clock.now());
    let write = move |conn: &mut Conn| {
        for thing in &things {
            enqueue_task(conn, "count-thing", thing, due_at, now)?;
        }
        Ok(())
    };
    worker.db.write(write).await.unwrap();
}

async fn runs(worker: &Worker) -> Vec<String> {
    let list = |conn: &mut Conn| Ok(settings::table.order(settings::name).select(settings::name).load(conn)?);
    worker.db.read(list).await.unwrap()
}

both!(a_task_runs_when_it_is_due_and_once_with_many_workers, |kind| async move {
    let (_database, worker) = open(kind);
    enqueue(&worker, &["a", "b", "c"], worker.clock.now() + Duration::minutes(10)).await;
    assert_eq!(worker.work_off().await.unwrap(), 0);
    worker.clock.advance(Duration::minutes(10));
    let workers = [worker.clone(), worker.clone(), worker.clone()];
    for done in futures_util::future::join_all(workers.iter().map(Worker::work_off)).await {
        done.unwrap();
    }
    // A second run of one would break the unique name.
    assert_eq!(runs(&worker).await, ["a", "b", "c"]);
    let undone =
        |conn: &mut Conn| Ok(outbox::table.filter(outbox::done_at.is_null()).count().get_result::<i64>(conn)?);
    assert_eq!(worker.db.read(undone).await.unwrap(), 0);
});

both!(a_task_that_fails_leaves_nothing_behind_and_is_tried_again, |kind| async move {
    let (_database, worker) = open(kind);
    enqueue(&worker, &["failing", "good"], worker.clock.now()).await;
    worker.work_off().await.unwrap();
    assert_eq!(runs(&worker).await, ["good"], "the failing one is undone whole");
    let failed = |conn: &mut Conn| {
        let left = outbox::table.filter(outbox::done_at.is_null());
        Ok(left.select((outbox::payload, outbox::attempts, outbox::due_at)).first::<(String, i64, Instant)>(conn)?)
    };
    let (payload, attempts, due_at) = worker.db.read(failed).await.unwrap();
    assert_eq!((payload.as_str(), attempts), ("failing", 1));
    assert!(due_at > worker.clock.now());
    worker.clock.advance(Duration::minutes(3));
    worker.work_off().await.unwrap();
    assert_eq!(worker.db.read(failed).await.unwrap().1, 2);
});

both!(a_task_of_a_kind_that_nobody_does_is_kept, |kind| async move {
    let (_database, mut worker) = open(kind);
    enqueue(&worker, &["later"], worker.clock.now()).await;
    let tasks = std::mem::take(&mut worker.tasks);
    worker.work_off().await.unwrap();
    assert!(runs(&worker).await.is_empty());
    worker.tasks = tasks;
    worker.clock.advance(Duration::minutes(3));
    worker.work_off().await.unwrap();
    assert_eq!(runs(&worker).await, ["later"]);
});
