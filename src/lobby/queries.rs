//! What the lobby counts and lists.

use diesel::dsl::count;
use diesel::prelude::*;

use super::model::Figures;
use crate::clock::Instant;
use crate::db::Conn;
use crate::db::schema::{booths, organizations, postings};
use crate::error::AppResult;
use crate::forum::sessions::count_sessions;
use crate::ids::EditionId;
use crate::pairing::projects::count_open_projects;

/// Counts what is open to everybody.
///
/// # Errors
/// What the database said.
pub fn count_figures(conn: &mut Conn, edition: &EditionId, now: Instant) -> AppResult<Figures> {
    let (booths, countries) = booths::table
        .inner_join(organizations::table)
        .filter(booths::edition_id.eq(edition))
        .filter(booths::state.eq("published"))
        .select((diesel::dsl::count_star(), count(organizations::country).aggregate_distinct()))
        .first(conn)?;
    let positions = postings::table
        .filter(postings::edition_id.eq(edition))
        .filter(postings::state.eq_any(["live", "scheduled"]))
        .filter(postings::opens_at.le(now))
        .filter(postings::closes_at.gt(now))
        .count()
        .get_result(conn)?;
    let projects = count_open_projects(conn, edition, now)?;
    let sessions = count_sessions(conn, edition)?;
    Ok(Figures { booths, positions, projects, sessions, countries })
}
