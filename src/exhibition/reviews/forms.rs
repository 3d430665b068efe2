//! What the reviewer's form sends.

use serde::Deserialize;

use crate::error::FieldErrors;
use crate::ids::PlaceId;
use crate::lifecycle::RevisionState;
use crate::reviews::read_decision;
use crate::web::check::Check;

/// The form of a decision.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct DecisionForm {
    /// The version of the revision that the reviewer saw.
    pub version: String,
    /// `approved`, `changes_requested` or `rejected`.
    pub decision: String,
    /// The place to assign.
    pub place: String,
    /// What the exhibitor is told.
    pub comment: String,
}

/// A decision that holds what it promises.
#[derive(Debug, Clone)]
pub struct Decision {
    /// The version that was seen.
    pub version: i64,
    /// What becomes of the revision.
    pub to: RevisionState,
    /// The place to assign; none leaves the booth without one.
    pub place: Option<PlaceId>,
    /// What the exhibitor is told; not empty unless approved.
    pub comment: String,
}

impl DecisionForm {
    /// Reads the form.
    ///
    /// # Errors
    /// The fields that are wrong.
    pub fn parse(&self) -> Result<Decision, FieldErrors> {
        let mut check = Check::new();
        let (version, to) = read_decision(&mut check, &self.version, &self.decision);
        let least = usize::from(to != Some(RevisionState::Approved));
        let comment = check.text("comment", &self.comment, least, 2_000);
        let place = check.optional_choice("place", &self.place);
        check.finish(|| Some(Decision { version: version?, to: to?, place, comment }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sending_back_wants_a_comment_and_approving_does_not() {
        let form =
            |decision: &str| DecisionForm { version: "1".into(), decision: decision.into(), ..DecisionForm::default() };
        assert!(form("approved").parse().is_ok());
        for other in ["changes_requested", "rejected", "draft", "", "published"] {
            assert!(form(other).parse().is_err(), "{other}");
        }
    }
}
