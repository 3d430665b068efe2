//! Secrets of the site that stand in the database: made when first needed, the same on every node.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use diesel::prelude::*;
use ring::hmac;

use super::Conn;
use super::schema::settings;
use crate::clock::Instant;
use crate::error::{AppError, AppResult};
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

/// 32 random bytes as text, for [`keep_secret`].
///
/// # Errors
/// When the system gives no randomness.
pub fn make_secret() -> AppResult<String> {
    let mut bytes = [0_u8; 32];
    getrandom::fill(&mut bytes).map_err(AppError::internal)?;
    Ok(URL_SAFE_NO_PAD.encode(bytes))
}

/// The mark of a text that nobody makes without the secret (HMAC-SHA-256).
pub fn sign(secret: &str, text: &str) -> String {
    URL_SAFE_NO_PAD.encode(hmac::sign(&key(secret), text.as_bytes()))
}

/// Whether a mark is that of the text; takes the same time for every wrong one.
pub fn is_signed(secret: &str, text: &str, mark: &str) -> bool {
    let mark = URL_SAFE_NO_PAD.decode(mark);
    mark.is_ok_and(|mark| hmac::verify(&key(secret), text.as_bytes(), &mark).is_ok())
}

fn key(secret: &str) -> hmac::Key {
    hmac::Key::new(hmac::HMAC_SHA256, secret.as_bytes())
}
