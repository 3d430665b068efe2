//! Every statement of a person's notifications.

use diesel::prelude::*;

use crate::clock::Instant;
use crate::db::Conn;
use crate::db::schema::notifications;
use crate::ids::{NotificationId, PersonId};
use crate::load_often;

/// A notification as its owner sees it.
#[derive(Debug, Clone, Queryable)]
pub struct NotificationEntry {
    /// The id.
    pub id: NotificationId,
    /// One line.
    pub subject: String,
    /// A sentence or two; may be empty.
    pub detail: String,
    /// When it was read.
    pub read_at: Option<Instant>,
    /// When it was written.
    pub created_at: Instant,
}

/// A person's notifications, newest first.
///
/// # Errors
/// What the database said.
pub fn list_notifications(
    conn: &mut Conn,
    person: &PersonId,
    only_unread: bool,
    offset: i64,
    limit: i64,
) -> QueryResult<Vec<NotificationEntry>> {
    let own = notifications::table
        .filter(notifications::person_id.eq(person))
        .order(notifications::id.desc())
        .offset(offset)
        .limit(limit)
        .select((
            notifications::id,
            notifications::subject,
            notifications::detail,
            notifications::read_at,
            notifications::created_at,
        ));
    match only_unread {
        true => load_often!(conn, own.filter(notifications::read_at.is_null())),
        false => load_often!(conn, own),
    }
}

/// The notifications made since this id, and whose they are: the newest first, at most 10,000.
///
/// # Errors
/// What the database said.
pub fn list_since(conn: &mut Conn, since: &NotificationId) -> QueryResult<Vec<(NotificationId, PersonId)>> {
    notifications::table
        .filter(notifications::id.gt(since))
        .order(notifications::id.desc())
        .limit(10_000)
        .select((notifications::id, notifications::person_id))
        .load(conn)
}

/// Marks one as read and gives where it leads.
///
/// # Errors
/// 404 when it is not theirs.
pub fn read_notification(conn: &mut Conn, person: &PersonId, id: &NotificationId, now: Instant) -> QueryResult<String> {
    let link = notifications::table
        .find(id)
        .filter(notifications::person_id.eq(person))
        .select(notifications::link)
        .first(conn)?;
    diesel::update(notifications::table.find(id).filter(notifications::read_at.is_null()))
        .set(notifications::read_at.eq(Some(now)))
        .execute(conn)?;
    Ok(link)
}

/// Marks all as read.
///
/// # Errors
/// What the database said.
pub fn read_all(conn: &mut Conn, person: &PersonId, now: Instant) -> QueryResult<usize> {
    let unread =
        notifications::table.filter(notifications::person_id.eq(person)).filter(notifications::read_at.is_null());
    diesel::update(unread).set(notifications::read_at.eq(Some(now))).execute(conn)
}
