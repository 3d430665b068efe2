//! The pages of a person's own candidate profile.

use askama::Template;

use super::forms::{CandidateForm, LANGUAGES_MOST};
use super::model::{Availability, Candidate, CandidateState, LANGUAGE_LEVELS};
use super::profile_views::Profile;
use crate::accounts::organizations::OrganizationBrief;
use crate::clock::Instant;
use crate::error::FieldErrors;
use crate::saves::SavedThing;
use crate::web::choice::{Choice, choices, choices_by_key, first_choice};
use crate::web::limits::PDF_BYTES;
use crate::web::occupations::occupation_choices;
use crate::web::page::Page;
use crate::web::{dates, paging, standards};

/// An invitation to apply.
#[derive(Debug, Clone)]
pub struct Invitation {
    /// The posting; none while it is not public.
    pub thing: Option<SavedThing>,
    /// Who invites.
    pub organization: OrganizationBrief,
    /// What was written; may be empty.
    pub message: String,
    /// When.
    pub at: Instant,
    /// Whether the candidate hides from them by now.
    pub is_hidden: bool,
}

/// What the page of one's own profile is made of.
#[derive(Debug, Clone)]
pub struct OwnView {
    /// The profile.
    pub candidate: Candidate,
    /// The name of the résumé.
    pub file: Option<String>,
    /// Who saw it and on which day.
    pub views: paging::Page<(OrganizationBrief, Instant)>,
    /// Who invited one.
    pub invitations: Vec<Invitation>,
    /// Whom one chose to hide from.
    pub hidden: Vec<OrganizationBrief>,
    /// Of whom one is a member.
    pub own: Vec<OrganizationBrief>,
}

/// `/me/candidate`.
#[derive(Template)]
#[template(path = "recruitment/own_candidate.html")]
pub struct OwnCandidatePage {
    page: Page,
    view: Option<OwnView>,
    profile: Option<Profile>,
    total: i64,
    prev: Option<String>,
    next: Option<String>,
    errors: FieldErrors,
}

impl OwnCandidatePage {
    /// The page of a profile, or of none.
    pub fn new(page: Page, view: Option<OwnView>, errors: FieldErrors) -> Self {
        let turn = |number: &String| paging::address("/me/candidate", &[], number);
        let views = view.as_ref().map(|view| &view.views);
        Self {
            profile: view.as_ref().map(|view| Profile::of(&view.candidate, page.locale)),
            total: views.and_then(|views| i64::try_from(views.total?).ok()).unwrap_or(0),
            prev: views.and_then(|views| views.prev.as_ref().map(turn)),
            next: views.and_then(|views| views.next.as_ref().map(turn)),
            page,
            view,
            errors,
        }
    }

    /// A day as it was written down, whatever the reader's clocks say.
    fn day(&self, day: &Instant) -> String {
        dates::date(self.page.locale, *day, chrono_tz::UTC)
    }
}

/// The form.
#[derive(Template)]
#[template(path = "recruitment/candidate_form.html")]
pub struct CandidateFormPage {
    /// The frame.
    pub page: Page,
    /// What was typed, or what stands.
    pub form: CandidateForm,
    /// The name of the résumé that stands.
    pub file: Option<String>,
    /// Whether another window saved it meanwhile.
    pub is_conflict: bool,
    /// What is wrong.
    pub errors: FieldErrors,
}

impl CandidateFormPage {
    fn occupations(&self) -> Vec<Choice> {
        occupation_choices(&self.page, &self.form.occupation, "candidate-choose")
    }

    fn educations(&self) -> Vec<Choice> {
        choices_by_key(&self.page, standards::EDUCATION_LEVELS, &self.form.education, "candidate-not-told")
    }

    /// Rows for languages: the number, the languages and the levels to choose from.
    fn languages(&self) -> Vec<(usize, Vec<Choice>, Vec<Choice>)> {
        let row = |at: usize| {
            let language = self.form.language.get(at).map_or("", String::as_str);
            let level = self.form.level.get(at).map_or("", String::as_str);
            let all = standards::languages(self.page.locale).iter().copied();
            let first = std::iter::once(first_choice(self.page.locale, "candidate-no-language"));
            let named = first.chain(choices(all, language)).collect();
            (at + 1, named, choices_by_key(&self.page, &LANGUAGE_LEVELS, level, "candidate-no-level"))
        };
        (0..LANGUAGES_MOST).map(row).collect()
    }

    fn types(&self) -> Vec<Choice> {
        let ticked = |code: &str| self.form.types.iter().any(|kind| kind == code);
        let choice = |(code, key): &(&'static str, &'static str)| Choice::new(*code, self.page.t(key), ticked(code));
        standards::EMPLOYMENT_TYPES.iter().map(choice).collect()
    }

    fn currencies(&self) -> Vec<Choice> {
        let all = standards::currencies(self.page.locale).iter().copied();
        let first = std::iter::once(first_choice(self.page.locale, "candidate-not-told"));
        first.chain(choices(all, &self.form.salary_currency)).collect()
    }

    fn units(&self) -> Vec<Choice> {
        let unit = if self.form.salary_unit.is_empty() { "YEAR" } else { self.form.salary_unit.as_str() };
        choices(standards::SALARY_UNITS.iter().map(|(code, key)| (*code, self.page.t(key))), unit)
    }

    fn availabilities(&self) -> Vec<Choice> {
        choices(Availability::ALL.iter().map(|one| (one.as_str(), self.page.t(one.key()))), &self.form.availability)
    }

    fn resume_max(&self) -> usize {
        PDF_BYTES
    }
}

/// `/me/candidate/hidings`.
#[derive(Template)]
#[template(path = "recruitment/candidate_hidings.html")]
pub struct HidingsPage {
    page: Page,
    words: String,
    hidden: Vec<OrganizationBrief>,
    own: Vec<OrganizationBrief>,
    found: Vec<OrganizationBrief>,
    total: i64,
    prev: Option<String>,
    next: Option<String>,
}

impl HidingsPage {
    /// One piece of the search.
    pub fn new(
        page: Page,
        words: String,
        (hidden, own): (Vec<OrganizationBrief>, Vec<OrganizationBrief>),
        found: paging::Page<OrganizationBrief>,
    ) -> Self {
        let turn = |number: String| paging::address("/me/candidate/hidings", &[("q", words.as_str())], &number);
        Self {
            total: i64::try_from(found.total.unwrap_or(0)).unwrap_or(0),
            prev: found.prev.map(turn),
            next: found.next.map(turn),
            found: found.items,
            page,
            words,
            hidden,
            own,
        }
    }

    fn is_hidden(&self, organization: &OrganizationBrief) -> bool {
        self.hidden.iter().chain(&self.own).any(|one| one.id == organization.id)
    }
}
