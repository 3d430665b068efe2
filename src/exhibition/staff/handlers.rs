//! Answers of the page of a booth's staff.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};

use super::forms::StaffForm;
use super::queries;
use super::views::{StaffPage, rows};
use crate::accounts::organizations::list_members;
use crate::db::Conn;
use crate::error::{AppError, AppResult, FieldErrors};
use crate::exhibition::revisions::queries::find_workspace;
use crate::exhibition::shifts::end_shifts_of_others;
use crate::ids::PersonId;
use crate::site::{Asker, Site, Visit, ZoneKind, gate};
use crate::web::forms::Posted;
use crate::web::render;

/// `GET …/booth/staff`.
pub async fn edit(site: web::Data<Site>, asker: Asker, slug: web::Path<String>) -> AppResult<HttpResponse> {
    draw(&site, &asker, slug.into_inner(), None, FieldErrors::new(), StatusCode::OK).await
}

async fn draw(
    site: &Site,
    asker: &Asker,
    slug: String,
    typed: Option<StaffForm>,
    errors: FieldErrors,
    status: StatusCode,
) -> AppResult<HttpResponse> {
    let read = move |conn: &mut Conn, visit: &Visit| {
        let space = find_workspace(conn, &visit.edition()?.id, &slug, &visit.viewer()?.person)?;
        let booth = space.booth.as_ref().ok_or(AppError::NotFound)?.booth_id.clone();
        let members = list_members(conn, &space.organization_id)?;
        Ok((space, members, queries::list_staff_rows(conn, &booth)?))
    };
    let (page, (space, members, staff)) = site.read(asker, "exhibition", read).await?;
    let rows = rows(&page, &members, &staff, typed.as_ref());
    let name = space.name_in(page.locale).to_owned();
    render::page_with(status, &StaffPage { page, slug: space.slug, name, rights: space.rights, rows, errors })
}

/// `POST …/booth/staff`. Only members of the organization are taken.
pub async fn update(
    site: web::Data<Site>,
    asker: Asker,
    slug: web::Path<String>,
    posted: Posted<StaffForm>,
) -> AppResult<HttpResponse> {
    let (slug, form) = (slug.into_inner(), posted.form);
    let staff = match form.parse() {
        Ok(staff) => staff,
        Err(errors) => {
            return draw(&site, &asker, slug, Some(form), errors, StatusCode::UNPROCESSABLE_ENTITY).await;
        }
    };
    let back = format!("/organizations/{slug}/booth/staff");
    let write = move |conn: &mut Conn, visit: &Visit| {
        let (writer, edition) = (visit.writer()?, visit.edition()?);
        let space = find_workspace(conn, &edition.id, &slug, &writer.person)?;
        gate::require_preparable(conn, &edition.id, ZoneKind::Exhibition, visit.now)?;
        let booth = space.booth.as_ref().ok_or(AppError::NotFound)?.booth_id.clone();
        let members = list_members(conn, &space.organization_id)?;
        let is_member = |person: &PersonId| members.iter().any(|member| member.person_id == *person);
        let own: Vec<_> = staff.iter().filter(|one| is_member(&one.person)).cloned().collect();
        queries::replace_staff(conn, &booth, &own, visit.now)?;
        let staff: Vec<PersonId> = own.into_iter().map(|one| one.person).collect();
        Ok(end_shifts_of_others(conn, &booth, &staff, visit.now)?)
    };
    site.write(&asker, write).await?;
    Ok(site.done(back, "flash-booth-staff-saved"))
}
