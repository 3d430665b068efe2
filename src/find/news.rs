//! What news are found by: title, summary and text, once the clock has published them; not once they are
//! archived.

use diesel::prelude::*;

use super::documents::{BODY_MAX, joined};
use super::queries::Row;
use crate::clock::Instant;
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

/// Of these items, those that everybody reads now. They belong to no organization.
///
/// # Errors
/// What the database said.
pub(super) fn list_public_news(conn: &mut Conn, ids: &[String], now: Instant) -> QueryResult<Vec<Row>> {
    let rows: Vec<(String, String)> = news_items::table
        .filter(news_items::id.eq_any(ids))
        .filter(news_items::state.eq(NewsState::Published))
        .filter(news_items::published_at.le(now))
        .select((news_items::id, news_items::slug))
        .load(conn)?;
    Ok(rows.into_iter().map(|(id, slug)| (id, slug, String::new(), String::new())).collect())
}
