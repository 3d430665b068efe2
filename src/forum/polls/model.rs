//! A poll, its lifecycle, its options.

use diesel::prelude::*;

use crate::clock::Instant;
use crate::db::schema::{poll_options, polls};
use crate::ids::{PollId, PollOptionId, SessionId};
use crate::lifecycle::Lifecycle;

crate::text_enum! {
    /// The state of a poll.
    pub enum PollState {
        /// Being written.
        Draft = "draft",
        /// Votes are taken.
        Open = "open",
        /// The results stand.
        Closed = "closed",
        /// Put aside.
        Archived = "archived",
    }
}

impl PollState {
    /// Those that everybody sees.
    pub const SHOWN: [Self; 2] = [Self::Open, Self::Closed];

    /// The Fluent key of its name.
    pub fn key(self) -> &'static str {
        match self {
            Self::Draft => "poll-state-draft",
            Self::Open => "poll-state-open",
            Self::Closed => "poll-state-closed",
            Self::Archived => "poll-state-archived",
        }
    }

    /// The Fluent key of the button that moves there.
    pub fn move_key(self) -> &'static str {
        match self {
            Self::Draft => "poll-move-draft",
            Self::Open => "poll-move-open",
            Self::Closed => "poll-move-closed",
            Self::Archived => "poll-move-archived",
        }
    }

    /// The kind of its badge.
    pub fn badge(self) -> &'static str {
        match self {
            Self::Draft => "wait",
            Self::Open => "ok",
            Self::Closed => "info",
            Self::Archived => "off",
        }
    }
}

impl Lifecycle for PollState {
    const THING: &'static str = "poll";
    const MOVES: &'static [(Self, Self)] = &[
        (Self::Draft, Self::Open),
        (Self::Draft, Self::Archived),
        (Self::Open, Self::Closed),
        (Self::Closed, Self::Archived),
    ];

    fn text(self) -> &'static str {
        self.as_str()
    }
}

/// A poll.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = polls)]
pub struct Poll {
    /// Its id.
    pub id: PollId,
    /// Where it is held.
    pub session_id: SessionId,
    /// Its state.
    pub state: PollState,
    /// What is asked.
    pub question: String,
    /// Counts its changes, votes aside.
    pub version: i64,
    /// When it was made.
    pub created_at: Instant,
    /// When it was changed last.
    pub updated_at: Instant,
}

/// An answer that a poll offers.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = poll_options)]
pub struct PollOption {
    /// Its id.
    pub id: PollOptionId,
    /// The poll.
    pub poll_id: PollId,
    /// The words.
    pub text: String,
    /// How many chose it.
    pub votes: i64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_a_polls_moves_is_this() {
        let table: Vec<String> = PollState::MOVES.iter().map(|(from, to)| format!("{from} → {to}")).collect();
        assert_eq!(table.join("\n"), "draft → open\ndraft → archived\nopen → closed\nclosed → archived");
    }
}
