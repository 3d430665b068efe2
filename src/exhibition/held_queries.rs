//! What the exhibition holds of a person: the booths whose staff they are of, the revisions they submitted and decided.

use crate::clock::Instant;
use crate::site::holdings::Part;
use crate::{forget_name, forget_rows, held_rows};

/// The parts of the exhibition.
pub const HELD: &[Part] = &[
    Part {
        name: "booth-duty",
        given: &["booth_staff.person_id"],
        load: held_rows!(booth_staff.person_id, { booth_id: String, title: String, on_duty_until: Option<Instant>, created_at: Instant }),
        erased: &["booth_staff.person_id"],
        erase: forget_rows!(booth_staff.person_id),
    },
    Part {
        name: "booths-submitted",
        given: &["booth_revisions.submitted_by"],
        load: held_rows!(booth_revisions.submitted_by, { booth_id: String, number: i64, state: String, submitted_at: Option<Instant> }),
        erased: &["booth_revisions.submitted_by"],
        erase: forget_name!(booth_revisions.submitted_by),
    },
    Part {
        name: "booths-decided",
        given: &["booth_revisions.decided_by"],
        load: held_rows!(booth_revisions.decided_by, { booth_id: String, number: i64, state: String, decided_at: Option<Instant>, comment: String }),
        erased: &["booth_revisions.decided_by"],
        erase: forget_name!(booth_revisions.decided_by),
    },
];
