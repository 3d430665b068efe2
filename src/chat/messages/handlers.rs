//! Takes a message from the form of a room, for readers without a script.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use serde::Deserialize;
use uuid::Uuid;

use super::queries::NewMessage;
use super::saying::{Saying, say_typed};
use crate::chat::rooms::bars::Barred;
use crate::chat::rooms::views::{Part, RoomPage, RoomPanel, load_panel, sentence};
use crate::error::{AppError, AppResult};
use crate::ids::{MessageId, RoomId};
use crate::live::MAX_BODY_CHARS;
use crate::site::{Asker, Site};
use crate::web::forms::Posted;
use crate::web::render;

/// The form of a room.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct MessageForm {
    body: String,
    /// What the page calls it: the same words sent twice are one message.
    client_id: String,
    /// The message that it answers, if any.
    reply_to: String,
}

/// Stores a message and passes it on after the commit; who may not write sees why.
pub async fn create(
    site: web::Data<Site>,
    asker: Asker,
    room: web::Path<String>,
    posted: Posted<MessageForm>,
) -> AppResult<HttpResponse> {
    let room: RoomId = room.parse().map_err(|_| AppError::NotFound)?;
    let body = posted.form.body.trim().to_owned();
    if body.is_empty() {
        return Ok(render::see_other(format!("/rooms/{room}")));
    }
    if body.chars().count() > MAX_BODY_CHARS {
        return Err(AppError::TooLarge("room-error-too-long"));
    }
    let client_id = posted.form.client_id.parse().unwrap_or_else(|_| Uuid::now_v7());
    let reply_to = match posted.form.reply_to.as_str() {
        "" => None,
        id => match id.parse::<MessageId>() {
            Ok(id) => Some(id),
            Err(_) => {
                return draw(
                    &site,
                    &asker,
                    room,
                    body,
                    (StatusCode::UNPROCESSABLE_ENTITY, &Barred::For("error-reply")),
                )
                .await;
            }
        },
    };
    let new = NewMessage { id: MessageId::new(), room: room.clone(), client_id, body: body.clone(), reply_to };
    let shared = Site::clone(&site);
    let said = site
        .write(&asker, move |conn, visit| say_typed(conn, &new, &visit.viewer()?.person, visit.now, &shared.limits));
    match said.await {
        Ok(Saying::Stored(message, frame)) => {
            site.hub.publish_message(&room, message.seq, frame);
            Ok(render::see_other(format!("/rooms/{room}")))
        }
        Ok(Saying::Repeated(_)) => Ok(render::see_other(format!("/rooms/{room}"))),
        Ok(Saying::Barred(bar)) => draw(&site, &asker, room, body, (status_of(&bar), &bar)).await,
        Err(AppError::Invalid(_)) => {
            draw(&site, &asker, room, body, (StatusCode::UNPROCESSABLE_ENTITY, &Barred::For("error-reply"))).await
        }
        Err(error) => Err(error),
    }
}

fn status_of(bar: &Barred) -> StatusCode {
    match bar {
        Barred::For(_) | Barred::Sanctioned(..) => StatusCode::FORBIDDEN,
        Barred::Paused(_) => StatusCode::TOO_MANY_REQUESTS,
    }
}

/// The room, with words that could not be said and why.
async fn draw(
    site: &Site,
    asker: &Asker,
    room: RoomId,
    typed: String,
    (status, bar): (StatusCode, &Barred),
) -> AppResult<HttpResponse> {
    let (page, panel) =
        site.read(asker, "exhibition", move |conn, visit| load_panel(conn, visit, &room, Part::Last)).await?;
    let problem = sentence(page.locale, bar);
    render::page_with(status, &RoomPage::new(page, RoomPanel { typed, problem, ..panel }))
}
