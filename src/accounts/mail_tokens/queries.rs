//! Every statement about secrets sent by mail.

use diesel::prelude::*;

use super::model::{MailToken, NewMailToken, TokenKind};
use crate::clock::Instant;
use crate::db::Conn;
use crate::db::schema::{mail_tokens, outbox};
use crate::error::{AppError, AppResult};
use crate::ids::{OutboxId, PersonId};

/// Stores a secret; those of the same kind sent before stop working.
///
/// # Errors
/// What the database said.
pub fn insert_mail_token(conn: &mut Conn, token: &NewMailToken) -> QueryResult<()> {
    cancel_mail_tokens(conn, &token.person_id, token.kind, token.created_at)?;
    diesel::insert_into(mail_tokens::table).values(token).execute(conn)?;
    Ok(())
}

/// The unspent secret of this hash.
///
/// # Errors
/// 404 when there is none, 410 when it was spent or is too old.
pub fn find_mail_token(conn: &mut Conn, hash: &str, kinds: &[TokenKind], now: Instant) -> AppResult<MailToken> {
    let (token, used, expires): (MailToken, Option<Instant>, Instant) = mail_tokens::table
        .filter(mail_tokens::token_hash.eq(hash))
        .filter(mail_tokens::kind.eq_any(kinds.to_vec()))
        .select((
            (mail_tokens::id, mail_tokens::person_id, mail_tokens::kind, mail_tokens::email),
            mail_tokens::used_at,
            mail_tokens::expires_at,
        ))
        .first(conn)?;
    if used.is_some() || expires <= now { Err(AppError::Gone) } else { Ok(token) }
}

/// Spends a secret: the first of two racing requests wins.
///
/// # Errors
/// As [`find_mail_token`].
pub fn spend_mail_token(conn: &mut Conn, hash: &str, kinds: &[TokenKind], now: Instant) -> AppResult<MailToken> {
    let token = find_mail_token(conn, hash, kinds, now)?;
    let unspent = mail_tokens::table.find(&token.id).filter(mail_tokens::used_at.is_null());
    let rows = diesel::update(unspent).set(mail_tokens::used_at.eq(now)).execute(conn)?;
    if rows == 1 { Ok(token) } else { Err(AppError::Gone) }
}

/// Ends the unspent secrets of this kind.
///
/// # Errors
/// What the database said.
pub fn cancel_mail_tokens(conn: &mut Conn, person: &PersonId, kind: TokenKind, now: Instant) -> QueryResult<usize> {
    let unspent = mail_tokens::table
        .filter(mail_tokens::person_id.eq(person))
        .filter(mail_tokens::kind.eq(kind))
        .filter(mail_tokens::used_at.is_null());
    diesel::update(unspent).set(mail_tokens::used_at.eq(now)).execute(conn)
}

/// Writes a piece of work that is done already: what an unknown address costs, so that a known one
/// is not told from it by the time of a commit.
///
/// # Errors
/// What the database said.
pub fn insert_nothing(conn: &mut Conn, now: Instant) -> QueryResult<()> {
    diesel::insert_into(outbox::table)
        .values((
            outbox::id.eq(OutboxId::new()),
            outbox::kind.eq(crate::outbox::MAIL),
            outbox::payload.eq(""),
            outbox::attempts.eq(0_i64),
            outbox::due_at.eq(now),
            outbox::last_error.eq(""),
            outbox::done_at.eq(Some(now)),
            outbox::created_at.eq(now),
        ))
        .execute(conn)?;
    Ok(())
}
