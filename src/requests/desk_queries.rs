//! What a desk does with live requests, and the lists that it sees.

use diesel::dsl::exists;
use diesel::prelude::*;

use super::forms::Wanted;
use super::model::{RequestRow, RequestState};
use super::queries::{Change, TOLD_CHARS, address, find_latest, find_question, list_of_desk, move_on, tell_person};
use super::queue;
use crate::accounts::people::queries::find_name;
use crate::chat::rooms::desks::{Desk, DeskKind, is_staff};
use crate::clock::Instant;
use crate::db::Conn;
use crate::db::schema::{live_requests, messages, people, room_people, rooms};
use crate::error::{AppError, AppResult};
use crate::ids::{EditionId, OrganizationId, PersonId, RoomId};
use crate::lifecycle::Mover;
use crate::outbox::{Notice, notify_unless_seen};
use crate::service::enquiries::moves::take_to_talk;
use crate::site::Visit;
use crate::web::i18n::Locale;
use crate::web::paging::{Page, PageNumber};
use crate::web::text::{clip, one_line, word_patterns};

/// The latest request of a room, for one of its desk.
///
/// # Errors
/// Not signed in or not verified; 404 for any other.
pub fn find_for_staff(conn: &mut Conn, visit: &Visit, room: &RoomId) -> AppResult<(RequestRow, PersonId)> {
    let me = visit.writer()?.person.clone();
    let row = find_latest(conn, room)?;
    // Whoever asked and is of the desk by now stays the one who asked.
    match row.person != me && is_staff(conn, &row.desk(), &me)? {
        true => Ok((row, me)),
        false => Err(AppError::NotFound),
    }
}

/// Takes a request: the first who does so talks with the person.
///
/// # Errors
/// As [`find_for_staff`]; a conflict when somebody was faster, or it does not wait any more, or it
/// was handed to somebody else.
pub fn accept(conn: &mut Conn, visit: &Visit, room: &RoomId) -> AppResult<()> {
    let (mut row, me) = find_for_staff(conn, visit, room)?;
    if row.agent.as_ref().is_some_and(|other| *other != me) {
        return Err(AppError::Conflict("error-request-taken"));
    }
    let mover = Mover { person: Some(&me), at: visit.now, reason: "" };
    if row.state == RequestState::Waiting {
        let offers = Some(row.offers + 1);
        let change = Change { offers, offered_at: Some(visit.now), ..Change::default() };
        move_on(conn, &mut row, RequestState::Offered, mover, &change)?;
    }
    if row.state != RequestState::Offered {
        return Err(AppError::Conflict("error-request-taken"));
    }
    let begun_at = row.begun_at.is_none().then_some(visit.now);
    let change = Change { agent_id: Some(Some(me.clone())), begun_at, ..Change::default() };
    move_on(conn, &mut row, RequestState::Active, mover, &change)?;
    tell_person(conn, &row, "request.accepted", "notice-request-accepted", visit.now)?;
    if let Some(enquiry) = &row.enquiry {
        take_to_talk(conn, enquiry, &me, visit.now)?;
    }
    queue::settle(conn, &row.desk(), visit.now)
}

/// Hands a conversation to a colleague, who finds it before those who wait.
///
/// # Errors
/// As [`find_for_staff`]; 404 for a colleague who is not of the desk; a conflict when it does not go
/// on, or goes on with somebody else.
pub fn hand_over(conn: &mut Conn, visit: &Visit, room: &RoomId, to: &PersonId) -> AppResult<()> {
    let (mut row, me) = find_for_staff(conn, visit, room)?;
    if *to == me || !is_staff(conn, &row.desk(), to)? {
        return Err(AppError::NotFound);
    }
    if row.agent.as_ref() != Some(&me) {
        return Err(AppError::Conflict("error-request-taken"));
    }
    let mover = Mover { person: Some(&me), at: visit.now, reason: "" };
    let change = Change {
        agent_id: Some(Some(to.clone())),
        rank: Some(0),
        offers: Some(1),
        offered_at: Some(visit.now),
        ..Change::default()
    };
    move_on(conn, &mut row, RequestState::Offered, mover, &change)?;
    row.agent = Some(to.clone());
    let name = find_name(conn, &row.person)?;
    let word = |locale: Locale| Notice {
        subject: locale.tf("notice-request-handed", &[("name", &name)]),
        detail: String::new(),
    };
    notify_unless_seen(conn, to, "request.handed", &address(room), visit.now, word)?;
    queue::settle(conn, &row.desk(), visit.now)
}

/// An open request as its desk sees it.
#[derive(Debug, Clone)]
pub struct DeskLine {
    /// The request.
    pub row: RequestRow,
    /// Who asks.
    pub name: String,
    /// Who talks with them, or is to take over; empty for nobody.
    pub agent: String,
    /// What they ask.
    pub question: String,
}

/// The open requests of a desk with their names and questions, those to be taken first at the head.
///
/// # Errors
/// What the database said.
pub fn list_lines(conn: &mut Conn, desk: &Desk) -> QueryResult<Vec<DeskLine>> {
    let mut lines = Vec::new();
    for row in list_of_desk(conn, desk, &RequestState::OPEN)? {
        let agent = match &row.agent {
            Some(agent) => find_name(conn, agent)?,
            None => String::new(),
        };
        let question = clip(&one_line(&find_question(conn, &row)?), TOLD_CHARS);
        lines.push(DeskLine { name: find_name(conn, &row.person)?, agent, question, row });
    }
    Ok(lines)
}

/// A room of a desk whose request is over.
#[derive(Debug, Clone, Queryable)]
pub struct LaterRow {
    /// The room.
    pub room: RoomId,
    /// Who asked.
    pub name: String,
    /// The last message as typed; empty when its author deleted it.
    pub body: String,
    /// `visible`, or why it is not shown.
    pub state: String,
    /// How many files came with it.
    pub file_count: i64,
    /// Whether the last word is theirs.
    pub is_unanswered: bool,
    /// When it was said.
    pub at: Instant,
}

/// A page of the conversations of these desks that nobody holds now, the latest first; those that
/// wait for an answer, unless all are wanted.
///
/// # Errors
/// What the database said.
pub fn list_later(
    conn: &mut Conn,
    (edition, organization, kinds): (&EditionId, &OrganizationId, &[DeskKind]),
    wanted: &Wanted,
    at: PageNumber,
) -> QueryResult<Page<LaterRow>> {
    let narrow = || {
        let asked = live_requests::table
            .filter(live_requests::edition_id.eq(edition))
            .filter(live_requests::organization_id.eq(organization))
            .filter(live_requests::desk.eq_any(kinds))
            .select(live_requests::room_id);
        let open =
            live_requests::table.filter(live_requests::state.eq_any(RequestState::OPEN)).select(live_requests::room_id);
        let last = messages::room_id.eq(rooms::id).and(messages::seq.eq(rooms::last_seq));
        let asker = room_people::room_id.eq(rooms::id);
        let mut found = rooms::table
            .inner_join(messages::table.on(last))
            .inner_join(room_people::table.on(asker))
            .inner_join(people::table.on(people::id.eq(room_people::person_id)))
            .filter(rooms::id.eq_any(asked))
            .filter(diesel::dsl::not(rooms::id.eq_any(open)))
            .into_boxed();
        if wanted.show != "all" {
            found = found.filter(messages::person_id.eq(room_people::person_id));
        }
        for word in word_patterns(&wanted.q) {
            let said = diesel::alias!(messages as said);
            let has_word = said
                .filter(said.field(messages::room_id).eq(rooms::id))
                .filter(said.field(messages::state).eq("visible"))
                .filter(said.field(messages::search_key).like(word).escape('\\'));
            found = found.filter(exists(has_word));
        }
        found
    };
    let total: i64 = narrow().count().get_result(conn)?;
    let (offset, limit) = (i64::try_from(at.offset()).unwrap_or(0), i64::try_from(at.size).unwrap_or(0));
    let is_unanswered = messages::person_id.eq(room_people::person_id);
    let rows = narrow()
        .order((messages::created_at.desc(), rooms::id))
        .offset(offset)
        .limit(limit)
        .select((
            rooms::id,
            people::name,
            messages::body,
            messages::state,
            messages::file_count,
            is_unanswered,
            messages::created_at,
        ))
        .load(conn)?;
    Ok(at.page(rows, u64::try_from(total).unwrap_or(0)))
}
