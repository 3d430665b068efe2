//! Answers that go by kind: a search over everything with the best of each kind, and the titles that go on from
//! what was typed so far. Called by the search page.

use tantivy::collector::{DocSetCollector, TopDocs};
use tantivy::{DocAddress, Searcher, TantivyDocument};

use super::facets::FacetCounter;
use super::find::{Hit, text_of};
use super::index::{Inner, Search};
use super::query::{Need, Needs, Query, build, build_titles};
use crate::error::{AppError, AppResult};

/// The best hits of a kind.
#[derive(Debug, Clone)]
pub struct Group {
    /// The kind.
    pub kind: String,
    /// How many hits it has in all.
    pub total: u64,
    /// The best ones, in order.
    pub hits: Vec<Hit>,
}

/// The answer by kinds.
#[derive(Debug, Clone, Default)]
pub struct Grouped {
    /// The kinds that have hits, in no order that means anything.
    pub groups: Vec<Group>,
    /// Whether nothing was found as typed and similar words were taken.
    pub is_fuzzy: bool,
    /// Those of [`Query::waiting`] that are counted, kind and id, in no order.
    pub waiting: Vec<(String, String)>,
}

/// What goes on from what was typed so far.
#[derive(Debug, Clone, Default)]
pub struct Suggested {
    /// Things that are called so, the best first.
    pub hits: Vec<Hit>,
    /// How many hits of each kind a search would have.
    pub counts: Vec<(String, u64)>,
    /// Those of [`Query::waiting`] that are counted, kind and id, in no order.
    pub waiting: Vec<(String, String)>,
}

impl Search {
    /// The best `query.limit` hits of each kind, with how many there are. Filters by kind narrow it.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn group(&self, query: &Query) -> AppResult<Grouped> {
        self.0.group(query).map_err(AppError::internal)
    }

    /// Titles that hold what was typed so far, the best first, and how many there are of each kind. A single
    /// letter begins too much to be worth an answer; a single Chinese character says something.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn suggest(&self, query: &Query) -> AppResult<Suggested> {
        self.0.suggest(query).map_err(AppError::internal)
    }
}

impl Inner {
    fn group(&self, query: &Query) -> tantivy::Result<Grouped> {
        let (needs, searcher) = (Needs::of(&query.text), self.reader.searcher());
        let mut answer = Grouped::default();
        for is_fuzzy in [false, true] {
            let counts = searcher.search(&build(query, &needs, &self.fields, None, is_fuzzy), &FacetCounter("kind"))?;
            for (kind, total) in counts {
                let mut own = query.clone();
                own.filters.push(("kind", vec![kind.clone()]));
                let question = build(&own, &needs, &self.fields, None, is_fuzzy);
                let hits = self.best(&searcher, question.as_ref(), query.limit)?;
                let hits = hits.into_iter().map(|address| self.hit(&searcher, address, &needs, query.locale));
                answer.groups.push(Group { kind, total, hits: hits.collect::<tantivy::Result<_>>()? });
            }
            if !answer.groups.is_empty() {
                answer.is_fuzzy = is_fuzzy;
                answer.waiting = self.waiting(&searcher, query, &needs, is_fuzzy)?;
                break;
            }
        }
        Ok(answer)
    }

    fn suggest(&self, query: &Query) -> tantivy::Result<Suggested> {
        let (needs, searcher) = (Needs::so_far(&query.text), self.reader.searcher());
        let says_nothing = match needs.must.as_slice() {
            [] => true,
            [Need::Beginning(word)] => word.chars().nth(1).is_none(),
            _ => false,
        };
        if says_nothing {
            return Ok(Suggested::default());
        }
        let question = build_titles(query, &needs, &self.fields);
        let found = self.best(&searcher, question.as_ref(), query.limit)?;
        let hits = found.into_iter().map(|address| self.hit(&searcher, address, &needs, query.locale));
        let hits = hits.collect::<tantivy::Result<_>>()?;
        // The counts are of the page that a kind leads to, which looks into bodies too.
        let needs = Needs::of(&query.text);
        let counts = searcher.search(&build(query, &needs, &self.fields, None, false), &FacetCounter("kind"))?;
        let waiting = self.waiting(&searcher, query, &needs, false)?;
        Ok(Suggested { hits, counts: counts.into_iter().collect(), waiting })
    }

    /// The waiting things that a search counts.
    fn waiting(
        &self,
        searcher: &Searcher,
        query: &Query,
        needs: &Needs,
        is_fuzzy: bool,
    ) -> tantivy::Result<Vec<(String, String)>> {
        if query.waiting.is_empty() {
            return Ok(Vec::new());
        }
        let ids = query.waiting.iter().map(|(_, id)| id.clone()).collect();
        let among = Query { among: Some(ids), ..query.clone() };
        let places = searcher.search(&build(&among, needs, &self.fields, None, is_fuzzy), &DocSetCollector)?;
        let name = |address: DocAddress| {
            let row: TantivyDocument = searcher.doc(address)?;
            Ok((text_of(&row, self.fields.kind), text_of(&row, self.fields.id)))
        };
        places.into_iter().map(name).collect()
    }

    /// Without a count, so that what cannot come to the top is passed over.
    fn best(
        &self,
        searcher: &Searcher,
        question: &dyn tantivy::query::Query,
        most: usize,
    ) -> tantivy::Result<Vec<DocAddress>> {
        let top = TopDocs::with_limit(most.max(1)).order_by_score();
        Ok(searcher.search(question, &top)?.into_iter().map(|(_, address)| address).collect())
    }
}
