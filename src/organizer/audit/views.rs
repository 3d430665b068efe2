//! The page of the audit trail.

use askama::Template;

use super::queries::TrailEntry;
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
    /// One piece of the trail.
    pub fn new(page: Page, kinds: Vec<String>, kind: String, q: String, found: paging::Page<TrailEntry>) -> Self {
        let kept = [("kind", kind.as_str()), ("q", q.as_str())];
        let address = |at: String| paging::address("/organizer/audit", &kept, &at);
        let every = (String::new(), page.t("audit-every-kind").to_owned());
        let (prev, next) = (found.prev.map(address), found.next.map(address));
        let named = kinds.into_iter().map(|kind| (kind.clone(), kind));
        let kinds = choices(std::iter::once(every).chain(named), &kind);
        Self { page, q, kinds, rows: found.items, prev, next }
    }
}
