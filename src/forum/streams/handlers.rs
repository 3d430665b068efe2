//! Answers the managers of the zone about streams.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};

use super::forms::{HostsForm, StreamForm};
use super::queries;
use super::views::{HostsPage, StreamPage};
use crate::audit::Action;
use crate::db::Conn;
use crate::error::{AppError, AppResult, FieldErrors};
use crate::forum::programme::manages;
use crate::forum::programme::queries::find_own;
use crate::forum::sessions::cards_of;
use crate::ids::SessionId;
use crate::lifecycle::require_version;
use crate::site::files::{FileKind, NewFile, discard_files, insert_file};
use crate::site::{Asker, Site, Visit};
use crate::web::forms::{Files, Posted};
use crate::web::limits::Rate;
use crate::web::media::{prepare_captions, prepare_mp4};
use crate::web::render;

/// `GET /organizer/programme/streams`.
pub async fn edit_hosts(site: web::Data<Site>, asker: Asker) -> AppResult<HttpResponse> {
    let read = |conn: &mut Conn, visit: &Visit| {
        visit.staff(manages)?;
        Ok(queries::find_hosts(conn, &visit.edition()?.id)?)
    };
    let (page, (hosts, version)) = site.read(&asker, "organizer", read).await?;
    let form = HostsForm { hosts: hosts.join("\n"), version: version.to_string() };
    render::page(&HostsPage { page, form, errors: FieldErrors::new() })
}

/// `POST /organizer/programme/streams`.
pub async fn update_hosts(site: web::Data<Site>, asker: Asker, posted: Posted<HostsForm>) -> AppResult<HttpResponse> {
    let form = posted.form;
    let typed = form.clone();
    let store = move |conn: &mut Conn, visit: &Visit| {
        visit.staff(manages)?;
        visit.writer()?;
        let edition = &visit.edition()?.id;
        let (before, _) = queries::find_hosts(conn, edition)?;
        let hosts = typed.parse()?;
        queries::save_hosts(conn, edition, &hosts, visit.now)?;
        visit.note(conn, Action::ProgrammeStreams, edition, (&before.join(", "), &hosts.0.join(", ")))
    };
    match site.write(&asker, store).await {
        Ok(()) => Ok(site.done("/organizer/programme/streams", "flash-streams-saved")),
        Err(AppError::Invalid(errors)) => {
            let page = site.page(&asker, "organizer").await?;
            render::invalid(&HostsPage { page, form, errors })
        }
        Err(error) => Err(error),
    }
}

/// `GET /organizer/programme/{id}/stream`.
pub async fn edit(site: web::Data<Site>, asker: Asker, id: web::Path<String>) -> AppResult<HttpResponse> {
    let id = id.parse().map_err(|_| AppError::NotFound)?;
    draw(&site, &asker, id, None, FieldErrors::new(), StatusCode::OK).await
}

async fn draw(
    site: &Site,
    asker: &Asker,
    id: SessionId,
    typed: Option<StreamForm>,
    errors: FieldErrors,
    status: StatusCode,
) -> AppResult<HttpResponse> {
    let read = move |conn: &mut Conn, visit: &Visit| {
        visit.staff(manages)?;
        let edition = &visit.edition()?.id;
        let session = find_own(conn, edition, &id)?;
        let card = cards_of(conn, visit, std::slice::from_ref(&session))?.pop().ok_or(AppError::NotFound)?;
        Ok((session, card, queries::find_hosts(conn, edition)?.0))
    };
    let (page, (session, card, hosts)) = site.read(asker, "organizer", read).await?;
    let form = typed.unwrap_or_else(|| StreamForm::of(&session));
    render::page_with(status, &StreamPage::new(page, session, card, &hosts, form, errors))
}

/// Checks and stores the files of the form; what is wrong is noted beside their fields.
async fn store_files(
    site: &Site,
    person: &str,
    files: &mut Files,
    errors: &mut FieldErrors,
) -> AppResult<(Option<NewFile>, Option<NewFile>)> {
    let mut stored = (None, None);
    if let Some(upload) = files.take("recording") {
        site.limits.check(Rate::Upload, person).await?;
        match prepare_mp4(upload.bytes) {
            Ok(prepared) => stored.0 = Some(NewFile::store(site, FileKind::Stream, upload.name, prepared).await?),
            Err(key) => errors.add("recording", key),
        }
    }
    if let Some(upload) = files.take("captions") {
        site.limits.check(Rate::Upload, person).await?;
        match prepare_captions(&upload.bytes) {
            Ok(prepared) => stored.1 = Some(NewFile::store(site, FileKind::Captions, upload.name, prepared).await?),
            Err(key) => errors.add("captions", key),
        }
    }
    Ok(stored)
}

/// `POST /organizer/programme/{id}/stream`.
pub async fn update(
    site: web::Data<Site>,
    asker: Asker,
    id: web::Path<String>,
    posted: Posted<StreamForm>,
) -> AppResult<HttpResponse> {
    let id: SessionId = id.parse().map_err(|_| AppError::NotFound)?;
    let Posted { form, mut files } = posted;
    // Only who may write the session makes us check and store files.
    let own = id.clone();
    let check = move |conn: &mut Conn, visit: &Visit| {
        visit.staff(manages)?;
        let edition = &visit.edition()?.id;
        let session = find_own(conn, edition, &own)?;
        Ok((visit.writer()?.person.clone(), session, queries::find_hosts(conn, edition)?.0))
    };
    let (_, (person, session, hosts)) = site.read(&asker, "organizer", check).await?;
    let mut errors = FieldErrors::new();
    let (recording, captions) = store_files(&site, person.as_str(), &mut files, &mut errors).await?;
    let has_captions = captions.is_some() || (session.captions_file_id.is_some() && form.no_captions.is_empty());
    let valid = form.parse(&hosts, has_captions);
    if let Err(wrong) = &valid {
        for (field, error) in wrong.iter() {
            match error.n {
                Some(n) => errors.add_n(field, error.key, n),
                None => errors.add(field, error.key),
            }
        }
    }
    let new: Vec<NewFile> = recording.iter().chain(&captions).cloned().collect();
    let (Ok(valid), true) = (valid, errors.is_empty()) else {
        discard_files(&site, &new).await;
        return draw(&site, &asker, id, Some(form), errors, StatusCode::UNPROCESSABLE_ENTITY).await;
    };
    let (own, seen) = (id.clone(), form.version.clone());
    let store = move |conn: &mut Conn, visit: &Visit| {
        visit.staff(manages)?;
        let person = &visit.writer()?.person;
        let session = find_own(conn, &visit.edition()?.id, &own)?;
        require_version(session.version, &seen)?;
        for file in recording.iter().chain(&captions) {
            insert_file(conn, file, person, None, visit.now)?;
        }
        let ids = (recording.as_ref().map(|file| &file.id), captions.as_ref().map(|file| &file.id));
        queries::save_stream(conn, &session, &valid, ids, visit.now)?;
        visit.note(conn, Action::ProgrammeUpdate, &session.id, (&session.stream_url, &valid.url))
    };
    let done = site.write(&asker, store).await;
    if done.is_err() {
        discard_files(&site, &new).await;
    }
    done?;
    Ok(site.done(format!("/organizer/programme/{id}/stream"), "flash-session-saved"))
}
