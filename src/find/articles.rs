//! What articles of the help are found by: title and text, in each language.

use super::documents::joined;
use super::kinds::{Row, Wanted, narrowed};
use crate::db::Conn;
use crate::db::schema::articles;
use crate::error::AppResult;
use crate::search::{Document, Source, Text};
use crate::service::articles::model::{Article, ArticleState};
use crate::service::articles::queries::{self, ARTICLE};
use crate::web::i18n::Locale;
use crate::web::markdown;
use diesel::prelude::*;

/// How much of a text is read, in characters.
const BODY_MAX: usize = 20_000;

/// The source of articles.
pub(super) struct Articles;

impl Source for Articles {
    fn kind(&self) -> &'static str {
        ARTICLE
    }

    fn document(&self, conn: &mut Conn, id: &str) -> AppResult<Option<Document>> {
        let found: Option<Article> = articles::table
            .filter(articles::id.eq(id))
            .filter(articles::state.eq(ArticleState::Published))
            .select(Article::as_select())
            .first(conn)
            .optional()?;
        let Some(article) = found else { return Ok(None) };
        let texts = queries::list_texts(conn, &article.id)?.into_iter().map(|text| {
            let topic = text.locale.t(article.topic.key());
            let body = joined([markdown::plain(&text.body, BODY_MAX).as_str(), topic]);
            Text { locale: text.locale, title: text.title, body }
        });
        Ok(Some(Document {
            texts: texts.collect(),
            facets: vec![("topic", article.topic.to_string())],
            numbers: Vec::new(),
            dated: article.updated_at,
            from: None,
            until: None,
            edition: article.edition_id.to_string(),
        }))
    }

    fn all_ids(&self, conn: &mut Conn) -> AppResult<Vec<String>> {
        Ok(articles::table.select(articles::id).load(conn)?)
    }
}

/// The articles that are published, each with its topic.
///
/// # Errors
/// What the database said.
pub(super) fn list_public_articles(conn: &mut Conn, wanted: Wanted<'_>) -> QueryResult<Vec<Row>> {
    let public = articles::table.filter(articles::state.eq(ArticleState::Published)).select(Article::as_select());
    let rows: Vec<Article> = narrowed!(public, articles, wanted).load(conn)?;
    let row = |article: Article| Row {
        id: article.id.to_string(),
        slug: article.slug,
        organization: Locale::En.t(article.topic.key()).to_owned(),
        organization_zh: Locale::ZhCn.t(article.topic.key()).to_owned(),
        changed_at: article.updated_at,
    };
    Ok(rows.into_iter().map(row).collect())
}
