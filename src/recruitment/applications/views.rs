//! Pages of a person's own applications.

use askama::Template;

use super::conversation::Conversation;
use super::model::{Application, ApplicationState};
use super::queries::{OwnRow, visible_state};
use crate::clock::Instant;
use crate::error::FieldErrors;
use crate::ids::{ApplicationId, PersonId};
use crate::lifecycle::Transition;
use crate::recruitment::interviews::views::InterviewLine;
use crate::recruitment::offers::views::OfferView;
use crate::recruitment::postings::PostingCard;
use crate::recruitment::postings::model::{PostingText, text_in};
use crate::recruitment::screening::answers::{AnswerView, Asking};
use crate::web::dates;
use crate::web::i18n::Locale;
use crate::web::page::Page;
use crate::web::timeline::Entry;

/// The form of an application.
#[derive(Template)]
#[template(path = "recruitment/apply.html")]
pub struct ApplyPage {
    /// The frame.
    pub page: Page,
    /// The posting.
    pub card: PostingCard,
    /// Its address.
    pub slug: String,
    /// Who applies.
    pub me: PersonId,
    /// What was typed.
    pub letter: String,
    /// The questions of the posting, with what was typed.
    pub questions: Vec<Asking>,
    /// Whether the organization sees no name until the applicant is shortlisted.
    pub is_anonymous: bool,
    /// What is wrong.
    pub errors: FieldErrors,
}

/// An application in its applicant's list.
#[derive(Debug, Clone)]
pub struct OwnApplication {
    /// Its id.
    pub id: ApplicationId,
    /// The posting's title.
    pub title: String,
    /// Its language.
    pub lang: &'static str,
    /// The posting's address.
    pub slug: String,
    /// The organization.
    pub organization: String,
    /// The state as the applicant may see it.
    pub state: ApplicationState,
    /// When it was sent.
    pub submitted_at: Instant,
}

impl OwnApplication {
    /// Rows of a list.
    pub fn list(rows: &[OwnRow], decisions: &[(String, String)], texts: &[PostingText], locale: Locale) -> Vec<Self> {
        let own = |(application, posting, employer): &OwnRow| {
            let its: Vec<PostingText> = texts
                .iter()
                .filter(|text| Some(&text.revision) == posting.published_revision_id.as_ref())
                .cloned()
                .collect();
            let text = text_in(&its, locale);
            Self {
                id: application.id.clone(),
                title: text.map(|text| text.title.clone()).unwrap_or_default(),
                lang: text.map_or(locale, |text| text.locale).tag(),
                slug: posting.slug.clone(),
                organization: employer.name_in(locale).to_owned(),
                state: visible_state(application, decisions),
                submitted_at: application.submitted_at,
            }
        };
        rows.iter().map(own).collect()
    }

    /// Whether there is an offer to answer.
    pub fn has_offer(&self) -> bool {
        self.state == ApplicationState::Offered
    }

    /// Whether it can be taken back.
    pub fn can_withdraw(&self) -> bool {
        self.state.is_open()
    }
}

/// A person's list.
#[derive(Template)]
#[template(path = "recruitment/own_applications.html")]
pub struct OwnApplicationsPage {
    /// The frame.
    pub page: Page,
    /// The rows of this page.
    pub rows: Vec<OwnApplication>,
    /// How many there are.
    pub total: i64,
    /// `open`, `ended` or all.
    pub filter: &'static str,
    /// The page before.
    pub prev: Option<String>,
    /// The page after.
    pub next: Option<String>,
}

/// The timeline of recorded moves; the applicant's leaves out decisions that are not told, and their being taken back.
pub fn entries(page: &Page, moves: &[Transition], with_hidden: bool) -> Vec<Entry> {
    let mut shown: Vec<(&Transition, ApplicationState)> = Vec::new();
    for row in moves {
        let Ok(to) = row.to_state.parse::<ApplicationState>() else { continue };
        // Whoever did not see the decision saw no change when it was taken back.
        let is_unseen = to == ApplicationState::Unsuccessful
            || (row.from_state == ApplicationState::Unsuccessful.as_str()
                && shown.last().is_some_and(|(_, before)| *before == to));
        if with_hidden || !is_unseen {
            shown.push((row, to));
        }
    }
    let last = shown.len().saturating_sub(1);
    let entry = |(place, (row, state)): (usize, &(&Transition, ApplicationState))| Entry {
        class: match (place == last, state.badge()) {
            (true, "bad") => "is-bad",
            (true, _) => "is-now",
            (false, _) => "is-done",
        },
        title: page.t(state.key()).to_owned(),
        at: page.date_time(&row.created_at),
        iso: dates::machine(row.created_at),
        note: row.reason.clone(),
    };
    shown.iter().enumerate().map(entry).collect()
}

/// What the page of one's own application is made of.
pub struct OwnView {
    /// Its facts.
    pub own: OwnApplication,
    /// The application.
    pub application: Application,
    /// Its recorded moves.
    pub moves: Vec<Transition>,
    /// What was answered.
    pub answers: Vec<AnswerView>,
    /// Whether the organization is not to know yet who applies.
    pub is_hidden: bool,
    /// The résumé's name.
    pub file: String,
    /// What was written to the organization, and by it.
    pub conversation: Conversation,
    /// The interviews, newest first.
    pub interviews: Vec<InterviewLine>,
    /// The offers, newest first.
    pub offers: Vec<OfferView>,
}

/// One application.
#[derive(Template)]
#[template(path = "recruitment/own_application.html")]
pub struct OwnApplicationPage {
    /// The frame.
    pub page: Page,
    /// Its facts.
    pub own: OwnApplication,
    /// The letter.
    pub letter: String,
    /// What was answered.
    pub answers: Vec<AnswerView>,
    /// Whether the organization is not to know yet who applies.
    pub is_hidden: bool,
    /// The résumé's name.
    pub file: String,
    /// Its states so far.
    pub timeline: Vec<Entry>,
    /// What was written to the organization, and by it.
    pub conversation: Conversation,
    /// The interviews, newest first.
    pub interviews: Vec<InterviewLine>,
    /// Times are offered by the organization alone.
    pub offer_times: Option<String>,
    /// The offers, newest first.
    pub offers: Vec<OfferView>,
}

impl OwnApplicationPage {
    /// The offer that awaits an answer; what was shown is what is answered.
    fn pending(&self) -> &str {
        self.offers.iter().find(|offer| offer.is_pending()).map_or("", |offer| offer.id.as_str())
    }

    /// The page of a view.
    pub fn new(page: Page, view: OwnView) -> Self {
        Self {
            timeline: entries(&page, &view.moves, false),
            letter: view.application.letter,
            answers: view.answers,
            is_hidden: view.is_hidden,
            own: view.own,
            file: view.file,
            conversation: view.conversation,
            interviews: view.interviews,
            offer_times: None,
            offers: view.offers,
            page,
        }
    }
}
