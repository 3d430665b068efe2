//! Secrets of the site that stand in the database: made when first needed, the same on every node.

use diesel::prelude::*;

use super::Conn;
use super::schema::settings;
use crate::clock::Instant;
use crate::error::AppResult;
use crate::upsert;

/// The secret of this name; `make` makes it where there is none. Of two that make it at once, one is
/// kept and given to both.
///
/// # Errors
/// What the database or `make` said.
pub fn keep_secret(
    conn: &mut Conn,
    name: &'static str,
    now: Instant,
    make: impl FnOnce() -> AppResult<String>,
) -> AppResult<String> {
    let stands = |conn: &mut Conn| settings::table.find(name).select(settings::value).first::<String>(conn);
    if let Some(secret) = stands(conn).optional()? {
        return Ok(secret);
    }
    let row = (settings::name.eq(name), settings::value.eq(make()?), settings::updated_at.eq(now));
    upsert!(conn, settings::table, row, settings::name, settings::name.eq(name))?;
    Ok(stands(conn)?)
}
