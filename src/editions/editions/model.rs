//! The lifecycle of an edition and how its state is shown.

use diesel::prelude::*;

use crate::clock::Instant;
use crate::db::schema::editions;
use crate::ids::EditionId;
use crate::lifecycle::Lifecycle;
use crate::site::edition::EditionState;

impl Lifecycle for EditionState {
    const THING: &'static str = "edition";
    const MOVES: &'static [(Self, Self)] = &[
        (Self::Draft, Self::Published),
        (Self::Published, Self::Draft),
        (Self::Published, Self::Open),
        (Self::Open, Self::Closed),
        (Self::Closed, Self::Open),
        (Self::Closed, Self::Archived),
    ];

    fn text(self) -> &'static str {
        self.as_str()
    }
}

/// The Fluent key of a state's name.
pub fn state_key(state: EditionState) -> &'static str {
    match state {
        EditionState::Draft => "edition-state-draft",
        EditionState::Published => "edition-state-published",
        EditionState::Open => "edition-state-open",
        EditionState::Closed => "edition-state-closed",
        EditionState::Archived => "edition-state-archived",
    }
}

/// The kind of badge of a state, and its name's key.
pub fn state_badge(state: EditionState) -> (&'static str, &'static str) {
    let kind = match state {
        EditionState::Open => "ok",
        EditionState::Published => "info",
        EditionState::Draft => "wait",
        EditionState::Closed | EditionState::Archived => "off",
    };
    (kind, state_key(state))
}

/// An edition as the console sees it.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = editions)]
pub struct EditionRow {
    /// Its id.
    pub id: EditionId,
    /// Its part of the address.
    pub slug: String,
    /// Its state.
    pub state: EditionState,
    /// Whether it is the one at `/`.
    pub is_current: bool,
    /// The opening.
    pub opens_at: Instant,
    /// The close.
    pub closes_at: Instant,
    /// The event's IANA time zone.
    pub time_zone: String,
    /// The accent colour, `#rrggbb`.
    pub accent: String,
    /// Counts its changes.
    pub version: i64,
}

impl EditionRow {
    /// The event's time zone.
    pub fn zone(&self) -> chrono_tz::Tz {
        self.time_zone.parse().unwrap_or(chrono_tz::UTC)
    }
}

/// Language, name and introduction.
pub type EditionText = (String, String, String);

/// The states that an edition may move to from here, in the order of the lifecycle.
pub fn next_states(state: EditionState) -> Vec<EditionState> {
    EditionState::ALL.iter().copied().filter(|to| state.may_become(*to)).collect()
}
