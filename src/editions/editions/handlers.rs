//! Answers `/organizer/editions`.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};

use super::copying_queries::copy_edition;
use super::forms::EditionForm;
use super::model::{EditionRow, EditionText};
use super::queries;
use super::views::{EditPage, IndexPage};
use crate::accounts::setup::queries::insert_edition;
use crate::audit::{self, Act, Action};
use crate::db::Conn;
use crate::error::{AppError, AppResult, FieldErrors};
use crate::ids::{EditionId, PersonId};
use crate::lifecycle::{Mover, list_named_moves, record_beginning};
use crate::site::edition::EditionState;
use crate::site::snapshot::find_edition as site_edition;
use crate::site::{Asker, Site, Viewer, Visit};
use crate::web::forms::{Asked, Posted};
use crate::web::paging::{PageNumber, Sought};
use crate::web::{render, text};

/// Rows on a page of the list.
const ROWS_ON_A_PAGE: usize = 25;

/// `GET /organizer/editions`.
pub async fn index(site: web::Data<Site>, asker: Asker, Asked(wanted): Asked<Sought>) -> AppResult<HttpResponse> {
    let words = text::clip(wanted.q.trim(), 100);
    let number = PageNumber::read(&wanted.page, ROWS_ON_A_PAGE);
    let read = |conn: &mut Conn, visit: &Visit| {
        visit.staff(Viewer::is_administrator)?;
        Ok((queries::list_editions(conn)?, queries::list_texts(conn)?))
    };
    let (page, (rows, texts)) = site.read(&asker, "organizer", read).await?;
    let found = find(rows, &texts, &words);
    let total = found.len() as u64;
    let shown = found.into_iter().skip(number.offset()).take(number.size).collect();
    render::page(&IndexPage::new(page, words, number.page(shown, total), &texts))
}

/// The editions of which a name or the address holds every word. There are a few a year at most, so
/// all of them are read; their names have no stored key.
fn find(rows: Vec<EditionRow>, texts: &[(EditionId, EditionText)], words: &str) -> Vec<EditionRow> {
    let fits = |row: &EditionRow| {
        let names = texts.iter().filter(|text| text.0 == row.id).map(|text| text.1.1.as_str());
        text::has_all_words(&names.chain([row.slug.as_str()]).collect::<Vec<_>>().join(" "), words)
    };
    rows.into_iter().filter(fits).collect()
}

/// `GET /organizer/editions/new`.
pub async fn new(site: web::Data<Site>, asker: Asker) -> AppResult<HttpResponse> {
    let current = site.snapshot.load().edition.as_ref().map(|edition| edition.slug.clone());
    let form = EditionForm { copy_from: current.unwrap_or_default(), ..EditionForm::default() };
    draw_new(&site, &asker, form, FieldErrors::new(), StatusCode::OK).await
}

async fn draw_new(
    site: &Site,
    asker: &Asker,
    form: EditionForm,
    errors: FieldErrors,
    status: StatusCode,
) -> AppResult<HttpResponse> {
    let read = |conn: &mut Conn, visit: &Visit| {
        visit.staff(Viewer::is_administrator)?;
        Ok((queries::list_editions(conn)?, queries::list_texts(conn)?))
    };
    let (page, (rows, texts)) = site.read(asker, "organizer", read).await?;
    render::page_with(status, &EditPage::new(page, None, form, None, errors).offering(&rows, &texts))
}

/// `POST /organizer/editions`: a draft with its zones, and with what an earlier edition hands on.
pub async fn create(site: web::Data<Site>, asker: Asker, posted: Posted<EditionForm>) -> AppResult<HttpResponse> {
    let (form, id) = (posted.form, EditionId::new());
    let copied = form.copy_from.trim().to_owned();
    let unknown_edition = || AppError::Invalid(FieldErrors::one("copy_from", "error-choice"));
    let stored = match form.parse() {
        Err(errors) => Err(AppError::Invalid(errors)),
        Ok((edition, _)) => {
            let store = move |conn: &mut Conn, visit: &Visit| {
                let person = require_administrator(visit)?;
                insert_edition(conn, &id, &edition, visit.now)?;
                if !copied.is_empty() {
                    let from = queries::find_edition(conn, &copied).map_err(|_| unknown_edition())?.0;
                    copy_edition(conn, &from.id, &id, visit.now)?;
                }
                let mover = Mover { person: Some(&person), at: visit.now, reason: "" };
                record_beginning(conn, id.as_str(), EditionState::Draft, mover)?;
                note(conn, visit, &person, &id, (Action::EditionCreate, "", &edition.slug))
            };
            site.write(&asker, store).await
        }
    };
    match stored {
        Err(AppError::Invalid(errors)) => draw_new(&site, &asker, form, errors, StatusCode::UNPROCESSABLE_ENTITY).await,
        Err(error) => Err(error),
        Ok(()) => Ok(site.done("/organizer/editions", "flash-edition-saved")),
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

/// Writes down what was done to an edition.
///
/// # Errors
/// What the database said.
pub fn note(
    conn: &mut Conn,
    visit: &Visit,
    by: &PersonId,
    id: &EditionId,
    (action, before, after): (Action, &str, &str),
) -> AppResult<()> {
    let thing = id.as_str();
    let act = Act { edition: Some(id), person: Some(by), action, thing, before, after, at: visit.now };
    Ok(audit::insert_entry(conn, act)?)
}

/// `GET /organizer/editions/{slug}`.
pub async fn edit(site: web::Data<Site>, asker: Asker, slug: web::Path<String>) -> AppResult<HttpResponse> {
    draw(&site, &asker, slug.into_inner(), None, FieldErrors::new(), StatusCode::OK).await
}

async fn draw(
    site: &Site,
    asker: &Asker,
    slug: String,
    typed: Option<EditionForm>,
    errors: FieldErrors,
    status: StatusCode,
) -> AppResult<HttpResponse> {
    let read = move |conn: &mut Conn, visit: &Visit| {
        visit.staff(Viewer::is_administrator)?;
        let (row, texts) = queries::find_edition(conn, &slug)?;
        let moves = list_named_moves::<EditionState>(conn, row.id.as_str())?;
        let zones = site_edition(conn, Some(&slug))?.ok_or(AppError::NotFound)?;
        Ok((row, texts, moves, zones))
    };
    let (page, (row, texts, moves, edition)) = site.read(asker, "organizer", read).await?;
    let present = EditionForm::of(&row, &texts);
    let is_conflict = status == StatusCode::CONFLICT;
    let form = match typed {
        // Whoever has read what stands there now may save over it.
        Some(typed) if is_conflict => EditionForm { version: present.version.clone(), ..typed },
        Some(typed) => typed,
        None => present.clone(),
    };
    let present = is_conflict.then_some(present);
    render::page_with(status, &EditPage::new(page, Some((row, moves, edition)), form, present, errors))
}

/// `POST /organizer/editions/{slug}`.
pub async fn update(
    site: web::Data<Site>,
    asker: Asker,
    slug: web::Path<String>,
    posted: Posted<EditionForm>,
) -> AppResult<HttpResponse> {
    let slug = slug.into_inner();
    let form = EditionForm { slug: slug.clone(), ..posted.form };
    let (edition, version) = match form.parse() {
        Ok(valid) => valid,
        Err(errors) => {
            return draw(&site, &asker, slug, Some(form), errors, StatusCode::UNPROCESSABLE_ENTITY).await;
        }
    };
    let store = move |conn: &mut Conn, visit: &Visit| {
        let person = require_administrator(visit)?;
        let (row, _) = queries::find_edition(conn, &edition.slug)?;
        let kept = queries::update_edition(conn, &row, (&edition, version), visit.now)?;
        let days = |opens: &crate::clock::Instant, closes: &crate::clock::Instant| format!("{opens} – {closes}");
        let (before, after) = (days(&row.opens_at, &row.closes_at), days(&kept.0, &kept.1));
        note(conn, visit, &person, &row.id, (Action::EditionUpdate, &before, &after))
    };
    match site.write(&asker, store).await {
        Err(AppError::Conflict(_)) => {
            draw(&site, &asker, slug, Some(form), FieldErrors::new(), StatusCode::CONFLICT).await
        }
        Err(error) => Err(error),
        Ok(()) => {
            site.refresh().await?;
            Ok(site.done("/organizer/editions", "flash-edition-saved"))
        }
    }
}
