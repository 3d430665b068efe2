//! The pages of private rooms.

use askama::Template;

use super::forms::{ContactForm, Wanted};
use super::queries::{Conversation, FoundMessage};
use crate::chat::messages::queries::shown_or_key;
use crate::chat::messages::views::link_to_seq;
use crate::chat::rooms::people::Companion;
use crate::chat::rooms::views::name_or_gone;
use crate::error::FieldErrors;
use crate::ids::PersonId;
use crate::site::initials;
use crate::web::choice::Choice;
use crate::web::page::Page;
use crate::web::paging::{self, address};
use crate::web::text::{clip, one_line};

/// How much of a message a list shows, in characters.
const SHOWN_CHARS: usize = 160;

/// What the list of conversations shows.
#[derive(Debug)]
pub enum List {
    /// Conversations.
    Conversations(paging::Page<Conversation>),
    /// Messages with certain words.
    Found(paging::Page<FoundMessage>),
    /// Whom the reader does not want to hear from.
    Blocked(Vec<Companion>),
}

/// A line of the list.
#[derive(Debug)]
pub struct Row {
    href: String,
    title: String,
    initials: String,
    author: String,
    text: String,
    at: String,
    unread: i64,
}

/// `/me/messages`.
#[derive(Template)]
#[template(path = "chat/conversations.html")]
pub struct ConversationsPage {
    page: Page,
    wanted: Wanted,
    rows: Vec<Row>,
    blocked: Vec<Companion>,
    total: i64,
    prev: Option<String>,
    next: Option<String>,
}

impl ConversationsPage {
    /// The page of a list of this person's.
    pub fn new(page: Page, me: &PersonId, wanted: Wanted, list: List) -> Self {
        let link = |number: &String| address("/me/messages", &[("q", &wanted.q), ("show", &wanted.show)], number);
        let (rows, blocked) = match list {
            List::Conversations(found) => (found.map(|one| conversation_row(&page, me, &one)), Vec::new()),
            List::Found(found) => (found.map(|one| found_row(&page, &one)), Vec::new()),
            List::Blocked(blocked) => (paging::Page::whole(Vec::new()), blocked),
        };
        Self {
            prev: rows.prev.as_ref().map(link),
            next: rows.next.as_ref().map(link),
            total: rows.total.and_then(|total| i64::try_from(total).ok()).unwrap_or(0),
            rows: rows.items,
            blocked,
            page,
            wanted,
        }
    }

    /// Which of the three lists is shown.
    fn shows(&self) -> &str {
        match (self.wanted.q.trim(), self.wanted.show.as_str()) {
            ("", show @ ("unread" | "blocked")) => show,
            ("", _) => "all",
            _ => "found",
        }
    }
}

fn conversation_row(page: &Page, me: &PersonId, one: &Conversation) -> Row {
    Row {
        href: one.kind.address(&one.room),
        title: name_or_gone(page.locale, &one.name),
        initials: initials(&one.name),
        author: if one.person == *me { page.t("direct-you").to_owned() } else { String::new() },
        text: match shown_or_key(&one.state, &one.body, one.file_count) {
            Ok(body) => clip(&one_line(body), SHOWN_CHARS),
            Err(key) => page.t(key).to_owned(),
        },
        at: page.relative(&one.at),
        unread: one.unread(),
    }
}

fn found_row(page: &Page, one: &FoundMessage) -> Row {
    Row {
        href: link_to_seq(&one.room, one.seq),
        title: name_or_gone(page.locale, &one.room_name),
        initials: initials(&one.room_name),
        author: one.author.clone(),
        text: match shown_or_key("visible", &one.body, one.file_count) {
            Ok(body) => clip(&one_line(body), SHOWN_CHARS),
            Err(key) => page.t(key).to_owned(),
        },
        at: page.relative(&one.at),
        unread: 0,
    }
}

/// `/rooms/new`.
#[derive(Template)]
#[template(path = "chat/new_room.html")]
pub struct ContactPage {
    page: Page,
    form: ContactForm,
    /// The one who is written to, where it is one.
    other: Option<Companion>,
    people: Vec<Choice>,
    errors: FieldErrors,
}

impl ContactPage {
    /// The page of the form; `offered` are those it may be sent to.
    pub fn new(page: Page, form: ContactForm, offered: Vec<Companion>, errors: FieldErrors) -> Self {
        let is_group = form.is_group() || form.people().is_empty();
        let chosen = form.people();
        let choice = |one: &Companion| Choice::new(one.id.to_string(), one.name.clone(), chosen.contains(&one.id));
        let people = if is_group { offered.iter().map(choice).collect() } else { Vec::new() };
        let other = if is_group { None } else { offered.into_iter().next() };
        Self { page, form, other, people, errors }
    }

    fn title(&self) -> String {
        match &self.other {
            Some(other) => self.page.tf("direct-write-to", &[("name", &other.name)]),
            None => self.page.t("direct-new-group").to_owned(),
        }
    }
}
