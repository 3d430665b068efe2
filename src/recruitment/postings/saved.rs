//! Postings that people saved: how their list shows them, and who is told once that one closes soon or has
//! closed. A save brings a task for its posting's end; a posting that is moved brings one for everybody who
//! saved it. Who has applied is told nothing.

use chrono::Duration;
use diesel::prelude::*;

use super::model::{Posting, PostingState, text_in};
use super::queries::{self, PostingRow};
use super::views;
use crate::clock::Instant;
use crate::db::Conn;
use crate::error::AppResult;
use crate::ids::PostingId;
use crate::outbox::settings::find_wish;
use crate::outbox::tasks::enqueue_task;
use crate::outbox::{self, Notice};
use crate::saves::model::Save;
use crate::saves::queries::{find_save, list_saves_of_thing, mark_told};
use crate::saves::{SaveKind, SavedThing};
use crate::site::Visit;
use crate::web::dates;
use crate::web::i18n::Locale;

/// The kind of the task that looks whether a saved posting ends; its thing is a save.
pub const SAVE_ENDING: &str = "save-ending";
/// The kind of the task that looks after everybody who saved a posting that was moved.
pub const POSTING_MOVED: &str = "posting-moved";
/// How long before its end a posting closes soon, in days.
const SOON_DAYS: i64 = 3;

/// The postings of these ids as a person's list shows them; what is not public is left out.
///
/// # Errors
/// What the database said.
pub fn describe_saved(conn: &mut Conn, visit: &Visit, ids: &[String]) -> AppResult<Vec<SavedThing>> {
    let rows = queries::list_known_postings(conn, &visit.edition()?.id, ids)?;
    let public: Vec<PostingRow> = rows.into_iter().filter(|row| is_public(row, visit.now)).collect();
    let cards = queries::cards_of(conn, &public, visit.locale, visit.now)?;
    let thing = |(row, card): (&PostingRow, views::PostingCard)| SavedThing {
        id: row.0.id.to_string(),
        href: card.href,
        title: card.title,
        lang: card.lang,
        detail: [card.organization, card.place].join(" · "),
        badge: Some((card.state.badge(), card.state.key())),
        ends_at: (card.state == PostingState::Live).then_some(card.closes_at),
    };
    Ok(public.iter().zip(cards).map(thing).collect())
}

fn is_public((posting, _, employer): &PostingRow, now: Instant) -> bool {
    let state = posting.state_at(now);
    employer.is_verified() && (state == PostingState::Live || state.is_closed())
}

/// When to look next at a posting that is open.
fn next_look(posting: &Posting, now: Instant) -> Instant {
    let soon = posting.closes_at - Duration::days(SOON_DAYS);
    if soon > now { soon } else { posting.closes_at }
}

/// Sees to it that who saved a posting is told of its end.
///
/// # Errors
/// What the database said.
pub fn await_end(conn: &mut Conn, save: &str, posting: &str, now: Instant) -> QueryResult<()> {
    let posting: Option<Posting> =
        queries::find_posting_of_id(conn, posting)?.map(|row| row.0).filter(|row| row.closes_at > now);
    match posting {
        Some(posting) => enqueue_task(conn, SAVE_ENDING, save, next_look(&posting, now), now),
        None => Ok(()),
    }
}

/// Tells who saved a posting that it closes soon or has closed, or looks again later. Does nothing where it was
/// let go of.
///
/// # Errors
/// What the database said.
pub fn look_at_save(conn: &mut Conn, id: &str, now: Instant) -> AppResult<()> {
    let Some(save) = find_save(conn, id)? else { return Ok(()) };
    match queries::find_posting_of_id(conn, &save.thing)? {
        Some(row) => look_at(conn, &save, &row, now),
        None => Ok(()),
    }
}

/// The same for everybody who saved a posting that was closed, extended or shown again: each in a task of their own,
/// since thousands may have.
///
/// # Errors
/// What the database said.
pub fn look_at_moved(conn: &mut Conn, posting: &str, now: Instant) -> AppResult<()> {
    for save in list_saves_of_thing(conn, SaveKind::Posting, posting)? {
        enqueue_task(conn, SAVE_ENDING, save.id.as_str(), now, now)?;
    }
    Ok(())
}

fn look_at(conn: &mut Conn, save: &Save, row: &PostingRow, now: Instant) -> AppResult<()> {
    let posting = &row.0;
    if !is_public(row, now) {
        // It may be public again by its end, and of an organization that is shown again nobody tells us.
        return Ok(await_end(conn, save.id.as_str(), posting.id.as_str(), now)?);
    }
    if posting.state_at(now) != PostingState::Live {
        return tell(conn, save, row, "saved.closed", "notice-saved-closed", now);
    }
    let soon = posting.closes_at - Duration::days(SOON_DAYS);
    // Who saved it in its last days has seen when it closes.
    if soon <= now && save.created_at <= soon {
        return tell(conn, save, row, "saved.closing", "notice-saved-closing", now);
    }
    Ok(enqueue_task(conn, SAVE_ENDING, save.id.as_str(), next_look(posting, now), now)?)
}

fn tell(
    conn: &mut Conn,
    save: &Save,
    (posting, facts, _): &PostingRow,
    kind: &'static str,
    key: &'static str,
    now: Instant,
) -> AppResult<()> {
    if has_applied(conn, &posting.id, save)? || !mark_told(conn, &save.id, posting.closes_at)? {
        return Ok(());
    }
    let texts = queries::list_texts(conn, std::slice::from_ref(&facts.id))?;
    let zone = find_wish(conn, &save.person)?.zone;
    let word = |locale: Locale| {
        let title = text_in(&texts, locale).map_or("", |text| text.title.as_str());
        let when = dates::date_time_there(locale, posting.closes_at, zone);
        Notice { subject: locale.tf(key, &[("posting", title), ("when", &when)]), detail: String::new() }
    };
    outbox::notify(conn, &save.person, kind, &format!("/recruitment/postings/{}", posting.slug), now, word)
}

fn has_applied(conn: &mut Conn, posting: &PostingId, save: &Save) -> QueryResult<bool> {
    let own = queries::find_own_application(conn, posting, &save.person)?;
    Ok(own.is_some_and(|(_, state)| state != "withdrawn"))
}
