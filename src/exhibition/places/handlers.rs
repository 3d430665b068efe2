//! Answers `/organizer/halls/{hall}/places`.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};

use super::forms::{PlaceForm, ValidPlace};
use super::model::{Place, PlaceState};
use super::queries;
use super::views::EditPage;
use crate::audit::Action;
use crate::db::Conn;
use crate::error::{AppError, AppResult, FieldErrors};
use crate::exhibition::halls::console_handlers::{may_build, require_builder};
use crate::exhibition::halls::console_queries::find_hall;
use crate::ids::PlaceId;
use crate::lifecycle::Mover;
use crate::site::{Asker, Site, Visit};
use crate::web::forms::Posted;
use crate::web::render;

/// `GET /organizer/halls/{hall}/places/new`.
pub async fn new(site: web::Data<Site>, asker: Asker, hall: web::Path<String>) -> AppResult<HttpResponse> {
    let form = PlaceForm {
        width: "3".to_owned(),
        depth: "3".to_owned(),
        state: PlaceState::Available.to_string(),
        ..PlaceForm::default()
    };
    draw(&site, &asker, (hall.into_inner(), None), Some(form), FieldErrors::new(), StatusCode::OK).await
}

/// `GET /organizer/halls/{hall}/places/{id}`.
pub async fn edit(site: web::Data<Site>, asker: Asker, path: web::Path<(String, PlaceId)>) -> AppResult<HttpResponse> {
    let (hall, id) = path.into_inner();
    draw(&site, &asker, (hall, Some(id)), None, FieldErrors::new(), StatusCode::OK).await
}

async fn draw(
    site: &Site,
    asker: &Asker,
    (hall, id): (String, Option<PlaceId>),
    typed: Option<PlaceForm>,
    errors: FieldErrors,
    status: StatusCode,
) -> AppResult<HttpResponse> {
    let slug = hall.clone();
    let read = move |conn: &mut Conn, visit: &Visit| {
        visit.staff(may_build)?;
        let (hall, _, texts) = find_hall(conn, &visit.edition()?.id, &slug)?;
        let place = match &id {
            Some(id) => Some(queries::find_place(conn, &hall, id)?),
            None => None,
        };
        let own = texts.iter().find(|text| text.0 == visit.locale.tag()).or_else(|| texts.first());
        Ok((place, own.map(|text| text.1.clone()).unwrap_or_default()))
    };
    let (page, (place, hall_name)) = site.read(asker, "organizer", read).await?;
    let present = place.as_ref().map(PlaceForm::of);
    let is_conflict = status == StatusCode::CONFLICT;
    let form = match (typed, &present) {
        // Whoever has read what stands there now may save over it.
        (Some(typed), Some(present)) if is_conflict => PlaceForm { seen: present.seen.clone(), ..typed },
        (Some(typed), _) => typed,
        (None, present) => present.clone().unwrap_or_default(),
    };
    let present = present.filter(|_| is_conflict);
    render::page_with(status, &EditPage::new(page, (hall, hall_name), place, form, present, errors))
}

async fn answer(
    site: &Site,
    asker: &Asker,
    (hall, id): (String, Option<PlaceId>),
    form: PlaceForm,
    stored: AppResult<()>,
) -> AppResult<HttpResponse> {
    match stored {
        Err(AppError::Invalid(errors)) => {
            draw(site, asker, (hall, id), Some(form), errors, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(AppError::Conflict(_)) if id.is_some() => {
            draw(site, asker, (hall, id), Some(form), FieldErrors::new(), StatusCode::CONFLICT).await
        }
        Err(error) => Err(error),
        Ok(()) => Ok(site.done(format!("/organizer/halls/{hall}"), "flash-place-saved")),
    }
}

/// `POST /organizer/halls/{hall}/places`.
pub async fn create(
    site: web::Data<Site>,
    asker: Asker,
    hall: web::Path<String>,
    posted: Posted<PlaceForm>,
) -> AppResult<HttpResponse> {
    let (hall, form, id) = (hall.into_inner(), posted.form, PlaceId::new());
    let stored = match read(&form, None) {
        Err(errors) => Err(AppError::Invalid(errors)),
        Ok(valid) => {
            let slug = hall.clone();
            let store = move |conn: &mut Conn, visit: &Visit| {
                let person = require_builder(visit)?;
                let (hall, _, _) = find_hall(conn, &visit.edition()?.id, &slug)?;
                let mover = Mover { person: Some(&person), at: visit.now, reason: "" };
                queries::insert_place(conn, &id, &hall, &valid, mover)?;
                visit.note(conn, Action::PlaceCreate, &id, ("", &valid.number))
            };
            site.write(&asker, store).await
        }
    };
    answer(&site, &asker, (hall, None), form, stored).await
}

/// A booth comes to a place by a reviewer's decision alone, and goes from it by one.
fn read(form: &PlaceForm, place: Option<&Place>) -> Result<ValidPlace, FieldErrors> {
    let valid = form.parse()?;
    let is_assigned = place.is_some_and(|place| place.booth_id.is_some());
    if is_assigned != (valid.state == PlaceState::Assigned) {
        return Err(FieldErrors::one("state", "error-place-state"));
    }
    Ok(valid)
}

/// `POST /organizer/halls/{hall}/places/{id}`.
pub async fn update(
    site: web::Data<Site>,
    asker: Asker,
    path: web::Path<(String, PlaceId)>,
    posted: Posted<PlaceForm>,
) -> AppResult<HttpResponse> {
    let ((hall, id), form) = (path.into_inner(), posted.form);
    let (slug, own, typed) = (hall.clone(), id.clone(), form.clone());
    let store = move |conn: &mut Conn, visit: &Visit| {
        let person = require_builder(visit)?;
        let (hall, _, _) = find_hall(conn, &visit.edition()?.id, &slug)?;
        let place = queries::find_place(conn, &hall, &own)?;
        let valid = read(&typed, Some(&place))?;
        let mover = Mover { person: Some(&person), at: visit.now, reason: "" };
        queries::update_place(conn, &place, &valid, mover)?;
        let states = (place.state.as_str(), valid.state.as_str());
        visit.note(conn, Action::PlaceUpdate, &own, (states.0, states.1))
    };
    let stored = site.write(&asker, store).await;
    answer(&site, &asker, (hall, Some(id)), form, stored).await
}

/// `POST /organizer/halls/{hall}/places/{id}/removal`.
pub async fn destroy(
    site: web::Data<Site>,
    asker: Asker,
    path: web::Path<(String, PlaceId)>,
) -> AppResult<HttpResponse> {
    let (hall, id) = path.into_inner();
    let slug = hall.clone();
    let store = move |conn: &mut Conn, visit: &Visit| {
        require_builder(visit)?;
        let (hall, _, _) = find_hall(conn, &visit.edition()?.id, &slug)?;
        let place = queries::find_place(conn, &hall, &id)?;
        queries::delete_place(conn, &place)?;
        visit.note(conn, Action::PlaceRemove, &id, (&place.number, ""))
    };
    site.write(&asker, store).await?;
    Ok(site.done(format!("/organizer/halls/{hall}"), "flash-place-removed"))
}
