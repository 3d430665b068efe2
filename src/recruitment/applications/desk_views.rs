//! Pages of the applications an organization has received.

use askama::Template;

use super::conversation::Conversation;
use super::desk_handlers::ListForm;
use super::desk_queries::{ReceivedLine, ReceivedRow};
use super::model::ApplicationState;
use super::views::Entry;
use crate::clock::Instant;
use crate::error::FieldErrors;
use crate::ids::{ApplicationId, PostingId};
use crate::lifecycle::Lifecycle as _;
use crate::recruitment::postings::model::{OwnEmployer, PostingText};
use crate::web::choice::{Choice, first_choice};
use crate::web::i18n::Locale;
use crate::web::page::Page;
use crate::web::paging;

/// An application in its organization's list.
#[derive(Debug, Clone)]
pub struct ReceivedApplication {
    /// Its id.
    pub id: ApplicationId,
    /// The posting.
    pub posting: PostingId,
    /// The posting's title.
    pub title: String,
    /// Its language.
    pub lang: &'static str,
    /// The applicant.
    pub name: String,
    /// The state.
    pub state: ApplicationState,
    /// When it was sent.
    pub submitted_at: Instant,
}

impl ReceivedApplication {
    /// Rows of a list.
    pub fn list(rows: &[ReceivedRow], texts: &[PostingText], locale: Locale) -> Vec<Self> {
        let line = |(application, posting, name, _): &ReceivedRow| ReceivedLine {
            id: application.id.clone(),
            posting: posting.id.clone(),
            revision: posting.published_revision_id.clone(),
            name: name.clone(),
            state: application.state,
            submitted_at: application.submitted_at,
        };
        rows.iter().map(|row| Self::of(&line(row), texts, locale)).collect()
    }

    /// One row; `texts` holds those of its posting among others.
    pub fn of(line: &ReceivedLine, texts: &[PostingText], locale: Locale) -> Self {
        let own = || texts.iter().filter(|text| Some(&text.revision) == line.revision.as_ref());
        let text = own().find(|text| text.locale == locale).or_else(|| own().next());
        Self {
            id: line.id.clone(),
            posting: line.posting.clone(),
            title: text.map(|text| text.title.clone()).unwrap_or_default(),
            lang: text.map_or(locale, |text| text.locale).tag(),
            name: line.name.clone(),
            state: line.state,
            submitted_at: line.submitted_at,
        }
    }
}

/// A state of the list's filter.
#[derive(Debug, Clone)]
pub struct StateLink {
    /// Where it leads.
    pub href: String,
    /// Its name.
    pub key: &'static str,
    /// How many there are.
    pub n: usize,
    /// Whether it is chosen.
    pub is_current: bool,
}

/// The list.
#[derive(Template)]
#[template(path = "recruitment/received_applications.html")]
pub struct ReceivedListPage {
    /// The frame.
    pub page: Page,
    /// The organization.
    pub employer: OwnEmployer,
    /// The filters.
    pub form: ListForm,
    /// Postings to choose from.
    pub postings: Vec<Choice>,
    /// States with their counts.
    pub states: Vec<StateLink>,
    /// The rows of this page.
    pub rows: Vec<ReceivedApplication>,
    /// How many there are.
    pub total: i64,
    /// How many are decided against and not told.
    pub unreleased: i64,
    /// The page before.
    pub prev: Option<String>,
    /// The page after.
    pub next: Option<String>,
}

impl ReceivedListPage {
    /// The page; `all` are the organization's applications, `fitting` those of the filters but
    /// the state.
    pub fn new(
        page: Page,
        employer: OwnEmployer,
        form: ListForm,
        (all, fitting): (&[ReceivedApplication], &[ReceivedApplication]),
        found: paging::Page<ReceivedApplication>,
        total: usize,
    ) -> Self {
        let count = |state| fitting.iter().filter(|row| row.state == state).count();
        let base = address(&employer.slug, &form);
        let link = |state: &ApplicationState| StateLink {
            href: format!("{base}&state={state}"),
            key: state.key(),
            n: count(*state),
            is_current: form.state == state.as_str(),
        };
        let first = StateLink {
            href: base.clone(),
            key: "application-all-states",
            n: fitting.len(),
            is_current: form.state.is_empty(),
        };
        let states = ApplicationState::ALL.iter().map(link).filter(|link| link.n > 0);
        let paged = |number: String| format!("{base}&state={}&page={number}", safe_state(&form.state));
        Self {
            states: std::iter::once(first).chain(states).collect(),
            postings: posting_choices(&page, all, &form.posting),
            total: i64::try_from(total).unwrap_or(0),
            unreleased: i64::try_from(count(ApplicationState::Unsuccessful)).unwrap_or(0),
            prev: found.prev.map(paged),
            next: found.next.map(paged),
            rows: found.items,
            page,
            employer,
            form,
        }
    }
}

impl ReceivedListPage {
    /// The steps that can be taken for many at once.
    fn steps(&self) -> Vec<Choice> {
        let step = |state: &ApplicationState| Choice::new(state.as_str(), self.page.t(state.move_key()), false);
        let all = ApplicationState::BY_RECRUITER.iter().map(step);
        std::iter::once(first_choice(self.page.locale, "application-choose-step")).chain(all).collect()
    }
}

/// Who is told of a decision, before anybody is.
#[derive(Template)]
#[template(path = "recruitment/release.html")]
pub struct ReleasePage {
    /// The frame.
    pub page: Page,
    /// The organization.
    pub employer: OwnEmployer,
    /// Those who are told.
    pub rows: Vec<ReceivedApplication>,
    /// A reason that was typed.
    pub reason: String,
    /// The posting that is filtered by, or empty.
    pub posting: String,
    /// What is wrong.
    pub errors: FieldErrors,
}

fn safe_state(asked: &str) -> &'static str {
    asked.parse::<ApplicationState>().map_or("", ApplicationState::as_str)
}

fn address(slug: &str, form: &ListForm) -> String {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    query.append_pair("q", &form.q).append_pair("posting", &form.posting);
    format!("/organizations/{slug}/applications?{}", query.finish())
}

fn posting_choices(page: &Page, all: &[ReceivedApplication], chosen: &str) -> Vec<Choice> {
    let mut choices = vec![first_choice(page.locale, "application-any-posting")];
    for row in all {
        if choices.iter().all(|choice| choice.value != row.posting.as_str()) {
            choices.push(Choice::new(row.posting.as_str(), row.title.as_str(), row.posting.as_str() == chosen));
        }
    }
    choices
}

/// One application.
#[derive(Template)]
#[template(path = "recruitment/received_application.html")]
pub struct ReceivedPage {
    /// The frame.
    pub page: Page,
    /// The organization.
    pub employer: OwnEmployer,
    /// Its facts.
    pub seen: ReceivedApplication,
    /// The letter.
    pub letter: String,
    /// The version to send back.
    pub version: i64,
    /// The applicant's mail address.
    pub email: String,
    /// The résumé's name.
    pub file: String,
    /// Its states so far, hidden decisions included.
    pub timeline: Vec<Entry>,
    /// What was written to the applicant, and by them.
    pub conversation: Conversation,
    /// A reason that was typed.
    pub reason: String,
    /// What is wrong.
    pub errors: FieldErrors,
}

impl ReceivedPage {
    fn moves(&self) -> Vec<ApplicationState> {
        ApplicationState::BY_RECRUITER.iter().copied().filter(|to| self.seen.state.may_become(*to)).collect()
    }

    fn is_withdrawn(&self) -> bool {
        self.seen.state == ApplicationState::Withdrawn
    }

    fn can_release(&self) -> bool {
        self.seen.state == ApplicationState::Unsuccessful
    }

    fn action(&self) -> String {
        format!("/organizations/{}/applications/{}", self.employer.slug, self.seen.id)
    }
}
