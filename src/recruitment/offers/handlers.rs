//! Answers recruiters who make an offer.

use actix_web::{HttpResponse, web};

use super::forms::{OfferForm, ValidOffer};
use super::model::{Offer, OfferState};
use super::views::OfferPage;
use super::{moves, queries};
use crate::db::Conn;
use crate::error::{AppError, AppResult, FieldErrors};
use crate::ids::{ApplicationId, OfferId, PersonId};
use crate::lifecycle::Mover;
use crate::recruitment::applications::desk_queries::find_received;
use crate::recruitment::applications::shown_name;
use crate::recruitment::interviews::queries::list_titles;
use crate::recruitment::time_zone;
use crate::recruitment::workspace::queries::require_recruiter;
use crate::site::{Asker, Site, Visit, ZoneKind, gate};
use crate::web::forms::Posted;
use crate::web::{once, render};

/// `GET /organizations/{slug}/applications/{id}/offers/new`.
pub async fn new(site: web::Data<Site>, asker: Asker, path: web::Path<(String, String)>) -> AppResult<HttpResponse> {
    let page = draw(&site, &asker, path.into_inner(), OfferForm::fresh(), FieldErrors::new()).await?;
    render::page(&page)
}

async fn draw(
    site: &Site,
    asker: &Asker,
    (slug, id): (String, String),
    form: OfferForm,
    errors: FieldErrors,
) -> AppResult<OfferPage> {
    let application = id.clone();
    let work = move |conn: &mut Conn, visit: &Visit| {
        let (_, employer) = require_recruiter(conn, visit, &slug)?;
        let row = find_received(conn, &employer.id, &id, visit.now)?;
        let mut titles = list_titles(conn, std::slice::from_ref(&row.1), visit.locale)?;
        let name = shown_name(&row.2, &row.0.id, visit.locale);
        Ok((employer, (name, titles.remove(row.1.id.as_str()).unwrap_or_default())))
    };
    let (page, (employer, about)) = site.read(asker, "recruitment", work).await?;
    Ok(OfferPage { page, employer, application, about, form, errors })
}

fn offer_of(id: &OfferId, application: &ApplicationId, valid: ValidOffer, (me, visit): (&PersonId, &Visit)) -> Offer {
    Offer {
        id: id.clone(),
        application_id: application.clone(),
        state: OfferState::Pending,
        terms: valid.terms,
        starts_on: valid.starts_on,
        salary: valid.salary,
        salary_currency: valid.salary_currency,
        salary_unit: valid.salary_unit,
        answer_by: valid.answer_by,
        made_by: Some(me.clone()),
        version: 1,
        created_at: visit.now,
        updated_at: visit.now,
    }
}

/// `POST /organizations/{slug}/applications/{id}/offers`.
pub async fn create(
    site: web::Data<Site>,
    asker: Asker,
    path: web::Path<(String, String)>,
    posted: Posted<OfferForm>,
) -> AppResult<HttpResponse> {
    let (at, form) = (path.into_inner(), posted.form);
    let made = once::id_of(&form.key, &(&at, &form)).and_then(|id| id.to_string().parse().ok());
    let id: OfferId = made.unwrap_or_else(OfferId::new);
    let ((slug, application), typed) = (at.clone(), form.clone());
    let write = move |conn: &mut Conn, visit: &Visit| {
        let me = visit.writer()?.person.clone();
        let (_, employer) = require_recruiter(conn, visit, &slug)?;
        let (application, posting, ..) = find_received(conn, &employer.id, &application, visit.now)?;
        gate::require_not_shut(conn, &posting.edition_id, ZoneKind::Recruitment)?;
        if queries::find_offer(conn, &id).is_ok() {
            return Ok(());
        }
        let valid = typed.parse(time_zone(visit), visit.now)?;
        let offer = offer_of(&id, &application.id, valid, (&me, visit));
        let mover = Mover { person: Some(&me), at: visit.now, reason: "" };
        moves::make(conn, &(application, posting, employer.organization), &offer, mover)
    };
    match site.write(&asker, write).await {
        Ok(()) => Ok(site.done(format!("/organizations/{}/applications/{}", at.0, at.1), "flash-offer-made")),
        Err(AppError::Invalid(errors)) => render::invalid(&draw(&site, &asker, at, form, errors).await?),
        Err(error) => Err(error),
    }
}
