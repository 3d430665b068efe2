//! The statements about the files of booths: pictures and documents.

use diesel::prelude::*;

use super::model::BoothState;
use crate::db::Conn;
use crate::db::schema::{booth_documents, booth_revisions, booths, exhibits, files, organizations};
use crate::ids::{BoothRevisionId, FileId, OrganizationId};

/// The organization that a file was sent for.
///
/// # Errors
/// What the database said.
pub fn find_owner_of_file(conn: &mut Conn, file: &FileId) -> QueryResult<Option<OrganizationId>> {
    files::table.find(file).select(files::organization_id).first(conn)
}

/// Whether a picture or a document stands in a booth that everybody may see.
///
/// # Errors
/// What the database said.
pub fn is_file_public(conn: &mut Conn, organization: &OrganizationId, file: &FileId) -> QueryResult<bool> {
    type Shown = (BoothRevisionId, Option<String>, Option<String>);
    let shown: Vec<Shown> = booths::table
        .inner_join(organizations::table)
        .inner_join(booth_revisions::table.on(booths::published_revision_id.eq(booth_revisions::id.nullable())))
        .filter(booths::organization_id.eq(organization))
        .filter(booths::state.eq_any([BoothState::Published, BoothState::Archived]))
        .filter(organizations::state.eq("verified"))
        .select((booth_revisions::id, booth_revisions::logo_file_id, booth_revisions::banner_file_id))
        .load(conn)?;
    let is_it = |id: &Option<String>| id.as_deref() == Some(file.as_str());
    if shown.iter().any(|(_, logo, banner)| is_it(logo) || is_it(banner)) {
        return Ok(true);
    }
    let revisions: Vec<BoothRevisionId> = shown.into_iter().map(|row| row.0).collect();
    let exhibit = exhibits::table
        .filter(exhibits::revision_id.eq_any(revisions.clone()))
        .filter(exhibits::image_file_id.eq(file.as_str()));
    let document = booth_documents::table
        .filter(booth_documents::revision_id.eq_any(revisions))
        .filter(booth_documents::file_id.eq(file));
    diesel::select(diesel::dsl::exists(exhibit).or(diesel::dsl::exists(document))).get_result(conn)
}
