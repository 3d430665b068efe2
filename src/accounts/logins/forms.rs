//! The login form.

use serde::Deserialize;

/// What arrived. The password is not given back to the page.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct LoginForm {
    /// The mail address.
    pub email: String,
    /// The password as typed.
    pub password: String,
    /// Where to go afterwards.
    pub next: String,
}
