//! Answers feed readers: the latest news as Atom (RFC 4287), in the language of `?lang=`.

use actix_web::{HttpRequest, HttpResponse, web};

use super::views::{NewsCard, list_latest_cards};
use crate::db::Conn;
use crate::error::AppResult;
use crate::site::{Asker, Site, Visit};
use crate::web::feed::{self, Entry, Feed};

/// Entries of the feed.
const ENTRIES: usize = 30;

/// `GET /feeds/news.atom`.
pub async fn show(request: HttpRequest, site: web::Data<Site>, asker: Asker) -> AppResult<HttpResponse> {
    let answer = site.shown(&asker, draw(&site, &asker)).await?;
    Ok(feed::unless_same(&request, answer))
}

async fn draw(site: &Site, asker: &Asker) -> AppResult<HttpResponse> {
    let read = |conn: &mut Conn, visit: &Visit| {
        let edition = visit.edition()?;
        Ok((list_latest_cards(conn, visit, &edition.id, ENTRIES)?, edition.opens_at))
    };
    let (page, (cards, since)) = site.read(asker, "news", read).await?;
    let entry = |card: NewsCard| Entry {
        id: card.id.to_string(),
        title: card.title,
        summary: card.summary,
        lang: card.lang,
        author: String::new(),
        href: card.href,
        published: card.at,
        updated: card.updated_at.max(card.at),
    };
    feed::draw(&Feed {
        path: "/feeds/news.atom",
        page: "/news",
        title: format!("{} · {}", page.t("news-title"), page.event_name),
        author: page.event_name.clone(),
        lang: page.locale.tag(),
        site: page.site.clone(),
        since,
        entries: cards.into_iter().map(entry).collect(),
    })
}
