//! The forms of what one shows while one is here, and of taking everything along.

use serde::Deserialize;

use crate::error::FieldErrors;
use crate::live::Presence;
use crate::web::check::Check;

/// What others are to see.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct PresenceForm {
    /// What others are to see.
    pub presence: String,
}

impl PresenceForm {
    /// What it means.
    ///
    /// # Errors
    /// What is no choice.
    pub fn parse(&self) -> Result<Presence, FieldErrors> {
        let mut check = Check::new();
        let presence = check.choice("presence", &self.presence);
        check.finish(|| presence)
    }
}

/// The password, which is not given back to the page.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct ExportForm {
    /// The password.
    pub password: String,
}
