//! Every statement of private rooms: a person's conversations and what was said in them, and the
//! first message of a new one.

use std::collections::HashMap;

use diesel::dsl::exists;
use diesel::prelude::*;

use super::forms::Contact;
use crate::accounts::organizations::MemberRole;
use crate::chat::messages::queries::NewMessage;
use crate::chat::messages::saying::{Saying, say_or_refuse};
use crate::chat::rooms::people::{Companion, bring_in};
use crate::chat::rooms::queries::{NewRoom, RoomKind, find_room_of, insert_room};
use crate::clock::Instant;
use crate::db::Conn;
use crate::db::schema::{blocks, members, messages, organizations, people, room_people, room_reads, rooms};
use crate::error::{AppError, AppResult};
use crate::ids::{EditionId, PersonId, RoomId};
use crate::site::Visit;
use crate::web::i18n::Locale;
use crate::web::limits::{Rate, RateLimits};
use crate::web::once;
use crate::web::paging::{Page, PageNumber};
use crate::web::text::word_patterns;

/// The most people of earlier conversations that a form offers, and that one may have blocked.
const COMPANIONS_MOST: i64 = 500;

/// A conversation with its last message.
#[derive(Debug, Clone, Queryable)]
pub struct Conversation {
    /// The room.
    pub room: RoomId,
    /// Two people, a group, or the person and a desk.
    pub kind: RoomKind,
    /// The name of a group, of a desk's organization, or of the other of two; empty when their
    /// account is gone.
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
    /// How many files came with it.
    pub file_count: i64,
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
    /// How many files came with it.
    pub file_count: i64,
    /// When it was said.
    pub at: Instant,
    /// Its author.
    pub author: String,
}

/// Whether somebody is in a room for themselves, or still of the team they are there for.
#[diesel::dsl::auto_type]
fn is_in_it() -> _ {
    let (owner, recruiter): (MemberRole, MemberRole) = (MemberRole::Owner, MemberRole::Recruiter);
    let application: RoomKind = RoomKind::Application;
    let may_recruit = members::role.eq(owner).or(members::role.eq(recruiter));
    let recruits = exists(members::table.filter(room_people::member_id.eq(members::id.nullable())).filter(may_recruit));
    room_people::member_id.is_null().or(rooms::kind.ne(application)).or(recruits)
}

/// The conversations of a person: what they said to a desk is one, what others ask a desk of
/// theirs is not; what they said for their organization about an application or a project is one.
#[diesel::dsl::auto_type]
fn conversations() -> _ {
    let last = messages::room_id.eq(rooms::id).and(messages::seq.eq(rooms::last_seq));
    let read = room_reads::room_id.eq(rooms::id).and(room_reads::person_id.eq(room_people::person_id));
    room_people::table
        .inner_join(rooms::table)
        .inner_join(messages::table.on(last))
        .left_join(room_reads::table.on(read))
}

/// Whose conversations are asked for: the edition, the person, and the language of names.
pub type Whose<'a> = (&'a EditionId, &'a PersonId, Locale);

/// A page of a person's conversations in an edition, the latest first.
///
/// # Errors
/// What the database said.
pub fn list_conversations(
    conn: &mut Conn,
    (edition, person, locale): Whose<'_>,
    only_unread: bool,
    at: PageNumber,
) -> QueryResult<Page<Conversation>> {
    let narrow = || {
        let own = conversations().filter(rooms::edition_id.eq(edition)).filter(room_people::person_id.eq(person));
        let own = own.filter(is_in_it());
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
            rooms::kind,
            rooms::name,
            rooms::last_seq,
            room_reads::seq.nullable(),
            messages::person_id,
            messages::body,
            messages::state,
            messages::file_count,
            messages::created_at,
        ))
        .load(conn)?;
    let names = list_names(conn, rows.iter().map(|row| &row.room), person, locale)?;
    for row in &mut rows {
        if let Some(name) = names.get(&row.room) {
            row.name.clone_from(name);
        }
    }
    Ok(at.page(rows, u64::try_from(total).unwrap_or(0)))
}

/// The names of rooms that have none of their own: of the other of two, of a desk's or a team's
/// organization, to the team of who deals with it.
fn list_names<'a>(
    conn: &mut Conn,
    of: impl Iterator<Item = &'a RoomId>,
    person: &PersonId,
    locale: Locale,
) -> QueryResult<HashMap<RoomId, String>> {
    let of: Vec<&RoomId> = of.collect();
    let teams: Vec<(RoomId, String, String)> = rooms::table
        .inner_join(organizations::table)
        .filter(rooms::id.eq_any(&of))
        .select((rooms::id, organizations::name, organizations::name_zh))
        .load(conn)?;
    let others: Vec<(RoomId, String)> = room_people::table
        .inner_join(people::table)
        .inner_join(rooms::table)
        .filter(room_people::room_id.eq_any(&of))
        .filter(room_people::person_id.ne(person))
        .filter(room_people::member_id.is_null())
        .filter(rooms::name.eq(""))
        .select((room_people::room_id, people::name))
        .load(conn)?;
    let teams = teams.into_iter().map(|(room, name, name_zh)| (room, locale.name(&name, &name_zh).to_owned()));
    // To a team the room has the name of who deals with them.
    Ok(teams.chain(others).collect())
}

/// A page of the messages with these words in a person's conversations, the newest first.
///
/// # Errors
/// What the database said.
pub fn search_messages(
    conn: &mut Conn,
    (edition, person, locale): Whose<'_>,
    words: &str,
    at: PageNumber,
) -> QueryResult<Page<FoundMessage>> {
    let narrow = || {
        let mut query = messages::table
            .inner_join(rooms::table)
            .inner_join(people::table)
            .inner_join(room_people::table.on(room_people::room_id.eq(messages::room_id)))
            .filter(room_people::person_id.eq(person))
            .filter(is_in_it())
            .filter(rooms::edition_id.eq(edition))
            .filter(messages::state.eq("visible"))
            .filter(messages::deleted_at.is_null())
            .into_boxed();
        for word in word_patterns(words) {
            query = query.filter(messages::search_key.like(word).escape('\\'));
        }
        query
    };
    let total: i64 = narrow().count().get_result(conn)?;
    let (offset, limit) = (i64::try_from(at.offset()).unwrap_or(0), i64::try_from(at.size).unwrap_or(0));
    let mut rows: Vec<FoundMessage> = narrow()
        .order(messages::id.desc())
        .offset(offset)
        .limit(limit)
        .select((
            rooms::id,
            rooms::name,
            messages::seq,
            messages::body,
            messages::file_count,
            messages::created_at,
            people::name,
        ))
        .load(conn)?;
    let names = list_names(conn, rows.iter().map(|row| &row.room), person, locale)?;
    for row in &mut rows {
        if let Some(name) = names.get(&row.room) {
            row.room_name.clone_from(name);
        }
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
    let here = people::table.find(person).filter(people::erased_at.is_null());
    Ok(here.select((people::id, people::name)).first(conn)?)
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
    let new = NewMessage::of(&room, contact.key, contact.body.clone());
    let said = say_or_refuse(conn, &new, &me, visit.now, limits)?;
    Ok((room, said))
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
    limits.check_in_work(Rate::Contact, me.as_str())?;
    refuse_blocked(conn, me, contact)?;
    let (kind, name) = (RoomKind::Direct, contact.name.as_str());
    insert_room(conn, NewRoom { id: &id, edition, kind, thing: &thing, name, organization: None }, visit.now)?;
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
