//! Answers about who is where.

use actix_web::{HttpResponse, web};

use super::forms::Wanted;
use super::views;
use crate::db::Conn;
use crate::error::{AppError, AppResult};
use crate::ids::RoomId;
use crate::site::{Asker, Site, Visit};
use crate::web::forms::Asked;
use crate::web::paging::PageNumber;
use crate::web::render;

/// People on a page.
const ROWS_ON_A_PAGE: usize = 50;

/// `GET /rooms/{room}/people`.
pub async fn index(
    site: web::Data<Site>,
    asker: Asker,
    room: web::Path<String>,
    Asked(wanted): Asked<Wanted>,
) -> AppResult<HttpResponse> {
    let room: RoomId = room.parse().map_err(|_| AppError::NotFound)?;
    let here = views::Gathering { people: site.hub.list_present(&room), count: site.hub.present(&room) };
    let at = PageNumber::read(&wanted.page, ROWS_ON_A_PAGE);
    let asked = wanted.clone();
    let read = move |conn: &mut Conn, visit: &Visit| views::PeopleView::load(conn, visit, (&room, &here), &asked, at);
    let (page, view) = site.read(&asker, "exhibition", read).await?;
    render::page(&views::PeoplePage::new(page, wanted, view))
}
