//! The console's home: what waits, what is wrong, who is here.

use std::collections::HashMap;

use askama::Template;

use super::queries::Waiting;
use super::today_queries::{DeskQueue, OnDuty, OutboxState};
use super::troubles::{Trouble, list_troubles};
use crate::chat::rooms::desks::DeskKind;
use crate::editions::editions::model::state_badge;
use crate::editions::zones::views::ZoneRow;
use crate::search::Behind;
use crate::site::{Edition, Viewer, ZoneKind};
use crate::web::dates;
use crate::web::page::Page;

/// What was found out.
pub struct Today {
    /// Who asks.
    pub viewer: Viewer,
    /// The edition.
    pub edition: Edition,
    /// What waits for them.
    pub waiting: Vec<Waiting>,
    /// Reports of their zones that have waited a day.
    pub old_reports: i64,
    /// Agreements that both sides confirmed.
    pub agreements: i64,
    /// Where people wait to talk.
    pub desks: Vec<DeskQueue>,
    /// Who is on duty.
    pub on_duty: OnDuty,
    /// How many are in the rooms of each zone.
    pub inside: HashMap<ZoneKind, usize>,
    /// How many are connected at all.
    pub connected: usize,
    /// How the outbox is doing, for administrators.
    pub outbox: Option<OutboxState>,
    /// How far the index is behind.
    pub index: Behind,
    /// Whether the store of files can be written to.
    pub has_files: bool,
    /// Whether the bus brings back what is said, where there is one.
    pub has_bus: bool,
}

impl Today {
    /// Whether a zone is this person's in any way.
    pub fn is_own(&self, zone: ZoneKind) -> bool {
        let viewer = &self.viewer;
        viewer.may_manage(zone) || viewer.may_review(zone) || viewer.may_moderate(zone)
    }
}

/// Something that waits.
pub struct Task {
    /// How much of it.
    pub count: String,
    /// What it is.
    pub label: String,
    /// Since when the longest of it; empty where nothing does.
    pub oldest: String,
    /// Where it is done.
    pub href: &'static str,
}

/// Who is in a zone.
pub struct Crowd {
    title: String,
    inside: String,
    on_duty: String,
    waiting: String,
}

/// `/organizer`.
#[derive(Template)]
#[template(path = "organizer/index.html")]
pub struct HomePage {
    page: Page,
    tasks: Vec<Task>,
    troubles: Vec<Trouble>,
    crowds: Vec<Crowd>,
    connected: String,
    agreements: i64,
    days: String,
    badge: (&'static str, &'static str),
    zones: Vec<ZoneRow>,
}

impl HomePage {
    /// The home of this person.
    pub fn new(page: Page, today: Today) -> Self {
        let edition = &today.edition;
        let last = edition.closes_at - chrono::Duration::seconds(1);
        let day = |at| dates::date(page.locale, at, edition.time_zone);
        let own = || edition.zones.iter().filter(|zone| today.is_own(zone.kind));
        Self {
            tasks: today.waiting.iter().map(|one| task(&page, one)).collect(),
            troubles: list_troubles(&page, &today),
            crowds: own().map(|zone| crowd(&page, &today, zone.kind)).collect(),
            connected: connected(&page, &today),
            agreements: today.agreements,
            days: format!("{} – {}", day(edition.opens_at), day(last)),
            badge: state_badge(edition.state),
            zones: own().map(|zone| ZoneRow::new(&page, edition, zone, &today.viewer)).collect(),
            page,
        }
    }
}

fn task(page: &Page, waiting: &Waiting) -> Task {
    let (key, href) = waiting.queue.place();
    let oldest = waiting.oldest.map(|at| page.tf("today-oldest", &[("when", &page.relative(&at))]));
    Task {
        count: page.number(waiting.count),
        label: page.tn(key, waiting.count),
        oldest: oldest.unwrap_or_default(),
        href,
    }
}

/// Who is in a zone, who stands ready there, and who waits; not every zone has desks.
fn crowd(page: &Page, today: &Today, zone: ZoneKind) -> Crowd {
    let desk = match zone {
        ZoneKind::Exhibition => Some((DeskKind::Booth, today.on_duty.booths)),
        ZoneKind::Recruitment => Some((DeskKind::Recruitment, today.on_duty.recruitment)),
        ZoneKind::Service => Some((DeskKind::Service, today.on_duty.service)),
        ZoneKind::Pairing | ZoneKind::Forum => None,
    };
    let waiting = |kind| today.desks.iter().filter(|desk| desk.kind == kind).map(|desk| desk.waiting).sum::<i64>();
    let none = || "–".to_owned();
    let inside = i64::try_from(today.inside.get(&zone).copied().unwrap_or(0)).unwrap_or(0);
    Crowd {
        title: zone_title(page, &today.edition, zone),
        inside: page.number(inside),
        on_duty: desk.map_or_else(none, |(_, on_duty)| page.number(on_duty)),
        waiting: desk.map_or_else(none, |(kind, _)| page.number(waiting(kind))),
    }
}

/// How many are connected at all, for administrators; empty for everybody else.
fn connected(page: &Page, today: &Today) -> String {
    match today.viewer.is_administrator() {
        true => page.tn("today-connected", i64::try_from(today.connected).unwrap_or(0)),
        false => String::new(),
    }
}

/// The title of a zone in the reader's language.
pub fn zone_title(page: &Page, edition: &Edition, zone: ZoneKind) -> String {
    edition.zone(zone).map_or_else(String::new, |zone| zone.texts.title(page.locale).to_owned())
}
