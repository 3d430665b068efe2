//! Every statement that changes a zone.

use diesel::prelude::*;

use super::forms::ValidZone;
use crate::clock::Instant;
use crate::db::schema::{zone_texts, zones};
use crate::db::{Conn, Topic, changed_one, raise};
use crate::error::AppResult;
use crate::ids::{RowId, ZoneId};
use crate::upsert;

/// Sets a zone to what was typed.
///
/// # Errors
/// A conflict when somebody else changed it since it was seen.
pub fn update_zone(conn: &mut Conn, id: &ZoneId, valid: &ValidZone, now: Instant) -> AppResult<()> {
    let seen = zones::table.filter(zones::id.eq(id)).filter(zones::version.eq(valid.version));
    let rows = diesel::update(seen)
        .set((
            zones::opens_at.eq(valid.opens_at),
            zones::closes_at.eq(valid.closes_at),
            zones::gate.eq(valid.gate),
            zones::review_required.eq(valid.review_required),
            zones::version.eq(zones::version + 1),
            zones::updated_at.eq(now),
        ))
        .execute(conn)?;
    changed_one(rows)?;
    for (locale, title, introduction) in &valid.texts {
        let row = (
            zone_texts::id.eq(RowId::new()),
            zone_texts::zone_id.eq(id),
            zone_texts::locale.eq(locale.tag()),
            zone_texts::title.eq(title),
            zone_texts::introduction.eq(introduction),
            zone_texts::created_at.eq(now),
        );
        let changes = (zone_texts::title.eq(title), zone_texts::introduction.eq(introduction));
        upsert!(conn, zone_texts::table, row, (zone_texts::zone_id, zone_texts::locale), changes)?;
    }
    raise(Topic::Site);
    Ok(())
}
