//! The page of a person's own place.

use askama::Template;

use super::notifications::queries::NotificationEntry;
use super::queries::{OwnApplication, OwnOrganization};
use crate::accounts::organizations::MemberRole;
use crate::ids::InvitationId;
use crate::web::page::Page;

/// What there is to do, where one belongs, what happened last.
#[derive(Debug, Clone)]
pub struct Overview {
    /// Full name.
    pub name: String,
    /// Whether the address is verified.
    pub is_verified: bool,
    /// Whether the profile says anything.
    pub has_profile: bool,
    /// Open invitations: id, organization, role.
    pub invitations: Vec<(InvitationId, String, MemberRole)>,
    /// The organizations with their steps.
    pub organizations: Vec<OwnOrganization>,
    /// The last applications.
    pub applications: Vec<OwnApplication>,
    /// The last notifications.
    pub notifications: Vec<NotificationEntry>,
}

/// The page.
#[derive(Template)]
#[template(path = "me/index.html")]
pub struct MePage {
    /// The frame.
    pub page: Page,
    /// What it shows.
    pub overview: Overview,
}
