//! When a mail may go: quiet hours and the hour of the digest, in a person's own time zone and
//! right across the days on which clocks change. Pure; called when mails are queued.

use chrono::Days;
use chrono_tz::Tz;

use crate::clock::Instant;
use crate::web::local_days::{day_of, shown_at};

/// The hours of a day in which nothing is sent, in minutes since midnight; `until` earlier than
/// `from` is that of the next day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QuietHours {
    /// The first minute that is quiet.
    pub from: i64,
    /// The first minute that is not.
    pub until: i64,
}

impl QuietHours {
    /// When the quiet hours end that hold this instant; none when it is in none. Where the clocks
    /// are put back, quiet hours that begin or end in the hour that comes twice last the longer.
    pub fn end_at(self, now: Instant, zone: Tz) -> Option<Instant> {
        let today = day_of(now, zone);
        let days = [today.checked_sub_days(Days::new(1)), Some(today), today.checked_add_days(Days::new(1))];
        let ends = days.into_iter().flatten().filter_map(|day| {
            let last = if self.until <= self.from { day.checked_add_days(Days::new(1))? } else { day };
            let (begin, end) = (shown_at(day, self.from, zone)?.0, shown_at(last, self.until, zone)?.1);
            (begin <= now && now < end).then_some(end)
        });
        ends.max()
    }
}

/// The next time after this instant that the clocks of the zone show this hour; once a day, also
/// where the clocks leave it out or show it twice.
pub fn next_hour(after: Instant, hour: i64, zone: Tz) -> Option<Instant> {
    let today = day_of(after, zone);
    let hours =
        (0..3).filter_map(|ahead| Some(shown_at(today.checked_add_days(Days::new(ahead))?, hour * 60, zone)?.0));
    hours.filter(|instant| *instant > after).min()
}

#[cfg(test)]
mod tests {
    use chrono_tz::{Asia, Europe, Pacific, UTC};

    use super::*;

    fn utc(text: &str) -> Instant {
        Instant::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap_or_default()
    }

    fn quiet(from: i64, until: i64) -> QuietHours {
        QuietHours { from: from * 60, until: until * 60 }
    }

    #[test]
    fn quiet_hours_of_one_day_hold_what_is_between() {
        let noon = quiet(12, 14);
        assert_eq!(noon.end_at(utc("2026-11-24 11:59"), UTC), None);
        assert_eq!(noon.end_at(utc("2026-11-24 12:00"), UTC), Some(utc("2026-11-24 14:00")));
        assert_eq!(noon.end_at(utc("2026-11-24 13:59"), UTC), Some(utc("2026-11-24 14:00")));
        assert_eq!(noon.end_at(utc("2026-11-24 14:00"), UTC), None);
    }

    #[test]
    fn quiet_hours_over_midnight_end_on_the_next_day() {
        let night = quiet(22, 7);
        assert_eq!(night.end_at(utc("2026-11-24 22:30"), UTC), Some(utc("2026-11-25 07:00")));
        assert_eq!(night.end_at(utc("2026-11-25 06:59"), UTC), Some(utc("2026-11-25 07:00")));
        assert_eq!(night.end_at(utc("2026-11-25 07:00"), UTC), None);
        // The same night in Shanghai is eight hours earlier by UTC.
        assert_eq!(night.end_at(utc("2026-11-24 14:30"), Asia::Shanghai), Some(utc("2026-11-24 23:00")));
        assert_eq!(night.end_at(utc("2026-11-24 13:59"), Asia::Shanghai), None);
    }

    #[test]
    fn the_night_in_which_clocks_go_forward_is_an_hour_shorter() {
        // 29 March 2026 in Berlin: 02:00 CET is 03:00 CEST.
        let night = quiet(22, 7);
        assert_eq!(night.end_at(utc("2026-03-28 21:00"), Europe::Berlin), Some(utc("2026-03-29 05:00")));
        assert_eq!(night.end_at(utc("2026-03-27 21:00"), Europe::Berlin), Some(utc("2026-03-28 06:00")));
        // What ends or begins in the hour that is left out does so after it.
        let ends = QuietHours { from: 60, until: 150 };
        assert_eq!(ends.end_at(utc("2026-03-29 00:30"), Europe::Berlin), Some(utc("2026-03-29 01:00")));
        let begins = QuietHours { from: 150, until: 240 };
        assert_eq!(begins.end_at(utc("2026-03-29 00:59"), Europe::Berlin), None);
        assert_eq!(begins.end_at(utc("2026-03-29 01:00"), Europe::Berlin), Some(utc("2026-03-29 02:00")));
        // What lies in it wholly is left out with it.
        let inside = QuietHours { from: 130, until: 170 };
        assert_eq!(inside.end_at(utc("2026-03-29 01:00"), Europe::Berlin), None);
    }

    #[test]
    fn the_night_in_which_clocks_go_back_is_an_hour_longer() {
        // 25 October 2026 in Berlin: 03:00 CEST is 02:00 CET.
        let night = quiet(22, 7);
        assert_eq!(night.end_at(utc("2026-10-24 20:00"), Europe::Berlin), Some(utc("2026-10-25 06:00")));
        // 02:30 comes twice: quiet hours that end then end at the second, without a hole before it.
        let ends = QuietHours { from: 22 * 60, until: 150 };
        for quiet_at in ["2026-10-25 00:10", "2026-10-25 00:40", "2026-10-25 01:10"] {
            assert_eq!(ends.end_at(utc(quiet_at), Europe::Berlin), Some(utc("2026-10-25 01:30")), "{quiet_at}");
        }
        assert_eq!(ends.end_at(utc("2026-10-25 01:30"), Europe::Berlin), None);
    }

    #[test]
    fn the_hour_of_the_digest_comes_once_a_day() {
        assert_eq!(next_hour(utc("2026-11-24 07:59"), 8, UTC), Some(utc("2026-11-24 08:00")));
        assert_eq!(next_hour(utc("2026-11-24 08:00"), 8, UTC), Some(utc("2026-11-25 08:00")));
        assert_eq!(next_hour(utc("2026-11-24 08:00"), 8, Asia::Shanghai), Some(utc("2026-11-25 00:00")));
        assert_eq!(next_hour(utc("2026-11-24 08:00"), 0, Asia::Shanghai), Some(utc("2026-11-24 16:00")));
        // Left out in spring, twice in autumn.
        assert_eq!(next_hour(utc("2026-03-28 12:00"), 2, Europe::Berlin), Some(utc("2026-03-29 01:00")));
        assert_eq!(next_hour(utc("2026-10-24 12:00"), 2, Europe::Berlin), Some(utc("2026-10-25 00:00")));
        assert_eq!(next_hour(utc("2026-10-25 00:00"), 2, Europe::Berlin), Some(utc("2026-10-26 01:00")));
        // Samoa left out 30 December 2011: what was to come on it comes right after.
        assert_eq!(next_hour(utc("2011-12-30 09:00"), 8, Pacific::Apia), Some(utc("2011-12-30 10:00")));
    }
}
