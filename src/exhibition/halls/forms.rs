//! The form of a hall. Lengths are typed in metres and kept in half metres.

use serde::Deserialize;

use crate::clock::Instant;
use crate::error::FieldErrors;
use crate::exhibition::places::forms::{read_length, read_seen, show_length, show_seen};
use crate::web::check::Check;
use crate::web::i18n::Locale;
use crate::web::text;

/// Longest side of a hall, in half metres: what the plan still draws readably.
const SIDE_MAX: i64 = 400;

/// What arrived.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct HallForm {
    /// Its part of the address; read only for a new hall.
    pub slug: String,
    /// Name in English.
    pub name_en: String,
    /// Name in Chinese.
    pub name_zh: String,
    /// What it shows, in English.
    pub description_en: String,
    /// What it shows, in Chinese.
    pub description_zh: String,
    /// Its place among the halls.
    pub position: String,
    /// From left to right, in metres.
    pub width: String,
    /// From the entrance to the back, in metres.
    pub depth: String,
    /// When what was seen had been changed; empty for a new hall.
    pub seen: String,
}

/// What it means.
#[derive(Debug, Clone)]
pub struct ValidHall {
    /// Its part of the address.
    pub slug: String,
    /// Language, name and description.
    pub texts: [(Locale, String, String); 2],
    /// Its place among the halls.
    pub position: i64,
    /// From left to right, in half metres.
    pub width: i64,
    /// From the entrance to the back, in half metres.
    pub depth: i64,
    /// When what was seen had been changed.
    pub seen: Option<Instant>,
}

/// A hall as it stands: slug, position, width, depth, time of the last change.
pub type HallFacts = (String, i64, i64, i64, Instant);

impl HallForm {
    /// The form filled in with what stands there.
    pub fn of((slug, position, width, depth, at): &HallFacts, texts: &[(String, String, String)]) -> Self {
        let text = |locale: Locale| texts.iter().find(|text| text.0 == locale.tag()).cloned().unwrap_or_default();
        let (english, chinese) = (text(Locale::En), text(Locale::ZhCn));
        Self {
            slug: slug.clone(),
            name_en: english.1,
            name_zh: chinese.1,
            description_en: english.2,
            description_zh: chinese.2,
            position: position.to_string(),
            width: show_length(*width),
            depth: show_length(*depth),
            seen: show_seen(*at),
        }
    }

    /// Checks every field.
    ///
    /// # Errors
    /// The wrong fields.
    pub fn parse(&self) -> Result<ValidHall, FieldErrors> {
        let mut check = Check::new();
        let slug = check.line("slug", &self.slug, 1, 60);
        if slug == "new" || (!slug.is_empty() && slug != text::slug(&slug)) {
            check.error("slug", "error-slug");
        }
        let english = (
            Locale::En,
            check.line("name_en", &self.name_en, 1, 80),
            check.text("description_en", &self.description_en, 0, 400),
        );
        let chinese = (
            Locale::ZhCn,
            check.line("name_zh", &self.name_zh, 1, 40),
            check.text("description_zh", &self.description_zh, 0, 200),
        );
        let position = check.int("position", &self.position, 1..=99);
        let width = read_length(&mut check, "width", &self.width, 10..=SIDE_MAX);
        let depth = read_length(&mut check, "depth", &self.depth, 10..=SIDE_MAX);
        let seen = read_seen(&self.seen);
        check.finish(|| {
            let texts = [english, chinese];
            Some(ValidHall { slug, texts, position: position?, width: width?, depth: depth?, seen })
        })
    }
}
