//! A message as pages and frames show it. What is hidden shows a placeholder everywhere.

use askama::Template;
use bytestring::ByteString;
use chrono_tz::Tz;

use super::queries::MessageRow;
use crate::error::{AppError, AppResult};
use crate::live::{ChangedFrame, MessageFrame, Person, text_of};
use crate::site::initials;
use crate::web::dates;
use crate::web::i18n::Locale;
use crate::web::markdown::{SafeHtml, render_chat};

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
    /// Whether it was hidden.
    pub is_removed: bool,
    /// The text.
    pub body: SafeHtml,
}

impl MessageView {
    /// For a reader's language and time zone; without them, for everybody: the placeholder in every
    /// language.
    pub fn of(row: &MessageRow, reader: Option<(Locale, Tz)>) -> Self {
        Self {
            id: row.id.to_string(),
            seq: row.seq,
            author: row.name.clone(),
            author_id: row.person.to_string(),
            initials: initials(&row.name),
            role: String::new(),
            iso: dates::machine(row.created_at),
            time: dates::time(row.created_at, reader.map_or(Tz::UTC, |reader| reader.1)),
            is_removed: row.is_hidden(),
            body: if row.is_hidden() { placeholder(reader.map(|reader| reader.0)) } else { render_chat(&row.body) },
        }
    }
}

fn placeholder(locale: Option<Locale>) -> SafeHtml {
    let text = match locale {
        Some(locale) => locale.t("chat-hidden").to_owned(),
        None => Locale::ALL.iter().map(|locale| locale.t("chat-hidden")).collect::<Vec<_>>().join(" "),
    };
    render_chat(&text)
}

#[derive(Template)]
#[template(path = "chat/message.html")]
struct Fragment {
    message: MessageView,
}

fn fragment(row: &MessageRow) -> AppResult<String> {
    let html = Fragment { message: MessageView::of(row, None) }.render().map_err(AppError::internal)?;
    Ok(html.trim().to_owned())
}

/// The frame of a message.
///
/// # Errors
/// When it cannot be drawn, which is our fault.
pub fn message_frame(row: &MessageRow) -> AppResult<ByteString> {
    let html = fragment(row)?;
    text_of(&MessageFrame {
        room: &row.room,
        seq: row.seq,
        id: &row.id,
        client_id: &row.client_id,
        author: Person { id: &row.person, name: &row.name },
        at: row.created_at,
        body: if row.is_hidden() { "" } else { &row.body },
        html: &html,
    })
    .map_err(AppError::internal)
}

/// The frame of a changed message.
///
/// # Errors
/// As [`message_frame`].
pub fn changed_frame(row: &MessageRow) -> AppResult<ByteString> {
    let html = fragment(row)?;
    text_of(&ChangedFrame { room: &row.room, rev: row.rev, id: &row.id, html: &html }).map_err(AppError::internal)
}
