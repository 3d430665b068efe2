//! Answers `/organizer/people`.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};

use super::forms::{RoleForm, Wanted};
use super::queries;
use super::role_queries::list_roles;
use super::views::{Dossier, IndexPage, Listed, ShowPage};
use crate::db::Conn;
use crate::error::{AppResult, FieldErrors};
use crate::ids::PersonId;
use crate::moderation::sanctions::queries::list_earlier;
use crate::site::{Asker, Site, Viewer, Visit};
use crate::web::forms::Asked;
use crate::web::paging::PageNumber;
use crate::web::render;

/// Rows on a page of the list.
const ROWS_ON_A_PAGE: usize = 25;

/// `GET /organizer/people`: everybody, by name, or whoever is searched for.
pub async fn index(site: web::Data<Site>, asker: Asker, Asked(wanted): Asked<Wanted>) -> AppResult<HttpResponse> {
    let wanted = wanted.clipped();
    let number = PageNumber::read(&wanted.page, ROWS_ON_A_PAGE);
    let piece = number.piece();
    let asked = wanted.clone();
    let read = move |conn: &mut Conn, visit: &Visit| {
        visit.staff(Viewer::is_administrator)?;
        let edition = &visit.edition()?.id;
        let (rows, total) = queries::list_people(conn, edition, &asked, visit.now, piece)?;
        let ids: Vec<PersonId> = rows.iter().map(|row| row.id.clone()).collect();
        Ok(Listed {
            roles: list_roles(conn, edition, &ids)?,
            belongings: queries::list_belongings(conn, &ids)?,
            sanctioned: queries::list_sanctioned(conn, edition, &ids, visit.now)?,
            rows: number.page(rows, u64::try_from(total).unwrap_or(0)),
        })
    };
    let (page, found) = site.read(&asker, "organizer", read).await?;
    render::page(&IndexPage::new(page, wanted, found))
}

/// `GET /organizer/people/{id}`.
pub async fn show(site: web::Data<Site>, asker: Asker, id: web::Path<PersonId>) -> AppResult<HttpResponse> {
    draw(&site, &asker, id.into_inner(), RoleForm::default(), FieldErrors::new(), StatusCode::OK).await
}

/// The page of a person, with what was typed into the form of a role.
///
/// # Errors
/// 404 when there is no such person, and to who is no administrator.
pub async fn draw(
    site: &Site,
    asker: &Asker,
    id: PersonId,
    form: RoleForm,
    errors: FieldErrors,
    status: StatusCode,
) -> AppResult<HttpResponse> {
    let read = move |conn: &mut Conn, visit: &Visit| {
        let viewer = visit.staff(Viewer::is_administrator)?;
        let (edition, own) = (&visit.edition()?.id, std::slice::from_ref(&id));
        Ok(Dossier {
            person: queries::find_person(conn, &id)?,
            is_self: viewer.person == id,
            roles: list_roles(conn, edition, own)?,
            belongings: queries::list_belongings(conn, own)?,
            sanctions: list_earlier(conn, edition, &id)?,
            logins: queries::count_logins(conn, &id, visit.now)?,
        })
    };
    let (page, dossier) = site.read(asker, "organizer", read).await?;
    render::page_with(status, &ShowPage::new(page, dossier, &form, errors))
}
