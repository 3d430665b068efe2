//! Every statement about pages and their versions.

use diesel::prelude::*;

use super::forms::ValidPage;
use super::model::{PageRow, PageText};
use crate::clock::Instant;
use crate::db::schema::{page_versions, pages, people};
use crate::db::{Conn, Topic, changed_one, raise, unique};
use crate::error::{AppError, AppResult, FieldErrors};
use crate::ids::{PageId, PageVersionId, PersonId};
use crate::insert_many;
use crate::search::record_change;

/// The kind of pages in the index.
pub const PAGE: &str = "page";

/// Pages in the console's list, each with its newest titles, in the order of the footer.
///
/// # Errors
/// What the database said.
pub fn list_pages(conn: &mut Conn) -> QueryResult<Vec<(PageRow, PageText)>> {
    pages::table
        .inner_join(page_versions::table)
        .filter(page_versions::number.eq(pages::version))
        .order((pages::position, pages::slug, page_versions::locale))
        .limit(400)
        .select((PageRow::as_select(), PageText::as_select()))
        .load(conn)
}

/// A page with its newest texts.
///
/// # Errors
/// 404 when there is none at this address.
pub fn find_page(conn: &mut Conn, slug: &str) -> QueryResult<(PageRow, Vec<PageText>)> {
    let row: PageRow = pages::table.filter(pages::slug.eq(slug)).select(PageRow::as_select()).first(conn)?;
    let texts = list_texts(conn, &row.id, row.version)?;
    Ok((row, texts))
}

/// The texts of one version.
///
/// # Errors
/// What the database said.
pub fn list_texts(conn: &mut Conn, page: &PageId, number: i64) -> QueryResult<Vec<PageText>> {
    page_versions::table
        .filter(page_versions::page_id.eq(page))
        .filter(page_versions::number.eq(number))
        .order(page_versions::locale)
        .limit(10)
        .select(PageText::as_select())
        .load(conn)
}

/// Number, time and author of each version, newest first, at most 200; a version in two languages
/// stands twice.
///
/// # Errors
/// What the database said.
pub fn list_versions(conn: &mut Conn, page: &PageId) -> QueryResult<Vec<(i64, Instant, Option<String>)>> {
    page_versions::table
        .left_join(people::table.on(page_versions::person_id.eq(people::id.nullable())))
        .filter(page_versions::page_id.eq(page))
        .order((page_versions::number.desc(), page_versions::id))
        .limit(200)
        .select((page_versions::number, page_versions::created_at, people::name.nullable()))
        .load(conn)
}

/// Makes a page with its first version.
///
/// # Errors
/// The field `slug` when the address is taken.
pub fn insert_page(conn: &mut Conn, id: &PageId, valid: &ValidPage, by: &PersonId, now: Instant) -> AppResult<()> {
    let row = (
        pages::id.eq(id),
        pages::slug.eq(&valid.slug),
        pages::position.eq(valid.position),
        pages::version.eq(1_i64),
        pages::created_at.eq(now),
        pages::updated_at.eq(now),
    );
    let taken = AppError::Invalid(FieldErrors::one("slug", "error-slug-taken"));
    unique(diesel::insert_into(pages::table).values(row).execute(conn), taken)?;
    insert_version(conn, id, 1, valid, by, now)
}

/// Makes the next version of a page.
///
/// # Errors
/// A conflict when somebody else made one since the page was seen.
pub fn update_page(conn: &mut Conn, id: &PageId, valid: &ValidPage, by: &PersonId, now: Instant) -> AppResult<()> {
    let seen = pages::table.filter(pages::id.eq(id)).filter(pages::version.eq(valid.version));
    let rows = diesel::update(seen)
        .set((pages::position.eq(valid.position), pages::version.eq(pages::version + 1), pages::updated_at.eq(now)))
        .execute(conn)?;
    changed_one(rows)?;
    insert_version(conn, id, valid.version.saturating_add(1), valid, by, now)
}

fn insert_version(
    conn: &mut Conn,
    page: &PageId,
    number: i64,
    valid: &ValidPage,
    by: &PersonId,
    now: Instant,
) -> AppResult<()> {
    let rows: Vec<_> = valid
        .texts
        .iter()
        .map(|(locale, title, body)| {
            (
                page_versions::id.eq(PageVersionId::new()),
                page_versions::page_id.eq(page),
                page_versions::number.eq(number),
                page_versions::locale.eq(locale.tag()),
                page_versions::title.eq(title),
                page_versions::body.eq(body),
                page_versions::person_id.eq(Some(by)),
                page_versions::created_at.eq(now),
            )
        })
        .collect();
    insert_many!(conn, page_versions::table, rows)?;
    raise(Topic::Site);
    Ok(record_change(conn, PAGE, page.as_str(), now)?)
}
