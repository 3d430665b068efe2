//! Answers under `/organizer/reports`.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};

use super::desk_queries as queries;
use super::desk_views as views;
use super::forms::{DecisionForm, Wanted};
use super::model::ReportState;
use crate::accounts::people::queries::list_names;
use crate::chat::messages::queries as messages;
use crate::chat::rooms::queries::find_any_room;
use crate::db::Conn;
use crate::error::{AppError, AppResult, FieldErrors};
use crate::ids::{PersonId, ReportId, SanctionId};
use crate::lifecycle::list_transitions;
use crate::moderation::sanctions::queries::list_earlier;
use crate::moderation::{publish, require_moderator, zones_of};
use crate::site::{Asker, Site, Visit};
use crate::web::forms::{Asked, Posted};
use crate::web::paging::PageNumber;
use crate::web::render;

/// Rows on a page of the queue.
const ROWS_ON_A_PAGE: usize = 25;

/// `GET /organizer/reports`.
pub async fn index(site: web::Data<Site>, asker: Asker, Asked(wanted): Asked<Wanted>) -> AppResult<HttpResponse> {
    let at = PageNumber::read(&wanted.page, ROWS_ON_A_PAGE);
    let asked = wanted.clone();
    let read = move |conn: &mut Conn, visit: &Visit| {
        let rows = queries::list_reports(conn, visit, &asked, at)?;
        Ok((rows, zones_of(require_moderator(visit)?)))
    };
    let (page, (rows, zones)) = site.read(&asker, "organizer", read).await?;
    render::page(&views::QueuePage::new(page, wanted, rows, &zones))
}

/// `GET /organizer/reports/{id}`.
pub async fn show(site: web::Data<Site>, asker: Asker, id: web::Path<String>) -> AppResult<HttpResponse> {
    let id = id.parse().map_err(|_| AppError::NotFound)?;
    draw(&site, &asker, id, DecisionForm::default(), FieldErrors::new(), StatusCode::OK).await
}

async fn draw(
    site: &Site,
    asker: &Asker,
    id: ReportId,
    form: DecisionForm,
    errors: FieldErrors,
    status: StatusCode,
) -> AppResult<HttpResponse> {
    let (page, case) = site.read(asker, "organizer", move |conn, visit| load(conn, visit, &id)).await?;
    render::page_with(status, &views::CasePage::new(page, case, form, errors)?)
}

fn load(conn: &mut Conn, visit: &Visit, id: &ReportId) -> AppResult<views::Case> {
    let report = queries::find_report(conn, visit, id)?;
    let message = messages::find_message(conn, &report.message)?;
    let room = find_any_room(conn, &report.room, None)?;
    let together = queries::list_together(conn, &report.message, &report.id)?;
    let earlier = list_earlier(conn, &visit.edition()?.id, &report.accused)?;
    let moves = list_transitions::<ReportState>(conn, report.id.as_str())?;
    let mut people: Vec<PersonId> = moves.iter().filter_map(|one| one.person_id.clone()).collect();
    people.extend(report.handled_by.as_deref().and_then(|id| id.parse().ok()));
    people.extend(together.iter().map(|other| other.reporter.clone()));
    people.extend([report.reporter.clone(), report.accused.clone()]);
    let names = list_names(conn, &people)?;
    let viewer = visit.viewer()?.clone();
    Ok(views::Case { report, message, room, together, earlier, moves, names, viewer })
}

/// `POST /organizer/reports/{id}/review`.
pub async fn update(
    site: web::Data<Site>,
    asker: Asker,
    id: web::Path<String>,
    posted: Posted<DecisionForm>,
) -> AppResult<HttpResponse> {
    let report: ReportId = id.parse().map_err(|_| AppError::NotFound)?;
    let seen: i64 = posted.form.version.parse().map_err(|_| AppError::Bad("error-form"))?;
    site.write(&asker, move |conn, visit| queries::review(conn, visit, &report, seen)).await?;
    Ok(site.done(format!("/organizer/reports/{id}"), "flash-report-in-review"))
}

/// `POST /organizer/reports/{id}/decision`.
pub async fn create(
    site: web::Data<Site>,
    asker: Asker,
    id: web::Path<String>,
    posted: Posted<DecisionForm>,
) -> AppResult<HttpResponse> {
    let report: ReportId = id.parse().map_err(|_| AppError::NotFound)?;
    let form = posted.form;
    let decision = match form.parse() {
        Ok(decision) => decision,
        Err(errors) => return draw(&site, &asker, report, form, errors, StatusCode::UNPROCESSABLE_ENTITY).await,
    };
    let (decided, sanction) = (report.clone(), SanctionId::new());
    let write = move |conn: &mut Conn, visit: &Visit| queries::decide(conn, visit, &decided, &decision, &sanction);
    match site.write(&asker, write).await {
        Ok(effects) => publish(&site, effects),
        Err(AppError::Invalid(errors)) => {
            return draw(&site, &asker, report, form, errors, StatusCode::UNPROCESSABLE_ENTITY).await;
        }
        Err(error) => return Err(error),
    }
    Ok(site.done(format!("/organizer/reports/{report}"), "flash-report-decided"))
}
