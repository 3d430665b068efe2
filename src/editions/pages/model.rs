//! Rows of pages and their versions.

use diesel::prelude::*;

use crate::clock::Instant;
use crate::db::schema::{page_versions, pages};
use crate::ids::{PageId, PersonId};
use crate::web::i18n::Locale;

/// A page without its texts.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = pages)]
pub struct PageRow {
    /// Its id.
    pub id: PageId,
    /// Its part of the address.
    pub slug: String,
    /// Its place in the footer.
    pub position: i64,
    /// The number of its newest version.
    pub version: i64,
    /// When that was saved.
    pub updated_at: Instant,
}

/// A version of a page in one language.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = page_versions)]
pub struct PageText {
    /// Its number, counted from 1.
    pub number: i64,
    /// The language.
    pub locale: String,
    /// The title.
    pub title: String,
    /// The text, Markdown.
    pub body: String,
    /// Who saved it.
    pub person_id: Option<PersonId>,
    /// When.
    pub created_at: Instant,
}

impl PageText {
    /// The language of the text, for its `lang`.
    pub fn lang(&self) -> &'static str {
        Locale::from_tag(&self.locale).unwrap_or(Locale::En).tag()
    }
}

/// The text in the reader's language, or in another one.
pub fn text_in(texts: &[PageText], locale: Locale) -> Option<&PageText> {
    texts.iter().find(|text| text.lang() == locale.tag()).or_else(|| texts.first())
}
