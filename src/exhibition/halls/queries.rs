//! Statements about halls.

use diesel::prelude::*;

use super::model::{Hall, OpenHall, floor};
use crate::chat::rooms::{RoomKind, find_room_of};
use crate::clock::Instant;
use crate::db::Conn;
use crate::db::schema::{hall_texts, halls, places};
use crate::exhibition::booths::queries::list_booth_cards;
use crate::exhibition::places::model::Place;
use crate::exhibition::plan::{Floor, plan};
use crate::ids::{EditionId, HallId};
use crate::web::i18n::Locale;

type HallRow = (HallId, String, i64, i64, String, String, String);

/// The halls of an edition in their order, at most 100.
pub fn list_halls(conn: &mut Conn, edition: &EditionId, locale: Locale) -> QueryResult<Vec<Hall>> {
    let rows: Vec<HallRow> = halls::table
        .inner_join(hall_texts::table)
        .filter(halls::edition_id.eq(edition))
        .order((halls::position, halls::id, hall_texts::locale))
        .limit(200)
        .select((
            halls::id,
            halls::slug,
            halls::width,
            halls::depth,
            hall_texts::locale,
            hall_texts::name,
            hall_texts::description,
        ))
        .load(conn)?;
    let mut found: Vec<Hall> = Vec::new();
    for (id, slug, width, depth, tag, name, description) in rows {
        let lang = Locale::from_tag(&tag).unwrap_or(Locale::En);
        let hall = Hall { id, slug, width, depth, name, description, lang: lang.tag(), booths: 0, staffed: 0 };
        match found.last_mut().filter(|last| last.id == hall.id) {
            None => found.push(hall),
            Some(last) if lang == locale => *last = hall,
            Some(_) => {}
        }
    }
    Ok(found)
}

/// The places of a hall by their numbers, at most 1,000.
pub fn list_places(conn: &mut Conn, hall: &HallId) -> QueryResult<Vec<Place>> {
    places::table
        .filter(places::hall_id.eq(hall))
        .order((places::number, places::id))
        .limit(1_000)
        .select(Place::as_select())
        .load(conn)
}

/// The floor of the first hall of an edition with its booths, for the lobby; none without a hall.
pub fn load_first_floor(
    conn: &mut Conn,
    edition: &EditionId,
    locale: Locale,
    now: Instant,
) -> QueryResult<Option<Floor>> {
    let Some(hall) = list_halls(conn, edition, locale)?.into_iter().next() else { return Ok(None) };
    let cards = list_booth_cards(conn, edition, Some(&hall.id), locale, now)?;
    let places = list_places(conn, &hall.id)?;
    Ok(Some(floor(&hall, &places, &cards, locale)))
}

/// A hall with everything that its page shows.
///
/// # Errors
/// `NotFound` when there is none at this address.
pub fn load_hall(
    conn: &mut Conn,
    edition: &EditionId,
    slug: &str,
    locale: Locale,
    now: Instant,
) -> QueryResult<OpenHall> {
    let halls = list_halls(conn, edition, locale)?;
    let hall = halls.iter().find(|hall| hall.slug == slug).cloned().ok_or(diesel::result::Error::NotFound)?;
    let cards = list_booth_cards(conn, edition, Some(&hall.id), locale, now)?;
    let places = list_places(conn, &hall.id)?;
    let hall = hall.counted(&cards);
    let plan = plan(&floor(&hall, &places, &cards, locale));
    let room = find_room_of(conn, RoomKind::Hall, hall.id.as_str())?;
    Ok(OpenHall { halls, hall, places, cards, plan, room })
}
