//! The open positions of an organization on the page of its booth. Registered by `app`.

use askama::Template;

use super::queries::list_open_postings_of;
use super::views::PostingCard;
use crate::db::Conn;
use crate::error::AppResult;
use crate::exhibition::booths::model::BoothView;
use crate::exhibition::booths::panels::{Drawing, Fragment};
use crate::saves::{SaveKind, find_saved};
use crate::site::Visit;
use crate::web::page::Page;

/// Positions shown beside a booth; the rest is found by searching.
const SHOWN: i64 = 12;

#[derive(Template)]
#[template(path = "recruitment/booth_panel.html")]
struct OpenPositions<'a> {
    page: &'a Page,
    cards: Vec<PostingCard>,
}

/// Reads the positions that are open now; nothing when there are none.
///
/// # Errors
/// What the database said.
pub fn load_booth_panel(conn: &mut Conn, visit: &Visit, booth: &BoothView) -> AppResult<Option<Drawing>> {
    let edition = &visit.edition()?.id;
    let organization = &booth.organization_id;
    let cards = visit.shared(conn, "open-postings", organization.as_str(), |conn| {
        Ok(list_open_postings_of(conn, edition, organization, visit.locale, visit.now, SHOWN)?)
    })?;
    if cards.is_empty() {
        return Ok(None);
    }
    let saved = find_saved(conn, visit, SaveKind::Posting)?;
    let cards = cards.iter().cloned().map(|card| card.marked(&saved)).collect();
    Ok(Some(Box::new(move |page| Fragment::draw(&OpenPositions { page, cards }))))
}
