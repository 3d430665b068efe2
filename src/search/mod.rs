//! The search over everything public, in an index of its own beside the database: it is derived
//! data, the same on both databases, and can be thrown away at any time.
//!
//! A write notes what changed with [`record_change`]; the `follower` of every node asks the
//! registered [`Source`] for its present [`Document`] and brings it into the [`Search`] index within
//! a second. A search gives ids, counts and highlights; the rows come from the database in one
//! read, which checks again what the reader may see. This folder knows no zone.

mod docs;
mod document;
mod facets;
mod find;
mod follower;
mod grouped;
mod highlight;
mod hits;
mod index;
mod kept;
mod query;
#[cfg(test)]
mod tests;
mod top;
mod words;

use diesel::prelude::*;

pub use document::{Document, EVERY_EDITION, Source, Text};
pub use find::{Facets, Found, Hit, Listed};
pub use follower::Behind;
pub use grouped::{Group, Grouped, Suggested};
pub use highlight::{Piece, mark};
pub use index::Search;
pub use query::{Query, Sort};

use crate::clock::Instant;
use crate::db::schema::search_changes;
use crate::db::{Conn, Topic, raise};

/// Notes, in the transaction of the change, that a thing may have changed for searchers: was made,
/// edited, published, hidden or removed. Safe to repeat.
///
/// # Errors
/// What the database said.
pub fn record_change(conn: &mut Conn, kind: &str, id: &str, now: Instant) -> QueryResult<()> {
    diesel::insert_into(search_changes::table)
        .values((search_changes::kind.eq(kind), search_changes::thing_id.eq(id), search_changes::created_at.eq(now)))
        .execute(conn)?;
    raise(Topic::Search);
    Ok(())
}
