//! The floors of the demo's halls: rows of stands with aisles between them, in half metres. Called
//! by [`super::fill`].

use diesel::prelude::*;

use super::Seed;
use super::edition::in_both;
use crate::db::Conn;
use crate::db::schema::{hall_texts, halls, places};
use crate::demo::content::HallSeed;
use crate::error::{AppError, AppResult};
use crate::ids::{HallId, PlaceId, RowId};
use crate::insert_many;

/// From the walls to the first stand.
const MARGIN: i64 = 8;
/// Between rows, and in the middle of each.
const AISLE: i64 = 8;
/// From the front of a stand to its back.
const DEPTH: i64 = 10;
/// A stand within a row, and a larger one at its ends.
const WIDTHS: [i64; 2] = [12, 16];

/// The first hall gets the position, the others follow.
pub(super) fn insert(conn: &mut Conn, seed: &Seed, first: i64) -> AppResult<()> {
    for (position, hall) in (first..).zip(&seed.content.halls) {
        let id = HallId::new();
        insert_hall(conn, seed, hall, &id, position)?;
        insert_places(conn, seed, hall, &id)?;
    }
    Ok(())
}

/// Stands a row: six in the large hall, four in the others.
fn columns(hall: &HallSeed) -> i64 {
    if hall.places > 8 { 6 } else { 4 }
}

fn size(hall: &HallSeed) -> (i64, i64) {
    let columns = columns(hall);
    let rows = (i64::from(hall.places + hall.free) + columns - 1).div_euclid(columns);
    let width = left_of(columns, columns) + MARGIN;
    (width, 2 * MARGIN + rows * DEPTH + (rows - 1) * AISLE)
}

fn width_of(column: i64, columns: i64) -> i64 {
    let [inner, end] = WIDTHS;
    if column == 0 || column == columns - 1 { end } else { inner }
}

/// Where a column begins: after all before it and, from the middle on, the aisle.
fn left_of(column: i64, columns: i64) -> i64 {
    let before: i64 = (0..column).map(|one| width_of(one, columns)).sum();
    let aisle = if column >= columns / 2 { AISLE } else { 0 };
    MARGIN + before + aisle
}

fn insert_hall(conn: &mut Conn, seed: &Seed, hall: &HallSeed, id: &HallId, position: i64) -> AppResult<()> {
    let (width, depth) = size(hall);
    let row = (
        halls::id.eq(id),
        halls::edition_id.eq(&seed.edition),
        halls::slug.eq(&hall.slug),
        halls::position.eq(position),
        halls::width.eq(width),
        halls::depth.eq(depth),
        halls::created_at.eq(seed.now),
        halls::updated_at.eq(seed.now),
    );
    diesel::insert_into(halls::table).values(row).execute(conn)?;
    let row = |(locale, name, description)| {
        (
            hall_texts::id.eq(RowId::new()),
            hall_texts::hall_id.eq(id),
            hall_texts::locale.eq(locale),
            hall_texts::name.eq(name),
            hall_texts::description.eq(description),
            hall_texts::created_at.eq(seed.now),
        )
    };
    let rows: Vec<_> = in_both(&hall.name, &hall.description).map(row).into();
    insert_many!(conn, hall_texts::table, rows)?;
    Ok(())
}

fn insert_places(conn: &mut Conn, seed: &Seed, hall: &HallSeed, id: &HallId) -> AppResult<()> {
    let columns = columns(hall);
    let mut rows = Vec::new();
    let taken = seed.content.organizations.iter().filter(|one| one.hall == hall.slug);
    let taken = taken.map(|one| Ok::<_, AppError>((one.place, Some(seed.booth(&one.slug)?))));
    let free = (1..=hall.free).map(|more| Ok((hall.places + more, None)));
    for stand in taken.chain(free) {
        let (number, booth) = stand?;
        let at = i64::from(number) - 1;
        let (row, column) = (at.div_euclid(columns), at.rem_euclid(columns));
        rows.push((
            places::id.eq(PlaceId::new()),
            places::hall_id.eq(id),
            places::number.eq(format!("{}-{number:02}", hall.letter)),
            places::x.eq(left_of(column, columns)),
            places::y.eq(MARGIN + row * (DEPTH + AISLE)),
            places::width.eq(width_of(column, columns)),
            places::depth.eq(DEPTH),
            places::state.eq(if booth.is_some() { "assigned" } else { "available" }),
            places::booth_id.eq(booth),
            places::created_at.eq(seed.now),
            places::updated_at.eq(seed.now),
        ));
    }
    insert_many!(conn, places::table, rows)?;
    Ok(())
}
