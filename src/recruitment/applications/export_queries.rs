//! The statements of what organizations take away.

use std::collections::HashMap;

use diesel::prelude::*;

use crate::db::Conn;
use crate::db::schema::files;
use crate::ids::FileId;

/// A résumé to be packed.
#[derive(Debug, Clone)]
pub struct ResumeFile {
    /// Its id.
    pub id: FileId,
    /// Its name in the archive, without number and ending.
    pub name: String,
    /// How long it is.
    pub bytes: i64,
    /// The content, where the database keeps it.
    pub content: Option<Vec<u8>>,
}

/// Files by their ids, each with the name that it is to get, in this order.
///
/// # Errors
/// What the database said.
pub fn list_files(conn: &mut Conn, wanted: Vec<(String, String)>) -> QueryResult<Vec<ResumeFile>> {
    let ids: Vec<&str> = wanted.iter().map(|(id, _)| id.as_str()).collect();
    let rows: Vec<(FileId, i64, Option<Vec<u8>>)> =
        files::table.filter(files::id.eq_any(ids)).select((files::id, files::bytes, files::content)).load(conn)?;
    let mut found: HashMap<String, (FileId, i64, Option<Vec<u8>>)> =
        rows.into_iter().map(|row| (row.0.to_string(), row)).collect();
    let file = |(id, name): (String, String)| {
        let (id, bytes, content) = found.remove(&id)?;
        Some(ResumeFile { id, name, bytes, content })
    };
    Ok(wanted.into_iter().filter_map(file).collect())
}
