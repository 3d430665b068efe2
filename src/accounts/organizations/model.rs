//! Rows and roles of organizations.

use diesel::prelude::*;

use crate::db::schema::organizations;
use crate::ids::{MemberId, OrganizationId, PersonId};
use crate::lifecycle::Lifecycle;
use crate::web::i18n::Locale;

crate::text_enum! {
    /// The states of an organization.
    pub enum OrganizationState {
        /// Made, not looked at yet: prepares, and nothing of it is public.
        Pending = "pending",
        /// Looked at.
        Verified = "verified",
        /// Refused.
        Rejected = "rejected",
        /// Stopped for now.
        Suspended = "suspended",
    }
}

impl Lifecycle for OrganizationState {
    const THING: &'static str = "organization";
    const MOVES: &'static [(Self, Self)] = &[
        (Self::Pending, Self::Verified),
        (Self::Pending, Self::Rejected),
        (Self::Verified, Self::Suspended),
        (Self::Suspended, Self::Verified),
    ];
    fn text(self) -> &'static str {
        self.as_str()
    }
}

crate::text_enum! {
    /// What a member may do.
    pub enum MemberRole {
        /// Everything.
        Owner = "owner",
        /// Writes the booth.
        Editor = "editor",
        /// Writes postings and handles applications.
        Recruiter = "recruiter",
        /// Stands at the booth and talks.
        Representative = "representative",
    }
}

impl MemberRole {
    /// Whether they write the booth.
    pub fn may_edit_booth(self) -> bool {
        matches!(self, Self::Owner | Self::Editor)
    }

    /// Whether they write postings and read applications.
    pub fn may_recruit(self) -> bool {
        matches!(self, Self::Owner | Self::Recruiter)
    }

    /// Whether they write projects and answer for them; a project's contact does so too.
    pub fn may_pair(self) -> bool {
        matches!(self, Self::Owner | Self::Editor)
    }

    /// Whether they invite and remove members.
    pub fn may_invite(self) -> bool {
        self == Self::Owner
    }

    /// The Fluent key of its name.
    pub fn key(self) -> &'static str {
        match self {
            Self::Owner => "role-owner",
            Self::Editor => "role-editor",
            Self::Recruiter => "role-recruiter",
            Self::Representative => "role-representative",
        }
    }
}

/// Which parts of an organization's workspace a member may open: the others do not exist to them,
/// so nothing leads there.
#[derive(Debug, Clone, Copy)]
pub struct Rights {
    /// The booth.
    pub can_edit_booth: bool,
    /// Postings and applications.
    pub can_recruit: bool,
    /// Projects.
    pub can_pair: bool,
    /// The cards that were left at the booth.
    pub can_hold_cards: bool,
}

/// An organization.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = organizations)]
pub struct OrganizationRow {
    /// The id.
    pub id: OrganizationId,
    /// Its part of the address.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// What the name is searched and sorted by.
    pub name_key: String,
    /// Its Chinese name; may be empty.
    pub name_zh: String,
    /// ISO 3166-1 code.
    pub country: String,
    /// City; may be empty.
    pub city: String,
    /// Address on the web; may be empty.
    pub website: String,
    /// A few sentences; may be empty.
    pub about: String,
    /// Its state.
    pub state: OrganizationState,
    /// Counts its changes.
    pub version: i64,
    /// When it was made.
    pub created_at: crate::clock::Instant,
    /// When it was changed.
    pub updated_at: crate::clock::Instant,
}

impl OrganizationRow {
    /// The name in a language.
    pub fn name_in(&self, locale: impl std::borrow::Borrow<Locale>) -> &str {
        locale.borrow().name(&self.name, &self.name_zh)
    }
}

/// An organization as it signs what it publishes.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = organizations)]
pub struct OrganizationBrief {
    /// Its id.
    pub id: OrganizationId,
    /// Its part of the address.
    pub slug: String,
    /// Name.
    pub name: String,
    /// Name in Chinese; may be empty.
    pub name_zh: String,
    /// `verified` where it is public.
    pub state: OrganizationState,
}

impl From<OrganizationRow> for OrganizationBrief {
    fn from(row: OrganizationRow) -> Self {
        Self { id: row.id, slug: row.slug, name: row.name, name_zh: row.name_zh, state: row.state }
    }
}

impl OrganizationBrief {
    /// The name in a language.
    pub fn name_in(&self, locale: impl std::borrow::Borrow<Locale>) -> &str {
        locale.borrow().name(&self.name, &self.name_zh)
    }

    /// Whether what it publishes is public.
    pub fn is_verified(&self) -> bool {
        self.state == OrganizationState::Verified
    }
}

/// An organization as one of its members works for it.
#[derive(Debug, Clone)]
pub struct OwnOrganization {
    /// The organization.
    pub organization: OrganizationBrief,
    /// The tabs of its workspace.
    pub rights: Rights,
}

impl std::ops::Deref for OwnOrganization {
    type Target = OrganizationBrief;
    fn deref(&self) -> &OrganizationBrief {
        &self.organization
    }
}

/// A person's membership with its organization.
#[derive(Debug, Clone)]
pub struct Membership {
    /// The organization.
    pub organization: OrganizationRow,
    /// What they may do.
    pub role: MemberRole,
    /// Whether they are of the staff of its booth in the current edition.
    pub is_at_booth: bool,
}

impl Membership {
    /// What the tabs and the steps of the workspace lead to.
    pub fn rights(&self) -> Rights {
        Rights {
            can_edit_booth: self.role.may_edit_booth(),
            can_recruit: self.role.may_recruit(),
            can_pair: self.role.may_pair(),
            can_hold_cards: self.is_at_booth || self.role == MemberRole::Owner,
        }
    }
}

/// A member as the team sees them.
#[derive(Debug, Clone, Queryable)]
pub struct MemberEntry {
    /// The membership.
    pub id: MemberId,
    /// The person.
    pub person_id: PersonId,
    /// Full name.
    pub name: String,
    /// Mail address.
    pub email: String,
    /// What they may do.
    pub role: MemberRole,
}

#[cfg(test)]
mod tests {
    use super::MemberRole;

    #[test]
    fn only_owners_invite_and_representatives_write_nothing() {
        let may = |role: MemberRole| (role.may_edit_booth(), role.may_pair(), role.may_recruit(), role.may_invite());
        assert_eq!(may(MemberRole::Owner), (true, true, true, true));
        assert_eq!(may(MemberRole::Editor), (true, true, false, false));
        assert_eq!(may(MemberRole::Recruiter), (false, false, true, false));
        assert_eq!(may(MemberRole::Representative), (false, false, false, false));
    }
}
