//! The login page.

use askama::Template;

use super::forms::LoginForm;
use crate::error::FieldErrors;
use crate::site::sanctions::SanctionNote;
use crate::web::page::Page;

/// Asks for address and password.
#[derive(Template)]
#[template(path = "accounts/login.html")]
pub struct LoginPage {
    /// The frame.
    pub page: Page,
    /// What was typed.
    pub form: LoginForm,
    /// What is wrong.
    pub errors: FieldErrors,
}

/// Says to somebody who is banned why and until when.
#[derive(Template)]
#[template(path = "accounts/banned.html")]
pub struct BannedPage {
    /// The frame.
    pub page: Page,
    /// The ban.
    pub ban: SanctionNote,
    /// Where it is appealed.
    pub appeal: String,
}
