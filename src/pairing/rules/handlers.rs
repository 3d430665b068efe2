//! Answers the managers of the zone about its rules.

use actix_web::{HttpResponse, web};

use super::model::{RulesForm, RulesPage};
use super::queries;
use crate::audit::Action;
use crate::db::Conn;
use crate::error::{AppError, AppResult, FieldErrors};
use crate::site::{Asker, Site, Viewer, Visit, ZoneKind};
use crate::web::forms::Posted;
use crate::web::render;

fn manages(viewer: &Viewer) -> bool {
    viewer.may_manage(ZoneKind::Pairing)
}

/// `GET /organizer/projects/rules`.
pub async fn edit(site: web::Data<Site>, asker: Asker) -> AppResult<HttpResponse> {
    let find = |conn: &mut Conn, visit: &Visit| {
        visit.staff(manages)?;
        Ok(queries::find_rules(conn, &visit.edition()?.id)?)
    };
    let (page, rules) = site.read(&asker, "organizer", find).await?;
    render::page(&RulesPage { page, form: RulesForm::of(rules), errors: FieldErrors::new() })
}

/// `POST /organizer/projects/rules`.
pub async fn update(site: web::Data<Site>, asker: Asker, posted: Posted<RulesForm>) -> AppResult<HttpResponse> {
    let form = posted.form;
    let typed = form.clone();
    let write = move |conn: &mut Conn, visit: &Visit| {
        visit.staff(manages)?;
        let edition = &visit.edition()?.id;
        let before = queries::find_rules(conn, edition)?;
        let rules = typed.parse()?;
        queries::save_rules(conn, edition, rules, visit.now)?;
        visit.note(conn, Action::PairingRules, edition, (&format!("{before:?}"), &format!("{rules:?}")))
    };
    match site.write(&asker, write).await {
        Ok(()) => Ok(site.done("/organizer/projects/rules", "flash-rules-saved")),
        Err(AppError::Invalid(errors)) => {
            let page = site.page(&asker, "organizer").await?;
            render::invalid(&RulesPage { page, form, errors })
        }
        Err(error) => Err(error),
    }
}
