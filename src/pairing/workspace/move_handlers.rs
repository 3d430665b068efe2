//! Moves an organization's own projects: submits, takes back, renews, matches, closes and withdraws them.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};

use super::forms::{ChangeForm, Extent, ProjectForm};
use super::handlers::draw_edit;
use super::{moves, queries};
use crate::accounts::organizations::OwnOrganization;
use crate::audit::Action;
use crate::clock::Instant;
use crate::db::Conn;
use crate::error::{AppError, AppResult};
use crate::lifecycle::{Mover, require_version};
use crate::pairing::projects::ProjectState;
use crate::pairing::projects::queries::list_texts;
use crate::site::{Asker, Site, Visit, ZoneKind, gate};
use crate::web::forms::Posted;
use crate::web::reason::ReasonForm;

type Path = web::Path<(String, String)>;

/// Submits the newest revision; where no review is asked for it is public at once. What is missing is said
/// beside its field.
pub async fn submit(
    site: web::Data<Site>,
    asker: Asker,
    path: Path,
    _posted: Posted<ChangeForm>,
) -> AppResult<HttpResponse> {
    let (slug, id) = path.into_inner();
    let (address, project) = (slug.clone(), id.clone());
    let done = site
        .write(&asker, move |conn, visit| {
            let person = visit.writer()?.person.clone();
            let (_, owner) = queries::require_author(conn, visit, &address)?;
            let own = queries::find_own_project(conn, &owner.id, &project)?;
            gate::require_preparable(conn, &own.0.edition_id, ZoneKind::Pairing, visit.now)?;
            if own.1.state.is_editable() {
                require_whole(conn, visit, &own)?;
            }
            moves::submit_revision(conn, &own, needs_review(visit, &owner, &own)?, &person, visit.now)
        })
        .await;
    match done {
        Ok(is_public) => {
            let key = if is_public { "flash-project-published" } else { "flash-project-submitted" };
            Ok(site.done(format!("/organizations/{slug}/projects"), key))
        }
        Err(AppError::Invalid(errors)) => {
            draw_edit(&site, &asker, (slug, id), errors, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(error) => Err(error),
    }
}

/// Refuses a revision with gaps.
fn require_whole(conn: &mut Conn, visit: &Visit, own: &queries::OwnProject) -> AppResult<()> {
    let texts = list_texts(conn, std::slice::from_ref(&own.1.id))?;
    let mut form = ProjectForm::of(own, &texts, chrono_tz::UTC);
    if own.0.state != ProjectState::Draft {
        // Only renewing changes the last day of what is or was public.
        form.expires_at = crate::web::dates::input(visit.now + chrono::Duration::days(1), chrono_tz::UTC);
    }
    form.parse(chrono_tz::UTC, visit.now, Extent::Whole)?;
    Ok(())
}

/// Whether a reviewer looks at it first: where the zone asks for it, and always at what is of an organization
/// that nobody has looked at, or was hidden.
fn needs_review(visit: &Visit, owner: &OwnOrganization, own: &queries::OwnProject) -> AppResult<bool> {
    let zone = visit.edition()?.zone(ZoneKind::Pairing).ok_or(AppError::NotFound)?;
    Ok(zone.review_required || !owner.is_verified() || own.0.state == ProjectState::Suspended)
}

/// Takes back what waits for a reviewer.
pub async fn take_back(site: web::Data<Site>, asker: Asker, path: Path) -> AppResult<HttpResponse> {
    let (slug, id) = path.into_inner();
    let back = format!("/organizations/{slug}/projects/{id}/edit");
    site.write(&asker, move |conn, visit| {
        let person = visit.writer()?.person.clone();
        let (_, owner) = queries::require_author(conn, visit, &slug)?;
        let own = queries::find_own_project(conn, &owner.id, &id)?;
        gate::require_preparable(conn, &own.0.edition_id, ZoneKind::Pairing, visit.now)?;
        moves::take_back(conn, &own, &person, visit.now)
    })
    .await?;
    Ok(site.done(back, "flash-project-taken-back"))
}

/// Opens an expired project again until a new day.
pub async fn renew(
    site: web::Data<Site>,
    asker: Asker,
    path: Path,
    posted: Posted<ChangeForm>,
) -> AppResult<HttpResponse> {
    let form = posted.form;
    let end =
        move |visit: &Visit| form.parse_renewal(visit.time_zone(), visit.now).map(Some).map_err(AppError::Invalid);
    let to = Move { to: ProjectState::Published, reason: String::new(), version: None, flash: "flash-project-renewed" };
    carry_out(&site, &asker, path.into_inner(), to, end).await
}

/// Notes that the counterpart is found.
pub async fn mark_matched(
    site: web::Data<Site>,
    asker: Asker,
    path: Path,
    posted: Posted<ChangeForm>,
) -> AppResult<HttpResponse> {
    let version = Some(posted.form.version);
    let to = Move { to: ProjectState::Matched, reason: String::new(), version, flash: "flash-project-matched" };
    carry_out(&site, &asker, path.into_inner(), to, |_| Ok(None)).await
}

/// Notes that what was agreed is done.
pub async fn close(
    site: web::Data<Site>,
    asker: Asker,
    path: Path,
    posted: Posted<ChangeForm>,
) -> AppResult<HttpResponse> {
    let version = Some(posted.form.version);
    let to = Move { to: ProjectState::Closed, reason: String::new(), version, flash: "flash-project-closed" };
    carry_out(&site, &asker, path.into_inner(), to, |_| Ok(None)).await
}

/// Takes a project back for good, with a reason.
pub async fn destroy(
    site: web::Data<Site>,
    asker: Asker,
    path: Path,
    posted: Posted<ReasonForm>,
) -> AppResult<HttpResponse> {
    let path = path.into_inner();
    let reason = match posted.form.parse() {
        Ok(reason) => reason,
        Err(errors) => return draw_edit(&site, &asker, path, errors, StatusCode::UNPROCESSABLE_ENTITY).await,
    };
    let to = Move { to: ProjectState::Withdrawn, reason, version: None, flash: "flash-project-withdrawn" };
    carry_out(&site, &asker, path, to, |_| Ok(None)).await
}

/// A move that an organization makes.
struct Move {
    to: ProjectState,
    reason: String,
    /// The version that was seen, where the page must still be the present one.
    version: Option<String>,
    flash: &'static str,
}

async fn carry_out(
    site: &Site,
    asker: &Asker,
    (slug, id): (String, String),
    step: Move,
    end: impl Fn(&Visit) -> AppResult<Option<Instant>> + Send + 'static,
) -> AppResult<HttpResponse> {
    let flash = step.flash;
    let (address, project) = (slug.clone(), id.clone());
    let done = site
        .write(asker, move |conn, visit| {
            let person = visit.writer()?.person.clone();
            let (_, owner) = queries::require_author(conn, visit, &address)?;
            let (project, _) = queries::find_own_project(conn, &owner.id, &project)?;
            gate::require_preparable(conn, &project.edition_id, ZoneKind::Pairing, visit.now)?;
            if let Some(seen) = &step.version {
                require_version(project.version, seen)?;
            }
            let (from, ends) = (project.state_at(visit.now), end(visit)?);
            let mover = Mover { person: Some(&person), at: visit.now, reason: &step.reason };
            // A hidden project is shown again by the organizer alone.
            if from == ProjectState::Suspended && step.to == ProjectState::Published {
                return Err(AppError::Conflict("error-move-not-allowed"));
            }
            moves::move_project(conn, &project, step.to, ends, mover)?;
            visit.note(conn, Action::ProjectMove, &project.id, (from.as_str(), step.to.as_str()))?;
            let link = format!("/organizations/{}/projects/{}/edit", owner.slug, project.id);
            let told = ("project.moved", told_key(step.to));
            moves::tell_team(conn, &project, told, (&link, &step.reason), (Some(&person), visit.now))
        })
        .await;
    match done {
        Ok(()) => Ok(site.done(format!("/organizations/{slug}/projects/{id}/edit"), flash)),
        Err(AppError::Invalid(errors)) => {
            draw_edit(site, asker, (slug, id), errors, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(error) => Err(error),
    }
}

/// What the others of the team are told.
fn told_key(to: ProjectState) -> &'static str {
    match to {
        ProjectState::Matched => "notice-project-matched",
        ProjectState::Closed => "notice-project-closed",
        ProjectState::Withdrawn => "notice-project-withdrawn",
        ProjectState::Draft | ProjectState::Published | ProjectState::Expired | ProjectState::Suspended => {
            "notice-project-renewed"
        }
    }
}
