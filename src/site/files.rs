//! `/files/{id}/{name}`: stored files, with the rights checked at every read. Photos of people are
//! public; who may read a résumé or a booth's picture is decided by the zone that keeps it, through
//! a function that `app` registers. Without one nobody may.

use std::sync::Arc;

use actix_web::{HttpRequest, HttpResponse, web};
use diesel::prelude::*;

use super::{Asker, Site, Visit};
use crate::clock::Instant;
use crate::db::Conn;
use crate::db::schema::files;
use crate::error::{AppError, AppResult, FieldErrors};
use crate::ids::{FileId, OrganizationId, PersonId};
use crate::web::documents::Prepared;
use crate::web::forms::Files;
use crate::web::images::{Purpose, prepare_image};
use crate::web::limits::Rate;
use crate::web::sending::{Sending, respond};

crate::text_enum! {
    /// What a file is, which decides who may read it.
    pub enum FileKind {
        /// An organization's logo.
        Logo = "logo",
        /// The banner of a booth.
        Banner = "banner",
        /// A picture of an exhibit.
        Exhibit = "exhibit",
        /// A person's photo.
        Photo = "photo",
        /// A résumé.
        Resume = "resume",
    }
}

/// Whether this visitor may read this file.
pub type MayRead = Arc<dyn Fn(&mut Conn, &Visit, &FileId) -> AppResult<bool> + Send + Sync>;

/// Who may read the kinds that are not public; put into the app data by `app`.
#[derive(Clone, Default)]
pub struct FileRights {
    /// Who may read a résumé.
    pub resume: Option<MayRead>,
    /// Who may see a picture of a booth.
    pub booth_picture: Option<MayRead>,
}

/// A stored file to be written down.
#[derive(Debug, Clone)]
pub struct NewFile {
    /// Its id, given by the store.
    pub id: FileId,
    /// What it is.
    pub kind: FileKind,
    /// The name it is shown under.
    pub name: String,
    /// Its media type.
    pub mime: &'static str,
    /// Its length.
    pub bytes: i64,
    /// Width and height in pixels, of pictures.
    pub size: Option<(u32, u32)>,
}

impl NewFile {
    /// Of what was checked and stored.
    pub fn new(id: FileId, kind: FileKind, name: String, prepared: &Prepared) -> Self {
        let bytes = i64::try_from(prepared.bytes.len()).unwrap_or(i64::MAX);
        Self { id, kind, name, mime: prepared.content_type, bytes, size: prepared.size }
    }
}

/// Checks the picture of a field and puts it into the store; a fault is noted beside the field.
/// Only for who has been found to have a place for it: decoding costs.
///
/// # Errors
/// [`AppError::TooMany`] for too many files of this person; what the store said.
pub async fn store_picture(
    site: &Site,
    person: &PersonId,
    files: &mut Files,
    (field, kind, purpose): (&'static str, FileKind, Purpose),
    errors: &mut FieldErrors,
) -> AppResult<Option<NewFile>> {
    let Some(upload) = files.take(field) else { return Ok(None) };
    site.limits.check(Rate::Upload, person.as_str())?;
    match prepare_image(purpose, upload.bytes).await {
        Err(fault) => {
            fault.add_to(errors, field);
            Ok(None)
        }
        Ok(prepared) => {
            let id = site.files.put(prepared.bytes.clone()).await?;
            Ok(Some(NewFile::new(id, kind, upload.name, &prepared)))
        }
    }
}

/// Writes a stored file down, in the transaction of what refers to it.
///
/// # Errors
/// What the database said.
pub fn insert_file(
    conn: &mut Conn,
    file: &NewFile,
    person: &PersonId,
    organization: Option<&OrganizationId>,
    now: Instant,
) -> QueryResult<()> {
    diesel::insert_into(files::table)
        .values((
            files::id.eq(&file.id),
            files::kind.eq(file.kind),
            files::name.eq(&file.name),
            files::mime.eq(file.mime),
            files::bytes.eq(file.bytes),
            files::width.eq(file.size.map(|size| i64::from(size.0))),
            files::height.eq(file.size.map(|size| i64::from(size.1))),
            files::person_id.eq(person),
            files::organization_id.eq(organization),
            files::created_at.eq(now),
        ))
        .execute(conn)?;
    Ok(())
}

/// The address of files.
pub fn routes(cfg: &mut web::ServiceConfig) {
    cfg.route("/files/{id}/{name}", web::get().to(show));
}

async fn show(
    site: web::Data<Site>,
    asker: Asker,
    rights: Option<web::Data<FileRights>>,
    request: HttpRequest,
    path: web::Path<(String, String)>,
) -> AppResult<HttpResponse> {
    let id: FileId = path.0.parse().map_err(|_| AppError::NotFound)?;
    let rights = rights.map(|rights| rights.get_ref().clone()).unwrap_or_default();
    let wanted = id.clone();
    let read = move |conn: &mut Conn, visit: &Visit| {
        let row: (FileKind, String, String) =
            files::table.find(&wanted).select((files::kind, files::name, files::mime)).first(conn)?;
        let decides = match row.0 {
            FileKind::Resume => &rights.resume,
            FileKind::Logo | FileKind::Banner | FileKind::Exhibit => &rights.booth_picture,
            FileKind::Photo => &None,
        };
        let may = match decides {
            Some(may) => may(conn, visit, &wanted)?,
            None => row.0 == FileKind::Photo,
        };
        if may { Ok(row) } else { Err(AppError::NotFound) }
    };
    let (_, (kind, name, mime)) = site.read(&asker, "", read).await?;
    let bytes = site.files.get(&id).await?.ok_or(AppError::NotFound)?;
    let sending = if kind == FileKind::Resume { Sending::Reading } else { Sending::Picture };
    Ok(respond(&request, &id, sending, &mime, &name, bytes))
}
