//! The form of the desk's hours.

use serde::Deserialize;

use super::model::{Hours, clock};
use crate::error::FieldErrors;
use crate::web::check::Check;
use crate::web::local_days::DAY_MINUTES;

/// The names of the fields of each weekday, Monday first, for errors.
pub const FIELDS: [&str; 7] = ["hours-1", "hours-2", "hours-3", "hours-4", "hours-5", "hours-6", "hours-7"];

/// What arrived: seven of each, Monday first.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct HoursForm {
    /// When it opens, `09:00`; empty on a day off.
    pub opens: Vec<String>,
    /// When it closes; midnight is `00:00` or `24:00`.
    pub closes: Vec<String>,
}

impl HoursForm {
    /// The form filled in with what stands there.
    pub fn of(hours: &[Hours]) -> Self {
        let on = |weekday: i64| hours.iter().find(|one| one.weekday == weekday);
        let closes = |one: &Hours| clock(one.closes % DAY_MINUTES);
        Self {
            opens: (0..7).map(|weekday| on(weekday).map(|one| clock(one.opens)).unwrap_or_default()).collect(),
            closes: (0..7).map(|weekday| on(weekday).map(closes).unwrap_or_default()).collect(),
        }
    }

    /// What was typed for a weekday: opens and closes.
    pub fn typed(&self, weekday: usize) -> (&str, &str) {
        (text_at(&self.opens, weekday), text_at(&self.closes, weekday))
    }

    /// Checks every day.
    ///
    /// # Errors
    /// The days that are wrong.
    pub fn parse(&self) -> Result<Vec<Hours>, FieldErrors> {
        let mut check = Check::new();
        let mut hours = Vec::new();
        for ((at, field), weekday) in FIELDS.iter().enumerate().zip(0_i64..) {
            let (opens, closes) = self.typed(at);
            if opens.is_empty() && closes.is_empty() {
                continue;
            }
            let closes = read_clock(closes).map(|minute| if minute == 0 { DAY_MINUTES } else { minute });
            match (read_clock(opens), closes) {
                (Some(opens), Some(closes)) if opens < closes => hours.push(Hours { weekday, opens, closes }),
                _ => check.error(field, "error-desk-hours"),
            }
        }
        check.finish(|| Some(hours))
    }
}

fn text_at(all: &[String], at: usize) -> &str {
    all.get(at).map_or("", |text| text.trim())
}

/// The minute of the day that a clock shows.
fn read_clock(text: &str) -> Option<i64> {
    let (hours, minutes) = text.split_once(':')?;
    let (hours, minutes): (i64, i64) = (hours.parse().ok()?, minutes.parse().ok()?);
    if !(0..=24).contains(&hours) || !(0..60).contains(&minutes) {
        return None;
    }
    Some(hours * 60 + minutes).filter(|minute| *minute <= DAY_MINUTES)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(opens: &str, closes: &str) -> Option<Vec<Hours>> {
        HoursForm { opens: vec![opens.into()], closes: vec![closes.into()] }.parse().ok()
    }

    #[test]
    fn hours_are_read_or_refused() {
        assert_eq!(parse("09:00", "18:30"), Some(vec![Hours { weekday: 0, opens: 540, closes: 1_110 }]));
        assert_eq!(parse("09:00", "00:00"), Some(vec![Hours { weekday: 0, opens: 540, closes: 1_440 }]));
        assert_eq!(parse("", ""), Some(Vec::new()));
        for (opens, closes) in [
            ("18:00", "09:00"),
            ("09:00", ""),
            ("", "18:00"),
            ("25:00", "26:00"),
            ("9", "18:00"),
            ("-1:00", "2:00"),
            ("99999999999999999:00", "1:00"),
        ] {
            assert_eq!(parse(opens, closes), None, "{opens} {closes}");
        }
        let form = HoursForm::of(&[Hours { weekday: 6, opens: 0, closes: 1_440 }]);
        assert_eq!(form.typed(6), ("00:00", "00:00"));
        assert_eq!(form.parse().ok(), Some(vec![Hours { weekday: 6, opens: 0, closes: 1_440 }]));
    }
}
