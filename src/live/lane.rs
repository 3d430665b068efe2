//! Puts numbered frames in order: one lane for the messages of a room, one for its changes.
//!
//! The hub owns the lanes. A lane lets a number pass only after the one before it; what is
//! missing is read again by the hub. It must never pass a number twice or out of order.

use std::collections::BTreeMap;

use bytestring::ByteString;

use super::conversations::Numbered;

/// How many frames wait for an earlier one; later ones are read again instead. With those that are
/// read at once they fit a socket's mailbox of 256.
const MAX_WAITING: usize = 128;

/// The order of one kind of frame in one room.
#[derive(Debug, Default)]
pub(super) struct Lane {
    /// The last number passed; unknown until a reader's history has told it.
    last: Option<i64>,
    /// The highest number heard of.
    highest: i64,
    waiting: BTreeMap<i64, ByteString>,
}

impl Lane {
    /// Takes in a frame; gives those that may pass now, in order.
    pub fn take(&mut self, number: i64, frame: ByteString) -> Vec<Numbered> {
        if self.last.is_some_and(|last| number <= last) {
            return Vec::new();
        }
        self.highest = self.highest.max(number);
        if self.waiting.len() < MAX_WAITING {
            self.waiting.insert(number, frame);
        }
        self.pass()
    }

    /// Says where the order begins, where that is not known yet.
    pub fn begin(&mut self, at: i64) -> Vec<Numbered> {
        if self.last.is_some() {
            return Vec::new();
        }
        self.last = Some(at);
        self.waiting = self.waiting.split_off(&at.saturating_add(1));
        self.pass()
    }

    /// Hears that numbers up to this one exist.
    pub fn hear_of(&mut self, number: i64) {
        self.highest = self.highest.max(number);
    }

    /// What is missing, as the last number passed and the highest heard of.
    pub fn gap(&self) -> Option<(i64, i64)> {
        self.last.filter(|last| *last < self.highest).map(|last| (last, self.highest))
    }

    /// Fills a gap with what the database has up to and including `up_to`.
    pub fn fill(&mut self, up_to: i64, read: Vec<Numbered>) -> Vec<Numbered> {
        let last = self.last.unwrap_or(0);
        let mut passed: Vec<Numbered> =
            read.into_iter().filter(|(number, _)| (last + 1..=up_to).contains(number)).collect();
        let reached = last.max(up_to);
        self.last = Some(reached);
        self.waiting = self.waiting.split_off(&reached.saturating_add(1));
        passed.extend(self.pass());
        passed
    }

    fn pass(&mut self) -> Vec<Numbered> {
        let mut passed = Vec::new();
        let Some(mut last) = self.last else { return passed };
        while let Some(frame) = self.waiting.remove(&(last + 1)) {
            last += 1;
            passed.push((last, frame));
        }
        self.last = Some(last);
        passed
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn text(number: i64) -> ByteString {
        ByteString::from(number.to_string())
    }

    #[test]
    fn nothing_passes_before_the_beginning_is_known() {
        let mut lane = Lane::default();
        assert!(lane.take(7, text(7)).is_empty());
        assert_eq!(lane.gap(), None);
        assert!(lane.begin(5).is_empty());
        assert_eq!(lane.gap(), Some((5, 7)));
        assert_eq!(lane.take(6, text(6)), vec![(6, text(6)), (7, text(7))]);
        assert_eq!(lane.gap(), None);
    }

    #[test]
    fn a_number_that_was_only_heard_of_is_missing() {
        let mut lane = Lane::default();
        lane.begin(2);
        lane.hear_of(4);
        assert_eq!(lane.gap(), Some((2, 4)));
        assert_eq!(lane.take(3, text(3)).len(), 1);
        lane.hear_of(1);
        assert_eq!(lane.gap(), Some((3, 4)));
    }

    #[test]
    fn a_filled_gap_lets_the_rest_pass() {
        let mut lane = Lane::default();
        lane.begin(0);
        lane.take(3, text(3));
        lane.take(4, text(4));
        let passed = lane.fill(3, vec![(1, text(1)), (2, text(2)), (3, text(3))]);
        assert_eq!(passed.iter().map(|(number, _)| *number).collect::<Vec<_>>(), vec![1, 2, 3, 4]);
        assert!(lane.take(2, text(2)).is_empty());
    }

    proptest! {
        #[test]
        fn whatever_the_order_each_number_passes_once_and_in_turn(
            order in Just((1i64..40).collect::<Vec<_>>()).prop_shuffle(),
            begin_after in 0usize..39,
        ) {
            let mut lane = Lane::default();
            let mut passed = Vec::new();
            for (index, number) in order.iter().enumerate() {
                if index == begin_after {
                    passed.extend(lane.begin(0));
                }
                passed.extend(lane.take(*number, text(*number)));
                passed.extend(lane.take(*number, text(*number)));
            }
            let numbers: Vec<i64> = passed.iter().map(|(number, _)| *number).collect();
            prop_assert_eq!(numbers, (1i64..40).collect::<Vec<_>>());
        }
    }
}
