//! Answers `/organizer/zones`.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};

use super::forms::{ValidZone, ZoneForm};
use super::queries;
use super::views::{EditPage, IndexPage};
use crate::audit::{self, Act, Action};
use crate::db::Conn;
use crate::error::{AppError, AppResult, FieldErrors};
use crate::site::edition::{Zone, load_snapshot};
use crate::site::{Asker, Edition, Site, Viewer, Visit, ZoneKind};
use crate::web::forms::Posted;
use crate::web::render;

/// `GET /organizer/zones`.
pub async fn index(site: web::Data<Site>, asker: Asker) -> AppResult<HttpResponse> {
    let read = |_: &mut Conn, visit: &Visit| {
        let viewer = visit.staff(Viewer::may_manage_somewhere)?.clone();
        Ok((viewer, visit.edition()?.clone()))
    };
    let (page, (viewer, edition)) = site.read(&asker, "organizer", read).await?;
    render::page(&IndexPage::new(page, &viewer, &edition))
}

/// `GET /organizer/zones/{kind}`.
pub async fn edit(site: web::Data<Site>, asker: Asker, kind: web::Path<String>) -> AppResult<HttpResponse> {
    draw(&site, &asker, read_kind(&kind)?, None, FieldErrors::new(), StatusCode::OK).await
}

fn read_kind(kind: &str) -> AppResult<ZoneKind> {
    kind.parse().map_err(|()| AppError::NotFound)
}

/// The current edition and its zone as they stand in the database, for who manages the zone: what
/// is in memory may be a moment old.
fn find_zone(conn: &mut Conn, visit: &Visit, kind: ZoneKind) -> AppResult<(Edition, Zone)> {
    visit.staff(|viewer| viewer.may_manage(kind))?;
    let edition = load_snapshot(conn)?.edition.ok_or(AppError::NotFound)?;
    let zone = edition.zone(kind).cloned().ok_or(AppError::NotFound)?;
    Ok((edition, zone))
}

async fn draw(
    site: &Site,
    asker: &Asker,
    kind: ZoneKind,
    typed: Option<ZoneForm>,
    errors: FieldErrors,
    status: StatusCode,
) -> AppResult<HttpResponse> {
    let read = move |conn: &mut Conn, visit: &Visit| find_zone(conn, visit, kind);
    let (page, (edition, zone)) = site.read(asker, "organizer", read).await?;
    let present = ZoneForm::of(&zone, edition.time_zone);
    let is_conflict = status == StatusCode::CONFLICT;
    let form = match typed {
        // Whoever has read what stands there now may save over it.
        Some(typed) if is_conflict => ZoneForm { version: present.version.clone(), ..typed },
        Some(typed) => typed,
        None => present.clone(),
    };
    let present = is_conflict.then_some(present);
    render::page_with(status, &EditPage::new(page, &edition, &zone, form, present, errors))
}

/// `POST /organizer/zones/{kind}`.
pub async fn update(
    site: web::Data<Site>,
    asker: Asker,
    kind: web::Path<String>,
    posted: Posted<ZoneForm>,
) -> AppResult<HttpResponse> {
    let (kind, form) = (read_kind(&kind)?, posted.form);
    let time_zone = site.snapshot.load().edition.as_ref().ok_or(AppError::NotFound)?.time_zone;
    let valid = match form.parse(time_zone) {
        Ok(valid) => valid,
        Err(errors) => {
            return draw(&site, &asker, kind, Some(form), errors, StatusCode::UNPROCESSABLE_ENTITY).await;
        }
    };
    match site.write(&asker, move |conn, visit| store(conn, visit, kind, &valid)).await {
        Err(AppError::Conflict(_)) => {
            draw(&site, &asker, kind, Some(form), FieldErrors::new(), StatusCode::CONFLICT).await
        }
        Err(error) => Err(error),
        Ok(()) => {
            site.refresh().await?;
            Ok(site.done("/organizer/zones", "flash-zone-saved"))
        }
    }
}

fn store(conn: &mut Conn, visit: &Visit, kind: ZoneKind, valid: &ValidZone) -> AppResult<()> {
    let (edition, zone) = find_zone(conn, visit, kind)?;
    queries::update_zone(conn, &zone.id, valid, visit.now)?;
    let person = &visit.writer()?.person;
    let act = Act {
        edition: Some(&edition.id),
        person: Some(person),
        action: Action::ZoneUpdate,
        thing: zone.id.as_str(),
        before: &format!("{kind}: {}, {} – {}", zone.gate, zone.opens_at, zone.closes_at),
        after: &format!("{kind}: {}, {} – {}", valid.gate, valid.opens_at, valid.closes_at),
        at: visit.now,
    };
    Ok(audit::insert_entry(conn, act)?)
}
