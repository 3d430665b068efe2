//! What applicants answer: read with the form of an application, shown on its pages, in lists and tables.

use super::model::{QUESTIONS_MOST, Question, QuestionKind};
use super::queries::Answer;
use crate::ids::{ApplicationId, ScreeningQuestionId};
use crate::web::check::Check;
use crate::web::choice::{Choice, choices, first_choice};
use crate::web::i18n::Locale;
use crate::web::text;

/// The fields of the answers, in the order of the questions.
pub const FIELDS: [&str; QUESTIONS_MOST] = [
    "answer_1",
    "answer_2",
    "answer_3",
    "answer_4",
    "answer_5",
    "answer_6",
    "answer_7",
    "answer_8",
    "answer_9",
    "answer_10",
];

/// Reads what was answered; what is wrong is noted at the field of its question. Questions that were left open
/// are left out.
pub fn read_answers(
    check: &mut Check,
    questions: &[Question],
    typed: [&str; QUESTIONS_MOST],
) -> Vec<(ScreeningQuestionId, String)> {
    let mut answers = Vec::new();
    for ((question, field), typed) in questions.iter().zip(FIELDS).zip(typed) {
        if question.is_required && typed.trim().is_empty() {
            check.error(field, "error-required");
            continue;
        }
        let answer = match question.kind {
            QuestionKind::YesNo => one_of(check, field, typed, ["yes", "no"].into_iter()),
            QuestionKind::Choice => one_of(check, field, typed, question.list_options()),
            QuestionKind::Number => {
                let number = check.optional_int(field, typed, -1_000_000_000..=1_000_000_000);
                number.map(|number| number.to_string()).unwrap_or_default()
            }
            QuestionKind::Text => check.text(field, typed, 0, 2_000),
        };
        if !answer.is_empty() {
            answers.push((question.id.clone(), answer));
        }
    }
    answers
}

fn one_of<'a>(
    check: &mut Check,
    field: &'static str,
    typed: &str,
    mut options: impl Iterator<Item = &'a str>,
) -> String {
    if !typed.is_empty() && !options.any(|option| option == typed) {
        check.error(field, "error-choice");
    }
    typed.to_owned()
}

/// A question in the form of an application.
#[derive(Debug, Clone)]
pub struct Asking {
    /// The name of its field.
    pub field: &'static str,
    /// The question.
    pub label: String,
    /// `select`, `number` or `text`.
    pub input: &'static str,
    /// What can be chosen, of a select.
    pub options: Vec<Choice>,
    /// What was typed.
    pub typed: String,
    /// Whether it must be answered.
    pub is_required: bool,
}

impl Asking {
    /// What can be chosen, as the form takes it.
    pub fn choices(&self) -> Vec<Choice> {
        self.options.clone()
    }

    /// The questions of a posting with what was typed, in the reader's language.
    pub fn list(questions: &[Question], typed: [&str; QUESTIONS_MOST], locale: Locale) -> Vec<Self> {
        let ask = |((question, field), typed): ((&Question, &'static str), &str)| {
            let first = first_choice(locale, "question-choose");
            let options = match question.kind {
                QuestionKind::YesNo => {
                    choices([("yes", locale.t("question-yes")), ("no", locale.t("question-no"))], typed)
                }
                QuestionKind::Choice => choices(question.list_options().map(|option| (option, option)), typed),
                QuestionKind::Number | QuestionKind::Text => Vec::new(),
            };
            let has_options = !options.is_empty();
            Self {
                field,
                label: question.label_in(locale).to_owned(),
                input: match question.kind {
                    QuestionKind::Number => "number",
                    QuestionKind::Text => "text",
                    QuestionKind::YesNo | QuestionKind::Choice => "select",
                },
                options: if has_options { std::iter::once(first).chain(options).collect() } else { options },
                typed: typed.to_owned(),
                is_required: question.is_required,
            }
        };
        questions.iter().zip(FIELDS).zip(typed).map(ask).collect()
    }
}

/// An answer on a page of its application.
#[derive(Debug, Clone)]
pub struct AnswerView {
    /// The question.
    pub label: String,
    /// The answer in words; empty where none was given.
    pub answer: String,
    /// Whether it is what is looked for; never shown to the applicant.
    pub fits: Option<bool>,
}

impl AnswerView {
    /// The questions of a posting with one application's answers, in their order.
    pub fn list(questions: &[Question], answers: &[Answer], application: &ApplicationId, locale: Locale) -> Vec<Self> {
        let view = |question: &Question| {
            let answer = find_answer(answers, application, &question.id);
            Self {
                label: question.label_in(locale).to_owned(),
                answer: question.word(answer, locale),
                fits: question.fits(answer),
            }
        };
        questions.iter().map(view).collect()
    }
}

/// What an application answered to a question; empty for nothing.
pub fn find_answer<'a>(answers: &'a [Answer], application: &ApplicationId, question: &ScreeningQuestionId) -> &'a str {
    let found = answers.iter().find(|one| one.application_id == *application && one.question_id == *question);
    found.map_or("", |one| one.answer.as_str())
}

/// What a list is narrowed to by answers; nothing by default.
#[derive(Debug, Clone, Default)]
pub struct AnswerFilter {
    /// One of these answers to a question.
    pub only: Option<(ScreeningQuestionId, Vec<String>)>,
    /// None of these answers to a question.
    pub without: Vec<(ScreeningQuestionId, Vec<String>)>,
}

impl AnswerFilter {
    /// Reads what was asked for: `question:answer` of answers that are chosen; `question`, with the least number or
    /// words that were typed, of others; `fits` for those with no mark against them. What makes no sense narrows
    /// nothing. `given` are the different answers to each question.
    pub fn new((asked, typed): (&str, &str), questions: &[Question], given: &[(ScreeningQuestionId, String)]) -> Self {
        let of = |question: &Question, says: &dyn Fn(&str) -> bool| -> (ScreeningQuestionId, Vec<String>) {
            let own = given.iter().filter(|(id, answer)| *id == question.id && says(answer));
            (question.id.clone(), own.map(|(_, answer)| answer.clone()).collect())
        };
        if asked == "fits" {
            let against = |question: &Question| of(question, &|answer| question.fits(answer) == Some(false));
            let without = questions.iter().map(against).filter(|(_, answers)| !answers.is_empty());
            return Self { only: None, without: without.collect() };
        }
        let (id, wanted) = asked.split_once(':').unwrap_or((asked, typed));
        let question = questions.iter().find(|one| one.id.as_str() == id);
        let wanted = question.and_then(|question| Some((question, Wanted::read(question.kind, wanted)?)));
        let only = wanted.map(|(question, wanted)| of(question, &|answer| wanted.is_met_by(answer)));
        Self { only, without: Vec::new() }
    }

    /// What can be asked for; nothing where nothing is asked.
    pub fn choices(questions: &[Question], asked: &str, locale: Locale) -> Vec<Choice> {
        let options = |question: &Question| -> Vec<String> {
            match question.kind {
                QuestionKind::YesNo => vec!["yes".into(), "no".into()],
                QuestionKind::Choice => question.list_options().map(ToOwned::to_owned).collect(),
                QuestionKind::Number | QuestionKind::Text => Vec::new(),
            }
        };
        let mut all = vec![first_choice(locale, "question-any-answer")];
        if questions.iter().any(|question| !question.wanted.is_empty()) {
            all.push(Choice::new("fits", locale.t("question-all-fit"), asked == "fits"));
        }
        for question in questions {
            let key = match question.kind {
                QuestionKind::Number => Some("question-at-least"),
                QuestionKind::Text => Some("question-with-words"),
                QuestionKind::YesNo | QuestionKind::Choice => None,
            };
            if let Some(key) = key {
                let label = locale.tf(key, &[("question", question.label_in(locale))]);
                all.push(Choice::new(question.id.as_str(), label, question.id.as_str() == asked));
            }
            for option in options(question) {
                let value = format!("{}:{option}", question.id);
                let label = format!("{} – {}", question.label_in(locale), question.word(&option, locale));
                let is_chosen = value == asked;
                all.push(Choice::new(value, label, is_chosen));
            }
        }
        if all.len() > 1 { all } else { Vec::new() }
    }
}

/// What an answer has to be.
enum Wanted {
    Exactly(String),
    AtLeast(i64),
    WithWords(String),
}

impl Wanted {
    /// As it was asked for of such a question; none where that makes no sense.
    fn read(kind: QuestionKind, asked: &str) -> Option<Self> {
        match kind {
            QuestionKind::YesNo | QuestionKind::Choice => Some(Self::Exactly(asked.to_owned())),
            QuestionKind::Number => {
                Check::new().optional_int("typed", asked, -1_000_000_000..=1_000_000_000).map(Self::AtLeast)
            }
            QuestionKind::Text => Some(text::fold(asked.trim())).filter(|words| !words.is_empty()).map(Self::WithWords),
        }
    }

    fn is_met_by(&self, answer: &str) -> bool {
        match self {
            Self::Exactly(wanted) => answer == wanted,
            Self::AtLeast(least) => answer.parse::<i64>().is_ok_and(|number| number >= *least),
            Self::WithWords(words) => text::fold(answer).contains(words),
        }
    }
}
