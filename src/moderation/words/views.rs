//! The page of the list of words.

use askama::Template;

use super::forms::{Wanted, WordsForm};
use super::queries::WordRow;
use crate::error::FieldErrors;
use crate::web::page::Page;
use crate::web::paging::{self, address};

/// `/organizer/words`.
#[derive(Template)]
#[template(path = "moderation/words.html")]
pub struct WordsPage {
    page: Page,
    wanted: Wanted,
    rows: Vec<WordRow>,
    prev: Option<String>,
    next: Option<String>,
    total: i64,
    form: WordsForm,
    errors: FieldErrors,
}

impl WordsPage {
    /// The page with one piece of the list.
    pub fn new(page: Page, wanted: Wanted, rows: paging::Page<WordRow>, form: WordsForm, errors: FieldErrors) -> Self {
        let link = |number: &String| address("/organizer/words", &[("q", &wanted.q)], number);
        Self {
            prev: rows.prev.as_ref().map(link),
            next: rows.next.as_ref().map(link),
            total: rows.total.and_then(|total| i64::try_from(total).ok()).unwrap_or(0),
            rows: rows.items,
            page,
            wanted,
            form,
            errors,
        }
    }
}
