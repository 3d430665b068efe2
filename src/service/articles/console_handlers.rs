//! Answers who writes articles.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use serde::Deserialize;
use uuid::Uuid;

use super::console_views::{ArticleFormPage, ArticlesPage};
use super::forms::ArticleForm;
use super::handlers::manages;
use super::model::{Article, ArticleState};
use super::queries::{self, Narrow};
use super::votes::{Tally, count_votes};
use crate::audit::Action;
use crate::db::Conn;
use crate::error::{AppError, AppResult, FieldErrors};
use crate::ids::ArticleId;
use crate::lifecycle::{Mover, require_version};
use crate::site::{Asker, Site, Visit};
use crate::web::forms::{Asked, Posted};
use crate::web::paging::PageNumber;
use crate::web::{once, render, text};

/// Rows on a page of the list.
const PAGE_SIZE: usize = 25;

/// The query of the list.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct ListForm {
    q: String,
    topic: String,
    state: String,
    page: String,
}

/// `GET /organizer/articles`.
pub async fn index(site: web::Data<Site>, asker: Asker, Asked(form): Asked<ListForm>) -> AppResult<HttpResponse> {
    let at = PageNumber::read(&form.page, PAGE_SIZE);
    let words = text::clip(form.q.trim(), 100);
    let wanted = Narrow { words, topic: form.topic.parse().ok(), state: form.state.parse().ok() };
    let narrow = wanted.clone();
    let read = move |conn: &mut Conn, visit: &Visit| {
        visit.staff(manages)?;
        let found = queries::list_articles(conn, &visit.edition()?.id, &narrow, at)?;
        let ids: Vec<ArticleId> = found.items.iter().map(|(article, _)| article.id.clone()).collect();
        let tallies = count_votes(conn, &ids)?;
        Ok(found.map(|whole| {
            let tally = tallies.get(&whole.0.id).copied().unwrap_or_default();
            (whole, tally)
        }))
    };
    let (page, found) = site.read(&asker, "organizer", read).await?;
    render::page(&ArticlesPage::new(page, &wanted, found))
}

/// `GET /organizer/articles/new`.
pub async fn new(site: web::Data<Site>, asker: Asker) -> AppResult<HttpResponse> {
    let form = ArticleForm { position: "10".into(), key: Uuid::now_v7().to_string(), ..ArticleForm::default() };
    draw_new(&site, &asker, form, FieldErrors::new(), StatusCode::OK).await
}

async fn draw_new(
    site: &Site,
    asker: &Asker,
    form: ArticleForm,
    errors: FieldErrors,
    status: StatusCode,
) -> AppResult<HttpResponse> {
    let read = |_: &mut Conn, visit: &Visit| visit.staff(manages).map(drop);
    let (page, ()) = site.read(asker, "organizer", read).await?;
    let (article, tally, present) = (None, Tally::default(), None);
    render::page_with(status, &ArticleFormPage { page, article, tally, form, present, errors })
}

/// `POST /organizer/articles`.
pub async fn create(site: web::Data<Site>, asker: Asker, posted: Posted<ArticleForm>) -> AppResult<HttpResponse> {
    let form = posted.form;
    let made = once::id_of(&form.key, &form).and_then(|id| id.to_string().parse().ok());
    let (typed, id) = (form.clone(), made.unwrap_or_else(ArticleId::new));
    let new = id.clone();
    let write = move |conn: &mut Conn, visit: &Visit| {
        visit.staff(manages)?;
        let me = &visit.writer()?.person;
        let valid = typed.parse()?;
        let mover = Mover { person: Some(me), at: visit.now, reason: "" };
        match queries::insert_article(conn, &new, &visit.edition()?.id, &valid, mover)? {
            true => visit.note(conn, Action::ArticleCreate, &new, ("", valid.title())),
            false => Ok(()),
        }
    };
    match site.write(&asker, write).await {
        Ok(()) => Ok(site.done(format!("/organizer/articles/{id}"), "flash-article-saved")),
        Err(AppError::Invalid(errors)) => draw_new(&site, &asker, form, errors, StatusCode::UNPROCESSABLE_ENTITY).await,
        Err(error) => Err(error),
    }
}

fn read_id(id: &str) -> AppResult<ArticleId> {
    id.parse().map_err(|_| AppError::NotFound)
}

/// `GET /organizer/articles/{id}`.
pub async fn edit(site: web::Data<Site>, asker: Asker, id: web::Path<String>) -> AppResult<HttpResponse> {
    draw(&site, &asker, read_id(&id)?, None, FieldErrors::new(), StatusCode::OK).await
}

async fn draw(
    site: &Site,
    asker: &Asker,
    id: ArticleId,
    typed: Option<ArticleForm>,
    errors: FieldErrors,
    status: StatusCode,
) -> AppResult<HttpResponse> {
    let read = move |conn: &mut Conn, visit: &Visit| {
        visit.staff(manages)?;
        let article = queries::find_by_id(conn, &visit.edition()?.id, &id)?;
        let texts = queries::list_texts(conn, &article.id)?;
        let tally = count_votes(conn, std::slice::from_ref(&article.id))?.remove(&article.id).unwrap_or_default();
        Ok((article, texts, tally))
    };
    let (page, (article, texts, tally)) = site.read(asker, "organizer", read).await?;
    let present = ArticleForm::of(&article, &texts);
    let is_conflict = status == StatusCode::CONFLICT;
    let form = match typed {
        // Whoever has read what stands there now may save over it.
        Some(typed) if is_conflict => ArticleForm { version: present.version.clone(), ..typed },
        Some(typed) => typed,
        None => present.clone(),
    };
    let (article, present) = (Some(article), is_conflict.then_some(present));
    render::page_with(status, &ArticleFormPage { page, article, tally, form, present, errors })
}

/// `POST /organizer/articles/{id}`.
pub async fn update(
    site: web::Data<Site>,
    asker: Asker,
    id: web::Path<String>,
    posted: Posted<ArticleForm>,
) -> AppResult<HttpResponse> {
    let (id, form) = (read_id(&id)?, posted.form);
    let (of, typed) = (id.clone(), form.clone());
    let write = move |conn: &mut Conn, visit: &Visit| {
        let article = find_own(conn, visit, &of)?;
        let valid = typed.parse()?;
        require_version(article.version, &typed.version)?;
        queries::update_article(conn, &article, &valid, visit.now)?;
        visit.note(conn, Action::ArticleUpdate, &article.id, (&article.slug, valid.title()))
    };
    match site.write(&asker, write).await {
        Ok(()) => Ok(site.done(format!("/organizer/articles/{id}"), "flash-article-saved")),
        Err(AppError::Invalid(errors)) => {
            draw(&site, &asker, id, Some(form), errors, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(AppError::Conflict(_)) => {
            draw(&site, &asker, id, Some(form), FieldErrors::new(), StatusCode::CONFLICT).await
        }
        Err(error) => Err(error),
    }
}

fn find_own(conn: &mut Conn, visit: &Visit, id: &ArticleId) -> AppResult<Article> {
    visit.staff(manages)?;
    visit.writer()?;
    Ok(queries::find_by_id(conn, &visit.edition()?.id, id)?)
}

/// The form of a move.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct MoveForm {
    version: String,
}

/// `POST /organizer/articles/{id}/publication`.
pub async fn publish(
    site: web::Data<Site>,
    asker: Asker,
    id: web::Path<String>,
    posted: Posted<MoveForm>,
) -> AppResult<HttpResponse> {
    carry_out(&site, &asker, &id, posted.form, (ArticleState::Published, "flash-article-published")).await
}

/// `POST /organizer/articles/{id}/withdrawal`.
pub async fn withdraw(
    site: web::Data<Site>,
    asker: Asker,
    id: web::Path<String>,
    posted: Posted<MoveForm>,
) -> AppResult<HttpResponse> {
    carry_out(&site, &asker, &id, posted.form, (ArticleState::Draft, "flash-article-withdrawn")).await
}

async fn carry_out(
    site: &Site,
    asker: &Asker,
    id: &str,
    form: MoveForm,
    (to, flash): (ArticleState, &'static str),
) -> AppResult<HttpResponse> {
    let id = read_id(id)?;
    let back = format!("/organizer/articles/{id}");
    let write = move |conn: &mut Conn, visit: &Visit| {
        let article = find_own(conn, visit, &id)?;
        require_version(article.version, &form.version)?;
        let mover = Mover { person: Some(&visit.writer()?.person), at: visit.now, reason: "" };
        queries::move_article(conn, &article, to, mover)?;
        visit.note(conn, Action::ArticleMove, &article.id, (article.state.as_str(), to.as_str()))
    };
    site.write(asker, write).await?;
    Ok(site.done(back, flash))
}
