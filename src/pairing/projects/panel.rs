//! The open projects of an organization on the page of its booth. Registered by `app`.

use askama::Template;

use super::listing::{cards_of, list_open_projects_of};
use super::views::ProjectCard;
use crate::db::Conn;
use crate::error::AppResult;
use crate::exhibition::booths::model::BoothView;
use crate::exhibition::booths::panels::{Drawing, Fragment};
use crate::saves::{SaveKind, find_saved};
use crate::site::Visit;
use crate::web::page::Page;

/// Projects shown beside a booth; the rest is found by searching.
const SHOWN: i64 = 6;

#[derive(Template)]
#[template(path = "pairing/booth_panel.html")]
struct OpenProjects<'a> {
    page: &'a Page,
    cards: Vec<ProjectCard>,
}

/// Reads the projects that are open now; nothing when there are none.
///
/// # Errors
/// What the database said.
pub fn load_booth_panel(conn: &mut Conn, visit: &Visit, booth: &BoothView) -> AppResult<Option<Drawing>> {
    let edition = &visit.edition()?.id;
    let organization = &booth.organization_id;
    let cards = visit.shared(conn, "open-projects", organization.as_str(), |conn| {
        let rows = list_open_projects_of(conn, edition, organization, visit.now, SHOWN)?;
        Ok(cards_of(conn, &rows, visit.locale, visit.now)?)
    })?;
    if cards.is_empty() {
        return Ok(None);
    }
    let saved = find_saved(conn, visit, SaveKind::Project)?;
    let cards = cards.iter().cloned().map(|card| card.marked(&saved)).collect();
    Ok(Some(Box::new(move |page| Fragment::draw(&OpenProjects { page, cards }))))
}
