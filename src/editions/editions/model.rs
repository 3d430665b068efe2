//! The lifecycle of an edition and how its state is shown.

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
