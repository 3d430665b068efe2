//! What a reviewer's forms send.

use serde::Deserialize;

use crate::error::FieldErrors;
use crate::lifecycle::RevisionState;
use crate::web::check::Check;

/// A decision, as it was typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct DecisionForm {
    /// The version of the revision that the reviewer saw.
    pub version: String,
    /// `approved`, `changes_requested` or `rejected`.
    pub decision: String,
    /// What the organization is told.
    pub comment: String,
}

/// A decision, checked.
#[derive(Debug, Clone)]
pub struct Decision {
    /// The version that was seen.
    pub version: i64,
    /// What becomes of the revision.
    pub to: RevisionState,
    /// What the organization is told; at least 10 characters unless approved.
    pub comment: String,
}

impl DecisionForm {
    /// Checks the form.
    ///
    /// # Errors
    /// The fields that are wrong.
    pub fn parse(&self) -> Result<Decision, FieldErrors> {
        let mut check = Check::new();
        let version = check.int("version", &self.version, 0..=i64::MAX);
        let to = check.choice::<RevisionState>("decision", &self.decision);
        if matches!(to, Some(RevisionState::Draft | RevisionState::Submitted)) {
            check.error("decision", "error-choice");
        }
        let least = if to == Some(RevisionState::Approved) { 0 } else { 10 };
        let comment = check.text("comment", &self.comment, least, 1_000);
        check.finish(|| Some(Decision { version: version?, to: to?, comment }))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn no_text_makes_a_decision_panic(version in "\\PC{0,20}", decision in "\\PC{0,20}|approved|draft", comment in "\\PC{0,1200}") {
            let form = DecisionForm { version, decision, comment };
            if let Ok(decision) = form.parse() {
                prop_assert!(!matches!(decision.to, RevisionState::Draft | RevisionState::Submitted));
            }
        }
    }
}
