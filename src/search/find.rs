//! Answers a search: ids in their order, how many there are, counts of facets, highlights. Called
//! by the search page and by zones' lists.

use std::collections::BTreeMap;

use tantivy::columnar::Column;
use tantivy::schema::{Field, Value};
use tantivy::{DocAddress, DocId, Searcher, SegmentReader, TantivyDocument};

use super::highlight::{self, Piece};
use super::hits::{Hits, Weights};
use super::index::{Inner, Search};
use super::query::{Needs, Query, Question};
use super::top::Top;
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
        let (addresses, total, facets, is_fuzzy) = self.places(&searcher, query, &needs)?;
        let hits = addresses.into_iter().map(|address| self.hit(&searcher, address, &needs, query.locale));
        Ok(Found { hits: hits.collect::<tantivy::Result<_>>()?, total, facets, is_fuzzy })
    }

    fn list(&self, query: &Query) -> tantivy::Result<Listed> {
        let (needs, searcher) = (Needs::of(&query.text), self.reader.searcher());
        let (addresses, total, facets, is_fuzzy) = self.places(&searcher, query, &needs)?;
        let id = |address: DocAddress| Ok(text_of(&searcher.doc(address)?, self.fields.id));
        let ids = addresses.into_iter().map(id).collect::<tantivy::Result<_>>()?;
        Ok(Listed { ids, total, facets, is_fuzzy })
    }

    /// The hits asked for, how many there are in all, counts of facets, and whether similar words were taken.
    fn places(
        &self,
        searcher: &Searcher,
        query: &Query,
        needs: &Needs,
    ) -> tantivy::Result<(Vec<DocAddress>, usize, Facets, bool)> {
        let (question, hits, is_fuzzy) = self.ask(searcher, query, needs)?;
        let total = usize::try_from(hits.total()).unwrap_or(usize::MAX);
        let facets = self.facets(searcher, &hits, &query.count)?;
        let part = (query.offset.min(DEPTH_MAX), query.limit.clamp(1, DEPTH_MAX));
        let addresses = match query.sort.column(!needs.is_open) {
            None => self.best(searcher, &Weights::new(searcher, &question)?, &hits.all(), part)?,
            Some((column, is_ascending)) => {
                let mut top = Top::new(part.0, part.1);
                for ((place, segment), docs) in (0..).zip(searcher.segment_readers()).zip(hits.all()) {
                    let key = sort_key(segment, &column, is_ascending);
                    docs.iter().for_each(|doc| top.offer(key(doc), DocAddress::new(place, doc)));
                }
                top.addresses()
            }
        };
        Ok((addresses, total, facets, is_fuzzy))
    }

    /// Asks for what was typed; where nothing has it, for similar words.
    pub(super) fn ask(
        &self,
        searcher: &Searcher,
        query: &Query,
        needs: &Needs,
    ) -> tantivy::Result<(Question, Hits, bool)> {
        let question = Question::new(needs, &self.fields, false);
        let hits = self.hits(searcher, query, &question)?;
        if needs.must.is_empty() || hits.total() > 0 {
            return Ok((question, hits, false));
        }
        let question = Question::new(needs, &self.fields, true);
        let hits = self.hits(searcher, query, &question)?;
        let is_fuzzy = hits.total() > 0;
        Ok((question, hits, is_fuzzy))
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
