//! Answers `/organizer/fairs`: who manages the recruitment zone writes fairs, publishes them and calls
//! them off.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};

use super::console_views::{ConsoleFair, EditPage, IndexPage};
use super::forms::{FairForm, FairsForm};
use super::handlers::cards_of;
use super::model::{FairStage, FairState};
use super::moves;
use super::queries::{self, Wanted};
use crate::audit::Action;
use crate::db::Conn;
use crate::error::{AppError, AppResult, FieldErrors};
use crate::ids::{FairId, PersonId};
use crate::lifecycle::{Mover, list_named_moves, require_version};
use crate::site::files::{FileKind, NewFile, insert_file, store_picture};
use crate::site::{Asker, Site, Visit, ZoneKind};
use crate::web::forms::{Asked, Files, Posted};
use crate::web::images::Purpose;
use crate::web::paging::{Page, PageNumber};
use crate::web::reason::ReasonForm;
use crate::web::{render, text};

/// Fairs on a page.
const ROWS_ON_A_PAGE: usize = 25;

/// Who manages the recruitment zone; to everybody else the place does not exist.
pub(super) fn require_manager(visit: &Visit) -> AppResult<PersonId> {
    visit.staff(|viewer| viewer.may_manage(ZoneKind::Recruitment)).map(|viewer| viewer.person.clone())
}

/// The same, verified: who writes.
pub(super) fn require_writer(visit: &Visit) -> AppResult<PersonId> {
    require_manager(visit)?;
    visit.writer().map(|viewer| viewer.person.clone())
}

/// `GET /organizer/fairs`.
pub async fn index(site: web::Data<Site>, asker: Asker, Asked(form): Asked<FairsForm>) -> AppResult<HttpResponse> {
    let stage = form.stage(FairStage::ALL);
    let wanted = Wanted { stage, with_drafts: true, patterns: text::word_patterns(&form.q) };
    let number = PageNumber::read(&form.page, ROWS_ON_A_PAGE);
    let read = move |conn: &mut Conn, visit: &Visit| {
        require_manager(visit)?;
        let found = queries::list_fairs(conn, &visit.edition()?.id, &wanted, visit.now, number)?;
        let items = cards_of(conn, visit, &found.items)?;
        Ok(Page { items, next: found.next, prev: found.prev, total: found.total })
    };
    let (page, found) = site.read(&asker, "organizer", read).await?;
    render::page(&IndexPage::new(page, stage, form.q, found))
}

/// What was typed into the page of a fair, and what is wrong with it.
#[derive(Default)]
struct Typed {
    form: Option<FairForm>,
    reason: String,
    errors: FieldErrors,
}

async fn draw(
    site: &Site,
    asker: &Asker,
    id: Option<String>,
    typed: Typed,
    status: StatusCode,
) -> AppResult<HttpResponse> {
    let read = move |conn: &mut Conn, visit: &Visit| {
        require_manager(visit)?;
        let edition = visit.edition()?;
        let Some(id) = id else { return Ok((edition.time_zone, None)) };
        let fair = queries::find_fair(conn, &edition.id, &id)?;
        let cards = cards_of(conn, visit, std::slice::from_ref(&fair))?;
        let found = ConsoleFair {
            card: cards.into_iter().next().ok_or(AppError::NotFound)?,
            texts: queries::list_texts(conn, std::slice::from_ref(&fair.id))?,
            moves: list_named_moves::<FairState>(conn, fair.id.as_str())?,
            fair,
        };
        Ok((edition.time_zone, Some(found)))
    };
    let (page, (zone, found)) = site.read(asker, "organizer", read).await?;
    let present = found.as_ref().map(|found| FairForm::of(&found.fair, &found.texts, zone));
    let is_conflict = status == StatusCode::CONFLICT;
    let form = match (typed.form, &present) {
        // Whoever has read what stands there now may save over it.
        (Some(form), Some(present)) if is_conflict => FairForm { version: present.version.clone(), ..form },
        (Some(form), _) => form,
        (None, Some(present)) => present.clone(),
        (None, None) => FairForm::default(),
    };
    let present = present.filter(|_| is_conflict);
    let drawn = EditPage::new(page, zone, found, (form, present), typed.reason, typed.errors);
    render::page_with(status, &drawn)
}

/// `GET /organizer/fairs/new`.
pub async fn new(site: web::Data<Site>, asker: Asker) -> AppResult<HttpResponse> {
    draw(&site, &asker, None, Typed::default(), StatusCode::OK).await
}

/// `GET /organizer/fairs/{id}`.
pub async fn edit(site: web::Data<Site>, asker: Asker, id: web::Path<String>) -> AppResult<HttpResponse> {
    draw(&site, &asker, Some(id.into_inner()), Typed::default(), StatusCode::OK).await
}

/// The person and the event's time zone; only who manages may make us decode and store pictures.
async fn require_author(site: &Site, asker: &Asker, id: Option<String>) -> AppResult<(PersonId, chrono_tz::Tz)> {
    let check = move |conn: &mut Conn, visit: &Visit| {
        let (person, edition) = (require_writer(visit)?, visit.edition()?);
        if let Some(id) = &id {
            queries::find_fair(conn, &edition.id, id)?;
        }
        Ok((person, edition.time_zone))
    };
    Ok(site.read(asker, "organizer", check).await?.1)
}

async fn store(site: &Site, person: &PersonId, mut files: Files) -> AppResult<Result<Option<NewFile>, FieldErrors>> {
    let mut errors = FieldErrors::new();
    let wanted = ("picture", FileKind::Fair, Purpose::Banner);
    let picture = store_picture(site, person, &mut files, wanted, &mut errors).await?;
    Ok(if errors.is_empty() { Ok(picture) } else { Err(errors) })
}

async fn forget(site: &Site, picture: Option<&NewFile>) {
    if let Some(file) = picture {
        crate::site::files::discard_files(site, std::slice::from_ref(file)).await;
    }
}

/// `POST /organizer/fairs`: a draft.
pub async fn create(site: web::Data<Site>, asker: Asker, posted: Posted<FairForm>) -> AppResult<HttpResponse> {
    let Posted { form, files } = posted;
    let (person, zone) = require_author(&site, &asker, None).await?;
    let invalid = |errors| Typed { form: Some(form.clone()), errors, ..Typed::default() };
    let valid = match form.parse(zone) {
        Ok(valid) => valid,
        Err(errors) => return draw(&site, &asker, None, invalid(errors), StatusCode::UNPROCESSABLE_ENTITY).await,
    };
    let picture = match store(&site, &person, files).await? {
        Ok(picture) => picture,
        Err(errors) => return draw(&site, &asker, None, invalid(errors), StatusCode::UNPROCESSABLE_ENTITY).await,
    };
    let (id, kept) = (FairId::new(), picture.clone());
    let path = format!("/organizer/fairs/{id}");
    let write = move |conn: &mut Conn, visit: &Visit| {
        let person = require_writer(visit)?;
        let mover = Mover { person: Some(&person), at: visit.now, reason: "" };
        if let Some(file) = &kept {
            insert_file(conn, file, &person, None, visit.now)?;
        }
        let file = kept.as_ref().map(|file| &file.id);
        queries::insert_fair(conn, &id, &visit.edition()?.id, &valid, file, mover)?;
        visit.note(conn, Action::FairCreate, &id, ("", valid.texts.first().map_or("", |text| &text.1)))
    };
    match site.write(&asker, write).await {
        Ok(()) => Ok(site.done(path, "flash-fair-saved")),
        Err(error) => {
            forget(&site, picture.as_ref()).await;
            Err(error)
        }
    }
}

/// `POST /organizer/fairs/{id}`: other words, another picture, other times. What was called off stays as
/// it is.
pub async fn update(
    site: web::Data<Site>,
    asker: Asker,
    id: web::Path<String>,
    posted: Posted<FairForm>,
) -> AppResult<HttpResponse> {
    let (Posted { form, files }, id) = (posted, id.into_inner());
    let (person, zone) = require_author(&site, &asker, Some(id.clone())).await?;
    let wrong = |errors| Typed { form: Some(form.clone()), errors, ..Typed::default() };
    let again = Some(id.clone());
    let valid = match form.parse(zone) {
        Ok(valid) => valid,
        Err(errors) => return draw(&site, &asker, again, wrong(errors), StatusCode::UNPROCESSABLE_ENTITY).await,
    };
    let picture = match store(&site, &person, files).await? {
        Ok(picture) => picture,
        Err(errors) => return draw(&site, &asker, again, wrong(errors), StatusCode::UNPROCESSABLE_ENTITY).await,
    };
    let (own, kept, seen) = (id.clone(), picture.clone(), form.version.clone());
    let write = move |conn: &mut Conn, visit: &Visit| {
        let person = require_writer(visit)?;
        let fair = queries::find_fair(conn, &visit.edition()?.id, &own)?;
        require_version(fair.version, &seen)?;
        let mover = Mover { person: Some(&person), at: visit.now, reason: "" };
        if let Some(file) = &kept {
            insert_file(conn, file, &person, None, visit.now)?;
        }
        moves::update(conn, &fair, &valid, kept.as_ref().map(|file| &file.id), mover)?;
        let times = |from: &dyn std::fmt::Display, until: &dyn std::fmt::Display| format!("{from} – {until}");
        let before = times(&fair.starts_at, &fair.ends_at);
        visit.note(conn, Action::FairUpdate, &fair.id, (&before, &times(&valid.starts_at, &valid.ends_at)))
    };
    let done = site.write(&asker, write).await;
    if done.is_err() {
        forget(&site, picture.as_ref()).await;
    }
    match done {
        Ok(()) => Ok(site.done(format!("/organizer/fairs/{id}"), "flash-fair-saved")),
        Err(AppError::Invalid(errors)) => {
            draw(&site, &asker, again, wrong(errors), StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(AppError::Conflict("error-changed-meanwhile")) => {
            draw(&site, &asker, again, wrong(FieldErrors::new()), StatusCode::CONFLICT).await
        }
        Err(AppError::Conflict(key)) => {
            draw(&site, &asker, again, wrong(FieldErrors::one("form", key)), StatusCode::CONFLICT).await
        }
        Err(error) => Err(error),
    }
}

/// `POST /organizer/fairs/{id}/publication`.
pub async fn publish(site: web::Data<Site>, asker: Asker, id: web::Path<String>) -> AppResult<HttpResponse> {
    let id = id.into_inner();
    let (back, own) = (format!("/organizer/fairs/{id}"), id.clone());
    let write = move |conn: &mut Conn, visit: &Visit| {
        let person = require_writer(visit)?;
        let fair = queries::find_fair(conn, &visit.edition()?.id, &own)?;
        moves::publish(conn, &fair, Mover { person: Some(&person), at: visit.now, reason: "" })?;
        visit.note(conn, Action::FairMove, &fair.id, (fair.state.as_str(), FairState::Published.as_str()))
    };
    match site.write(&asker, write).await {
        Ok(()) => Ok(site.done(back, "flash-fair-published")),
        Err(AppError::Conflict(key)) => {
            let typed = Typed { errors: FieldErrors::one("form", key), ..Typed::default() };
            draw(&site, &asker, Some(id), typed, StatusCode::CONFLICT).await
        }
        Err(error) => Err(error),
    }
}

/// `POST /organizer/fairs/{id}/cancellation`, with a reason that everybody reads.
pub async fn cancel(
    site: web::Data<Site>,
    asker: Asker,
    id: web::Path<String>,
    posted: Posted<ReasonForm>,
) -> AppResult<HttpResponse> {
    let (id, form) = (id.into_inner(), posted.form);
    let typed = |errors| Typed { reason: form.reason.clone(), errors, ..Typed::default() };
    let reason = match form.parse() {
        Ok(reason) => reason,
        Err(errors) => return draw(&site, &asker, Some(id), typed(errors), StatusCode::UNPROCESSABLE_ENTITY).await,
    };
    let own = id.clone();
    let write = move |conn: &mut Conn, visit: &Visit| {
        let person = require_writer(visit)?;
        let fair = queries::find_fair(conn, &visit.edition()?.id, &own)?;
        moves::cancel(conn, &fair, Mover { person: Some(&person), at: visit.now, reason: &reason })?;
        visit.note(conn, Action::FairMove, &fair.id, (fair.state.as_str(), FairState::Cancelled.as_str()))
    };
    match site.write(&asker, write).await {
        Ok(()) => Ok(site.done(format!("/organizer/fairs/{id}"), "flash-fair-cancelled")),
        Err(AppError::Conflict(key)) => {
            draw(&site, &asker, Some(id), typed(FieldErrors::one("form", key)), StatusCode::CONFLICT).await
        }
        Err(error) => Err(error),
    }
}
