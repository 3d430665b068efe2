//! How much of a project a reader sees, and who answers for it. The only place that decides this: the page,
//! the files and the zone's other nouns all ask here, in the closure of what they guard.

use diesel::prelude::*;

use super::model::{Disclosure, Project};
use crate::accounts::organizations::{MemberRole, OrganizationBrief};
use crate::db::Conn;
use crate::db::schema::{interests, members, project_revisions, undertakings};
use crate::ids::{PersonId, ProjectId};
use crate::lifecycle::RevisionState;
use crate::site::{Visit, ZoneKind};

/// The most people of a team who are told of something.
const TEAM_MOST: i64 = 200;

/// How much of a project a reader sees; each step shows what the one before does, and more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// Nothing: to this reader it does not exist.
    Hidden,
    /// The teaser and the facts.
    Teaser,
    /// The details too.
    Details,
    /// The attachments too.
    Attachments,
    /// Everything that was ever submitted: a reviewer's view.
    Review,
    /// Everything, drafts too: whoever answers for it.
    Team,
}

/// What this visit may see of a project.
///
/// # Errors
/// What the database said.
pub fn find_step(conn: &mut Conn, project: &Project, of: &OrganizationBrief, visit: &Visit) -> QueryResult<Step> {
    let state = project.state_at(visit.now);
    let is_public = project.published_revision_id.is_some() && state.is_readable() && of.is_verified();
    let Some(viewer) = &visit.viewer else {
        return Ok(if is_public { Step::Teaser } else { Step::Hidden });
    };
    if is_of_team(conn, project, &viewer.person)? {
        return Ok(Step::Team);
    }
    let is_of_edition = visit.snapshot.edition.as_ref().is_some_and(|edition| edition.id == project.edition_id);
    if viewer.may_review(ZoneKind::Pairing) && is_of_edition && was_submitted(conn, &project.id)? {
        return Ok(Step::Review);
    }
    if !is_public {
        return Ok(Step::Hidden);
    }
    let is_withdrawn = state == super::ProjectState::Withdrawn;
    if !is_withdrawn && has_accepted_interest(conn, &project.id, &viewer.person)? {
        return Ok(Step::Attachments);
    }
    if state.is_gone() {
        return Ok(Step::Teaser);
    }
    let is_open_to_undertakings = has_disclosure(conn, project, Disclosure::Undertaking)?;
    match is_open_to_undertakings && has_undertaken(conn, &project.id, &viewer.person)? {
        true => Ok(Step::Attachments),
        false => Ok(Step::Details),
    }
}

fn was_submitted(conn: &mut Conn, project: &ProjectId) -> QueryResult<bool> {
    let submitted = project_revisions::table
        .filter(project_revisions::project_id.eq(project))
        .filter(project_revisions::state.ne(RevisionState::Draft));
    diesel::select(diesel::dsl::exists(submitted)).get_result(conn)
}

fn has_accepted_interest(conn: &mut Conn, project: &ProjectId, person: &PersonId) -> QueryResult<bool> {
    let accepted = interests::table
        .filter(interests::project_id.eq(project))
        .filter(interests::person_id.eq(person))
        .filter(interests::state.eq("accepted"));
    diesel::select(diesel::dsl::exists(accepted)).get_result(conn)
}

fn has_disclosure(conn: &mut Conn, project: &Project, wanted: Disclosure) -> QueryResult<bool> {
    let Some(revision) = &project.published_revision_id else { return Ok(false) };
    let of_revision = project_revisions::table.find(revision).filter(project_revisions::disclosure.eq(wanted));
    diesel::select(diesel::dsl::exists(of_revision)).get_result(conn)
}

/// Whether a person has undertaken to keep a project confidential.
///
/// # Errors
/// What the database said.
pub fn has_undertaken(conn: &mut Conn, project: &ProjectId, person: &PersonId) -> QueryResult<bool> {
    let own =
        undertakings::table.filter(undertakings::project_id.eq(project)).filter(undertakings::person_id.eq(person));
    diesel::select(diesel::dsl::exists(own)).get_result(conn)
}

/// Whether a person answers for a project: an owner or editor of its organization, or its contact while
/// that is a member.
///
/// # Errors
/// What the database said.
pub fn is_of_team(conn: &mut Conn, project: &Project, person: &PersonId) -> QueryResult<bool> {
    let role: Option<MemberRole> = members::table
        .filter(members::organization_id.eq(&project.organization_id))
        .filter(members::person_id.eq(person))
        .select(members::role)
        .first(conn)
        .optional()?;
    Ok(role.is_some_and(|role| role.may_pair() || project.contact_id.as_ref() == Some(person)))
}

/// Everybody who answers for a project, the longest member first.
///
/// # Errors
/// What the database said.
pub fn list_team(conn: &mut Conn, project: &Project) -> QueryResult<Vec<PersonId>> {
    let all = list_roles(conn, project)?;
    let is_of_team =
        |(person, role): &(PersonId, MemberRole)| role.may_pair() || project.contact_id.as_ref() == Some(person);
    Ok(all.into_iter().filter(is_of_team).map(|row| row.0).collect())
}

/// Who is asked about a project: its contact while that is a member, else the owners.
///
/// # Errors
/// What the database said.
pub fn list_hosts(conn: &mut Conn, project: &Project) -> QueryResult<Vec<PersonId>> {
    let all = list_roles(conn, project)?;
    let contact = all.iter().find(|(person, _)| project.contact_id.as_ref() == Some(person));
    match contact {
        Some((person, _)) => Ok(vec![person.clone()]),
        None => Ok(all.into_iter().filter(|row| row.1 == MemberRole::Owner).map(|row| row.0).collect()),
    }
}

fn list_roles(conn: &mut Conn, project: &Project) -> QueryResult<Vec<(PersonId, MemberRole)>> {
    members::table
        .filter(members::organization_id.eq(&project.organization_id))
        .order(members::id)
        .limit(TEAM_MOST)
        .select((members::person_id, members::role))
        .load(conn)
}
