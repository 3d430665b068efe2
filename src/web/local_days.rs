//! Days as the clocks of a time zone show them: when one begins and ends, which one holds an instant.
//! Right across the days on which clocks change, which last 23 or 25 hours. Pure.

use chrono::{Datelike as _, Days, LocalResult, NaiveDate, NaiveTime, TimeZone as _};
use chrono_tz::Tz;

use crate::clock::Instant;

/// Minutes of a day.
pub const DAY_MINUTES: i64 = 24 * 60;

/// The day that holds an instant.
pub fn day_of(at: Instant, zone: Tz) -> NaiveDate {
    zone.from_utc_datetime(&at).date_naive()
}

/// The first and the last instant at which the clocks show this minute of this day; where they leave
/// it out, the first instant after the gap.
pub fn shown_at(day: NaiveDate, minute: i64, zone: Tz) -> Option<(Instant, Instant)> {
    let seconds = u32::try_from(minute.rem_euclid(DAY_MINUTES) * 60).ok()?;
    let shown = day.and_time(NaiveTime::from_num_seconds_from_midnight_opt(seconds, 0)?);
    // The longest gap is the day that Samoa left out.
    (0..=DAY_MINUTES).find_map(|later| {
        match zone.from_local_datetime(&shown.checked_add_signed(chrono::Duration::minutes(later))?) {
            LocalResult::Single(one) => Some((one.naive_utc(), one.naive_utc())),
            LocalResult::Ambiguous(first, last) => Some((first.naive_utc(), last.naive_utc())),
            LocalResult::None => None,
        }
    })
}

/// When a day begins; the end of it is the beginning of the next.
pub fn begin_of(day: NaiveDate, zone: Tz) -> Option<Instant> {
    shown_at(day, 0, zone).map(|(first, _)| first)
}

/// The Monday of the week that a day is in (ISO 8601).
pub fn monday_of(day: NaiveDate) -> NaiveDate {
    day.checked_sub_days(Days::new(u64::from(day.weekday().num_days_from_monday()))).unwrap_or(day)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

    use chrono_tz::{America, Europe};

    use super::*;

    fn hours(day: &str, zone: Tz) -> i64 {
        let day: NaiveDate = day.parse().unwrap();
        let next = day.succ_opt().unwrap();
        (begin_of(next, zone).unwrap() - begin_of(day, zone).unwrap()).num_hours()
    }

    #[test]
    fn a_day_on_which_clocks_change_is_shorter_or_longer() {
        assert_eq!(hours("2026-03-29", Europe::Berlin), 23);
        assert_eq!(hours("2026-10-25", Europe::Berlin), 25);
        assert_eq!(hours("2026-11-27", Europe::Berlin), 24);
        // Clocks go forward at midnight: the day begins at one.
        assert_eq!(hours("2018-11-04", America::Sao_Paulo), 23);
    }

    #[test]
    fn a_week_begins_on_monday() {
        for day in ["2026-11-23", "2026-11-27", "2026-11-29"] {
            assert_eq!(monday_of(day.parse().unwrap()).to_string(), "2026-11-23");
        }
    }
}
