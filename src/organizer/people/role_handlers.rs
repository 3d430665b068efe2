//! Answers of giving a role and taking one away.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};

use super::forms::RoleForm;
use super::handlers::draw;
use super::views::role_key;
use super::{queries, role_queries};
use crate::audit::Action;
use crate::db::Conn;
use crate::error::{AppError, AppResult};
use crate::ids::{PersonId, StaffRoleId};
use crate::outbox::{Notice, notify};
use crate::site::{Asker, Site, StaffRole, Viewer, Visit, ZoneKind};
use crate::web::forms::Posted;
use crate::web::i18n::Locale;

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

/// The administrator who changes something.
///
/// # Errors
/// Not signed in, or 404.
pub fn require_administrator(visit: &Visit) -> AppResult<PersonId> {
    visit.staff(Viewer::is_administrator)?;
    visit.writer().map(|viewer| viewer.person.clone())
}

fn give(conn: &mut Conn, visit: &Visit, id: &PersonId, role: (StaffRole, Option<ZoneKind>)) -> AppResult<()> {
    require_administrator(visit)?;
    queries::find_person(conn, id)?;
    role_queries::give_role(conn, &visit.edition()?.id, id, role, visit.now)?;
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
        let taken = role_queries::take_role(conn, &visit.edition()?.id, &own, &role, visit.now)?;
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
