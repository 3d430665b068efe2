//! Answers programs that show a picture with a link: `/og/{kind}/{slug}.png`, of what everybody reads.

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use bytes::Bytes;

use super::pictures::{self, Words};
use crate::db::Conn;
use crate::error::{AppError, AppResult};
use crate::site::{Asker, Site, Visit};
use crate::web::feed::{holds, mark_of};
use crate::web::limits::Rate;

/// How long a picture is kept without asking again, in seconds: titles are mended seldom.
const KEPT: &str = "public, max-age=3600";
/// When to ask again where too many are being drawn, in seconds.
const AGAIN: u64 = 10;

/// `GET /og/{kind}/{slug}.png`.
pub async fn show(
    request: HttpRequest,
    site: web::Data<Site>,
    asker: Asker,
    path: web::Path<(String, String)>,
) -> AppResult<HttpResponse> {
    let (kind, file) = path.into_inner();
    let slug = file.strip_suffix(".png").ok_or(AppError::NotFound)?.to_owned();
    let read = move |conn: &mut Conn, visit: &Visit| pictures::find_words(conn, visit, (&kind, &slug));
    let (_, words) = site.read(&asker, "", read).await?;
    let mark = mark_of(words.key().as_bytes());
    let mut response = HttpResponse::Ok();
    response.insert_header((header::ETAG, mark.clone())).insert_header((header::CACHE_CONTROL, KEPT));
    if holds(&request, &mark) {
        return Ok(response.status(actix_web::http::StatusCode::NOT_MODIFIED).finish());
    }
    Ok(response.content_type("image/png").body(load(&site, &asker, words).await?))
}

/// The picture as it was drawn before, or drawn now, away from the workers and few at once.
async fn load(site: &Site, asker: &Asker, words: Words) -> AppResult<Bytes> {
    let key = words.key();
    if let Some(picture) = pictures::kept().get(&key).await {
        return Ok(picture);
    }
    site.limits.check(Rate::Picture, &asker.address.limit_key()).await?;
    let drawing = async move {
        let turn = pictures::DRAWING.acquire().await.map_err(AppError::internal)?;
        // The drawing keeps its turn, since it goes on where nobody waits for it any more.
        let draw = move || {
            let drawn = pictures::draw(&words);
            drop(turn);
            drawn
        };
        let drawn = web::block(draw).await.map_err(AppError::internal)?;
        drawn.ok_or_else(|| AppError::internal("a picture could not be drawn"))
    };
    let limited = async {
        let done = tokio::time::timeout(pictures::PATIENCE, drawing).await;
        done.unwrap_or(Err(AppError::Busy(AGAIN)))
    };
    pictures::kept().try_get_with(key, limited).await.map_err(|error| (*error).clone())
}
