//! Messages in the database. Numbers come from the room's counters, inside the caller's
//! transaction, so that they have no gaps.

use std::collections::HashMap;

use diesel::prelude::*;
use uuid::Uuid;

use super::files::with_names;
use crate::clock::Instant;
use crate::db::schema::{messages, people, rooms};
use crate::db::{Conn, changed_one};
use crate::error::{AppError, AppResult};
use crate::ids::{MessageId, PersonId, RoomId};
use crate::live::Here;
use crate::site::files::NewFile;
use crate::web::text::fold;

/// Answers to a message that are read in one go.
const REPLIES_AT_ONCE: i64 = 200;

/// A message with its author's name.
#[derive(Debug, Clone, Queryable)]
pub struct MessageRow {
    /// The message.
    pub id: MessageId,
    /// Its room.
    pub room: RoomId,
    /// Its number.
    pub seq: i64,
    /// The number of its last change, 0 for none.
    pub rev: i64,
    /// Its author.
    pub person: PersonId,
    /// What the author's browser called it.
    pub client_id: String,
    /// The text as typed.
    pub body: String,
    /// `visible` or `hidden`.
    pub state: String,
    /// The message that it answers.
    pub reply_to: Option<MessageId>,
    /// When its author last wrote it anew.
    pub edited_at: Option<Instant>,
    /// When its author deleted it.
    pub deleted_at: Option<Instant>,
    /// When it was said.
    pub created_at: Instant,
    /// Who answered it last with which sign, `person:kind:on`, or took it back, `…:off`.
    pub last_reaction: Option<String>,
    /// How many files came with it.
    pub file_count: i64,
    /// The author's name.
    pub name: String,
}

impl MessageRow {
    /// Whether a moderator hid it.
    pub fn is_hidden(&self) -> bool {
        self.state == "hidden"
    }

    /// Whether its words are gone from the room, for whatever reason.
    pub fn is_removed(&self) -> bool {
        self.is_hidden() || self.deleted_at.is_some()
    }
}

/// The words of a message in this state with so many files, or the Fluent key of what stands for them.
///
/// # Errors
/// The key.
pub fn shown_or_key<'a>(state: &str, body: &'a str, file_count: i64) -> Result<&'a str, &'static str> {
    match (state, body) {
        ("visible", "") if file_count > 0 => Err("chat-files"),
        ("visible", "") => Err("chat-deleted"),
        ("visible", body) => Ok(body),
        _ => Err("chat-hidden"),
    }
}

#[diesel::dsl::auto_type]
fn rows() -> _ {
    messages::table.inner_join(people::table).select((
        messages::id,
        messages::room_id,
        messages::seq,
        messages::rev,
        messages::person_id,
        messages::client_id,
        messages::body,
        messages::state,
        messages::reply_to,
        messages::edited_at,
        messages::deleted_at,
        messages::created_at,
        messages::last_reaction,
        messages::file_count,
        people::name,
    ))
}

/// What a person said in all rooms after a message of theirs (an empty id: from the first), oldest first.
///
/// # Errors
/// What the database said.
pub fn list_of_author(conn: &mut Conn, person: &PersonId, after: &str, limit: i64) -> QueryResult<Vec<MessageRow>> {
    rows()
        .filter(messages::person_id.eq(person))
        .filter(messages::id.gt(after))
        .order(messages::id)
        .limit(limit)
        .load(conn)
}

/// Messages with `after < seq <= up_to`, oldest first.
///
/// # Errors
/// What the database said.
pub fn list_between(
    conn: &mut Conn,
    room: &RoomId,
    after: i64,
    up_to: i64,
    limit: i64,
) -> QueryResult<Vec<MessageRow>> {
    rows()
        .filter(messages::room_id.eq(room))
        .filter(messages::seq.gt(after))
        .filter(messages::seq.le(up_to))
        .order(messages::seq.asc())
        .limit(limit)
        .load(conn)
}

/// Messages whose last change has `after < rev <= up_to`, in the order of the changes.
///
/// # Errors
/// What the database said.
pub fn list_changed(
    conn: &mut Conn,
    room: &RoomId,
    after: i64,
    up_to: i64,
    limit: i64,
) -> QueryResult<Vec<MessageRow>> {
    rows()
        .filter(messages::room_id.eq(room))
        .filter(messages::rev.gt(after))
        .filter(messages::rev.le(up_to))
        .order(messages::rev.asc())
        .limit(limit)
        .load(conn)
}

/// A message.
///
/// # Errors
/// 404 where there is none.
pub fn find_message(conn: &mut Conn, id: &MessageId) -> AppResult<MessageRow> {
    Ok(rows().filter(messages::id.eq(id)).first(conn)?)
}

/// The messages that these answer.
///
/// # Errors
/// What the database said.
pub fn list_quoted(conn: &mut Conn, answers: &[MessageRow]) -> QueryResult<HashMap<MessageId, MessageRow>> {
    let ids: Vec<MessageId> = answers.iter().filter_map(|row| row.reply_to.clone()).collect();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let most = i64::try_from(ids.len()).unwrap_or(i64::MAX);
    let found: Vec<MessageRow> = rows().filter(messages::id.eq_any(ids)).limit(most).load(conn)?;
    Ok(found.into_iter().map(|row| (row.id.clone(), row)).collect())
}

/// Some of the answers to a message after a number, in their order.
///
/// # Errors
/// What the database said.
pub fn list_replies(conn: &mut Conn, id: &MessageId, after: i64) -> QueryResult<Vec<(MessageId, i64)>> {
    messages::table
        .filter(messages::reply_to.eq(id))
        .filter(messages::seq.gt(after))
        .order(messages::seq.asc())
        .limit(REPLIES_AT_ONCE)
        .select((messages::id, messages::seq))
        .load(conn)
}

/// Whether a message is one of a room's.
///
/// # Errors
/// What the database said.
pub fn is_in_room(conn: &mut Conn, id: &MessageId, room: &RoomId) -> QueryResult<bool> {
    let there = messages::table.filter(messages::id.eq(id)).filter(messages::room_id.eq(room));
    diesel::select(diesel::dsl::exists(there)).get_result(conn)
}

/// The message that a browser sent under this name before.
///
/// # Errors
/// What the database said.
pub fn find_sent(
    conn: &mut Conn,
    room: &RoomId,
    person: &PersonId,
    client_id: Uuid,
) -> QueryResult<Option<MessageRow>> {
    rows()
        .filter(messages::room_id.eq(room))
        .filter(messages::person_id.eq(person))
        .filter(messages::client_id.eq(client_id.to_string()))
        .first(conn)
        .optional()
}

/// What is to be stored.
#[derive(Debug, Clone)]
pub struct NewMessage {
    /// Its id.
    pub id: MessageId,
    /// Where.
    pub room: RoomId,
    /// What the browser calls it.
    pub client_id: Uuid,
    /// The text.
    pub body: String,
    /// The message of the same room that it answers.
    pub reply_to: Option<MessageId>,
    /// Who is in the room and may be meant by a name in the text; may be empty.
    pub around: Vec<Here>,
    /// Checked files that come with it.
    pub files: Vec<NewFile>,
}

impl NewMessage {
    /// Words for a room.
    pub fn of(room: &RoomId, client_id: Uuid, body: String) -> Self {
        let (reply_to, around, files) = (None, Vec::new(), Vec::new());
        Self { id: MessageId::new(), room: room.clone(), client_id, body, reply_to, around, files }
    }

    /// The text and the names of the files.
    pub fn words(&self) -> String {
        with_names(&self.body, self.files.iter().map(NewFile::name))
    }
}

/// Stores a message under the room's next number; in a private room its people find it by words.
///
/// # Errors
/// What the database said.
pub fn insert_message(
    conn: &mut Conn,
    new: &NewMessage,
    (person, is_private): (&PersonId, bool),
    now: Instant,
) -> AppResult<MessageRow> {
    // The update holds the room's row until the commit, so that numbers are given one by one.
    diesel::update(rooms::table.find(&new.room)).set(rooms::last_seq.eq(rooms::last_seq + 1)).execute(conn)?;
    let seq: i64 = rooms::table.find(&new.room).select(rooms::last_seq).first(conn)?;
    let row = (
        messages::id.eq(&new.id),
        messages::room_id.eq(&new.room),
        messages::seq.eq(seq),
        messages::rev.eq(0_i64),
        messages::person_id.eq(person),
        messages::client_id.eq(new.client_id.to_string()),
        messages::body.eq(&new.body),
        messages::search_key.eq(if is_private { fold(&new.words()) } else { String::new() }),
        messages::file_count.eq(i64::try_from(new.files.len()).unwrap_or(0)),
        messages::reply_to.eq(&new.reply_to),
        messages::state.eq("visible"),
        messages::created_at.eq(now),
        messages::updated_at.eq(now),
    );
    // Two requests with the same name at once: the later one runs again and finds the first.
    crate::db::unique(diesel::insert_into(messages::table).values(row).execute(conn), AppError::Busy(1))?;
    find_message(conn, &new.id)
}

/// Gives a message the room's next change number, and tells it: those who resume get it anew.
///
/// # Errors
/// What the database said.
pub fn count_change(conn: &mut Conn, room: &RoomId, id: &MessageId, now: Instant) -> AppResult<i64> {
    diesel::update(rooms::table.find(room)).set(rooms::last_rev.eq(rooms::last_rev + 1)).execute(conn)?;
    let rev: i64 = rooms::table.find(room).select(rooms::last_rev).first(conn)?;
    let changes = (messages::rev.eq(rev), messages::updated_at.eq(now));
    changed_one(diesel::update(messages::table.find(id)).set(changes).execute(conn)?)?;
    Ok(rev)
}

/// Hides a message or shows it.
///
/// # Errors
/// [`AppError::Conflict`] when it is so already.
pub fn update_state(conn: &mut Conn, id: &MessageId, to: &'static str) -> AppResult<()> {
    let other = messages::table.find(id).filter(messages::state.ne(to));
    match diesel::update(other).set(messages::state.eq(to)).execute(conn)? {
        0 => Err(AppError::Conflict("error-move-not-allowed")),
        _ => Ok(()),
    }
}

/// Puts other words into a message, and what its private room finds it by.
///
/// # Errors
/// [`AppError::Conflict`] when it is hidden or deleted by now.
pub fn update_body(conn: &mut Conn, id: &MessageId, (body, search_key): (&str, &str), now: Instant) -> AppResult<()> {
    let shown = messages::table.find(id).filter(messages::state.eq("visible")).filter(messages::deleted_at.is_null());
    let words = (messages::body.eq(body), messages::search_key.eq(search_key), messages::edited_at.eq(Some(now)));
    changed_one(diesel::update(shown).set(words).execute(conn)?)
}

/// What stands in a message whose words are gone.
#[derive(AsChangeset)]
#[diesel(table_name = messages)]
struct Emptied {
    body: &'static str,
    search_key: &'static str,
    file_count: i64,
    deleted_at: Instant,
}

impl Emptied {
    fn at(deleted_at: Instant) -> Self {
        Self { body: "", search_key: "", file_count: 0, deleted_at }
    }
}

/// Empties a message.
///
/// # Errors
/// As [`update_body`].
pub fn empty_message(conn: &mut Conn, id: &MessageId, now: Instant) -> AppResult<()> {
    let shown = messages::table.find(id).filter(messages::state.eq("visible")).filter(messages::deleted_at.is_null());
    changed_one(diesel::update(shown).set(Emptied::at(now)).execute(conn)?)
}

/// Empties a message, also one that is hidden or deleted.
///
/// # Errors
/// What the database said.
pub fn empty_any_message(conn: &mut Conn, id: &MessageId, now: Instant) -> QueryResult<usize> {
    diesel::update(messages::table.find(id)).set(Emptied::at(now)).execute(conn)
}
