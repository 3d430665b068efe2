//! Who asks: the person behind a login cookie, with the roles that decide what they may do.
//! Loaded inside the one trip to the database that each request makes.

use diesel::dsl::{exists, not};
use diesel::prelude::*;
use sha2::{Digest, Sha256};

use crate::clock::Instant;
use crate::db::Conn;
use crate::db::functions::CountRows;
use crate::db::schema::{logins, notifications, people, staff_roles, zones};
use crate::error::{AppError, AppResult};
use crate::ids::{EditionId, LoginId, PersonId};
use crate::load_often;
use crate::site::edition::ZoneKind;
use crate::site::sanctions::bans_of_login;
use crate::web::i18n::Locale;
use crate::web::limits::LOGIN_IDLE_DAYS;

crate::text_enum! {
    /// A role of the organizer's staff, in an edition or in one of its zones.
    pub enum StaffRole {
        /// Everything, in every zone.
        Administrator = "administrator",
        /// Opens and closes the zone, decides about what is in it.
        ZoneManager = "zone_manager",
        /// Decides about what is submitted.
        Reviewer = "reviewer",
        /// Hides messages, silences people.
        Moderator = "moderator",
        /// Answers enquiries.
        ServiceAgent = "service_agent",
    }
}

/// A role with the zone it holds in; none means every zone.
pub type HeldRole = (StaffRole, Option<ZoneKind>);

/// A signed-in person.
#[derive(Debug, Clone)]
pub struct Viewer {
    /// The person.
    pub person: PersonId,
    /// The login they came with.
    pub login: LoginId,
    /// Full name.
    pub name: String,
    /// Mail address as they wrote it.
    pub email: String,
    /// The language they chose.
    pub locale: Locale,
    /// Their IANA time zone.
    pub time_zone: String,
    /// Their photo.
    pub photo_file_id: Option<String>,
    /// Whether the mail address is verified; who is not may look, not write.
    pub is_verified: bool,
    /// Roles in the current edition.
    pub roles: Vec<HeldRole>,
    /// When the use of the login was written down last.
    pub seen_at: Instant,
}

/// Who moderates a zone.
const MODERATORS: [StaffRole; 2] = [StaffRole::ZoneManager, StaffRole::Moderator];

/// Most roles of one person that are read: each kind in each zone, and to spare.
const MOST_ROLES: i64 = 50;

fn holds(roles: &[HeldRole], zone: Option<ZoneKind>, wanted: &[StaffRole]) -> bool {
    roles.iter().any(|(role, held_in)| {
        *role == StaffRole::Administrator
            || (wanted.contains(role) && (held_in.is_none() || (zone.is_some() && *held_in == zone)))
    })
}

/// Whether a person moderates in this zone of an edition; without one, see [`Viewer::may_moderate_in`].
///
/// # Errors
/// What the database said.
pub fn may_moderate_in(
    conn: &mut Conn,
    person: &PersonId,
    edition: &EditionId,
    zone: Option<ZoneKind>,
) -> QueryResult<bool> {
    let roles = list_roles(conn, person, edition)?;
    let moderates = |zone: ZoneKind| holds(&roles, Some(zone), &MODERATORS);
    Ok(zone.map_or_else(|| ZoneKind::ALL.iter().all(|zone| moderates(*zone)), moderates))
}

impl Viewer {
    fn holds(&self, zone: Option<ZoneKind>, wanted: &[StaffRole]) -> bool {
        holds(&self.roles, zone, wanted)
    }

    /// Whether every zone is theirs.
    pub fn is_administrator(&self) -> bool {
        self.holds(None, &[])
    }

    /// Whether they open and close this zone.
    pub fn may_manage(&self, zone: ZoneKind) -> bool {
        self.holds(Some(zone), &[StaffRole::ZoneManager])
    }

    /// Whether they decide about what is submitted in this zone.
    pub fn may_review(&self, zone: ZoneKind) -> bool {
        self.holds(Some(zone), &[StaffRole::ZoneManager, StaffRole::Reviewer])
    }

    /// Whether they answer at the help desk.
    pub fn may_serve(&self) -> bool {
        self.holds(Some(ZoneKind::Service), &[StaffRole::ZoneManager, StaffRole::ServiceAgent])
    }

    /// Whether they hide messages and silence people in this zone.
    pub fn may_moderate(&self, zone: ZoneKind) -> bool {
        self.holds(Some(zone), &MODERATORS)
    }
}

impl Viewer {
    /// Whether the organizer's console is there for them. Agents of the help desk have their own.
    pub fn is_staff(&self) -> bool {
        self.roles.iter().any(|(role, _)| *role != StaffRole::ServiceAgent)
    }

    /// Whether they open and close at least one zone.
    pub fn may_manage_somewhere(&self) -> bool {
        ZoneKind::ALL.iter().any(|zone| self.may_manage(*zone))
    }

    /// Whether they moderate in this zone; without one, what belongs to no zone: every zone must be
    /// theirs then.
    pub fn may_moderate_in(&self, zone: Option<ZoneKind>) -> bool {
        zone.map_or_else(|| ZoneKind::ALL.iter().all(|zone| self.may_moderate(*zone)), |zone| self.may_moderate(zone))
    }

    /// Whether they moderate at least one zone.
    pub fn may_moderate_somewhere(&self) -> bool {
        ZoneKind::ALL.iter().any(|zone| self.may_moderate(*zone))
    }
}

/// How often the use of a login is written down, in minutes: a write a page would be too many.
pub const LOGIN_SEEN_MINUTES: i64 = 15;

/// What stands in the database for a secret token: SHA-256 in hexadecimal. The tokens are 256
/// random bits, so that a fast hash is enough.
pub fn hash_token(token: &str) -> String {
    let digit = |half: u8| char::from_digit(u32::from(half), 16).unwrap_or_default();
    Sha256::digest(token.as_bytes()).iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

#[derive(Queryable)]
struct LoginRow {
    login: LoginId,
    person: PersonId,
    seen_at: Instant,
    expires_at: Instant,
    name: String,
    email: String,
    locale: String,
    time_zone: String,
    photo_file_id: Option<String>,
    verified_at: Option<Instant>,
}

/// The person behind the hash of a login token; none when there is no such login, it has ended or
/// its person is banned.
///
/// # Errors
/// What the database said.
pub fn find_viewer(
    conn: &mut Conn,
    token_hash: &str,
    edition: Option<&EditionId>,
    now: Instant,
) -> AppResult<Option<Viewer>> {
    let found = find_login(conn, token_hash, edition.map_or("", EditionId::as_str), now)?;
    let roles = found.iter().filter_map(|(_, role, zone)| Some(((*role)?, *zone))).collect();
    let Some((row, ..)) = found.into_iter().next() else { return Ok(None) };
    if row.expires_at <= now || row.seen_at + chrono::Duration::days(LOGIN_IDLE_DAYS) <= now {
        return Ok(None);
    }
    Ok(Some(Viewer {
        person: row.person,
        login: row.login,
        name: row.name,
        email: row.email,
        locale: Locale::from_tag(&row.locale).unwrap_or(Locale::En),
        time_zone: row.time_zone,
        photo_file_id: row.photo_file_id,
        is_verified: row.verified_at.is_some(),
        roles,
        seen_at: row.seen_at,
    }))
}

type LoginWithRole = (LoginRow, Option<StaffRole>, Option<ZoneKind>);

/// A login with each of its person's roles in an edition: one row at least.
fn find_login(conn: &mut Conn, token_hash: &str, edition: &str, now: Instant) -> QueryResult<Vec<LoginWithRole>> {
    let held = staff_roles::person_id.eq(people::id).and(staff_roles::edition_id.eq(edition.to_owned()));
    let found = logins::table
        .inner_join(people::table)
        .left_join(staff_roles::table.on(held))
        .left_join(zones::table.on(staff_roles::zone_id.eq(zones::id.nullable())))
        .filter(logins::token_hash.eq(token_hash))
        .filter(not(exists(bans_of_login(now))))
        .limit(MOST_ROLES)
        .select((
            (
                logins::id,
                people::id,
                logins::seen_at,
                logins::expires_at,
                people::name,
                people::email,
                people::locale,
                people::time_zone,
                people::photo_file_id,
                people::verified_at,
            ),
            staff_roles::role.nullable(),
            zones::kind.nullable(),
        ));
    load_often!(conn, found)
}

fn list_roles(conn: &mut Conn, person: &PersonId, edition: &EditionId) -> QueryResult<Vec<HeldRole>> {
    staff_roles::table
        .left_join(zones::table)
        .filter(staff_roles::person_id.eq(person))
        .filter(staff_roles::edition_id.eq(edition))
        .limit(MOST_ROLES)
        .select((staff_roles::role, zones::kind.nullable()))
        .load(conn)
}

/// Most unread notifications that are counted; the bell says "99+" for them.
const MOST_UNREAD: i64 = 100;

/// How many notifications a person has not read, at most `MOST_UNREAD`.
///
/// # Errors
/// What the database said.
pub fn count_unread(conn: &mut Conn, person: &PersonId) -> QueryResult<i64> {
    let unread = notifications::table
        .filter(notifications::person_id.eq(person))
        .filter(notifications::read_at.is_null())
        .limit(MOST_UNREAD)
        .select(notifications::id);
    let counted: Vec<i64> = load_often!(conn, CountRows(unread))?;
    Ok(counted.first().copied().unwrap_or(0))
}

/// Notes that a login is in use, at most every [`LOGIN_SEEN_MINUTES`].
///
/// # Errors
/// What the database said.
pub fn touch_login(conn: &mut Conn, viewer: &Viewer, now: Instant) -> AppResult<()> {
    if viewer.seen_at + chrono::Duration::minutes(LOGIN_SEEN_MINUTES) < now {
        diesel::update(logins::table.find(&viewer.login)).set(logins::seen_at.eq(now)).execute(conn)?;
    }
    Ok(())
}

/// Keeps the login of a write until its end: who ends it meanwhile, with the account say, waits for what is written
/// and finds it; what would be written after that is not.
///
/// # Errors
/// [`AppError::NotSignedIn`] where it has just ended.
pub fn keep_login(conn: &mut Conn, viewer: &Viewer) -> AppResult<()> {
    let own = logins::table.find(&viewer.login).select(logins::id);
    if crate::keep_row!(conn, own)? { Ok(()) } else { Err(AppError::NotSignedIn) }
}

/// The person a write is done by.
///
/// # Errors
/// [`AppError::NotSignedIn`]; [`AppError::Refused`] while the mail address is not verified.
pub fn require_writer(viewer: Option<&Viewer>) -> AppResult<&Viewer> {
    let viewer = viewer.ok_or(AppError::NotSignedIn)?;
    if viewer.is_verified { Ok(viewer) } else { Err(AppError::Refused("error-verify-first")) }
}
