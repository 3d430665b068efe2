//! What a proof of an address changes.

use crate::accounts::mail_tokens::model::{MailToken, TokenKind};
use crate::accounts::mail_tokens::queries::spend_mail_token;
use crate::accounts::people;
use crate::clock::Instant;
use crate::db::Conn;
use crate::error::{AppError, AppResult};
use crate::ids::PersonId;
use crate::web::text;

/// What a link of a verification may be.
pub const KINDS: &[TokenKind] = &[TokenKind::Verify, TokenKind::ChangeMail];

/// Spends the secret and verifies or moves the address. Only its own account moves to an address,
/// so that nobody brings another person's address under theirs.
///
/// # Errors
/// 404 or 410 for a wrong, spent or old secret; [`AppError::NotSignedIn`] or refused when the
/// account to move is not signed in here; a conflict when the address belongs to another account
/// meanwhile.
pub fn verify(conn: &mut Conn, hash: &str, viewer: Option<&PersonId>, now: Instant) -> AppResult<MailToken> {
    let token = spend_mail_token(conn, hash, KINDS, now)?;
    require_owner(&token, viewer)?;
    if token.kind == TokenKind::ChangeMail {
        people::queries::update_email(conn, &token.person_id, &token.email, now)?;
        return Ok(token);
    }
    let person = people::queries::find_addressee(conn, &token.person_id)?;
    if text::email_key(&person.email) != text::email_key(&token.email) {
        return Err(AppError::Gone);
    }
    people::queries::verify_person(conn, &person.id, now)?;
    Ok(token)
}

/// Refuses to move an account for whoever is not signed in to it.
///
/// # Errors
/// [`AppError::NotSignedIn`], or refused.
pub fn require_owner(token: &MailToken, viewer: Option<&PersonId>) -> AppResult<()> {
    match viewer {
        _ if token.kind != TokenKind::ChangeMail => Ok(()),
        None => Err(AppError::NotSignedIn),
        Some(viewer) if *viewer == token.person_id => Ok(()),
        Some(_) => Err(AppError::Refused("error-address-other")),
    }
}
