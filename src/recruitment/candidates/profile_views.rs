//! What a profile says, in words: the same for its person and for organizations that find it.

use super::model::Candidate;
use crate::web::codes::unpack;
use crate::web::i18n::Locale;
use crate::web::occupations::OCCUPATIONS;
use crate::web::{dates, standards};

/// A profile in the reader's language.
#[derive(Debug, Clone)]
pub struct Profile {
    /// One line.
    pub headline: String,
    /// Several; may be empty.
    pub summary: String,
    /// Skills.
    pub skills: Vec<String>,
    /// Facts: Fluent key and words; none of them empty.
    pub facts: Vec<(&'static str, String)>,
}

impl Profile {
    /// Of a candidate.
    pub fn of(candidate: &Candidate, locale: Locale) -> Self {
        let content = &candidate.content;
        let comma = if locale == Locale::ZhCn { "、" } else { ", " };
        let named = |list, packed: &str| {
            unpack(packed).map(|code| standards::name_of(list, locale, code)).collect::<Vec<_>>().join(comma)
        };
        let spoken = content.language_list().map(|(language, level)| {
            let level = standards::name_of(&super::model::LANGUAGE_LEVELS, locale, level);
            format!("{} ({level})", standards::language_name(locale, language))
        });
        let remote = if content.is_remote { locale.t("posting-remote") } else { "" };
        let places = unpack(&content.places).chain([remote]).filter(|part| !part.is_empty());
        let facts = [
            ("candidate-occupation", standards::name_of(OCCUPATIONS, locale, &content.occupation).to_owned()),
            ("candidate-education", named(standards::EDUCATION_LEVELS, &content.education)),
            ("candidate-languages", spoken.collect::<Vec<_>>().join(comma)),
            ("candidate-places", places.collect::<Vec<_>>().join(comma)),
            ("candidate-types", named(standards::EMPLOYMENT_TYPES, &content.employment_types)),
            ("candidate-salary", salary(candidate, locale)),
            ("candidate-availability", locale.t(content.availability.key()).to_owned()),
        ];
        Self {
            headline: content.headline.clone(),
            summary: content.summary.clone(),
            skills: unpack(&content.skills).map(ToOwned::to_owned).collect(),
            facts: facts.into_iter().filter(|(_, words)| !words.is_empty()).collect(),
        }
    }
}

fn salary(candidate: &Candidate, locale: Locale) -> String {
    let content = &candidate.content;
    let Some(least) = content.salary_min else { return String::new() };
    let unit = standards::name_of(standards::SALARY_UNITS, locale, &content.salary_unit);
    let amount = dates::number(least / 100);
    let values = [("currency", content.salary_currency.as_str()), ("unit", unit), ("min", &amount), ("max", "")];
    locale.tf("posting-salary-from", &values)
}
