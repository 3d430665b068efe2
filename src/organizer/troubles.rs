//! What is wrong now, in sentences, each with where it is mended. The system's troubles are told to
//! administrators, those of a zone to its staff.

use super::today_queries::{DeskQueue, OutboxState};
use super::views::{Today, zone_title};
use crate::chat::rooms::desks::DeskKind;
use crate::site::edition::{EditionState, Gate, Zone};
use crate::site::{ZoneState, state_key};
use crate::web::page::Page;
use crate::web::text::clip;

/// So many changes that are not in the index are more than a moment's work.
const INDEX_BEHIND: i64 = 500;
/// Most characters of an error that are shown.
const ERROR_CHARS: usize = 160;

/// Something that is wrong.
#[derive(Debug, PartialEq, Eq)]
pub struct Trouble {
    /// What it is.
    pub sentence: String,
    /// Where it is mended; empty where no page does that.
    pub href: String,
}

impl Trouble {
    fn new(sentence: impl Into<String>, href: impl Into<String>) -> Self {
        Self { sentence: sentence.into(), href: href.into() }
    }
}

/// What is wrong, the gravest first.
pub fn list_troubles(page: &Page, today: &Today) -> Vec<Trouble> {
    let mut found = Vec::new();
    if today.viewer.is_administrator() {
        found.extend(of_system(page, today));
        found.extend(of_edition(page, today));
    }
    let own = today.edition.zones.iter().filter(|zone| today.is_own(zone.kind));
    found.extend(own.filter_map(|zone| of_zone(page, today, zone)));
    let unattended = today.desks.iter().filter(|desk| !desk.is_attended && today.is_own(desk.kind.zone()));
    found.extend(unattended.map(|desk| of_desk(page, desk)));
    if today.old_reports > 0 {
        found.push(Trouble::new(page.tn("trouble-reports", today.old_reports), "/organizer/reports"));
    }
    found
}

fn of_system(page: &Page, today: &Today) -> Vec<Trouble> {
    let mut found = Vec::new();
    if !today.has_files {
        found.push(Trouble::new(page.t("trouble-files"), ""));
    }
    if !today.has_bus {
        found.push(Trouble::new(page.t("trouble-bus"), ""));
    }
    if let Some(outbox) = &today.outbox {
        found.extend(of_outbox(page, outbox));
    }
    if today.index.is_failing {
        found.push(Trouble::new(page.t("trouble-index-failing"), ""));
    } else if today.index.is_filling {
        found.push(Trouble::new(page.t("trouble-index-filling"), ""));
    } else if today.index.changes > INDEX_BEHIND {
        found.push(Trouble::new(page.tn("trouble-index-behind", today.index.changes), ""));
    }
    found
}

fn of_outbox(page: &Page, outbox: &OutboxState) -> Vec<Trouble> {
    let mut found = Vec::new();
    if outbox.failing > 0 {
        let count = page.tn("trouble-mails", outbox.failing);
        let last = page.tf("trouble-mails-last", &[("error", &clip(&outbox.last_error, ERROR_CHARS))]);
        found.push(Trouble::new(format!("{count} {last}"), ""));
    }
    if outbox.behind > 0 {
        let since = outbox.behind_since.map(|at| page.relative(&at)).unwrap_or_default();
        let count = page.tn("trouble-outbox", outbox.behind);
        found.push(Trouble::new(format!("{count} {}", page.tf("today-oldest", &[("when", &since)])), ""));
    }
    found
}

/// Its days are there and nobody has opened it.
fn of_edition(page: &Page, today: &Today) -> Option<Trouble> {
    let edition = &today.edition;
    let is_on = edition.opens_at <= page.now && page.now < edition.closes_at;
    let is_shut = matches!(edition.state, EditionState::Draft | EditionState::Published);
    let href = format!("/organizer/editions/{}", edition.slug);
    (is_on && is_shut).then(|| Trouble::new(page.t("trouble-edition"), href))
}

/// The schedule says open, and a hand has shut it.
fn of_zone(page: &Page, today: &Today, zone: &Zone) -> Option<Trouble> {
    let is_due = !today.edition.state.is_over()
        && zone.gate != Gate::Schedule
        && zone.opens_at <= page.now
        && page.now < zone.closes_at;
    let state = zone.state(page.now);
    if !is_due || state == ZoneState::Open {
        return None;
    }
    let (title, state) = (zone_title(page, &today.edition, zone.kind), page.t(state_key(state)));
    let sentence = page.tf("trouble-zone", &[("zone", &title), ("state", state)]);
    let href = today.viewer.may_manage(zone.kind).then(|| format!("/organizer/zones/{}", zone.kind));
    Some(Trouble::new(sentence, href.unwrap_or_default()))
}

fn of_desk(page: &Page, desk: &DeskQueue) -> Trouble {
    let help = page.t("today-help-desk");
    let name = desk.owner.as_ref().map_or(help, |(name, zh)| page.locale.name(name, zh));
    let since = desk.since.map(|at| page.relative(&at)).unwrap_or_default();
    let count = page.number(desk.waiting);
    let sentence = page.tf("trouble-desk", &[("desk", name), ("n", &count), ("when", &since)]);
    let href = if desk.kind == DeskKind::Service { "/service/desk" } else { "" };
    Trouble::new(sentence, href)
}
