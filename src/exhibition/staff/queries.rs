//! Statements about a booth's staff.

use diesel::prelude::*;

use super::forms::Staffer;
use crate::clock::Instant;
use crate::db::Conn;
use crate::db::schema::booth_staff;
use crate::ids::{BoothId, PersonId, RowId};

/// How long somebody is on duty once the box is ticked, in hours: a day at a stand. Nobody stays
/// on duty because a box was forgotten.
pub const DUTY_HOURS: i64 = 10;

/// A member of the staff: who, title, until when on duty.
pub type StaffRow = (PersonId, String, Option<Instant>);

/// The staff as it is stored, at most 200.
pub fn list_staff_rows(conn: &mut Conn, booth: &BoothId) -> QueryResult<Vec<StaffRow>> {
    booth_staff::table
        .filter(booth_staff::booth_id.eq(booth))
        .order(booth_staff::id)
        .limit(200)
        .select((booth_staff::person_id, booth_staff::title, booth_staff::on_duty_until))
        .load(conn)
}

/// Makes these the staff of a booth.
pub fn replace_staff(conn: &mut Conn, booth: &BoothId, staff: &[Staffer], now: Instant) -> QueryResult<()> {
    diesel::delete(booth_staff::table.filter(booth_staff::booth_id.eq(booth))).execute(conn)?;
    let until = now + chrono::Duration::hours(DUTY_HOURS);
    let row = |one: &Staffer| {
        (
            booth_staff::id.eq(RowId::new()),
            booth_staff::booth_id.eq(booth.clone()),
            booth_staff::person_id.eq(one.person.clone()),
            booth_staff::title.eq(one.title.clone()),
            booth_staff::on_duty_until.eq(one.is_on_duty.then_some(until)),
            booth_staff::created_at.eq(now),
        )
    };
    let rows: Vec<_> = staff.iter().map(row).collect();
    crate::insert_many!(conn, booth_staff::table, rows)?;
    Ok(())
}
