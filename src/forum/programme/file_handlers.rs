//! Takes and removes the materials of a session.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use serde::Deserialize;

use super::handlers::draw;
use super::views::Typed;
use super::{manages, queries};
use crate::db::Conn;
use crate::error::{AppError, AppResult, FieldErrors};
use crate::forum::sessions::materials::{attach_files, detach_file, list_materials};
use crate::ids::{FileId, SessionId};
use crate::site::files::{Attaching, FileKind, discard_files, insert_file, store_files};
use crate::site::{Asker, Site, Visit};
use crate::web::forms::Posted;
use crate::web::limits::SESSION_FILES;

/// What comes with a session.
const ATTACHING: Attaching = (FileKind::Session, SESSION_FILES, "error-session-files");

/// Beside the files, nothing.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct FilesForm {}

/// `POST /organizer/programme/{id}/files`.
pub async fn create(
    site: web::Data<Site>,
    asker: Asker,
    id: web::Path<String>,
    mut posted: Posted<FilesForm>,
) -> AppResult<HttpResponse> {
    let id: SessionId = id.parse().map_err(|_| AppError::NotFound)?;
    // Only who may write the session makes us check and store files.
    let own = id.clone();
    let check = move |conn: &mut Conn, visit: &Visit| {
        visit.staff(manages)?;
        queries::find_own(conn, &visit.edition()?.id, &own)?;
        Ok(visit.writer()?.person.clone())
    };
    let (_, person) = site.read(&asker, "organizer", check).await?;
    let uploads = posted.files.take_all("files");
    let mut errors = FieldErrors::new();
    if uploads.is_empty() {
        errors.add("files", "error-required");
    }
    let files = store_files(&site, person.as_str(), ("files", uploads), ATTACHING, &mut errors).await?;
    let refused = |errors| Typed { errors, ..Typed::default() };
    if !errors.is_empty() {
        return draw(&site, &asker, Some(id), refused(errors), StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    let (own, new) = (id.clone(), files.clone());
    let store = move |conn: &mut Conn, visit: &Visit| {
        visit.staff(manages)?;
        let person = &visit.writer()?.person;
        let session = queries::find_own(conn, &visit.edition()?.id, &own)?;
        let there = list_materials(conn, &session.id)?.len();
        if there + new.len() > SESSION_FILES {
            let mut errors = FieldErrors::new();
            errors.add_n("files", "error-session-files", i64::try_from(SESSION_FILES).unwrap_or(i64::MAX));
            return Err(AppError::Invalid(errors));
        }
        for file in &new {
            insert_file(conn, file, person, None, visit.now)?;
        }
        let ids: Vec<FileId> = new.iter().map(|file| file.id.clone()).collect();
        Ok(attach_files(conn, &session.id, (&ids, there), visit.now)?)
    };
    let done = site.write(&asker, store).await;
    if done.is_err() {
        discard_files(&site, &files).await;
    }
    match done {
        Ok(()) => Ok(site.done(format!("/organizer/programme/{id}#files"), "flash-session-saved")),
        Err(AppError::Invalid(errors)) => {
            draw(&site, &asker, Some(id), refused(errors), StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(error) => Err(error),
    }
}

/// `POST /organizer/programme/{id}/files/{file}/removal`.
pub async fn destroy(
    site: web::Data<Site>,
    asker: Asker,
    path: web::Path<(String, String)>,
) -> AppResult<HttpResponse> {
    let id: SessionId = path.0.parse().map_err(|_| AppError::NotFound)?;
    let file: FileId = path.1.parse().map_err(|_| AppError::NotFound)?;
    let back = format!("/organizer/programme/{id}#files");
    let remove = move |conn: &mut Conn, visit: &Visit| {
        visit.staff(manages)?;
        visit.writer()?;
        let session = queries::find_own(conn, &visit.edition()?.id, &id)?;
        detach_file(conn, &session.id, &file)
    };
    site.write(&asker, remove).await?;
    Ok(site.done(back, "flash-session-saved"))
}
