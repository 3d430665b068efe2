//! Pages of interviews.

use askama::Template;
use chrono_tz::Tz;

use super::forms::{MoveForm, SLOTS_MOST, SlotsForm, WishForm};
use super::model::{Interview, InterviewState, Party, PlaceKind};
use super::queries::InterviewRow;
use super::telling::word_place;
use crate::calendar::Span;
use crate::calendar::offers::{Offered, Shown, in_words, offered_choices, places, there, when};
use crate::error::FieldErrors;
use crate::ids::{InterviewId, RoomId};
use crate::lifecycle::NamedMove;
use crate::web::choice::{Choice, choices};
use crate::web::page::Page;
use crate::web::paging::{self, address};
use crate::web::timeline::{Entry, timeline};

/// An interview in a list.
#[derive(Debug, Clone)]
pub struct ListedInterview {
    /// The interview.
    pub interview: Interview,
    /// The title of the posting.
    pub title: String,
    /// The organization, or the applicant.
    pub name: String,
}

/// `/me/interviews`.
#[derive(Template)]
#[template(path = "recruitment/interviews.html")]
pub struct InterviewsPage {
    page: Page,
    shown: Shown,
    waiting: i64,
    rows: Vec<ListedInterview>,
    total: i64,
    prev: Option<String>,
    next: Option<String>,
}

impl InterviewsPage {
    /// The page.
    pub fn new(page: Page, shown: Shown, waiting: i64, found: paging::Page<ListedInterview>) -> Self {
        let at = |number: String| address("/me/interviews", &[("show", shown.name())], &number);
        Self {
            total: i64::try_from(found.total.unwrap_or(0)).unwrap_or(0),
            prev: found.prev.map(at),
            next: found.next.map(at),
            rows: found.items,
            page,
            shown,
            waiting,
        }
    }

    fn is(&self, show: &str) -> bool {
        self.shown.name() == show
    }

    fn when(&self, interview: &Interview) -> String {
        interview.span().map(|span| when(&self.page, span)).unwrap_or_default()
    }
}

/// An interview on the pages of its application.
#[derive(Debug, Clone)]
pub struct InterviewLine {
    /// Its page.
    pub href: String,
    /// Its state.
    pub state: InterviewState,
    /// When; none while no time is fixed.
    pub span: Option<Span>,
    /// Whether the reader is to act.
    pub is_my_turn: bool,
}

impl InterviewLine {
    /// Those of an application as this side finds them.
    pub fn list(interviews: &[Interview], side: Party) -> Vec<Self> {
        let line = |one: &Interview| Self {
            href: one.link(),
            state: one.state,
            span: one.span(),
            is_my_turn: one.has_turn(side),
        };
        interviews.iter().map(line).collect()
    }

    /// When it is, on the reader's clocks.
    pub fn when(&self, page: &Page) -> String {
        self.span.map(|span| when(page, span)).unwrap_or_default()
    }

    /// Whether it may still take place.
    pub fn is_open(&self) -> bool {
        InterviewState::OPEN.contains(&self.state)
    }
}

/// What the page of an interview shows.
pub struct InterviewView {
    /// The interview with what it is about.
    pub row: InterviewRow,
    /// On which side the reader is.
    pub side: Party,
    /// The title of the posting.
    pub title: String,
    /// The applicant.
    pub applicant: String,
    /// The recruiter who comes; empty where nobody does.
    pub host: String,
    /// The times on offer.
    pub times: Vec<Offered>,
    /// The room of the application.
    pub room: Option<RoomId>,
    /// What became of it.
    pub history: Vec<NamedMove>,
    /// The event's time zone.
    pub event_zone: Tz,
}

/// What was typed on the page of an interview.
#[derive(Debug, Clone, Default)]
pub struct Typed {
    /// The time that was chosen.
    pub time: String,
    /// The wish for another.
    pub wish: WishForm,
    /// A move.
    pub step: MoveForm,
    /// What is wrong.
    pub errors: FieldErrors,
}

/// `/recruitment/interviews/{id}`.
#[derive(Template)]
#[template(path = "recruitment/interview.html")]
pub struct InterviewPage {
    page: Page,
    view: InterviewView,
    entries: Vec<Entry>,
    typed: Typed,
}

impl InterviewPage {
    /// The page, with what was typed.
    pub fn new(page: Page, view: InterviewView, typed: Typed) -> Self {
        let key = |state: &str| state.parse::<InterviewState>().ok().map(InterviewState::key);
        Self { entries: timeline(&page, &view.history, key), page, view, typed }
    }

    fn one(&self) -> &Interview {
        &self.view.row.0
    }

    fn is_applicant(&self) -> bool {
        self.view.side == Party::Applicant
    }

    fn other(&self) -> &str {
        if self.is_applicant() { self.view.row.3.name_in(self.page.locale) } else { &self.view.applicant }
    }

    fn application(&self) -> String {
        match self.view.side {
            Party::Applicant => format!("/me/applications/{}", self.one().application_id),
            Party::Team => {
                format!("/organizations/{}/applications/{}", self.view.row.3.slug, self.one().application_id)
            }
        }
    }

    fn is_my_turn(&self) -> bool {
        self.one().has_turn(self.view.side)
    }

    fn when(&self, span: &Span) -> String {
        when(&self.page, *span)
    }

    fn there(&self, span: &Span) -> String {
        there(&self.page, *span, self.view.event_zone)
    }

    fn times(&self) -> Vec<Choice> {
        offered_choices(&self.page, &self.view.times, self.view.event_zone, &self.typed.time)
    }

    fn place(&self) -> String {
        word_place(self.one(), self.page.locale)
    }

    fn is_call(&self) -> bool {
        self.one().place_kind == PlaceKind::Link
    }

    fn can_wish(&self) -> bool {
        self.is_applicant() && self.one().may_ask(Party::Applicant, self.page.now)
    }

    fn can_offer(&self) -> bool {
        !self.is_applicant() && self.one().may_ask(Party::Team, self.page.now)
    }

    fn can_cancel(&self) -> bool {
        self.one().may_cancel(self.page.now)
    }

    fn can_say_held(&self) -> bool {
        let is_scheduled = self.one().state == InterviewState::Scheduled;
        !self.is_applicant() && is_scheduled && self.one().has_begun(self.page.now)
    }
}

impl SlotsForm {
    /// What an empty form begins with.
    pub fn fresh() -> Self {
        Self {
            minutes: "30".into(),
            place_kind: PlaceKind::Room.to_string(),
            key: InterviewId::new().to_string(),
            ..Self::default()
        }
    }

    /// The form as an interview that stands fills it in.
    pub fn of(interview: &Interview) -> Self {
        Self {
            minutes: interview.span().map_or(30, |span| (span.ends_at - span.starts_at).num_minutes()).to_string(),
            place_kind: interview.place_kind.to_string(),
            place: interview.place.clone(),
            version: interview.version.to_string(),
            ..Self::default()
        }
    }
}

/// The form that offers times.
#[derive(Template)]
#[template(path = "recruitment/interview_slots.html")]
pub struct SlotsPage {
    page: Page,
    /// The applicant and the title of the posting.
    about: (String, String),
    action: String,
    form: SlotsForm,
    errors: FieldErrors,
    mine: Vec<String>,
    theirs: Vec<String>,
    event_zone: Option<&'static str>,
    /// What the applicant said about other times; may be empty.
    wish: String,
}

impl SlotsPage {
    /// The page.
    pub fn new(
        page: Page,
        (about, action): ((String, String), String),
        (form, errors): (SlotsForm, FieldErrors),
        (mine, theirs): (&[Span], &[Span]),
        (event_zone, wish): (Tz, String),
    ) -> Self {
        let (mine, theirs) = (in_words(&page, mine), in_words(&page, theirs));
        let event_zone = (event_zone != page.time_zone).then(|| event_zone.name());
        Self { page, about, action, form, errors, mine, theirs, event_zone, wish }
    }

    fn places(&self) -> Vec<(i64, String)> {
        places(&self.form.time, SLOTS_MOST)
    }

    fn kinds(&self) -> Vec<Choice> {
        choices(PlaceKind::ALL.iter().map(|kind| (kind.as_str(), self.page.t(kind.key()))), &self.form.place_kind)
    }
}
