//! Pages of halls.

use std::sync::Arc;

use askama::Template;

use super::handlers::Wanted;
use super::model::{Hall, OpenHall};
use crate::chat::rooms::RoomDoor;
use crate::exhibition::booths::model::BoothCard;
use crate::exhibition::plan::Plan;
use crate::saves::Saved;
use crate::web::choice::{Choice, choices};
use crate::web::i18n::Locale;
use crate::web::page::Page;
use crate::web::{paging, standards};

/// `/exhibition`.
#[derive(Template)]
#[template(path = "exhibition/halls/index.html")]
pub struct IndexPage {
    page: Page,
    introduction: String,
    halls: Vec<Hall>,
    hall_choices: Vec<Choice>,
    country_choices: Vec<Choice>,
    wanted: Wanted,
    cards: Vec<Arc<BoothCard>>,
    saved: Saved,
    total: i64,
    prev: Option<String>,
    next: Option<String>,
}

impl IndexPage {
    /// The page with one piece of the list.
    pub fn new(
        page: Page,
        halls: Vec<Hall>,
        (country_choices, wanted): (Vec<Choice>, Wanted),
        booths: paging::Page<Arc<BoothCard>>,
        saved: Saved,
    ) -> Self {
        let every = [(String::new(), page.t("exhibition-every-hall").to_owned())];
        let named = halls.iter().map(|hall| (hall.slug.clone(), hall.name.clone()));
        let hall_choices = choices(every.into_iter().chain(named), &wanted.hall);
        let introduction =
            page.zones.iter().find(|zone| zone.kind == "exhibition").map(|zone| zone.introduction.clone());
        let address = |number: String| format!("/exhibition?{}#booths", query(&wanted, &number));
        Self {
            introduction: introduction.unwrap_or_default(),
            total: i64::try_from(booths.total.unwrap_or(0)).unwrap_or(0),
            prev: booths.prev.map(address),
            next: booths.next.map(address),
            cards: booths.items,
            saved,
            page,
            halls,
            hall_choices,
            country_choices,
            wanted,
        }
    }

    fn title(&self) -> &str {
        self.page.zones.iter().find(|zone| zone.kind == "exhibition").map_or("", |zone| zone.title.as_str())
    }

    fn country(&self, code: &str) -> String {
        standards::country_name(self.page.locale, code).to_owned()
    }
}

fn query(wanted: &Wanted, page: &str) -> String {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    for (name, value) in
        [("q", wanted.q.as_str()), ("country", &wanted.country), ("hall", &wanted.hall), ("page", page)]
    {
        if !value.is_empty() {
            query.append_pair(name, value);
        }
    }
    query.finish()
}

/// The countries that booths come from, by name.
pub fn country_choices(locale: Locale, cards: &[Arc<BoothCard>], chosen: &str) -> Vec<Choice> {
    let mut codes: Vec<&str> = cards.iter().map(|card| card.country.as_str()).collect();
    codes.sort_unstable();
    codes.dedup();
    let mut named: Vec<(String, String)> =
        codes.into_iter().map(|code| (code.to_owned(), standards::country_name(locale, code).to_owned())).collect();
    named.sort_by(|a, b| a.1.cmp(&b.1));
    named.insert(0, (String::new(), locale.t("exhibition-every-country").to_owned()));
    choices(named, chosen)
}

/// `/exhibition/halls/{slug}`.
#[derive(Template)]
#[template(path = "exhibition/halls/show.html")]
pub struct HallPage {
    /// The frame.
    pub page: Page,
    /// This hall, and every other to go on to.
    pub open: Arc<OpenHall>,
    /// Its plan, unless the list was asked for.
    pub plan: Option<Plan>,
    /// Those of its booths that were asked for.
    pub cards: Vec<Arc<BoothCard>>,
    /// What booths the reader saved.
    pub saved: Saved,
    /// The way into its room.
    pub door: Option<RoomDoor>,
    /// What was asked for.
    pub wanted: Wanted,
}

impl HallPage {
    fn country(&self, code: &str) -> String {
        standards::country_name(self.page.locale, code).to_owned()
    }

    /// The address of this hall in another view, with the search kept.
    fn view_href(&self, view: &str) -> String {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        query.append_pair("view", view);
        if !self.wanted.q.is_empty() {
            query.append_pair("q", &self.wanted.q);
        }
        format!("/exhibition/halls/{}?{}", self.open.hall.slug, query.finish())
    }
}
