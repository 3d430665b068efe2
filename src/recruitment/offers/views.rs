//! Offers on the pages of their application, and the form of one.

use askama::Template;
use chrono::NaiveTime;

use super::forms::OfferForm;
use super::model::{Offer, OfferState};
use crate::clock::Instant;
use crate::error::FieldErrors;
use crate::ids::OfferId;
use crate::recruitment::postings::model::OwnEmployer;
use crate::recruitment::postings::views::salary_words;
use crate::web::choice::{Choice, choices_by_key, first_choice};
use crate::web::i18n::Locale;
use crate::web::page::Page;
use crate::web::{dates, standards};

/// An offer as both sides read it.
#[derive(Debug, Clone)]
pub struct OfferView {
    /// Its id.
    pub id: OfferId,
    /// Its state.
    pub state: OfferState,
    /// What is offered.
    pub terms: String,
    /// The first day in words; empty where it is open.
    pub starts_on: String,
    /// Pay in words; may be empty.
    pub salary: String,
    /// Until when an answer is awaited.
    pub answer_by: Instant,
}

impl OfferView {
    /// Those of an application, in the reader's language.
    pub fn list(offers: &[Offer], locale: Locale) -> Vec<Self> {
        let day = |text: &str| {
            let day = text.parse::<chrono::NaiveDate>().ok();
            day.map(|day| dates::date(locale, day.and_time(NaiveTime::MIN), chrono_tz::UTC)).unwrap_or_default()
        };
        let view = |offer: &Offer| Self {
            id: offer.id.clone(),
            state: offer.state,
            terms: offer.terms.clone(),
            starts_on: day(&offer.starts_on),
            salary: salary_words(locale, (offer.salary, offer.salary), &offer.salary_currency, &offer.salary_unit),
            answer_by: offer.answer_by,
        };
        offers.iter().map(view).collect()
    }

    /// Whether it awaits an answer.
    pub fn is_pending(&self) -> bool {
        self.state == OfferState::Pending
    }
}

impl OfferForm {
    /// What an empty form begins with.
    pub fn fresh() -> Self {
        Self { salary_unit: "YEAR".into(), key: OfferId::new().to_string(), ..Self::default() }
    }
}

/// The form of an offer.
#[derive(Template)]
#[template(path = "recruitment/offer_form.html")]
pub struct OfferPage {
    /// The frame.
    pub page: Page,
    /// The organization.
    pub employer: OwnEmployer,
    /// The application.
    pub application: String,
    /// The applicant and the title of the posting.
    pub about: (String, String),
    /// What was typed.
    pub form: OfferForm,
    /// What is wrong.
    pub errors: FieldErrors,
}

impl OfferPage {
    fn base(&self) -> String {
        format!("/organizations/{}/applications/{}", self.employer.slug, self.application)
    }

    fn units(&self) -> Vec<Choice> {
        choices_by_key(&self.page, standards::SALARY_UNITS, &self.form.salary_unit, "posting-choose")
    }

    fn currencies(&self) -> Vec<Choice> {
        let all = standards::currencies(self.page.locale).iter();
        let named = all.map(|(code, name)| Choice::new(*code, *name, *code == self.form.salary_currency));
        std::iter::once(first_choice(self.page.locale, "posting-choose")).chain(named).collect()
    }
}
