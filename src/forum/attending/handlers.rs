//! Answers those who attend or bookmark sessions.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use serde::Deserialize;

use super::model::AttendanceKind;
use super::moves;
use super::queries::{self, Shown};
use super::views::SavedPage;
use crate::calendar::{Describers, word_clash};
use crate::db::Conn;
use crate::error::{AppError, AppResult, FieldErrors};
use crate::forum::sessions::queries::{find_at, find_readable};
use crate::forum::sessions::views::Typed;
use crate::forum::sessions::{self, cards_of};
use crate::site::{Asker, Site, Visit, ZoneKind, gate};
use crate::web::forms::{Asked, Posted};
use crate::web::paging::PageNumber;
use crate::web::render;

/// Sessions on a page.
const PAGE_SIZE: usize = 20;

/// How a session is to be kept.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct KeepForm {
    /// See [`AttendanceKind`].
    pub kind: String,
}

/// `POST /forum/sessions/{slug}/attendance`.
pub async fn create(
    site: web::Data<Site>,
    describers: web::Data<Describers>,
    asker: Asker,
    slug: web::Path<String>,
    posted: Posted<KeepForm>,
) -> AppResult<HttpResponse> {
    let (slug, kind) = (slug.into_inner(), posted.form.kind.parse::<AttendanceKind>());
    let address = slug.clone();
    let keep = move |conn: &mut Conn, visit: &Visit| {
        let me = &visit.writer()?.person;
        let session = find_readable(conn, visit, &address)?;
        gate::require_preparable(conn, &session.edition_id, ZoneKind::Forum, visit.now)?;
        let kind = kind.map_err(|()| FieldErrors::one("kind", "error-choice"))?;
        moves::keep(conn, &session, me, kind, visit.now)
    };
    let refused = |errors, clash| (Typed { errors, clash, ..Typed::default() }, StatusCode::UNPROCESSABLE_ENTITY);
    let (typed, status) = match site.write(&asker, keep).await {
        Ok(None) => {
            let done = match kind {
                Ok(AttendanceKind::Attending) => "flash-session-attending",
                _ => "flash-session-bookmarked",
            };
            return Ok(site.done(format!("/forum/sessions/{slug}"), done));
        }
        Ok(Some(entry)) => {
            let clash = word_clash(&site, &asker, &describers, *entry).await?;
            refused(FieldErrors::one("kind", "error-calendar-taken"), Some(clash))
        }
        Err(AppError::Invalid(errors)) => refused(errors, None),
        // A race that the calendar itself decided.
        Err(AppError::Conflict(key @ "error-calendar-taken")) => {
            (Typed { errors: FieldErrors::one("kind", key), ..Typed::default() }, StatusCode::CONFLICT)
        }
        Err(error) => return Err(error),
    };
    sessions::draw(&site, &asker, slug, typed, status).await
}

/// `POST /forum/sessions/{slug}/attendance/removal`.
pub async fn destroy(site: web::Data<Site>, asker: Asker, slug: web::Path<String>) -> AppResult<HttpResponse> {
    let slug = slug.into_inner();
    let back = format!("/forum/sessions/{slug}");
    let remove = move |conn: &mut Conn, visit: &Visit| {
        let me = &visit.viewer()?.person;
        let session = find_at(conn, &visit.edition()?.id, &slug)?.filter(|one| one.state.is_public());
        moves::let_go(conn, &session.ok_or(AppError::NotFound)?, me)
    };
    site.write(&asker, remove).await?;
    Ok(site.done(back, "flash-session-let-go"))
}

/// The query of the list.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct ListForm {
    /// A kind, or both.
    pub kind: String,
    /// `past`, or what is to come.
    pub show: String,
    /// Page number.
    pub page: String,
}

/// `GET /me/saved`: the sessions that one attends or has bookmarked.
pub async fn index(site: web::Data<Site>, asker: Asker, Asked(form): Asked<ListForm>) -> AppResult<HttpResponse> {
    let kind = form.kind.parse::<AttendanceKind>().ok();
    let shown = if form.show == "past" { Shown::Past } else { Shown::Coming };
    let at = PageNumber::read(&form.page, PAGE_SIZE);
    let read = move |conn: &mut Conn, visit: &Visit| {
        let own = (&visit.edition()?.id, &visit.viewer()?.person);
        let mut found = queries::list_kept(conn, own, (kind, shown, visit.now), at)?;
        let (rows, kinds): (Vec<_>, Vec<_>) = std::mem::take(&mut found.items).into_iter().unzip();
        let cards = cards_of(conn, visit, &rows)?;
        let event_zone = visit.edition()?.time_zone;
        Ok((found.map(|_| ()), cards.into_iter().zip(kinds).collect::<Vec<_>>(), event_zone))
    };
    let (page, (found, rows, zone)) = site.read(&asker, "me", read).await?;
    render::page(&SavedPage::new(page, (kind, shown), found, rows, zone))
}
