//! Sets of documents that many searches ask for, kept by segment: what stands in an edition and is on at a time, and
//! what has a value of a facet. A segment does not change while it is there, so neither do they, but by the clock.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};

use tantivy::index::SegmentId;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocSet as _, Searcher, SegmentReader, TERMINATED, Term};

use super::docs::Docs;
use super::document::EVERY_EDITION;
use super::index::Fields;

/// A value that fewer documents have than one in so many is read anew each time: that is as quick as meeting two sets.
const RARE: u32 = 64;

/// The sets that are kept.
#[derive(Default)]
pub(super) struct Kept {
    on: Mutex<HashMap<(SegmentId, String), Arc<On>>>,
    values: Mutex<HashMap<(SegmentId, String), Arc<Docs>>>,
}

/// What is on in an edition, from one instant at which something opened or closed until before the next; seconds.
struct On {
    docs: Docs,
    since: i64,
    before: i64,
}

impl Kept {
    /// The documents of a segment that stand in an edition, or in any, and that the clock shows at this second.
    pub fn on(
        &self,
        segment: &SegmentReader,
        fields: &Fields,
        edition: Option<&str>,
        now: i64,
    ) -> tantivy::Result<Docs> {
        let key = (segment.segment_id(), edition.unwrap_or_default().to_owned());
        let kept = self.on.lock().unwrap_or_else(PoisonError::into_inner).get(&key).cloned();
        if let Some(on) = kept.filter(|on| (on.since..on.before).contains(&now)) {
            return Ok(on.docs.clone());
        }
        let on = Arc::new(On::read(segment, fields, edition, now)?);
        let docs = on.docs.clone();
        self.on.lock().unwrap_or_else(PoisonError::into_inner).insert(key, on);
        Ok(docs)
    }

    /// The documents of a segment that have a value of a facet, as one term.
    pub fn value(&self, segment: &SegmentReader, field: Field, value: &str) -> tantivy::Result<Arc<Docs>> {
        let key = (segment.segment_id(), value.to_owned());
        let kept = self.values.lock().unwrap_or_else(PoisonError::into_inner).get(&key).cloned();
        if let Some(docs) = kept {
            return Ok(docs);
        }
        let mut docs = Docs::none(segment.max_doc());
        let count = each_with(segment, field, value, |doc| docs.insert(doc))?;
        let docs = Arc::new(docs);
        if !is_rare(segment, count) {
            self.values.lock().unwrap_or_else(PoisonError::into_inner).insert(key, docs.clone());
        }
        Ok(docs)
    }

    /// Forgets the segments that are no more.
    pub fn forget(&self, searcher: &Searcher) {
        let present: HashSet<SegmentId> = searcher.segment_readers().iter().map(SegmentReader::segment_id).collect();
        self.on.lock().unwrap_or_else(PoisonError::into_inner).retain(|(segment, _), _| present.contains(segment));
        self.values.lock().unwrap_or_else(PoisonError::into_inner).retain(|(segment, _), _| present.contains(segment));
    }
}

impl On {
    fn read(segment: &SegmentReader, fields: &Fields, edition: Option<&str>, now: i64) -> tantivy::Result<Self> {
        let (opens, closes) = (segment.fast_fields().i64("from")?, segment.fast_fields().i64("until")?);
        let mut on = Self { docs: Docs::none(segment.max_doc()), since: i64::MIN, before: i64::MAX };
        let mut see = |doc| {
            let from = opens.first(doc).unwrap_or(i64::MIN);
            let until = closes.first(doc).unwrap_or(i64::MAX);
            for instant in [from, until] {
                match instant <= now {
                    true => on.since = on.since.max(instant),
                    false => on.before = on.before.min(instant),
                }
            }
            if from <= now && now < until {
                on.docs.insert(doc);
            }
        };
        match edition {
            None => (0..segment.max_doc()).for_each(see),
            Some(edition) => {
                for edition in [edition, EVERY_EDITION] {
                    each_with(segment, fields.edition, edition, &mut see)?;
                }
            }
        }
        Ok(on)
    }
}

/// Whether so few documents have a value that it is not worth keeping.
pub(super) fn is_rare(segment: &SegmentReader, documents: u32) -> bool {
    documents < segment.max_doc() / RARE
}

/// Sees each document of a segment that has a term; gives how many there are.
pub(super) fn each_with(
    segment: &SegmentReader,
    field: Field,
    text: &str,
    mut see: impl FnMut(u32),
) -> tantivy::Result<u32> {
    let term = Term::from_field_text(field, text);
    let index = segment.inverted_index(field)?;
    let Some(mut postings) = index.read_postings(&term, IndexRecordOption::Basic)? else { return Ok(0) };
    let (mut doc, mut count) = (postings.doc(), 0);
    while doc != TERMINATED {
        see(doc);
        count += 1;
        doc = postings.advance();
    }
    Ok(count)
}
