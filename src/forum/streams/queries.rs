//! Statements about streams and the hosts they come from.

use diesel::prelude::*;

use super::forms::ValidStream;
use crate::clock::Instant;
use crate::db::schema::{forum_rules, sessions};
use crate::db::{Conn, changed_one, unique};
use crate::error::{AppError, AppResult};
use crate::forum::sessions::Session;
use crate::forum::sessions::queries::may_read;
use crate::ids::{EditionId, FileId};
use crate::site::Visit;

/// The hosts of an edition and the version of the list, 0 where nobody set it.
///
/// # Errors
/// What the database said.
pub fn find_hosts(conn: &mut Conn, edition: &EditionId) -> QueryResult<(Vec<String>, i64)> {
    let set: Option<(String, i64)> = forum_rules::table
        .find(edition)
        .select((forum_rules::stream_hosts, forum_rules::version))
        .first(conn)
        .optional()?;
    let (text, version) = set.unwrap_or_default();
    Ok((text.lines().map(ToOwned::to_owned).collect(), version))
}

/// Sets the hosts of an edition, when they are still those that were seen.
///
/// # Errors
/// 409 when somebody was faster.
pub fn save_hosts(
    conn: &mut Conn,
    edition: &EditionId,
    (hosts, version): &(Vec<String>, i64),
    now: Instant,
) -> AppResult<()> {
    let columns = (
        forum_rules::stream_hosts.eq(hosts.join("\n")),
        forum_rules::version.eq(version + 1),
        forum_rules::updated_at.eq(now),
    );
    if *version == 0 {
        let row = (forum_rules::edition_id.eq(edition), forum_rules::created_at.eq(now), columns);
        let done = diesel::insert_into(forum_rules::table).values(row).execute(conn);
        unique(done, AppError::Conflict("error-changed-meanwhile"))?;
        return Ok(());
    }
    let seen = forum_rules::table.find(edition).filter(forum_rules::version.eq(*version));
    changed_one(diesel::update(seen).set(columns).execute(conn)?)
}

/// Sets where a session is seen; files that came along replace those that were there.
///
/// # Errors
/// 409 when somebody was faster.
pub fn save_stream(
    conn: &mut Conn,
    session: &Session,
    valid: &ValidStream,
    (recording, captions): (Option<&FileId>, Option<&FileId>),
    now: Instant,
) -> AppResult<()> {
    let kept = session.stream_file_id.as_ref().filter(|_| !valid.no_recording);
    let kept_captions = session.captions_file_id.as_ref().filter(|_| !valid.no_captions);
    let captions = captions.or(kept_captions);
    let seen = sessions::table.find(&session.id).filter(sessions::version.eq(session.version));
    let changes = (
        sessions::stream_url.eq(&valid.url),
        sessions::stream_file_id.eq(recording.or(kept)),
        sessions::captions_file_id.eq(captions),
        sessions::captions_language.eq(captions.map_or("", |_| &valid.captions_language)),
        sessions::version.eq(sessions::version + 1),
        sessions::updated_at.eq(now),
    );
    changed_one(diesel::update(seen).set(changes).execute(conn)?)
}

/// Whether this visit may read a recording or captions: who reads the session.
///
/// # Errors
/// What the database said.
pub fn may_read_file(conn: &mut Conn, visit: &Visit, file: &FileId) -> AppResult<bool> {
    let of_file = sessions::stream_file_id.eq(file).or(sessions::captions_file_id.eq(file));
    let found: Option<Session> = sessions::table.filter(of_file).select(Session::as_select()).first(conn).optional()?;
    match found {
        Some(session) => Ok(may_read(conn, visit, &session)?),
        None => Ok(false),
    }
}
