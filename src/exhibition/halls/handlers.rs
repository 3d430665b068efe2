//! Answers for `/exhibition` and its halls.

use actix_web::{HttpResponse, web};
use serde::Deserialize;

use super::model::{Hall, floor};
use super::{queries, views};
use crate::error::{AppError, AppResult};
use crate::exhibition::booths::model::BoothCard;
use crate::exhibition::booths::queries::list_booth_cards;
use crate::exhibition::plan;
use crate::site::{Asker, Site, Visit};
use crate::web::forms::Asked;
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

    fn keep(&self, cards: Vec<BoothCard>) -> Vec<BoothCard> {
        let folded = text::fold(&text::clip(&self.q, SEARCH_CHARS));
        let words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
        let fits = |card: &BoothCard| {
            words.iter().all(|word| card.search_key.contains(word))
                && (self.country.is_empty() || card.country == self.country)
                && (self.hall.is_empty() || card.hall == self.hall)
        };
        cards.into_iter().filter(fits).collect()
    }
}

/// `GET /exhibition`: the halls and every booth.
pub async fn index(site: web::Data<Site>, asker: Asker, Asked(wanted): Asked<Wanted>) -> AppResult<HttpResponse> {
    let read = |conn: &mut crate::db::Conn, visit: &Visit| {
        let edition = &visit.edition()?.id;
        let halls = queries::list_halls(conn, edition, visit.locale)?;
        Ok((halls, list_booth_cards(conn, edition, None, visit.locale, visit.now)?))
    };
    let (page, (mut halls, cards)) = site.read(&asker, "exhibition", read).await?;
    count(&mut halls, &cards);
    let countries = views::country_choices(page.locale, &cards, &wanted.country);
    let number = PageNumber::read(&wanted.page, BOOTHS_ON_A_PAGE);
    let found = wanted.keep(cards);
    let total = found.len() as u64;
    let shown = found.into_iter().skip(number.offset()).take(BOOTHS_ON_A_PAGE).collect();
    let booths = number.page(shown, total);
    render::page(&views::IndexPage::new(page, halls, countries, wanted, booths))
}

fn count(halls: &mut [Hall], cards: &[BoothCard]) {
    for hall in halls {
        let own = cards.iter().filter(|card| card.hall == hall.slug);
        for card in own {
            hall.booths += 1;
            hall.staffed += i64::from(card.on_duty > 0);
        }
    }
}

/// `GET /exhibition/halls/{slug}`: a hall as a plan or a list.
pub async fn show(
    site: web::Data<Site>,
    asker: Asker,
    slug: web::Path<String>,
    Asked(wanted): Asked<Wanted>,
) -> AppResult<HttpResponse> {
    let slug = slug.into_inner();
    let read = move |conn: &mut crate::db::Conn, visit: &Visit| {
        let edition = &visit.edition()?.id;
        let halls = queries::list_halls(conn, edition, visit.locale)?;
        let hall = halls.iter().find(|hall| hall.slug == slug).cloned().ok_or(AppError::NotFound)?;
        let cards = list_booth_cards(conn, edition, Some(&hall.id), visit.locale, visit.now)?;
        let places = queries::list_places(conn, &hall.id)?;
        Ok((halls, hall, places, cards))
    };
    let (page, (halls, mut hall, places, cards)) = site.read(&asker, "exhibition", read).await?;
    count(std::slice::from_mut(&mut hall), &cards);
    // A hall's page has its hall from the path alone.
    let wanted = Wanted { hall: String::new(), country: String::new(), ..wanted };
    let found = wanted.keep(cards);
    let drawn = (wanted.view != "list").then(|| plan::plan(&floor(&hall, &places, &found, page.locale)));
    render::page(&views::HallPage { page, halls, hall, plan: drawn, cards: found, wanted })
}
