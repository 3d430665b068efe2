//! Answers feed readers: the latest postings as Atom, in the language of `?lang=`.

use actix_web::{HttpRequest, HttpResponse, web};

use super::queries::list_latest_postings;
use crate::db::Conn;
use crate::error::AppResult;
use crate::site::{Asker, Site, Visit};
use crate::web::feed::{self, Feed};

/// Entries of the feed.
const ENTRIES: i64 = 50;

/// `GET /feeds/postings.atom`.
pub async fn show(request: HttpRequest, site: web::Data<Site>, asker: Asker) -> AppResult<HttpResponse> {
    let answer = site.shown(&asker, draw(&site, &asker)).await?;
    Ok(feed::unless_same(&request, answer))
}

async fn draw(site: &Site, asker: &Asker) -> AppResult<HttpResponse> {
    let read = |conn: &mut Conn, visit: &Visit| {
        let edition = visit.edition()?;
        Ok((list_latest_postings(conn, &edition.id, visit.locale, visit.now, ENTRIES)?, edition.opens_at))
    };
    let (page, (entries, since)) = site.read(asker, "recruitment", read).await?;
    feed::draw(&Feed {
        path: "/feeds/postings.atom",
        page: "/recruitment",
        title: format!("{} · {}", page.t("postings-feed-title"), page.event_name),
        author: page.event_name.clone(),
        lang: page.locale.tag(),
        site: page.site.clone(),
        since,
        entries,
    })
}
