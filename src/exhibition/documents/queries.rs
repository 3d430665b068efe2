//! The statements about documents of booths.

use std::collections::HashMap;

use diesel::prelude::*;

use super::forms::DocumentForm;
use super::model::Document;
use crate::clock::Instant;
use crate::db::Conn;
use crate::db::schema::{booth_documents, document_downloads, files};
use crate::ids::{BoothDocumentId, BoothId, BoothRevisionId, FileId};

/// The documents of a revision in their order.
///
/// # Errors
/// What the database said.
pub fn list_documents(conn: &mut Conn, revision: &BoothRevisionId) -> QueryResult<Vec<Document>> {
    booth_documents::table
        .inner_join(files::table)
        .filter(booth_documents::revision_id.eq(revision))
        .order((booth_documents::position, booth_documents::id))
        .limit(50)
        .select((
            booth_documents::id,
            booth_documents::title,
            booth_documents::title_zh,
            files::id,
            files::name,
            files::bytes,
        ))
        .load(conn)
}

/// How often each document of a booth was read, by its file; also those that it hands out no more.
///
/// # Errors
/// What the database said.
pub fn count_downloads(conn: &mut Conn, booth: &BoothId) -> QueryResult<HashMap<FileId, i64>> {
    let rows: Vec<(FileId, i64)> = document_downloads::table
        .filter(document_downloads::booth_id.eq(booth))
        .group_by(document_downloads::file_id)
        .select((document_downloads::file_id, diesel::dsl::count_star()))
        .load(conn)?;
    Ok(rows.into_iter().collect())
}

/// Adds a document to a revision, at the end.
///
/// # Errors
/// What the database said.
pub fn insert_document(
    conn: &mut Conn,
    revision: &BoothRevisionId,
    position: usize,
    (form, file): (&DocumentForm, &FileId),
    now: Instant,
) -> QueryResult<()> {
    diesel::insert_into(booth_documents::table)
        .values((
            booth_documents::id.eq(BoothDocumentId::new()),
            booth_documents::revision_id.eq(revision),
            booth_documents::position.eq(i64::try_from(position).unwrap_or(0)),
            booth_documents::title.eq(&form.document_title),
            booth_documents::title_zh.eq(&form.document_title_zh),
            booth_documents::file_id.eq(file),
            booth_documents::created_at.eq(now),
        ))
        .execute(conn)?;
    Ok(())
}

/// Gives a revision the documents of an earlier one.
///
/// # Errors
/// What the database said.
pub fn copy_documents(conn: &mut Conn, to: &BoothRevisionId, documents: &[Document], now: Instant) -> QueryResult<()> {
    for (position, document) in documents.iter().enumerate() {
        let form =
            DocumentForm { document_title: document.title.clone(), document_title_zh: document.title_zh.clone() };
        insert_document(conn, to, position, (&form, &document.file), now)?;
    }
    Ok(())
}

/// Takes a document off a revision. Safe to repeat.
///
/// # Errors
/// What the database said.
pub fn delete_document(conn: &mut Conn, revision: &BoothRevisionId, id: &BoothDocumentId) -> QueryResult<()> {
    let own = booth_documents::table.filter(booth_documents::revision_id.eq(revision));
    diesel::delete(own.filter(booth_documents::id.eq(id))).execute(conn)?;
    Ok(())
}
