//! The statements about postings that anybody may ask for. Whether a posting is public is decided
//! here, by its state, the clock and its organization.

use diesel::prelude::*;

use super::forms::{Search, Sort};
use super::model::{Employer, HOURS_A_YEAR, Posting, PostingFacts, PostingText};
use super::views::{self, PostingCard};
use crate::clock::Instant;
use crate::db::Conn;
use crate::db::schema::{applications, fair_postings, organizations, posting_revisions, posting_texts, postings};
use crate::ids::{EditionId, FairId, OrganizationId, PersonId, PostingId, PostingRevisionId};
use crate::site::slugs;
use crate::web::feed::Entry;
use crate::web::i18n::Locale;
use crate::web::paging::{Page, PageNumber};
use crate::web::text::like_pattern;

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

/// Narrows a boxed query by a search.
macro_rules! narrowed {
    ($query:expr, $search:expr) => {{
        let (mut query, search) = ($query, $search);
        for word in &search.words {
            query = query.filter(posting_revisions::search_key.like(like_pattern(word)).escape('\\'));
        }
        for place in &search.places {
            query = query.filter(posting_revisions::place_key.like(like_pattern(place)).escape('\\'));
        }
        if let Some(field) = &search.field {
            let under = format!("{field}.%");
            query = query.filter(posting_revisions::field.eq(field).or(posting_revisions::field.like(under)));
        }
        if let Some(kind) = &search.kind {
            query = query.filter(posting_revisions::employment_type.eq(kind));
        }
        if let Some(language) = &search.language {
            query = query.filter(posting_revisions::language.eq(language));
        }
        if search.is_remote {
            query = query.filter(posting_revisions::is_remote.eq(true));
        }
        if let Some(fair) = &search.fair {
            query = query.filter(postings::id.eq_any(listed_in(fair)));
        }
        if let Some(year) = search.salary_year {
            query =
                query.filter(pays!("YEAR", year).or(pays!("MONTH", year / 12)).or(pays!("HOUR", year / HOURS_A_YEAR)));
        }
        query
    }};
}

/// Pays at least so much in this unit.
macro_rules! pays {
    ($unit:literal, $least:expr) => {
        posting_revisions::salary_unit.eq($unit).and(
            posting_revisions::salary_max
                .ge($least)
                .or(posting_revisions::salary_max.is_null().and(posting_revisions::salary_min.ge($least))),
        )
    };
}

/// A page of the live postings that a search finds.
///
/// # Errors
/// What the database said.
pub fn search_postings(
    conn: &mut Conn,
    edition: &EditionId,
    search: &Search,
    now: Instant,
    number: PageNumber,
) -> QueryResult<Page<PostingRow>> {
    let live = postings::edition_id.eq(edition).and(is_live!(now));
    let counted = published!().filter(live.clone()).select(diesel::dsl::count_star()).into_boxed();
    let total: i64 = narrowed!(counted, search).get_result(conn)?;
    let listed = published!()
        .filter(live)
        .select((Posting::as_select(), PostingFacts::as_select(), Employer::as_select()))
        .into_boxed();
    let listed = narrowed!(listed, search);
    let ordered = match search.sort {
        Sort::Best | Sort::Newest => listed.order((postings::opens_at.desc(), postings::id.desc())),
        Sort::Closing => listed.order((postings::closes_at.asc(), postings::id.asc())),
        Sort::Openings => listed.order((posting_revisions::openings.desc(), postings::id.desc())),
    };
    let (offset, size) = number.piece();
    let rows = ordered.limit(size).offset(offset).load(conn)?;
    Ok(number.page(rows, u64::try_from(total).unwrap_or(0)))
}

/// Of these postings, those that are live and that a search finds, as it orders them by default.
///
/// # Errors
/// What the database said.
pub fn list_fitting_postings(
    conn: &mut Conn,
    edition: &EditionId,
    search: &Search,
    among: &[String],
    now: Instant,
) -> QueryResult<Vec<PostingRow>> {
    let listed = published!()
        .filter(postings::edition_id.eq(edition).and(is_live!(now)))
        .filter(postings::id.eq_any(among))
        .select((Posting::as_select(), PostingFacts::as_select(), Employer::as_select()))
        .into_boxed();
    narrowed!(listed, search).order((postings::opens_at.desc(), postings::id.desc())).load(conn)
}

/// The keys of the places of live postings that hold all of these words, at most 500.
///
/// # Errors
/// What the database said.
pub fn list_place_keys(
    conn: &mut Conn,
    edition: &EditionId,
    words: &[String],
    now: Instant,
) -> QueryResult<Vec<String>> {
    if words.is_empty() {
        return Ok(Vec::new());
    }
    let mut query = published!()
        .filter(postings::edition_id.eq(edition).and(is_live!(now)))
        .select(posting_revisions::place_key)
        .distinct()
        .limit(500)
        .into_boxed();
    for word in words {
        query = query.filter(posting_revisions::place_key.like(like_pattern(word)).escape('\\'));
    }
    query.load(conn)
}

/// Of these postings, those that are live, and part of the fair where one is given, in any order.
///
/// # Errors
/// What the database said.
pub fn list_live_postings(
    conn: &mut Conn,
    edition: &EditionId,
    (ids, fair): (&[String], Option<&FairId>),
    now: Instant,
) -> QueryResult<Vec<PostingRow>> {
    // SQLite knows no counts: it would go through the whole edition by its index, not to the few ids.
    let mut query = published!()
        .filter(postings::id.eq_any(ids))
        .filter(postings::edition_id.concat("").eq(edition.as_str()).and(is_live!(now)))
        .select((Posting::as_select(), PostingFacts::as_select(), Employer::as_select()))
        .into_boxed();
    if let Some(fair) = fair {
        query = query.filter(postings::id.eq_any(listed_in(fair)));
    }
    query.load(conn)
}

/// The postings that organizations brought to a fair and that are still part of it.
#[diesel::dsl::auto_type]
fn listed_in<'a>(fair: &'a FairId) -> _ {
    fair_postings::table
        .filter(fair_postings::fair_id.eq(fair))
        .filter(fair_postings::state.eq("listed"))
        .select(fair_postings::posting_id)
}

/// How many postings are live in the edition.
///
/// # Errors
/// What the database said.
pub fn count_live_postings(conn: &mut Conn, edition: &EditionId, now: Instant) -> QueryResult<i64> {
    published!()
        .filter(postings::edition_id.eq(edition).and(is_live!(now)))
        .select(diesel::dsl::count_star())
        .get_result(conn)
}

/// The languages of work that the live postings name, in the order of their codes, at most 100.
///
/// # Errors
/// What the database said.
pub fn list_live_languages(conn: &mut Conn, edition: &EditionId, now: Instant) -> QueryResult<Vec<String>> {
    published!()
        .filter(postings::edition_id.eq(edition).and(is_live!(now)))
        .filter(posting_revisions::language.ne(""))
        .select(posting_revisions::language)
        .distinct()
        .order(posting_revisions::language)
        .limit(100)
        .load(conn)
}

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
