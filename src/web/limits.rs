//! Every limit of the web floor with its unit and reason, and how often a thing may be done.
//! `docs/limits.md` says the same to operators; a test compares the two. Forms, uploads, images and
//! paging read their constants here; handlers ask [`RateLimits`] before costly or loud work.

use std::hash::{BuildHasher, RandomState};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use governor::clock::Clock as _;
use governor::middleware::NoOpMiddleware;
use governor::nanos::Nanos;
use governor::state::keyed::DashMapStateStore;
use governor::{Quota, RateLimiter};

use crate::bus::Bus;
use crate::clock::Clock;
use crate::error::AppError;

pub use super::rates::Rate;

/// One row of the table of limits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    /// The name of the constant.
    pub name: &'static str,
    /// The largest value that is accepted.
    pub value: u64,
    /// What the value counts.
    pub unit: &'static str,
    /// Why it is this much.
    pub reason: &'static str,
}

/// Declares each limit once: as a constant and as a row of [`TABLE`].
macro_rules! limits {
    ($($name:ident: $type:ty = $value:expr, $unit:literal, $reason:literal;)*) => {
        $(#[doc = concat!("In ", $unit, ". ", $reason)] pub const $name: $type = $value;)*
        /// Every limit of this file, in the order of `docs/limits.md`.
        pub const TABLE: &[Limit] = &[
            $(Limit { name: stringify!($name), value: $name as u64, unit: $unit, reason: $reason },)*
        ];
    };
}

limits! {
    FORM_BYTES: usize = 256 * 1024, "bytes", "A form without files: 20,000 Chinese characters are 180 KB when percent-encoded.";
    FORM_PAIRS: usize = 200, "fields", "The largest form has fewer than 100 fields.";
    FORM_SECONDS: u64 = 60, "seconds", "A form sent slower than this holds a worker's memory for nothing.";
    QUERY_BYTES: usize = 4096, "bytes", "A list with every filter set stays under 1 KB.";
    UPLOAD_BYTES: usize = 12 * 1024 * 1024, "bytes", "All files of one form together, kept in memory until checked.";
    UPLOAD_PARTS: usize = 240, "parts", "Every field of the largest form and its files.";
    UPLOAD_FILES: usize = 40, "files", "More files than any form asks for.";
    UPLOAD_SECONDS: u64 = 300, "seconds", "12 MiB at 350 kbit/s, a slow mobile line.";
    MESSAGE_FILES: usize = 4, "files", "What is shown with one message, in a room or in an enquiry; all of them together stay under `UPLOAD_BYTES`.";
    PROJECT_FILES: usize = 5, "files", "What describes a project to a partner; they are sent one by one.";
    SESSION_FILES: usize = 10, "files", "Slides and papers of all who speak in a session.";
    BOOTH_EXHIBITS: usize = 12, "exhibits", "What a visitor still looks at on one page.";
    BOOTH_DOCUMENTS: usize = 10, "files", "Brochures and data sheets of one booth; they are sent one by one.";
    VISITS_WAITING: usize = 20_000, "visits", "Looks at booths that wait in memory to be counted, some 5 MB; more are not counted.";
    LEAD_TAGS: usize = 10, "tags", "What still fits the line of a card in the list.";
    LEADS_EXPORTED: usize = 10_000, "cards", "The cards of a large booth in one download.";
    MENTIONS: usize = 10, "people", "Named in one message; a longer list is for an announcement.";
    FILE_NAME_CHARS: usize = 120, "characters", "Fits a line on a phone and every file system.";
    IMAGE_BYTES: usize = 8 * 1024 * 1024, "bytes", "A photo of a current phone.";
    IMAGE_PIXELS: u64 = 40_000_000, "pixels", "A photo of a current phone; more is a decompression bomb.";
    IMAGE_SIDE: u32 = 16_384, "pixels", "A side longer than this is no photo.";
    IMAGE_MEMORY: u64 = 256 * 1024 * 1024, "bytes", "40 megapixels at four bytes, and the decoder's own tables.";
    PDF_BYTES: usize = 8 * 1024 * 1024, "bytes", "A résumé with pictures.";
    MP4_BYTES: usize = 10 * 1024 * 1024, "bytes", "A short recording; longer ones are streamed from a listed host.";
    CAPTIONS_BYTES: usize = 512 * 1024, "bytes", "The captions of a day of talk.";
    RESUMES_FILES: usize = 200, "files", "The résumés of one download.";
    RESUMES_BYTES: usize = 100 * 1024 * 1024, "bytes", "The résumés of one download together, in memory while they are packed.";
    INLINE_BYTES: usize = 64 * 1024, "bytes", "A file that the database keeps itself: up to about here it is faster than a folder.";
    PAGE_ITEMS: usize = 100, "items", "A page of a list that is still read, and one query's rows.";
    PAGE_NUMBER: u64 = 500, "pages", "Nobody turns further; deep offsets cost the search index memory.";
    CURSOR_BYTES: usize = 1024, "bytes", "A sort key of 240 Chinese characters and an id, in base64url.";
    URL_CHARS: usize = 500, "characters", "Addresses that people type or paste.";
    EDIT_MINUTES: i64 = 15, "minutes", "A slip is mended at once; later, others have answered it.";
    DELETE_HOURS: i64 = 24, "hours", "Whoever regrets a word has a night to sleep on it.";
    EMAIL_CHARS: usize = 254, "characters", "The longest address that mail can carry (RFC 5321).";
    PUSH_ENDPOINT_BYTES: usize = 1024, "bytes", "The longest address a push service gives; fits an index of PostgreSQL.";
    PUSH_BROWSERS: i64 = 20, "browsers", "Told of one person's notifications by push; the one turned on first gives way.";
    PUSH_TRIES: i64 = 8, "tries", "A message that no push service takes in some four hours is no news any more.";
    LOGIN_IDLE_DAYS: i64 = 14, "days", "A login that is not used for so long ends, and push to its browser with it.";
    TAKEOUT_BYTES: usize = 64 * 1024 * 1024, "bytes", "The files in one download of everything; larger ones are named in it and fetched one by one.";
    RATE_KEYS: usize = 100_000, "keys", "Per kind of rate; beyond it keys share 4,096 places, so memory stays bounded.";
}

type Keyed = RateLimiter<u64, DashMapStateStore<u64>, Ticks, NoOpMiddleware<Nanos>>;

/// Counts how often things are done: on all nodes together where there is a bus, else (and while the
/// bus is away) in this process. Share one behind `web::Data`.
pub struct RateLimits {
    bus: Option<Bus>,
    limiters: Vec<Keyed>,
    hasher: RandomState,
    asked: AtomicU32,
    enabled: bool,
}

/// How many checks pass between two sweeps of the forgotten keys.
const SWEEP_EVERY: u32 = 1024;
/// The places that keys share while there are too many to keep apart.
const SHARED_PLACES: u64 = 4096;

impl RateLimits {
    /// Limits by this clock. Not `enabled` (the flag `--no-limits`): everything passes.
    pub fn new(clock: Clock, enabled: bool, bus: Option<Bus>) -> Self {
        let limiters = Rate::ALL.iter().map(|rate| keyed(*rate, Ticks(clock.clone()))).collect();
        Self { bus, limiters, hasher: RandomState::new(), asked: AtomicU32::new(0), enabled }
    }

    /// Counts one more of this kind for this key (an id, an address of mail, a client address).
    ///
    /// # Errors
    /// [`AppError::TooMany`] with the seconds to wait, rounded up; the refused try is not counted.
    pub async fn check(&self, rate: Rate, key: &str) -> Result<(), AppError> {
        match self.take_with_others(rate, key).await {
            Some(answer) => answer,
            None => self.check_here(rate, key),
        }
    }

    /// The same inside a closure of the database, which runs on a thread that may wait.
    ///
    /// # Errors
    /// As [`Self::check`].
    pub fn check_in_work(&self, rate: Rate, key: &str) -> Result<(), AppError> {
        // The one writer of SQLite runs on no runtime; there are no other nodes there.
        let asked = tokio::runtime::Handle::try_current().ok().filter(|_| self.bus.is_some());
        match asked.and_then(|runtime| runtime.block_on(self.take_with_others(rate, key))) {
            Some(answer) => answer,
            None => self.check_here(rate, key),
        }
    }

    /// Counts on all nodes together; `None` where that cannot be done.
    async fn take_with_others(&self, rate: Rate, key: &str) -> Option<Result<(), AppError>> {
        let bus = self.bus.as_ref().filter(|_| self.enabled)?;
        let (times, each) = rate.burst();
        let answer = bus.take(rate.name(), key, times.get(), each).await?;
        Some(answer.map_err(too_many))
    }

    fn check_here(&self, rate: Rate, key: &str) -> Result<(), AppError> {
        let Some(limiter) = self.limiters.get(rate.place()).filter(|_| self.enabled) else {
            return Ok(());
        };
        self.sweep_sometimes();
        let mut place = self.hasher.hash_one(key);
        if limiter.len() >= RATE_KEYS {
            place %= SHARED_PLACES;
        }
        let now = limiter.clock().now();
        limiter.check_key(&place).map_err(|refusal| too_many(refusal.wait_time_from(now)))
    }

    /// Forgets the keys whose count has run out.
    fn sweep_sometimes(&self) {
        if self.asked.fetch_add(1, Ordering::Relaxed) % SWEEP_EVERY == SWEEP_EVERY - 1 {
            for limiter in &self.limiters {
                limiter.retain_recent();
                limiter.shrink_to_fit();
            }
        }
    }
}

fn too_many(wait: Duration) -> AppError {
    AppError::TooMany(wait.as_secs() + u64::from(wait.subsec_nanos() > 0))
}

fn keyed(rate: Rate, ticks: Ticks) -> Keyed {
    let (burst, each) = rate.burst();
    let quota = Quota::with_period(each).unwrap_or(Quota::per_second(burst)).allow_burst(burst);
    RateLimiter::new(quota, DashMapStateStore::default(), ticks)
}

/// The application's clock as the limiter reads it, so that tests move both.
#[derive(Debug, Clone)]
struct Ticks(Clock);

impl governor::clock::Clock for Ticks {
    type Instant = Nanos;

    fn now(&self) -> Nanos {
        let us = self.0.now().and_utc().timestamp_micros();
        Nanos::new(u64::try_from(us).unwrap_or(0).saturating_mul(1000))
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::panic, reason = "a test may fail loudly")]

    use super::*;

    fn tries(limits: &RateLimits, rate: Rate, key: &str, count: u32) -> Vec<bool> {
        (0..count).map(|_| limits.check_here(rate, key).is_ok()).collect()
    }

    #[test]
    fn the_rows_of_the_table_are_the_rows_of_the_document() {
        let mut expected: Vec<String> = Vec::new();
        for limit in TABLE {
            expected.push(format!("| `{}` | {} | {} | {} |", limit.name, limit.value, limit.unit, limit.reason));
        }
        for rate in Rate::ALL {
            let (times, seconds) = rate.times_in_seconds();
            expected.push(format!("| `{rate:?}` | {times} | in {seconds} seconds | {} |", rate.reason()));
        }
        // What the socket refuses stands below; a test of `live` compares it.
        let document = include_str!("../../docs/limits.md").split("## Live").next().unwrap_or_default();
        let rows: Vec<&str> = document.lines().filter(|line| line.starts_with("| `")).collect();
        assert_eq!(rows, expected);
    }

    #[test]
    fn a_rate_refuses_the_next_try_and_recovers() {
        let clock = Clock::new();
        let limits = RateLimits::new(clock.clone(), true, None);
        for rate in Rate::ALL {
            let (times, seconds) = rate.times_in_seconds();
            assert!(tries(&limits, rate, "a", times).iter().all(|passed| *passed), "{rate:?}");
            let Err(AppError::TooMany(wait)) = limits.check_here(rate, "a") else { panic!("{rate:?} passed") };
            assert!((1..=seconds).contains(&wait), "{rate:?}: {wait}");
            assert!(limits.check_here(rate, "b").is_ok());
            clock.advance(chrono::Duration::seconds(i64::try_from(wait).unwrap_or(1)));
            assert!(limits.check_here(rate, "a").is_ok(), "{rate:?} does not recover");
        }
    }

    #[test]
    fn without_limits_everything_passes() {
        let limits = RateLimits::new(Clock::new(), false, None);
        assert!(tries(&limits, Rate::Reset, "a", 500).iter().all(|passed| *passed));
    }

    #[test]
    fn forgotten_keys_leave_the_memory() {
        let clock = Clock::new();
        let limits = RateLimits::new(clock.clone(), true, None);
        for key in 0..2000 {
            let _ = limits.check_here(Rate::Message, &key.to_string());
        }
        clock.advance(chrono::Duration::hours(1));
        for _ in 0..SWEEP_EVERY {
            let _ = limits.check_here(Rate::Report, "x");
        }
        assert_eq!(limits.limiters.get(Rate::Message.place()).map(RateLimiter::len), Some(0));
    }
}
