//! Every statement about logins.

use diesel::prelude::*;

use super::model::NewLogin;
use crate::db::Conn;
use crate::db::schema::logins;

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
