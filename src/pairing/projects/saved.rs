//! Projects that somebody saved, as their list shows them: what everybody may read of them, their teaser's title.

use super::listing::{cards_of, list_known_projects};
use super::model::ProjectState;
use crate::db::Conn;
use crate::error::AppResult;
use crate::saves::SavedThing;
use crate::site::Visit;

/// The projects of these ids as a person's list shows them; what is not public is left out.
///
/// # Errors
/// What the database said.
pub fn describe_saved(conn: &mut Conn, visit: &Visit, ids: &[String]) -> AppResult<Vec<SavedThing>> {
    let rows = list_known_projects(conn, &visit.edition()?.id, ids)?;
    let is_public = |row: &super::listing::ProjectRow| row.0.state_at(visit.now).is_readable() && row.2.is_verified();
    let public: Vec<_> = rows.into_iter().filter(is_public).collect();
    let cards = cards_of(conn, &public, visit.locale, visit.now)?;
    let thing = |card: super::views::ProjectCard| SavedThing {
        id: card.id.to_string(),
        href: card.href,
        title: card.title,
        lang: card.lang,
        detail: [card.organization, card.place].join(" · "),
        badge: Some((card.state.badge(), card.state.key())),
        ends_at: (card.state == ProjectState::Published).then_some(card.expires_at),
    };
    Ok(cards.into_iter().map(thing).collect())
}
