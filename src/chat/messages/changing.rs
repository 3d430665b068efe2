//! Changing what was said: the one way for authors and for moderators. A change is counted in the
//! transaction that makes it, and the room is told of it after the commit.

use super::files::{delete_files, list_file_names, with_names};
use super::mentions::{forget_mentions, store_mentions};
use super::model::{deletion_bar, edit_bar};
use super::queries::{self, MessageRow};
use super::saying::find_word_bar;
use super::views::changed_frames;
use crate::chat::rooms::bars::{Barred, find_bar};
use crate::chat::rooms::queries::{RoomRow, find_room};
use crate::clock::Instant;
use crate::db::Conn;
use crate::error::{AppError, AppResult};
use crate::ids::{FileId, MessageId, PersonId, RoomId};
use crate::live::{Hub, Numbered};
use crate::site::Site;
use crate::site::sanctions::SanctionKind;
use crate::web::limits::{Rate, RateLimits};
use crate::web::text::fold;

/// What a room is told once a change is committed.
#[derive(Debug)]
pub struct Changed {
    room: RoomId,
    frames: Vec<Numbered>,
    /// Files that are to leave the store.
    dropped: Vec<FileId>,
}

impl Changed {
    /// Tells the room, and takes out of the store what was deleted; called after the commit, never before
    /// it.
    pub async fn carry_out(self, site: &Site) {
        let dropped = self.dropped.clone();
        self.publish(&site.hub);
        for file in dropped {
            if let Err(error) = site.files.delete(&file).await {
                tracing::warn!(%error, %file, "a deleted file stays in the store");
            }
        }
    }

    /// The files that are to leave the store after the commit.
    pub fn dropped(&self) -> &[FileId] {
        &self.dropped
    }

    /// Tells the room; called after the commit, never before it.
    pub fn publish(self, hub: &Hub) {
        for (rev, frame) in self.frames {
            hub.publish_change(&self.room, rev, frame);
        }
    }
}

/// Counts a change of what a message says, and of every answer that quotes it. Gives the message as
/// it stands now, and what its room is told.
///
/// # Errors
/// What the database said.
pub fn record_change(conn: &mut Conn, id: &MessageId, now: Instant) -> AppResult<(MessageRow, Changed)> {
    let room = queries::find_message(conn, id)?.room;
    let first = queries::count_change(conn, &room, id, now)?;
    let (mut last, mut after) = (first, 0);
    loop {
        let replies = queries::list_replies(conn, id, after)?;
        let Some((_, seq)) = replies.last() else { break };
        after = *seq;
        for (reply, _) in &replies {
            last = queries::count_change(conn, &room, reply, now)?;
        }
    }
    let changed = draw(conn, room, (first, last))?;
    Ok((queries::find_message(conn, id)?, changed))
}

/// Counts a change of how people answered a message with signs, which its answers do not quote.
///
/// # Errors
/// What the database said.
pub fn record_reaction(conn: &mut Conn, row: &MessageRow, now: Instant) -> AppResult<Changed> {
    let rev = queries::count_change(conn, &row.room, &row.id, now)?;
    draw(conn, row.room.clone(), (rev, rev))
}

fn draw(conn: &mut Conn, room: RoomId, (first, last): (i64, i64)) -> AppResult<Changed> {
    let rows = queries::list_changed(conn, &room, first - 1, last, last - first + 1)?;
    let frames = changed_frames(conn, &rows)?;
    Ok(Changed { room, frames, dropped: Vec::new() })
}

/// A message as its author may handle it.
#[derive(Debug)]
pub struct Own {
    /// The message.
    pub row: MessageRow,
    /// Its room.
    pub room: RoomRow,
    /// What keeps the author from editing it.
    pub edit_bar: Option<Barred>,
    /// What keeps them from deleting it.
    pub deletion_bar: Option<Barred>,
}

/// A message of this person's, with what they may do to it.
///
/// # Errors
/// 404 for another's, and in a room that is not before the public.
pub fn find_own(conn: &mut Conn, id: &MessageId, person: &PersonId, now: Instant) -> AppResult<Own> {
    let row = queries::find_message(conn, id)?;
    if row.person != *person {
        return Err(AppError::NotFound);
    }
    let room = find_room(conn, &row.room, Some(person))?;
    let bar = find_bar(conn, &room, person, now)?;
    // Whoever is silenced may still take back their own words.
    let is_silenced = matches!(&bar, Some(Barred::Sanctioned(note, _)) if note.kind == SanctionKind::Silenced);
    Ok(Own {
        edit_bar: edit_bar(&row, now).map(Barred::For).or(bar.clone()),
        deletion_bar: deletion_bar(&row, now).map(Barred::For).or(bar.filter(|_| !is_silenced)),
        row,
        room,
    })
}

/// What became of an author's wish.
#[derive(Debug)]
pub enum Changing {
    /// It was done.
    Done(Changed),
    /// It had been done before; nothing was changed.
    Repeated,
    /// It may not be done; nothing was changed.
    Barred(Barred),
}

/// Puts other words into one's own message.
///
/// # Errors
/// As [`find_own`]; too many at once.
pub fn edit(
    conn: &mut Conn,
    id: &MessageId,
    (person, body): (&PersonId, &str),
    now: Instant,
    (limits, hub): (&RateLimits, &Hub),
) -> AppResult<Changing> {
    let own = find_own(conn, id, person, now)?;
    if let Some(bar) = own.edit_bar {
        return Ok(Changing::Barred(bar));
    }
    if own.row.body == body {
        return Ok(Changing::Repeated);
    }
    if let Some(bar) = find_word_bar(conn, &own.room, body)? {
        return Ok(Changing::Barred(bar));
    }
    limits.check_in_work(Rate::Message, person.as_str())?;
    let key = match own.room.kind.is_private() {
        true => fold(&with_names(body, list_file_names(conn, id)?.iter())),
        false => String::new(),
    };
    queries::update_body(conn, id, (body, &key), now)?;
    let row = queries::find_message(conn, id)?;
    store_mentions(conn, &own.room, &row, &hub.list_called(&own.room.id, body), now)?;
    Ok(Changing::Done(record_change(conn, id, now)?.1))
}

/// Deletes one's own message: its words leave the database.
///
/// # Errors
/// As [`find_own`].
pub fn delete(conn: &mut Conn, id: &MessageId, person: &PersonId, now: Instant) -> AppResult<Changing> {
    let own = find_own(conn, id, person, now)?;
    if own.row.deleted_at.is_some() && !own.row.is_hidden() {
        return Ok(Changing::Repeated);
    }
    if let Some(bar) = own.deletion_bar {
        return Ok(Changing::Barred(bar));
    }
    queries::empty_message(conn, id, now)?;
    Ok(Changing::Done(let_go(conn, &own.row, now)?))
}

/// What goes with the words of a message that was emptied: its files, and that it named somebody.
///
/// # Errors
/// What the database said.
pub(in crate::chat) fn let_go(conn: &mut Conn, row: &MessageRow, now: Instant) -> AppResult<Changed> {
    forget_mentions(conn, row, now)?;
    let dropped = delete_files(conn, &row.id)?;
    let (_, changed) = record_change(conn, &row.id, now)?;
    Ok(Changed { dropped, ..changed })
}
