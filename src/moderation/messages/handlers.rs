//! Answers of a message's page for moderators.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};

use super::forms::ReasonForm;
use super::{queries, views};
use crate::db::Conn;
use crate::error::{AppError, AppResult, FieldErrors};
use crate::ids::MessageId;
use crate::moderation::{Effects, publish};
use crate::site::{Asker, Site, Visit};
use crate::web::forms::{Asked, Posted};
use crate::web::render;

/// `GET /organizer/messages/{id}`.
pub async fn show(
    site: web::Data<Site>,
    asker: Asker,
    id: web::Path<String>,
    Asked(form): Asked<ReasonForm>,
) -> AppResult<HttpResponse> {
    draw(&site, &asker, &id, form, FieldErrors::new(), StatusCode::OK).await
}

async fn draw(
    site: &Site,
    asker: &Asker,
    id: &str,
    form: ReasonForm,
    errors: FieldErrors,
    status: StatusCode,
) -> AppResult<HttpResponse> {
    let id: MessageId = id.parse().map_err(|_| AppError::NotFound)?;
    let read = move |conn: &mut Conn, visit: &Visit| {
        let (message, room) = queries::find_message(conn, visit, &id)?;
        let context = queries::list_shown(conn, &message, &room)?;
        Ok((message, room, context))
    };
    let (page, (message, room, context)) = site.read(asker, "organizer", read).await?;
    render::page_with(status, &views::MessagePage::new(page, message, &room, context, form, errors))
}

/// `POST /organizer/messages/{id}/hiding`.
pub async fn create(
    site: web::Data<Site>,
    asker: Asker,
    id: web::Path<String>,
    posted: Posted<ReasonForm>,
) -> AppResult<HttpResponse> {
    change(&site, &asker, &id, posted.form, true).await
}

/// `POST /organizer/messages/{id}/showing`.
pub async fn destroy(
    site: web::Data<Site>,
    asker: Asker,
    id: web::Path<String>,
    posted: Posted<ReasonForm>,
) -> AppResult<HttpResponse> {
    change(&site, &asker, &id, posted.form, false).await
}

async fn change(site: &Site, asker: &Asker, id: &str, form: ReasonForm, hides: bool) -> AppResult<HttpResponse> {
    let message: MessageId = id.parse().map_err(|_| AppError::NotFound)?;
    let reason = match form.parse() {
        Ok(reason) => reason,
        Err(errors) => return draw(site, asker, id, form, errors, StatusCode::UNPROCESSABLE_ENTITY).await,
    };
    let back = match render::local_path(&form.back) {
        "/" => format!("/organizer/messages/{message}"),
        path => path.to_owned(),
    };
    let write = move |conn: &mut Conn, visit: &Visit| {
        queries::find_message(conn, visit, &message)?;
        let changed = match hides {
            true => queries::hide_message(conn, visit, &message, &reason)?,
            false => queries::show_message(conn, visit, &message, &reason)?,
        };
        Ok(Effects { changed: Some(changed), ..Effects::default() })
    };
    publish(site, site.write(asker, write).await?);
    Ok(site.done(back, if hides { "flash-message-hidden" } else { "flash-message-shown" }))
}
