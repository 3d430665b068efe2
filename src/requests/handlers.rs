//! Answers to those who ask.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use uuid::Uuid;

use super::forms::{RequestForm, Wanted};
use super::model::RequestState;
use super::{places, queries, views};
use crate::chat::messages::saying::Saying;
use crate::chat::rooms::desks::DeskKind;
use crate::chat::rooms::handlers::{RoomQuery, load_asked, note_read};
use crate::db::Conn;
use crate::error::{AppError, AppResult, FieldErrors};
use crate::ids::RoomId;
use crate::site::{Asker, Site, Visit, gate};
use crate::web::forms::{Asked, Posted};
use crate::web::paging::PageNumber;
use crate::web::render;

/// Requests on a page.
const ROWS_ON_A_PAGE: usize = 30;

/// `GET /me/requests`.
pub async fn index(site: web::Data<Site>, asker: Asker, Asked(wanted): Asked<Wanted>) -> AppResult<HttpResponse> {
    let at = PageNumber::read(&wanted.page, ROWS_ON_A_PAGE);
    let only_open = wanted.show == "open";
    let read = move |conn: &mut Conn, visit: &Visit| {
        let me = &visit.viewer()?.person;
        let span = (i64::try_from(at.offset()).unwrap_or(0), i64::try_from(at.size + 1).unwrap_or(0));
        let mut found = Vec::new();
        for (row, name, name_zh) in queries::list_of_person(conn, me, only_open, span)? {
            let place = places::find_place(conn, &row, visit.now)?;
            found.push((row, visit.locale.name(&name, &name_zh).to_owned(), place));
        }
        Ok(found)
    };
    let (page, found) = site.read(&asker, "me", read).await?;
    render::page(&views::OwnRequestsPage::new(page, only_open, found, at))
}

/// `GET /requests/new`.
pub async fn new(site: web::Data<Site>, asker: Asker, Asked(form): Asked<RequestForm>) -> AppResult<HttpResponse> {
    let form = RequestForm { key: Uuid::now_v7().to_string(), ..form };
    draw_form(&site, &asker, form, FieldErrors::new(), StatusCode::OK).await
}

async fn draw_form(
    site: &Site,
    asker: &Asker,
    form: RequestForm,
    errors: FieldErrors,
    status: StatusCode,
) -> AppResult<HttpResponse> {
    let kind: DeskKind = form.desk.parse().map_err(|_| AppError::NotFound)?;
    let slug = form.organization.clone();
    let read = move |conn: &mut Conn, visit: &Visit| {
        visit.viewer()?;
        let invitation = views::load_invitation(conn, visit, kind, &slug)?;
        if !invitation.leads() {
            gate::require_open(conn, &visit.edition()?.id, kind.zone(), visit.now)?;
        }
        Ok(invitation)
    };
    let (page, invitation) = site.read(asker, "me", read).await?;
    render::page_with(status, &views::NewRequestPage { page, form, invitation, errors })
}

/// `POST /requests`.
pub async fn create(site: web::Data<Site>, asker: Asker, posted: Posted<RequestForm>) -> AppResult<HttpResponse> {
    let form = posted.form.clone();
    let shared = Site::clone(&site);
    let write = move |conn: &mut Conn, visit: &Visit| {
        visit.viewer()?;
        let new = form.parse().map_err(AppError::Invalid)?;
        queries::ask(conn, visit, &new, &shared.limits)
    };
    match site.write(&asker, write).await {
        Ok((room, said)) => {
            if let Saying::Stored(fresh) = said {
                fresh.publish(&site.hub)?;
            }
            Ok(render::see_other(queries::address(&room)))
        }
        Err(AppError::Invalid(errors)) => {
            draw_form(&site, &asker, posted.form, errors, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(error) => Err(error),
    }
}

/// `GET /requests/{room}`: how it stands, and what is said.
pub async fn show(
    site: web::Data<Site>,
    asker: Asker,
    room: web::Path<String>,
    Asked(query): Asked<RoomQuery>,
) -> AppResult<HttpResponse> {
    let room: RoomId = room.parse().map_err(|_| AppError::NotFound)?;
    let read = move |conn: &mut Conn, visit: &Visit| {
        visit.viewer()?;
        let row = queries::find_latest(conn, &room)?;
        let panel = load_asked(conn, visit, &room, &query)?;
        Ok((views::Standing::load(conn, visit, row)?, panel))
    };
    let (mut page, (standing, mut panel)) = site.read(&asker, "me", read).await?;
    note_read(&site, &asker, &mut page, &panel).await?;
    panel.present = i64::try_from(site.hub.present(&panel.id)).unwrap_or(0);
    render::page(&views::RequestPage { page, standing, room: panel })
}

/// `POST /requests/{room}/cancellation`.
pub async fn cancel(site: web::Data<Site>, asker: Asker, room: web::Path<String>) -> AppResult<HttpResponse> {
    leave_queue(&site, &asker, &room, RequestState::Cancelled, "flash-request-cancelled").await
}

/// `POST /requests/{room}/deferral`.
pub async fn defer(site: web::Data<Site>, asker: Asker, room: web::Path<String>) -> AppResult<HttpResponse> {
    leave_queue(&site, &asker, &room, RequestState::Converted, "flash-request-deferred").await
}

async fn leave_queue(
    site: &Site,
    asker: &Asker,
    room: &str,
    to: RequestState,
    flash: &'static str,
) -> AppResult<HttpResponse> {
    let room: RoomId = room.parse().map_err(|_| AppError::NotFound)?;
    let back = queries::address(&room);
    site.write(asker, move |conn, visit| queries::leave_queue(conn, visit, &room, to)).await?;
    Ok(site.done(back, flash))
}
