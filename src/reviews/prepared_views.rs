//! The page of decisions that are not announced yet.

use askama::Template;

use super::prepared::PrepareForm;
use super::prepared_queries::Prepared;
use super::{QueueWords, revision_key, state_badge};
use crate::error::FieldErrors;
use crate::lifecycle::RevisionState;
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
    own: Option<&'static str>,
    form: PrepareForm,
    errors: FieldErrors,
}

impl PreparedPage {
    /// The list, and what somebody had typed who was slower or wrong.
    pub fn new(page: Page, words: QueueWords, lines: Vec<Line>, form: PrepareForm, errors: FieldErrors) -> Self {
        let ready = lines.iter().filter(|line| !line.is_stale).count();
        Self {
            ready: i64::try_from(ready).unwrap_or(0),
            own: form.decision.parse().ok().map(|state: RevisionState| page.t(revision_key(state))),
            page,
            words,
            lines,
            form,
            errors,
        }
    }

    fn badge(&self, line: &Line) -> (&'static str, &'static str) {
        state_badge(line.row.decision)
    }
}
