//! Answers whoever leaves a card at a booth, and shows them who holds theirs.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};

use super::card_forms::CardForm;
use super::card_queries as queries;
use super::card_views::{CardPage, CardsPage};
use super::telling::{Left, tell_left, tell_withdrawn};
use crate::db::Conn;
use crate::error::{AppError, AppResult, FieldErrors};
use crate::exhibition::booths::queries::{BoothRow, is_member};
use crate::ids::LeadId;
use crate::outbox::hold_person;
use crate::site::sanctions::find_sanction;
use crate::site::{Asker, Site, Visit, ZoneKind, gate};
use crate::web::forms::{Asked, Posted};
use crate::web::limits::Rate;
use crate::web::paging::{PageNumber, Sought};
use crate::web::{render, text};

/// Cards on a page.
const PAGE_SIZE: usize = 20;

/// `GET /exhibition/booths/{slug}/card`: what would be shared, before it is.
pub async fn edit(site: web::Data<Site>, asker: Asker, slug: web::Path<String>) -> AppResult<HttpResponse> {
    draw(&site, &asker, slug.into_inner(), None, FieldErrors::new(), StatusCode::OK).await
}

async fn draw(
    site: &Site,
    asker: &Asker,
    slug: String,
    typed: Option<CardForm>,
    errors: FieldErrors,
    status: StatusCode,
) -> AppResult<HttpResponse> {
    let read = move |conn: &mut Conn, visit: &Visit| {
        let viewer = visit.viewer()?.clone();
        let booth = queries::find_public_booth(conn, visit, &slug)?;
        let edition = &visit.edition()?.id;
        let bar = find_bar(conn, visit, &booth)?;
        let rules = queries::find_rules(conn, edition)?;
        let own = queries::find_at_booth(conn, &booth.id, &viewer.person)?;
        let form = match (typed, own.as_ref()) {
            (Some(typed), _) => typed,
            (None, Some(own)) => CardForm::of(own),
            (None, None) => match queries::find_last(conn, edition, &viewer.person)? {
                Some(last) => CardForm { note: String::new(), ..CardForm::of(&last) },
                None => {
                    let (headline, country) = queries::find_profile(conn, &viewer.person)?;
                    CardForm::first(headline, country)
                }
            },
        };
        Ok((viewer, booth, bar, rules, own, form))
    };
    let (page, (viewer, booth, bar, rules, own, form)) = site.read(asker, "exhibition", read).await?;
    let shown = CardPage {
        page,
        slug: booth.slug,
        organization: booth.organization.name,
        viewer,
        rules,
        own,
        form,
        errors,
        bar,
    };
    render::page_with(status, &shown)
}

/// Why this person cannot leave a card here now: the key of a sentence. None when they may.
fn find_bar(conn: &mut Conn, visit: &Visit, booth: &BoothRow) -> AppResult<Option<&'static str>> {
    match require_sharer(conn, visit, booth) {
        Ok(()) => Ok(None),
        Err(AppError::Refused(key)) => Ok(Some(key)),
        Err(error) => Err(error),
    }
}

/// Refuses who is not verified, of the booth's own organization or silenced, and everybody while the zone is shut.
fn require_sharer(conn: &mut Conn, visit: &Visit, booth: &BoothRow) -> AppResult<()> {
    let (person, edition) = (&visit.writer()?.person, &visit.edition()?.id);
    if is_member(conn, &booth.organization_id, person)? {
        return Err(AppError::Refused("error-card-own"));
    }
    if find_sanction(conn, edition, Some(ZoneKind::Exhibition), person, visit.now)?.is_some() {
        return Err(AppError::Refused("error-card-silenced"));
    }
    gate::require_open(conn, edition, ZoneKind::Exhibition, visit.now)
}

/// `POST /exhibition/booths/{slug}/card`: leaves it, or lets it take the place of the earlier one.
pub async fn update(
    site: web::Data<Site>,
    asker: Asker,
    slug: web::Path<String>,
    posted: Posted<CardForm>,
) -> AppResult<HttpResponse> {
    let (slug, form) = (slug.into_inner(), posted.form);
    let (address, typed, id, shared) = (slug.clone(), form.clone(), LeadId::new(), Site::clone(&site));
    let write = move |conn: &mut Conn, visit: &Visit| {
        let viewer = visit.writer()?;
        let booth = queries::find_public_booth(conn, visit, &address)?;
        require_sharer(conn, visit, &booth)?;
        let edition = &visit.edition()?.id;
        let card = typed.parse(&queries::find_rules(conn, edition)?, viewer)?;
        shared.limits.check_in_work(Rate::Card, viewer.person.as_str())?;
        // Of two windows that share at once the second renews.
        hold_person(conn, &viewer.person)?;
        let before = queries::find_at_booth(conn, &booth.id, &viewer.person)?;
        match &before {
            Some(lead) => queries::renew_lead(conn, lead, &card, visit.now)?,
            None => {
                let receiver = (edition, &booth.organization_id, &booth.id);
                queries::insert_lead(conn, &id, receiver, (&viewer.person, &card), visit.now)?;
            }
        }
        let left = Left {
            id: before.as_ref().map_or(&id, |lead| &lead.id),
            edition,
            organization: &booth.organization_id,
            slug: &booth.organization.slug,
            person: &viewer.person,
            name: &card.name,
            note: &card.note,
            is_renewed: before.is_some(),
        };
        tell_left(conn, &left, visit.now)
    };
    match site.write(&asker, write).await {
        Ok(()) => Ok(site.done(format!("/exhibition/booths/{slug}"), "flash-card-left")),
        Err(AppError::Invalid(errors)) => {
            draw(&site, &asker, slug, Some(form), errors, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(error) => Err(error),
    }
}

/// `GET /me/cards`: who holds which.
pub async fn index(site: web::Data<Site>, asker: Asker, Asked(wanted): Asked<Sought>) -> AppResult<HttpResponse> {
    let (q, at) = (text::clip(wanted.q.trim(), 100), PageNumber::read(&wanted.page, PAGE_SIZE));
    let typed = q.clone();
    let read = move |conn: &mut Conn, visit: &Visit| {
        let span = (i64::try_from(at.offset()).unwrap_or(0), i64::try_from(at.size).unwrap_or(20));
        queries::list_held(conn, visit, &visit.viewer()?.person, &typed, span)
    };
    let (page, (held, total)) = site.read(&asker, "me", read).await?;
    render::page(&CardsPage::new(page, q, at.page(held, u64::try_from(total).unwrap_or(0))))
}

/// `POST /me/cards/{id}/withdrawal`: takes a card back, whatever the zone is at.
pub async fn destroy(site: web::Data<Site>, asker: Asker, id: web::Path<String>) -> AppResult<HttpResponse> {
    let id: LeadId = id.parse().map_err(|_| AppError::NotFound)?;
    let write = move |conn: &mut Conn, visit: &Visit| {
        let lead = queries::find_own(conn, &visit.viewer()?.person, &id)?;
        let (edition, slug) = queries::find_receiver(conn, &lead)?;
        queries::delete_lead(conn, &lead.id)?;
        tell_withdrawn(conn, &edition, (&lead, &slug), visit.now)
    };
    site.write(&asker, write).await?;
    Ok(site.done("/me/cards", "flash-card-withdrawn"))
}
