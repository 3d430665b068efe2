//! What people answer a message with: a small set of signs, one of each kind a person. Called by
//! `attached`, which draws them, and by the handler of the form; a change is counted like every other.

use std::collections::{HashMap, HashSet};

use diesel::dsl::{count_star, exists};
use diesel::prelude::*;

use super::changing::{Changing, record_reaction};
use super::queries::find_message;
use crate::chat::rooms::bars::{Barred, find_bar};
use crate::chat::rooms::queries::find_room;
use crate::clock::Instant;
use crate::db::schema::{messages, reactions};
use crate::db::{Conn, unique};
use crate::error::{AppError, AppResult};
use crate::ids::{MessageId, PersonId, RowId};
use crate::web::limits::{Rate, RateLimits};

crate::text_enum! {
    /// A sign.
    pub enum ReactionKind {
        /// Well said.
        Like = "like",
        /// Dear to me.
        Heart = "heart",
        /// Funny.
        Laugh = "laugh",
        /// To be celebrated.
        Celebrate = "celebrate",
        /// I have to think about it.
        Think = "think",
        /// Thank you.
        Thanks = "thanks",
    }
}

impl ReactionKind {
    /// The sign as it is drawn.
    pub fn emoji(self) -> &'static str {
        match self {
            Self::Like => "👍",
            Self::Heart => "❤️",
            Self::Laugh => "😄",
            Self::Celebrate => "🎉",
            Self::Think => "🤔",
            Self::Thanks => "🙏",
        }
    }

    /// The Fluent key of its name.
    pub fn key(self) -> &'static str {
        match self {
            Self::Like => "reaction-like",
            Self::Heart => "reaction-heart",
            Self::Laugh => "reaction-laugh",
            Self::Celebrate => "reaction-celebrate",
            Self::Think => "reaction-think",
            Self::Thanks => "reaction-thanks",
        }
    }
}

/// How many people answered each of these messages with each sign.
///
/// # Errors
/// What the database said.
pub fn count_reactions(
    conn: &mut Conn,
    ids: &[MessageId],
) -> QueryResult<HashMap<MessageId, HashMap<ReactionKind, i64>>> {
    let most = i64::try_from(ids.len() * ReactionKind::ALL.len()).unwrap_or(i64::MAX);
    let rows: Vec<(MessageId, ReactionKind, i64)> = reactions::table
        .filter(reactions::message_id.eq_any(ids))
        .group_by((reactions::message_id, reactions::kind))
        .select((reactions::message_id, reactions::kind, count_star()))
        .limit(most)
        .load(conn)?;
    let mut counts: HashMap<MessageId, HashMap<ReactionKind, i64>> = HashMap::new();
    for (id, kind, count) in rows {
        counts.entry(id).or_default().insert(kind, count);
    }
    Ok(counts)
}

/// The signs with which a person answered these messages.
///
/// # Errors
/// What the database said.
pub fn list_own_reactions(
    conn: &mut Conn,
    ids: &[MessageId],
    person: &PersonId,
) -> QueryResult<HashSet<(MessageId, ReactionKind)>> {
    let most = i64::try_from(ids.len() * ReactionKind::ALL.len()).unwrap_or(i64::MAX);
    let rows: Vec<(MessageId, ReactionKind)> = reactions::table
        .filter(reactions::message_id.eq_any(ids))
        .filter(reactions::person_id.eq(person))
        .select((reactions::message_id, reactions::kind))
        .limit(most)
        .load(conn)?;
    Ok(rows.into_iter().collect())
}

/// Answers a message with a sign, or takes the sign back. Safe to repeat.
///
/// # Errors
/// 404 where this person may not read the room; refused for a message whose words are gone; too many
/// at once.
pub fn react(
    conn: &mut Conn,
    id: &MessageId,
    (person, kind, is_on): (&PersonId, ReactionKind, bool),
    now: Instant,
    limits: &RateLimits,
) -> AppResult<Changing> {
    let row = find_message(conn, id)?;
    let room = find_room(conn, &row.room, Some(person))?;
    if let Some(bar) = find_bar(conn, &room, person, now)? {
        return Ok(Changing::Barred(bar));
    }
    if row.is_removed() {
        return Ok(Changing::Barred(Barred::For("error-reaction-removed")));
    }
    limits.check_in_work(Rate::Reaction, person.as_str())?;
    if !set_reaction(conn, id, (person, kind, is_on), now)? {
        return Ok(Changing::Repeated);
    }
    Ok(Changing::Done(record_reaction(conn, &row, now)?))
}

/// Answers a message with a sign, or takes the sign back, without counting the change: for messages
/// that nobody has been told of. False where it was so already.
///
/// # Errors
/// What the database said.
pub fn set_reaction(
    conn: &mut Conn,
    id: &MessageId,
    (person, kind, is_on): (&PersonId, ReactionKind, bool),
    now: Instant,
) -> AppResult<bool> {
    let own = reactions::table
        .filter(reactions::message_id.eq(id))
        .filter(reactions::kind.eq(kind))
        .filter(reactions::person_id.eq(person));
    let is_there: bool = diesel::select(exists(own)).get_result(conn)?;
    match (is_there, is_on) {
        (true, true) | (false, false) => return Ok(false),
        (true, false) => drop(diesel::delete(own).execute(conn)?),
        (false, true) => insert_reaction(conn, id, (person, kind), now)?,
    }
    let last = format!("{person}:{kind}:{}", if is_on { "on" } else { "off" });
    diesel::update(messages::table.find(id)).set(messages::last_reaction.eq(Some(last))).execute(conn)?;
    Ok(true)
}

fn insert_reaction(
    conn: &mut Conn,
    id: &MessageId,
    (person, kind): (&PersonId, ReactionKind),
    now: Instant,
) -> AppResult<()> {
    let row = (
        reactions::id.eq(RowId::new()),
        reactions::message_id.eq(id),
        reactions::kind.eq(kind),
        reactions::person_id.eq(person),
        reactions::created_at.eq(now),
    );
    // The same pressed twice at once: the later one runs again and finds the first.
    unique(diesel::insert_into(reactions::table).values(row).execute(conn), AppError::Busy(1))?;
    Ok(())
}
