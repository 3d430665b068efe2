//! The page of logins, password and mail address.

use askama::Template;

use super::forms::EmailForm;
use crate::accounts::logins::model::LoginEntry;
use crate::error::FieldErrors;
use crate::ids::LoginId;
use crate::web::page::Page;

/// Logins, password and mail address.
#[derive(Template)]
#[template(path = "me/security.html")]
pub struct SecurityPage {
    /// The frame.
    pub page: Page,
    /// The address of the account.
    pub email: String,
    /// Whether it is verified.
    pub is_verified: bool,
    /// The login of this request.
    pub own: LoginId,
    /// The last used first.
    pub logins: Vec<LoginEntry>,
    /// What was typed as a new address.
    pub typed: EmailForm,
    /// What is wrong with the password.
    pub errors: FieldErrors,
    /// What is wrong with the new address.
    pub email_errors: FieldErrors,
}
