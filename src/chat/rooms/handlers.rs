//! Answers the page of a room.

use actix_web::{HttpResponse, web};
use serde::Deserialize;

use super::views::{RoomPage, load_panel};
use crate::error::{AppError, AppResult};
use crate::ids::RoomId;
use crate::site::{Asker, Site};
use crate::web::forms::Asked;
use crate::web::render;

/// The query of a room's page.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct RoomQuery {
    before: String,
}

/// The room with its last messages, or those before a number.
pub async fn show(
    site: web::Data<Site>,
    asker: Asker,
    room: web::Path<String>,
    Asked(query): Asked<RoomQuery>,
) -> AppResult<HttpResponse> {
    let room: RoomId = room.parse().map_err(|_| AppError::NotFound)?;
    let before = query.before.parse().ok();
    let (page, mut panel) =
        site.read(&asker, "exhibition", move |conn, visit| load_panel(conn, visit, &room, before)).await?;
    panel.present = i64::try_from(site.hub.present(&panel.id)).unwrap_or(0);
    render::page(&RoomPage { page, room: panel })
}
