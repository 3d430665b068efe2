//! What the calendar holds of a person: its entries and the address of its feed.

use crate::clock::Instant;
use crate::site::holdings::Part;
use crate::{forget_rows, held_rows};

/// The parts of the calendar.
pub const HELD: &[Part] = &[
    Part {
        name: "calendar",
        given: &["calendar_entries.person_id"],
        load: held_rows!(calendar_entries.person_id, { kind: String, title: String, starts_at: Instant, ends_at: Instant, created_at: Instant }),
        erased: &["calendar_entries.person_id"],
        erase: forget_rows!(calendar_entries.person_id),
    },
    Part {
        name: "calendar-feed",
        given: &["calendar_feeds.person_id"],
        load: held_rows!(calendar_feeds.person_id, { created_at: Instant }),
        erased: &["calendar_feeds.person_id"],
        erase: forget_rows!(calendar_feeds.person_id),
    },
];
