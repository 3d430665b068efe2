//! Atom feeds (RFC 4287), each with a mark by which readers ask again only for what is new (RFC 9110, 13). Handlers of
//! feeds fill [`Feed`] and answer with [`draw`] and [`unless_same`].

use actix_web::http::header::{self, HeaderValue};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use sha2::{Digest, Sha256};

use super::dates;
use crate::clock::Instant;
use crate::error::{AppError, AppResult};

/// An entry of a feed.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Its id, a UUID.
    pub id: String,
    /// Its title.
    pub title: String,
    /// A sentence or two.
    pub summary: String,
    /// The language of both.
    pub lang: &'static str,
    /// Who wrote it, where that is not the author of the feed.
    pub author: String,
    /// Its page, from `/` on.
    pub href: String,
    /// From when on it is read.
    pub published: Instant,
    /// When it was changed last.
    pub updated: Instant,
}

/// A feed.
#[derive(Debug, Clone, Template)]
#[template(path = "shared/feed.xml")]
pub struct Feed {
    /// Its address, from `/` on, which is its id too.
    pub path: &'static str,
    /// The page that shows the same.
    pub page: &'static str,
    /// Its name.
    pub title: String,
    /// Who writes.
    pub author: String,
    /// The language of whoever asked.
    pub lang: &'static str,
    /// Where the site is.
    pub site: String,
    /// When it was last changed where it has no entries.
    pub since: Instant,
    /// The entries, the latest first.
    pub entries: Vec<Entry>,
}

impl Feed {
    fn updated(&self) -> String {
        let latest = self.entries.iter().map(|entry| entry.updated.max(entry.published)).max();
        dates::machine(latest.unwrap_or(self.since))
    }

    fn machine(&self, at: &Instant) -> String {
        dates::machine(*at)
    }

    /// The text without the characters that XML has no way to write.
    fn plain(&self, text: &str) -> String {
        xml_text(text)
    }
}

/// A text without the characters that XML 1.0 has no way to write.
pub fn xml_text(text: &str) -> String {
    let is_known = |c: &char| !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}') || matches!(c, '\t' | '\n');
    text.chars().filter(is_known).collect()
}

/// The answer that carries a feed, under the hash of its contents.
///
/// # Errors
/// When the template cannot be drawn, which is our fault.
pub fn draw(feed: &Feed) -> AppResult<HttpResponse> {
    let body = feed.render().map_err(AppError::internal)?;
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "application/atom+xml; charset=utf-8"))
        .insert_header((header::CACHE_CONTROL, "no-cache"))
        .insert_header((header::ETAG, mark_of(body.as_bytes())))
        .body(body))
}

/// The mark of contents, the same however they are packed.
pub fn mark_of(contents: &[u8]) -> String {
    let hash: String = Sha256::digest(contents).iter().take(12).map(|byte| format!("{byte:02x}")).collect();
    format!("W/\"{hash}\"")
}

/// Whether whoever asks holds what has this mark.
pub fn holds(request: &HttpRequest, mark: &str) -> bool {
    let asked = request.headers().get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok());
    let bare = |one: &str| one.trim().trim_start_matches("W/").to_owned();
    asked.is_some_and(|asked| asked.split(',').any(|one| one.trim() == "*" || bare(one) == bare(mark)))
}

/// The answer, or 304 without a body to who holds it already.
pub fn unless_same(request: &HttpRequest, answer: HttpResponse) -> HttpResponse {
    let mark: Option<HeaderValue> = answer.headers().get(header::ETAG).cloned();
    match mark.filter(|mark| mark.to_str().is_ok_and(|mark| holds(request, mark))) {
        None => answer,
        Some(mark) => HttpResponse::NotModified()
            .insert_header((header::ETAG, mark))
            .insert_header((header::CACHE_CONTROL, "no-cache"))
            .finish(),
    }
}
