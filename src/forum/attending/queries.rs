//! Statements about who attends.

use diesel::prelude::*;

use super::model::AttendanceKind;
use crate::clock::Instant;
use crate::db::Conn;
use crate::db::schema::{session_attendances, sessions};
use crate::forum::sessions::model::{Session, SessionState};
use crate::ids::{EditionId, PersonId, RowId, SessionId};
use crate::upsert;
use crate::web::paging::{Page, PageNumber};

/// How a person keeps a session.
///
/// # Errors
/// What the database said.
pub fn find_attendance(conn: &mut Conn, session: &SessionId, person: &PersonId) -> QueryResult<Option<AttendanceKind>> {
    session_attendances::table
        .filter(session_attendances::session_id.eq(session))
        .filter(session_attendances::person_id.eq(person))
        .select(session_attendances::kind)
        .first(conn)
        .optional()
}

/// Notes how a person keeps a session. Safe to repeat.
///
/// # Errors
/// What the database said.
pub fn save_attendance(
    conn: &mut Conn,
    (session, person): (&SessionId, &PersonId),
    kind: AttendanceKind,
    now: Instant,
) -> QueryResult<()> {
    let row = (
        session_attendances::id.eq(RowId::new()),
        session_attendances::session_id.eq(session),
        session_attendances::person_id.eq(person),
        session_attendances::kind.eq(kind),
        session_attendances::created_at.eq(now),
        session_attendances::updated_at.eq(now),
    );
    let changes = (session_attendances::kind.eq(kind), session_attendances::updated_at.eq(now));
    let unique = (session_attendances::session_id, session_attendances::person_id);
    upsert!(conn, session_attendances::table, row, unique, changes)?;
    Ok(())
}

/// Forgets that a person keeps a session. Safe to repeat.
///
/// # Errors
/// What the database said.
pub fn delete_attendance(conn: &mut Conn, session: &SessionId, person: &PersonId) -> QueryResult<()> {
    let own = session_attendances::table.filter(session_attendances::session_id.eq(session));
    diesel::delete(own.filter(session_attendances::person_id.eq(person))).execute(conn)?;
    Ok(())
}

/// Who keeps a session, in the order of their ids: who is held is held in one order.
///
/// # Errors
/// What the database said.
pub fn list_keeping(conn: &mut Conn, session: &SessionId) -> QueryResult<Vec<(PersonId, AttendanceKind)>> {
    session_attendances::table
        .filter(session_attendances::session_id.eq(session))
        .order(session_attendances::person_id)
        .select((session_attendances::person_id, session_attendances::kind))
        .load(conn)
}

/// How many attend a session.
///
/// # Errors
/// What the database said.
pub fn count_attending(conn: &mut Conn, session: &SessionId) -> QueryResult<i64> {
    session_attendances::table
        .filter(session_attendances::session_id.eq(session))
        .filter(session_attendances::kind.eq(AttendanceKind::Attending))
        .count()
        .get_result(conn)
}

/// Which of one's sessions are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// Those that are to come or go on.
    Coming,
    /// Those that are over, or do not take place.
    Past,
}

/// A page of the sessions of an edition that a person keeps, of one kind or both, and with all of these words,
/// patterns for LIKE; those that are over the latest first.
///
/// # Errors
/// What the database said.
pub fn list_kept(
    conn: &mut Conn,
    (edition, person): (&EditionId, &PersonId),
    (kind, shown, now): (Option<AttendanceKind>, Shown, Instant),
    words: &[String],
    at: PageNumber,
) -> QueryResult<Page<(Session, AttendanceKind)>> {
    let narrow = || {
        let mut query = session_attendances::table
            .inner_join(sessions::table)
            .filter(session_attendances::person_id.eq(person))
            .filter(sessions::edition_id.eq(edition))
            .filter(sessions::state.eq_any(SessionState::PUBLIC))
            .into_boxed();
        if let Some(kind) = kind {
            query = query.filter(session_attendances::kind.eq(kind));
        }
        for word in words {
            query = query.filter(sessions::search_key.like(word).escape('\\'));
        }
        match shown {
            Shown::Coming => {
                query.filter(sessions::state.eq(SessionState::Confirmed)).filter(sessions::ends_at.gt(now))
            }
            Shown::Past => query
                .filter(sessions::state.eq(SessionState::Cancelled).or(sessions::ends_at.le(now).assume_not_null())),
        }
    };
    let total: i64 = narrow().count().get_result(conn)?;
    let (offset, limit) = (i64::try_from(at.offset()).unwrap_or(0), i64::try_from(at.size).unwrap_or(20));
    let page = narrow().offset(offset).limit(limit).select((Session::as_select(), session_attendances::kind));
    let rows = match shown {
        Shown::Coming => page.order((sessions::starts_at, sessions::id)).load(conn)?,
        Shown::Past => page.order((sessions::starts_at.desc(), sessions::id.desc())).load(conn)?,
    };
    Ok(at.page(rows, u64::try_from(total).unwrap_or(0)))
}

/// Notes for which beginning those who attend were reminded; gives whether that is new.
///
/// # Errors
/// What the database said.
pub fn mark_reminded(conn: &mut Conn, session: &SessionId, starts_at: Instant) -> QueryResult<bool> {
    let not_yet = sessions::reminded_for.is_null().or(sessions::reminded_for.ne(starts_at).assume_not_null());
    let own = sessions::table.filter(sessions::id.eq(session)).filter(not_yet);
    Ok(diesel::update(own).set(sessions::reminded_for.eq(Some(starts_at))).execute(conn)? == 1)
}

/// The public sessions among these.
///
/// # Errors
/// What the database said.
pub fn list_public(conn: &mut Conn, ids: &[String]) -> QueryResult<Vec<Session>> {
    sessions::table
        .filter(sessions::id.eq_any(ids))
        .filter(sessions::state.eq_any(SessionState::PUBLIC))
        .select(Session::as_select())
        .load(conn)
}
