//! The sanctions in force against a person, for everyone who must keep them: signing in, every
//! request with a login, the rooms. `moderation` imposes and lifts them; nothing here changes one.
//! An expired sanction ends by the clock, without anybody's doing.

use diesel::prelude::*;

use super::edition::ZoneKind;
use crate::clock::Instant;
use crate::db::Conn;
use crate::db::schema::{logins, sanctions};
use crate::ids::{EditionId, PersonId, SanctionId};

crate::text_enum! {
    /// What a sanction forbids; the texts sort so that the heavier one comes first.
    pub enum SanctionKind {
        /// No access: no login lives, none is given.
        Banned = "banned",
        /// Reads, cannot write.
        Silenced = "silenced",
    }
}

/// A sanction in force.
#[derive(Debug, Clone, Queryable)]
pub struct SanctionNote {
    /// Which it is.
    pub id: SanctionId,
    /// What it forbids.
    pub kind: SanctionKind,
    /// Why, as the moderator wrote it.
    pub reason: String,
    /// Until when.
    pub ends_at: Instant,
}

/// The sanction that keeps a person from writing in a zone now, or in what belongs to none: a ban
/// before a silence, then the one that lasts longest. A ban counts whatever edition it comes from.
///
/// # Errors
/// What the database said.
pub fn find_sanction(
    conn: &mut Conn,
    edition: &EditionId,
    zone: Option<ZoneKind>,
    person: &PersonId,
    now: Instant,
) -> QueryResult<Option<SanctionNote>> {
    let of_zone = sanctions::zone.is_null().or(sanctions::zone.eq(zone.map(ZoneKind::as_str)).assume_not_null());
    let here = sanctions::edition_id.eq(edition).and(of_zone.assume_not_null());
    sanctions::table
        .filter(sanctions::person_id.eq(person))
        .filter(sanctions::lifted_at.is_null())
        .filter(sanctions::ends_at.gt(now))
        .filter(sanctions::kind.eq(SanctionKind::Banned).or(here))
        .order((sanctions::kind.asc(), sanctions::ends_at.desc()))
        .select((sanctions::id, sanctions::kind, sanctions::reason, sanctions::ends_at))
        .first(conn)
        .optional()
}

/// The ban that keeps a person out now; the one that lasts longest.
///
/// # Errors
/// What the database said.
pub fn find_ban(conn: &mut Conn, person: &PersonId, now: Instant) -> QueryResult<Option<SanctionNote>> {
    sanctions::table
        .filter(sanctions::person_id.eq(person))
        .filter(sanctions::kind.eq(SanctionKind::Banned))
        .filter(sanctions::lifted_at.is_null())
        .filter(sanctions::ends_at.gt(now))
        .order(sanctions::ends_at.desc())
        .select((sanctions::id, sanctions::kind, sanctions::reason, sanctions::ends_at))
        .first(conn)
        .optional()
}

/// The bans in force against the person of a row of `logins`, for `not(exists(…))`: a login that
/// was made in the very moment of a ban grants nothing either.
#[diesel::dsl::auto_type(no_type_alias)]
pub fn bans_of_login(now: Instant) -> _ {
    let banned: &'static str = "banned";
    sanctions::table
        .filter(sanctions::person_id.eq(logins::person_id))
        .filter(sanctions::kind.eq(banned))
        .filter(sanctions::lifted_at.is_null())
        .filter(sanctions::ends_at.gt(now))
}
