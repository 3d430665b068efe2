//! What the forms of an interview send.

use serde::Deserialize;

use super::model::{InterviewState, PlaceKind};
use super::moves::Offering;
use crate::calendar::offers::{Bounds, read_times};
use crate::error::FieldErrors;
use crate::web::check::Check;

/// The most times that are on offer at once.
pub const SLOTS_MOST: usize = 6;
/// How long an interview takes, in minutes.
const MINUTES: std::ops::RangeInclusive<i64> = 10..=240;

/// Times for an interview, as they were typed.
#[derive(Debug, Clone, Default, Deserialize, Hash)]
#[serde(default)]
pub struct SlotsForm {
    /// What one writes with them.
    pub message: String,
    /// Up to six, on the clocks of whoever types.
    pub time: Vec<String>,
    /// How long each takes.
    pub minutes: String,
    /// `room`, `link` or `site`.
    pub place_kind: String,
    /// The address of the call, or where on site.
    pub place: String,
    /// The version that was seen, of one that stands.
    pub version: String,
    /// The key that the empty form was given out with.
    pub key: String,
}

impl SlotsForm {
    /// What is offered; the minutes of `bounds` are those of the form.
    ///
    /// # Errors
    /// The fields that are wrong.
    pub fn parse(&self, bounds: Bounds) -> Result<Offering, FieldErrors> {
        let mut check = Check::new();
        let minutes = check.int("minutes", &self.minutes, MINUTES);
        let bounds = Bounds { slot_minutes: minutes.unwrap_or(30), ..bounds };
        let slots = read_times(&mut check, &self.time, SLOTS_MOST, bounds);
        let message = check.text("message", &self.message, 0, 1_000);
        let place_kind = check.choice::<PlaceKind>("place_kind", &self.place_kind);
        let place = match place_kind {
            Some(PlaceKind::Link) => {
                let url = check.url("place", &self.place);
                match &url {
                    None if self.place.trim().is_empty() => check.error("place", "error-required"),
                    Some(url) if !url.starts_with("https://") => check.error("place", "error-interview-https"),
                    _ => {}
                }
                url.unwrap_or_default()
            }
            Some(PlaceKind::Site) => check.line("place", &self.place, 3, 200),
            Some(PlaceKind::Room) | None => String::new(),
        };
        check.finish(|| Some(Offering { message, slots, place_kind: place_kind?, place }))
    }
}

/// The choice of a time on offer.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct ChoiceForm {
    /// The id of the time.
    pub time: String,
}

/// The wish for another time.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct WishForm {
    /// When it would fit.
    pub message: String,
    /// The version that was seen.
    pub version: String,
}

impl WishForm {
    /// What is wished.
    ///
    /// # Errors
    /// The field that is wrong.
    pub fn parse(&self) -> Result<String, FieldErrors> {
        let mut check = Check::new();
        let message = check.text("message", &self.message, 3, 1_000);
        check.finish(|| Some(message))
    }
}

/// A move of an interview.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct MoveForm {
    /// The version that was seen.
    pub version: String,
    /// `cancelled`, `completed` or `no_show`.
    pub state: String,
    /// Why; needed when it is called off.
    pub reason: String,
}

/// A move, checked.
#[derive(Debug, Clone)]
pub struct Move {
    /// The state it gets.
    pub to: InterviewState,
    /// Why; may be empty where it was held.
    pub reason: String,
}

impl MoveForm {
    /// Checks the form.
    ///
    /// # Errors
    /// The fields that are wrong.
    pub fn parse(&self) -> Result<Move, FieldErrors> {
        use InterviewState::{Cancelled, Completed, NoShow};
        let mut check = Check::new();
        let to = check.choice::<InterviewState>("state", &self.state);
        if to.is_some_and(|to| ![Cancelled, Completed, NoShow].contains(&to)) {
            check.error("state", "error-choice");
        }
        let least = if to == Some(Cancelled) { 3 } else { 0 };
        let reason = check.text("reason", &self.reason, least, 1_000);
        check.finish(|| Some(Move { to: to?, reason }))
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

    use super::*;
    use crate::clock::Instant;

    fn key(kind: &str, place: &str, field: &str) -> Option<&'static str> {
        let now = Instant::parse_from_str("2026-03-28 12:00", "%Y-%m-%d %H:%M").unwrap();
        let form = SlotsForm {
            time: vec!["2026-03-30T10:00".into()],
            minutes: "30".into(),
            place_kind: kind.into(),
            place: place.into(),
            ..SlotsForm::default()
        };
        let bounds = Bounds { zone: chrono_tz::UTC, now, closes_at: None, slot_minutes: 30 };
        form.parse(bounds).err().and_then(|errors| errors.of(field).map(|error| error.key))
    }

    #[test]
    fn a_call_has_an_https_address_and_a_place_on_site_a_name() {
        assert_eq!(key("room", "", "place"), None);
        assert_eq!(key("link", "https://meet.example/x", "place"), None);
        assert_eq!(key("link", "", "place"), Some("error-required"));
        assert_eq!(key("link", "http://meet.example/x", "place"), Some("error-interview-https"));
        assert_eq!(key("link", "javascript:alert(1)", "place"), Some("error-url"));
        assert_eq!(key("site", "", "place"), Some("error-required"));
        assert_eq!(key("moon", "", "place_kind"), Some("error-choice"));
    }
}
