//! Pages of the programme's makers.

use askama::Template;
use chrono_tz::Tz;

use super::forms::{BODY_CHARS, ListForm, SessionForm};
use super::moves::Taken;
use crate::editions::history::{Step, steps};
use crate::error::FieldErrors;
use crate::forum::parts::model::{Part, PartKind};
use crate::forum::sessions::SessionCard;
use crate::forum::sessions::materials::Material;
use crate::forum::sessions::model::{Level, Session, SessionState, SessionText, text_in};
use crate::forum::speakers::model::Speaker;
use crate::ids::SessionId;
use crate::lifecycle::{Lifecycle, NamedMove};
use crate::web::choice::{Choice, choices, first_choice};
use crate::web::limits::IMAGE_BYTES;
use crate::web::page::Page;
use crate::web::{paging, standards};

/// `/organizer/programme`.
#[derive(Template)]
#[template(path = "forum/console.html")]
pub struct IndexPage {
    page: Page,
    form: ListForm,
    rows: Vec<(SessionId, SessionCard)>,
    states: Vec<Choice>,
    tracks: Vec<Choice>,
    total: i64,
    prev: Option<String>,
    next: Option<String>,
}

impl IndexPage {
    /// One piece of the list.
    pub fn new(
        page: Page,
        form: ListForm,
        found: paging::Page<()>,
        rows: Vec<(SessionId, SessionCard)>,
        parts: &[Part],
    ) -> Self {
        let address = |number: String| {
            let kept = [("q", form.q.as_str()), ("state", &form.state), ("track", &form.track)];
            paging::address("/organizer/programme", &kept, &number)
        };
        let any = || std::iter::once(first_choice(page.locale, "forum-any"));
        let states = SessionState::ALL.iter().map(|state| (state.as_str(), page.t(state.key())));
        Self {
            states: any().chain(choices(states, &form.state)).collect(),
            tracks: any().chain(choices(named(&page, parts, PartKind::Track), &form.track)).collect(),
            total: i64::try_from(found.total.unwrap_or(0)).unwrap_or(0),
            prev: found.prev.map(address),
            next: found.next.map(address),
            rows,
            form,
            page,
        }
    }

    fn is_narrow(&self) -> bool {
        [&self.form.q, &self.form.state, &self.form.track].iter().any(|value| !value.trim().is_empty())
    }
}

fn named(page: &Page, parts: &[Part], kind: PartKind) -> Vec<(String, String)> {
    let own = parts.iter().filter(|part| part.kind == kind);
    own.map(|part| (part.id.to_string(), part.name_in(page.locale).to_owned())).collect()
}

/// What the form's page is drawn from.
pub struct Found {
    /// The session; none for a new one.
    pub session: Option<Session>,
    /// Its texts.
    pub texts: Vec<SessionText>,
    /// Who speaks in it.
    pub speakers: Vec<Speaker>,
    /// Its materials.
    pub materials: Vec<Material>,
    /// Its moves, newest first.
    pub history: Vec<NamedMove>,
    /// Tracks and stages.
    pub parts: Vec<Part>,
    /// Everybody who may speak.
    pub everybody: Vec<Speaker>,
    /// The event's time zone.
    pub zone: Tz,
    /// The session that stands in the way.
    pub in_the_way: Option<SessionCard>,
}

/// What was typed, and why it was refused.
#[derive(Debug, Clone, Default)]
pub struct Typed {
    /// The session's form.
    pub form: Option<SessionForm>,
    /// The reason of a move.
    pub reason: String,
    /// What is wrong.
    pub errors: FieldErrors,
    /// What stands in the way.
    pub taken: Option<Taken>,
}

/// `/organizer/programme/new` and `/organizer/programme/{id}`.
#[derive(Template)]
#[template(path = "forum/session_form.html")]
pub struct EditPage {
    page: Page,
    session: Option<Session>,
    title: String,
    materials: Vec<Material>,
    history: Vec<Step>,
    in_the_way: Option<String>,
    languages: Vec<Choice>,
    levels: Vec<Choice>,
    tracks: Vec<Choice>,
    stages: Vec<Choice>,
    speakers: Vec<Choice>,
    zone_hint: String,
    form: SessionForm,
    present: Option<SessionForm>,
    reason: String,
    errors: FieldErrors,
}

impl EditPage {
    /// The form; where somebody else was faster, with what stands there.
    pub fn new(page: Page, found: Found, typed: Typed, is_conflict: bool) -> Self {
        let present = found.session.as_ref().map(|one| SessionForm::of(one, &found.texts, &found.speakers, found.zone));
        let form = match (typed.form, &present) {
            // Whoever has read what stands there now may save over it.
            (Some(form), Some(present)) if is_conflict => SessionForm { version: present.version.clone(), ..form },
            (Some(form), _) => form,
            (None, present) => present.clone().unwrap_or_default(),
        };
        let text = found.session.as_ref().and_then(|one| text_in(&found.texts, &one.id, page.locale));
        let languages = standards::languages(page.locale).iter().map(|(code, name)| (*code, *name));
        let levels = Level::ALL.iter().map(|level| (level.as_str(), page.t(level.key())));
        let none = || std::iter::once(first_choice(page.locale, "session-none-chosen"));
        let part = |kind, chosen: &str| none().chain(choices(named(&page, &found.parts, kind), chosen)).collect();
        Self {
            title: text.map(|text| text.title.clone()).unwrap_or_default(),
            in_the_way: in_the_way(&page, typed.taken.as_ref(), found.in_the_way.as_ref()),
            languages: choices(languages, &form.language),
            levels: choices(levels, &form.level),
            tracks: part(PartKind::Track, &form.track),
            stages: part(PartKind::Stage, &form.stage),
            speakers: speaker_choices(&page, found.everybody, &form.speaker),
            zone_hint: page.tf("zone-time-zone", &[("zone", found.zone.name())]),
            history: steps(found.history, SessionState::key),
            materials: found.materials,
            session: found.session,
            present: present.filter(|_| is_conflict),
            reason: typed.reason,
            errors: typed.errors,
            form,
            page,
        }
    }

    fn action(&self) -> String {
        let base = "/organizer/programme";
        self.session.as_ref().map_or_else(|| base.to_owned(), |one| format!("{base}/{}", one.id))
    }

    fn is_editable(&self) -> bool {
        self.session.as_ref().is_none_or(|one| one.state.is_editable())
    }

    /// Where it may go from here.
    fn moves(&self) -> Vec<SessionState> {
        let Some(session) = &self.session else { return Vec::new() };
        SessionState::ALL.iter().copied().filter(|to| session.state.may_become(*to)).collect()
    }

    fn most(&self) -> usize {
        BODY_CHARS
    }

    fn file_bytes(&self) -> usize {
        IMAGE_BYTES
    }
}

/// Those who are chosen first, in their order: the order of the form is the order of the page.
fn speaker_choices(page: &Page, everybody: Vec<Speaker>, chosen: &[String]) -> Vec<Choice> {
    let mut speakers: Vec<(Option<usize>, Speaker)> =
        everybody.into_iter().map(|one| (chosen.iter().position(|id| id == one.id.as_str()), one)).collect();
    speakers.sort_by_key(|(place, _)| place.unwrap_or(usize::MAX));
    let choice = |(place, one): (Option<usize>, Speaker)| {
        let affiliation = one.affiliation_in(page.locale);
        let label = if affiliation.is_empty() { one.name.clone() } else { format!("{} · {affiliation}", one.name) };
        Choice::new(one.id.to_string(), label, place.is_some())
    };
    speakers.into_iter().map(choice).collect()
}

/// What stands in the way, in words.
fn in_the_way(page: &Page, taken: Option<&Taken>, by: Option<&SessionCard>) -> Option<String> {
    let (taken, by) = (taken?, by?);
    let when = format!("{} {}", by.day, by.times);
    Some(match &taken.speaker {
        None => page.tf("session-stage-taken", &[("title", &by.title), ("when", &when), ("stage", &by.stage)]),
        Some(name) => page.tf("session-speaker-taken", &[("title", &by.title), ("when", &when), ("name", name)]),
    })
}
