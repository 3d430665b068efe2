//! Pages of sanctions.

use std::collections::HashMap;

use askama::Template;

use super::forms::{ALL_ZONES, SanctionForm, Wanted};
use super::model::{SanctionRow, Standing, Term, kind_key};
use super::queries::Person;
use crate::error::FieldErrors;
use crate::ids::PersonId;
use crate::moderation::messages::forms::ReasonForm;
use crate::site::ZoneKind;
use crate::site::sanctions::SanctionKind;
use crate::web::choice::{Choice, choices};
use crate::web::page::Page;
use crate::web::paging;

/// A sanction as lists and pages draw it.
pub struct SanctionCard {
    /// Its page; none when it is not this moderator's.
    pub href: Option<String>,
    /// Against whom.
    pub name: String,
    /// Their mail address.
    pub email: String,
    /// The key of its kind.
    pub kind_key: &'static str,
    /// Badge and key of its standing.
    pub standing: (&'static str, &'static str),
    /// Where it holds.
    pub zone: String,
    /// Why.
    pub reason: String,
    /// From when.
    pub created_at: String,
    /// Until when.
    pub ends_at: String,
    /// Why it was lifted.
    pub lift_reason: String,
}

/// The title of a zone, or the words for all of them.
pub fn zone_title(page: &Page, zone: Option<ZoneKind>) -> String {
    let Some(zone) = zone else { return page.t("sanction-all-zones").to_owned() };
    let own = page.zones.iter().find(|link| link.kind == zone.as_str());
    own.map_or_else(|| zone.to_string(), |link| link.title.clone())
}

/// The zones as options; `all` is the value and the key of the option before them.
pub fn zone_choices(page: &Page, zones: &[ZoneKind], all: Option<(&str, &'static str)>, chosen: &str) -> Vec<Choice> {
    let first = all.map(|(value, key)| (value.to_owned(), page.t(key).to_owned()));
    let named = zones.iter().map(|zone| (zone.to_string(), zone_title(page, Some(*zone))));
    choices(first.into_iter().chain(named), chosen)
}

impl SanctionCard {
    /// The card of a row; `is_own` when this moderator may open it.
    pub fn new(page: &Page, row: SanctionRow, is_own: bool) -> Self {
        Self {
            href: is_own.then(|| format!("/organizer/sanctions/{}", row.id)),
            kind_key: kind_key(row.kind),
            standing: row.standing(page.now).badge_and_key(),
            zone: zone_title(page, row.zone),
            created_at: page.date_time(&row.created_at),
            ends_at: page.date_time(&row.ends_at),
            name: row.name,
            email: row.email,
            reason: row.reason,
            lift_reason: row.lift_reason,
        }
    }
}

/// The terms as options.
pub fn term_choices(page: &Page, chosen: &str) -> Vec<Choice> {
    let chosen = if chosen.is_empty() { Term::Day.as_str() } else { chosen };
    choices(Term::ALL.iter().map(|term| (term.as_str(), page.t(term.key()))), chosen)
}

/// `/organizer/sanctions`.
#[derive(Template)]
#[template(path = "moderation/sanctions.html")]
pub struct SanctionsPage {
    page: Page,
    q: String,
    states: Vec<Choice>,
    kinds: Vec<Choice>,
    zones: Vec<Choice>,
    rows: Vec<SanctionCard>,
    total: i64,
    prev: Option<String>,
    next: Option<String>,
}

impl SanctionsPage {
    /// A piece of the list.
    pub fn new(page: Page, wanted: Wanted, rows: paging::Page<SanctionRow>, zones: &[ZoneKind]) -> Self {
        let all = ("all", page.t("moderation-all-states"));
        let state = wanted.standing().map_or("all", Standing::as_str);
        let named = Standing::ALL.iter().map(|one| (one.as_str(), page.t(one.badge_and_key().1)));
        let any = ("", page.t("sanction-all-kinds"));
        let kinds = SanctionKind::ALL.iter().map(|kind| (kind.as_str(), page.t(kind_key(*kind))));
        let address = |number: String| {
            let mut query = url::form_urlencoded::Serializer::new(String::new());
            query.append_pair("q", &wanted.q).append_pair("state", &wanted.state).append_pair("kind", &wanted.kind);
            query.append_pair("zone", &wanted.zone).append_pair("page", &number);
            format!("/organizer/sanctions?{}", query.finish())
        };
        Self {
            states: choices(named.chain([all]), state),
            kinds: choices([any].into_iter().chain(kinds), &wanted.kind),
            zones: zone_choices(&page, zones, Some(("", "moderation-any-zone")), &wanted.zone),
            total: i64::try_from(rows.total.unwrap_or(0)).unwrap_or(0),
            prev: rows.prev.map(address),
            next: rows.next.map(address),
            rows: rows.items.into_iter().map(|row| SanctionCard::new(&page, row, true)).collect(),
            q: wanted.q,
            page,
        }
    }
}

/// What the page of a new sanction found.
pub struct Found {
    /// The chosen person.
    pub person: Option<Person>,
    /// Their earlier sanctions.
    pub earlier: Vec<SanctionRow>,
    /// The people that a search found.
    pub people: Vec<Person>,
}

/// `/organizer/sanctions/new`.
#[derive(Template)]
#[template(path = "moderation/new_sanction.html")]
pub struct NewSanctionPage {
    page: Page,
    person: Option<Person>,
    earlier: Vec<SanctionCard>,
    people: Vec<Person>,
    kinds: Vec<Choice>,
    zones: Vec<Choice>,
    terms: Vec<Choice>,
    form: SanctionForm,
    errors: FieldErrors,
}

impl NewSanctionPage {
    /// The page; `reach` is the moderator's zones and whether they are all of them.
    pub fn new(
        page: Page,
        (zones, is_everywhere): &(Vec<ZoneKind>, bool),
        found: Found,
        form: SanctionForm,
        errors: FieldErrors,
    ) -> Self {
        let kinds = [SanctionKind::Silenced, SanctionKind::Banned].into_iter();
        let kinds = kinds.filter(|kind| *is_everywhere || *kind == SanctionKind::Silenced);
        let chosen = if form.kind.is_empty() { SanctionKind::Silenced.as_str() } else { &form.kind };
        Self {
            kinds: choices(kinds.map(|kind| (kind.as_str(), page.t(kind_key(kind)))), chosen),
            zones: zone_choices(&page, zones, is_everywhere.then_some((ALL_ZONES, "sanction-all-zones")), &form.zone),
            terms: term_choices(&page, &form.term),
            earlier: found.earlier.into_iter().map(|row| SanctionCard::new(&page, row, false)).collect(),
            person: found.person,
            people: found.people,
            page,
            form,
            errors,
        }
    }
}

/// `/organizer/sanctions/{id}`.
#[derive(Template)]
#[template(path = "moderation/sanction.html")]
pub struct SanctionPage {
    page: Page,
    id: String,
    card: SanctionCard,
    report_href: Option<String>,
    imposed_by: String,
    lifted: Option<(String, String)>,
    may_lift: bool,
    form: ReasonForm,
    errors: FieldErrors,
}

impl SanctionPage {
    /// The page, with the names of those who imposed and lifted it.
    pub fn new(
        page: Page,
        row: SanctionRow,
        names: &HashMap<PersonId, String>,
        form: ReasonForm,
        errors: FieldErrors,
    ) -> Self {
        let name =
            |id: &str| names.iter().find(|one| one.0.as_str() == id).map(|one| one.1.clone()).unwrap_or_default();
        let lifter = row.lifted_by.as_deref().map(name).unwrap_or_default();
        Self {
            id: row.id.to_string(),
            report_href: row.report.as_ref().map(|id| format!("/organizer/reports/{id}")),
            imposed_by: name(row.created_by.as_str()),
            lifted: row.lifted_at.map(|at| (page.date_time(&at), lifter)),
            may_lift: row.standing(page.now) == Standing::InForce,
            card: SanctionCard::new(&page, row, true),
            page,
            form,
            errors,
        }
    }
}
