//! Answers everybody about news.

use actix_web::{HttpResponse, web};

use super::forms::ListForm;
use super::model::{NEWS, text_in};
use super::queries::{self, Narrow};
use super::views::{IndexPage, ShowPage, cards};
use crate::chat::rooms::{RoomKind, find_panel};
use crate::db::Conn;
use crate::error::{AppError, AppResult};
use crate::ids::NewsItemId;
use crate::site::words::ByWords;
use crate::site::{Asker, Site, Viewer, Visit};
use crate::web::forms::Asked;
use crate::web::paging::PageNumber;
use crate::web::render;

/// Items on a page.
const PAGE_SIZE: usize = 20;

/// `GET /news`.
pub async fn index(site: web::Data<Site>, asker: Asker, Asked(form): Asked<ListForm>) -> AppResult<HttpResponse> {
    site.shown(&asker, draw_index(&site, &asker, form)).await
}

async fn draw_index(site: &Site, asker: &Asker, form: ListForm) -> AppResult<HttpResponse> {
    let (index, q, at) = (site.search.clone(), form.q.clone(), PageNumber::read(&form.page, PAGE_SIZE));
    let read = move |conn: &mut Conn, visit: &Visit| {
        let narrow = Narrow { words: ByWords::find(visit, &index, NEWS, &q)?, state: None, public_at: Some(visit.now) };
        let mut found = queries::list_items(conn, &visit.edition()?.id, &narrow, at)?;
        let rows = std::mem::take(&mut found.items);
        let ids: Vec<NewsItemId> = rows.iter().map(|row| row.id.clone()).collect();
        let texts = queries::list_texts(conn, &ids)?;
        let may_write = visit.may(Viewer::is_administrator);
        let cards = cards(&rows, &texts, visit.locale, visit.now);
        Ok(((found.map(|_| ()), narrow.words.is_fuzzy), cards, may_write))
    };
    let (page, (found, cards, may_write)) = site.read(asker, "news", read).await?;
    render::page(&IndexPage::new(page, form, found, cards, may_write))
}

/// `GET /news/{slug}`.
pub async fn show(site: web::Data<Site>, asker: Asker, slug: web::Path<String>) -> AppResult<HttpResponse> {
    site.shown(&asker, draw(&site, &asker, slug.into_inner())).await
}

async fn draw(site: &Site, asker: &Asker, slug: String) -> AppResult<HttpResponse> {
    let read = move |conn: &mut Conn, visit: &Visit| {
        let edition = &visit.edition()?.id;
        let Some(item) = queries::find_at(conn, edition, &slug)? else {
            let moved = queries::find_moved_slug(conn, edition, &slug)?;
            return moved.filter(|new| *new != slug).map(Err).ok_or(AppError::NotFound);
        };
        let may_write = visit.may(Viewer::is_administrator);
        let is_public = item.is_public(visit.now);
        if !is_public && !may_write {
            return Err(AppError::NotFound);
        }
        let texts = queries::list_texts(conn, std::slice::from_ref(&item.id))?;
        let room = match is_public && item.has_room {
            true => find_panel(conn, visit, (RoomKind::News, item.id.as_str()))?,
            false => None,
        };
        let card = cards(std::slice::from_ref(&item), &texts, visit.locale, visit.now).pop();
        let text = text_in(&texts, &item.id, visit.locale).cloned();
        Ok(Ok((card.ok_or(AppError::NotFound)?, text, room, (is_public, may_write))))
    };
    match site.read(asker, "news", read).await? {
        (_, Err(slug)) => Ok(render::moved(format!("/news/{slug}"))),
        (page, Ok((card, text, mut room, rights))) => {
            if let Some(room) = &mut room {
                room.present = i64::try_from(site.hub.present(&room.id)).unwrap_or(0);
            }
            render::page(&ShowPage::new(page, (card, text), room, rights))
        }
    }
}
