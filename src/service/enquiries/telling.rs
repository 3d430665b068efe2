//! Who hears of what happens to an enquiry: whoever asked in the site and by mail, or by mail with a secret link;
//! the agent who looks after it, or all of them while nobody does. Private notes go through none of this.

use super::links::make_link;
use super::model::Enquiry;
use crate::clock::Instant;
use crate::db::Conn;
use crate::error::AppResult;
use crate::ids::{EnquiryId, PersonId};
use crate::mail::Mail;
use crate::outbox::{self, Notice, enqueue_mail, notify_unless_seen};
use crate::site::helpdesk::list_reachable_watchers;
use crate::site::settings::load_settings;
use crate::web::i18n::Locale;
use crate::web::text::{clip, one_line};

/// The address of the queue.
pub const DESK: &str = "/service/desk";
/// How much of a message a notification to agents shows, in characters.
const TOLD_CHARS: usize = 200;

/// The address of an enquiry for who asked.
pub fn own_link(id: &EnquiryId) -> String {
    format!("/service/enquiries/{id}")
}

/// The address of an enquiry for agents.
pub fn desk_link(id: &EnquiryId) -> String {
    format!("/service/desk/enquiries/{id}")
}

/// Tells whoever asked that their enquiry has arrived, where they have no account: the link to it is in the mail.
/// Nothing that was typed is, so that nobody writes to strangers through this form.
///
/// # Errors
/// What the database said.
pub fn tell_received(conn: &mut Conn, enquiry: &Enquiry, now: Instant) -> AppResult<()> {
    if enquiry.person_id.is_some() || enquiry.email.is_empty() {
        return Ok(());
    }
    let (locale, link) = (find_language(conn, enquiry)?, make_link(conn, &enquiry.id, now)?);
    let mail = Mail {
        subject: locale.t("mail-enquiry-received").to_owned(),
        paragraphs: vec![locale.t("mail-enquiry-received-text").to_owned(), locale.t("mail-not-you").to_owned()],
        action: Some((locale.t("mail-enquiry-open").to_owned(), link)),
        ..Mail::to(locale, &enquiry.email)
    };
    enqueue_mail(conn, &mail, now)
}

/// The language of whoever asked, or the one that is offered.
fn find_language(conn: &mut Conn, enquiry: &Enquiry) -> AppResult<Locale> {
    Ok(load_settings(conn)?.languages.admit(enquiry.language()))
}

/// Tells whoever asked of something: in the site and by mail, or by mail alone. `key` is a sentence with
/// `$subject`, `detail` the words of an answer.
///
/// # Errors
/// What the database said.
pub fn tell_requester(
    conn: &mut Conn,
    enquiry: &Enquiry,
    (kind, key): (&'static str, &'static str),
    detail: &str,
    now: Instant,
) -> AppResult<()> {
    let subject = |locale: Locale| locale.tf(key, &[("subject", &one_line(&enquiry.subject))]);
    if let Some(person) = &enquiry.person_id {
        return outbox::notify(conn, person, kind, &own_link(&enquiry.id), now, |locale| Notice {
            subject: subject(locale),
            detail: detail.to_owned(),
        });
    }
    if enquiry.email.is_empty() {
        return Ok(());
    }
    let (locale, link) = (find_language(conn, enquiry)?, make_link(conn, &enquiry.id, now)?);
    let paragraphs = [detail, locale.t("mail-enquiry-answer-here")];
    let mail = Mail {
        subject: subject(locale),
        paragraphs: paragraphs.into_iter().filter(|text| !text.is_empty()).map(ToOwned::to_owned).collect(),
        action: Some((locale.t("mail-enquiry-open").to_owned(), link)),
        ..Mail::to(locale, &enquiry.email)
    };
    enqueue_mail(conn, &mail, now)
}

/// Tells the desk that somebody waits: who looks after the enquiry, else everybody once until they have looked.
///
/// # Errors
/// What the database said.
pub fn tell_desk(conn: &mut Conn, enquiry: &Enquiry, body: &str, now: Instant) -> AppResult<()> {
    let name = one_line(&enquiry.name);
    let word = |key: &'static str| {
        let (name, subject, body) = (name.clone(), one_line(&enquiry.subject), one_line(body));
        move |locale: Locale| Notice {
            subject: locale.tf(key, &[("name", &name), ("subject", &subject)]),
            detail: clip(&body, TOLD_CHARS),
        }
    };
    if let Some(agent) = &enquiry.agent_id {
        let (kind, link) = ("enquiry.written", desk_link(&enquiry.id));
        notify_unless_seen(conn, agent, kind, &link, now, word("notice-enquiry-written"))?;
        return Ok(());
    }
    for agent in list_reachable_watchers(conn, &enquiry.edition_id, now)? {
        notify_unless_seen(conn, &agent, "enquiry.waiting", DESK, now, word("notice-enquiry-waiting"))?;
    }
    Ok(())
}

/// Tells an agent of something about an enquiry; `key` is a sentence with `$subject` and `$name`, of who did it.
///
/// # Errors
/// What the database said.
pub fn tell_agent(
    conn: &mut Conn,
    (agent, enquiry): (&PersonId, &Enquiry),
    (kind, key): (&'static str, &'static str),
    (name, detail): (&str, &str),
    now: Instant,
) -> AppResult<()> {
    let (name, subject) = (one_line(name), one_line(&enquiry.subject));
    outbox::notify(conn, agent, kind, &desk_link(&enquiry.id), now, |locale| Notice {
        subject: locale.tf(key, &[("name", &name), ("subject", &subject)]),
        detail: detail.to_owned(),
    })
}
