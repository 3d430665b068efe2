//! The daily digest: a row of the outbox that becomes a mail when it is due. One a person waits; what
//! it is to tell is marked at the notifications, and taken off them in the transaction that makes
//! the mail, so that nothing stands in two.

use diesel::dsl::exists;
use diesel::prelude::*;

use super::settings::{MailChoice, Wish, find_wish, list_choices, note_digest};
use super::topics::NoticeTopic;
use super::unsubscribe::{Ending, Subscription};
use super::{ATTEMPTS_MAX, hold_person};
use crate::clock::Instant;
use crate::db::schema::{notifications, outbox};
use crate::db::{Conn, Topic, raise};
use crate::error::{AppError, AppResult};
use crate::ids::{OutboxId, PersonId};
use crate::mail::{Entry, Mail, Section};

/// The kind of its row in the outbox.
pub(super) const KIND: &str = "digest";
/// Most notifications that it names; the rest are counted.
const NAMED: usize = 50;

/// Sees to it that a digest waits for this person.
pub(super) fn await_digest(conn: &mut Conn, person: &PersonId, wish: &Wish, now: Instant) -> QueryResult<()> {
    hold_person(conn, person)?;
    let due = wish.next_digest(now);
    let waiting = outbox::table
        .filter(outbox::person_id.eq(person))
        .filter(outbox::kind.eq(KIND))
        .filter(outbox::done_at.is_null());
    // Put off by a wrong clock, or given up.
    let stale = outbox::attempts.eq(0).and(outbox::due_at.gt(due)).or(outbox::attempts.ge(ATTEMPTS_MAX));
    diesel::update(waiting.filter(stale)).set((outbox::due_at.eq(due), outbox::attempts.eq(0_i64))).execute(conn)?;
    if diesel::select(exists(waiting)).get_result(conn)? {
        return Ok(());
    }
    diesel::insert_into(outbox::table)
        .values((
            outbox::id.eq(OutboxId::new()),
            outbox::kind.eq(KIND),
            outbox::payload.eq(""),
            outbox::attempts.eq(0_i64),
            outbox::due_at.eq(due),
            outbox::last_error.eq(""),
            outbox::created_at.eq(now),
            outbox::person_id.eq(person),
        ))
        .execute(conn)?;
    Ok(())
}

/// Puts a digest that waits to the hour and the time zone that its person has now.
///
/// # Errors
/// What the database said.
pub fn put_to_its_hour(conn: &mut Conn, person: &PersonId, now: Instant) -> QueryResult<()> {
    let due = find_wish(conn, person)?.next_digest(now);
    let waiting = outbox::table
        .filter(outbox::person_id.eq(person))
        .filter(outbox::kind.eq(KIND))
        .filter(outbox::done_at.is_null())
        .filter(outbox::attempts.eq(0));
    diesel::update(waiting).set(outbox::due_at.eq(due)).execute(conn)?;
    Ok(())
}

/// Makes a digest that is due a mail, due at once, or marks it as done when there is nothing to tell.
/// A worker whose lease has passed to another changes nothing.
pub(super) fn make_mail(conn: &mut Conn, id: &OutboxId, attempts: i64, now: Instant) -> AppResult<()> {
    let mine = outbox::table.find(id).filter(outbox::kind.eq(KIND)).filter(outbox::attempts.eq(attempts));
    let Some(person) = mine.select(outbox::person_id.assume_not_null()).first::<PersonId>(conn).optional()? else {
        return Ok(());
    };
    hold_person(conn, &person)?;
    let is_mine = outbox::table.find(id).filter(outbox::kind.eq(KIND)).filter(outbox::attempts.eq(attempts));
    if !diesel::select(exists(is_mine)).get_result::<bool>(conn)? {
        return Ok(());
    }
    let told = take_awaiting(conn, &person)?;
    if told.is_empty() {
        diesel::update(outbox::table.find(id)).set(outbox::done_at.eq(Some(now))).execute(conn)?;
        return Ok(());
    }
    let mut mail = word(&find_wish(conn, &person)?, told);
    mail.unsubscribe = Some(Subscription { person: person.clone(), ending: Ending::Digest }.path(conn, now)?);
    let payload = serde_json::to_string(&mail).map_err(AppError::internal)?;
    let mail =
        (outbox::kind.eq(super::MAIL), outbox::payload.eq(payload), outbox::attempts.eq(0_i64), outbox::due_at.eq(now));
    diesel::update(outbox::table.find(id)).set(mail).execute(conn)?;
    note_digest(conn, &person, now)?;
    raise(Topic::Outbox);
    Ok(())
}

/// Kind, subject and link of what is unread and waits for the digest, oldest first; it waits no more.
fn take_awaiting(conn: &mut Conn, person: &PersonId) -> QueryResult<Vec<(NoticeTopic, String, String)>> {
    let awaiting =
        notifications::table.filter(notifications::person_id.eq(person)).filter(notifications::awaits_digest);
    let unread: Vec<(String, String, String)> = awaiting
        .filter(notifications::read_at.is_null())
        .order(notifications::id)
        .select((notifications::kind, notifications::subject, notifications::link))
        .load(conn)?;
    diesel::update(awaiting).set(notifications::awaits_digest.eq(false)).execute(conn)?;
    let choices = list_choices(conn, person)?;
    let is_wanted = |topic: NoticeTopic| !choices.contains(&(topic, MailChoice::None));
    let told = unread.into_iter().map(|(kind, subject, link)| (NoticeTopic::of(&kind), subject, link));
    Ok(told.filter(|(topic, ..)| is_wanted(*topic)).collect())
}

fn word(wish: &Wish, told: Vec<(NoticeTopic, String, String)>) -> Mail {
    let locale = wish.locale;
    let count = i64::try_from(told.len()).unwrap_or(i64::MAX);
    let more = i64::try_from(told.len().saturating_sub(NAMED)).unwrap_or(0);
    let section = |topic: &NoticeTopic| {
        let its = told.iter().take(NAMED).filter(|(of, ..)| of == topic);
        let entries = its.map(|(_, subject, link)| Entry { text: subject.clone(), path: link.clone() }).collect();
        Section { heading: locale.t(topic.key()).to_owned(), entries }
    };
    let mut paragraphs = vec![locale.t("mail-digest-text").to_owned()];
    paragraphs.extend((more > 0).then(|| locale.tn("mail-digest-more", more)));
    Mail {
        subject: locale.tn("mail-digest-subject", count),
        paragraphs,
        sections: NoticeTopic::ALL.iter().map(section).filter(|section| !section.entries.is_empty()).collect(),
        action: Some((locale.t("mail-digest-open").to_owned(), "/me/notifications?show=unread".to_owned())),
        ..Mail::to(locale, &wish.email)
    }
}
