//! Counts how often each value of a facet stands in the hits of a segment; used by `hits`.

use std::collections::BTreeMap;

use tantivy::SegmentReader;
use tantivy::schema::Field;

use super::docs::Docs;
use super::kept::{Kept, each_with, is_rare};

/// The values of a facet with their counts, in the order of the values.
pub(super) type Counts = BTreeMap<String, u64>;

/// Counts the values of all these facets by reading those of each hit.
pub(super) fn count_column(
    segment: &SegmentReader,
    hits: &Docs,
    counts: &mut BTreeMap<&'static str, Counts>,
) -> tantivy::Result<()> {
    let Some(column) = segment.fast_fields().str("facets")? else { return Ok(()) };
    // By the place of the value among those of the segment, which are few: hashing them took longer than the search.
    let mut places = vec![0_u64; column.num_terms()];
    for doc in hits.iter() {
        for place in column.term_ords(doc) {
            if let Some(count) = usize::try_from(place).ok().and_then(|place| places.get_mut(place)) {
                *count += 1;
            }
        }
    }
    let mut facet = String::new();
    for (place, count) in (0..).zip(places).filter(|(_, count)| *count > 0) {
        facet.clear();
        if column.ord_to_str(place, &mut facet)?
            && let Some((name, value)) = facet.split_once('=')
            && let Some(counts) = counts.get_mut(name)
        {
            *counts.entry(value.to_owned()).or_default() += count;
        }
    }
    Ok(())
}

/// Counts the values of one facet by meeting the hits with what has each value.
pub(super) fn count_values(
    kept: &Kept,
    segment: &SegmentReader,
    field: Field,
    hits: &Docs,
    (name, counts): (&str, &mut Counts),
) -> tantivy::Result<()> {
    let index = segment.inverted_index(field)?;
    // All terms `name=value`; the sign after `=` ends them.
    let mut terms = index.terms().range().ge(format!("{name}=")).lt(format!("{name}>")).into_stream()?;
    while let Some((term, info)) = terms.next() {
        let Some(value) = std::str::from_utf8(term).ok().and_then(|text| text.split_once('=')) else { continue };
        let text = format!("{name}={}", value.1);
        let mut count = 0;
        match is_rare(segment, info.doc_freq) {
            true => {
                each_with(segment, field, &text, |doc| count += u64::from(hits.contains(doc)))?;
            }
            false => count = kept.value(segment, field, &text)?.common(hits),
        }
        if count > 0 {
            *counts.entry(value.1.to_owned()).or_default() += count;
        }
    }
    Ok(())
}
