//! Every statement about logins.

use diesel::prelude::*;

use super::model::{LoginEntry, NewLogin};
use crate::clock::Instant;
use crate::db::Conn;
use crate::db::schema::{candidates, logins};
use crate::ids::{LoginId, PersonId};
use crate::web::limits::LOGIN_IDLE_DAYS;

/// Stores a login.
///
/// # Errors
/// What the database said.
pub fn insert_login(conn: &mut Conn, login: &NewLogin) -> QueryResult<usize> {
    diesel::insert_into(logins::table).values(login).execute(conn)
}

/// Ends the login of a token and gives its id, for its sockets; one that has ended is no error.
///
/// # Errors
/// What the database said.
pub fn delete_login(conn: &mut Conn, token_hash: &str) -> QueryResult<Option<LoginId>> {
    let own = logins::table.filter(logins::token_hash.eq(token_hash));
    let found: Option<(LoginId, PersonId)> = own.select((logins::id, logins::person_id)).first(conn).optional()?;
    if let Some((_, person)) = &found {
        keep_last_seen(conn, person)?;
    }
    diesel::delete(own).execute(conn)?;
    Ok(found.map(|(id, _)| id))
}

/// Ends every login of a person but the one to keep, and gives their ids, for their sockets.
///
/// # Errors
/// What the database said.
pub fn delete_logins(conn: &mut Conn, person: &PersonId, keep: Option<&LoginId>) -> QueryResult<Vec<LoginId>> {
    let all = logins::table.filter(logins::person_id.eq(person));
    let mut ended: Vec<LoginId> = all.select(logins::id).load(conn)?;
    ended.retain(|id| Some(id) != keep);
    keep_last_seen(conn, person)?;
    diesel::delete(all.filter(logins::id.eq_any(&ended))).execute(conn)?;
    Ok(ended)
}

/// Ends one login of a person; 0 when it is not theirs.
///
/// # Errors
/// What the database said.
pub fn delete_own_login(conn: &mut Conn, person: &PersonId, id: &LoginId) -> QueryResult<usize> {
    keep_last_seen(conn, person)?;
    diesel::delete(logins::table.find(id).filter(logins::person_id.eq(person))).execute(conn)
}

/// Notes when a candidate was seen last, before a login that tells it is gone: who is not seen for long is found
/// no more.
fn keep_last_seen(conn: &mut Conn, person: &PersonId) -> QueryResult<()> {
    let of_person = logins::table.filter(logins::person_id.eq(person));
    let Some(seen) = of_person.select(diesel::dsl::max(logins::seen_at)).first::<Option<Instant>>(conn)? else {
        return Ok(());
    };
    let own = candidates::table.filter(candidates::person_id.eq(person)).filter(candidates::seen_at.lt(seen));
    diesel::update(own).set(candidates::seen_at.eq(seen)).execute(conn)?;
    Ok(())
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
