//! Answers `/pages/{slug}` and `/organizer/pages`.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};

use super::forms::{PageForm, ValidPage};
use super::model::text_in;
use super::views::{EditPage, IndexPage, ShowPage, VersionPage};
use super::{model, queries};
use crate::audit::{self, Act, Action};
use crate::db::Conn;
use crate::error::{AppError, AppResult, FieldErrors};
use crate::ids::{PageId, PersonId};
use crate::site::{Asker, Site, Viewer, Visit};
use crate::web::forms::{Asked, Posted};
use crate::web::paging::{PageNumber, Sought};
use crate::web::{render, text};

/// Rows on a page of the list.
const ROWS_ON_A_PAGE: usize = 25;

/// `GET /pages/{slug}`: for everyone.
pub async fn show(site: web::Data<Site>, asker: Asker, slug: web::Path<String>) -> AppResult<HttpResponse> {
    let slug = slug.into_inner();
    let read = move |conn: &mut Conn, _: &Visit| Ok(queries::find_page(conn, &slug)?);
    let (page, (row, texts)) = site.read(&asker, "", read).await?;
    let text = text_in(&texts, page.locale).cloned().ok_or(AppError::NotFound)?;
    render::page(&ShowPage::new(page, &row, &text))
}

/// `GET /organizer/pages`.
pub async fn index(site: web::Data<Site>, asker: Asker, Asked(wanted): Asked<Sought>) -> AppResult<HttpResponse> {
    let read = |conn: &mut Conn, visit: &Visit| {
        visit.staff(Viewer::is_administrator)?;
        Ok(queries::list_pages(conn)?)
    };
    let (page, rows) = site.read(&asker, "organizer", read).await?;
    let needle = text::fold(&wanted.q);
    let mut found: Vec<(model::PageRow, Vec<model::PageText>)> = Vec::new();
    for (row, text) in rows {
        match found.last_mut().filter(|last| last.0.id == row.id) {
            Some(last) => last.1.push(text),
            None => found.push((row, vec![text])),
        }
    }
    let has_words = |(row, texts): &(model::PageRow, Vec<model::PageText>)| {
        row.slug.contains(&needle) || texts.iter().any(|one| text::fold(&one.title).contains(&needle))
    };
    found.retain(has_words);
    let (number, total) = (PageNumber::read(&wanted.page, ROWS_ON_A_PAGE), found.len() as u64);
    let shown = found.into_iter().skip(number.offset()).take(ROWS_ON_A_PAGE).collect();
    render::page(&IndexPage::new(page, wanted.q, number.page(shown, total)))
}

/// `GET /organizer/pages/new`.
pub async fn new(site: web::Data<Site>, asker: Asker) -> AppResult<HttpResponse> {
    let form = PageForm { position: "10".into(), ..PageForm::default() };
    draw_new(&site, &asker, form, FieldErrors::new(), StatusCode::OK).await
}

async fn draw_new(
    site: &Site,
    asker: &Asker,
    form: PageForm,
    errors: FieldErrors,
    status: StatusCode,
) -> AppResult<HttpResponse> {
    let read = |_: &mut Conn, visit: &Visit| visit.staff(Viewer::is_administrator).map(drop);
    let (page, ()) = site.read(asker, "organizer", read).await?;
    render::page_with(status, &EditPage { page, slug: None, form, present: None, versions: Vec::new(), errors })
}

/// `POST /organizer/pages`.
pub async fn create(site: web::Data<Site>, asker: Asker, posted: Posted<PageForm>) -> AppResult<HttpResponse> {
    let (form, id) = (posted.form, PageId::new());
    let stored = match form.parse() {
        Err(errors) => Err(AppError::Invalid(errors)),
        Ok(valid) => {
            let store = move |conn: &mut Conn, visit: &Visit| {
                let person = require_writer(visit)?;
                queries::insert_page(conn, &id, &valid, &person, visit.now)?;
                note(conn, visit, &person, (Action::PageCreate, &id), &valid, "")
            };
            site.write(&asker, store).await
        }
    };
    match stored {
        Err(AppError::Invalid(errors)) => draw_new(&site, &asker, form, errors, StatusCode::UNPROCESSABLE_ENTITY).await,
        Err(error) => Err(error),
        Ok(()) => saved(&site).await,
    }
}

async fn saved(site: &Site) -> AppResult<HttpResponse> {
    site.refresh().await?;
    Ok(site.done("/organizer/pages", "flash-page-saved"))
}

fn require_writer(visit: &Visit) -> AppResult<PersonId> {
    visit.staff(Viewer::is_administrator)?;
    visit.writer().map(|viewer| viewer.person.clone())
}

fn note(
    conn: &mut Conn,
    visit: &Visit,
    person: &PersonId,
    (action, id): (Action, &PageId),
    valid: &ValidPage,
    before: &str,
) -> AppResult<()> {
    let after = format!("/pages/{}, {}", valid.slug, valid.version.saturating_add(1));
    let thing = id.as_str();
    let act = Act { edition: None, person: Some(person), action, thing, before, after: &after, at: visit.now };
    Ok(audit::insert_entry(conn, act)?)
}

/// `GET /organizer/pages/{slug}`: the form with the history.
pub async fn edit(site: web::Data<Site>, asker: Asker, slug: web::Path<String>) -> AppResult<HttpResponse> {
    draw(&site, &asker, slug.into_inner(), None, FieldErrors::new(), StatusCode::OK).await
}

async fn draw(
    site: &Site,
    asker: &Asker,
    slug: String,
    typed: Option<PageForm>,
    errors: FieldErrors,
    status: StatusCode,
) -> AppResult<HttpResponse> {
    let read = move |conn: &mut Conn, visit: &Visit| {
        visit.staff(Viewer::is_administrator)?;
        let (row, texts) = queries::find_page(conn, &slug)?;
        let versions = queries::list_versions(conn, &row.id)?;
        Ok((row, texts, versions))
    };
    let (page, (row, texts, mut versions)) = site.read(asker, "organizer", read).await?;
    versions.dedup_by_key(|version| version.0);
    let present = PageForm::of(&row, &texts);
    let is_conflict = status == StatusCode::CONFLICT;
    let form = match typed {
        // Whoever has read what stands there now may save over it.
        Some(typed) if is_conflict => PageForm { version: present.version.clone(), ..typed },
        Some(typed) => typed,
        None => present.clone(),
    };
    let present = is_conflict.then_some(present);
    render::page_with(status, &EditPage { page, slug: Some(row.slug), form, present, versions, errors })
}

/// `POST /organizer/pages/{slug}`.
pub async fn update(
    site: web::Data<Site>,
    asker: Asker,
    slug: web::Path<String>,
    posted: Posted<PageForm>,
) -> AppResult<HttpResponse> {
    let slug = slug.into_inner();
    let form = PageForm { slug: slug.clone(), ..posted.form };
    let valid = match form.parse() {
        Ok(valid) => valid,
        Err(errors) => {
            return draw(&site, &asker, slug, Some(form), errors, StatusCode::UNPROCESSABLE_ENTITY).await;
        }
    };
    let store = move |conn: &mut Conn, visit: &Visit| {
        let person = require_writer(visit)?;
        let (row, _) = queries::find_page(conn, &valid.slug)?;
        queries::update_page(conn, &row.id, &valid, &person, visit.now)?;
        note(conn, visit, &person, (Action::PageUpdate, &row.id), &valid, &valid.version.to_string())
    };
    match site.write(&asker, store).await {
        Err(AppError::Conflict(_)) => {
            draw(&site, &asker, slug, Some(form), FieldErrors::new(), StatusCode::CONFLICT).await
        }
        Err(error) => Err(error),
        Ok(()) => saved(&site).await,
    }
}

/// `GET /organizer/pages/{slug}/versions/{number}`: as it was.
pub async fn version(
    site: web::Data<Site>,
    asker: Asker,
    path: web::Path<(String, String)>,
) -> AppResult<HttpResponse> {
    let (slug, number) = path.into_inner();
    let number: i64 = number.parse().map_err(|_| AppError::NotFound)?;
    let read = move |conn: &mut Conn, visit: &Visit| {
        visit.staff(Viewer::is_administrator)?;
        let (row, _) = queries::find_page(conn, &slug)?;
        let texts = queries::list_texts(conn, &row.id, number)?;
        if texts.is_empty() { Err(AppError::NotFound) } else { Ok((row, texts)) }
    };
    let (page, (row, texts)) = site.read(&asker, "organizer", read).await?;
    render::page(&VersionPage::new(page, row.slug, number, &texts))
}
