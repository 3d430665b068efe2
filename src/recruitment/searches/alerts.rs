//! What saved searches tell. A look takes the search, notes when the next one is due and what is told now, and
//! writes the notification and its mail, all in the transaction of its task: of a look that is repeated, or that
//! two nodes begin, one tells.

use chrono::Duration;

use super::model::SavedSearch;
use super::queries;
use crate::clock::Instant;
use crate::db::Conn;
use crate::error::{AppError, AppResult};
use crate::ids::PostingId;
use crate::mail::{Entry, Section};
use crate::outbox::searches::next_look;
use crate::outbox::unsubscribe::Ending;
use crate::outbox::{self, Notice};
use crate::recruitment::fairs::queries::find_any_fair;
use crate::recruitment::postings::PostingCard;
use crate::recruitment::postings::finding::find_among;
use crate::recruitment::postings::forms::SearchForm;
use crate::recruitment::postings::queries::{cards_of, find_posting_of_id};
use crate::search::Search;
use crate::site::gate;
use crate::web::i18n::Locale;

/// The kind of the task that has searches looked at because a posting is published.
pub const POSTING_PUBLISHED: &str = "posting-published";
/// How long after that they are looked at, in minutes: what is published together is told together.
const GATHER_MINUTES: i64 = 10;
/// How far before the last look is looked again, in minutes: a posting that was published then may have been
/// committed after it.
const OVERLAP_MINUTES: i64 = 60;
/// The most postings that a mail names.
const NAMED: usize = 10;

/// Has the searches that tell at once looked at soon after a posting is published.
///
/// # Errors
/// What the database said.
pub fn hurry(conn: &mut Conn, posting: &str, now: Instant) -> AppResult<()> {
    match find_posting_of_id(conn, posting)? {
        Some(row) => Ok(queries::hurry_all(conn, &row.0.edition_id, now + Duration::minutes(GATHER_MINUTES), now)?),
        None => Ok(()),
    }
}

/// Tells what is new in a search, if it is its turn.
///
/// # Errors
/// What the database or the index said.
pub fn look(conn: &mut Conn, index: &Search, id: &str, now: Instant) -> AppResult<()> {
    let Some(search) = queries::take_due(conn, id, now)? else { return Ok(()) };
    match gate::require_current(conn, &search.edition_id) {
        Err(AppError::Refused(_)) => return Ok(queries::put_off(conn, &search.id, None, now)?),
        other => other?,
    }
    let next = next_look(conn, &search.person_id, search.rhythm, now)?;
    queries::put_off(conn, &search.id, next, now)?;
    if queries::may_be_told(conn, &search.person_id, now)? { tell_new(conn, index, &search, now) } else { Ok(()) }
}

fn tell_new(conn: &mut Conn, index: &Search, search: &SavedSearch, now: Instant) -> AppResult<()> {
    let after = search.begins_at.max(search.checked_at - Duration::minutes(OVERLAP_MINUTES));
    let new = queries::list_new_postings(conn, search, after, now)?;
    if new.is_empty() {
        return Ok(());
    }
    let asked = (&search.edition_id, now, Locale::En);
    let rows = find_among(conn, asked, index, &search.wanted(), &new)?;
    if rows.is_empty() {
        return Ok(());
    }
    let told: Vec<PostingId> = rows.iter().map(|row| row.0.id.clone()).collect();
    queries::note_told(conn, &search.id, &told, now)?;
    let named = rows.get(..NAMED).unwrap_or(&rows);
    let cards = |conn: &mut Conn, locale| cards_of(conn, named, locale, now);
    let worded = [(Locale::En, cards(conn, Locale::En)?), (Locale::ZhCn, cards(conn, Locale::ZhCn)?)];
    let count = i64::try_from(rows.len()).unwrap_or(i64::MAX);
    let link = all_href(conn, search)?;
    let word = |locale: Locale| Notice {
        subject: locale.tf("notice-search-found", &[("name", &search.name), ("new", &locale.tn("search-new", count))]),
        detail: locale.t("notice-search-found-text").to_owned(),
    };
    let section = |locale: Locale| {
        let of_locale = worded.iter().find(|(own, _)| *own == locale).map(|(_, cards)| cards.as_slice());
        let entry = |card: &PostingCard| Entry {
            text: [card.title.as_str(), &card.organization, &card.place].join(" · "),
            path: card.href.clone(),
        };
        Section {
            heading: locale.t("notice-search-heading").to_owned(),
            entries: of_locale.unwrap_or_default().iter().map(entry).collect(),
        }
    };
    let told = ("search.found", link.as_str(), Ending::Search(search.id.clone()));
    outbox::notify_with_list(conn, &search.person_id, told, now, word, section)
}

/// The address of everything that a search finds, the newest first.
pub(super) fn all_href(conn: &mut Conn, search: &SavedSearch) -> AppResult<String> {
    let form = SearchForm { sort: "newest".to_owned(), ..search.form() };
    let fair = match &search.fair_id {
        Some(fair) => find_any_fair(conn, fair.as_str())?,
        None => None,
    };
    Ok(form.address(&fair.map_or_else(|| "/recruitment".to_owned(), |fair| fair.href()), "1"))
}
