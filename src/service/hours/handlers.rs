//! Answers the managers of the zone about the hours of the desk.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};

use super::forms::HoursForm;
use super::queries;
use super::views::HoursPage;
use crate::audit::Action;
use crate::db::Conn;
use crate::error::{AppError, AppResult, FieldErrors};
use crate::site::{Asker, Site, Viewer, Visit, ZoneKind};
use crate::web::forms::Posted;
use crate::web::render;

fn manages(viewer: &Viewer) -> bool {
    viewer.may_manage(ZoneKind::Service)
}

/// `GET /service/desk/hours`.
pub async fn edit(site: web::Data<Site>, asker: Asker) -> AppResult<HttpResponse> {
    draw(&site, &asker, None, FieldErrors::new()).await
}

async fn draw(site: &Site, asker: &Asker, typed: Option<HoursForm>, errors: FieldErrors) -> AppResult<HttpResponse> {
    let read = |conn: &mut Conn, visit: &Visit| {
        visit.staff(manages)?;
        let edition = visit.edition()?;
        Ok((queries::list_hours(conn, &edition.id)?, edition.time_zone.name()))
    };
    let (page, (hours, zone)) = site.read(asker, "service", read).await?;
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let form = typed.unwrap_or_else(|| HoursForm::of(&hours));
    render::page_with(status, &HoursPage { page, zone, form, errors })
}

/// `POST /service/desk/hours`.
pub async fn update(site: web::Data<Site>, asker: Asker, posted: Posted<HoursForm>) -> AppResult<HttpResponse> {
    let form = posted.form;
    let typed = form.clone();
    let write = move |conn: &mut Conn, visit: &Visit| {
        visit.staff(manages)?;
        visit.writer()?;
        let edition = &visit.edition()?.id;
        let hours = typed.parse()?;
        let before = queries::list_hours(conn, edition)?;
        queries::store_hours(conn, edition, &hours, visit.now)?;
        visit.note(conn, Action::HoursUpdate, edition, (&format!("{before:?}"), &format!("{hours:?}")))
    };
    match site.write(&asker, write).await {
        Ok(()) => Ok(site.done("/service/desk/hours", "flash-desk-hours")),
        Err(AppError::Invalid(errors)) => draw(&site, &asker, Some(form), errors).await,
        Err(error) => Err(error),
    }
}
