//! A login's row.

use diesel::prelude::*;

use crate::clock::Instant;
use crate::db::schema::logins;
use crate::ids::{LoginId, PersonId};

/// Days after which a login ends however much it is used.
pub const LOGIN_DAYS: i64 = 60;

/// A login about to be stored.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = logins)]
pub struct NewLogin {
    /// The id.
    pub id: LoginId,
    /// Whose.
    pub person_id: PersonId,
    /// The hash of the token in the cookie.
    pub token_hash: String,
    /// What the browser calls itself.
    pub user_agent: String,
    /// Where it came from.
    pub address: String,
    /// Now.
    pub seen_at: Instant,
    /// The absolute end.
    pub expires_at: Instant,
    /// Now.
    pub created_at: Instant,
}

/// A login as its owner sees it.
#[derive(Debug, Clone, Queryable)]
pub struct LoginEntry {
    /// The id.
    pub id: LoginId,
    /// What the browser calls itself.
    pub user_agent: String,
    /// Where it came from.
    pub address: String,
    /// When it was last used, to a quarter of an hour.
    pub seen_at: Instant,
}
