//! What a question is, and what an answer to it is worth as a mark. Knows no request.

use diesel::prelude::*;

use crate::clock::Instant;
use crate::db::schema::screening_questions;
use crate::ids::{PostingId, ScreeningQuestionId};
use crate::web::i18n::Locale;

/// The most questions of a posting.
pub const QUESTIONS_MOST: usize = 10;

crate::text_enum! {
    /// How a question is answered.
    pub enum QuestionKind {
        /// Yes or no.
        YesNo = "yes_no",
        /// With one of its options.
        Choice = "choice",
        /// With a whole number.
        Number = "number",
        /// In words.
        Text = "text",
    }
}

impl QuestionKind {
    /// Whether the answer is typed, not chosen.
    pub fn is_typed(self) -> bool {
        matches!(self, Self::Number | Self::Text)
    }

    /// The Fluent key of its name.
    pub fn key(self) -> &'static str {
        match self {
            Self::YesNo => "question-kind-yes-no",
            Self::Choice => "question-kind-choice",
            Self::Number => "question-kind-number",
            Self::Text => "question-kind-text",
        }
    }
}

/// A question of a posting.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
// Many at once need no transaction of diesel's own then, which SQLite would open.
#[diesel(table_name = screening_questions, treat_none_as_default_value = false)]
pub struct Question {
    /// Its id.
    pub id: ScreeningQuestionId,
    /// Its posting.
    pub posting_id: PostingId,
    /// Its place, from 1.
    pub position: i64,
    /// How it is answered.
    pub kind: QuestionKind,
    /// In English; empty where it is asked in Chinese alone.
    pub label: String,
    /// In Chinese; may be empty.
    pub label_zh: String,
    /// What can be chosen, one a line.
    pub options: String,
    /// What is looked for: `yes` or `no`, options one a line, the least number; empty where every answer will do.
    pub wanted: String,
    /// Whether it must be answered.
    pub is_required: bool,
    /// When it was written.
    pub created_at: Instant,
    /// When it was changed last.
    pub updated_at: Instant,
}

impl Question {
    /// The question in the reader's language, or in the other.
    pub fn label_in(&self, locale: Locale) -> &str {
        match locale {
            Locale::ZhCn if !self.label_zh.is_empty() => &self.label_zh,
            _ if self.label.is_empty() => &self.label_zh,
            _ => &self.label,
        }
    }

    /// The options.
    pub fn list_options(&self) -> impl Iterator<Item = &str> {
        self.options.lines()
    }

    /// Whether an answer is what is looked for; nothing where nothing is, or nothing was answered.
    pub fn fits(&self, answer: &str) -> Option<bool> {
        if self.wanted.is_empty() || answer.is_empty() {
            return None;
        }
        Some(match self.kind {
            QuestionKind::YesNo => self.wanted == answer,
            QuestionKind::Choice => self.wanted.lines().any(|wanted| wanted == answer),
            QuestionKind::Number => {
                let numbers = (answer.parse::<i64>(), self.wanted.parse::<i64>());
                matches!(numbers, (Ok(answer), Ok(least)) if answer >= least)
            }
            QuestionKind::Text => return None,
        })
    }

    /// An answer in words.
    pub fn word(&self, answer: &str, locale: Locale) -> String {
        match (self.kind, answer) {
            (QuestionKind::YesNo, "yes") => locale.t("question-yes").to_owned(),
            (QuestionKind::YesNo, "no") => locale.t("question-no").to_owned(),
            _ => answer.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_says_whether_an_answer_is_what_is_looked_for() {
        let question = |kind, wanted: &str| Question {
            id: ScreeningQuestionId::new(),
            posting_id: PostingId::new(),
            position: 1,
            kind,
            label: "?".into(),
            label_zh: String::new(),
            options: "A\nB\nC".into(),
            wanted: wanted.into(),
            is_required: true,
            created_at: Instant::default(),
            updated_at: Instant::default(),
        };
        let fits = |kind, wanted: &str, answer: &str| question(kind, wanted).fits(answer);
        assert_eq!(fits(QuestionKind::YesNo, "yes", "no"), Some(false));
        assert_eq!(fits(QuestionKind::Choice, "A\nB", "B"), Some(true));
        assert_eq!(fits(QuestionKind::Choice, "A\nB", "C"), Some(false));
        assert_eq!(fits(QuestionKind::Number, "3", "3"), Some(true));
        assert_eq!(fits(QuestionKind::Number, "3", "2"), Some(false));
        assert_eq!(fits(QuestionKind::Number, "", "2"), None);
        assert_eq!(fits(QuestionKind::YesNo, "yes", ""), None, "nothing was answered");
    }
}
