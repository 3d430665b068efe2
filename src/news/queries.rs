//! Statements about news.

use diesel::prelude::*;

use super::forms::ValidNews;
use super::model::{NEWS, NewsItem, NewsState, NewsText};
use crate::clock::Instant;
use crate::db::schema::{news_items, news_texts};
use crate::db::{Conn, changed_one};
use crate::error::AppResult;
use crate::ids::{EditionId, FileId, NewsItemId, RowId};
use crate::lifecycle::{self, Mover};
use crate::search::record_change;
use crate::site::words::ByWords;
use crate::site::{Viewer, Visit, slugs};
use crate::upsert;
use crate::web::paging::{Page, PageNumber};
use crate::web::text;

/// The item at an address, where there is one.
///
/// # Errors
/// What the database said.
pub fn find_at(conn: &mut Conn, edition: &EditionId, slug: &str) -> QueryResult<Option<NewsItem>> {
    news_items::table
        .filter(news_items::edition_id.eq(edition))
        .filter(news_items::slug.eq(slug))
        .select(NewsItem::as_select())
        .first(conn)
        .optional()
}

/// The present address of the item that once had this one.
///
/// # Errors
/// What the database said.
pub fn find_moved_slug(conn: &mut Conn, edition: &EditionId, slug: &str) -> QueryResult<Option<String>> {
    let Some(id) = slugs::find_thing(conn, edition, NEWS, slug)? else { return Ok(None) };
    news_items::table.filter(news_items::id.eq(id)).select(news_items::slug).first(conn).optional()
}

/// An item of this edition.
///
/// # Errors
/// 404 where there is none.
pub fn find_own(conn: &mut Conn, edition: &EditionId, id: &NewsItemId) -> QueryResult<NewsItem> {
    news_items::table.find(id).filter(news_items::edition_id.eq(edition)).select(NewsItem::as_select()).first(conn)
}

/// The texts of these items, in the order of their languages.
///
/// # Errors
/// What the database said.
pub fn list_texts(conn: &mut Conn, of: &[NewsItemId]) -> QueryResult<Vec<NewsText>> {
    news_texts::table
        .filter(news_texts::item_id.eq_any(of))
        .order((news_texts::item_id, news_texts::locale))
        .select(NewsText::as_select())
        .load(conn)
}

/// What a list is narrowed to.
#[derive(Debug, Clone, Default)]
pub struct Narrow {
    /// With these words.
    pub words: ByWords,
    /// In this state.
    pub state: Option<NewsState>,
    /// What everybody reads by then.
    pub public_at: Option<Instant>,
}

/// A page of the news of an edition, the latest first.
///
/// # Errors
/// What the database said.
pub fn list_items(
    conn: &mut Conn,
    edition: &EditionId,
    narrow: &Narrow,
    at: PageNumber,
) -> QueryResult<Page<NewsItem>> {
    let query = || {
        let mut query = news_items::table.filter(news_items::edition_id.eq(edition)).into_boxed();
        if let Some(ids) = &narrow.words.ids {
            query = query.filter(news_items::id.eq_any(ids));
        }
        for pattern in &narrow.words.patterns {
            query = query.filter(news_items::search_key.like(pattern).escape('\\'));
        }
        if let Some(state) = narrow.state {
            query = query.filter(news_items::state.eq(state));
        }
        match narrow.public_at {
            Some(now) => {
                query.filter(news_items::state.eq(NewsState::Published)).filter(news_items::published_at.le(now))
            }
            None => query,
        }
    };
    let total: i64 = query().count().get_result(conn)?;
    let (offset, limit) = (i64::try_from(at.offset()).unwrap_or(0), i64::try_from(at.size).unwrap_or(20));
    let page = query().order((news_items::published_at.desc(), news_items::id.desc())).offset(offset).limit(limit);
    let rows = page.select(NewsItem::as_select()).load(conn)?;
    Ok(at.page(rows, u64::try_from(total).unwrap_or(0)))
}

fn free_slug(conn: &mut Conn, edition: &EditionId, id: &NewsItemId, title: &str) -> QueryResult<String> {
    let base = text::slug(title);
    let mut taken: Vec<String> = news_items::table
        .filter(news_items::edition_id.eq(edition))
        .filter(news_items::id.ne(id))
        .filter(news_items::slug.like(format!("{base}%")))
        .select(news_items::slug)
        .load(conn)?;
    taken.extend(slugs::list_old(conn, edition, NEWS, id.as_str(), &base)?);
    // The form of a new item stands there.
    taken.push("new".to_owned());
    Ok(slugs::free(title, &taken))
}

fn key_of(valid: &ValidNews) -> String {
    text::search_key(valid.texts.iter().flat_map(|text| [text.title.as_str(), &text.summary]))
}

/// Makes an item, a draft.
///
/// # Errors
/// What the database said.
pub fn insert_item(
    conn: &mut Conn,
    id: &NewsItemId,
    edition: &EditionId,
    (valid, picture): (&ValidNews, Option<&FileId>),
    mover: Mover<'_>,
) -> AppResult<()> {
    let row = NewsItem {
        id: id.clone(),
        edition_id: edition.clone(),
        slug: free_slug(conn, edition, id, valid.title())?,
        state: NewsState::Draft,
        published_at: valid.published_at,
        picture_file_id: picture.cloned(),
        has_room: valid.has_room,
        search_key: key_of(valid),
        version: 1,
        created_at: mover.at,
        updated_at: mover.at,
    };
    diesel::insert_into(news_items::table).values(&row).execute(conn)?;
    lifecycle::record_beginning(conn, id.as_str(), NewsState::Draft, mover)?;
    save_texts(conn, id, valid, mover.at)
}

/// Sets an item to what was typed; a new title is a new address.
///
/// # Errors
/// 409 where somebody was faster.
pub fn update_item(
    conn: &mut Conn,
    item: &NewsItem,
    (valid, picture): (&ValidNews, Option<&FileId>),
    now: Instant,
) -> AppResult<()> {
    let slug = match valid.texts.iter().any(|text| slugs::is_of(&item.slug, &text.title)) {
        true => item.slug.clone(),
        false => free_slug(conn, &item.edition_id, &item.id, valid.title())?,
    };
    if slug != item.slug {
        slugs::record_old(conn, &item.edition_id, (NEWS, item.id.as_str()), (&item.slug, &slug), now)?;
    }
    let kept = item.picture_file_id.as_ref().filter(|_| !valid.no_picture);
    let own = news_items::table.find(&item.id).filter(news_items::version.eq(item.version));
    let changes = (
        news_items::slug.eq(slug),
        news_items::published_at.eq(valid.published_at),
        news_items::picture_file_id.eq(picture.or(kept)),
        news_items::has_room.eq(valid.has_room),
        news_items::search_key.eq(key_of(valid)),
        news_items::version.eq(news_items::version + 1),
        news_items::updated_at.eq(now),
    );
    changed_one(diesel::update(own).set(changes).execute(conn)?)?;
    save_texts(conn, &item.id, valid, now)?;
    Ok(record_change(conn, NEWS, item.id.as_str(), now)?)
}

fn save_texts(conn: &mut Conn, id: &NewsItemId, valid: &ValidNews, now: Instant) -> AppResult<()> {
    let kept: Vec<&str> = valid.texts.iter().map(|text| text.locale.tag()).collect();
    let own = news_texts::table.filter(news_texts::item_id.eq(id));
    diesel::delete(own.filter(news_texts::locale.ne_all(kept))).execute(conn)?;
    for text in &valid.texts {
        let row = (
            news_texts::id.eq(RowId::new()),
            news_texts::item_id.eq(id),
            news_texts::locale.eq(text.locale.tag()),
            news_texts::title.eq(&text.title),
            news_texts::summary.eq(&text.summary),
            news_texts::body.eq(&text.body),
            news_texts::created_at.eq(now),
        );
        let changes =
            (news_texts::title.eq(&text.title), news_texts::summary.eq(&text.summary), news_texts::body.eq(&text.body));
        upsert!(conn, news_texts::table, row, (news_texts::item_id, news_texts::locale), changes)?;
    }
    Ok(())
}

/// Moves an item that was read in this version, and records it.
///
/// # Errors
/// 409 when the move is illegal or somebody was faster.
pub fn move_item(conn: &mut Conn, item: &NewsItem, to: NewsState, mover: Mover<'_>) -> AppResult<()> {
    lifecycle::record_move(conn, item.id.as_str(), item.state, to, mover)?;
    let own = news_items::table.find(&item.id).filter(news_items::version.eq(item.version));
    let changes = (
        news_items::state.eq(to),
        news_items::version.eq(news_items::version + 1),
        news_items::updated_at.eq(mover.at),
    );
    changed_one(diesel::update(own).set(changes).execute(conn)?)?;
    Ok(record_change(conn, NEWS, item.id.as_str(), mover.at)?)
}

/// Whether this visit may see the picture of an item: everybody once it is read, its writers before.
///
/// # Errors
/// What the database said.
pub fn may_see_picture(conn: &mut Conn, visit: &Visit, file: &FileId) -> AppResult<bool> {
    let of_file = news_items::table.filter(news_items::picture_file_id.eq(file));
    let found: Option<NewsItem> = of_file.select(NewsItem::as_select()).first(conn).optional()?;
    let writes = visit.viewer.as_ref().is_some_and(Viewer::is_administrator);
    Ok(found.is_some_and(|item| writes || item.is_public(visit.now)))
}
