//! Answers a search: ids in their order, how many there are, counts of facets, highlights. Called
//! by the search page and by zones' lists.

use std::collections::BTreeMap;

use tantivy::collector::{Count, TopDocs};
use tantivy::columnar::Column;
use tantivy::schema::{Field, Value};
use tantivy::{DocAddress, DocId, Searcher, SegmentReader, TantivyDocument};

use super::facets::{Counts, FacetCounter};
use super::highlight::{self, Piece};
use super::index::{Inner, Search};
use super::query::{Needs, Query, build};
use crate::error::{AppError, AppResult};
use crate::web::i18n::Locale;

/// How deep hits are given; deeper ones cost the index memory and are read by nobody.
const DEPTH_MAX: usize = 10_000;

/// One thing that was found.
#[derive(Debug, Clone)]
pub struct Hit {
    /// The kind of its source.
    pub kind: String,
    /// Its id.
    pub id: String,
    /// The language of `title` and `excerpt`.
    pub locale: Locale,
    /// Its title, with the places that were searched for.
    pub title: Vec<Piece>,
    /// Some of its body around the first place that was searched for.
    pub excerpt: Vec<Piece>,
}

/// The values of facets with their counts, the most frequent first.
pub type Facets = BTreeMap<&'static str, Vec<(String, u64)>>;

/// The answer to a search.
#[derive(Debug, Clone, Default)]
pub struct Found {
    /// The hits asked for, in order.
    pub hits: Vec<Hit>,
    /// How many there are in all.
    pub total: usize,
    /// Values and counts of the facets asked for, the most frequent first.
    pub facets: Facets,
    /// Whether nothing was found as typed and similar words were taken.
    pub is_fuzzy: bool,
}

/// The answer to a search by which somebody else shows the things.
#[derive(Debug, Clone, Default)]
pub struct Listed {
    /// The ids of the hits asked for, in order.
    pub ids: Vec<String>,
    /// How many there are in all.
    pub total: usize,
    /// Values and counts of the facets asked for, the most frequent first.
    pub facets: Facets,
    /// Whether nothing was found as typed and similar words were taken.
    pub is_fuzzy: bool,
}

impl Search {
    /// Searches as [`Search::find`] does, without texts: looking for what to highlight in whole bodies
    /// costs most of a search.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn list(&self, query: &Query) -> AppResult<Listed> {
        self.0.list(query).map_err(AppError::internal)
    }

    /// Searches. Any text is answered, however odd. Takes some milliseconds of the processor: call
    /// it where the database is read.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn find(&self, query: &Query) -> AppResult<Found> {
        self.0.find(query).map_err(AppError::internal)
    }
}

impl Inner {
    pub(super) fn find(&self, query: &Query) -> tantivy::Result<Found> {
        let (needs, searcher) = (Needs::of(&query.text), self.reader.searcher());
        let (addresses, total, is_fuzzy) = self.places(&searcher, query, &needs)?;
        let facets = self.facets(&searcher, query, &needs, is_fuzzy)?;
        let hits = addresses.into_iter().map(|address| self.hit(&searcher, address, &needs, query.locale));
        Ok(Found { hits: hits.collect::<tantivy::Result<_>>()?, total, facets, is_fuzzy: is_fuzzy && total > 0 })
    }

    fn list(&self, query: &Query) -> tantivy::Result<Listed> {
        let (needs, searcher) = (Needs::of(&query.text), self.reader.searcher());
        let (addresses, total, is_fuzzy) = self.places(&searcher, query, &needs)?;
        let facets = self.facets(&searcher, query, &needs, is_fuzzy)?;
        let id = |address: DocAddress| Ok(text_of(&searcher.doc(address)?, self.fields.id));
        let ids = addresses.into_iter().map(id).collect::<tantivy::Result<_>>()?;
        Ok(Listed { ids, total, facets, is_fuzzy: is_fuzzy && total > 0 })
    }

    /// The hits asked for, how many there are in all, and whether similar words were taken.
    fn places(
        &self,
        searcher: &Searcher,
        query: &Query,
        needs: &Needs,
    ) -> tantivy::Result<(Vec<DocAddress>, usize, bool)> {
        let (addresses, total) = self.addresses(searcher, query, needs, false)?;
        if total > 0 || needs.must.is_empty() {
            return Ok((addresses, total, false));
        }
        let (addresses, total) = self.addresses(searcher, query, needs, true)?;
        Ok((addresses, total, true))
    }

    fn addresses(
        &self,
        searcher: &Searcher,
        query: &Query,
        needs: &Needs,
        is_fuzzy: bool,
    ) -> tantivy::Result<(Vec<DocAddress>, usize)> {
        let question = build(query, needs, &self.fields, None, is_fuzzy);
        let limit = query.limit.clamp(1, DEPTH_MAX);
        let top = TopDocs::with_limit(limit).and_offset(query.offset.min(DEPTH_MAX));
        let Some((column, is_ascending)) = query.sort.column(!needs.is_open) else {
            let (total, found) = searcher.search(&question, &(Count, top.order_by_score()))?;
            return Ok((found.into_iter().map(|(_, address)| address).collect(), total));
        };
        let key = move |segment: &SegmentReader| sort_key(segment, &column, is_ascending);
        let (total, found) = searcher.search(&question, &(Count, top.order_by(key)))?;
        Ok((found.into_iter().map(|(_, address)| address).collect(), total))
    }

    /// Facets that are not filtered by are counted in one go; each other one without its filter.
    fn facets(&self, searcher: &Searcher, query: &Query, needs: &Needs, is_fuzzy: bool) -> tantivy::Result<Facets> {
        let mut facets = BTreeMap::new();
        let mut plain: Option<Counts> = None;
        for name in &query.count {
            let is_filtered = query.filters.iter().any(|(filter, values)| filter == name && !values.is_empty());
            let without = is_filtered.then_some(*name);
            let question = || build(query, needs, &self.fields, without, is_fuzzy);
            let counts = match &plain {
                Some(counts) if !is_filtered => counts.clone(),
                _ => searcher.search(&question(), &FacetCounter("facets"))?,
            };
            facets.insert(*name, values_of(name, &counts));
            if !is_filtered {
                plain = Some(counts);
            }
        }
        Ok(facets)
    }

    pub(super) fn hit(
        &self,
        searcher: &Searcher,
        address: DocAddress,
        needs: &Needs,
        locale: Locale,
    ) -> tantivy::Result<Hit> {
        let row: TantivyDocument = searcher.doc(address)?;
        let text = |field| text_of(&row, field);
        let shown: Vec<(Locale, String, String)> = serde_json::from_str(&text(self.fields.shown)).unwrap_or_default();
        let shown = highlight::choose(shown, needs, locale);
        Ok(Hit {
            kind: text(self.fields.kind),
            id: text(self.fields.id),
            locale: shown.locale,
            title: shown.title,
            excerpt: shown.excerpt,
        })
    }
}

pub(super) fn text_of(row: &TantivyDocument, field: Field) -> String {
    row.get_first(field).and_then(|value| value.as_str()).unwrap_or_default().to_owned()
}

/// What a document is sorted by, the greatest first: its number, then its date. One without the
/// number comes last.
fn sort_key(segment: &SegmentReader, column: &str, is_ascending: bool) -> impl Fn(DocId) -> (Option<i64>, i64) + use<> {
    let open = |name: &str| segment.fast_fields().column_opt::<i64>(name).ok().flatten();
    let (number, dated) = (open(column), open("dated"));
    move |doc| {
        let value = |column: &Option<Column<i64>>| column.as_ref().and_then(|column| column.first(doc));
        let number = value(&number).map(|number| if is_ascending { number.saturating_neg() } else { number });
        (number, value(&dated).unwrap_or(i64::MIN))
    }
}

fn values_of(name: &str, counts: &Counts) -> Vec<(String, u64)> {
    let mut values: Vec<(String, u64)> = counts
        .iter()
        .filter_map(|(facet, count)| Some((facet.strip_prefix(name)?.strip_prefix('=')?.to_owned(), *count)))
        .collect();
    values.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    values
}
