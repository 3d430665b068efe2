//! Pages of the applications an organization has received.

use askama::Template;

use super::desk_handlers::ListForm;
use super::desk_queries::ReceivedRow;
use super::model::ApplicationState;
use super::views::Entry;
use crate::clock::Instant;
use crate::error::FieldErrors;
use crate::ids::{ApplicationId, PostingId};
use crate::lifecycle::Lifecycle as _;
use crate::recruitment::postings::model::{Employer, PostingText, text_in};
use crate::recruitment::postings::views::first_choice;
use crate::web::choice::Choice;
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
        let received = |(application, posting, name, _): &ReceivedRow| {
            let own: Vec<PostingText> = texts
                .iter()
                .filter(|text| Some(&text.revision) == posting.published_revision_id.as_ref())
                .cloned()
                .collect();
            let text = text_in(&own, locale);
            Self {
                id: application.id.clone(),
                posting: posting.id.clone(),
                title: text.map(|text| text.title.clone()).unwrap_or_default(),
                lang: text.map_or(locale, |text| text.locale).tag(),
                name: name.clone(),
                state: application.state,
                submitted_at: application.submitted_at,
            }
        };
        rows.iter().map(received).collect()
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
    pub employer: Employer,
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
        employer: Employer,
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

fn safe_state(asked: &str) -> &'static str {
    asked.parse::<ApplicationState>().map_or("", ApplicationState::as_str)
}

fn address(slug: &str, form: &ListForm) -> String {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    query.append_pair("q", &form.q).append_pair("posting", &form.posting);
    format!("/organizations/{slug}/applications?{}", query.finish())
}

fn posting_choices(page: &Page, all: &[ReceivedApplication], chosen: &str) -> Vec<Choice> {
    let mut choices = vec![first_choice(page, "application-any-posting")];
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
    pub employer: Employer,
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
    /// A reason that was typed.
    pub reason: String,
    /// What is wrong.
    pub errors: FieldErrors,
}

impl ReceivedPage {
    fn moves(&self) -> Vec<ApplicationState> {
        ApplicationState::BY_RECRUITER.iter().copied().filter(|to| self.seen.state.may_become(*to)).collect()
    }

    fn can_release(&self) -> bool {
        self.seen.state == ApplicationState::Unsuccessful
    }

    fn action(&self) -> String {
        format!("/organizations/{}/applications/{}", self.employer.slug, self.seen.id)
    }
}
