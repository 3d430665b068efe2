//! The page of a queue: what waits for a decision, the longest first, and what was decided.

use std::collections::HashMap;

use askama::Template;

use super::prepared::PrepareForm;
use super::{QueueForm, revision_key, state_badge};
use crate::error::FieldErrors;
use crate::lifecycle::RevisionState;
use crate::web::choice::{Choice, choices};
use crate::web::page::Page;
use crate::web::paging;

/// The words of one queue: its address, and Fluent keys.
#[derive(Debug, Clone, Copy)]
pub struct QueueWords {
    /// Where it stands.
    pub path: &'static str,
    /// Its title.
    pub title: &'static str,
    /// What its words are looked for in.
    pub sought: &'static str,
    /// The button.
    pub find: &'static str,
    /// How many there are.
    pub found: &'static str,
    /// What it says when there is nothing: title and sentence.
    pub empty: (&'static str, &'static str),
}

/// Something that was submitted, as a queue lists it.
#[derive(Debug, Clone)]
pub struct QueueRow {
    /// What stands in its address.
    pub id: String,
    /// Where it is decided about.
    pub href: String,
    /// Its title.
    pub title: String,
    /// The language of the title.
    pub lang: &'static str,
    /// What is worth knowing at a glance; empty parts are left out.
    pub facts: Vec<String>,
    /// Kind of badge and Fluent key.
    pub badge: (&'static str, &'static str),
}

/// The decisions about a queue that are not announced yet.
#[derive(Debug, Clone, Default)]
pub struct Prepared {
    /// How many there are.
    pub count: i64,
    /// Those about what is listed, by its id.
    pub decisions: HashMap<String, RevisionState>,
}

/// What was ticked and typed under a queue, and what is wrong with it.
#[derive(Debug, Clone, Default)]
pub struct Typed {
    /// As it came.
    pub form: PrepareForm,
    /// The wrong fields.
    pub errors: FieldErrors,
}

/// A queue.
#[derive(Template)]
#[template(path = "reviews/queue.html")]
pub struct QueuePage {
    page: Page,
    words: QueueWords,
    states: Vec<Choice>,
    rows: Vec<QueueRow>,
    prepared: Prepared,
    may_prepare: bool,
    form: QueueForm,
    typed: Typed,
    total: i64,
    prev: Option<String>,
    next: Option<String>,
}

impl QueuePage {
    /// One piece of a queue, with what was ticked and typed under it. A draft is nobody's business but its authors'.
    pub fn new(
        page: Page,
        words: QueueWords,
        (form, typed): (QueueForm, Typed),
        found: paging::Page<QueueRow>,
        prepared: Prepared,
    ) -> Self {
        let state = form.state();
        let submitted = RevisionState::ALL.iter().filter(|state| **state != RevisionState::Draft);
        let named = submitted.map(|state| (state.as_str(), page.t(revision_key(*state))));
        let states = choices(named, state.as_str());
        let kept = [("state", state.as_str()), ("q", form.q.as_str())];
        let address = |number: &String| paging::address(words.path, &kept, number);
        Self {
            total: i64::try_from(found.total.unwrap_or(0)).unwrap_or(0),
            prev: found.prev.as_ref().map(address),
            next: found.next.as_ref().map(address),
            may_prepare: state == RevisionState::Submitted && !found.items.is_empty(),
            rows: found.items,
            prepared,
            page,
            words,
            states,
            form,
            typed,
        }
    }

    /// What is prepared about something, as a badge.
    fn decided(&self, row: &QueueRow) -> Option<(&'static str, &'static str)> {
        self.prepared.decisions.get(&row.id).map(|state| state_badge(*state))
    }

    fn is_ticked(&self, row: &QueueRow) -> bool {
        self.typed.form.id.contains(&row.id)
    }

    fn line(&self, row: &QueueRow) -> String {
        let facts: Vec<&str> = row.facts.iter().map(String::as_str).filter(|fact| !fact.is_empty()).collect();
        facts.join(" · ")
    }
}
