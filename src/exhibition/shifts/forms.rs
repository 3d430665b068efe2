//! What the form of a shift sends.

use chrono_tz::Tz;
use serde::Deserialize;

use crate::calendar::{Span, read_span};
use crate::clock::Instant;
use crate::error::FieldErrors;
use crate::ids::PersonId;
use crate::web::check::Check;

/// The longest shift, in hours.
const LONGEST_HOURS: i64 = 12;

/// The form, as it was typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct ShiftForm {
    /// Whose shift it is.
    pub person: String,
    /// The beginning, on the clocks of whoever plans.
    pub starts_at: String,
    /// The end.
    pub ends_at: String,
    /// The id that the shift gets.
    pub key: String,
}

impl ShiftForm {
    /// Checks the form.
    ///
    /// # Errors
    /// The fields that are wrong.
    pub fn parse(&self, zone: Tz, now: Instant) -> Result<(PersonId, Span), FieldErrors> {
        let mut check = Check::new();
        let person = check.choice::<PersonId>("person", &self.person);
        let span = read_span(&mut check, (&self.starts_at, &self.ends_at), (zone, now, LONGEST_HOURS));
        check.finish(|| Some((person?, span?)))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn nothing_typed_makes_a_shift_panic(person in "\\PC{0,40}", at in "\\PC{0,20}|[0-9T:-]{0,18}") {
            let form = ShiftForm { person, starts_at: at.clone(), ends_at: at, key: String::new() };
            prop_assert!(form.parse(chrono_tz::UTC, Instant::default()).is_err());
        }
    }
}
