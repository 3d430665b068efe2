//! The form that deletes an account.

use serde::Deserialize;

use crate::error::FieldErrors;
use crate::web::text::email_key;

/// The address, typed anew, and the password, which is not given back to the page.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct DeletionForm {
    /// The address of the account.
    pub email: String,
    /// The password.
    pub password: String,
}

impl DeletionForm {
    /// What is wrong where the address is not that of the account.
    pub fn check(&self, own: &str) -> FieldErrors {
        match email_key(&self.email) == email_key(own) {
            true => FieldErrors::new(),
            false => FieldErrors::one("email", "error-deletion-email"),
        }
    }
}
