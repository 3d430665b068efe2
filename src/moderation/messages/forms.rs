//! What the forms that hide, show and lift send: a reason.

use serde::Deserialize;

use crate::error::FieldErrors;
use crate::web::check::Check;

/// Longest reason, in characters.
pub const REASON_MAX: usize = 500;

/// The form.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct ReasonForm {
    /// Why.
    pub reason: String,
    /// Where the moderator came from.
    pub back: String,
}

impl ReasonForm {
    /// The reason.
    ///
    /// # Errors
    /// When there is none.
    pub fn parse(&self) -> Result<String, FieldErrors> {
        let mut check = Check::new();
        let reason = check.text("reason", &self.reason, 1, REASON_MAX);
        check.finish(|| Some(reason))
    }
}
