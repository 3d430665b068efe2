//! What comes with a session for its audience: slides and papers. Read by who reads the session.

use diesel::prelude::*;

use super::queries::{find_session, may_read};
use crate::clock::Instant;
use crate::db::Conn;
use crate::db::schema::{files, session_files};
use crate::error::{AppError, AppResult};
use crate::ids::{FileId, RowId, SessionId};
use crate::site::Visit;
use crate::site::files::address;
use crate::web::text;

/// A file as the page lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Material {
    /// The file.
    pub id: FileId,
    /// Its name.
    pub name: String,
    /// Where it is read.
    pub href: String,
    /// Its size, for people.
    pub size: String,
}

/// The materials of a session, in their order.
///
/// # Errors
/// What the database said.
pub fn list_materials(conn: &mut Conn, session: &SessionId) -> QueryResult<Vec<Material>> {
    let rows: Vec<(FileId, String, i64)> = session_files::table
        .inner_join(files::table)
        .filter(session_files::session_id.eq(session))
        .order((session_files::position, session_files::id))
        .limit(50)
        .select((files::id, files::name, files::bytes))
        .load(conn)?;
    let material = |(id, name, bytes): (FileId, String, i64)| Material {
        href: address(&id, &name),
        size: text::size(bytes),
        id,
        name,
    };
    Ok(rows.into_iter().map(material).collect())
}

/// Gives a session these files, behind those it has.
///
/// # Errors
/// What the database said.
pub fn attach_files(
    conn: &mut Conn,
    session: &SessionId,
    (new, first): (&[FileId], usize),
    now: Instant,
) -> QueryResult<()> {
    for (place, file) in (first..).zip(new) {
        let row = (
            session_files::id.eq(RowId::new()),
            session_files::session_id.eq(session),
            session_files::file_id.eq(file),
            session_files::position.eq(i64::try_from(place).unwrap_or(i64::MAX)),
            session_files::created_at.eq(now),
        );
        diesel::insert_into(session_files::table).values(row).execute(conn)?;
    }
    Ok(())
}

/// Takes a file off a session.
///
/// # Errors
/// 404 where the session has no such file.
pub fn detach_file(conn: &mut Conn, session: &SessionId, file: &FileId) -> AppResult<()> {
    let own = session_files::table.filter(session_files::session_id.eq(session));
    let rows = diesel::delete(own.filter(session_files::file_id.eq(file))).execute(conn)?;
    if rows == 0 { Err(AppError::NotFound) } else { Ok(()) }
}

/// Whether this visit may read a file of a session.
///
/// # Errors
/// What the database said.
pub fn may_read_file(conn: &mut Conn, visit: &Visit, file: &FileId) -> AppResult<bool> {
    let of_file = session_files::table.filter(session_files::file_id.eq(file));
    let found: Option<SessionId> = of_file.select(session_files::session_id).first(conn).optional()?;
    let Some(session) = found else { return Ok(false) };
    let session = find_session(conn, &session)?;
    Ok(may_read(conn, visit, &session)?)
}
