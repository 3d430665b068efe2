//! Answers of the page on which an author edits or deletes a message.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use serde::Deserialize;

use super::author_views::AuthorPage;
use super::changing::{self, Changing};
use super::views::link_to;
use crate::db::Conn;
use crate::error::{AppError, AppResult, FieldErrors};
use crate::ids::MessageId;
use crate::live::MAX_BODY_CHARS;
use crate::site::{Asker, Site, Visit};
use crate::web::check::Check;
use crate::web::forms::Posted;
use crate::web::render;

/// The words that an author wants instead.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct EditForm {
    body: String,
}

impl EditForm {
    fn parse(&self) -> Result<String, FieldErrors> {
        let mut check = Check::new();
        let body = check.text("body", &self.body, 1, MAX_BODY_CHARS);
        check.finish(|| Some(body))
    }
}

/// `GET /messages/{message}`.
pub async fn show(site: web::Data<Site>, asker: Asker, id: web::Path<String>) -> AppResult<HttpResponse> {
    let id = id.parse().map_err(|_| AppError::NotFound)?;
    draw(&site, &asker, id, None, FieldErrors::new(), StatusCode::OK).await
}

async fn draw(
    site: &Site,
    asker: &Asker,
    id: MessageId,
    typed: Option<String>,
    errors: FieldErrors,
    status: StatusCode,
) -> AppResult<HttpResponse> {
    let read = move |conn: &mut Conn, visit: &Visit| changing::find_own(conn, &id, &visit.viewer()?.person, visit.now);
    let (page, own) = site.read(asker, "exhibition", read).await?;
    render::page_with(status, &AuthorPage::new(page, own, typed, errors))
}

/// `POST /messages/{message}`.
pub async fn update(
    site: web::Data<Site>,
    asker: Asker,
    id: web::Path<String>,
    posted: Posted<EditForm>,
) -> AppResult<HttpResponse> {
    let id: MessageId = id.parse().map_err(|_| AppError::NotFound)?;
    let typed = Some(posted.form.body.clone());
    let body = match posted.form.parse() {
        Ok(body) => body,
        Err(errors) => return draw(&site, &asker, id, typed, errors, StatusCode::UNPROCESSABLE_ENTITY).await,
    };
    let (own, shared) = (id.clone(), Site::clone(&site));
    let write = move |conn: &mut Conn, visit: &Visit| {
        let tools = (&*shared.limits, &shared.hub);
        changing::edit(conn, &own, (&visit.viewer()?.person, &body), visit.now, tools)
    };
    let changing = site.write(&asker, write).await?;
    answer(&site, &asker, id, changing, (typed, "flash-message-edited")).await
}

/// `POST /messages/{message}/deletion`.
pub async fn destroy(site: web::Data<Site>, asker: Asker, id: web::Path<String>) -> AppResult<HttpResponse> {
    let id: MessageId = id.parse().map_err(|_| AppError::NotFound)?;
    let own = id.clone();
    let write = move |conn: &mut Conn, visit: &Visit| changing::delete(conn, &own, &visit.viewer()?.person, visit.now);
    let changing = site.write(&asker, write).await?;
    answer(&site, &asker, id, changing, (None, "flash-message-deleted")).await
}

/// Tells the room of what was done and leads back to it; what was not done stands on the page with
/// the reason.
async fn answer(
    site: &Site,
    asker: &Asker,
    id: MessageId,
    changing: Changing,
    (typed, flash): (Option<String>, &'static str),
) -> AppResult<HttpResponse> {
    match changing {
        Changing::Done(changed) => changed.carry_out(site).await,
        Changing::Repeated => {}
        Changing::Barred(_) => return draw(site, asker, id, typed, FieldErrors::new(), StatusCode::FORBIDDEN).await,
    }
    let read = move |conn: &mut Conn, visit: &Visit| {
        Ok(changing::find_own(conn, &id, &visit.viewer()?.person, visit.now)?.row)
    };
    let (_, row) = site.read(asker, "exhibition", read).await?;
    Ok(site.done(link_to(&row), flash))
}
