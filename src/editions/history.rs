//! The moves of a lifecycle as the console lists them; drawn by `templates/editions/history.html`.

use std::str::FromStr;

use crate::clock::Instant;
use crate::lifecycle::{Lifecycle, NamedMove};

/// A move.
#[derive(Debug, Clone)]
pub struct Step {
    /// The Fluent key of the state after.
    pub state_key: &'static str,
    /// Who made it.
    pub name: Option<String>,
    /// The reason; may be empty.
    pub reason: String,
    /// When.
    pub at: Instant,
}

/// The moves in their order, with the names of the states.
pub fn steps<S: Lifecycle + FromStr>(moves: Vec<NamedMove>, key: impl Fn(S) -> &'static str) -> Vec<Step> {
    let step = |one: NamedMove| {
        let state_key = key(one.to_state.parse().ok()?);
        Some(Step { state_key, name: one.name, reason: one.reason, at: one.at })
    };
    moves.into_iter().filter_map(step).collect()
}
