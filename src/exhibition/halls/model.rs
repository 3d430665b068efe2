//! A hall as it is read, and the floor plan made of it.

use std::sync::Arc;

use crate::exhibition::booths::model::BoothCard;
use crate::exhibition::places::model::{Place, PlaceState};
use crate::exhibition::plan::{self, Contents, Floor, Plan, Stand};
use crate::ids::{HallId, RoomId};
use crate::web::i18n::Locale;

/// A hall in the reader's language.
#[derive(Debug, Clone)]
pub struct Hall {
    /// Its id.
    pub id: HallId,
    /// Its address.
    pub slug: String,
    /// From left to right, in half metres.
    pub width: i64,
    /// From the entrance to the back, in half metres.
    pub depth: i64,
    /// Its name.
    pub name: String,
    /// What it shows.
    pub description: String,
    /// The language of name and description.
    pub lang: &'static str,
    /// Published booths in it, where that was counted.
    pub booths: i64,
    /// Booths with staff on duty, where that was counted.
    pub staffed: i64,
}

impl Hall {
    /// The hall with those of these booths counted that stand in it.
    #[must_use]
    pub fn counted(mut self, cards: &[Arc<BoothCard>]) -> Self {
        for card in cards.iter().filter(|card| card.hall == self.slug) {
            self.booths += 1;
            self.staffed += i64::from(card.on_duty > 0);
        }
        self
    }
}

/// The plan of a hall with these places and booths, in the reader's language. With `only` given,
/// booths that it leaves out are drawn as marked floor.
pub fn floor(hall: &Hall, places: &[Place], cards: &[Arc<BoothCard>], locale: Locale) -> Floor {
    let stands = places.iter().map(|place| stand(place, cards, locale)).collect();
    Floor {
        label: locale.tf("plan-label", &[("hall", &hall.name)]),
        width: hall.width,
        depth: hall.depth,
        entrance: format!("{} {}", Locale::En.t("plan-entrance"), Locale::ZhCn.t("plan-entrance")),
        aisles: (1..=20).map(|n| locale.tn("plan-aisle", n)).collect(),
        stands,
    }
}

fn stand(place: &Place, cards: &[Arc<BoothCard>], locale: Locale) -> Stand {
    let card = cards.iter().find(|card| place.booth_id.as_ref() == Some(&card.id));
    let contents = match card {
        Some(card) => Contents::Booth {
            href: card.href(),
            title: booth_title(place, card, locale),
            name: card.short_name.clone(),
            lang: card.lang,
            hue: card.hue,
            logo: card.logo.clone(),
            on_duty: card.on_duty,
            room: card.room.clone(),
        },
        None => Contents::Empty { title: empty_title(place, locale) },
    };
    Stand { number: place.number.clone(), x: place.x, y: place.y, width: place.width, depth: place.depth, contents }
}

fn booth_title(place: &Place, card: &BoothCard, locale: Locale) -> String {
    let duty =
        if card.on_duty > 0 { locale.tn("booth-on-duty", card.on_duty) } else { locale.t("booth-off-duty").to_owned() };
    // It begins with what the picture shows, so that a person can speak the name that they see.
    let rest = card.name.strip_prefix(&card.short_name);
    let name = if rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric)) {
        card.name.clone()
    } else {
        format!("{} · {}", card.short_name, card.name)
    };
    format!("{} {name} · {duty}", place.number)
}

fn empty_title(place: &Place, locale: Locale) -> String {
    let state = match place.state {
        PlaceState::Available => "plan-place-free",
        PlaceState::Reserved | PlaceState::Assigned | PlaceState::Blocked => "plan-place-taken",
    };
    format!("{} · {}", place.number, locale.t(state))
}

/// A hall as everybody finds it.
#[derive(Debug, Clone)]
pub struct OpenHall {
    /// Every hall of the edition.
    pub halls: Vec<Hall>,
    /// This one, with its booths counted.
    pub hall: Hall,
    /// Its places.
    pub places: Vec<Place>,
    /// Its booths.
    pub cards: Vec<Arc<BoothCard>>,
    /// Its plan with every booth.
    pub plan: Plan,
    /// Its room, once that is made.
    pub room: Option<RoomId>,
}

impl OpenHall {
    /// The plan on which only these booths stand.
    pub fn plan_of(&self, found: &[Arc<BoothCard>], locale: Locale) -> Plan {
        if found.len() == self.cards.len() {
            return self.plan.clone();
        }
        plan::plan(&floor(&self.hall, &self.places, found, locale))
    }
}
