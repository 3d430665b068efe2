//! Answers about who is where.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};

use super::forms::{PresenceForm, Wanted};
use super::{queries, views};
use crate::db::Conn;
use crate::error::{AppError, AppResult, FieldErrors};
use crate::ids::RoomId;
use crate::site::{Asker, Site, Visit};
use crate::web::forms::{Asked, Posted};
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

/// `GET /me/privacy`.
pub async fn show(site: web::Data<Site>, asker: Asker) -> AppResult<HttpResponse> {
    let find = |conn: &mut Conn, visit: &Visit| Ok(queries::find_presence(conn, &visit.viewer()?.person)?);
    let (page, presence) = site.read(&asker, "me", find).await?;
    render::page(&views::PrivacyPage::new(page, presence.as_str(), FieldErrors::new()))
}

/// `POST /me/privacy`.
pub async fn update(site: web::Data<Site>, asker: Asker, posted: Posted<PresenceForm>) -> AppResult<HttpResponse> {
    let form = posted.form;
    let presence = match form.parse() {
        Ok(presence) => presence,
        Err(errors) => {
            let (page, ()) = site.read(&asker, "me", |_, visit| visit.viewer().map(drop)).await?;
            let page = views::PrivacyPage::new(page, &form.presence, errors);
            return render::page_with(StatusCode::UNPROCESSABLE_ENTITY, &page);
        }
    };
    let write = move |conn: &mut Conn, visit: &Visit| {
        let me = &visit.viewer()?.person;
        queries::store_presence(conn, me, presence, visit.now)?;
        Ok(me.clone())
    };
    let me = site.write(&asker, write).await?;
    site.hub.show_presence(&me, presence);
    Ok(site.done("/me/privacy", "flash-privacy-saved"))
}
