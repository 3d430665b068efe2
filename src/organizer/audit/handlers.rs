//! Answers `/organizer/audit`.

use actix_web::{HttpResponse, web};

use super::forms::Wanted;
use super::queries;
use super::views::{IndexPage, table_of};
use crate::db::Conn;
use crate::error::AppResult;
use crate::site::{Asker, Site, Viewer, Visit};
use crate::web::forms::Asked;
use crate::web::paging::{Cursor, Page};
use crate::web::render;
use crate::web::tables::{self, TableFormat};

/// Entries on a page.
const ROWS_ON_A_PAGE: usize = 50;
/// Entries in a table to take away, the newest.
const ROWS_IN_A_TABLE: i64 = 10_000;

/// `GET /organizer/audit`.
pub async fn index(site: web::Data<Site>, asker: Asker, Asked(wanted): Asked<Wanted>) -> AppResult<HttpResponse> {
    let (asked, cursor) = (wanted.clone(), Cursor::read(&wanted.page));
    let read = move |conn: &mut Conn, visit: &Visit| {
        visit.staff(Viewer::is_administrator)?;
        let narrow = asked.narrow(visit.locale, visit.time_zone());
        let rows = queries::list_entries(conn, &narrow, cursor.as_ref(), ROWS_ON_A_PAGE as i64 + 1)?;
        let place = |row: &queries::TrailEntry| (String::new(), row.id.to_string());
        Ok(Page::of_rows(rows, ROWS_ON_A_PAGE, cursor.as_ref(), place))
    };
    let (page, found) = site.read(&asker, "organizer", read).await?;
    render::page(&IndexPage::new(page, wanted, found))
}

/// `GET /organizer/audit/table.{format}`: what the list shows, to take away.
pub async fn table(
    site: web::Data<Site>,
    asker: Asker,
    format: web::Path<TableFormat>,
    Asked(wanted): Asked<Wanted>,
) -> AppResult<HttpResponse> {
    let read = move |conn: &mut Conn, visit: &Visit| {
        visit.staff(Viewer::is_administrator)?;
        let narrow = wanted.narrow(visit.locale, visit.time_zone());
        Ok(queries::list_entries(conn, &narrow, None, ROWS_IN_A_TABLE)?)
    };
    let (page, rows) = site.read(&asker, "organizer", read).await?;
    tables::respond(&table_of(&page, rows), format.into_inner(), "audit")
}
