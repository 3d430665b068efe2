//! The form of a zone. Instants are typed in the edition's time zone.

use chrono_tz::Tz;
use serde::Deserialize;

use crate::clock::Instant;
use crate::error::FieldErrors;
use crate::site::edition::{Gate, Zone};
use crate::web::check::Check;
use crate::web::dates;
use crate::web::i18n::Locale;

/// What arrived.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct ZoneForm {
    /// Title in English.
    pub title_en: String,
    /// Title in Chinese.
    pub title_zh: String,
    /// Introduction in English.
    pub introduction_en: String,
    /// Introduction in Chinese.
    pub introduction_zh: String,
    /// The opening.
    pub opens_at: String,
    /// The close.
    pub closes_at: String,
    /// What is set by hand.
    pub gate: String,
    /// Ticked where what is submitted waits for a reviewer.
    pub review_required: String,
    /// The version that was seen.
    pub version: String,
}

/// What it means.
#[derive(Debug, Clone)]
pub struct ValidZone {
    /// Language, title and introduction.
    pub texts: [(Locale, String, String); 2],
    /// The opening.
    pub opens_at: Instant,
    /// The close.
    pub closes_at: Instant,
    /// What is set by hand.
    pub gate: Gate,
    /// Whether what is submitted waits for a reviewer.
    pub review_required: bool,
    /// The version that was seen.
    pub version: i64,
}

impl ZoneForm {
    /// The form filled in with what stands there.
    pub fn of(zone: &Zone, time_zone: Tz) -> Self {
        Self {
            title_en: zone.texts.title(Locale::En).to_owned(),
            title_zh: zone.texts.title(Locale::ZhCn).to_owned(),
            introduction_en: zone.texts.body(Locale::En).to_owned(),
            introduction_zh: zone.texts.body(Locale::ZhCn).to_owned(),
            opens_at: dates::input(zone.opens_at, time_zone),
            closes_at: dates::input(zone.closes_at, time_zone),
            gate: zone.gate.to_string(),
            review_required: if zone.review_required { "yes".to_owned() } else { String::new() },
            version: zone.version.to_string(),
        }
    }

    /// Checks every field.
    ///
    /// # Errors
    /// The wrong fields.
    pub fn parse(&self, time_zone: Tz) -> Result<ValidZone, FieldErrors> {
        let mut check = Check::new();
        let english = (
            Locale::En,
            check.line("title_en", &self.title_en, 1, 80),
            check.text("introduction_en", &self.introduction_en, 0, 400),
        );
        let chinese = (
            Locale::ZhCn,
            check.line("title_zh", &self.title_zh, 1, 40),
            check.text("introduction_zh", &self.introduction_zh, 0, 400),
        );
        let opens_at = check.local_date_time("opens_at", &self.opens_at, time_zone);
        let closes_at = check.local_date_time("closes_at", &self.closes_at, time_zone);
        if let (Some(opens_at), Some(closes_at)) = (opens_at, closes_at)
            && closes_at <= opens_at
        {
            check.error("closes_at", "error-closes-before-opening");
        }
        let gate = check.choice("gate", &self.gate);
        let version = check.int("version", &self.version, 1..=i64::MAX);
        check.finish(|| {
            Some(ValidZone {
                texts: [english, chinese],
                opens_at: opens_at?,
                closes_at: closes_at?,
                gate: gate?,
                review_required: !self.review_required.is_empty(),
                version: version?,
            })
        })
    }
}
