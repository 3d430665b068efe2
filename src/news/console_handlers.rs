//! Answers administrators about news.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};

use super::console_views::{EditPage, IndexPage};
use super::forms::{ListForm, MoveForm, NewsForm};
use super::model::{NewsItem, NewsState, NewsText};
use super::queries::{self, Narrow};
use super::views::cards;
use crate::audit::Action;
use crate::chat::rooms::{RoomKind, find_or_make_room};
use crate::clock::Instant;
use crate::db::Conn;
use crate::error::{AppError, AppResult, FieldErrors};
use crate::ids::NewsItemId;
use crate::lifecycle::{Mover, NamedMove, list_named_moves, require_version};
use crate::site::files::{FileKind, discard_files, insert_file, store_picture};
use crate::site::words::ByWords;
use crate::site::{Asker, Site, Viewer, Visit};
use crate::web::forms::{Asked, Posted};
use crate::web::images::Purpose;
use crate::web::paging::PageNumber;
use crate::web::render;

/// Rows on a page of the list.
const ROWS_ON_A_PAGE: usize = 25;

/// `GET /organizer/news`.
pub async fn index(site: web::Data<Site>, asker: Asker, Asked(form): Asked<ListForm>) -> AppResult<HttpResponse> {
    let narrow = Narrow { words: ByWords::in_database(&form.q), state: form.state.parse().ok(), public_at: None };
    let at = PageNumber::read(&form.page, ROWS_ON_A_PAGE);
    let read = move |conn: &mut Conn, visit: &Visit| {
        visit.staff(Viewer::is_administrator)?;
        let mut found = queries::list_items(conn, &visit.edition()?.id, &narrow, at)?;
        let rows = std::mem::take(&mut found.items);
        let ids: Vec<NewsItemId> = rows.iter().map(|row| row.id.clone()).collect();
        let texts = queries::list_texts(conn, &ids)?;
        Ok((found.map(|_| ()), cards(&rows, &texts, visit.locale, visit.now)))
    };
    let (page, (found, cards)) = site.read(&asker, "organizer", read).await?;
    render::page(&IndexPage::new(page, form, found, cards))
}

/// `GET /organizer/news/new`.
pub async fn new(site: web::Data<Site>, asker: Asker) -> AppResult<HttpResponse> {
    draw(&site, &asker, None, Some(NewsForm::default()), FieldErrors::new(), StatusCode::OK).await
}

/// `GET /organizer/news/{id}`.
pub async fn edit(site: web::Data<Site>, asker: Asker, id: web::Path<String>) -> AppResult<HttpResponse> {
    let id = id.parse().map_err(|_| AppError::NotFound)?;
    draw(&site, &asker, Some(id), None, FieldErrors::new(), StatusCode::OK).await
}

type Stored = (NewsItem, Vec<NewsText>, Vec<NamedMove>);

async fn draw(
    site: &Site,
    asker: &Asker,
    id: Option<NewsItemId>,
    typed: Option<NewsForm>,
    errors: FieldErrors,
    status: StatusCode,
) -> AppResult<HttpResponse> {
    let read = move |conn: &mut Conn, visit: &Visit| {
        visit.staff(Viewer::is_administrator)?;
        let edition = visit.edition()?;
        let Some(id) = id else { return Ok((None, edition.time_zone)) };
        let item = queries::find_own(conn, &edition.id, &id)?;
        let texts = queries::list_texts(conn, std::slice::from_ref(&id))?;
        let history = list_named_moves::<NewsState>(conn, id.as_str())?;
        Ok((Some((item, texts, history)), edition.time_zone))
    };
    let (page, (found, zone)): (_, (Option<Stored>, _)) = site.read(asker, "organizer", read).await?;
    let is_conflict = status == StatusCode::CONFLICT;
    render::page_with(status, &EditPage::new(page, found, zone, (typed, errors), is_conflict))
}

/// `POST /organizer/news`: a draft.
pub async fn create(site: web::Data<Site>, asker: Asker, posted: Posted<NewsForm>) -> AppResult<HttpResponse> {
    save(&site, &asker, None, posted).await
}

/// `POST /organizer/news/{id}`.
pub async fn update(
    site: web::Data<Site>,
    asker: Asker,
    id: web::Path<String>,
    posted: Posted<NewsForm>,
) -> AppResult<HttpResponse> {
    let id = id.parse().map_err(|_| AppError::NotFound)?;
    save(&site, &asker, Some(id), posted).await
}

async fn save(site: &Site, asker: &Asker, id: Option<NewsItemId>, posted: Posted<NewsForm>) -> AppResult<HttpResponse> {
    let Posted { form, mut files } = posted;
    // Only who may write news makes us decode pictures.
    let wanted = id.clone();
    let check = move |conn: &mut Conn, visit: &Visit| {
        visit.staff(Viewer::is_administrator)?;
        let edition = visit.edition()?;
        if let Some(id) = wanted {
            queries::find_own(conn, &edition.id, &id)?;
        }
        Ok((visit.writer()?.person.clone(), edition.time_zone))
    };
    let (page, (person, zone)) = site.read(asker, "organizer", check).await?;
    let valid = match form.parse(zone, page.now) {
        Ok(valid) => valid,
        Err(errors) => return draw(site, asker, id, Some(form), errors, StatusCode::UNPROCESSABLE_ENTITY).await,
    };
    let mut errors = FieldErrors::new();
    let wanted = ("picture", FileKind::News, Purpose::Message);
    let picture = store_picture(site, &person, &mut files, wanted, &mut errors).await?;
    if !errors.is_empty() {
        return draw(site, asker, id, Some(form), errors, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    let (existing, fresh, seen, file) = (id.clone(), NewsItemId::new(), form.version.clone(), picture.clone());
    let made = id.clone().unwrap_or_else(|| fresh.clone());
    let store = move |conn: &mut Conn, visit: &Visit| {
        visit.staff(Viewer::is_administrator)?;
        let (person, edition) = (&visit.writer()?.person, &visit.edition()?.id);
        if let Some(file) = &file {
            insert_file(conn, file, person, None, visit.now)?;
        }
        let new = (&valid, file.as_ref().map(|file| &file.id));
        let Some(id) = &existing else {
            let mover = Mover { person: Some(person), at: visit.now, reason: "" };
            queries::insert_item(conn, &fresh, edition, new, mover)?;
            return visit.note(conn, Action::NewsCreate, &fresh, ("", valid.title()));
        };
        let item = queries::find_own(conn, edition, id)?;
        require_version(item.version, &seen)?;
        queries::update_item(conn, &item, new, visit.now)?;
        let after = queries::find_own(conn, edition, id)?;
        open_room(conn, &after, visit.now)?;
        visit.note(conn, Action::NewsUpdate, id, (&item.slug, valid.title()))
    };
    let done = site.write(asker, store).await;
    if done.is_err() {
        discard_files(site, picture.as_slice()).await;
    }
    match done {
        Ok(()) => Ok(site.done(format!("/organizer/news/{made}"), "flash-news-saved")),
        Err(AppError::Conflict(_)) => draw(site, asker, id, Some(form), FieldErrors::new(), StatusCode::CONFLICT).await,
        Err(error) => Err(error),
    }
}

/// Makes the room of what is published, where people may talk about it.
fn open_room(conn: &mut Conn, item: &NewsItem, now: Instant) -> AppResult<()> {
    if item.has_room && item.state == NewsState::Published {
        find_or_make_room(conn, &item.edition_id, (RoomKind::News, item.id.as_str()), now)?;
    }
    Ok(())
}

/// `POST /organizer/news/{id}/moves`.
pub async fn move_item(
    site: web::Data<Site>,
    asker: Asker,
    id: web::Path<String>,
    posted: Posted<MoveForm>,
) -> AppResult<HttpResponse> {
    let (id, form): (NewsItemId, _) = (id.parse().map_err(|_| AppError::NotFound)?, posted.form);
    let own = id.clone();
    let store = move |conn: &mut Conn, visit: &Visit| {
        visit.staff(Viewer::is_administrator)?;
        let (me, edition) = (&visit.writer()?.person, &visit.edition()?.id);
        let item = queries::find_own(conn, edition, &own)?;
        require_version(item.version, &form.version)?;
        let to = form.parse()?;
        queries::move_item(conn, &item, to, Mover { person: Some(me), at: visit.now, reason: "" })?;
        open_room(conn, &NewsItem { state: to, ..item.clone() }, visit.now)?;
        visit.note(conn, Action::NewsMove, &own, (item.state.as_str(), to.as_str()))
    };
    site.write(&asker, store).await?;
    Ok(site.done(format!("/organizer/news/{id}"), "flash-news-moved"))
}
