//! A message as pages and frames show it. What is hidden or deleted shows a placeholder everywhere.

use askama::Template;
use bytestring::ByteString;
use chrono_tz::Tz;

use super::attached::Attached;
use super::model::deletion_bar;
use super::queries::{MessageRow, shown_or_key};
use super::reactions::ReactionKind;
use crate::clock::Instant;
use crate::db::Conn;
use crate::error::{AppError, AppResult};
use crate::ids::{PersonId, RoomId};
use crate::live::{ChangedFrame, MessageFrame, Numbered, Person, text_of};
use crate::site::attached::FileView;
use crate::site::initials;
use crate::web::dates;
use crate::web::i18n::Locale;
use crate::web::markdown::{Named, SafeHtml, plain, render_chat};
use crate::web::text::{clip, one_line};

/// How much of a message its answers quote, in characters.
const EXCERPT_CHARS: usize = 100;

/// What `parts::message` draws.
#[derive(Debug, Clone)]
pub struct MessageView {
    /// The message.
    pub id: String,
    /// Its number.
    pub seq: i64,
    /// The author's name.
    pub author: String,
    /// The author.
    pub author_id: String,
    /// Their initials.
    pub initials: String,
    /// A word about them, or empty.
    pub role: String,
    /// The time, for programs.
    pub iso: String,
    /// The time of day; in a frame in UTC, which the script shows in the reader's zone.
    pub time: String,
    /// The day, where it is the first of its day in a [`list`](Self::list).
    pub day: Option<Day>,
    /// Whether it was hidden or deleted.
    pub is_removed: bool,
    /// Whether the reader said it and may still change it.
    pub can_change: bool,
    /// When it was edited, if it was.
    pub edited: Option<Edited>,
    /// What it answers, if anything.
    pub quote: Option<Quote>,
    /// Where the reader answers it; none where they may not.
    pub reply_href: Option<String>,
    /// Who answered it last with which sign, or empty; see [`MessageRow::last_reaction`].
    pub last_reaction: String,
    /// The signs with which people answered it; for who may write, all that there are.
    pub reactions: Vec<ReactionView>,
    /// Where the reader answers it with a sign; none where they may not.
    pub react_href: Option<String>,
    /// The text.
    pub body: SafeHtml,
    /// What came with it.
    pub files: Vec<FileView>,
}

/// A sign under a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReactionView {
    /// For programs.
    pub kind: &'static str,
    /// The sign.
    pub emoji: &'static str,
    /// Its name.
    pub label: String,
    /// How many people.
    pub count: i64,
    /// Whether the reader is one of them.
    pub is_own: bool,
}

impl ReactionView {
    /// All signs as nobody has given them.
    pub fn blank(locale: Locale) -> Vec<Self> {
        ReactionKind::ALL.iter().map(|kind| Self::of(*kind, Some(locale), 0, false)).collect()
    }

    fn of(kind: ReactionKind, locale: Option<Locale>, count: i64, is_own: bool) -> Self {
        Self { kind: kind.as_str(), emoji: kind.emoji(), label: word(locale, kind.key(), " · "), count, is_own }
    }

    fn list(row: &MessageRow, attached: &Attached, locale: Option<Locale>, is_all: bool) -> Vec<Self> {
        let view = |kind: &ReactionKind| {
            Self::of(*kind, locale, attached.count(&row.id, *kind), attached.is_own(&row.id, *kind))
        };
        ReactionKind::ALL.iter().map(view).filter(|view| is_all || view.count > 0).collect()
    }
}

/// A message as its answers quote it.
#[derive(Debug, Clone)]
pub struct Quote {
    /// Its author.
    pub author: String,
    /// Its first words, or that they are gone.
    pub words: String,
    /// The page of the room that holds it.
    pub href: String,
    /// Its number.
    pub seq: i64,
}

impl Quote {
    /// Of a message, for a language or for everybody.
    pub fn of(row: &MessageRow, locale: Option<Locale>) -> Self {
        let words = match shown_or_key(&row.state, &row.body, row.file_count) {
            Ok(body) => excerpt(body),
            Err(key) => word(locale, key, " "),
        };
        Self { author: row.name.clone(), words, href: link_to(row), seq: row.seq }
    }
}

/// The first words of a text, in one line.
fn excerpt(body: &str) -> String {
    match plain(body, EXCERPT_CHARS) {
        words if words.is_empty() => clip(&one_line(body), EXCERPT_CHARS),
        words => words,
    }
}

/// A day in the reader's time zone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Day {
    /// For programs: `2026-11-24`.
    pub iso: String,
    /// In the reader's language.
    pub label: String,
}

/// That a message was edited.
#[derive(Debug, Clone)]
pub struct Edited {
    /// The word for it.
    pub word: String,
    /// When, for programs.
    pub iso: String,
    /// The time of day.
    pub time: String,
}

/// Who reads a page.
#[derive(Debug, Clone)]
pub struct Reader {
    /// Their language.
    pub locale: Locale,
    /// Their time zone.
    pub zone: Tz,
    /// Who it is, if somebody is signed in.
    pub person: Option<PersonId>,
    /// When they read.
    pub now: Instant,
    /// Whether they may write in the room.
    pub may_post: bool,
}

impl MessageView {
    /// Messages for a reader, oldest first: the first of each day bears the day.
    pub fn list(rows: &[MessageRow], attached: &Attached, reader: &Reader) -> Vec<Self> {
        let mut before = None;
        let mut new_day = |at| {
            let day = Day { iso: dates::day(at, reader.zone), label: dates::date(reader.locale, at, reader.zone) };
            (before.as_ref() != Some(&day)).then(|| before.insert(day).clone())
        };
        rows.iter().map(|row| Self { day: new_day(row.created_at), ..Self::of(row, attached, Some(reader)) }).collect()
    }

    /// For a reader; without one, for everybody: words of ours in every language, times in UTC.
    pub fn of(row: &MessageRow, attached: &Attached, reader: Option<&Reader>) -> Self {
        let (locale, zone) = (reader.map(|reader| reader.locale), reader.map_or(Tz::UTC, |reader| reader.zone));
        let may_answer = !row.is_removed() && reader.is_some_and(|reader| reader.may_post);
        let is_own = |reader: &&Reader| reader.person.as_ref() == Some(&row.person);
        Self {
            id: row.id.to_string(),
            seq: row.seq,
            author: row.name.clone(),
            author_id: row.person.to_string(),
            initials: initials(&row.name),
            role: if attached.speaks(&row.person) { word(locale, "room-speaker", " · ") } else { String::new() },
            iso: dates::machine(row.created_at),
            time: dates::time(row.created_at, zone),
            day: None,
            is_removed: row.is_removed(),
            can_change: reader.filter(is_own).is_some_and(|reader| deletion_bar(row, reader.now).is_none()),
            edited: row.edited_at.filter(|_| !row.is_removed()).map(|at| Edited {
                word: word(locale, "chat-edited", " · "),
                iso: dates::machine(at),
                time: dates::time(at, zone),
            }),
            quote: row.reply_to.as_ref().and_then(|id| attached.quoted.get(id)).map(|quoted| Quote::of(quoted, locale)),
            reply_href: may_answer.then(|| format!("/rooms/{}?reply={}#say-body", row.room, row.id)),
            last_reaction: row.last_reaction.clone().filter(|_| !row.is_removed()).unwrap_or_default(),
            reactions: ReactionView::list(row, attached, locale, may_answer),
            react_href: may_answer.then(|| format!("/messages/{}/reactions", row.id)),
            body: match removed_key(row) {
                Some(key) => render_chat(&word(locale, key, " "), &[]),
                None => body(row, attached, reader),
            },
            files: attached.files(&row.id).iter().map(FileView::of).collect(),
        }
    }
}

fn body(row: &MessageRow, attached: &Attached, reader: Option<&Reader>) -> SafeHtml {
    let me = reader.and_then(|reader| reader.person.as_ref());
    let mentions = attached.mentions(&row.id).iter();
    let named: Vec<Named<'_>> = mentions
        .map(|one| Named { id: one.person.as_str(), name: &one.name, is_reader: me == Some(&one.person) })
        .collect();
    render_chat(&row.body, &named)
}

/// What stands in the place of words that are gone.
fn removed_key(row: &MessageRow) -> Option<&'static str> {
    if row.is_hidden() {
        return Some("chat-hidden");
    }
    row.deleted_at.map(|_| "chat-deleted")
}

/// A text in a language, or in every one.
fn word(locale: Option<Locale>, key: &'static str, between: &str) -> String {
    match locale {
        Some(locale) => locale.t(key).to_owned(),
        None => Locale::ALL.iter().map(|locale| locale.t(key)).collect::<Vec<_>>().join(between),
    }
}

/// The page of the room that holds a message, at the message.
pub fn link_to(row: &MessageRow) -> String {
    link_to_seq(&row.room, row.seq)
}

/// The page of a room, at the message with this number.
pub fn link_to_seq(room: &RoomId, seq: i64) -> String {
    format!("/rooms/{room}?at={seq}#message-{seq}")
}

#[derive(Template)]
#[template(path = "chat/message.html")]
struct Fragment {
    message: MessageView,
}

fn fragment(row: &MessageRow, attached: &Attached) -> AppResult<String> {
    let html = Fragment { message: MessageView::of(row, attached, None) }.render().map_err(AppError::internal)?;
    Ok(html.trim().to_owned())
}

/// The frames of messages, with their numbers.
///
/// # Errors
/// What the database said.
pub fn message_frames(conn: &mut Conn, rows: &[MessageRow]) -> AppResult<Vec<Numbered>> {
    let attached = Attached::load(conn, rows, None)?;
    rows.iter().map(|row| Ok((row.seq, message_frame(row, &attached)?))).collect()
}

/// The frames of changed messages, with the numbers of the changes.
///
/// # Errors
/// What the database said.
pub fn changed_frames(conn: &mut Conn, rows: &[MessageRow]) -> AppResult<Vec<Numbered>> {
    let attached = Attached::load(conn, rows, None)?;
    rows.iter().map(|row| Ok((row.rev, changed_frame(row, &attached)?))).collect()
}

/// The frame of a message.
///
/// # Errors
/// When it cannot be drawn.
pub(super) fn message_frame(row: &MessageRow, attached: &Attached) -> AppResult<ByteString> {
    let html = fragment(row, attached)?;
    text_of(&MessageFrame {
        room: &row.room,
        seq: row.seq,
        id: &row.id,
        client_id: &row.client_id,
        author: Person { id: &row.person, name: &row.name },
        at: row.created_at,
        body: if row.is_removed() { "" } else { &row.body },
        html: &html,
    })
    .map_err(AppError::internal)
}

fn changed_frame(row: &MessageRow, attached: &Attached) -> AppResult<ByteString> {
    let html = fragment(row, attached)?;
    text_of(&ChangedFrame { room: &row.room, rev: row.rev, id: &row.id, html: &html }).map_err(AppError::internal)
}
