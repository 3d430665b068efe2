//! Answers for `/exhibition` and its halls.

use std::sync::Arc;

use actix_web::{HttpResponse, web};
use serde::Deserialize;

use super::{queries, views};
use crate::chat::rooms::RoomDoor;
use crate::db::Conn;
use crate::error::AppResult;
use crate::exhibition::booths::model::BoothCard;
use crate::exhibition::booths::queries::list_booth_cards;
use crate::exhibition::plan::Plan;
use crate::live::Hub;
use crate::saves::{SaveKind, find_saved};
use crate::site::{Asker, Site, Visit};
use crate::web::forms::Asked;
use crate::web::i18n::Locale;
use crate::web::paging::PageNumber;
use crate::web::{render, text};

/// Booths on a page of the list.
const BOOTHS_ON_A_PAGE: usize = 24;
/// Longest search, in characters: what is longer finds nothing anyway.
const SEARCH_CHARS: usize = 100;

/// What the list is narrowed to.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Wanted {
    /// Words that the booth's texts hold, all of them.
    pub q: String,
    /// ISO 3166-1 code.
    pub country: String,
    /// Address of a hall.
    pub hall: String,
    /// `plan` or `list`.
    pub view: String,
    /// Page number.
    pub page: String,
}

impl Wanted {
    /// Whether anything is narrowed.
    pub fn is_narrow(&self) -> bool {
        !(self.q.trim().is_empty() && self.country.is_empty() && self.hall.is_empty())
    }

    fn keep(&self, cards: &[Arc<BoothCard>]) -> Vec<Arc<BoothCard>> {
        let folded = text::fold(&text::clip(&self.q, SEARCH_CHARS));
        let words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
        let fits = |card: &&Arc<BoothCard>| {
            words.iter().all(|word| card.search_key.contains(word))
                && (self.country.is_empty() || card.country == self.country)
                && (self.hall.is_empty() || card.hall == self.hall)
        };
        cards.iter().filter(fits).cloned().collect()
    }
}

/// `GET /exhibition`: the halls and every booth.
pub async fn index(site: web::Data<Site>, asker: Asker, Asked(wanted): Asked<Wanted>) -> AppResult<HttpResponse> {
    site.shown(&asker, draw_index(&site, &asker, wanted)).await
}

async fn draw_index(site: &Site, asker: &Asker, wanted: Wanted) -> AppResult<HttpResponse> {
    let read = |conn: &mut Conn, visit: &Visit| {
        let edition = &visit.edition()?.id;
        let shared = visit.shared(conn, "halls", "", |conn| {
            let cards = list_booth_cards(conn, edition, None, visit.locale, visit.now)?;
            let halls = queries::list_halls(conn, edition, visit.locale)?;
            Ok((halls.into_iter().map(|hall| hall.counted(&cards)).collect::<Vec<_>>(), cards))
        })?;
        Ok((shared, find_saved(conn, visit, SaveKind::Booth)?))
    };
    let (page, (shared, saved)) = site.read(asker, "exhibition", read).await?;
    let (halls, cards) = &*shared;
    let countries = views::country_choices(page.locale, cards, &wanted.country);
    let number = PageNumber::read(&wanted.page, BOOTHS_ON_A_PAGE);
    let found = wanted.keep(cards);
    let total = found.len() as u64;
    let shown = found.into_iter().skip(number.offset()).take(BOOTHS_ON_A_PAGE).collect();
    let booths = number.page(shown, total);
    render::page(&views::IndexPage::new(page, halls.clone(), (countries, wanted), booths, saved))
}

/// `GET /exhibition/halls/{slug}`: a hall as a plan or a list.
pub async fn show(
    site: web::Data<Site>,
    asker: Asker,
    slug: web::Path<String>,
    Asked(wanted): Asked<Wanted>,
) -> AppResult<HttpResponse> {
    site.shown(&asker, draw_hall(&site, &asker, slug.into_inner(), wanted)).await
}

async fn draw_hall(site: &Site, asker: &Asker, slug: String, wanted: Wanted) -> AppResult<HttpResponse> {
    let read = move |conn: &mut Conn, visit: &Visit| {
        let edition = &visit.edition()?.id;
        let load = |conn: &mut Conn| Ok(queries::load_hall(conn, edition, &slug, visit.locale, visit.now)?);
        Ok((visit.shared(conn, "hall", &slug, load)?, find_saved(conn, visit, SaveKind::Booth)?))
    };
    let (page, (open, saved)) = site.read(asker, "exhibition", read).await?;
    // A hall's page has its hall from the path alone.
    let wanted = Wanted { hall: String::new(), country: String::new(), ..wanted };
    let found = wanted.keep(&open.cards);
    let plan = (wanted.view != "list").then(|| open.plan_of(&found, page.locale));
    let plan = plan.map(|plan| counted(&plan, &site.hub, page.locale));
    let door = open.room.as_ref().filter(|_| page.archive.is_none()).map(|room| RoomDoor::of(&site.hub, room));
    render::page(&views::HallPage { page, open, plan, cards: found, saved, door, wanted })
}

/// The plan with those who are at each stand now.
pub fn counted(plan: &Plan, hub: &Hub, locale: Locale) -> Plan {
    plan.counted(|room| hub.present(room), |n| locale.tn("room-here", i64::try_from(n).unwrap_or(i64::MAX)))
}
