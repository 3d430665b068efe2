//! Pages of people in the console.

use std::collections::HashMap;

use askama::Template;

use super::forms::{NONE, OfSanction, RoleForm, STAFF, Wanted};
use super::queries::{Belonging, PersonEntry};
use super::role_queries::HeldRole;
use crate::clock::Instant;
use crate::editions::zones::views::zone_choices;
use crate::error::FieldErrors;
use crate::ids::PersonId;
use crate::moderation::sanctions::model::{SanctionRow, kind_key};
use crate::moderation::sanctions::views::SanctionCard;
use crate::site::sanctions::SanctionKind;
use crate::site::{StaffRole, ZoneKind};
use crate::web::choice::{Choice, choices};
use crate::web::page::Page;
use crate::web::paging;

/// The Fluent key of a role's name.
pub fn role_key(role: StaffRole) -> &'static str {
    match role {
        StaffRole::Administrator => "staff-role-administrator",
        StaffRole::ZoneManager => "staff-role-zone-manager",
        StaffRole::Reviewer => "staff-role-reviewer",
        StaffRole::Moderator => "staff-role-moderator",
        StaffRole::ServiceAgent => "staff-role-service-agent",
    }
}

fn role_words(page: &Page, held: &HeldRole) -> String {
    let name = page.t(role_key(held.role));
    let zone = held.zone.and_then(|kind| page.zones.iter().find(|zone| zone.kind == kind.as_str()));
    zone.map_or_else(|| name.to_owned(), |zone| format!("{name} · {}", zone.title))
}

/// What was found for the list.
pub struct Listed {
    /// The people of this page.
    pub rows: paging::Page<PersonEntry>,
    /// Their roles.
    pub roles: Vec<HeldRole>,
    /// Their organizations.
    pub belongings: Vec<Belonging>,
    /// Who of them is banned or silenced.
    pub sanctioned: HashMap<PersonId, SanctionKind>,
}

/// A person in the list.
pub struct PersonRow {
    entry: PersonEntry,
    roles: Vec<String>,
    organizations: Vec<(String, String)>,
    sanction: Option<&'static str>,
}

/// `/organizer/people`.
#[derive(Template)]
#[template(path = "organizer/people/index.html")]
pub struct IndexPage {
    page: Page,
    wanted: Wanted,
    roles: Vec<Choice>,
    verified: Vec<Choice>,
    sanctions: Vec<Choice>,
    rows: Vec<PersonRow>,
    total: i64,
    prev: Option<String>,
    next: Option<String>,
}

impl IndexPage {
    /// One piece of the list.
    pub fn new(page: Page, wanted: Wanted, found: Listed) -> Self {
        let address = |number: String| paging::address("/organizer/people", &wanted.kept(), &number);
        let row = |entry: PersonEntry| PersonRow {
            roles: found
                .roles
                .iter()
                .filter(|held| held.person == entry.id)
                .map(|held| role_words(&page, held))
                .collect(),
            organizations: organizations_of(&page, &found.belongings, &entry.id),
            sanction: found.sanctioned.get(&entry.id).map(|kind| kind_key(*kind)),
            entry,
        };
        Self {
            total: i64::try_from(found.rows.total.unwrap_or(0)).unwrap_or(0),
            prev: found.rows.prev.map(address),
            next: found.rows.next.map(address),
            rows: found.rows.items.into_iter().map(row).collect(),
            roles: role_filter(&page, &wanted.role),
            verified: any_of(&page, &[("yes", "people-verified-yes"), ("no", "people-verified-no")], &wanted.verified),
            sanctions: sanction_filter(&page, &wanted.sanction),
            page,
            wanted,
        }
    }
}

fn organizations_of(page: &Page, belongings: &[Belonging], person: &PersonId) -> Vec<(String, String)> {
    let own = belongings.iter().filter(|one| one.person == *person);
    own.map(|one| (one.slug.clone(), page.locale.name(&one.name, &one.name_zh).to_owned())).collect()
}

fn any_of(page: &Page, named: &[(&'static str, &'static str)], chosen: &str) -> Vec<Choice> {
    let any = ("", page.t("people-any"));
    choices(std::iter::once(any).chain(named.iter().map(|(value, key)| (*value, page.t(key)))), chosen)
}

fn role_filter(page: &Page, chosen: &str) -> Vec<Choice> {
    let first = [("", "staff-everyone"), (STAFF, "staff-staff"), (NONE, "people-no-role")];
    let first = first.map(|(value, key)| (value, page.t(key)));
    let named = StaffRole::ALL.iter().map(|role| (role.as_str(), page.t(role_key(*role))));
    choices(first.into_iter().chain(named), chosen)
}

fn sanction_filter(page: &Page, chosen: &str) -> Vec<Choice> {
    let key = |one: OfSanction| match one {
        OfSanction::Banned => kind_key(SanctionKind::Banned),
        OfSanction::Silenced => kind_key(SanctionKind::Silenced),
    };
    let named: Vec<_> = OfSanction::ALL.iter().map(|one| (one.as_str(), key(*one))).collect();
    any_of(page, &named, chosen)
}

/// What the page of a person shows.
pub struct Dossier {
    /// The person.
    pub person: PersonEntry,
    /// Whether it is who asks.
    pub is_self: bool,
    /// Their roles.
    pub roles: Vec<HeldRole>,
    /// Their organizations.
    pub belongings: Vec<Belonging>,
    /// Their sanctions of this edition, newest first.
    pub sanctions: Vec<SanctionRow>,
    /// How many logins have not ended, and when one was used last.
    pub logins: (i64, Option<Instant>),
}

/// `/organizer/people/{id}`.
#[derive(Template)]
#[template(path = "organizer/people/show.html")]
pub struct ShowPage {
    page: Page,
    person: PersonEntry,
    is_self: bool,
    held: Vec<(String, String)>,
    organizations: Vec<(String, String, &'static str)>,
    sanctions: Vec<SanctionCard>,
    logins: (i64, Option<Instant>),
    roles: Vec<Choice>,
    zones: Vec<Choice>,
    errors: FieldErrors,
}

impl ShowPage {
    /// A person with what they hold, and the form that gives more.
    pub fn new(page: Page, found: Dossier, form: &RoleForm, errors: FieldErrors) -> Self {
        let named = StaffRole::ALL.iter().map(|role| (role.as_str(), page.t(role_key(*role))));
        let organization =
            |one: Belonging| (one.slug, page.locale.name(&one.name, &one.name_zh).to_owned(), one.role.key());
        Self {
            held: found.roles.iter().map(|one| (one.id.to_string(), role_words(&page, one))).collect(),
            organizations: found.belongings.into_iter().map(organization).collect(),
            sanctions: found.sanctions.into_iter().map(|row| SanctionCard::new(&page, row, true)).collect(),
            logins: found.logins,
            roles: choices(named, &form.role),
            zones: zone_choices(&page, "staff-every-zone", ZoneKind::ALL, &form.zone),
            is_self: found.is_self,
            person: found.person,
            page,
            errors,
        }
    }
}
