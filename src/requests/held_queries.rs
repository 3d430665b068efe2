//! What live requests hold of a person: that they asked a desk, or answered there. Who goes leaves the queue, and
//! ends the conversation they are in.

use diesel::prelude::*;

use super::model::{RequestRow, RequestState};
use super::queries::{Change, address, list_open, move_on};
use super::queue::settle;
use crate::clock::Instant;
use crate::db::Conn;
use crate::db::schema::organizations;
use crate::error::AppResult;
use crate::ids::{OrganizationId, PersonId};
use crate::lifecycle::Mover;
use crate::site::holdings::{Ending, Leaving, Named, Part, stays};
use crate::web::i18n::Locale;
use crate::{forget_name, held_rows};

/// The parts of live requests.
pub const HELD: &[Part] = &[
    Part {
        name: "requests",
        given: &["live_requests.person_id"],
        load: held_rows!(live_requests.person_id, { desk: String, state: String, room_id: String, offered_at: Option<Instant>, begun_at: Option<Instant>, ended_at: Option<Instant>, created_at: Instant }),
        erased: &[],
        erase: stays,
    },
    Part {
        name: "requests-answered",
        given: &["live_requests.agent_id"],
        load: held_rows!(live_requests.agent_id, { desk: String, state: String, begun_at: Option<Instant>, ended_at: Option<Instant>, created_at: Instant }),
        erased: &["live_requests.agent_id"],
        erase: forget_name!(live_requests.agent_id),
    },
];

/// What of live requests ends with a person.
pub const ENDINGS: &[Ending] = &[Ending { key: "leaving-requests", list, end }];

/// What goes on that they asked or answer.
fn list_own(conn: &mut Conn, person: &PersonId) -> QueryResult<Vec<RequestRow>> {
    let mut rows = list_open(conn)?;
    rows.retain(|row| row.person == *person || row.agent.as_ref() == Some(person));
    Ok(rows)
}

fn list(conn: &mut Conn, person: &PersonId, locale: Locale, _: Instant) -> AppResult<Vec<Named>> {
    let rows = list_own(conn, person)?;
    let of: Vec<_> = rows.iter().filter_map(|row| row.organization.clone()).collect();
    let names: Vec<(OrganizationId, String, String)> = organizations::table
        .filter(organizations::id.eq_any(of))
        .select((organizations::id, organizations::name, organizations::name_zh))
        .load(conn)?;
    let name_of = |row: &RequestRow| match &row.organization {
        None => locale.t("enquiry-desk").to_owned(),
        Some(id) => {
            let found = names.iter().find(|(one, ..)| one == id);
            found.map(|(_, name, name_zh)| locale.name(name, name_zh).to_owned()).unwrap_or_default()
        }
    };
    Ok(rows.iter().map(|row| Named { name: name_of(row), link: address(&row.room) }).collect())
}

fn end(conn: &mut Conn, leaving: &mut Leaving) -> AppResult<()> {
    let person = leaving.person.clone();
    let mover = Mover { person: Some(&person), at: leaving.now, reason: "" };
    for mut row in list_own(conn, &person)? {
        let ended = Change { ended_at: Some(leaving.now), ..Change::default() };
        match (row.state, row.person == person) {
            (RequestState::Active, _) => move_on(conn, &mut row, RequestState::Answered, mover, &ended)?,
            (_, true) => move_on(conn, &mut row, RequestState::Cancelled, mover, &ended)?,
            // They were to take over: anybody may now.
            (_, false) => {
                let change = Change { agent_id: Some(None), ..Change::default() };
                move_on(conn, &mut row, RequestState::Waiting, mover, &change)?;
            }
        }
        settle(conn, &row.desk(), leaving.now)?;
    }
    Ok(())
}
