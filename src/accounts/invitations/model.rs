//! Rows of invitations.

use diesel::prelude::*;

use crate::accounts::organizations::MemberRole;
use crate::clock::Instant;
use crate::db::schema::invitations;
use crate::ids::{InvitationId, OrganizationId, PersonId};
use crate::web::i18n::Locale;

/// How many days an invitation is good.
pub const INVITATION_DAYS: i64 = 7;

/// An invitation about to be stored.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = invitations)]
pub struct NewInvitation {
    /// The id.
    pub id: InvitationId,
    /// To which organization.
    pub organization_id: OrganizationId,
    /// The address as written.
    pub email: String,
    /// What it is compared by.
    pub email_key: String,
    /// The role to have.
    pub role: MemberRole,
    /// The hash of the secret.
    pub token_hash: String,
    /// Who invites.
    pub invited_by: PersonId,
    /// The end.
    pub expires_at: Instant,
    /// Now.
    pub created_at: Instant,
}

/// An open invitation as the team sees it.
#[derive(Debug, Clone, Queryable)]
pub struct InvitationEntry {
    /// The id.
    pub id: InvitationId,
    /// The address.
    pub email: String,
    /// The role to have.
    pub role: MemberRole,
    /// The end.
    pub expires_at: Instant,
}

/// An open invitation as the invited one sees it.
#[derive(Debug, Clone, Queryable)]
pub struct Invitation {
    /// The id.
    pub id: InvitationId,
    /// To which organization.
    pub organization_id: OrganizationId,
    /// Its slug.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// Its Chinese name, or empty.
    pub name_zh: String,
    /// Who invites.
    pub inviter: String,
    /// Their id, to be told of the answer.
    pub invited_by: PersonId,
    /// The role to have.
    pub role: MemberRole,
    /// What the address is compared by.
    pub email_key: String,
}

impl Invitation {
    /// The organization's name in a language.
    pub fn organization_in(&self, locale: impl std::borrow::Borrow<Locale>) -> &str {
        locale.borrow().name(&self.name, &self.name_zh)
    }
}
