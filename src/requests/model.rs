//! The states of a live request and its legal moves.

use crate::chat::rooms::desks::{Desk, DeskKind};
use crate::clock::Instant;
use crate::ids::{EditionId, EnquiryId, OrganizationId, PersonId, RequestId, RoomId};
use crate::lifecycle::Lifecycle;

crate::text_enum! {
    /// The states of a live request.
    pub enum RequestState {
        /// In the queue.
        Waiting = "waiting",
        /// Shown to those on duty, or to the one it was handed to.
        Offered = "offered",
        /// Two talk.
        Active = "active",
        /// They have talked.
        Answered = "answered",
        /// Nobody took it.
        Missed = "missed",
        /// Answered later, in the room.
        Converted = "converted",
        /// Taken back.
        Cancelled = "cancelled",
    }
}

impl RequestState {
    /// Those that go on.
    pub const OPEN: [Self; 3] = [Self::Waiting, Self::Offered, Self::Active];
    /// Those that stand in the queue.
    pub const QUEUED: [Self; 2] = [Self::Waiting, Self::Offered];

    /// The kind of the badge and the Fluent key of the name.
    pub fn badge_and_key(self) -> (&'static str, &'static str) {
        match self {
            Self::Waiting => ("wait", "request-state-waiting"),
            Self::Offered => ("wait", "request-state-offered"),
            Self::Active => ("ok", "request-state-active"),
            Self::Answered => ("off", "request-state-answered"),
            Self::Missed | Self::Converted => ("info", "request-state-converted"),
            Self::Cancelled => ("off", "request-state-cancelled"),
        }
    }
}

impl Lifecycle for RequestState {
    const THING: &'static str = "live_request";
    const MOVES: &'static [(Self, Self)] = &[
        (Self::Waiting, Self::Offered),
        (Self::Offered, Self::Waiting),
        (Self::Offered, Self::Active),
        (Self::Active, Self::Answered),
        (Self::Active, Self::Offered),
        (Self::Waiting, Self::Missed),
        (Self::Offered, Self::Missed),
        (Self::Missed, Self::Converted),
        (Self::Waiting, Self::Cancelled),
        (Self::Offered, Self::Cancelled),
    ];

    fn text(self) -> &'static str {
        self.as_str()
    }
}

/// A live request.
#[derive(Debug, Clone, diesel::Queryable)]
pub struct RequestRow {
    /// Its id; ids sort by time.
    pub id: RequestId,
    /// The edition.
    pub edition: EditionId,
    /// Whose desk is asked; none for the help desk.
    pub organization: Option<OrganizationId>,
    /// Which desk.
    pub kind: DeskKind,
    /// Where they talk.
    pub room: RoomId,
    /// Who asks.
    pub person: PersonId,
    /// Who talks with them, or is to take over.
    pub agent: Option<PersonId>,
    /// Where it stands.
    pub state: RequestState,
    /// 0 for who was handed over and goes before the others, else 1.
    pub rank: i64,
    /// How often it was offered.
    pub offers: i64,
    /// When it was offered last.
    pub offered_at: Option<Instant>,
    /// When they began to talk.
    pub begun_at: Option<Instant>,
    /// When it was made.
    pub created_at: Instant,
    /// At the help desk, the enquiry that was written first.
    pub enquiry: Option<EnquiryId>,
}

impl RequestRow {
    /// The desk that is asked.
    pub fn desk(&self) -> Desk {
        Desk { edition: self.edition.clone(), kind: self.kind, organization: self.organization.clone() }
    }
}

impl RequestRow {
    /// Since when it stands in the queue: who was handed over, since then.
    pub fn queued_at(&self) -> Instant {
        self.offered_at.filter(|_| self.rank == 0).unwrap_or(self.created_at)
    }
}

/// Where somebody stands in a queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// From 1.
    pub position: i64,
    /// About how many minutes; none while too few have talked at this desk.
    pub minutes: Option<i64>,
}
