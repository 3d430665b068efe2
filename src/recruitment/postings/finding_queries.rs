//! The statements by which live postings are found: narrowed by a search, in an order, by ids, counted.

use diesel::prelude::*;

use super::PostingState;
use super::forms::{Search, Sort};
use super::model::{Employer, HOURS_A_YEAR, Posting, PostingFacts};
use super::queries::{PostingRow, is_live, published};
use crate::clock::Instant;
use crate::db::Conn;
use crate::db::schema::{fair_postings, organizations, posting_revisions, postings};
use crate::ids::{EditionId, FairId};
use crate::web::paging::{Page, PageNumber};
use crate::web::text::like_pattern;

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

/// So many of the live postings after the first `offset`, the newest first. Each state is read by itself, in the order
/// of its index: both at once would be read whole and sorted.
///
/// # Errors
/// What the database said.
pub fn list_newest_postings(
    conn: &mut Conn,
    edition: &EditionId,
    now: Instant,
    (offset, limit): (i64, i64),
) -> QueryResult<Vec<PostingRow>> {
    let mut rows: Vec<PostingRow> = Vec::new();
    for state in [PostingState::Live, PostingState::Scheduled] {
        let of_state: Vec<PostingRow> = published!()
            .filter(postings::edition_id.eq(edition).and(postings::state.eq(state)).and(is_live!(now)))
            .order((postings::opens_at.desc(), postings::id.desc()))
            .limit(offset + limit)
            .select((Posting::as_select(), PostingFacts::as_select(), Employer::as_select()))
            .load(conn)?;
        rows.extend(of_state);
    }
    rows.sort_by(|one, other| (other.0.opens_at, &other.0.id).cmp(&(one.0.opens_at, &one.0.id)));
    let (offset, limit) = (usize::try_from(offset).unwrap_or(0), usize::try_from(limit).unwrap_or(0));
    Ok(rows.into_iter().skip(offset).take(limit).collect())
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
