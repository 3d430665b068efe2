//! Everything that a person said, for themselves: JSON Lines, oldest first, read in pieces while it is
//! sent.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use actix_web::http::header;
use actix_web::{HttpResponse, web};
use bytes::Bytes;
use futures_util::stream::{self, Stream};
use serde::Serialize;

use crate::chat::messages::files::list_files;
use crate::chat::messages::queries::list_of_author;
use crate::chat::rooms::queries::find_any_room;
use crate::chat::rooms::views::title;
use crate::db::{Conn, Db};
use crate::error::{AppError, AppResult};
use crate::ids::{MessageId, PersonId, RoomId};
use crate::site::files::address;
use crate::site::{Asker, Site};
use crate::web::dates::machine;
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
    /// The addresses of the files that came with it.
    files: Vec<String>,
}

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
    let rows = list_of_author(conn, person, after, AT_ONCE)?;
    let (mut text, mut names) = (String::new(), HashMap::new());
    let laden: Vec<MessageId> = rows.iter().filter(|row| row.file_count > 0).map(|row| row.id.clone()).collect();
    let mut files = list_files(conn, &laden)?;
    for row in &rows {
        let name = match names.entry(&row.room) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(free) => free.insert(find_room_name(conn, &row.room, person, locale)),
        };
        let line = Line {
            id: &row.id,
            room: &row.room,
            room_name: name,
            seq: row.seq,
            said_at: machine(row.created_at),
            edited_at: row.edited_at.map(machine),
            deleted_at: row.deleted_at.map(machine),
            is_hidden: row.is_hidden(),
            body: &row.body,
            files: files.remove(&row.id).unwrap_or_default().iter().map(|file| address(&file.id, &file.name)).collect(),
        };
        text.push_str(&serde_json::to_string(&line).map_err(AppError::internal)?);
        text.push('\n');
    }
    let is_full = i64::try_from(rows.len()).is_ok_and(|read| read == AT_ONCE);
    Ok((text, rows.last().filter(|_| is_full).map(|row| row.id.to_string())))
}

fn find_room_name(conn: &mut Conn, room: &RoomId, person: &PersonId, locale: Locale) -> String {
    find_any_room(conn, room, Some(person)).map(|row| title(&row, locale)).unwrap_or_default()
}
