//! What a person's overview shows: the steps of their organizations, their last applications.

use diesel::dsl::exists;
use diesel::prelude::*;

use crate::accounts::organizations::MemberRole;
use crate::clock::Instant;
use crate::db::Conn;
use crate::db::schema::{booth_revisions, booths, invitations, members, organizations, people};
use crate::ids::{ApplicationId, EditionId, OrganizationId, PersonId};
use crate::recruitment::applications::ApplicationState;
use crate::recruitment::applications::queries::{OwnRow, list_hidden_decisions, list_own_applications, visible_state};
use crate::recruitment::postings::model::{PostingText, text_in};
use crate::recruitment::postings::queries::list_texts;
use crate::web::i18n::Locale;

/// How many applications the overview shows.
const APPLICATIONS: usize = 4;

/// An organization a person belongs to, with how far its exhibit has come.
#[derive(Debug, Clone)]
pub struct OwnOrganization {
    /// Its part of the address.
    pub slug: String,
    /// Its name in the reader's language.
    pub name: String,
    /// What the person may do.
    pub role: MemberRole,
    /// Whether somebody else belongs to the team or is invited.
    pub has_team: bool,
    /// Whether its booth has been begun in this edition.
    pub has_booth: bool,
    /// Whether its booth has been submitted.
    pub is_submitted: bool,
}

impl OwnOrganization {
    /// Whether a step is left that this member can take.
    pub fn has_steps(&self) -> bool {
        self.role.may_edit_booth() && !(self.has_booth && self.is_submitted && self.has_team)
    }
}

/// The organizations of a person, by name, at most 20.
///
/// # Errors
/// What the database said.
pub fn list_organizations(
    conn: &mut Conn,
    person: &PersonId,
    edition: Option<&EditionId>,
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
    let with_steps = |(id, slug, name, name_zh, role): Row| {
        let (has_booth, is_submitted) = match edition {
            Some(edition) => booth_steps(conn, &id, edition)?,
            None => (false, false),
        };
        let has_team = has_team(conn, &id)?;
        let name = locale.name(&name, &name_zh).to_owned();
        Ok(OwnOrganization { slug, name, role, has_team, has_booth, is_submitted })
    };
    rows.into_iter().map(with_steps).collect()
}

fn has_team(conn: &mut Conn, organization: &OrganizationId) -> QueryResult<bool> {
    let team: i64 = members::table.filter(members::organization_id.eq(organization)).count().get_result(conn)?;
    if team > 1 {
        return Ok(true);
    }
    let open = invitations::table
        .filter(invitations::organization_id.eq(organization))
        .filter(invitations::revoked_at.is_null());
    diesel::select(exists(open)).get_result(conn)
}

fn booth_steps(conn: &mut Conn, organization: &OrganizationId, edition: &EditionId) -> QueryResult<(bool, bool)> {
    let states: Vec<String> = booth_revisions::table
        .inner_join(booths::table.on(booth_revisions::booth_id.eq(booths::id)))
        .filter(booths::organization_id.eq(organization))
        .filter(booths::edition_id.eq(edition))
        .order(booth_revisions::number.desc())
        .limit(50)
        .select(booth_revisions::state)
        .load(conn)?;
    let is_submitted = states.iter().any(|state| matches!(state.as_str(), "submitted" | "approved"));
    Ok((!states.is_empty(), is_submitted))
}

/// An application as the overview shows it.
#[derive(Debug, Clone)]
pub struct OwnApplication {
    /// Its id.
    pub id: ApplicationId,
    /// The posting's title.
    pub title: String,
    /// The organization.
    pub organization: String,
    /// The state as the applicant may see it.
    pub state: ApplicationState,
    /// When it was sent.
    pub submitted_at: Instant,
}

/// The last applications of a person.
///
/// # Errors
/// What the database said.
pub fn list_applications(conn: &mut Conn, person: &PersonId, locale: Locale) -> QueryResult<Vec<OwnApplication>> {
    let mut rows = list_own_applications(conn, person)?;
    rows.truncate(APPLICATIONS);
    let ids: Vec<_> = rows.iter().map(|row| row.0.id.clone()).collect();
    let decisions = list_hidden_decisions(conn, &ids)?;
    let revisions: Vec<_> = rows.iter().filter_map(|row| row.1.published_revision_id.clone()).collect();
    let texts = list_texts(conn, &revisions)?;
    let own = |(application, posting, employer): &OwnRow| {
        let is_its = |text: &&PostingText| Some(&text.revision) == posting.published_revision_id.as_ref();
        let its: Vec<PostingText> = texts.iter().filter(is_its).cloned().collect();
        OwnApplication {
            id: application.id.clone(),
            title: text_in(&its, locale).map(|text| text.title.clone()).unwrap_or_default(),
            organization: employer.name_in(locale).to_owned(),
            state: visible_state(application, &decisions),
            submitted_at: application.submitted_at,
        }
    };
    Ok(rows.iter().map(own).collect())
}

/// Whether a person has said anything of themselves in their profile.
///
/// # Errors
/// 404 when there is no such person.
pub fn has_profile(conn: &mut Conn, person: &PersonId) -> QueryResult<bool> {
    let (headline, photo): (String, Option<String>) =
        people::table.find(person).select((people::headline, people::photo_file_id)).first(conn)?;
    Ok(!headline.is_empty() || photo.is_some())
}
