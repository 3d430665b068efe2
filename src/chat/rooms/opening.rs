//! Makes the rooms that every edition and every hall has, once there is an edition and a hall.

use diesel::dsl::{exists, not};
use diesel::prelude::*;

use super::queries::{RoomKind, find_or_make_room};
use crate::clock::Instant;
use crate::db::schema::{editions, halls, rooms};
use crate::db::{Conn, Db};
use crate::error::AppResult;
use crate::ids::{EditionId, HallId};

/// Rooms made in one go; what is left is made the next time.
const ROUND: i64 = 200;

type Missing = (EditionId, RoomKind, String);

/// Makes the rooms that are missing. Reads only, where none is.
///
/// # Errors
/// What the database said.
pub async fn open_missing(db: &Db, now: Instant) -> AppResult<()> {
    let missing = db.read(|conn| Ok(list_missing(conn)?)).await?;
    if missing.is_empty() {
        return Ok(());
    }
    let open = move |conn: &mut Conn| {
        for (edition, kind, thing) in &missing {
            find_or_make_room(conn, edition, (*kind, thing), now)?;
        }
        Ok(())
    };
    db.write(open).await
}

fn list_missing(conn: &mut Conn) -> QueryResult<Vec<Missing>> {
    let of_edition = rooms::table.filter(rooms::kind.eq(RoomKind::Lobby)).filter(rooms::thing_id.eq(editions::id));
    let without: Vec<EditionId> =
        editions::table.filter(not(exists(of_edition))).limit(ROUND).select(editions::id).load(conn)?;
    let of_hall = rooms::table.filter(rooms::kind.eq(RoomKind::Hall)).filter(rooms::thing_id.eq(halls::id));
    let roomless: Vec<(EditionId, HallId)> =
        halls::table.filter(not(exists(of_hall))).limit(ROUND).select((halls::edition_id, halls::id)).load(conn)?;
    let lobbies = without.into_iter().map(|edition| {
        let thing = edition.to_string();
        (edition, RoomKind::Lobby, thing)
    });
    let of_halls = roomless.into_iter().map(|(edition, hall)| (edition, RoomKind::Hall, hall.to_string()));
    Ok(lobbies.chain(of_halls).collect())
}
