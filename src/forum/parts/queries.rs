//! Statements about tracks and stages.

use std::collections::HashMap;

use diesel::dsl::count_star;
use diesel::prelude::*;

use super::forms::ValidPart;
use super::model::{Part, PartKind};
use crate::clock::Instant;
use crate::db::schema::{programme_parts, sessions};
use crate::db::{Conn, changed_one, unique};
use crate::error::{AppError, AppResult, FieldErrors};
use crate::forum::sessions::model::SESSION;
use crate::ids::{EditionId, PartId, SessionId};
use crate::lifecycle::require_version;
use crate::search::record_change;
use crate::web::i18n::Locale;

/// The most parts that an edition has of both kinds.
pub const PARTS_MOST: i64 = 200;

/// The parts of an edition: tracks and stages, each in their order.
///
/// # Errors
/// What the database said.
pub fn list_parts(conn: &mut Conn, edition: &EditionId) -> QueryResult<Vec<Part>> {
    programme_parts::table
        .filter(programme_parts::edition_id.eq(edition))
        .order((programme_parts::kind.desc(), programme_parts::position, programme_parts::name, programme_parts::id))
        .limit(PARTS_MOST)
        .select(Part::as_select())
        .load(conn)
}

/// The names of the parts of an edition in a language, by id.
///
/// # Errors
/// What the database said.
pub fn name_parts(conn: &mut Conn, edition: &EditionId, locale: Locale) -> QueryResult<HashMap<PartId, String>> {
    let parts = list_parts(conn, edition)?;
    Ok(parts.into_iter().map(|part| (part.id.clone(), part.name_in(locale).to_owned())).collect())
}

/// A part of this edition.
///
/// # Errors
/// 404 where there is none.
pub fn find_part(conn: &mut Conn, edition: &EditionId, id: &PartId) -> QueryResult<Part> {
    let own = programme_parts::table.find(id).filter(programme_parts::edition_id.eq(edition));
    own.select(Part::as_select()).first(conn)
}

/// How many sessions, in whatever state, name each part.
///
/// # Errors
/// What the database said.
pub fn count_uses(conn: &mut Conn, edition: &EditionId) -> QueryResult<HashMap<PartId, i64>> {
    let own = || sessions::table.filter(sessions::edition_id.eq(edition));
    let tracks: Vec<(Option<PartId>, i64)> =
        own().group_by(sessions::track_id).select((sessions::track_id, count_star())).load(conn)?;
    let stages: Vec<(Option<PartId>, i64)> =
        own().group_by(sessions::stage_id).select((sessions::stage_id, count_star())).load(conn)?;
    Ok(tracks.into_iter().chain(stages).filter_map(|(part, count)| Some((part?, count))).collect())
}

fn name_taken() -> AppError {
    AppError::Invalid(FieldErrors::one("name", "error-part-taken"))
}

/// Makes a part.
///
/// # Errors
/// The field `name` where there is one of the kind with this name, or too many.
pub fn insert_part(
    conn: &mut Conn,
    id: &PartId,
    edition: &EditionId,
    valid: &ValidPart,
    now: Instant,
) -> AppResult<()> {
    let own = programme_parts::table.filter(programme_parts::edition_id.eq(edition));
    if own.count().get_result::<i64>(conn)? >= PARTS_MOST {
        return Err(AppError::Invalid(FieldErrors::one("name", "error-part-many")));
    }
    let row = (
        programme_parts::id.eq(id),
        programme_parts::edition_id.eq(edition),
        programme_parts::kind.eq(valid.kind),
        programme_parts::name.eq(&valid.name),
        programme_parts::name_zh.eq(&valid.name_zh),
        programme_parts::position.eq(valid.position),
        programme_parts::version.eq(1_i64),
        programme_parts::created_at.eq(now),
        programme_parts::updated_at.eq(now),
    );
    unique(diesel::insert_into(programme_parts::table).values(row).execute(conn), name_taken())?;
    Ok(())
}

/// Sets a part to what was typed; its kind stays, and its sessions are found by the new name.
///
/// # Errors
/// 409 where somebody was faster; the field `name` where the name is taken.
pub fn update_part(conn: &mut Conn, part: &Part, seen: &str, valid: &ValidPart, now: Instant) -> AppResult<()> {
    require_version(part.version, seen)?;
    let own = programme_parts::table.find(&part.id).filter(programme_parts::version.eq(part.version));
    let changes = (
        programme_parts::name.eq(&valid.name),
        programme_parts::name_zh.eq(&valid.name_zh),
        programme_parts::position.eq(valid.position),
        programme_parts::version.eq(programme_parts::version + 1),
        programme_parts::updated_at.eq(now),
    );
    changed_one(unique(diesel::update(own).set(changes).execute(conn), name_taken())?)?;
    // Sessions are found by the names of their track and stage.
    let named = sessions::track_id.eq(&part.id).or(sessions::stage_id.eq(&part.id));
    let of_part: Vec<SessionId> = sessions::table.filter(named).select(sessions::id).load(conn)?;
    for session in of_part {
        record_change(conn, SESSION, session.as_str(), now)?;
    }
    Ok(())
}

/// Removes a part that no session names.
///
/// # Errors
/// 409 where one does.
pub fn delete_part(conn: &mut Conn, part: &Part) -> AppResult<()> {
    let named = match part.kind {
        PartKind::Track => sessions::table.filter(sessions::track_id.eq(&part.id)).count().get_result::<i64>(conn)?,
        PartKind::Stage => sessions::table.filter(sessions::stage_id.eq(&part.id)).count().get_result::<i64>(conn)?,
    };
    if named > 0 {
        return Err(AppError::Conflict("error-part-used"));
    }
    diesel::delete(programme_parts::table.find(&part.id)).execute(conn)?;
    Ok(())
}
