//! Answers reviewers of the pairing zone.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};

use super::queries::{self, ReviewRow};
use super::views::{DecisionPage, QUEUE, Review};
use crate::accounts::organizations::verify_organization;
use crate::audit::Action;
use crate::db::Conn;
use crate::error::{AppError, AppResult, FieldErrors};
use crate::ids::{PersonId, ProjectId};
use crate::lifecycle::{Mover, RevisionState};
use crate::outbox::{self, Notice};
use crate::pairing::projects::files::list_attachments;
use crate::pairing::projects::listing::list_teasers;
use crate::pairing::projects::model::{ProjectRevisionState, text_in};
use crate::pairing::projects::queries::{find_facts, list_texts};
use crate::pairing::projects::{ProjectState, list_team};
use crate::pairing::workspace::{approve_revision, move_project};
use crate::reviews::{Decision, DecisionForm, find_decided};
use crate::site::{Asker, Site, Visit, ZoneKind};
use crate::web::forms::Posted;
use crate::web::reason::ReasonForm;
use crate::web::render;

/// The reviewer of the zone who asks.
///
/// # Errors
/// Not signed in, or 404.
pub(super) fn require_reviewer(visit: &Visit) -> AppResult<PersonId> {
    visit.staff(|viewer| viewer.may_review(ZoneKind::Pairing)).map(|viewer| viewer.person.clone())
}

/// One project with the form of the decision.
pub async fn show(site: web::Data<Site>, asker: Asker, id: web::Path<String>) -> AppResult<HttpResponse> {
    let id = id.parse().map_err(|_| AppError::NotFound)?;
    draw(&site, &asker, id, String::new(), FieldErrors::new(), StatusCode::OK).await
}

async fn draw(
    site: &Site,
    asker: &Asker,
    id: ProjectId,
    comment: String,
    errors: FieldErrors,
    status: StatusCode,
) -> AppResult<HttpResponse> {
    let work = move |conn: &mut Conn, visit: &Visit| {
        require_reviewer(visit)?;
        let row = queries::find_review(conn, &visit.edition()?.id, &id)?;
        let texts = list_texts(conn, std::slice::from_ref(&row.0.1.id))?;
        let published = row.0.0.published_revision_id.clone().filter(|published| *published != row.0.1.id);
        let before = match published {
            Some(id) => Some((find_facts(conn, &id)?, list_texts(conn, std::slice::from_ref(&id))?)),
            None => None,
        };
        let decided = match status {
            StatusCode::CONFLICT => find_decided::<ProjectRevisionState>(conn, row.0.1.id.as_str())?,
            _ => None,
        };
        Ok(Review {
            decided,
            organization: queries::find_organization(conn, &row.0.2.id)?,
            files: list_attachments(conn, &row.0.1.id)?,
            after: (row.0.1.clone(), texts),
            before,
            row,
        })
    };
    let (page, review) = site.read(asker, "organizer", work).await?;
    render::page_with(status, &DecisionPage::new(page, review, comment, errors))
}

/// Decides. A comment is required where something is asked for or refused.
pub async fn decide(
    site: web::Data<Site>,
    asker: Asker,
    id: web::Path<String>,
    posted: Posted<DecisionForm>,
) -> AppResult<HttpResponse> {
    let (id, form): (ProjectId, _) = (id.parse().map_err(|_| AppError::NotFound)?, posted.form);
    let decision = match form.parse() {
        Ok(decision) => decision,
        Err(errors) => {
            return draw(&site, &asker, id, form.comment, errors, StatusCode::UNPROCESSABLE_ENTITY).await;
        }
    };
    let project = id.clone();
    let done = site
        .write(&asker, move |conn, visit| {
            let person = require_reviewer(visit)?;
            let row = queries::find_review(conn, &visit.edition()?.id, &project)?;
            carry_out(conn, visit, &row, &decision, &person)
        })
        .await;
    match done {
        Ok(()) => Ok(site.done(QUEUE.path, "flash-project-decided")),
        // Somebody was faster: the page is shown anew with the words that were typed.
        Err(AppError::Conflict(key)) => {
            draw(&site, &asker, id, form.comment, FieldErrors::one("form", key), StatusCode::CONFLICT).await
        }
        Err(error) => Err(error),
    }
}

/// Does what was decided, and tells.
///
/// # Errors
/// A conflict when the revision is another by now.
pub(super) fn carry_out(
    conn: &mut Conn,
    visit: &Visit,
    row: &ReviewRow,
    decision: &Decision,
    person: &PersonId,
) -> AppResult<()> {
    let (project, facts, owner) = &row.0;
    if row.1.1 != decision.version || project.state == ProjectState::Withdrawn {
        return Err(AppError::Conflict("error-changed-meanwhile"));
    }
    let key = match decision.to {
        RevisionState::Approved => {
            approve_revision(conn, project, &facts.id, person, visit.now)?;
            verify_organization(conn, &project.edition_id, &owner.id, person, visit.now)?;
            "notice-project-approved"
        }
        RevisionState::Rejected => {
            queries::decide_against(conn, row, decision, person, visit.now)?;
            "notice-project-rejected"
        }
        RevisionState::ChangesRequested | RevisionState::Draft | RevisionState::Submitted => {
            queries::decide_against(conn, row, decision, person, visit.now)?;
            "notice-project-changes"
        }
    };
    visit.note(conn, Action::ProjectDecide, &project.id, (row.1.0.as_str(), decision.to.as_str()))?;
    tell(conn, visit, row, ("project.decided", key), &decision.comment)
}

/// Tells the team and whoever submitted it; with the words of the revision that was decided about.
fn tell(
    conn: &mut Conn,
    visit: &Visit,
    ((project, facts, owner), (_, _, submitter)): &ReviewRow,
    (kind, key): (&'static str, &'static str),
    comment: &str,
) -> AppResult<()> {
    let mut told = list_team(conn, project)?;
    told.extend(submitter.clone().filter(|submitter| !told.contains(submitter)));
    let texts = list_teasers(conn, std::slice::from_ref(&facts.id))?;
    let link = format!("/organizations/{}/projects/{}/edit", owner.slug, project.id);
    for person in &told {
        outbox::notify(conn, person, kind, &link, visit.now, |locale| {
            let title = text_in(&texts, locale).map_or("", |text| text.title.as_str());
            Notice { subject: locale.tf(key, &[("project", title)]), detail: comment.to_owned() }
        })?;
    }
    Ok(())
}

/// Hides a public project, with a reason.
pub async fn suspend(
    site: web::Data<Site>,
    asker: Asker,
    id: web::Path<String>,
    posted: Posted<ReasonForm>,
) -> AppResult<HttpResponse> {
    let told = ("project.suspended", "notice-project-suspended");
    change_state(&site, &asker, &id, posted.form, ProjectState::Suspended, told).await
}

/// Shows a hidden project again, with a reason.
pub async fn restore(
    site: web::Data<Site>,
    asker: Asker,
    id: web::Path<String>,
    posted: Posted<ReasonForm>,
) -> AppResult<HttpResponse> {
    let told = ("project.restored", "notice-project-restored");
    change_state(&site, &asker, &id, posted.form, ProjectState::Published, told).await
}

async fn change_state(
    site: &Site,
    asker: &Asker,
    id: &str,
    form: ReasonForm,
    to: ProjectState,
    told: (&'static str, &'static str),
) -> AppResult<HttpResponse> {
    let id: ProjectId = id.parse().map_err(|_| AppError::NotFound)?;
    let reason = match form.parse() {
        Ok(reason) => reason,
        Err(errors) => return draw(site, asker, id, form.reason, errors, StatusCode::UNPROCESSABLE_ENTITY).await,
    };
    let back = format!("{}/{id}", QUEUE.path);
    site.write(asker, move |conn, visit| {
        let person = require_reviewer(visit)?;
        let row = queries::find_review(conn, &visit.edition()?.id, &id)?;
        let project = &row.0.0;
        // A draft is published by approving it, an expired project is renewed by its organization.
        if to == ProjectState::Published && project.state != ProjectState::Suspended {
            return Err(AppError::Conflict("error-move-not-allowed"));
        }
        let mover = Mover { person: Some(&person), at: visit.now, reason: &reason };
        move_project(conn, project, to, None, mover)?;
        visit.note(conn, Action::ProjectMove, &project.id, (project.state.as_str(), to.as_str()))?;
        tell(conn, visit, &row, told, &reason)
    })
    .await?;
    Ok(site.done(back, "flash-project-state-changed"))
}
