//! The statements of a room's rules.

use diesel::prelude::*;

use crate::audit::Action;
use crate::chat::rooms::queries::{RoomRow, Rules, find_any_room};
use crate::db::Conn;
use crate::db::schema::rooms;
use crate::error::AppResult;
use crate::ids::RoomId;
use crate::moderation::{require, require_moderator};
use crate::site::Visit;

/// A room that this moderator may handle.
///
/// # Errors
/// Not signed in; 404 for a private room, and one of a zone or an edition that is not theirs.
pub fn find_own_room(conn: &mut Conn, visit: &Visit, room: &RoomId) -> AppResult<RoomRow> {
    let viewer = require_moderator(visit)?;
    let row = find_any_room(conn, room, None)?;
    require(row.edition == visit.edition()?.id && !row.kind.is_private() && viewer.may_moderate_in(row.kind.zone()))?;
    Ok(row)
}

/// Stores the rules of a room and writes them down. The caller has checked the right.
///
/// # Errors
/// What the database said.
pub fn store_rules(conn: &mut Conn, visit: &Visit, row: &RoomRow, rules: Rules, reason: &str) -> AppResult<()> {
    diesel::update(rooms::table.find(&row.id))
        .set((rooms::pause_seconds.eq(rules.pause), rooms::members_only.eq(rules.members_only)))
        .execute(conn)?;
    visit.note(conn, Action::RoomUpdate, &row.id, (&in_short(row.rules), &format!("{}: {reason}", in_short(rules))))
}

fn in_short(rules: Rules) -> String {
    format!("{} s, {}", rules.pause, if rules.members_only { "members only" } else { "public" })
}
