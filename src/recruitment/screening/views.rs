//! Pages of a posting's questions.

use askama::Template;

use super::forms::QuestionForm;
use super::model::{QUESTIONS_MOST, Question, QuestionKind};
use crate::error::FieldErrors;
use crate::ids::ScreeningQuestionId;
use crate::recruitment::postings::model::OwnEmployer;
use crate::web::choice::{Choice, choices, first_choice};
use crate::web::page::Page;

impl QuestionForm {
    /// What an empty form begins with.
    pub fn fresh() -> Self {
        Self {
            kind: QuestionKind::YesNo.to_string(),
            required: "yes".into(),
            key: ScreeningQuestionId::new().to_string(),
            ..Self::default()
        }
    }
}

/// The questions of a posting, with the form of a new one or of the one that is changed.
#[derive(Template)]
#[template(path = "recruitment/questions.html")]
pub struct QuestionsPage {
    /// The frame.
    pub page: Page,
    /// The organization.
    pub employer: OwnEmployer,
    /// The posting's id and title.
    pub posting: (String, String),
    /// The questions, in their order.
    pub questions: Vec<Question>,
    /// Whether they may be changed.
    pub is_frozen: bool,
    /// The question that is changed; none for a new one.
    pub changed: Option<ScreeningQuestionId>,
    /// What was typed.
    pub form: QuestionForm,
    /// What is wrong.
    pub errors: FieldErrors,
}

impl QuestionsPage {
    fn base(&self) -> String {
        format!("/organizations/{}/postings/{}", self.employer.slug, self.posting.0)
    }

    fn action(&self) -> String {
        match &self.changed {
            Some(id) => format!("{}/questions/{id}", self.base()),
            None => format!("{}/questions", self.base()),
        }
    }

    /// Whether the form is shown.
    fn has_form(&self) -> bool {
        !self.is_frozen && (self.changed.is_some() || self.questions.len() < QUESTIONS_MOST)
    }

    fn kinds(&self) -> Vec<Choice> {
        choices(QuestionKind::ALL.iter().map(|kind| (kind.as_str(), self.page.t(kind.key()))), &self.form.kind)
    }

    fn wanted_answers(&self) -> Vec<Choice> {
        let named = [("yes", self.page.t("question-yes")), ("no", self.page.t("question-no"))];
        let any = first_choice(self.page.locale, "question-wanted-any");
        std::iter::once(any).chain(choices(named, &self.form.wanted_answer)).collect()
    }

    fn label<'a>(&self, question: &'a Question) -> &'a str {
        question.label_in(self.page.locale)
    }

    /// What is looked for, in words.
    fn wanted(&self, question: &Question) -> String {
        question.wanted.lines().map(|one| question.word(one, self.page.locale)).collect::<Vec<_>>().join(" / ")
    }
}
