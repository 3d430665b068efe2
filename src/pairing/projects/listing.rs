//! The statements about projects that are open to everybody, and their cards. Only teasers are read here.

use diesel::prelude::*;

use super::forms::{Facet, READINESS, Search, Sort};
use super::model::{Project, ProjectFacts, ProjectText};
use super::views::{self, ProjectCard};
use crate::accounts::organizations::OrganizationBrief;
use crate::clock::Instant;
use crate::db::Conn;
use crate::db::schema::{organizations, project_revisions, project_texts, projects};
use crate::ids::{EditionId, OrganizationId, ProjectId, ProjectRevisionId};
use crate::pairing::codes;
use crate::web::i18n::Locale;
use crate::web::paging::PageNumber;
use crate::web::text::like_pattern;

/// A project with its published revision and whose it is.
pub type ProjectRow = (Project, ProjectFacts, OrganizationBrief);

/// Up to here the database counts; beyond, there are more than so many.
pub const COUNTED_MOST: i64 = 1_000;

/// Projects joined with their published revisions and their organizations.
macro_rules! published {
    () => {
        projects::table
            .inner_join(
                project_revisions::table.on(projects::published_revision_id.eq(project_revisions::id.nullable())),
            )
            .inner_join(organizations::table.on(projects::organization_id.eq(organizations::id)))
    };
}

/// The condition of being open to the public at an instant; [`super::ProjectState::at`] in SQL.
macro_rules! is_open {
    ($edition:expr, $now:expr) => {
        projects::edition_id
            .eq($edition)
            .and(projects::state.eq("published"))
            .and(projects::expires_at.gt($now))
            .and(organizations::state.eq("verified"))
    };
}

macro_rules! columns {
    () => {
        (Project::as_select(), ProjectFacts::as_select(), OrganizationBrief::as_select())
    };
}

/// Narrows a boxed query by a search.
macro_rules! narrowed {
    ($query:expr, $search:expr) => {{
        let (mut query, search) = ($query, $search);
        for word in &search.words {
            query = query.filter(project_revisions::search_key.like(like_pattern(word)).escape('\\'));
        }
        for (facet, code) in &search.chosen {
            let code = code.as_str();
            query = match facet {
                Facet::Kind => query.filter(project_revisions::kind.eq(code)),
                Facet::Country => query.filter(project_revisions::country.eq(code)),
                Facet::Budget => query.filter(project_revisions::budget.eq(code)),
                Facet::Ip => query.filter(project_revisions::ip_status.eq(code)),
                Facet::Partner => query.filter(project_revisions::partners.like(codes::pattern(code))),
                Facet::Language => query.filter(project_revisions::languages.like(codes::pattern(code))),
                Facet::Field => query.filter(
                    project_revisions::fields
                        .like(codes::pattern(code))
                        .or(project_revisions::fields.like(format!("%|{code}.%"))),
                ),
                Facet::Readiness => match READINESS.iter().find(|band| band.0 == code) {
                    Some((_, least, most)) => query.filter(project_revisions::readiness.between(*least, *most)),
                    None => query,
                },
            };
        }
        query
    }};
}

/// How many open projects a search finds, counted to one more than [`COUNTED_MOST`].
///
/// # Errors
/// What the database said.
pub fn count_projects(conn: &mut Conn, edition: &EditionId, search: &Search, now: Instant) -> QueryResult<i64> {
    let open = published!().filter(is_open!(edition, now)).select(projects::id).limit(COUNTED_MOST + 1).into_boxed();
    let found: Vec<ProjectId> = narrowed!(open, search).load(conn)?;
    Ok(i64::try_from(found.len()).unwrap_or(i64::MAX))
}

/// A page of the open projects that a search finds.
///
/// # Errors
/// What the database said.
pub fn search_projects(
    conn: &mut Conn,
    edition: &EditionId,
    search: &Search,
    now: Instant,
    number: PageNumber,
) -> QueryResult<Vec<ProjectRow>> {
    let open = published!().filter(is_open!(edition, now)).select(columns!()).into_boxed();
    let open = narrowed!(open, search);
    let ordered = match search.sort {
        Sort::Best | Sort::Newest => open.order((projects::published_at.desc(), projects::id.desc())),
        Sort::Ending => open.order((projects::expires_at.asc(), projects::id.asc())),
        Sort::Ready => open.order((
            project_revisions::readiness.is_null().asc(),
            project_revisions::readiness.desc(),
            projects::id.desc(),
        )),
    };
    let (offset, size) = number.piece();
    ordered.limit(size).offset(offset).load(conn)
}

/// Of these projects, those that are open, in any order.
///
/// # Errors
/// What the database said.
pub fn list_open_projects(
    conn: &mut Conn,
    edition: &EditionId,
    ids: &[String],
    now: Instant,
) -> QueryResult<Vec<ProjectRow>> {
    published!().filter(is_open!(edition, now)).filter(projects::id.eq_any(ids)).select(columns!()).load(conn)
}

/// The projects of these ids that have a published revision, public or not, in any order.
///
/// # Errors
/// What the database said.
pub fn list_known_projects(conn: &mut Conn, edition: &EditionId, ids: &[String]) -> QueryResult<Vec<ProjectRow>> {
    published!().filter(projects::edition_id.eq(edition)).filter(projects::id.eq_any(ids)).select(columns!()).load(conn)
}

/// How many projects are open in an edition.
///
/// # Errors
/// What the database said.
pub fn count_open_projects(conn: &mut Conn, edition: &EditionId, now: Instant) -> QueryResult<i64> {
    published!().filter(is_open!(edition, now)).select(diesel::dsl::count_star()).get_result(conn)
}

/// Open projects of the same kind or its complement in one of the same fields, newest first.
///
/// # Errors
/// What the database said.
pub fn list_similar_projects(
    conn: &mut Conn,
    (project, facts): (&Project, &ProjectFacts),
    now: Instant,
    limit: i64,
) -> QueryResult<Vec<ProjectRow>> {
    let Some(field) = codes::unpack(&facts.fields).next() else { return Ok(Vec::new()) };
    let top = field.split('.').next().unwrap_or_default();
    let kinds = [facts.kind.as_str(), facts.kind.complement().as_str()];
    published!()
        .filter(is_open!(&project.edition_id, now))
        .filter(projects::id.ne(&project.id))
        .filter(project_revisions::kind.eq_any(kinds))
        .filter(project_revisions::fields.like(format!("%|{top}.%")))
        .order((
            project_revisions::fields.like(codes::pattern(field)).desc(),
            projects::published_at.desc(),
            projects::id.desc(),
        ))
        .limit(limit)
        .select(columns!())
        .load(conn)
}

/// The open projects of an organization, ending soonest first.
///
/// # Errors
/// What the database said.
pub fn list_open_projects_of(
    conn: &mut Conn,
    edition: &EditionId,
    organization: &OrganizationId,
    now: Instant,
    limit: i64,
) -> QueryResult<Vec<ProjectRow>> {
    published!()
        .filter(is_open!(edition, now))
        .filter(projects::organization_id.eq(organization))
        .order((projects::expires_at.asc(), projects::id.asc()))
        .limit(limit)
        .select(columns!())
        .load(conn)
}

/// The texts of these revisions without their details, in the order of their languages.
///
/// # Errors
/// What the database said.
pub fn list_teasers(conn: &mut Conn, revisions: &[ProjectRevisionId]) -> QueryResult<Vec<ProjectText>> {
    let rows: Vec<(ProjectRevisionId, String, String, String)> = project_texts::table
        .filter(project_texts::revision_id.eq_any(revisions))
        .order(project_texts::locale)
        .select((project_texts::revision_id, project_texts::locale, project_texts::title, project_texts::teaser))
        .load(conn)?;
    let text = |(revision, tag, title, teaser): (ProjectRevisionId, String, String, String)| {
        Some(ProjectText { revision, locale: Locale::from_tag(&tag)?, title, teaser, details: String::new() })
    };
    Ok(rows.into_iter().filter_map(text).collect())
}

/// Cards of rows, with their titles in the reader's language.
///
/// # Errors
/// What the database said.
pub fn cards_of(conn: &mut Conn, rows: &[ProjectRow], locale: Locale, now: Instant) -> QueryResult<Vec<ProjectCard>> {
    let revisions: Vec<ProjectRevisionId> = rows.iter().map(|row| row.1.id.clone()).collect();
    let texts = list_teasers(conn, &revisions)?;
    Ok(rows.iter().map(|row| views::card(row, &texts, locale, now)).collect())
}
