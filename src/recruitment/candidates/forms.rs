//! The forms of a candidate, and of whoever looks for one.

use serde::Deserialize;

use super::model::{Availability, Content, LANGUAGE_LEVELS};
use crate::error::FieldErrors;
use crate::recruitment::workspace::code;
use crate::web::check::Check;
use crate::web::codes::{pack, unpack};
use crate::web::i18n::Locale;
use crate::web::occupations::OCCUPATIONS;
use crate::web::{standards, text};

/// Languages that the form has room for.
pub const LANGUAGES_MOST: usize = 6;
/// Most skills, and most places.
const SKILLS_MOST: usize = 30;
const PLACES_MOST: usize = 5;

/// What arrived, or what stands.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct CandidateForm {
    /// One line.
    pub headline: String,
    /// Several.
    pub summary: String,
    /// ISCO-08.
    pub occupation: String,
    /// ISCED 2011, or empty.
    pub education: String,
    /// Languages, ISO 639-1; empty ones are passed over.
    pub language: Vec<String>,
    /// The level of each.
    pub level: Vec<String>,
    /// With commas between.
    pub skills: String,
    /// With commas between.
    pub places: String,
    /// Anything: would work from elsewhere.
    pub remote: String,
    /// schema.org employment types.
    pub types: Vec<String>,
    /// In whole units; may be empty.
    pub salary_min: String,
    /// ISO 4217.
    pub salary_currency: String,
    /// `HOUR`, `MONTH` or `YEAR`.
    pub salary_unit: String,
    /// See [`Availability`].
    pub availability: String,
    /// Anything: the résumé is to go.
    pub no_resume: String,
    /// The version that was edited.
    pub version: i64,
}

impl CandidateForm {
    /// The form of what stands.
    pub fn of(content: &Content, version: i64) -> Self {
        let joined = |packed: &str| unpack(packed).collect::<Vec<_>>().join(", ");
        let (language, level) =
            content.language_list().map(|(language, level)| (language.to_owned(), level.to_owned())).unzip();
        Self {
            headline: content.headline.clone(),
            summary: content.summary.clone(),
            occupation: content.occupation.clone(),
            education: content.education.clone(),
            language,
            level,
            skills: joined(&content.skills),
            places: joined(&content.places),
            remote: if content.is_remote { "yes".to_owned() } else { String::new() },
            types: unpack(&content.employment_types).map(ToOwned::to_owned).collect(),
            salary_min: content.salary_min.map(|hundredths| (hundredths / 100).to_string()).unwrap_or_default(),
            salary_currency: content.salary_currency.clone(),
            salary_unit: content.salary_unit.clone(),
            availability: content.availability.to_string(),
            no_resume: String::new(),
            version,
        }
    }

    /// Checks every field.
    ///
    /// # Errors
    /// The wrong fields.
    pub fn parse(&self) -> Result<Content, FieldErrors> {
        let mut check = Check::new();
        let headline = check.line("headline", &self.headline, 1, 120);
        let summary = check.text("summary", &self.summary, 0, 4_000);
        let occupation = code(&mut check, "occupation", &self.occupation, OCCUPATIONS, true);
        let education = code(&mut check, "education", &self.education, standards::EDUCATION_LEVELS, false);
        let languages = self.parse_languages(&mut check);
        let skills = check.tags("skills", &self.skills, 600, (SKILLS_MOST, "error-candidate-tags"));
        let places = check.tags("places", &self.places, 200, (PLACES_MOST, "error-candidate-tags"));
        if self.types.iter().any(|kind| !standards::holds(standards::EMPLOYMENT_TYPES, kind)) {
            check.error("types", "error-choice");
        }
        // Each once, in the order of the list, however often it was sent.
        let is_ticked = |code: &&str| self.types.iter().any(|kind| kind == *code);
        let types: Vec<&str> = standards::EMPLOYMENT_TYPES.iter().map(|(code, _)| *code).filter(is_ticked).collect();
        let salary = check.optional_int("salary_min", &self.salary_min, 1..=1_000_000_000_000);
        let currencies = standards::currencies(Locale::En);
        let currency = code(&mut check, "salary_currency", &self.salary_currency, currencies, salary.is_some());
        let unit = if self.salary_unit.is_empty() { "YEAR" } else { self.salary_unit.as_str() };
        let salary_unit = code(&mut check, "salary_unit", unit, standards::SALARY_UNITS, true);
        let availability = check.choice::<Availability>("availability", &self.availability);
        let found_by = found_by(&occupation, [headline.as_str(), &summary], &skills);
        check.finish(|| {
            Some(Content {
                place_key: text::search_key(places.iter().map(String::as_str)),
                search_key: found_by,
                headline,
                summary,
                occupation,
                education,
                languages: pack(&languages),
                places: pack(&places),
                skills: pack(&skills),
                employment_types: pack(&types),
                is_remote: !self.remote.is_empty(),
                salary_min: salary.map(|units| units * 100),
                salary_currency: currency,
                salary_unit,
                availability: availability?,
            })
        })
    }

    fn parse_languages(&self, check: &mut Check) -> Vec<String> {
        let mut languages: Vec<String> = Vec::new();
        for (at, language) in self.language.iter().enumerate().filter(|(_, language)| !language.is_empty()) {
            let level = self.level.get(at).map_or("", String::as_str);
            let is_known = standards::holds(standards::languages(Locale::En), language)
                && standards::holds(&LANGUAGE_LEVELS, level);
            if !is_known || at >= LANGUAGES_MOST {
                check.error("languages", "error-candidate-language");
            } else if !languages.iter().any(|known| known.starts_with(&format!("{language}:"))) {
                languages.push(format!("{language}:{level}"));
            }
        }
        languages
    }
}

/// What a candidate is searched by: their words, and the occupation in every language.
fn found_by(occupation: &str, words: [&str; 2], skills: &[String]) -> String {
    let names = Locale::ALL.iter().map(|locale| standards::name_of(OCCUPATIONS, *locale, occupation));
    text::search_key(words.into_iter().chain(names).chain(skills.iter().map(String::as_str)))
}

/// The query of the search for candidates. What cannot be read is as if it were not asked for.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct FindForm {
    /// Words.
    pub q: String,
    /// ISCO-08, of either level.
    pub occupation: String,
    /// The least level of education.
    pub education: String,
    /// A language that is spoken.
    pub language: String,
    /// An employment type.
    #[serde(rename = "type")]
    pub kind: String,
    /// Words of a place.
    pub place: String,
    /// Anything: would work from elsewhere.
    pub remote: String,
    /// By when they could begin; see [`Availability`].
    pub availability: String,
    /// Page number.
    pub page: String,
}

impl FindForm {
    fn pairs(&self) -> [(&'static str, &str); 8] {
        [
            ("q", &self.q),
            ("occupation", &self.occupation),
            ("education", &self.education),
            ("language", &self.language),
            ("type", &self.kind),
            ("place", &self.place),
            ("remote", &self.remote),
            ("availability", &self.availability),
        ]
    }

    /// Whether anything narrows the list.
    pub fn is_narrowed(&self) -> bool {
        self.pairs().iter().any(|(_, value)| !value.trim().is_empty())
    }

    /// The address of a page of this search on the page at `path`.
    pub fn address(&self, path: &str, page: &str) -> String {
        crate::web::paging::address(path, &self.pairs(), page)
    }
}

/// What an organization writes to a candidate.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct InviteForm {
    /// The id of one of its live postings.
    pub posting: String,
    /// May be empty.
    pub message: String,
}

impl InviteForm {
    /// The message, checked.
    ///
    /// # Errors
    /// The wrong fields.
    pub fn parse(&self) -> Result<String, FieldErrors> {
        let mut check = Check::new();
        if self.posting.is_empty() {
            check.error("posting", "error-required");
        }
        let message = check.text("message", &self.message, 0, 1_000);
        check.finish(|| Some(message))
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

    use super::CandidateForm;

    fn typed() -> CandidateForm {
        CandidateForm {
            headline: "Laser engineer".into(),
            occupation: "21".into(),
            language: vec!["en".into(), String::new(), "zh".into(), "en".into()],
            level: vec!["C1".into(), String::new(), "native".into(), "A1".into()],
            skills: "Rust, 光学，rust".into(),
            availability: "now".into(),
            ..CandidateForm::default()
        }
    }

    #[test]
    fn a_form_comes_back_as_it_was_read() {
        let content = typed().parse().unwrap();
        assert_eq!((content.languages.as_str(), content.skills.as_str()), ("|en:C1|zh:native|", "|Rust|光学|"));
        let form = CandidateForm::of(&content, 3);
        assert_eq!((form.skills.as_str(), form.language.len(), form.version), ("Rust, 光学", 2, 3));
    }

    #[test]
    fn what_is_on_no_list_is_refused() {
        let form = CandidateForm {
            occupation: "99".into(),
            education: "x".into(),
            language: vec!["en".into()],
            level: vec!["D9".into()],
            types: vec!["SOMETIMES".into()],
            salary_min: "100".into(),
            availability: String::new(),
            ..typed()
        };
        let errors = form.parse().err().unwrap_or_default();
        let mut wrong: Vec<_> = errors.iter().map(|(field, _)| field).collect();
        wrong.sort_unstable();
        assert_eq!(wrong, ["availability", "education", "languages", "occupation", "salary_currency", "types"]);
    }
}
