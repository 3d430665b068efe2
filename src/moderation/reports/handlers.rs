//! Answers to somebody who reports a message.

use actix_web::http::{StatusCode, header};
use actix_web::{HttpRequest, HttpResponse, web};

use super::forms::ReportForm;
use super::{queries, views};
use crate::chat::messages::views::link_to;
use crate::db::Conn;
use crate::error::{AppError, AppResult, FieldErrors};
use crate::ids::MessageId;
use crate::site::{Asker, Site, Visit};
use crate::web::forms::{Asked, Posted};
use crate::web::limits::Rate;
use crate::web::render;

/// `GET /reports/new?message=…`.
pub async fn new(
    site: web::Data<Site>,
    asker: Asker,
    request: HttpRequest,
    Asked(mut form): Asked<ReportForm>,
) -> AppResult<HttpResponse> {
    form.back = match render::local_path(&form.back) {
        "/" => path_before(&request),
        path => path.to_owned(),
    };
    draw(&site, &asker, form, FieldErrors::new(), StatusCode::OK).await
}

/// The page of this site that the reader came from; empty when there is none to go back to.
fn path_before(request: &HttpRequest) -> String {
    let referer = request.headers().get(header::REFERER).and_then(|value| value.to_str().ok());
    let Some(url) = referer.and_then(|referer| url::Url::parse(referer).ok()) else { return String::new() };
    let path = match url.query() {
        Some(query) => format!("{}?{query}", url.path()),
        None => url.path().to_owned(),
    };
    let is_page = ["/exhibition", "/rooms/"].iter().any(|start| path.starts_with(start));
    if is_page { render::local_path(&path).to_owned() } else { String::new() }
}

async fn draw(
    site: &Site,
    asker: &Asker,
    form: ReportForm,
    errors: FieldErrors,
    status: StatusCode,
) -> AppResult<HttpResponse> {
    let id: MessageId = form.message.parse().map_err(|_| AppError::NotFound)?;
    let read = move |conn: &mut Conn, visit: &Visit| {
        let (message, room) = queries::find_reportable(conn, visit, &id)?;
        let is_reported = queries::has_undecided(conn, &id, &visit.writer()?.person)?;
        Ok((message, room, is_reported))
    };
    let (page, (message, room, is_reported)) = site.read(asker, "exhibition", read).await?;
    let back = if form.back.is_empty() { link_to(&message) } else { form.back.clone() };
    let form = ReportForm { back, ..form };
    render::page_with(status, &views::ReportPage::new(page, message, &room, is_reported, form, errors))
}

/// `POST /reports`.
pub async fn create(site: web::Data<Site>, asker: Asker, posted: Posted<ReportForm>) -> AppResult<HttpResponse> {
    let form = ReportForm { back: render::local_path(&posted.form.back).to_owned(), ..posted.form };
    let message: MessageId = form.message.parse().map_err(|_| AppError::NotFound)?;
    let new = match form.parse(&message) {
        Ok(new) => new,
        Err(errors) => return draw(&site, &asker, form, errors, StatusCode::UNPROCESSABLE_ENTITY).await,
    };
    let shared = Site::clone(&site);
    let write = move |conn: &mut Conn, visit: &Visit| {
        shared.limits.check_in_work(Rate::Report, visit.writer()?.person.as_str())?;
        queries::insert_report(conn, visit, &new)
    };
    match site.write(&asker, write).await {
        Ok(()) => Ok(site.done(form.back, "flash-report-sent")),
        Err(AppError::Invalid(errors)) => draw(&site, &asker, form, errors, StatusCode::UNPROCESSABLE_ENTITY).await,
        Err(error) => Err(error),
    }
}
