//! What the pages of news are asked for and send.

use chrono_tz::Tz;
use serde::Deserialize;

use super::model::{NewsItem, NewsState, NewsText, text_in};
use crate::clock::Instant;
use crate::error::FieldErrors;
use crate::web::check::{Check, filled_in};
use crate::web::dates;
use crate::web::i18n::Locale;

/// Longest text in one language, in characters.
pub const BODY_CHARS: usize = 10_000;
/// Longest summary, in characters.
const SUMMARY_CHARS: usize = 300;

/// The query of a list.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct ListForm {
    /// Words that it is found by.
    pub q: String,
    /// See [`NewsState`]; in the console.
    pub state: String,
    /// Page number.
    pub page: String,
}

/// A news item, as it was typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct NewsForm {
    /// Title in English.
    pub title_en: String,
    /// Summary in English.
    pub summary_en: String,
    /// Text in English.
    pub body_en: String,
    /// Title in Chinese.
    pub title_zh: String,
    /// Summary in Chinese.
    pub summary_zh: String,
    /// Text in Chinese.
    pub body_zh: String,
    /// From when on it is read, on the event's clocks; empty for now.
    pub published_at: String,
    /// Whether people talk about it.
    pub room: String,
    /// Whether the picture is to go.
    pub no_picture: String,
    /// The version that was seen; empty for a new one.
    pub version: String,
}

/// The text in one language: title, summary, body.
#[derive(Debug, Clone)]
pub struct ValidText {
    /// The language.
    pub locale: Locale,
    /// The title.
    pub title: String,
    /// A sentence or two.
    pub summary: String,
    /// The text.
    pub body: String,
}

/// What it means.
#[derive(Debug, Clone)]
pub struct ValidNews {
    /// One language or both.
    pub texts: Vec<ValidText>,
    /// From when on it is read.
    pub published_at: Instant,
    /// Whether people talk about it.
    pub has_room: bool,
    /// Whether the picture is to go.
    pub no_picture: bool,
}

impl ValidNews {
    /// The title that its address says.
    pub fn title(&self) -> &str {
        self.texts.first().map_or("", |text| text.title.as_str())
    }
}

impl NewsForm {
    /// The form filled in with what stands there.
    pub fn of(item: &NewsItem, texts: &[NewsText], zone: Tz) -> Self {
        let of = |locale: Locale| text_in(texts, &item.id, locale).filter(|text| text.lang() == locale.tag());
        let part = |locale, part: fn(&NewsText) -> &String| of(locale).map(part).cloned().unwrap_or_default();
        Self {
            title_en: part(Locale::En, |text| &text.title),
            summary_en: part(Locale::En, |text| &text.summary),
            body_en: part(Locale::En, |text| &text.body),
            title_zh: part(Locale::ZhCn, |text| &text.title),
            summary_zh: part(Locale::ZhCn, |text| &text.summary),
            body_zh: part(Locale::ZhCn, |text| &text.body),
            published_at: dates::input(item.published_at, zone),
            room: if item.has_room { "yes".to_owned() } else { String::new() },
            no_picture: String::new(),
            version: item.version.to_string(),
        }
    }

    /// Checks every field. A language is left out by leaving all of it empty; one is needed.
    ///
    /// # Errors
    /// The wrong fields.
    pub fn parse(&self, zone: Tz, now: Instant) -> Result<ValidNews, FieldErrors> {
        let mut check = Check::new();
        let (has_en, has_zh) = filled_in(
            &[&self.title_en, &self.summary_en, &self.body_en],
            &[&self.title_zh, &self.summary_zh, &self.body_zh],
        );
        let mut texts = Vec::new();
        if has_en {
            texts.push(ValidText {
                locale: Locale::En,
                title: check.line("title_en", &self.title_en, 1, 160),
                summary: check.line("summary_en", &self.summary_en, 1, SUMMARY_CHARS),
                body: check.text("body_en", &self.body_en, 0, BODY_CHARS),
            });
        }
        if has_zh {
            texts.push(ValidText {
                locale: Locale::ZhCn,
                title: check.line("title_zh", &self.title_zh, 1, 80),
                summary: check.line("summary_zh", &self.summary_zh, 1, SUMMARY_CHARS),
                body: check.text("body_zh", &self.body_zh, 0, BODY_CHARS),
            });
        }
        let published_at = check.optional_local_date_time("published_at", &self.published_at, zone).unwrap_or(now);
        check.finish(|| {
            Some(ValidNews {
                texts,
                published_at,
                has_room: !self.room.is_empty(),
                no_picture: !self.no_picture.is_empty(),
            })
        })
    }
}

/// A move in the lifecycle.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct MoveForm {
    /// The state after.
    pub state: String,
    /// The version that was seen.
    pub version: String,
}

impl MoveForm {
    /// Checks the move.
    ///
    /// # Errors
    /// The field `state`.
    pub fn parse(&self) -> Result<NewsState, FieldErrors> {
        let mut check = Check::new();
        let state = check.choice("state", &self.state);
        check.finish(|| state)
    }
}
