//! The page behind the link of a verification.

use askama::Template;

use crate::web::page::Page;

/// Shows the address and a button.
#[derive(Template)]
#[template(path = "accounts/verifications/show.html")]
pub struct VerificationPage {
    /// The frame.
    pub page: Page,
    /// The secret of the link.
    pub token: String,
    /// The address it was sent to.
    pub email: String,
    /// Where to go afterwards.
    pub next: String,
}
