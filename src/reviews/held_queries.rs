//! What reviews hold of a person: the decisions they prepared. Those stay to be announced by others, without a name.

use crate::clock::Instant;
use crate::held_rows;
use crate::site::holdings::{Part, stays};

/// The parts of reviews.
pub const HELD: &[Part] = &[Part {
    name: "decisions-prepared",
    given: &["prepared_decisions.prepared_by"],
    load: held_rows!(prepared_decisions.prepared_by, { kind: String, title: String, decision: String, comment: String, created_at: Instant }),
    erased: &[],
    erase: stays,
}];
