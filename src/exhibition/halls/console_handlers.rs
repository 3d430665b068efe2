//! Answers `/organizer/halls`: who manages the exhibition makes halls and sees their floors.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};

use super::console_queries::{find_hall, insert_hall, update_hall};
use super::console_views::{EditPage, IndexPage, NewPage};
use super::forms::HallForm;
use super::model::floor;
use super::queries::{list_halls, list_places};
use crate::audit::Action;
use crate::db::Conn;
use crate::error::{AppError, AppResult, FieldErrors};
use crate::exhibition::booths::queries::list_booth_cards;
use crate::exhibition::plan::plan;
use crate::ids::{HallId, PersonId};
use crate::site::{Asker, Site, Viewer, Visit, ZoneKind};
use crate::web::forms::Posted;
use crate::web::render;

/// Whether halls are theirs.
pub fn may_build(viewer: &Viewer) -> bool {
    viewer.may_manage(ZoneKind::Exhibition)
}

/// Who changes a hall or a place.
///
/// # Errors
/// 404 for who manages another zone or none.
pub fn require_builder(visit: &Visit) -> AppResult<PersonId> {
    visit.staff(may_build)?;
    visit.writer().map(|viewer| viewer.person.clone())
}

/// `GET /organizer/halls`.
pub async fn index(site: web::Data<Site>, asker: Asker) -> AppResult<HttpResponse> {
    let read = |conn: &mut Conn, visit: &Visit| {
        visit.staff(may_build)?;
        let edition = &visit.edition()?.id;
        let halls = list_halls(conn, edition, visit.locale)?;
        let counts = crate::exhibition::places::queries::count_places(conn, edition)?;
        Ok((halls, counts))
    };
    let (page, (halls, counts)) = site.read(&asker, "organizer", read).await?;
    render::page(&IndexPage::new(page, halls, &counts))
}

/// `GET /organizer/halls/new`.
pub async fn new(site: web::Data<Site>, asker: Asker) -> AppResult<HttpResponse> {
    let form =
        HallForm { position: "1".to_owned(), width: "40".to_owned(), depth: "30".to_owned(), ..HallForm::default() };
    draw_new(&site, &asker, form, FieldErrors::new(), StatusCode::OK).await
}

async fn draw_new(
    site: &Site,
    asker: &Asker,
    form: HallForm,
    errors: FieldErrors,
    status: StatusCode,
) -> AppResult<HttpResponse> {
    let read = |_: &mut Conn, visit: &Visit| visit.staff(may_build).map(drop);
    let (page, ()) = site.read(asker, "organizer", read).await?;
    render::page_with(status, &NewPage { page, form, errors })
}

/// `POST /organizer/halls`.
pub async fn create(site: web::Data<Site>, asker: Asker, posted: Posted<HallForm>) -> AppResult<HttpResponse> {
    let (form, id) = (posted.form, HallId::new());
    let stored = match form.parse() {
        Err(errors) => Err(AppError::Invalid(errors)),
        Ok(valid) => {
            let store = move |conn: &mut Conn, visit: &Visit| {
                require_builder(visit)?;
                insert_hall(conn, &id, &visit.edition()?.id, &valid, visit.now)?;
                visit.note(conn, Action::HallCreate, &id, ("", &valid.slug))?;
                Ok(valid.slug.clone())
            };
            site.write(&asker, store).await
        }
    };
    match stored {
        Err(AppError::Invalid(errors)) => draw_new(&site, &asker, form, errors, StatusCode::UNPROCESSABLE_ENTITY).await,
        Err(error) => Err(error),
        Ok(slug) => Ok(site.done(format!("/organizer/halls/{slug}"), "flash-hall-saved")),
    }
}

/// `GET /organizer/halls/{slug}`: the form, the floor, the places.
pub async fn edit(site: web::Data<Site>, asker: Asker, slug: web::Path<String>) -> AppResult<HttpResponse> {
    draw(&site, &asker, slug.into_inner(), None, FieldErrors::new(), StatusCode::OK).await
}

async fn draw(
    site: &Site,
    asker: &Asker,
    slug: String,
    typed: Option<HallForm>,
    errors: FieldErrors,
    status: StatusCode,
) -> AppResult<HttpResponse> {
    let read = move |conn: &mut Conn, visit: &Visit| {
        visit.staff(may_build)?;
        let edition = &visit.edition()?.id;
        let (id, facts, texts) = find_hall(conn, edition, &slug)?;
        let halls = list_halls(conn, edition, visit.locale)?;
        let hall = halls.into_iter().find(|hall| hall.id == id).ok_or(AppError::NotFound)?;
        let cards = list_booth_cards(conn, edition, Some(&id), visit.locale, visit.now)?;
        let places = list_places(conn, &id)?;
        Ok((hall, HallForm::of(&facts, &texts), places, cards))
    };
    let (page, (hall, present, places, cards)) = site.read(asker, "organizer", read).await?;
    let drawn = plan(&floor(&hall, &places, &cards, page.locale));
    let is_conflict = status == StatusCode::CONFLICT;
    let form = match typed {
        // Whoever has read what stands there now may save over it.
        Some(typed) if is_conflict => HallForm { seen: present.seen.clone(), ..typed },
        Some(typed) => typed,
        None => present.clone(),
    };
    let present = is_conflict.then_some(present);
    render::page_with(status, &EditPage { page, hall, plan: drawn, places, form, present, errors })
}

/// `POST /organizer/halls/{slug}`.
pub async fn update(
    site: web::Data<Site>,
    asker: Asker,
    slug: web::Path<String>,
    posted: Posted<HallForm>,
) -> AppResult<HttpResponse> {
    let slug = slug.into_inner();
    let form = HallForm { slug: slug.clone(), ..posted.form };
    let valid = match form.parse() {
        Ok(valid) => valid,
        Err(errors) => {
            return draw(&site, &asker, slug, Some(form), errors, StatusCode::UNPROCESSABLE_ENTITY).await;
        }
    };
    let store = move |conn: &mut Conn, visit: &Visit| {
        require_builder(visit)?;
        let (id, facts, _) = find_hall(conn, &visit.edition()?.id, &valid.slug)?;
        update_hall(conn, &id, &valid, visit.now)?;
        let places = list_places(conn, &id)?;
        if places.iter().any(|place| place.x + place.width > valid.width || place.y + place.depth > valid.depth) {
            return Err(AppError::Invalid(FieldErrors::one("width", "error-hall-small")));
        }
        let (before, after) = (format!("{} × {}", facts.2, facts.3), format!("{} × {}", valid.width, valid.depth));
        visit.note(conn, Action::HallUpdate, &id, (&before, &after))
    };
    match site.write(&asker, store).await {
        Err(AppError::Conflict(_)) => {
            draw(&site, &asker, slug, Some(form), FieldErrors::new(), StatusCode::CONFLICT).await
        }
        Err(AppError::Invalid(errors)) => {
            draw(&site, &asker, slug, Some(form), errors, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(error) => Err(error),
        Ok(()) => Ok(site.done(format!("/organizer/halls/{slug}"), "flash-hall-saved")),
    }
}
