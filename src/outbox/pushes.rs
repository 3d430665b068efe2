//! Pushes in the outbox: a row for each browser that is to be told of a notification, taken, leased and
//! tried again like a mail. What was read meanwhile, turned off or signed out is not sent.

use std::sync::Arc;

use diesel::prelude::*;

use super::browsers::{is_alive, list_browsers};
use super::settings::{find_wish, is_pushed};
use super::topics::NoticeTopic;
use super::worker::{Due, Worker, mark};
use crate::clock::Instant;
use crate::db::schema::{logins, notifications, outbox, push_subscriptions};
use crate::db::{Conn, Topic, raise};
use crate::error::AppResult;
use crate::ids::{NotificationId, OutboxId, PersonId, PushBrowserId};
use crate::push::{Message, Outcome, Pusher};
use crate::web::limits::PUSH_TRIES;

/// The kind of a push in the outbox; its payload is the browser.
pub(super) const KIND: &str = "push";
/// The longest that a service may have a message wait, in minutes.
const WAIT_MINUTES: i64 = 60;

/// Queues a push to each browser of a person, where the topic comes so.
pub(super) fn enqueue(
    conn: &mut Conn,
    (person, topic): (&PersonId, NoticeTopic),
    told: &NotificationId,
    (now, due): (Instant, Instant),
) -> QueryResult<()> {
    let browsers = list_browsers(conn, person, now)?;
    if browsers.is_empty() || !is_pushed(conn, person, topic)? {
        return Ok(());
    }
    let row = |browser: PushBrowserId| {
        (
            outbox::id.eq(OutboxId::new()),
            outbox::kind.eq(KIND),
            outbox::payload.eq(String::from(browser)),
            outbox::attempts.eq(0_i64),
            outbox::due_at.eq(due),
            outbox::last_error.eq(""),
            outbox::created_at.eq(now),
            outbox::notification_id.eq(told),
            outbox::person_id.eq(person),
        )
    };
    let rows: Vec<_> = browsers.into_iter().map(|browser| row(browser.id)).collect();
    crate::insert_many!(conn, outbox::table, rows)?;
    raise(Topic::Outbox);
    Ok(())
}

/// A browser with what it is to be told.
struct Push {
    browser: PushBrowserId,
    endpoint: String,
    public_key: String,
    secret: String,
    message: Message,
}

/// Works on a push that was taken.
pub(super) async fn work(worker: &Worker, row: Due, now: Instant) -> AppResult<()> {
    let (told, browser) = (row.tells_of.clone(), row.payload.clone());
    let found = match (&worker.pusher, told) {
        (Some(pusher), Some(told)) => {
            let push = worker.db.read(move |conn| Ok(find_push(conn, &browser, &told, now)?)).await?;
            push.map(|push| (pusher.clone(), push))
        }
        _ => None,
    };
    let Some((pusher, push)) = found else {
        return worker.db.write(move |conn| mark(conn, &row.id, row.attempts, None, now)).await;
    };
    let outcome = send(&pusher, &push, now).await;
    if let Err(error) = &outcome {
        tracing::warn!(%error, outbox = %row.id, attempts = row.attempts, "a push was not sent");
    }
    let now = worker.clock.now();
    worker.db.write(move |conn| note(conn, &row, &push, &outcome, now)).await
}

async fn send(pusher: &Arc<Pusher>, push: &Push, now: Instant) -> AppResult<Outcome> {
    // What was accepted once may not be any more: the settings name the services.
    match pusher.read(&push.endpoint, &push.public_key, &push.secret) {
        Some(receiver) => pusher.send(&receiver, &push.message, now).await,
        None => Ok(Outcome::Gone),
    }
}

/// What is to be sent; none when nobody wants it any more.
fn find_push(conn: &mut Conn, browser: &str, told: &NotificationId, now: Instant) -> QueryResult<Option<Push>> {
    type Place = (PushBrowserId, PersonId, String, String, String);
    let place: Option<Place> = push_subscriptions::table
        .inner_join(logins::table)
        .filter(push_subscriptions::id.eq(browser))
        .filter(is_alive(now))
        .select((
            push_subscriptions::id,
            push_subscriptions::person_id,
            push_subscriptions::endpoint,
            push_subscriptions::public_key,
            push_subscriptions::secret,
        ))
        .first(conn)
        .optional()?;
    let Some((browser, person, endpoint, public_key, secret)) = place else { return Ok(None) };
    let unread = notifications::table.find(told).filter(notifications::read_at.is_null());
    let word: Option<(String, String, String, String)> = unread
        .filter(notifications::person_id.eq(&person))
        .select((notifications::kind, notifications::subject, notifications::detail, notifications::link))
        .first(conn)
        .optional()?;
    let Some((kind, title, body, link)) = word else { return Ok(None) };
    if !is_pushed(conn, &person, NoticeTopic::of(&kind))? {
        return Ok(None);
    }
    let lang = find_wish(conn, &person)?.locale.tag();
    let message = Message { title, body, link, tag: told.to_string(), lang };
    Ok(Some(Push { browser, endpoint, public_key, secret, message }))
}

/// Writes down what became of a push that this worker took with so many attempts.
fn note(conn: &mut Conn, row: &Due, push: &Push, outcome: &AppResult<Outcome>, now: Instant) -> AppResult<()> {
    let browser = push_subscriptions::table.find(&push.browser);
    let wait = match outcome {
        Ok(Outcome::Taken) => {
            diesel::update(browser).set(push_subscriptions::told_at.eq(Some(now))).execute(conn)?;
            None
        }
        Ok(Outcome::Gone) => {
            // Unless it has moved meanwhile.
            let gone = browser.filter(push_subscriptions::endpoint.eq(&push.endpoint));
            diesel::delete(gone).execute(conn)?;
            None
        }
        Ok(Outcome::Later(wanted)) => Some(wanted.and_then(|wanted| i64::try_from(wanted.as_secs()).ok()).unwrap_or(0)),
        Err(_) => Some(0),
    };
    let Some(wanted) = wait.filter(|_| row.attempts < PUSH_TRIES) else {
        return mark(conn, &row.id, row.attempts, None, now);
    };
    let own = (1_i64 << row.attempts.clamp(0, 6)) * 60;
    let wait = chrono::Duration::seconds(own.max(wanted.min(WAIT_MINUTES * 60)));
    let error = outcome.as_ref().err().map_or_else(|| "asked to wait".to_owned(), ToString::to_string);
    let mine = outbox::table.find(&row.id).filter(outbox::attempts.eq(row.attempts));
    diesel::update(mine).set((outbox::due_at.eq(now + wait), outbox::last_error.eq(error))).execute(conn)?;
    Ok(())
}
