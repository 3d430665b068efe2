//! The pages of whoever looks for candidates.

use askama::Template;

use super::forms::{FindForm, InviteForm};
use super::model::{Availability, Candidate};
use super::profile_views::Profile;
use crate::clock::Instant;
use crate::error::FieldErrors;
use crate::ids::PostingId;
use crate::recruitment::postings::PostingCard;
use crate::recruitment::postings::model::OwnEmployer;
use crate::web::choice::{Choice, choices, choices_by_key, first_choice};
use crate::web::i18n::Locale;
use crate::web::occupations::occupation_choices;
use crate::web::page::Page;
use crate::web::{paging, standards};

/// A candidate in the list: what they tell, without who they are. That is on their page, where the look is
/// written down.
#[derive(Debug, Clone)]
pub struct CandidateCard {
    id: String,
    profile: Profile,
    updated_at: Instant,
}

impl CandidateCard {
    /// Of its row.
    pub fn of(candidate: &Candidate, locale: Locale) -> Self {
        Self { id: candidate.id.to_string(), profile: Profile::of(candidate, locale), updated_at: candidate.updated_at }
    }
}

/// `/organizations/{slug}/candidates`.
#[derive(Template)]
#[template(path = "recruitment/candidates.html")]
pub struct CandidatesPage {
    page: Page,
    employer: OwnEmployer,
    form: FindForm,
    path: String,
    cards: Vec<CandidateCard>,
    total: i64,
    prev: Option<String>,
    next: Option<String>,
}

impl CandidatesPage {
    /// One piece of the list.
    pub fn new(page: Page, employer: OwnEmployer, form: FindForm, found: paging::Page<CandidateCard>) -> Self {
        let path = format!("/organizations/{}/candidates", employer.slug);
        let turn = |number: String| form.address(&path, &number);
        Self {
            total: i64::try_from(found.total.unwrap_or(0)).unwrap_or(0),
            prev: found.prev.map(turn),
            next: found.next.map(turn),
            cards: found.items,
            page,
            employer,
            form,
            path,
        }
    }

    fn occupations(&self) -> Vec<Choice> {
        occupation_choices(&self.page, &self.form.occupation, "candidate-any")
    }

    fn educations(&self) -> Vec<Choice> {
        choices_by_key(&self.page, standards::EDUCATION_LEVELS, &self.form.education, "candidate-any")
    }

    fn languages(&self) -> Vec<Choice> {
        let all = standards::languages(self.page.locale).iter().copied();
        let first = std::iter::once(first_choice(self.page.locale, "candidate-any"));
        first.chain(choices(all, &self.form.language)).collect()
    }

    fn types(&self) -> Vec<Choice> {
        choices_by_key(&self.page, standards::EMPLOYMENT_TYPES, &self.form.kind, "candidate-any")
    }

    fn availabilities(&self) -> Vec<Choice> {
        let all = Availability::ALL.iter().map(|one| (one.as_str(), self.page.t(one.key())));
        let first = std::iter::once(first_choice(self.page.locale, "candidate-any"));
        first.chain(choices(all, &self.form.availability)).collect()
    }
}

/// `/organizations/{slug}/candidates/{id}`.
#[derive(Template)]
#[template(path = "recruitment/candidate.html")]
pub struct CandidatePage {
    page: Page,
    employer: OwnEmployer,
    id: String,
    name: String,
    profile: Profile,
    file: Option<String>,
    open: Vec<PostingCard>,
    invited: Vec<(PostingId, Instant)>,
    form: InviteForm,
    errors: FieldErrors,
}

impl CandidatePage {
    /// The page of a candidate.
    pub fn new(
        page: Page,
        employer: OwnEmployer,
        (candidate, name): (Candidate, String),
        (open, invited): (Vec<PostingCard>, Vec<(PostingId, Instant)>),
        file: Option<String>,
        (form, errors): (InviteForm, FieldErrors),
    ) -> Self {
        let profile = Profile::of(&candidate, page.locale);
        Self { id: candidate.id.to_string(), page, employer, name, profile, file, open, invited, form, errors }
    }

    /// The postings to which one may still invite.
    fn postings(&self) -> Vec<Choice> {
        let is_free = |card: &&PostingCard| !self.invited.iter().any(|(posting, _)| *posting == card.id);
        let free = self.open.iter().filter(is_free);
        let named = free.map(|card| {
            let is_chosen = card.id.as_str() == self.form.posting;
            Choice::new(card.id.as_str(), card.title.as_str(), is_chosen)
        });
        std::iter::once(first_choice(self.page.locale, "candidate-choose")).chain(named).collect()
    }

    fn can_invite(&self) -> bool {
        self.postings().len() > 1
    }

    /// Those to which they were invited: the title, or none of what is closed, and when.
    fn invitations(&self) -> Vec<(Option<&PostingCard>, Instant)> {
        let card = |id: &PostingId| self.open.iter().find(|card| card.id == *id);
        self.invited.iter().map(|(posting, at)| (card(posting), *at)).collect()
    }
}
