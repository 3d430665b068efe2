//! What the form of an offer sends.

use chrono::{Duration, NaiveDate};
use chrono_tz::Tz;
use serde::Deserialize;

use crate::clock::Instant;
use crate::error::FieldErrors;
use crate::web::check::Check;
use crate::web::i18n::Locale;
use crate::web::standards;

/// How long at least an applicant has to answer, in hours.
const LEAST_HOURS: i64 = 24;
/// How long at most an offer stays open, in days.
const MOST_DAYS: i64 = 90;

/// An offer, as it was typed.
#[derive(Debug, Clone, Default, Deserialize, Hash)]
#[serde(default)]
pub struct OfferForm {
    /// What is offered.
    pub terms: String,
    /// The first day.
    pub starts_on: String,
    /// Pay, whole units.
    pub salary: String,
    /// Currency.
    pub salary_currency: String,
    /// Unit.
    pub salary_unit: String,
    /// Until when an answer is awaited, local time.
    pub answer_by: String,
    /// The key that the empty form was given out with.
    pub key: String,
}

/// An offer, checked.
#[derive(Debug, Clone)]
pub struct ValidOffer {
    /// What is offered.
    pub terms: String,
    /// The first day, or empty.
    pub starts_on: String,
    /// Pay in hundredths.
    pub salary: Option<i64>,
    /// Currency, or empty.
    pub salary_currency: String,
    /// Unit.
    pub salary_unit: String,
    /// Until when an answer is awaited.
    pub answer_by: Instant,
}

impl OfferForm {
    /// Checks the form; times are those of `zone`.
    ///
    /// # Errors
    /// The fields that are wrong.
    pub fn parse(&self, zone: Tz, now: Instant) -> Result<ValidOffer, FieldErrors> {
        let mut check = Check::new();
        let terms = check.text("terms", &self.terms, 20, 5_000);
        let starts_on = check.optional_date("starts_on", &self.starts_on);
        if starts_on.is_some_and(|day| day < now.date()) {
            check.error("starts_on", "error-offer-past");
        }
        let salary = check.optional_int("salary", &self.salary, 1..=1_000_000_000);
        let is_currency = standards::holds(standards::currencies(Locale::En), &self.salary_currency);
        if salary.is_some() && !is_currency {
            let key = if self.salary_currency.is_empty() { "error-required" } else { "error-choice" };
            check.error("salary_currency", key);
        }
        let salary_unit = if self.salary_unit.is_empty() { "YEAR" } else { self.salary_unit.as_str() };
        if !standards::holds(standards::SALARY_UNITS, salary_unit) {
            check.error("salary_unit", "error-choice");
        }
        let answer_by = check.local_date_time("answer_by", &self.answer_by, zone);
        if answer_by.is_some_and(|at| at < now + Duration::hours(LEAST_HOURS)) {
            check.error_n("answer_by", "error-offer-soon", LEAST_HOURS);
        } else if answer_by.is_some_and(|at| at > now + Duration::days(MOST_DAYS)) {
            check.error_n("answer_by", "error-offer-late", MOST_DAYS);
        }
        check.finish(|| {
            Some(ValidOffer {
                terms,
                starts_on: starts_on.map(|day: NaiveDate| day.to_string()).unwrap_or_default(),
                salary: salary.map(|amount| amount * 100),
                salary_currency: if salary.is_some() { self.salary_currency.clone() } else { String::new() },
                salary_unit: salary_unit.to_owned(),
                answer_by: answer_by?,
            })
        })
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

    use proptest::prelude::*;

    use super::*;

    fn now() -> Instant {
        Instant::parse_from_str("2026-03-28 12:00", "%Y-%m-%d %H:%M").unwrap()
    }

    fn form(answer_by: &str) -> OfferForm {
        let terms = "A permanent position with thirty days of leave.".into();
        OfferForm { terms, answer_by: answer_by.into(), ..OfferForm::default() }
    }

    #[test]
    fn an_offer_leaves_a_day_to_answer_and_pay_has_a_currency() {
        let key = |form: &OfferForm, field: &str| {
            form.parse(chrono_tz::UTC, now()).err().and_then(|errors| errors.of(field).map(|error| error.key))
        };
        assert_eq!(key(&form("2026-04-04T12:00"), "answer_by"), None);
        assert_eq!(key(&form("2026-03-29T11:00"), "answer_by"), Some("error-offer-soon"));
        assert_eq!(key(&form("2026-07-29T11:00"), "answer_by"), Some("error-offer-late"));
        assert_eq!(key(&form(""), "answer_by"), Some("error-required"));
        let paid = OfferForm { salary: "9000".into(), ..form("2026-04-04T12:00") };
        assert_eq!(key(&paid, "salary_currency"), Some("error-required"));
        let past = OfferForm { starts_on: "2020-01-01".into(), ..form("2026-04-04T12:00") };
        assert_eq!(key(&past, "starts_on"), Some("error-offer-past"));
    }

    proptest! {
        #[test]
        fn nothing_typed_makes_an_offer_panic(terms in "\\PC{0,60}", at in "\\PC{0,20}|[0-9T:-]{0,18}", pay in "\\PC{0,9}|[0-9]{0,20}") {
            let form = OfferForm {
                terms,
                starts_on: at.clone(),
                answer_by: at,
                salary_currency: pay.clone(),
                salary: pay,
                ..OfferForm::default()
            };
            let _ = form.parse(chrono_tz::America::New_York, now());
        }
    }
}
