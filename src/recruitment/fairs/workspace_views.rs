//! Pages of an organization about fairs.

use askama::Template;

use super::forms::FairsForm;
use super::model::{FairStage, Part, PartState};
use super::views::{FairCard, stage_choices};
use crate::ids::PostingId;
use crate::recruitment::postings::PostingCard;
use crate::recruitment::postings::model::OwnEmployer;
use crate::web::choice::Choice;
use crate::web::page::Page;
use crate::web::paging;

/// A fair with how many of the organization's postings are part of it.
pub struct OwnFair {
    /// The fair.
    pub card: FairCard,
    /// Postings of the organization, live or not.
    pub own: i64,
}

/// `/organizations/{slug}/fairs`.
#[derive(Template)]
#[template(path = "recruitment/own_fairs.html")]
pub struct OwnFairsPage {
    page: Page,
    employer: OwnEmployer,
    q: String,
    stages: Vec<Choice>,
    is_narrow: bool,
    rows: Vec<OwnFair>,
    total: i64,
    prev: Option<String>,
    next: Option<String>,
}

impl OwnFairsPage {
    /// One piece of the list.
    pub fn new(page: Page, employer: OwnEmployer, form: FairsForm, found: paging::Page<OwnFair>) -> Self {
        let stage = form.stage(&FairStage::PUBLIC);
        let chosen = stage.map_or("", FairStage::as_str);
        let path = format!("/organizations/{}/fairs", employer.slug);
        let address = |number: String| paging::address(&path, &[("stage", chosen), ("q", &form.q)], &number);
        Self {
            stages: stage_choices(&page, &FairStage::PUBLIC, chosen),
            is_narrow: stage.is_some() || !form.q.trim().is_empty(),
            total: i64::try_from(found.total.unwrap_or(0)).unwrap_or(0),
            prev: found.prev.map(&address),
            next: found.next.map(&address),
            rows: found.items,
            q: form.q,
            employer,
            page,
        }
    }
}

/// A posting of the organization with its part in a fair.
pub struct OwnPart {
    /// Its id.
    pub posting: PostingId,
    /// Its card.
    pub card: PostingCard,
    /// Whether it is live, so that it can be brought.
    pub is_live: bool,
    /// Its part, where it was ever brought there.
    pub part: Option<Part>,
}

impl OwnPart {
    /// The state of its part.
    pub fn state(&self) -> Option<PartState> {
        self.part.as_ref().map(|part| part.state)
    }

    /// Whether it can be brought there.
    pub fn can_be_brought(&self) -> bool {
        self.is_live && matches!(self.state(), None | Some(PartState::Withdrawn))
    }

    /// Whether it is part of the fair.
    pub fn is_listed(&self) -> bool {
        self.state() == Some(PartState::Listed)
    }
}

/// `/organizations/{slug}/fairs/{id}`.
#[derive(Template)]
#[template(path = "recruitment/own_fair.html")]
pub struct OwnFairPage {
    page: Page,
    employer: OwnEmployer,
    fair: FairCard,
    q: String,
    rows: Vec<OwnPart>,
    total: i64,
    prev: Option<String>,
    next: Option<String>,
}

impl OwnFairPage {
    /// One piece of the list.
    pub fn new(page: Page, employer: OwnEmployer, fair: FairCard, q: String, found: paging::Page<OwnPart>) -> Self {
        let path = format!("/organizations/{}/fairs/{}", employer.slug, fair.id);
        let address = |number: String| paging::address(&path, &[("q", &q)], &number);
        Self {
            total: i64::try_from(found.total.unwrap_or(0)).unwrap_or(0),
            prev: found.prev.map(&address),
            next: found.next.map(&address),
            rows: found.items,
            q,
            employer,
            fair,
            page,
        }
    }

    fn path(&self) -> String {
        format!("/organizations/{}/fairs/{}", self.employer.slug, self.fair.id)
    }
}
