//! The statements about the hours of the desk.

use diesel::prelude::*;

use super::model::{Hours, Standing, standing};
use crate::clock::Instant;
use crate::db::Conn;
use crate::db::schema::desk_hours;
use crate::error::AppResult;
use crate::ids::{EditionId, RowId};
use crate::insert_many;
use crate::site::Visit;

/// The hours of the desk in an edition, Monday first.
///
/// # Errors
/// What the database said.
pub fn list_hours(conn: &mut Conn, edition: &EditionId) -> QueryResult<Vec<Hours>> {
    desk_hours::table
        .filter(desk_hours::edition_id.eq(edition))
        .order(desk_hours::weekday)
        .limit(7)
        .select((desk_hours::weekday, desk_hours::opens, desk_hours::closes))
        .load(conn)
}

/// How the desk stands now.
///
/// # Errors
/// What the database said.
pub fn find_standing(conn: &mut Conn, visit: &Visit) -> AppResult<Standing> {
    let edition = visit.edition()?;
    let hours = list_hours(conn, &edition.id)?;
    Ok(standing(&hours, edition.time_zone, visit.now))
}

/// Puts other hours in the place of all.
///
/// # Errors
/// What the database said.
pub fn store_hours(conn: &mut Conn, edition: &EditionId, hours: &[Hours], now: Instant) -> QueryResult<()> {
    diesel::delete(desk_hours::table.filter(desk_hours::edition_id.eq(edition))).execute(conn)?;
    let row = |one: &Hours| {
        (
            desk_hours::id.eq(RowId::new()),
            desk_hours::edition_id.eq(edition),
            desk_hours::weekday.eq(one.weekday),
            desk_hours::opens.eq(one.opens),
            desk_hours::closes.eq(one.closes),
            desk_hours::created_at.eq(now),
        )
    };
    let rows: Vec<_> = hours.iter().map(row).collect();
    insert_many!(conn, desk_hours::table, rows)?;
    Ok(())
}
