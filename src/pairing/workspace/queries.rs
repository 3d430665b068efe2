//! The statements of an organization about its own projects. Each change checks its version; the rights stand
//! in [`require_author`], called in the same closure.

use diesel::prelude::*;

use super::copies::copy_files;
use super::forms::{ProjectForm, ValidProject};
use crate::accounts::organizations::{OwnOrganization, find_membership};
use crate::clock::Instant;
use crate::db::schema::{project_revisions, project_texts, projects};
use crate::db::{Conn, changed_one, unique};
use crate::error::{AppError, AppResult};
use crate::ids::{EditionId, OrganizationId, ProjectId, ProjectRevisionId, RowId};
use crate::lifecycle::{self, Mover, RevisionState};
use crate::pairing::codes;
use crate::pairing::projects::model::{
    Budget, Disclosure, IpStatus, Project, ProjectKind, ProjectRevisionState, ProjectState,
};
use crate::site::{Viewer, Visit, slugs};
use crate::web::{once, text};

/// A revision of a project's contents.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = project_revisions, treat_none_as_null = true)]
#[expect(missing_docs, reason = "the columns are told in the migration")]
pub struct ProjectRevision {
    pub id: ProjectRevisionId,
    pub project_id: ProjectId,
    pub number: i64,
    pub state: RevisionState,
    pub kind: ProjectKind,
    pub fields: String,
    pub readiness: Option<i64>,
    pub ip_status: IpStatus,
    pub partners: String,
    pub budget: Budget,
    pub languages: String,
    pub city: String,
    pub city_zh: String,
    pub country: String,
    pub disclosure: Disclosure,
    pub search_key: String,
    pub submitted_by: Option<String>,
    pub submitted_at: Option<Instant>,
    pub decided_by: Option<String>,
    pub decided_at: Option<Instant>,
    pub comment: String,
    pub version: i64,
    pub created_at: Instant,
    pub updated_at: Instant,
}

/// A project with its newest revision.
pub type OwnProject = (Project, ProjectRevision);

/// The organization at this address, when the viewer is one of its owners or editors.
///
/// # Errors
/// Not signed in, or 404.
pub fn require_author<'a>(conn: &mut Conn, visit: &'a Visit, slug: &str) -> AppResult<(&'a Viewer, OwnOrganization)> {
    let viewer = visit.viewer()?;
    let found = find_membership(conn, &viewer.person, slug)?;
    let rights = found.rights();
    if !rights.can_pair {
        return Err(AppError::NotFound);
    }
    Ok((viewer, OwnOrganization { organization: found.organization.into(), rights }))
}

/// The projects of an organization in an edition, newest first, at most 500.
///
/// # Errors
/// What the database said.
pub fn list_own_projects(
    conn: &mut Conn,
    edition: &EditionId,
    organization: &OrganizationId,
) -> QueryResult<Vec<Project>> {
    projects::table
        .filter(projects::edition_id.eq(edition))
        .filter(projects::organization_id.eq(organization))
        .order(projects::id.desc())
        .limit(500)
        .select(Project::as_select())
        .load(conn)
}

/// The newest revision of each of these projects.
///
/// # Errors
/// What the database said.
pub fn list_newest_revisions(conn: &mut Conn, of: &[ProjectId]) -> QueryResult<Vec<ProjectRevision>> {
    let all: Vec<ProjectRevision> = project_revisions::table
        .filter(project_revisions::project_id.eq_any(of))
        .order((project_revisions::project_id, project_revisions::number.desc()))
        .limit(5_000)
        .select(ProjectRevision::as_select())
        .load(conn)?;
    let mut newest: Vec<ProjectRevision> = Vec::new();
    for revision in all {
        if newest.last().is_none_or(|last| last.project_id != revision.project_id) {
            newest.push(revision);
        }
    }
    Ok(newest)
}

/// A project of this organization with its newest revision.
///
/// # Errors
/// 404 when it is another's or none.
pub fn find_own_project(conn: &mut Conn, organization: &OrganizationId, id: &str) -> AppResult<OwnProject> {
    let project: Project = projects::table
        .filter(projects::id.eq(id))
        .filter(projects::organization_id.eq(organization))
        .select(Project::as_select())
        .first(conn)?;
    let revision = list_newest_revisions(conn, std::slice::from_ref(&project.id))?.pop().ok_or(AppError::NotFound)?;
    Ok((project, revision))
}

/// Whether this organization has this project.
///
/// # Errors
/// What the database said.
pub fn has_project(conn: &mut Conn, organization: &OrganizationId, id: &ProjectId) -> QueryResult<bool> {
    let own = projects::table.filter(projects::id.eq(id)).filter(projects::organization_id.eq(organization));
    diesel::select(diesel::dsl::exists(own)).get_result(conn)
}

/// A free address for a title; `project` may have had it before.
pub(super) fn free_slug(conn: &mut Conn, edition: &EditionId, project: &ProjectId, title: &str) -> QueryResult<String> {
    let base = text::slug(title);
    let mut taken: Vec<String> = projects::table
        .filter(projects::edition_id.eq(edition))
        .filter(projects::id.ne(project))
        .filter(projects::slug.like(format!("{base}%")))
        .select(projects::slug)
        .limit(10_000)
        .load(conn)?;
    taken.extend(slugs::list_old(conn, edition, "project", project.as_str(), &base)?);
    Ok(slugs::free(title, &taken))
}

/// The ids of a new draft, made outside the closure that may run twice.
#[derive(Debug, Clone)]
pub struct NewIds {
    /// Of the project.
    pub project: ProjectId,
    /// Of its revision.
    pub revision: ProjectRevisionId,
}

impl NewIds {
    /// Those of what this form makes at the organization of this address, once however often it is sent; new
    /// ones where it has no key.
    pub fn of_form(slug: &str, form: &ProjectForm) -> Self {
        let id = once::id_of(&form.draft, &(slug, form)).and_then(|id| id.to_string().parse().ok());
        Self { project: id.unwrap_or_else(ProjectId::new), revision: ProjectRevisionId::new() }
    }
}

/// Stores a new draft with its first revision.
///
/// # Errors
/// What the database said.
pub fn insert_project(
    conn: &mut Conn,
    ids: &NewIds,
    edition: &EditionId,
    owner: &OwnOrganization,
    valid: &ValidProject,
    mover: Mover<'_>,
) -> AppResult<()> {
    let title = valid.texts.first().map_or("", |text| text.1.as_str());
    let project = Project {
        id: ids.project.clone(),
        edition_id: edition.clone(),
        organization_id: owner.id.clone(),
        contact_id: valid.contact.clone(),
        slug: free_slug(conn, edition, &ids.project, title)?,
        state: ProjectState::Draft,
        published_revision_id: None,
        published_at: None,
        expires_at: valid.expires_at,
        version: 1,
        created_at: mover.at,
        updated_at: mover.at,
    };
    // The same title at the same moment: run again with the next number.
    unique(diesel::insert_into(projects::table).values(&project).execute(conn), AppError::Busy(1))?;
    lifecycle::record_beginning(conn, ids.project.as_str(), ProjectState::Draft, mover)?;
    insert_revision(conn, &revision_of(ids, owner, valid, 1, mover.at), mover)?;
    insert_texts(conn, &ids.revision, valid, mover.at)
}

pub(super) fn insert_revision(conn: &mut Conn, revision: &ProjectRevision, mover: Mover<'_>) -> AppResult<()> {
    // Two tabs that begin a revision at once: the second finds the first.
    let done = diesel::insert_into(project_revisions::table).values(revision).execute(conn);
    unique(done, AppError::Conflict("error-changed-meanwhile"))?;
    let state = ProjectRevisionState(RevisionState::Draft);
    lifecycle::record_beginning(conn, revision.id.as_str(), state, mover)
}

fn revision_of(
    ids: &NewIds,
    owner: &OwnOrganization,
    valid: &ValidProject,
    number: i64,
    at: Instant,
) -> ProjectRevision {
    // Teasers alone: nothing is found by what not everybody may read.
    let texts = valid.texts.iter().flat_map(|(_, title, teaser, _)| [title.as_str(), teaser.as_str()]);
    let names = [owner.name.as_str(), owner.name_zh.as_str(), valid.city.as_str(), valid.city_zh.as_str()];
    let partners: Vec<&str> = valid.partners.iter().map(|partner| partner.as_str()).collect();
    ProjectRevision {
        id: ids.revision.clone(),
        project_id: ids.project.clone(),
        number,
        state: RevisionState::Draft,
        kind: valid.kind,
        fields: codes::pack(&valid.fields),
        readiness: valid.readiness,
        ip_status: valid.ip_status,
        partners: codes::pack(&partners),
        budget: valid.budget,
        languages: codes::pack(&valid.languages),
        search_key: text::search_key(texts.chain(names)),
        city: valid.city.clone(),
        city_zh: valid.city_zh.clone(),
        country: valid.country.clone(),
        disclosure: valid.disclosure,
        submitted_by: None,
        submitted_at: None,
        decided_by: None,
        decided_at: None,
        comment: String::new(),
        version: 1,
        created_at: at,
        updated_at: at,
    }
}

fn insert_texts(conn: &mut Conn, revision: &ProjectRevisionId, valid: &ValidProject, at: Instant) -> AppResult<()> {
    let rows: Vec<_> = valid
        .texts
        .iter()
        .map(|(locale, title, teaser, details)| {
            (
                project_texts::id.eq(RowId::new()),
                project_texts::revision_id.eq(revision.clone()),
                project_texts::locale.eq(locale.tag()),
                project_texts::title.eq(title.clone()),
                project_texts::teaser.eq(teaser.clone()),
                project_texts::details.eq(details.clone()),
                project_texts::created_at.eq(at),
            )
        })
        .collect();
    crate::insert_many!(conn, project_texts::table, rows)?;
    Ok(())
}

/// Stores an edit: in the draft that stands there, else as a new revision with the same attachments. Who
/// answers for it changes at once; the last day only before it is public.
///
/// # Errors
/// 409 when somebody was faster, a reviewer has it or it is over.
pub fn update_project(
    conn: &mut Conn,
    (project, revision): &OwnProject,
    owner: &OwnOrganization,
    valid: &ValidProject,
    new_revision: &ProjectRevisionId,
    mover: Mover<'_>,
) -> AppResult<()> {
    let now = mover.at;
    require_editable(project, revision, now)?;
    bump(conn, project, now)?;
    let expires_at = if project.state == ProjectState::Draft { valid.expires_at } else { project.expires_at };
    diesel::update(projects::table.find(&project.id))
        .set((projects::contact_id.eq(&valid.contact), projects::expires_at.eq(expires_at)))
        .execute(conn)?;
    let is_in_place = revision.state.is_editable();
    let (id, number) = match is_in_place {
        true => (revision.id.clone(), revision.number),
        false => (new_revision.clone(), revision.number + 1),
    };
    let ids = NewIds { project: project.id.clone(), revision: id };
    let mut row = revision_of(&ids, owner, valid, number, now);
    if is_in_place {
        row.state = revision.state;
        row.comment.clone_from(&revision.comment);
        row.version = revision.version + 1;
        row.created_at = revision.created_at;
        diesel::update(project_revisions::table.find(&row.id)).set(&row).execute(conn)?;
        diesel::delete(project_texts::table.filter(project_texts::revision_id.eq(&row.id))).execute(conn)?;
    } else {
        insert_revision(conn, &row, mover)?;
        copy_files(conn, &revision.id, &row.id, now)?;
    }
    insert_texts(conn, &row.id, valid, now)
}

/// Refuses to change what a reviewer has, or what is over.
///
/// # Errors
/// 409.
pub fn require_editable(project: &Project, revision: &ProjectRevision, now: Instant) -> AppResult<()> {
    if matches!(project.state_at(now), ProjectState::Closed | ProjectState::Withdrawn) {
        return Err(AppError::Conflict("error-project-over"));
    }
    if revision.state == RevisionState::Submitted {
        return Err(AppError::Conflict("error-project-in-review"));
    }
    Ok(())
}

/// Raises the version of a project that was read in this state.
pub(super) fn bump(conn: &mut Conn, project: &Project, now: Instant) -> AppResult<()> {
    let seen = projects::table.filter(projects::id.eq(&project.id)).filter(projects::version.eq(project.version));
    let rows = diesel::update(seen)
        .set((projects::version.eq(projects::version + 1), projects::updated_at.eq(now)))
        .execute(conn)?;
    changed_one(rows)
}
