//! The form of an edition. Days are those of the event's time zone.

use chrono_tz::Tz;
use serde::Deserialize;

use super::model::{EditionRow, EditionText};
use crate::accounts::setup::forms::start_of;
use crate::accounts::setup::queries::NewEdition;
use crate::error::FieldErrors;
use crate::site::edition::EditionState;
use crate::site::theme::{DEFAULT_ACCENT, is_readable_accent};
use crate::web::check::Check;
use crate::web::dates;
use crate::web::i18n::Locale;
use crate::web::text;

/// What arrived.
#[derive(Debug, Clone, Deserialize)]
#[serde(default)]
pub struct EditionForm {
    /// Its part of the address; read only for a new edition.
    pub slug: String,
    /// Name in English.
    pub name_en: String,
    /// Name in Chinese.
    pub name_zh: String,
    /// Introduction in English.
    pub introduction_en: String,
    /// Introduction in Chinese.
    pub introduction_zh: String,
    /// First day.
    pub opens_on: String,
    /// Last day.
    pub closes_on: String,
    /// IANA time zone.
    pub time_zone: String,
    /// The accent colour.
    pub accent: String,
    /// The slug of the edition that hands on its halls, articles and words to a new one; empty for none.
    pub copy_from: String,
    /// The version that was seen; empty for a new edition.
    pub version: String,
}

impl Default for EditionForm {
    fn default() -> Self {
        Self {
            slug: String::new(),
            name_en: String::new(),
            name_zh: String::new(),
            introduction_en: String::new(),
            introduction_zh: String::new(),
            opens_on: String::new(),
            closes_on: String::new(),
            time_zone: "Asia/Shanghai".to_owned(),
            accent: DEFAULT_ACCENT.to_owned(),
            copy_from: String::new(),
            version: String::new(),
        }
    }
}

impl EditionForm {
    /// The form filled in with what stands there.
    pub fn of(row: &EditionRow, texts: &[EditionText]) -> Self {
        let zone = row.zone();
        let text = |locale: Locale| texts.iter().find(|text| text.0 == locale.tag()).cloned().unwrap_or_default();
        let day = |at| dates::input(at, zone).chars().take(10).collect();
        let (english, chinese) = (text(Locale::En), text(Locale::ZhCn));
        Self {
            slug: row.slug.clone(),
            name_en: english.1,
            name_zh: chinese.1,
            introduction_en: english.2,
            introduction_zh: chinese.2,
            opens_on: day(row.opens_at),
            closes_on: day(row.closes_at - chrono::Duration::seconds(1)),
            time_zone: row.time_zone.clone(),
            accent: row.accent.clone(),
            copy_from: String::new(),
            version: row.version.to_string(),
        }
    }

    /// Checks every field; gives the edition, a draft that is not current, and the version seen.
    ///
    /// # Errors
    /// The wrong fields.
    pub fn parse(&self) -> Result<(NewEdition, i64), FieldErrors> {
        let mut check = Check::new();
        let slug = check.line("slug", &self.slug, 1, 60);
        if slug == "new" || (!slug.is_empty() && slug != text::slug(&slug)) {
            check.error("slug", "error-slug");
        }
        let english = (
            Locale::En,
            check.line("name_en", &self.name_en, 1, 120),
            check.text("introduction_en", &self.introduction_en, 0, 600),
        );
        let chinese = (
            Locale::ZhCn,
            check.line("name_zh", &self.name_zh, 1, 60),
            check.text("introduction_zh", &self.introduction_zh, 0, 300),
        );
        let zone = check.choice::<Tz>("time_zone", &self.time_zone);
        let opens = check.date("opens_on", &self.opens_on);
        let closes = check.date("closes_on", &self.closes_on);
        if let (Some(opens), Some(closes)) = (opens, closes)
            && (closes < opens || closes - opens > chrono::Duration::days(366))
        {
            check.error("closes_on", "error-days");
        }
        let accent = self.accent.trim().to_ascii_lowercase();
        if !is_readable_accent(&accent) {
            check.error("accent", "error-accent");
        }
        let version = check.optional_int("version", &self.version, 1..=i64::MAX).unwrap_or(0);
        check.finish(|| {
            let zone = zone?;
            let edition = NewEdition {
                slug,
                state: EditionState::Draft,
                is_current: false,
                opens_at: start_of(opens?, zone)?,
                closes_at: start_of(closes?.succ_opt()?, zone)?,
                time_zone: zone,
                accent,
                texts: [english, chinese],
            };
            Some((edition, version))
        })
    }
}
