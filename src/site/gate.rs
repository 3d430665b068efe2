//! The gates of the zones. Every write in a zone passes [`require_open`] inside its own
//! transaction, whatever the page said before. With its edition everything in it is archived: it takes no writes.

use diesel::prelude::*;

use super::edition::{EditionState, Gate, ZoneKind, ZoneState, zone_state};
use crate::clock::Instant;
use crate::db::Conn;
use crate::db::schema::{editions, zones};
use crate::error::{AppError, AppResult};
use crate::ids::EditionId;

/// Refuses a write while the zone is not open.
///
/// # Errors
/// [`AppError::Refused`] with the sentence that says why; 404 when the edition has no such zone.
pub fn require_open(conn: &mut Conn, edition: &EditionId, kind: ZoneKind, now: Instant) -> AppResult<()> {
    match find_zone_state(conn, edition, kind, now)? {
        ZoneState::Open => Ok(()),
        ZoneState::Upcoming => Err(AppError::Refused("error-zone-upcoming")),
        ZoneState::ReadOnly => Err(AppError::Refused("error-zone-read-only")),
        ZoneState::Closed => Err(AppError::Refused("error-zone-closed")),
    }
}

/// Refuses preparation (drafts, submissions) only where the organizer has shut the zone by hand:
/// exhibitors prepare before the doors open.
///
/// # Errors
/// As [`require_open`].
pub fn require_preparable(conn: &mut Conn, edition: &EditionId, kind: ZoneKind, now: Instant) -> AppResult<()> {
    match find_zone_state(conn, edition, kind, now)? {
        ZoneState::Open | ZoneState::Upcoming => Ok(()),
        ZoneState::ReadOnly => Err(AppError::Refused("error-zone-read-only")),
        ZoneState::Closed => Err(AppError::Refused("error-zone-closed")),
    }
}

/// Refuses what goes on after a zone's days, such as deciding about applications, only where the
/// organizer has shut the zone by hand: nobody is left in the dark because the fair is over.
///
/// # Errors
/// As [`require_open`].
pub fn require_not_shut(conn: &mut Conn, edition: &EditionId, kind: ZoneKind) -> AppResult<()> {
    let of_kind =
        zones::table.inner_join(editions::table).filter(zones::edition_id.eq(edition)).filter(zones::kind.eq(kind));
    match of_kind.select((zones::gate, editions::state)).first(conn)? {
        (_, EditionState::Archived) => Err(AppError::Refused("error-zone-read-only")),
        (Gate::Schedule | Gate::Open, _) => Ok(()),
        (Gate::ReadOnly, _) => Err(AppError::Refused("error-zone-read-only")),
        (Gate::Closed, _) => Err(AppError::Refused("error-zone-closed")),
    }
}

/// Refuses a write in what belongs to no zone while its edition is not the current one.
///
/// # Errors
/// As [`require_open`].
pub fn require_current(conn: &mut Conn, edition: &EditionId) -> AppResult<()> {
    match editions::table.find(edition).select(editions::is_current).first(conn)? {
        true => Ok(()),
        false => Err(AppError::Refused("error-zone-closed")),
    }
}

fn find_zone_state(conn: &mut Conn, edition: &EditionId, kind: ZoneKind, now: Instant) -> AppResult<ZoneState> {
    let (gate, opens_at, closes_at, state): (Gate, Instant, Instant, EditionState) = zones::table
        .inner_join(editions::table)
        .filter(zones::edition_id.eq(edition))
        .filter(zones::kind.eq(kind))
        .select((zones::gate, zones::opens_at, zones::closes_at, editions::state))
        .first(conn)?;
    let is_over = state == EditionState::Archived;
    Ok(if is_over { ZoneState::ReadOnly } else { zone_state(gate, opens_at, closes_at, now) })
}
