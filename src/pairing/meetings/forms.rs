//! What the forms of a meeting send.

use serde::Deserialize;

use super::model::MeetingState;
use crate::calendar::Span;
use crate::calendar::offers::{Bounds, read_times};
use crate::error::FieldErrors;
use crate::web::check::Check;

/// The most times that are proposed at once.
pub const TIMES_MOST: usize = 3;

/// A request or a counter-proposal, as it was typed.
#[derive(Debug, Clone, Default, Deserialize, Hash)]
#[serde(default)]
pub struct TimesForm {
    /// What one writes; a counter-proposal may do without.
    pub message: String,
    /// Up to three times, on the clocks of whoever types.
    pub time: Vec<String>,
    /// The version that was seen, of a counter-proposal.
    pub version: String,
    /// The key that the empty form was given out with.
    pub key: String,
}

impl TimesForm {
    /// The message and the times, in order.
    ///
    /// # Errors
    /// The fields that are wrong.
    pub fn parse(&self, least: usize, bounds: Bounds) -> Result<(String, Vec<Span>), FieldErrors> {
        let mut check = Check::new();
        let message = check.text("message", &self.message, least, 1_000);
        let spans = read_times(&mut check, &self.time, TIMES_MOST, bounds);
        check.finish(|| Some((message, spans)))
    }
}

/// The choice of a proposed time.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct AcceptForm {
    /// The id of the time.
    pub time: String,
    /// The version that was seen.
    pub version: String,
}

/// A move of a meeting.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct MoveForm {
    /// The version that was seen.
    pub version: String,
    /// `declined`, `cancelled`, `held` or `no_show`.
    pub state: String,
    /// Why; may be empty.
    pub reason: String,
    /// `never`: no thanks, for good.
    pub finality: String,
}

/// A move, checked.
#[derive(Debug, Clone)]
pub struct Move {
    /// The version that was seen.
    pub version: i64,
    /// The state it gets.
    pub to: MeetingState,
    /// Why; may be empty.
    pub reason: String,
    /// Whether it ends everything between the two.
    pub is_final: bool,
}

impl MoveForm {
    /// Checks the form.
    ///
    /// # Errors
    /// The fields that are wrong.
    pub fn parse(&self) -> Result<Move, FieldErrors> {
        use MeetingState::{Cancelled, Declined, Held, NoShow};
        let mut check = Check::new();
        let version = check.int("version", &self.version, 0..=i64::MAX);
        let to = check.choice::<MeetingState>("state", &self.state);
        if to.is_some_and(|to| ![Declined, Cancelled, Held, NoShow].contains(&to)) {
            check.error("state", "error-choice");
        }
        let reason = check.text("reason", &self.reason, 0, 1_000);
        let is_final = self.finality == "never" && to == Some(Declined);
        check.finish(|| Some(Move { version: version?, to: to?, reason, is_final }))
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

    use proptest::prelude::*;

    use super::*;
    use crate::clock::Instant;

    fn bounds() -> Bounds {
        let at = |text| Instant::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap();
        let zone = chrono_tz::Europe::Berlin;
        Bounds { zone, now: at("2026-03-28 12:00"), closes_at: Some(at("2026-04-10 12:00")), slot_minutes: 20 }
    }

    fn key(times: &[&str]) -> Option<&'static str> {
        let form = TimesForm { time: times.iter().map(|&time| time.to_owned()).collect(), ..TimesForm::default() };
        form.parse(0, bounds()).err().and_then(|errors| errors.of("time").map(|error| error.key))
    }

    #[test]
    fn times_lie_ahead_exist_and_do_not_overlap() {
        assert_eq!(key(&["2026-03-30T10:00", "", "2026-03-30T10:20"]), None);
        assert_eq!(key(&[]), Some("error-required"));
        assert_eq!(key(&["2026-03-28T13:10"]), Some("error-meeting-soon"));
        assert_eq!(key(&["2020-01-01T10:00"]), Some("error-meeting-soon"));
        assert_eq!(key(&["2026-03-29T02:30"]), Some("error-date"), "left out by the clocks");
        assert_eq!(key(&["2026-03-30T10:00", "2026-03-30T10:19"]), Some("error-meeting-same"));
        assert_eq!(key(&["2026-04-10T14:00"]), Some("error-meeting-after"));
        assert_eq!(
            key(&["2026-03-30T10:00", "2026-03-31T10:00", "2026-04-01T10:00", "2026-04-02T10:00"]),
            Some("error-form")
        );
    }

    proptest! {
        #[test]
        fn nothing_typed_makes_a_request_panic(times in prop::collection::vec("\\PC{0,20}|[0-9T:-]{16}", 0..6), message in "\\PC{0,40}") {
            let form = TimesForm { message, time: times, ..TimesForm::default() };
            if let Ok((_, spans)) = form.parse(0, bounds()) {
                prop_assert!(!spans.is_empty() && spans.len() <= TIMES_MOST);
            }
        }
    }
}
