//! Answers that go by kind: a search over everything with the best of each kind, and the titles that go on from
//! what was typed so far. Called by the search page.

use tantivy::{DocAddress, Searcher, TantivyDocument};

use super::find::{Hit, text_of};
use super::hits::{Hits, Weights};
use super::index::{Inner, Search};
use super::query::{Need, Needs, Query, Question};
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
        let (question, hits, is_fuzzy) = self.ask(&searcher, query, &needs)?;
        let weights = Weights::new(&searcher, &question)?;
        let mut groups = Vec::new();
        for (kind, total) in self.kinds(&searcher, &hits)? {
            let own = self.having(&searcher, &hits, "kind", &kind)?;
            let best = self.best(&searcher, &weights, &own, (0, query.limit))?;
            let best = best.into_iter().map(|address| self.hit(&searcher, address, &needs, query.locale));
            groups.push(Group { kind, total, hits: best.collect::<tantivy::Result<_>>()? });
        }
        Ok(Grouped { groups, is_fuzzy, waiting: self.waiting(&searcher, query, &question)? })
    }

    /// How many hits each kind has.
    fn kinds(&self, searcher: &Searcher, hits: &Hits) -> tantivy::Result<Vec<(String, u64)>> {
        Ok(self.facets(searcher, hits, &["kind"])?.remove("kind").unwrap_or_default())
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
        let question = Question::of_titles(&needs, &self.fields);
        let titles = self.hits(&searcher, query, &question)?;
        let weights = Weights::new(&searcher, &question)?;
        let best = self.best(&searcher, &weights, &titles.all(), (0, query.limit))?;
        let best = best.into_iter().map(|address| self.hit(&searcher, address, &needs, query.locale));
        // The counts are of the page that a kind leads to, which looks into bodies too.
        let question = Question::new(&Needs::of(&query.text), &self.fields, false);
        let counts = self.kinds(&searcher, &self.hits(&searcher, query, &question)?)?;
        let waiting = self.waiting(&searcher, query, &question)?;
        Ok(Suggested { hits: best.collect::<tantivy::Result<_>>()?, counts, waiting })
    }

    /// The waiting things that a search counts.
    fn waiting(
        &self,
        searcher: &Searcher,
        query: &Query,
        question: &Question,
    ) -> tantivy::Result<Vec<(String, String)>> {
        if query.waiting.is_empty() {
            return Ok(Vec::new());
        }
        let ids = query.waiting.iter().map(|(_, id)| id.clone()).collect();
        let hits = self.hits(searcher, &Query { among: Some(ids), ..query.clone() }, question)?;
        let name = |address: DocAddress| {
            let row: TantivyDocument = searcher.doc(address)?;
            Ok((text_of(&row, self.fields.kind), text_of(&row, self.fields.id)))
        };
        hits.addresses().map(name).collect()
    }
}
