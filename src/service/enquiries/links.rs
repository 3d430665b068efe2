//! The secret links by which somebody without an account reads and writes on. Each mail carries one of its own;
//! the database keeps hashes alone. All of them end some time after the enquiry has.

use diesel::prelude::*;

use crate::accounts::passwords::new_token;
use crate::clock::Instant;
use crate::db::Conn;
use crate::db::schema::{enquiries, enquiry_links};
use crate::error::{AppError, AppResult};
use crate::ids::{EnquiryId, RowId};
use crate::site::viewer::hash_token;

/// Days that a link is good after the enquiry was closed.
pub const LINK_DAYS: i64 = 30;

/// Makes a link and gives its path. The token goes into the mail that the same transaction writes.
///
/// # Errors
/// What the database said; no randomness.
pub fn make_link(conn: &mut Conn, enquiry: &EnquiryId, now: Instant) -> AppResult<String> {
    let token = new_token()?;
    let row = (
        enquiry_links::id.eq(RowId::new()),
        enquiry_links::enquiry_id.eq(enquiry),
        enquiry_links::token_hash.eq(hash_token(&token)),
        enquiry_links::created_at.eq(now),
    );
    diesel::insert_into(enquiry_links::table).values(row).execute(conn)?;
    Ok(format!("/service/links/{token}"))
}

/// The enquiry that a secret opens.
///
/// # Errors
/// 404 for one that was guessed or has ended.
pub fn find_by_link(conn: &mut Conn, token_hash: &str, now: Instant) -> AppResult<EnquiryId> {
    let (id, closed_at): (EnquiryId, Option<Instant>) = enquiry_links::table
        .inner_join(enquiries::table.on(enquiries::id.eq(enquiry_links::enquiry_id)))
        .filter(enquiry_links::token_hash.eq(token_hash))
        .select((enquiries::id, enquiries::closed_at))
        .first(conn)?;
    match closed_at.is_some_and(|at| at + chrono::Duration::days(LINK_DAYS) <= now) {
        true => Err(AppError::NotFound),
        false => Ok(id),
    }
}

/// Lets the links of an enquiry lead to another one.
///
/// # Errors
/// What the database said.
pub fn move_links(conn: &mut Conn, from: &EnquiryId, to: &EnquiryId) -> QueryResult<usize> {
    let of = enquiry_links::table.filter(enquiry_links::enquiry_id.eq(from));
    diesel::update(of).set(enquiry_links::enquiry_id.eq(to)).execute(conn)
}
