//! The pages of whoever leaves a card, the organizer's about what it may say, and the panel of a booth's page.

use askama::Template;

use super::card_forms::{CardForm, RulesForm};
use super::card_queries::{HeldCard, find_at_booth};
use super::model::{Card, CardField, CardRules, Lead};
use crate::clock::Instant;
use crate::db::Conn;
use crate::error::{AppResult, FieldErrors};
use crate::exhibition::booths::model::BoothView;
use crate::exhibition::booths::panels::{Drawing, Fragment};
use crate::exhibition::booths::queries::is_member;
use crate::site::{Viewer, Visit};
use crate::web::choice::{Choice, choices};
use crate::web::page::Page;
use crate::web::paging::{self, address};
use crate::web::standards;

/// `/exhibition/booths/{slug}/card`.
#[derive(Template)]
#[template(path = "exhibition/leads/card.html")]
pub struct CardPage {
    /// The frame.
    pub page: Page,
    /// The booth's part of the address.
    pub slug: String,
    /// Who would hold the card.
    pub organization: String,
    /// Whose it is.
    pub viewer: Viewer,
    /// What it may say.
    pub rules: CardRules,
    /// The card that the booth has already.
    pub own: Option<Lead>,
    /// What was typed.
    pub form: CardForm,
    /// What is wrong.
    pub errors: FieldErrors,
    /// Why none can be left now.
    pub bar: Option<&'static str>,
}

impl CardPage {
    fn may(&self, field: &str) -> bool {
        field.parse().is_ok_and(|field| self.rules.allows(field))
    }

    fn countries(&self) -> Vec<Choice> {
        let all = standards::countries(self.page.locale).iter().copied();
        choices(std::iter::once(("", "")).chain(all), &self.form.country)
    }
}

/// What a card says, line by line: the Fluent key and the words; what is empty is left out.
pub fn card_lines(page: &Page, card: &Card) -> Vec<(&'static str, String)> {
    let country = standards::country_name(page.locale, &card.country).to_owned();
    let all = [
        (CardField::Email, card.email.clone()),
        (CardField::Affiliation, card.affiliation.clone()),
        (CardField::Phone, card.phone.clone()),
        (CardField::Country, country),
        (CardField::Note, card.note.clone()),
    ];
    all.into_iter().filter(|line| !line.1.is_empty()).map(|(field, words)| (field.key(), words)).collect()
}

/// `/me/cards`.
#[derive(Template)]
#[template(path = "exhibition/leads/cards.html")]
pub struct CardsPage {
    page: Page,
    q: String,
    cards: Vec<HeldCard>,
    total: i64,
    prev: Option<String>,
    next: Option<String>,
}

impl CardsPage {
    /// The page.
    pub fn new(page: Page, q: String, found: paging::Page<HeldCard>) -> Self {
        let at = |number: String| address("/me/cards", &[("q", &q)], &number);
        Self {
            total: i64::try_from(found.total.unwrap_or(0)).unwrap_or(0),
            prev: found.prev.map(at),
            next: found.next.map(at),
            cards: found.items,
            page,
            q,
        }
    }

    fn lines(&self, held: &HeldCard) -> Vec<(&'static str, String)> {
        card_lines(&self.page, &held.lead.card())
    }
}

/// `/organizer/settings/card`.
#[derive(Template)]
#[template(path = "exhibition/leads/rules.html")]
pub struct RulesPage {
    /// The frame.
    pub page: Page,
    /// What was typed.
    pub form: RulesForm,
    /// What is wrong.
    pub errors: FieldErrors,
}

impl RulesPage {
    fn fields(&self) -> Vec<Choice> {
        let is_ticked = |field: CardField| self.form.fields.iter().any(|word| word == field.as_str());
        let one = |field: &CardField| Choice::new(field.as_str(), self.page.t(field.key()), is_ticked(*field));
        CardField::ALL.iter().map(one).collect()
    }
}

#[derive(Template)]
#[template(path = "exhibition/leads/booth_panel.html")]
struct BoothPanel<'a> {
    page: &'a Page,
    slug: String,
    left_at: Option<Instant>,
}

/// The way to leave a card, on a booth's page; none for its own people and in the archive.
///
/// # Errors
/// What the database said.
pub fn load_booth_panel(conn: &mut Conn, visit: &Visit, booth: &BoothView) -> AppResult<Option<Drawing>> {
    if visit.archive.is_some() {
        return Ok(None);
    }
    let left_at = match &visit.viewer {
        Some(viewer) if is_member(conn, &booth.organization_id, &viewer.person)? => return Ok(None),
        Some(viewer) => find_at_booth(conn, &booth.id, &viewer.person)?.map(|lead| lead.shared_at),
        None => None,
    };
    let slug = booth.slug.clone();
    Ok(Some(Box::new(move |page: &Page| Fragment::draw(&BoothPanel { page, slug, left_at }))))
}
