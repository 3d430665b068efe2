//! Answers managers about the figures of the desk.

use actix_web::{HttpResponse, web};

use super::queries;
use super::views::FiguresPage;
use crate::db::Conn;
use crate::error::AppResult;
use crate::site::{Asker, Site, Viewer, Visit, ZoneKind};
use crate::web::forms::Asked;
use crate::web::paging::{PageNumber, Sought};
use crate::web::{render, text};

/// Ratings on a page.
const PAGE_SIZE: usize = 20;

fn manages(viewer: &Viewer) -> bool {
    viewer.may_manage(ZoneKind::Service)
}

/// `GET /organizer/enquiries`.
pub async fn index(site: web::Data<Site>, asker: Asker, Asked(wanted): Asked<Sought>) -> AppResult<HttpResponse> {
    let (q, at) = (text::clip(wanted.q.trim(), 100), PageNumber::read(&wanted.page, PAGE_SIZE));
    let words = q.clone();
    let read = move |conn: &mut Conn, visit: &Visit| {
        visit.staff(manages)?;
        let edition = &visit.edition()?.id;
        Ok((
            queries::count_states(conn, edition)?,
            queries::measure(conn, edition)?,
            queries::list_rated(conn, edition, &words, at)?,
        ))
    };
    let (page, (states, measured, found)) = site.read(&asker, "organizer", read).await?;
    render::page(&FiguresPage::new(page, states, measured, q, found))
}
