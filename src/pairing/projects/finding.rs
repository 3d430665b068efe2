//! Finds open projects: the index gives counts and, where the list is narrowed, ids in their order; the
//! database gives the rows and checks again what is public. While the index is being filled or fails, the
//! database alone answers, without counts of values.

use super::forms::{Facet, Search, Sort};
use super::listing::{self, COUNTED_MOST, ProjectRow};
use crate::db::Conn;
use crate::error::AppResult;
use crate::search::{self, Facets, Query};
use crate::site::Visit;
use crate::web::paging::{Page, PageNumber};

/// What a search of the list found.
#[derive(Debug, Clone)]
pub struct Found<T> {
    /// The page of the list.
    pub page: Page<T>,
    /// Values with their counts, each as if it were not narrowed by; none where the database counted.
    pub facets: Facets,
    /// Whether there are more than `page.total` says.
    pub has_more: bool,
    /// Whether only similar words were found.
    pub is_fuzzy: bool,
}

/// The page of the open projects that fit.
///
/// # Errors
/// What the database or the index said.
pub fn find_projects(
    conn: &mut Conn,
    visit: &Visit,
    index: &search::Search,
    wanted: &Search,
    number: PageNumber,
) -> AppResult<Found<ProjectRow>> {
    let edition = &visit.edition()?.id;
    let behind = index.behind();
    if behind.is_filling || behind.is_failing {
        let rows = listing::search_projects(conn, edition, wanted, visit.now, number)?;
        let total = listing::count_projects(conn, edition, wanted, visit.now)?;
        let (counted, has_more) = (u64::try_from(total.min(COUNTED_MOST)).unwrap_or(0), total > COUNTED_MOST);
        // What was not counted can be turned to all the same, up to the first page that is not full.
        let reachable = if has_more && rows.len() == number.size { u64::MAX } else { counted };
        let page = Page { total: Some(counted), ..number.page(rows, reachable) };
        return Ok(Found { page, facets: Facets::new(), has_more, is_fuzzy: false });
    }
    let found = index.list(&question(visit, edition.as_str(), wanted, number))?;
    let rows = if wanted.is_narrow() {
        let mut rows = listing::list_open_projects(conn, edition, &found.ids, visit.now)?;
        rows.sort_by_key(|row| found.ids.iter().position(|id| id == row.0.id.as_str()));
        rows
    } else {
        listing::search_projects(conn, edition, wanted, visit.now, number)?
    };
    let page = number.page(rows, found.total as u64);
    Ok(Found { page, facets: found.facets, has_more: false, is_fuzzy: found.is_fuzzy })
}

fn question(visit: &Visit, edition: &str, wanted: &Search, number: PageNumber) -> Query {
    let chosen = Facet::ALL.into_iter().map(|facet| {
        let value = wanted.of(facet).map(str::to_owned);
        (facet.in_index(), value.into_iter().collect::<Vec<_>>())
    });
    Query {
        text: wanted.text.clone(),
        filters: std::iter::once(("kind", vec!["project".to_owned()])).chain(chosen).collect(),
        count: Facet::ALL.map(Facet::in_index).to_vec(),
        sort: match wanted.sort {
            Sort::Best => search::Sort::Relevance,
            Sort::Newest => search::Sort::Newest,
            Sort::Ending => search::Sort::Lowest("ends"),
            Sort::Ready => search::Sort::Highest("readiness"),
        },
        offset: number.offset(),
        limit: number.size,
        ..Query::of_edition(edition, visit.now, visit.locale)
    }
}
