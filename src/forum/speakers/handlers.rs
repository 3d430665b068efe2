//! Answers the page of a speaker and the managers of the zone who write it.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};

use super::forms::SpeakerForm;
use super::model::Speaker;
use super::queries;
use super::views::{EditPage, IndexPage, ShowPage};
use crate::audit::Action;
use crate::db::Conn;
use crate::error::{AppError, AppResult, FieldErrors};
use crate::forum::programme::manages;
use crate::forum::sessions::cards_of;
use crate::forum::sessions::queries::list_of_speaker;
use crate::ids::SpeakerId;
use crate::site::files::{FileKind, NewFile, discard_files, insert_file, store_picture};
use crate::site::{Asker, Site, Visit, ZoneKind};
use crate::web::forms::{Asked, Posted};
use crate::web::images::Purpose;
use crate::web::paging::{PageNumber, Sought};
use crate::web::render;

/// Rows on a page of the list.
const ROWS_ON_A_PAGE: usize = 25;

/// `GET /forum/speakers/{slug}`: of whom something is in the programme; managers see everybody.
pub async fn show(site: web::Data<Site>, asker: Asker, slug: web::Path<String>) -> AppResult<HttpResponse> {
    let slug = slug.into_inner();
    let read = move |conn: &mut Conn, visit: &Visit| {
        let edition = &visit.edition()?.id;
        let Some(speaker) = queries::find_at(conn, edition, &slug)? else {
            let moved = queries::find_moved_slug(conn, edition, &slug)?;
            return moved.filter(|new| *new != slug).map(Err).ok_or(AppError::NotFound);
        };
        let sessions = list_of_speaker(conn, &speaker.id)?;
        let may_manage = visit.may(|viewer| viewer.may_manage(ZoneKind::Forum));
        if sessions.is_empty() && !may_manage {
            return Err(AppError::NotFound);
        }
        Ok(Ok((speaker, cards_of(conn, visit, &sessions)?, may_manage)))
    };
    match site.read(&asker, "forum", read).await? {
        (_, Err(slug)) => Ok(render::moved(format!("/forum/speakers/{slug}"))),
        (page, Ok((speaker, cards, may_manage))) => render::page(&ShowPage::new(page, speaker, cards, may_manage)),
    }
}

/// `GET /organizer/programme/speakers`.
pub async fn index(site: web::Data<Site>, asker: Asker, Asked(wanted): Asked<Sought>) -> AppResult<HttpResponse> {
    let (q, number) = (wanted.q.clone(), PageNumber::read(&wanted.page, ROWS_ON_A_PAGE));
    let read = move |conn: &mut Conn, visit: &Visit| {
        visit.staff(manages)?;
        Ok(queries::list_speakers(conn, &visit.edition()?.id, &q, number)?)
    };
    let (page, found) = site.read(&asker, "organizer", read).await?;
    render::page(&IndexPage::new(page, wanted.q, found))
}

/// `GET /organizer/programme/speakers/new`.
pub async fn new(site: web::Data<Site>, asker: Asker) -> AppResult<HttpResponse> {
    draw(&site, &asker, None, Some(SpeakerForm::default()), FieldErrors::new(), StatusCode::OK).await
}

/// `GET /organizer/programme/speakers/{id}`.
pub async fn edit(site: web::Data<Site>, asker: Asker, id: web::Path<String>) -> AppResult<HttpResponse> {
    let id = id.parse().map_err(|_| AppError::NotFound)?;
    draw(&site, &asker, Some(id), None, FieldErrors::new(), StatusCode::OK).await
}

async fn draw(
    site: &Site,
    asker: &Asker,
    id: Option<SpeakerId>,
    typed: Option<SpeakerForm>,
    errors: FieldErrors,
    status: StatusCode,
) -> AppResult<HttpResponse> {
    let read = move |conn: &mut Conn, visit: &Visit| {
        visit.staff(manages)?;
        match id {
            Some(id) => Ok(Some(queries::find_speaker(conn, &visit.edition()?.id, &id)?)),
            None => Ok(None),
        }
    };
    let (page, found): (_, Option<(Speaker, Option<String>)>) = site.read(asker, "organizer", read).await?;
    let present = found.as_ref().map(|(one, email)| SpeakerForm::of(one, email.as_deref().unwrap_or_default()));
    let is_conflict = status == StatusCode::CONFLICT;
    let form = match (typed, &present) {
        // Whoever has read what stands there now may save over it.
        (Some(typed), Some(present)) if is_conflict => SpeakerForm { version: present.version.clone(), ..typed },
        (Some(typed), _) => typed,
        (None, present) => present.clone().unwrap_or_default(),
    };
    let present = present.filter(|_| is_conflict);
    render::page_with(status, &EditPage { page, speaker: found.map(|found| found.0), form, present, errors })
}

/// `POST /organizer/programme/speakers`.
pub async fn create(site: web::Data<Site>, asker: Asker, posted: Posted<SpeakerForm>) -> AppResult<HttpResponse> {
    save(&site, &asker, None, posted).await
}

/// `POST /organizer/programme/speakers/{id}`.
pub async fn update(
    site: web::Data<Site>,
    asker: Asker,
    id: web::Path<String>,
    posted: Posted<SpeakerForm>,
) -> AppResult<HttpResponse> {
    let id = id.parse().map_err(|_| AppError::NotFound)?;
    save(&site, &asker, Some(id), posted).await
}

async fn save(
    site: &Site,
    asker: &Asker,
    id: Option<SpeakerId>,
    posted: Posted<SpeakerForm>,
) -> AppResult<HttpResponse> {
    let Posted { form, mut files } = posted;
    // Only who may write a speaker makes us decode pictures.
    let wanted = id.clone();
    let check = move |conn: &mut Conn, visit: &Visit| {
        visit.staff(manages)?;
        if let Some(id) = wanted {
            queries::find_speaker(conn, &visit.edition()?.id, &id)?;
        }
        Ok(visit.writer()?.person.clone())
    };
    let (_, person) = site.read(asker, "organizer", check).await?;
    let valid = match form.parse() {
        Ok(valid) => valid,
        Err(errors) => return draw(site, asker, id, Some(form), errors, StatusCode::UNPROCESSABLE_ENTITY).await,
    };
    let mut errors = FieldErrors::new();
    let picture = ("photo", FileKind::Photo, Purpose::Photo);
    let photo = store_picture(site, &person, &mut files, picture, &mut errors).await?;
    if !errors.is_empty() {
        return draw(site, asker, id, Some(form), errors, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    let (existing, fresh, seen, file) = (id.clone(), SpeakerId::new(), form.version.clone(), photo.clone());
    let store = move |conn: &mut Conn, visit: &Visit| {
        visit.staff(manages)?;
        let (person, edition) = (&visit.writer()?.person, &visit.edition()?.id);
        if let Some(file) = &file {
            insert_file(conn, file, person, None, visit.now)?;
        }
        let photo = file.as_ref().map(|file: &NewFile| &file.id);
        match &existing {
            None => {
                queries::insert_speaker(conn, &fresh, edition, (&valid, photo), visit.now)?;
                visit.note(conn, Action::ProgrammeSpeaker, &fresh, ("", &valid.name))
            }
            Some(id) => {
                let (speaker, _) = queries::find_speaker(conn, edition, id)?;
                queries::update_speaker(conn, &speaker, &seen, (&valid, photo), visit.now)?;
                visit.note(conn, Action::ProgrammeSpeaker, id, (&speaker.name, &valid.name))
            }
        }
    };
    let done = site.write(asker, store).await;
    if done.is_err() {
        discard_files(site, photo.as_slice()).await;
    }
    match done {
        Ok(()) => Ok(site.done("/organizer/programme/speakers", "flash-speaker-saved")),
        Err(AppError::Invalid(errors)) => {
            draw(site, asker, id, Some(form), errors, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(AppError::Conflict(_)) => draw(site, asker, id, Some(form), FieldErrors::new(), StatusCode::CONFLICT).await,
        Err(error) => Err(error),
    }
}
