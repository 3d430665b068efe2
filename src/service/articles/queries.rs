//! Every statement about articles.

use diesel::prelude::*;

use super::forms::ValidArticle;
use super::model::{Article, ArticleState, ArticleText};
use crate::clock::Instant;
use crate::db::schema::{article_texts, articles};
use crate::db::{Conn, changed_one};
use crate::error::AppResult;
use crate::ids::{ArticleId, EditionId, RowId};
use crate::insert_many;
use crate::lifecycle::{self, Mover};
use crate::search;
use crate::service::topics::Topic;
use crate::site::slugs;
use crate::web::i18n::Locale;
use crate::web::paging::{Page, PageNumber};
use crate::web::text::{self, search_key, word_patterns};

/// The kind of articles in the index and among old addresses.
pub const ARTICLE: &str = "article";
/// Articles that are read at once, at most.
const MOST: i64 = 1_000;

/// An article with its words.
pub type WholeArticle = (Article, Vec<ArticleText>);

/// What the console's list is narrowed to.
#[derive(Debug, Clone, Default)]
pub struct Narrow {
    /// Words of titles and texts.
    pub words: String,
    /// One topic.
    pub topic: Option<Topic>,
    /// One state.
    pub state: Option<ArticleState>,
}

/// An article at an address, published or not.
///
/// # Errors
/// 404 where there is none.
pub fn find_article(conn: &mut Conn, edition: &EditionId, slug: &str) -> QueryResult<Article> {
    articles::table
        .filter(articles::edition_id.eq(edition))
        .filter(articles::slug.eq(slug))
        .select(Article::as_select())
        .first(conn)
}

/// An article of an edition.
///
/// # Errors
/// 404 where there is none.
pub fn find_by_id(conn: &mut Conn, edition: &EditionId, id: &ArticleId) -> QueryResult<Article> {
    articles::table
        .filter(articles::edition_id.eq(edition))
        .filter(articles::id.eq(id))
        .select(Article::as_select())
        .first(conn)
}

/// The present address of an article that once had this one.
///
/// # Errors
/// What the database said.
pub fn find_moved_slug(conn: &mut Conn, edition: &EditionId, slug: &str) -> QueryResult<Option<String>> {
    let Some(thing) = slugs::find_thing(conn, edition, ARTICLE, slug)? else { return Ok(None) };
    articles::table.filter(articles::id.eq(thing)).select(articles::slug).first(conn).optional()
}

/// The words of an article, in the order of the languages.
///
/// # Errors
/// What the database said.
pub fn list_texts(conn: &mut Conn, article: &ArticleId) -> QueryResult<Vec<ArticleText>> {
    Ok(list_texts_of(conn, std::slice::from_ref(article))?.into_iter().map(|(_, text)| text).collect())
}

/// The words of these articles.
///
/// # Errors
/// What the database said.
pub fn list_texts_of(conn: &mut Conn, of: &[ArticleId]) -> QueryResult<Vec<(ArticleId, ArticleText)>> {
    let rows: Vec<(ArticleId, String, String, String)> = article_texts::table
        .filter(article_texts::article_id.eq_any(of))
        .order((article_texts::article_id, article_texts::locale))
        .select((article_texts::article_id, article_texts::locale, article_texts::title, article_texts::body))
        .load(conn)?;
    let text = |(id, tag, title, body): (ArticleId, String, String, String)| {
        Some((id, ArticleText { locale: Locale::from_tag(&tag)?, title, body }))
    };
    Ok(rows.into_iter().filter_map(text).collect())
}

/// Puts the words to their articles.
///
/// # Errors
/// What the database said.
pub fn with_texts(conn: &mut Conn, rows: Vec<Article>) -> QueryResult<Vec<WholeArticle>> {
    let ids: Vec<ArticleId> = rows.iter().map(|row| row.id.clone()).collect();
    let mut all = list_texts_of(conn, &ids)?;
    let whole = |row: Article| {
        let own = all.extract_if(.., |(id, _)| *id == row.id).map(|(_, text)| text).collect();
        (row, own)
    };
    Ok(rows.into_iter().map(whole).collect())
}

/// The published articles of an edition, those of a topic in their order; at most 1,000.
///
/// # Errors
/// What the database said.
pub fn list_published(conn: &mut Conn, edition: &EditionId, topic: Option<Topic>) -> QueryResult<Vec<WholeArticle>> {
    let mut found = articles::table
        .filter(articles::edition_id.eq(edition))
        .filter(articles::state.eq(ArticleState::Published))
        .into_boxed();
    if let Some(topic) = topic {
        found = found.filter(articles::topic.eq(topic));
    }
    let rows = found.order((articles::position, articles::id)).limit(MOST).select(Article::as_select()).load(conn)?;
    with_texts(conn, rows)
}

/// Of these articles, those that are published.
///
/// # Errors
/// What the database said.
pub fn list_published_of(conn: &mut Conn, ids: &[String]) -> QueryResult<Vec<Article>> {
    articles::table
        .filter(articles::id.eq_any(ids))
        .filter(articles::state.eq(ArticleState::Published))
        .select(Article::as_select())
        .load(conn)
}

/// A page of the published articles that hold the words, while the index cannot say which.
///
/// # Errors
/// What the database said.
pub fn search_published(
    conn: &mut Conn,
    edition: &EditionId,
    words: &str,
    at: PageNumber,
) -> QueryResult<Page<WholeArticle>> {
    let narrow = Narrow { words: words.to_owned(), state: Some(ArticleState::Published), ..Narrow::default() };
    list_articles(conn, edition, &narrow, at)
}

/// A page of the articles of an edition, by topic and place.
///
/// # Errors
/// What the database said.
pub fn list_articles(
    conn: &mut Conn,
    edition: &EditionId,
    wanted: &Narrow,
    at: PageNumber,
) -> QueryResult<Page<WholeArticle>> {
    let narrow = || {
        let mut found = articles::table.filter(articles::edition_id.eq(edition)).into_boxed();
        if let Some(topic) = wanted.topic {
            found = found.filter(articles::topic.eq(topic));
        }
        if let Some(state) = wanted.state {
            found = found.filter(articles::state.eq(state));
        }
        for word in word_patterns(&wanted.words) {
            found = found.filter(articles::search_key.like(word).escape('\\'));
        }
        found
    };
    let total: i64 = narrow().count().get_result(conn)?;
    let rows = narrow()
        .order((articles::topic, articles::position, articles::id))
        .offset(i64::try_from(at.offset()).unwrap_or(0))
        .limit(i64::try_from(at.size).unwrap_or(25))
        .select(Article::as_select())
        .load(conn)?;
    Ok(at.page(with_texts(conn, rows)?, u64::try_from(total).unwrap_or(0)))
}

/// A free address for a title; this article may have had it before.
fn free_slug(conn: &mut Conn, edition: &EditionId, article: &ArticleId, title: &str) -> QueryResult<String> {
    let base = text::slug(title);
    let mut taken: Vec<String> = articles::table
        .filter(articles::edition_id.eq(edition))
        .filter(articles::id.ne(article))
        .filter(articles::slug.like(format!("{base}%")))
        .select(articles::slug)
        .limit(10_000)
        .load(conn)?;
    taken.extend(slugs::list_old(conn, edition, ARTICLE, article.as_str(), &base)?);
    Ok(slugs::free(title, &taken))
}

fn key_of(valid: &ValidArticle) -> String {
    search_key(valid.texts.iter().flat_map(|text| [text.title.as_str(), text.body.as_str()]))
}

/// Stores a new draft. Safe to repeat: one that stands already stays as it is.
///
/// # Errors
/// What the database said.
pub fn insert_article(
    conn: &mut Conn,
    id: &ArticleId,
    edition: &EditionId,
    valid: &ValidArticle,
    mover: Mover<'_>,
) -> AppResult<bool> {
    if find_by_id(conn, edition, id).optional()?.is_some() {
        return Ok(false);
    }
    let article = Article {
        id: id.clone(),
        edition_id: edition.clone(),
        slug: free_slug(conn, edition, id, valid.title())?,
        topic: valid.topic,
        position: valid.position,
        state: ArticleState::Draft,
        was_public: false,
        search_key: key_of(valid),
        version: 1,
        created_at: mover.at,
        updated_at: mover.at,
    };
    diesel::insert_into(articles::table).values(&article).execute(conn)?;
    insert_texts(conn, id, valid, mover.at)?;
    lifecycle::record_beginning(conn, id.as_str(), ArticleState::Draft, mover)?;
    Ok(true)
}

fn insert_texts(conn: &mut Conn, article: &ArticleId, valid: &ValidArticle, now: Instant) -> QueryResult<()> {
    let rows: Vec<_> = valid
        .texts
        .iter()
        .map(|text| {
            (
                article_texts::id.eq(RowId::new()),
                article_texts::article_id.eq(article),
                article_texts::locale.eq(text.locale.tag()),
                article_texts::title.eq(&text.title),
                article_texts::body.eq(&text.body),
                article_texts::created_at.eq(now),
            )
        })
        .collect();
    insert_many!(conn, article_texts::table, rows)?;
    Ok(())
}

/// Changes an article that was read in this version. A new title gives a new address, to which the old one leads
/// where it was public.
///
/// # Errors
/// 409 when somebody was faster.
pub fn update_article(conn: &mut Conn, article: &Article, valid: &ValidArticle, now: Instant) -> AppResult<()> {
    let slug = match slugs::is_of(&article.slug, valid.title()) {
        true => article.slug.clone(),
        false => free_slug(conn, &article.edition_id, &article.id, valid.title())?,
    };
    let seen = articles::table.filter(articles::id.eq(&article.id)).filter(articles::version.eq(article.version));
    let changes = (
        articles::slug.eq(&slug),
        articles::topic.eq(valid.topic),
        articles::position.eq(valid.position),
        articles::search_key.eq(key_of(valid)),
        articles::version.eq(articles::version + 1),
        articles::updated_at.eq(now),
    );
    changed_one(diesel::update(seen).set(changes).execute(conn)?)?;
    diesel::delete(article_texts::table.filter(article_texts::article_id.eq(&article.id))).execute(conn)?;
    insert_texts(conn, &article.id, valid, now)?;
    if article.was_public && slug != article.slug {
        let (thing, moved) = ((ARTICLE, article.id.as_str()), (article.slug.as_str(), slug.as_str()));
        slugs::record_old(conn, &article.edition_id, thing, moved, now)?;
    }
    Ok(search::record_change(conn, ARTICLE, article.id.as_str(), now)?)
}

/// Publishes or withdraws an article that was read in this version.
///
/// # Errors
/// 409 when it is so already, or somebody was faster.
pub fn move_article(conn: &mut Conn, article: &Article, to: ArticleState, mover: Mover<'_>) -> AppResult<()> {
    lifecycle::record_move(conn, article.id.as_str(), article.state, to, mover)?;
    let seen = articles::table.filter(articles::id.eq(&article.id)).filter(articles::version.eq(article.version));
    let changes = (
        articles::state.eq(to),
        articles::was_public.eq(true),
        articles::version.eq(articles::version + 1),
        articles::updated_at.eq(mover.at),
    );
    changed_one(diesel::update(seen).set(changes).execute(conn)?)?;
    Ok(search::record_change(conn, ARTICLE, article.id.as_str(), mover.at)?)
}
