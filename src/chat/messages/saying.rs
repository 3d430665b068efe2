//! Saying something: the one way into a room, for the form and for the socket.
//!
//! Runs inside the caller's write; the caller publishes what was stored after the commit.

use super::queries::{self, MessageRow, NewMessage};
use crate::chat::rooms::queries::{Barred, find_bar, find_room};
use crate::clock::Instant;
use crate::db::Conn;
use crate::error::AppResult;
use crate::ids::PersonId;
use crate::web::limits::{Rate, RateLimits};

/// What came of it.
#[derive(Debug)]
pub enum Saying {
    /// It was stored.
    Stored(MessageRow),
    /// It had been stored before, under the same name of the browser's; nothing was stored.
    Repeated(MessageRow),
    /// This person may not write here; nothing was stored.
    Barred(Barred),
}

/// Stores a message, once however often it is sent.
///
/// # Errors
/// 404 where the room is not before the public; too many messages at once.
pub fn say(
    conn: &mut Conn,
    new: &NewMessage,
    person: &PersonId,
    now: Instant,
    limits: &RateLimits,
) -> AppResult<Saying> {
    let room = find_room(conn, &new.room)?;
    // A repetition is answered as before, whatever the sender may do by now.
    if let Some(sent) = queries::find_sent(conn, &new.room, person, new.client_id)? {
        return Ok(Saying::Repeated(sent));
    }
    if let Some(bar) = find_bar(conn, &room, person, now)? {
        return Ok(Saying::Barred(bar));
    }
    limits.check(Rate::Message, person.as_str())?;
    queries::insert_message(conn, new, person, now).map(Saying::Stored)
}
