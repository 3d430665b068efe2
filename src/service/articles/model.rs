//! What an article is: its row, its texts, its lifecycle.

use diesel::prelude::*;

use crate::clock::Instant;
use crate::db::schema::articles;
use crate::ids::{ArticleId, EditionId};
use crate::lifecycle::Lifecycle;
use crate::service::topics::Topic;
use crate::web::i18n::Locale;

crate::text_enum! {
    /// The state of an article.
    pub enum ArticleState {
        /// Read by those who write it alone.
        Draft = "draft",
        /// For everybody.
        Published = "published",
    }
}

impl ArticleState {
    /// The kind of its badge and the Fluent key of its name.
    pub fn badge_and_key(self) -> (&'static str, &'static str) {
        match self {
            Self::Draft => ("off", "article-state-draft"),
            Self::Published => ("ok", "article-state-published"),
        }
    }
}

impl Lifecycle for ArticleState {
    const THING: &'static str = "article";
    const MOVES: &'static [(Self, Self)] = &[(Self::Draft, Self::Published), (Self::Published, Self::Draft)];

    fn text(self) -> &'static str {
        self.as_str()
    }
}

/// An article without its texts.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = articles)]
pub struct Article {
    /// Its id.
    pub id: ArticleId,
    /// The edition.
    pub edition_id: EditionId,
    /// Its part of the address.
    pub slug: String,
    /// What it is about.
    pub topic: Topic,
    /// Its place among those of the topic.
    pub position: i64,
    /// Its state.
    pub state: ArticleState,
    /// Whether it ever was before the public.
    pub was_public: bool,
    /// Titles and texts as they are searched.
    pub search_key: String,
    /// Counts its changes.
    pub version: i64,
    /// When it was written.
    pub created_at: Instant,
    /// When it was changed last.
    pub updated_at: Instant,
}

/// The words of an article in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArticleText {
    /// The language.
    pub locale: Locale,
    /// The title.
    pub title: String,
    /// The text, Markdown.
    pub body: String,
}

/// The words in the reader's language, or in another one.
pub fn text_in(texts: &[ArticleText], locale: Locale) -> Option<&ArticleText> {
    texts.iter().find(|text| text.locale == locale).or_else(|| texts.first())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_an_articles_moves_is_this() {
        let table: Vec<String> = ArticleState::MOVES.iter().map(|(from, to)| format!("{from} → {to}")).collect();
        assert_eq!(table.join("\n"), "draft → published\npublished → draft");
    }

    #[test]
    fn another_language_stands_in() {
        let texts = [ArticleText { locale: Locale::ZhCn, title: "签证".into(), body: String::new() }];
        assert_eq!(text_in(&texts, Locale::En).map(|text| text.locale), Some(Locale::ZhCn));
        assert!(text_in(&[], Locale::En).is_none());
    }
}
