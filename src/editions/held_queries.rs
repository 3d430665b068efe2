//! What editions hold of a person: their roles of the staff, the pages they wrote. An edition keeps an administrator:
//! who is the only one hands that over before they go.

use std::collections::HashMap;

use diesel::dsl::count;
use diesel::prelude::*;
use serde_json::Value;

use crate::accounts::setup::queries::note_role_taken;
use crate::clock::Instant;
use crate::db::Conn;
use crate::db::schema::{edition_texts, editions, staff_roles, zones};
use crate::editions::editions::queries::hold_editions;
use crate::error::{AppError, AppResult};
use crate::ids::{EditionId, PersonId};
use crate::site::edition::EditionState;
use crate::site::holdings::{Ending, Leaving, Named, Obstacle, Part, rows_as_json};
use crate::site::{StaffRole, ZoneKind};
use crate::web::i18n::Locale;
use crate::{forget_name, forget_rows, held_rows};

/// The parts of editions.
pub const HELD: &[Part] = &[
    Part {
        name: "roles",
        given: &["staff_roles.person_id"],
        load: load_roles,
        erased: &["staff_roles.person_id"],
        erase: forget_rows!(staff_roles.person_id),
    },
    Part {
        name: "pages-written",
        given: &["page_versions.person_id"],
        load: held_rows!(page_versions.person_id, { number: i64, locale: String, title: String, created_at: Instant }),
        erased: &["page_versions.person_id"],
        erase: forget_name!(page_versions.person_id),
    },
];

/// What of editions ends with a person.
pub const ENDINGS: &[Ending] = &[Ending { key: "leaving-roles", list: list_editions, end: end_roles }];

/// What of editions stands in the way.
pub const OBSTACLES: &[Obstacle] = &[Obstacle { key: "leaving-only-administrator", list: list_only_administered }];

fn load_roles(conn: &mut Conn, person: &PersonId) -> QueryResult<Value> {
    #[derive(Queryable, serde::Serialize)]
    struct Row {
        edition: String,
        role: StaffRole,
        zone: Option<ZoneKind>,
        created_at: Instant,
    }
    let rows: Vec<Row> = staff_roles::table
        .inner_join(editions::table)
        .left_join(zones::table)
        .filter(staff_roles::person_id.eq(person))
        .order(staff_roles::id)
        .select((editions::slug, staff_roles::role, zones::kind.nullable(), staff_roles::created_at))
        .load(conn)?;
    rows_as_json(rows)
}

/// The names of editions in a language, or in the other one.
fn list_names(conn: &mut Conn, of: &[EditionId], locale: Locale) -> QueryResult<HashMap<EditionId, String>> {
    let rows: Vec<(EditionId, String, String)> = edition_texts::table
        .filter(edition_texts::edition_id.eq_any(of))
        .order((edition_texts::edition_id, edition_texts::locale))
        .select((edition_texts::edition_id, edition_texts::locale, edition_texts::name))
        .load(conn)?;
    let mut names = HashMap::new();
    for (edition, tag, name) in rows {
        if Locale::from_tag(&tag) == Some(locale) {
            names.insert(edition, name);
        } else {
            names.entry(edition).or_insert(name);
        }
    }
    Ok(names)
}

fn name_editions(conn: &mut Conn, ids: &[EditionId], locale: Locale, link: &str) -> QueryResult<Vec<Named>> {
    let mut names = list_names(conn, ids, locale)?;
    let named = |id: &EditionId| Named { name: names.remove(id).unwrap_or_default(), link: link.to_owned() };
    Ok(ids.iter().map(named).collect())
}

/// The editions in which they have a role.
fn list_editions(conn: &mut Conn, person: &PersonId, locale: Locale, _: Instant) -> AppResult<Vec<Named>> {
    let ids: Vec<EditionId> = staff_roles::table
        .filter(staff_roles::person_id.eq(person))
        .select(staff_roles::edition_id)
        .distinct()
        .order(staff_roles::edition_id.desc())
        .load(conn)?;
    Ok(name_editions(conn, &ids, locale, "")?)
}

/// Takes their roles away; what they looked after goes back to the others.
fn end_roles(conn: &mut Conn, leaving: &mut Leaving) -> AppResult<()> {
    let own = staff_roles::table.filter(staff_roles::person_id.eq(&leaving.person));
    let ids: Vec<EditionId> = own.select(staff_roles::edition_id).distinct().load(conn)?;
    hold_editions(conn, &ids, leaving.now)?;
    // Of two administrators who go at the same moment the second stays.
    if !list_only_administered(conn, &leaving.person, Locale::En, leaving.now)?.is_empty() {
        return Err(AppError::Conflict("error-deletion-barred"));
    }
    diesel::delete(own).execute(conn)?;
    for edition in ids {
        note_role_taken(conn, &edition, &leaving.person, leaving.now)?;
    }
    Ok(())
}

/// The editions that are not over and have no other administrator.
fn list_only_administered(conn: &mut Conn, person: &PersonId, locale: Locale, _: Instant) -> AppResult<Vec<Named>> {
    let own: Vec<EditionId> = staff_roles::table
        .inner_join(editions::table)
        .filter(staff_roles::person_id.eq(person))
        .filter(staff_roles::role.eq(StaffRole::Administrator))
        .filter(editions::state.ne(EditionState::Archived))
        .select(staff_roles::edition_id)
        .distinct()
        .order(staff_roles::edition_id.desc())
        .load(conn)?;
    let others: Vec<(EditionId, i64)> = staff_roles::table
        .filter(staff_roles::edition_id.eq_any(&own))
        .filter(staff_roles::role.eq(StaffRole::Administrator))
        .filter(staff_roles::person_id.ne(person))
        .group_by(staff_roles::edition_id)
        .select((staff_roles::edition_id, count(staff_roles::id)))
        .load(conn)?;
    let alone: Vec<EditionId> = own.into_iter().filter(|id| !others.iter().any(|(edition, _)| edition == id)).collect();
    Ok(name_editions(conn, &alone, locale, "/organizer/people")?)
}
