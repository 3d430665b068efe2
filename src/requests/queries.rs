//! Every statement of live requests, and what a person does about one in one transaction.

use diesel::dsl::exists;
use diesel::prelude::*;
use uuid::Uuid;

use super::forms::NewRequest;
use super::model::{RequestRow, RequestState};
use super::queue;
use crate::accounts::organizations::OrganizationState;
use crate::accounts::people::queries::find_name;
use crate::chat::messages::files::list_files;
use crate::chat::messages::queries::NewMessage;
use crate::chat::messages::saying::{Saying, is_sent, say_or_refuse};
use crate::chat::rooms::desks::{Desk, find_desk_names, is_staff, list_staff};
use crate::chat::rooms::people::bring_in;
use crate::chat::rooms::queries::{NewRoom, RoomKind, find_room_of, insert_room};
use crate::clock::Instant;
use crate::db::schema::{live_requests, messages, organizations};
use crate::db::{Conn, Topic, changed_one, raise};
use crate::error::{AppError, AppResult};
use crate::ids::{EnquiryId, FileId, MessageId, OrganizationId, PersonId, RequestId, RoomId};
use crate::lifecycle::{self, Mover};
use crate::outbox::{Notice, notify, notify_unless_seen};
use crate::service::enquiries::moves::{keep_said, note_talk};
use crate::site::{Visit, gate};
use crate::web::i18n::Locale;
use crate::web::limits::{Rate, RateLimits};
use crate::web::text::{clip, one_line};

/// How much of a question a notification shows, in characters.
pub(super) const TOLD_CHARS: usize = 200;

macro_rules! columns {
    () => {
        (
            live_requests::id,
            live_requests::edition_id,
            live_requests::organization_id,
            live_requests::desk,
            live_requests::room_id,
            live_requests::person_id,
            live_requests::agent_id,
            live_requests::state,
            live_requests::rank,
            live_requests::offers,
            live_requests::offered_at,
            live_requests::begun_at,
            live_requests::created_at,
            live_requests::enquiry_id,
        )
    };
}

/// The requests of a desk.
macro_rules! of_desk {
    ($desk:expr) => {{
        let found = live_requests::table
            .filter(live_requests::edition_id.eq(&$desk.edition))
            .filter(live_requests::desk.eq($desk.kind))
            .into_boxed();
        match &$desk.organization {
            Some(organization) => found.filter(live_requests::organization_id.eq(organization)),
            None => found.filter(live_requests::organization_id.is_null()),
        }
    }};
}
pub(super) use of_desk;

/// An organization that may be asked.
///
/// # Errors
/// 404 for one that is not before the public.
pub fn find_organization(conn: &mut Conn, slug: &str) -> AppResult<(OrganizationId, String, String)> {
    Ok(organizations::table
        .filter(organizations::slug.eq(slug))
        .filter(organizations::state.eq(OrganizationState::Verified))
        .select((organizations::id, organizations::name, organizations::name_zh))
        .first(conn)?)
}

/// The latest request in a room.
///
/// # Errors
/// 404 where there is none.
pub fn find_latest(conn: &mut Conn, room: &RoomId) -> AppResult<RequestRow> {
    let of_room = live_requests::table.filter(live_requests::room_id.eq(room));
    Ok(of_room.order(live_requests::id.desc()).select(columns!()).first(conn)?)
}

/// A request.
///
/// # Errors
/// What the database said.
pub fn find_by_id(conn: &mut Conn, id: &RequestId) -> QueryResult<Option<RequestRow>> {
    live_requests::table.filter(live_requests::id.eq(id)).select(columns!()).first(conn).optional()
}

/// The requests of a desk in these states, those to be taken first at the head.
///
/// # Errors
/// What the database said.
pub fn list_of_desk(conn: &mut Conn, desk: &Desk, states: &[RequestState]) -> QueryResult<Vec<RequestRow>> {
    of_desk!(desk)
        .filter(live_requests::state.eq_any(states.iter().copied()))
        .order((live_requests::rank, live_requests::id))
        .limit(500)
        .select(columns!())
        .load(conn)
}

/// Every request that goes on, at most 5,000: those of one desk stand together.
///
/// # Errors
/// What the database said.
pub fn list_open(conn: &mut Conn) -> QueryResult<Vec<RequestRow>> {
    live_requests::table
        .filter(live_requests::state.eq_any(RequestState::OPEN))
        .order((live_requests::organization_id, live_requests::desk, live_requests::rank, live_requests::id))
        .limit(5_000)
        .select(columns!())
        .load(conn)
}

/// A person's requests, the latest of each room, newest first.
///
/// # Errors
/// What the database said.
pub fn list_of_person(
    conn: &mut Conn,
    person: &PersonId,
    only_open: bool,
    (offset, limit): (i64, i64),
) -> QueryResult<Vec<(RequestRow, String, String)>> {
    let mut own =
        live_requests::table.left_join(organizations::table).filter(live_requests::person_id.eq(person)).into_boxed();
    if only_open {
        own = own.filter(live_requests::state.eq_any(RequestState::OPEN));
    }
    let rows: Vec<(RequestRow, Option<(String, String)>)> = own
        .order(live_requests::id.desc())
        .offset(offset)
        .limit(limit)
        .select((columns!(), (organizations::name, organizations::name_zh).nullable()))
        .load(conn)?;
    let of_helpdesk = || (Locale::En.t("enquiry-desk").to_owned(), Locale::ZhCn.t("enquiry-desk").to_owned());
    let named = |(row, names): (RequestRow, Option<(String, String)>)| {
        let (name, name_zh) = names.unwrap_or_else(of_helpdesk);
        (row, name, name_zh)
    };
    Ok(rows.into_iter().map(named).collect())
}

/// Asks a desk: stores the request, then the question, in the room of the two. While an earlier
/// request of theirs goes on there, the question is one more message.
///
/// # Errors
/// Not signed in or not verified; refused while the zone is not open; 404 for an organization that cannot be asked;
/// refused to those of the desk itself; too many; what bars the person from writing.
pub fn ask(conn: &mut Conn, visit: &Visit, new: &NewRequest, limits: &RateLimits) -> AppResult<(RoomId, Saying)> {
    visit.writer()?;
    let (organization, name, _) = find_organization(conn, &new.organization)?;
    let desk = Desk::of(&visit.edition()?.id, new.kind, &organization);
    gate::require_open(conn, &desk.edition, new.kind.zone(), visit.now)?;
    ask_desk(conn, visit, (&desk, &name, None), (new.key, &new.body), limits)
}

/// Asks a desk: of the help desk about an enquiry that stands already.
///
/// # Errors
/// As [`ask`].
pub fn ask_desk(
    conn: &mut Conn,
    visit: &Visit,
    (desk, name, enquiry): (&Desk, &str, Option<&EnquiryId>),
    (key, body): (Uuid, &str),
    limits: &RateLimits,
) -> AppResult<(RoomId, Saying)> {
    let me = visit.writer()?.person.clone();
    if is_staff(conn, desk, &me)? {
        return Err(AppError::Refused("error-request-own"));
    }
    let room = find_or_make_room(conn, visit, (desk, name), &me)?;
    let message = NewMessage::of(&room, key, body.to_owned());
    if !has_open(conn, &room)? && !is_sent(conn, &message, &me)? {
        limits.check_in_work(Rate::Contact, me.as_str())?;
        insert_request(conn, desk, (&room, &me, enquiry), visit.now)?;
    }
    let said = say_or_refuse(conn, &message, &me, visit.now, limits)?;
    queue::settle(conn, desk, visit.now)?;
    Ok((room, said))
}

/// Whether a request goes on in a room.
fn has_open(conn: &mut Conn, room: &RoomId) -> QueryResult<bool> {
    let open = live_requests::table
        .filter(live_requests::room_id.eq(room))
        .filter(live_requests::state.eq_any(RequestState::OPEN));
    diesel::select(exists(open)).get_result(conn)
}

fn find_or_make_room(conn: &mut Conn, visit: &Visit, (desk, name): (&Desk, &str), me: &PersonId) -> AppResult<RoomId> {
    let thing = desk.thing(me);
    if let Some(known) = find_room_of(conn, RoomKind::Desk, &thing)? {
        return Ok(known);
    }
    let id = RoomId::new();
    let (edition, organization) = (&desk.edition, desk.organization.as_ref());
    let new = NewRoom { id: &id, edition, kind: RoomKind::Desk, thing: &thing, name, organization };
    insert_room(conn, new, visit.now)?;
    bring_in(conn, &id, std::slice::from_ref(me), visit.now)?;
    Ok(id)
}

fn insert_request(
    conn: &mut Conn,
    desk: &Desk,
    (room, me, enquiry): (&RoomId, &PersonId, Option<&EnquiryId>),
    now: Instant,
) -> AppResult<()> {
    let id = RequestId::new();
    let row = (
        live_requests::id.eq(&id),
        live_requests::edition_id.eq(&desk.edition),
        live_requests::organization_id.eq(&desk.organization),
        live_requests::desk.eq(desk.kind),
        live_requests::room_id.eq(room),
        live_requests::person_id.eq(me),
        live_requests::state.eq(RequestState::Waiting),
        live_requests::rank.eq(1_i64),
        live_requests::offers.eq(0_i64),
        live_requests::created_at.eq(now),
        live_requests::updated_at.eq(now),
        live_requests::enquiry_id.eq(enquiry),
    );
    // Asked twice at once: the later one runs again and finds the first.
    crate::db::unique(diesel::insert_into(live_requests::table).values(row).execute(conn), AppError::Busy(1))?;
    let mover = Mover { person: Some(me), at: now, reason: "" };
    lifecycle::record_beginning(conn, id.as_str(), RequestState::Waiting, mover)?;
    raise(Topic::Requests);
    Ok(())
}

/// What changes with a move beside the state; what is none stays.
#[derive(Debug, Clone, Default, AsChangeset)]
#[diesel(table_name = live_requests)]
pub struct Change {
    /// Who talks with them, or is to take over; inner none: nobody.
    pub agent_id: Option<Option<PersonId>>,
    /// The place before or among the others.
    pub rank: Option<i64>,
    /// How often it was offered.
    pub offers: Option<i64>,
    /// When it was offered.
    pub offered_at: Option<Instant>,
    /// When they began to talk.
    pub begun_at: Option<Instant>,
    /// When it ended.
    pub ended_at: Option<Instant>,
}

/// Moves a request on.
///
/// # Errors
/// [`AppError::Conflict`] when the move is illegal or somebody was faster.
pub fn move_on(
    conn: &mut Conn,
    row: &mut RequestRow,
    to: RequestState,
    mover: Mover<'_>,
    change: &Change,
) -> AppResult<()> {
    lifecycle::record_move(conn, row.id.as_str(), row.state, to, mover)?;
    let own = live_requests::table.filter(live_requests::id.eq(&row.id)).filter(live_requests::state.eq(row.state));
    let set = (live_requests::state.eq(to), live_requests::updated_at.eq(mover.at), change);
    changed_one(diesel::update(own).set(set).execute(conn)?)?;
    row.state = to;
    raise(Topic::Requests);
    Ok(())
}

/// Ends a conversation, from either side.
///
/// # Errors
/// 404 for who is neither; a conflict when it does not go on.
pub fn finish(conn: &mut Conn, visit: &Visit, room: &RoomId) -> AppResult<()> {
    let me = visit.viewer()?.person.clone();
    let mut row = find_latest(conn, room)?;
    if row.person != me && !is_staff(conn, &row.desk(), &me)? {
        return Err(AppError::NotFound);
    }
    let mover = Mover { person: Some(&me), at: visit.now, reason: "" };
    let change = Change { ended_at: Some(visit.now), ..Change::default() };
    move_on(conn, &mut row, RequestState::Answered, mover, &change)?;
    if let Some(enquiry) = &row.enquiry {
        note_talk(conn, enquiry, (&row.room, row.agent.as_ref()), visit.now)?;
    }
    queue::settle(conn, &row.desk(), visit.now)
}

/// Takes a request back, or leaves it to be answered later.
///
/// # Errors
/// 404 for any but who asked; a conflict when it does not wait any more.
pub fn leave_queue(conn: &mut Conn, visit: &Visit, room: &RoomId, to: RequestState) -> AppResult<()> {
    let me = visit.viewer()?.person.clone();
    let mut row = find_latest(conn, room)?;
    if row.person != me {
        return Err(AppError::NotFound);
    }
    let mover = Mover { person: Some(&me), at: visit.now, reason: "" };
    match to {
        RequestState::Cancelled => {
            let change = Change { ended_at: Some(visit.now), ..Change::default() };
            move_on(conn, &mut row, RequestState::Cancelled, mover, &change)?;
            keep_words(conn, &row, visit.now)?;
        }
        _ => convert(conn, &mut row, mover)?,
    }
    queue::settle(conn, &row.desk(), visit.now)
}

/// Leaves a request that nobody took to be answered later, and tells the desk.
///
/// # Errors
/// A conflict when it does not wait any more.
pub fn convert(conn: &mut Conn, row: &mut RequestRow, mover: Mover<'_>) -> AppResult<()> {
    let change = Change { agent_id: Some(None), ended_at: Some(mover.at), ..Change::default() };
    move_on(conn, row, RequestState::Missed, mover, &change)?;
    move_on(conn, row, RequestState::Converted, mover, &Change::default())?;
    // What was asked of the help desk stands in its queue already.
    if row.enquiry.is_some() {
        return keep_words(conn, row, mover.at);
    }
    let name = find_name(conn, &row.person)?;
    let question = find_question(conn, row)?;
    let word = |locale: Locale| Notice {
        subject: locale.tf("notice-request-converted", &[("name", &name)]),
        detail: clip(&one_line(&question), TOLD_CHARS),
    };
    for one in list_staff(conn, &row.desk())? {
        notify(conn, &one, "request.converted", &address(&row.room), mover.at, word)?;
    }
    Ok(())
}

/// Writes what was said while somebody waited for the help desk into their enquiry, which has the question already.
fn keep_words(conn: &mut Conn, row: &RequestRow, now: Instant) -> AppResult<()> {
    let Some(enquiry) = &row.enquiry else { return Ok(()) };
    let said = list_said(conn, row, (1, 100))?;
    let ids: Vec<MessageId> = said.iter().map(|(id, _)| id.clone()).collect();
    let mut files = list_files(conn, &ids)?;
    let mut of = |id: &MessageId| files.remove(id).unwrap_or_default().into_iter().map(|file| file.id).collect();
    let said: Vec<(String, Vec<FileId>)> = said.into_iter().map(|(id, body)| (body, of(&id))).collect();
    keep_said(conn, enquiry, &said, now)
}

/// What was asked first, as far as it may be shown.
pub(super) fn find_question(conn: &mut Conn, row: &RequestRow) -> QueryResult<String> {
    Ok(list_said(conn, row, (0, 1))?.pop().map(|(_, body)| body).unwrap_or_default())
}

/// What who asked has said since then, as far as it may be shown, oldest first.
fn list_said(conn: &mut Conn, row: &RequestRow, (offset, limit): (i64, i64)) -> QueryResult<Vec<(MessageId, String)>> {
    let own = messages::table
        .filter(messages::room_id.eq(&row.room))
        .filter(messages::person_id.eq(&row.person))
        .filter(messages::created_at.ge(row.created_at))
        .filter(messages::state.eq("visible"))
        .order(messages::seq);
    own.offset(offset).limit(limit).select((messages::id, messages::body)).load(conn)
}

/// Tells who asked of something, once until they have looked.
pub(super) fn tell_person(
    conn: &mut Conn,
    row: &RequestRow,
    kind: &'static str,
    key: &'static str,
    now: Instant,
) -> AppResult<()> {
    let (name, name_zh) = find_desk_names(conn, &row.desk())?;
    let word = |locale: Locale| Notice {
        subject: locale.tf(key, &[("name", locale.name(&name, &name_zh))]),
        detail: String::new(),
    };
    notify_unless_seen(conn, &row.person, kind, &address(&row.room), now, word)?;
    Ok(())
}

/// The address of the page of a request.
pub fn address(room: &RoomId) -> String {
    RoomKind::Desk.address(room)
}
