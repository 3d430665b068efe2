//! Answers those who attend or bookmark sessions.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use serde::Deserialize;

use super::model::AttendanceKind;
use super::moves;
use crate::calendar::{Describers, word_clash};
use crate::db::Conn;
use crate::error::{AppError, AppResult, FieldErrors};
use crate::forum::sessions;
use crate::forum::sessions::queries::{find_at, find_readable};
use crate::forum::sessions::views::Typed;
use crate::site::{Asker, Site, Visit, ZoneKind, gate};
use crate::web::forms::Posted;

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
