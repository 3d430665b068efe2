//! Work that follows a change: rows written in the transaction of the change, worked off after it.
//! Zones call [`notify`], [`notify_unless_seen`] and [`enqueue_mail`]; the worker in [`worker`] sends.
//!
//! The site lists everything at once. Mails follow what the person chose for the topic, see
//! [`settings`]: at once but after their quiet hours, in a daily [`digest`], or none. Their [`browsers`]
//! where push is on are told too, after the same quiet hours.
//!
//! A row is worked off at least once: sending is the last thing done before it is marked, and a worker
//! that dies between the two leaves a mail that is sent again with the same Message-ID. A mail that
//! waits is not sent when its notification was read meanwhile, or its topic or saved search turned off.

pub mod browsers;
pub mod digest;
mod pushes;
pub mod searches;
pub mod settings;
pub mod tasks;
pub mod times;
pub mod topics;
pub mod unsubscribe;
pub mod worker;

use diesel::dsl::exists;
use diesel::prelude::*;

use settings::{MailChoice, Wish, find_choice, find_wish};
use topics::NoticeTopic;
use unsubscribe::{Ending, Subscription};

use crate::clock::Instant;
use crate::db::schema::{notifications, outbox, people};
use crate::db::{Conn, Topic, raise};
use crate::error::{AppError, AppResult};
use crate::ids::{NotificationId, OutboxId, PersonId};
use crate::mail::{Mail, Section};
use crate::web::i18n::Locale;
use crate::web::ics::Event;
use crate::web::text::escape_like;

/// The kind of a mail in the outbox.
pub const MAIL: &str = "mail";
/// How often a row is tried: the waits double from one minute, some four days in all.
pub const ATTEMPTS_MAX: i64 = 13;

/// How long a mail of [`notify_unless_seen`] waits, in minutes: who reads along needs none.
pub const SEEN_MINUTES: i64 = 2;

/// What a person is told: in the site and by mail.
#[derive(Debug, Clone)]
pub struct Notice {
    /// One line.
    pub subject: String,
    /// A sentence or two; may be empty.
    pub detail: String,
}

/// What a mail may hold beside the words of its notification.
#[derive(Default)]
struct Extras<'a> {
    event: Option<&'a dyn Fn(Locale) -> Event>,
    section: Option<&'a dyn Fn(Locale) -> Section>,
    /// What its link ends; else its topic.
    ending: Option<Ending>,
}

/// Queues a mail.
///
/// # Errors
/// What the database said.
pub fn enqueue_mail(conn: &mut Conn, mail: &Mail, at: Instant) -> AppResult<()> {
    insert_mail(conn, mail, at, at, (None, None))
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
    tell(conn, person, (kind, link), (at, at), Extras::default(), word)
}

/// As [`notify`], with something for the person's calendar in the mail, worded in their language.
///
/// # Errors
/// As [`notify`].
pub fn notify_with_event(
    conn: &mut Conn,
    person: &PersonId,
    (kind, link): (&'static str, &str),
    at: Instant,
    word: impl Fn(Locale) -> Notice,
    event: impl Fn(Locale) -> Event,
) -> AppResult<()> {
    tell(conn, person, (kind, link), (at, at), Extras { event: Some(&event), ..Extras::default() }, word)
}

/// As [`notify`], with a list in the mail, worded in their language, and a link of its own that ends such mails.
///
/// # Errors
/// As [`notify`].
pub fn notify_with_list(
    conn: &mut Conn,
    person: &PersonId,
    (kind, link, ending): (&'static str, &str, Ending),
    at: Instant,
    word: impl Fn(Locale) -> Notice,
    section: impl Fn(Locale) -> Section,
) -> AppResult<()> {
    let extras = Extras { section: Some(&section), ending: Some(ending), ..Extras::default() };
    tell(conn, person, (kind, link), (at, at), extras, word)
}

/// Tells a person of something that goes on, a conversation say: a notification in the site at
/// once, and a mail [`SEEN_MINUTES`] later unless it has been read by then. While one of the same
/// kind and link is unread nothing new is written. Gives whether it was.
///
/// # Errors
/// What the database said; 404 when there is no such person.
pub fn notify_unless_seen(
    conn: &mut Conn,
    person: &PersonId,
    kind: &'static str,
    link: &str,
    at: Instant,
    word: impl Fn(Locale) -> Notice,
) -> AppResult<bool> {
    tell_unless(conn, person, (kind, link), at, word, |conn| has_unread(conn, person, kind, link))
}

/// The same while one of the kind is unread whose link begins so, a room's say.
///
/// # Errors
/// As [`notify_unless_seen`].
pub fn notify_unless_seen_under(
    conn: &mut Conn,
    person: &PersonId,
    kind: &'static str,
    (link, beginning): (&str, &str),
    at: Instant,
    word: impl Fn(Locale) -> Notice,
) -> AppResult<bool> {
    tell_unless(conn, person, (kind, link), at, word, |conn| has_unread_under(conn, person, kind, beginning))
}

fn tell_unless(
    conn: &mut Conn,
    person: &PersonId,
    what: (&'static str, &str),
    at: Instant,
    word: impl Fn(Locale) -> Notice,
    is_told: impl Fn(&mut Conn) -> QueryResult<bool>,
) -> AppResult<bool> {
    if is_told(conn)? {
        return Ok(false);
    }
    hold_person(conn, person)?;
    if is_told(conn)? {
        return Ok(false);
    }
    tell(conn, person, what, (at, at + chrono::Duration::minutes(SEEN_MINUTES)), Extras::default(), word)?;
    Ok(true)
}

/// Marks as read whatever a person was told with this link: they have looked. Gives how many they were.
///
/// # Errors
/// What the database said.
pub fn mark_seen(conn: &mut Conn, person: &PersonId, link: &str, at: Instant) -> QueryResult<usize> {
    withdraw(conn, std::slice::from_ref(person), link, at)
}

/// Marks as read whatever these people were told with this link: there is nothing to look at any more.
///
/// # Errors
/// What the database said.
pub fn withdraw(conn: &mut Conn, people: &[PersonId], link: &str, at: Instant) -> QueryResult<usize> {
    let of_people = notifications::table
        .filter(notifications::person_id.eq_any(people))
        .filter(notifications::read_at.is_null())
        .filter(notifications::link.eq(link));
    diesel::update(of_people).set(notifications::read_at.eq(Some(at))).execute(conn)
}

/// Takes the details out of whatever these people were told with this link: what they quote is erased.
///
/// # Errors
/// What the database said.
pub fn forget_details(conn: &mut Conn, people: &[PersonId], link: &str) -> QueryResult<usize> {
    let of_people =
        notifications::table.filter(notifications::person_id.eq_any(people)).filter(notifications::link.eq(link));
    diesel::update(of_people).set(notifications::detail.eq("")).execute(conn)
}

/// Whether a person was told something with this link and has not looked yet.
///
/// # Errors
/// What the database said.
pub fn has_unseen(conn: &mut Conn, person: &PersonId, link: &str) -> QueryResult<bool> {
    diesel::select(exists(unread_at(person, link))).get_result(conn)
}

fn has_unread_under(conn: &mut Conn, person: &PersonId, kind: &str, beginning: &str) -> QueryResult<bool> {
    let unread = notifications::table
        .filter(notifications::person_id.eq(person))
        .filter(notifications::read_at.is_null())
        .filter(notifications::kind.eq(kind))
        .filter(notifications::link.like(format!("{}%", escape_like(beginning))).escape('\\'));
    diesel::select(exists(unread)).get_result(conn)
}

fn has_unread(conn: &mut Conn, person: &PersonId, kind: &str, link: &str) -> QueryResult<bool> {
    diesel::select(exists(unread_at(person, link).filter(notifications::kind.eq(kind)))).get_result(conn)
}

#[diesel::dsl::auto_type]
fn unread_at<'a>(person: &'a PersonId, link: &'a str) -> _ {
    notifications::table
        .filter(notifications::person_id.eq(person))
        .filter(notifications::read_at.is_null())
        .filter(notifications::link.eq(link))
}

/// Holds a person's row until the end of the transaction: who tells the same person meanwhile waits
/// and then sees what was told. Changes nothing.
///
/// # Errors
/// What the database said.
pub fn hold_person(conn: &mut Conn, person: &PersonId) -> QueryResult<()> {
    diesel::update(people::table.find(person)).set(people::version.eq(people::version)).execute(conn)?;
    Ok(())
}

/// Writes a notification, and its mail as the person wants it, not before `earliest`.
fn tell(
    conn: &mut Conn,
    person: &PersonId,
    (kind, link): (&'static str, &str),
    (now, earliest): (Instant, Instant),
    extras: Extras<'_>,
    word: impl Fn(Locale) -> Notice,
) -> AppResult<()> {
    let topic = NoticeTopic::of(kind);
    let wish = find_wish(conn, person)?;
    if wish.is_gone {
        return Ok(());
    }
    let choice = find_choice(conn, person, topic)?;
    let notice = word(wish.locale);
    let id = NotificationId::new();
    diesel::insert_into(notifications::table)
        .values((
            notifications::id.eq(&id),
            notifications::person_id.eq(person),
            notifications::kind.eq(kind),
            notifications::subject.eq(&notice.subject),
            notifications::detail.eq(&notice.detail),
            notifications::link.eq(link),
            notifications::created_at.eq(now),
            notifications::awaits_digest.eq(choice == MailChoice::Digest),
        ))
        .execute(conn)?;
    raise(Topic::Notices);
    let due = if topic.can_be_turned_off() { wish.after_quiet_hours(earliest) } else { earliest };
    pushes::enqueue(conn, (person, topic), &id, (now, due))?;
    match choice {
        MailChoice::None => Ok(()),
        MailChoice::Digest => Ok(digest::await_digest(conn, person, &wish, now)?),
        MailChoice::AtOnce => {
            let tells_of = (due > now).then_some(&id);
            let mut mail = word_mail(&wish, notice, link);
            mail.event = extras.event.map(|event| event(wish.locale));
            mail.sections = extras.section.map(|section| section(wish.locale)).into_iter().collect();
            if topic.can_be_turned_off() {
                let ending = extras.ending.unwrap_or(Ending::Topic(topic));
                let own = Subscription { person: person.clone(), ending };
                mail.unsubscribe = Some(own.path(conn, now)?);
            }
            insert_mail(conn, &mail, now, due, (tells_of, Some(person)))
        }
    }
}

fn word_mail(wish: &Wish, notice: Notice, link: &str) -> Mail {
    let paragraphs = [notice.subject.clone(), notice.detail];
    Mail {
        subject: notice.subject,
        paragraphs: paragraphs.into_iter().filter(|text| !text.is_empty()).collect(),
        action: Some((wish.locale.t("mail-open").to_owned(), link.to_owned())),
        ..Mail::to(wish.locale, &wish.email)
    }
}

fn insert_mail(
    conn: &mut Conn,
    mail: &Mail,
    now: Instant,
    due_at: Instant,
    (tells_of, person): (Option<&NotificationId>, Option<&PersonId>),
) -> AppResult<()> {
    let payload = serde_json::to_string(mail).map_err(AppError::internal)?;
    diesel::insert_into(outbox::table)
        .values((
            outbox::id.eq(OutboxId::new()),
            outbox::kind.eq(MAIL),
            outbox::payload.eq(payload),
            outbox::attempts.eq(0_i64),
            outbox::due_at.eq(due_at),
            outbox::last_error.eq(""),
            outbox::created_at.eq(now),
            outbox::notification_id.eq(tells_of),
            outbox::person_id.eq(person),
        ))
        .execute(conn)?;
    raise(Topic::Outbox);
    Ok(())
}
