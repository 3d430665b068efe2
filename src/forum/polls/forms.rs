//! What polls send.

use serde::Deserialize;

use super::model::{Poll, PollOption, PollState};
use crate::error::FieldErrors;
use crate::web::check::Check;

/// The most answers that a poll offers.
pub const OPTIONS_MOST: usize = 8;
/// Longest question, in characters.
const QUESTION_CHARS: usize = 200;
/// Longest answer, in characters.
const OPTION_CHARS: usize = 100;

/// A poll, as it was typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct PollForm {
    /// What is asked.
    pub poll: String,
    /// The answers, a line each.
    pub options: String,
    /// The version that was seen; empty for a new one.
    pub version: String,
}

impl PollForm {
    /// The form filled in with what stands there.
    pub fn of(poll: &Poll, options: &[PollOption]) -> Self {
        let lines: Vec<&str> = options.iter().map(|option| option.text.as_str()).collect();
        Self { poll: poll.question.clone(), options: lines.join("\n"), version: poll.version.to_string() }
    }

    /// Checks every field: the question, and its answers, each once.
    ///
    /// # Errors
    /// The wrong fields.
    pub fn parse(&self) -> Result<(String, Vec<String>), FieldErrors> {
        let mut check = Check::new();
        let question = check.line("poll", &self.poll, 3, QUESTION_CHARS);
        let text = check.text("options", &self.options, 1, 2_000);
        let mut options: Vec<String> = Vec::new();
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
            if line.chars().count() > OPTION_CHARS {
                check.error_n("options", "error-poll-option-long", i64::try_from(OPTION_CHARS).unwrap_or(i64::MAX));
            }
            if !options.iter().any(|known| known == line) {
                options.push(line.to_owned());
            }
        }
        if !text.is_empty() && !(2..=OPTIONS_MOST).contains(&options.len()) {
            check.error_n("options", "error-poll-options", i64::try_from(OPTIONS_MOST).unwrap_or(i64::MAX));
        }
        check.finish(|| Some((question, options)))
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
    pub fn parse(&self) -> Result<PollState, FieldErrors> {
        let mut check = Check::new();
        let state = check.choice("state", &self.state);
        check.finish(|| state)
    }
}

/// A vote.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct VoteForm {
    /// The id of the answer.
    pub option: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_poll_offers_two_to_eight_answers_each_once() {
        let of = |options: &str| PollForm { poll: "Which?".into(), options: options.into(), ..PollForm::default() };
        assert_eq!(of(" a \n\nb\na\n").parse().map(|found| found.1).unwrap_or_default(), ["a", "b"]);
        for wrong in ["", "a", "a\na", "1\n2\n3\n4\n5\n6\n7\n8\n9", &"x".repeat(101)] {
            assert!(of(wrong).parse().is_err(), "{wrong}");
        }
    }
}
