//! The pages of an organization's workspace that belong to no zone.

use askama::Template;

use super::forms::{MemberForm, OrganizationForm};
use super::model::{MemberEntry, MemberRole, OrganizationRow, OrganizationState};
use crate::accounts::invitations::model::InvitationEntry;
use crate::error::FieldErrors;
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
        let all = standards::countries(self.page.locale).iter().copied();
        choices(std::iter::once(("", "")).chain(all), &self.form.country)
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
    /// The members.
    pub members: Vec<MemberEntry>,
    /// Open invitations.
    pub invitations: Vec<InvitationEntry>,
    /// Whether this member invites and removes.
    pub can_invite: bool,
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
