//! Answers the search and the page of a posting.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};

use super::forms::SearchForm;
use super::model::{ApplyBy, PostingState};
use super::queries::{self, PostingRow};
use super::search_views::load_search;
use super::share_queries::find_sign;
use super::views::{Applying, PostingPage, PostingView, PostingsPage};
use crate::accounts::organizations::{MemberRole, find_membership};
use crate::db::Conn;
use crate::error::{AppError, AppResult};
use crate::recruitment::applications::load_kept;
use crate::recruitment::fairs::{list_fairs_of, load_ahead};
use crate::saves::{SaveKind, find_saved};
use crate::site::{Asker, Site, Visit, ZoneKind, ZoneState};
use crate::web::forms::Asked;
use crate::web::render;

/// Similar postings beside one.
const SIMILAR: i64 = 4;

/// The search.
pub async fn index(site: web::Data<Site>, asker: Asker, Asked(form): Asked<SearchForm>) -> AppResult<HttpResponse> {
    site.shown(&asker, draw_index(&site, &asker, form)).await
}

async fn draw_index(site: &Site, asker: &Asker, form: SearchForm) -> AppResult<HttpResponse> {
    let engine = site.search.clone();
    let work = move |conn: &mut Conn, visit: &Visit| {
        let search = load_search(conn, visit, &engine, form, ("/recruitment".to_owned(), None))?;
        Ok((search, load_ahead(conn, visit)?, visit.clone()))
    };
    let (page, (search, ahead, visit)) = site.read(asker, "recruitment", work).await?;
    let zone = visit.edition()?.zone(ZoneKind::Recruitment);
    let gate = zone.and_then(|zone| match zone.state(visit.now) {
        ZoneState::Open => None,
        ZoneState::Upcoming => Some(page.tf("recruitment-gate-upcoming", &[("when", &page.date_time(&zone.opens_at))])),
        ZoneState::ReadOnly => Some(page.t("recruitment-gate-read-only").to_owned()),
        ZoneState::Closed => Some(page.t("recruitment-gate-closed").to_owned()),
    });
    let (fairs, has_fairs) = (*ahead).clone();
    render::page(&PostingsPage {
        title: zone.map_or("", |zone| zone.texts.title(page.locale)).to_owned(),
        introduction: zone.map_or("", |zone| zone.texts.body(page.locale)).to_owned(),
        gate,
        search,
        fairs,
        has_fairs,
        page,
    })
}

/// The list without its own page: the search is the list.
pub async fn list() -> HttpResponse {
    HttpResponse::MovedPermanently().insert_header(("Location", "/recruitment")).finish()
}

enum Found {
    Here(Box<PostingView>),
    Moved(String),
}

/// A posting: 200 while it is open, 410 with the whole page when it is closed and the reader is
/// neither an applicant nor of its organization, 308 from an earlier address.
pub async fn show(site: web::Data<Site>, asker: Asker, slug: web::Path<String>) -> AppResult<HttpResponse> {
    site.shown(&asker, draw_posting(&site, &asker, slug.into_inner())).await
}

async fn draw_posting(site: &Site, asker: &Asker, slug: String) -> AppResult<HttpResponse> {
    let (page, found) = site.read(asker, "recruitment", move |conn, visit| find_view(conn, visit, &slug)).await?;
    match found {
        Found::Moved(slug) => Ok(render::moved(format!("/recruitment/postings/{slug}"))),
        Found::Here(view) => {
            let status = if view.is_gone { StatusCode::GONE } else { StatusCode::OK };
            render::page_with(status, &PostingPage::new(page, *view))
        }
    }
}

fn find_view(conn: &mut Conn, visit: &Visit, slug: &str) -> AppResult<Found> {
    let edition = visit.edition()?;
    let Some(row) = queries::find_posting(conn, &edition.id, slug)? else {
        let moved = queries::find_moved_slug(conn, &edition.id, slug)?;
        return moved.filter(|new| new != slug).map(Found::Moved).ok_or(AppError::NotFound);
    };
    let person = visit.viewer.as_ref().map(|viewer| &viewer.person);
    let role = match person.map(|person| find_membership(conn, person, &row.2.slug)) {
        Some(Ok(found)) => Some(found.role),
        Some(Err(AppError::NotFound)) | None => None,
        Some(Err(error)) => return Err(error),
    };
    let sent = match person {
        Some(person) => queries::find_own_application(conn, &row.0.id, person)?,
        None => None,
    };
    let state = row.0.state_at(visit.now);
    let is_public = row.2.is_verified() && (state == PostingState::Live || state.is_closed());
    if !is_public && role.is_none() {
        return Err(AppError::NotFound);
    }
    let similar = queries::list_similar_postings(conn, &row, visit.now, SIMILAR)?;
    let similar = queries::cards_of(conn, &similar, visit.locale, visit.now)?;
    let texts = queries::list_texts(conn, std::slice::from_ref(&row.1.id))?;
    let standing = sent.filter(|(_, state)| state != "withdrawn").map(|(id, _)| format!("/me/applications/{id}"));
    let saved = find_saved(conn, visit, SaveKind::Posting)?;
    let mut card = super::views::card(&row, &texts, visit.locale, visit.now).marked(&saved);
    // What is not public cannot be saved, also by those who read it.
    card.saved = card.saved.filter(|_| is_public);
    Ok(Found::Here(Box::new(PostingView {
        card,
        sign: find_sign(conn, &edition.id, &row.2.id)?,
        is_public,
        is_gone: state.is_closed() && role.is_none() && standing.is_none() && visit.archive.is_none(),
        applying: applying(visit, &row, standing),
        can_manage: role.is_some_and(MemberRole::may_recruit),
        fairs: list_fairs_of(conn, visit, &row.0.id)?,
        kept: load_kept(conn, &row.2.id, visit.now)?,
        texts,
        similar: similar.into_iter().map(|card| card.marked(&saved)).collect(),
        row,
    })))
}

fn applying(visit: &Visit, row: &PostingRow, standing: Option<String>) -> Applying {
    if let Some(href) = standing {
        return Applying::Sent(href);
    }
    let zone = visit.snapshot.edition.as_ref().and_then(|edition| edition.zone(ZoneKind::Recruitment));
    match row.0.state_at(visit.now) {
        PostingState::Live => {}
        PostingState::Expired => return Applying::Closed("posting-closed-expired"),
        PostingState::ClosedEarly => return Applying::Closed("posting-closed-early"),
        PostingState::Filled => return Applying::Closed("posting-closed-filled"),
        PostingState::Suspended => return Applying::Closed("posting-closed-suspended"),
        PostingState::Draft | PostingState::Scheduled => return Applying::Closed("posting-not-yet-open"),
    }
    match zone.map(|zone| zone.state(visit.now)) {
        Some(ZoneState::Open) if row.0.apply_by == ApplyBy::Link => Applying::Link(row.0.apply_url.clone()),
        Some(ZoneState::Open) => Applying::Here,
        Some(ZoneState::Upcoming) => Applying::Closed("posting-zone-upcoming"),
        _ => Applying::Closed("posting-zone-closed"),
    }
}
