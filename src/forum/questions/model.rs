//! A question and its lifecycle.

use diesel::prelude::*;

use crate::clock::Instant;
use crate::db::schema::questions;
use crate::ids::{PersonId, QuestionId, SessionId};
use crate::lifecycle::Lifecycle;

crate::text_enum! {
    /// The state of a question.
    pub enum QuestionState {
        /// Waits for who moderates.
        Queued = "queued",
        /// Everybody reads it and may vote for it.
        Visible = "visible",
        /// It was answered.
        Answered = "answered",
        /// Put aside.
        Archived = "archived",
    }
}

impl QuestionState {
    /// Those that everybody reads.
    pub const SHOWN: [Self; 2] = [Self::Visible, Self::Answered];

    /// The Fluent key of its name.
    pub fn key(self) -> &'static str {
        match self {
            Self::Queued => "question-state-queued",
            Self::Visible => "question-state-visible",
            Self::Answered => "question-state-answered",
            Self::Archived => "question-state-archived",
        }
    }

    /// The Fluent key of the button that moves there.
    pub fn move_key(self) -> &'static str {
        match self {
            Self::Queued => "question-move-queued",
            Self::Visible => "question-move-visible",
            Self::Answered => "question-move-answered",
            Self::Archived => "question-move-archived",
        }
    }

    /// The kind of its badge.
    pub fn badge(self) -> &'static str {
        match self {
            Self::Queued => "wait",
            Self::Visible => "info",
            Self::Answered => "ok",
            Self::Archived => "off",
        }
    }
}

impl Lifecycle for QuestionState {
    const THING: &'static str = "question";
    const MOVES: &'static [(Self, Self)] = &[
        (Self::Queued, Self::Visible),
        (Self::Queued, Self::Archived),
        (Self::Visible, Self::Queued),
        (Self::Visible, Self::Answered),
        (Self::Visible, Self::Archived),
        (Self::Answered, Self::Archived),
        (Self::Archived, Self::Visible),
    ];

    fn text(self) -> &'static str {
        self.as_str()
    }
}

/// A question.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = questions)]
pub struct Question {
    /// Its id.
    pub id: QuestionId,
    /// Where it is asked.
    pub session_id: SessionId,
    /// Who asks.
    pub person_id: PersonId,
    /// Its state.
    pub state: QuestionState,
    /// Whether it stands first.
    pub is_pinned: bool,
    /// The words.
    pub body: String,
    /// How many want to hear the answer.
    pub votes: i64,
    /// Counts its changes, votes aside.
    pub version: i64,
    /// When it was asked.
    pub created_at: Instant,
    /// When it was changed last.
    pub updated_at: Instant,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_a_questions_moves_is_this() {
        let table: Vec<String> = QuestionState::MOVES.iter().map(|(from, to)| format!("{from} → {to}")).collect();
        assert_eq!(
            table.join("\n"),
            "queued → visible\nqueued → archived\nvisible → queued\nvisible → answered\nvisible → archived\n\
             answered → archived\narchived → visible"
        );
    }
}
