//! Files that come with messages: listing and deleting them. Who may read them is said
//! by `moderation`, which knows both those of a room and those who moderate it.

use std::collections::HashMap;

use diesel::prelude::*;

use super::queries::{MessageRow, find_message};
use crate::clock::Instant;
use crate::db::Conn;
use crate::db::schema::{files, message_files};
use crate::error::AppResult;
use crate::ids::{FileId, MessageId, PersonId, RowId};
use crate::insert_many;
use crate::site::attached::AttachedFile;
use crate::site::files::{NewFile, insert_file};
use crate::web::limits::MESSAGE_FILES;

/// Writes down what came with a message.
///
/// # Errors
/// What the database said.
pub(super) fn insert_files(
    conn: &mut Conn,
    message: &MessageId,
    (person, new): (&PersonId, &[NewFile]),
    now: Instant,
) -> AppResult<()> {
    for file in new {
        insert_file(conn, file, person, None, now)?;
    }
    let row = |(place, file): (usize, &NewFile)| {
        (
            message_files::id.eq(RowId::new()),
            message_files::message_id.eq(message.clone()),
            message_files::file_id.eq(file.id.clone()),
            message_files::place.eq(i64::try_from(place).unwrap_or(i64::MAX)),
            message_files::created_at.eq(now),
        )
    };
    let rows: Vec<_> = new.iter().enumerate().map(row).collect();
    insert_many!(conn, message_files::table, rows)?;
    Ok(())
}

/// What came with these messages, in its order.
///
/// # Errors
/// What the database said.
pub fn list_files(conn: &mut Conn, ids: &[MessageId]) -> QueryResult<HashMap<MessageId, Vec<AttachedFile>>> {
    let most = i64::try_from(ids.len() * MESSAGE_FILES).unwrap_or(i64::MAX);
    let rows: Vec<(MessageId, AttachedFile)> = message_files::table
        .inner_join(files::table)
        .filter(message_files::message_id.eq_any(ids))
        .order((message_files::message_id, message_files::place))
        .limit(most)
        .select((message_files::message_id, AttachedFile::as_select()))
        .load(conn)?;
    let mut found: HashMap<MessageId, Vec<AttachedFile>> = HashMap::new();
    for (message, file) in rows {
        found.entry(message).or_default().push(file);
    }
    Ok(found)
}

/// The names of what came with a message, in its order.
///
/// # Errors
/// What the database said.
pub(super) fn list_file_names(conn: &mut Conn, message: &MessageId) -> QueryResult<Vec<String>> {
    let own = list_files(conn, std::slice::from_ref(message))?.remove(message).unwrap_or_default();
    Ok(own.into_iter().map(|file| file.name).collect())
}

/// A text with the names of the files that come with it: what a private room finds a message by, and what
/// the list of unwanted words looks at.
pub(super) fn with_names(text: &str, names: impl Iterator<Item = impl AsRef<str>>) -> String {
    names.fold(text.to_owned(), |words, name| format!("{words}\n{}", name.as_ref()))
}

/// Deletes what came with a message from the database; gives what is to leave the store after the commit.
///
/// # Errors
/// What the database said.
pub(super) fn delete_files(conn: &mut Conn, message: &MessageId) -> QueryResult<Vec<FileId>> {
    let own = list_files(conn, std::slice::from_ref(message))?.remove(message).unwrap_or_default();
    let ids: Vec<FileId> = own.into_iter().map(|file| file.id).collect();
    if !ids.is_empty() {
        // The rows that refer to them go with them.
        diesel::delete(files::table.filter(files::id.eq_any(&ids))).execute(conn)?;
    }
    Ok(ids)
}

/// The message that a file came with.
///
/// # Errors
/// 404 where there is none.
pub fn find_message_of(conn: &mut Conn, file: &FileId) -> AppResult<MessageRow> {
    let of_file = message_files::table.filter(message_files::file_id.eq(file));
    let message: MessageId = of_file.select(message_files::message_id).first(conn)?;
    find_message(conn, &message)
}
