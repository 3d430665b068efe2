//! What a news item is: its row, its lifecycle, what the clock makes of it.

use diesel::prelude::*;

use crate::clock::Instant;
use crate::db::schema::{news_items, news_texts};
use crate::ids::{EditionId, FileId, NewsItemId};
use crate::lifecycle::Lifecycle;
use crate::web::i18n::Locale;

/// The kind of news items in `slugs` and in the index.
pub const NEWS: &str = "news";

crate::text_enum! {
    /// The state of a news item.
    pub enum NewsState {
        /// Being written.
        Draft = "draft",
        /// To be read once its time has come.
        Published = "published",
        /// Not to be read any more.
        Archived = "archived",
    }
}

impl NewsState {
    /// The Fluent key of the button that moves there.
    pub fn move_key(self) -> &'static str {
        match self {
            Self::Draft => "news-move-draft",
            Self::Published => "news-move-published",
            Self::Archived => "news-move-archived",
        }
    }

    /// The Fluent key of its name.
    pub fn key(self) -> &'static str {
        match self {
            Self::Draft => "news-state-draft",
            Self::Published => "news-state-published",
            Self::Archived => "news-state-archived",
        }
    }
}

impl Lifecycle for NewsState {
    const THING: &'static str = "news";
    const MOVES: &'static [(Self, Self)] = &[
        (Self::Draft, Self::Published),
        (Self::Published, Self::Draft),
        (Self::Published, Self::Archived),
        (Self::Archived, Self::Published),
    ];

    fn text(self) -> &'static str {
        self.as_str()
    }
}

/// A news item.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = news_items)]
pub struct NewsItem {
    /// Its id.
    pub id: NewsItemId,
    /// The edition.
    pub edition_id: EditionId,
    /// Its part of the address.
    pub slug: String,
    /// Its state.
    pub state: NewsState,
    /// From when on it is read.
    pub published_at: Instant,
    /// Its picture.
    pub picture_file_id: Option<FileId>,
    /// Whether people talk about it.
    pub has_room: bool,
    /// What words find it by in the database.
    pub search_key: String,
    /// Counts its changes.
    pub version: i64,
    /// When it was made.
    pub created_at: Instant,
    /// When it was changed last.
    pub updated_at: Instant,
}

impl NewsItem {
    /// Whether everybody reads it at an instant.
    pub fn is_public(&self, now: Instant) -> bool {
        self.state == NewsState::Published && self.published_at <= now
    }

    /// The kind and the Fluent key of its badge at an instant.
    pub fn badge_key(&self, now: Instant) -> (&'static str, &'static str) {
        match self.state {
            NewsState::Published if self.published_at > now => ("wait", "news-state-scheduled"),
            NewsState::Published => ("ok", NewsState::Published.key()),
            state => ("off", state.key()),
        }
    }

    /// The address of its page.
    pub fn link(&self) -> String {
        format!("/news/{}", self.slug)
    }
}

/// The text of a news item in one language.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = news_texts)]
pub struct NewsText {
    /// Whose it is.
    pub item_id: NewsItemId,
    /// The language.
    pub locale: String,
    /// The title.
    pub title: String,
    /// A sentence or two.
    pub summary: String,
    /// The text, Markdown.
    pub body: String,
}

impl NewsText {
    /// The language of the text, for its `lang`.
    pub fn lang(&self) -> &'static str {
        Locale::from_tag(&self.locale).unwrap_or(Locale::En).tag()
    }
}

/// The text of an item in the reader's language, or in another one.
pub fn text_in<'a>(texts: &'a [NewsText], item: &NewsItemId, locale: Locale) -> Option<&'a NewsText> {
    let own = || texts.iter().filter(|text| text.item_id == *item);
    own().find(|text| text.lang() == locale.tag()).or_else(|| own().next())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_a_news_items_moves_is_this() {
        let table: Vec<String> = NewsState::MOVES.iter().map(|(from, to)| format!("{from} → {to}")).collect();
        assert_eq!(
            table.join("\n"),
            "draft → published\npublished → draft\npublished → archived\narchived → published"
        );
    }
}
