//! What the lobby shows.

use crate::clock::Instant;

/// Figures of the current edition.
#[derive(Debug, Clone, Copy, Default)]
pub struct Figures {
    /// Published booths.
    pub booths: i64,
    /// Postings that can be applied to now.
    pub positions: i64,
    /// Projects that are open.
    pub projects: i64,
    /// Sessions in the programme.
    pub sessions: i64,
    /// Countries of the published booths' organizations.
    pub countries: i64,
}

/// Where an event stands at an instant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Phase {
    /// Still to come.
    Before,
    /// On now.
    Now,
    /// Over.
    After,
}

/// The phase of an event between two instants.
pub fn phase(opens_at: Instant, closes_at: Instant, now: Instant) -> Phase {
    if now < opens_at {
        Phase::Before
    } else if now < closes_at {
        Phase::Now
    } else {
        Phase::After
    }
}
