//! The page of decisions that are not announced yet.

use askama::Template;

use super::prepared_queries::Prepared;
use super::{QueueWords, state_badge};
use crate::error::FieldErrors;
use crate::web::page::Page;

/// A decision in the list.
pub struct Line {
    /// The decision.
    pub row: Prepared,
    /// Whether what it is about has changed since.
    pub is_stale: bool,
}

/// `/organizer/…/prepared`.
#[derive(Template)]
#[template(path = "reviews/prepared.html")]
pub struct PreparedPage {
    page: Page,
    words: QueueWords,
    lines: Vec<Line>,
    ready: i64,
    errors: FieldErrors,
}

impl PreparedPage {
    /// The list.
    pub fn new(page: Page, words: QueueWords, lines: Vec<Line>, errors: FieldErrors) -> Self {
        let ready = lines.iter().filter(|line| !line.is_stale).count();
        Self { ready: i64::try_from(ready).unwrap_or(0), page, words, lines, errors }
    }

    fn badge(&self, line: &Line) -> (&'static str, &'static str) {
        state_badge(line.row.decision)
    }
}
