//! What the page of a posting says of its employer beside the name: its website and its booth.

use diesel::prelude::*;

use crate::db::Conn;
use crate::db::schema::{booth_revisions, booths, organizations};
use crate::ids::{EditionId, OrganizationId};

/// What an employer is known by.
#[derive(Debug, Clone, Queryable)]
pub struct EmployerSign {
    /// Its website, or empty.
    pub website: String,
    /// The address of its published booth.
    pub booth: Option<String>,
    /// The file of the logo on that booth.
    pub logo: Option<String>,
}

/// The sign of an organization in an edition.
///
/// # Errors
/// What the database said.
pub fn find_sign(conn: &mut Conn, edition: &EditionId, organization: &OrganizationId) -> QueryResult<EmployerSign> {
    let is_shown = booths::edition_id.eq(edition.clone()).and(booths::state.eq("published"));
    organizations::table
        .left_join(booths::table.on(booths::organization_id.eq(organizations::id).and(is_shown)))
        .left_join(booth_revisions::table.on(booths::published_revision_id.eq(booth_revisions::id.nullable())))
        .filter(organizations::id.eq(organization))
        .select((organizations::website, booths::slug.nullable(), booth_revisions::logo_file_id.nullable()))
        .first(conn)
}
