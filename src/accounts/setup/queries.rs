//! Every statement of the setup.

use diesel::prelude::*;

use super::forms::ValidSetup;
use crate::accounts::people::model::NewPerson;
use crate::accounts::people::queries as people;
use crate::clock::Instant;
use crate::db::schema::{edition_texts, editions, settings, staff_roles, zone_texts, zones};
use crate::db::{Conn, Topic, raise, unique};
use crate::error::{AppError, AppResult, FieldErrors};
use crate::ids::{EditionId, PersonId, RowId, StaffRoleId, ZoneId};
use crate::outbox::tasks::enqueue_task;
use crate::site::edition::{EditionState, Gate, ZoneKind};
use crate::site::theme::DEFAULT_ACCENT;
use crate::site::viewer::StaffRole;
use crate::web::i18n::Locale;
use crate::web::text;

const TOKEN: &str = "setup_token";

/// The zones' official names and introductions: kind, then title and introduction in English and
/// in Chinese.
const ZONES: [(ZoneKind, [&str; 2], [&str; 2]); 5] = [
    (
        ZoneKind::Exhibition,
        ["Virtual Exhibition Hall", "Walk the halls and meet the people behind each booth."],
        ["虚拟展厅", "漫步展厅，与每个展位背后的人相识。"],
    ),
    (
        ZoneKind::Pairing,
        ["Project Pairing", "Offers and requests looking for their counterpart."],
        ["项目对接", "为供给与需求找到合适的伙伴。"],
    ),
    (
        ZoneKind::Recruitment,
        ["Online Recruitment", "Open positions, and the people who fill them."],
        ["线上招聘", "在这里，岗位与人才相遇。"],
    ),
    (
        ZoneKind::Service,
        ["Online Service", "Answers about visas, policies and this event."],
        ["在线服务", "解答签证、政策与大会相关问题。"],
    ),
    (ZoneKind::Forum, ["Forum", "Talks and discussions."], ["论坛", "演讲与讨论。"]),
];

/// Keeps the hash of a fresh link, while nobody has an account; says whether it did.
///
/// # Errors
/// What the database said.
pub fn store_token_if_empty(conn: &mut Conn, hash: &str, now: Instant) -> AppResult<bool> {
    if people::has_people(conn)? {
        return Ok(false);
    }
    // Two nodes that begin at once keep one after the other; the link of the later one holds.
    let changes = (settings::value.eq(hash), settings::updated_at.eq(now));
    let row = (settings::name.eq(TOKEN), settings::value.eq(hash), settings::updated_at.eq(now));
    crate::upsert!(conn, settings::table, row, settings::name, changes)?;
    Ok(true)
}

/// Refuses a link that is not the present one.
///
/// # Errors
/// 404.
pub fn require_token(conn: &mut Conn, hash: &str) -> AppResult<()> {
    let stored: Option<String> = settings::table.find(TOKEN).select(settings::value).first(conn).optional()?;
    if stored.as_deref() == Some(hash) { Ok(()) } else { Err(AppError::NotFound) }
}

/// Makes the organizer, the edition and its zones; the link is used up.
///
/// # Errors
/// 404 for a used link, so that of two at once one wins.
pub fn set_up(conn: &mut Conn, hash: &str, person: &NewPerson, setup: &ValidSetup, now: Instant) -> AppResult<()> {
    // Of two at once the second waits here for the first, and then finds nothing to delete.
    let own = settings::table.find(TOKEN).filter(settings::value.eq(hash));
    if diesel::delete(own).execute(conn)? != 1 {
        return Err(AppError::NotFound);
    }
    people::insert_person(conn, person)?;
    let edition = EditionId::new();
    let row = NewEdition {
        slug: text::slug(&setup.event.0),
        state: EditionState::Published,
        is_current: true,
        opens_at: setup.opens_at,
        closes_at: setup.closes_at,
        time_zone: setup.time_zone,
        accent: DEFAULT_ACCENT.to_owned(),
        texts: [
            (Locale::En, setup.event.0.clone(), String::new()),
            (Locale::ZhCn, setup.event.1.clone(), String::new()),
        ],
    };
    insert_edition(conn, &edition, &row, now)?;
    insert_staff_role(conn, &edition, None, &person.id, StaffRole::Administrator, now)?;
    raise(Topic::Site);
    Ok(())
}

/// An edition to be made.
#[derive(Debug, Clone)]
pub struct NewEdition {
    /// Its part of the address.
    pub slug: String,
    /// Its first state.
    pub state: EditionState,
    /// Whether it is the one at `/`.
    pub is_current: bool,
    /// The opening.
    pub opens_at: Instant,
    /// The close.
    pub closes_at: Instant,
    /// The event's time zone.
    pub time_zone: chrono_tz::Tz,
    /// The accent colour.
    pub accent: String,
    /// Language, name and introduction.
    pub texts: [(Locale, String, String); 2],
}

/// Makes an edition with its five zones under their official names, open while it is.
///
/// # Errors
/// The field `slug` when the address is taken.
pub fn insert_edition(conn: &mut Conn, id: &EditionId, edition: &NewEdition, now: Instant) -> AppResult<()> {
    let row = (
        editions::id.eq(id),
        editions::slug.eq(&edition.slug),
        editions::state.eq(edition.state),
        editions::is_current.eq(edition.is_current),
        editions::opens_at.eq(edition.opens_at),
        editions::closes_at.eq(edition.closes_at),
        editions::time_zone.eq(edition.time_zone.name()),
        editions::accent.eq(&edition.accent),
        editions::version.eq(1_i64),
        editions::created_at.eq(now),
        editions::updated_at.eq(now),
    );
    let taken = AppError::Invalid(FieldErrors::one("slug", "error-slug-taken"));
    unique(diesel::insert_into(editions::table).values(row).execute(conn), taken)?;
    for (locale, name, introduction) in &edition.texts {
        diesel::insert_into(edition_texts::table)
            .values((
                edition_texts::id.eq(RowId::new()),
                edition_texts::edition_id.eq(id),
                edition_texts::locale.eq(locale.tag()),
                edition_texts::name.eq(name),
                edition_texts::introduction.eq(introduction),
                edition_texts::created_at.eq(now),
            ))
            .execute(conn)?;
    }
    for zone in &ZONES {
        insert_zone(conn, id, zone, edition, now)?;
    }
    Ok(())
}

fn insert_zone(
    conn: &mut Conn,
    edition: &EditionId,
    (kind, english, chinese): &(ZoneKind, [&str; 2], [&str; 2]),
    days: &NewEdition,
    now: Instant,
) -> AppResult<()> {
    let id = ZoneId::new();
    diesel::insert_into(zones::table)
        .values((
            zones::id.eq(&id),
            zones::edition_id.eq(edition),
            zones::kind.eq(kind),
            zones::opens_at.eq(days.opens_at),
            zones::closes_at.eq(days.closes_at),
            zones::gate.eq(Gate::Schedule),
            zones::review_required.eq(*kind == ZoneKind::Exhibition),
            zones::version.eq(1_i64),
            zones::created_at.eq(now),
            zones::updated_at.eq(now),
        ))
        .execute(conn)?;
    for (locale, [title, introduction]) in [(Locale::En, english), (Locale::ZhCn, chinese)] {
        diesel::insert_into(zone_texts::table)
            .values((
                zone_texts::id.eq(RowId::new()),
                zone_texts::zone_id.eq(&id),
                zone_texts::locale.eq(locale.tag()),
                zone_texts::title.eq(*title),
                zone_texts::introduction.eq(*introduction),
                zone_texts::created_at.eq(now),
            ))
            .execute(conn)?;
    }
    Ok(())
}

/// The kind of the task that gives back what somebody looked after whose role was taken away; about
/// `edition:person`.
pub const STAFF_LEFT: &str = "staff-left";

/// Sees to what follows when a role was taken away; called in the transaction that does it.
///
/// # Errors
/// What the database said.
pub fn note_role_taken(conn: &mut Conn, edition: &EditionId, person: &PersonId, now: Instant) -> QueryResult<()> {
    enqueue_task(conn, STAFF_LEFT, &format!("{edition}:{person}"), now, now)
}

/// Gives a person a role in an edition, or in one of its zones.
///
/// # Errors
/// What the database said.
pub fn insert_staff_role(
    conn: &mut Conn,
    edition: &EditionId,
    zone: Option<&ZoneId>,
    person: &PersonId,
    role: StaffRole,
    now: Instant,
) -> QueryResult<usize> {
    diesel::insert_into(staff_roles::table)
        .values((
            staff_roles::id.eq(StaffRoleId::new()),
            staff_roles::edition_id.eq(edition),
            staff_roles::zone_id.eq(zone),
            staff_roles::person_id.eq(person),
            staff_roles::role.eq(role),
            staff_roles::created_at.eq(now),
        ))
        .execute(conn)
}
