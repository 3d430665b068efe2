//! What the form of a project says. A draft may be full of gaps; what is submitted may not.

use chrono::Duration;
use chrono_tz::Tz;
use serde::Deserialize;

use crate::clock::Instant;
use crate::error::FieldErrors;
use crate::ids::PersonId;
use crate::pairing::projects::model::{Budget, Disclosure, IpStatus, PartnerKind, ProjectKind};
use crate::web::check::Check;
use crate::web::i18n::Locale;
use crate::web::standards;

/// How far ahead a project may end, in days.
const DAYS_MOST: i64 = 730;

/// The form of a project, as it was typed.
#[derive(Debug, Clone, Default, Hash, Deserialize)]
#[serde(default)]
pub struct ProjectForm {
    /// Title in English.
    pub title: String,
    /// A few sentences for everybody, in English.
    pub teaser: String,
    /// Details in English, Markdown.
    pub details: String,
    /// Title in Chinese.
    pub title_zh: String,
    /// Teaser in Chinese.
    pub teaser_zh: String,
    /// Details in Chinese.
    pub details_zh: String,
    /// What it is after.
    pub kind: String,
    /// OECD fields, each once.
    pub field: Vec<String>,
    /// Technology readiness level.
    pub readiness: String,
    /// How its ideas are protected.
    pub ip: String,
    /// Who is looked for.
    pub partner: Vec<String>,
    /// Band of the budget.
    pub budget: String,
    /// Languages, each once.
    pub language: Vec<String>,
    /// City.
    pub city: String,
    /// City in Chinese.
    pub city_zh: String,
    /// Country.
    pub country: String,
    /// Who reads the attachments.
    pub disclosure: String,
    /// The member who answers for it; empty for the owners.
    pub contact: String,
    /// Its last moment, local time.
    pub expires_at: String,
    /// The version that was seen.
    pub version: String,
    /// The key that the empty form was given out with: sent twice, it makes one draft.
    pub draft: String,
}

/// A text in one language: title, teaser, details.
pub type TypedText = (Locale, String, String, String);

/// A project's form, checked.
#[derive(Debug, Clone)]
pub struct ValidProject {
    /// Texts in their languages; at least one.
    pub texts: Vec<TypedText>,
    /// What it is after.
    pub kind: ProjectKind,
    /// OECD fields.
    pub fields: Vec<String>,
    /// Technology readiness level.
    pub readiness: Option<i64>,
    /// How its ideas are protected.
    pub ip_status: IpStatus,
    /// Who is looked for.
    pub partners: Vec<PartnerKind>,
    /// Band of the budget.
    pub budget: Budget,
    /// Languages.
    pub languages: Vec<String>,
    /// City.
    pub city: String,
    /// City in Chinese.
    pub city_zh: String,
    /// Country, or empty.
    pub country: String,
    /// Who reads the attachments.
    pub disclosure: Disclosure,
    /// The member who answers for it.
    pub contact: Option<PersonId>,
    /// Its last moment; now, where the form does not say it.
    pub expires_at: Instant,
}

/// How much must be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// A title, a kind and a last day.
    Draft,
    /// The same of what is or was public: its last day is not looked at, since only renewing changes it.
    Edit,
    /// Everything a reader needs.
    Whole,
}

/// Codes of a list, each once, empty ones passed over.
fn several(
    check: &mut Check,
    field: &'static str,
    typed: &[String],
    list: &[(&'static str, &'static str)],
    most: usize,
) -> Vec<String> {
    let mut codes: Vec<String> = Vec::new();
    for code in typed.iter().filter(|code| !code.is_empty()) {
        if !standards::holds(list, code) {
            check.error(field, "error-choice");
        } else if !codes.contains(code) {
            codes.push(code.clone());
        }
    }
    if codes.len() > most {
        check.error_n(field, "error-project-too-many", i64::try_from(most).unwrap_or(i64::MAX));
    }
    codes
}

/// A last moment that is to come, and not too far.
fn read_end(check: &mut Check, typed: &str, zone: Tz, now: Instant) -> Option<Instant> {
    let at = check.local_date_time("expires_at", typed, zone);
    if at.is_some_and(|at| at <= now || at > now + Duration::days(DAYS_MOST)) {
        check.error("expires_at", "error-project-ends");
    }
    at
}

impl ProjectForm {
    /// Checks the form; times are those of `zone`.
    ///
    /// # Errors
    /// Every field that is wrong.
    pub fn parse(&self, zone: Tz, now: Instant, extent: Extent) -> Result<ValidProject, FieldErrors> {
        let mut check = Check::new();
        let texts = self.texts(&mut check, extent);
        let kind = check.choice::<ProjectKind>("kind", &self.kind);
        let fields = several(&mut check, "field", &self.field, standards::FIELDS, 3);
        let languages = several(&mut check, "language", &self.language, standards::languages(Locale::En), 3);
        let readiness = check.optional_int("readiness", &self.readiness, 1..=9);
        let ip_status = check.choice::<IpStatus>("ip", &self.ip);
        let budget = check.optional_choice::<Budget>("budget", &self.budget);
        let partners = self.partners(&mut check);
        let city = check.line("city", &self.city, 0, 80);
        let city_zh = check.line("city_zh", &self.city_zh, 0, 80);
        if !self.country.is_empty() && !standards::holds(standards::countries(Locale::En), &self.country) {
            check.error("country", "error-choice");
        }
        let disclosure = check.choice::<Disclosure>("disclosure", &self.disclosure);
        let contact = check.optional_choice("contact", &self.contact);
        let expires_at = match extent {
            Extent::Edit => Some(now),
            Extent::Draft | Extent::Whole => read_end(&mut check, &self.expires_at, zone, now),
        };
        if extent == Extent::Whole {
            self.require_whole(&mut check, kind, readiness);
        }
        check.finish(|| {
            Some(ValidProject {
                texts,
                kind: kind?,
                fields,
                readiness,
                ip_status: ip_status?,
                partners,
                budget: budget.unwrap_or(Budget::Untold),
                languages,
                city,
                city_zh,
                country: self.country.clone(),
                disclosure: disclosure?,
                contact,
                expires_at: expires_at?,
            })
        })
    }

    fn partners(&self, check: &mut Check) -> Vec<PartnerKind> {
        let mut partners: Vec<PartnerKind> = Vec::new();
        for typed in &self.partner {
            let partner = check.optional_choice::<PartnerKind>("partner", typed);
            partners.extend(partner.filter(|partner| !partners.contains(partner)));
        }
        partners
    }

    /// What a reader of a published project finds in every one.
    fn require_whole(&self, check: &mut Check, kind: Option<ProjectKind>, readiness: Option<i64>) {
        let is_empty = |typed: &[String]| typed.iter().all(String::is_empty);
        let is_about_technology = matches!(
            kind,
            Some(ProjectKind::TechnologyOffer | ProjectKind::TechnologyRequest | ProjectKind::InvestmentSought)
        );
        for (field, is_missing) in [
            ("field", is_empty(&self.field)),
            ("partner", is_empty(&self.partner)),
            ("language", is_empty(&self.language)),
            ("country", self.country.is_empty()),
            ("readiness", is_about_technology && self.readiness.trim().is_empty() && readiness.is_none()),
        ] {
            if is_missing {
                check.error(field, "error-required");
            }
        }
    }

    /// One language is enough; what is submitted has title, teaser and details in each that is begun.
    fn texts(&self, check: &mut Check, extent: Extent) -> Vec<TypedText> {
        let has = |parts: [&String; 3]| parts.iter().any(|part| !part.trim().is_empty());
        let has_zh = has([&self.title_zh, &self.teaser_zh, &self.details_zh]);
        let least = |n: usize| if extent == Extent::Whole { n } else { 0 };
        let mut texts = Vec::new();
        if has([&self.title, &self.teaser, &self.details]) || !has_zh {
            texts.push((
                Locale::En,
                check.line("title", &self.title, 3, 120),
                check.text("teaser", &self.teaser, least(40), 600),
                check.text("details", &self.details, least(50), 20_000),
            ));
        }
        if has_zh {
            texts.push((
                Locale::ZhCn,
                check.line("title_zh", &self.title_zh, 2, 120),
                check.text("teaser_zh", &self.teaser_zh, least(15), 600),
                check.text("details_zh", &self.details_zh, least(20), 20_000),
            ));
        }
        texts
    }
}

/// What the moves of a project send.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct ChangeForm {
    /// The new last moment, local time.
    pub expires_at: String,
    /// Why.
    pub reason: String,
    /// The version that was seen.
    pub version: String,
}

impl ChangeForm {
    /// The new last moment of a project that goes on.
    ///
    /// # Errors
    /// The field `expires_at`.
    pub fn parse_renewal(&self, zone: Tz, now: Instant) -> Result<Instant, FieldErrors> {
        let mut check = Check::new();
        let expires_at = read_end(&mut check, &self.expires_at, zone, now);
        check.finish(|| expires_at)
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

    use proptest::prelude::*;

    use super::*;

    fn now() -> Instant {
        chrono::DateTime::from_timestamp(0, 0).unwrap().naive_utc()
    }

    fn sketch() -> ProjectForm {
        ProjectForm {
            title_zh: "光纤激光器".into(),
            kind: "technology_offer".into(),
            ip: "pending".into(),
            disclosure: "accepted".into(),
            expires_at: "1970-06-01T00:00".into(),
            ..ProjectForm::default()
        }
    }

    #[test]
    fn a_draft_may_have_gaps_and_what_is_submitted_none() {
        let draft = sketch().parse(chrono_tz::UTC, now(), Extent::Draft).unwrap();
        assert_eq!(draft.texts.len(), 1);
        let errors = sketch().parse(chrono_tz::UTC, now(), Extent::Whole).unwrap_err();
        for field in ["teaser_zh", "details_zh", "field", "partner", "language", "country", "readiness"] {
            assert!(errors.of(field).is_some(), "{field}");
        }
        assert!(errors.of("title").is_none() && errors.of("budget").is_none());
    }

    #[test]
    fn wrong_codes_and_days_are_refused_and_repeated_ones_taken_once() {
        let form = ProjectForm {
            field: vec!["2.2".into(), String::new(), "2.2".into()],
            partner: vec!["company".into(), "company".into()],
            ..sketch()
        };
        let valid = form.parse(chrono_tz::UTC, now(), Extent::Draft).unwrap();
        assert_eq!((valid.fields, valid.partners), (vec!["2.2".to_owned()], vec![PartnerKind::Company]));
        let wrong = ProjectForm { field: vec!["99".into()], expires_at: "1969-01-01T00:00".into(), ..sketch() };
        let errors = wrong.parse(chrono_tz::UTC, now(), Extent::Draft).unwrap_err();
        assert!(errors.of("field").is_some() && errors.of("expires_at").is_some());
    }

    proptest! {
        #[test]
        fn no_text_makes_a_project_panic(
            typed in prop::collection::vec("\\PC{0,60}|[\\x00-\\x7f]{0,40}|[0-9T:-]{0,20}|[A-Z]{2}", 14),
            is_whole in any::<bool>(),
        ) {
            let at = |n: usize| typed.get(n).cloned().unwrap_or_default();
            let form = ProjectForm {
                title: at(0),
                teaser: at(1).repeat(3),
                details: at(2).repeat(5),
                title_zh: at(3),
                kind: if is_whole { "cooperation".into() } else { at(4) },
                field: vec![at(5), "2.2".into()],
                readiness: at(6),
                ip: "none".into(),
                partner: vec![at(7)],
                budget: at(8),
                language: vec![at(9), "en".into()],
                country: at(10),
                disclosure: "accepted".into(),
                contact: at(11),
                expires_at: at(12),
                ..ProjectForm::default()
            };
            let extent = if is_whole { Extent::Whole } else { Extent::Draft };
            if let Ok(valid) = form.parse(chrono_tz::America::New_York, now(), extent) {
                prop_assert!(valid.expires_at > now() && !valid.texts.is_empty() && valid.fields.len() <= 3);
            }
        }
    }
}
