//! Files that come with the entries of an enquiry: taking them from a form, writing them down, and who may read them.
//! They belong to their entry and go with it where enquiries are merged. Called by the handlers of both sides.

use std::collections::HashMap;

use diesel::prelude::*;

use super::model::{Enquiry, EntryKind};
use super::queries::find_enquiry;
use crate::clock::Instant;
use crate::db::Conn;
use crate::db::schema::{enquiry_entries, enquiry_files};
use crate::error::{AppError, AppResult, FieldErrors};
use crate::ids::{EnquiryEntryId, EnquiryId, FileId, PersonId, RowId};
use crate::insert_many;
use crate::site::attached::AttachedFile;
use crate::site::files::{Attaching, FileKind, NewFile, discard_files, insert_file, store_files};
use crate::site::{Asker, Site, Visit};
use crate::web::forms::Upload;
use crate::web::limits::MESSAGE_FILES;

/// What comes with an entry.
const ATTACHING: Attaching = (FileKind::Enquiry, MESSAGE_FILES, "error-message-files");

/// The files under the entries that they came with.
pub type EntryFiles = HashMap<EnquiryEntryId, Vec<AttachedFile>>;

/// Checks and stores what came with a field of a form. `check` says first whether whoever sends it may write there and
/// has written what is asked for: before that nothing is looked into, since decoding costs.
///
/// # Errors
/// What `check` says; the field where a file is wrong; too many of one person, or of one network without an account.
pub async fn take_files(
    site: &Site,
    asker: &Asker,
    (field, uploads): (&'static str, Vec<Upload>),
    check: impl FnOnce(&mut Conn, &Visit) -> AppResult<()> + Send + 'static,
) -> AppResult<Vec<NewFile>> {
    if uploads.is_empty() {
        return Ok(Vec::new());
    }
    let find = move |conn: &mut Conn, visit: &Visit| {
        check(conn, visit)?;
        Ok(visit.viewer.as_ref().map(|viewer| viewer.person.to_string()))
    };
    let (_, person) = site.read(asker, "service", find).await?;
    let by = person.unwrap_or_else(|| asker.address.limit_key());
    let mut errors = FieldErrors::new();
    let files = store_files(site, &by, (field, uploads), ATTACHING, &mut errors).await?;
    if errors.is_empty() { Ok(files) } else { Err(AppError::Invalid(errors)) }
}

/// Runs a write that keeps these files; where it fails, or finds that the form came before, they leave the store again.
/// `work` says whether it wrote, and gives what is wanted of it.
///
/// # Errors
/// What `work` says.
pub async fn write_with<T: Send + 'static>(
    site: &Site,
    asker: &Asker,
    files: &[NewFile],
    work: impl Fn(&mut Conn, &Visit) -> AppResult<(bool, T)> + Send + 'static,
) -> AppResult<T> {
    let written = site.write(asker, work).await;
    if !matches!(written, Ok((true, _))) {
        discard_files(site, files).await;
    }
    Ok(written?.1)
}

/// Writes down what came with an entry that stands, of nobody where who wrote it has no account.
///
/// # Errors
/// What the database said.
pub(super) fn insert_files(
    conn: &mut Conn,
    entry: &EnquiryEntryId,
    (person, new): (Option<&PersonId>, &[NewFile]),
    now: Instant,
) -> QueryResult<()> {
    for file in new {
        insert_file(conn, file, person, None, now)?;
    }
    let ids: Vec<FileId> = new.iter().map(|file| file.id.clone()).collect();
    refer_to_files(conn, entry, &ids, now)
}

/// Lets an entry refer to files that stand.
///
/// # Errors
/// What the database said.
pub fn refer_to_files(conn: &mut Conn, entry: &EnquiryEntryId, ids: &[FileId], now: Instant) -> QueryResult<()> {
    let row = |(place, file): (i64, &FileId)| {
        (
            enquiry_files::id.eq(RowId::new()),
            enquiry_files::entry_id.eq(entry.clone()),
            enquiry_files::file_id.eq(file.clone()),
            enquiry_files::place.eq(place),
            enquiry_files::created_at.eq(now),
        )
    };
    let rows: Vec<_> = (0_i64..).zip(ids).map(row).collect();
    insert_many!(conn, enquiry_files::table, rows)?;
    Ok(())
}

/// What came with the entries of an enquiry, each in its order; without those of notes unless they are for the reader.
///
/// # Errors
/// What the database said.
pub fn list_files(conn: &mut Conn, enquiry: &EnquiryId, with_notes: bool) -> QueryResult<EntryFiles> {
    let rows: Vec<(EnquiryEntryId, AttachedFile)> = enquiry_files::table
        .inner_join(enquiry_entries::table)
        .inner_join(crate::db::schema::files::table)
        .filter(enquiry_entries::enquiry_id.eq(enquiry))
        .filter(enquiry_entries::kind.eq_any(EntryKind::shown(with_notes).iter().copied()))
        .order((enquiry_files::entry_id, enquiry_files::place, enquiry_files::id))
        .limit(i64::try_from(MESSAGE_FILES).unwrap_or(0) * super::queries::ENTRIES_MOST)
        .select((enquiry_files::entry_id, AttachedFile::as_select()))
        .load(conn)?;
    let mut found = EntryFiles::new();
    for (entry, file) in rows {
        found.entry(entry).or_default().push(file);
    }
    Ok(found)
}

/// The enquiry that a file came with, and with what.
///
/// # Errors
/// 404 where there is none.
fn find_enquiry_of(conn: &mut Conn, file: &FileId) -> QueryResult<(Enquiry, EntryKind)> {
    let (enquiry, kind): (EnquiryId, EntryKind) = enquiry_files::table
        .inner_join(enquiry_entries::table)
        .filter(enquiry_files::file_id.eq(file))
        .select((enquiry_entries::enquiry_id, enquiry_entries::kind))
        .first(conn)?;
    Ok((find_enquiry(conn, &enquiry)?, kind))
}

/// Whether somebody may read what came with an enquiry, at its address under `/files`: whoever asked with an account, but
/// for notes; and those of the desk.
///
/// # Errors
/// What the database said.
pub fn may_read_file(conn: &mut Conn, visit: &Visit, file: &FileId) -> AppResult<bool> {
    let Some(viewer) = &visit.viewer else { return Ok(false) };
    let (enquiry, kind) = find_enquiry_of(conn, file)?;
    let is_own = enquiry.person_id.as_ref() == Some(&viewer.person);
    let serves = enquiry.edition_id == visit.edition()?.id && viewer.may_serve();
    Ok(serves || (is_own && EntryKind::TOLD.contains(&kind)))
}

/// Whether a file came with what whoever asked may read of this enquiry: that a secret link opens it was found before.
///
/// # Errors
/// 404 where there is none.
pub(super) fn is_told(conn: &mut Conn, enquiry: &EnquiryId, file: &FileId) -> QueryResult<bool> {
    let (of, kind) = find_enquiry_of(conn, file)?;
    Ok(of.id == *enquiry && EntryKind::TOLD.contains(&kind))
}
