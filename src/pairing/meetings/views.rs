//! Pages of meetings.

use std::collections::HashMap;

use askama::Template;
use chrono_tz::Tz;

use super::forms::{MoveForm, TIMES_MOST, TimesForm};
use super::model::{Meeting, MeetingState};
use crate::calendar::Span;
use crate::calendar::offers::{Offered, Shown, in_words, offered_choices, places, there, when};
use crate::error::FieldErrors;
use crate::ids::{MeetingId, PersonId, ProjectId, RoomId};
use crate::lifecycle::{Lifecycle as _, NamedMove};
use crate::pairing::Side;
use crate::pairing::outcomes::model::{Outcome, OutcomeKind, OutcomeState};
use crate::pairing::projects::listing::ProjectRow;
use crate::pairing::projects::views::ProjectCard;
use crate::web::choice::{Choice, choices};
use crate::web::page::Page;
use crate::web::paging::{self, address};
use crate::web::timeline::{Entry, timeline};

/// A meeting in a list.
pub struct ListedMeeting {
    /// The meeting.
    pub meeting: Meeting,
    /// The title of the project.
    pub title: String,
    /// The name of the other.
    pub name: String,
}

impl ListedMeeting {
    /// As this person finds it.
    pub fn new(
        meeting: Meeting,
        me: &PersonId,
        titles: &HashMap<ProjectId, String>,
        names: &HashMap<PersonId, String>,
    ) -> Self {
        let side = if meeting.guest_id == *me { Side::Guest } else { Side::Host };
        Self {
            title: titles.get(&meeting.project_id).cloned().unwrap_or_default(),
            name: names.get(meeting.person_of(side.other())).cloned().unwrap_or_default(),
            meeting,
        }
    }
}

/// `/pairing/meetings`.
#[derive(Template)]
#[template(path = "pairing/meetings.html")]
pub struct MeetingsPage {
    page: Page,
    shown: Shown,
    waiting: i64,
    rows: Vec<ListedMeeting>,
    total: i64,
    prev: Option<String>,
    next: Option<String>,
}

impl MeetingsPage {
    /// The page.
    pub fn new(page: Page, shown: Shown, waiting: i64, found: paging::Page<ListedMeeting>) -> Self {
        let at = |number: String| address("/pairing/meetings", &[("show", shown.name())], &number);
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

    fn when(&self, meeting: &Meeting) -> String {
        meeting.span().map(|span| when(&self.page, span)).unwrap_or_default()
    }
}

/// What the page of a meeting shows.
pub struct MeetingView {
    /// The meeting.
    pub meeting: Meeting,
    /// Its project.
    pub row: ProjectRow,
    /// The same as in lists.
    pub card: ProjectCard,
    /// The name of the person from outside.
    pub guest: String,
    /// The name of who comes for the project.
    pub host: String,
    /// On which side the reader is.
    pub side: Side,
    /// The times that are proposed.
    pub times: Vec<Offered>,
    /// The private room of the two.
    pub room: Option<RoomId>,
    /// Who said "no thanks".
    pub refusals: Vec<Side>,
    /// What became of it.
    pub history: Vec<NamedMove>,
    /// What came of it.
    pub outcome: Option<Outcome>,
    /// The event's time zone.
    pub event_zone: Tz,
}

/// `/pairing/meetings/{id}`.
#[derive(Template)]
#[template(path = "pairing/meeting.html")]
pub struct MeetingPage {
    page: Page,
    view: MeetingView,
    entries: Vec<Entry>,
    form: MoveForm,
    errors: FieldErrors,
}

impl MeetingPage {
    /// The page, with a move that was typed.
    pub fn new(page: Page, view: MeetingView, form: MoveForm, errors: FieldErrors) -> Self {
        let key = |state: &str| state.parse::<MeetingState>().ok().map(MeetingState::key);
        Self { entries: timeline(&page, &view.history, key), page, view, form, errors }
    }

    fn other(&self) -> &str {
        if self.view.side == Side::Guest { &self.view.host } else { &self.view.guest }
    }

    fn is_my_turn(&self) -> bool {
        self.view.meeting.state.waits() && self.view.meeting.turn == self.view.side
    }

    fn when(&self, span: &Span) -> String {
        when(&self.page, *span)
    }

    fn there(&self, span: &Span) -> String {
        there(&self.page, *span, self.view.event_zone)
    }

    /// The times that can be chosen, with what is known of both calendars.
    fn times(&self) -> Vec<Choice> {
        offered_choices(&self.page, &self.view.times, self.view.event_zone, "")
    }

    fn may(&self, to: MeetingState) -> bool {
        let (meeting, side) = (&self.view.meeting, self.view.side);
        let has_begun = meeting.starts_at.is_some_and(|starts_at| starts_at <= self.page.now);
        meeting.state.may_become(to)
            && match to {
                MeetingState::Declined => meeting.turn == side,
                MeetingState::Cancelled => {
                    if meeting.state.waits() {
                        meeting.asked_by == side
                    } else {
                        !has_begun
                    }
                }
                MeetingState::Held | MeetingState::NoShow => has_begun,
                _ => meeting.turn == side,
            }
    }

    fn can_decline(&self) -> bool {
        self.may(MeetingState::Declined)
    }

    fn can_counter(&self) -> bool {
        self.may(MeetingState::CounterProposed)
    }

    fn can_cancel(&self) -> bool {
        self.may(MeetingState::Cancelled)
    }

    fn can_say_held(&self) -> bool {
        self.may(MeetingState::Held)
    }

    fn has_refused(&self) -> bool {
        self.view.refusals.contains(&self.view.side)
    }

    /// Whether something may be recorded: after it was held, by either side, once.
    fn can_record(&self) -> bool {
        self.view.meeting.state == MeetingState::Held && self.view.outcome.is_none()
    }

    /// Whether the reader decides about what the other side recorded.
    fn can_decide(&self) -> bool {
        self.view.outcome.as_ref().is_some_and(|outcome| {
            outcome.state == OutcomeState::Recorded && outcome.is_of_side(&self.view.meeting) != Some(self.view.side)
        })
    }

    fn outcome_kinds(&self) -> Vec<Choice> {
        choices(OutcomeKind::OF_MEETINGS.iter().map(|kind| (kind.as_str(), self.page.t(kind.key()))), "")
    }
}

impl TimesForm {
    /// What an empty form begins with.
    pub fn fresh() -> Self {
        Self { key: MeetingId::new().to_string(), ..Self::default() }
    }
}

/// The form that proposes times.
#[derive(Template)]
#[template(path = "pairing/times.html")]
pub struct TimesPage {
    /// The frame.
    pub page: Page,
    /// The title of the project.
    pub title: String,
    /// Where the form goes.
    pub action: String,
    /// What was typed.
    pub form: TimesForm,
    /// What is wrong.
    pub errors: FieldErrors,
    /// When the reader is busy, in words.
    pub mine: Vec<String>,
    /// When the other is, without what it is.
    pub theirs: Vec<String>,
    /// Minutes of a meeting.
    pub slot_minutes: i64,
    /// The event's time zone, where it is another than the reader's.
    pub event_zone: Option<&'static str>,
    /// Whether it answers a request.
    pub is_counter: bool,
}

impl TimesPage {
    /// The page.
    pub fn new(
        page: Page,
        (title, action): (String, String),
        form: TimesForm,
        errors: FieldErrors,
        (mine, theirs): (&[Span], &[Span]),
    ) -> Self {
        let (mine, theirs) = (in_words(&page, mine), in_words(&page, theirs));
        Self { page, title, action, form, errors, mine, theirs, slot_minutes: 0, event_zone: None, is_counter: false }
    }

    fn places(&self) -> Vec<(i64, String)> {
        places(&self.form.time, TIMES_MOST)
    }
}
