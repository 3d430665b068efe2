//! The statements of the settings that stand in the rows of an edition.

use diesel::prelude::*;

use crate::clock::Instant;
use crate::db::schema::zones;
use crate::db::{Conn, Topic, raise};
use crate::ids::EditionId;
use crate::site::ZoneKind;

/// Sets whether a zone reviews what verified organizations submit; a zone that does so already stays as it is.
///
/// # Errors
/// What the database said.
pub fn set_review(
    conn: &mut Conn,
    edition: &EditionId,
    (kind, is_required): (ZoneKind, bool),
    now: Instant,
) -> QueryResult<()> {
    let other = zones::table
        .filter(zones::edition_id.eq(edition))
        .filter(zones::kind.eq(kind))
        .filter(zones::review_required.ne(is_required));
    diesel::update(other)
        .set((zones::review_required.eq(is_required), zones::version.eq(zones::version + 1), zones::updated_at.eq(now)))
        .execute(conn)?;
    raise(Topic::Site);
    Ok(())
}
