//! The way of somebody who is banned to their appeal: an address that is signed, so that it works without a login
//! for who was told of the ban or knows the password, and for nobody else. `moderation::appeals` answers it.

use diesel::prelude::*;

use crate::clock::Instant;
use crate::db::Conn;
use crate::db::schema::settings;
use crate::db::secrets::{is_signed, keep_secret, make_secret, sign};
use crate::error::AppResult;
use crate::ids::SanctionId;

/// Where the secret stands that signs the addresses.
const SECRET: &str = "appeal_secret";

fn signed(sanction: &SanctionId) -> String {
    format!("appeal\n{sanction}")
}

/// The path where a sanction is appealed without a login.
///
/// # Errors
/// What the database said.
pub fn appeal_path(conn: &mut Conn, sanction: &SanctionId, now: Instant) -> AppResult<String> {
    let secret = keep_secret(conn, SECRET, now, make_secret)?;
    Ok(format!("/sanctions/{sanction}/appeal?key={}", sign(&secret, &signed(sanction))))
}

/// Whether a key is that of such a path.
///
/// # Errors
/// What the database said.
pub fn opens_appeal(conn: &mut Conn, sanction: &SanctionId, key: &str) -> QueryResult<bool> {
    let secret: Option<String> = settings::table.find(SECRET).select(settings::value).first(conn).optional()?;
    Ok(secret.is_some_and(|secret| is_signed(&secret, &signed(sanction), key)))
}
