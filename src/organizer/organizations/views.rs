//! Pages of organizations in the console.

use askama::Template;

use crate::accounts::organizations::model::{MemberEntry, OrganizationRow, OrganizationState};
use crate::editions::history::{Step, steps};
use crate::error::FieldErrors;
use crate::lifecycle::{Lifecycle, NamedMove};
use crate::web::choice::{Choice, choices};
use crate::web::page::Page;
use crate::web::{paging, standards};

fn state_key(state: OrganizationState) -> &'static str {
    match state {
        OrganizationState::Pending => "organization-state-pending",
        OrganizationState::Verified => "organization-state-verified",
        OrganizationState::Rejected => "organization-state-rejected",
        OrganizationState::Suspended => "organization-state-suspended",
    }
}

fn state_badge(state: OrganizationState) -> (&'static str, &'static str) {
    let kind = match state {
        OrganizationState::Pending => "wait",
        OrganizationState::Verified => "ok",
        OrganizationState::Rejected => "off",
        OrganizationState::Suspended => "bad",
    };
    (kind, state_key(state))
}

/// `/organizer/organizations`.
#[derive(Template)]
#[template(path = "organizer/organizations/index.html")]
pub struct IndexPage {
    page: Page,
    q: String,
    is_narrow: bool,
    states: Vec<Choice>,
    countries: Vec<Choice>,
    rows: Vec<OrganizationRow>,
    total: i64,
    prev: Option<String>,
    next: Option<String>,
}

impl IndexPage {
    /// One piece of the list.
    pub fn new(
        page: Page,
        state: Option<OrganizationState>,
        (q, country): (String, &str),
        found: paging::Page<OrganizationRow>,
    ) -> Self {
        let chosen = state.map_or("", OrganizationState::as_str);
        let kept = [("state", chosen), ("q", q.as_str()), ("country", country)];
        let address = |number: String| paging::address("/organizer/organizations", &kept, &number);
        let every = ("", page.t("organizer-every-state"));
        let named = OrganizationState::ALL.iter().map(|state| (state.as_str(), page.t(state_key(*state))));
        let any = ("", page.t("people-any"));
        let countries = standards::countries(page.locale).iter().map(|(code, name)| (*code, *name));
        Self {
            states: choices(std::iter::once(every).chain(named), chosen),
            is_narrow: state.is_some() || !q.is_empty() || !country.is_empty(),
            countries: choices(std::iter::once(any).chain(countries), country),
            total: i64::try_from(found.total.unwrap_or(0)).unwrap_or(0),
            prev: found.prev.map(address),
            next: found.next.map(address),
            rows: found.items,
            page,
            q,
        }
    }

    fn country(&self, code: &str) -> String {
        standards::country_name(self.page.locale, code).to_owned()
    }

    fn badge(&self, state: OrganizationState) -> (&'static str, &'static str) {
        state_badge(state)
    }
}

/// `/organizer/organizations/{slug}`.
#[derive(Template)]
#[template(path = "organizer/organizations/show.html")]
pub struct ShowPage {
    page: Page,
    row: OrganizationRow,
    country: String,
    badge: (&'static str, &'static str),
    members: Vec<MemberEntry>,
    booths: i64,
    postings: i64,
    moves: Vec<(&'static str, &'static str, &'static str)>,
    history: Vec<Step>,
    reason: String,
    errors: FieldErrors,
}

impl ShowPage {
    /// An organization with its team, what it has here, and the decisions that are possible.
    pub fn new(
        page: Page,
        row: OrganizationRow,
        members: Vec<MemberEntry>,
        (booths, postings): (i64, i64),
        moves: Vec<NamedMove>,
        reason: String,
        errors: FieldErrors,
    ) -> Self {
        let next = OrganizationState::ALL.iter().filter(|to| row.state.may_become(**to));
        Self {
            country: standards::country_name(page.locale, &row.country).to_owned(),
            badge: state_badge(row.state),
            moves: next.map(|to| decision(row.state, *to)).collect(),
            history: steps(moves, state_key),
            page,
            row,
            members,
            booths,
            postings,
            reason,
            errors,
        }
    }
}

/// The state that a button sets, the key of its words, and its look.
fn decision(from: OrganizationState, to: OrganizationState) -> (&'static str, &'static str, &'static str) {
    let (label_key, look) = match to {
        OrganizationState::Verified if from == OrganizationState::Suspended => ("organization-reinstate", ""),
        OrganizationState::Verified | OrganizationState::Pending => ("organization-verify", ""),
        OrganizationState::Rejected => ("organization-reject", "button--danger"),
        OrganizationState::Suspended => ("organization-suspend", "button--danger"),
    };
    (to.as_str(), label_key, look)
}
