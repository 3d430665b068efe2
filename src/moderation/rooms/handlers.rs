//! Answers about a room's rules.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};

use super::forms::RulesForm;
use super::{queries, views};
use crate::db::Conn;
use crate::error::{AppError, AppResult, FieldErrors};
use crate::ids::RoomId;
use crate::site::{Asker, Site, Visit};
use crate::web::forms::Posted;
use crate::web::render;

/// `GET /organizer/rooms/{room}`.
pub async fn show(site: web::Data<Site>, asker: Asker, room: web::Path<String>) -> AppResult<HttpResponse> {
    draw(&site, &asker, &room, None, FieldErrors::new(), StatusCode::OK).await
}

async fn draw(
    site: &Site,
    asker: &Asker,
    room: &str,
    typed: Option<RulesForm>,
    errors: FieldErrors,
    status: StatusCode,
) -> AppResult<HttpResponse> {
    let room: RoomId = room.parse().map_err(|_| AppError::NotFound)?;
    let find = move |conn: &mut Conn, visit: &Visit| queries::find_own_room(conn, visit, &room);
    let (page, row) = site.read(asker, "organizer", find).await?;
    let form = typed.unwrap_or_else(|| RulesForm::of(row.rules));
    render::page_with(status, &views::RulesPage::new(page, &row, form, errors))
}

/// `POST /organizer/rooms/{room}`: who may not read any more leaves the room at once.
pub async fn update(
    site: web::Data<Site>,
    asker: Asker,
    room: web::Path<String>,
    posted: Posted<RulesForm>,
) -> AppResult<HttpResponse> {
    let id: RoomId = room.parse().map_err(|_| AppError::NotFound)?;
    let form = posted.form;
    let (rules, reason) = match form.parse() {
        Ok(parsed) => parsed,
        Err(errors) => return draw(&site, &asker, &room, Some(form), errors, StatusCode::UNPROCESSABLE_ENTITY).await,
    };
    let meant = id.clone();
    let write = move |conn: &mut Conn, visit: &Visit| {
        let row = queries::find_own_room(conn, visit, &meant)?;
        queries::store_rules(conn, visit, &row, rules, &reason)
    };
    site.write(&asker, write).await?;
    site.hub.recheck_room(&id);
    Ok(site.done(format!("/rooms/{id}"), "flash-room-saved"))
}
