//! The pages of whoever asks.

use askama::Template;

use super::forms::{EnquiryForm, MessageForm, RatingForm};
use super::model::{Enquiry, EnquiryState, Entry, EntryKind};
use super::queries::History;
use crate::error::FieldErrors;
use crate::ids::PersonId;
use crate::service::hours::DeskSign;
use crate::service::topics::topic_choices;
use crate::site::attached::FileView;
use crate::site::initials;
use crate::web::choice::{Choice, choices};
use crate::web::dates;
use crate::web::page::Page;
use crate::web::paging::{self, address};

/// `/service/enquiries/new`.
#[derive(Template)]
#[template(path = "service/new_enquiry.html")]
pub struct NewEnquiryPage {
    /// The frame.
    pub page: Page,
    /// The form as typed.
    pub form: EnquiryForm,
    /// When the desk is open.
    pub sign: DeskSign,
    /// Whether one may talk with the desk now.
    pub can_talk: bool,
    /// What is wrong in it.
    pub errors: FieldErrors,
}

impl NewEnquiryPage {
    fn topics(&self) -> Vec<Choice> {
        topic_choices(&self.page, &self.form.topic, "form-choose")
    }

    /// The page it is about, readable.
    fn about(&self) -> String {
        shown_path(&self.form.about)
    }
}

/// A path as people read it.
pub fn shown_path(path: &str) -> String {
    percent_encoding::percent_decode_str(path).decode_utf8_lossy().into_owned()
}

/// An entry as a page shows it.
#[derive(Debug, Clone)]
pub struct EntryLine {
    /// `message`, `answer`, `note`, `move` or `talk`.
    pub kind: &'static str,
    /// Who; the desk where it is not said who.
    pub author: String,
    /// One or two letters of that.
    pub initials: String,
    /// The words of a message, or the sentence of a move.
    pub text: String,
    /// What came with it.
    pub files: Vec<FileView>,
    /// The address of the room of a conversation.
    pub room: Option<String>,
    /// When, in words.
    pub at: String,
    /// When, for machines.
    pub iso: String,
}

/// The Fluent key of a move, as whoever asked or the desk reads it; none for what is not told.
fn move_key(to: &str, is_desk: bool) -> Option<&'static str> {
    match (to.parse::<EnquiryState>().ok()?, is_desk) {
        (EnquiryState::Open, _) => Some("enquiry-move-open"),
        (EnquiryState::Resolved, _) => Some("enquiry-move-resolved"),
        (EnquiryState::Closed, _) => Some("enquiry-move-closed"),
        (EnquiryState::Merged, _) => Some("enquiry-move-merged"),
        (EnquiryState::Pending, true) => Some("enquiry-move-pending"),
        (EnquiryState::Snoozed, true) => Some("enquiry-move-snoozed"),
        (EnquiryState::New | EnquiryState::Pending | EnquiryState::Snoozed, _) => None,
    }
}

/// The history as lines; `is_desk` for agents, who see every move. The addresses of files begin with `files_at`.
pub fn lines(page: &Page, enquiry: &Enquiry, history: &History, is_desk: bool, files_at: &str) -> Vec<EntryLine> {
    let of = |(entry, name): &(Entry, Option<String>)| {
        let files = history.files.get(&entry.id).into_iter().flatten();
        let files = files.map(|file| FileView::at(file, files_at.to_owned())).collect();
        let line = line(page, enquiry, (entry, name.as_deref()), is_desk)?;
        Some(EntryLine { files, ..line })
    };
    history.entries.iter().filter_map(of).collect()
}

fn line(page: &Page, enquiry: &Enquiry, (entry, name): (&Entry, Option<&str>), is_desk: bool) -> Option<EntryLine> {
    let is_requester = is_of_requester(entry, enquiry.person_id.as_ref());
    let author = match (entry.kind, name) {
        (EntryKind::Message, _) => enquiry.name.clone(),
        (EntryKind::Answer, Some(name)) => name.to_owned(),
        (EntryKind::Move, None) if is_requester && entry.to_state != "closed" => enquiry.name.clone(),
        (EntryKind::Move | EntryKind::Note | EntryKind::Talk, Some(name)) if is_desk || is_requester => name.to_owned(),
        _ => page.t("enquiry-desk").to_owned(),
    };
    let text = match entry.kind {
        EntryKind::Message | EntryKind::Answer | EntryKind::Note => entry.body.clone(),
        EntryKind::Talk => page.t("enquiry-talk").to_owned(),
        EntryKind::Move => {
            let sentence = page.t(move_key(&entry.to_state, is_desk)?);
            if entry.body.is_empty() { sentence.to_owned() } else { format!("{sentence} {}", entry.body) }
        }
    };
    Some(EntryLine {
        kind: entry.kind.as_str(),
        initials: initials(&author),
        author,
        text,
        files: Vec::new(),
        room: entry.room_id.as_ref().map(|room| format!("/requests/{room}")),
        at: page.date_time(&entry.created_at),
        iso: dates::machine(entry.created_at),
    })
}

fn is_of_requester(entry: &Entry, person: Option<&PersonId>) -> bool {
    entry.kind == EntryKind::Message || (person.is_some() && entry.person_id.as_ref() == person)
}

/// `/service/enquiries/{id}` and `/service/letters/{id}`.
#[derive(Template)]
#[template(path = "service/enquiry.html")]
pub struct EnquiryPage {
    page: Page,
    path: String,
    enquiry: Enquiry,
    lines: Vec<EntryLine>,
    message: MessageForm,
    rating: RatingForm,
    can_talk: bool,
    errors: FieldErrors,
}

impl EnquiryPage {
    /// The page with what was typed on it.
    pub fn new(
        page: Page,
        (path, enquiry, history): (String, Enquiry, History),
        (message, rating): (MessageForm, RatingForm),
        can_talk: bool,
        errors: FieldErrors,
    ) -> Self {
        let files_at = if is_letter(&path) { path.as_str() } else { "" };
        let lines = lines(&page, &enquiry, &history, false, files_at);
        Self { lines, page, path, enquiry, message, rating, can_talk, errors }
    }

    fn state(&self) -> EnquiryState {
        self.enquiry.state.as_told()
    }

    /// Whether they come by a link and have no list of their own.
    fn is_letter(&self) -> bool {
        is_letter(&self.path)
    }

    fn can_resolve(&self) -> bool {
        EnquiryState::ALIVE.contains(&self.enquiry.state)
    }

    fn stars(&self) -> Vec<Choice> {
        let named = (1..=5).rev().map(|stars: i64| (stars.to_string(), self.page.tn("enquiry-stars", stars)));
        choices(named, &self.rating.stars)
    }
}

fn is_letter(path: &str) -> bool {
    path.starts_with("/service/letters/")
}

/// `/service/enquiries`.
#[derive(Template)]
#[template(path = "service/enquiries.html")]
pub struct EnquiriesPage {
    page: Page,
    states: Vec<Choice>,
    q: String,
    is_narrowed: bool,
    rows: Vec<Enquiry>,
    total: i64,
    prev: Option<String>,
    next: Option<String>,
}

impl EnquiriesPage {
    /// The page.
    pub fn new(page: Page, state: Option<EnquiryState>, q: String, found: paging::Page<Enquiry>) -> Self {
        let chosen = state.map_or("", EnquiryState::as_str);
        let kept = [("q", q.as_str()), ("state", chosen)];
        let at = |number: String| address("/service/enquiries", &kept, &number);
        let told =
            EnquiryState::ALL.iter().filter(|state| !matches!(state, EnquiryState::Snoozed | EnquiryState::Merged));
        let any = std::iter::once(("", page.t("service-any-state")));
        Self {
            states: choices(any.chain(told.map(|state| (state.as_str(), page.t(state.key())))), chosen),
            is_narrowed: !q.is_empty() || state.is_some(),
            total: i64::try_from(found.total.unwrap_or(0)).unwrap_or(0),
            prev: found.prev.map(at),
            next: found.next.map(at),
            rows: found.items,
            q,
            page,
        }
    }
}
