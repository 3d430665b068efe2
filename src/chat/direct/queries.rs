//! Every statement of private rooms: a person's conversations and what was said in them, and the
//! first message of a new one.

use std::collections::HashMap;

use diesel::prelude::*;

use super::forms::Contact;
use crate::chat::messages::queries::NewMessage;
use crate::chat::messages::saying::{Saying, say};
use crate::chat::rooms::people::{Companion, bring_in};
use crate::chat::rooms::queries::{Barred, RoomKind, find_room_of, insert_room};
use crate::clock::Instant;
use crate::db::Conn;
use crate::db::schema::{blocks, messages, people, room_people, room_reads, rooms};
use crate::error::{AppError, AppResult};
use crate::ids::{EditionId, MessageId, PersonId, RoomId};
use crate::site::Visit;
use crate::web::limits::{Rate, RateLimits};
use crate::web::once;
use crate::web::paging::{Page, PageNumber};
use crate::web::text::{fold, like_pattern};

/// The most people of earlier conversations that a form offers, and that one may have blocked.
const COMPANIONS_MOST: i64 = 500;
/// The most words of a search that are looked for.
const WORDS_MOST: usize = 8;

/// A conversation with its last message.
#[derive(Debug, Clone, Queryable)]
pub struct Conversation {
    /// The room.
    pub room: RoomId,
    /// The name of a group; of two people that of the other, empty when their account is gone.
    pub name: String,
    /// Number of the last message.
    pub last_seq: i64,
    /// How far the person has read.
    pub read_seq: Option<i64>,
    /// Who said the last message.
    pub person: PersonId,
    /// The last message as typed; empty when its author deleted it.
    pub body: String,
    /// `visible`, or why it is not shown.
    pub state: String,
    /// When it was said.
    pub at: Instant,
}

impl Conversation {
    /// How many messages the person has not read.
    pub fn unread(&self) -> i64 {
        (self.last_seq - self.read_seq.unwrap_or(0)).max(0)
    }
}

/// A message that was found by its words.
#[derive(Debug, Clone, Queryable)]
pub struct FoundMessage {
    /// Its room.
    pub room: RoomId,
    /// The name of the room, as of a [`Conversation`].
    pub room_name: String,
    /// Its number.
    pub seq: i64,
    /// The text as typed.
    pub body: String,
    /// When it was said.
    pub at: Instant,
    /// Its author.
    pub author: String,
}

#[diesel::dsl::auto_type]
fn conversations() -> _ {
    let is_direct: diesel::dsl::Eq<rooms::kind, &'static str> = rooms::kind.eq("direct");
    let last = messages::room_id.eq(rooms::id).and(messages::seq.eq(rooms::last_seq));
    let read = room_reads::room_id.eq(rooms::id).and(room_reads::person_id.eq(room_people::person_id));
    room_people::table
        .inner_join(rooms::table)
        .inner_join(messages::table.on(last))
        .left_join(room_reads::table.on(read))
        .filter(is_direct)
}

/// A page of a person's conversations in an edition, the latest first.
///
/// # Errors
/// What the database said.
pub fn list_conversations(
    conn: &mut Conn,
    (edition, person): (&EditionId, &PersonId),
    only_unread: bool,
    at: PageNumber,
) -> QueryResult<Page<Conversation>> {
    let narrow = || {
        let own = conversations().filter(rooms::edition_id.eq(edition)).filter(room_people::person_id.eq(person));
        let unread = room_reads::seq.is_null().or(room_reads::seq.lt(rooms::last_seq));
        match only_unread {
            true => own.filter(unread.assume_not_null()).into_boxed(),
            false => own.into_boxed(),
        }
    };
    let total: i64 = narrow().count().get_result(conn)?;
    let (offset, limit) = (i64::try_from(at.offset()).unwrap_or(0), i64::try_from(at.size).unwrap_or(0));
    let mut rows: Vec<Conversation> = narrow()
        .order((messages::created_at.desc(), rooms::id))
        .offset(offset)
        .limit(limit)
        .select((
            rooms::id,
            rooms::name,
            rooms::last_seq,
            room_reads::seq.nullable(),
            messages::person_id,
            messages::body,
            messages::state,
            messages::created_at,
        ))
        .load(conn)?;
    let mut names = list_names(conn, rows.iter().map(|row| &row.room), person)?;
    for row in rows.iter_mut().filter(|row| row.name.is_empty()) {
        row.name = names.remove(&row.room).unwrap_or_default();
    }
    Ok(at.page(rows, u64::try_from(total).unwrap_or(0)))
}

/// The names of the others in rooms of two.
fn list_names<'a>(
    conn: &mut Conn,
    of: impl Iterator<Item = &'a RoomId>,
    person: &PersonId,
) -> QueryResult<HashMap<RoomId, String>> {
    let found = room_people::table
        .inner_join(people::table)
        .filter(room_people::room_id.eq_any(of.collect::<Vec<_>>()))
        .filter(room_people::person_id.ne(person))
        .select((room_people::room_id, people::name));
    Ok(found.load::<(RoomId, String)>(conn)?.into_iter().collect())
}

/// A page of the messages with these words in a person's conversations, the newest first. Messages
/// of an author with such a name are found too.
///
/// # Errors
/// What the database said.
pub fn search_messages(
    conn: &mut Conn,
    (edition, person): (&EditionId, &PersonId),
    words: &str,
    at: PageNumber,
) -> QueryResult<Page<FoundMessage>> {
    let key = fold(words);
    let narrow = || {
        let mut query = messages::table
            .inner_join(rooms::table)
            .inner_join(people::table)
            .inner_join(room_people::table.on(room_people::room_id.eq(messages::room_id)))
            .filter(room_people::person_id.eq(person))
            .filter(rooms::kind.eq(RoomKind::Direct))
            .filter(rooms::edition_id.eq(edition))
            .filter(messages::state.eq("visible"))
            .filter(messages::deleted_at.is_null())
            .into_boxed();
        for word in key.split(' ').filter(|word| !word.is_empty()).take(WORDS_MOST) {
            query = query.filter(messages::search_key.like(like_pattern(word)).escape('\\'));
        }
        query
    };
    let total: i64 = narrow().count().get_result(conn)?;
    let (offset, limit) = (i64::try_from(at.offset()).unwrap_or(0), i64::try_from(at.size).unwrap_or(0));
    let mut rows: Vec<FoundMessage> = narrow()
        .order(messages::id.desc())
        .offset(offset)
        .limit(limit)
        .select((rooms::id, rooms::name, messages::seq, messages::body, messages::created_at, people::name))
        .load(conn)?;
    let names = list_names(conn, rows.iter().map(|row| &row.room), person)?;
    for row in rows.iter_mut().filter(|row| row.room_name.is_empty()) {
        row.room_name = names.get(&row.room).cloned().unwrap_or_default();
    }
    Ok(at.page(rows, u64::try_from(total).unwrap_or(0)))
}

/// Everybody with whom a person shares a private room in an edition, by name.
///
/// # Errors
/// What the database said.
pub fn list_acquaintances(conn: &mut Conn, edition: &EditionId, person: &PersonId) -> QueryResult<Vec<Companion>> {
    let own: Vec<RoomId> = room_people::table
        .inner_join(rooms::table)
        .filter(room_people::person_id.eq(person))
        .filter(rooms::edition_id.eq(edition))
        .order(room_people::id.desc())
        .limit(COMPANIONS_MOST)
        .select(room_people::room_id)
        .load(conn)?;
    room_people::table
        .inner_join(people::table)
        .filter(room_people::room_id.eq_any(own))
        .filter(people::id.ne(person))
        .distinct()
        .order((people::name, people::id))
        .limit(COMPANIONS_MOST)
        .select((people::id, people::name))
        .load(conn)
}

/// Whom a person does not want to hear from, by name.
///
/// # Errors
/// What the database said.
pub fn list_blocked(conn: &mut Conn, person: &PersonId) -> QueryResult<Vec<Companion>> {
    blocks::table
        .inner_join(people::table.on(people::id.eq(blocks::blocked_id)))
        .filter(blocks::person_id.eq(person))
        .order((people::name, people::id))
        .limit(COMPANIONS_MOST)
        .select((people::id, people::name))
        .load(conn)
}

/// Somebody with an account.
///
/// # Errors
/// 404 where there is none.
pub fn find_person(conn: &mut Conn, person: &PersonId) -> AppResult<Companion> {
    Ok(people::table.find(person).select((people::id, people::name)).first(conn)?)
}

/// What the rooms of two people belong to: the two, in one order.
pub fn pair(edition: &EditionId, one: &PersonId, other: &PersonId) -> String {
    let (first, second) = if one < other { (one, other) } else { (other, one) };
    format!("{edition}:{first}:{second}")
}

/// The room of two people, where they have one.
///
/// # Errors
/// What the database said.
pub fn find_room_of_two(
    conn: &mut Conn,
    edition: &EditionId,
    one: &PersonId,
    other: &PersonId,
) -> QueryResult<Option<RoomId>> {
    find_room_of(conn, RoomKind::Direct, &pair(edition, one, other))
}

/// Says the first message to somebody, or to a group, in the room of these people.
///
/// # Errors
/// Not signed in or not verified; 404 for somebody without an account; too many new conversations;
/// what bars the writer from the room, under the key of its sentence.
pub fn begin(conn: &mut Conn, visit: &Visit, contact: &Contact, limits: &RateLimits) -> AppResult<(RoomId, Saying)> {
    let me = visit.writer()?.person.clone();
    for person in &contact.people {
        find_person(conn, person)?;
    }
    let room = find_or_make(conn, visit, (&me, contact), limits)?;
    let new = NewMessage {
        id: MessageId::new(),
        room: room.clone(),
        client_id: contact.key,
        body: contact.body.clone(),
        reply_to: None,
    };
    match say(conn, &new, &me, visit.now, limits)? {
        Saying::Barred(Barred::For(key)) => Err(AppError::Refused(key)),
        Saying::Barred(Barred::Sanctioned(..)) => Err(AppError::Refused("room-error-silenced")),
        said => Ok((room, said)),
    }
}

fn find_or_make(
    conn: &mut Conn,
    visit: &Visit,
    (me, contact): (&PersonId, &Contact),
    limits: &RateLimits,
) -> AppResult<RoomId> {
    let edition = &visit.edition()?.id;
    let (id, thing) = match (contact.people.as_slice(), contact.name.is_empty()) {
        ([other], true) => (RoomId::new(), pair(edition, me, other)),
        // The same form again means the same group.
        _ => {
            let typed = (me.as_str(), &contact.name, contact.people.iter().map(PersonId::as_str).collect::<Vec<_>>());
            let id = once::id_of(&contact.key.to_string(), &typed).and_then(|id| id.to_string().parse().ok());
            let id: RoomId = id.unwrap_or_else(RoomId::new);
            let thing = id.to_string();
            (id, thing)
        }
    };
    if let Some(known) = find_room_of(conn, RoomKind::Direct, &thing)? {
        return Ok(known);
    }
    limits.check(Rate::Contact, me.as_str())?;
    refuse_blocked(conn, me, contact)?;
    insert_room(conn, (&id, edition), (RoomKind::Direct, &thing, &contact.name), visit.now)?;
    let everybody: Vec<PersonId> = contact.people.iter().chain([me]).cloned().collect();
    bring_in(conn, &id, &everybody, visit.now)?;
    Ok(id)
}

/// Nobody is brought together with whom they blocked.
fn refuse_blocked(conn: &mut Conn, me: &PersonId, contact: &Contact) -> AppResult<()> {
    let between = blocks::table.filter(
        (blocks::person_id.eq(me).and(blocks::blocked_id.eq_any(&contact.people)))
            .or(blocks::blocked_id.eq(me).and(blocks::person_id.eq_any(&contact.people))),
    );
    match diesel::select(diesel::dsl::exists(between)).get_result(conn)? {
        true => Err(AppError::Refused("direct-closed-text")),
        false => Ok(()),
    }
}
