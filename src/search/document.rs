//! What a zone gives into the index, and the trait by which it is asked; implemented by zones,
//! registered in `app`, called by the follower alone.

use crate::clock::Instant;
use crate::db::Conn;
use crate::error::AppResult;
use crate::web::i18n::Locale;

/// The edition of what belongs to all editions: it is found in each.
pub const EVERY_EDITION: &str = "*";

/// The text of a thing in one language.
#[derive(Debug, Clone)]
pub struct Text {
    /// The language it is written in.
    pub locale: Locale,
    /// What weighs most, and is shown as the heading of a hit.
    pub title: String,
    /// Everything else that it is to be found by, without Markdown marks.
    pub body: String,
}

/// A thing as searchers see it. A thing that is not public has none.
#[derive(Debug, Clone)]
pub struct Document {
    /// The edition it belongs to, or [`EVERY_EDITION`].
    pub edition: String,
    /// Its text, one entry a language.
    pub texts: Vec<Text>,
    /// What it can be filtered and counted by: name and value, several values a name allowed. The
    /// kind is added by the index under the name `kind`.
    pub facets: Vec<(&'static str, String)>,
    /// What it can be bounded and sorted by, one value a name.
    pub numbers: Vec<(&'static str, i64)>,
    /// Where it stands in the order of the newest.
    pub dated: Instant,
    /// From when on it is found, where the clock decides.
    pub from: Option<Instant>,
    /// From when on it is found no more.
    pub until: Option<Instant>,
}

/// Where the documents of one kind come from.
pub trait Source: Send + Sync {
    /// The kind, as it stands in `search_changes` and in the `kind` of a hit.
    fn kind(&self) -> &'static str;

    /// The present document of a thing; nothing when it is not there or not public.
    ///
    /// # Errors
    /// What the database said.
    fn document(&self, conn: &mut Conn, id: &str) -> AppResult<Option<Document>>;

    /// The ids of all things of this kind that may have a document, in any order.
    ///
    /// # Errors
    /// What the database said.
    fn all_ids(&self, conn: &mut Conn) -> AppResult<Vec<String>>;
}
