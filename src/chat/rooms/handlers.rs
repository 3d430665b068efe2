//! Answers the page of a room.

use actix_web::{HttpResponse, web};
use serde::Deserialize;

use super::queries;
use super::views::{Part, RoomPage, RoomPanel, find_reply, load_panel};
use crate::db::Conn;
use crate::error::{AppError, AppResult};
use crate::ids::{MessageId, RoomId};
use crate::site::{Asker, Site, Visit};
use crate::web::forms::Asked;
use crate::web::page::Page;
use crate::web::render;

/// The query of a room's page.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct RoomQuery {
    before: String,
    at: String,
    reply: String,
}

impl RoomQuery {
    fn part(&self) -> Part {
        match (self.at.parse(), self.before.parse()) {
            (Ok(seq), _) => Part::At(seq),
            (Err(_), Ok(seq)) => Part::Before(seq),
            (Err(_), Err(_)) => Part::Last,
        }
    }
}

/// The room with its last messages, those before a number or those around it.
pub async fn show(
    site: web::Data<Site>,
    asker: Asker,
    room: web::Path<String>,
    Asked(query): Asked<RoomQuery>,
) -> AppResult<HttpResponse> {
    let room: RoomId = room.parse().map_err(|_| AppError::NotFound)?;
    let read = move |conn: &mut Conn, visit: &Visit| load_asked(conn, visit, &room, &query);
    let (mut page, mut panel) = site.read(&asker, "exhibition", read).await?;
    if panel.address != format!("/rooms/{}", panel.id) {
        // The room stands on a page of its own, with whatever of it was asked for.
        let asked = asker.path.split_once('?').map(|(_, query)| format!("?{query}")).unwrap_or_default();
        return Ok(render::see_other(panel.address + &asked));
    }
    note_read(&site, &asker, &mut page, &panel).await?;
    panel.present = i64::try_from(site.hub.present(&panel.id)).unwrap_or(0);
    render::page(&RoomPage::new(page, panel))
}

/// The part of a room that was asked for, with the message that is to be answered.
///
/// # Errors
/// As [`load_panel`].
pub fn load_asked(conn: &mut Conn, visit: &Visit, room: &RoomId, query: &RoomQuery) -> AppResult<RoomPanel> {
    let mut panel = load_panel(conn, visit, room, query.part())?;
    if let Ok(id) = query.reply.parse::<MessageId>() {
        panel.reply = find_reply(conn, visit, room, &id)?;
    }
    Ok(panel)
}

/// Notes that the reader has seen what the page shows; what they were told of it is read with it.
///
/// # Errors
/// What the database said.
pub async fn note_read(site: &Site, asker: &Asker, page: &mut Page, panel: &RoomPanel) -> AppResult<()> {
    if !panel.is_unread {
        return Ok(());
    }
    let (room, seq) = (panel.id.clone(), panel.last_seq);
    let mark = move |conn: &mut Conn, visit: &Visit| {
        let me = visit.viewer()?.person.clone();
        let row = queries::find_room(conn, &room, Some(&me))?;
        queries::mark_read(conn, &row, &me, seq, visit.now)
    };
    site.note_seen(asker, page, mark).await
}
