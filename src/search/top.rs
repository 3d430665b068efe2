//! The first of many things, the greatest first; of equals, the one that was offered first.

use tantivy::DocAddress;

/// Keeps the first of what it is offered, in the order of the documents.
pub(super) struct Top<K> {
    offset: usize,
    most: usize,
    floor: Option<K>,
    rows: Vec<(K, DocAddress)>,
}

impl<K: Ord + Copy> Top<K> {
    /// For `limit` of them after the first `offset`.
    pub fn new(offset: usize, limit: usize) -> Self {
        Self { offset, most: (offset + limit).max(1), floor: None, rows: Vec::new() }
    }

    /// What must be surpassed to come in; none while anything does.
    pub fn floor(&self) -> Option<K> {
        self.floor
    }

    /// Offers one.
    pub fn offer(&mut self, key: K, address: DocAddress) {
        if self.floor.is_some_and(|floor| key <= floor) {
            return;
        }
        self.rows.push((key, address));
        if self.rows.len() >= 2 * self.most {
            let (_, last, _) = self.rows.select_nth_unstable_by(self.most - 1, order);
            self.floor = Some(last.0);
            self.rows.truncate(self.most);
        }
    }

    /// Those that came in, in order.
    pub fn addresses(mut self) -> Vec<DocAddress> {
        self.rows.sort_unstable_by(order);
        self.rows.truncate(self.most);
        self.rows.into_iter().skip(self.offset).map(|(_, address)| address).collect()
    }
}

fn order<K: Ord>(one: &(K, DocAddress), other: &(K, DocAddress)) -> std::cmp::Ordering {
    other.0.cmp(&one.0).then(one.1.cmp(&other.1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_greatest_come_first_and_of_equals_the_earlier() {
        let mut top = Top::new(1, 3);
        for (doc, key) in (0..).zip([5, 1, 9, 5, 7, 5, 9, 0, 9, 2]) {
            top.offer(key, DocAddress::new(0, doc));
        }
        let docs: Vec<u32> = top.addresses().into_iter().map(|address| address.doc_id).collect();
        assert_eq!(docs, [6, 8, 4]);
    }
}
