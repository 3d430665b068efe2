//! The demo's rooms, one a booth, and what was said in some of them. Called by [`super::fill`].

use std::collections::HashMap;

use chrono::Duration;
use diesel::prelude::*;

use super::Seed;
use crate::clock::Instant;
use crate::db::Conn;
use crate::db::schema::{messages, rooms};
use crate::demo::content::LineSeed;
use crate::error::AppResult;
use crate::ids::{MessageId, PersonId, RoomId};
use crate::insert_many;

/// A line with its place in the room.
pub(super) struct Said<'a> {
    pub(super) seq: i64,
    pub(super) person: &'a PersonId,
    pub(super) text: &'a str,
    pub(super) at: Instant,
}

pub(super) fn insert(conn: &mut Conn, seed: &Seed) -> AppResult<()> {
    let said = gather(seed)?;
    for one in &seed.content.organizations {
        let said = said.get(one.slug.as_str()).map(Vec::as_slice).unwrap_or_default();
        let room = RoomId::new();
        let row = (
            rooms::id.eq(&room),
            rooms::edition_id.eq(&seed.edition),
            rooms::kind.eq("booth"),
            rooms::thing_id.eq(seed.booth(&one.slug)?.as_str()),
            rooms::last_seq.eq(said.last().map_or(0, |last| last.seq)),
            rooms::last_rev.eq(0_i64),
            rooms::created_at.eq(seed.now - super::days(9)),
        );
        diesel::insert_into(rooms::table).values(row).execute(conn)?;
        insert_messages(conn, &room, said)?;
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

fn add_lines<'a>(seed: &'a Seed, room: &mut Vec<Said<'a>>, lines: &'a [LineSeed], start: Instant) -> AppResult<()> {
    let mut at = start;
    for line in lines {
        at += Duration::minutes(i64::from(line.after));
        let seq = room.last().map_or(1, |last| last.seq + 1);
        room.push(Said { seq, person: seed.person(&line.who)?, text: &line.text, at });
    }
    Ok(())
}

pub(super) fn insert_messages(conn: &mut Conn, room: &RoomId, said: &[Said<'_>]) -> AppResult<()> {
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
            messages::state.eq("visible"),
            messages::created_at.eq(one.at),
            messages::updated_at.eq(one.at),
        )
    };
    for some in said.chunks(super::BATCH) {
        let rows: Vec<_> = some.iter().map(row).collect();
        insert_many!(conn, messages::table, rows)?;
    }
    Ok(())
}
