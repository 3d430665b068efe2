//! Answers pages that show questions and polls and were told that these have changed.

use actix_web::{HttpResponse, web};

use super::load_talk;
use super::views::TalkFragment;
use crate::db::Conn;
use crate::error::{AppError, AppResult};
use crate::forum::sessions::queries::find_readable;
use crate::site::{Asker, Site, Visit};
use crate::web::render;

/// `GET /forum/sessions/{slug}/talk`: questions and polls alone.
pub async fn show(site: web::Data<Site>, asker: Asker, slug: web::Path<String>) -> AppResult<HttpResponse> {
    site.shown(&asker, draw(&site, &asker, slug.into_inner())).await
}

async fn draw(site: &Site, asker: &Asker, slug: String) -> AppResult<HttpResponse> {
    let read = move |conn: &mut Conn, visit: &Visit| {
        let session = find_readable(conn, visit, &slug)?;
        if !session.state.is_public() {
            return Err(AppError::NotFound);
        }
        Ok(load_talk(conn, visit, &session)?)
    };
    let (page, talk) = site.read(asker, "forum", read).await?;
    render::page(&TalkFragment { page, talk })
}
