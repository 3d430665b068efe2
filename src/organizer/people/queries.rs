//! Every statement about people in the console; never anything of their applications.

use std::collections::HashMap;

use diesel::dsl::{exists, not};
use diesel::prelude::*;

use super::forms::{OfSanction, Wanted};
use crate::accounts::organizations::model::MemberRole;
use crate::clock::Instant;
use crate::db::Conn;
use crate::db::schema::{logins, members, organizations, people, sanctions, staff_roles};
use crate::holds;
use crate::ids::{EditionId, PersonId};
use crate::site::sanctions::SanctionKind;
use crate::web::limits::LOGIN_IDLE_DAYS;
use crate::web::text::{fold, like_pattern, words};

/// A person as the console sees them.
#[derive(Debug, Clone, Queryable)]
pub struct PersonEntry {
    /// The id.
    pub id: PersonId,
    /// Full name.
    pub name: String,
    /// Mail address.
    pub email: String,
    /// When the address was verified.
    pub verified_at: Option<Instant>,
    /// When the account was made.
    pub created_at: Instant,
}

/// An organization that a person is a member of.
#[derive(Debug, Clone, Queryable)]
pub struct Belonging {
    /// The person.
    pub person: PersonId,
    /// The organization's part of the address.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// Its name in Chinese; may be empty.
    pub name_zh: String,
    /// What they may do there.
    pub role: MemberRole,
}

macro_rules! found_people {
    ($edition:expr, $wanted:expr, $now:expr) => {{
        let mut found = people::table.filter(people::erased_at.is_null()).into_boxed();
        for word in words(&$wanted.q) {
            let by_mail = people::email_key.like(like_pattern(&fold(word))).escape('\\');
            found = found.filter(by_mail.or(holds!(people::name, word)));
        }
        let own_roles = staff_roles::table
            .filter(staff_roles::person_id.eq(people::id))
            .filter(staff_roles::edition_id.eq($edition));
        match $wanted.roles() {
            Some(roles) if roles.is_empty() => found = found.filter(not(exists(own_roles))),
            Some(roles) => found = found.filter(exists(own_roles.filter(staff_roles::role.eq_any(roles)))),
            None => {}
        }
        found = match $wanted.is_verified() {
            Some(true) => found.filter(people::verified_at.is_not_null()),
            Some(false) => found.filter(people::verified_at.is_null()),
            None => found,
        };
        let in_force = sanctions::table
            .filter(sanctions::person_id.eq(people::id))
            .filter(sanctions::lifted_at.is_null())
            .filter(sanctions::ends_at.gt($now));
        found = match $wanted.sanction() {
            Some(OfSanction::Banned) => found.filter(exists(in_force.filter(sanctions::kind.eq(SanctionKind::Banned)))),
            Some(OfSanction::Silenced) => {
                let here = sanctions::kind.eq(SanctionKind::Silenced).and(sanctions::edition_id.eq($edition));
                found.filter(exists(in_force.filter(here)))
            }
            None => found,
        };
        if !$wanted.organization.trim().is_empty() {
            let pattern = like_pattern(&fold(&$wanted.organization));
            let by_chinese = holds!(organizations::name_zh, $wanted.organization.trim());
            let named = organizations::name_key.like(pattern).escape('\\').or(by_chinese);
            let teams = members::table.inner_join(organizations::table).filter(members::person_id.eq(people::id));
            found = found.filter(exists(teams.filter(named)));
        }
        found
    }};
}

/// People who fit what is wanted, by name; and how many there are in all.
///
/// # Errors
/// What the database said.
pub fn list_people(
    conn: &mut Conn,
    edition: &EditionId,
    wanted: &Wanted,
    now: Instant,
    (offset, limit): (i64, i64),
) -> QueryResult<(Vec<PersonEntry>, i64)> {
    let total = found_people!(edition, wanted, now).count().get_result(conn)?;
    let rows = found_people!(edition, wanted, now)
        .order((people::name, people::id))
        .offset(offset)
        .limit(limit)
        .select((people::id, people::name, people::email, people::verified_at, people::created_at))
        .load(conn)?;
    Ok((rows, total))
}

/// A person.
///
/// # Errors
/// 404 when there is none.
pub fn find_person(conn: &mut Conn, id: &PersonId) -> QueryResult<PersonEntry> {
    people::table
        .find(id)
        .filter(people::erased_at.is_null())
        .select((people::id, people::name, people::email, people::verified_at, people::created_at))
        .first(conn)
}

/// The organizations of these people, the longest first, at most 1,000.
///
/// # Errors
/// What the database said.
pub fn list_belongings(conn: &mut Conn, of: &[PersonId]) -> QueryResult<Vec<Belonging>> {
    members::table
        .inner_join(organizations::table)
        .filter(members::person_id.eq_any(of))
        .order(members::id)
        .limit(1_000)
        .select((members::person_id, organizations::slug, organizations::name, organizations::name_zh, members::role))
        .load(conn)
}

/// Which of these people are banned or silenced now; a ban before a silence.
///
/// # Errors
/// What the database said.
pub fn list_sanctioned(
    conn: &mut Conn,
    edition: &EditionId,
    of: &[PersonId],
    now: Instant,
) -> QueryResult<HashMap<PersonId, SanctionKind>> {
    let here = sanctions::kind.eq(SanctionKind::Banned).or(sanctions::edition_id.eq(edition));
    let rows: Vec<(PersonId, SanctionKind)> = sanctions::table
        .filter(sanctions::person_id.eq_any(of))
        .filter(sanctions::lifted_at.is_null())
        .filter(sanctions::ends_at.gt(now))
        .filter(here)
        .order((sanctions::kind.desc(), sanctions::id))
        .limit(1_000)
        .select((sanctions::person_id, sanctions::kind))
        .load(conn)?;
    // In this order a ban comes last and stays.
    Ok(rows.into_iter().collect())
}

/// How many logins of a person have not ended, and when one was used last.
///
/// # Errors
/// What the database said.
pub fn count_logins(conn: &mut Conn, person: &PersonId, now: Instant) -> QueryResult<(i64, Option<Instant>)> {
    logins::table
        .filter(logins::person_id.eq(person))
        .filter(logins::expires_at.gt(now))
        .filter(logins::seen_at.gt(now - chrono::Duration::days(LOGIN_IDLE_DAYS)))
        .select((diesel::dsl::count_star(), diesel::dsl::max(logins::seen_at)))
        .first(conn)
}
