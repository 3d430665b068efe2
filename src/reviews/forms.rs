//! What a reviewer's forms send.

use serde::Deserialize;

use crate::error::FieldErrors;
use crate::lifecycle::RevisionState;
use crate::web::check::Check;
use crate::web::paging::PageNumber;
use crate::web::text;

/// Rows on a page of a queue.
const ROWS_ON_A_PAGE: usize = 25;

/// What a queue is narrowed to.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct QueueForm {
    /// A revision's state; the submitted ones by default.
    pub state: String,
    /// Words.
    pub q: String,
    /// Page number.
    pub page: String,
}

impl QueueForm {
    /// The state that is asked for.
    pub fn state(&self) -> RevisionState {
        self.state.parse().unwrap_or(RevisionState::Submitted)
    }

    /// The words, as they are compared.
    pub fn needle(&self) -> String {
        text::fold(&text::clip(&self.q, 100))
    }

    /// The page that is asked for.
    pub fn number(&self) -> PageNumber {
        PageNumber::read(&self.page, ROWS_ON_A_PAGE)
    }
}

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
    /// What the organization is told; not empty unless approved.
    pub comment: String,
}

impl DecisionForm {
    /// Checks the form.
    ///
    /// # Errors
    /// The fields that are wrong.
    pub fn parse(&self) -> Result<Decision, FieldErrors> {
        let mut check = Check::new();
        let (version, to) = read_decision(&mut check, &self.version, &self.decision);
        let least = if to == Some(RevisionState::Approved) { 0 } else { 10 };
        let comment = check.text("comment", &self.comment, least, 1_000);
        check.finish(|| Some(Decision { version: version?, to: to?, comment }))
    }
}

/// The version and what is decided: a reviewer neither drafts nor submits.
pub fn read_decision(check: &mut Check, version: &str, decision: &str) -> (Option<i64>, Option<RevisionState>) {
    let version = check.int("version", version, 0..=i64::MAX);
    let to = check.choice::<RevisionState>("decision", decision);
    if matches!(to, Some(RevisionState::Draft | RevisionState::Submitted)) {
        check.error("decision", "error-choice");
    }
    (version, to)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_queue_shows_what_waits_unless_asked_for_something_else() {
        let asked = |state: &str| QueueForm { state: state.into(), ..QueueForm::default() }.state();
        assert_eq!(
            [asked(""), asked("x"), asked("approved")].map(RevisionState::as_str),
            ["submitted", "submitted", "approved"]
        );
    }

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
