//! The booth that an organization had in an earlier edition, to be carried over into this one.

use diesel::prelude::*;

use super::model::Draft;
use super::queries::find_draft;
use crate::db::Conn;
use crate::db::schema::{booths, edition_texts, editions};
use crate::error::AppResult;
use crate::ids::{EditionId, OrganizationId};
use crate::web::i18n::Locale;

/// The latest other edition in which an organization had a booth that was public: its name, and the booth with
/// its last revision.
///
/// # Errors
/// What the database said.
pub fn find_earlier(
    conn: &mut Conn,
    edition: &EditionId,
    organization: &OrganizationId,
    locale: Locale,
) -> AppResult<Option<(String, Draft)>> {
    let found: Option<EditionId> = booths::table
        .inner_join(editions::table)
        .filter(booths::organization_id.eq(organization))
        .filter(booths::edition_id.ne(edition))
        .filter(booths::published_revision_id.is_not_null())
        .order((editions::opens_at.desc(), editions::id.desc()))
        .select(editions::id)
        .first(conn)
        .optional()?;
    let Some(earlier) = found else { return Ok(None) };
    let names: Vec<(String, String)> = edition_texts::table
        .filter(edition_texts::edition_id.eq(&earlier))
        .order(edition_texts::locale)
        .select((edition_texts::locale, edition_texts::name))
        .load(conn)?;
    let name = names.iter().find(|name| name.0 == locale.tag()).or_else(|| names.first());
    let name = name.map(|name| name.1.clone()).unwrap_or_default();
    Ok(find_draft(conn, &earlier, organization)?.map(|draft| (name, draft)))
}
