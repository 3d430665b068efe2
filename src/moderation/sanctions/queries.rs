//! Every statement about sanctions that moderators make; what holds now is asked of
//! `site::sanctions`.

use diesel::prelude::*;

use super::BAN_BEGIN;
use super::forms::Wanted;
use super::model::{NewSanction, SanctionRow, Standing, kind_key};
use crate::accounts::logins::queries::delete_logins;
use crate::audit::Action;
use crate::clock::Instant;
use crate::db::schema::{people, sanctions, staff_roles};
use crate::db::{Conn, changed_one};
use crate::error::{AppError, AppResult, FieldErrors};
use crate::holds;
use crate::ids::{EditionId, PersonId, SanctionId};
use crate::moderation::{require, require_moderator, zones_of};
use crate::outbox::tasks::enqueue_task;
use crate::outbox::{Notice, notify};
use crate::site::appeals::appeal_path;
use crate::site::sanctions::SanctionKind;
use crate::site::{StaffRole, Visit, ZoneKind};
use crate::web::dates;
use crate::web::i18n::Locale;
use crate::web::paging::{Page, PageNumber};
use crate::web::text::{fold, like_pattern, word_patterns};

/// People found at once.
const PEOPLE_MOST: i64 = 20;
/// Earlier sanctions of a person shown at once.
const EARLIER_MOST: i64 = 20;

macro_rules! rows {
    () => {
        sanctions::table.inner_join(people::table.on(people::id.eq(sanctions::person_id)))
    };
}

macro_rules! columns {
    () => {
        (
            sanctions::id,
            sanctions::zone,
            sanctions::person_id,
            people::name,
            people::email,
            sanctions::kind,
            sanctions::reason,
            sanctions::ends_at,
            sanctions::lifted_at,
            sanctions::lifted_by,
            sanctions::lift_reason,
            sanctions::report_id,
            sanctions::created_by,
            sanctions::created_at,
        )
    };
}

/// A page of the sanctions that a moderator sees, newest first: those of their zones, and those of
/// all zones to who moderates all.
///
/// # Errors
/// Not signed in; 404 to who moderates nothing.
pub fn list_sanctions(conn: &mut Conn, visit: &Visit, wanted: &Wanted, at: PageNumber) -> AppResult<Page<SanctionRow>> {
    let viewer = require_moderator(visit)?;
    let (zones, sees_all) = (zones_of(viewer), viewer.may_moderate_in(None));
    let edition = visit.edition()?.id.clone();
    let narrow = || {
        let mut query = rows!().filter(sanctions::edition_id.eq(edition.clone())).into_boxed();
        if !sees_all {
            query = query.filter(sanctions::zone.eq_any(zones.clone()));
        }
        query = match wanted.standing() {
            Some(Standing::InForce) => {
                query.filter(sanctions::lifted_at.is_null()).filter(sanctions::ends_at.gt(visit.now))
            }
            Some(Standing::Expired) => {
                query.filter(sanctions::lifted_at.is_null()).filter(sanctions::ends_at.le(visit.now))
            }
            Some(Standing::Lifted) => query.filter(sanctions::lifted_at.is_not_null()),
            None => query,
        };
        if let Ok(kind) = wanted.kind.parse::<SanctionKind>() {
            query = query.filter(sanctions::kind.eq(kind));
        }
        if let Ok(zone) = wanted.zone.parse::<ZoneKind>() {
            query = query.filter(sanctions::zone.eq(zone));
        }
        for word in word_patterns(&wanted.q) {
            query = query.filter(sanctions::search_key.like(word).escape('\\'));
        }
        query
    };
    let total: i64 = narrow().count().get_result(conn)?;
    let (offset, limit) = (i64::try_from(at.offset()).unwrap_or(0), i64::try_from(at.size).unwrap_or(0));
    let found = narrow().order(sanctions::id.desc()).offset(offset).limit(limit).select(columns!()).load(conn)?;
    Ok(at.page(found, u64::try_from(total).unwrap_or(0)))
}

/// A sanction of a moderator's reach.
///
/// # Errors
/// Not signed in; 404 for any other.
pub fn find_sanction(conn: &mut Conn, visit: &Visit, id: &SanctionId) -> AppResult<SanctionRow> {
    let viewer = require_moderator(visit)?;
    let own = rows!().filter(sanctions::id.eq(id)).filter(sanctions::edition_id.eq(&visit.edition()?.id));
    let row: SanctionRow = own.select(columns!()).first(conn)?;
    require(viewer.may_moderate_in(row.zone))?;
    Ok(row)
}

/// A person's sanctions in an edition, newest first.
///
/// # Errors
/// What the database said.
pub fn list_earlier(conn: &mut Conn, edition: &EditionId, person: &PersonId) -> QueryResult<Vec<SanctionRow>> {
    rows!()
        .filter(sanctions::edition_id.eq(edition))
        .filter(sanctions::person_id.eq(person))
        .order(sanctions::id.desc())
        .limit(EARLIER_MOST)
        .select(columns!())
        .load(conn)
}

/// Somebody who may be sanctioned.
#[derive(Debug, Clone, Queryable)]
pub struct Person {
    /// The person.
    pub id: PersonId,
    /// Their name.
    pub name: String,
    /// Their mail address.
    pub email: String,
    time_zone: String,
}

/// People by words of their name or by their mail address, by name.
///
/// # Errors
/// What the database said.
pub fn find_people(conn: &mut Conn, q: &str) -> QueryResult<Vec<Person>> {
    let (typed, folded) = (q.trim(), fold(q));
    if folded.is_empty() {
        return Ok(Vec::new());
    }
    let by_mail = people::email_key.like(like_pattern(&folded)).escape('\\');
    people::table
        .filter(by_mail.or(holds!(people::name, typed)))
        .filter(people::erased_at.is_null())
        .order((people::name.asc(), people::id.asc()))
        .limit(PEOPLE_MOST)
        .select((people::id, people::name, people::email, people::time_zone))
        .load(conn)
}

/// A person.
///
/// # Errors
/// 404 where there is none.
pub fn find_person(conn: &mut Conn, id: &PersonId) -> QueryResult<Person> {
    let here = people::table.find(id).filter(people::erased_at.is_null());
    here.select((people::id, people::name, people::email, people::time_zone)).first(conn)
}

/// Imposes a sanction, tells the person, and with a ban ends their logins. The sockets are ended
/// after the commit ([`crate::moderation::Effects`]).
///
/// # Errors
/// 404 when the reach is not the moderator's; the field `person` for oneself or an administrator.
pub fn impose(conn: &mut Conn, visit: &Visit, new: &NewSanction) -> AppResult<()> {
    let (viewer, edition) = (visit.writer()?, &visit.edition()?.id);
    require(viewer.may_moderate_in(new.zone))?;
    let person = find_person(conn, &new.person)?;
    if person.id == viewer.person {
        return Err(FieldErrors::one("person", "error-sanction-self").into());
    }
    if is_administrator(conn, edition, &person.id)? {
        return Err(FieldErrors::one("person", "error-sanction-administrator").into());
    }
    let ends_at = new.term.end(visit.now);
    let row = (
        sanctions::id.eq(&new.id),
        sanctions::edition_id.eq(edition),
        sanctions::zone.eq(new.zone),
        sanctions::person_id.eq(&person.id),
        sanctions::kind.eq(new.kind),
        sanctions::reason.eq(&new.reason),
        sanctions::ends_at.eq(ends_at),
        sanctions::report_id.eq(&new.report),
        sanctions::created_by.eq(&viewer.person),
        sanctions::search_key.eq(fold(&format!("{} {} {}", person.name, person.email, new.reason))),
        sanctions::created_at.eq(visit.now),
    );
    diesel::insert_into(sanctions::table).values(row).execute(conn)?;
    if new.kind == SanctionKind::Banned {
        delete_logins(conn, &person.id, None)?;
        enqueue_task(conn, BAN_BEGIN, person.id.as_str(), visit.now, visit.now)?;
    }
    visit.note(
        conn,
        Action::SanctionCreate,
        &new.id,
        ("", &format!("{} until {ends_at}: {}", new.kind, new.reason)),
    )?;
    tell(conn, visit, &person, new, ends_at)
}

fn is_administrator(conn: &mut Conn, edition: &EditionId, person: &PersonId) -> QueryResult<bool> {
    let roles = staff_roles::table
        .filter(staff_roles::edition_id.eq(edition))
        .filter(staff_roles::person_id.eq(person))
        .filter(staff_roles::role.eq(StaffRole::Administrator));
    diesel::select(diesel::dsl::exists(roles)).get_result(conn)
}

/// Tells the person, with the way to their appeal; one without a login for who is banned.
fn tell(conn: &mut Conn, visit: &Visit, person: &Person, new: &NewSanction, ends_at: Instant) -> AppResult<()> {
    let (what, key, link) = match new.kind {
        SanctionKind::Banned => ("sanction.banned", "notice-banned", appeal_path(conn, &new.id, visit.now)?),
        SanctionKind::Silenced => ("sanction.silenced", "notice-silenced", format!("/sanctions/{}/appeal", new.id)),
    };
    let word = |locale: Locale| Notice {
        subject: locale.t(key).to_owned(),
        detail: locale.tf(
            "notice-sanction-detail",
            &[("until", &end_in_words(locale, ends_at, person)), ("reason", &new.reason)],
        ),
    };
    notify(conn, &person.id, what, &link, visit.now, word)
}

/// An end in the person's own time zone, which is named.
fn end_in_words(locale: Locale, ends_at: Instant, person: &Person) -> String {
    let zone: chrono_tz::Tz = person.time_zone.parse().unwrap_or(chrono_tz::UTC);
    dates::date_time_there(locale, ends_at, zone)
}

/// Ends a sanction before its time and tells the person.
///
/// # Errors
/// As [`find_sanction`]; [`AppError::Conflict`] when it does not hold any more.
pub fn lift(conn: &mut Conn, visit: &Visit, id: &SanctionId, reason: &str) -> AppResult<SanctionRow> {
    let row = find_sanction(conn, visit, id)?;
    let viewer = visit.writer()?;
    if row.person == viewer.person {
        return Err(AppError::Refused("error-lift-own"));
    }
    end_sanction(conn, visit, &row, reason)?;
    let word = |locale: Locale| Notice {
        subject: locale.tf("notice-lifted", &[("sanction", locale.t(kind_key(row.kind)))]),
        detail: locale.tf("notice-reason", &[("reason", reason)]),
    };
    notify(conn, &row.person, "sanction.lifted", "/me/notifications", visit.now, word)?;
    Ok(row)
}

/// Ends a sanction before its time; the caller has checked the right and tells the person.
///
/// # Errors
/// [`AppError::Conflict`] when it does not hold any more.
pub fn end_sanction(conn: &mut Conn, visit: &Visit, row: &SanctionRow, reason: &str) -> AppResult<()> {
    let open = sanctions::table.filter(sanctions::id.eq(&row.id)).filter(sanctions::lifted_at.is_null());
    let changes = (
        sanctions::lifted_at.eq(Some(visit.now)),
        sanctions::lifted_by.eq(Some(visit.writer()?.person.as_str())),
        sanctions::lift_reason.eq(reason),
    );
    changed_one(diesel::update(open.filter(sanctions::ends_at.gt(visit.now))).set(changes).execute(conn)?)?;
    visit.note(conn, Action::SanctionLift, &row.id, (row.kind.as_str(), reason))
}

/// A sanction with its edition, for whoever it is against.
///
/// # Errors
/// 404 where there is none.
pub fn find_any_sanction(conn: &mut Conn, id: &SanctionId) -> QueryResult<(EditionId, SanctionRow)> {
    let row = rows!().filter(sanctions::id.eq(id));
    row.select((sanctions::edition_id, columns!())).first(conn)
}
