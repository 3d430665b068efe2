//! The pages of a new password.

use askama::Template;

use super::forms::ResetForm;
use crate::error::FieldErrors;
use crate::web::page::Page;

/// Asks whose.
#[derive(Template)]
#[template(path = "accounts/password_resets/new.html")]
pub struct ResetPage {
    /// The frame.
    pub page: Page,
    /// What was typed.
    pub form: ResetForm,
    /// What is wrong.
    pub errors: FieldErrors,
}

/// Asks for the new one.
#[derive(Template)]
#[template(path = "accounts/password_resets/edit.html")]
pub struct NewPasswordPage {
    /// The frame.
    pub page: Page,
    /// What is wrong.
    pub errors: FieldErrors,
}
