//! Pages about pages: the public one, and those of the console.

use askama::Template;

use super::forms::PageForm;
use super::model::{PageRow, PageText, text_in};
use crate::clock::Instant;
use crate::error::FieldErrors;
use crate::web::markdown::{self, SafeHtml};
use crate::web::page::Page;
use crate::web::paging;
use crate::web::share::Thing;

/// `/pages/{slug}`.
#[derive(Template)]
#[template(path = "editions/pages/show.html")]
pub struct ShowPage {
    page: Page,
    title: String,
    body: SafeHtml,
    lang: &'static str,
    number: i64,
    at: Instant,
}

impl ShowPage {
    /// The page in the language that there is.
    pub fn new(mut page: Page, row: &PageRow, text: &PageText) -> Self {
        let description = markdown::plain(&text.body, 200);
        let (slug, title) = (row.slug.as_str(), text.title.as_str());
        page.tell(Thing { kind: "page", slug, title, description: &description, list: None }, None);
        Self {
            page,
            title: text.title.clone(),
            body: markdown::render(&text.body),
            lang: text.lang(),
            number: row.version,
            at: text.created_at,
        }
    }
}

/// A page in the console's list.
pub struct PageEntry {
    slug: String,
    title: String,
    lang: &'static str,
    position: i64,
    version: i64,
    updated_at: Instant,
}

/// `/organizer/pages`.
#[derive(Template)]
#[template(path = "editions/pages/index.html")]
pub struct IndexPage {
    page: Page,
    q: String,
    rows: Vec<PageEntry>,
    total: i64,
    prev: Option<String>,
    next: Option<String>,
}

impl IndexPage {
    /// One piece of the list.
    pub fn new(page: Page, q: String, found: paging::Page<(PageRow, Vec<PageText>)>) -> Self {
        let address = |number: String| paging::address("/organizer/pages", &[("q", &q)], &number);
        let total = i64::try_from(found.total.unwrap_or(0)).unwrap_or(0);
        let (prev, next) = (found.prev.map(address), found.next.map(address));
        let entry = |(row, texts): (PageRow, Vec<PageText>)| {
            let text = text_in(&texts, page.locale);
            PageEntry {
                title: text.map(|text| text.title.clone()).unwrap_or_default(),
                lang: text.map_or("en", PageText::lang),
                slug: row.slug,
                position: row.position,
                version: row.version,
                updated_at: row.updated_at,
            }
        };
        let rows = found.items.into_iter().map(entry).collect();
        Self { page, q, rows, total, prev, next }
    }
}

/// `/organizer/pages/new` and `/organizer/pages/{slug}`.
#[derive(Template)]
#[template(path = "editions/pages/edit.html")]
pub struct EditPage {
    /// The frame.
    pub page: Page,
    /// Its part of the address; none for a new page.
    pub slug: Option<String>,
    /// What was typed.
    pub form: PageForm,
    /// What stands there, where somebody else was faster.
    pub present: Option<PageForm>,
    /// Number, time and author of each version, newest first.
    pub versions: Vec<(i64, Instant, Option<String>)>,
    /// What is wrong.
    pub errors: FieldErrors,
}

impl EditPage {
    fn action(&self) -> String {
        self.slug.as_ref().map_or_else(|| "/organizer/pages".to_owned(), |slug| format!("/organizer/pages/{slug}"))
    }
}

/// `/organizer/pages/{slug}/versions/{number}`.
#[derive(Template)]
#[template(path = "editions/pages/version.html")]
pub struct VersionPage {
    page: Page,
    slug: String,
    number: i64,
    texts: Vec<(&'static str, String, SafeHtml)>,
}

impl VersionPage {
    /// A version in all its languages.
    pub fn new(page: Page, slug: String, number: i64, texts: &[PageText]) -> Self {
        let drawn = texts.iter().map(|text| (text.lang(), text.title.clone(), markdown::render(&text.body)));
        Self { page, slug, number, texts: drawn.collect() }
    }
}
