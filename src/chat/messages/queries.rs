//! Messages in the database. Numbers come from the room's counters, inside the caller's
//! transaction, so that they have no gaps.

use diesel::prelude::*;
use uuid::Uuid;

use crate::clock::Instant;
use crate::db::Conn;
use crate::db::schema::{messages, people, rooms};
use crate::error::{AppError, AppResult};
use crate::ids::{MessageId, PersonId, RoomId};
use crate::web::text::fold;

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
    /// When it was said.
    pub created_at: Instant,
    /// The author's name.
    pub name: String,
}

impl MessageRow {
    /// Whether a moderator hid it.
    pub fn is_hidden(&self) -> bool {
        self.state == "hidden"
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
        messages::created_at,
        people::name,
    ))
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
        messages::search_key.eq(if is_private { fold(&new.body) } else { String::new() }),
        messages::state.eq("visible"),
        messages::created_at.eq(now),
        messages::updated_at.eq(now),
    );
    // Two requests with the same name at once: the later one runs again and finds the first.
    crate::db::unique(diesel::insert_into(messages::table).values(row).execute(conn), AppError::Busy(1))?;
    find_message(conn, &new.id)
}

/// Hides or shows a message, under the room's next change number. Gives the changed message.
///
/// # Errors
/// [`AppError::Conflict`] when it is so already.
pub fn change_state(conn: &mut Conn, id: &MessageId, to: &'static str, now: Instant) -> AppResult<MessageRow> {
    let message = find_message(conn, id)?;
    if message.state == to {
        return Err(AppError::Conflict("error-move-not-allowed"));
    }
    diesel::update(rooms::table.find(&message.room)).set(rooms::last_rev.eq(rooms::last_rev + 1)).execute(conn)?;
    let rev: i64 = rooms::table.find(&message.room).select(rooms::last_rev).first(conn)?;
    diesel::update(messages::table.find(id))
        .set((messages::state.eq(to), messages::rev.eq(rev), messages::updated_at.eq(now)))
        .execute(conn)?;
    find_message(conn, id)
}
