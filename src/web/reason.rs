//! The form that asks why: wherever somebody hides, restores or withdraws what others rely on.

use serde::Deserialize;

use crate::error::FieldErrors;
use crate::web::check::Check;

/// A reason, as it was typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct ReasonForm {
    /// The reason, which those concerned read.
    pub reason: String,
}

impl ReasonForm {
    /// Checks the reason.
    ///
    /// # Errors
    /// The field `reason`.
    pub fn parse(&self) -> Result<String, FieldErrors> {
        let mut check = Check::new();
        let reason = check.text("reason", &self.reason, 10, 1_000);
        check.finish(|| Some(reason))
    }
}

#[cfg(test)]
mod tests {
    use super::ReasonForm;

    #[test]
    fn a_reason_says_something() {
        let has = |reason: &str| ReasonForm { reason: reason.into() }.parse().is_ok();
        assert!(has("Closed for the season.") && !has("no") && !has("   ") && !has(&"x".repeat(1_001)));
    }
}
