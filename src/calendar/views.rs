//! Pages of the calendar, with finished values.

use askama::Template;
use chrono::{Datelike as _, NaiveDate};
use chrono_tz::Tz;

use super::forms::{EntryForm, Window};
use super::model::{Description, Entry, EntryKind, Span};
use crate::clock::Instant;
use crate::error::FieldErrors;
use crate::ids::CalendarEntryId;
use crate::web::dates;
use crate::web::i18n::Locale;
use crate::web::local_days::begin_of;
use crate::web::page::Page;

/// An entry on one of its days.
#[derive(Debug, Clone)]
pub struct EntryView {
    /// From when until when on this day, on the reader's clocks; an arrow where it goes over midnight.
    pub times: String,
    /// The same on the event's clocks, where they show something else.
    pub event_times: String,
    /// For `<time datetime>`.
    pub iso: String,
    /// One line.
    pub title: String,
    /// With whom or where; may be empty.
    pub detail: String,
    /// Its page.
    pub href: Option<String>,
    /// The Fluent key of what it is.
    pub kind_key: &'static str,
    /// What it is, for its colour.
    pub kind: &'static str,
    /// Whether it goes on now.
    pub is_now: bool,
}

/// A day with its entries, in their order.
#[derive(Debug, Clone)]
pub struct DayView {
    /// The day as one reads it.
    pub label: String,
    /// The day as machines read it.
    pub iso: String,
    /// Whether it is today.
    pub is_today: bool,
    /// What stands on it.
    pub entries: Vec<EntryView>,
}

/// The day of the week and the day: `Friday, 27 Nov 2026`.
fn day_label(locale: Locale, day: NaiveDate, zone: Tz) -> String {
    let date = begin_of(day, zone).map(|begin| dates::date(locale, begin, zone)).unwrap_or_default();
    locale.tf("calendar-day", &[("weekday", locale.t(dates::weekday_key(day.weekday()))), ("date", &date)])
}

/// From when until when, on the clocks of a zone, within a day.
fn times(span: Span, day: Span, zone: Tz) -> String {
    let from = if span.starts_at < day.starts_at { "←".to_owned() } else { dates::time(span.starts_at, zone) };
    let until = if span.ends_at > day.ends_at { "→".to_owned() } else { dates::time(span.ends_at, zone) };
    format!("{from} – {until}")
}

fn entry_view(page: &Page, (entry, words): &(Entry, Description), day: Span, event_zone: Option<Tz>) -> EntryView {
    let (span, zone) = (entry.span(), page.time_zone);
    let own = times(span, day, zone);
    let there = event_zone
        .map(|there| format!("{} – {}", dates::time(span.starts_at, there), dates::time(span.ends_at, there)));
    let differs =
        event_zone.is_some_and(|there| dates::time(span.starts_at, there) != dates::time(span.starts_at, zone));
    let own_page = || format!("/me/calendar/entries/{}", entry.id);
    EntryView {
        times: own,
        event_times: there.filter(|_| differs).unwrap_or_default(),
        iso: dates::machine(entry.starts_at),
        title: words.title.clone(),
        detail: words.detail.clone(),
        href: if entry.kind == EntryKind::Own { Some(own_page()) } else { words.href.clone() },
        kind_key: entry.kind.key(),
        kind: entry.kind.as_str(),
        is_now: entry.starts_at <= page.now && page.now < entry.ends_at,
    }
}

/// `/me/calendar`.
#[derive(Template)]
#[template(path = "calendar/index.html")]
pub struct CalendarPage {
    /// The frame.
    pub page: Page,
    /// The days.
    pub days: Vec<DayView>,
    /// `day` or `week`.
    pub view: &'static str,
    /// The day that was asked for.
    pub chosen: String,
    /// A day of the part before.
    pub prev: Option<String>,
    /// A day of the part after.
    pub next: Option<String>,
    /// The zone of the event, where it is another than the reader's.
    pub event_zone: Option<&'static str>,
    /// Since when there is a secret address.
    pub feed_since: Option<String>,
}

impl CalendarPage {
    /// The page.
    pub fn new(
        page: Page,
        window: Window,
        entries: &[(Entry, Description)],
        event_zone: Option<Tz>,
        feed: Option<Instant>,
    ) -> Self {
        let zone = page.time_zone;
        let today = crate::web::local_days::day_of(page.now, zone);
        let event_zone = event_zone.filter(|there| *there != zone);
        let view_of = |day: NaiveDate| {
            let span = Window { first: day, days: 1, chosen: day }.span(zone)?;
            let on_day = entries.iter().filter(|(entry, _)| entry.span().overlaps(span));
            Some(DayView {
                label: day_label(page.locale, day, zone),
                iso: day.to_string(),
                is_today: day == today,
                entries: on_day.map(|entry| entry_view(&page, entry, span, event_zone)).collect(),
            })
        };
        let address = |day: NaiveDate| format!("/me/calendar?view={}&date={day}", view_name(window));
        let (prev, next) = window.neighbours();
        Self {
            days: window.list().filter_map(view_of).collect(),
            view: view_name(window),
            chosen: window.chosen.to_string(),
            prev: prev.map(address),
            next: next.map(address),
            event_zone: event_zone.map(|zone| zone.name()),
            feed_since: feed.map(|since| page.date(&since)),
            page,
        }
    }

    fn is_empty(&self) -> bool {
        self.days.iter().all(|day| day.entries.is_empty())
    }
}

fn view_name(window: Window) -> &'static str {
    if window.days == 1 { "day" } else { "week" }
}

/// What stands in the way, as its owner may read it.
pub(super) fn clash_sentence(page: &Page, entry: &Entry, title: &str) -> String {
    let (from, until) = (page.date_time(&entry.starts_at), dates::time(entry.ends_at, page.time_zone));
    page.tf("calendar-clash", &[("title", title), ("from", &from), ("until", &until)])
}

/// The form of an entry of one's own.
#[derive(Template)]
#[template(path = "calendar/entry.html")]
pub struct EntryPage {
    /// The frame.
    pub page: Page,
    /// What was typed.
    pub form: EntryForm,
    /// What is wrong.
    pub errors: FieldErrors,
    /// The sentence about what stands in the way.
    pub clash: Option<String>,
    /// The entry; none while it is new.
    pub id: Option<CalendarEntryId>,
}

impl EntryPage {
    /// The page.
    pub fn new(page: Page, form: EntryForm, errors: FieldErrors, id: Option<CalendarEntryId>) -> Self {
        Self { page, form, errors, clash: None, id }
    }

    fn action(&self) -> String {
        self.id.as_ref().map_or("/me/calendar/entries".to_owned(), |id| format!("/me/calendar/entries/{id}"))
    }
}

/// A new secret address, shown once.
#[derive(Template)]
#[template(path = "calendar/feed.html")]
pub struct FeedPage {
    /// The frame.
    pub page: Page,
    /// The address.
    pub address: String,
}
