//! Questions on the page of their session and at its desk.

use askama::Template;

use super::model::QuestionState;
use super::queries::Listed;
use crate::clock::Instant;
use crate::error::FieldErrors;
use crate::forum::polls::PollView;
use crate::forum::polls::handlers::NewPoll;
use crate::forum::sessions::{Session, SessionCard};
use crate::ids::{QuestionId, RoomId};
use crate::lifecycle::Lifecycle as _;
use crate::web::page::Page;

/// A question as a page shows it.
#[derive(Debug, Clone)]
pub struct QuestionView {
    /// The question.
    pub id: QuestionId,
    /// The words.
    pub body: String,
    /// Who asks.
    pub author: String,
    /// When it was asked.
    pub at: Instant,
    /// Its state.
    pub state: QuestionState,
    /// Whether it stands first.
    pub is_pinned: bool,
    /// How many want to hear the answer.
    pub votes: i64,
    /// Whether the reader is one of them.
    pub has_voted: bool,
    /// The version of the row.
    pub version: i64,
}

impl QuestionView {
    /// Of a row.
    pub fn of((question, author, has_voted): Listed) -> Self {
        Self {
            id: question.id,
            body: question.body,
            author,
            at: question.created_at,
            state: question.state,
            is_pinned: question.is_pinned,
            votes: question.votes,
            has_voted,
            version: question.version,
        }
    }

    /// Whether one may vote for it.
    pub fn is_open(&self) -> bool {
        self.state == QuestionState::Visible
    }

    /// Where it may go from here.
    pub fn moves(&self) -> Vec<QuestionState> {
        QuestionState::ALL.iter().copied().filter(|to| self.state.may_become(*to)).collect()
    }
}

/// `/forum/sessions/{slug}/desk`.
#[derive(Template)]
#[template(path = "forum/desk.html")]
pub struct DeskPage {
    page: Page,
    session: Session,
    card: SessionCard,
    /// What waits, what is to be answered, what was; each with its state.
    groups: Vec<(QuestionState, Vec<QuestionView>)>,
    /// The room over which changes are told.
    room: Option<RoomId>,
    polls: Vec<PollView>,
    form: NewPoll,
    errors: FieldErrors,
}

impl DeskPage {
    /// The desk.
    pub fn new(
        page: Page,
        (session, room): (Session, Option<RoomId>),
        card: SessionCard,
        questions: Vec<Listed>,
        polls: Vec<PollView>,
        (form, errors): (NewPoll, FieldErrors),
    ) -> Self {
        let questions: Vec<QuestionView> = questions.into_iter().map(QuestionView::of).collect();
        let group = |state: &QuestionState| {
            let own = questions.iter().filter(|one| one.state == *state).cloned().collect();
            (*state, own)
        };
        Self { groups: QuestionState::ALL.iter().map(group).collect(), page, session, room, card, polls, form, errors }
    }
}
