//! Whom a message names: `@` and a name, found when it is said or edited among those who can be meant
//! in its room. In rooms before the public they are told; in a private one everybody is told anyway.

use std::collections::{HashMap, HashSet};

use diesel::dsl::max;
use diesel::prelude::*;

use super::queries::MessageRow;
use super::views::{link_to, link_to_seq};
use crate::chat::rooms::people::{has_blocked, list_companions};
use crate::chat::rooms::queries::{RoomKind, RoomRow};
use crate::clock::Instant;
use crate::db::Conn;
use crate::db::schema::{booth_staff, message_mentions, messages, people};
use crate::error::AppResult;
use crate::ids::{MessageId, PersonId, RoomId, RowId};
use crate::insert_many;
use crate::live::Here;
use crate::outbox::{self, Notice};
use crate::web::i18n::Locale;
use crate::web::limits::MENTIONS;
use crate::web::text::{begins_with_name, clip, fold, is_one_word, list_calls, one_line};

/// The kind of the notification that somebody was named.
const MENTIONED: &str = "message.mentioned";

/// How far behind an `@` a name may reach, in characters.
const NAME_CHARS: usize = 60;
/// How much of the message its notification shows, in characters.
const TOLD_CHARS: usize = 200;
/// People of one name that are looked at.
const CANDIDATES_MOST: i64 = 50;
/// Last messages of a room whose authors are offered.
const SPOKE_MOST: i64 = 200;
/// Names that are offered at once.
const OFFERED_MOST: usize = 8;
/// Messages of one person's mentions that are marked as seen at once.
const SEEN_MOST: i64 = 100;

/// Somebody whom a message names, by the name as it stands there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// The person.
    pub person: PersonId,
    /// The name in the text.
    pub name: String,
}

/// Finds and stores whom a message names, in place of whom it named before; those who are new hear of it.
///
/// # Errors
/// What the database said.
pub(super) fn store_mentions(
    conn: &mut Conn,
    room: &RoomRow,
    row: &MessageRow,
    around: &[Here],
    now: Instant,
) -> AppResult<()> {
    // Most messages name nobody, and one that is new named nobody before.
    if row.edited_at.is_none() && !row.body.contains('@') {
        return Ok(());
    }
    let before = list_named(conn, &row.id)?;
    let named = find_named(conn, room, row, around)?;
    let (gone, new): (Vec<_>, Vec<_>) = (
        before.iter().filter(|one| !named.contains(one)).map(|one| one.person.clone()).collect(),
        named.iter().filter(|one| !before.contains(one)).collect(),
    );
    if !gone.is_empty() {
        drop_mentions(conn, row, &gone, now)?;
    }
    let stored = |one: &&Mention| {
        (
            message_mentions::id.eq(RowId::new()),
            message_mentions::message_id.eq(row.id.clone()),
            message_mentions::person_id.eq(one.person.clone()),
            message_mentions::name.eq(one.name.clone()),
            message_mentions::created_at.eq(now),
        )
    };
    let rows: Vec<_> = new.iter().map(stored).collect();
    insert_many!(conn, message_mentions::table, rows)?;
    if !room.kind.is_private() {
        for one in new {
            tell(conn, room, (row, &one.person), now)?;
        }
    }
    Ok(())
}

/// Those whom a message names and who have not looked yet are not told any more.
///
/// # Errors
/// What the database said.
pub fn hush_mentions(conn: &mut Conn, row: &MessageRow, now: Instant) -> QueryResult<()> {
    let named = list_named(conn, &row.id)?.into_iter().map(|one| one.person).collect::<Vec<_>>();
    outbox::withdraw(conn, &named, &link_to(row), now)?;
    Ok(())
}

/// Forgets whom a message names; those who have not looked yet are not told any more.
///
/// # Errors
/// What the database said.
pub(super) fn forget_mentions(conn: &mut Conn, row: &MessageRow, now: Instant) -> QueryResult<()> {
    hush_mentions(conn, row, now)?;
    diesel::delete(message_mentions::table.filter(message_mentions::message_id.eq(&row.id))).execute(conn)?;
    Ok(())
}

fn drop_mentions(conn: &mut Conn, row: &MessageRow, gone: &[PersonId], now: Instant) -> QueryResult<()> {
    outbox::withdraw(conn, gone, &link_to(row), now)?;
    let rows = message_mentions::table.filter(message_mentions::message_id.eq(&row.id));
    diesel::delete(rows.filter(message_mentions::person_id.eq_any(gone))).execute(conn)?;
    Ok(())
}

fn list_named(conn: &mut Conn, id: &MessageId) -> QueryResult<Vec<Mention>> {
    Ok(list_mentions(conn, std::slice::from_ref(id))?.remove(id).unwrap_or_default())
}

/// Whom these messages name, in the order of the names.
///
/// # Errors
/// What the database said.
pub fn list_mentions(conn: &mut Conn, ids: &[MessageId]) -> QueryResult<HashMap<MessageId, Vec<Mention>>> {
    let most = i64::try_from(ids.len() * MENTIONS).unwrap_or(i64::MAX);
    let rows: Vec<(MessageId, PersonId, String)> = message_mentions::table
        .filter(message_mentions::message_id.eq_any(ids))
        .order((message_mentions::name, message_mentions::person_id))
        .limit(most)
        .select((message_mentions::message_id, message_mentions::person_id, message_mentions::name))
        .load(conn)?;
    let mut found: HashMap<MessageId, Vec<Mention>> = HashMap::new();
    for (id, person, name) in rows {
        found.entry(id).or_default().push(Mention { person, name });
    }
    Ok(found)
}

/// Marks as read what a person was told of being named in a room, from behind one number up to another.
/// Gives how many notifications that were.
///
/// # Errors
/// What the database said.
pub(crate) fn mark_mentions_seen(
    conn: &mut Conn,
    room: &RoomId,
    person: &PersonId,
    (after, up_to): (i64, i64),
    now: Instant,
) -> QueryResult<usize> {
    let seqs: Vec<i64> = message_mentions::table
        .inner_join(messages::table)
        .filter(message_mentions::person_id.eq(person))
        .filter(messages::room_id.eq(room))
        .filter(messages::seq.gt(after))
        .filter(messages::seq.le(up_to))
        .order(messages::seq.desc())
        .limit(SEEN_MOST)
        .select(messages::seq)
        .load(conn)?;
    let mut count = 0;
    for seq in seqs {
        count += outbox::mark_seen(conn, person, &link_to_seq(room, seq), now)?;
    }
    Ok(count)
}

/// Tells a person that they were named; in one room once until they have looked.
fn tell(conn: &mut Conn, room: &RoomRow, (row, person): (&MessageRow, &PersonId), now: Instant) -> AppResult<()> {
    if has_blocked(conn, person, &row.person)? {
        return Ok(());
    }
    let word = |locale: Locale| Notice {
        subject: locale.tf(
            "notice-mentioned",
            &[("name", &row.name), ("place", locale.name(&room.place.name, &room.place.name_zh))],
        ),
        detail: clip(&one_line(&row.body), TOLD_CHARS),
    };
    let links = (link_to(row), format!("/rooms/{}?", room.id));
    outbox::notify_unless_seen_under(conn, person, MENTIONED, (&links.0, &links.1), now, word)?;
    Ok(())
}

/// Whom a message names: of several people with one name the first of those who can be meant.
fn find_named(conn: &mut Conn, room: &RoomRow, row: &MessageRow, around: &[Here]) -> QueryResult<Vec<Mention>> {
    let calls: Vec<&str> =
        list_calls(&row.body).into_iter().filter_map(|at| row.body.get(at + 1..)).take(MENTIONS).collect();
    if calls.is_empty() {
        return Ok(Vec::new());
    }
    let names: Vec<String> = calls.iter().flat_map(|call| list_beginnings(call)).collect();
    let known = list_candidates(conn, room, &row.person, (Some(&names), around))?;
    let mut named: Vec<Mention> = Vec::new();
    for call in calls {
        // The longest name; of people with the same one the first.
        let best = known.iter().rev().filter(|one| begins_with_name(call, &one.name)).max_by_key(|one| one.name.len());
        if let Some(one) = best.filter(|one| !named.contains(one)) {
            named.push(one.clone());
        }
    }
    named.sort_by(|one, other| (&one.name, &one.person).cmp(&(&other.name, &other.person)));
    Ok(named)
}

/// What may be the name at the beginning of a text: every beginning that ends where a word ends.
fn list_beginnings(call: &str) -> Vec<String> {
    let is_end = |(at, last): &(usize, char)| {
        let next = call.get(at + last.len_utf8()..).and_then(|rest| rest.chars().next());
        last.is_alphanumeric() && !is_one_word(Some(*last), next)
    };
    let ends = call.char_indices().take(NAME_CHARS).filter(is_end);
    ends.filter_map(|(at, last)| call.get(..at + last.len_utf8())).map(str::to_owned).collect()
}

/// The names of those who can be meant in a room and whose name holds these words, as many as are offered
/// at once.
///
/// # Errors
/// What the database said.
pub(super) fn list_nameable(
    conn: &mut Conn,
    room: &RoomRow,
    me: &PersonId,
    (words, around): (&str, &[Here]),
) -> QueryResult<Vec<String>> {
    let words = fold(words);
    let mut known = list_candidates(conn, room, me, (None, around))?;
    let mut seen = HashSet::new();
    known.retain(|one| fold(&one.name).contains(&words) && seen.insert(one.person.clone()));
    Ok(known.into_iter().map(|one| one.name).take(OFFERED_MOST).collect())
}

/// Who can be meant, by one of these names or any: among people who write to each other all of them; with
/// a desk those who spoke; else those who are there, those who spoke there, the latest first, and the
/// staff of a booth. Never the author; somebody may be there twice.
fn list_candidates(
    conn: &mut Conn,
    room: &RoomRow,
    author: &PersonId,
    (names, around): (Option<&[String]>, &[Here]),
) -> QueryResult<Vec<Mention>> {
    let mut found: Vec<(PersonId, String)> = Vec::new();
    if room.kind == RoomKind::Direct {
        found.extend(list_companions(conn, &room.id, author)?.into_iter().map(|one| (one.id, one.name)));
    } else {
        if !room.kind.is_private() {
            found.extend(around.iter().map(|one| (one.person.clone(), one.name.clone())));
            found.sort_by(|one, other| one.1.cmp(&other.1));
        }
        found.extend(match names {
            Some(names) => list_speakers(conn, &room.id, names)?,
            None => list_last_speakers(conn, &room.id)?,
        });
        if room.kind == RoomKind::Booth {
            found.extend(list_staff(conn, room, names)?);
        }
    }
    let others = found.into_iter().filter(|(person, _)| person != author);
    Ok(others.map(|(person, name)| Mention { person, name }).collect())
}

/// Who spoke in a room and has one of these names, the latest first.
fn list_speakers(conn: &mut Conn, room: &RoomId, names: &[String]) -> QueryResult<Vec<(PersonId, String)>> {
    messages::table
        .inner_join(people::table)
        .filter(messages::room_id.eq(room))
        .filter(people::name.eq_any(names))
        .filter(people::erased_at.is_null())
        .group_by((people::id, people::name))
        .order(max(messages::seq).desc())
        .limit(CANDIDATES_MOST)
        .select((people::id, people::name))
        .load(conn)
}

/// The authors of the last messages of a room, the latest first.
fn list_last_speakers(conn: &mut Conn, room: &RoomId) -> QueryResult<Vec<(PersonId, String)>> {
    messages::table
        .inner_join(people::table)
        .filter(messages::room_id.eq(room))
        .filter(people::erased_at.is_null())
        .order(messages::seq.desc())
        .limit(SPOKE_MOST)
        .select((people::id, people::name))
        .load(conn)
}

/// The staff of a booth, those with these names or all.
fn list_staff(conn: &mut Conn, room: &RoomRow, names: Option<&[String]>) -> QueryResult<Vec<(PersonId, String)>> {
    let staff = booth_staff::table.inner_join(people::table).filter(booth_staff::booth_id.eq(&room.thing)).into_boxed();
    let staff = match names {
        Some(names) => staff.filter(people::name.eq_any(names)),
        None => staff,
    };
    staff.order((people::name, people::id)).limit(CANDIDATES_MOST).select((people::id, people::name)).load(conn)
}
