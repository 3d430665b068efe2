//! When the help desk is open: by weekday, on the clocks of the event. Pure; right on the days on which clocks change.

use chrono::{Datelike as _, Days, NaiveDate};
use chrono_tz::Tz;

use crate::clock::Instant;
use crate::web::local_days::{DAY_MINUTES, begin_of, day_of, shown_at};

/// The hours of one day of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, diesel::Queryable)]
pub struct Hours {
    /// From 0, a Monday.
    pub weekday: i64,
    /// Minute of the day at which it opens.
    pub opens: i64,
    /// Minute of the day at which it closes; 1440 for midnight.
    pub closes: i64,
}

/// How the desk stands at an instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Open until then.
    Open(Instant),
    /// Opens then.
    Opens(Instant),
    /// No hours are set.
    Never,
}

impl Standing {
    /// Whether it is open.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Open(_))
    }
}

/// When a day's hours begin and end; none for a day off.
fn span_of(hours: &[Hours], day: NaiveDate, zone: Tz) -> Option<(Instant, Instant)> {
    let own = hours.iter().find(|one| one.weekday == i64::from(day.weekday().num_days_from_monday()))?;
    // Of an hour that the clocks show twice, the desk is open through both.
    let (begins, _) = shown_at(day, own.opens, zone)?;
    let ends = match own.closes >= DAY_MINUTES {
        true => begin_of(day.succ_opt()?, zone)?,
        false => shown_at(day, own.closes, zone)?.1,
    };
    (begins < ends).then_some((begins, ends))
}

/// How a desk with these hours stands.
pub fn standing(hours: &[Hours], zone: Tz, now: Instant) -> Standing {
    let today = day_of(now, zone);
    for ahead in 0..=7 {
        let Some(day) = today.checked_add_days(Days::new(ahead)) else { break };
        match span_of(hours, day, zone) {
            Some((begins, _)) if now < begins => return Standing::Opens(begins),
            Some((_, ends)) if now < ends => return Standing::Open(ends),
            _ => {}
        }
    }
    Standing::Never
}

/// A minute of the day as clocks show it.
pub fn clock(minute: i64) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

    use chrono_tz::{America, Asia, Europe};
    use proptest::prelude::*;

    use super::*;

    fn at(text: &str) -> Instant {
        Instant::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap()
    }

    fn day(weekday: i64, opens: i64, closes: i64) -> Hours {
        Hours { weekday, opens: opens * 60, closes: closes * 60 }
    }

    #[test]
    fn it_is_open_within_its_hours_and_opens_on_the_next_day_that_has_some() {
        let week: Vec<Hours> = (0..5).map(|weekday| day(weekday, 9, 18)).collect();
        let zone = Asia::Shanghai;
        // 29 November 2026 is a Sunday.
        assert_eq!(standing(&week, zone, at("2026-11-29 06:00")), Standing::Opens(at("2026-11-30 01:00")));
        assert_eq!(standing(&week, zone, at("2026-11-30 01:00")), Standing::Open(at("2026-11-30 10:00")));
        assert_eq!(standing(&week, zone, at("2026-11-30 10:00")), Standing::Opens(at("2026-12-01 01:00")));
        assert_eq!(standing(&week, zone, at("2026-12-04 10:00")), Standing::Opens(at("2026-12-07 01:00")));
        assert_eq!(standing(&[], zone, at("2026-11-30 01:00")), Standing::Never);
        assert_eq!(standing(&[day(0, 9, 18)], zone, at("2026-11-30 10:00")), Standing::Opens(at("2026-12-07 01:00")));
    }

    #[test]
    fn clocks_that_change_neither_shorten_nor_shift_the_hours() {
        let sundays = [day(6, 9, 18)];
        // On 29 March 2026 the clocks of Berlin go forward, on 25 October back.
        assert_eq!(standing(&sundays, Europe::Berlin, at("2026-03-28 12:00")), Standing::Opens(at("2026-03-29 07:00")));
        assert_eq!(standing(&sundays, Europe::Berlin, at("2026-10-24 12:00")), Standing::Opens(at("2026-10-25 08:00")));
        let night = [day(6, 2, 3)];
        // The hour that is left out: there is nothing to be open in.
        assert_eq!(standing(&night, Europe::Berlin, at("2026-03-29 00:00")), Standing::Opens(at("2026-04-05 00:00")));
        // The hour that comes twice.
        assert_eq!(standing(&night, Europe::Berlin, at("2026-10-25 00:30")), Standing::Open(at("2026-10-25 02:00")));
        assert_eq!(standing(&night, Europe::Berlin, at("2026-10-25 01:30")), Standing::Open(at("2026-10-25 02:00")));
        let whole = [Hours { weekday: 6, opens: 0, closes: DAY_MINUTES }];
        assert_eq!(standing(&whole, Europe::Berlin, at("2026-10-25 12:00")), Standing::Open(at("2026-10-25 23:00")));
        assert_eq!(
            standing(&whole, America::Sao_Paulo, at("2018-11-04 03:00")),
            Standing::Open(at("2018-11-05 02:00"))
        );
    }

    proptest! {
        #[test]
        fn what_opens_is_open_at_that_instant(minutes in 0_i64..1_000_000, opens in 0_i64..1439, length in 1_i64..1440) {
            let hours: Vec<Hours> = [1, 3, 6]
                .map(|weekday| Hours { weekday, opens, closes: (opens + length).min(DAY_MINUTES) })
                .to_vec();
            let now = at("2026-01-01 00:00") + chrono::Duration::minutes(minutes);
            match standing(&hours, Europe::Berlin, now) {
                Standing::Open(until) => prop_assert!(until > now),
                Standing::Opens(then) => {
                    prop_assert!(then > now);
                    prop_assert!(standing(&hours, Europe::Berlin, then).is_open());
                }
                Standing::Never => prop_assert!(false, "three days a week have hours"),
            }
        }
    }
}
