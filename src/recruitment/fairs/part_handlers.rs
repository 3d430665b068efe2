//! Answers `/organizer/fairs/{id}/postings`: what organizations brought to a fair, and the organizer's
//! word about it.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};

use super::console_handlers::{require_manager, require_writer};
use super::console_views::{PartPage, PartRow, PartsPage};
use super::forms::PartsForm;
use super::handlers::cards_of;
use super::model::PartState;
use super::{moves, part_queries, queries};
use crate::audit::Action;
use crate::db::Conn;
use crate::editions::history::steps;
use crate::error::{AppError, AppResult, FieldErrors};
use crate::lifecycle::{Mover, list_named_moves};
use crate::recruitment::postings::queries::list_texts;
use crate::recruitment::postings::views::card;
use crate::site::{Asker, Site, Visit};
use crate::web::forms::{Asked, Posted};
use crate::web::paging::{Page, PageNumber};
use crate::web::reason::ReasonForm;
use crate::web::{render, text};

/// Postings on a page.
const ROWS_ON_A_PAGE: usize = 25;

/// `GET /organizer/fairs/{id}/postings`.
pub async fn index(
    site: web::Data<Site>,
    asker: Asker,
    id: web::Path<String>,
    Asked(form): Asked<PartsForm>,
) -> AppResult<HttpResponse> {
    let (state, patterns) = (form.state.parse().ok(), text::word_patterns(&form.q));
    let (id, number) = (id.into_inner(), PageNumber::read(&form.page, ROWS_ON_A_PAGE));
    let read = move |conn: &mut Conn, visit: &Visit| {
        require_manager(visit)?;
        let fair = queries::find_fair(conn, &visit.edition()?.id, &id)?;
        let found = part_queries::list_parts(conn, &fair.id, (state, &patterns), number)?;
        let revisions: Vec<_> = found.items.iter().map(|(row, _)| row.1.id.clone()).collect();
        let texts = list_texts(conn, &revisions)?;
        let items = found
            .items
            .into_iter()
            .map(|(row, part)| PartRow { card: card(&row, &texts, visit.locale, visit.now), part });
        let rows = Page { items: items.collect(), next: found.next, prev: found.prev, total: found.total };
        let card = cards_of(conn, visit, std::slice::from_ref(&fair))?.pop().ok_or(AppError::NotFound)?;
        Ok((card, rows))
    };
    let (page, (fair, rows)) = site.read(&asker, "organizer", read).await?;
    render::page(&PartsPage::new(page, fair, form, rows))
}

type Path = web::Path<(String, String)>;

/// `GET /organizer/fairs/{id}/postings/{posting}`.
pub async fn show(site: web::Data<Site>, asker: Asker, path: Path) -> AppResult<HttpResponse> {
    draw(&site, &asker, path.into_inner(), (String::new(), FieldErrors::new()), StatusCode::OK).await
}

async fn draw(
    site: &Site,
    asker: &Asker,
    (id, posting): (String, String),
    (reason, errors): (String, FieldErrors),
    status: StatusCode,
) -> AppResult<HttpResponse> {
    let read = move |conn: &mut Conn, visit: &Visit| {
        require_manager(visit)?;
        let fair = queries::find_fair(conn, &visit.edition()?.id, &id)?;
        let (row, part) = part_queries::find_posting_of(conn, &fair.id, &posting)?;
        let texts = list_texts(conn, std::slice::from_ref(&row.1.id))?;
        let moves = list_named_moves::<PartState>(conn, part.id.as_str())?;
        let row = PartRow { card: card(&row, &texts, visit.locale, visit.now), part };
        let fair = cards_of(conn, visit, std::slice::from_ref(&fair))?.pop().ok_or(AppError::NotFound)?;
        Ok((fair, row, moves))
    };
    let (page, (fair, row, moves)) = site.read(asker, "organizer", read).await?;
    let history = steps(moves, PartState::key);
    render::page_with(status, &PartPage { page, fair, row, history, reason, errors })
}

/// `POST …/removal`: takes a posting out, with a reason that its recruiters read.
pub async fn remove(
    site: web::Data<Site>,
    asker: Asker,
    path: Path,
    posted: Posted<ReasonForm>,
) -> AppResult<HttpResponse> {
    let (path, form) = (path.into_inner(), posted.form);
    match form.parse() {
        Ok(reason) => decide(&site, &asker, path, PartState::Removed, reason).await,
        Err(errors) => draw(&site, &asker, path, (form.reason, errors), StatusCode::UNPROCESSABLE_ENTITY).await,
    }
}

/// `POST …/readmission`: puts back what the organizer took out.
pub async fn readmit(site: web::Data<Site>, asker: Asker, path: Path) -> AppResult<HttpResponse> {
    decide(&site, &asker, path.into_inner(), PartState::Listed, String::new()).await
}

async fn decide(
    site: &Site,
    asker: &Asker,
    path: (String, String),
    to: PartState,
    reason: String,
) -> AppResult<HttpResponse> {
    let ((id, posting), typed) = (path.clone(), reason.clone());
    let back = format!("/organizer/fairs/{id}/postings");
    let write = move |conn: &mut Conn, visit: &Visit| {
        let person = require_writer(visit)?;
        let fair = queries::find_fair(conn, &visit.edition()?.id, &id)?;
        let found = part_queries::find_posting_of(conn, &fair.id, &posting)?;
        moves::decide(conn, &fair, &found, to, Mover { person: Some(&person), at: visit.now, reason: &reason })?;
        let action = if to == PartState::Removed { Action::FairRemovePosting } else { Action::FairReadmitPosting };
        visit.note(conn, action, &fair.id, (found.0.0.id.as_str(), &reason))
    };
    match site.write(asker, write).await {
        Ok(()) => Ok(site.done(back, "flash-fair-posting-decided")),
        Err(AppError::Conflict(key)) => {
            draw(site, asker, path, (typed, FieldErrors::one("form", key)), StatusCode::CONFLICT).await
        }
        Err(error) => Err(error),
    }
}
