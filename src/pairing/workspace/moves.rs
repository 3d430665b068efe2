//! The moves of a project: submitted, approved, matched, renewed and the rest, each with its record. Called by
//! the workspace, by reviewers and by the clock, inside the transaction that checked the right.

use diesel::prelude::*;

use super::queries::{OwnProject, ProjectRevision, bump, free_slug};
use crate::clock::Instant;
use crate::db::schema::{project_revisions, projects};
use crate::db::{Conn, changed_one};
use crate::error::{AppError, AppResult};
use crate::ids::{PersonId, ProjectId, ProjectRevisionId};
use crate::lifecycle::{self, Mover, RevisionState};
use crate::outbox::tasks::enqueue_task;
use crate::outbox::{self, Notice};
use crate::pairing::ending::end_dealings;
use crate::pairing::projects::listing::list_teasers;
use crate::pairing::projects::model::{Project, ProjectRevisionState, ProjectState, text_in};
use crate::pairing::projects::{find_project_of_id, list_team};
use crate::search;
use crate::site::slugs;
use crate::web::i18n::Locale;

/// The task that writes down that a project has expired.
pub const EXPIRY: &str = "project-expiry";

/// Submits the newest revision; true when it is approved at once.
///
/// # Errors
/// 409 when there is nothing to submit.
pub fn submit_revision(
    conn: &mut Conn,
    (project, revision): &OwnProject,
    needs_review: bool,
    person: &PersonId,
    now: Instant,
) -> AppResult<bool> {
    if !revision.state.is_editable() {
        return Err(AppError::Conflict("error-project-nothing-to-submit"));
    }
    super::queries::require_editable(project, revision, now)?;
    let mover = Mover { person: Some(person), at: now, reason: "" };
    move_revision(conn, revision, RevisionState::Submitted, mover)?;
    diesel::update(project_revisions::table.find(&revision.id))
        .set((project_revisions::submitted_by.eq(person.as_str()), project_revisions::submitted_at.eq(now)))
        .execute(conn)?;
    if !needs_review {
        approve_revision(conn, project, &revision.id, person, now)?;
    }
    Ok(!needs_review)
}

/// Takes back what waits for a reviewer: it is a draft again.
///
/// # Errors
/// 409 when nothing waits.
pub fn take_back(conn: &mut Conn, (_, revision): &OwnProject, person: &PersonId, now: Instant) -> AppResult<()> {
    if revision.state != RevisionState::Submitted {
        return Err(AppError::Conflict("error-project-nothing-to-take-back"));
    }
    move_revision(conn, revision, RevisionState::Draft, Mover { person: Some(person), at: now, reason: "" })
}

/// Moves a revision that was read in this version, and records it.
fn move_revision(conn: &mut Conn, revision: &ProjectRevision, to: RevisionState, mover: Mover<'_>) -> AppResult<()> {
    let (from, after) = (ProjectRevisionState(revision.state), ProjectRevisionState(to));
    lifecycle::record_move(conn, revision.id.as_str(), from, after, mover)?;
    let seen = project_revisions::table
        .filter(project_revisions::id.eq(&revision.id))
        .filter(project_revisions::version.eq(revision.version));
    let rows = diesel::update(seen)
        .set((
            project_revisions::state.eq(to),
            project_revisions::version.eq(project_revisions::version + 1),
            project_revisions::updated_at.eq(mover.at),
        ))
        .execute(conn)?;
    changed_one(rows)
}

/// Approves a submitted revision and makes it the one that is read; a draft is published by it.
///
/// # Errors
/// 409 when somebody decided meanwhile.
pub fn approve_revision(
    conn: &mut Conn,
    project: &Project,
    revision: &ProjectRevisionId,
    person: &PersonId,
    now: Instant,
) -> AppResult<()> {
    let waiting = project_revisions::table
        .filter(project_revisions::id.eq(revision))
        .filter(project_revisions::state.eq(RevisionState::Submitted));
    let rows = diesel::update(waiting)
        .set((
            project_revisions::state.eq(RevisionState::Approved),
            project_revisions::decided_by.eq(person.as_str()),
            project_revisions::decided_at.eq(now),
            project_revisions::version.eq(project_revisions::version + 1),
            project_revisions::updated_at.eq(now),
        ))
        .execute(conn)?;
    changed_one(rows)?;
    let mover = Mover { person: Some(person), at: now, reason: "" };
    let (from, to) = (ProjectRevisionState(RevisionState::Submitted), ProjectRevisionState(RevisionState::Approved));
    lifecycle::record_move(conn, revision.as_str(), from, to, mover)?;
    if project.state == ProjectState::Draft {
        lifecycle::record_move(conn, project.id.as_str(), ProjectState::Draft, ProjectState::Published, mover)?;
        let draft =
            projects::table.filter(projects::id.eq(&project.id)).filter(projects::state.eq(ProjectState::Draft));
        let published = (projects::state.eq(ProjectState::Published), projects::published_at.eq(now));
        changed_one(diesel::update(draft).set(published).execute(conn)?)?;
        enqueue_task(conn, EXPIRY, project.id.as_str(), project.expires_at, now)?;
    }
    diesel::update(projects::table.find(&project.id))
        .set((projects::published_revision_id.eq(revision), projects::updated_at.eq(now)))
        .execute(conn)?;
    rename_project(conn, project, revision, now)?;
    Ok(search::record_change(conn, "project", project.id.as_str(), now)?)
}

/// Gives a project whose title has changed the address of its new title; one that was public leads there.
fn rename_project(conn: &mut Conn, project: &Project, revision: &ProjectRevisionId, now: Instant) -> AppResult<()> {
    let texts = list_teasers(conn, std::slice::from_ref(revision))?;
    let Some(title) = text_in(&texts, Locale::En).map(|text| text.title.as_str()) else { return Ok(()) };
    if slugs::is_of(&project.slug, title) {
        return Ok(());
    }
    let slug = free_slug(conn, &project.edition_id, &project.id, title)?;
    diesel::update(projects::table.find(&project.id)).set(projects::slug.eq(&slug)).execute(conn)?;
    if project.published_revision_id.is_some() {
        let (thing, moved) = (("project", project.id.as_str()), (project.slug.as_str(), slug.as_str()));
        slugs::record_old(conn, &project.edition_id, thing, moved, now)?;
    }
    Ok(())
}

/// Moves a project to another state, writing down first what the clock has done to it. Open interest and
/// meetings end with it where it cannot go on; whom they concern is told.
///
/// # Errors
/// 409 when the move is illegal or somebody was faster.
pub fn move_project(
    conn: &mut Conn,
    project: &Project,
    to: ProjectState,
    expires_at: Option<Instant>,
    mover: Mover<'_>,
) -> AppResult<()> {
    let from = project.state_at(mover.at);
    if from != project.state {
        let clock = Mover { person: None, at: mover.at, reason: "" };
        lifecycle::record_move(conn, project.id.as_str(), project.state, from, clock)?;
    }
    if from != to || mover.person.is_some() {
        lifecycle::record_move(conn, project.id.as_str(), from, to, mover)?;
    }
    bump(conn, project, mover.at)?;
    let ends = expires_at.unwrap_or(project.expires_at);
    diesel::update(projects::table.find(&project.id))
        .set((projects::state.eq(to), projects::expires_at.eq(ends)))
        .execute(conn)?;
    if expires_at.is_some() {
        enqueue_task(conn, EXPIRY, project.id.as_str(), ends, mover.at)?;
    }
    search::record_change(conn, "project", project.id.as_str(), mover.at)?;
    match to {
        ProjectState::Suspended | ProjectState::Withdrawn | ProjectState::Closed => end_dealings(conn, project, mover),
        _ => Ok(()),
    }
}

/// The task of a project's last moment: writes down that it has expired, and tells its team. One that was
/// renewed, matched or hidden meanwhile has nothing to write.
///
/// # Errors
/// What the database said.
pub fn expire(conn: &mut Conn, thing: &str, now: Instant) -> AppResult<()> {
    let Ok(id) = thing.parse::<ProjectId>() else { return Ok(()) };
    let Some((project, owner)) = find_project_of_id(conn, &id).optional()? else { return Ok(()) };
    if project.state != ProjectState::Published || project.state_at(now) != ProjectState::Expired {
        return Ok(());
    }
    move_project(conn, &project, ProjectState::Expired, None, Mover { person: None, at: now, reason: "" })?;
    let link = format!("/organizations/{}/projects/{}/edit", owner.slug, project.id);
    tell_team(conn, &project, ("project.expired", "notice-project-expired"), (&link, ""), (None, now))
}

/// Tells everybody who answers for a project, but for who did it.
///
/// # Errors
/// What the database said.
pub fn tell_team(
    conn: &mut Conn,
    project: &Project,
    (kind, key): (&'static str, &'static str),
    (link, detail): (&str, &str),
    (by, now): (Option<&PersonId>, Instant),
) -> AppResult<()> {
    let texts = match &project.published_revision_id {
        Some(revision) => list_teasers(conn, std::slice::from_ref(revision))?,
        None => Vec::new(),
    };
    for person in list_team(conn, project)?.iter().filter(|person| Some(*person) != by) {
        outbox::notify(conn, person, kind, link, now, |locale| {
            let title = text_in(&texts, locale).map_or(project.slug.as_str(), |text| text.title.as_str());
            Notice { subject: locale.tf(key, &[("project", title)]), detail: detail.to_owned() }
        })?;
    }
    Ok(())
}
