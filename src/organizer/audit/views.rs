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
    pub fn new(page: Page, kinds: Vec<String>, wanted: Wanted, found: paging::Page<TrailEntry>) -> Self {
        let address = |at: String| paging::address("/organizer/audit", &wanted.kept(), &at);
        let every = (String::new(), page.t("audit-every-kind").to_owned());
        let (prev, next) = (found.prev.map(address), found.next.map(address));
        let word = |kind: &str| kind_key(kind).map_or_else(|| kind.to_owned(), |key| page.t(key).to_owned());
        let named = kinds.into_iter().map(|kind| (kind.clone(), word(&kind)));
        let kinds = choices(std::iter::once(every.clone()).chain(named), &wanted.kind);
        let mut actions: Vec<_> =
            Action::ALL.iter().map(|one| (one.to_string(), page.t(one.key()).to_owned())).collect();
        actions.sort_by(|one, other| one.1.cmp(&other.1));
        let actions = choices(std::iter::once(every).chain(actions), &wanted.what);
        let csv = paging::address("/organizer/audit/table.csv", &wanted.kept(), "");
        Self { page, wanted, actions, kinds, csv, rows: found.items, prev, next }
    }
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

/// The Fluent key of a kind of things.
fn kind_key(kind: &str) -> Option<&'static str> {
    Some(match kind {
        "appeal" => "audit-kind-appeal",
        "announcement" => "audit-kind-announcement",
        "booth" => "audit-kind-booth",
        "card" => "audit-kind-card",
        "edition" => "audit-kind-edition",
        "fair" => "audit-kind-fair",
        "hall" => "audit-kind-hall",
        "lead" => "audit-kind-lead",
        "message" => "audit-kind-message",
        "organization" => "audit-kind-organization",
        "page" => "audit-kind-page",
        "person" => "audit-kind-person",
        "place" => "audit-kind-place",
        "posting" => "audit-kind-posting",
        "report" => "audit-kind-report",
        "room" => "audit-kind-room",
        "settings" => "audit-kind-settings",
        "sanction" => "audit-kind-sanction",
        "word" => "audit-kind-word",
        "zone" => "audit-kind-zone",
        _ => return None,
    })
}
