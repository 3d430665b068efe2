//! The form of a new account.

use serde::Deserialize;

use crate::accounts::passwords::Password;
use crate::error::FieldErrors;
use crate::web::check::Check;

/// What arrived. The password is not given back to the page.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct SignupForm {
    /// Full name.
    pub name: String,
    /// The mail address.
    pub email: String,
    /// The password as typed.
    pub password: String,
    /// The tick under the terms.
    pub consent: String,
    /// Where to go once the address is verified.
    pub next: String,
}

/// What it means.
#[derive(Debug, Clone)]
pub struct ValidSignup {
    /// Full name.
    pub name: String,
    /// The mail address.
    pub email: String,
    /// The password.
    pub password: Password,
}

impl SignupForm {
    /// Checks every field; `event` may not be the password.
    ///
    /// # Errors
    /// The wrong fields.
    pub fn parse(&self, event: &str) -> Result<ValidSignup, FieldErrors> {
        let mut check = Check::new();
        let name = check.line("name", &self.name, 1, 80);
        let email = check.email("email", &self.email);
        check.ticked("consent", &self.consent);
        let mut errors = FieldErrors::new();
        let password = Password::new_here(&self.password, &[event, &self.email, &self.name], "password", &mut errors);
        if let Some(error) = errors.of("password") {
            match error.n {
                Some(n) => check.error_n("password", error.key, n),
                None => check.error("password", error.key),
            }
        }
        check.finish(|| Some(ValidSignup { name, email, password }))
    }
}
