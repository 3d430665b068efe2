//! `/files/{id}/{name}`: stored files, with the rights checked at every read. Photos of people are
//! public; who may read a résumé or a booth's picture is decided by the zone that keeps it, through
//! a function that `app` registers. Without one nobody may.
//!
//! Small content is a part of the file's row: it needs no flush of its own, and what is not committed
//! leaves nothing behind. SQLite reads such content faster than files
//! (<https://sqlite.org/intern-v-extern-blob.html>). Larger content is in the store.

use std::fmt::Display;
use std::sync::Arc;

use actix_web::{HttpRequest, HttpResponse, web};
use bytes::Bytes;
use diesel::prelude::*;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::{Asker, Site, Visit};
use crate::clock::Instant;
use crate::db::Conn;
use crate::db::schema::files;
use crate::error::{AppError, AppResult, FieldErrors};
use crate::ids::{FileId, OrganizationId, PersonId};
use crate::outbox::tasks::enqueue_task;
use crate::web::documents::{FileFault, Prepared, prepare_pdf};
use crate::web::forms::{Files, Upload};
use crate::web::images::{Purpose, prepare_image};
use crate::web::limits::{INLINE_BYTES, Rate};
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
        /// A document that a booth hands out.
        Document = "document",
        /// A person's photo.
        Photo = "photo",
        /// A résumé.
        Resume = "resume",
        /// What came with a message.
        Message = "message",
        /// An attachment of a project.
        Project = "project",
        /// What comes with a session.
        Session = "session",
        /// The picture of a job fair.
        Fair = "fair",
        /// The recording of a session.
        Stream = "stream",
        /// Its captions.
        Captions = "captions",
        /// The picture of a news item.
        News = "news",
        /// What came with an enquiry.
        Enquiry = "enquiry",
        /// The organizer's own logo.
        Brand = "brand",
    }
}

/// Whether this visitor may read this file.
pub type MayRead = Arc<dyn Fn(&mut Conn, &Visit, &FileId) -> AppResult<bool> + Send + Sync>;

/// Notes that this visitor reads this file.
pub type NoteRead = Arc<dyn Fn(&mut Conn, &Visit, &FileId) -> AppResult<()> + Send + Sync>;
/// Told who reads which file of what kind.
pub type Hears = Arc<dyn Fn(&Asker, FileKind, &FileId) + Send + Sync>;

/// Who may read the kinds that are not public; put into the app data by `app`.
#[derive(Clone, Default)]
pub struct FileRights {
    /// Who may read a résumé.
    pub resume: Option<MayRead>,
    /// Notes who read one.
    pub resume_read: Option<NoteRead>,
    /// Who may read a picture or a document of a booth.
    pub booth: Option<MayRead>,
    /// Who may see what came with a message.
    pub message: Option<MayRead>,
    /// Who may read an attachment of a project.
    pub project: Option<MayRead>,
    /// Who may read what comes with a session.
    pub session: Option<MayRead>,
    /// Who may see the picture of a job fair.
    pub fair: Option<MayRead>,
    /// Who may see a recording and its captions.
    pub stream: Option<MayRead>,
    /// Who may see the picture of a news item.
    pub news: Option<MayRead>,
    /// Who may read what came with an enquiry.
    pub enquiry: Option<MayRead>,
    /// Whether everybody may read a document of a booth.
    pub document_public: Option<MayRead>,
    /// Hears of each such document that is read, after its rights were checked.
    pub hears: Option<Hears>,
}

/// A checked file to be written down by [`insert_file`].
#[derive(Debug, Clone)]
pub struct NewFile {
    /// Its id.
    pub id: FileId,
    kind: FileKind,
    name: String,
    prepared: Prepared,
}

impl NewFile {
    /// Of what was checked; large content is durable in the store when this returns.
    ///
    /// # Errors
    /// What the store said.
    pub async fn store(site: &Site, kind: FileKind, name: String, prepared: Prepared) -> AppResult<Self> {
        let file = Self { id: FileId::new(), kind, name, prepared };
        if !file.is_inline() {
            site.files.put(&file.id, file.prepared.bytes.clone()).await?;
        }
        Ok(file)
    }

    /// Of what was checked and is a part of its row, for seeding.
    ///
    /// # Errors
    /// Internal, for what is too large for that.
    pub fn inline(kind: FileKind, name: String, prepared: Prepared) -> AppResult<Self> {
        let file = Self { id: FileId::new(), kind, name, prepared };
        if file.is_inline() { Ok(file) } else { Err(AppError::internal("the file is too large for its row")) }
    }

    /// Takes large content out of the store again, when the row was not written.
    ///
    /// # Errors
    /// What the store said.
    pub async fn discard(&self, site: &Site) -> AppResult<()> {
        if self.is_inline() { Ok(()) } else { site.files.delete(&self.id).await }
    }

    /// The name it is shown under.
    pub fn name(&self) -> &str {
        &self.name
    }

    fn is_inline(&self) -> bool {
        self.prepared.bytes.len() <= INLINE_BYTES
    }
}

/// A file that was written down.
#[derive(Debug, Clone, Queryable)]
pub struct StoredFile {
    /// Its id.
    pub id: FileId,
    /// What it is.
    pub kind: FileKind,
    /// The name it is shown under.
    pub name: String,
    /// Its media type.
    pub mime: String,
    content: Option<Vec<u8>>,
}

impl StoredFile {
    /// The answer that shows it, as pages and addresses of files do: documents to be read, pictures to be kept.
    ///
    /// # Errors
    /// As [`send`](Self::send).
    pub async fn show(self, site: &Site, request: &HttpRequest) -> AppResult<HttpResponse> {
        let sending = if self.mime == "application/pdf" { Sending::Reading } else { Sending::Picture };
        self.send(site, request, sending).await
    }

    /// The answer that carries it. The caller has checked that this person may read it.
    ///
    /// # Errors
    /// 404 when the store has lost it; what the store said.
    pub async fn send(self, site: &Site, request: &HttpRequest, sending: Sending) -> AppResult<HttpResponse> {
        let bytes = match self.content {
            Some(content) => Bytes::from(content),
            None => site.files.get(&self.id).await?.ok_or(AppError::NotFound)?,
        };
        Ok(respond(request, &self.id, sending, &self.mime, &self.name, bytes))
    }
}

/// Checks the picture of a field and stores it; a fault is noted beside the field.
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
    site.limits.check(Rate::Upload, person.as_str()).await?;
    match prepare_image(purpose, upload.bytes).await {
        Err(fault) => {
            fault.add_to(errors, field);
            Ok(None)
        }
        Ok(prepared) => {
            let file = NewFile::store(site, kind, upload.name, prepared).await?;
            Ok(Some(file))
        }
    }
}

/// What files come with something: their kind, how many at most, and the sentence where there are more.
pub type Attaching = (FileKind, usize, &'static str);

/// Checks the documents and pictures that came with a field of a form and stores them, for who has been found to have a
/// place for them; `by` is whom their number is counted for. What is wrong is noted beside the field, and nothing is
/// kept then.
///
/// # Errors
/// Too many files of this person; what the store said.
pub async fn store_files(
    site: &Site,
    by: &str,
    (field, uploads): (&'static str, Vec<Upload>),
    (kind, most, too_many): Attaching,
    errors: &mut FieldErrors,
) -> AppResult<Vec<NewFile>> {
    if uploads.len() > most {
        errors.add_n(field, too_many, i64::try_from(most).unwrap_or(i64::MAX));
        return Ok(Vec::new());
    }
    let mut checked = Vec::new();
    for upload in uploads {
        site.limits.check(Rate::Upload, by).await?;
        let prepared = match upload.bytes.starts_with(b"%PDF-") {
            true => prepare_pdf(upload.bytes),
            false => prepare_image(Purpose::Message, upload.bytes).await,
        };
        match prepared {
            Ok(prepared) => checked.push((upload.name, prepared)),
            Err(FileFault::ImageType) => errors.add(field, "error-message-file-type"),
            Err(fault) => fault.add_to(errors, field),
        }
    }
    let mut stored = Vec::new();
    if errors.is_empty() {
        for (name, prepared) in checked {
            match NewFile::store(site, kind, name, prepared).await {
                Ok(file) => stored.push(file),
                Err(error) => {
                    discard_files(site, &stored).await;
                    return Err(error);
                }
            }
        }
    }
    Ok(stored)
}

/// Takes files out of the store again, when what they came with was not written.
pub async fn discard_files(site: &Site, stored: &[NewFile]) {
    for file in stored {
        if let Err(error) = file.discard(site).await {
            tracing::warn!(%error, file = %file.id, "a file that belongs to nothing stays in the store");
        }
    }
}

/// Writes a file down, in the transaction of what refers to it; of nobody where who sent it has no account.
///
/// # Errors
/// What the database said.
pub fn insert_file<'a>(
    conn: &mut Conn,
    file: &NewFile,
    person: impl Into<Option<&'a PersonId>>,
    organization: Option<&OrganizationId>,
    now: Instant,
) -> QueryResult<()> {
    let prepared = &file.prepared;
    diesel::insert_into(files::table)
        .values((
            files::id.eq(&file.id),
            files::kind.eq(file.kind),
            files::name.eq(&file.name),
            files::mime.eq(prepared.content_type),
            files::bytes.eq(i64::try_from(prepared.bytes.len()).unwrap_or(i64::MAX)),
            files::width.eq(prepared.size.map(|size| i64::from(size.0))),
            files::height.eq(prepared.size.map(|size| i64::from(size.1))),
            files::person_id.eq(person.into()),
            files::organization_id.eq(organization),
            files::created_at.eq(now),
            files::content.eq(file.is_inline().then_some(&*prepared.bytes)),
        ))
        .execute(conn)?;
    Ok(())
}

/// The kind of the task that takes a file out of the store.
pub const FILE_REMOVAL: &str = "file-removal";

/// Removes files: their rows now, what the store keeps of them by a task, so that neither outlives the other.
///
/// # Errors
/// What the database said.
pub fn remove_later(conn: &mut Conn, ids: &[FileId], now: Instant) -> QueryResult<()> {
    for id in ids {
        diesel::delete(files::table.find(id)).execute(conn)?;
        enqueue_task(conn, FILE_REMOVAL, id.as_str(), now, now)?;
    }
    Ok(())
}

/// A file that was written down.
///
/// # Errors
/// What the database said.
pub fn find_file(conn: &mut Conn, id: &FileId) -> QueryResult<StoredFile> {
    files::table.find(id).select((files::id, files::kind, files::name, files::mime, files::content)).first(conn)
}

/// The address of a file under its name.
pub fn address(id: impl Display, name: &str) -> String {
    format!("/files/{id}/{}", utf8_percent_encode(name, NON_ALPHANUMERIC))
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
    let note = rights.resume_read.clone();
    let hears = rights.hears.clone();
    let read = move |conn: &mut Conn, visit: &Visit| {
        let file = find_file(conn, &id)?;
        let decides = match file.kind {
            FileKind::Resume => &rights.resume,
            FileKind::Logo | FileKind::Banner | FileKind::Exhibit | FileKind::Document => &rights.booth,
            FileKind::Message => &rights.message,
            FileKind::Project => &rights.project,
            FileKind::Session => &rights.session,
            FileKind::Fair => &rights.fair,
            FileKind::Stream | FileKind::Captions => &rights.stream,
            FileKind::News => &rights.news,
            FileKind::Enquiry => &rights.enquiry,
            FileKind::Photo | FileKind::Brand => &None,
        };
        let may = match decides {
            Some(may) => may(conn, visit, &id)?,
            None => matches!(file.kind, FileKind::Photo | FileKind::Brand),
        };
        if !may {
            return Err(AppError::NotFound);
        }
        // What reviewers read before is told to nobody, though it be public a moment later.
        let is_told = match (file.kind, &rights.document_public) {
            (FileKind::Document, Some(is_public)) => is_public(conn, visit, &id)?,
            _ => false,
        };
        Ok((file, is_told))
    };
    let (_, (file, is_told)) = site.read(&asker, "", read).await?;
    if let (FileKind::Resume, Some(note)) = (file.kind, note) {
        let id = file.id.clone();
        site.write(&asker, move |conn, visit| note(conn, visit, &id)).await?;
    }
    if let Some(hears) = hears.filter(|_| is_told) {
        hears(&asker, file.kind, &file.id);
    }
    file.show(&site, &request).await
}
