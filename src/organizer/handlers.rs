//! Answers the console's home.

use actix_web::{HttpResponse, web};

use super::queries::count_waiting;
use super::views::HomePage;
use crate::db::Conn;
use crate::error::AppResult;
use crate::site::{Asker, Site, Viewer, Visit};
use crate::web::render;

/// `GET /organizer`.
pub async fn index(site: web::Data<Site>, asker: Asker) -> AppResult<HttpResponse> {
    let read = |conn: &mut Conn, visit: &Visit| {
        let viewer = visit.staff(Viewer::is_staff)?.clone();
        let edition = visit.edition()?.clone();
        let waiting = count_waiting(conn, &edition.id)?;
        Ok((viewer, edition, waiting))
    };
    let (page, (viewer, edition, waiting)) = site.read(&asker, "organizer", read).await?;
    render::page(&HomePage::new(page, &viewer, &edition, &waiting))
}
