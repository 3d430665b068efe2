//! Everything that a person said, for themselves: JSON Lines, oldest first, read in pieces while it is
//! sent.

use std::collections::HashMap;

use actix_web::http::header;
use actix_web::{HttpResponse, web};
use bytes::Bytes;
use diesel::prelude::*;
use futures_util::stream::{self, Stream};
use serde::Serialize;

use crate::chat::rooms::queries::find_any_room;
use crate::chat::rooms::views::title;
use crate::clock::Instant;
use crate::db::schema::messages;
use crate::db::{Conn, Db};
use crate::error::AppResult;
use crate::ids::{MessageId, PersonId, RoomId};
use crate::site::{Asker, Site};
use crate::web::i18n::Locale;
use crate::web::limits::Rate;

/// Messages that are read at once.
const AT_ONCE: i64 = 500;

/// One line: a message of one's own. Times are UTC, as RFC 3339.
#[derive(Debug, Serialize)]
struct Line<'a> {
    id: &'a MessageId,
    room: &'a RoomId,
    /// The name of the room as its author finds it; empty when it is there no more.
    room_name: &'a str,
    seq: i64,
    said_at: String,
    edited_at: Option<String>,
    deleted_at: Option<String>,
    /// Whether a moderator hid it from the others.
    is_hidden: bool,
    /// The text as typed; empty once it was deleted.
    body: &'a str,
}

type Own = (MessageId, RoomId, i64, String, String, Option<Instant>, Option<Instant>, Instant);

/// `GET /me/messages/export`.
pub async fn show(site: web::Data<Site>, asker: Asker) -> AppResult<HttpResponse> {
    let (page, person) = site.read(&asker, "me", |_, visit| Ok(visit.viewer()?.person.clone())).await?;
    site.limits.check(Rate::Export, person.as_str()).await?;
    Ok(HttpResponse::Ok()
        .content_type("application/jsonl; charset=utf-8")
        .insert_header((header::CONTENT_DISPOSITION, "attachment; filename=\"messages.jsonl\""))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .streaming(lines(site.db.clone(), person, page.locale)))
}

fn lines(db: Db, person: PersonId, locale: Locale) -> impl Stream<Item = AppResult<Bytes>> {
    stream::try_unfold(Some(String::new()), move |after| {
        let (db, person) = (db.clone(), person.clone());
        async move {
            let Some(after) = after else { return Ok(None) };
            let (text, last) = db.read(move |conn| read_piece(conn, &person, &after, locale)).await?;
            Ok(Some((Bytes::from(text), last)))
        }
    })
}

/// The lines after a message, and the last message among them when there may be more.
fn read_piece(conn: &mut Conn, person: &PersonId, after: &str, locale: Locale) -> AppResult<(String, Option<String>)> {
    let rows: Vec<Own> = messages::table
        .filter(messages::person_id.eq(person))
        .filter(messages::id.gt(after))
        .order(messages::id)
        .limit(AT_ONCE)
        .select((
            messages::id,
            messages::room_id,
            messages::seq,
            messages::body,
            messages::state,
            messages::edited_at,
            messages::deleted_at,
            messages::created_at,
        ))
        .load(conn)?;
    let (mut text, mut names) = (String::new(), HashMap::new());
    for (id, room, seq, body, state, edited_at, deleted_at, at) in &rows {
        let name: &mut String = match names.entry(room.clone()) {
            std::collections::hash_map::Entry::Occupied(known) => known.into_mut(),
            std::collections::hash_map::Entry::Vacant(free) => {
                free.insert(find_any_room(conn, room, Some(person)).map(|row| title(&row, locale)).unwrap_or_default())
            }
        };
        let line = Line {
            id,
            room,
            room_name: name,
            seq: *seq,
            said_at: utc(at),
            edited_at: edited_at.as_ref().map(utc),
            deleted_at: deleted_at.as_ref().map(utc),
            is_hidden: state != "visible",
            body,
        };
        text.push_str(&serde_json::to_string(&line).map_err(crate::error::AppError::internal)?);
        text.push('\n');
    }
    let is_full = i64::try_from(rows.len()).is_ok_and(|read| read == AT_ONCE);
    Ok((text, rows.last().filter(|_| is_full).map(|row| row.0.to_string())))
}

fn utc(at: &Instant) -> String {
    at.format("%Y-%m-%dT%H:%M:%SZ").to_string()
}
