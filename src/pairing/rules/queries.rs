//! Statements about the rules.

use diesel::prelude::*;

use super::model::Rules;
use crate::clock::Instant;
use crate::db::schema::pairing_rules;
use crate::db::{Conn, changed_one, unique};
use crate::error::{AppError, AppResult};
use crate::ids::EditionId;

/// The rules of an edition, the defaults where nobody set any.
///
/// # Errors
/// What the database said.
pub fn find_rules(conn: &mut Conn, edition: &EditionId) -> QueryResult<Rules> {
    let set: Option<(i64, i64, i64, i64, i64, i64)> = pairing_rules::table
        .find(edition)
        .select((
            pairing_rules::interest_quota,
            pairing_rules::meeting_quota,
            pairing_rules::slot_minutes,
            pairing_rules::gap_minutes,
            pairing_rules::interest_days,
            pairing_rules::version,
        ))
        .first(conn)
        .optional()?;
    let read = |(interest_quota, meeting_quota, slot_minutes, gap_minutes, interest_days, version)| Rules {
        interest_quota,
        meeting_quota,
        slot_minutes,
        gap_minutes,
        interest_days,
        version,
    };
    Ok(set.map_or_else(Rules::default, read))
}

/// Sets the rules of an edition, when they are still those that were seen.
///
/// # Errors
/// 409 when somebody was faster.
pub fn save_rules(conn: &mut Conn, edition: &EditionId, rules: Rules, now: Instant) -> AppResult<()> {
    let columns = (
        pairing_rules::interest_quota.eq(rules.interest_quota),
        pairing_rules::meeting_quota.eq(rules.meeting_quota),
        pairing_rules::slot_minutes.eq(rules.slot_minutes),
        pairing_rules::gap_minutes.eq(rules.gap_minutes),
        pairing_rules::interest_days.eq(rules.interest_days),
        pairing_rules::version.eq(rules.version + 1),
        pairing_rules::updated_at.eq(now),
    );
    if rules.version == 0 {
        let row = (pairing_rules::edition_id.eq(edition), pairing_rules::created_at.eq(now), columns);
        let done = diesel::insert_into(pairing_rules::table).values(row).execute(conn);
        unique(done, AppError::Conflict("error-changed-meanwhile"))?;
        return Ok(());
    }
    let seen = pairing_rules::table.find(edition).filter(pairing_rules::version.eq(rules.version));
    changed_one(diesel::update(seen).set(columns).execute(conn)?)
}
