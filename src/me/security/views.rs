//! The page of logins and password.

use askama::Template;

use crate::accounts::logins::model::LoginEntry;
use crate::error::FieldErrors;
use crate::ids::LoginId;
use crate::web::page::Page;

/// Logins and password.
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
    /// What is wrong.
    pub errors: FieldErrors,
}
