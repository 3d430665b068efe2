//! Answers an organization's owners and recruiters about fairs: which there are, and which postings of
//! theirs are part of one.

use actix_web::{HttpResponse, web};

use super::forms::{BringForm, FairsForm};
use super::handlers::cards_of;
use super::model::{Fair, FairStage, FairState};
use super::queries::{self, Wanted};
use super::workspace_views::{OwnFair, OwnFairPage, OwnFairsPage, OwnPart};
use super::{moves, part_queries};
use crate::db::Conn;
use crate::error::{AppError, AppResult};
use crate::ids::FairId;
use crate::lifecycle::Mover;
use crate::recruitment::postings::model::{OwnEmployer, Posting};
use crate::recruitment::postings::queries::list_texts;
use crate::recruitment::postings::views::card;
use crate::recruitment::workspace::queries::{find_own_posting, require_recruiter};
use crate::site::{Asker, Site, Visit, ZoneKind, gate};
use crate::web::forms::{Asked, Posted};
use crate::web::paging::{Page, PageNumber, Sought};
use crate::web::{render, text};

/// Rows on a page.
const ROWS_ON_A_PAGE: usize = 25;

/// `GET /organizations/{slug}/fairs`.
pub async fn index(
    site: web::Data<Site>,
    asker: Asker,
    slug: web::Path<String>,
    Asked(form): Asked<FairsForm>,
) -> AppResult<HttpResponse> {
    let (slug, stage) = (slug.into_inner(), form.stage(&FairStage::PUBLIC));
    let wanted = Wanted { stage, with_drafts: false, patterns: text::word_patterns(&form.q) };
    let number = PageNumber::read(&form.page, ROWS_ON_A_PAGE);
    let read = move |conn: &mut Conn, visit: &Visit| {
        let (_, employer) = require_recruiter(conn, visit, &slug)?;
        let found = queries::list_fairs(conn, &visit.edition()?.id, &wanted, visit.now, number)?;
        let ids: Vec<FairId> = found.items.iter().map(|fair| fair.id.clone()).collect();
        let own = part_queries::count_own_parts(conn, &ids, &employer.id)?;
        let count = |card: &super::FairCard| own.iter().find(|(id, _)| id.as_str() == card.id).map_or(0, |(_, n)| *n);
        let cards = cards_of(conn, visit, &found.items)?;
        let items = cards.into_iter().map(|card| OwnFair { own: count(&card), card }).collect();
        Ok((employer, Page { items, next: found.next, prev: found.prev, total: found.total }))
    };
    let (page, (employer, found)) = site.read(&asker, "recruitment", read).await?;
    render::page(&OwnFairsPage::new(page, employer, form, found))
}

fn find_public(conn: &mut Conn, visit: &Visit, id: &str) -> AppResult<Fair> {
    let fair = queries::find_fair(conn, &visit.edition()?.id, id)?;
    if fair.state == FairState::Draft { Err(AppError::NotFound) } else { Ok(fair) }
}

/// `GET /organizations/{slug}/fairs/{id}`: the postings to choose from.
pub async fn show(
    site: web::Data<Site>,
    asker: Asker,
    path: web::Path<(String, String)>,
    Asked(form): Asked<Sought>,
) -> AppResult<HttpResponse> {
    let ((slug, id), patterns) = (path.into_inner(), text::word_patterns(&form.q));
    let number = PageNumber::read(&form.page, ROWS_ON_A_PAGE);
    let read = move |conn: &mut Conn, visit: &Visit| {
        let (_, employer) = require_recruiter(conn, visit, &slug)?;
        let fair = find_public(conn, visit, &id)?;
        let found = part_queries::list_own_parts(conn, &fair, (&employer.id, &patterns), visit.now, number)?;
        let revisions: Vec<_> = found.items.iter().map(|(row, _)| row.1.id.clone()).collect();
        let texts = list_texts(conn, &revisions)?;
        let items = found.items.into_iter().map(|(row, part)| OwnPart {
            card: card(&row, &texts, visit.locale, visit.now),
            is_live: part_queries::is_live_at(&row.0, row.2.is_verified(), visit.now),
            posting: row.0.id,
            part,
        });
        let rows = Page { items: items.collect(), next: found.next, prev: found.prev, total: found.total };
        let card = cards_of(conn, visit, std::slice::from_ref(&fair))?.pop().ok_or(AppError::NotFound)?;
        Ok((employer, card, rows))
    };
    let (page, (employer, fair, rows)) = site.read(&asker, "recruitment", read).await?;
    render::page(&OwnFairPage::new(page, employer, fair, form.q, rows))
}

/// What a recruiter does with a posting and a fair.
type Change = fn(&mut Conn, &Fair, (&Posting, &OwnEmployer), Mover<'_>) -> AppResult<()>;

async fn change(
    site: &Site,
    asker: &Asker,
    (slug, id, posting): (String, String, String),
    change: Change,
    flash: &'static str,
) -> AppResult<HttpResponse> {
    let back = format!("/organizations/{slug}/fairs/{id}");
    site.write(asker, move |conn: &mut Conn, visit: &Visit| {
        let person = visit.writer()?.person.clone();
        let (_, employer) = require_recruiter(conn, visit, &slug)?;
        let fair = find_public(conn, visit, &id)?;
        // Nobody calls the fair off meanwhile without telling this organization too.
        queries::hold_fair(conn, &fair.id)?;
        let fair = find_public(conn, visit, fair.id.as_str())?;
        let (posting, _) = find_own_posting(conn, &employer.id, &posting)?;
        gate::require_preparable(conn, &fair.edition_id, ZoneKind::Recruitment, visit.now)?;
        let mover = Mover { person: Some(&person), at: visit.now, reason: "" };
        change(conn, &fair, (&posting, &employer), mover)
    })
    .await?;
    Ok(site.done(back, flash))
}

/// `POST /organizations/{slug}/fairs/{id}/postings`: brings a posting there.
pub async fn add(
    site: web::Data<Site>,
    asker: Asker,
    path: web::Path<(String, String)>,
    posted: Posted<BringForm>,
) -> AppResult<HttpResponse> {
    let (slug, id) = path.into_inner();
    let bring: Change =
        |conn, fair, (posting, employer), mover| moves::bring(conn, fair, (posting, employer.is_verified()), mover);
    change(&site, &asker, (slug, id, posted.form.posting), bring, "flash-fair-posting-added").await
}

/// `POST …/postings/{posting}/withdrawal`: takes it out.
pub async fn withdraw(
    site: web::Data<Site>,
    asker: Asker,
    path: web::Path<(String, String, String)>,
) -> AppResult<HttpResponse> {
    let withdraw: Change = |conn, fair, (posting, _), mover| moves::withdraw(conn, fair, posting, mover);
    change(&site, &asker, path.into_inner(), withdraw, "flash-fair-posting-withdrawn").await
}
