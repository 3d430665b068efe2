//! Answers the managers of the zone about tracks and stages.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};

use super::forms::PartForm;
use super::queries;
use super::views::{EditPage, IndexPage};
use crate::audit::Action;
use crate::db::Conn;
use crate::error::{AppError, AppResult, FieldErrors};
use crate::forum::programme::manages;
use crate::ids::PartId;
use crate::site::{Asker, Site, Visit};
use crate::web::forms::Posted;
use crate::web::render;

/// `GET /organizer/programme/parts`.
pub async fn index(site: web::Data<Site>, asker: Asker) -> AppResult<HttpResponse> {
    let form = PartForm { kind: "track".into(), position: "1".into(), ..PartForm::default() };
    draw(&site, &asker, form, FieldErrors::new(), StatusCode::OK).await
}

async fn draw(
    site: &Site,
    asker: &Asker,
    form: PartForm,
    errors: FieldErrors,
    status: StatusCode,
) -> AppResult<HttpResponse> {
    let read = |conn: &mut Conn, visit: &Visit| {
        visit.staff(manages)?;
        let edition = &visit.edition()?.id;
        Ok((queries::list_parts(conn, edition)?, queries::count_uses(conn, edition)?))
    };
    let (page, (parts, uses)) = site.read(asker, "organizer", read).await?;
    render::page_with(status, &IndexPage::new(page, parts, &uses, form, errors))
}

/// `POST /organizer/programme/parts`.
pub async fn create(site: web::Data<Site>, asker: Asker, posted: Posted<PartForm>) -> AppResult<HttpResponse> {
    let (form, id) = (posted.form, PartId::new());
    let typed = form.clone();
    let store = move |conn: &mut Conn, visit: &Visit| {
        visit.staff(manages)?;
        visit.writer()?;
        let valid = typed.parse()?;
        queries::insert_part(conn, &id, &visit.edition()?.id, &valid, visit.now)?;
        visit.note(conn, Action::ProgrammePart, &id, ("", &valid.name))
    };
    match site.write(&asker, store).await {
        Ok(()) => Ok(site.done("/organizer/programme/parts", "flash-part-saved")),
        Err(AppError::Invalid(errors)) => draw(&site, &asker, form, errors, StatusCode::UNPROCESSABLE_ENTITY).await,
        Err(error) => Err(error),
    }
}

/// `GET /organizer/programme/parts/{id}`.
pub async fn edit(site: web::Data<Site>, asker: Asker, id: web::Path<String>) -> AppResult<HttpResponse> {
    draw_edit(&site, &asker, id.into_inner(), None, FieldErrors::new(), StatusCode::OK).await
}

async fn draw_edit(
    site: &Site,
    asker: &Asker,
    id: String,
    typed: Option<PartForm>,
    errors: FieldErrors,
    status: StatusCode,
) -> AppResult<HttpResponse> {
    let id: PartId = id.parse().map_err(|_| AppError::NotFound)?;
    let read = move |conn: &mut Conn, visit: &Visit| {
        visit.staff(manages)?;
        Ok(queries::find_part(conn, &visit.edition()?.id, &id)?)
    };
    let (page, part) = site.read(asker, "organizer", read).await?;
    let present = PartForm::of(&part);
    let is_conflict = status == StatusCode::CONFLICT;
    let form = match typed {
        // Whoever has read what stands there now may save over it.
        Some(typed) if is_conflict => PartForm { version: present.version.clone(), ..typed },
        Some(typed) => typed,
        None => present.clone(),
    };
    render::page_with(status, &EditPage { page, part, form, present: is_conflict.then_some(present), errors })
}

/// `POST /organizer/programme/parts/{id}`.
pub async fn update(
    site: web::Data<Site>,
    asker: Asker,
    id: web::Path<String>,
    posted: Posted<PartForm>,
) -> AppResult<HttpResponse> {
    let (id, form) = (id.into_inner(), posted.form);
    let part: PartId = id.parse().map_err(|_| AppError::NotFound)?;
    let typed = form.clone();
    let store = move |conn: &mut Conn, visit: &Visit| {
        visit.staff(manages)?;
        visit.writer()?;
        let part = queries::find_part(conn, &visit.edition()?.id, &part)?;
        let valid = PartForm { kind: part.kind.to_string(), ..typed.clone() }.parse()?;
        queries::update_part(conn, &part, &typed.version, &valid, visit.now)?;
        visit.note(conn, Action::ProgrammePart, &part.id, (&part.name, &valid.name))
    };
    match site.write(&asker, store).await {
        Ok(()) => Ok(site.done("/organizer/programme/parts", "flash-part-saved")),
        Err(AppError::Invalid(errors)) => {
            draw_edit(&site, &asker, id, Some(form), errors, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(AppError::Conflict(_)) => {
            draw_edit(&site, &asker, id, Some(form), FieldErrors::new(), StatusCode::CONFLICT).await
        }
        Err(error) => Err(error),
    }
}

/// `POST /organizer/programme/parts/{id}/removal`.
pub async fn destroy(site: web::Data<Site>, asker: Asker, id: web::Path<String>) -> AppResult<HttpResponse> {
    let id: PartId = id.parse().map_err(|_| AppError::NotFound)?;
    let remove = move |conn: &mut Conn, visit: &Visit| {
        visit.staff(manages)?;
        visit.writer()?;
        let part = queries::find_part(conn, &visit.edition()?.id, &id)?;
        queries::delete_part(conn, &part)?;
        visit.note(conn, Action::ProgrammePart, &part.id, (&part.name, ""))
    };
    site.write(&asker, remove).await?;
    Ok(site.done("/organizer/programme/parts", "flash-part-removed"))
}
