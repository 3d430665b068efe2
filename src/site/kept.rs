//! What is the same for everybody, kept while nothing has changed: whole pages of visitors, drawn
//! and packed ([`Site::shown`]), and what the pages of people who are signed in share
//! ([`Visit::shared`]). Must never keep anything that was read or drawn for a person.
//!
//! What is kept stands under the second and the [`Version`] of what it was read from. A change
//! therefore shows in the next answer; one of another server, and the clock, within a second.

use std::any::Any;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use actix_web::HttpResponse;
use actix_web::body::MessageBody as _;
use actix_web::http::StatusCode;
use actix_web::http::header::{self, ContentEncoding, HeaderMap, HeaderValue};
use bytes::Bytes;
use moka::{future, sync};

use super::{Asker, Site, Visit};
use crate::db::Conn;
use crate::error::{AppError, AppResult};
use crate::ids::EditionId;
use crate::web::i18n::Locale;
use crate::web::packing::pack;

/// Memory for kept pages, in bytes.
const PAGES_BYTES: u64 = 16 << 20;
/// What a page costs beside its body and its address, about.
const PAGE_BYTES: usize = 1_000;
/// Most values that are shared: the largest, a plan or a page of a list, has some 100 KB.
const VALUES_MAX: u64 = 100;
/// Most values that are renewed, a few for each edition.
const RENEWED_MAX: u64 = 20;
/// How long anything is kept at most that is not renewed.
const KEPT: Duration = Duration::from_secs(1);

/// The state of everything that is shown: how many changes the database, the index and the
/// snapshot had seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Version {
    database: u64,
    index: u64,
    snapshot: u64,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct PageKey {
    version: Version,
    second: i64,
    path: String,
    locale: Locale,
    theme: &'static str,
    encoding: Option<&'static str>,
}

/// An answer as it was drawn.
#[derive(Debug, Clone)]
struct Drawn {
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct ValueKey {
    version: Version,
    second: i64,
    edition: Option<EditionId>,
    locale: Locale,
    name: &'static str,
    of: String,
}

type Value = Arc<dyn Any + Send + Sync>;

/// What this process keeps; clones share it.
#[derive(Debug, Clone)]
pub struct Kept {
    pages: future::Cache<PageKey, Drawn>,
    values: sync::Cache<ValueKey, Value>,
    renewed: sync::Cache<(Option<EditionId>, &'static str), Value>,
    snapshots: Arc<AtomicU64>,
}

impl Default for Kept {
    fn default() -> Self {
        let weigh = |key: &PageKey, page: &Drawn| {
            u32::try_from(key.path.len() + page.body.len() + PAGE_BYTES).unwrap_or(u32::MAX)
        };
        Self {
            pages: future::Cache::builder().max_capacity(PAGES_BYTES).weigher(weigh).time_to_live(KEPT).build(),
            values: sync::Cache::builder().max_capacity(VALUES_MAX).time_to_live(KEPT).build(),
            renewed: sync::Cache::new(RENEWED_MAX),
            snapshots: Arc::default(),
        }
    }
}

impl Kept {
    /// Notes that the snapshot was read anew.
    pub(super) fn count_snapshot(&self) {
        self.snapshots.fetch_add(1, Ordering::SeqCst);
    }
}

impl Site {
    /// The answer that `draw` gives, to a visitor perhaps one that was drawn just before. Many who
    /// ask at once wait for one drawing. Who is signed in gets their own, and so does who is told
    /// a flash or reads the archive.
    ///
    /// # Errors
    /// What `draw` answered; errors are not kept.
    pub async fn shown(
        &self,
        asker: &Asker,
        draw: impl Future<Output = AppResult<HttpResponse>>,
    ) -> AppResult<HttpResponse> {
        if asker.token_hash.is_some() || asker.flash.is_some() || asker.archive.is_some() {
            return draw.await;
        }
        let drawn = async { draw_whole(draw.await?, asker.encoding) };
        let page = self.kept.pages.try_get_with(self.page_key(asker), drawn).await.map_err(|error| (*error).clone())?;
        let mut response = HttpResponse::with_body(page.status, page.body);
        *response.headers_mut() = page.headers;
        Ok(response.map_into_boxed_body())
    }

    fn page_key(&self, asker: &Asker) -> PageKey {
        let visit = self.start_visit(asker);
        PageKey {
            version: visit.version,
            second: visit.second(),
            path: asker.path.clone(),
            locale: visit.locale,
            theme: asker.theme,
            encoding: asker.encoding.map(|encoding| encoding.as_str()),
        }
    }

    pub(super) fn version(&self) -> Version {
        Version {
            database: self.db.commits(),
            index: self.search.commits(),
            snapshot: self.kept.snapshots.load(Ordering::SeqCst),
        }
    }
}

fn draw_whole(response: HttpResponse, encoding: Option<ContentEncoding>) -> AppResult<Drawn> {
    let (head, body) = response.into_parts();
    let (status, mut headers) = (head.status(), head.headers().clone());
    let plain = body.try_into_bytes().map_err(|_| AppError::internal("a page came in pieces"))?;
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    let Some(encoding) = encoding.filter(|_| !plain.is_empty()) else {
        // It was drawn into more room than it takes.
        return Ok(Drawn { status, headers, body: Bytes::copy_from_slice(&plain) });
    };
    headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding.as_str()));
    let body = pack(&plain, encoding).map_err(AppError::internal)?.into();
    Ok(Drawn { status, headers, body })
}

impl Visit {
    fn second(&self) -> i64 {
        self.now.and_utc().timestamp()
    }

    /// What `read` gives, perhaps as it was read for somebody else just before: in this edition,
    /// in this language, at this second. `name` and `of` say what it is; `read` must give the same
    /// to everybody, so it gets the connection and not the viewer.
    ///
    /// # Errors
    /// What `read` answered; errors are not kept.
    pub fn shared<T: Any + Send + Sync>(
        &self,
        conn: &mut Conn,
        name: &'static str,
        of: &str,
        read: impl FnOnce(&mut Conn) -> AppResult<T>,
    ) -> AppResult<Arc<T>> {
        let key = ValueKey {
            version: self.version,
            second: self.second(),
            edition: self.snapshot.edition.as_ref().map(|edition| edition.id.clone()),
            locale: self.locale,
            name,
            of: of.to_owned(),
        };
        let value = self.kept.values.try_get_with(key, || -> AppResult<Value> { Ok(Arc::new(read(conn)?)) });
        let value = value.map_err(|error| (*error).clone())?;
        value.downcast().map_err(|_| AppError::internal(name))
    }

    /// What `renew` makes of what it gave before in this edition: for values of which a change leaves most as it
    /// was. It must give what is right whatever it gets, also what is long past, and the same to everybody.
    ///
    /// # Errors
    /// What `renew` answered; what it gave before stays then.
    pub fn renewed<T: Any + Send + Sync>(
        &self,
        name: &'static str,
        renew: impl FnOnce(Option<&T>) -> AppResult<T>,
    ) -> AppResult<Arc<T>> {
        let key = (self.snapshot.edition.as_ref().map(|edition| edition.id.clone()), name);
        let before: Option<Arc<T>> = self.kept.renewed.get(&key).and_then(|value| value.downcast().ok());
        let after = Arc::new(renew(before.as_deref())?);
        self.kept.renewed.insert(key, after.clone());
        Ok(after)
    }
}
