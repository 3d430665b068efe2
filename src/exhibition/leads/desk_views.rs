//! The pages of those who hold cards.

use askama::Template;

use super::card_views::card_lines;
use super::desk_forms::{Follow, LeadForm, Sort, Wanted};
use super::model::{CardField, Lead, Rating};
use super::telling::list_address;
use crate::accounts::organizations::OwnOrganization;
use crate::error::FieldErrors;
use crate::web::choice::{Choice, choices, first_choice};
use crate::web::page::Page;
use crate::web::paging::{self, address};
use crate::web::standards;

/// `/organizations/{slug}/leads`.
#[derive(Template)]
#[template(path = "exhibition/leads/index.html")]
pub struct LeadsPage {
    page: Page,
    team: OwnOrganization,
    q: String,
    is_narrowed: bool,
    ratings: Vec<Choice>,
    tags: Vec<Choice>,
    follows: Vec<Choice>,
    sorts: Vec<Choice>,
    editions: Vec<Choice>,
    rows: Vec<(Lead, Vec<String>)>,
    total: i64,
    prev: Option<String>,
    next: Option<String>,
    csv: String,
    xlsx: String,
    everything: String,
}

impl LeadsPage {
    /// The page, with the tags that are in use: key and tag; and the editions with cards: slug and name.
    pub fn new(
        page: Page,
        team: OwnOrganization,
        wanted: &Wanted,
        found: paging::Page<(Lead, Vec<String>)>,
        used: Vec<(String, String)>,
        editions: Vec<(String, String)>,
    ) -> Self {
        let path = list_address(&team.organization.slug);
        let kept = wanted.kept();
        let at = |number: String| address(&path, &kept, &number);
        let download = |format| {
            let with_format: Vec<_> = kept.iter().copied().chain([("format", format)]).collect();
            address(&format!("{path}/export"), &with_format, "")
        };
        let any = |key| std::iter::once(first_choice(page.locale, key));
        let named = |rating: Rating| {
            Choice::new(rating.as_str(), page.t(rating.badge_and_key().1), wanted.rating == Some(rating))
        };
        let follow =
            |follow: &Follow| Choice::new(follow.as_str(), page.t(follow.key()), wanted.follow == Some(*follow));
        Self {
            ratings: any("lead-any-rating").chain(Rating::ALL.map(named)).collect(),
            tags: any("lead-any-tag").chain(choices(used, &wanted.tag)).collect(),
            follows: any("lead-any-follow").chain(Follow::ALL.iter().map(follow)).collect(),
            sorts: choices(Sort::ALL.iter().map(|sort| (sort.as_str(), page.t(sort.key()))), wanted.sort.as_str()),
            editions: choices(editions, &wanted.edition),
            total: i64::try_from(found.total.unwrap_or(0)).unwrap_or(0),
            prev: found.prev.map(at),
            next: found.next.map(at),
            csv: download("csv"),
            xlsx: download("xlsx"),
            everything: address(&path, &[("edition", &wanted.edition)], ""),
            rows: found.items,
            is_narrowed: wanted.is_narrowed(),
            q: wanted.q.clone(),
            page,
            team,
        }
    }

    fn country<'a>(&self, lead: &'a Lead) -> &'a str {
        standards::country_name(self.page.locale, &lead.country)
    }

    /// Where the booth's staff is named, for who may.
    fn staff_href(&self) -> String {
        match self.team.rights.can_edit_booth {
            true => format!("/organizations/{}/booth/staff", self.team.organization.slug),
            false => String::new(),
        }
    }

    fn is_due(&self, lead: &Lead) -> bool {
        lead.follow_up_at.is_some_and(|at| at <= self.page.now)
    }
}

/// `/organizations/{slug}/leads/{id}`.
#[derive(Template)]
#[template(path = "exhibition/leads/show.html")]
pub struct LeadPage {
    /// The frame.
    pub page: Page,
    /// Who holds it.
    pub team: OwnOrganization,
    /// The card.
    pub lead: Lead,
    /// Its tags.
    pub tags: Vec<String>,
    /// Who is reminded; none where all of the booth are.
    pub reminded: Option<String>,
    /// The Fluent key of why nothing can be written to it.
    pub bar: Option<&'static str>,
    /// What was typed, or what stands.
    pub form: LeadForm,
    /// What is wrong.
    pub errors: FieldErrors,
    /// What somebody else has written meanwhile.
    pub theirs: Option<LeadForm>,
}

impl LeadPage {
    fn lines(&self) -> Vec<(&'static str, String)> {
        card_lines(&self.page, &self.lead.card())
    }

    fn is_mail(&self, key: &str) -> bool {
        key == CardField::Email.key() && !self.lead.email.is_empty()
    }

    fn ratings(&self) -> Vec<Choice> {
        choices(Rating::ALL.map(|rating| (rating.as_str(), self.page.t(rating.badge_and_key().1))), &self.form.rating)
    }

    fn rating_of(&self, form: &LeadForm) -> &'static str {
        form.rating.parse::<Rating>().map_or("", |rating| self.page.t(rating.badge_and_key().1))
    }
}
