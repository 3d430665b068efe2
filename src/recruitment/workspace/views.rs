//! Pages of an organization's own postings.

use askama::Template;
use chrono_tz::Tz;

use super::carry_queries::EarlierPosting;
use super::forms::{PROMISE_DAYS, PostingForm};
use super::queries::PostingRevision;
use crate::clock::Instant;
use crate::error::FieldErrors;
use crate::ids::PostingId;
use crate::lifecycle::RevisionState;
use crate::recruitment::postings::model::{ApplyBy, OwnEmployer, Posting, PostingState, PostingText, text_in};
use crate::reviews::revision_key;
use crate::site::Visit;
use crate::web::choice::{Choice, choices_by_key, field_choices, first_choice};
use crate::web::i18n::Locale;
use crate::web::page::Page;
use crate::web::{dates, standards};

/// A posting in its organization's list.
#[derive(Debug, Clone)]
pub struct OwnPosting {
    /// Its id.
    pub id: PostingId,
    /// Its public address.
    pub slug: String,
    /// Title.
    pub title: String,
    /// Language of the title.
    pub lang: &'static str,
    /// The state by the clock.
    pub state: PostingState,
    /// The state of the newest revision, where it says more than the posting's.
    pub revision_key: Option<&'static str>,
    /// Closing.
    pub closes_at: Instant,
    /// Applications, withdrawn ones aside.
    pub applications: i64,
}

impl OwnPosting {
    /// Rows of a list.
    pub fn list(
        postings: &[Posting],
        revisions: &[PostingRevision],
        texts: &[PostingText],
        applications: &[(PostingId, i64)],
        visit: &Visit,
    ) -> Vec<Self> {
        let row = |posting: &Posting| {
            let revision = revisions.iter().find(|revision| revision.posting_id == posting.id);
            let own: Vec<PostingText> = texts
                .iter()
                .filter(|text| revision.is_some_and(|revision| revision.id == text.revision))
                .cloned()
                .collect();
            let text = text_in(&own, visit.locale);
            Self {
                id: posting.id.clone(),
                slug: posting.slug.clone(),
                title: text.map(|text| text.title.clone()).unwrap_or_default(),
                lang: text.map_or(visit.locale, |text| text.locale).tag(),
                state: posting.state_at(visit.now),
                revision_key: revision
                    .filter(|revision| revision.state != RevisionState::Approved)
                    .map(|revision| revision_key(revision.state)),
                closes_at: posting.closes_at,
                applications: applications.iter().find(|(id, _)| *id == posting.id).map_or(0, |(_, n)| *n),
            }
        };
        postings.iter().map(row).collect()
    }
}

/// How many postings are in each state; states without any are left out.
pub fn count_states(postings: &[Posting], now: Instant) -> Vec<(PostingState, usize)> {
    let count = |state: PostingState| postings.iter().filter(|posting| posting.state_at(now) == state).count();
    PostingState::ALL.iter().map(|state| (*state, count(*state))).filter(|(_, n)| *n > 0).collect()
}

/// The list.
#[derive(Template)]
#[template(path = "recruitment/own_postings.html")]
pub struct OwnPostingsPage {
    /// The frame.
    pub page: Page,
    /// The organization.
    pub employer: OwnEmployer,
    /// Its postings.
    pub rows: Vec<OwnPosting>,
    /// States with their counts.
    pub counts: Vec<(PostingState, usize)>,
    /// The state that is filtered by.
    pub state: Option<PostingState>,
    /// Those of earlier editions.
    pub earlier: Vec<EarlierPosting>,
}

impl OwnPostingsPage {
    fn is_chosen(&self, state: &PostingState) -> bool {
        self.state.as_ref() == Some(state)
    }
}

impl PostingForm {
    /// What an empty form begins with.
    pub fn fresh() -> Self {
        Self {
            salary_unit: "YEAR".into(),
            openings: "1".into(),
            apply_by: "here".into(),
            response_days: "14".into(),
            kind: "FULL_TIME".into(),
            draft: PostingId::new().to_string(),
            ..Self::default()
        }
    }

    /// The form as a posting with its newest revision fills it in.
    pub fn of((posting, revision): &(Posting, PostingRevision), texts: &[PostingText], zone: Tz) -> Self {
        let text = |locale: Locale| texts.iter().find(|text| text.locale == locale);
        let title = |locale| text(locale).map(|text| text.title.clone()).unwrap_or_default();
        let body = |locale| text(locale).map(|text| text.body.clone()).unwrap_or_default();
        let money = |hundredths: Option<i64>| hundredths.map(|n| (n / 100).to_string()).unwrap_or_default();
        Self {
            title: title(Locale::En),
            body: body(Locale::En),
            title_zh: title(Locale::ZhCn),
            body_zh: body(Locale::ZhCn),
            field: revision.field.clone(),
            kind: revision.employment_type.clone(),
            education: revision.education.clone(),
            language: revision.language.clone(),
            city: revision.city.clone(),
            city_zh: revision.city_zh.clone(),
            country: revision.country.clone(),
            remote: if revision.is_remote { "yes".into() } else { String::new() },
            salary_min: money(revision.salary_min),
            salary_max: money(revision.salary_max),
            salary_currency: revision.salary_currency.clone(),
            salary_unit: revision.salary_unit.clone(),
            openings: revision.openings.to_string(),
            opens_at: dates::input(posting.opens_at, zone),
            closes_at: dates::input(posting.closes_at, zone),
            apply_by: posting.apply_by.to_string(),
            apply_url: posting.apply_url.clone(),
            response_days: match posting.response_days {
                0 => String::new(),
                promised => promised.clamp(*PROMISE_DAYS.start(), *PROMISE_DAYS.end()).to_string(),
            },
            anonymous: if posting.is_anonymous { "yes".into() } else { String::new() },
            version: posting.version.to_string(),
            draft: String::new(),
        }
    }
}

/// The form of a posting.
#[derive(Template)]
#[template(path = "recruitment/posting_form.html")]
pub struct PostingFormPage {
    /// The frame.
    pub page: Page,
    /// The organization.
    pub employer: OwnEmployer,
    /// What was typed.
    pub form: PostingForm,
    /// What is wrong.
    pub errors: FieldErrors,
    /// The posting; none while it is new.
    pub own: Option<OwnState>,
}

/// Where a posting stands, for the actions beside its form.
#[derive(Debug, Clone)]
pub struct OwnState {
    /// Its id.
    pub id: PostingId,
    /// Its address.
    pub slug: String,
    /// Its version.
    pub version: i64,
    /// The state by the clock.
    pub state: PostingState,
    /// The newest revision's state.
    pub revision_key: &'static str,
    /// What the reviewer said.
    pub comment: String,
    /// Whether the form may be sent.
    pub can_edit: bool,
    /// Whether there is something to submit.
    pub can_submit: bool,
    /// Whether a submission or an opening to come may be taken back.
    pub can_take_back: bool,
    /// Whether it may be closed.
    pub can_close: bool,
    /// Whether it may be extended.
    pub can_extend: bool,
    /// Whether opening, closing and the way to apply are frozen.
    pub is_frozen: bool,
}

impl PostingFormPage {
    /// The page.
    pub fn new(
        page: Page,
        employer: OwnEmployer,
        form: PostingForm,
        errors: FieldErrors,
        own: Option<(Posting, PostingRevision)>,
    ) -> Self {
        let now = page.now;
        let own = own.map(|(posting, revision)| {
            let state = posting.state_at(now);
            OwnState {
                slug: posting.slug,
                version: posting.version,
                state,
                revision_key: revision_key(revision.state),
                comment: revision.comment,
                can_edit: revision.state != RevisionState::Submitted,
                can_submit: revision.state.is_editable(),
                can_take_back: revision.state == RevisionState::Submitted || state == PostingState::Scheduled,
                can_close: state == PostingState::Live,
                can_extend: matches!(state, PostingState::Expired | PostingState::ClosedEarly),
                is_frozen: !matches!(state, PostingState::Draft | PostingState::Scheduled),
                id: posting.id,
            }
        });
        Self { page, employer, form, errors, own }
    }

    fn action(&self) -> String {
        let base = format!("/organizations/{}/postings", self.employer.slug);
        self.own.as_ref().map_or(base.clone(), |own| format!("{base}/{}", own.id))
    }

    fn fields(&self) -> Vec<Choice> {
        field_choices(&self.page, &self.form.field, "posting-choose")
    }

    fn kinds(&self) -> Vec<Choice> {
        choices_by_key(&self.page, standards::EMPLOYMENT_TYPES, &self.form.kind, "posting-choose")
    }

    fn levels(&self) -> Vec<Choice> {
        choices_by_key(&self.page, standards::EDUCATION_LEVELS, &self.form.education, "posting-any-education")
    }

    fn units(&self) -> Vec<Choice> {
        choices_by_key(&self.page, standards::SALARY_UNITS, &self.form.salary_unit, "posting-choose")
    }

    fn named(&self, list: &[standards::Named], chosen: &str, first_key: &str) -> Vec<Choice> {
        let all = list.iter().map(|(code, name)| Choice::new(*code, *name, *code == chosen));
        std::iter::once(first_choice(self.page.locale, first_key)).chain(all).collect()
    }

    fn languages(&self) -> Vec<Choice> {
        self.named(standards::languages(self.page.locale), &self.form.language, "posting-any-language")
    }

    fn countries(&self) -> Vec<Choice> {
        self.named(standards::countries(self.page.locale), &self.form.country, "posting-choose")
    }

    fn currencies(&self) -> Vec<Choice> {
        self.named(standards::currencies(self.page.locale), &self.form.salary_currency, "posting-choose")
    }

    fn ways(&self) -> Vec<Choice> {
        let name = |way: ApplyBy| match way {
            ApplyBy::Here => self.page.t("posting-apply-by-here"),
            ApplyBy::Link => self.page.t("posting-apply-by-link"),
        };
        ApplyBy::ALL
            .iter()
            .map(|way| Choice::new(way.as_str(), name(*way), way.as_str() == self.form.apply_by))
            .collect()
    }
}
