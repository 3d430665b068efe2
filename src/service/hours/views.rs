//! The hours of the desk, as visitors read them and as managers of the zone set them.

use askama::Template;
use chrono::{Datelike as _, Weekday};
use chrono_tz::Tz;

use super::forms::{FIELDS, HoursForm};
use super::model::{Hours, Standing, clock};
use crate::clock::Instant;
use crate::error::FieldErrors;
use crate::web::dates::{self, weekday_key};
use crate::web::local_days::day_of;
use crate::web::page::Page;

/// The days of the week, Monday first.
const WEEK: [Weekday; 7] =
    [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];

/// What visitors read of the desk's hours.
#[derive(Debug, Clone)]
pub struct DeskSign {
    /// Whether it is open.
    pub is_open: bool,
    /// The sentence about now; empty where no hours are set.
    pub sentence: String,
    /// Each day with its hours, in words.
    pub days: Vec<(&'static str, String)>,
    /// The time zone that they are told in.
    pub zone: &'static str,
}

impl DeskSign {
    /// The sign of a desk with these hours in the event's zone.
    pub fn new(page: &Page, hours: &[Hours], zone: Tz, standing: Standing) -> Self {
        let day = |(weekday, place): (&Weekday, i64)| {
            let own = hours.iter().find(|one| one.weekday == place)?;
            Some((page.t(weekday_key(*weekday)), format!("{}–{}", clock(own.opens), clock(own.closes))))
        };
        Self {
            is_open: standing.is_open(),
            sentence: sentence(page, zone, standing),
            days: WEEK.iter().zip(0_i64..).filter_map(day).collect(),
            zone: zone.name(),
        }
    }
}

/// How the desk stands, in a sentence: the event's clocks, and the reader's beside them where they differ.
fn sentence(page: &Page, zone: Tz, standing: Standing) -> String {
    let there = |at: Instant| {
        let day = page.t(weekday_key(day_of(at, zone).weekday()));
        let own = match page.time_zone == zone {
            true => String::new(),
            false => format!(" ({})", page.tf("desk-your-time", &[("when", &page.date_time(&at))])),
        };
        (format!("{} {} {}", day, dates::time(at, zone), zone.name()), own)
    };
    match standing {
        Standing::Open(until) => {
            let (when, own) = there(until);
            page.tf("desk-open-until", &[("when", &format!("{when}{own}"))])
        }
        Standing::Opens(at) => {
            let (when, own) = there(at);
            page.tf("desk-opens", &[("when", &format!("{when}{own}"))])
        }
        Standing::Never => String::new(),
    }
}

/// `/service/desk/hours`.
#[derive(Template)]
#[template(path = "service/hours.html")]
pub struct HoursPage {
    /// The frame.
    pub page: Page,
    /// The event's time zone.
    pub zone: &'static str,
    /// The form as typed.
    pub form: HoursForm,
    /// What is wrong.
    pub errors: FieldErrors,
}

impl HoursPage {
    /// The name of each day, of its field, and what is typed there.
    fn days(&self) -> Vec<(&'static str, &'static str, &str, &str)> {
        let day = |((weekday, field), at): ((&Weekday, &&'static str), usize)| {
            let (opens, closes) = self.form.typed(at);
            (self.page.t(weekday_key(*weekday)), *field, opens, closes)
        };
        WEEK.iter().zip(&FIELDS).zip(0..).map(day).collect()
    }
}
