//! What news are found by: title, summary and text, once the clock has published them; not once they are
//! archived.

use diesel::prelude::*;
use diesel::sql_types;

use super::documents::{BODY_MAX, joined};
use super::kinds::{Row, Wanted, narrowed};
use crate::db::Conn;
use crate::db::schema::news_items;
use crate::error::AppResult;
use crate::news::model::{NEWS, NewsItem, NewsState};
use crate::news::queries::list_texts;
use crate::search::{Document, Source, Text};
use crate::web::i18n::Locale;
use crate::web::markdown;

/// The source of news.
pub(super) struct News;

impl Source for News {
    fn kind(&self) -> &'static str {
        NEWS
    }

    fn document(&self, conn: &mut Conn, id: &str) -> AppResult<Option<Document>> {
        let found: Option<NewsItem> = news_items::table
            .filter(news_items::id.eq(id))
            .filter(news_items::state.eq(NewsState::Published))
            .select(NewsItem::as_select())
            .first(conn)
            .optional()?;
        let Some(item) = found else { return Ok(None) };
        let texts = list_texts(conn, std::slice::from_ref(&item.id))?.into_iter().filter_map(|text| {
            let body = joined([text.summary.as_str(), &markdown::plain(&text.body, BODY_MAX)]);
            Some(Text { locale: Locale::from_tag(&text.locale)?, title: text.title, body })
        });
        Ok(Some(Document {
            texts: texts.collect(),
            facets: Vec::new(),
            numbers: Vec::new(),
            dated: item.published_at,
            from: Some(item.published_at),
            until: None,
            edition: item.edition_id.to_string(),
        }))
    }

    fn all_ids(&self, conn: &mut Conn) -> AppResult<Vec<String>> {
        let published = news_items::table.filter(news_items::state.eq(NewsState::Published));
        Ok(published.select(news_items::id).load(conn)?)
    }
}

/// The items that everybody reads. They belong to no organization.
///
/// # Errors
/// What the database said.
pub(super) fn list_public_news(conn: &mut Conn, wanted: Wanted<'_>) -> QueryResult<Vec<Row>> {
    let nobody = || "".into_sql::<sql_types::Text>();
    let public = news_items::table
        .filter(news_items::state.eq(NewsState::Published))
        .filter(news_items::published_at.le(wanted.now))
        .select((news_items::id, news_items::slug, nobody(), nobody(), news_items::updated_at));
    narrowed!(public, news_items, wanted).load(conn)
}
