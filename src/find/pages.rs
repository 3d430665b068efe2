//! What the organizer's own pages are found by: title and text of the newest version. They belong to every edition.

use diesel::prelude::*;
use diesel::sql_types;

use super::documents::BODY_MAX;
use super::kinds::{Row, Wanted, narrowed};
use crate::db::Conn;
use crate::db::schema::pages;
use crate::editions::pages::{PAGE, PageRow, list_texts};
use crate::error::AppResult;
use crate::search::{Document, EVERY_EDITION, Source, Text};
use crate::web::i18n::Locale;
use crate::web::markdown;

/// The source of pages.
pub(super) struct Pages;

impl Source for Pages {
    fn kind(&self) -> &'static str {
        PAGE
    }

    fn document(&self, conn: &mut Conn, id: &str) -> AppResult<Option<Document>> {
        let found: Option<PageRow> =
            pages::table.filter(pages::id.eq(id)).select(PageRow::as_select()).first(conn).optional()?;
        let Some(page) = found else { return Ok(None) };
        let texts = list_texts(conn, &page.id, page.version)?.into_iter().filter_map(|text| {
            let body = markdown::plain(&text.body, BODY_MAX);
            Some(Text { locale: Locale::from_tag(&text.locale)?, title: text.title, body })
        });
        Ok(Some(Document {
            texts: texts.collect(),
            facets: Vec::new(),
            numbers: Vec::new(),
            dated: page.updated_at,
            from: None,
            until: None,
            edition: EVERY_EDITION.to_owned(),
        }))
    }

    fn all_ids(&self, conn: &mut Conn) -> AppResult<Vec<String>> {
        Ok(pages::table.select(pages::id).load(conn)?)
    }
}

/// The pages, which everybody reads.
///
/// # Errors
/// What the database said.
pub(super) fn list_public_pages(conn: &mut Conn, wanted: Wanted<'_>) -> QueryResult<Vec<Row>> {
    let nobody = || "".into_sql::<sql_types::Text>();
    let public = pages::table.select((pages::id, pages::slug, nobody(), nobody(), pages::updated_at));
    narrowed!(public, pages, wanted, in_no_edition).load(conn)
}
