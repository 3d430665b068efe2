//! Takes and removes the documents of an organization's own booth.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};

use super::forms::DocumentForm;
use super::queries;
use crate::db::Conn;
use crate::error::{AppError, AppResult, FieldErrors};
use crate::exhibition::revisions::views::Typed;
use crate::exhibition::revisions::{draw, open_draft, require_author, require_editable};
use crate::ids::{BoothDocumentId, PersonId};
use crate::site::files::{FileKind, NewFile, discard_files, insert_file};
use crate::site::{Asker, Site, Visit};
use crate::web::documents::prepare_pdf;
use crate::web::forms::{Files, Posted};
use crate::web::limits::{BOOTH_DOCUMENTS, Rate};

/// `POST …/booth/documents`.
pub async fn create(
    site: web::Data<Site>,
    asker: Asker,
    slug: web::Path<String>,
    posted: Posted<DocumentForm>,
) -> AppResult<HttpResponse> {
    let slug = slug.into_inner();
    let author = require_author(&site, &asker, &slug).await?;
    let Posted { form, mut files } = posted;
    let (valid, mut errors) = match form.parse() {
        Ok(valid) => (valid, FieldErrors::new()),
        Err(errors) => (DocumentForm::default(), errors),
    };
    let stored = store_document(&site, &author, &mut files, &mut errors).await?;
    let Some(file) = stored else {
        let typed = Typed { document: form, errors, ..Typed::default() };
        return draw(&site, &asker, slug, typed, StatusCode::UNPROCESSABLE_ENTITY).await;
    };
    let (address, new) = (slug.clone(), file.clone());
    let write = move |conn: &mut Conn, visit: &Visit| {
        let (space, draft) = open_draft(conn, visit, &address)?;
        require_editable(conn, &draft, visit.now)?;
        if draft.documents.len() >= BOOTH_DOCUMENTS {
            return Err(AppError::Conflict("error-booth-documents-full"));
        }
        insert_file(conn, &new, &visit.writer()?.person, Some(&space.organization_id), visit.now)?;
        Ok(queries::insert_document(conn, &draft.id, draft.documents.len(), (&valid, &new.id), visit.now)?)
    };
    if let Err(error) = site.write(&asker, write).await {
        discard_files(&site, std::slice::from_ref(&file)).await;
        return Err(error);
    }
    Ok(site.done(format!("/organizations/{slug}/booth#documents"), "flash-booth-saved"))
}

/// Checks the document and stores it when nothing is wrong with it or with what came beside it.
async fn store_document(
    site: &Site,
    author: &PersonId,
    files: &mut Files,
    errors: &mut FieldErrors,
) -> AppResult<Option<NewFile>> {
    let Some(upload) = files.take("document_file") else {
        errors.add("document_file", "error-required");
        return Ok(None);
    };
    site.limits.check(Rate::Upload, author.as_str()).await?;
    match prepare_pdf(upload.bytes) {
        Err(fault) => fault.add_to(errors, "document_file"),
        Ok(prepared) if errors.is_empty() => {
            return Ok(Some(NewFile::store(site, FileKind::Document, upload.name, prepared).await?));
        }
        Ok(_) => {}
    }
    Ok(None)
}

/// `POST …/booth/documents/{id}/removal`.
pub async fn destroy(
    site: web::Data<Site>,
    asker: Asker,
    path: web::Path<(String, String)>,
) -> AppResult<HttpResponse> {
    let (slug, id) = path.into_inner();
    let id: BoothDocumentId = id.parse().map_err(|_| AppError::NotFound)?;
    let address = slug.clone();
    let write = move |conn: &mut Conn, visit: &Visit| {
        let (_, draft) = open_draft(conn, visit, &address)?;
        require_editable(conn, &draft, visit.now)?;
        Ok(queries::delete_document(conn, &draft.id, &id)?)
    };
    site.write(&asker, write).await?;
    Ok(site.done(format!("/organizations/{slug}/booth#documents"), "flash-booth-saved"))
}
