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
    let payload = serde_json::to_string(mail).map_err(AppError::internal)?;
    diesel::insert_into(outbox::table)
        .values((
            outbox::id.eq(OutboxId::new()),
            outbox::kind.eq("mail"),
            outbox::payload.eq(payload),
            outbox::attempts.eq(0_i64),
            outbox::due_at.eq(at),
            outbox::last_error.eq(""),
            outbox::created_at.eq(at),
        ))
        .execute(conn)?;
    raise(Topic::Outbox);
    Ok(())
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
    let (email, tag): (String, String) =
        people::table.find(person).select((people::email, people::locale)).first(conn)?;
    let locale = Locale::from_tag(&tag).unwrap_or(Locale::En);
    let notice = word(locale);
    diesel::insert_into(notifications::table)
        .values((
            notifications::id.eq(NotificationId::new()),
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
    enqueue_mail(conn, &mail, at)
}
