//! Every statement about people.

use std::collections::HashMap;

use diesel::prelude::*;

use super::model::NewPerson;
use crate::accounts::mail_tokens::model::{NewMailToken, TokenKind};
use crate::accounts::mail_tokens::queries::{cancel_mail_tokens, insert_mail_token};
use crate::accounts::mails;
use crate::clock::Instant;
use crate::db::schema::{consents, invitations, page_versions, pages, people};
use crate::db::{Conn, unique};
use crate::error::{AppError, AppResult, FieldErrors};
use crate::ids::{ConsentId, PageId, PersonId};
use crate::outbox::enqueue_mail;
use crate::site::settings::{SignupPolicy, load_settings};
use crate::site::viewer::hash_token;
use crate::web::i18n::Locale;
use crate::web::text;

/// Stores a person.
///
/// # Errors
/// The field `email` when the address has an account. Only the setup and the command line may
/// show that; signing up must not.
pub fn insert_person(conn: &mut Conn, person: &NewPerson) -> AppResult<()> {
    let taken = AppError::Invalid(FieldErrors::one("email", "error-email-taken"));
    unique(diesel::insert_into(people::table).values(person).execute(conn), taken)?;
    Ok(())
}

/// The names of these people.
///
/// # Errors
/// What the database said.
pub fn list_names(conn: &mut Conn, of: &[PersonId]) -> QueryResult<HashMap<PersonId, String>> {
    let rows: Vec<(PersonId, String)> =
        people::table.filter(people::id.eq_any(of)).select((people::id, people::name)).load(conn)?;
    Ok(rows.into_iter().collect())
}

/// A person's name.
///
/// # Errors
/// What the database said.
pub fn find_name(conn: &mut Conn, person: &PersonId) -> QueryResult<String> {
    people::table.find(person).select(people::name).first(conn)
}

/// Whether an account was deleted; asked after a row that refers to it was written, which waits for a deletion.
///
/// # Errors
/// What the database said.
pub fn is_gone(conn: &mut Conn, person: &PersonId) -> QueryResult<bool> {
    let here = people::table.find(person).filter(people::erased_at.is_null());
    Ok(!diesel::select(diesel::dsl::exists(here)).get_result::<bool>(conn)?)
}

/// The id and the password hash of an address; an account that was deleted has none.
///
/// # Errors
/// What the database said.
pub fn find_credentials(conn: &mut Conn, email_key: &str) -> QueryResult<Option<(PersonId, String)>> {
    people::table
        .filter(people::email_key.eq(email_key))
        .filter(people::erased_at.is_null())
        .select((people::id, people::password_hash))
        .first(conn)
        .optional()
}

/// The password hash of a person.
///
/// # Errors
/// 404 when there is no such person.
pub fn find_password_hash(conn: &mut Conn, person: &PersonId) -> QueryResult<String> {
    people::table.find(person).select(people::password_hash).first(conn)
}

/// Whether anybody has an account here.
///
/// # Errors
/// What the database said.
pub fn has_people(conn: &mut Conn) -> QueryResult<bool> {
    diesel::select(diesel::dsl::exists(people::table.select(people::id))).get_result(conn)
}

/// A person by their address: the address as written, a language that is offered, whether it is verified.
///
/// # Errors
/// What the database said.
pub fn find_by_email(conn: &mut Conn, email_key: &str) -> QueryResult<Option<Addressee>> {
    let found: Option<Addressee> = people::table
        .filter(people::email_key.eq(email_key))
        .select((people::id, people::email, people::locale, people::verified_at))
        .first(conn)
        .optional()?;
    found.map(|found| admit(conn, found)).transpose()
}

/// Whoever has chosen a language that is not offered any more is written to in one that is.
fn admit(conn: &mut Conn, found: Addressee) -> QueryResult<Addressee> {
    let locale = load_settings(conn)?.languages.admit(found.locale());
    Ok(Addressee { locale: locale.tag().to_owned(), ..found })
}

/// Somebody a mail about their account goes to.
#[derive(Debug, Clone, Queryable)]
pub struct Addressee {
    /// The person.
    pub id: PersonId,
    /// The address as written.
    pub email: String,
    locale: String,
    /// When it was verified.
    pub verified_at: Option<Instant>,
}

impl Addressee {
    /// The language of the mail.
    pub fn locale(&self) -> Locale {
        Locale::from_tag(&self.locale).unwrap_or(Locale::En)
    }
}

/// A person by id, as somebody a mail goes to.
///
/// # Errors
/// 404 when there is no such person.
pub fn find_addressee(conn: &mut Conn, person: &PersonId) -> QueryResult<Addressee> {
    let columns = (people::id, people::email, people::locale, people::verified_at);
    let found: Addressee = people::table.find(person).select(columns).first(conn)?;
    admit(conn, found)
}

/// Makes an account with its consent and sends the mail that verifies it; for a known address only
/// a mail is sent: the verification again, or that there is an account. Where accounts are for people who were
/// invited, somebody else is told that by mail.
///
/// # Errors
/// As [`insert_person`], when another request made the account meanwhile.
pub fn sign_up(conn: &mut Conn, person: &NewPerson, token: &str, next: &str) -> AppResult<()> {
    let now = person.created_at;
    if let Some(known) = find_by_email(conn, &person.email_key)? {
        if known.verified_at.is_some() {
            return enqueue_mail(conn, &mails::known_address(known.locale(), &known.email), now);
        }
        return send_verification(conn, &known, token, next, now);
    }
    if load_settings(conn)?.signup != SignupPolicy::Open && !is_invited(conn, &person.email_key, now)? {
        let locale = Locale::from_tag(&person.locale).unwrap_or(Locale::En);
        return enqueue_mail(conn, &mails::not_invited(locale, &person.email), now);
    }
    insert_person(conn, person)?;
    insert_consents(conn, &person.id, now)?;
    let known = find_addressee(conn, &person.id)?;
    send_verification(conn, &known, token, next, now)
}

/// Whether an organization has invited an address and waits for the answer.
fn is_invited(conn: &mut Conn, email_key: &str, now: Instant) -> QueryResult<bool> {
    let open = invitations::table
        .filter(invitations::email_key.eq(email_key))
        .filter(invitations::accepted_at.is_null())
        .filter(invitations::revoked_at.is_null())
        .filter(invitations::expires_at.gt(now));
    diesel::select(diesel::dsl::exists(open)).get_result(conn)
}

/// Sends the mail that verifies a person's present address.
///
/// # Errors
/// What the database said.
pub fn send_verification(conn: &mut Conn, to: &Addressee, token: &str, next: &str, now: Instant) -> AppResult<()> {
    let row = NewMailToken::new(to.id.clone(), TokenKind::Verify, &hash_token(token), &to.email, now);
    insert_mail_token(conn, &row)?;
    enqueue_mail(conn, &mails::verify(to.locale(), &to.email, token, next), now)
}

/// Keeps which versions of the organizer's terms and privacy notice were agreed to.
fn insert_consents(conn: &mut Conn, person: &PersonId, now: Instant) -> AppResult<()> {
    let agreed: Vec<(PageId, Option<i64>)> = page_versions::table
        .inner_join(pages::table)
        .filter(pages::slug.eq_any(["terms", "privacy"]))
        .group_by(page_versions::page_id)
        .select((page_versions::page_id, diesel::dsl::max(page_versions::number)))
        .load(conn)?;
    let rows: Vec<_> = agreed
        .into_iter()
        .map(|(page, number)| {
            (
                consents::id.eq(ConsentId::new()),
                consents::person_id.eq(person),
                consents::page_id.eq(page),
                consents::number.eq(number.unwrap_or(1)),
                consents::created_at.eq(now),
            )
        })
        .collect();
    crate::insert_many!(conn, consents::table, rows)?;
    Ok(())
}

/// Marks the address as verified.
///
/// # Errors
/// What the database said.
pub fn verify_person(conn: &mut Conn, person: &PersonId, now: Instant) -> QueryResult<usize> {
    diesel::update(people::table.find(person))
        .set((people::verified_at.eq(Some(now)), people::updated_at.eq(now)))
        .execute(conn)
}

/// Sends the mail that proves a new address, and tells the present one. When the new address has an
/// account already, its owner is told instead; whoever asked cannot tell the difference.
///
/// # Errors
/// What the database said.
pub fn ask_for_address(conn: &mut Conn, person: &PersonId, email: &str, token: &str, now: Instant) -> AppResult<()> {
    let from = find_addressee(conn, person)?;
    let row = NewMailToken::new(person.clone(), TokenKind::ChangeMail, &hash_token(token), email, now);
    insert_mail_token(conn, &row)?;
    enqueue_mail(conn, &mails::address_asked(from.locale(), &from.email), now)?;
    let mail = match find_by_email(conn, &text::email_key(email))? {
        Some(owner) => mails::known_address(owner.locale(), &owner.email),
        None => mails::change_address(from.locale(), email, token),
    };
    enqueue_mail(conn, &mail, now)
}

/// Moves the account to another address, which is verified by that, and tells the old one. Links
/// sent to the old address stop working.
///
/// # Errors
/// [`AppError::Conflict`] when the address has an account of its own.
pub fn update_email(conn: &mut Conn, person: &PersonId, email: &str, now: Instant) -> AppResult<()> {
    let old = find_addressee(conn, person)?;
    for kind in [TokenKind::Reset, TokenKind::Verify] {
        cancel_mail_tokens(conn, person, kind, now)?;
    }
    enqueue_mail(conn, &mails::address_changed(old.locale(), &old.email, email), now)?;
    let done = diesel::update(people::table.find(person))
        .set((
            people::email.eq(email),
            people::email_key.eq(text::email_key(email)),
            people::verified_at.eq(Some(now)),
            people::updated_at.eq(now),
        ))
        .execute(conn);
    unique(done, AppError::Conflict("error-address-in-use"))?;
    Ok(())
}

/// Sets a new password. Links to set one or to move the account, asked for before, stop working.
///
/// # Errors
/// What the database said.
pub fn update_password(conn: &mut Conn, person: &PersonId, hash: &str, now: Instant) -> QueryResult<usize> {
    for kind in [TokenKind::Reset, TokenKind::ChangeMail] {
        cancel_mail_tokens(conn, person, kind, now)?;
    }
    diesel::update(people::table.find(person))
        .set((people::password_hash.eq(hash), people::updated_at.eq(now)))
        .execute(conn)
}

/// Puts a costlier hash of the same password in the place of the one it was checked with.
///
/// # Errors
/// What the database said.
pub fn replace_hash(conn: &mut Conn, person: &PersonId, checked: &str, hash: &str) -> QueryResult<usize> {
    diesel::update(people::table.find(person).filter(people::password_hash.eq(checked)))
        .set(people::password_hash.eq(hash))
        .execute(conn)
}
