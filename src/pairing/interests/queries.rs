//! Statements about interests.

use diesel::prelude::*;

use super::model::{Interest, InterestState};
use crate::accounts::organizations::OrganizationBrief as Owner;
use crate::clock::Instant;
use crate::db::schema::{interests, members, organizations, people, project_revisions, projects};
use crate::db::{Conn, changed_one, unique};
use crate::error::{AppError, AppResult};
use crate::ids::{EditionId, InterestId, OrganizationId, PersonId, ProjectId};
use crate::lifecycle::{self, Mover};
use crate::outbox::hold_person;
use crate::pairing::projects::listing::ProjectRow;
use crate::pairing::projects::model::{Project, ProjectFacts};
use crate::web::paging::{Page, PageNumber};

/// A project with the revision that is read and whose it is, of whatever edition and state.
///
/// # Errors
/// 404 where there is none, or none was ever approved.
pub fn find_row(conn: &mut Conn, id: &ProjectId) -> QueryResult<ProjectRow> {
    projects::table
        .inner_join(project_revisions::table.on(projects::published_revision_id.eq(project_revisions::id.nullable())))
        .inner_join(organizations::table.on(projects::organization_id.eq(organizations::id)))
        .filter(projects::id.eq(id))
        .select((Project::as_select(), ProjectFacts::as_select(), Owner::as_select()))
        .first(conn)
}

/// Whether somebody is a member of an organization, in whatever role.
///
/// # Errors
/// What the database said.
pub fn is_member(conn: &mut Conn, organization: &OrganizationId, person: &PersonId) -> QueryResult<bool> {
    let own = members::table.filter(members::organization_id.eq(organization)).filter(members::person_id.eq(person));
    diesel::select(diesel::dsl::exists(own)).get_result(conn)
}

/// Interests waiting for an answer that a person has in an edition; the person is held, so that two
/// requests at once are counted one after the other.
///
/// # Errors
/// What the database said.
pub fn count_open_held(conn: &mut Conn, edition: &EditionId, person: &PersonId) -> QueryResult<i64> {
    hold_person(conn, person)?;
    interests::table
        .filter(interests::edition_id.eq(edition))
        .filter(interests::person_id.eq(person))
        .filter(interests::state.eq_any(InterestState::OPEN))
        .count()
        .get_result(conn)
}

/// The last interest of a person in a project.
///
/// # Errors
/// What the database said.
pub fn find_last_of(conn: &mut Conn, project: &ProjectId, person: &PersonId) -> QueryResult<Option<Interest>> {
    interests::table
        .filter(interests::project_id.eq(project))
        .filter(interests::person_id.eq(person))
        .order(interests::id.desc())
        .select(Interest::as_select())
        .first(conn)
        .optional()
}

/// Stores a new interest.
///
/// # Errors
/// 409 where the person has one that is open or accepted.
pub fn insert_interest(conn: &mut Conn, interest: &Interest) -> AppResult<()> {
    let done = diesel::insert_into(interests::table).values(interest).execute(conn);
    unique(done, AppError::Conflict("error-interest-twice"))?;
    let mover = Mover { person: Some(&interest.person_id), at: interest.created_at, reason: "" };
    lifecycle::record_beginning(conn, interest.id.as_str(), interest.state, mover)
}

/// An interest with its project.
///
/// # Errors
/// 404 where there is none.
pub fn find_interest(conn: &mut Conn, id: &InterestId) -> QueryResult<(Interest, ProjectRow)> {
    let interest: Interest = interests::table.find(id).select(Interest::as_select()).first(conn)?;
    let row = find_row(conn, &interest.project_id)?;
    Ok((interest, row))
}

/// Moves an interest that was read in this version, and records it.
///
/// # Errors
/// 409 when the move is illegal or somebody was faster.
pub fn move_interest(conn: &mut Conn, interest: &Interest, to: InterestState, mover: Mover<'_>) -> AppResult<()> {
    lifecycle::record_move(conn, interest.id.as_str(), interest.state, to, mover)?;
    let seen = interests::table.filter(interests::id.eq(&interest.id)).filter(interests::version.eq(interest.version));
    let changes = (
        interests::state.eq(to),
        interests::reason.eq(mover.reason),
        interests::version.eq(interests::version + 1),
        interests::updated_at.eq(mover.at),
    );
    changed_one(diesel::update(seen).set(changes).execute(conn)?)
}

/// An interest in a list: with the project, or with who is interested.
pub type Listed = (Interest, String);

/// A page of a person's interests, of whatever edition, the latest change first: each with the slug of its project.
///
/// # Errors
/// What the database said.
pub fn list_of_person(
    conn: &mut Conn,
    person: &PersonId,
    state: Option<InterestState>,
    at: PageNumber,
) -> QueryResult<Page<Listed>> {
    let narrow = || {
        let own = interests::table.inner_join(projects::table).filter(interests::person_id.eq(person)).into_boxed();
        match state {
            Some(state) => own.filter(interests::state.eq(state)),
            None => own,
        }
    };
    let total: i64 = narrow().count().get_result(conn)?;
    let rows = narrow()
        .order((interests::updated_at.desc(), interests::id.desc()))
        .offset(i64::try_from(at.offset()).unwrap_or(0))
        .limit(i64::try_from(at.size).unwrap_or(20))
        .select((Interest::as_select(), projects::slug))
        .load(conn)?;
    Ok(at.page(rows, u64::try_from(total).unwrap_or(0)))
}

/// A page of the interests in a project, the longest waiting first: each with the name of who it is.
///
/// # Errors
/// What the database said.
pub fn list_of_project(
    conn: &mut Conn,
    project: &ProjectId,
    (state, needle): (Option<InterestState>, &str),
    at: PageNumber,
) -> QueryResult<Page<Listed>> {
    let narrow = || {
        let own = interests::table
            .inner_join(people::table)
            .filter(interests::project_id.eq(project))
            .filter(people::name.like(crate::web::text::like_pattern(needle)).escape('\\'))
            .into_boxed();
        match state {
            Some(state) => own.filter(interests::state.eq(state)),
            None => own,
        }
    };
    let total: i64 = narrow().count().get_result(conn)?;
    let rows = narrow()
        .order((interests::created_at, interests::id))
        .offset(i64::try_from(at.offset()).unwrap_or(0))
        .limit(i64::try_from(at.size).unwrap_or(20))
        .select((Interest::as_select(), people::name))
        .load(conn)?;
    Ok(at.page(rows, u64::try_from(total).unwrap_or(0)))
}

/// The interests in a project that wait for an answer.
///
/// # Errors
/// What the database said.
pub fn list_open_of_project(conn: &mut Conn, project: &ProjectId) -> QueryResult<Vec<Interest>> {
    interests::table
        .filter(interests::project_id.eq(project))
        .filter(interests::state.eq_any(InterestState::OPEN))
        .order(interests::id)
        .limit(5_000)
        .select(Interest::as_select())
        .load(conn)
}

/// When an interest that is sent now expires.
pub fn expiry(now: Instant, days: i64) -> Instant {
    now + chrono::Duration::days(days)
}
