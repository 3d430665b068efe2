//! Making an offer and what becomes of it. Called inside the transaction that checked the right.

use chrono::Duration;

use super::model::{Offer, OfferState};
use super::{OFFER_LAPSE, OFFER_REMINDER, queries};
use crate::clock::Instant;
use crate::db::Conn;
use crate::error::{AppError, AppResult};
use crate::ids::{ApplicationId, OfferId, PersonId};
use crate::lifecycle::{Lifecycle as _, Mover};
use crate::outbox::tasks::enqueue_task;
use crate::outbox::{self, Notice};
use crate::recruitment::applications::model::{Application, ApplicationState};
use crate::recruitment::applications::queries::{OwnRow, find_application, list_recruiters, move_application};
use crate::recruitment::postings::model::text_in;
use crate::recruitment::postings::queries::list_texts;
use crate::web::dates;
use crate::web::i18n::Locale;

/// How long before its day an applicant is reminded of an open offer, in hours.
const REMIND_HOURS: i64 = 48;

/// Makes an offer: the application is `offered`, the applicant is told.
///
/// # Errors
/// 409 when the application is not where an offer may be made, or has an open one.
pub fn make(conn: &mut Conn, row: &OwnRow, offer: &Offer, mover: Mover<'_>) -> AppResult<()> {
    if !row.0.state.may_become(ApplicationState::Offered) {
        return Err(AppError::Conflict("error-offer-state"));
    }
    queries::insert_offer(conn, offer)?;
    move_application(conn, &row.0, ApplicationState::Offered, mover)?;
    enqueue_task(conn, OFFER_LAPSE, offer.id.as_str(), offer.answer_by, mover.at)?;
    let remind_at = offer.answer_by - Duration::hours(REMIND_HOURS);
    if remind_at > mover.at {
        enqueue_task(conn, OFFER_REMINDER, offer.id.as_str(), remind_at, mover.at)?;
    }
    tell_applicant(conn, row, offer, ("offer.made", "notice-offer-made"), mover.at)
}

fn tell_applicant(
    conn: &mut Conn,
    row: &OwnRow,
    offer: &Offer,
    told: (&'static str, &'static str),
    now: Instant,
) -> AppResult<()> {
    let link = format!("/me/applications/{}", row.0.id);
    tell(conn, row, offer, (&row.0.person_id, &link), told, now)
}

fn tell(
    conn: &mut Conn,
    row: &OwnRow,
    offer: &Offer,
    (person, link): (&PersonId, &str),
    (kind, key): (&'static str, &'static str),
    now: Instant,
) -> AppResult<()> {
    let revisions: Vec<_> = row.1.published_revision_id.iter().cloned().collect();
    let texts = list_texts(conn, &revisions)?;
    let zone = outbox::settings::find_wish(conn, person)?.zone;
    outbox::notify(conn, person, kind, link, now, |locale: Locale| {
        let title = text_in(&texts, locale).map_or("", |text| text.title.as_str());
        let when = dates::date_time_there(locale, offer.answer_by, zone);
        let values = [("posting", title), ("organization", row.2.name_in(locale)), ("when", &when)];
        Notice { subject: locale.tf(key, &values), detail: String::new() }
    })
}

/// What becomes of an open offer when its application moves. Called by the one change of state there is.
///
/// # Errors
/// 409 when somebody was faster; what the database said.
pub fn settle(conn: &mut Conn, application: &ApplicationId, to: ApplicationState, mover: Mover<'_>) -> AppResult<()> {
    let state = match to {
        ApplicationState::Accepted => OfferState::Accepted,
        ApplicationState::Declined | ApplicationState::Withdrawn => OfferState::Declined,
        ApplicationState::OfferWithdrawn => OfferState::Withdrawn,
        _ => return Ok(()),
    };
    match queries::find_pending(conn, application)? {
        Some(offer) => queries::move_offer(conn, &offer, state, mover),
        None => Ok(()),
    }
}

fn find_for_task(conn: &mut Conn, id: &str) -> AppResult<Option<(Offer, OwnRow)>> {
    let Ok(id) = id.parse::<OfferId>() else { return Ok(None) };
    let offer = match queries::find_offer(conn, &id) {
        Err(diesel::result::Error::NotFound) => return Ok(None),
        found => found?,
    };
    let row = find_application(conn, &offer.application_id)?;
    Ok((offer.state == OfferState::Pending).then_some((offer, row)))
}

/// Ends an offer that nobody answered, and tells both; the organization may make another. A task: safe to repeat.
///
/// # Errors
/// What the database said.
pub fn lapse(conn: &mut Conn, id: &str, now: Instant) -> AppResult<()> {
    let Some((offer, row)) = find_for_task(conn, id)? else { return Ok(()) };
    if offer.answer_by > now {
        return Ok(());
    }
    let mover = Mover { person: None, at: now, reason: "" };
    queries::move_offer(conn, &offer, OfferState::Lapsed, mover)?;
    if row.0.state == ApplicationState::Offered {
        move_application(conn, &row.0, ApplicationState::OfferWithdrawn, mover)?;
    }
    tell_applicant(conn, &row, &offer, ("offer.lapsed", "notice-offer-lapsed"), now)?;
    tell_team(conn, &row, &offer, now)
}

fn tell_team(conn: &mut Conn, row: &OwnRow, offer: &Offer, now: Instant) -> AppResult<()> {
    let link = format!("/organizations/{}/applications/{}", row.2.slug, row.0.id);
    for person in list_recruiters(conn, &row.1.organization_id)? {
        tell(conn, row, offer, (&person, &link), ("offer.lapsed", "notice-offer-unanswered"), now)?;
    }
    Ok(())
}

/// Reminds the applicant of an open offer, once. A task: one that was answered or taken back needs none.
///
/// # Errors
/// What the database said.
pub fn remind(conn: &mut Conn, id: &str, now: Instant) -> AppResult<()> {
    match find_for_task(conn, id)? {
        Some((offer, row)) if offer.answer_by > now => {
            tell_applicant(conn, &row, &offer, ("offer.reminder", "notice-offer-reminder"), now)
        }
        _ => Ok(()),
    }
}

/// Whether an offer may be made now.
pub fn may_offer(application: &Application) -> bool {
    application.state.may_become(ApplicationState::Offered)
}
