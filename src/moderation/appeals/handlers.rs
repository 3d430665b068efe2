//! Answers to whom something befell.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};

use super::forms::AppealForm;
use super::model::Subject;
use super::queries::{Case, find_message_case, find_sanction_case, insert_appeal};
use super::views::AppealPage;
use crate::db::Conn;
use crate::error::{AppError, AppResult, FieldErrors};
use crate::ids::AppealId;
use crate::site::{Asker, Site, Visit};
use crate::web::forms::{Asked, Posted};
use crate::web::render;

/// `GET /sanctions/{id}/appeal`.
pub async fn new_of_sanction(
    site: web::Data<Site>,
    asker: Asker,
    id: web::Path<String>,
    Asked(form): Asked<AppealForm>,
) -> AppResult<HttpResponse> {
    draw(&site, &asker, sanction(&id)?, form, FieldErrors::new(), StatusCode::OK).await
}

/// `POST /sanctions/{id}/appeal`.
pub async fn create_of_sanction(
    site: web::Data<Site>,
    asker: Asker,
    id: web::Path<String>,
    posted: Posted<AppealForm>,
) -> AppResult<HttpResponse> {
    save(&site, &asker, sanction(&id)?, posted.form).await
}

/// `GET /messages/{id}/appeal`.
pub async fn new_of_message(
    site: web::Data<Site>,
    asker: Asker,
    id: web::Path<String>,
    Asked(form): Asked<AppealForm>,
) -> AppResult<HttpResponse> {
    draw(&site, &asker, message(&id)?, form, FieldErrors::new(), StatusCode::OK).await
}

/// `POST /messages/{id}/appeal`.
pub async fn create_of_message(
    site: web::Data<Site>,
    asker: Asker,
    id: web::Path<String>,
    posted: Posted<AppealForm>,
) -> AppResult<HttpResponse> {
    save(&site, &asker, message(&id)?, posted.form).await
}

fn sanction(id: &str) -> AppResult<Subject> {
    Ok(Subject::Sanction(id.parse().map_err(|_| AppError::NotFound)?))
}

fn message(id: &str) -> AppResult<Subject> {
    Ok(Subject::Message(id.parse().map_err(|_| AppError::NotFound)?))
}

fn find(conn: &mut Conn, visit: &Visit, subject: &Subject, key: &str) -> AppResult<Case> {
    match subject {
        Subject::Sanction(id) => find_sanction_case(conn, visit, id, key),
        Subject::Message(id) => find_message_case(conn, visit, id),
    }
}

async fn draw(
    site: &Site,
    asker: &Asker,
    subject: Subject,
    form: AppealForm,
    errors: FieldErrors,
    status: StatusCode,
) -> AppResult<HttpResponse> {
    let key = form.key.clone();
    let (page, case) = site.read(asker, "me", move |conn, visit| find(conn, visit, &subject, &key)).await?;
    render::page_with(status, &AppealPage::new(page, case, form, errors))
}

async fn save(site: &Site, asker: &Asker, subject: Subject, form: AppealForm) -> AppResult<HttpResponse> {
    let words = match form.parse() {
        Ok(words) => words,
        Err(errors) => return draw(site, asker, subject, form, errors, StatusCode::UNPROCESSABLE_ENTITY).await,
    };
    let path = match form.key.is_empty() {
        true => subject.path(),
        false => format!("{}?key={}", subject.path(), form.key),
    };
    let id = AppealId::new();
    let write = move |conn: &mut Conn, visit: &Visit| {
        let case = find(conn, visit, &subject, &form.key)?;
        insert_appeal(conn, visit, &case, &id, &words)
    };
    site.write(asker, write).await?;
    Ok(site.done(path, "flash-appeal-sent"))
}
