//! Answers whoever asks: the form, and the list of a person's own.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use serde::Deserialize;
use uuid::Uuid;

use super::files::{take_files, write_with};
use super::forms::{EnquiryForm, ValidEnquiry, about_path};
use super::model::EnquiryState;
use super::moves::{self, NewIds};
use super::queries;
use super::telling::own_link;
use super::views::{EnquiriesPage, NewEnquiryPage};
use crate::db::Conn;
use crate::error::{AppError, AppResult, FieldErrors};
use crate::ids::{EnquiryEntryId, EnquiryId};
use crate::service::duty::may_talk;
use crate::service::hours::{DeskSign, find_standing, list_hours};
use crate::site::{Asker, Site, Visit, ZoneKind, gate};
use crate::web::forms::{Asked, Posted, Upload};
use crate::web::paging::PageNumber;
use crate::web::{once, render, text};

/// Rows on a page of the list.
const PAGE_SIZE: usize = 20;

/// The query of the list.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct ListForm {
    q: String,
    state: String,
    page: String,
}

/// `GET /service/enquiries`: a person's own.
pub async fn index(site: web::Data<Site>, asker: Asker, Asked(form): Asked<ListForm>) -> AppResult<HttpResponse> {
    let (state, at): (Option<EnquiryState>, _) = (form.state.parse().ok(), PageNumber::read(&form.page, PAGE_SIZE));
    let words = text::clip(form.q.trim(), 100);
    let sought = words.clone();
    let read = move |conn: &mut Conn, visit: &Visit| {
        Ok(queries::list_of_person(conn, &visit.viewer()?.person, (state, &sought), at)?)
    };
    let (page, found) = site.read(&asker, "service", read).await?;
    render::page(&EnquiriesPage::new(page, state, words, found))
}

/// `GET /service/enquiries/new`: for everybody, with the page it is about.
pub async fn new(site: web::Data<Site>, asker: Asker, Asked(form): Asked<EnquiryForm>) -> AppResult<HttpResponse> {
    let form = EnquiryForm { key: Uuid::now_v7().to_string(), about: about_path(&form.about).to_owned(), ..form };
    draw_new(&site, &asker, form, FieldErrors::new(), StatusCode::OK).await
}

async fn draw_new(
    site: &Site,
    asker: &Asker,
    form: EnquiryForm,
    errors: FieldErrors,
    status: StatusCode,
) -> AppResult<HttpResponse> {
    let read = |conn: &mut Conn, visit: &Visit| {
        let edition = visit.edition()?;
        let can_talk = visit.viewer.is_some() && may_talk(conn, visit)?;
        Ok((list_hours(conn, &edition.id)?, edition.time_zone, find_standing(conn, visit)?, can_talk))
    };
    let (page, (hours, zone, standing, can_talk)) = site.read(asker, "service", read).await?;
    let sign = DeskSign::new(&page, &hours, zone, standing);
    render::page_with(status, &NewEnquiryPage { page, form, sign, can_talk, errors })
}

/// `POST /service/enquiries`: the same form twice is one enquiry.
pub async fn create(site: web::Data<Site>, asker: Asker, posted: Posted<EnquiryForm>) -> AppResult<HttpResponse> {
    match write_new(&site, &asker, posted, false).await? {
        Ok((id, true)) => Ok(site.done(own_link(&id), "flash-enquiry-sent")),
        Ok((_, false)) => Ok(site.done("/service", "flash-enquiry-mailed")),
        Err(page) => Ok(page),
    }
}

/// Writes a new enquiry; gives its id and whether who asked is signed in, or the page with what is wrong.
///
/// # Errors
/// Not signed in where that is asked for; too many; what the database said.
pub async fn write_new(
    site: &Site,
    asker: &Asker,
    Posted { form, mut files }: Posted<EnquiryForm>,
    is_signed_in: bool,
) -> AppResult<Result<(EnquiryId, bool), HttpResponse>> {
    let uploads = files.take_all("files");
    let ids = ids_of(&form, &uploads);
    match store_new(site, asker, (&ids, &form, uploads), is_signed_in).await {
        Ok(has_account) => Ok(Ok((ids.enquiry, has_account))),
        Err(AppError::Invalid(errors)) => {
            draw_new(site, asker, form, errors, StatusCode::UNPROCESSABLE_ENTITY).await.map(Err)
        }
        Err(error) => Err(error),
    }
}

/// What a form asks, where its sender may ask.
fn parse_new(conn: &mut Conn, visit: &Visit, form: &EnquiryForm, is_signed_in: bool) -> AppResult<ValidEnquiry> {
    if is_signed_in || visit.viewer.is_some() {
        visit.writer()?;
    }
    gate::require_not_shut(conn, &visit.edition()?.id, ZoneKind::Service)?;
    Ok(form.parse(visit.viewer.is_none())?)
}

/// Stores what a form asks, with its files; says whether who asks has an account.
async fn store_new(
    site: &Site,
    asker: &Asker,
    (ids, form, uploads): (&NewIds, &EnquiryForm, Vec<Upload>),
    is_signed_in: bool,
) -> AppResult<bool> {
    let typed = form.clone();
    let check = move |conn: &mut Conn, visit: &Visit| parse_new(conn, visit, &typed, is_signed_in).map(drop);
    let files = take_files(site, asker, ("files", uploads), check).await?;
    let (shared, network) = (site.clone(), asker.address.limit_key());
    let (typed, ids, new) = (form.clone(), ids.clone(), files.clone());
    let write = move |conn: &mut Conn, visit: &Visit| {
        let valid = parse_new(conn, visit, &typed, is_signed_in)?;
        let is_new = moves::ask(conn, visit, &ids, (&valid, &new), (&shared.limits, &network))?;
        Ok((is_new, visit.viewer.is_some()))
    };
    write_with(site, asker, &files, write).await
}

fn ids_of(form: &EnquiryForm, uploads: &[Upload]) -> NewIds {
    let enquiry = once::id_of(&form.key, &("enquiry", form, uploads)).and_then(|id| id.to_string().parse().ok());
    let entry = once::id_of(&form.key, &("entry", form, uploads)).and_then(|id| id.to_string().parse().ok());
    NewIds { enquiry: enquiry.unwrap_or_else(EnquiryId::new), entry: entry.unwrap_or_else(EnquiryEntryId::new) }
}
