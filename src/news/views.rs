//! News in lists and on their pages.

use askama::Template;

use super::forms::ListForm;
use super::model::{NewsItem, NewsText, text_in};
use super::queries::{Narrow, list_items, list_texts};
use crate::chat::rooms::RoomPanel;
use crate::clock::Instant;
use crate::db::Conn;
use crate::ids::{EditionId, NewsItemId};
use crate::site::Visit;
use crate::site::files::address;
use crate::web::i18n::Locale;
use crate::web::markdown::{self, SafeHtml};
use crate::web::page::Page;
use crate::web::paging::{self, PageNumber};

/// What a list shows of an item.
#[derive(Debug, Clone)]
pub struct NewsCard {
    /// The item.
    pub id: NewsItemId,
    /// Its page.
    pub href: String,
    /// Its title.
    pub title: String,
    /// A sentence or two.
    pub summary: String,
    /// The language of both.
    pub lang: &'static str,
    /// From when on it is read.
    pub at: Instant,
    /// When it was changed last.
    pub updated_at: Instant,
    /// The address of its picture.
    pub picture: Option<String>,
    /// The kind and the Fluent key of its badge.
    pub badge: (&'static str, &'static str),
}

/// Cards of items, in their order.
pub fn cards(rows: &[NewsItem], texts: &[NewsText], locale: Locale, now: Instant) -> Vec<NewsCard> {
    let card = |row: &NewsItem| {
        let text = text_in(texts, &row.id, locale);
        NewsCard {
            id: row.id.clone(),
            href: row.link(),
            title: text.map(|text| text.title.clone()).unwrap_or_default(),
            summary: text.map(|text| text.summary.clone()).unwrap_or_default(),
            lang: text.map_or("en", |text| text.lang()),
            at: row.published_at,
            updated_at: row.updated_at,
            picture: row.picture_file_id.as_ref().map(|id| address(id, "picture")),
            badge: row.badge_key(now),
        }
    };
    rows.iter().map(card).collect()
}

/// The latest news that everybody reads, at most so many.
///
/// # Errors
/// What the database said.
pub fn list_latest_cards(
    conn: &mut Conn,
    visit: &Visit,
    edition: &EditionId,
    most: usize,
) -> diesel::QueryResult<Vec<NewsCard>> {
    let narrow = Narrow { public_at: Some(visit.now), ..Narrow::default() };
    let rows = list_items(conn, edition, &narrow, PageNumber { number: 1, size: most })?.items;
    let ids: Vec<NewsItemId> = rows.iter().map(|row| row.id.clone()).collect();
    let texts = list_texts(conn, &ids)?;
    Ok(cards(&rows, &texts, visit.locale, visit.now))
}

/// `/news`.
#[derive(Template)]
#[template(path = "news/index.html")]
pub struct IndexPage {
    page: Page,
    form: ListForm,
    cards: Vec<NewsCard>,
    total: i64,
    is_fuzzy: bool,
    prev: Option<String>,
    next: Option<String>,
    may_write: bool,
}

impl IndexPage {
    /// One piece of the list.
    pub fn new(
        page: Page,
        form: ListForm,
        (found, is_fuzzy): (paging::Page<()>, bool),
        cards: Vec<NewsCard>,
        may_write: bool,
    ) -> Self {
        let address = |number: String| paging::address("/news", &[("q", &form.q)], &number);
        Self {
            total: i64::try_from(found.total.unwrap_or(0)).unwrap_or(0),
            prev: found.prev.map(address),
            next: found.next.map(address),
            is_fuzzy,
            may_write,
            cards,
            form,
            page,
        }
    }
}

/// `/news/{slug}`.
#[derive(Template)]
#[template(path = "news/show.html")]
pub struct ShowPage {
    page: Page,
    card: NewsCard,
    body: SafeHtml,
    room: Option<RoomPanel>,
    is_public: bool,
    may_write: bool,
}

impl ShowPage {
    /// The page.
    pub fn new(
        mut page: Page,
        (card, text): (NewsCard, Option<NewsText>),
        room: Option<RoomPanel>,
        (is_public, may_write): (bool, bool),
    ) -> Self {
        super::share::tell(&mut page, &card, is_public);
        let body = markdown::render(text.as_ref().map_or("", |text| &text.body));
        Self { page, card, body, room, is_public, may_write }
    }
}
