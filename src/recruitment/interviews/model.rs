//! What an interview is: its row and its lifecycle. Knows no request.

use diesel::prelude::*;

use crate::calendar::Span;
use crate::clock::Instant;
use crate::db::schema::interviews;
use crate::ids::{ApplicationId, EditionId, InterviewId, PersonId};
use crate::lifecycle::Lifecycle;

crate::text_enum! {
    /// The state of an interview.
    pub enum InterviewState {
        /// Times are on offer, or others are asked for.
        Proposed = "proposed",
        /// It stands in both calendars.
        Scheduled = "scheduled",
        /// It was scheduled, and another time is looked for.
        Rescheduled = "rescheduled",
        /// It took place.
        Completed = "completed",
        /// The applicant did not come.
        NoShow = "no_show",
        /// Called off.
        Cancelled = "cancelled",
    }
}

crate::text_enum! {
    /// Who is to act next while no time is fixed, and on which side somebody stands.
    pub enum Party {
        /// The applicant chooses a time.
        Applicant = "applicant",
        /// The team offers other times.
        Team = "team",
    }
}

crate::text_enum! {
    /// Where an interview takes place.
    pub enum PlaceKind {
        /// In the room of the application.
        Room = "room",
        /// In a call at an https address.
        Link = "link",
        /// On site.
        Site = "site",
    }
}

impl PlaceKind {
    /// The Fluent key of its name.
    pub fn key(self) -> &'static str {
        match self {
            Self::Room => "interview-place-room",
            Self::Link => "interview-place-link",
            Self::Site => "interview-place-site",
        }
    }
}

impl InterviewState {
    /// Those that may still take place.
    pub const OPEN: [Self; 3] = [Self::Proposed, Self::Scheduled, Self::Rescheduled];

    /// Whether a time is looked for.
    pub fn waits(self) -> bool {
        matches!(self, Self::Proposed | Self::Rescheduled)
    }

    /// The Fluent key of its name.
    pub fn key(self) -> &'static str {
        match self {
            Self::Proposed => "interview-state-proposed",
            Self::Scheduled => "interview-state-scheduled",
            Self::Rescheduled => "interview-state-rescheduled",
            Self::Completed => "interview-state-completed",
            Self::NoShow => "interview-state-no-show",
            Self::Cancelled => "interview-state-cancelled",
        }
    }

    /// The kind of its badge.
    pub fn badge(self) -> &'static str {
        match self {
            Self::Proposed | Self::Rescheduled => "wait",
            Self::Scheduled => "info",
            Self::Completed => "ok",
            Self::NoShow => "bad",
            Self::Cancelled => "off",
        }
    }
}

impl Lifecycle for InterviewState {
    const THING: &'static str = "interview";
    const MOVES: &'static [(Self, Self)] = &[
        (Self::Proposed, Self::Scheduled),
        (Self::Proposed, Self::Cancelled),
        (Self::Scheduled, Self::Completed),
        (Self::Scheduled, Self::NoShow),
        (Self::Scheduled, Self::Rescheduled),
        (Self::Scheduled, Self::Cancelled),
        (Self::Rescheduled, Self::Scheduled),
        // The application may end while another time is looked for.
        (Self::Rescheduled, Self::Cancelled),
    ];

    fn text(self) -> &'static str {
        self.as_str()
    }
}

/// An interview.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = interviews, treat_none_as_null = true)]
pub struct Interview {
    /// Its id.
    pub id: InterviewId,
    /// The edition.
    pub edition_id: EditionId,
    /// What it is about.
    pub application_id: ApplicationId,
    /// The recruiter who comes; nobody where the account is gone.
    pub host_id: Option<PersonId>,
    /// Its state.
    pub state: InterviewState,
    /// Who is to act while it waits.
    pub turn: Party,
    /// Where it takes place.
    pub place_kind: PlaceKind,
    /// The https address or the place on site; empty for the room.
    pub place: String,
    /// What came with the times.
    pub message: String,
    /// What was said last about other times, or why it was called off; may be empty.
    pub reason: String,
    /// When it begins, once it is scheduled.
    pub starts_at: Option<Instant>,
    /// When it ends.
    pub ends_at: Option<Instant>,
    /// The last of the times on offer.
    pub expires_at: Instant,
    /// Counts its changes.
    pub version: i64,
    /// When it was offered.
    pub created_at: Instant,
    /// When it was changed last.
    pub updated_at: Instant,
}

impl Interview {
    /// When it is, once it is scheduled.
    pub fn span(&self) -> Option<Span> {
        Some(Span { starts_at: self.starts_at?, ends_at: self.ends_at? })
    }

    /// The address of its page.
    pub fn link(&self) -> String {
        format!("/recruitment/interviews/{}", self.id)
    }

    /// The same after a change at this instant.
    #[must_use]
    pub fn changed(&self, at: Instant) -> Self {
        Self { version: self.version + 1, updated_at: at, ..self.clone() }
    }

    /// Whether this side may choose or offer now.
    pub fn has_turn(&self, side: Party) -> bool {
        self.state.waits() && self.turn == side
    }

    /// Whether it has begun.
    pub fn has_begun(&self, now: Instant) -> bool {
        self.starts_at.is_some_and(|starts_at| starts_at <= now)
    }

    /// Whether this side may ask for another time: the applicant while they choose, the team at any
    /// time, both of what is scheduled and has not begun.
    pub fn may_ask(&self, side: Party, now: Instant) -> bool {
        match self.state {
            InterviewState::Scheduled => !self.has_begun(now),
            state => state.waits() && (side == Party::Team || self.turn == side),
        }
    }

    /// Whether it may be called off.
    pub fn may_cancel(&self, now: Instant) -> bool {
        self.state.may_become(InterviewState::Cancelled) && !self.has_begun(now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_an_interviews_moves_is_this() {
        let table: Vec<String> = InterviewState::MOVES.iter().map(|(from, to)| format!("{from} → {to}")).collect();
        assert_eq!(
            table.join("\n"),
            "proposed → scheduled\nproposed → cancelled\nscheduled → completed\nscheduled → no_show\n\
             scheduled → rescheduled\nscheduled → cancelled\nrescheduled → scheduled\nrescheduled → cancelled"
        );
    }
}
