//! Questions and polls beside the room of a session.

use askama::Template;

use crate::forum::polls::PollView;
use crate::forum::questions::QuestionView;
use crate::web::page::Page;

/// What the reader sees of the questions and polls of a session.
#[derive(Debug, Clone)]
pub struct TalkView {
    /// The address of the session.
    pub link: String,
    /// The questions that everybody reads.
    pub questions: Vec<QuestionView>,
    /// The polls.
    pub polls: Vec<PollView>,
    /// Whether the reader moderates both.
    pub is_host: bool,
    /// Whether the session takes place, or has taken place, while the zone is open: its discussion goes on afterwards.
    pub is_on: bool,
}

impl TalkView {
    /// Whether the reader may try to ask and to vote.
    pub fn takes_part(&self, page: &Page) -> bool {
        self.is_on && page.viewer.as_ref().is_some_and(|viewer| viewer.is_verified)
    }
}

/// `/forum/sessions/{slug}/talk`: what the page of the session shows, alone.
#[derive(Template)]
#[template(path = "forum/talk.html")]
pub struct TalkFragment {
    /// Whose page it is.
    pub page: Page,
    /// What it shows.
    pub talk: TalkView,
}
