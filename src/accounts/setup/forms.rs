//! The form of the first organizer.

use chrono::NaiveTime;
use chrono_tz::Tz;
use serde::Deserialize;

use crate::accounts::passwords::Password;
use crate::clock::Instant;
use crate::error::FieldErrors;
use crate::web::check::Check;

/// What arrived.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct SetupForm {
    /// The organizer's name.
    pub name: String,
    /// The organizer's mail address.
    pub email: String,
    /// The password as typed.
    pub password: String,
    /// The event's name in English.
    pub event_en: String,
    /// The event's name in Chinese.
    pub event_zh: String,
    /// First day, `2026-05-21`.
    pub opens_on: String,
    /// Last day.
    pub closes_on: String,
    /// IANA time zone of the event.
    pub time_zone: String,
}

/// What it means.
#[derive(Debug, Clone)]
pub struct ValidSetup {
    /// Name.
    pub name: String,
    /// Mail address.
    pub email: String,
    /// Password.
    pub password: Password,
    /// Names of the event: English, Chinese.
    pub event: (String, String),
    /// The opening: the start of the first day where the event is.
    pub opens_at: Instant,
    /// The close: the end of the last day.
    pub closes_at: Instant,
    /// The time zone.
    pub time_zone: Tz,
}

impl SetupForm {
    /// Checks every field.
    ///
    /// # Errors
    /// The wrong fields.
    pub fn parse(&self) -> Result<ValidSetup, FieldErrors> {
        let mut check = Check::new();
        let name = check.line("name", &self.name, 1, 80);
        let email = check.email("email", &self.email);
        let event_en = check.line("event_en", &self.event_en, 1, 120);
        let event_zh = check.line("event_zh", &self.event_zh, 1, 60);
        let zone = check.choice::<Tz>("time_zone", &self.time_zone);
        let opens = check.date("opens_on", &self.opens_on);
        let closes = check.date("closes_on", &self.closes_on);
        if let (Some(opens), Some(closes)) = (opens, closes)
            && (closes < opens || closes - opens > chrono::Duration::days(366))
        {
            check.error("closes_on", "error-days");
        }
        let mut errors = FieldErrors::new();
        let password = Password::new(&self.password, "password", &mut errors);
        if let Some(error) = errors.of("password") {
            match error.n {
                Some(n) => check.error_n("password", error.key, n),
                None => check.error("password", error.key),
            }
        }
        check.finish(|| {
            let zone = zone?;
            Some(ValidSetup {
                name,
                email,
                password,
                event: (event_en, event_zh),
                opens_at: start_of(opens?, zone)?,
                closes_at: start_of(closes?.succ_opt()?, zone)?,
                time_zone: zone,
            })
        })
    }
}

/// The instant at which a day begins in a time zone.
pub fn start_of(day: chrono::NaiveDate, zone: Tz) -> Option<Instant> {
    Some(day.and_time(NaiveTime::MIN).and_local_timezone(zone).earliest()?.naive_utc())
}
