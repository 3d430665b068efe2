//! How a person wants to be told: mail at once, in a daily digest or not at all, a choice a topic;
//! quiet hours; the hour of the digest. What nobody chose is told at once.

use chrono::Duration;
use chrono_tz::Tz;
use diesel::prelude::*;

use super::digest;
use super::times::{QuietHours, next_hour};
use super::topics::NoticeTopic;
use crate::clock::Instant;
use crate::db::Conn;
use crate::db::schema::{notification_choices, notification_settings, people, settings};
use crate::ids::{PersonId, RowId};
use crate::upsert;
use crate::web::i18n::Locale;
use crate::web::languages::{LANGUAGES_SETTING, Languages};

crate::text_enum! {
    /// When a topic's mails come.
    pub enum MailChoice {
        /// As it happens.
        AtOnce = "at_once",
        /// With the rest of the day.
        Digest = "digest",
        /// Never; the site tells.
        None = "none",
    }
}

impl MailChoice {
    /// The Fluent key of its name.
    pub fn key(self) -> &'static str {
        match self {
            Self::AtOnce => "notice-mail-at-once",
            Self::Digest => "notice-mail-digest",
            Self::None => "notice-mail-none",
        }
    }
}

/// The hour of the digest where none was chosen.
pub const DIGEST_HOUR: i64 = 8;

/// When a person is told, whatever it is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hours {
    /// While mails at once wait.
    pub quiet: Option<QuietHours>,
    /// The hour of the digest, 0 to 23.
    pub digest_hour: i64,
}

impl Default for Hours {
    fn default() -> Self {
        Self { quiet: None, digest_hour: DIGEST_HOUR }
    }
}

/// How one person is told.
#[derive(Debug, Clone)]
pub struct Wish {
    /// Their address.
    pub email: String,
    /// Their language, or the one that is offered.
    pub locale: Locale,
    /// Their time zone.
    pub zone: Tz,
    /// The hours they chose.
    pub hours: Hours,
    /// When their last digest was made.
    digested_at: Option<Instant>,
    /// Whether their account is deleted: nobody is told anything any more.
    pub is_gone: bool,
}

impl Wish {
    /// When a mail that could go at this instant may go.
    pub fn after_quiet_hours(&self, at: Instant) -> Instant {
        self.hours.quiet.and_then(|quiet| quiet.end_at(at, self.zone)).unwrap_or(at)
    }

    /// When the next digest is due: one a day, also when the hour was changed after the last one or
    /// the clock went back. A last one that lies far ahead was made under a wrong clock and is
    /// passed over.
    pub fn next_digest(&self, now: Instant) -> Instant {
        let is_near = |last: &Instant| (*last - now).abs() <= Duration::days(1);
        let last = self.digested_at.filter(is_near);
        let day = |at: Instant| chrono::TimeZone::from_utc_datetime(&self.zone, &at).date_naive();
        let mut next = next_hour(last.map_or(now, |last| last.max(now)), self.hours.digest_hour, self.zone);
        if let (Some(found), Some(last)) = (next, last)
            && day(found) == day(last)
        {
            next = next_hour(found, self.hours.digest_hour, self.zone);
        }
        next.unwrap_or(now + Duration::days(1))
    }
}

/// How a person is told.
///
/// # Errors
/// 404 when there is no such person.
pub fn find_wish(conn: &mut Conn, person: &PersonId) -> QueryResult<Wish> {
    type Chosen = (Option<i64>, Option<i64>, Option<i64>);
    type Row = (String, String, String, Chosen, Option<Instant>, Option<Instant>, Option<String>);
    let (email, tag, zone, (from, until, digest_hour), digested_at, erased_at, offered): Row = people::table
        .left_join(notification_settings::table)
        .left_join(settings::table.on(settings::name.eq(LANGUAGES_SETTING)))
        .filter(people::id.eq(person))
        .select((
            people::email,
            people::locale,
            people::time_zone,
            (
                notification_settings::quiet_from.nullable(),
                notification_settings::quiet_until.nullable(),
                notification_settings::digest_hour.nullable(),
            ),
            notification_settings::digested_at.nullable(),
            people::erased_at,
            settings::value.nullable(),
        ))
        .first(conn)?;
    let languages = offered.and_then(|text| text.parse().ok()).unwrap_or(Languages::Both);
    let quiet = from.zip(until).map(|(from, until)| QuietHours { from, until });
    Ok(Wish {
        email,
        locale: languages.admit(Locale::from_tag(&tag).unwrap_or(Locale::En)),
        zone: zone.parse().unwrap_or(chrono_tz::UTC),
        hours: Hours { quiet, digest_hour: digest_hour.unwrap_or(DIGEST_HOUR) },
        digested_at,
        is_gone: erased_at.is_some(),
    })
}

/// When mails of a topic come.
///
/// # Errors
/// What the database said.
pub fn find_choice(conn: &mut Conn, person: &PersonId, topic: NoticeTopic) -> QueryResult<MailChoice> {
    if !topic.can_be_turned_off() {
        return Ok(MailChoice::AtOnce);
    }
    let chosen = notification_choices::table
        .filter(notification_choices::person_id.eq(person))
        .filter(notification_choices::topic.eq(topic))
        .select(notification_choices::mail)
        .first(conn)
        .optional()?;
    Ok(chosen.unwrap_or(MailChoice::AtOnce))
}

/// When mails come, of every topic that can be turned off, in the order of the topics.
///
/// # Errors
/// What the database said.
pub fn list_choices(conn: &mut Conn, person: &PersonId) -> QueryResult<Vec<(NoticeTopic, MailChoice)>> {
    let chosen: Vec<(String, MailChoice)> = notification_choices::table
        .filter(notification_choices::person_id.eq(person))
        .select((notification_choices::topic, notification_choices::mail))
        .load(conn)?;
    let of = |topic: NoticeTopic| chosen.iter().find(|(name, _)| name == topic.as_str()).map(|(_, mail)| *mail);
    Ok(NoticeTopic::choosable().map(|topic| (topic, of(topic).unwrap_or(MailChoice::AtOnce))).collect())
}

/// Says when mails of a topic come.
///
/// # Errors
/// What the database said.
pub fn save_choice(
    conn: &mut Conn,
    person: &PersonId,
    topic: NoticeTopic,
    mail: MailChoice,
    now: Instant,
) -> QueryResult<()> {
    let row = (
        notification_choices::id.eq(RowId::new()),
        notification_choices::person_id.eq(person),
        notification_choices::topic.eq(topic),
        notification_choices::mail.eq(mail),
        notification_choices::created_at.eq(now),
        notification_choices::updated_at.eq(now),
    );
    let unique = (notification_choices::person_id, notification_choices::topic);
    let changes = (notification_choices::mail.eq(mail), notification_choices::updated_at.eq(now));
    upsert!(conn, notification_choices::table, row, unique, changes)?;
    Ok(())
}

/// Whether a topic comes to the browsers of a person where push is on.
///
/// # Errors
/// What the database said.
pub(super) fn is_pushed(conn: &mut Conn, person: &PersonId, topic: NoticeTopic) -> QueryResult<bool> {
    Ok(!topic.can_be_turned_off() || !list_unpushed(conn, person)?.iter().any(|name| name == topic.as_str()))
}

/// The topics that come to the browsers of a person, of those that can be turned off, in their order.
///
/// # Errors
/// What the database said.
pub fn list_pushed(conn: &mut Conn, person: &PersonId) -> QueryResult<Vec<NoticeTopic>> {
    let off = list_unpushed(conn, person)?;
    Ok(NoticeTopic::choosable().filter(|topic| !off.iter().any(|name| name == topic.as_str())).collect())
}

fn list_unpushed(conn: &mut Conn, person: &PersonId) -> QueryResult<Vec<String>> {
    notification_choices::table
        .filter(notification_choices::person_id.eq(person))
        .filter(notification_choices::push.eq(false))
        .select(notification_choices::topic)
        .load(conn)
}

/// Says which topics come to the browsers of a person; the others do not.
///
/// # Errors
/// What the database said.
pub fn save_pushed(conn: &mut Conn, person: &PersonId, pushed: &[NoticeTopic], now: Instant) -> QueryResult<()> {
    for topic in NoticeTopic::choosable() {
        let is_pushed = pushed.contains(&topic);
        let row = (
            notification_choices::id.eq(RowId::new()),
            notification_choices::person_id.eq(person),
            notification_choices::topic.eq(topic),
            notification_choices::mail.eq(MailChoice::AtOnce),
            notification_choices::push.eq(is_pushed),
            notification_choices::created_at.eq(now),
            notification_choices::updated_at.eq(now),
        );
        let unique = (notification_choices::person_id, notification_choices::topic);
        let changes = (notification_choices::push.eq(is_pushed), notification_choices::updated_at.eq(now));
        upsert!(conn, notification_choices::table, row, unique, changes)?;
    }
    Ok(())
}

/// Says at which hours a person is told; a digest that waits is put to the hour that was chosen.
///
/// # Errors
/// What the database said.
pub fn save_hours(conn: &mut Conn, person: &PersonId, hours: Hours, now: Instant) -> QueryResult<()> {
    let columns = (
        notification_settings::quiet_from.eq(hours.quiet.map(|quiet| quiet.from)),
        notification_settings::quiet_until.eq(hours.quiet.map(|quiet| quiet.until)),
        notification_settings::digest_hour.eq(hours.digest_hour),
        notification_settings::updated_at.eq(now),
    );
    let row = (notification_settings::person_id.eq(person), notification_settings::created_at.eq(now), columns);
    upsert!(conn, notification_settings::table, row, notification_settings::person_id, columns)?;
    digest::put_to_its_hour(conn, person, now)
}

/// Writes down that a digest was made.
///
/// # Errors
/// What the database said.
pub(super) fn note_digest(conn: &mut Conn, person: &PersonId, now: Instant) -> QueryResult<()> {
    let row = (
        notification_settings::person_id.eq(person),
        notification_settings::digest_hour.eq(DIGEST_HOUR),
        notification_settings::digested_at.eq(Some(now)),
        notification_settings::created_at.eq(now),
        notification_settings::updated_at.eq(now),
    );
    let changes = notification_settings::digested_at.eq(Some(now));
    upsert!(conn, notification_settings::table, row, notification_settings::person_id, changes)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utc(text: &str) -> Instant {
        Instant::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap_or_default()
    }

    fn wish(digest_hour: i64, digested_at: Option<&str>) -> Wish {
        Wish {
            email: String::new(),
            locale: Locale::En,
            zone: chrono_tz::UTC,
            hours: Hours { quiet: None, digest_hour },
            digested_at: digested_at.map(utc),
            is_gone: false,
        }
    }

    #[test]
    fn a_digest_comes_once_a_day_whatever_the_clock_does() {
        let next = |hour, last, now| wish(hour, last).next_digest(utc(now));
        assert_eq!(next(8, None, "2026-11-24 07:00"), utc("2026-11-24 08:00"));
        assert_eq!(next(8, Some("2026-11-23 08:00"), "2026-11-24 07:00"), utc("2026-11-24 08:00"));
        assert_eq!(next(8, Some("2026-11-24 08:00"), "2026-11-24 07:00"), utc("2026-11-25 08:00"), "went back");
        assert_eq!(next(20, Some("2026-11-24 08:00"), "2026-11-24 09:00"), utc("2026-11-25 20:00"), "other hour");
        assert_eq!(next(8, Some("2036-11-24 08:00"), "2026-11-24 07:00"), utc("2026-11-24 08:00"), "wrong clock");
    }
}
