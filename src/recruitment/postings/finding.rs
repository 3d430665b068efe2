//! Finds live postings: the index gives ids in their order and how many there are, the database
//! gives the rows and checks again what is public. Where nothing is asked for, the database gives the newest and the
//! index their number; while the index is being filled or fails, the database alone answers.

use super::finding_queries;
use super::forms::{Search, Sort};
use super::queries::PostingRow;
use crate::clock::Instant;
use crate::db::Conn;
use crate::error::AppResult;
use crate::ids::EditionId;
use crate::search::{self, Query};
use crate::site::Visit;
use crate::web::i18n::Locale;
use crate::web::paging::{Page, PageNumber};

/// Up to so many postings are counted by the database while the index is behind: more take too long.
const COUNTED_MOST: usize = 20_000;

/// A page of what was found, and whether only similar words were.
pub type Found = (Page<PostingRow>, bool);

/// The page of the live postings that fit.
///
/// # Errors
/// What the database or the index said.
pub fn find_postings(
    conn: &mut Conn,
    visit: &Visit,
    index: &search::Search,
    wanted: &Search,
    number: PageNumber,
) -> AppResult<Found> {
    let edition = &visit.edition()?.id;
    let behind = index.behind();
    let is_newest = matches!(wanted.sort, Sort::Best | Sort::Newest);
    let is_exact = behind.changes == 0;
    // What nothing was asked about is to be exact at once.
    let is_of_rows = !wanted.is_narrow() && (wanted.fair.is_some() || !(is_newest || is_exact));
    if behind.is_filling || behind.is_failing || is_of_rows {
        return Ok((finding_queries::search_postings(conn, edition, wanted, visit.now, number)?, false));
    }
    if !wanted.is_narrow() && is_newest {
        let asked = question((edition, visit.now, visit.locale), wanted, Vec::new());
        let total = match index.list(&Query { limit: 1, ..asked })?.total {
            total if is_exact || total > COUNTED_MOST => total as u64,
            _ => u64::try_from(finding_queries::count_live_postings(conn, edition, visit.now)?).unwrap_or(0),
        };
        let rows = finding_queries::list_newest_postings(conn, edition, visit.now, number.piece())?;
        return Ok((number.page(rows, total), false));
    }
    let places = finding_queries::list_place_keys(conn, edition, &wanted.places, visit.now)?;
    if places.is_empty() && !wanted.places.is_empty() {
        return Ok((number.page(Vec::new(), 0), false));
    }
    let asked = question((edition, visit.now, visit.locale), wanted, places);
    let found = index.list(&Query { offset: number.offset(), limit: number.size, ..asked })?;
    let mut rows = finding_queries::list_live_postings(conn, edition, (&found.ids, wanted.fair.as_ref()), visit.now)?;
    rows.sort_by_key(|row| found.ids.iter().position(|id| id == row.0.id.as_str()));
    Ok((number.page(rows, found.total as u64), found.is_fuzzy))
}

/// Of these postings, those that are live and fit, in their order. What only resembles the words does not fit. Costs
/// as much as there are of these, however many fit in all: it is asked inside writes.
///
/// # Errors
/// What the database or the index said.
pub fn find_among(
    conn: &mut Conn,
    (edition, now, locale): (&EditionId, Instant, Locale),
    index: &search::Search,
    wanted: &Search,
    among: &[String],
) -> AppResult<Vec<PostingRow>> {
    let behind = index.behind();
    if behind.changes > 0 || behind.is_filling || behind.is_failing || !wanted.is_narrow() {
        return Ok(finding_queries::list_fitting_postings(conn, edition, wanted, among, now)?);
    }
    let places = finding_queries::list_place_keys(conn, edition, &wanted.places, now)?;
    if places.is_empty() && !wanted.places.is_empty() {
        return Ok(Vec::new());
    }
    let asked = question((edition, now, locale), wanted, places);
    let found = index.list(&Query { among: Some(among.to_vec()), limit: among.len(), ..asked })?;
    if found.is_fuzzy {
        return Ok(Vec::new());
    }
    let mut rows = finding_queries::list_live_postings(conn, edition, (&found.ids, wanted.fair.as_ref()), now)?;
    rows.sort_by_key(|row| among.iter().position(|id| id == row.0.id.as_str()));
    Ok(rows)
}

/// The languages of work that live postings name, by their codes.
///
/// # Errors
/// What the database or the index said.
pub fn list_languages(conn: &mut Conn, visit: &Visit, index: &search::Search) -> AppResult<Vec<String>> {
    let (edition, behind) = (&visit.edition()?.id, index.behind());
    if behind.is_filling || behind.is_failing {
        return Ok(finding_queries::list_live_languages(conn, edition, visit.now)?);
    }
    let asked = question((edition, visit.now, visit.locale), &Search::default(), Vec::new());
    let mut found = index.list(&Query { limit: 1, count: vec!["language"], ..asked })?;
    let named = found.facets.remove("language").unwrap_or_default();
    let mut codes: Vec<String> = named.into_iter().map(|(code, _)| code).collect();
    codes.sort_unstable();
    Ok(codes)
}

fn question((edition, now, locale): (&EditionId, Instant, Locale), wanted: &Search, places: Vec<String>) -> Query {
    let one = |value: &Option<String>| value.iter().cloned().collect::<Vec<_>>();
    Query {
        text: wanted.text.clone(),
        filters: vec![
            ("kind", vec!["posting".to_owned()]),
            ("field", one(&wanted.field)),
            ("type", one(&wanted.kind)),
            ("language", one(&wanted.language)),
            ("remote", if wanted.is_remote { vec!["yes".to_owned()] } else { Vec::new() }),
            ("place", places),
            ("fair", wanted.fair.iter().map(ToString::to_string).collect()),
        ],
        ranges: vec![("salary", wanted.salary_year, None)],
        sort: match wanted.sort {
            Sort::Best => search::Sort::Relevance,
            Sort::Newest => search::Sort::Newest,
            Sort::Closing => search::Sort::Lowest("closes"),
            Sort::Openings => search::Sort::Highest("openings"),
        },
        ..Query::of_edition(edition.as_str(), now, locale)
    }
}
