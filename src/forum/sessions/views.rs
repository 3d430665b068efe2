//! The page of a session.

use askama::Template;

use super::cards::SessionCard;
use super::materials::Material;
use super::model::{Phase, Session, SessionState, SessionText, text_in};
use crate::chat::rooms::RoomPanel;
use crate::error::FieldErrors;
use crate::forum::attending::model::AttendanceKind;
use crate::forum::speakers::model::Speaker;
use crate::forum::streams::Stream;
use crate::forum::talk::TalkView;
use crate::ids::{QuestionId, RoomId};
use crate::lifecycle::NamedMove;
use crate::site::files::address;
use crate::site::initials;
use crate::web::markdown::{self, SafeHtml};
use crate::web::page::Page;

/// What the page is drawn from.
pub struct SessionView {
    /// The session.
    pub session: Session,
    /// The same as a list shows it.
    pub card: SessionCard,
    /// Its texts.
    pub texts: Vec<SessionText>,
    /// Who speaks.
    pub speakers: Vec<Speaker>,
    /// What can be downloaded.
    pub materials: Vec<Material>,
    /// Whether the reader attends or has bookmarked it.
    pub attendance: Option<AttendanceKind>,
    /// Whether the zone is open or will be: one may attend and change one's mind.
    pub takes_plans: bool,
    /// The last move of its lifecycle.
    pub last_move: Option<NamedMove>,
    /// Whether the reader makes the programme.
    pub may_manage: bool,
    /// Whether the reader speaks here.
    pub speaks: bool,
    /// Where it is seen.
    pub stream: Option<Stream>,
    /// The room, once there is one.
    pub room: Option<RoomPanel>,
}

/// What was typed on the page, and why it was refused.
#[derive(Debug, Clone, Default)]
pub struct Typed {
    /// What is wrong.
    pub errors: FieldErrors,
    /// What stands in the way in the reader's calendar, in words.
    pub clash: Option<String>,
    /// A question that could not be asked.
    pub question: String,
}

/// A speaker on the page: name, initials, photo, affiliation, address.
type SpeakerView = (String, String, Option<String>, String, String);

/// `/forum/sessions/{slug}`.
#[derive(Template)]
#[template(path = "forum/session.html")]
pub struct SessionPage {
    page: Page,
    view: SessionView,
    body: SafeHtml,
    speakers: Vec<SpeakerView>,
    talk: TalkView,
    stream: Option<Stream>,
    question: String,
    ask_key: String,
    clash: Option<String>,
    errors: FieldErrors,
}

impl SessionPage {
    /// The page.
    pub fn new(mut page: Page, mut view: SessionView, talk: TalkView, typed: Typed) -> Self {
        super::share::tell(&mut page, &view);
        let text = text_in(&view.texts, &view.session.id, page.locale);
        let speaker = |one: &Speaker| {
            let photo = one.photo_file_id.as_ref().map(|id| address(id, "photo"));
            let affiliation = one.affiliation_in(page.locale).to_owned();
            (one.name.clone(), initials(&one.name), photo, affiliation, one.link())
        };
        Self {
            body: markdown::render(text.map_or("", |text| &text.body)),
            speakers: view.speakers.iter().map(speaker).collect(),
            talk,
            stream: view.stream.take(),
            question: typed.question,
            ask_key: QuestionId::new().to_string(),
            clash: typed.clash,
            errors: typed.errors,
            view,
            page,
        }
    }

    /// Whether it goes on and there is nothing to watch.
    fn is_unstreamed(&self) -> bool {
        self.stream.is_none() && self.is_to_come() && self.view.card.phase == Phase::Live
    }

    /// Whether one may still attend.
    fn is_to_come(&self) -> bool {
        let is_on = self.view.session.state == SessionState::Confirmed && self.view.takes_plans;
        is_on && self.view.card.phase != Phase::Past
    }

    /// The room over which the reader hears of changes, where they may follow it.
    fn followed(&self) -> Option<&RoomId> {
        self.view.room.as_ref().filter(|room| !room.is_shut).map(|room| &room.id)
    }

    /// Whether the reader attends, or has bookmarked it.
    fn is(&self, kind: &str) -> bool {
        self.view.attendance.is_some_and(|own| own.as_str() == kind)
    }

    /// The moves that a speaker makes.
    fn own_moves(&self) -> Vec<SessionState> {
        match self.view.session.state {
            _ if !self.view.speaks => Vec::new(),
            SessionState::Submitted => vec![SessionState::Withdrawn],
            SessionState::Accepted => vec![SessionState::Confirmed, SessionState::Withdrawn],
            _ => Vec::new(),
        }
    }
}
