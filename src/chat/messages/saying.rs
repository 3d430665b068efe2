//! Saying something: the one way into a room, for the form and for the socket.
//!
//! Runs inside the caller's write; the caller publishes what was stored after the commit.

use bytestring::ByteString;
use diesel::QueryResult;

use super::attached::Attached;
use super::files::{insert_files, list_file_names};
use super::mentions::store_mentions;
use super::queries::{self, MessageRow, NewMessage, shown_or_key};
use super::views::message_frame;
use super::words::has_unwanted;
use crate::accounts::people::queries::is_gone;
use crate::chat::rooms::bars::{Barred, find_bar, find_pause};
use crate::chat::rooms::people::has_blocked;
use crate::chat::rooms::queries::{MESSAGE_RECEIVED, RoomKind, RoomRow, find_room, mark_read};
use crate::chat::rooms::subjects::join;
use crate::clock::Instant;
use crate::db::Conn;
use crate::error::{AppError, AppResult, FieldErrors};
use crate::ids::PersonId;
use crate::live::Hub;
use crate::outbox::{self, Notice, hold_person};
use crate::site::files::NewFile;
use crate::web::i18n::Locale;
use crate::web::limits::{Rate, RateLimits};
use crate::web::once;
use crate::web::text::{clip, one_line};

/// How much of a private message its notification shows, in characters.
const TOLD_CHARS: usize = 200;

/// What came of it.
#[derive(Debug)]
pub enum Saying {
    /// It was stored; to be drawn and published after the commit.
    Stored(Box<Fresh>),
    /// It had been stored before, under the same name of the browser's; nothing was stored.
    Repeated(Box<MessageRow>),
    /// This person may not write here; nothing was stored.
    Barred(Barred),
}

/// A message that was just stored, with what hangs on it.
#[derive(Debug)]
pub struct Fresh {
    /// The message.
    pub row: MessageRow,
    attached: Attached,
}

impl Fresh {
    /// Its frame. Drawn after the commit: the one writer of SQLite has others to serve meanwhile.
    ///
    /// # Errors
    /// When it cannot be drawn.
    pub fn frame(&self) -> AppResult<ByteString> {
        message_frame(&self.row, &self.attached)
    }

    /// Tells its room; called after the commit, never before it.
    ///
    /// # Errors
    /// As [`frame`](Self::frame).
    pub fn publish(&self, hub: &Hub) -> AppResult<()> {
        hub.publish_message(&self.row.room, self.row.seq, self.frame()?);
        Ok(())
    }
}

/// Stores a message, once however often it is sent.
///
/// # Errors
/// 404 where this person may not read the room; too many messages at once; the field `reply_to` when
/// the message that is answered is not in the room.
pub fn say(
    conn: &mut Conn,
    new: &NewMessage,
    person: &PersonId,
    now: Instant,
    limits: &RateLimits,
) -> AppResult<Saying> {
    let mut room = find_room(conn, &new.room, Some(person))?;
    // A repetition is answered as before, whatever the sender may do by now.
    if let Some(sent) = queries::find_sent(conn, &new.room, person, new.client_id)? {
        return Ok(Saying::Repeated(Box::new(sent)));
    }
    if let Some(bar) = find_bar(conn, &room, person, now)? {
        return Ok(Saying::Barred(bar));
    }
    if let Some(bar) = find_word_bar(conn, &room, &new.words())? {
        return Ok(Saying::Barred(bar));
    }
    if room.rules.pause > 0 {
        // Of two that are said at once, the second sees the first.
        hold_person(conn, person)?;
    }
    if let Some(left) = find_pause(conn, &room, person, now)? {
        return Ok(Saying::Barred(Barred::Paused(left)));
    }
    limits.check_in_work(Rate::Message, person.as_str())?;
    if let Some(quoted) = &new.reply_to
        && !queries::is_in_room(conn, quoted, &new.room)?
    {
        return Err(FieldErrors::one("reply_to", "error-reply").into());
    }
    let row = queries::insert_message(conn, new, (person, room.kind.is_private()), now)?;
    // A socket may speak on while the account is deleted.
    if is_gone(conn, person)? {
        return Err(AppError::NotSignedIn);
    }
    insert_files(conn, &row.id, (person, &new.files), now)?;
    store_mentions(conn, &room, &row, &new.around, now)?;
    if RoomKind::OF_SUBJECTS.contains(&room.kind) {
        join(conn, (&room.id, room.kind, &room.thing), person, now)?;
    }
    if room.kind.is_private() {
        room.last_seq = row.seq;
        mark_read(conn, &room, person, row.seq, now)?;
        tell_others(conn, &room, &row, now)?;
    }
    let attached = Attached::load(conn, std::slice::from_ref(&row), None)?;
    Ok(Saying::Stored(Box::new(Fresh { row, attached })))
}

/// What keeps these words from being said in a room.
pub(super) fn find_word_bar(conn: &mut Conn, room: &RoomRow, body: &str) -> QueryResult<Option<Barred>> {
    let is_unwanted = !room.kind.is_private() && has_unwanted(conn, &room.edition, body)?;
    Ok(is_unwanted.then_some(Barred::For("room-error-word")))
}

/// Stores what was typed into a form. Other words under a name that is taken come from a page gone back
/// to: they are a message of their own.
///
/// # Errors
/// As [`say`].
pub fn say_typed(
    conn: &mut Conn,
    new: &NewMessage,
    person: &PersonId,
    now: Instant,
    limits: &RateLimits,
) -> AppResult<Saying> {
    let new = renamed(conn, new, person)?;
    say(conn, &new, person, now, limits)
}

/// Stores what was typed into a form that has no place for why it may not be said.
///
/// # Errors
/// As [`say`]; refused with the sentence of what bars the person.
pub fn say_or_refuse(
    conn: &mut Conn,
    new: &NewMessage,
    person: &PersonId,
    now: Instant,
    limits: &RateLimits,
) -> AppResult<Saying> {
    match say_typed(conn, new, person, now, limits)? {
        Saying::Barred(bar) => Err(bar.into_error()),
        said => Ok(said),
    }
}

/// Whether these words were sent before under this name.
///
/// # Errors
/// What the database said.
pub fn is_sent(conn: &mut Conn, new: &NewMessage, person: &PersonId) -> QueryResult<bool> {
    let new = renamed(conn, new, person)?;
    Ok(queries::find_sent(conn, &new.room, person, new.client_id)?.is_some())
}

/// The message under its own name, or where other words have that name, under one that its words give.
fn renamed(conn: &mut Conn, new: &NewMessage, person: &PersonId) -> QueryResult<NewMessage> {
    let sent = queries::find_sent(conn, &new.room, person, new.client_id)?;
    let is_taken = match sent {
        // Browsers send other line ends than scripts do.
        Some(sent) => !sent.body.lines().eq(new.body.lines()) || !has_files(conn, &sent, new)?,
        None => false,
    };
    let other = is_taken.then(|| once::id_of(&new.client_id.to_string(), &new.words())).flatten();
    Ok(NewMessage { client_id: other.unwrap_or(new.client_id), ..new.clone() })
}

fn has_files(conn: &mut Conn, sent: &MessageRow, new: &NewMessage) -> QueryResult<bool> {
    Ok(list_file_names(conn, &sent.id)?.iter().map(String::as_str).eq(new.files.iter().map(NewFile::name)))
}

/// Tells the others of a private room, but for who does not want to hear from the author.
fn tell_others(conn: &mut Conn, room: &RoomRow, row: &MessageRow, now: Instant) -> AppResult<()> {
    let word = |locale: Locale| Notice {
        subject: match room.is_group {
            true => locale.tf("notice-message-in-group", &[("name", &row.name), ("group", &room.place.name)]),
            false => locale.tf("notice-message-received", &[("name", &row.name)]),
        },
        detail: match shown_or_key(&row.state, &row.body, row.file_count) {
            Ok(body) => clip(&one_line(body), TOLD_CHARS),
            Err(key) => locale.t(key).to_owned(),
        },
    };
    for other in room.list_listeners(conn, &row.person)? {
        if !has_blocked(conn, &other, &row.person)? {
            outbox::notify_unless_seen(conn, &other, MESSAGE_RECEIVED, &room.address(), now, word)?;
        }
    }
    Ok(())
}
