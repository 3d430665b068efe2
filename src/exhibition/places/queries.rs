//! Statements of the console about places.

use diesel::dsl::count_star;
use diesel::prelude::*;

use super::forms::ValidPlace;
use super::model::{Place, PlaceState};
use crate::db::schema::{halls, places};
use crate::db::{Conn, changed_one, unique};
use crate::error::{AppError, AppResult, FieldErrors};
use crate::ids::{BoothId, EditionId, HallId, PlaceId};
use crate::lifecycle::{Mover, record_beginning, record_move};

/// How many places the halls of an edition have in each state.
///
/// # Errors
/// What the database said.
pub fn count_places(conn: &mut Conn, edition: &EditionId) -> QueryResult<Vec<(HallId, PlaceState, i64)>> {
    places::table
        .inner_join(halls::table)
        .filter(halls::edition_id.eq(edition))
        .group_by((places::hall_id, places::state))
        .select((places::hall_id, places::state, count_star()))
        .load(conn)
}

/// A place of a hall.
///
/// # Errors
/// 404 when it is in no such hall.
pub fn find_place(conn: &mut Conn, hall: &HallId, id: &PlaceId) -> QueryResult<Place> {
    places::table.find(id).filter(places::hall_id.eq(hall)).select(Place::as_select()).first(conn)
}

/// Lets changes of a hall's floor wait in line, so that no two places come to overlap; gives the
/// size of the hall.
///
/// # Errors
/// What the database said.
fn wait_in_line(conn: &mut Conn, hall: &HallId) -> QueryResult<(i64, i64)> {
    diesel::update(halls::table.find(hall)).set(halls::position.eq(halls::position)).execute(conn)?;
    halls::table.find(hall).select((halls::width, halls::depth)).first(conn)
}

/// Refuses a place that leaves its hall or stands on another place.
fn require_room(conn: &mut Conn, hall: &HallId, valid: &ValidPlace, own: Option<&PlaceId>) -> AppResult<()> {
    let size = wait_in_line(conn, hall)?;
    if valid.leaves(size) {
        return Err(AppError::Invalid(FieldErrors::one("x", "error-place-outside")));
    }
    let others = crate::exhibition::halls::queries::list_places(conn, hall)?;
    let is_on_another = others.iter().filter(|other| Some(&other.id) != own).any(|other| valid.overlaps(other));
    if is_on_another { Err(AppError::Invalid(FieldErrors::one("x", "error-place-overlap"))) } else { Ok(()) }
}

fn number_taken() -> AppError {
    AppError::Invalid(FieldErrors::one("number", "error-place-number"))
}

/// Makes a place.
///
/// # Errors
/// The wrong fields: no room, or the number is taken.
pub fn insert_place(
    conn: &mut Conn,
    id: &PlaceId,
    hall: &HallId,
    valid: &ValidPlace,
    mover: Mover<'_>,
) -> AppResult<()> {
    require_room(conn, hall, valid, None)?;
    let row = (
        places::id.eq(id),
        places::hall_id.eq(hall),
        places::number.eq(&valid.number),
        places::x.eq(valid.x),
        places::y.eq(valid.y),
        places::width.eq(valid.width),
        places::depth.eq(valid.depth),
        places::state.eq(valid.state),
        places::booth_id.eq(None::<BoothId>),
        places::created_at.eq(mover.at),
        places::updated_at.eq(mover.at),
    );
    unique(diesel::insert_into(places::table).values(row).execute(conn), number_taken())?;
    record_beginning(conn, id.as_str(), valid.state, mover)
}

/// Sets a place to what was typed; its state moves by the lifecycle.
///
/// # Errors
/// The wrong fields; a conflict when somebody else changed it since it was seen, or the move is
/// illegal.
pub fn update_place(conn: &mut Conn, place: &Place, valid: &ValidPlace, mover: Mover<'_>) -> AppResult<()> {
    require_room(conn, &place.hall_id, valid, Some(&place.id))?;
    if valid.state != place.state {
        record_move(conn, place.id.as_str(), place.state, valid.state, mover)?;
    }
    let seen = valid.seen.ok_or(AppError::Conflict("error-changed-meanwhile"))?;
    let row = places::table.filter(places::id.eq(&place.id)).filter(places::updated_at.eq(seen));
    let done = diesel::update(row)
        .set((
            places::number.eq(&valid.number),
            places::x.eq(valid.x),
            places::y.eq(valid.y),
            places::width.eq(valid.width),
            places::depth.eq(valid.depth),
            places::state.eq(valid.state),
            places::updated_at.eq(mover.at),
        ))
        .execute(conn);
    changed_one(unique(done, number_taken())?)
}

/// Removes a place on which no booth stands.
///
/// # Errors
/// A conflict when a booth stands there.
pub fn delete_place(conn: &mut Conn, place: &Place) -> AppResult<()> {
    let free = places::table.filter(places::id.eq(&place.id)).filter(places::booth_id.is_null());
    let rows = diesel::delete(free).execute(conn)?;
    if rows == 1 { Ok(()) } else { Err(AppError::Conflict("error-place-assigned")) }
}
