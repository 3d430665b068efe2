//! The page of the first organizer.

use askama::Template;

use super::forms::SetupForm;
use crate::error::FieldErrors;
use crate::web::page::Page;

/// Asks for the organizer and the event.
#[derive(Template)]
#[template(path = "accounts/setup.html")]
pub struct SetupPage {
    /// The frame.
    pub page: Page,
    /// The token of the link.
    pub token: String,
    /// What was typed.
    pub form: SetupForm,
    /// What is wrong.
    pub errors: FieldErrors,
}
