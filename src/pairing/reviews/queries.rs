//! The statements of reviewers about submitted projects.

use diesel::prelude::*;

use crate::accounts::organizations::{OrganizationBrief, OrganizationRow};
use crate::clock::Instant;
use crate::db::schema::{organizations, project_revisions, projects};
use crate::db::{Conn, changed_one};
use crate::error::AppResult;
use crate::ids::{EditionId, OrganizationId, PersonId, ProjectId};
use crate::lifecycle::{self, Mover, RevisionState};
use crate::pairing::projects::listing::ProjectRow;
use crate::pairing::projects::model::{Project, ProjectFacts, ProjectRevisionState, ProjectState};
use crate::reviews::Decision;
use crate::web::paging::{Page, PageNumber};
use crate::web::text::like_pattern;

/// A project with the facts of one of its revisions: state, version, who submitted it.
pub type ReviewRow = (ProjectRow, (RevisionState, i64, Option<PersonId>));

type Columns = (Project, ProjectFacts, OrganizationBrief, RevisionState, i64, Option<PersonId>);

macro_rules! revisions {
    ($edition:expr) => {
        project_revisions::table
            .inner_join(projects::table)
            .inner_join(organizations::table.on(projects::organization_id.eq(organizations::id)))
            .filter(projects::edition_id.eq($edition))
    };
}

macro_rules! columns {
    () => {
        (
            Project::as_select(),
            ProjectFacts::as_select(),
            OrganizationBrief::as_select(),
            project_revisions::state,
            project_revisions::version,
            project_revisions::submitted_by,
        )
    };
}

fn review((project, facts, owner, state, version, submitter): Columns) -> ReviewRow {
    ((project, facts, owner), (state, version, submitter))
}

/// A page of the revisions in a state whose words hold `needle`, the longest waiting first. Of the approved
/// ones only those that are read; withdrawn projects wait for nobody.
///
/// # Errors
/// What the database said.
pub fn list_reviews(
    conn: &mut Conn,
    edition: &EditionId,
    state: RevisionState,
    needle: &str,
    number: PageNumber,
) -> QueryResult<Page<ReviewRow>> {
    let is_current = project_revisions::state
        .ne(RevisionState::Approved)
        .or(projects::published_revision_id.eq(project_revisions::id.nullable()).assume_not_null());
    let fits = projects::state
        .ne(ProjectState::Withdrawn)
        .and(project_revisions::state.eq(state))
        .and(project_revisions::search_key.like(like_pattern(needle)).escape('\\'))
        .and(is_current);
    let total: i64 = revisions!(edition).filter(fits.clone()).select(diesel::dsl::count_star()).get_result(conn)?;
    let rows: Vec<Columns> = revisions!(edition)
        .filter(fits)
        .order((project_revisions::updated_at.asc(), project_revisions::id.asc()))
        .limit(number.piece().1)
        .offset(number.piece().0)
        .select(columns!())
        .load(conn)?;
    Ok(number.page(rows.into_iter().map(review).collect(), u64::try_from(total).unwrap_or(0)))
}

/// The newest revision of a project that has been submitted, decided on or not.
///
/// # Errors
/// 404 when there is none.
pub fn find_review(conn: &mut Conn, edition: &EditionId, project: &ProjectId) -> QueryResult<ReviewRow> {
    let row: Columns = revisions!(edition)
        .filter(projects::id.eq(project))
        .filter(project_revisions::state.ne(RevisionState::Draft))
        .order((project_revisions::number.desc(), project_revisions::id.desc()))
        .select(columns!())
        .first(conn)?;
    Ok(review(row))
}

/// The whole of an organization, for the decision that verifies it.
///
/// # Errors
/// What the database said.
pub fn find_organization(conn: &mut Conn, id: &OrganizationId) -> QueryResult<OrganizationRow> {
    organizations::table.find(id).select(OrganizationRow::as_select()).first(conn)
}

/// Sends a revision back or refuses it, with the reviewer's words.
///
/// # Errors
/// 409 when somebody decided meanwhile.
pub fn decide_against(
    conn: &mut Conn,
    row: &ReviewRow,
    decision: &Decision,
    person: &PersonId,
    now: Instant,
) -> AppResult<()> {
    let mover = Mover { person: Some(person), at: now, reason: &decision.comment };
    let (from, to) = (ProjectRevisionState(row.1.0), ProjectRevisionState(decision.to));
    lifecycle::record_move(conn, row.0.1.id.as_str(), from, to, mover)?;
    let rows = crate::decide_revision!(conn, project_revisions, &row.0.1.id, decision, person, now)?;
    changed_one(rows)
}
