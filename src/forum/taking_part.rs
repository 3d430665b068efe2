//! Who takes part in a session: asks, votes. Asked inside every write that does.

use super::sessions::model::{Session, SessionState};
use super::sessions::queries::{find_readable, find_session, hosts, may_read};
use crate::db::Conn;
use crate::error::{AppError, AppResult};
use crate::ids::{PersonId, SessionId};
use crate::site::sanctions::find_sanction;
use crate::site::{Visit, ZoneKind, gate};

/// The person who takes part in a session that everybody reads.
///
/// # Errors
/// Not signed in; refused before the address is verified, for who is silenced, while the zone is shut; 404
/// where the session is not public, 409 where it was cancelled.
pub fn require_participant(conn: &mut Conn, visit: &Visit, session: &Session) -> AppResult<PersonId> {
    let person = visit.writer()?.person.clone();
    if !session.state.is_public() {
        return Err(AppError::NotFound);
    }
    gate::require_open(conn, &session.edition_id, ZoneKind::Forum, visit.now)?;
    if find_sanction(conn, &session.edition_id, Some(ZoneKind::Forum), &person, visit.now)?.is_some() {
        return Err(AppError::Refused("room-error-silenced"));
    }
    match session.state {
        SessionState::Confirmed => Ok(person),
        _ => Err(AppError::Conflict("error-session-not-on")),
    }
}

/// The session that something belongs to, in the edition of this visit.
///
/// # Errors
/// 404 where it is of another edition, or not to be read.
pub fn find_of(conn: &mut Conn, visit: &Visit, session: &SessionId) -> AppResult<Session> {
    let session = find_session(conn, session)?;
    let is_here = session.edition_id == visit.edition()?.id;
    if is_here && may_read(conn, visit, &session)? { Ok(session) } else { Err(AppError::NotFound) }
}

/// The session at an address, for who moderates its questions and polls.
///
/// # Errors
/// Not signed in; 404 for everybody else.
pub fn find_hosted(conn: &mut Conn, visit: &Visit, slug: &str) -> AppResult<Session> {
    let viewer = visit.viewer()?;
    let session = find_readable(conn, visit, slug)?;
    let is_host = hosts(conn, viewer, &session.id)?;
    if is_host { Ok(session) } else { Err(AppError::NotFound) }
}

/// Refuses what only those do who moderate the questions and polls of a session.
///
/// # Errors
/// Not signed in, not verified; 404 for everybody else; refused while the zone is shut by hand.
pub fn require_host(conn: &mut Conn, visit: &Visit, session: &Session) -> AppResult<PersonId> {
    let viewer = visit.writer()?;
    if !hosts(conn, viewer, &session.id)? {
        return Err(AppError::NotFound);
    }
    gate::require_not_shut(conn, &session.edition_id, ZoneKind::Forum)?;
    Ok(viewer.person.clone())
}
