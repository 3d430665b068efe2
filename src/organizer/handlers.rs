//! Answers the console's home.

use actix_web::{HttpResponse, web};

use super::queries::list_waiting;
use super::today_queries as today;
use super::views::{HomePage, Today};
use crate::bus::Bus;
use crate::db::Conn;
use crate::error::AppResult;
use crate::pairing::outcomes::count_agreements;
use crate::site::{Asker, Site, Viewer, Visit};
use crate::web::render;

/// The age in hours from which a report has waited too long.
const REPORT_HOURS: i64 = 24;

/// `GET /organizer`.
pub async fn index(site: web::Data<Site>, asker: Asker) -> AppResult<HttpResponse> {
    let files = site.files.clone();
    let has_files = web::block(move || files.probe()).await.is_ok_and(|probe| probe.is_ok());
    let (hub, index) = (site.hub.clone(), site.search.behind());
    let has_bus = site.bus.as_ref().is_none_or(Bus::is_up);
    let read = move |conn: &mut Conn, visit: &Visit| {
        let viewer = visit.staff(Viewer::is_staff)?.clone();
        let edition = visit.edition()?.clone();
        let old = visit.now - chrono::Duration::hours(REPORT_HOURS);
        let outbox = match viewer.is_administrator() {
            true => Some(today::find_outbox_state(conn, visit.now)?),
            false => None,
        };
        let inside = today::list_rooms_by_zone(conn, &edition.id, &hub.list_occupied())?;
        Ok(Today {
            waiting: list_waiting(conn, &edition.id, &viewer)?,
            old_reports: super::queries::count_reports(conn, &edition.id, &viewer, Some(old))?.0,
            agreements: count_agreements(conn, &edition.id)?,
            desks: today::list_desk_queues(conn, &edition.id, visit.now)?,
            on_duty: today::count_on_duty(conn, &edition.id, visit.now)?,
            inside: inside.into_iter().map(|(zone, rooms)| (zone, hub.count_in(&rooms))).collect(),
            connected: hub.count_here(),
            outbox,
            index,
            has_files,
            has_bus,
            viewer,
            edition,
        })
    };
    let (page, today) = site.read(&asker, "organizer", read).await?;
    render::page(&HomePage::new(page, today))
}
