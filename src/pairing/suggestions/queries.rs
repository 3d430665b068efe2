//! The statements of suggestions: the facts of all open projects, who a person is among them, and what they look
//! for.

use std::collections::HashMap;
use std::sync::Arc;

use diesel::prelude::*;

use super::forms::ValidWish;
use super::scores::{Fact, Profile, tokens_of};
use crate::accounts::organizations::MemberRole;
use crate::clock::Instant;
use crate::db::Conn;
use crate::db::schema::{
    interests, members, organizations, pair_refusals, pairing_wishes, project_revisions, projects,
};
use crate::error::AppResult;
use crate::ids::{EditionId, OrganizationId, PersonId, ProjectId, ProjectRevisionId, RowId};
use crate::pairing::codes;
use crate::pairing::projects::model::ProjectKind;

/// Revisions that are read by one statement.
const BATCH: usize = 500;

/// Every project that is open, at most 20,000, with what is scored of it: of revisions that are `known` that is taken
/// from there, since what was published never changes.
///
/// # Errors
/// What the database said.
pub fn list_facts(conn: &mut Conn, edition: &EditionId, now: Instant, known: &[Fact]) -> QueryResult<Vec<Fact>> {
    type Row = (ProjectId, OrganizationId, Option<PersonId>, ProjectRevisionId);
    let rows: Vec<Row> = projects::table
        .inner_join(organizations::table.on(projects::organization_id.eq(organizations::id)))
        .filter(projects::edition_id.eq(edition))
        .filter(projects::state.eq("published"))
        .filter(projects::published_revision_id.is_not_null())
        .filter(projects::expires_at.gt(now))
        .filter(organizations::state.eq("verified"))
        .order(projects::id)
        .limit(20_000)
        .select((
            projects::id,
            projects::organization_id,
            projects::contact_id,
            projects::published_revision_id.assume_not_null(),
        ))
        .load(conn)?;
    let mut profiles: HashMap<ProjectRevisionId, Arc<Profile>> =
        known.iter().map(|fact| (fact.revision.clone(), fact.profile.clone())).collect();
    let new: Vec<&ProjectRevisionId> = rows.iter().map(|row| &row.3).filter(|id| !profiles.contains_key(*id)).collect();
    let read = read_profiles(conn, &new)?;
    profiles.extend(read);
    let fact = |(id, organization, contact, revision): Row| {
        let profile = profiles.get(&revision)?.clone();
        Some(Fact { id, organization, contact, revision, profile })
    };
    Ok(rows.into_iter().filter_map(fact).collect())
}

fn read_profiles(
    conn: &mut Conn,
    revisions: &[&ProjectRevisionId],
) -> QueryResult<Vec<(ProjectRevisionId, Arc<Profile>)>> {
    type Row = (ProjectRevisionId, ProjectKind, String, Option<i64>, String, String);
    let profile = |(id, kind, fields, readiness, country, words): Row| {
        (id, Arc::new(Profile { tokens: tokens_of(&words), kind, fields, readiness, country, words }))
    };
    let mut read = Vec::with_capacity(revisions.len());
    for some in revisions.chunks(BATCH) {
        let rows: Vec<Row> = project_revisions::table
            .filter(project_revisions::id.eq_any(some.iter().copied()))
            .select((
                project_revisions::id,
                project_revisions::kind,
                project_revisions::fields,
                project_revisions::readiness,
                project_revisions::country,
                project_revisions::search_key,
            ))
            .load(conn)?;
        read.extend(rows.into_iter().map(profile));
    }
    Ok(read)
}

/// Who a person is among the projects.
#[derive(Debug, Clone, Default)]
pub struct Standing {
    /// The organizations they belong to, and whether they answer for all of its projects.
    pub organizations: Vec<(OrganizationId, bool)>,
    /// Projects in which they have shown interest: these stand in a list of their own.
    pub known: Vec<ProjectId>,
    /// Projects with which one side wants nothing to do.
    pub refused: Vec<ProjectId>,
    /// People with whom a project of theirs wants nothing to do, or the other way round.
    pub refused_people: Vec<(ProjectId, PersonId)>,
}

impl Standing {
    /// Whether a project is of an organization of theirs.
    pub fn is_own(&self, fact: &Fact) -> bool {
        self.organizations.iter().any(|(id, _)| *id == fact.organization)
    }

    /// Whether they answer for a project.
    pub fn answers_for(&self, person: &PersonId, fact: &Fact) -> bool {
        let own = self.organizations.iter().find(|(id, _)| *id == fact.organization);
        own.is_some_and(|(_, answers)| *answers || fact.contact.as_ref() == Some(person))
    }
}

/// Who a person is among the projects.
///
/// # Errors
/// What the database said.
pub fn find_standing(conn: &mut Conn, person: &PersonId) -> QueryResult<Standing> {
    let roles: Vec<(OrganizationId, MemberRole)> = members::table
        .filter(members::person_id.eq(person))
        .limit(100)
        .select((members::organization_id, members::role))
        .load(conn)?;
    let own: Vec<OrganizationId> = roles.iter().map(|role| role.0.clone()).collect();
    let known = interests::table
        .filter(interests::person_id.eq(person))
        .order(interests::id.desc())
        .limit(1_000)
        .select(interests::project_id)
        .load(conn)?;
    let refused = pair_refusals::table
        .filter(pair_refusals::person_id.eq(person))
        .limit(1_000)
        .select(pair_refusals::project_id)
        .load(conn)?;
    let refused_people = pair_refusals::table
        .inner_join(projects::table)
        .filter(projects::organization_id.eq_any(own))
        .limit(1_000)
        .select((pair_refusals::project_id, pair_refusals::person_id))
        .load(conn)?;
    let organizations = roles.into_iter().map(|(id, role)| (id, role.may_pair())).collect();
    Ok(Standing { organizations, known, refused, refused_people })
}

/// What a person looks for in an edition, as it was stored.
#[derive(Debug, Clone, Default, Queryable)]
pub struct Wish {
    /// Kinds, as a list of codes.
    pub kinds: String,
    /// OECD fields, as a list of codes.
    pub fields: String,
    /// Least readiness.
    pub readiness_min: Option<i64>,
    /// Greatest readiness.
    pub readiness_max: Option<i64>,
    /// Countries, as a list of codes.
    pub countries: String,
    /// Words, as they were typed.
    pub words: String,
}

/// What a person looks for; nothing before they have said it.
///
/// # Errors
/// What the database said.
pub fn find_wish(conn: &mut Conn, edition: &EditionId, person: &PersonId) -> QueryResult<Option<Wish>> {
    pairing_wishes::table
        .filter(pairing_wishes::edition_id.eq(edition))
        .filter(pairing_wishes::person_id.eq(person))
        .select((
            pairing_wishes::kinds,
            pairing_wishes::fields,
            pairing_wishes::readiness_min,
            pairing_wishes::readiness_max,
            pairing_wishes::countries,
            pairing_wishes::words,
        ))
        .first(conn)
        .optional()
}

/// Stores what a person looks for. Safe to repeat.
///
/// # Errors
/// What the database said.
pub fn save_wish(
    conn: &mut Conn,
    edition: &EditionId,
    person: &PersonId,
    wish: &ValidWish,
    now: Instant,
) -> AppResult<()> {
    let kinds: Vec<&str> = wish.kinds.iter().map(|kind| kind.as_str()).collect();
    let changes = (
        pairing_wishes::kinds.eq(codes::pack(&kinds)),
        pairing_wishes::fields.eq(codes::pack(&wish.fields)),
        pairing_wishes::readiness_min.eq(wish.readiness_min),
        pairing_wishes::readiness_max.eq(wish.readiness_max),
        pairing_wishes::countries.eq(codes::pack(&wish.countries)),
        pairing_wishes::words.eq(&wish.words),
        pairing_wishes::updated_at.eq(now),
    );
    let row = (
        pairing_wishes::id.eq(RowId::new()),
        pairing_wishes::person_id.eq(person),
        pairing_wishes::edition_id.eq(edition),
        changes.clone(),
        pairing_wishes::created_at.eq(now),
    );
    crate::upsert!(conn, pairing_wishes::table, row, (pairing_wishes::person_id, pairing_wishes::edition_id), changes)?;
    Ok(())
}
