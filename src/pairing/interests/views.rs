//! Pages of interests.

use askama::Template;

use super::forms::MoveForm;
use super::model::{Interest, InterestState};
use super::queries::Listed;
use crate::accounts::organizations::OwnOrganization;
use crate::error::FieldErrors;
use crate::ids::{MeetingId, RoomId};
use crate::lifecycle::{Lifecycle as _, NamedMove};
use crate::pairing::Side;
use crate::pairing::projects::listing::ProjectRow;
use crate::pairing::projects::views::ProjectCard;
use crate::web::choice::{Choice, choices};
use crate::web::page::Page;
use crate::web::paging::{self, address};
use crate::web::timeline::{Entry, timeline};

/// What the page of an interest shows.
pub struct InterestView {
    /// The interest.
    pub interest: Interest,
    /// Its project.
    pub row: ProjectRow,
    /// The same as in lists.
    pub card: ProjectCard,
    /// The name of whose it is.
    pub guest: String,
    /// On which side the reader is.
    pub side: Side,
    /// The private room of the two.
    pub room: Option<RoomId>,
    /// Their open meeting.
    pub meeting: Option<MeetingId>,
    /// Who said "no thanks".
    pub refusals: Vec<Side>,
    /// What became of it.
    pub history: Vec<NamedMove>,
}

/// `/pairing/interests/{id}`.
#[derive(Template)]
#[template(path = "pairing/interest.html")]
pub struct InterestPage {
    page: Page,
    view: InterestView,
    entries: Vec<Entry>,
    form: MoveForm,
    errors: FieldErrors,
}

impl InterestPage {
    /// The page, with a move that was typed.
    pub fn new(page: Page, view: InterestView, form: MoveForm, errors: FieldErrors) -> Self {
        let key = |state: &str| state.parse::<InterestState>().ok().map(InterestState::key);
        Self { entries: timeline(&page, &view.history, key), page, view, form, errors }
    }

    fn is_host(&self) -> bool {
        self.view.side == Side::Host
    }

    fn may(&self, to: &str) -> bool {
        to.parse::<InterestState>().is_ok_and(|to| self.view.interest.state.may_become(to))
    }

    fn has_refused(&self) -> bool {
        self.view.refusals.contains(&self.view.side)
    }

    fn is_refused(&self) -> bool {
        !self.view.refusals.is_empty()
    }

    /// Whether the team may ask the guest for a meeting: while the interest is open or accepted.
    fn can_ask(&self) -> bool {
        let state = self.view.interest.state;
        let is_alive = state.is_open() || state == InterestState::Accepted;
        self.is_host() && is_alive && self.view.meeting.is_none() && !self.is_refused()
    }
}

/// An interest of one's own in a list.
pub struct OwnInterest {
    /// The interest.
    pub interest: Interest,
    /// The title of the project.
    pub title: String,
    /// The address of the project.
    pub slug: String,
}

fn states(page: &Page, chosen: Option<InterestState>) -> Vec<Choice> {
    let any = ("", page.t("interest-any-state"));
    let named = InterestState::ALL.iter().map(|state| (state.as_str(), page.t(state.key())));
    choices(std::iter::once(any).chain(named), chosen.map(InterestState::as_str).unwrap_or_default())
}

/// `/pairing/interests`.
#[derive(Template)]
#[template(path = "pairing/own_interests.html")]
pub struct OwnInterestsPage {
    page: Page,
    states: Vec<Choice>,
    rows: Vec<OwnInterest>,
    total: i64,
    prev: Option<String>,
    next: Option<String>,
}

impl OwnInterestsPage {
    /// The page.
    pub fn new(page: Page, state: Option<InterestState>, found: paging::Page<OwnInterest>) -> Self {
        let kept = [("state", state.map(InterestState::as_str).unwrap_or_default())];
        let at = |number: String| address("/pairing/interests", &kept, &number);
        Self {
            states: states(&page, state),
            total: i64::try_from(found.total.unwrap_or(0)).unwrap_or(0),
            prev: found.prev.map(at),
            next: found.next.map(at),
            rows: found.items,
            page,
        }
    }
}

/// `/organizations/{slug}/projects/{id}/interests`.
#[derive(Template)]
#[template(path = "pairing/project_interests.html")]
pub struct ProjectInterestsPage {
    page: Page,
    space: OwnOrganization,
    project: String,
    title: String,
    states: Vec<Choice>,
    q: String,
    rows: Vec<Listed>,
    total: i64,
    prev: Option<String>,
    next: Option<String>,
}

impl ProjectInterestsPage {
    /// The page.
    pub fn new(
        page: Page,
        (space, project, title): (OwnOrganization, String, String),
        (state, q): (Option<InterestState>, String),
        found: paging::Page<Listed>,
    ) -> Self {
        let path = format!("/organizations/{}/projects/{project}/interests", space.slug);
        let kept = [("state", state.map(InterestState::as_str).unwrap_or_default()), ("q", q.as_str())];
        let at = |number: String| address(&path, &kept, &number);
        Self {
            states: states(&page, state),
            total: i64::try_from(found.total.unwrap_or(0)).unwrap_or(0),
            prev: found.prev.map(at),
            next: found.next.map(at),
            rows: found.items,
            page,
            space,
            project,
            title,
            q,
        }
    }
}
