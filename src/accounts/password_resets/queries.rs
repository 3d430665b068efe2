//! What asking for a new password and setting it change.

use crate::accounts::logins::queries::delete_logins;
use crate::accounts::mail_tokens::model::{NewMailToken, TokenKind};
use crate::accounts::mail_tokens::queries::{insert_mail_token, insert_nothing, spend_mail_token};
use crate::accounts::{mails, people};
use crate::clock::Instant;
use crate::db::Conn;
use crate::error::AppResult;
use crate::ids::{LoginId, PersonId};
use crate::outbox::enqueue_mail;
use crate::site::viewer::hash_token;

/// Sends the link to a known address; for an unknown one it does as much and sends nothing.
///
/// # Errors
/// What the database said.
pub fn ask(conn: &mut Conn, email_key: &str, token: &str, now: Instant) -> AppResult<()> {
    let Some(person) = people::queries::find_by_email(conn, email_key)? else {
        return Ok(insert_nothing(conn, now)?);
    };
    let row = NewMailToken::new(person.id.clone(), TokenKind::Reset, &hash_token(token), &person.email, now);
    insert_mail_token(conn, &row)?;
    enqueue_mail(conn, &mails::reset(person.locale(), &person.email, token), now)
}

/// Spends the secret, sets the password and ends every login. Who got the mail owns the address,
/// so that it is verified too.
///
/// # Errors
/// 404 or 410 for a wrong, spent or old secret.
pub fn set(
    conn: &mut Conn,
    token_hash: &str,
    password_hash: &str,
    now: Instant,
) -> AppResult<(PersonId, Vec<LoginId>)> {
    let token = spend_mail_token(conn, token_hash, &[TokenKind::Reset], now)?;
    let person = people::queries::find_addressee(conn, &token.person_id)?;
    people::queries::update_password(conn, &person.id, password_hash, now)?;
    if person.verified_at.is_none() {
        people::queries::verify_person(conn, &person.id, now)?;
    }
    let ended = delete_logins(conn, &person.id, None)?;
    enqueue_mail(conn, &mails::password_changed(person.locale(), &person.email), now)?;
    Ok((person.id, ended))
}
