//! The page of the audit trail.

use askama::Template;

use super::queries::TrailEntry;
use crate::audit::Action;
use crate::web::choice::{Choice, choices};
use crate::web::page::Page;
use crate::web::paging;

/// `/organizer/audit`.
#[derive(Template)]
#[template(path = "organizer/audit/index.html")]
pub struct IndexPage {
    page: Page,
    q: String,
    kinds: Vec<Choice>,
    rows: Vec<TrailEntry>,
    prev: Option<String>,
    next: Option<String>,
}

impl IndexPage {
    /// What was done, in words; as it is stored, where an earlier version wrote what this one no
    /// longer knows.
    fn words<'a>(&self, action: &'a str) -> &'a str {
        action.parse().map_or(action, |action: Action| self.page.t(action.key()))
    }

    /// One piece of the trail.
    pub fn new(page: Page, kinds: Vec<String>, kind: String, q: String, found: paging::Page<TrailEntry>) -> Self {
        let kept = [("kind", kind.as_str()), ("q", q.as_str())];
        let address = |at: String| paging::address("/organizer/audit", &kept, &at);
        let every = (String::new(), page.t("audit-every-kind").to_owned());
        let (prev, next) = (found.prev.map(address), found.next.map(address));
        let word = |kind: &str| kind_key(kind).map_or_else(|| kind.to_owned(), |key| page.t(key).to_owned());
        let named = kinds.into_iter().map(|kind| (kind.clone(), word(&kind)));
        let kinds = choices(std::iter::once(every).chain(named), &kind);
        Self { page, q, kinds, rows: found.items, prev, next }
    }
}

/// The Fluent key of a kind of things.
fn kind_key(kind: &str) -> Option<&'static str> {
    Some(match kind {
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
        "sanction" => "audit-kind-sanction",
        "word" => "audit-kind-word",
        "zone" => "audit-kind-zone",
        _ => return None,
    })
}
