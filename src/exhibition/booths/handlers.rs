//! The answer for a booth page.

use std::sync::Arc;

use actix_web::{HttpResponse, web};
use serde::Deserialize;

use super::file_queries;
use super::model::{BoothState, BoothView};
use super::panels::{BoothPanels, Drawing, draw, run};
use super::queries::{self, BoothRow};
use super::share;
use super::views::BoothPage;
use crate::db::Conn;
use crate::error::{AppError, AppResult};
use crate::exhibition::leads::load_booth_panel as load_card_panel;
use crate::exhibition::visits::{Tally, What};
use crate::ids::{BoothRevisionId, FileId};
use crate::saves::{SaveKind, find_saved};
use crate::site::{Asker, Site, Visit, ZoneKind};
use crate::web::forms::Asked;
use crate::web::render;

/// What the read of a booth page ends in.
enum Found {
    Here(Arc<BoothView>, [Option<Drawing>; 5], Option<bool>),
    Moved(String),
}

/// Marks the answer that shows what is not public, which counts for nothing.
struct Previewed;

/// The query of a booth page.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Wanted {
    /// Anything: members and reviewers see what is not public yet.
    pub preview: String,
}

/// `GET /exhibition/booths/{slug}`; an old address leads to the present one.
pub async fn show(
    site: web::Data<Site>,
    asker: Asker,
    panels: Option<web::Data<BoothPanels>>,
    slug: web::Path<String>,
    tally: Option<web::Data<Tally>>,
    Asked(wanted): Asked<Wanted>,
) -> AppResult<HttpResponse> {
    let (slug, wants_preview) = (slug.into_inner(), !wanted.preview.is_empty());
    let panels = panels.map(|panels| panels.get_ref().clone()).unwrap_or_default();
    let response = site.shown(&asker, draw_booth(&site, &asker, panels, slug.clone(), wants_preview)).await?;
    // Here and not where the page is drawn: one that was kept is looked at too.
    let is_preview = wants_preview || response.extensions().contains::<Previewed>();
    if let Some(tally) = tally.filter(|_| response.status().is_success() && !is_preview) {
        tally.note(&site, &asker, What::Booth(slug));
    }
    Ok(response)
}

async fn draw_booth(
    site: &Site,
    asker: &Asker,
    panels: BoothPanels,
    slug: String,
    wants_preview: bool,
) -> AppResult<HttpResponse> {
    let read = move |conn: &mut Conn, visit: &Visit| {
        let edition = &visit.edition()?.id;
        let row = match queries::find_booth(conn, edition, &slug, visit.locale) {
            Err(diesel::result::Error::NotFound) => {
                let moved = queries::find_moved_slug(conn, edition, &slug)?;
                return moved.map(Found::Moved).ok_or(AppError::NotFound);
            }
            other => other?,
        };
        let (revision, is_preview) = revision_to_show(conn, visit, &row, wants_preview)?;
        let booth = load_view(conn, visit, row, revision, is_preview)?;
        let positions = run(panels.positions.as_ref(), conn, visit, &booth)?;
        let projects = run(panels.projects.as_ref(), conn, visit, &booth)?;
        let (room, talk, card) = match is_preview {
            true => (None, None, None),
            false => (
                run(panels.room.as_ref(), conn, visit, &booth)?,
                run(panels.talk.as_ref(), conn, visit, &booth)?,
                load_card_panel(conn, visit, &booth)?,
            ),
        };
        let saved = find_saved(conn, visit, SaveKind::Booth)?.of(&booth.id).filter(|_| !is_preview);
        Ok(Found::Here(booth, [positions, projects, room, talk, card], saved))
    };
    let (mut page, found) = site.read(asker, "exhibition", read).await?;
    match found {
        Found::Moved(slug) => Ok(render::moved(format!("/exhibition/booths/{slug}"))),
        Found::Here(booth, [positions, projects, room, talk, card], saved) => {
            share::tell(&mut page, &booth);
            let (positions, projects) = (draw(positions, &page)?, draw(projects, &page)?);
            let (room, talk, card) = (draw(room, &page)?, draw(talk, &page)?, draw(card, &page)?);
            let is_preview = booth.is_preview;
            let mut response = render::page(&BoothPage { page, booth, saved, positions, projects, room, talk, card })?;
            if is_preview {
                response.extensions_mut().insert(Previewed);
            }
            Ok(response)
        }
    }
}

/// The booth with the texts of a revision; what is public is the same for everybody.
fn load_view(
    conn: &mut Conn,
    visit: &Visit,
    row: BoothRow,
    revision: BoothRevisionId,
    is_preview: bool,
) -> AppResult<Arc<BoothView>> {
    if is_preview {
        let view = queries::load_view(conn, row, revision, visit.locale, visit.now)?;
        return Ok(Arc::new(BoothView { is_preview, ..view }));
    }
    let of = revision.to_string();
    visit.shared(conn, "booth", &of, |conn| queries::load_view(conn, row, revision, visit.locale, visit.now))
}

/// The published revision for everyone; of what is not public the newest one, for members, and the
/// newest that was submitted, for reviewers.
fn revision_to_show(
    conn: &mut Conn,
    visit: &Visit,
    row: &BoothRow,
    wants_preview: bool,
) -> AppResult<(BoothRevisionId, bool)> {
    let is_public = row.state == BoothState::Published && row.is_verified;
    let public = row.published_revision_id.clone().filter(|_| is_public).map(|revision| (revision, false));
    let Some(viewer) = visit.viewer.as_ref().filter(|_| wants_preview || public.is_none()) else {
        return public.ok_or(AppError::NotFound);
    };
    let is_member = queries::is_member(conn, &row.organization_id, &viewer.person)?;
    if !is_member && !viewer.may_review(ZoneKind::Exhibition) {
        return public.ok_or(AppError::NotFound);
    }
    let newest = queries::find_newest_revision(conn, &row.id, is_member)?;
    let is_newest_public = newest.is_some() && public.as_ref().map(|public| &public.0) == newest.as_ref();
    if is_newest_public {
        return public.ok_or(AppError::NotFound);
    }
    newest.map(|newest| (newest, true)).or(public).ok_or(AppError::NotFound)
}

/// Whether a visitor may read a picture or a document of a booth: everybody once it is public; before, members of
/// its organization and reviewers.
///
/// # Errors
/// What the database said.
pub fn may_read_file(conn: &mut Conn, visit: &Visit, file: &FileId) -> AppResult<bool> {
    // What is of no organization belongs to the event itself.
    let Some(organization) = file_queries::find_owner_of_file(conn, file)? else { return Ok(true) };
    if file_queries::is_file_public(conn, &organization, file)? {
        return Ok(true);
    }
    let Some(viewer) = &visit.viewer else { return Ok(false) };
    Ok(viewer.may_review(ZoneKind::Exhibition) || queries::is_member(conn, &organization, &viewer.person)?)
}

/// Whether everybody may read a picture or a document of a booth.
///
/// # Errors
/// What the database said.
pub fn is_file_public(conn: &mut Conn, _: &Visit, file: &FileId) -> AppResult<bool> {
    match file_queries::find_owner_of_file(conn, file)? {
        Some(organization) => Ok(file_queries::is_file_public(conn, &organization, file)?),
        None => Ok(true),
    }
}
