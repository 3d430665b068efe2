//! Every statement about logins.

use diesel::prelude::*;

use super::model::{LoginEntry, NewLogin};
use crate::clock::Instant;
use crate::db::Conn;
use crate::db::schema::logins;
use crate::ids::{LoginId, PersonId};
use crate::site::viewer::LOGIN_IDLE_DAYS;

/// Stores a login.
///
/// # Errors
/// What the database said.
pub fn insert_login(conn: &mut Conn, login: &NewLogin) -> QueryResult<usize> {
    diesel::insert_into(logins::table).values(login).execute(conn)
}

/// Ends the login of a token; one that has ended is no error.
///
/// # Errors
/// What the database said.
pub fn delete_login(conn: &mut Conn, token_hash: &str) -> QueryResult<usize> {
    diesel::delete(logins::table.filter(logins::token_hash.eq(token_hash))).execute(conn)
}

/// Ends every login of a person but the one to keep.
///
/// # Errors
/// What the database said.
pub fn delete_logins(conn: &mut Conn, person: &PersonId, keep: Option<&LoginId>) -> QueryResult<usize> {
    let all = logins::table.filter(logins::person_id.eq(person));
    match keep {
        Some(keep) => diesel::delete(all.filter(logins::id.ne(keep))).execute(conn),
        None => diesel::delete(all).execute(conn),
    }
}

/// Ends one login of a person; 0 when it is not theirs.
///
/// # Errors
/// What the database said.
pub fn delete_own_login(conn: &mut Conn, person: &PersonId, id: &LoginId) -> QueryResult<usize> {
    diesel::delete(logins::table.find(id).filter(logins::person_id.eq(person))).execute(conn)
}

/// A person's logins that have not ended, the last used first, at most 50.
///
/// # Errors
/// What the database said.
pub fn list_logins(conn: &mut Conn, person: &PersonId, now: Instant) -> QueryResult<Vec<LoginEntry>> {
    let idle_since = now - chrono::Duration::days(LOGIN_IDLE_DAYS);
    logins::table
        .filter(logins::person_id.eq(person))
        .filter(logins::expires_at.gt(now))
        .filter(logins::seen_at.gt(idle_since))
        .order((logins::seen_at.desc(), logins::id.desc()))
        .limit(50)
        .select((logins::id, logins::user_agent, logins::address, logins::seen_at))
        .load(conn)
}
