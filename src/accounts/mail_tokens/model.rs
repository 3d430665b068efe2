//! The row of a secret sent by mail.

use diesel::prelude::*;

use crate::clock::Instant;
use crate::db::schema::mail_tokens;
use crate::ids::{MailTokenId, PersonId};

crate::text_enum! {
    /// What the secret opens.
    pub enum TokenKind {
        /// Verifies the address of a new account.
        Verify = "verify",
        /// Sets a new password.
        Reset = "reset",
        /// Moves the account to the address it was sent to.
        ChangeMail = "change_mail",
    }
}

impl TokenKind {
    /// How long it is good: an hour where it opens an account, else three days.
    pub fn lasts(self) -> chrono::Duration {
        match self {
            Self::Reset => chrono::Duration::hours(1),
            Self::Verify | Self::ChangeMail => chrono::Duration::days(3),
        }
    }
}

/// A secret about to be stored.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = mail_tokens)]
pub struct NewMailToken {
    /// The id.
    pub id: MailTokenId,
    /// Whose.
    pub person_id: PersonId,
    /// What it opens.
    pub kind: TokenKind,
    /// The hash of the secret.
    pub token_hash: String,
    /// The address it is sent to.
    pub email: String,
    /// The end.
    pub expires_at: Instant,
    /// Now.
    pub created_at: Instant,
}

impl NewMailToken {
    /// A secret of this kind, sent to this address now.
    pub fn new(person: PersonId, kind: TokenKind, token_hash: &str, email: &str, now: Instant) -> Self {
        Self {
            id: MailTokenId::new(),
            person_id: person,
            kind,
            token_hash: token_hash.to_owned(),
            email: email.to_owned(),
            expires_at: now + kind.lasts(),
            created_at: now,
        }
    }
}

/// A secret that is still good.
#[derive(Debug, Clone, Queryable)]
pub struct MailToken {
    /// The id.
    pub id: MailTokenId,
    /// Whose.
    pub person_id: PersonId,
    /// What it opens.
    pub kind: TokenKind,
    /// The address it was sent to.
    pub email: String,
}
