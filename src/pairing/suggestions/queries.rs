//! The statements of suggestions: the facts of all open projects, who a person is among them, and what they look
//! for.

use diesel::prelude::*;

use super::forms::ValidWish;
use super::scores::{Fact, tokens_of};
use crate::accounts::organizations::MemberRole;
use crate::clock::Instant;
use crate::db::Conn;
use crate::db::schema::{members, organizations, pair_refusals, pairing_wishes, project_revisions, projects};
use crate::error::AppResult;
use crate::ids::{EditionId, OrganizationId, PersonId, ProjectId, RowId};
use crate::pairing::codes;
use crate::pairing::projects::model::ProjectKind;

type Row = (ProjectId, OrganizationId, Option<PersonId>, (ProjectKind, String, Option<i64>, String, String));

/// The facts of every project that is open, at most 20,000.
///
/// # Errors
/// What the database said.
pub fn list_facts(conn: &mut Conn, edition: &EditionId, now: Instant) -> QueryResult<Vec<Fact>> {
    let rows: Vec<Row> = projects::table
        .inner_join(project_revisions::table.on(projects::published_revision_id.eq(project_revisions::id.nullable())))
        .inner_join(organizations::table.on(projects::organization_id.eq(organizations::id)))
        .filter(projects::edition_id.eq(edition))
        .filter(projects::state.eq("published"))
        .filter(projects::expires_at.gt(now))
        .filter(organizations::state.eq("verified"))
        .order(projects::id)
        .limit(20_000)
        .select((
            projects::id,
            projects::organization_id,
            projects::contact_id,
            (
                project_revisions::kind,
                project_revisions::fields,
                project_revisions::readiness,
                project_revisions::country,
                project_revisions::search_key,
            ),
        ))
        .load(conn)?;
    let fact = |(id, organization, contact, (kind, fields, readiness, country, words)): Row| Fact {
        tokens: tokens_of(&words),
        id,
        organization,
        contact,
        kind,
        fields,
        readiness,
        country,
        words,
    };
    Ok(rows.into_iter().map(fact).collect())
}

/// Who a person is among the projects.
#[derive(Debug, Clone, Default)]
pub struct Standing {
    /// The organizations they belong to, and whether they answer for all of its projects.
    pub organizations: Vec<(OrganizationId, bool)>,
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
    Ok(Standing { organizations, refused, refused_people })
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
