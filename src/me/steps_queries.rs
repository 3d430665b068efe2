//! How far a person and their organizations have come: the steps of their first days, gone when they are done. A few
//! questions for all organizations together.

use std::collections::{HashMap, HashSet};

use diesel::prelude::*;

use crate::accounts::organizations::MemberRole;
use crate::calendar::EntryKind;
use crate::clock::Instant;
use crate::db::Conn;
use crate::db::schema::{
    booth_revisions, booth_texts, booths, calendar_entries, calendar_feeds, exhibits, invitations, members,
    organizations, people, postings, project_revisions, projects,
};
use crate::ids::{BoothId, BoothRevisionId, EditionId, OrganizationId, PersonId};
use crate::web::i18n::Locale;

/// A step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The Fluent key of its words.
    pub key: &'static str,
    /// Where it is taken.
    pub link: String,
    /// Whether it is done.
    pub is_done: bool,
}

/// An organization a person belongs to, with the steps they can take.
#[derive(Debug, Clone)]
pub struct OwnOrganization {
    /// Its part of the address.
    pub slug: String,
    /// Its name in the reader's language.
    pub name: String,
    /// What the person may do.
    pub role: MemberRole,
    /// The steps.
    pub steps: Vec<Step>,
}

impl OwnOrganization {
    /// Whether a step is left.
    pub fn has_steps(&self) -> bool {
        self.steps.iter().any(|step| !step.is_done)
    }
}

/// What stands of each organization.
#[derive(Default)]
struct Standing {
    with_team: HashSet<OrganizationId>,
    booths: HashMap<OrganizationId, BoothStanding>,
    with_posting: HashSet<OrganizationId>,
    /// Whether a project was submitted, of those that have begun one.
    projects: HashMap<OrganizationId, bool>,
}

/// What stands of a booth.
#[derive(Default, Clone, Copy)]
struct BoothStanding {
    has_logo: bool,
    has_text: bool,
    has_exhibit: bool,
    has_hours: bool,
    is_submitted: bool,
}

/// The organizations of a person, by name, at most 20.
///
/// # Errors
/// What the database said.
pub fn list_organizations(
    conn: &mut Conn,
    person: &PersonId,
    (edition, now): (Option<&EditionId>, Instant),
    locale: Locale,
) -> QueryResult<Vec<OwnOrganization>> {
    type Row = (OrganizationId, String, String, String, MemberRole);
    let rows: Vec<Row> = organizations::table
        .inner_join(members::table)
        .filter(members::person_id.eq(person))
        .order((organizations::name_key, organizations::id))
        .limit(20)
        .select((organizations::id, organizations::slug, organizations::name, organizations::name_zh, members::role))
        .load(conn)?;
    let ids: Vec<OrganizationId> = rows.iter().map(|row| row.0.clone()).collect();
    let standing = find_standing(conn, &ids, edition, now)?;
    let own = |(id, slug, name, name_zh, role): Row| {
        let steps = list_steps(&standing, &id, &slug, role);
        OwnOrganization { slug, name: locale.name(&name, &name_zh).to_owned(), role, steps }
    };
    Ok(rows.into_iter().map(own).collect())
}

fn list_steps(standing: &Standing, id: &OrganizationId, slug: &str, role: MemberRole) -> Vec<Step> {
    let home = format!("/organizations/{slug}");
    let step = |key, rest: &str, is_done| Step { key, link: format!("{home}{rest}"), is_done };
    let mut steps = Vec::new();
    if role.may_invite() {
        steps.push(step("me-step-team", "/members", standing.with_team.contains(id)));
    }
    if role.may_edit_booth() {
        let booth = standing.booths.get(id);
        let of = booth.copied().unwrap_or_default();
        steps.extend([
            step("workspace-step-booth", "/booth", booth.is_some()),
            step("me-step-logo", "/booth", of.has_logo),
            step("me-step-text", "/booth", of.has_text),
            step("me-step-exhibit", "/booth", of.has_exhibit),
            step("me-step-hours", "/booth/shifts", of.has_hours),
            step("me-step-submit", "/booth", of.is_submitted),
        ]);
    }
    if role.may_recruit() {
        steps.push(step("me-step-posting", "/postings", standing.with_posting.contains(id)));
    }
    if let (true, Some(is_submitted)) = (role.may_pair(), standing.projects.get(id)) {
        steps.push(step("me-step-project", "/projects", *is_submitted));
    }
    steps
}

fn find_standing(
    conn: &mut Conn,
    of: &[OrganizationId],
    edition: Option<&EditionId>,
    now: Instant,
) -> QueryResult<Standing> {
    let mut standing = Standing { with_team: list_with_team(conn, of)?, ..Standing::default() };
    let Some(edition) = edition else { return Ok(standing) };
    standing.booths = find_booths(conn, of, edition, now)?;
    let posted: Vec<OrganizationId> = postings::table
        .filter(postings::organization_id.eq_any(of))
        .filter(postings::edition_id.eq(edition))
        .select(postings::organization_id)
        .distinct()
        .load(conn)?;
    standing.with_posting = posted.into_iter().collect();
    let begun: Vec<(OrganizationId, String)> = projects::table
        .inner_join(project_revisions::table)
        .filter(projects::organization_id.eq_any(of))
        .filter(projects::edition_id.eq(edition))
        .select((projects::organization_id, project_revisions::state))
        .distinct()
        .load(conn)?;
    for (organization, state) in begun {
        *standing.projects.entry(organization).or_default() |= is_sent(&state);
    }
    Ok(standing)
}

fn is_sent(state: &str) -> bool {
    matches!(state, "submitted" | "approved")
}

/// Those to which somebody else belongs or is invited.
fn list_with_team(conn: &mut Conn, of: &[OrganizationId]) -> QueryResult<HashSet<OrganizationId>> {
    let all: Vec<OrganizationId> =
        members::table.filter(members::organization_id.eq_any(of)).select(members::organization_id).load(conn)?;
    let invited: Vec<OrganizationId> = invitations::table
        .filter(invitations::organization_id.eq_any(of))
        .filter(invitations::revoked_at.is_null())
        .select(invitations::organization_id)
        .distinct()
        .load(conn)?;
    let has_two = |id: &&OrganizationId| all.iter().filter(|one| one == id).count() > 1;
    Ok(all.iter().filter(has_two).cloned().chain(invited).collect())
}

fn find_booths(
    conn: &mut Conn,
    of: &[OrganizationId],
    edition: &EditionId,
    now: Instant,
) -> QueryResult<HashMap<OrganizationId, BoothStanding>> {
    type Row = (OrganizationId, BoothId, BoothRevisionId, String, Option<String>);
    let rows: Vec<Row> = booths::table
        .inner_join(booth_revisions::table.on(booth_revisions::booth_id.eq(booths::id)))
        .filter(booths::organization_id.eq_any(of))
        .filter(booths::edition_id.eq(edition))
        .order(booth_revisions::number)
        .limit(1_000)
        .select((
            booths::organization_id,
            booths::id,
            booth_revisions::id,
            booth_revisions::state,
            booth_revisions::logo_file_id,
        ))
        .load(conn)?;
    let revisions: Vec<&BoothRevisionId> = rows.iter().map(|row| &row.2).collect();
    let written: Vec<BoothRevisionId> = booth_texts::table
        .filter(booth_texts::revision_id.eq_any(&revisions))
        .filter(booth_texts::body.ne(""))
        .select(booth_texts::revision_id)
        .load(conn)?;
    let shown: Vec<BoothRevisionId> = exhibits::table
        .filter(exhibits::revision_id.eq_any(&revisions))
        .select(exhibits::revision_id)
        .distinct()
        .load(conn)?;
    let staffed: Vec<String> = calendar_entries::table
        .filter(calendar_entries::kind.eq(EntryKind::Duty))
        .filter(calendar_entries::thing_id.eq_any(rows.iter().map(|row| row.1.as_str())))
        .filter(calendar_entries::ends_at.gt(now))
        .select(calendar_entries::thing_id)
        .distinct()
        .load(conn)?;
    let mut found: HashMap<OrganizationId, BoothStanding> = HashMap::new();
    for (organization, booth, revision, state, logo) in &rows {
        let one = found.entry(organization.clone()).or_default();
        one.has_logo |= logo.is_some();
        one.has_text |= written.contains(revision);
        one.has_exhibit |= shown.contains(revision);
        one.has_hours |= staffed.iter().any(|id| id == booth.as_str());
        one.is_submitted |= is_sent(state);
    }
    Ok(found)
}

/// Whether a person has said anything of themselves in their profile, and whether their calendar is read elsewhere.
///
/// # Errors
/// 404 when there is no such person.
pub fn find_own_steps(conn: &mut Conn, person: &PersonId) -> QueryResult<(bool, bool)> {
    let (headline, photo): (String, Option<String>) =
        people::table.find(person).select((people::headline, people::photo_file_id)).first(conn)?;
    let feed = diesel::select(diesel::dsl::exists(calendar_feeds::table.find(person))).get_result(conn)?;
    Ok((!headline.is_empty() || photo.is_some(), feed))
}
