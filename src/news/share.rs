//! What the page of a news item tells search engines.

use serde_json::json;

use super::views::NewsCard;
use crate::web::dates;
use crate::web::page::Page;
use crate::web::share::{Thing, picture};

/// Tells of a news item on its page; what is not public yet is nobody else's business.
pub(super) fn tell(page: &mut Page, card: &NewsCard, is_public: bool) {
    let slug = card.href.trim_start_matches("/news/");
    let publisher = json!({ "@type": "Organization", "name": page.event_name, "url": page.absolute("/") });
    let drawn = picture("news", slug, page.locale.tag());
    let image = card.picture.as_deref().unwrap_or(&drawn);
    let facts = json!({
        "@type": "NewsArticle",
        "headline": card.title,
        "description": card.summary,
        "datePublished": dates::machine(card.at),
        "dateModified": dates::machine(card.updated_at.max(card.at)),
        "inLanguage": card.lang,
        "image": [page.absolute(image)],
        "author": publisher,
        "publisher": publisher,
        "mainEntityOfPage": page.bare(),
        "url": page.bare(),
    });
    let list = Some((page.t("news-title"), "/news"));
    let thing = Thing { kind: "news", slug, title: &card.title, description: &card.summary, list };
    page.tell(thing, is_public.then_some(facts));
    page.share.is_indexed &= is_public;
}
