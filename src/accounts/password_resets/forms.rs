//! The forms of a new password.

use serde::Deserialize;

/// Whose password.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct ResetForm {
    /// The mail address.
    pub email: String,
}

/// The new one.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct NewPasswordForm {
    /// As typed; not given back to the page.
    pub password: String,
}
