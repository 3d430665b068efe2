//! The form of an announcement. The time is typed in the edition's time zone.

use chrono_tz::Tz;
use serde::Deserialize;

use super::model::AnnouncementRow;
use crate::clock::Instant;
use crate::error::FieldErrors;
use crate::site::ZoneKind;
use crate::web::check::Check;
use crate::web::dates;

/// What arrived.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct AnnouncementForm {
    /// The zone; empty for all pages.
    pub zone: String,
    /// Text in English.
    pub text_en: String,
    /// Text in Chinese.
    pub text_zh: String,
    /// Until when it is shown.
    pub shown_until: String,
    /// The version that was seen; empty for a new one.
    pub version: String,
}

/// What it means.
#[derive(Debug, Clone)]
pub struct ValidAnnouncement {
    /// The zone; none for all pages.
    pub zone: Option<ZoneKind>,
    /// Text in English.
    pub text_en: String,
    /// Text in Chinese.
    pub text_zh: String,
    /// Until when it is shown.
    pub shown_until: Instant,
    /// The version that was seen.
    pub version: i64,
}

impl AnnouncementForm {
    /// The form filled in with what stands there.
    pub fn of(row: &AnnouncementRow, time_zone: Tz) -> Self {
        Self {
            zone: row.zone.map(|zone| zone.to_string()).unwrap_or_default(),
            text_en: row.text_en.clone(),
            text_zh: row.text_zh.clone(),
            shown_until: dates::input(row.shown_until, time_zone),
            version: row.version.to_string(),
        }
    }

    /// Checks every field.
    ///
    /// # Errors
    /// The wrong fields.
    pub fn parse(&self, time_zone: Tz, now: Instant) -> Result<ValidAnnouncement, FieldErrors> {
        let mut check = Check::new();
        let zone = check.optional_choice::<ZoneKind>("zone", &self.zone);
        let least = usize::from(self.text_zh.trim().is_empty());
        let text_en = check.text("text_en", &self.text_en, least, 600);
        let text_zh = check.text("text_zh", &self.text_zh, 0, 300);
        let shown_until = check.local_date_time("shown_until", &self.shown_until, time_zone);
        if shown_until.is_some_and(|until| until <= now) {
            check.error("shown_until", "error-time-past");
        }
        let version = check.optional_int("version", &self.version, 1..=i64::MAX).unwrap_or(0);
        check.finish(|| Some(ValidAnnouncement { zone, text_en, text_zh, shown_until: shown_until?, version }))
    }
}
