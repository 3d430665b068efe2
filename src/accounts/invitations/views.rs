//! The page behind an invitation.

use askama::Template;

use super::model::Invitation;
use crate::web::page::Page;

/// Shows who invites, and a button.
#[derive(Template)]
#[template(path = "accounts/invitations/show.html")]
pub struct InvitationPage {
    /// The frame.
    pub page: Page,
    /// The secret of the link.
    pub token: String,
    /// What it invites to.
    pub invitation: Invitation,
    /// Whether nobody is signed in, or the account of the invited address.
    pub is_theirs: bool,
}
