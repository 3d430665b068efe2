//! Answers under `/organizer/appeals`.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};

use super::desk_queries as queries;
use super::desk_views::{CasePage, Judged, QueuePage};
use super::forms::{DecisionForm, Wanted};
use crate::accounts::people::queries::list_names;
use crate::db::Conn;
use crate::error::{AppError, AppResult, FieldErrors};
use crate::ids::AppealId;
use crate::moderation::publish;
use crate::site::{Asker, Site, Visit};
use crate::web::forms::{Asked, Posted};
use crate::web::paging::PageNumber;
use crate::web::render;

/// Rows on a page of the queue.
const ROWS_ON_A_PAGE: usize = 25;

/// `GET /organizer/appeals`.
pub async fn index(site: web::Data<Site>, asker: Asker, Asked(wanted): Asked<Wanted>) -> AppResult<HttpResponse> {
    let at = PageNumber::read(&wanted.page, ROWS_ON_A_PAGE);
    let asked = wanted.clone();
    let read = move |conn: &mut Conn, visit: &Visit| queries::list_appeals(conn, visit, &asked, at);
    let (page, rows) = site.read(&asker, "organizer", read).await?;
    render::page(&QueuePage::new(page, wanted, rows))
}

/// `GET /organizer/appeals/{id}`.
pub async fn show(site: web::Data<Site>, asker: Asker, id: web::Path<String>) -> AppResult<HttpResponse> {
    let id = id.parse().map_err(|_| AppError::NotFound)?;
    draw(&site, &asker, id, DecisionForm::default(), FieldErrors::new(), StatusCode::OK).await
}

async fn draw(
    site: &Site,
    asker: &Asker,
    id: AppealId,
    form: DecisionForm,
    errors: FieldErrors,
    status: StatusCode,
) -> AppResult<HttpResponse> {
    let read = move |conn: &mut Conn, visit: &Visit| {
        let row = queries::find_appeal(conn, visit, &id)?;
        let matter = queries::find_matter(conn, &row)?;
        let people: Vec<_> = [Some(row.person_id.clone()), row.decided_by.clone(), row.handled_by.clone()]
            .into_iter()
            .flatten()
            .collect();
        let names = list_names(conn, &people)?;
        let may_decide = row.may_be_decided_by(&visit.viewer()?.person);
        Ok(Judged { row, matter, names, may_decide, edition: visit.edition()?.id.clone() })
    };
    let (page, judged) = site.read(asker, "organizer", read).await?;
    let is_conflict = status == StatusCode::CONFLICT;
    render::page_with(status, &CasePage::new(page, judged, form, errors, is_conflict))
}

/// `POST /organizer/appeals/{id}/decision`. Of two who decide at once the second sees both decisions.
pub async fn create(
    site: web::Data<Site>,
    asker: Asker,
    id: web::Path<String>,
    posted: Posted<DecisionForm>,
) -> AppResult<HttpResponse> {
    let appeal: AppealId = id.parse().map_err(|_| AppError::NotFound)?;
    let form = posted.form;
    let decision = match form.parse() {
        Ok(decision) => decision,
        Err(errors) => return draw(&site, &asker, appeal, form, errors, StatusCode::UNPROCESSABLE_ENTITY).await,
    };
    let decided = appeal.clone();
    match site.write(&asker, move |conn, visit| queries::decide(conn, visit, &decided, &decision)).await {
        Ok(effects) => publish(&site, effects),
        Err(AppError::Conflict(_)) => {
            return draw(&site, &asker, appeal, form, FieldErrors::new(), StatusCode::CONFLICT).await;
        }
        Err(error) => return Err(error),
    }
    Ok(site.done(format!("/organizer/appeals/{appeal}"), "flash-appeal-decided"))
}
