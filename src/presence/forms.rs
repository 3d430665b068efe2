//! What is asked of the list, and the form of what one shows.

use serde::Deserialize;

use crate::error::FieldErrors;
use crate::live::Presence;
use crate::web::check::Check;

/// What the list is narrowed to.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Wanted {
    /// Words of the name.
    pub q: String,
    /// `duty` for those on duty; everybody otherwise.
    pub show: String,
    /// The number of the page.
    pub page: String,
}

/// What arrived.
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
