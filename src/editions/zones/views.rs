//! Pages of zones in the console.

use askama::Template;

use super::forms::ZoneForm;
use crate::error::FieldErrors;
use crate::site::edition::{Gate, Zone};
use crate::site::{Edition, Viewer, ZoneKind, ZoneState, state_key};
use crate::web::choice::{Choice, choices};
use crate::web::dates;
use crate::web::page::Page;

/// A zone in the table of zones.
pub struct ZoneRow {
    /// Its title in the reader's language.
    pub title: String,
    /// Kind of badge and key of its state.
    pub badge: (&'static str, &'static str),
    /// Key of what is set by hand.
    pub gate_key: &'static str,
    /// The opening, where the event is.
    pub opens_at: String,
    /// The close.
    pub closes_at: String,
    /// Where it is changed, for who may.
    pub href: Option<String>,
}

impl ZoneRow {
    /// The rows of an edition that an administrator reads, each leading to its form.
    pub fn of_edition(page: &Page, edition: &Edition) -> Vec<Self> {
        let row = |zone: &Zone| {
            let href = Some(format!("/organizer/editions/{}/zones/{}", edition.slug, zone.kind));
            Self { href, ..Self::of(page, edition, zone) }
        };
        edition.zones.iter().map(row).collect()
    }

    /// The row for this person.
    pub fn new(page: &Page, edition: &Edition, zone: &Zone, viewer: &Viewer) -> Self {
        let href = viewer.may_manage(zone.kind).then(|| format!("/organizer/zones/{}", zone.kind));
        Self { href, ..Self::of(page, edition, zone) }
    }

    fn of(page: &Page, edition: &Edition, zone: &Zone) -> Self {
        let state = zone.state(page.now);
        let at = |instant| dates::date_time(page.locale, instant, edition.time_zone);
        Self {
            title: zone.texts.title(page.locale).to_owned(),
            badge: (badge_kind(state), state_key(state)),
            gate_key: gate_key(zone.gate),
            opens_at: at(zone.opens_at),
            closes_at: at(zone.closes_at),
            href: None,
        }
    }
}

fn badge_kind(state: ZoneState) -> &'static str {
    match state {
        ZoneState::Open => "ok",
        ZoneState::Upcoming => "wait",
        ZoneState::ReadOnly => "info",
        ZoneState::Closed => "off",
    }
}

fn gate_key(gate: Gate) -> &'static str {
    match gate {
        Gate::Schedule => "zone-gate-schedule",
        Gate::Open => "zone-gate-open",
        Gate::ReadOnly => "zone-gate-read-only",
        Gate::Closed => "zone-gate-closed",
    }
}

/// The zones as options, each under its title, with a first one that stands for all of them.
pub fn zone_choices(page: &Page, every_key: &str, kinds: &[ZoneKind], chosen: &str) -> Vec<Choice> {
    let every = (String::new(), page.t(every_key).to_owned());
    let titled = page.zones.iter().filter(|zone| kinds.iter().any(|kind| kind.as_str() == zone.kind));
    let titled = titled.map(|zone| (zone.kind.to_owned(), zone.title.clone()));
    choices(std::iter::once(every).chain(titled), chosen)
}

/// `/organizer/zones`.
#[derive(Template)]
#[template(path = "editions/zones/index.html")]
pub struct IndexPage {
    page: Page,
    time_zone: &'static str,
    zones: Vec<ZoneRow>,
}

impl IndexPage {
    /// The zones that this person manages.
    pub fn new(page: Page, viewer: &Viewer, edition: &Edition) -> Self {
        let own = edition.zones.iter().filter(|zone| viewer.may_manage(zone.kind));
        let zones = own.map(|zone| ZoneRow::new(&page, edition, zone, viewer)).collect();
        Self { page, time_zone: edition.time_zone.name(), zones }
    }
}

/// `/organizer/zones/{kind}`, and the same under `/organizer/editions/{slug}`.
#[derive(Template)]
#[template(path = "editions/zones/edit.html")]
pub struct EditPage {
    page: Page,
    address: String,
    back: (String, String),
    title: String,
    badge: (&'static str, &'static str),
    gates: Vec<Choice>,
    time_zone_hint: String,
    form: ZoneForm,
    present: Option<ZoneForm>,
    errors: FieldErrors,
}

impl EditPage {
    /// The form at its address, with the page that leads to it; `present` is what stands there where somebody else was faster.
    pub fn new(
        page: Page,
        (address, back): (String, String),
        (edition, zone): (&Edition, &Zone),
        form: ZoneForm,
        present: Option<ZoneForm>,
        errors: FieldErrors,
    ) -> Self {
        let state = zone.state(page.now);
        let back_to = match back.strip_prefix("/organizer/editions/") {
            Some(_) => edition.texts.title(page.locale).to_owned(),
            None => page.t("organizer-nav-zones").to_owned(),
        };
        let named = Gate::ALL.iter().map(|gate| (gate.as_str(), page.t(gate_key(*gate))));
        Self {
            address,
            back: (back, back_to),
            title: zone.texts.title(page.locale).to_owned(),
            badge: (badge_kind(state), state_key(state)),
            gates: choices(named, &form.gate),
            time_zone_hint: page.tf("zone-time-zone", &[("zone", edition.time_zone.name())]),
            page,
            form,
            present,
            errors,
        }
    }
}
