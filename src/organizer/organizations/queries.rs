//! Every statement of the console about organizations.

use diesel::prelude::*;

use crate::accounts::organizations::model::{MemberRole, OrganizationRow, OrganizationState};
use crate::accounts::organizations::queries::record_search_changes;
use crate::db::schema::{members, organizations};
use crate::db::{Conn, changed_one};
use crate::error::AppResult;
use crate::holds;
use crate::ids::{OrganizationId, PersonId};
use crate::lifecycle::{Mover, record_move};
use crate::web::text::{fold, like_pattern};

macro_rules! found {
    ($words:expr, $state:expr, $country:expr) => {{
        let mut found = organizations::table.into_boxed();
        if !$country.is_empty() {
            found = found.filter(organizations::country.eq($country));
        }
        if let Some(state) = $state {
            found = found.filter(organizations::state.eq(state));
        }
        if !$words.trim().is_empty() {
            let by_key = organizations::name_key.like(like_pattern(&fold($words))).escape('\\');
            found = found.filter(by_key.or(holds!(organizations::name_zh, $words.trim())));
        }
        found
    }};
}

/// Organizations whose name holds these words, of a country where one is given, newest first; and how many there are in all.
///
/// # Errors
/// What the database said.
pub fn list_organizations(
    conn: &mut Conn,
    (words, country): (&str, &str),
    state: Option<OrganizationState>,
    (offset, limit): (i64, i64),
) -> QueryResult<(Vec<OrganizationRow>, i64)> {
    let total = found!(words, state, country).count().get_result(conn)?;
    let rows = found!(words, state, country)
        .order(organizations::id.desc())
        .offset(offset)
        .limit(limit)
        .select(OrganizationRow::as_select())
        .load(conn)?;
    Ok((rows, total))
}

/// An organization.
///
/// # Errors
/// 404 when there is none at this address.
pub fn find_organization(conn: &mut Conn, slug: &str) -> QueryResult<OrganizationRow> {
    organizations::table.filter(organizations::slug.eq(slug)).select(OrganizationRow::as_select()).first(conn)
}

/// Who owns an organization, at most 50.
///
/// # Errors
/// What the database said.
pub fn list_owners(conn: &mut Conn, id: &OrganizationId) -> QueryResult<Vec<PersonId>> {
    members::table
        .filter(members::organization_id.eq(id))
        .filter(members::role.eq(MemberRole::Owner))
        .limit(50)
        .select(members::person_id)
        .load(conn)
}

/// Moves an organization to another state; what is public of it follows.
///
/// # Errors
/// A conflict when the move is illegal, or somebody else changed it meanwhile.
pub fn move_organization(
    conn: &mut Conn,
    row: &OrganizationRow,
    to: OrganizationState,
    mover: Mover<'_>,
) -> AppResult<()> {
    record_move(conn, row.id.as_str(), row.state, to, mover)?;
    let seen = organizations::table.find(&row.id).filter(organizations::version.eq(row.version));
    let rows = diesel::update(seen)
        .set((
            organizations::state.eq(to),
            organizations::version.eq(organizations::version + 1),
            organizations::updated_at.eq(mover.at),
        ))
        .execute(conn)?;
    changed_one(rows)?;
    Ok(record_search_changes(conn, &row.id, mover.at)?)
}
