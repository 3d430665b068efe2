//! What questions send.

use serde::Deserialize;

use super::model::QuestionState;
use crate::error::FieldErrors;
use crate::web::check::Check;

/// Longest question, in characters.
pub const BODY_CHARS: usize = 500;

/// A question, as it was typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct AskForm {
    /// The words.
    pub question: String,
    /// The key that the form was given out with.
    pub key: String,
}

impl AskForm {
    /// Checks the question.
    ///
    /// # Errors
    /// The field `question`.
    pub fn parse(&self) -> Result<String, FieldErrors> {
        let mut check = Check::new();
        let body = check.text("question", &self.question, 3, BODY_CHARS);
        check.finish(|| Some(body))
    }
}

/// A move in the lifecycle.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct MoveForm {
    /// The state after.
    pub state: String,
    /// The version that was seen.
    pub version: String,
}

impl MoveForm {
    /// Checks the move.
    ///
    /// # Errors
    /// The field `state`.
    pub fn parse(&self) -> Result<QuestionState, FieldErrors> {
        let mut check = Check::new();
        let state = check.choice("state", &self.state);
        check.finish(|| state)
    }
}

/// Whether a question stands first.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct PinForm {
    /// `yes`, or anything else.
    pub pinned: String,
}
