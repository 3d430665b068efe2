//! The statements about a message that only moderators ask for, and the two changes of it.

use diesel::prelude::*;
use serde::{Deserialize, Serialize};

use crate::audit::Action;
use crate::chat::messages::changing::{Changed, record_change};
use crate::chat::messages::files::{find_message_of, list_files};
use crate::chat::messages::mentions::hush_mentions;
use crate::chat::messages::queries::{self as messages, MessageRow};
use crate::chat::messages::views::link_to;
use crate::chat::rooms::queries::{RoomRow, find_any_room, find_room};
use crate::clock::Instant;
use crate::db::Conn;
use crate::db::schema::reports;
use crate::error::{AppError, AppResult};
use crate::ids::{FileId, MessageId, PersonId};
use crate::moderation::{require, require_moderator};
use crate::outbox::{Notice, notify};
use crate::site::Visit;
use crate::site::files::address;

/// Messages shown before the one in question.
const BEFORE: i64 = 6;
/// Messages shown after it.
const AFTER: i64 = 4;

/// A message that this moderator may handle, with its room, whether or not that is before the
/// public.
///
/// # Errors
/// Not signed in; 404 for a message of a zone or an edition that is not theirs.
pub fn find_message(conn: &mut Conn, visit: &Visit, id: &MessageId) -> AppResult<(MessageRow, RoomRow)> {
    let viewer = require_moderator(visit)?;
    let message = messages::find_message(conn, id)?;
    let room = find_any_room(conn, &message.room, None)?;
    require(room.edition == visit.edition()?.id && viewer.may_moderate_in(room.kind.zone()))?;
    require(!room.kind.is_private() || was_reported(conn, id)?)?;
    Ok((message, room))
}

fn was_reported(conn: &mut Conn, id: &MessageId) -> QueryResult<bool> {
    let known = reports::table.filter(reports::message_id.eq(id));
    diesel::select(diesel::dsl::exists(known)).get_result(conn)
}

/// Whether a person, or a visitor, may read what came with a message: who reads it in its room, and who may
/// handle the message as a moderator.
///
/// # Errors
/// What the database said.
pub fn may_read_file(conn: &mut Conn, visit: &Visit, file: &FileId) -> AppResult<bool> {
    let message = find_message_of(conn, file)?;
    let reader = visit.viewer.as_ref().map(|viewer| &viewer.person);
    if !message.is_removed() && is_there(find_room(conn, &message.room, reader))? {
        return Ok(true);
    }
    is_there(find_message(conn, visit, &message.id))
}

fn is_there<T>(found: AppResult<T>) -> AppResult<bool> {
    match found {
        Ok(_) => Ok(true),
        Err(AppError::NotFound | AppError::NotSignedIn) => Ok(false),
        Err(error) => Err(error),
    }
}

/// What a moderator sees around a message: of a private room the message alone.
///
/// # Errors
/// What the database said.
pub fn list_shown(conn: &mut Conn, message: &MessageRow, room: &RoomRow) -> QueryResult<Vec<Line>> {
    match room.kind.is_private() {
        true => Line::list(conn, vec![message.clone()]),
        false => list_context(conn, message),
    }
}

/// A message as it stood when somebody looked: kept with a report, so that it can be judged even
/// when the room has moved on.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Line {
    /// The message.
    pub id: MessageId,
    /// Its author.
    pub person: PersonId,
    /// The author's name.
    pub name: String,
    /// The text as typed.
    pub body: String,
    /// When it was said.
    pub at: Instant,
    /// Whether it was hidden.
    pub is_hidden: bool,
    /// Whether its author had deleted it.
    #[serde(default)]
    pub is_deleted: bool,
    /// What came with it: names and addresses.
    #[serde(default)]
    pub files: Vec<(String, String)>,
}

impl Line {
    fn list(conn: &mut Conn, rows: Vec<MessageRow>) -> QueryResult<Vec<Self>> {
        let ids: Vec<MessageId> = rows.iter().filter(|row| row.file_count > 0).map(|row| row.id.clone()).collect();
        let mut files = list_files(conn, &ids)?;
        let mut files_of = |id: &MessageId| files.remove(id).unwrap_or_default().into_iter();
        Ok(rows
            .into_iter()
            .map(|row| {
                let files = files_of(&row.id).map(|file| (file.name.clone(), address(&file.id, &file.name)));
                let files = files.collect();
                Self::of(row, files)
            })
            .collect())
    }

    fn of(row: MessageRow, files: Vec<(String, String)>) -> Self {
        Self {
            files,
            is_hidden: row.is_hidden(),
            is_deleted: row.deleted_at.is_some(),
            id: row.id,
            person: row.person,
            name: row.name,
            body: row.body,
            at: row.created_at,
        }
    }
}

/// A message with some of what was said before and after it, oldest first.
///
/// # Errors
/// What the database said.
pub fn list_context(conn: &mut Conn, message: &MessageRow) -> QueryResult<Vec<Line>> {
    let (after, up_to) = (message.seq - BEFORE - 1, message.seq + AFTER);
    let rows = messages::list_between(conn, &message.room, after, up_to, BEFORE + AFTER + 1)?;
    Line::list(conn, rows)
}

/// Hides a message and tells its author why. The caller has checked the right.
///
/// # Errors
/// [`crate::error::AppError::Conflict`] when it is hidden already.
pub fn hide_message(conn: &mut Conn, visit: &Visit, id: &MessageId, reason: &str) -> AppResult<Changed> {
    messages::update_state(conn, id, "hidden")?;
    let (row, changed) = record_change(conn, id, visit.now)?;
    hush_mentions(conn, &row, visit.now)?;
    visit.note(conn, Action::MessageHide, id, ("visible", &format!("hidden: {reason}")))?;
    tell_author(conn, visit, &row, "notice-message-hidden", reason)?;
    Ok(changed)
}

/// Shows a hidden message again and tells its author. The caller has checked the right.
///
/// # Errors
/// [`crate::error::AppError::Conflict`] when it is shown already.
pub fn show_message(conn: &mut Conn, visit: &Visit, id: &MessageId, reason: &str) -> AppResult<Changed> {
    let (row, changed) = reveal_message(conn, visit, id, reason)?;
    tell_author(conn, visit, &row, "notice-message-shown", reason)?;
    Ok(changed)
}

/// Shows a hidden message again; the caller has checked the right and tells its author.
///
/// # Errors
/// [`crate::error::AppError::Conflict`] when it is shown already.
pub fn reveal_message(
    conn: &mut Conn,
    visit: &Visit,
    id: &MessageId,
    reason: &str,
) -> AppResult<(MessageRow, Changed)> {
    messages::update_state(conn, id, "visible")?;
    let found = record_change(conn, id, visit.now)?;
    visit.note(conn, Action::MessageShow, id, ("hidden", &format!("visible: {reason}")))?;
    Ok(found)
}

fn tell_author(conn: &mut Conn, visit: &Visit, row: &MessageRow, key: &'static str, reason: &str) -> AppResult<()> {
    let link = if row.is_hidden() { format!("/messages/{}/appeal", row.id) } else { link_to(row) };
    let kind = if row.is_hidden() { "message.hidden" } else { "message.shown" };
    let word = |locale: crate::web::i18n::Locale| Notice {
        subject: locale.t(key).to_owned(),
        detail: locale.tf("notice-reason", &[("reason", reason)]),
    };
    notify(conn, &row.person, kind, &link, visit.now, word)
}
