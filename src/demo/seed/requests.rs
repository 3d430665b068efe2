//! The demo's questions to desks, answered and waiting, and its recruiters on duty.

use chrono::Duration;
use diesel::prelude::*;

use super::chat::{add_lines, insert_messages};
use super::{Seed, missing};
use crate::chat::rooms::RoomKind;
use crate::chat::rooms::desks::{Desk, DeskKind};
use crate::chat::rooms::people::bring_in;
use crate::chat::rooms::queries::{NewRoom, find_room, insert_room, mark_read};
use crate::clock::Instant;
use crate::db::Conn;
use crate::db::schema::{live_requests, members};
use crate::demo::content::AskedSeed;
use crate::error::AppResult;
use crate::ids::{PersonId, RequestId, RoomId};
use crate::lifecycle::{Mover, record_beginning, record_move};
use crate::requests::model::RequestState;

pub(super) fn insert(conn: &mut Conn, seed: &Seed) -> AppResult<()> {
    for asked in &seed.content.asked {
        insert_asked(conn, seed, asked)?;
    }
    let until = seed.today() + Duration::hours(28);
    diesel::update(members::table.filter(members::role.eq("recruiter")))
        .set(members::recruiting_until.eq(until))
        .execute(conn)?;
    Ok(())
}

fn insert_asked(conn: &mut Conn, seed: &Seed, asked: &AskedSeed) -> AppResult<()> {
    let first = asked.lines.first().ok_or_else(|| missing("line", &asked.organization))?;
    let (person, at) = (seed.person(&first.who)?, seed.now - Duration::hours(i64::from(asked.hours)));
    let kind: DeskKind = asked.desk.parse().map_err(|_| missing("desk", &asked.desk))?;
    let desk = Desk::of(&seed.edition, kind, seed.organization(&asked.organization)?);
    let one = seed.content.organizations.iter().find(|one| one.slug == asked.organization);
    let name = one.map(|one| one.name.en.as_str()).unwrap_or_default();
    let room = RoomId::new();
    let (thing, organization) = (desk.thing(person), desk.organization.as_ref());
    let (edition, kind) = (&seed.edition, RoomKind::Desk);
    insert_room(conn, NewRoom { id: &room, edition, kind, thing: &thing, name, organization }, at)?;
    bring_in(conn, &room, std::slice::from_ref(person), at)?;
    let mut said = Vec::new();
    add_lines(seed, &mut said, &asked.lines, at)?;
    insert_messages(conn, &room, RoomKind::Desk, &said)?;
    for one in &said {
        let row = find_room(conn, &room, Some(one.person))?;
        mark_read(conn, &row, one.person, one.seq, one.at)?;
    }
    insert_request(conn, seed, asked, (&desk, &room, person), at)
}

fn insert_request(
    conn: &mut Conn,
    seed: &Seed,
    asked: &AskedSeed,
    (desk, room, person): (&Desk, &RoomId, &PersonId),
    at: Instant,
) -> AppResult<()> {
    let id = RequestId::new();
    let agent = if asked.agent.is_empty() { None } else { Some(seed.person(&asked.agent)?) };
    let ended = at + Duration::minutes(i64::from(asked.minutes));
    let state = if agent.is_some() { RequestState::Answered } else { RequestState::Converted };
    let row = (
        (
            live_requests::id.eq(&id),
            live_requests::edition_id.eq(&desk.edition),
            live_requests::organization_id.eq(&desk.organization),
            live_requests::desk.eq(desk.kind),
            live_requests::room_id.eq(room),
            live_requests::person_id.eq(person),
            live_requests::agent_id.eq(agent),
        ),
        (live_requests::state.eq(state), live_requests::rank.eq(1_i64), live_requests::offers.eq(1_i64)),
        (live_requests::begun_at.eq(agent.map(|_| at)), live_requests::ended_at.eq(ended)),
        (live_requests::created_at.eq(at), live_requests::updated_at.eq(ended)),
    );
    diesel::insert_into(live_requests::table).values(row).execute(conn)?;
    let states = match agent {
        Some(_) => [RequestState::Waiting, RequestState::Offered, RequestState::Active, RequestState::Answered],
        None => [RequestState::Waiting, RequestState::Offered, RequestState::Missed, RequestState::Converted],
    };
    record_beginning(conn, id.as_str(), RequestState::Waiting, Mover { person: Some(person), at, reason: "" })?;
    for (from, to) in states.iter().zip(states.iter().skip(1)) {
        record_move(conn, id.as_str(), *from, *to, Mover { person: agent, at, reason: "" })?;
    }
    Ok(())
}
