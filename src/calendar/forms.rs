//! What the pages of the calendar are asked for, and what the form of an entry sends.

use chrono::{Days, NaiveDate};
use chrono_tz::Tz;
use serde::Deserialize;

use super::model::Span;
use crate::clock::Instant;
use crate::error::FieldErrors;
use crate::web::check::Check;
use crate::web::local_days::{begin_of, day_of, monday_of};

/// The longest entry of one's own, in days.
const LONGEST_DAYS: i64 = 14;
/// The years that are shown: around these an event takes place.
const YEARS: std::ops::RangeInclusive<i32> = 2000..=2100;

/// The query of `/me/calendar`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Wanted {
    /// `day` or `week`.
    pub view: String,
    /// A day, as browsers send it.
    pub date: String,
}

/// Days that are shown together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// The first day.
    pub first: NaiveDate,
    /// How many there are: 1 or 7.
    pub days: u64,
    /// The day that was asked for.
    pub chosen: NaiveDate,
}

impl Wanted {
    /// The days that are asked for; today and a week where nothing readable is.
    pub fn window(&self, now: Instant, zone: Tz) -> Window {
        let typed: Option<NaiveDate> = self.date.trim().parse().ok();
        let is_known = |day: &NaiveDate| YEARS.contains(&chrono::Datelike::year(day));
        let chosen = typed.filter(is_known).unwrap_or_else(|| day_of(now, zone));
        match self.view.as_str() {
            "day" => Window { first: chosen, days: 1, chosen },
            _ => Window { first: monday_of(chosen), days: 7, chosen },
        }
    }
}

impl Window {
    /// The days.
    pub fn list(self) -> impl Iterator<Item = NaiveDate> {
        (0..self.days).filter_map(move |ahead| self.first.checked_add_days(Days::new(ahead)))
    }

    /// A day of the window before and of the one after.
    pub fn neighbours(self) -> (Option<NaiveDate>, Option<NaiveDate>) {
        let step = Days::new(self.days);
        (self.chosen.checked_sub_days(step), self.chosen.checked_add_days(step))
    }

    /// From its first instant to its last.
    pub fn span(self, zone: Tz) -> Option<Span> {
        let end = self.first.checked_add_days(Days::new(self.days))?;
        Some(Span { starts_at: begin_of(self.first, zone)?, ends_at: begin_of(end, zone)? })
    }
}

/// The form of an entry of one's own, as it was typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct EntryForm {
    /// What it is called.
    pub title: String,
    /// The beginning, on the clocks of whoever types.
    pub starts_at: String,
    /// The end.
    pub ends_at: String,
    /// The id that a new entry gets.
    pub key: String,
}

/// Reads a beginning and an end that lie ahead; notes the fields `starts_at` and `ends_at`.
pub fn read_span(check: &mut Check, typed: (&str, &str), (zone, now, longest): (Tz, Instant, i64)) -> Option<Span> {
    let starts_at = check.local_date_time("starts_at", typed.0, zone);
    let ends_at = check.local_date_time("ends_at", typed.1, zone);
    let span = Span { starts_at: starts_at?, ends_at: ends_at? };
    if span.ends_at <= span.starts_at {
        check.error("ends_at", "error-calendar-order");
    } else if span.ends_at <= now {
        check.error("ends_at", "error-calendar-past");
    } else if span.ends_at - span.starts_at > chrono::Duration::hours(longest) {
        check.error_n("ends_at", "error-calendar-long", longest);
    }
    Some(span)
}

impl EntryForm {
    /// Checks the form.
    ///
    /// # Errors
    /// The fields that are wrong.
    pub fn parse(&self, zone: Tz, now: Instant) -> Result<(String, Span), FieldErrors> {
        let mut check = Check::new();
        let title = check.line("title", &self.title, 1, 120);
        let span = read_span(&mut check, (&self.starts_at, &self.ends_at), (zone, now, LONGEST_DAYS * 24));
        check.finish(|| Some((title, span?)))
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

    use chrono_tz::{Asia, Europe};
    use proptest::prelude::*;

    use super::*;

    fn utc(text: &str) -> Instant {
        Instant::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap()
    }

    fn wanted(view: &str, date: &str) -> Wanted {
        Wanted { view: view.into(), date: date.into() }
    }

    #[test]
    fn a_week_holds_the_chosen_day_and_a_day_is_that_of_the_readers_zone() {
        let now = utc("2026-11-27 20:00");
        let week = wanted("week", "2026-12-02").window(now, Europe::Berlin);
        assert_eq!((week.first.to_string().as_str(), week.list().count()), ("2026-11-30", 7));
        let day = wanted("day", "").window(now, Asia::Shanghai);
        assert_eq!(day.first.to_string(), "2026-11-28");
        assert_eq!(day.span(Asia::Shanghai).unwrap().starts_at, utc("2026-11-27 16:00"));
        for odd in ["", "x", "2026-02-30", "1999-12-31", "99999-01-01", "2101-01-01"] {
            assert_eq!(wanted("day", odd).window(now, Europe::Berlin).first.to_string(), "2026-11-27", "{odd}");
        }
    }

    #[test]
    fn a_week_in_which_clocks_change_is_whole() {
        let week = wanted("", "2026-10-25").window(utc("2026-10-20 00:00"), Europe::Berlin);
        let span = week.span(Europe::Berlin).unwrap();
        assert_eq!((span.ends_at - span.starts_at).num_hours(), 7 * 24 + 1);
    }

    #[test]
    fn what_ends_before_it_begins_or_is_over_or_never_was_is_refused() {
        let key = |from: &str, until: &str, field: &str| {
            let form = EntryForm {
                title: "Lunch".into(),
                starts_at: from.into(),
                ends_at: until.into(),
                ..EntryForm::default()
            };
            let read = form.parse(Europe::Berlin, utc("2026-03-01 12:00"));
            read.err().and_then(|errors| errors.of(field).map(|error| error.key))
        };
        assert_eq!(key("2026-03-02T12:00", "2026-03-02T13:00", "ends_at"), None);
        assert_eq!(key("2026-03-02T12:00", "2026-03-02T12:00", "ends_at"), Some("error-calendar-order"));
        assert_eq!(key("2026-02-02T12:00", "2026-02-02T13:00", "ends_at"), Some("error-calendar-past"));
        assert_eq!(key("2026-03-02T12:00", "2026-04-02T12:00", "ends_at"), Some("error-calendar-long"));
        // The clocks leave this hour out.
        assert_eq!(key("2026-03-29T02:30", "2026-03-29T04:00", "starts_at"), Some("error-date"));
    }

    proptest! {
        #[test]
        fn nothing_typed_makes_the_calendar_panic(view in "\\PC{0,9}", date in "\\PC{0,20}|[0-9-]{0,12}", at in "\\PC{0,20}|[0-9T:-]{0,18}") {
            let window = Wanted { view, date }.window(utc("2026-11-27 20:00"), Europe::Berlin);
            prop_assert!(window.span(Europe::Berlin).is_some());
            let form = EntryForm { title: at.clone(), starts_at: at.clone(), ends_at: at, key: String::new() };
            let _ = form.parse(Europe::Berlin, utc("2026-11-27 20:00"));
        }
    }
}
