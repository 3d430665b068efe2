//! The statements about projects that the whole zone asks. What a reader may see is said by `steps`.

use diesel::prelude::*;

use super::model::{Project, ProjectFacts, ProjectState, ProjectText};
use crate::accounts::organizations::OrganizationBrief;
use crate::db::Conn;
use crate::db::schema::{interests, organizations, project_revisions, project_texts, projects};
use crate::ids::{EditionId, InterestId, OrganizationId, PersonId, ProjectId, ProjectRevisionId};
use crate::lifecycle::RevisionState;
use crate::site::slugs;
use crate::web::i18n::Locale;

/// A project with whose it is.
pub type OwnedProject = (Project, OrganizationBrief);

/// A project by its address, public or not.
///
/// # Errors
/// What the database said.
pub fn find_project(conn: &mut Conn, edition: &EditionId, slug: &str) -> QueryResult<Option<OwnedProject>> {
    projects::table
        .inner_join(organizations::table)
        .filter(projects::edition_id.eq(edition))
        .filter(projects::slug.eq(slug))
        .select((Project::as_select(), OrganizationBrief::as_select()))
        .first(conn)
        .optional()
}

/// A project by its id, public or not.
///
/// # Errors
/// 404 when there is none.
pub fn find_project_of_id(conn: &mut Conn, id: &ProjectId) -> QueryResult<OwnedProject> {
    projects::table
        .inner_join(organizations::table)
        .filter(projects::id.eq(id))
        .select((Project::as_select(), OrganizationBrief::as_select()))
        .first(conn)
}

/// The projects of an organization that were published and have not ended.
///
/// # Errors
/// What the database said.
pub fn list_projects_of(conn: &mut Conn, organization: &OrganizationId) -> QueryResult<Vec<Project>> {
    projects::table
        .filter(projects::organization_id.eq(organization))
        .filter(projects::published_revision_id.is_not_null())
        .filter(projects::state.ne_all([ProjectState::Closed, ProjectState::Withdrawn]))
        .order(projects::id)
        .select(Project::as_select())
        .load(conn)
}

/// The present address of a project that once had this one.
///
/// # Errors
/// What the database said.
pub fn find_moved_slug(conn: &mut Conn, edition: &EditionId, slug: &str) -> QueryResult<Option<String>> {
    let Some(thing) = slugs::find_thing(conn, edition, "project", slug)? else { return Ok(None) };
    projects::table.filter(projects::id.eq(thing)).select(projects::slug).first(conn).optional()
}

/// The facts of a revision.
///
/// # Errors
/// 404 when there is none.
pub fn find_facts(conn: &mut Conn, revision: &ProjectRevisionId) -> QueryResult<ProjectFacts> {
    project_revisions::table.find(revision).select(ProjectFacts::as_select()).first(conn)
}

/// The texts of these revisions, in the order of their languages.
///
/// # Errors
/// What the database said.
pub fn list_texts(conn: &mut Conn, revisions: &[ProjectRevisionId]) -> QueryResult<Vec<ProjectText>> {
    let rows: Vec<(ProjectRevisionId, String, String, String, String)> = project_texts::table
        .filter(project_texts::revision_id.eq_any(revisions))
        .order(project_texts::locale)
        .select((
            project_texts::revision_id,
            project_texts::locale,
            project_texts::title,
            project_texts::teaser,
            project_texts::details,
        ))
        .load(conn)?;
    let text = |(revision, tag, title, teaser, details): (ProjectRevisionId, String, String, String, String)| {
        Some(ProjectText { revision, locale: Locale::from_tag(&tag)?, title, teaser, details })
    };
    Ok(rows.into_iter().filter_map(text).collect())
}

/// The newest interest of a person in a project: its id and state.
///
/// # Errors
/// What the database said.
pub fn find_own_interest(
    conn: &mut Conn,
    project: &ProjectId,
    person: &PersonId,
) -> QueryResult<Option<(InterestId, String)>> {
    interests::table
        .filter(interests::project_id.eq(project))
        .filter(interests::person_id.eq(person))
        .order(interests::id.desc())
        .select((interests::id, interests::state))
        .first(conn)
        .optional()
}

/// The newest revision of a project; without drafts for whoever is not of its team.
///
/// # Errors
/// What the database said.
pub fn find_newest_revision(
    conn: &mut Conn,
    project: &ProjectId,
    with_drafts: bool,
) -> QueryResult<Option<ProjectRevisionId>> {
    let mut revisions = project_revisions::table
        .filter(project_revisions::project_id.eq(project))
        .order((project_revisions::number.desc(), project_revisions::id.desc()))
        .select(project_revisions::id)
        .into_boxed();
    if !with_drafts {
        revisions = revisions.filter(project_revisions::state.ne(RevisionState::Draft));
    }
    revisions.first(conn).optional()
}
