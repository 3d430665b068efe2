//! Every statement about organizations and members.

use diesel::dsl::exists;
use diesel::prelude::*;

use super::model::{MemberEntry, MemberRole, Membership, OrganizationRow, OrganizationState};
use crate::audit::{self, Act, Action};
use crate::clock::Instant;
use crate::db::schema::{
    activities, booth_staff, booths, editions, members, organizations, people, postings, projects,
};
use crate::db::{Conn, changed_one, unique};
use crate::error::{AppError, AppResult};
use crate::ids::{EditionId, MemberId, OrganizationId, PersonId};
use crate::lifecycle::{Mover, record_beginning, record_move};
use crate::search::record_change;

/// A person's membership of the organization at this address.
///
/// # Errors
/// 404 when there is none: to strangers the workspace does not exist.
pub fn find_membership(conn: &mut Conn, person: &PersonId, slug: &str) -> AppResult<Membership> {
    let at_booth = booth_staff::table
        .inner_join(booths::table.inner_join(editions::table))
        .filter(booth_staff::person_id.eq(person))
        .filter(booths::organization_id.eq(organizations::id))
        .filter(editions::is_current.eq(true));
    let (organization, role, is_at_booth) = organizations::table
        .inner_join(members::table)
        .filter(organizations::slug.eq(slug))
        .filter(members::person_id.eq(person))
        .select((OrganizationRow::as_select(), members::role, exists(at_booth)))
        .first(conn)?;
    Ok(Membership { organization, role, is_at_booth })
}

/// The members, the longest first, at most 200.
///
/// # Errors
/// What the database said.
pub fn list_members(conn: &mut Conn, organization: &OrganizationId) -> QueryResult<Vec<MemberEntry>> {
    members::table
        .inner_join(people::table)
        .filter(members::organization_id.eq(organization))
        .order(members::id)
        .limit(200)
        .select((members::id, members::person_id, people::name, people::email, members::role))
        .load(conn)
}

/// Makes an organization with its first owner; gives its slug, numbered where the name is taken.
/// Sent twice, the second leads to the first.
///
/// # Errors
/// A conflict when another request took the same slug just now.
pub fn insert_organization(conn: &mut Conn, row: &OrganizationRow, owner: &PersonId) -> AppResult<String> {
    let mut row = row.clone();
    let like: Vec<String> = organizations::table
        .filter(organizations::slug.like(format!("{}%", row.slug)))
        .select(organizations::slug)
        .load(conn)?;
    // After the slugs: an organization committed between the two is found here, not numbered anew.
    if let Some(slug) = find_owned(conn, &row.name_key, owner)? {
        return Ok(slug);
    }
    let base = row.slug.clone();
    let mut number = 1;
    while like.contains(&row.slug) || row.slug == "new" {
        number += 1;
        row.slug = format!("{base}-{number}");
    }
    let taken = AppError::Conflict("error-changed-meanwhile");
    unique(diesel::insert_into(organizations::table).values(&row).execute(conn), taken)?;
    let mover = Mover { person: Some(owner), at: row.created_at, reason: "" };
    record_beginning(conn, row.id.as_str(), OrganizationState::Pending, mover)?;
    insert_member(conn, &row.id, owner, MemberRole::Owner, row.created_at)?;
    Ok(row.slug)
}

/// The organization of these names that a person owns already.
fn find_owned(conn: &mut Conn, name_key: &str, owner: &PersonId) -> QueryResult<Option<String>> {
    organizations::table
        .inner_join(members::table)
        .filter(members::person_id.eq(owner))
        .filter(members::role.eq(MemberRole::Owner))
        .filter(organizations::name_key.eq(name_key))
        .select(organizations::slug)
        .first(conn)
        .optional()
}

/// Makes a person a member.
///
/// # Errors
/// A conflict when they are one already.
pub fn insert_member(
    conn: &mut Conn,
    organization: &OrganizationId,
    person: &PersonId,
    role: MemberRole,
    now: Instant,
) -> AppResult<()> {
    let done = diesel::insert_into(members::table)
        .values((
            members::id.eq(MemberId::new()),
            members::organization_id.eq(organization),
            members::person_id.eq(person),
            members::role.eq(role),
            members::created_at.eq(now),
            members::updated_at.eq(now),
        ))
        .execute(conn);
    unique(done, AppError::Conflict("error-member-already"))?;
    Ok(())
}

/// The person of a membership.
///
/// # Errors
/// 404 when the organization has no such member.
pub fn find_member_person(conn: &mut Conn, organization: &OrganizationId, member: &MemberId) -> QueryResult<PersonId> {
    members::table.find(member).filter(members::organization_id.eq(organization)).select(members::person_id).first(conn)
}

/// A member whose role was changed or who was removed, to be told.
#[derive(Debug)]
pub struct ChangedMember {
    /// The person.
    pub person: PersonId,
    /// The role they had.
    pub before: MemberRole,
}

/// Gives a member another role, or with none removes them, their duty at the booths included.
///
/// # Errors
/// 404 when they are no member, a conflict when they are the last owner.
pub fn change_member(
    conn: &mut Conn,
    organization: &OrganizationId,
    member: &MemberId,
    role: Option<MemberRole>,
    now: Instant,
) -> AppResult<ChangedMember> {
    // Changing the organization's row first lets two owners who remove each other wait in line.
    diesel::update(organizations::table.find(organization)).set(organizations::updated_at.eq(now)).execute(conn)?;
    let of_team = members::table.filter(members::organization_id.eq(organization));
    let (person, before): (PersonId, MemberRole) =
        of_team.filter(members::id.eq(member)).select((members::person_id, members::role)).first(conn)?;
    let owners: i64 = of_team.filter(members::role.eq(MemberRole::Owner)).count().get_result(conn)?;
    if before == MemberRole::Owner && role != Some(MemberRole::Owner) && owners == 1 {
        return Err(AppError::Conflict("error-last-owner"));
    }
    match role {
        Some(role) => diesel::update(members::table.find(member))
            .set((members::role.eq(role), members::updated_at.eq(now)))
            .execute(conn)?,
        None => {
            let own_booths = booths::table.filter(booths::organization_id.eq(organization)).select(booths::id);
            let duty = booth_staff::table.filter(booth_staff::person_id.eq(&person));
            diesel::delete(duty.filter(booth_staff::booth_id.eq_any(own_booths))).execute(conn)?;
            diesel::delete(members::table.find(member)).execute(conn)?
        }
    };
    Ok(ChangedMember { person, before })
}

/// Saves the details of an organization and notes them for the search.
///
/// # Errors
/// A conflict when somebody else saved them meanwhile.
pub fn update_organization(
    conn: &mut Conn,
    present: &OrganizationRow,
    new: &OrganizationRow,
    by: &PersonId,
    now: Instant,
) -> AppResult<()> {
    let seen = organizations::table.find(&present.id).filter(organizations::version.eq(new.version - 1));
    let rows = diesel::update(seen)
        .set((
            organizations::name.eq(&new.name),
            organizations::name_key.eq(&new.name_key),
            organizations::name_zh.eq(&new.name_zh),
            organizations::country.eq(&new.country),
            organizations::city.eq(&new.city),
            organizations::website.eq(&new.website),
            organizations::about.eq(&new.about),
            organizations::version.eq(new.version),
            organizations::updated_at.eq(now),
        ))
        .execute(conn)?;
    changed_one(rows)?;
    let act = Act {
        edition: None,
        person: Some(by),
        action: Action::OrganizationUpdate,
        thing: present.id.as_str(),
        before: &present.name,
        after: &new.name,
        at: now,
    };
    audit::insert_entry(conn, act)?;
    Ok(record_search_changes(conn, &present.id, now)?)
}

/// Notes, in the transaction of a change of an organization's name or state, that what it publishes
/// may have changed for searchers.
///
/// # Errors
/// What the database said.
pub fn record_search_changes(conn: &mut Conn, organization: &OrganizationId, now: Instant) -> QueryResult<()> {
    let own_booths: Vec<String> =
        booths::table.filter(booths::organization_id.eq(organization)).select(booths::id).load(conn)?;
    let own_postings: Vec<String> =
        postings::table.filter(postings::organization_id.eq(organization)).select(postings::id).load(conn)?;
    let own_projects: Vec<String> =
        projects::table.filter(projects::organization_id.eq(organization)).select(projects::id).load(conn)?;
    let own_activities: Vec<String> =
        activities::table.filter(activities::organization_id.eq(organization)).select(activities::id).load(conn)?;
    own_booths.iter().try_for_each(|id| record_change(conn, "booth", id, now))?;
    own_activities.iter().try_for_each(|id| record_change(conn, "activity", id, now))?;
    own_projects.iter().try_for_each(|id| record_change(conn, "project", id, now))?;
    own_postings.iter().try_for_each(|id| record_change(conn, "posting", id, now))
}

/// Verifies a pending organization, as the approval of its first booth or posting does; what is
/// verified stays so. Records the move and who made it.
///
/// # Errors
/// 404, or a conflict when it is rejected or suspended.
pub fn verify_organization(
    conn: &mut Conn,
    edition: &EditionId,
    id: &OrganizationId,
    by: &PersonId,
    now: Instant,
) -> AppResult<()> {
    let (state, version): (OrganizationState, i64) =
        organizations::table.find(id).select((organizations::state, organizations::version)).first(conn)?;
    if state == OrganizationState::Verified {
        return Ok(());
    }
    let mover = Mover { person: Some(by), at: now, reason: "" };
    record_move(conn, id.as_str(), state, OrganizationState::Verified, mover)?;
    let act = Act {
        edition: Some(edition),
        person: Some(by),
        action: Action::OrganizationVerify,
        thing: id.as_str(),
        before: state.as_str(),
        after: OrganizationState::Verified.as_str(),
        at: now,
    };
    audit::insert_entry(conn, act)?;
    let rows = diesel::update(organizations::table.find(id).filter(organizations::version.eq(version)))
        .set((
            organizations::state.eq(OrganizationState::Verified),
            organizations::version.eq(organizations::version + 1),
            organizations::updated_at.eq(now),
        ))
        .execute(conn)?;
    changed_one(rows)?;
    Ok(record_search_changes(conn, id, now)?)
}

/// How many booths and postings an organization has.
///
/// # Errors
/// What the database said.
pub fn count_work(conn: &mut Conn, organization: &OrganizationId) -> QueryResult<(i64, i64)> {
    let booths = booths::table.filter(booths::organization_id.eq(organization)).count().get_result(conn)?;
    let postings = postings::table.filter(postings::organization_id.eq(organization)).count().get_result(conn)?;
    Ok((booths, postings))
}
