//! Sets of the documents of one segment, a bit each: hits, what a filter lets through and what is counted are met
//! and counted 64 documents at once, however many there are.

use tantivy::DocId;

const BITS: usize = u64::BITS as usize;

/// A set of documents of one segment.
#[derive(Debug, Clone, Default)]
pub(super) struct Docs(Vec<u64>);

impl Docs {
    /// None of so many documents.
    pub fn none(documents: DocId) -> Self {
        Self(vec![0; place(documents).0 + 1])
    }

    /// Puts a document in; one that the segment does not have is passed over.
    pub fn insert(&mut self, doc: DocId) {
        let (word, bit) = place(doc);
        if let Some(word) = self.0.get_mut(word) {
            *word |= bit;
        }
    }

    /// Whether a document is in.
    pub fn contains(&self, doc: DocId) -> bool {
        let (word, bit) = place(doc);
        self.0.get(word).is_some_and(|word| word & bit != 0)
    }

    /// Leaves what both have.
    pub fn keep(&mut self, other: &Self) {
        self.0.iter_mut().zip(&other.0).for_each(|(word, other)| *word &= other);
    }

    /// Takes in what the other has.
    pub fn add(&mut self, other: &Self) {
        self.0.iter_mut().zip(&other.0).for_each(|(word, other)| *word |= other);
    }

    /// Those of it that are of a kind.
    pub fn only(&self, is_one: impl Fn(DocId) -> bool) -> Self {
        let mut only = Self(vec![0; self.0.len()]);
        self.iter().filter(|doc| is_one(*doc)).for_each(|doc| only.insert(doc));
        only
    }

    /// How many there are.
    pub fn len(&self) -> u64 {
        self.0.iter().map(|word| u64::from(word.count_ones())).sum()
    }

    /// How many are in both.
    pub fn common(&self, other: &Self) -> u64 {
        self.0.iter().zip(&other.0).map(|(word, other)| u64::from((word & other).count_ones())).sum()
    }

    /// The documents in their order.
    pub fn iter(&self) -> impl Iterator<Item = DocId> {
        (0..).step_by(BITS).zip(&self.0).flat_map(|(first, word)| {
            let mut rest = *word;
            std::iter::from_fn(move || {
                let bit = (rest != 0).then(|| rest.trailing_zeros())?;
                rest &= rest - 1;
                Some(first + bit)
            })
        })
    }
}

/// The word and the bit of a document.
fn place(doc: DocId) -> (usize, u64) {
    (doc as usize / BITS, 1 << (doc as usize % BITS))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_meet_are_counted_and_keep_their_order() {
        let set = |docs: &[DocId]| {
            let mut set = Docs::none(130);
            docs.iter().for_each(|doc| set.insert(*doc));
            set
        };
        let (one, other) = (set(&[129, 0, 63, 64, 500]), set(&[63, 129, 5]));
        assert_eq!(one.iter().collect::<Vec<_>>(), [0, 63, 64, 129]);
        assert_eq!((one.len(), one.common(&other)), (4, 2));
        assert!(one.contains(64) && !one.contains(65) && !one.contains(5_000));
        let mut both = one.clone();
        both.keep(&other);
        assert_eq!(both.iter().collect::<Vec<_>>(), [63, 129]);
        both.add(&one);
        assert_eq!(both.len(), 4);
        assert_eq!(Docs::none(0).iter().count(), 0);
    }
}
