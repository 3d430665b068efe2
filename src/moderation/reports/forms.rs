//! What the forms about reports send.

use serde::Deserialize;

use super::model::{Category, NewReport, ReportState, Verdict};
use crate::error::FieldErrors;
use crate::ids::{MessageId, ReportId};
use crate::moderation::messages::forms::REASON_MAX;
use crate::moderation::sanctions::model::Term;
use crate::web::check::Check;

/// Longest note of a reporter, in characters.
const NOTE_MAX: usize = 1_000;

/// The form of a report.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct ReportForm {
    /// The message.
    pub message: String,
    /// A [`Category`].
    pub category: String,
    /// In the reporter's words.
    pub note: String,
    /// Where the reporter came from.
    pub back: String,
}

impl ReportForm {
    /// Reads the form; `message` was read before.
    ///
    /// # Errors
    /// The wrong fields.
    pub fn parse(&self, message: &MessageId) -> Result<NewReport, FieldErrors> {
        let mut check = Check::new();
        let category = check.choice::<Category>("category", &self.category);
        let least = usize::from(category == Some(Category::Other));
        let note = check.text("note", &self.note, least, NOTE_MAX);
        check.finish(|| Some(NewReport { id: ReportId::new(), message: message.clone(), category: category?, note }))
    }
}

/// What the queue is narrowed to.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Wanted {
    /// Words of the message, the note or the names.
    pub q: String,
    /// A [`ReportState`], `all`, or nothing for those that wait.
    pub state: String,
    /// A [`Category`], or nothing.
    pub category: String,
    /// A zone, or nothing.
    pub zone: String,
    /// The number of the page.
    pub page: String,
}

impl Wanted {
    /// The states asked for.
    pub fn states(&self) -> Vec<ReportState> {
        match (self.state.as_str(), self.state.parse()) {
            ("all", _) => ReportState::ALL.to_vec(),
            (_, Ok(state)) => vec![state],
            _ => ReportState::UNDECIDED.to_vec(),
        }
    }
}

/// The form of a decision, and of taking a report into review.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct DecisionForm {
    /// The version of the report that the moderator saw.
    pub version: String,
    /// A [`Verdict`].
    pub verdict: String,
    /// A [`Term`], for a sanction.
    pub term: String,
    /// Ticked to hide the message together with a sanction.
    pub hide: String,
    /// Why.
    pub reason: String,
}

/// A decision that holds what it promises.
#[derive(Debug, Clone)]
pub struct Decision {
    /// The version that was seen.
    pub version: i64,
    /// What is done.
    pub verdict: Verdict,
    /// For how long; of use with a sanction.
    pub term: Term,
    /// Whether the message is hidden.
    pub hides: bool,
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
        let verdict = check.choice::<Verdict>("verdict", &self.verdict);
        let is_sanction = matches!(verdict, Some(Verdict::Silence | Verdict::Ban));
        let term = match is_sanction {
            true => check.choice::<Term>("term", &self.term),
            false => Some(Term::Day),
        };
        let reason = check.text("reason", &self.reason, 1, REASON_MAX);
        let hides = verdict == Some(Verdict::Hide) || (is_sanction && !self.hide.is_empty());
        check.finish(|| Some(Decision { version: version?, verdict: verdict?, term: term?, hides, reason }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sanction_wants_a_term_and_everything_wants_a_reason() {
        let form = |verdict: &str, term: &str, reason: &str| DecisionForm {
            version: "1".into(),
            verdict: verdict.into(),
            term: term.into(),
            reason: reason.into(),
            ..DecisionForm::default()
        };
        assert!(form("hide", "", "rude").parse().is_ok_and(|decision| decision.hides));
        assert!(form("dismiss", "", "fine").parse().is_ok_and(|decision| !decision.hides));
        assert!(form("silence", "day", "rude").parse().is_ok());
        for (verdict, term, reason) in [("silence", "", "x"), ("ban", "ever", "x"), ("hide", "", ""), ("", "", "x")] {
            assert!(form(verdict, term, reason).parse().is_err(), "{verdict} {term} {reason}");
        }
    }

    #[test]
    fn what_is_other_wants_a_note() {
        let message = MessageId::new();
        let form = |category: &str| ReportForm { category: category.into(), ..ReportForm::default() };
        assert!(form("spam").parse(&message).is_ok());
        assert!(form("other").parse(&message).is_err() && form("").parse(&message).is_err());
    }
}
