//! Every statement about announcements in the console.

use diesel::prelude::*;

use super::forms::ValidAnnouncement;
use super::model::{AnnouncementRow, AnnouncementState};
use crate::clock::Instant;
use crate::db::schema::announcements;
use crate::db::{Conn, Topic, changed_one, raise};
use crate::error::AppResult;
use crate::ids::{AnnouncementId, EditionId};
use crate::lifecycle::{Mover, record_beginning, record_move};

/// The announcements of an edition, newest first, at most 1,000; those in one state where one is
/// given.
///
/// # Errors
/// What the database said.
pub fn list_announcements(
    conn: &mut Conn,
    edition: &EditionId,
    state: Option<AnnouncementState>,
) -> QueryResult<Vec<AnnouncementRow>> {
    let mut found = announcements::table
        .filter(announcements::edition_id.eq(edition))
        .order(announcements::id.desc())
        .limit(1_000)
        .select(AnnouncementRow::as_select())
        .into_boxed();
    if let Some(state) = state {
        found = found.filter(announcements::state.eq(state));
    }
    found.load(conn)
}

/// An announcement of this edition.
///
/// # Errors
/// 404 when there is none.
pub fn find_announcement(conn: &mut Conn, edition: &EditionId, id: &AnnouncementId) -> QueryResult<AnnouncementRow> {
    announcements::table
        .find(id)
        .filter(announcements::edition_id.eq(edition))
        .select(AnnouncementRow::as_select())
        .first(conn)
}

/// Makes a draft.
///
/// # Errors
/// What the database said.
pub fn insert_announcement(
    conn: &mut Conn,
    id: &AnnouncementId,
    edition: &EditionId,
    valid: &ValidAnnouncement,
    mover: Mover<'_>,
) -> AppResult<()> {
    let row = AnnouncementRow {
        id: id.clone(),
        edition_id: edition.clone(),
        zone: valid.zone,
        state: AnnouncementState::Draft,
        shown_until: valid.shown_until,
        text_en: valid.text_en.clone(),
        text_zh: valid.text_zh.clone(),
        version: 1,
        created_at: mover.at,
        updated_at: mover.at,
    };
    diesel::insert_into(announcements::table).values(&row).execute(conn)?;
    record_beginning(conn, id.as_str(), AnnouncementState::Draft, mover)
}

/// Sets an announcement to what was typed.
///
/// # Errors
/// A conflict when somebody else changed it since it was seen.
pub fn update_announcement(
    conn: &mut Conn,
    id: &AnnouncementId,
    valid: &ValidAnnouncement,
    now: Instant,
) -> AppResult<()> {
    let seen = announcements::table.find(id).filter(announcements::version.eq(valid.version));
    let rows = diesel::update(seen)
        .set((
            announcements::zone.eq(valid.zone),
            announcements::shown_until.eq(valid.shown_until),
            announcements::text_en.eq(&valid.text_en),
            announcements::text_zh.eq(&valid.text_zh),
            announcements::version.eq(announcements::version + 1),
            announcements::updated_at.eq(now),
        ))
        .execute(conn)?;
    raise(Topic::Site);
    changed_one(rows)
}

/// Moves an announcement to another state.
///
/// # Errors
/// A conflict when the move is illegal, or somebody else changed it meanwhile.
pub fn move_announcement(
    conn: &mut Conn,
    row: &AnnouncementRow,
    to: AnnouncementState,
    mover: Mover<'_>,
) -> AppResult<()> {
    record_move(conn, row.id.as_str(), row.state, to, mover)?;
    let seen = announcements::table.find(&row.id).filter(announcements::version.eq(row.version));
    let rows = diesel::update(seen)
        .set((
            announcements::state.eq(to),
            announcements::version.eq(announcements::version + 1),
            announcements::updated_at.eq(mover.at),
        ))
        .execute(conn)?;
    raise(Topic::Site);
    changed_one(rows)
}
