//! Pages of fairs in the console.

use askama::Template;
use chrono_tz::Tz;

use super::forms::{FairForm, PartsForm};
use super::model::{Fair, FairStage, FairState, FairText, Part, PartState};
use super::views::{FairCard, stage_choices};
use crate::editions::history::{Step, steps};
use crate::error::FieldErrors;
use crate::lifecycle::NamedMove;
use crate::recruitment::postings::PostingCard;
use crate::site::files;
use crate::web::choice::{Choice, choices};
use crate::web::page::Page;
use crate::web::paging;

/// `/organizer/fairs`.
#[derive(Template)]
#[template(path = "recruitment/console_fairs.html")]
pub struct IndexPage {
    page: Page,
    q: String,
    stages: Vec<Choice>,
    is_narrow: bool,
    cards: Vec<FairCard>,
    total: i64,
    prev: Option<String>,
    next: Option<String>,
}

impl IndexPage {
    /// One piece of the list.
    pub fn new(page: Page, stage: Option<FairStage>, q: String, found: paging::Page<FairCard>) -> Self {
        let chosen = stage.map_or("", FairStage::as_str);
        let address = |number: String| paging::address("/organizer/fairs", &[("stage", chosen), ("q", &q)], &number);
        Self {
            stages: stage_choices(&page, FairStage::ALL, chosen),
            is_narrow: stage.is_some() || !q.trim().is_empty(),
            total: i64::try_from(found.total.unwrap_or(0)).unwrap_or(0),
            prev: found.prev.map(address),
            next: found.next.map(address),
            cards: found.items,
            q,
            page,
        }
    }
}

/// A fair as its organizers see it.
pub struct ConsoleFair {
    /// The fair.
    pub fair: Fair,
    /// Its card.
    pub card: FairCard,
    /// Its texts.
    pub texts: Vec<FairText>,
    /// Its moves, newest first.
    pub moves: Vec<NamedMove>,
}

/// `/organizer/fairs/new` and `/organizer/fairs/{id}`.
#[derive(Template)]
#[template(path = "recruitment/console_fair.html")]
pub struct EditPage {
    page: Page,
    time_zone_hint: String,
    fair: Option<Fair>,
    card: Option<FairCard>,
    picture: Option<String>,
    history: Vec<Step>,
    form: FairForm,
    present: Option<FairForm>,
    reason: String,
    errors: FieldErrors,
}

impl EditPage {
    /// The form with what was typed; `present` is what stands there where somebody else was faster.
    pub fn new(
        page: Page,
        zone: Tz,
        found: Option<ConsoleFair>,
        (form, present): (FairForm, Option<FairForm>),
        reason: String,
        errors: FieldErrors,
    ) -> Self {
        let (fair, card, moves) = match found {
            Some(found) => (Some(found.fair), Some(found.card), found.moves),
            None => (None, None, Vec::new()),
        };
        let picture = fair.as_ref().and_then(|fair| fair.picture_file_id.as_ref());
        Self {
            time_zone_hint: page.tf("zone-time-zone", &[("zone", zone.name())]),
            picture: picture.map(|id| files::address(id, "fair")),
            history: steps(moves, FairState::key),
            fair,
            card,
            form,
            present,
            reason,
            errors,
            page,
        }
    }

    fn action(&self) -> String {
        let base = "/organizer/fairs";
        self.fair.as_ref().map_or_else(|| base.to_owned(), |fair| format!("{base}/{}", fair.id))
    }

    fn is(&self, stage: FairStage) -> bool {
        self.card.as_ref().is_some_and(|card| card.stage == stage)
    }

    fn can_cancel(&self) -> bool {
        self.card.as_ref().is_some_and(|card| card.stage.takes_postings())
    }

    /// The most bytes of a picture.
    fn picture_bytes(&self) -> usize {
        crate::web::limits::IMAGE_BYTES
    }
}

/// A posting that was brought to a fair.
pub struct PartRow {
    /// Its part.
    pub part: Part,
    /// Its card.
    pub card: PostingCard,
}

/// `/organizer/fairs/{id}/postings`.
#[derive(Template)]
#[template(path = "recruitment/console_fair_postings.html")]
pub struct PartsPage {
    page: Page,
    fair: FairCard,
    q: String,
    states: Vec<Choice>,
    is_narrow: bool,
    rows: Vec<PartRow>,
    total: i64,
    prev: Option<String>,
    next: Option<String>,
}

impl PartsPage {
    /// One piece of the list.
    pub fn new(page: Page, fair: FairCard, form: PartsForm, found: paging::Page<PartRow>) -> Self {
        let state: Option<PartState> = form.state.parse().ok();
        let chosen = state.map_or("", PartState::as_str);
        let path = format!("/organizer/fairs/{}/postings", fair.id);
        let address = |number: String| paging::address(&path, &[("state", chosen), ("q", &form.q)], &number);
        let any = ("", page.t("organizer-every-state"));
        let named = PartState::ALL.iter().map(|state| (state.as_str(), page.t(state.key())));
        Self {
            states: choices(std::iter::once(any).chain(named), chosen),
            is_narrow: state.is_some() || !form.q.trim().is_empty(),
            total: i64::try_from(found.total.unwrap_or(0)).unwrap_or(0),
            prev: found.prev.map(&address),
            next: found.next.map(&address),
            rows: found.items,
            q: form.q,
            fair,
            page,
        }
    }
}

/// `/organizer/fairs/{id}/postings/{posting}`.
#[derive(Template)]
#[template(path = "recruitment/console_fair_posting.html")]
pub struct PartPage {
    /// The frame.
    pub page: Page,
    /// The fair.
    pub fair: FairCard,
    /// The posting with its part.
    pub row: PartRow,
    /// Its moves, newest first.
    pub history: Vec<Step>,
    /// The reason that was typed.
    pub reason: String,
    /// What is wrong.
    pub errors: FieldErrors,
}

impl PartPage {
    fn action(&self, rest: &str) -> String {
        format!("/organizer/fairs/{}/postings/{}/{rest}", self.fair.id, self.row.part.posting_id)
    }

    fn is(&self, state: PartState) -> bool {
        self.row.part.state == state
    }
}
