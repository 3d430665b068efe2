//! Pages of the applications an organization has received.

use askama::Template;

use super::conversation::Conversation;
use super::desk_handlers::ListForm;
use super::desk_queries::{Applied, ReceivedLine, ReceivedRow, is_hidden};
use super::model::{ApplicationState, Step};
use super::views::entries;
use crate::clock::Instant;
use crate::error::FieldErrors;
use crate::ids::{ApplicationId, PostingRevisionId};
use crate::lifecycle::Transition;
use crate::recruitment::interviews::views::InterviewLine;
use crate::recruitment::offers::moves::may_offer;
use crate::recruitment::offers::views::OfferView;
use crate::recruitment::postings::model::{OwnEmployer, PostingText};
use crate::recruitment::screening::answers::AnswerView;
use crate::web::choice::{Choice, first_choice};
use crate::web::i18n::Locale;
use crate::web::page::Page;
use crate::web::paging::PageNumber;
use crate::web::timeline::Entry;

/// An application in its organization's list.
#[derive(Debug, Clone)]
pub struct ReceivedApplication {
    /// Its id.
    pub id: ApplicationId,
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
            revision: posting.published_revision_id.clone(),
            name: name.clone(),
            state: application.state,
            submitted_at: application.submitted_at,
        };
        rows.iter().map(|row| Self::of(&line(row), texts, locale)).collect()
    }

    /// One row; `texts` holds those of its posting among others.
    pub fn of(line: &ReceivedLine, texts: &[PostingText], locale: Locale) -> Self {
        let text = text_of(texts, line.revision.as_ref(), locale);
        Self {
            id: line.id.clone(),
            title: text.map(|text| text.title.clone()).unwrap_or_default(),
            lang: text.map_or(locale, |text| text.locale).tag(),
            name: shown_name(&line.name, &line.id, locale),
            state: line.state,
            submitted_at: line.submitted_at,
        }
    }
}

/// The applicant's name; while it is hidden, words with the end of the application's id, which says nothing of
/// the person.
pub fn shown_name(name: &str, id: &ApplicationId, locale: Locale) -> String {
    let code = id.as_str().get(30..).unwrap_or_default().to_uppercase();
    if name.is_empty() { locale.tf("applicant-unnamed", &[("code", &code)]) } else { name.to_owned() }
}

/// A state of the list's filter.
#[derive(Debug, Clone)]
pub struct StateLink {
    /// Where it leads.
    pub href: String,
    /// Its name.
    pub key: &'static str,
    /// How many there are.
    pub n: i64,
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
    /// Answers to choose from, of a posting that is chosen.
    pub answers: Vec<Choice>,
    /// Whether a number or words can be asked for.
    pub takes_words: bool,
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

/// What the list shows.
pub struct ReceivedList {
    /// The organization.
    pub employer: OwnEmployer,
    /// The rows of this page.
    pub rows: Vec<ReceivedApplication>,
    /// How many fit in each state.
    pub states: Vec<(ApplicationState, i64)>,
    /// Postings to choose from.
    pub postings: Vec<Choice>,
    /// Answers to choose from, of a posting that is chosen.
    pub answers: Vec<Choice>,
    /// Whether a number or words can be asked for.
    pub takes_words: bool,
}

impl ReceivedListPage {
    /// The page of so many rows, in the state that was asked for.
    pub fn new(
        page: Page,
        form: ListForm,
        list: ReceivedList,
        (number, state): (PageNumber, Option<ApplicationState>),
    ) -> Self {
        let count = |state| list.states.iter().find(|(one, _)| *one == state).map_or(0, |(_, count)| *count);
        let base = address(&list.employer.slug, &form);
        let all: i64 = list.states.iter().map(|(_, count)| count).sum();
        let link = |one: &ApplicationState| StateLink {
            href: format!("{base}&state={one}"),
            key: one.key(),
            n: count(*one),
            is_current: state == Some(*one),
        };
        let first =
            StateLink { href: base.clone(), key: "application-all-states", n: all, is_current: state.is_none() };
        let states = ApplicationState::ALL.iter().map(link).filter(|link| link.n > 0);
        let total = state.map_or(all, count);
        let found = number.page(list.rows, u64::try_from(total).unwrap_or(0));
        let state = state.map_or("", ApplicationState::as_str);
        let paged = |number: String| format!("{base}&state={state}&page={number}");
        Self {
            states: std::iter::once(first).chain(states).collect(),
            postings: list.postings,
            answers: list.answers,
            takes_words: list.takes_words,
            total,
            unreleased: count(ApplicationState::Unsuccessful),
            prev: found.prev.map(paged),
            next: found.next.map(paged),
            rows: found.items,
            employer: list.employer,
            page,
            form,
        }
    }
}

impl ReceivedListPage {
    /// The steps that can be taken for many at once.
    fn steps(&self) -> Vec<Choice> {
        let step = |step: &Step| Choice::new(step.as_str(), self.page.t(step.key()), false);
        let all = Step::ALL.iter().map(step);
        std::iter::once(first_choice(self.page.locale, "application-choose-step")).chain(all).collect()
    }
}

/// A step for many at once, before it is taken.
#[derive(Template)]
#[template(path = "recruitment/decide.html")]
pub struct DecidePage {
    /// The frame.
    pub page: Page,
    /// The organization.
    pub employer: OwnEmployer,
    /// The step.
    pub step: Step,
    /// Those who take it.
    pub rows: Vec<ReceivedApplication>,
    /// Those who were chosen and cannot.
    pub left_out: Vec<ReceivedApplication>,
    /// A remark that was typed.
    pub remark: String,
    /// What is wrong.
    pub errors: FieldErrors,
}

impl DecidePage {
    /// What the step means for so many.
    fn meaning(&self) -> String {
        let key = match self.step {
            Step::TakeBack => "decide-taken-back",
            step if step.is_quiet() => "decide-quiet",
            Step::To(_) => "decide-told",
        };
        self.page.tn(key, i64::try_from(self.rows.len()).unwrap_or(i64::MAX))
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

fn address(slug: &str, form: &ListForm) -> String {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    let fields = [("q", &form.q), ("posting", &form.posting), ("answer", &form.answer), ("typed", &form.typed)];
    query.extend_pairs(fields);
    format!("/organizations/{slug}/applications?{}", query.finish())
}

/// The postings that somebody has applied for, to choose from.
pub fn posting_choices(locale: Locale, (applied, texts): (&[Applied], &[PostingText]), chosen: &str) -> Vec<Choice> {
    let choice = |(posting, revision): &Applied| {
        let title = text_of(texts, revision.as_ref(), locale).map_or("", |text| text.title.as_str());
        Choice::new(posting.as_str(), title, posting.as_str() == chosen)
    };
    std::iter::once(first_choice(locale, "application-any-posting")).chain(applied.iter().map(choice)).collect()
}

/// The text of a revision, in this language where there is one.
fn text_of<'a>(
    texts: &'a [PostingText],
    revision: Option<&PostingRevisionId>,
    locale: Locale,
) -> Option<&'a PostingText> {
    let own = || texts.iter().filter(|text| Some(&text.revision) == revision);
    own().find(|text| text.locale == locale).or_else(|| own().next())
}

/// What the page of an application is made of.
pub struct ReceivedView {
    /// The organization.
    pub employer: OwnEmployer,
    /// Its facts.
    pub seen: ReceivedApplication,
    /// The application with its posting and the applicant.
    pub row: ReceivedRow,
    /// Its recorded moves, hidden decisions included.
    pub moves: Vec<Transition>,
    /// What was answered, with marks.
    pub answers: Vec<AnswerView>,
    /// The résumé's name.
    pub file: String,
    /// What was written to the applicant, and by them.
    pub conversation: Conversation,
    /// The interviews, newest first.
    pub interviews: Vec<InterviewLine>,
    /// The offers, newest first.
    pub offers: Vec<OfferView>,
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
    /// What was answered, with marks.
    pub answers: Vec<AnswerView>,
    /// Whether who applies is hidden until the applicant is shortlisted.
    pub is_hidden: bool,
    /// Until when an answer is promised; none once there is one.
    pub due_at: Option<Instant>,
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
    /// The interviews, newest first.
    pub interviews: Vec<InterviewLine>,
    /// Where times for an interview are offered; none where they are not.
    pub offer_times: Option<String>,
    /// The offers, newest first.
    pub offers: Vec<OfferView>,
    /// Whether one may be made.
    pub may_offer: bool,
    /// A reason that was typed.
    pub reason: String,
    /// What is wrong.
    pub errors: FieldErrors,
}

impl ReceivedPage {
    /// The page of a view.
    pub fn new(page: Page, view: ReceivedView) -> Self {
        let is_hidden = is_hidden(&view.row.0, &view.row.1);
        let application = view.row.0;
        let may_interview = application.state.is_interviewed() && !view.interviews.iter().any(InterviewLine::is_open);
        let base = format!("/organizations/{}/applications/{}", view.employer.slug, application.id);
        // Whoever withdraws takes the letter back, as the résumé.
        let is_withdrawn = application.state == ApplicationState::Withdrawn;
        let may_offer = may_offer(&application);
        let waits = application.answered_at.is_none() && application.state.awaits_answer();
        Self {
            letter: if is_withdrawn { String::new() } else { application.letter },
            version: application.version,
            email: view.row.3,
            answers: view.answers,
            is_hidden,
            due_at: application.answer_due_at.filter(|_| waits),
            timeline: entries(&page, &view.moves, true),
            offers: view.offers,
            may_offer,
            offer_times: may_interview.then(|| format!("{base}/interviews/new")),
            interviews: view.interviews,
            employer: view.employer,
            seen: view.seen,
            file: view.file,
            conversation: view.conversation,
            reason: String::new(),
            errors: FieldErrors::new(),
            page,
        }
    }

    fn steps(&self) -> Vec<Step> {
        Step::ALL.iter().copied().filter(|step| step.may_be_taken(self.seen.state)).collect()
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
