//! The page of the audit trail.

use askama::Template;

use super::forms::Wanted;
use super::queries::TrailEntry;
use crate::audit::Action;
use crate::web::choice::{Choice, choices};
use crate::web::page::Page;
use crate::web::tables::Table;
use crate::web::{dates, paging};

/// `/organizer/audit`.
#[derive(Template)]
#[template(path = "organizer/audit/index.html")]
pub struct IndexPage {
    page: Page,
    wanted: Wanted,
    actions: Vec<Choice>,
    kinds: Vec<Choice>,
    csv: String,
    rows: Vec<TrailEntry>,
    prev: Option<String>,
    next: Option<String>,
}

impl IndexPage {
    fn words<'a>(&self, action: &'a str) -> &'a str {
        words(&self.page, action)
    }

    /// One piece of the trail.
    pub fn new(page: Page, wanted: Wanted, found: paging::Page<TrailEntry>) -> Self {
        let address = |at: String| paging::address("/organizer/audit", &wanted.kept(), &at);
        let (prev, next) = (found.prev.map(address), found.next.map(address));
        let kinds = options(&page, KINDS.iter().copied(), &wanted.kind);
        let actions = options(&page, Action::ALL.iter().map(|one| (one.as_str(), one.key())), &wanted.what);
        let csv = paging::address("/organizer/audit/table.csv", &wanted.kept(), "");
        Self { page, wanted, actions, kinds, csv, rows: found.items, prev, next }
    }
}

/// What the trail may be narrowed to, by name, after everything.
fn options(page: &Page, keyed: impl Iterator<Item = (&'static str, &'static str)>, chosen: &str) -> Vec<Choice> {
    let mut named: Vec<_> = keyed.map(|(value, key)| (value, page.t(key))).collect();
    named.sort_unstable_by_key(|(_, name)| *name);
    choices(std::iter::once(("", page.t("audit-every-kind"))).chain(named), chosen)
}

/// What was done, in words; as it is stored, where an earlier version wrote what this one no
/// longer knows.
fn words<'a>(page: &Page, action: &'a str) -> &'a str {
    action.parse().map_or(action, |action: Action| page.t(action.key()))
}

/// The entries as a table to take away.
pub fn table_of(page: &Page, rows: Vec<TrailEntry>) -> Table {
    let heads = ["audit-when", "audit-who", "audit-what", "audit-thing", "audit-before", "audit-after"];
    let row = |row: TrailEntry| {
        let at = dates::input(row.created_at, page.time_zone).replace('T', " ");
        let what = words(page, &row.action).to_owned();
        vec![
            at.into(),
            row.name.unwrap_or_default().into(),
            what.into(),
            row.thing_id.into(),
            row.before.into(),
            row.after.into(),
        ]
    };
    Table { heads: heads.map(|key| page.t(key).to_owned()).into(), rows: rows.into_iter().map(row).collect() }
}

/// The kinds of things that something is done to, each with the Fluent key of its name.
const KINDS: &[(&str, &str)] = &[
    ("activity", "audit-kind-activity"),
    ("announcement", "audit-kind-announcement"),
    ("appeal", "audit-kind-appeal"),
    ("article", "audit-kind-article"),
    ("booth", "audit-kind-booth"),
    ("card", "audit-kind-card"),
    ("edition", "audit-kind-edition"),
    ("fair", "audit-kind-fair"),
    ("hall", "audit-kind-hall"),
    ("hours", "audit-kind-hours"),
    ("lead", "audit-kind-lead"),
    ("message", "audit-kind-message"),
    ("news", "audit-kind-news"),
    ("organization", "audit-kind-organization"),
    ("page", "audit-kind-page"),
    ("pairing", "audit-kind-pairing"),
    ("part", "audit-kind-part"),
    ("person", "audit-kind-person"),
    ("place", "audit-kind-place"),
    ("posting", "audit-kind-posting"),
    ("project", "audit-kind-project"),
    ("report", "audit-kind-report"),
    ("room", "audit-kind-room"),
    ("sanction", "audit-kind-sanction"),
    ("session", "audit-kind-session"),
    ("settings", "audit-kind-settings"),
    ("speaker", "audit-kind-speaker"),
    ("streams", "audit-kind-streams"),
    ("word", "audit-kind-word"),
    ("zone", "audit-kind-zone"),
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{Action, KINDS};

    #[test]
    fn every_kind_of_things_has_a_name() {
        let named: BTreeSet<&str> = KINDS.iter().map(|(kind, _)| *kind).collect();
        let used: BTreeSet<&str> = Action::ALL.iter().map(|action| action.thing_kind()).collect();
        assert_eq!(named, used);
    }
}
