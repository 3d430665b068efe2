//! Polls on the page of their session and at its desk.

use askama::Template;

use super::forms::PollForm;
use super::model::{Poll, PollOption, PollState};
use crate::error::FieldErrors;
use crate::ids::{PollId, PollOptionId};
use crate::lifecycle::Lifecycle as _;
use crate::web::page::Page;

/// An answer with its result.
#[derive(Debug, Clone)]
pub struct OptionView {
    /// Its id.
    pub id: PollOptionId,
    /// The words.
    pub text: String,
    /// How many chose it.
    pub votes: i64,
    /// The same in percent of all votes, rounded.
    pub percent: i64,
    /// Whether the reader did.
    pub is_own: bool,
}

/// A poll as a page shows it.
#[derive(Debug, Clone)]
pub struct PollView {
    /// Its id.
    pub id: PollId,
    /// What is asked.
    pub question: String,
    /// Its state.
    pub state: PollState,
    /// What it offers. Without results the counts are 0.
    pub options: Vec<OptionView>,
    /// How many have voted; 0 without results.
    pub total: i64,
    /// Whether the reader sees results: once they have voted, once it is closed, who moderates always.
    pub shows_results: bool,
    /// Whether the reader has voted.
    pub has_voted: bool,
    /// The version of the row.
    pub version: i64,
}

impl PollView {
    /// Of a row for a reader, with what they chose.
    pub fn new(poll: Poll, options: Vec<PollOption>, chosen: Option<PollOptionId>, is_host: bool) -> Self {
        let shows_results = is_host || chosen.is_some() || poll.state != PollState::Open;
        let total: i64 = options.iter().map(|option| option.votes).sum();
        let option = |one: PollOption| OptionView {
            is_own: chosen.as_ref() == Some(&one.id),
            votes: if shows_results { one.votes } else { 0 },
            percent: if shows_results && total > 0 { (one.votes * 200 + total) / (total * 2) } else { 0 },
            id: one.id,
            text: one.text,
        };
        Self {
            id: poll.id,
            question: poll.question,
            state: poll.state,
            total: if shows_results { total } else { 0 },
            shows_results,
            has_voted: chosen.is_some(),
            options: options.into_iter().map(option).collect(),
            version: poll.version,
        }
    }

    /// Whether the reader may vote.
    pub fn is_open(&self) -> bool {
        self.state == PollState::Open && !self.has_voted
    }

    /// Whether it may still be edited.
    pub fn is_draft(&self) -> bool {
        self.state == PollState::Draft
    }

    /// Where it may go from here.
    pub fn moves(&self) -> Vec<PollState> {
        PollState::ALL.iter().copied().filter(|to| self.state.may_become(*to)).collect()
    }
}

/// `/forum/polls/{id}`.
#[derive(Template)]
#[template(path = "forum/poll.html")]
pub struct EditPage {
    /// The frame.
    pub page: Page,
    /// The desk of its session.
    pub link: String,
    /// The poll.
    pub poll: Poll,
    /// What was typed.
    pub form: PollForm,
    /// What is wrong.
    pub errors: FieldErrors,
}
