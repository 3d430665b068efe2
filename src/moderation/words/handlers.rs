//! Answers under `/organizer/words`.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};

use super::forms::{Wanted, WordsForm};
use super::{queries, views};
use crate::db::Conn;
use crate::error::{AppError, AppResult, FieldErrors};
use crate::ids::UnwantedWordId;
use crate::site::{Asker, Site, Visit};
use crate::web::forms::{Asked, Posted};
use crate::web::paging::PageNumber;
use crate::web::render;

/// Words on a page.
const ROWS_ON_A_PAGE: usize = 50;

/// `GET /organizer/words`.
pub async fn index(site: web::Data<Site>, asker: Asker, Asked(wanted): Asked<Wanted>) -> AppResult<HttpResponse> {
    draw(&site, &asker, wanted, WordsForm::default(), FieldErrors::new(), StatusCode::OK).await
}

async fn draw(
    site: &Site,
    asker: &Asker,
    wanted: Wanted,
    form: WordsForm,
    errors: FieldErrors,
    status: StatusCode,
) -> AppResult<HttpResponse> {
    let (q, at) = (wanted.q.clone(), PageNumber::read(&wanted.page, ROWS_ON_A_PAGE));
    let read = move |conn: &mut Conn, visit: &Visit| queries::list_words(conn, visit, &q, at);
    let (page, rows) = site.read(asker, "organizer", read).await?;
    render::page_with(status, &views::WordsPage::new(page, wanted, rows, form, errors))
}

/// `POST /organizer/words`.
pub async fn create(site: web::Data<Site>, asker: Asker, posted: Posted<WordsForm>) -> AppResult<HttpResponse> {
    let form = posted.form;
    let typed = form.clone();
    match site.write(&asker, move |conn, visit| queries::insert_words(conn, visit, &typed)).await {
        Ok(()) => Ok(site.done("/organizer/words", "flash-words-added")),
        Err(AppError::Invalid(errors)) => {
            draw(&site, &asker, Wanted::default(), form, errors, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(error) => Err(error),
    }
}

/// `POST /organizer/words/{id}/removal`.
pub async fn destroy(site: web::Data<Site>, asker: Asker, id: web::Path<String>) -> AppResult<HttpResponse> {
    let id: UnwantedWordId = id.parse().map_err(|_| AppError::NotFound)?;
    site.write(&asker, move |conn, visit| queries::delete_word(conn, visit, &id)).await?;
    Ok(site.done("/organizer/words", "flash-word-removed"))
}
