//! Answers of moving an edition through its states, each after a page that names the edition and says what follows.

use actix_web::{HttpResponse, web};
use serde::Deserialize;

use super::handlers::{note, require_administrator};
use super::queries;
use super::views::{ConfirmPage, Step};
use crate::audit::Action;
use crate::db::Conn;
use crate::error::{AppError, AppResult};
use crate::lifecycle::{Lifecycle, Mover};
use crate::outbox::{Notice, notify};
use crate::site::edition::EditionState;
use crate::site::snapshot::find_edition;
use crate::site::{Asker, Site, Viewer, Visit};
use crate::web::forms::{Asked, Posted};
use crate::web::render;

/// What `to` says for the edition to become the current one.
const CURRENT: &str = "current";

/// `GET /organizer/editions/{slug}/transitions/new?to=…`: what would follow.
pub async fn new(
    site: web::Data<Site>,
    asker: Asker,
    slug: web::Path<String>,
    Asked(form): Asked<MoveForm>,
) -> AppResult<HttpResponse> {
    let slug = slug.into_inner();
    let read = move |conn: &mut Conn, visit: &Visit| {
        visit.staff(Viewer::is_administrator)?;
        let step = match form.to.as_str() {
            CURRENT => Step::Turn,
            state => Step::Move(state.parse().map_err(|()| AppError::Bad("error-form"))?),
        };
        let (row, texts) = queries::find_edition(conn, &slug)?;
        match step {
            Step::Move(to) => row.state.check(to)?,
            Step::Turn if row.is_current => return Err(AppError::Conflict("error-move-not-allowed")),
            Step::Turn => {}
        }
        Ok((row, texts, step))
    };
    let (page, (row, texts, step)) = site.read(&asker, "organizer", read).await?;
    render::page(&ConfirmPage::new(page, row, &texts, step))
}

/// A move.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct MoveForm {
    /// The state after.
    pub to: String,
}

/// `POST /organizer/editions/{slug}/transitions`.
pub async fn change_state(
    site: web::Data<Site>,
    asker: Asker,
    slug: web::Path<String>,
    posted: Posted<MoveForm>,
) -> AppResult<HttpResponse> {
    let slug = slug.into_inner();
    let to: EditionState = posted.form.to.parse().map_err(|()| AppError::Bad("error-form"))?;
    let store = move |conn: &mut Conn, visit: &Visit| {
        let person = require_administrator(visit)?;
        let (row, _) = queries::find_edition(conn, &slug)?;
        let mover = Mover { person: Some(&person), at: visit.now, reason: "" };
        queries::move_edition(conn, &row, to, mover)?;
        note(conn, visit, &person, &row.id, (Action::EditionMove, row.state.as_str(), to.as_str()))
    };
    site.write(&asker, store).await?;
    done(&site, "flash-edition-moved").await
}

/// `POST /organizer/editions/{slug}/turn`: from now on this one is served at `/`.
pub async fn make_current(site: web::Data<Site>, asker: Asker, slug: web::Path<String>) -> AppResult<HttpResponse> {
    let slug = slug.into_inner();
    let store = move |conn: &mut Conn, visit: &Visit| {
        let person = require_administrator(visit)?;
        let (row, _) = queries::find_edition(conn, &slug)?;
        queries::make_current(conn, &row, visit.now)?;
        tell_of_ended_roles(conn, visit, &row.slug)?;
        note(conn, visit, &person, &row.id, (Action::EditionMakeCurrent, "", &row.slug))
    };
    site.write(&asker, store).await?;
    done(&site, "flash-edition-current").await
}

/// Whose roles were of the edition before, and who has none in this one.
fn tell_of_ended_roles(conn: &mut Conn, visit: &Visit, slug: &str) -> AppResult<()> {
    let before = visit.edition()?;
    let next = find_edition(conn, Some(slug))?.ok_or(AppError::NotFound)?;
    for person in queries::list_ended_staff(conn, &before.id, &next.id)? {
        notify(conn, &person, "staff.taken", "/", visit.now, |locale| Notice {
            subject: locale.tf("notice-roles-ended", &[("edition", before.texts.title(locale))]),
            detail: locale.tf("notice-roles-ended-detail", &[("edition", next.texts.title(locale))]),
        })?;
    }
    Ok(())
}

/// 303 to the list, once the new state of the editions is read.
async fn done(site: &Site, flash: &'static str) -> AppResult<HttpResponse> {
    site.refresh().await?;
    Ok(site.done("/organizer/editions", flash))
}
