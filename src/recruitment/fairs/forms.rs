//! The forms of fairs. Times are typed in the edition's time zone.

use chrono_tz::Tz;
use serde::Deserialize;

use super::model::{Fair, FairStage, FairText};
use crate::clock::Instant;
use crate::error::FieldErrors;
use crate::web::check::{Check, filled_in};
use crate::web::dates;
use crate::web::i18n::Locale;

/// Longest introduction in one language, in characters: both fit one form.
const INTRODUCTION_CHARS: usize = 8_000;

/// A fair as it was typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct FairForm {
    /// Title in English.
    pub title_en: String,
    /// Introduction in English.
    pub introduction_en: String,
    /// Title in Chinese.
    pub title_zh: String,
    /// Introduction in Chinese.
    pub introduction_zh: String,
    /// When it begins.
    pub starts_at: String,
    /// When it ends.
    pub ends_at: String,
    /// Anything: the picture goes.
    pub no_picture: String,
    /// The version that was seen; empty for a new one.
    pub version: String,
}

/// What it means.
#[derive(Debug, Clone)]
pub struct ValidFair {
    /// Language, title and introduction; one language or both.
    pub texts: Vec<(Locale, String, String)>,
    /// When it begins.
    pub starts_at: Instant,
    /// When it ends, later than that.
    pub ends_at: Instant,
    /// Whether the picture goes.
    pub removes_picture: bool,
    /// The version that was seen.
    pub version: i64,
}

impl FairForm {
    /// The form filled in with what stands there.
    pub fn of(fair: &Fair, texts: &[FairText], zone: Tz) -> Self {
        let text = |locale: Locale| texts.iter().find(|text| text.locale == locale);
        let title = |locale| text(locale).map(|text| text.title.clone()).unwrap_or_default();
        let introduction = |locale| text(locale).map(|text| text.introduction.clone()).unwrap_or_default();
        Self {
            title_en: title(Locale::En),
            introduction_en: introduction(Locale::En),
            title_zh: title(Locale::ZhCn),
            introduction_zh: introduction(Locale::ZhCn),
            starts_at: dates::input(fair.starts_at, zone),
            ends_at: dates::input(fair.ends_at, zone),
            no_picture: String::new(),
            version: fair.version.to_string(),
        }
    }

    /// Checks every field. A language is left out by leaving its title and introduction empty.
    ///
    /// # Errors
    /// The wrong fields.
    pub fn parse(&self, zone: Tz) -> Result<ValidFair, FieldErrors> {
        let mut check = Check::new();
        let (has_en, has_zh) =
            filled_in(&[&self.title_en, &self.introduction_en], &[&self.title_zh, &self.introduction_zh]);
        let mut texts = Vec::new();
        if has_en {
            let title = check.line("title_en", &self.title_en, 3, 120);
            let text = check.text("introduction_en", &self.introduction_en, 10, INTRODUCTION_CHARS);
            texts.push((Locale::En, title, text));
        }
        if has_zh {
            let title = check.line("title_zh", &self.title_zh, 2, 60);
            let text = check.text("introduction_zh", &self.introduction_zh, 5, INTRODUCTION_CHARS);
            texts.push((Locale::ZhCn, title, text));
        }
        let starts_at = check.local_date_time("starts_at", &self.starts_at, zone);
        let ends_at = check.local_date_time("ends_at", &self.ends_at, zone);
        if let (Some(starts_at), Some(ends_at)) = (starts_at, ends_at)
            && ends_at <= starts_at
        {
            check.error("ends_at", "error-fair-ends-before");
        }
        let version = check.optional_int("version", &self.version, 1..=i64::MAX).unwrap_or(0);
        let removes_picture = !self.no_picture.is_empty();
        check.finish(|| Some(ValidFair { texts, starts_at: starts_at?, ends_at: ends_at?, removes_picture, version }))
    }
}

/// What a list of fairs is narrowed to.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct FairsForm {
    /// Words.
    pub q: String,
    /// A stage.
    pub stage: String,
    /// Page number.
    pub page: String,
}

impl FairsForm {
    /// The stage, where it is one of these.
    pub fn stage(&self, of: &[FairStage]) -> Option<FairStage> {
        self.stage.parse().ok().filter(|stage| of.contains(stage))
    }
}

/// Which page of the organizations in a fair is shown, beside the search in its postings.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct EmployersForm {
    /// Page number.
    pub employers: String,
}

/// What the list of a fair's postings is narrowed to.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct PartsForm {
    /// Words of the posting or its organization.
    pub q: String,
    /// A state of their part.
    pub state: String,
    /// Page number.
    pub page: String,
}

/// A posting that is brought to a fair.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct BringForm {
    /// Its id.
    pub posting: String,
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

    use super::*;

    #[test]
    fn a_fair_needs_one_language_and_an_end_after_its_beginning() {
        let form = FairForm {
            title_zh: "光谷招聘会".into(),
            introduction_zh: "光电企业专场招聘。".into(),
            starts_at: "2026-12-01T09:00".into(),
            ends_at: "2026-12-01T17:00".into(),
            ..FairForm::default()
        };
        let valid = form.parse(chrono_tz::Asia::Shanghai).unwrap();
        assert_eq!((valid.texts.len(), valid.starts_at.to_string().as_str()), (1, "2026-12-01 01:00:00"));
        let turned = FairForm { ends_at: form.starts_at.clone(), ..form.clone() };
        assert_eq!(turned.parse(chrono_tz::UTC).unwrap_err().of("ends_at").unwrap().key, "error-fair-ends-before");
        let half = FairForm { title_en: "Optics fair".into(), ..form };
        assert!(half.parse(chrono_tz::UTC).unwrap_err().of("introduction_en").is_some());
        let nothing = FairForm::default().parse(chrono_tz::UTC).unwrap_err();
        assert!(nothing.of("title_en").is_some() && nothing.of("title_zh").is_none());
    }
}
