//! The answer for a booth page.

use actix_web::{HttpResponse, web};

use super::model::{BoothState, BoothView};
use super::panels::{BoothPanels, Drawing, draw, run};
use super::queries::{self, BoothRow};
use super::views::BoothPage;
use crate::db::Conn;
use crate::error::{AppError, AppResult};
use crate::ids::BoothRevisionId;
use crate::site::{Asker, Site, Visit, ZoneKind};
use crate::web::render;

/// What the read of a booth page ends in.
enum Found {
    Here(Box<(BoothView, Option<Drawing>, Option<Drawing>)>),
    Moved(String),
}

/// `GET /exhibition/booths/{slug}`; an old address leads to the present one.
pub async fn show(
    site: web::Data<Site>,
    asker: Asker,
    panels: Option<web::Data<BoothPanels>>,
    slug: web::Path<String>,
) -> AppResult<HttpResponse> {
    let slug = slug.into_inner();
    let panels = panels.map(|panels| panels.get_ref().clone()).unwrap_or_default();
    let read = move |conn: &mut Conn, visit: &Visit| {
        let edition = &visit.edition()?.id;
        let row = match queries::find_booth(conn, edition, &slug, visit.locale) {
            Err(diesel::result::Error::NotFound) => {
                let moved = queries::find_moved_slug(conn, edition, &slug)?;
                return moved.map(Found::Moved).ok_or(AppError::NotFound);
            }
            other => other?,
        };
        let (revision, is_preview) = revision_to_show(conn, visit, &row)?;
        let mut booth = queries::load_view(conn, row, revision, visit.locale, visit.now)?;
        booth.is_preview = is_preview;
        let positions = run(panels.positions.as_ref(), conn, visit, &booth)?;
        let room = if is_preview { None } else { run(panels.room.as_ref(), conn, visit, &booth)? };
        Ok(Found::Here(Box::new((booth, positions, room))))
    };
    let (page, found) = site.read(&asker, "exhibition", read).await?;
    match found {
        Found::Moved(slug) => Ok(render::see_other(format!("/exhibition/booths/{slug}"))),
        Found::Here(here) => {
            let (booth, positions, room) = *here;
            let (positions, room) = (draw(positions, &page)?, draw(room, &page)?);
            render::page(&BoothPage { page, booth, positions, room })
        }
    }
}

/// The published revision for everyone; of what is not public the newest one, for members and
/// reviewers.
fn revision_to_show(conn: &mut Conn, visit: &Visit, row: &BoothRow) -> AppResult<(BoothRevisionId, bool)> {
    let is_public = row.state == BoothState::Published && row.is_verified;
    if let (true, Some(revision)) = (is_public, &row.published_revision_id) {
        return Ok((revision.clone(), false));
    }
    let Some(viewer) = &visit.viewer else { return Err(AppError::NotFound) };
    let may_see =
        viewer.may_review(ZoneKind::Exhibition) || queries::is_member(conn, &row.organization_id, &viewer.person)?;
    if !may_see {
        return Err(AppError::NotFound);
    }
    let newest = queries::find_newest_revision(conn, &row.id)?.ok_or(AppError::NotFound)?;
    Ok((newest, true))
}
