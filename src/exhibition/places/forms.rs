//! The form of a place, and how lengths are typed: in metres, to the half metre.

use std::ops::RangeInclusive;

use chrono::NaiveDateTime;
use serde::Deserialize;

use super::model::{Place, PlaceState};
use crate::clock::Instant;
use crate::error::FieldErrors;
use crate::web::check::Check;

/// Text of an instant to the microsecond, for a form that says which state it has seen.
const SEEN: &str = "%Y-%m-%dT%H:%M:%S%.6f";

/// A length in half metres as metres: `4.5`.
pub fn show_length(half_metres: i64) -> String {
    let half = if half_metres % 2 == 0 { "" } else { ".5" };
    format!("{}{half}", half_metres / 2)
}

/// Reads a length in metres into half metres.
pub fn read_length(check: &mut Check, field: &'static str, typed: &str, range: RangeInclusive<i64>) -> Option<i64> {
    let typed = typed.trim().replace(',', ".");
    if typed.is_empty() {
        check.error(field, "error-required");
        return None;
    }
    let (whole, part) = typed.split_once('.').unwrap_or((&typed, "0"));
    let half = match part {
        "0" | "00" => Some(0),
        "5" | "50" => Some(1),
        _ => None,
    };
    let length = whole.parse::<i64>().ok().filter(|metres| (0..10_000).contains(metres)).zip(half);
    let length = length.map(|(metres, half)| metres * 2 + half).filter(|length| range.contains(length));
    if length.is_none() {
        check.error(field, "error-metres");
    }
    length
}

/// The time of a change as a form carries it.
pub fn show_seen(at: Instant) -> String {
    at.format(SEEN).to_string()
}

/// Reads it; nothing for a new thing, or where somebody played with the form.
pub fn read_seen(typed: &str) -> Option<Instant> {
    NaiveDateTime::parse_from_str(typed, SEEN).ok()
}

/// What arrived.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct PlaceForm {
    /// Its number: `A-07`.
    pub number: String,
    /// To the right of the entrance's left end, in metres.
    pub x: String,
    /// Away from the entrance.
    pub y: String,
    /// Length along the front.
    pub width: String,
    /// Length away from the entrance.
    pub depth: String,
    /// Its state; a place where a booth stands keeps its own.
    pub state: String,
    /// When what was seen had been changed; empty for a new place.
    pub seen: String,
}

/// What it means. Lengths in half metres.
#[derive(Debug, Clone)]
pub struct ValidPlace {
    /// Its number.
    pub number: String,
    /// To the right.
    pub x: i64,
    /// Away from the entrance.
    pub y: i64,
    /// Along the front.
    pub width: i64,
    /// Away from the entrance.
    pub depth: i64,
    /// Its state.
    pub state: PlaceState,
    /// When what was seen had been changed.
    pub seen: Option<Instant>,
}

impl PlaceForm {
    /// The form filled in with what stands there.
    pub fn of(place: &Place) -> Self {
        Self {
            number: place.number.clone(),
            x: show_length(place.x),
            y: show_length(place.y),
            width: show_length(place.width),
            depth: show_length(place.depth),
            state: place.state.to_string(),
            seen: show_seen(place.updated_at),
        }
    }

    /// Checks every field; whether the place fits its hall is asked where the hall is known.
    ///
    /// # Errors
    /// The wrong fields.
    pub fn parse(&self) -> Result<ValidPlace, FieldErrors> {
        let mut check = Check::new();
        let number = check.line("number", &self.number, 1, 12);
        let x = read_length(&mut check, "x", &self.x, 0..=400);
        let y = read_length(&mut check, "y", &self.y, 0..=400);
        let width = read_length(&mut check, "width", &self.width, 2..=60);
        let depth = read_length(&mut check, "depth", &self.depth, 2..=60);
        let state = check.choice::<PlaceState>("state", &self.state);
        let seen = read_seen(&self.seen);
        check.finish(|| Some(ValidPlace { number, x: x?, y: y?, width: width?, depth: depth?, state: state?, seen }))
    }
}

impl ValidPlace {
    /// Whether it leaves a hall of this size.
    pub fn leaves(&self, (width, depth): (i64, i64)) -> bool {
        self.x + self.width > width || self.y + self.depth > depth
    }

    /// Whether it stands on a part of another place.
    pub fn overlaps(&self, other: &Place) -> bool {
        self.x < other.x + other.width
            && other.x < self.x + self.width
            && self.y < other.y + other.depth
            && other.y < self.y + self.depth
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_metres_to_the_half() {
        let read = |typed| read_length(&mut Check::new(), "x", typed, 0..=400);
        assert_eq!(["4.5", "4,5", "0", " 12.0 "].map(read), [Some(9), Some(9), Some(0), Some(24)]);
        for wrong in ["", "4.3", "-1", "x", "1e3", "201", "99999999999999999999", ".5", "4."] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
        assert_eq!([show_length(9), show_length(24)], ["4.5", "12"]);
    }
}
