//! The only source of "now". Everything that asks for the time asks here, so that tests move it.
//!
//! Instants are UTC without a zone, cut to microseconds: what both databases keep.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, NaiveDateTime, Utc};

/// An instant in UTC, to the microsecond.
pub type Instant = NaiveDateTime;

/// Tells the time; clones tell the same time.
#[derive(Debug, Clone, Default)]
pub struct Clock {
    /// How far ahead of the machine's clock this one is, in microseconds.
    ahead_us: Arc<AtomicI64>,
}

impl Clock {
    /// A clock that tells the machine's time.
    pub fn new() -> Self {
        Self::default()
    }

    /// The present instant, in UTC.
    pub fn now(&self) -> Instant {
        let us = Utc::now().timestamp_micros() + self.ahead_us.load(Ordering::Relaxed);
        DateTime::from_timestamp_micros(us).unwrap_or_default().naive_utc()
    }

    /// Moves this clock and its clones ahead (or, negative, back). Only tests call it.
    pub fn advance(&self, by: chrono::Duration) {
        let us = by.num_microseconds().unwrap_or(i64::MAX / 4);
        self.ahead_us.fetch_add(us, Ordering::Relaxed);
    }
}
