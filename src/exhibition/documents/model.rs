//! A document of a booth.

use crate::ids::{BoothDocumentId, FileId};
use crate::site::files::address;
use crate::web::i18n::Locale;
use crate::web::text::size;

/// A document in both languages.
#[derive(Debug, Clone, diesel::Queryable)]
pub struct Document {
    /// Its id.
    pub id: BoothDocumentId,
    /// English title; one of the two is there.
    pub title: String,
    /// Chinese title.
    pub title_zh: String,
    /// Its file.
    pub file: FileId,
    /// The file's name.
    pub name: String,
    /// Its size in bytes.
    pub bytes: i64,
}

impl Document {
    /// Its titles in both languages.
    pub fn label(&self) -> String {
        format!("{} {}", self.title, self.title_zh).trim().to_owned()
    }

    /// As a reader of this language finds it.
    pub fn view(&self, locale: Locale) -> DocumentView {
        let is_zh = (locale == Locale::ZhCn && !self.title_zh.is_empty()) || self.title.is_empty();
        DocumentView {
            title: if is_zh { self.title_zh.clone() } else { self.title.clone() },
            lang: if is_zh { Locale::ZhCn } else { Locale::En }.tag(),
            href: self.href(),
            size: size(self.bytes),
        }
    }

    /// Its address.
    pub fn href(&self) -> String {
        address(&self.file, &self.name)
    }

    /// Its size, as `2.3 MB`.
    pub fn size(&self) -> String {
        size(self.bytes)
    }
}

/// A document as a booth's page shows it.
#[derive(Debug, Clone)]
pub struct DocumentView {
    /// What it is called.
    pub title: String,
    /// The language of the title.
    pub lang: &'static str,
    /// Its address.
    pub href: String,
    /// Its size, as `2.3 MB`.
    pub size: String,
}
