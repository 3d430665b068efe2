//! Answers `/organizer/people`.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use serde::Deserialize;

use super::forms::RoleForm;
use super::queries;
use super::views::{IndexPage, ShowPage, role_key};
use crate::audit::Action;
use crate::db::Conn;
use crate::error::{AppError, AppResult, FieldErrors};
use crate::ids::{PersonId, StaffRoleId};
use crate::outbox::{Notice, notify};
use crate::site::{Asker, Site, StaffRole, Viewer, Visit, ZoneKind};
use crate::web::forms::{Asked, Posted};
use crate::web::i18n::Locale;
use crate::web::paging::PageNumber;
use crate::web::{render, text};

/// Rows on a page of the list.
const ROWS_ON_A_PAGE: usize = 25;

/// What the list is narrowed to.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Wanted {
    /// Words of a name or an address.
    pub q: String,
    /// `all`, or the staff.
    pub show: String,
    /// Page number.
    pub page: String,
}

/// `GET /organizer/people`: the staff, or whoever is searched for.
pub async fn index(site: web::Data<Site>, asker: Asker, Asked(wanted): Asked<Wanted>) -> AppResult<HttpResponse> {
    let words = text::clip(wanted.q.trim(), 100);
    let only_staff = wanted.show != "all" && words.is_empty();
    let number = PageNumber::read(&wanted.page, ROWS_ON_A_PAGE);
    let piece = (i64::try_from(number.offset()).unwrap_or(0), ROWS_ON_A_PAGE as i64);
    let asked = words.clone();
    let read = move |conn: &mut Conn, visit: &Visit| {
        visit.staff(Viewer::is_administrator)?;
        let edition = &visit.edition()?.id;
        let (rows, total) = queries::list_people(conn, edition, &asked, only_staff, piece)?;
        let ids: Vec<PersonId> = rows.iter().map(|row| row.id.clone()).collect();
        let roles = queries::list_roles(conn, edition, &ids)?;
        Ok((rows, total, roles))
    };
    let (page, (rows, total, roles)) = site.read(&asker, "organizer", read).await?;
    let found = number.page(rows, u64::try_from(total).unwrap_or(0));
    render::page(&IndexPage::new(page, words, only_staff, found, &roles))
}

/// `GET /organizer/people/{id}`.
pub async fn show(site: web::Data<Site>, asker: Asker, id: web::Path<PersonId>) -> AppResult<HttpResponse> {
    draw(&site, &asker, id.into_inner(), RoleForm::default(), FieldErrors::new(), StatusCode::OK).await
}

async fn draw(
    site: &Site,
    asker: &Asker,
    id: PersonId,
    form: RoleForm,
    errors: FieldErrors,
    status: StatusCode,
) -> AppResult<HttpResponse> {
    let read = move |conn: &mut Conn, visit: &Visit| {
        visit.staff(Viewer::is_administrator)?;
        let person = queries::find_person(conn, &id)?;
        let roles = queries::list_roles(conn, &visit.edition()?.id, &[id])?;
        Ok((person, roles))
    };
    let (page, (person, roles)) = site.read(asker, "organizer", read).await?;
    render::page_with(status, &ShowPage::new(page, person, &roles, &form, errors))
}

/// `POST /organizer/people/{id}/roles`.
pub async fn create(
    site: web::Data<Site>,
    asker: Asker,
    id: web::Path<PersonId>,
    posted: Posted<RoleForm>,
) -> AppResult<HttpResponse> {
    let (id, form) = (id.into_inner(), posted.form);
    let given = match form.parse() {
        Err(errors) => Err(AppError::Invalid(errors)),
        Ok(role) => {
            let id = id.clone();
            site.write(&asker, move |conn, visit| give(conn, visit, &id, role)).await
        }
    };
    match given {
        Err(AppError::Invalid(errors)) => draw(&site, &asker, id, form, errors, StatusCode::UNPROCESSABLE_ENTITY).await,
        Err(error) => Err(error),
        Ok(()) => Ok(site.done(format!("/organizer/people/{id}"), "flash-role-given")),
    }
}

fn require_administrator(visit: &Visit) -> AppResult<PersonId> {
    visit.staff(Viewer::is_administrator)?;
    visit.writer().map(|viewer| viewer.person.clone())
}

fn give(conn: &mut Conn, visit: &Visit, id: &PersonId, role: (StaffRole, Option<ZoneKind>)) -> AppResult<()> {
    require_administrator(visit)?;
    queries::find_person(conn, id)?;
    queries::give_role(conn, &visit.edition()?.id, id, role, visit.now)?;
    visit.note(conn, Action::StaffGive, id, ("", &words(visit, role, Locale::En)))?;
    let link = if role.0 == StaffRole::ServiceAgent { "/service/desk" } else { "/organizer" };
    notify(conn, id, "staff.given", link, visit.now, |locale| Notice {
        subject: locale.tf("notice-role-given", &[("role", &words(visit, role, locale))]),
        detail: String::new(),
    })
}

/// The role with its zone, in a language.
fn words(visit: &Visit, (role, zone): (StaffRole, Option<ZoneKind>), locale: Locale) -> String {
    let name = locale.t(role_key(role));
    let zone = zone.and_then(|kind| visit.edition().ok()?.zone(kind));
    zone.map_or_else(|| name.to_owned(), |zone| format!("{name} · {}", zone.texts.title(locale)))
}

/// `POST /organizer/people/{id}/roles/{role}/removal`.
pub async fn destroy(
    site: web::Data<Site>,
    asker: Asker,
    path: web::Path<(PersonId, StaffRoleId)>,
) -> AppResult<HttpResponse> {
    let (id, role) = path.into_inner();
    let own = id.clone();
    let take = move |conn: &mut Conn, visit: &Visit| {
        let by = require_administrator(visit)?;
        let taken = queries::take_role(conn, &visit.edition()?.id, &own, &role, visit.now)?;
        let role = (taken.role, taken.zone);
        visit.note(conn, Action::StaffTake, &own, (&words(visit, role, Locale::En), ""))?;
        notify(conn, &own, "staff.taken", "/", visit.now, |locale| Notice {
            subject: locale.tf("notice-role-taken", &[("role", &words(visit, role, locale))]),
            detail: String::new(),
        })?;
        Ok(by == own && role.0 == StaffRole::Administrator)
    };
    // Whoever gave up their own administration finds no console any more.
    let is_gone = site.write(&asker, take).await?;
    let path = if is_gone { "/".to_owned() } else { format!("/organizer/people/{id}") };
    Ok(site.done(path, "flash-role-taken"))
}
