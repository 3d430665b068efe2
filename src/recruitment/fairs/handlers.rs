//! Answers everybody about fairs.

use std::sync::Arc;

use actix_web::{HttpResponse, web};

use super::forms::{EmployersForm, FairsForm};
use super::model::{Fair, FairStage, FairState};
use super::part_queries;
use super::queries::{self, Wanted};
use super::views::{FairCard, FairPage, FairView, FairsPage};
use crate::chat::rooms::{RoomKind, find_panel};
use crate::db::Conn;
use crate::error::{AppError, AppResult};
use crate::ids::{FairId, FileId, PostingId};
use crate::lifecycle::list_named_moves;
use crate::recruitment::postings::forms::SearchForm;
use crate::recruitment::postings::search_views::load_search;
use crate::site::{Asker, Site, Visit, ZoneKind};
use crate::web::forms::Asked;
use crate::web::paging::{Page, PageNumber};
use crate::web::{render, text};

/// Fairs on a page.
const PAGE_SIZE: usize = 12;
/// Organizations on a page of those that take part in one.
const EMPLOYERS_SIZE: usize = 20;
/// Fairs shown above the search for postings.
const AHEAD: i64 = 3;

/// The cards of fairs, with how much is in each.
///
/// # Errors
/// What the database said.
pub(super) fn cards_of(conn: &mut Conn, visit: &Visit, fairs: &[Fair]) -> AppResult<Vec<FairCard>> {
    let ids: Vec<FairId> = fairs.iter().map(|fair| fair.id.clone()).collect();
    let texts = queries::list_texts(conn, &ids)?;
    let counts = part_queries::count_postings(conn, &ids, visit.now)?;
    let words = (visit.locale, visit.edition()?.time_zone);
    let card = |fair: &Fair| {
        let count = counts.get(&fair.id).copied().unwrap_or_default();
        FairCard::new(fair, &texts, words, count, visit.now)
    };
    Ok(fairs.iter().map(card).collect())
}

/// The fairs that are on or ahead, the next first, and whether there are fairs at all: for the page of the
/// search.
///
/// # Errors
/// What the database said.
pub fn load_ahead(conn: &mut Conn, visit: &Visit) -> AppResult<Arc<(Vec<FairCard>, bool)>> {
    let edition = &visit.edition()?.id;
    visit.shared(conn, "fairs-ahead", "", |conn| {
        let fairs = queries::list_ahead(conn, edition, visit.now, AHEAD)?;
        Ok((cards_of(conn, visit, &fairs)?, queries::has_public_fairs(conn, edition)?))
    })
}

/// The fairs that a posting is part of.
///
/// # Errors
/// What the database said.
pub fn list_fairs_of(conn: &mut Conn, visit: &Visit, posting: &PostingId) -> AppResult<Vec<FairCard>> {
    let fairs = queries::list_of_posting(conn, posting)?;
    cards_of(conn, visit, &fairs)
}

/// Whether a visitor may see the picture of a fair: everybody once it is public.
///
/// # Errors
/// What the database said.
pub fn may_see_picture(conn: &mut Conn, visit: &Visit, file: &FileId) -> AppResult<bool> {
    let is_manager = visit.viewer.as_ref().is_some_and(|viewer| viewer.may_manage(ZoneKind::Recruitment));
    Ok(is_manager || queries::is_picture_public(conn, file)?)
}

/// `GET /recruitment/fairs`.
pub async fn index(site: web::Data<Site>, asker: Asker, Asked(form): Asked<FairsForm>) -> AppResult<HttpResponse> {
    site.shown(&asker, draw_index(&site, &asker, form)).await
}

async fn draw_index(site: &Site, asker: &Asker, form: FairsForm) -> AppResult<HttpResponse> {
    let wanted =
        Wanted { stage: form.stage(&FairStage::PUBLIC), with_drafts: false, patterns: text::word_patterns(&form.q) };
    let number = PageNumber::read(&form.page, PAGE_SIZE);
    let read = move |conn: &mut Conn, visit: &Visit| {
        let found = queries::list_fairs(conn, &visit.edition()?.id, &wanted, visit.now, number)?;
        let items = cards_of(conn, visit, &found.items)?;
        Ok(Page { items, next: found.next, prev: found.prev, total: found.total })
    };
    let (page, found) = site.read(asker, "recruitment", read).await?;
    render::page(&FairsPage::new(page, form, found))
}

enum Found {
    Here(Box<FairView>),
    Moved(String),
}

/// `GET /recruitment/fairs/{slug}`: 308 from an earlier address; a draft is there for who manages it.
pub async fn show(
    site: web::Data<Site>,
    asker: Asker,
    slug: web::Path<String>,
    Asked(form): Asked<SearchForm>,
    Asked(employers): Asked<EmployersForm>,
) -> AppResult<HttpResponse> {
    let number = PageNumber::read(&employers.employers, EMPLOYERS_SIZE);
    site.shown(&asker, draw_show(&site, &asker, slug.into_inner(), form, number)).await
}

async fn draw_show(
    site: &Site,
    asker: &Asker,
    slug: String,
    form: SearchForm,
    number: PageNumber,
) -> AppResult<HttpResponse> {
    let engine = site.search.clone();
    let read = move |conn: &mut Conn, visit: &Visit| {
        let edition = &visit.edition()?.id;
        let Some(fair) = queries::find_by_slug(conn, edition, &slug)? else {
            let moved = queries::find_moved_slug(conn, edition, &slug)?;
            return moved.filter(|new| *new != slug).map(Found::Moved).ok_or(AppError::NotFound);
        };
        let can_manage = visit.may(|viewer| viewer.may_manage(ZoneKind::Recruitment));
        if fair.state == FairState::Draft && !can_manage {
            return Err(AppError::NotFound);
        }
        let search = load_search(conn, visit, &engine, form, (fair.href(), Some(fair.id.clone())))?;
        let room = find_panel(conn, visit, (RoomKind::Fair, fair.id.as_str()))?;
        let reason = match fair.state {
            FairState::Cancelled => list_named_moves::<FairState>(conn, fair.id.as_str())?,
            FairState::Draft | FairState::Published => Vec::new(),
        };
        let participants = visit.shared(conn, "fair-participants", fair.id.as_str(), |conn| {
            Ok(part_queries::list_participants(conn, &fair, visit.now)?)
        })?;
        // What is beyond the last page is the first one.
        let number = if number.offset() < participants.len() { number } else { PageNumber { number: 1, ..number } };
        let cards = cards_of(conn, visit, std::slice::from_ref(&fair))?;
        Ok(Found::Here(Box::new(FairView {
            card: cards.into_iter().next().ok_or(AppError::NotFound)?,
            texts: queries::list_texts(conn, std::slice::from_ref(&fair.id))?,
            reason: reason.into_iter().next().map(|step| step.reason).unwrap_or_default(),
            participants: number.page(
                participants.iter().skip(number.offset()).take(number.size).cloned().collect(),
                participants.len() as u64,
            ),
            search,
            room,
            can_manage,
            fair,
        })))
    };
    let (page, found) = site.read(asker, "recruitment", read).await?;
    match found {
        Found::Moved(slug) => Ok(render::moved(format!("/recruitment/fairs/{slug}"))),
        Found::Here(mut view) => {
            if let Some(room) = &mut view.room {
                room.present = i64::try_from(site.hub.present(&room.id)).unwrap_or(0);
            }
            render::page(&FairPage::new(page, *view))
        }
    }
}
