//! A person's row.

use diesel::prelude::*;

use crate::clock::Instant;
use crate::db::schema::people;
use crate::ids::PersonId;
use crate::web::i18n::Locale;
use crate::web::text;

/// A person about to be stored.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = people)]
pub struct NewPerson {
    /// The id.
    pub id: PersonId,
    /// The mail address as it was written.
    pub email: String,
    /// What it is compared by; unique.
    pub email_key: String,
    /// Full name.
    pub name: String,
    /// From [`crate::accounts::passwords::hash`].
    pub password_hash: String,
    /// The language's tag.
    pub locale: String,
    /// IANA time zone.
    pub time_zone: String,
    /// When the address was verified.
    pub verified_at: Option<Instant>,
    /// Now.
    pub created_at: Instant,
    /// Now.
    pub updated_at: Instant,
}

impl NewPerson {
    /// A person whose mail address is not verified yet.
    pub fn new(email: &str, name: &str, password_hash: String, locale: Locale, time_zone: &str, now: Instant) -> Self {
        Self {
            id: PersonId::new(),
            email: email.trim().to_owned(),
            email_key: text::email_key(email),
            name: name.to_owned(),
            password_hash,
            locale: locale.tag().to_owned(),
            time_zone: time_zone.to_owned(),
            verified_at: None,
            created_at: now,
            updated_at: now,
        }
    }
}
