//! Work that follows a change: rows written in the transaction of the change, worked off after it.
//! Zones call [`notify`] and [`enqueue_mail`]; the worker in [`worker`] sends.
//!
//! A row is worked off at least once; sending is the last thing done before it is marked.

pub mod worker;

use diesel::prelude::*;

use crate::clock::Instant;
use crate::db::schema::{notifications, outbox, people};
use crate::db::{Conn, Topic, raise};
use crate::error::{AppError, AppResult};
use crate::ids::{NotificationId, OutboxId, PersonId};
use crate::mail::Mail;
use crate::web::i18n::Locale;

/// How long a mail waits for somebody to look, in minutes.
pub const SEEN_MINUTES: i64 = 2;

/// What a person is told: in the site and by mail.
#[derive(Debug, Clone)]
pub struct Notice {
    /// One line.
    pub subject: String,
    /// A sentence or two; may be empty.
    pub detail: String,
}

/// Queues a mail.
///
/// # Errors
/// What the database said.
pub fn enqueue_mail(conn: &mut Conn, mail: &Mail, at: Instant) -> AppResult<()> {
    insert_mail(conn, mail, None, (at, at))
}

/// Queues a mail that tells of a notification, or of none, to be sent at `due_at`.
fn insert_mail(
    conn: &mut Conn,
    mail: &Mail,
    of: Option<&NotificationId>,
    (at, due_at): (Instant, Instant),
) -> AppResult<()> {
    let payload = serde_json::to_string(mail).map_err(AppError::internal)?;
    diesel::insert_into(outbox::table)
        .values((
            outbox::id.eq(OutboxId::new()),
            outbox::kind.eq("mail"),
            outbox::payload.eq(payload),
            outbox::attempts.eq(0_i64),
            outbox::due_at.eq(due_at),
            outbox::last_error.eq(""),
            outbox::created_at.eq(at),
            outbox::notification_id.eq(of),
        ))
        .execute(conn)?;
    raise(Topic::Outbox);
    Ok(())
}

/// Tells a person of something that goes on, once until they have looked: a notification, and a mail
/// that is sent when they have not looked within [`SEEN_MINUTES`]. False when an earlier notification
/// of this kind and place is still unread; nothing is written then.
///
/// # Errors
/// As [`notify`].
pub fn notify_unless_seen(
    conn: &mut Conn,
    person: &PersonId,
    kind: &'static str,
    link: &str,
    at: Instant,
    word: impl Fn(Locale) -> Notice,
) -> AppResult<bool> {
    let unread = unread_of(person, kind, link).limit(1).select(notifications::id);
    if unread.first::<NotificationId>(conn).optional()?.is_some() {
        return Ok(false);
    }
    let (id, mail) = insert_notification(conn, person, kind, link, at, word)?;
    insert_mail(conn, &mail, Some(&id), (at, at + chrono::Duration::minutes(SEEN_MINUTES)))?;
    Ok(true)
}

/// Notes that a person has looked at what they were told of. True when they had not yet.
///
/// # Errors
/// What the database said.
pub fn mark_seen(conn: &mut Conn, person: &PersonId, kind: &'static str, link: &str, at: Instant) -> AppResult<bool> {
    let seen = diesel::update(unread_of(person, kind, link)).set(notifications::read_at.eq(at)).execute(conn)?;
    Ok(seen > 0)
}

#[diesel::dsl::auto_type]
fn unread_of<'a>(person: &'a PersonId, kind: &'a str, link: &'a str) -> _ {
    notifications::table
        .filter(notifications::person_id.eq(person))
        .filter(notifications::read_at.is_null())
        .filter(notifications::kind.eq(kind))
        .filter(notifications::link.eq(link))
}

/// Tells a person of a change: a notification in the site and a mail, both in their language.
/// `kind` is the noun and the verb (`application.rejected`), `link` a path on this site.
///
/// # Errors
/// What the database said; 404 when there is no such person.
pub fn notify(
    conn: &mut Conn,
    person: &PersonId,
    kind: &'static str,
    link: &str,
    at: Instant,
    word: impl Fn(Locale) -> Notice,
) -> AppResult<()> {
    let (_, mail) = insert_notification(conn, person, kind, link, at, word)?;
    enqueue_mail(conn, &mail, at)
}

/// Writes the notification; gives it with the mail that tells of it.
fn insert_notification(
    conn: &mut Conn,
    person: &PersonId,
    kind: &'static str,
    link: &str,
    at: Instant,
    word: impl Fn(Locale) -> Notice,
) -> AppResult<(NotificationId, Mail)> {
    let id = NotificationId::new();
    let (email, tag): (String, String) =
        people::table.find(person).select((people::email, people::locale)).first(conn)?;
    let locale = Locale::from_tag(&tag).unwrap_or(Locale::En);
    let notice = word(locale);
    diesel::insert_into(notifications::table)
        .values((
            notifications::id.eq(&id),
            notifications::person_id.eq(person),
            notifications::kind.eq(kind),
            notifications::subject.eq(&notice.subject),
            notifications::detail.eq(&notice.detail),
            notifications::link.eq(link),
            notifications::created_at.eq(at),
        ))
        .execute(conn)?;
    raise(Topic::Notices);
    let paragraphs = [notice.subject.clone(), notice.detail];
    let mail = Mail {
        to: email,
        locale,
        subject: notice.subject,
        paragraphs: paragraphs.into_iter().filter(|text| !text.is_empty()).collect(),
        action: Some((locale.t("mail-open").to_owned(), link.to_owned())),
    };
    Ok((id, mail))
}
