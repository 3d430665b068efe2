//! The page that deletes an account.

use askama::Template;

use super::forms::DeletionForm;
use super::queries::Outlook;
use crate::error::FieldErrors;
use crate::web::page::Page;

/// What stands in the way, or what will happen and the form.
#[derive(Template)]
#[template(path = "me/deletion.html")]
pub struct DeletionPage {
    /// The frame.
    pub page: Page,
    /// The address of the account.
    pub email: String,
    /// What stands in the way and what ends.
    pub outlook: Outlook,
    /// What was typed.
    pub form: DeletionForm,
    /// What is wrong.
    pub errors: FieldErrors,
}
