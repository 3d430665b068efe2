//! What others said in a room since the reader was there last. Called by `views`.

use diesel::prelude::*;

use super::queries::RoomRow;
use crate::chat::messages::views::link_to_seq;
use crate::db::Conn;
use crate::db::schema::messages;
use crate::ids::PersonId;

/// From here on the news are no longer counted.
const COUNTED_MOST: i64 = 100;

/// The news of a room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct News {
    /// How many messages; 100 stands for that many and more.
    pub count: i64,
    /// The number of the first.
    pub seq: i64,
    /// Where it stands: on the page that is drawn, or on one of its own.
    pub href: String,
}

/// What others said after a number, for a page with the messages `first` to `last`. None for who
/// never read here: to them everything is new.
///
/// # Errors
/// What the database said.
pub(super) fn find_news(
    conn: &mut Conn,
    room: &RoomRow,
    reader: Option<&PersonId>,
    read_seq: i64,
    (first, last): (i64, i64),
) -> QueryResult<Option<News>> {
    let Some(reader) = reader.filter(|_| (1..room.last_seq).contains(&read_seq)) else { return Ok(None) };
    let said: Vec<i64> = messages::table
        .filter(messages::room_id.eq(&room.id))
        .filter(messages::seq.gt(read_seq))
        .filter(messages::person_id.ne(reader))
        .order(messages::seq.asc())
        .limit(COUNTED_MOST)
        .select(messages::seq)
        .load(conn)?;
    Ok(said.first().map(|seq| News {
        count: i64::try_from(said.len()).unwrap_or(COUNTED_MOST),
        seq: *seq,
        href: if (first..=last).contains(seq) { "#messages-new".to_owned() } else { link_to_seq(&room.id, *seq) },
    }))
}
