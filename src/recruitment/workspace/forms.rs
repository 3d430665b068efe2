//! What the form of a posting says.

use chrono_tz::Tz;
use serde::Deserialize;

use crate::clock::Instant;
use crate::error::FieldErrors;
use crate::recruitment::postings::model::ApplyBy;
use crate::web::check::Check;
use crate::web::i18n::Locale;
use crate::web::standards;

/// In how many days an organization may promise an answer.
pub(super) const PROMISE_DAYS: std::ops::RangeInclusive<i64> = 3..=30;

/// The form of a posting, as it was typed.
#[derive(Debug, Clone, Default, Hash, Deserialize)]
#[serde(default)]
pub struct PostingForm {
    /// Title in English.
    pub title: String,
    /// Text in English, Markdown.
    pub body: String,
    /// Title in Chinese.
    pub title_zh: String,
    /// Text in Chinese.
    pub body_zh: String,
    /// OECD field.
    pub field: String,
    /// Employment type.
    #[serde(rename = "type")]
    pub kind: String,
    /// ISCED level.
    pub education: String,
    /// Working language.
    pub language: String,
    /// City.
    pub city: String,
    /// City in Chinese.
    pub city_zh: String,
    /// Country.
    pub country: String,
    /// Ticked when it may be done from elsewhere.
    pub remote: String,
    /// Lowest pay, whole units.
    pub salary_min: String,
    /// Highest pay.
    pub salary_max: String,
    /// Currency.
    pub salary_currency: String,
    /// Unit.
    pub salary_unit: String,
    /// People sought.
    pub openings: String,
    /// Opening, local time.
    pub opens_at: String,
    /// Closing, local time.
    pub closes_at: String,
    /// `here` or `link`.
    pub apply_by: String,
    /// Where, by link.
    pub apply_url: String,
    /// Days of the promise to answer.
    pub response_days: String,
    /// Ticked when applicants stay without a name until they are shortlisted.
    pub anonymous: String,
    /// The version that was seen.
    pub version: String,
    /// The key that the empty form was given out with: sent twice, it makes one draft.
    pub draft: String,
}

/// A posting's form, checked.
#[derive(Debug, Clone)]
pub struct ValidPosting {
    /// Texts in their languages: title and body; at least one.
    pub texts: Vec<(Locale, String, String)>,
    /// OECD field.
    pub field: String,
    /// Employment type.
    pub kind: String,
    /// ISCED level or empty.
    pub education: String,
    /// Working language or empty.
    pub language: String,
    /// City.
    pub city: String,
    /// City in Chinese.
    pub city_zh: String,
    /// Country.
    pub country: String,
    /// May be done from elsewhere.
    pub is_remote: bool,
    /// Pay in hundredths.
    pub salary: (Option<i64>, Option<i64>),
    /// Currency.
    pub salary_currency: String,
    /// Unit.
    pub salary_unit: String,
    /// People sought.
    pub openings: i64,
    /// Opening.
    pub opens_at: Instant,
    /// Closing, after the opening.
    pub closes_at: Instant,
    /// How one applies.
    pub apply_by: ApplyBy,
    /// Where, by link.
    pub apply_url: String,
    /// Days of the promise.
    pub response_days: i64,
    /// Whether applicants stay without a name until they are shortlisted.
    pub is_anonymous: bool,
}

/// The code of a list, checked; nothing where nothing was chosen.
pub(in crate::recruitment) fn code(
    check: &mut Check,
    field: &'static str,
    typed: &str,
    list: &[(&'static str, &'static str)],
    required: bool,
) -> String {
    if typed.is_empty() && required {
        check.error(field, "error-required");
    } else if !typed.is_empty() && !standards::holds(list, typed) {
        check.error(field, "error-choice");
    }
    typed.to_owned()
}

impl PostingForm {
    /// Checks the form; times are those of `zone`.
    ///
    /// # Errors
    /// Every field that is wrong.
    pub fn parse(&self, zone: Tz, now: Instant) -> Result<ValidPosting, FieldErrors> {
        let mut check = Check::new();
        let texts = self.texts(&mut check);
        let field = code(&mut check, "field", &self.field, standards::FIELDS, true);
        let kind = code(&mut check, "type", &self.kind, standards::EMPLOYMENT_TYPES, true);
        let education = code(&mut check, "education", &self.education, standards::EDUCATION_LEVELS, false);
        let language = code(&mut check, "language", &self.language, standards::languages(Locale::En), false);
        let country = code(&mut check, "country", &self.country, standards::countries(Locale::En), true);
        let city = check.line("city", &self.city, 0, 80);
        let city_zh = check.line("city_zh", &self.city_zh, 0, 80);
        let salary = self.salary(&mut check);
        let currency = code(
            &mut check,
            "salary_currency",
            &self.salary_currency,
            standards::currencies(Locale::En),
            salary != (None, None),
        );
        let unit = if self.salary_unit.is_empty() { "YEAR" } else { self.salary_unit.as_str() };
        let salary_unit = code(&mut check, "salary_unit", unit, standards::SALARY_UNITS, true);
        let openings = check.int("openings", &self.openings, 1..=9_999);
        let opens_at = check.optional_local_date_time("opens_at", &self.opens_at, zone).unwrap_or(now);
        let closes_at = check.local_date_time("closes_at", &self.closes_at, zone);
        if closes_at.is_some_and(|closes| closes <= opens_at) {
            check.error("closes_at", "error-posting-closes-before-opening");
        }
        let apply_by = check.choice::<ApplyBy>("apply_by", &self.apply_by);
        let apply_url = check.url("apply_url", &self.apply_url);
        if apply_by == Some(ApplyBy::Link) && apply_url.is_none() {
            check.error("apply_url", "error-required");
        }
        let response_days = check.optional_int("response_days", &self.response_days, PROMISE_DAYS);
        check.finish(|| {
            Some(ValidPosting {
                texts,
                field,
                kind,
                education,
                language,
                city,
                city_zh,
                country,
                is_remote: !self.remote.is_empty(),
                salary,
                salary_currency: currency,
                salary_unit,
                openings: openings?,
                opens_at,
                closes_at: closes_at?,
                apply_by: apply_by?,
                apply_url: apply_url.unwrap_or_default(),
                response_days: response_days.unwrap_or(0),
                is_anonymous: !self.anonymous.is_empty(),
            })
        })
    }

    /// One language is enough; a language has both title and text or neither.
    fn texts(&self, check: &mut Check) -> Vec<(Locale, String, String)> {
        let is_zh_alone =
            self.title.trim().is_empty() && self.body.trim().is_empty() && !self.title_zh.trim().is_empty();
        let has_zh = !self.title_zh.trim().is_empty() || !self.body_zh.trim().is_empty();
        let mut texts = Vec::new();
        if !is_zh_alone {
            texts.push((
                Locale::En,
                check.line("title", &self.title, 3, 120),
                check.text("body", &self.body, 50, 20_000),
            ));
        }
        if has_zh {
            texts.push((
                Locale::ZhCn,
                check.line("title_zh", &self.title_zh, 2, 120),
                check.text("body_zh", &self.body_zh, 20, 20_000),
            ));
        }
        texts
    }

    fn salary(&self, check: &mut Check) -> (Option<i64>, Option<i64>) {
        let range = 1..=1_000_000_000;
        let min = check.optional_int("salary_min", &self.salary_min, range.clone());
        let max = check.optional_int("salary_max", &self.salary_max, range);
        if let (Some(min), Some(max)) = (min, max)
            && max < min
        {
            check.error("salary_max", "error-posting-salary-order");
        }
        (min.map(|n| n * 100), max.map(|n| n * 100))
    }
}

/// The reason or the way a posting is closed or extended.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct ChangeForm {
    /// `closed_early` or `filled`.
    pub state: String,
    /// The new closing, local time.
    pub closes_at: String,
    /// Why.
    pub reason: String,
    /// The version that was seen.
    pub version: String,
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_posting_in_chinese_alone_is_enough() {
        let form = PostingForm {
            title_zh: "光学工程师".into(),
            body_zh: "负责光学系统的设计与测试。".repeat(3),
            field: "2.2".into(),
            kind: "FULL_TIME".into(),
            country: "CN".into(),
            openings: "2".into(),
            closes_at: "2100-01-01T00:00".into(),
            apply_by: "here".into(),
            ..PostingForm::default()
        };
        let now = chrono::DateTime::from_timestamp(0, 0).unwrap().naive_utc();
        let valid = form.parse(chrono_tz::UTC, now).unwrap();
        assert_eq!(valid.texts.len(), 1);
        let wrong = PostingForm { salary_min: "9".into(), salary_max: "8".into(), ..form };
        let errors = wrong.parse(chrono_tz::UTC, now).unwrap_err();
        assert!(errors.of("salary_max").is_some() && errors.of("salary_currency").is_some());
    }

    proptest! {
        #[test]
        fn no_text_makes_a_posting_panic(
            typed in prop::collection::vec("\\PC{0,60}|[\\x00-\\x7f]{0,40}|[0-9T:-]{0,20}|[A-Z]{2,3}", 12),
        ) {
            let at = |n: usize| typed.get(n).cloned().unwrap_or_default();
            let form = PostingForm {
                title: at(0),
                body: at(1).repeat(3),
                title_zh: at(2),
                body_zh: at(3),
                field: at(4),
                country: at(5),
                salary_min: at(6),
                salary_max: at(7),
                openings: at(8),
                opens_at: at(9),
                closes_at: at(10),
                apply_url: at(11),
                apply_by: "link".into(),
                ..PostingForm::default()
            };
            let now = chrono::DateTime::from_timestamp(0, 0).unwrap().naive_utc();
            if let Ok(valid) = form.parse(chrono_tz::America::New_York, now) {
                prop_assert!(valid.closes_at > valid.opens_at && !valid.apply_url.is_empty());
            }
        }
    }
}
