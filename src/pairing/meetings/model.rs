//! What a meeting is: its row, its lifecycle, the times that are proposed.

use diesel::prelude::*;

use crate::calendar::Span;
use crate::clock::Instant;
use crate::db::schema::meetings;
use crate::ids::{EditionId, MeetingId, PersonId, ProjectId};
use crate::lifecycle::Lifecycle;
use crate::pairing::Side;

crate::text_enum! {
    /// The state of a meeting.
    pub enum MeetingState {
        /// Asked for.
        Requested = "requested",
        /// Other times were proposed.
        CounterProposed = "counter_proposed",
        /// It stands in both calendars.
        Scheduled = "scheduled",
        /// Not wanted.
        Declined = "declined",
        /// Called off.
        Cancelled = "cancelled",
        /// Nobody answered before its times were past.
        Expired = "expired",
        /// It took place.
        Held = "held",
        /// One of them did not come.
        NoShow = "no_show",
    }
}

impl MeetingState {
    /// Those that may still take place.
    pub const OPEN: [Self; 3] = [Self::Requested, Self::CounterProposed, Self::Scheduled];

    /// Whether somebody has to answer.
    pub fn waits(self) -> bool {
        matches!(self, Self::Requested | Self::CounterProposed)
    }

    /// The Fluent key of its name.
    pub fn key(self) -> &'static str {
        match self {
            Self::Requested => "meeting-state-requested",
            Self::CounterProposed => "meeting-state-counter",
            Self::Scheduled => "meeting-state-scheduled",
            Self::Declined => "meeting-state-declined",
            Self::Cancelled => "meeting-state-cancelled",
            Self::Expired => "meeting-state-expired",
            Self::Held => "meeting-state-held",
            Self::NoShow => "meeting-state-no-show",
        }
    }

    /// The kind of its badge.
    pub fn badge(self) -> &'static str {
        match self {
            Self::Requested | Self::CounterProposed => "wait",
            Self::Scheduled => "info",
            Self::Held => "ok",
            Self::Declined | Self::NoShow => "bad",
            Self::Cancelled | Self::Expired => "off",
        }
    }
}

impl Lifecycle for MeetingState {
    const THING: &'static str = "meeting";
    const MOVES: &'static [(Self, Self)] = &[
        (Self::Requested, Self::Scheduled),
        (Self::Requested, Self::Declined),
        (Self::Requested, Self::CounterProposed),
        (Self::Requested, Self::Cancelled),
        (Self::Requested, Self::Expired),
        (Self::CounterProposed, Self::Scheduled),
        (Self::CounterProposed, Self::Declined),
        (Self::CounterProposed, Self::Cancelled),
        (Self::CounterProposed, Self::Expired),
        (Self::Scheduled, Self::Held),
        (Self::Scheduled, Self::NoShow),
        (Self::Scheduled, Self::Cancelled),
    ];

    fn text(self) -> &'static str {
        self.as_str()
    }
}

/// A meeting.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = meetings)]
pub struct Meeting {
    /// Its id.
    pub id: MeetingId,
    /// The edition.
    pub edition_id: EditionId,
    /// What it is about.
    pub project_id: ProjectId,
    /// Who comes for the project.
    pub host_id: PersonId,
    /// The person from outside.
    pub guest_id: PersonId,
    /// Who asked: in whose quota it counts.
    pub asked_by: Side,
    /// Who is to answer.
    pub turn: Side,
    /// Its state.
    pub state: MeetingState,
    /// What the asking side wrote.
    pub message: String,
    /// Why it was declined or called off; may be empty.
    pub reason: String,
    /// When it begins, once it is scheduled.
    pub starts_at: Option<Instant>,
    /// When it ends.
    pub ends_at: Option<Instant>,
    /// The last of the times that are proposed.
    pub expires_at: Instant,
    /// Counts its changes.
    pub version: i64,
    /// When it was asked for.
    pub created_at: Instant,
    /// When it was changed last.
    pub updated_at: Instant,
}

impl Meeting {
    /// When it is, once it is scheduled.
    pub fn span(&self) -> Option<Span> {
        Some(Span { starts_at: self.starts_at?, ends_at: self.ends_at? })
    }

    /// The person of a side.
    pub fn person_of(&self, side: Side) -> &PersonId {
        match side {
            Side::Guest => &self.guest_id,
            Side::Host => &self.host_id,
        }
    }

    /// The address of its page.
    pub fn link(&self) -> String {
        format!("/pairing/meetings/{}", self.id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_a_meetings_moves_is_this() {
        let table: Vec<String> = MeetingState::MOVES.iter().map(|(from, to)| format!("{from} → {to}")).collect();
        assert_eq!(
            table.join("\n"),
            "requested → scheduled\nrequested → declined\nrequested → counter_proposed\nrequested → cancelled\n\
             requested → expired\ncounter_proposed → scheduled\ncounter_proposed → declined\n\
             counter_proposed → cancelled\ncounter_proposed → expired\nscheduled → held\nscheduled → no_show\n\
             scheduled → cancelled"
        );
    }
}
