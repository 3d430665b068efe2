//! Takes and removes the attachments of an organization's own projects.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use serde::Deserialize;

use super::copies::{detach_file, open_revision};
use super::handlers::draw_edit;
use super::queries;
use crate::db::Conn;
use crate::error::{AppError, AppResult, FieldErrors};
use crate::ids::{FileId, ProjectRevisionId};
use crate::lifecycle::Mover;
use crate::pairing::projects::files::{attach_files, list_attachments};
use crate::site::files::{Attaching, FileKind, discard_files, insert_file, store_files};
use crate::site::{Asker, Site, Visit, ZoneKind, gate};
use crate::web::forms::Posted;
use crate::web::limits::PROJECT_FILES;
use crate::web::render;

/// What comes with a project.
const ATTACHING: Attaching = (FileKind::Project, PROJECT_FILES, "error-project-files");

/// Beside the files, nothing.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct FilesForm {}

/// Adds attachments to the newest revision, or begins a new one with them.
pub async fn create(
    site: web::Data<Site>,
    asker: Asker,
    path: web::Path<(String, String)>,
    mut posted: Posted<FilesForm>,
) -> AppResult<HttpResponse> {
    let (slug, id) = path.into_inner();
    let back = format!("/organizations/{slug}/projects/{id}/edit#files");
    // Only who may edit this project makes us check and store files.
    let (address, project) = (slug.clone(), id.clone());
    let check = move |conn: &mut Conn, visit: &Visit| {
        let (author, owner) = queries::require_author(conn, visit, &address)?;
        let own = queries::find_own_project(conn, &owner.id, &project)?;
        queries::require_editable(&own.0, &own.1, visit.now)?;
        visit.writer()?;
        Ok(author.person.clone())
    };
    let (_, author) = site.read(&asker, "pairing", check).await?;
    let uploads = posted.files.take_all("files");
    let mut errors = FieldErrors::new();
    if uploads.is_empty() {
        errors.add("files", "error-required");
    }
    let files = store_files(&site, author.as_str(), ("files", uploads), ATTACHING, &mut errors).await?;
    if !errors.is_empty() {
        return draw_edit(&site, &asker, (slug, id), errors, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    let (address, project, revision, new) = (slug.clone(), id.clone(), ProjectRevisionId::new(), files.clone());
    let done = site
        .write(&asker, move |conn, visit| {
            let person = visit.writer()?.person.clone();
            let (_, owner) = queries::require_author(conn, visit, &address)?;
            let own = queries::find_own_project(conn, &owner.id, &project)?;
            gate::require_preparable(conn, &own.0.edition_id, ZoneKind::Pairing, visit.now)?;
            let mover = Mover { person: Some(&person), at: visit.now, reason: "" };
            let to = open_revision(conn, &own, &revision, mover)?;
            let there = list_attachments(conn, &to)?.len();
            if there + new.len() > PROJECT_FILES {
                let most = i64::try_from(PROJECT_FILES).unwrap_or(i64::MAX);
                let mut errors = FieldErrors::new();
                errors.add_n("files", "error-project-files", most);
                return Err(AppError::Invalid(errors));
            }
            for file in &new {
                insert_file(conn, file, &person, Some(&owner.id), visit.now)?;
            }
            let ids: Vec<FileId> = new.iter().map(|file| file.id.clone()).collect();
            Ok(attach_files(conn, &to, &ids, there, visit.now)?)
        })
        .await;
    if done.is_err() {
        discard_files(&site, &files).await;
    }
    match done {
        Ok(()) => Ok(site.done(back, "flash-project-saved")),
        Err(AppError::Invalid(errors)) => {
            draw_edit(&site, &asker, (slug, id), errors, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(error) => Err(error),
    }
}

/// Takes an attachment off the newest revision, or begins a new one without it.
pub async fn destroy(
    site: web::Data<Site>,
    asker: Asker,
    path: web::Path<(String, String, String)>,
) -> AppResult<HttpResponse> {
    let (slug, id, file) = path.into_inner();
    let back = format!("/organizations/{slug}/projects/{id}/edit#files");
    let file: FileId = file.parse().map_err(|_| AppError::NotFound)?;
    let revision = ProjectRevisionId::new();
    site.write(&asker, move |conn, visit| {
        let person = visit.writer()?.person.clone();
        let (_, owner) = queries::require_author(conn, visit, &slug)?;
        let own = queries::find_own_project(conn, &owner.id, &id)?;
        gate::require_preparable(conn, &own.0.edition_id, ZoneKind::Pairing, visit.now)?;
        let mover = Mover { person: Some(&person), at: visit.now, reason: "" };
        let from = open_revision(conn, &own, &revision, mover)?;
        detach_file(conn, &from, &file)
    })
    .await?;
    Ok(render::see_other(back))
}
