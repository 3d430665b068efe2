//! Counts how often each value of a facet stands in the hits; used by `find`.

use std::collections::BTreeMap;

use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::StrColumn;
use tantivy::{DocId, Score, SegmentOrdinal, SegmentReader};

/// The values of each facet with their counts, in the order of the values.
pub(super) type Counts = BTreeMap<String, u64>;

/// Counts every value of a column in the hits: `facets`, whose values are `name=value`, or `kind`.
pub(super) struct FacetCounter(pub &'static str);

pub(super) struct SegmentCounter {
    column: Option<StrColumn>,
    /// By the place of the value among those of the segment, which are few: hashing a million of them took longer
    /// than the search.
    counts: Vec<u64>,
}

impl Collector for FacetCounter {
    type Fruit = Counts;
    type Child = SegmentCounter;

    fn for_segment(&self, _: SegmentOrdinal, segment: &SegmentReader) -> tantivy::Result<SegmentCounter> {
        let column = segment.fast_fields().str(self.0)?;
        let counts = vec![0; column.as_ref().map_or(0, |column| column.num_terms())];
        Ok(SegmentCounter { column, counts })
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
            if let Some(count) = usize::try_from(place).ok().and_then(|place| self.counts.get_mut(place)) {
                *count += 1;
            }
        }
    }

    fn harvest(self) -> Counts {
        let Some(column) = self.column else { return Counts::new() };
        let name = |(place, count)| {
            let mut facet = String::new();
            column.ord_to_str(place, &mut facet).ok().filter(|found| *found).map(|_| (facet, count))
        };
        (0..).zip(self.counts).filter(|(_, count)| *count > 0).filter_map(name).collect()
    }
}
