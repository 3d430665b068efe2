//! Instants and numbers as people of a language write them; called by `web::page`. A table has a hundred of them: they
//! are put together from their parts, which takes a tenth of the time that a pattern does.

use chrono::{Datelike, TimeZone, Timelike, Utc};
use chrono_tz::Tz;

use super::i18n::Locale;
use crate::clock::Instant;

fn local(at: Instant, zone: Tz) -> chrono::DateTime<Tz> {
    Utc.from_utc_datetime(&at).with_timezone(&zone)
}

/// A day: `22 Nov 2026`, `2026年11月22日`.
pub fn date(locale: Locale, at: Instant, zone: Tz) -> String {
    let at = local(at, zone);
    let (year, month, day) = (at.year(), at.month(), at.day());
    match locale {
        Locale::En => format!("{day} {} {year}", MONTHS.get(at.month0() as usize).copied().unwrap_or_default()),
        Locale::ZhCn => format!("{year}年{month}月{day}日"),
    }
}

/// The months, as English shortens them.
const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// The Fluent key of a day of the week.
pub fn weekday_key(day: chrono::Weekday) -> &'static str {
    match day {
        chrono::Weekday::Mon => "weekday-monday",
        chrono::Weekday::Tue => "weekday-tuesday",
        chrono::Weekday::Wed => "weekday-wednesday",
        chrono::Weekday::Thu => "weekday-thursday",
        chrono::Weekday::Fri => "weekday-friday",
        chrono::Weekday::Sat => "weekday-saturday",
        chrono::Weekday::Sun => "weekday-sunday",
    }
}

/// A day for `<time datetime>`, in the zone: `2026-11-22`.
pub fn day(at: Instant, zone: Tz) -> String {
    local(at, zone).format("%Y-%m-%d").to_string()
}

/// A day and time: `22 Nov 2026, 14:05`.
pub fn date_time(locale: Locale, at: Instant, zone: Tz) -> String {
    let join = match locale {
        Locale::En => ", ",
        Locale::ZhCn => " ",
    };
    format!("{}{join}{}", date(locale, at, zone), time(at, zone))
}

/// The same with the zone named, where nothing around it says whose time it is.
pub fn date_time_there(locale: Locale, at: Instant, zone: Tz) -> String {
    format!("{} ({})", date_time(locale, at, zone), zone.name())
}

/// A time of day: `14:05`.
pub fn time(at: Instant, zone: Tz) -> String {
    let at = local(at, zone);
    format!("{:02}:{:02}", at.hour(), at.minute())
}

/// For `<time datetime>`: RFC 3339 in UTC, to the second.
pub fn machine(at: Instant) -> String {
    at.format("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// For `<input type=datetime-local>`, in the zone.
pub fn input(at: Instant, zone: Tz) -> String {
    local(at, zone).format("%Y-%m-%dT%H:%M").to_string()
}

/// The time zones to choose from, each with its distance from UTC at this instant: the places of
/// the IANA list and UTC, without its old names and abbreviations.
pub fn zones(at: Instant) -> impl Iterator<Item = (&'static str, String)> {
    const AREAS: [&str; 9] =
        ["Africa/", "America/", "Antarctica/", "Asia/", "Atlantic/", "Australia/", "Europe/", "Indian/", "Pacific/"];
    let is_place = |zone: &&Tz| **zone == Tz::UTC || AREAS.iter().any(|area| zone.name().starts_with(area));
    chrono_tz::TZ_VARIANTS.iter().filter(is_place).map(move |zone| {
        let label = format!("{} (UTC{})", zone.name().replace('_', " "), local(at, *zone).format("%:z"));
        (zone.name(), label)
    })
}

/// How long ago or in how long, in the largest unit that fits once.
pub fn relative(locale: Locale, at: Instant, now: Instant) -> String {
    let seconds = (at - now).num_seconds();
    let (past, minutes) = (seconds < 0, seconds.abs() / 60);
    let (ago, ahead, n) = match minutes {
        0 => return locale.t("time-now").to_owned(),
        1..60 => ("time-minutes-ago", "time-in-minutes", minutes),
        60..1_440 => ("time-hours-ago", "time-in-hours", minutes / 60),
        _ => ("time-days-ago", "time-in-days", minutes / 1_440),
    };
    locale.tn(if past { ago } else { ahead }, n)
}

/// A whole number with a comma every three digits, as both languages write it.
pub fn number(n: i64) -> String {
    let digits = n.unsigned_abs().to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3 + 1);
    if n < 0 {
        out.push('-');
    }
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_that_of_the_readers_zone() {
        let at = chrono::DateTime::from_timestamp(1_795_391_999, 0).unwrap_or_default().naive_utc();
        assert_eq!(date_time(Locale::En, at, chrono_tz::UTC), "22 Nov 2026, 23:59");
        assert_eq!(date_time(Locale::ZhCn, at, chrono_tz::Asia::Shanghai), "2026年11月23日 07:59");
    }

    #[test]
    fn zones_are_places_with_their_distance() {
        let at = chrono::DateTime::from_timestamp(1_795_391_999, 0).unwrap_or_default().naive_utc();
        let all: Vec<_> = zones(at).collect();
        assert!(all.contains(&("Asia/Shanghai", "Asia/Shanghai (UTC+08:00)".to_owned())));
        assert!(all.iter().any(|(name, _)| *name == "UTC"));
        assert!(all.iter().all(|(name, _)| *name != "PRC" && name.parse::<Tz>().is_ok()));
    }

    #[test]
    fn numbers_have_their_marks() {
        assert_eq!([0, 999, 1_000, -1_234_567].map(number), ["0", "999", "1,000", "-1,234,567"]);
    }
}
