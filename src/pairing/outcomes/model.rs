//! What an outcome is: its row, its kinds, its lifecycle.

use diesel::prelude::*;

use crate::clock::Instant;
use crate::db::schema::outcomes;
use crate::ids::{EditionId, OutcomeId, PersonId};
use crate::lifecycle::Lifecycle;
use crate::pairing::Side;
use crate::pairing::meetings::model::Meeting;

crate::text_enum! {
    /// What came of it.
    pub enum OutcomeKind {
        /// They wrote down that they want to.
        LetterOfIntent = "letter_of_intent",
        /// They signed.
        Contract = "contract",
        /// They try it.
        Pilot = "pilot",
        /// Somebody was hired.
        Hire = "hire",
        /// Nothing.
        None = "none",
    }
}

impl OutcomeKind {
    /// Those that a meeting can have.
    pub const OF_MEETINGS: [Self; 4] = [Self::LetterOfIntent, Self::Contract, Self::Pilot, Self::None];

    /// The Fluent key of its name.
    pub fn key(self) -> &'static str {
        match self {
            Self::LetterOfIntent => "outcome-letter",
            Self::Contract => "outcome-contract",
            Self::Pilot => "outcome-pilot",
            Self::Hire => "outcome-hire",
            Self::None => "outcome-none",
        }
    }
}

crate::text_enum! {
    /// Whether both say so.
    pub enum OutcomeState {
        /// One side said so.
        Recorded = "recorded",
        /// Both do.
        Confirmed = "confirmed",
        /// The other does not.
        Disputed = "disputed",
    }
}

impl OutcomeState {
    /// The Fluent key of its name.
    pub fn key(self) -> &'static str {
        match self {
            Self::Recorded => "outcome-state-recorded",
            Self::Confirmed => "outcome-state-confirmed",
            Self::Disputed => "outcome-state-disputed",
        }
    }

    /// The kind of its badge.
    pub fn badge(self) -> &'static str {
        match self {
            Self::Recorded => "wait",
            Self::Confirmed => "ok",
            Self::Disputed => "bad",
        }
    }
}

impl Lifecycle for OutcomeState {
    const THING: &'static str = "outcome";
    const MOVES: &'static [(Self, Self)] = &[(Self::Recorded, Self::Confirmed), (Self::Recorded, Self::Disputed)];

    fn text(self) -> &'static str {
        self.as_str()
    }
}

/// An outcome.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = outcomes)]
pub struct Outcome {
    /// Its id.
    pub id: OutcomeId,
    /// The edition.
    pub edition_id: EditionId,
    /// `meeting`.
    pub thing_kind: String,
    /// Of what.
    pub thing_id: String,
    /// What came of it.
    pub kind: OutcomeKind,
    /// A few words; may be empty.
    pub note: String,
    /// Whether both say so.
    pub state: OutcomeState,
    /// Who recorded it; nobody once the account is gone.
    pub recorded_by: Option<PersonId>,
    /// Who of the other side decided.
    pub decided_by: Option<PersonId>,
    /// Counts its changes.
    pub version: i64,
    /// When it was recorded.
    pub created_at: Instant,
    /// When it was changed last.
    pub updated_at: Instant,
}

impl Outcome {
    /// Which side of a meeting recorded it: the guest, or else the host's.
    pub fn is_of_side(&self, meeting: &Meeting) -> Option<Side> {
        let by = self.recorded_by.as_ref()?;
        Some(if *by == meeting.guest_id { Side::Guest } else { Side::Host })
    }
}
