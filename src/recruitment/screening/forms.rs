//! What the form of a question sends.

use serde::Deserialize;

use super::model::{Question, QuestionKind};
use crate::error::FieldErrors;
use crate::web::check::Check;

/// The most options of a question.
const OPTIONS_MOST: usize = 12;

/// A question, as it was typed.
#[derive(Debug, Clone, Default, Deserialize, Hash)]
#[serde(default)]
pub struct QuestionForm {
    /// `yes_no`, `choice`, `number` or `text`.
    pub kind: String,
    /// In English.
    pub label: String,
    /// In Chinese.
    pub label_zh: String,
    /// Ticked when it must be answered.
    pub required: String,
    /// The options, one a line.
    pub options: String,
    /// `yes` or `no`, of a question that is answered so.
    pub wanted_answer: String,
    /// The options that are looked for, one a line.
    pub wanted_options: String,
    /// The least number.
    pub wanted_least: String,
    /// The key that the empty form was given out with.
    pub key: String,
}

/// A question, checked.
#[derive(Debug, Clone)]
pub struct ValidQuestion {
    /// How it is answered.
    pub kind: QuestionKind,
    /// In English, or empty.
    pub label: String,
    /// In Chinese, or empty.
    pub label_zh: String,
    /// The options, one a line.
    pub options: String,
    /// What is looked for.
    pub wanted: String,
    /// Whether it must be answered.
    pub is_required: bool,
}

/// Lines without the empty ones and without their blanks.
fn lines(typed: &str) -> Vec<String> {
    typed.lines().map(str::trim).filter(|line| !line.is_empty()).map(ToOwned::to_owned).collect()
}

impl QuestionForm {
    /// Checks the form; what belongs to another kind of question is left out.
    ///
    /// # Errors
    /// The fields that are wrong.
    pub fn parse(&self) -> Result<ValidQuestion, FieldErrors> {
        let mut check = Check::new();
        let kind = check.choice::<QuestionKind>("kind", &self.kind);
        let label = check.line("label", &self.label, 0, 300);
        let label_zh = check.line("label_zh", &self.label_zh, 0, 300);
        if label.is_empty() && label_zh.is_empty() {
            check.error("label", "error-required");
        }
        let (options, wanted) = match kind {
            Some(QuestionKind::YesNo) => (String::new(), self.yes_or_no(&mut check)),
            Some(QuestionKind::Choice) => self.choices(&mut check),
            Some(QuestionKind::Number) => {
                let least = check.optional_int("wanted_least", &self.wanted_least, -1_000_000_000..=1_000_000_000);
                (String::new(), least.map(|least| least.to_string()).unwrap_or_default())
            }
            Some(QuestionKind::Text) | None => Default::default(),
        };
        let is_required = !self.required.is_empty();
        check.finish(|| Some(ValidQuestion { kind: kind?, label, label_zh, options, wanted, is_required }))
    }

    fn yes_or_no(&self, check: &mut Check) -> String {
        if !matches!(self.wanted_answer.as_str(), "" | "yes" | "no") {
            check.error("wanted_answer", "error-choice");
        }
        self.wanted_answer.clone()
    }

    fn choices(&self, check: &mut Check) -> (String, String) {
        let options = lines(&check.text("options", &self.options, 1, 2_000));
        let wanted = lines(&check.text("wanted_options", &self.wanted_options, 0, 2_000));
        let mut different = options.clone();
        different.sort();
        different.dedup();
        if options.len() < 2 || different.len() < options.len() {
            check.error("options", "error-question-options");
        } else if options.len() > OPTIONS_MOST {
            check.error_n("options", "error-question-many-options", 12);
        }
        if wanted.iter().any(|one| !options.contains(one)) {
            check.error("wanted_options", "error-question-wanted");
        }
        (options.join("\n"), wanted.join("\n"))
    }

    /// The form as a question that stands fills it in.
    pub fn of(question: &Question) -> Self {
        let wanted = |kind| if question.kind == kind { question.wanted.clone() } else { String::new() };
        Self {
            kind: question.kind.to_string(),
            label: question.label.clone(),
            label_zh: question.label_zh.clone(),
            required: if question.is_required { "yes".into() } else { String::new() },
            options: question.options.clone(),
            wanted_answer: wanted(QuestionKind::YesNo),
            wanted_options: wanted(QuestionKind::Choice),
            wanted_least: wanted(QuestionKind::Number),
            key: String::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(form: &QuestionForm, field: &str) -> Option<&'static str> {
        form.parse().err().and_then(|errors| errors.of(field).map(|error| error.key))
    }

    #[test]
    fn options_are_several_and_different_and_what_is_wanted_is_one_of_them() {
        let form = |options: &str, wanted: &str| QuestionForm {
            kind: "choice".into(),
            label: "Which?".into(),
            options: options.into(),
            wanted_options: wanted.into(),
            ..QuestionForm::default()
        };
        assert_eq!(key(&form("A\n B \n", "B"), "options"), None);
        assert_eq!(key(&form("A", ""), "options"), Some("error-question-options"));
        assert_eq!(key(&form("A\nA", ""), "options"), Some("error-question-options"));
        assert_eq!(key(&form("A\nB", "C"), "wanted_options"), Some("error-question-wanted"));
        let many: String = (0..13).map(|n| format!("{n}\n")).collect();
        assert_eq!(key(&form(&many, ""), "options"), Some("error-question-many-options"));
    }

    #[test]
    fn a_question_has_words_and_a_kind() {
        let form = |kind: &str, label: &str| QuestionForm {
            kind: kind.into(),
            label: label.into(),
            ..QuestionForm::default()
        };
        assert_eq!(key(&form("yes_no", ""), "label"), Some("error-required"));
        assert_eq!(key(&form("essay", "?"), "kind"), Some("error-choice"));
        assert_eq!(key(&form("text", "Why?"), "label"), None);
    }
}
