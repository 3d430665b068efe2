//! Answers under `/organizer/sanctions`.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};

use super::forms::{SanctionForm, Wanted};
use super::{queries, views};
use crate::accounts::people::queries::list_names;
use crate::db::Conn;
use crate::error::{AppError, AppResult, FieldErrors};
use crate::ids::SanctionId;
use crate::moderation::messages::forms::ReasonForm;
use crate::moderation::{Effects, publish, require_moderator, zones_of};
use crate::site::sanctions::SanctionKind;
use crate::site::{Asker, Site, Visit};
use crate::web::forms::{Asked, Posted};
use crate::web::paging::PageNumber;
use crate::web::render;

/// Rows on a page of the list.
const ROWS_ON_A_PAGE: usize = 25;

/// `GET /organizer/sanctions`.
pub async fn index(site: web::Data<Site>, asker: Asker, Asked(wanted): Asked<Wanted>) -> AppResult<HttpResponse> {
    let at = PageNumber::read(&wanted.page, ROWS_ON_A_PAGE);
    let asked = wanted.clone();
    let read = move |conn: &mut Conn, visit: &Visit| {
        let rows = queries::list_sanctions(conn, visit, &asked, at)?;
        Ok((rows, zones_of(require_moderator(visit)?)))
    };
    let (page, (rows, zones)) = site.read(&asker, "organizer", read).await?;
    render::page(&views::SanctionsPage::new(page, wanted, rows, &zones))
}

/// `GET /organizer/sanctions/new`: the search for the person, then the form.
pub async fn new(site: web::Data<Site>, asker: Asker, Asked(form): Asked<SanctionForm>) -> AppResult<HttpResponse> {
    draw_new(&site, &asker, form, FieldErrors::new(), StatusCode::OK).await
}

async fn draw_new(
    site: &Site,
    asker: &Asker,
    form: SanctionForm,
    errors: FieldErrors,
    status: StatusCode,
) -> AppResult<HttpResponse> {
    let (q, chosen) = (form.q.clone(), form.person.clone());
    let read = move |conn: &mut Conn, visit: &Visit| {
        let viewer = require_moderator(visit)?;
        let reach = (zones_of(viewer), viewer.may_moderate_in(None));
        let person = match chosen.parse() {
            Ok(id) => Some(queries::find_person(conn, &id)?),
            Err(_) => None,
        };
        let earlier = match &person {
            Some(person) => queries::list_earlier(conn, &visit.edition()?.id, &person.id)?,
            None => Vec::new(),
        };
        Ok((reach, person, earlier, queries::find_people(conn, &q)?))
    };
    let (page, (reach, person, earlier, people)) = site.read(asker, "organizer", read).await?;
    let found = views::Found { person, earlier, people };
    render::page_with(status, &views::NewSanctionPage::new(page, &reach, found, form, errors))
}

/// `POST /organizer/sanctions`.
pub async fn create(site: web::Data<Site>, asker: Asker, posted: Posted<SanctionForm>) -> AppResult<HttpResponse> {
    let form = posted.form;
    let new = match form.parse() {
        Ok(new) => new,
        Err(errors) => return draw_new(&site, &asker, form, errors, StatusCode::UNPROCESSABLE_ENTITY).await,
    };
    let sanction = new.clone();
    let write = move |conn: &mut Conn, visit: &Visit| {
        require_moderator(visit)?;
        queries::impose(conn, visit, &sanction)
    };
    match site.write(&asker, write).await {
        Ok(()) => {}
        Err(AppError::Invalid(errors)) => {
            return draw_new(&site, &asker, form, errors, StatusCode::UNPROCESSABLE_ENTITY).await;
        }
        Err(error) => return Err(error),
    }
    publish(&site, Effects::of_sanction(&new));
    Ok(site.done(format!("/organizer/sanctions/{}", new.id), "flash-sanction-imposed"))
}

/// `GET /organizer/sanctions/{id}`.
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
    let id: SanctionId = id.parse().map_err(|_| AppError::NotFound)?;
    let read = move |conn: &mut Conn, visit: &Visit| {
        let row = queries::find_sanction(conn, visit, &id)?;
        let lifter = row.lifted_by.as_deref().and_then(|id| id.parse().ok());
        let named: Vec<_> = lifter.into_iter().chain([row.created_by.clone()]).collect();
        let names = list_names(conn, &named)?;
        Ok((row, names))
    };
    let (page, (row, names)) = site.read(asker, "organizer", read).await?;
    render::page_with(status, &views::SanctionPage::new(page, row, &names, form, errors))
}

/// `POST /organizer/sanctions/{id}/lifting`.
pub async fn destroy(
    site: web::Data<Site>,
    asker: Asker,
    id: web::Path<String>,
    posted: Posted<ReasonForm>,
) -> AppResult<HttpResponse> {
    let sanction: SanctionId = id.parse().map_err(|_| AppError::NotFound)?;
    let form = posted.form;
    let reason = match form.parse() {
        Ok(reason) => reason,
        Err(errors) => return draw(&site, &asker, &id, form, errors, StatusCode::UNPROCESSABLE_ENTITY).await,
    };
    let back = match render::local_path(&form.back) {
        "/" => format!("/organizer/sanctions/{sanction}"),
        path => path.to_owned(),
    };
    let row = site.write(&asker, move |conn, visit| queries::lift(conn, visit, &sanction, &reason)).await?;
    let rechecked = (row.kind == SanctionKind::Silenced).then_some(row.person);
    publish(&site, Effects { rechecked, ..Effects::default() });
    Ok(site.done(back, "flash-sanction-lifted"))
}
