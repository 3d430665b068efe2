//! What the forms of an interest send.

use serde::Deserialize;

use super::model::InterestState;
use crate::error::FieldErrors;
use crate::web::check::Check;

/// The form of a new interest.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct InterestForm {
    /// What the person writes.
    pub message: String,
    /// The box of the undertaking, where it stands there.
    pub agree: String,
}

impl InterestForm {
    /// The message.
    ///
    /// # Errors
    /// The fields that are wrong.
    pub fn parse(&self) -> Result<String, FieldErrors> {
        let mut check = Check::new();
        let message = check.text("message", &self.message, 20, 2_000);
        check.finish(|| Some(message))
    }
}

/// A move of an interest.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct MoveForm {
    /// The version that was seen.
    pub version: String,
    /// The state it gets.
    pub state: String,
    /// Why, where it is declined.
    pub reason: String,
    /// `never`: no thanks, for good; anything else leaves the door open.
    pub finality: String,
}

/// A move, checked.
#[derive(Debug, Clone)]
pub struct Move {
    /// The version that was seen.
    pub version: i64,
    /// The state it gets.
    pub to: InterestState,
    /// Why; may be empty but for a decline.
    pub reason: String,
    /// Whether it ends everything between the two.
    pub is_final: bool,
}

impl MoveForm {
    /// Checks the form.
    ///
    /// # Errors
    /// The fields that are wrong.
    pub fn parse(&self) -> Result<Move, FieldErrors> {
        let mut check = Check::new();
        let version = check.int("version", &self.version, 0..=i64::MAX);
        let to = check.choice::<InterestState>("state", &self.state);
        if matches!(to, Some(InterestState::Sent | InterestState::Expired)) {
            check.error("state", "error-choice");
        }
        let least = if to == Some(InterestState::Declined) { 5 } else { 0 };
        let reason = check.text("reason", &self.reason, least, 1_000);
        let is_final = self.finality == "never" && to == Some(InterestState::Declined);
        check.finish(|| Some(Move { version: version?, to: to?, reason, is_final }))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn no_text_makes_a_move_of_its_own(state in "\\PC{0,20}|sent|declined|expired", reason in "\\PC{0,30}", version in "\\PC{0,9}") {
            let form = MoveForm { version, state, reason, finality: "never".into() };
            if let Ok(step) = form.parse() {
                prop_assert!(step.to != InterestState::Sent && step.to != InterestState::Expired);
            }
            let _ = InterestForm { message: form.reason, agree: form.state }.parse();
        }
    }
}
