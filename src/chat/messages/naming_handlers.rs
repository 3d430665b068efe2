//! Who can be named in a room, for the list that opens behind an `@`.

use actix_web::{HttpResponse, web};
use serde::{Deserialize, Serialize};

use super::mentions::list_nameable;
use crate::chat::rooms::queries::find_room;
use crate::db::Conn;
use crate::error::{AppError, AppResult};
use crate::ids::RoomId;
use crate::site::{Asker, Site, Visit, initials};
use crate::web::forms::Asked;

/// What has been typed behind the `@`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct NamesQuery {
    q: String,
}

/// Somebody who can be named.
#[derive(Debug, Serialize)]
struct Nameable {
    name: String,
    initials: String,
}

/// `GET /rooms/{room}/names?q=`: at most eight, those who are there first.
pub async fn index(
    site: web::Data<Site>,
    asker: Asker,
    room: web::Path<String>,
    Asked(query): Asked<NamesQuery>,
) -> AppResult<HttpResponse> {
    let room: RoomId = room.parse().map_err(|_| AppError::NotFound)?;
    let around = site.hub.list_present(&room);
    let find = move |conn: &mut Conn, visit: &Visit| {
        let me = &visit.viewer()?.person;
        let room = find_room(conn, &room, Some(me))?;
        Ok(list_nameable(conn, &room, me, (&query.q, &around))?)
    };
    let (_, names) = site.read(&asker, "exhibition", find).await?;
    let list: Vec<Nameable> = names.into_iter().map(|name| Nameable { initials: initials(&name), name }).collect();
    Ok(HttpResponse::Ok().insert_header(("Cache-Control", "no-store")).json(list))
}
