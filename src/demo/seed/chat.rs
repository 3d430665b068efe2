//! The demo's rooms, one a booth, and what was said in some of them. Called by [`super::fill`].

use std::collections::{BTreeMap, HashMap};

use chrono::Duration;
use diesel::prelude::*;

use super::Seed;
use crate::chat::direct::queries::pair;
use crate::chat::rooms::RoomKind;
use crate::chat::rooms::people::bring_in;
use crate::chat::rooms::queries::{NewRoom, find_or_make_room, find_room, insert_room, mark_read};
use crate::clock::Instant;
use crate::db::Conn;
use crate::db::schema::{messages, rooms};
use crate::demo::content::{LineSeed, PrivateSeed};
use crate::error::AppResult;
use crate::ids::{MessageId, PersonId, RoomId};
use crate::insert_many;
use crate::web::text::fold;

/// A line with its place in the room.
pub(super) struct Said<'a> {
    pub(super) seq: i64,
    pub(super) person: &'a PersonId,
    pub(super) text: &'a str,
    pub(super) at: Instant,
}

pub(super) fn insert(conn: &mut Conn, seed: &Seed) -> AppResult<()> {
    for conversation in &seed.content.private {
        insert_private(conn, seed, conversation)?;
    }
    let said = gather(seed)?;
    for one in &seed.content.organizations {
        let said = said.get(one.slug.as_str()).map(Vec::as_slice).unwrap_or_default();
        let thing = seed.booth(&one.slug)?.as_str();
        let room = find_or_make_room(conn, &seed.edition, (RoomKind::Booth, thing), seed.now - super::days(9))?;
        insert_messages(conn, &room, RoomKind::Booth, said)?;
    }
    Ok(())
}

fn insert_private(conn: &mut Conn, seed: &Seed, conversation: &PrivateSeed) -> AppResult<()> {
    let mut said = Vec::new();
    add_lines(seed, &mut said, &conversation.lines, seed.now - Duration::hours(3))?;
    let read: BTreeMap<&PersonId, i64> = said.iter().map(|one| (one.person, one.seq)).collect();
    let everybody: Vec<PersonId> = read.keys().map(|person| (*person).clone()).collect();
    let room = RoomId::new();
    let thing = match everybody.as_slice() {
        [one, other] => pair(&seed.edition, one, other),
        _ => room.to_string(),
    };
    let at = seed.now - super::days(1);
    let (edition, kind, name) = (&seed.edition, RoomKind::Direct, conversation.name.as_str());
    insert_room(conn, NewRoom { id: &room, edition, kind, thing: &thing, name, organization: None }, at)?;
    bring_in(conn, &room, &everybody, at)?;
    insert_messages(conn, &room, RoomKind::Direct, &said)?;
    for (person, seq) in read {
        let row = find_room(conn, &room, Some(person))?;
        mark_read(conn, &row, person, seq, seed.now)?;
    }
    Ok(())
}

/// Everything said, by organization. A later conversation at the same booth begins six hours after
/// the one before.
fn gather(seed: &Seed) -> AppResult<HashMap<&str, Vec<Said<'_>>>> {
    let mut rooms: HashMap<&str, Vec<Said<'_>>> = HashMap::new();
    for (turn, conversation) in (0_i64..).zip(&seed.content.conversations) {
        let room = rooms.entry(&conversation.organization).or_default();
        let start = match room.last() {
            None => seed.now - Duration::hours(22) + Duration::minutes(turn * 7),
            Some(last) => last.at + Duration::hours(6),
        };
        add_lines(seed, room, &conversation.lines, start.min(seed.now - Duration::minutes(90)))?;
    }
    Ok(rooms)
}

pub(super) fn add_lines<'a>(
    seed: &'a Seed,
    room: &mut Vec<Said<'a>>,
    lines: &'a [LineSeed],
    start: Instant,
) -> AppResult<()> {
    let mut at = start;
    for line in lines {
        at += Duration::minutes(i64::from(line.after));
        let seq = room.last().map_or(1, |last| last.seq + 1);
        room.push(Said { seq, person: seed.person(&line.who)?, text: &line.text, at });
    }
    Ok(())
}

/// Stores what was said in a room, and how far its numbers go.
pub(super) fn insert_messages(conn: &mut Conn, room: &RoomId, kind: RoomKind, said: &[Said<'_>]) -> AppResult<()> {
    let row = |one: &Said<'_>| {
        let id = MessageId::new();
        (
            messages::client_id.eq(id.as_str().to_owned()),
            messages::id.eq(id),
            messages::room_id.eq(room.clone()),
            messages::seq.eq(one.seq),
            messages::rev.eq(0_i64),
            messages::person_id.eq(one.person.clone()),
            messages::body.eq(one.text.to_owned()),
            messages::search_key.eq(if kind.is_private() { fold(one.text) } else { String::new() }),
            messages::state.eq("visible"),
            messages::created_at.eq(one.at),
            messages::updated_at.eq(one.at),
        )
    };
    for some in said.chunks(super::BATCH) {
        let rows: Vec<_> = some.iter().map(row).collect();
        insert_many!(conn, messages::table, rows)?;
    }
    if let Some(last) = said.last() {
        diesel::update(rooms::table.find(room)).set(rooms::last_seq.eq(last.seq)).execute(conn)?;
    }
    Ok(())
}

/// The message that a line became.
pub(super) fn find_line(conn: &mut Conn, seed: &Seed, line: &LineSeed) -> AppResult<MessageId> {
    let of_author = messages::table.filter(messages::person_id.eq(seed.person(&line.who)?));
    Ok(of_author.filter(messages::body.eq(&line.text)).select(messages::id).first(conn)?)
}
