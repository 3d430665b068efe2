//! Answers feed readers: the latest news as Atom (RFC 4287), in the language of `?lang=`.

use actix_web::http::header;
use actix_web::{HttpResponse, web};
use askama::Template as _;

use super::views::{Feed, list_latest_cards};
use crate::db::Conn;
use crate::error::{AppError, AppResult};
use crate::site::{Asker, Site, Visit};
use crate::web::dates;

/// Entries of the feed.
const ENTRIES: usize = 30;

/// `GET /feeds/news.atom`.
pub async fn show(site: web::Data<Site>, asker: Asker) -> AppResult<HttpResponse> {
    site.shown(&asker, draw(&site, &asker)).await
}

async fn draw(site: &Site, asker: &Asker) -> AppResult<HttpResponse> {
    let read = |conn: &mut Conn, visit: &Visit| {
        let edition = visit.edition()?;
        Ok((list_latest_cards(conn, visit, &edition.id, ENTRIES)?, edition.opens_at))
    };
    let (page, (cards, opens_at)) = site.read(asker, "news", read).await?;
    let latest = cards.iter().map(|card| card.updated_at.max(card.at)).max().unwrap_or(opens_at);
    let feed = Feed {
        title: format!("{} · {}", page.t("news-title"), page.event_name),
        author: page.event_name.clone(),
        lang: page.locale.tag(),
        site: site.config.public_url(),
        updated: dates::machine(latest),
        cards,
    };
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "application/atom+xml; charset=utf-8"))
        .body(feed.render().map_err(AppError::internal)?))
}
