//! Answers at `/me`.

use actix_web::{HttpResponse, web};

use super::views;
use crate::accounts::organizations::queries::list_own;
use crate::db::Conn;
use crate::error::AppResult;
use crate::site::{Asker, Site, Visit};
use crate::web::render;

/// The overview.
pub async fn index(site: web::Data<Site>, asker: Asker) -> AppResult<HttpResponse> {
    let find = |conn: &mut Conn, visit: &Visit| {
        let viewer = visit.viewer()?;
        Ok((viewer.name.clone(), viewer.is_verified, list_own(conn, &viewer.person)?))
    };
    let (page, (name, is_verified, organizations)) = site.read(&asker, "me", find).await?;
    render::page(&views::MePage { page, name, is_verified, organizations })
}
