//! Who answers at a desk now, and with how many at once. Duty at a booth is that of its staff, which
//! the booth's page shows; it ends by itself after a day at a stand.

use diesel::prelude::*;

use super::model::RequestState;
use crate::chat::rooms::desks::{Desk, DeskKind, STAFF_MOST};
use crate::clock::Instant;
use crate::db::schema::{booth_staff, booths, live_requests, members};
use crate::db::{Conn, Topic, raise};
use crate::error::AppResult;
use crate::exhibition::staff::DUTY_HOURS;
use crate::ids::{BoothId, EditionId, OrganizationId, PersonId};
use crate::service;

macro_rules! of_staff {
    ($booth:expr, $person:expr) => {
        booth_staff::table.filter(booth_staff::booth_id.eq($booth)).filter(booth_staff::person_id.eq($person))
    };
}

/// The most conversations that one agent holds at once.
pub const MOST_AT_ONCE: i64 = 9;

/// The booth of an organization in an edition.
///
/// # Errors
/// What the database said.
pub fn find_booth(conn: &mut Conn, edition: &EditionId, organization: &OrganizationId) -> QueryResult<Option<BoothId>> {
    booths::table
        .filter(booths::edition_id.eq(edition))
        .filter(booths::organization_id.eq(organization))
        .select(booths::id)
        .first(conn)
        .optional()
}

/// Somebody on duty.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Agent {
    /// The person.
    pub person: PersonId,
    /// With how many they talk at once.
    pub most: i64,
}

/// Those on duty at a desk.
///
/// # Errors
/// What the database said.
pub fn list_agents(conn: &mut Conn, desk: &Desk, now: Instant) -> QueryResult<Vec<Agent>> {
    let Some(organization) = &desk.organization else {
        let on_duty = service::duty::list_on_duty(conn, &desk.edition, now)?;
        return Ok(on_duty.into_iter().map(|(person, most)| Agent { person, most }).collect());
    };
    let team = members::table.filter(members::organization_id.eq(organization));
    match desk.kind {
        DeskKind::Recruitment => team
            .filter(members::recruiting_until.gt(now).assume_not_null())
            .filter(members::role.eq_any(["owner", "recruiter"]))
            .order(members::id)
            .limit(STAFF_MOST)
            .select((members::person_id, members::most_at_once))
            .load(conn),
        DeskKind::Booth => team
            .inner_join(booth_staff::table.on(booth_staff::person_id.eq(members::person_id)))
            .inner_join(booths::table.on(booths::id.eq(booth_staff::booth_id)))
            .filter(booths::organization_id.eq(organization))
            .filter(booths::edition_id.eq(&desk.edition))
            .filter(booth_staff::on_duty_until.gt(now).assume_not_null())
            .order(members::id)
            .limit(STAFF_MOST)
            .select((members::person_id, members::most_at_once))
            .load(conn),
        DeskKind::Service => Ok(Vec::new()),
    }
}

/// With how many more than now those on duty would talk.
///
/// # Errors
/// What the database said.
pub fn count_free(conn: &mut Conn, agents: &[Agent]) -> QueryResult<i64> {
    let people: Vec<&PersonId> = agents.iter().map(|agent| &agent.person).collect();
    let talking: Vec<(Option<PersonId>, i64)> = live_requests::table
        .filter(live_requests::state.eq(RequestState::Active))
        .filter(live_requests::agent_id.eq_any(people).assume_not_null())
        .group_by(live_requests::agent_id)
        .select((live_requests::agent_id, diesel::dsl::count_star()))
        .load(conn)?;
    let busy = |agent: &Agent| {
        talking.iter().find(|(person, _)| person.as_ref() == Some(&agent.person)).map_or(0, |(_, count)| *count)
    };
    Ok(agents.iter().map(|agent| (agent.most - busy(agent)).max(0)).sum())
}

/// What a member says of their own duty.
#[derive(Debug, Clone, Copy)]
pub struct Duty {
    /// At the booth.
    pub at_booth: bool,
    /// About postings.
    pub at_recruitment: bool,
    /// With how many at once.
    pub most: i64,
}

/// A member's own duty, as it stands.
///
/// # Errors
/// What the database said; 404 for who is no member.
pub fn find_duty(
    conn: &mut Conn,
    (organization, booth): (&OrganizationId, Option<&BoothId>),
    person: &PersonId,
    now: Instant,
) -> AppResult<Duty> {
    let own = members::table.filter(members::organization_id.eq(organization)).filter(members::person_id.eq(person));
    let (until, most): (Option<Instant>, i64) =
        own.select((members::recruiting_until, members::most_at_once)).first(conn)?;
    let at_stand: Option<Option<Instant>> = match booth {
        Some(booth) => of_staff!(booth, person).select(booth_staff::on_duty_until).first(conn).optional()?,
        None => None,
    };
    let is_on = |until: Option<Instant>| until.is_some_and(|until| until > now);
    Ok(Duty { at_booth: is_on(at_stand.flatten()), at_recruitment: is_on(until), most })
}

/// Whether somebody is of a booth's staff.
///
/// # Errors
/// What the database said.
pub fn is_booth_staff(conn: &mut Conn, booth: Option<&BoothId>, person: &PersonId) -> QueryResult<bool> {
    match booth {
        Some(booth) => diesel::select(diesel::dsl::exists(of_staff!(booth, person))).get_result(conn),
        None => Ok(false),
    }
}

/// Stores a member's own duty; at a booth only of who is of its staff.
///
/// # Errors
/// What the database said.
pub fn store_duty(
    conn: &mut Conn,
    (organization, booth): (&OrganizationId, Option<&BoothId>),
    person: &PersonId,
    duty: Duty,
    now: Instant,
) -> AppResult<()> {
    let until = now + chrono::Duration::hours(DUTY_HOURS);
    let own = members::table.filter(members::organization_id.eq(organization)).filter(members::person_id.eq(person));
    diesel::update(own)
        .set((members::recruiting_until.eq(duty.at_recruitment.then_some(until)), members::most_at_once.eq(duty.most)))
        .execute(conn)?;
    if let Some(booth) = booth {
        diesel::update(of_staff!(booth, person))
            .set(booth_staff::on_duty_until.eq(duty.at_booth.then_some(until)))
            .execute(conn)?;
    }
    raise(Topic::Requests);
    Ok(())
}
