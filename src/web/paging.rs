//! Going through long lists: by cursor for lists from the database, by number for searches.
//!
//! Queries read a [`Cursor`] and return a [`Page`]; templates draw its links. A cursor comes from
//! the address, so anything may stand in it: a wrong one is the first page, never an error.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Deserialize;

use crate::web::limits::{CURSOR_BYTES, PAGE_ITEMS, PAGE_NUMBER};

/// The query of a list that is narrowed by words alone.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Sought {
    /// Words.
    pub q: String,
    /// Page number.
    pub page: String,
}

/// A place in a list: the sort key and the id of the item beside it, and which way to go.
/// Opaque in addresses; not secret and not signed, since it grants nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cursor {
    /// The sort key of the item, as text. Instants are written so that they sort as text.
    pub key: String,
    /// The id of the item, which makes the order total.
    pub id: String,
    /// Towards the beginning of the list instead of its end.
    pub backwards: bool,
}

impl Cursor {
    /// A cursor that goes on after this item.
    pub fn after(key: impl Into<String>, id: impl std::fmt::Display) -> Self {
        Self { key: key.into(), id: id.to_string(), backwards: false }
    }

    /// A cursor that goes back before this item.
    pub fn before(key: impl Into<String>, id: impl std::fmt::Display) -> Self {
        Self { backwards: true, ..Self::after(key, id) }
    }

    /// Reads what stands in the address (`?at=`); nothing when it is none of ours.
    pub fn read(text: &str) -> Option<Self> {
        if text.is_empty() || text.len() > CURSOR_BYTES {
            return None;
        }
        let plain = String::from_utf8(URL_SAFE_NO_PAD.decode(text).ok()?).ok()?;
        let mut parts = plain.splitn(3, '\n');
        let (way, id, key) = (parts.next()?, parts.next()?, parts.next()?);
        let is_ours = matches!(way, "+" | "-") && !id.is_empty() && !plain.contains('\0');
        is_ours.then(|| Self { key: key.to_owned(), id: id.to_owned(), backwards: way == "-" })
    }

    /// As it stands in the address. Sort keys of more than 700 bytes are cut, so that the address
    /// stays bounded; the sort keys of this program are shorter.
    pub fn write(&self) -> String {
        let way = if self.backwards { '-' } else { '+' };
        let room = (CURSOR_BYTES * 3 / 4).saturating_sub(self.id.len() + 4);
        let key = self.key.get(..self.key.floor_char_boundary(room)).unwrap_or_default();
        URL_SAFE_NO_PAD.encode(format!("{way}\n{}\n{key}", self.id))
    }
}

/// A piece of a list with the way to its neighbours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page<T> {
    /// The items, in the order of the list.
    pub items: Vec<T>,
    /// What `?at=` (or `?page=`) says for the piece that follows, where there is one.
    pub next: Option<String>,
    /// What it says for the piece before, where there is one.
    pub prev: Option<String>,
    /// How many items the whole list has, where that was counted.
    pub total: Option<u64>,
}

impl<T> Page<T> {
    /// A list that fits on one page.
    pub fn whole(items: Vec<T>) -> Self {
        let total = Some(items.len() as u64);
        Self { items, next: None, prev: None, total }
    }

    /// From the rows of a query that asked for one more than `size`, in the direction of the
    /// cursor: going backwards the rows come last first and are turned here. `place` tells the
    /// sort key and id of an item.
    pub fn of_rows(
        mut rows: Vec<T>,
        size: usize,
        cursor: Option<&Cursor>,
        place: impl Fn(&T) -> (String, String),
    ) -> Self {
        let backwards = cursor.is_some_and(|cursor| cursor.backwards);
        let has_more = rows.len() > size;
        rows.truncate(size);
        if backwards {
            rows.reverse();
        }
        let (has_next, has_prev) = if backwards { (true, has_more) } else { (has_more, cursor.is_some()) };
        let next = rows.last().filter(|_| has_next).map(&place).map(|(key, id)| Cursor::after(key, id).write());
        let prev = rows.first().filter(|_| has_prev).map(&place).map(|(key, id)| Cursor::before(key, id).write());
        Self { items: rows, next, prev, total: None }
    }

    /// With the number of items in the whole list.
    pub fn with_total(mut self, total: u64) -> Self {
        self.total = Some(total);
        self
    }

    /// The same page with other items, as rows become cards.
    pub fn map<U>(self, to: impl FnMut(T) -> U) -> Page<U> {
        Page { items: self.items.into_iter().map(to).collect(), next: self.next, prev: self.prev, total: self.total }
    }
}

/// A numbered page, for lists whose order has no key, as the results of a search.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PageNumber {
    /// From 1 to [`PAGE_NUMBER`].
    pub number: u64,
    /// Items on a page, from 1 to [`PAGE_ITEMS`].
    pub size: usize,
}

impl PageNumber {
    /// Reads `?page=`; what is no number in range is the first page.
    pub fn read(text: &str, size: usize) -> Self {
        let number = text.trim().parse().ok().filter(|number| (1..=PAGE_NUMBER).contains(number)).unwrap_or(1);
        Self { number, size: size.clamp(1, PAGE_ITEMS) }
    }

    /// How many items come before this page.
    pub fn offset(self) -> usize {
        usize::try_from(self.number.saturating_sub(1)).unwrap_or(0).saturating_mul(self.size)
    }

    /// How many rows a statement passes over for this page, and how many it gives.
    pub fn piece(self) -> (i64, i64) {
        let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
        (number(self.offset()), number(self.size))
    }

    /// The page of these items, of so many in all; `next` and `prev` are page numbers.
    pub fn page<T>(self, items: Vec<T>, total: u64) -> Page<T> {
        let seen = (self.offset() + items.len()) as u64;
        let has_next = !items.is_empty() && seen < total && self.number < PAGE_NUMBER;
        Page {
            items,
            next: has_next.then(|| (self.number + 1).to_string()),
            prev: (self.number > 1).then(|| (self.number - 1).to_string()),
            total: Some(total),
        }
    }
}

/// The address of a page of a list: the path, what the list is narrowed to (empty values are left
/// out), and the page.
pub fn address(path: &str, kept: &[(&str, &str)], page: &str) -> String {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    for (name, value) in kept.iter().chain(&[("page", page)]).filter(|pair| !pair.1.is_empty()) {
        query.append_pair(name, value);
    }
    format!("{path}?{}", query.finish())
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

    use proptest::prelude::*;

    use super::*;

    /// What a query does: the rows beyond the cursor in its direction, one more than asked for.
    fn query(cursor: Option<&Cursor>, size: usize) -> Page<u32> {
        let at = cursor.map(|cursor| cursor.id.parse::<u32>().unwrap());
        let rows: Vec<u32> = match (cursor, at) {
            (Some(cursor), Some(at)) if cursor.backwards => (1..at).rev().take(size + 1).collect(),
            (_, at) => (at.unwrap_or(0) + 1..=10).take(size + 1).collect(),
        };
        Page::of_rows(rows, size, cursor, |row| (format!("key {row}"), row.to_string()))
    }

    #[test]
    fn a_list_is_walked_to_its_end_and_back() {
        let (mut forth, mut page) = (Vec::new(), query(None, 4));
        assert_eq!(page.prev, None);
        while let Some(next) = page.next.clone() {
            forth.extend(page.items);
            page = query(Cursor::read(&next).as_ref(), 4);
        }
        forth.extend(&page.items);
        assert_eq!(forth, (1..=10).collect::<Vec<_>>());
        assert_eq!(page.items, [9, 10]);
        page = query(Cursor::read(&page.prev.unwrap()).as_ref(), 4);
        assert_eq!(page.items, [5, 6, 7, 8]);
        page = query(Cursor::read(&page.prev.unwrap()).as_ref(), 4);
        assert_eq!((page.items, page.prev.is_none(), page.next.is_some()), (vec![1, 2, 3, 4], true, true));
    }

    #[test]
    fn a_wrong_page_number_is_the_first_page() {
        for wrong in ["", "0", "-1", "9223372036854775808", "501", "NaN", "1.5"] {
            assert_eq!(PageNumber::read(wrong, 20), PageNumber { number: 1, size: 20 }, "{wrong}");
        }
        let third = PageNumber::read("3", 1_000_000);
        assert_eq!((third.offset(), third.size), (200, 100));
        let page = third.page(vec![1, 2], 202);
        assert_eq!((page.next, page.prev.as_deref()), (None, Some("2")));
    }

    proptest! {
        #[test]
        fn no_text_makes_a_cursor_panic(text in "\\PC*|[A-Za-z0-9_-]{0,1200}") {
            let _ = Cursor::read(&text);
        }

        #[test]
        fn a_cursor_says_what_was_written(key in "\\PC{0,60}", backwards in any::<bool>()) {
            let cursor = Cursor { key, id: "018f".into(), backwards };
            prop_assert_eq!(Cursor::read(&cursor.write()), Some(cursor));
        }

        #[test]
        fn a_long_key_still_fits(key in "\\PC{300,900}") {
            let text = Cursor::after(key, crate::ids::RowId::new()).write();
            prop_assert!(text.len() <= CURSOR_BYTES && Cursor::read(&text).is_some());
        }
    }
}
