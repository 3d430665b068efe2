//! Every statement about people.

use diesel::prelude::*;

use super::model::NewPerson;
use crate::db::schema::people;
use crate::db::{Conn, unique};
use crate::error::{AppError, AppResult, FieldErrors};
use crate::ids::PersonId;

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

/// The id and the password hash of an address.
///
/// # Errors
/// What the database said.
pub fn find_credentials(conn: &mut Conn, email_key: &str) -> QueryResult<Option<(PersonId, String)>> {
    people::table
        .filter(people::email_key.eq(email_key))
        .select((people::id, people::password_hash))
        .first(conn)
        .optional()
}

/// Whether anybody has an account here.
///
/// # Errors
/// What the database said.
pub fn has_people(conn: &mut Conn) -> QueryResult<bool> {
    diesel::select(diesel::dsl::exists(people::table.select(people::id))).get_result(conn)
}
