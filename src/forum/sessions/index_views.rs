//! The page of the programme.

use askama::Template;
use chrono::NaiveDate;
use chrono_tz::Tz;

use super::cards::SessionCard;
use super::forms::{ALL_DAYS, ProgrammeForm};
use super::model::Level;
use crate::forum::parts::model::{Part, PartKind};
use crate::web::choice::{Choice, choices, first_choice};
use crate::web::dates;
use crate::web::local_days::{begin_of, day_of};
use crate::web::page::Page;
use crate::web::standards;

/// What the programme is drawn from.
#[derive(Debug, Clone)]
pub struct Programme {
    /// The days of the programme, on the event's clocks.
    pub days: Vec<NaiveDate>,
    /// The day that is shown; none for all.
    pub day: Option<NaiveDate>,
    /// The tracks and stages.
    pub parts: Vec<Part>,
    /// What was found, by beginning.
    pub cards: Vec<SessionCard>,
    /// How much there is in all.
    pub total: i64,
    /// Whether only similar words were found.
    pub is_fuzzy: bool,
    /// What goes on now.
    pub live: Vec<SessionCard>,
    /// What comes next.
    pub next: Vec<SessionCard>,
    /// The languages of the programme.
    pub languages: Vec<String>,
}

/// A day with its sessions.
pub struct DayView {
    label: String,
    iso: String,
    cards: Vec<SessionCard>,
}

/// A tab: its address, its words, whether it is chosen.
type Tab = (String, String, bool);

/// `/forum`.
#[derive(Template)]
#[template(path = "forum/programme.html")]
pub struct ProgrammePage {
    page: Page,
    title: String,
    introduction: String,
    gate: Option<String>,
    form: ProgrammeForm,
    tabs: Vec<Tab>,
    days: Vec<DayView>,
    total: i64,
    is_fuzzy: bool,
    live: Vec<SessionCard>,
    next: Vec<SessionCard>,
    filters: Vec<(&'static str, &'static str, Vec<Choice>)>,
    event_zone: &'static str,
    is_elsewhere: bool,
    may_manage: bool,
    pager: (Option<String>, Option<String>),
}

/// The words around the programme.
pub struct Frame {
    /// The zone's title.
    pub title: String,
    /// The zone's introduction.
    pub introduction: String,
    /// The sentence about the gate; none while it is open.
    pub gate: Option<String>,
    /// The event's time zone.
    pub zone: Tz,
    /// Whether the reader makes the programme.
    pub may_manage: bool,
}

impl ProgrammePage {
    /// The page of what was found.
    pub fn new(
        page: Page,
        frame: Frame,
        form: ProgrammeForm,
        found: Programme,
        (prev, next): (Option<String>, Option<String>),
    ) -> Self {
        let tabs = tabs(&page, &form, &found, frame.zone);
        let filters = filters(&page, &form, &found);
        Self {
            title: frame.title,
            introduction: frame.introduction,
            gate: frame.gate,
            tabs,
            filters,
            days: days(&page, found.cards, frame.zone),
            total: found.total,
            is_fuzzy: found.is_fuzzy,
            live: found.live,
            next: found.next,
            event_zone: frame.zone.name(),
            is_elsewhere: page.time_zone != frame.zone,
            may_manage: frame.may_manage,
            pager: (prev.map(|number| form.address(&number)), next.map(|number| form.address(&number))),
            form,
            page,
        }
    }

    fn found(&self) -> String {
        self.page.tn("forum-found", self.total)
    }

    fn has_now(&self) -> bool {
        let is_idle = self.live.is_empty() && self.next.is_empty();
        !self.form.is_narrowed() && !is_idle
    }
}

/// The name of a day of the event: `Friday, 27 Nov 2026`.
pub fn day_label(page: &Page, day: NaiveDate, zone: Tz) -> String {
    use chrono::Datelike as _;
    let date = begin_of(day, zone).map(|at| dates::date(page.locale, at, zone)).unwrap_or_default();
    page.tf("calendar-day", &[("weekday", page.t(dates::weekday_key(day.weekday()))), ("date", &date)])
}

fn tabs(page: &Page, form: &ProgrammeForm, found: &Programme, zone: Tz) -> Vec<Tab> {
    let one = |day: &NaiveDate| {
        let iso = day.to_string();
        (form.of_day(&iso), day_label(page, *day, zone), found.day == Some(*day))
    };
    let every = (form.of_day(ALL_DAYS), page.t("forum-every-day").to_owned(), found.day.is_none());
    if found.days.is_empty() { Vec::new() } else { found.days.iter().map(one).chain([every]).collect() }
}

fn days(page: &Page, cards: Vec<SessionCard>, zone: Tz) -> Vec<DayView> {
    let mut days: Vec<DayView> = Vec::new();
    for card in cards {
        let Some(starts_at) = card.starts_at else { continue };
        let day = day_of(starts_at, zone);
        let iso = day.to_string();
        match days.last_mut().filter(|last| last.iso == iso) {
            Some(last) => last.cards.push(card),
            None => days.push(DayView { label: day_label(page, day, zone), iso, cards: vec![card] }),
        }
    }
    days
}

fn filters(page: &Page, form: &ProgrammeForm, found: &Programme) -> Vec<(&'static str, &'static str, Vec<Choice>)> {
    let any = || std::iter::once(first_choice(page.locale, "forum-any"));
    let of_kind = |kind: PartKind, chosen: &str| {
        let own = found.parts.iter().filter(|part| part.kind == kind);
        let named = own.map(|part| (part.id.to_string(), part.name_in(page.locale).to_owned()));
        any().chain(choices(named, chosen)).collect()
    };
    let languages =
        found.languages.iter().map(|code| (code.clone(), standards::language_name(page.locale, code).to_owned()));
    let levels = Level::ALL.iter().map(|level| (level.as_str(), page.t(level.key())));
    vec![
        ("track", page.t("session-track"), of_kind(PartKind::Track, &form.track)),
        ("stage", page.t("session-stage"), of_kind(PartKind::Stage, &form.stage)),
        ("language", page.t("session-language"), any().chain(choices(languages, &form.language)).collect()),
        ("level", page.t("session-level"), any().chain(choices(levels, &form.level)).collect()),
    ]
}
