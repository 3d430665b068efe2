//! What the reviews of the zones share: the form of a decision, the queue of what was submitted, the badge of
//! a revision, the statement that writes a decision down, and decisions that are prepared and announced together. A floor under the zones; knows none of them.
//! Booths, postings and projects each keep who decides, what a decision does, and who is told.

mod forms;
pub mod held_queries;
pub mod prepared;
pub mod prepared_handlers;
pub mod prepared_queries;
mod prepared_views;
mod queue;
pub mod queue_handlers;

pub use forms::{Decision, DecisionForm, QueueForm, read_decision};
pub use prepared::{Choice, PreparedKind, Reviewable, Submitted};
pub use prepared_queries::{Decided, find_decided};
pub use queue::{QueueRow, QueueWords};

use crate::lifecycle::RevisionState;

/// Kind of badge and name of a revision's state.
pub fn state_badge(state: RevisionState) -> (&'static str, &'static str) {
    let kind = match state {
        RevisionState::Draft => "off",
        RevisionState::Submitted => "wait",
        RevisionState::Approved => "ok",
        RevisionState::ChangesRequested | RevisionState::Rejected => "bad",
    };
    (kind, revision_key(state))
}

/// The Fluent key of a revision's state.
pub fn revision_key(state: RevisionState) -> &'static str {
    match state {
        RevisionState::Draft => "revision-state-draft",
        RevisionState::Submitted => "revision-state-submitted",
        RevisionState::ChangesRequested => "revision-state-changes-requested",
        RevisionState::Approved => "revision-state-approved",
        RevisionState::Rejected => "revision-state-rejected",
    }
}

/// Writes a decision down in a table of revisions, where the submitted one is still the one that was seen;
/// gives how many rows were changed, one or none.
#[macro_export]
macro_rules! decide_revision {
    ($conn:expr, $table:ident, $id:expr, $decision:expr, $person:expr, $now:expr) => {
        diesel::update(
            $table::table
                .filter($table::id.eq($id))
                .filter($table::version.eq($decision.version))
                .filter($table::state.eq($crate::lifecycle::RevisionState::Submitted)),
        )
        .set((
            $table::state.eq($decision.to),
            $table::version.eq($table::version + 1),
            $table::comment.eq(&$decision.comment),
            $table::decided_by.eq($person.as_str()),
            $table::decided_at.eq($now),
            $table::updated_at.eq($now),
        ))
        .execute($conn)
    };
}
