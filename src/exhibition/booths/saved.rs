//! Booths that somebody saved, as their list shows them.

use super::model::BoothCard;
use super::queries::list_booth_cards;
use crate::db::Conn;
use crate::error::AppResult;
use crate::saves::SavedThing;
use crate::site::Visit;
use crate::web::standards;

/// The booths of these ids as a person's list shows them; what is not public is left out.
///
/// # Errors
/// What the database said.
pub fn describe_saved(conn: &mut Conn, visit: &Visit, ids: &[String]) -> AppResult<Vec<SavedThing>> {
    let edition = &visit.edition()?.id;
    let list = |conn: &mut Conn| Ok(list_booth_cards(conn, edition, None, visit.locale, visit.now)?);
    let cards = visit.shared(conn, "booth-cards", "", list)?;
    let is_wanted = |card: &&std::sync::Arc<BoothCard>| ids.iter().any(|id| id == card.id.as_str());
    let thing = |card: &std::sync::Arc<BoothCard>| {
        let country = standards::country_name(visit.locale, &card.country);
        let place = [card.number.as_str(), country].into_iter().filter(|part| !part.is_empty());
        SavedThing {
            id: card.id.to_string(),
            href: card.href(),
            title: card.name.clone(),
            lang: card.lang,
            detail: place.collect::<Vec<_>>().join(" · "),
            badge: (card.on_duty > 0).then_some(("ok", "booth-staffed")),
            ends_at: None,
        }
    };
    Ok(cards.iter().filter(is_wanted).map(thing).collect())
}
