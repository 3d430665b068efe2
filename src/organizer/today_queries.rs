//! What is wrong now, as far as the rows tell, and who is here.

use std::collections::{HashMap, HashSet};

use diesel::dsl::{count, count_star, min};
use diesel::prelude::*;

use crate::chat::rooms::desks::DeskKind;
use crate::chat::rooms::queries::RoomKind;
use crate::clock::Instant;
use crate::db::Conn;
use crate::db::schema::{booth_staff, booths, live_requests, members, organizations, outbox, rooms};
use crate::ids::{EditionId, OrganizationId, RoomId};
use crate::outbox::{ATTEMPTS_MAX, MAIL};
use crate::service::duty;
use crate::site::ZoneKind;

/// How long what is due may lie before the outbox is behind, in minutes.
const BEHIND_MINUTES: i64 = 5;

/// How the outbox is doing.
#[derive(Debug, Clone, Default)]
pub struct OutboxState {
    /// Mails that failed at least once and are not sent.
    pub failing: i64,
    /// What was said the last time one failed.
    pub last_error: String,
    /// What has been due for some minutes and was not begun.
    pub behind: i64,
    /// Since when the longest of it.
    pub behind_since: Option<Instant>,
}

/// How the outbox is doing.
///
/// # Errors
/// What the database said.
pub fn find_outbox_state(conn: &mut Conn, now: Instant) -> QueryResult<OutboxState> {
    let undone = outbox::table.filter(outbox::done_at.is_null());
    let failing = undone.filter(outbox::kind.eq(MAIL)).filter(outbox::last_error.ne(""));
    let late = now - chrono::Duration::minutes(BEHIND_MINUTES);
    let behind = undone.filter(outbox::due_at.lt(late)).filter(outbox::attempts.lt(ATTEMPTS_MAX));
    let (behind, behind_since) = behind.select((count_star(), min(outbox::due_at))).first(conn)?;
    let last_error: Option<String> =
        failing.order((outbox::due_at.desc(), outbox::id.desc())).select(outbox::last_error).first(conn).optional()?;
    Ok(OutboxState {
        failing: failing.count().get_result(conn)?,
        last_error: last_error.unwrap_or_default(),
        behind,
        behind_since,
    })
}

/// People who wait at a desk.
#[derive(Debug, Clone)]
pub struct DeskQueue {
    /// Which desk.
    pub kind: DeskKind,
    /// Whose, in both languages; none for the help desk.
    pub owner: Option<(String, String)>,
    /// How many wait.
    pub waiting: i64,
    /// Since when the longest of them.
    pub since: Option<Instant>,
    /// Whether somebody is on duty there.
    pub is_attended: bool,
}

/// Who is on duty, by desk.
#[derive(Debug, Clone, Default)]
pub struct OnDuty {
    /// People of booths.
    pub booths: i64,
    /// People who answer about postings.
    pub recruitment: i64,
    /// Agents of the help desk.
    pub service: i64,
}

/// Counts who is on duty.
///
/// # Errors
/// What the database said.
pub fn count_on_duty(conn: &mut Conn, edition: &EditionId, now: Instant) -> QueryResult<OnDuty> {
    let at_booths = booth_staff::table
        .inner_join(booths::table)
        .filter(booths::edition_id.eq(edition))
        .filter(booth_staff::on_duty_until.gt(now).assume_not_null());
    let recruiting = members::table.filter(members::recruiting_until.gt(now).assume_not_null());
    Ok(OnDuty {
        booths: at_booths.select(count(booth_staff::person_id).aggregate_distinct()).first(conn)?,
        recruitment: recruiting.select(count(members::person_id).aggregate_distinct()).first(conn)?,
        service: i64::try_from(duty::list_on_duty(conn, edition, now)?.len()).unwrap_or(0),
    })
}

/// The desks where somebody waits, those of the longest wait first, at most 200.
///
/// # Errors
/// What the database said.
pub fn list_desk_queues(conn: &mut Conn, edition: &EditionId, now: Instant) -> QueryResult<Vec<DeskQueue>> {
    let rows: Vec<(Option<OrganizationId>, DeskKind, i64, Option<Instant>)> = live_requests::table
        .filter(live_requests::edition_id.eq(edition))
        .filter(live_requests::state.eq_any(["waiting", "offered"]))
        .group_by((live_requests::organization_id, live_requests::desk))
        .order(min(live_requests::created_at))
        .limit(200)
        .select((live_requests::organization_id, live_requests::desk, count_star(), min(live_requests::created_at)))
        .load(conn)?;
    let owners: Vec<&OrganizationId> = rows.iter().filter_map(|row| row.0.as_ref()).collect();
    let names: Vec<(OrganizationId, String, String)> = organizations::table
        .filter(organizations::id.eq_any(&owners))
        .select((organizations::id, organizations::name, organizations::name_zh))
        .load(conn)?;
    let names: HashMap<_, _> = names.into_iter().map(|(id, name, zh)| (id, (name, zh))).collect();
    let attended = list_attended(conn, edition, &owners, now)?;
    let has_agents = !duty::list_on_duty(conn, edition, now)?.is_empty();
    let queue = |(owner, kind, waiting, since): (Option<OrganizationId>, DeskKind, i64, Option<Instant>)| {
        let is_attended = owner.as_ref().map_or(has_agents, |owner| attended.contains(&(owner.clone(), kind)));
        DeskQueue { kind, owner: owner.and_then(|owner| names.get(&owner).cloned()), waiting, since, is_attended }
    };
    Ok(rows.into_iter().map(queue).collect())
}

/// The desks of these organizations where somebody is on duty.
fn list_attended(
    conn: &mut Conn,
    edition: &EditionId,
    owners: &[&OrganizationId],
    now: Instant,
) -> QueryResult<HashSet<(OrganizationId, DeskKind)>> {
    let at_booths: Vec<OrganizationId> = booth_staff::table
        .inner_join(booths::table)
        .filter(booths::edition_id.eq(edition))
        .filter(booths::organization_id.eq_any(owners))
        .filter(booth_staff::on_duty_until.gt(now).assume_not_null())
        .select(booths::organization_id)
        .distinct()
        .load(conn)?;
    let recruiting: Vec<OrganizationId> = members::table
        .filter(members::organization_id.eq_any(owners))
        .filter(members::role.eq_any(["owner", "recruiter"]))
        .filter(members::recruiting_until.gt(now).assume_not_null())
        .select(members::organization_id)
        .distinct()
        .load(conn)?;
    let at_booths = at_booths.into_iter().map(|owner| (owner, DeskKind::Booth));
    Ok(at_booths.chain(recruiting.into_iter().map(|owner| (owner, DeskKind::Recruitment))).collect())
}

/// Which of these rooms are a zone's.
///
/// # Errors
/// What the database said.
pub fn list_rooms_by_zone(
    conn: &mut Conn,
    edition: &EditionId,
    among: &[RoomId],
) -> QueryResult<HashMap<ZoneKind, Vec<RoomId>>> {
    let mut found: HashMap<ZoneKind, Vec<RoomId>> = HashMap::new();
    // A statement takes a bounded number of values.
    for piece in among.chunks(500) {
        let rows: Vec<(RoomId, RoomKind)> = rooms::table
            .filter(rooms::edition_id.eq(edition))
            .filter(rooms::id.eq_any(piece))
            .select((rooms::id, rooms::kind))
            .load(conn)?;
        for (room, kind) in rows {
            let zone = match kind {
                RoomKind::Desk => Some(ZoneKind::Service),
                RoomKind::Project => Some(ZoneKind::Pairing),
                RoomKind::Application => Some(ZoneKind::Recruitment),
                other => other.zone(),
            };
            if let Some(zone) = zone {
                found.entry(zone).or_default().push(room);
            }
        }
    }
    Ok(found)
}
