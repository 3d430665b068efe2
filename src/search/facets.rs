//! Counts how often each value of a facet stands in the hits; used by `find`.

use std::collections::{BTreeMap, HashMap};

use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::StrColumn;
use tantivy::{DocId, Score, SegmentOrdinal, SegmentReader};

/// The values of each facet with their counts, in the order of the values.
pub(super) type Counts = BTreeMap<String, u64>;

/// Counts every `name=value` of the hits.
pub(super) struct FacetCounter;

pub(super) struct SegmentCounter {
    column: Option<StrColumn>,
    counts: HashMap<u64, u64>,
}

impl Collector for FacetCounter {
    type Fruit = Counts;
    type Child = SegmentCounter;

    fn for_segment(&self, _: SegmentOrdinal, segment: &SegmentReader) -> tantivy::Result<SegmentCounter> {
        Ok(SegmentCounter { column: segment.fast_fields().str("facets")?, counts: HashMap::new() })
    }

    fn requires_scoring(&self) -> bool {
        false
    }

    fn merge_fruits(&self, fruits: Vec<Counts>) -> tantivy::Result<Counts> {
        let mut all = Counts::new();
        for (facet, count) in fruits.into_iter().flatten() {
            *all.entry(facet).or_default() += count;
        }
        Ok(all)
    }
}

impl SegmentCollector for SegmentCounter {
    type Fruit = Counts;

    fn collect(&mut self, doc: DocId, _: Score) {
        let Some(column) = &self.column else { return };
        for place in column.term_ords(doc) {
            *self.counts.entry(place).or_default() += 1;
        }
    }

    fn harvest(self) -> Counts {
        let Some(column) = self.column else { return Counts::new() };
        let name = |(place, count)| {
            let mut facet = String::new();
            column.ord_to_str(place, &mut facet).ok().filter(|found| *found).map(|_| (facet, count))
        };
        self.counts.into_iter().filter_map(name).collect()
    }
}
