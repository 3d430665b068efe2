//! The statements about postings that anybody may ask for. Whether a posting is public is decided
//! here, by its state, the clock and its organization.

use diesel::prelude::*;

use super::model::{Employer, Posting, PostingFacts, PostingText};
use super::views::{self, PostingCard};
use crate::clock::Instant;
use crate::db::Conn;
use crate::db::schema::{applications, organizations, posting_revisions, posting_texts, postings};
use crate::ids::{EditionId, OrganizationId, PersonId, PostingId, PostingRevisionId};
use crate::site::slugs;
use crate::web::feed::Entry;
use crate::web::i18n::Locale;

/// A posting with what stands beside it.
pub type PostingRow = (Posting, PostingFacts, Employer);

/// Postings joined with their published revisions and their organizations.
macro_rules! published {
    () => {
        postings::table
            .inner_join(
                posting_revisions::table.on(postings::published_revision_id.eq(posting_revisions::id.nullable())),
            )
            .inner_join(organizations::table.on(postings::organization_id.eq(organizations::id)))
    };
}

/// The condition of being open to the public at an instant; [`super::PostingState::at`] in SQL.
macro_rules! is_live {
    ($now:expr) => {
        postings::state
            .eq_any(["scheduled", "live"])
            .and(postings::opens_at.le($now).or(postings::state.eq("live")))
            .and(postings::closes_at.gt($now))
            .and(organizations::state.eq("verified"))
    };
}

pub(in crate::recruitment) use is_live;
pub(in crate::recruitment) use published;

/// A posting by its address, public or not, with its published revision; none before the first
/// is approved.
///
/// # Errors
/// What the database said.
pub fn find_posting(conn: &mut Conn, edition: &EditionId, slug: &str) -> QueryResult<Option<PostingRow>> {
    published!()
        .filter(postings::edition_id.eq(edition))
        .filter(postings::slug.eq(slug))
        .select((Posting::as_select(), PostingFacts::as_select(), Employer::as_select()))
        .first(conn)
        .optional()
}

/// A posting by its id, public or not, with its published revision; none before the first is approved.
///
/// # Errors
/// What the database said.
pub fn find_posting_of_id(conn: &mut Conn, id: &str) -> QueryResult<Option<PostingRow>> {
    published!()
        .filter(postings::id.eq(id))
        .select((Posting::as_select(), PostingFacts::as_select(), Employer::as_select()))
        .first(conn)
        .optional()
}

/// The postings of these ids that have a published revision, public or not, in any order.
///
/// # Errors
/// What the database said.
pub fn list_known_postings(conn: &mut Conn, edition: &EditionId, ids: &[String]) -> QueryResult<Vec<PostingRow>> {
    published!()
        .filter(postings::edition_id.eq(edition))
        .filter(postings::id.eq_any(ids))
        .select((Posting::as_select(), PostingFacts::as_select(), Employer::as_select()))
        .load(conn)
}

/// The present address of a posting that once had this one.
///
/// # Errors
/// What the database said.
pub fn find_moved_slug(conn: &mut Conn, edition: &EditionId, slug: &str) -> QueryResult<Option<String>> {
    let Some(thing) = slugs::find_thing(conn, edition, "posting", slug)? else { return Ok(None) };
    postings::table.filter(postings::id.eq(thing)).select(postings::slug).first(conn).optional()
}

/// Live postings of the same field, newest first.
///
/// # Errors
/// What the database said.
pub fn list_similar_postings(
    conn: &mut Conn,
    to: &PostingRow,
    now: Instant,
    limit: i64,
) -> QueryResult<Vec<PostingRow>> {
    let top = to.1.field.split('.').next().unwrap_or_default();
    published!()
        .filter(postings::edition_id.eq(&to.0.edition_id).and(is_live!(now)))
        .filter(posting_revisions::field.eq(top).or(posting_revisions::field.like(format!("{top}.%"))))
        .filter(postings::id.ne(&to.0.id))
        .order((posting_revisions::field.eq(&to.1.field).desc(), postings::opens_at.desc(), postings::id.desc()))
        .limit(limit)
        .select((Posting::as_select(), PostingFacts::as_select(), Employer::as_select()))
        .load(conn)
}

/// The texts of these revisions, in the order of their languages.
///
/// # Errors
/// What the database said.
pub fn list_texts(conn: &mut Conn, revisions: &[PostingRevisionId]) -> QueryResult<Vec<PostingText>> {
    let rows: Vec<(PostingRevisionId, String, String, String)> = posting_texts::table
        .filter(posting_texts::revision_id.eq_any(revisions))
        .order(posting_texts::locale)
        .select((posting_texts::revision_id, posting_texts::locale, posting_texts::title, posting_texts::body))
        .load(conn)?;
    let text = |(revision, tag, title, body): (PostingRevisionId, String, String, String)| {
        Some(PostingText { revision, locale: Locale::from_tag(&tag)?, title, body })
    };
    Ok(rows.into_iter().filter_map(text).collect())
}

/// Cards of rows, with their titles in the reader's language.
///
/// # Errors
/// What the database said.
pub fn cards_of(conn: &mut Conn, rows: &[PostingRow], locale: Locale, now: Instant) -> QueryResult<Vec<PostingCard>> {
    let revisions: Vec<PostingRevisionId> = rows.iter().map(|row| row.1.id.clone()).collect();
    let texts = list_texts(conn, &revisions)?;
    Ok(rows.iter().map(|row| views::card(row, &texts, locale, now)).collect())
}

/// The open positions of an organization, closing soonest first: the panel of its booth's page.
///
/// # Errors
/// What the database said.
pub fn list_open_postings_of(
    conn: &mut Conn,
    edition: &EditionId,
    organization: &OrganizationId,
    locale: Locale,
    now: Instant,
    limit: i64,
) -> QueryResult<Vec<PostingCard>> {
    let rows: Vec<PostingRow> = published!()
        .filter(postings::edition_id.eq(edition).and(is_live!(now)))
        .filter(postings::organization_id.eq(organization))
        .order((postings::closes_at.asc(), postings::id.asc()))
        .limit(limit)
        .select((Posting::as_select(), PostingFacts::as_select(), Employer::as_select()))
        .load(conn)?;
    cards_of(conn, &rows, locale, now)
}

/// The live postings that opened last, as entries of a feed.
///
/// # Errors
/// What the database said.
pub fn list_latest_postings(
    conn: &mut Conn,
    edition: &EditionId,
    locale: Locale,
    now: Instant,
    limit: i64,
) -> QueryResult<Vec<Entry>> {
    let rows: Vec<PostingRow> = published!()
        .filter(postings::edition_id.eq(edition).and(is_live!(now)))
        .order((postings::opens_at.desc(), postings::id.desc()))
        .limit(limit)
        .select((Posting::as_select(), PostingFacts::as_select(), Employer::as_select()))
        .load(conn)?;
    let cards = cards_of(conn, &rows, locale, now)?;
    let entry = |((posting, _, _), card): (PostingRow, PostingCard)| Entry {
        id: posting.id.to_string(),
        summary: views::in_short(&card),
        title: card.title,
        lang: card.lang,
        author: card.organization,
        href: card.href,
        published: posting.opens_at,
        updated: posting.updated_at.max(posting.opens_at),
    };
    Ok(rows.into_iter().zip(cards).map(entry).collect())
}

/// The newest application of a person to a posting: its id and state.
///
/// # Errors
/// What the database said.
pub fn find_own_application(
    conn: &mut Conn,
    posting: &PostingId,
    person: &PersonId,
) -> QueryResult<Option<(crate::ids::ApplicationId, String)>> {
    applications::table
        .filter(applications::posting_id.eq(posting))
        .filter(applications::person_id.eq(person))
        .order(applications::id.desc())
        .select((applications::id, applications::state))
        .first(conn)
        .optional()
}
