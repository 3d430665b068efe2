//! The page of suggestions.

use askama::Template;

use super::forms::WishForm;
use super::scores::Reason;
use crate::error::FieldErrors;
use crate::pairing::projects::model::ProjectKind;
use crate::pairing::projects::views::ProjectCard;
use crate::web::choice::{Choice, field_choices, first_choice};
use crate::web::i18n::Locale;
use crate::web::page::Page;
use crate::web::standards;

/// A reason in words.
pub fn word(reason: &Reason, locale: Locale) -> String {
    match reason {
        Reason::Kind => locale.t("suggestion-kind").to_owned(),
        Reason::Field(code) => {
            locale.tf("suggestion-field", &[("field", standards::name_of(standards::FIELDS, locale, code))])
        }
        Reason::Readiness(level) => locale.tf("suggestion-readiness", &[("level", &level.to_string())]),
        Reason::Country(code) => locale.tf("suggestion-country", &[("country", standards::country_name(locale, code))]),
        Reason::Region => locale.t("suggestion-region").to_owned(),
        Reason::Words(words) => locale.tf("suggestion-words", &[("words", &words.join(", "))]),
    }
}

/// Suggestions for one thing: the title of a project, or nothing for a wish.
pub type Group = (Option<ProjectCard>, Vec<ProjectCard>);

/// `/pairing/suggestions`.
#[derive(Template)]
#[template(path = "pairing/suggestions.html")]
pub struct SuggestionsPage {
    /// The frame.
    pub page: Page,
    /// What is suggested.
    pub groups: Vec<Group>,
    /// What they look for.
    pub form: WishForm,
    /// What is wrong.
    pub errors: FieldErrors,
}

impl SuggestionsPage {
    fn kinds(&self) -> Vec<Choice> {
        let choice = |kind: &ProjectKind| {
            let is_chosen = self.form.kind.iter().any(|one| one == kind.as_str());
            Choice::new(kind.as_str(), self.page.t(kind.key()), is_chosen)
        };
        ProjectKind::ALL.iter().map(choice).collect()
    }

    fn fields(&self) -> Vec<Choice> {
        field_choices(&self.page, &self.form.field, "project-any")
    }

    fn countries(&self) -> Vec<Choice> {
        let all = standards::countries(self.page.locale).iter();
        let all = all.map(|(code, name)| Choice::new(*code, *name, *code == self.form.country));
        std::iter::once(first_choice(self.page.locale, "project-any")).chain(all).collect()
    }

    fn levels(&self, chosen: &str) -> Vec<Choice> {
        let all = (1..=9).map(|level: i64| level.to_string());
        let all = all.map(|level| Choice::new(level.clone(), format!("TRL {level}"), level == chosen));
        std::iter::once(first_choice(self.page.locale, "project-any")).chain(all).collect()
    }
}
