//! The hits of a search as sets of documents by segment: how many there are, which are the best, and how often each
//! value of a facet stands in them. Finding, weighing and counting are apart, so that a hit that comes to no page is
//! never weighed, and a count never reads the hits one by one.

use std::collections::BTreeMap;

use tantivy::query::{BooleanQuery, EnableScoring, Query as _, Weight};
use tantivy::{DocAddress, DocId, DocSet as _, Score, Searcher, SegmentOrdinal, SegmentReader};

use super::docs::Docs;
use super::facets::{Counts, count_column, count_values};
use super::find::Facets;
use super::index::{Inner, facet_text};
use super::query::{Query, Question, bounds};
use super::top::Top;

/// From so many hits of a segment on, what cannot come to the top is passed over block by block; before, each is weighed.
const MANY: u64 = 10_000;
/// Reading the values of one hit takes as long as meeting the sets of one facet over so many documents.
const DOCUMENTS_A_HIT: u64 = 128;

/// The hits of a search, by segment.
pub(super) struct Hits(Vec<Part>);

/// The hits in one segment.
struct Part {
    /// What the text finds, in the edition, at the time and within the bounds.
    found: Docs,
    /// What each filter lets through.
    filters: Vec<(&'static str, Docs)>,
    /// What all of them let through.
    hits: Docs,
}

/// What makes a hit good: what each part of the question adds, and all of them at once.
pub(super) struct Weights {
    each: Vec<Box<dyn Weight>>,
    any: Box<dyn Weight>,
}

impl Weights {
    pub fn new(searcher: &Searcher, question: &Question) -> tantivy::Result<Self> {
        let scoring = EnableScoring::enabled_from_searcher(searcher);
        let each = question.weighs.iter().map(|query| query.weight(scoring)).collect::<tantivy::Result<_>>()?;
        let all = question.weighs.iter().map(|query| query.box_clone());
        Ok(Self { each, any: BooleanQuery::union(all.collect()).weight(scoring)? })
    }

    /// Offers the hits of a segment with what they weigh.
    fn rank(
        &self,
        (place, segment): (SegmentOrdinal, &SegmentReader),
        hits: &Docs,
        top: &mut Top<u32>,
    ) -> tantivy::Result<()> {
        // Scores are not negative, and such numbers are ordered as their bits are.
        if hits.len() >= MANY {
            return self.any.for_each_pruning(Score::MIN, segment, &mut |doc, score| {
                if hits.contains(doc) {
                    top.offer(score.to_bits(), DocAddress::new(place, doc));
                }
                top.floor().map_or(Score::MIN, Score::from_bits)
            });
        }
        let scorers = self.each.iter().map(|weight| weight.scorer(segment, 1.0));
        let mut scorers = scorers.collect::<tantivy::Result<Vec<_>>>()?;
        for doc in hits.iter() {
            let mut score = 0.0;
            for scorer in &mut scorers {
                let at = scorer.doc();
                if at == doc || (at < doc && scorer.seek(doc) == doc) {
                    score += scorer.score();
                }
            }
            top.offer(Score::to_bits(score), DocAddress::new(place, doc));
        }
        Ok(())
    }
}

impl Hits {
    /// How many there are.
    pub fn total(&self) -> u64 {
        self.0.iter().map(|part| part.hits.len()).sum()
    }

    /// Where each of them stands.
    pub fn addresses(&self) -> impl Iterator<Item = DocAddress> {
        let parts = (0..).zip(&self.0);
        parts.flat_map(|(place, part)| part.hits.iter().map(move |doc| DocAddress::new(place, doc)))
    }

    /// The hits by segment.
    pub fn all(&self) -> Vec<&Docs> {
        self.0.iter().map(|part| &part.hits).collect()
    }

    /// The hits by segment if one facet were not filtered by.
    fn without(&self, name: &str) -> Vec<Docs> {
        let without = |part: &Part| {
            let mut docs = part.found.clone();
            part.filters.iter().filter(|(filter, _)| *filter != name).for_each(|(_, through)| docs.keep(through));
            docs
        };
        self.0.iter().map(without).collect()
    }

    fn is_filtered(&self, name: &str) -> bool {
        self.0.iter().any(|part| part.filters.iter().any(|(filter, _)| *filter == name))
    }
}

impl Inner {
    pub(super) fn hits(&self, searcher: &Searcher, query: &Query, question: &Question) -> tantivy::Result<Hits> {
        let scoring = EnableScoring::disabled_from_searcher(searcher);
        let bounds = bounds(query, &self.fields);
        let asked = question.finds.iter().chain(&bounds).map(|query| query.weight(scoring));
        let asked = asked.collect::<tantivy::Result<Vec<_>>>()?;
        let parts = searcher.segment_readers().iter().map(|segment| self.part(segment, query, &asked));
        Ok(Hits(parts.collect::<tantivy::Result<_>>()?))
    }

    fn part(&self, segment: &SegmentReader, query: &Query, asked: &[Box<dyn Weight>]) -> tantivy::Result<Part> {
        let now = query.now.and_utc().timestamp();
        let mut found = self.kept.on(segment, &self.fields, query.edition.as_deref(), now)?;
        for weight in asked {
            found.keep(&read(segment, weight.as_ref())?);
        }
        if let Some(alive) = segment.alive_bitset() {
            found = found.only(|doc| alive.is_alive(doc));
        }
        let filters = query.filters.iter().filter(|(_, values)| !values.is_empty());
        let filters = filters.map(|(name, values)| Ok((*name, self.through(segment, name, values)?)));
        let filters = filters.collect::<tantivy::Result<Vec<_>>>()?;
        let mut hits = found.clone();
        filters.iter().for_each(|(_, through)| hits.keep(through));
        Ok(Part { found, filters, hits })
    }

    /// What has one of the values of a facet.
    fn through(&self, segment: &SegmentReader, name: &str, values: &[String]) -> tantivy::Result<Docs> {
        let mut through = Docs::none(segment.max_doc());
        for value in values {
            through.add(&*self.kept.value(segment, self.fields.facets, &facet_text(name, value))?);
        }
        Ok(through)
    }

    /// The hits that have one value of a facet, by segment.
    pub(super) fn having(
        &self,
        searcher: &Searcher,
        hits: &Hits,
        name: &str,
        value: &str,
    ) -> tantivy::Result<Vec<Docs>> {
        let text = facet_text(name, value);
        let having = |(segment, part): (&SegmentReader, &Part)| {
            let mut docs = part.hits.clone();
            docs.keep(&*self.kept.value(segment, self.fields.facets, &text)?);
            Ok(docs)
        };
        searcher.segment_readers().iter().zip(&hits.0).map(having).collect()
    }

    /// The best of these documents, by segment as `hits` are.
    pub(super) fn best<D: std::borrow::Borrow<Docs>>(
        &self,
        searcher: &Searcher,
        weights: &Weights,
        hits: &[D],
        (offset, limit): (usize, usize),
    ) -> tantivy::Result<Vec<DocAddress>> {
        let mut top = Top::new(offset, limit);
        for ((place, segment), docs) in (0..).zip(searcher.segment_readers()).zip(hits) {
            weights.rank((place, segment), docs.borrow(), &mut top)?;
        }
        Ok(top.addresses())
    }

    /// How often each value of some facets stands in the hits, each as if it were not filtered by.
    pub(super) fn facets(&self, searcher: &Searcher, hits: &Hits, names: &[&'static str]) -> tantivy::Result<Facets> {
        let (filtered, plain): (Vec<_>, Vec<_>) = names.iter().copied().partition(|name| hits.is_filtered(name));
        let mut counts = self.count(searcher, &hits.all(), &plain)?;
        for name in filtered {
            let without = hits.without(name);
            let without: Vec<&Docs> = without.iter().collect();
            counts.append(&mut self.count(searcher, &without, &[name])?);
        }
        let sorted = |(name, counts): (&'static str, Counts)| {
            let mut values: Vec<(String, u64)> = counts.into_iter().collect();
            values.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
            (name, values)
        };
        Ok(counts.into_iter().map(sorted).collect())
    }

    fn count(
        &self,
        searcher: &Searcher,
        hits: &[&Docs],
        names: &[&'static str],
    ) -> tantivy::Result<BTreeMap<&'static str, Counts>> {
        let mut counts: BTreeMap<&'static str, Counts> = names.iter().map(|name| (*name, Counts::new())).collect();
        for (segment, docs) in searcher.segment_readers().iter().zip(hits) {
            if docs.len() * DOCUMENTS_A_HIT < u64::from(segment.max_doc()) * names.len() as u64 {
                count_column(segment, docs, &mut counts)?;
                continue;
            }
            for (name, counts) in &mut counts {
                count_values(&self.kept, segment, self.fields.facets, docs, (name, counts))?;
            }
        }
        Ok(counts)
    }
}

/// The documents of a segment that meet a question.
fn read(segment: &SegmentReader, weight: &dyn Weight) -> tantivy::Result<Docs> {
    let mut docs = Docs::none(segment.max_doc());
    weight.for_each_no_score(segment, &mut |found: &[DocId]| found.iter().for_each(|doc| docs.insert(*doc)))?;
    Ok(docs)
}
