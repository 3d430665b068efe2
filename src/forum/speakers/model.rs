//! A speaker.

use diesel::prelude::*;

use crate::db::schema::speakers;
use crate::ids::{EditionId, FileId, PersonId, SpeakerId};
use crate::web::i18n::Locale;

/// The kind of speakers in `slugs`.
pub const SPEAKER: &str = "speaker";

/// Somebody who speaks.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = speakers)]
pub struct Speaker {
    /// Their id.
    pub id: SpeakerId,
    /// The edition.
    pub edition_id: EditionId,
    /// Their account, where there is one.
    pub person_id: Option<PersonId>,
    /// Their part of the address.
    pub slug: String,
    /// Full name.
    pub name: String,
    /// Where they come from; may be empty.
    pub affiliation: String,
    /// The same in Chinese, or empty.
    pub affiliation_zh: String,
    /// Who they are, Markdown; may be empty.
    pub biography: String,
    /// The same in Chinese, or empty.
    pub biography_zh: String,
    /// Their picture.
    pub photo_file_id: Option<FileId>,
    /// Counts its changes.
    pub version: i64,
}

impl Speaker {
    /// The address of their page.
    pub fn link(&self) -> String {
        format!("/forum/speakers/{}", self.slug)
    }

    /// Where they come from, in a language or the other.
    pub fn affiliation_in(&self, locale: Locale) -> &str {
        either(locale, &self.affiliation, &self.affiliation_zh).0
    }

    /// Who they are, in a language or the other, with the language it is in.
    pub fn biography_in(&self, locale: Locale) -> (&str, &'static str) {
        either(locale, &self.biography, &self.biography_zh)
    }
}

/// The text in the reader's language or, where that is empty, in the other; with its language.
fn either<'a>(locale: Locale, english: &'a str, chinese: &'a str) -> (&'a str, &'static str) {
    let is_chinese = match locale {
        Locale::ZhCn => !chinese.is_empty(),
        Locale::En => english.is_empty() && !chinese.is_empty(),
    };
    if is_chinese { (chinese, Locale::ZhCn.tag()) } else { (english, Locale::En.tag()) }
}
