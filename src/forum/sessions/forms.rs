//! What the programme is asked for.

use chrono::{Datelike as _, NaiveDate};
use chrono_tz::Tz;
use serde::Deserialize;

use super::queries::Narrow;
use crate::calendar::Span;
use crate::clock::Instant;
use crate::site::words::ByWords;
use crate::web::local_days::{begin_of, day_of};
use crate::web::text::{clip, one_line};
use crate::web::{paging, standards};

/// The day that stands for all of them.
pub const ALL_DAYS: &str = "all";
/// Longest text that is searched for, in characters.
const TEXT_MAX: usize = 200;

/// The query of `/forum`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct ProgrammeForm {
    /// Words.
    pub q: String,
    /// A day of the event, as browsers send it, or [`ALL_DAYS`].
    pub day: String,
    /// The id of a track.
    pub track: String,
    /// The id of a stage.
    pub stage: String,
    /// ISO 639-1.
    pub language: String,
    /// See [`Level`](super::model::Level).
    pub level: String,
    /// Page number.
    pub page: String,
}

impl ProgrammeForm {
    /// The words that are searched for.
    pub fn words(&self) -> String {
        clip(one_line(&self.q).trim(), TEXT_MAX)
    }

    /// Whether the programme is narrowed by more than a day.
    pub fn is_narrowed(&self) -> bool {
        [&self.q, &self.track, &self.stage, &self.language, &self.level].iter().any(|value| !value.trim().is_empty())
    }

    /// The day that is shown of those that there are; none for all of them. Without a wish that is today, else
    /// the next one, else the last; whoever searches finds in all.
    pub fn day(&self, days: &[NaiveDate], now: Instant, zone: Tz) -> Option<NaiveDate> {
        let wanted: Option<NaiveDate> = self.day.trim().parse().ok().filter(|day| days.contains(day));
        if self.day == ALL_DAYS || (wanted.is_none() && self.is_narrowed()) {
            return None;
        }
        let today = day_of(now, zone);
        wanted.or_else(|| days.iter().copied().find(|day| *day >= today)).or_else(|| days.last().copied())
    }

    /// What it comes to, without the words.
    pub fn narrow(&self, day: Option<NaiveDate>, zone: Tz) -> Narrow {
        let known = |list: &[standards::Named], code: &str| {
            if standards::holds(list, code) { code.to_owned() } else { String::new() }
        };
        let is_level = self.level.parse::<super::model::Level>().is_ok();
        Narrow {
            within: day.and_then(|day| span_of(day, zone)),
            track: self.track.parse().ok(),
            stage: self.stage.parse().ok(),
            language: known(standards::languages(crate::web::i18n::Locale::En), &self.language),
            level: if is_level { self.level.clone() } else { String::new() },
            words: ByWords::default(),
        }
    }

    /// The address of a day, or of all, with what else is chosen.
    pub fn of_day(&self, day: &str) -> String {
        self.with(day, "")
    }

    /// The address of a page.
    pub fn address(&self, number: &str) -> String {
        self.with(&self.day, number)
    }

    fn with(&self, day: &str, number: &str) -> String {
        let kept = [
            ("q", self.q.as_str()),
            ("day", day),
            ("track", &self.track),
            ("stage", &self.stage),
            ("language", &self.language),
            ("level", &self.level),
        ];
        paging::address("/forum", &kept, number)
    }
}

fn span_of(day: NaiveDate, zone: Tz) -> Option<Span> {
    Some(Span { starts_at: begin_of(day, zone)?, ends_at: begin_of(day.succ_opt()?, zone)? })
}

/// The days of these beginnings, on the event's clocks, each once.
pub fn days_of(beginnings: &[Instant], zone: Tz) -> Vec<NaiveDate> {
    let mut days: Vec<NaiveDate> = beginnings.iter().map(|at| day_of(*at, zone)).collect();
    days.sort_by_key(|day| (day.year(), day.ordinal()));
    days.dedup();
    days
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn without_a_wish_today_is_shown_else_the_next_day_else_the_last() {
        let days = [day("2026-11-28"), day("2026-11-30")];
        let at = |text: &str| Instant::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap();
        let shown = |form: &ProgrammeForm, now: &str| form.day(&days, at(now), chrono_tz::Asia::Shanghai);
        let open = ProgrammeForm::default();
        assert_eq!(shown(&open, "2026-11-28 10:00"), Some(days[0]));
        assert_eq!(shown(&open, "2026-11-28 16:30"), Some(days[1]), "it is the 29th in Shanghai");
        assert_eq!(shown(&open, "2026-12-24 00:00"), Some(days[1]));
        for odd in ["x", "2026-02-30", "2026-11-29", "-1"] {
            let form = ProgrammeForm { day: odd.into(), ..open.clone() };
            assert_eq!(shown(&form, "2026-11-28 10:00"), Some(days[0]), "{odd}");
        }
        assert_eq!(shown(&ProgrammeForm { day: ALL_DAYS.into(), ..open.clone() }, "2026-11-28 10:00"), None);
        assert_eq!(shown(&ProgrammeForm { q: "laser".into(), ..open.clone() }, "2026-11-28 10:00"), None);
        assert_eq!(open.day(&[], at("2026-11-28 10:00"), Tz::UTC), None);
    }
}
