//! Pages of people in the console.

use askama::Template;

use super::forms::RoleForm;
use super::queries::{HeldRole, PersonEntry};
use crate::editions::zones::views::zone_choices;
use crate::error::FieldErrors;
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

/// A person in the list.
pub struct PersonRow {
    entry: PersonEntry,
    roles: Vec<String>,
}

/// `/organizer/people`.
#[derive(Template)]
#[template(path = "editions/staff/index.html")]
pub struct IndexPage {
    page: Page,
    q: String,
    only_staff: bool,
    rows: Vec<PersonRow>,
    total: i64,
    prev: Option<String>,
    next: Option<String>,
}

impl IndexPage {
    /// One piece of the list.
    pub fn new(page: Page, q: String, only_staff: bool, found: paging::Page<PersonEntry>, roles: &[HeldRole]) -> Self {
        let show = if only_staff { "" } else { "all" };
        let address = |number: String| paging::address("/organizer/people", &[("q", &q), ("show", show)], &number);
        let total = i64::try_from(found.total.unwrap_or(0)).unwrap_or(0);
        let (prev, next) = (found.prev.map(address), found.next.map(address));
        let row = |entry: PersonEntry| {
            let own = roles.iter().filter(|held| held.person == entry.id);
            PersonRow { roles: own.map(|held| role_words(&page, held)).collect(), entry }
        };
        let rows = found.items.into_iter().map(row).collect();
        Self { page, q, only_staff, rows, total, prev, next }
    }
}

/// `/organizer/people/{id}`.
#[derive(Template)]
#[template(path = "editions/staff/show.html")]
pub struct ShowPage {
    page: Page,
    person: PersonEntry,
    held: Vec<(String, String)>,
    roles: Vec<Choice>,
    zones: Vec<Choice>,
    errors: FieldErrors,
}

impl ShowPage {
    /// A person with what they hold, and the form that gives more.
    pub fn new(page: Page, person: PersonEntry, held: &[HeldRole], form: &RoleForm, errors: FieldErrors) -> Self {
        let named = StaffRole::ALL.iter().map(|role| (role.as_str(), page.t(role_key(*role))));
        Self {
            held: held.iter().map(|one| (one.id.to_string(), role_words(&page, one))).collect(),
            roles: choices(named, &form.role),
            zones: zone_choices(&page, "staff-every-zone", ZoneKind::ALL, &form.zone),
            page,
            person,
            errors,
        }
    }
}
