//! Answers administrators about what a card may say.

use actix_web::{HttpResponse, web};

use super::card_forms::RulesForm;
use super::card_queries as queries;
use super::card_views::RulesPage;
use crate::audit::Action;
use crate::db::Conn;
use crate::error::{AppError, AppResult, FieldErrors};
use crate::site::{Asker, Site, Viewer, Visit};
use crate::web::forms::Posted;
use crate::web::render;

/// `GET /organizer/settings/card`.
pub async fn edit(site: web::Data<Site>, asker: Asker) -> AppResult<HttpResponse> {
    let find = |conn: &mut Conn, visit: &Visit| {
        visit.staff(Viewer::is_administrator)?;
        Ok(queries::find_rules(conn, &visit.edition()?.id)?)
    };
    let (page, rules) = site.read(&asker, "organizer", find).await?;
    render::page(&RulesPage { page, form: RulesForm::of(&rules), errors: FieldErrors::new() })
}

/// `POST /organizer/settings/card`: for the cards that are left from now on.
pub async fn update(site: web::Data<Site>, asker: Asker, posted: Posted<RulesForm>) -> AppResult<HttpResponse> {
    let form = posted.form;
    let typed = form.clone();
    let write = move |conn: &mut Conn, visit: &Visit| {
        visit.staff(Viewer::is_administrator)?;
        let edition = &visit.edition()?.id;
        let before = queries::find_rules(conn, edition)?;
        let rules = typed.parse()?;
        queries::save_rules(conn, edition, &rules, visit.now)?;
        visit.note(conn, Action::CardRules, edition, (&before.write(), &rules.write()))
    };
    match site.write(&asker, write).await {
        Ok(()) => Ok(site.done("/organizer/settings/card", "flash-card-rules-saved")),
        Err(AppError::Invalid(errors)) => {
            let page = site.page(&asker, "organizer").await?;
            render::invalid(&RulesPage { page, form, errors })
        }
        Err(error) => Err(error),
    }
}
