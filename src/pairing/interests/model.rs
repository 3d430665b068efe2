//! What an interest is: its row, its lifecycle.

use diesel::prelude::*;

use crate::clock::Instant;
use crate::db::schema::interests;
use crate::ids::{EditionId, InterestId, PersonId, ProjectId};
use crate::lifecycle::Lifecycle;

crate::text_enum! {
    /// The state of an interest.
    pub enum InterestState {
        /// Waits for the team.
        Sent = "sent",
        /// Looked at, and kept.
        Shortlisted = "shortlisted",
        /// The two are partners now.
        Accepted = "accepted",
        /// Not wanted.
        Declined = "declined",
        /// Taken back by the guest.
        Withdrawn = "withdrawn",
        /// Nobody answered in time, or the project ended.
        Expired = "expired",
    }
}

impl InterestState {
    /// Those that wait for an answer.
    pub const OPEN: [Self; 2] = [Self::Sent, Self::Shortlisted];

    /// Whether it waits for an answer.
    pub fn is_open(self) -> bool {
        Self::OPEN.contains(&self)
    }

    /// The Fluent key of its name.
    pub fn key(self) -> &'static str {
        match self {
            Self::Sent => "interest-state-sent",
            Self::Shortlisted => "interest-state-shortlisted",
            Self::Accepted => "interest-state-accepted",
            Self::Declined => "interest-state-declined",
            Self::Withdrawn => "interest-state-withdrawn",
            Self::Expired => "interest-state-expired",
        }
    }

    /// The kind of its badge.
    pub fn badge(self) -> &'static str {
        match self {
            Self::Sent | Self::Shortlisted => "wait",
            Self::Accepted => "ok",
            Self::Declined => "bad",
            Self::Withdrawn | Self::Expired => "off",
        }
    }
}

impl Lifecycle for InterestState {
    const THING: &'static str = "interest";
    const MOVES: &'static [(Self, Self)] = &[
        (Self::Sent, Self::Shortlisted),
        (Self::Sent, Self::Accepted),
        (Self::Sent, Self::Declined),
        (Self::Shortlisted, Self::Accepted),
        (Self::Shortlisted, Self::Declined),
        (Self::Sent, Self::Withdrawn),
        (Self::Shortlisted, Self::Withdrawn),
        (Self::Sent, Self::Expired),
        (Self::Shortlisted, Self::Expired),
    ];

    fn text(self) -> &'static str {
        self.as_str()
    }
}

/// An interest.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = interests)]
pub struct Interest {
    /// Its id.
    pub id: InterestId,
    /// The edition.
    pub edition_id: EditionId,
    /// In which project.
    pub project_id: ProjectId,
    /// Whose it is.
    pub person_id: PersonId,
    /// Its state.
    pub state: InterestState,
    /// What the person wrote.
    pub message: String,
    /// What they were told when it was declined.
    pub reason: String,
    /// When it expires unanswered.
    pub expires_at: Instant,
    /// Counts its changes.
    pub version: i64,
    /// When it was sent.
    pub created_at: Instant,
    /// When it was changed last.
    pub updated_at: Instant,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_an_interests_moves_is_this() {
        let table: Vec<String> = InterestState::MOVES.iter().map(|(from, to)| format!("{from} → {to}")).collect();
        assert_eq!(
            table.join("\n"),
            "sent → shortlisted\nsent → accepted\nsent → declined\nshortlisted → accepted\nshortlisted → declined\n\
             sent → withdrawn\nshortlisted → withdrawn\nsent → expired\nshortlisted → expired"
        );
    }
}
