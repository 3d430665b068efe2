//! Answers to those of a desk.

use actix_web::{HttpResponse, web};

use super::duty::{self, Duty, MOST_AT_ONCE};
use super::forms::{DutyForm, HandoverForm, Wanted};
use super::{desk_queries, desk_views, queries, queue};
use crate::accounts::organizations::find_membership;
use crate::chat::rooms::desks::{Desk, DeskKind};
use crate::db::Conn;
use crate::error::{AppError, AppResult};
use crate::ids::{PersonId, RoomId};
use crate::outbox::mark_seen;
use crate::site::{Asker, Site, Visit};
use crate::web::forms::{Asked, Posted};
use crate::web::paging::PageNumber;

/// Rows on a page of those to be answered later.
const ROWS_ON_A_PAGE: usize = 30;

/// `GET /organizations/{slug}/desk`.
pub async fn show(
    site: web::Data<Site>,
    asker: Asker,
    slug: web::Path<String>,
    Asked(wanted): Asked<Wanted>,
) -> AppResult<HttpResponse> {
    let (slug, at) = (slug.into_inner(), PageNumber::read(&wanted.page, ROWS_ON_A_PAGE));
    let asked = wanted.clone();
    let read = move |conn: &mut Conn, visit: &Visit| desk_views::DeskView::load(conn, visit, &slug, &asked, at);
    let (mut page, desk) = site.read(&asker, "me", read).await?;
    if !desk.news.is_empty() {
        let news = desk.news.clone();
        let mark = move |conn: &mut Conn, visit: &Visit| {
            let me = &visit.viewer()?.person;
            news.iter().try_fold(0, |seen, link| Ok(seen + mark_seen(conn, me, link, visit.now)?))
        };
        site.note_seen(&asker, &mut page, mark).await?;
    }
    crate::web::render::page(&desk_views::DeskPage::new(page, wanted, desk))
}

/// `POST /organizations/{slug}/desk/duty`: one's own.
pub async fn set_duty(
    site: web::Data<Site>,
    asker: Asker,
    slug: web::Path<String>,
    posted: Posted<DutyForm>,
) -> AppResult<HttpResponse> {
    let (slug, form) = (slug.into_inner(), posted.form);
    let back = format!("/organizations/{slug}/desk");
    let write = move |conn: &mut Conn, visit: &Visit| {
        let me = visit.writer()?.person.clone();
        let membership = find_membership(conn, &me, &slug)?;
        let edition = &visit.edition()?.id;
        let booth = duty::find_booth(conn, edition, &membership.organization.id)?;
        let duty = Duty {
            at_booth: !form.booth.is_empty(),
            at_recruitment: !form.recruitment.is_empty() && membership.role.may_recruit(),
            most: form.most.trim().parse().unwrap_or(0).clamp(1, MOST_AT_ONCE),
        };
        let organization = membership.organization.id;
        duty::store_duty(conn, (&organization, booth.as_ref()), &me, duty, visit.now)?;
        for kind in DeskKind::OF_ORGANIZATIONS {
            let desk = Desk::of(edition, kind, &organization);
            queue::settle(conn, &desk, visit.now)?;
        }
        Ok(())
    };
    site.write(&asker, write).await?;
    Ok(site.done(back, "flash-duty-saved"))
}

/// `POST /requests/{room}/acceptance`.
pub async fn accept(site: web::Data<Site>, asker: Asker, room: web::Path<String>) -> AppResult<HttpResponse> {
    let room: RoomId = room.parse().map_err(|_| AppError::NotFound)?;
    let back = queries::address(&room);
    site.write(&asker, move |conn, visit| desk_queries::accept(conn, visit, &room)).await?;
    Ok(site.done(back, "flash-request-accepted"))
}

/// `POST /requests/{room}/ending`, from either side.
pub async fn finish(site: web::Data<Site>, asker: Asker, room: web::Path<String>) -> AppResult<HttpResponse> {
    let room: RoomId = room.parse().map_err(|_| AppError::NotFound)?;
    let back = queries::address(&room);
    site.write(&asker, move |conn, visit| queries::finish(conn, visit, &room)).await?;
    Ok(site.done(back, "flash-request-ended"))
}

/// `POST /requests/{room}/handover`.
pub async fn hand_over(
    site: web::Data<Site>,
    asker: Asker,
    room: web::Path<String>,
    posted: Posted<HandoverForm>,
) -> AppResult<HttpResponse> {
    let room: RoomId = room.parse().map_err(|_| AppError::NotFound)?;
    let to: PersonId = posted.form.person.parse().map_err(|_| AppError::NotFound)?;
    let back = queries::address(&room);
    site.write(&asker, move |conn, visit| desk_queries::hand_over(conn, visit, &room, &to)).await?;
    Ok(site.done(back, "flash-request-handed"))
}
