//! Answers programs that go through the site: `/robots.txt`, `/sitemap.xml` and its parts.

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use super::sitemap::{Sitemap, SitemapIndex, Whole, load_part, load_whole};
use crate::db::Conn;
use crate::error::{AppError, AppResult};
use crate::site::{Asker, Site, Visit};
use crate::web::feed::{mark_of, unless_same};

/// Where nothing is to be found by strangers: private places, forms, and searches, which have no end.
const PRIVATE: [&str; 19] = [
    "/me",
    "/organizer",
    "/organizations",
    "/login",
    "/logout",
    "/signup",
    "/password-resets",
    "/verifications",
    "/invitations",
    "/unsubscriptions",
    "/messages",
    "/rooms",
    "/reports",
    "/requests",
    "/service/desk",
    "/service/enquiries",
    "/pairing/meetings",
    "/search",
    "/editions/*/search",
];

/// `GET /robots.txt`.
pub async fn robots(site: web::Data<Site>) -> HttpResponse {
    let private: String = PRIVATE.iter().map(|place| format!("Disallow: {place}\n")).collect();
    let text = format!("User-agent: *\n{private}\nSitemap: {}/sitemap.xml\n", site.config.public_url());
    HttpResponse::Ok().content_type("text/plain; charset=utf-8").body(text)
}

/// `GET /sitemap.xml`: the whole sitemap, or the list of its parts.
pub async fn index(request: HttpRequest, site: web::Data<Site>, asker: Asker) -> AppResult<HttpResponse> {
    let answer = site.shown(&asker, draw_index(&site, &asker)).await?;
    Ok(unless_same(&request, answer))
}

async fn draw_index(site: &Site, asker: &Asker) -> AppResult<HttpResponse> {
    let search = site.search.clone();
    let read = move |conn: &mut Conn, visit: &Visit| load_whole(conn, visit, &search);
    match site.read(asker, "", read).await? {
        (page, Whole::Small(places)) => draw(&Sitemap { site: page.site, languages: page.offered, places }),
        (page, Whole::Parts(parts)) => draw(&SitemapIndex { site: page.site, parts }),
    }
}

/// `GET /sitemaps/{edition}/{kind}/{number}.xml`: a part.
pub async fn show(
    request: HttpRequest,
    site: web::Data<Site>,
    asker: Asker,
    path: web::Path<(String, String, String)>,
) -> AppResult<HttpResponse> {
    let answer = site.shown(&asker, draw_part(&site, &asker, path.into_inner())).await?;
    Ok(unless_same(&request, answer))
}

async fn draw_part(
    site: &Site,
    asker: &Asker,
    (edition, kind, file): (String, String, String),
) -> AppResult<HttpResponse> {
    let number = file.strip_suffix(".xml").and_then(|number| number.parse::<i64>().ok());
    let number = number.filter(|number| (1..=20_000).contains(number)).ok_or(AppError::NotFound)?;
    let read = move |conn: &mut Conn, visit: &Visit| load_part(conn, visit, (&edition, &kind, number));
    let (page, places) = site.read(asker, "", read).await?;
    draw(&Sitemap { site: page.site, languages: page.offered, places })
}

fn draw(template: &impl Template) -> AppResult<HttpResponse> {
    let body = template.render().map_err(AppError::internal)?;
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "application/xml; charset=utf-8"))
        .insert_header((header::CACHE_CONTROL, "no-cache"))
        .insert_header((header::ETAG, mark_of(body.as_bytes())))
        .body(body))
}
