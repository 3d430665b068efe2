//! The pages of an organization's workspace that belong to no zone.

use askama::Template;

use super::forms::{MemberForm, OrganizationForm};
use super::model::{MemberEntry, MemberRole, OrganizationRow, OrganizationState, Rights};
use crate::accounts::invitations::model::InvitationEntry;
use crate::error::FieldErrors;
use crate::ids::PersonId;
use crate::web::choice::{Choice, choices};
use crate::web::page::Page;
use crate::web::standards;

/// Asks for a new organization.
#[derive(Template)]
#[template(path = "accounts/organizations/new.html")]
pub struct NewOrganizationPage {
    /// The frame.
    pub page: Page,
    /// What was typed.
    pub form: OrganizationForm,
    /// What is wrong.
    pub errors: FieldErrors,
}

impl NewOrganizationPage {
    fn countries(&self) -> Vec<Choice> {
        countries(&self.page, &self.form)
    }
}

fn countries(page: &Page, form: &OrganizationForm) -> Vec<Choice> {
    let all = standards::countries(page.locale).iter().copied();
    choices(std::iter::once(("", "")).chain(all), &form.country)
}

/// The details, to be changed.
#[derive(Template)]
#[template(path = "accounts/organizations/profile.html")]
pub struct OrganizationProfilePage {
    /// The frame.
    pub page: Page,
    /// The organization as it stands.
    pub organization: OrganizationRow,
    /// Its slug, for the tabs.
    pub org_slug: String,
    /// The tab.
    pub current: &'static str,
    /// The other tabs.
    pub rights: Rights,
    /// What was typed, or what stands.
    pub form: OrganizationForm,
    /// Whether somebody else saved it meanwhile; the form keeps what was typed.
    pub is_conflict: bool,
    /// What is wrong.
    pub errors: FieldErrors,
}

impl OrganizationProfilePage {
    fn countries(&self) -> Vec<Choice> {
        countries(&self.page, &self.form)
    }
}

/// The overview.
#[derive(Template)]
#[template(path = "accounts/organizations/show.html")]
pub struct OrganizationPage {
    /// The frame.
    pub page: Page,
    /// The organization.
    pub organization: OrganizationRow,
    /// Its slug, for the tabs.
    pub org_slug: String,
    /// The tab.
    pub current: &'static str,
    /// The other tabs.
    pub rights: Rights,
    /// Whether this member changes its details and its team.
    pub is_owner: bool,
    /// Whether it has a booth.
    pub has_booth: bool,
    /// Whether it has a posting.
    pub has_posting: bool,
    /// Whether it has more than one member.
    pub has_team: bool,
}

/// The team.
#[derive(Template)]
#[template(path = "accounts/organizations/members.html")]
pub struct MembersPage {
    /// The frame.
    pub page: Page,
    /// The organization.
    pub organization: OrganizationRow,
    /// Its slug, for the tabs.
    pub org_slug: String,
    /// The tab.
    pub current: &'static str,
    /// The other tabs.
    pub rights: Rights,
    /// The members.
    pub members: Vec<MemberEntry>,
    /// Open invitations.
    pub invitations: Vec<InvitationEntry>,
    /// Whether this member invites and removes.
    pub can_invite: bool,
    /// The reader, who may leave.
    pub own: PersonId,
    /// What was typed.
    pub form: MemberForm,
    /// What is wrong.
    pub errors: FieldErrors,
}

impl MembersPage {
    fn roles(&self, chosen: &str) -> Vec<Choice> {
        choices(MemberRole::ALL.iter().map(|role| (role.as_str(), self.page.t(role.key()))), chosen)
    }
}
