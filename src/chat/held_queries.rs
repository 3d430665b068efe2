//! What the chat holds of a person: what they said and answered with signs, where they are named, the rooms they are
//! in and how far they read, whom they do not want to hear from.

use diesel::prelude::*;
use serde_json::Value;

use super::messages::changing::{let_go, record_change, record_reaction};
use super::messages::queries::{empty_any_message, find_message};
use crate::clock::Instant;
use crate::db::Conn;
use crate::db::schema::{blocks, message_mentions, messages, people, reactions, room_people, rooms};
use crate::error::AppResult;
use crate::ids::{MessageId, PersonId, RoomId};
use crate::site::Site;
use crate::site::holdings::{GONE_NAME, Leaving, Part, rows_as_json};
use crate::site::redaction::Redaction;
use crate::web::text::fold;
use crate::{forget_rows, held_rows};

/// The parts of the chat.
pub const HELD: &[Part] = &[
    Part {
        name: "messages",
        given: &["messages.person_id"],
        load: load_messages,
        erased: &["messages.person_id"],
        erase: erase_messages,
    },
    Part {
        name: "mentions",
        given: &["message_mentions.person_id"],
        load: held_rows!(message_mentions.person_id, { message_id: String, name: String, created_at: Instant }),
        erased: &["message_mentions.person_id"],
        erase: erase_mentions,
    },
    Part {
        name: "reactions",
        given: &["reactions.person_id"],
        load: held_rows!(reactions.person_id, { message_id: String, kind: String, created_at: Instant }),
        erased: &["reactions.person_id"],
        erase: erase_reactions,
    },
    Part {
        name: "rooms",
        given: &["room_people.person_id"],
        load: load_rooms,
        erased: &["room_people.person_id"],
        erase: leave_rooms,
    },
    Part {
        name: "rooms-read",
        given: &["room_reads.person_id"],
        load: held_rows!(room_reads.person_id, { room_id: String, seq: i64, created_at: Instant, updated_at: Instant }),
        erased: &["room_reads.person_id"],
        erase: forget_rows!(room_reads.person_id),
    },
    Part {
        name: "blocks",
        given: &["blocks.person_id"],
        load: load_blocks,
        erased: &["blocks.person_id", "blocks.blocked_id"],
        erase: forget_rows!(blocks.person_id, blocks.blocked_id),
    },
];

fn load_messages(conn: &mut Conn, person: &PersonId) -> QueryResult<Value> {
    #[derive(Queryable, serde::Serialize)]
    struct Row {
        id: String,
        room: String,
        room_kind: String,
        number: i64,
        said: String,
        state: String,
        edited_at: Option<Instant>,
        deleted_at: Option<Instant>,
        created_at: Instant,
    }
    let rows: Vec<Row> = messages::table
        .inner_join(rooms::table)
        .filter(messages::person_id.eq(person))
        .order(messages::id)
        .select((
            messages::id,
            rooms::id,
            rooms::kind,
            messages::seq,
            messages::body,
            messages::state,
            messages::edited_at,
            messages::deleted_at,
            messages::created_at,
        ))
        .load(conn)?;
    rows_as_json(rows)
}

/// Their words and files leave the rooms; the places of the messages stay, so that numbers have no gaps.
fn erase_messages(conn: &mut Conn, leaving: &mut Leaving) -> AppResult<()> {
    let ids: Vec<MessageId> = messages::table
        .filter(messages::person_id.eq(&leaving.person))
        .filter(messages::body.ne("").or(messages::file_count.gt(0)))
        .order(messages::id)
        .select(messages::id)
        .load(conn)?;
    for id in ids {
        let row = find_message(conn, &id)?;
        empty_any_message(conn, &id, leaving.now)?;
        let changed = let_go(conn, &row, leaving.now)?;
        leaving.files.extend(changed.dropped().to_vec());
        leaving.after.push(Box::new(move |site: &Site| changed.publish(&site.hub)));
    }
    let all = messages::table.filter(messages::person_id.eq(&leaving.person));
    diesel::update(all).set(messages::search_key.eq("")).execute(conn)?;
    Ok(())
}

/// Where others named them, the name goes.
fn erase_mentions(conn: &mut Conn, leaving: &mut Leaving) -> AppResult<()> {
    let own = message_mentions::table.filter(message_mentions::person_id.eq(&leaving.person));
    let named: Vec<(MessageId, String)> =
        own.select((message_mentions::message_id, message_mentions::name)).load(conn)?;
    diesel::delete(own).execute(conn)?;
    // They may have been called otherwise then.
    leaving.is_also_known_by(named.iter().map(|(_, name)| name.clone()));
    for (id, name) in named {
        let row = find_message(conn, &id)?;
        let body = row.body.replace(&format!("@{name}"), &format!("@{GONE_NAME}"));
        if body == row.body {
            continue;
        }
        let key: String = messages::table.find(&id).select(messages::search_key).first(conn)?;
        let key = key.replace(&fold(&name), "");
        diesel::update(messages::table.find(&id))
            .set((messages::body.eq(body), messages::search_key.eq(key)))
            .execute(conn)?;
        let (_, changed) = record_change(conn, &id, leaving.now)?;
        leaving.after.push(Box::new(move |site: &Site| changed.publish(&site.hub)));
    }
    Ok(())
}

fn erase_reactions(conn: &mut Conn, leaving: &mut Leaving) -> AppResult<()> {
    let own = reactions::table.filter(reactions::person_id.eq(&leaving.person));
    let ids: Vec<MessageId> = own.select(reactions::message_id).distinct().load(conn)?;
    diesel::delete(own).execute(conn)?;
    for id in ids {
        let row = find_message(conn, &id)?;
        diesel::update(messages::table.find(&id)).set(messages::last_reaction.eq(None::<String>)).execute(conn)?;
        let changed = record_reaction(conn, &row, leaving.now)?;
        leaving.after.push(Box::new(move |site: &Site| changed.publish(&site.hub)));
    }
    Ok(())
}

fn load_rooms(conn: &mut Conn, person: &PersonId) -> QueryResult<Value> {
    #[derive(Queryable, serde::Serialize)]
    struct Row {
        room: String,
        kind: String,
        name: String,
        since: Instant,
    }
    let rows: Vec<Row> = room_people::table
        .inner_join(rooms::table)
        .filter(room_people::person_id.eq(person))
        .order(room_people::id)
        .select((rooms::id, rooms::kind, rooms::name, room_people::created_at))
        .load(conn)?;
    rows_as_json(rows)
}

/// They are in no private room any more; a room that bears their name bears it no longer.
fn leave_rooms(conn: &mut Conn, leaving: &mut Leaving) -> AppResult<()> {
    let own = room_people::table.filter(room_people::person_id.eq(&leaving.person));
    let named: Vec<(RoomId, String)> = rooms::table
        .filter(rooms::id.eq_any(own.select(room_people::room_id)))
        .filter(rooms::name.ne(""))
        .select((rooms::id, rooms::name))
        .load(conn)?;
    let redaction = Redaction::of(leaving);
    for (room, name) in named {
        if let Some(without) = redaction.take_out(&name) {
            diesel::update(rooms::table.find(room)).set(rooms::name.eq(without)).execute(conn)?;
        }
    }
    diesel::delete(own).execute(conn)?;
    Ok(())
}

fn load_blocks(conn: &mut Conn, person: &PersonId) -> QueryResult<Value> {
    rows_as_json(list_blocked(conn, person)?)
}

/// Somebody whom a person does not want to hear from.
#[derive(Debug, Clone, Queryable, serde::Serialize)]
pub struct Blocked {
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// Since when.
    pub since: Instant,
}

/// Whom a person does not want to hear from, by name, at most 500.
///
/// # Errors
/// What the database said.
pub fn list_blocked(conn: &mut Conn, person: &PersonId) -> QueryResult<Vec<Blocked>> {
    blocks::table
        .inner_join(people::table.on(people::id.eq(blocks::blocked_id)))
        .filter(blocks::person_id.eq(person))
        .order((people::name, people::id))
        .limit(500)
        .select((people::id, people::name, blocks::created_at))
        .load(conn)
}
