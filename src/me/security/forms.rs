//! The forms about a person's password and mail address.

use serde::Deserialize;

use crate::error::FieldErrors;
use crate::web::check::Check;
use crate::web::text;

/// The present password and the new one; neither is given back to the page.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct PasswordForm {
    /// The present one.
    pub current: String,
    /// The new one.
    pub password: String,
}

/// A new address for the account.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct EmailForm {
    /// The new address.
    pub email: String,
    /// The present password; not given back to the page.
    pub proof: String,
}

impl EmailForm {
    /// The new address, which is not the present one.
    ///
    /// # Errors
    /// The field `email`.
    pub fn parse(&self, present: &str) -> Result<String, FieldErrors> {
        let mut check = Check::new();
        let email = check.email("email", &self.email);
        if text::email_key(&email) == text::email_key(present) {
            check.error("email", "error-address-same");
        }
        check.finish(|| Some(email))
    }
}
