//! What the forms of appeals send.

use serde::Deserialize;

use super::model::AppealState;
use crate::error::FieldErrors;
use crate::moderation::messages::forms::REASON_MAX;
use crate::web::check::Check;

/// Longest appeal, in characters.
pub const WORDS_MAX: usize = 2_000;

/// The form of an appeal.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct AppealForm {
    /// Why the decision should not stand.
    pub words: String,
    /// What opens it without a login.
    pub key: String,
}

impl AppealForm {
    /// The words.
    ///
    /// # Errors
    /// When there are too few or too many.
    pub fn parse(&self) -> Result<String, FieldErrors> {
        let mut check = Check::new();
        let words = check.text("words", &self.words, 10, WORDS_MAX);
        check.finish(|| Some(words))
    }
}

/// What the queue is narrowed to.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Wanted {
    /// Words of the appeal or of a name.
    pub q: String,
    /// An [`AppealState`], `all`, or nothing for those that wait.
    pub state: String,
    /// The number of the page.
    pub page: String,
}

impl Wanted {
    /// The states asked for.
    pub fn states(&self) -> Vec<AppealState> {
        match self.state.as_str() {
            "all" => AppealState::ALL.to_vec(),
            other => vec![other.parse().unwrap_or(AppealState::Open)],
        }
    }
}

/// The form of a decision.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct DecisionForm {
    /// The version of the appeal that was seen.
    pub version: String,
    /// `upheld` or `overturned`.
    pub verdict: String,
    /// Why; both sides are told.
    pub reason: String,
}

/// A decision that holds what it promises.
#[derive(Debug, Clone)]
pub struct Decision {
    /// The version that was seen.
    pub version: i64,
    /// What is decided.
    pub to: AppealState,
    /// Why.
    pub reason: String,
}

impl DecisionForm {
    /// Reads the form.
    ///
    /// # Errors
    /// The wrong fields.
    pub fn parse(&self) -> Result<Decision, FieldErrors> {
        let mut check = Check::new();
        let version = check.int("version", &self.version, 0..=i64::MAX);
        let to = check.choice::<AppealState>("verdict", &self.verdict);
        if to == Some(AppealState::Open) {
            check.error("verdict", "error-choice");
        }
        let reason = check.text("reason", &self.reason, 1, REASON_MAX);
        check.finish(|| Some(Decision { version: version?, to: to?, reason }))
    }
}
