//! Answers `/organizer/zones`.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};

use super::forms::{ValidZone, ZoneForm};
use super::queries;
use super::views::{EditPage, IndexPage};
use crate::audit::{self, Act, Action};
use crate::db::Conn;
use crate::error::{AppError, AppResult, FieldErrors};
use crate::site::edition::Zone;
use crate::site::snapshot::find_edition;
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

/// Which zone, and in which edition: none named is the current one.
#[derive(Debug, Clone)]
struct Spot {
    edition: Option<String>,
    kind: ZoneKind,
}

impl Spot {
    fn read(edition: Option<String>, kind: &str) -> AppResult<Self> {
        Ok(Self { edition, kind: kind.parse().map_err(|()| AppError::NotFound)? })
    }

    /// The page that leads to this zone.
    fn back(&self) -> String {
        self.edition.as_ref().map_or_else(|| "/organizer/zones".into(), |slug| format!("/organizer/editions/{slug}"))
    }

    fn address(&self) -> String {
        let edition = self.edition.as_ref().map(|slug| format!("/editions/{slug}")).unwrap_or_default();
        format!("/organizer{edition}/zones/{}", self.kind)
    }
}

/// `GET /organizer/zones/{kind}`.
pub async fn edit(site: web::Data<Site>, asker: Asker, kind: web::Path<String>) -> AppResult<HttpResponse> {
    draw(&site, &asker, Spot::read(None, &kind)?, None, FieldErrors::new(), StatusCode::OK).await
}

/// `GET /organizer/editions/{slug}/zones/{kind}`: an edition that is not the current one, too.
pub async fn edit_of_edition(
    site: web::Data<Site>,
    asker: Asker,
    path: web::Path<(String, String)>,
) -> AppResult<HttpResponse> {
    let (slug, kind) = path.into_inner();
    draw(&site, &asker, Spot::read(Some(slug), &kind)?, None, FieldErrors::new(), StatusCode::OK).await
}

/// An edition and its zone as they stand in the database, for who manages the zone; other editions
/// than the current one are the administrators'. What is in memory may be a moment old.
fn find_zone(conn: &mut Conn, visit: &Visit, spot: &Spot) -> AppResult<(Edition, Zone)> {
    visit.staff(
        |viewer| if spot.edition.is_some() { viewer.is_administrator() } else { viewer.may_manage(spot.kind) },
    )?;
    let edition = find_edition(conn, spot.edition.as_deref())?.ok_or(AppError::NotFound)?;
    let zone = edition.zone(spot.kind).cloned().ok_or(AppError::NotFound)?;
    Ok((edition, zone))
}

async fn draw(
    site: &Site,
    asker: &Asker,
    spot: Spot,
    typed: Option<ZoneForm>,
    errors: FieldErrors,
    status: StatusCode,
) -> AppResult<HttpResponse> {
    let (address, back) = (spot.address(), spot.back());
    let read = move |conn: &mut Conn, visit: &Visit| find_zone(conn, visit, &spot);
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
    render::page_with(status, &EditPage::new(page, (address, back), (&edition, &zone), form, present, errors))
}

/// `POST /organizer/zones/{kind}`.
pub async fn update(
    site: web::Data<Site>,
    asker: Asker,
    kind: web::Path<String>,
    posted: Posted<ZoneForm>,
) -> AppResult<HttpResponse> {
    save(&site, &asker, Spot::read(None, &kind)?, posted.form).await
}

/// `POST /organizer/editions/{slug}/zones/{kind}`.
pub async fn update_of_edition(
    site: web::Data<Site>,
    asker: Asker,
    path: web::Path<(String, String)>,
    posted: Posted<ZoneForm>,
) -> AppResult<HttpResponse> {
    let (slug, kind) = path.into_inner();
    save(&site, &asker, Spot::read(Some(slug), &kind)?, posted.form).await
}

async fn save(site: &Site, asker: &Asker, spot: Spot, form: ZoneForm) -> AppResult<HttpResponse> {
    let asked = spot.clone();
    // What was typed is read by the clock of the edition.
    let read = move |conn: &mut Conn, visit: &Visit| Ok(find_zone(conn, visit, &asked)?.0.time_zone);
    let (_, time_zone) = site.read(asker, "organizer", read).await?;
    let valid = match form.parse(time_zone) {
        Ok(valid) => valid,
        Err(errors) => return draw(site, asker, spot, Some(form), errors, StatusCode::UNPROCESSABLE_ENTITY).await,
    };
    let changed = spot.clone();
    match site.write(asker, move |conn, visit| store(conn, visit, &changed, &valid)).await {
        Err(AppError::Conflict(_)) => {
            draw(site, asker, spot, Some(form), FieldErrors::new(), StatusCode::CONFLICT).await
        }
        Err(error) => Err(error),
        Ok(()) => {
            site.refresh().await?;
            Ok(site.done(spot.back(), "flash-zone-saved"))
        }
    }
}

fn store(conn: &mut Conn, visit: &Visit, spot: &Spot, valid: &ValidZone) -> AppResult<()> {
    let (edition, zone) = find_zone(conn, visit, spot)?;
    let kind = spot.kind;
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
