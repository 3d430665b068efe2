//! Statements of the console about halls.

use diesel::prelude::*;

use super::forms::{HallFacts, ValidHall};
use crate::clock::Instant;
use crate::db::schema::{hall_texts, halls};
use crate::db::{Conn, changed_one, unique};
use crate::error::{AppError, AppResult, FieldErrors};
use crate::ids::{EditionId, HallId, RowId};
use crate::upsert;

/// Language, name and description of a hall.
type HallText = (String, String, String);

/// A hall of this edition with its texts.
///
/// # Errors
/// 404 when there is none at this address.
pub fn find_hall(conn: &mut Conn, edition: &EditionId, slug: &str) -> QueryResult<(HallId, HallFacts, Vec<HallText>)> {
    let (id, facts): (HallId, HallFacts) = halls::table
        .filter(halls::edition_id.eq(edition))
        .filter(halls::slug.eq(slug))
        .select((halls::id, (halls::slug, halls::position, halls::width, halls::depth, halls::updated_at)))
        .first(conn)?;
    let texts = hall_texts::table
        .filter(hall_texts::hall_id.eq(&id))
        .select((hall_texts::locale, hall_texts::name, hall_texts::description))
        .load(conn)?;
    Ok((id, facts, texts))
}

/// Makes a hall.
///
/// # Errors
/// The field `slug` when the address is taken in this edition.
pub fn insert_hall(
    conn: &mut Conn,
    id: &HallId,
    edition: &EditionId,
    valid: &ValidHall,
    now: Instant,
) -> AppResult<()> {
    let row = (
        halls::id.eq(id),
        halls::edition_id.eq(edition),
        halls::slug.eq(&valid.slug),
        halls::position.eq(valid.position),
        halls::width.eq(valid.width),
        halls::depth.eq(valid.depth),
        halls::created_at.eq(now),
        halls::updated_at.eq(now),
    );
    let taken = AppError::Invalid(FieldErrors::one("slug", "error-slug-taken"));
    unique(diesel::insert_into(halls::table).values(row).execute(conn), taken)?;
    upsert_texts(conn, id, valid, now)
}

/// Sets a hall to what was typed.
///
/// # Errors
/// A conflict when somebody else changed it since it was seen.
pub fn update_hall(conn: &mut Conn, id: &HallId, valid: &ValidHall, now: Instant) -> AppResult<()> {
    let seen = valid.seen.ok_or(AppError::Conflict("error-changed-meanwhile"))?;
    let rows = diesel::update(halls::table.filter(halls::id.eq(id)).filter(halls::updated_at.eq(seen)))
        .set((
            halls::position.eq(valid.position),
            halls::width.eq(valid.width),
            halls::depth.eq(valid.depth),
            halls::updated_at.eq(now),
        ))
        .execute(conn)?;
    changed_one(rows)?;
    upsert_texts(conn, id, valid, now)
}

fn upsert_texts(conn: &mut Conn, hall: &HallId, valid: &ValidHall, now: Instant) -> AppResult<()> {
    for (locale, name, description) in &valid.texts {
        let row = (
            hall_texts::id.eq(RowId::new()),
            hall_texts::hall_id.eq(hall),
            hall_texts::locale.eq(locale.tag()),
            hall_texts::name.eq(name),
            hall_texts::description.eq(description),
            hall_texts::created_at.eq(now),
        );
        let changes = (hall_texts::name.eq(name), hall_texts::description.eq(description));
        upsert!(conn, hall_texts::table, row, (hall_texts::hall_id, hall_texts::locale), changes)?;
    }
    Ok(())
}
