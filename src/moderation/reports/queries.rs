//! The statements of making a report.

use diesel::prelude::*;

use super::model::{NewReport, ReportState};
use crate::chat::messages::queries::{self as messages, MessageRow};
use crate::chat::rooms::queries::{RoomRow, find_room};
use crate::clock::Instant;
use crate::db::schema::{people, reports, staff_roles, zones};
use crate::db::{Conn, unique};
use crate::error::{AppError, AppResult, FieldErrors};
use crate::ids::{EditionId, MessageId, PersonId};
use crate::lifecycle::{self, Mover};
use crate::moderation::messages::queries::list_context;
use crate::moderation::require;
use crate::outbox::{Notice, notify};
use crate::site::{StaffRole, Visit, ZoneKind};
use crate::web::i18n::Locale;
use crate::web::text::fold;

/// The most moderators that are told of one report.
const MODERATORS_MOST: i64 = 100;

/// A message that this person may report, with its room.
///
/// # Errors
/// Not signed in, or not verified; 404 for a message that is not before the public; refused for
/// one's own.
pub fn find_reportable(conn: &mut Conn, visit: &Visit, id: &MessageId) -> AppResult<(MessageRow, RoomRow)> {
    let viewer = visit.writer()?;
    let message = messages::find_message(conn, id)?;
    let room = find_room(conn, &message.room, Some(&viewer.person))?;
    require(!message.is_removed() && room.edition == visit.edition()?.id)?;
    if message.person == viewer.person {
        return Err(AppError::Refused("error-report-own"));
    }
    Ok((message, room))
}

/// Whether a person's report of a message waits for a decision.
///
/// # Errors
/// What the database said.
pub fn has_undecided(conn: &mut Conn, message: &MessageId, reporter: &PersonId) -> QueryResult<bool> {
    let own = reports::table
        .filter(reports::message_id.eq(message))
        .filter(reports::reporter_id.eq(reporter))
        .filter(reports::state.eq_any(ReportState::UNDECIDED));
    diesel::select(diesel::dsl::exists(own)).get_result(conn)
}

/// Makes a report and tells the moderators, unless they know of the message already.
///
/// # Errors
/// As [`find_reportable`]; the field `category` while an earlier report of theirs waits.
pub fn insert_report(conn: &mut Conn, visit: &Visit, new: &NewReport) -> AppResult<()> {
    let (message, room) = find_reportable(conn, visit, &new.message)?;
    let viewer = visit.writer()?;
    let is_known = is_reported(conn, &message.id)?;
    store_report(conn, new, (&message, &room), (&viewer.person, &viewer.name), visit.now)?;
    if is_known { Ok(()) } else { tell_moderators(conn, visit, new, &message, &room) }
}

/// Makes a report of a message in its room by a person of this name; checks no right and tells
/// nobody.
///
/// # Errors
/// The field `category` while an earlier report of theirs waits.
pub fn store_report(
    conn: &mut Conn,
    new: &NewReport,
    (message, room): (&MessageRow, &RoomRow),
    (reporter, name): (&PersonId, &str),
    now: Instant,
) -> AppResult<()> {
    let context = serde_json::to_string(&list_context(conn, message)?).map_err(AppError::internal)?;
    let words = format!("{} {} {} {}", message.name, name, new.note, message.body);
    let row = (
        reports::id.eq(&new.id),
        reports::edition_id.eq(&room.edition),
        reports::zone.eq(room.kind.zone()),
        reports::message_id.eq(&message.id),
        reports::room_id.eq(&message.room),
        reports::accused_id.eq(&message.person),
        reports::reporter_id.eq(reporter),
        reports::category.eq(new.category),
        reports::note.eq(&new.note),
        (reports::body.eq(&message.body), reports::context.eq(context)),
        reports::state.eq(ReportState::Open),
        reports::resolution.eq(""),
        reports::search_key.eq(fold(&words)),
        reports::version.eq(1_i64),
        (reports::created_at.eq(now), reports::updated_at.eq(now)),
    );
    let twice = AppError::Invalid(FieldErrors::one("category", "error-report-twice"));
    unique(diesel::insert_into(reports::table).values(row).execute(conn), twice)?;
    let mover = Mover { person: Some(reporter), at: now, reason: "" };
    lifecycle::record_beginning(conn, new.id.as_str(), ReportState::Open, mover)
}

fn is_reported(conn: &mut Conn, message: &MessageId) -> QueryResult<bool> {
    let known =
        reports::table.filter(reports::message_id.eq(message)).filter(reports::state.eq_any(ReportState::UNDECIDED));
    diesel::select(diesel::dsl::exists(known)).get_result(conn)
}

fn tell_moderators(
    conn: &mut Conn,
    visit: &Visit,
    new: &NewReport,
    message: &MessageRow,
    room: &RoomRow,
) -> AppResult<()> {
    let link = format!("/organizer/reports/{}", new.id);
    // The message itself stays out of the mail: what is reported is not passed on.
    let word = |locale: Locale| Notice {
        subject: locale.t("notice-report-new").to_owned(),
        detail: locale
            .tf("notice-report-detail", &[("category", locale.t(new.category.key())), ("name", &message.name)]),
    };
    for moderator in list_moderators(conn, &room.edition, room.kind.zone())? {
        if moderator != message.person {
            notify(conn, &moderator, "report.created", &link, visit.now, word)?;
        }
    }
    Ok(())
}

/// Who moderates a zone, or what belongs to none: the zone's own moderators and managers, those of
/// all zones, and the administrators.
///
/// # Errors
/// What the database said.
pub fn list_moderators(conn: &mut Conn, edition: &EditionId, zone: Option<ZoneKind>) -> QueryResult<Vec<PersonId>> {
    let of_zone = [StaffRole::Moderator, StaffRole::ZoneManager];
    let is_here = staff_roles::zone_id.is_null().or(zones::kind.nullable().eq(zone).assume_not_null());
    staff_roles::table
        .inner_join(people::table)
        .left_join(zones::table)
        .filter(staff_roles::edition_id.eq(edition))
        .filter(staff_roles::role.eq(StaffRole::Administrator).or(staff_roles::role.eq_any(of_zone).and(is_here)))
        .select(staff_roles::person_id)
        .distinct()
        .order(staff_roles::person_id)
        .limit(MODERATORS_MOST)
        .load(conn)
}
