//! Answers the console's home.

use actix_web::{HttpResponse, web};

use super::queries::count_waiting;
use super::views::HomePage;
use crate::db::Conn;
use crate::error::AppResult;
use crate::pairing::outcomes::count_agreements;
use crate::site::{Asker, Site, Viewer, Visit};
use crate::web::render;

/// `GET /organizer`.
pub async fn index(site: web::Data<Site>, asker: Asker) -> AppResult<HttpResponse> {
    let read = |conn: &mut Conn, visit: &Visit| {
        let viewer = visit.staff(Viewer::is_staff)?.clone();
        let edition = visit.edition()?.clone();
        let waiting = count_waiting(conn, &edition.id)?;
        let agreements = count_agreements(conn, &edition.id)?;
        Ok((viewer, edition, (waiting, agreements)))
    };
    let (page, (viewer, edition, counts)) = site.read(&asker, "organizer", read).await?;
    render::page(&HomePage::new(page, &viewer, &edition, counts))
}
