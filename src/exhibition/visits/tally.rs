//! The looks that wait in memory to be counted, and who writes them down.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use chrono::Timelike as _;

use super::queries::store_looks;
use crate::clock::Instant;
use crate::ids::{EditionId, FileId};
use crate::site::{Asker, Site};
use crate::web::limits::VISITS_WAITING;
use crate::web::local_days::day_of;

/// How long looks gather: long enough that one write counts a crowd, short enough that figures follow.
const GATHERING: Duration = Duration::from_secs(2);
/// Looks that one write counts; below SQLite's limit of values a statement.
const BATCH: usize = 500;

/// What somebody looked at.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum What {
    /// The page of the booth at this address.
    Booth(String),
    /// A document of a booth.
    Document(FileId),
}

/// Somebody looked at something in a half hour.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Look {
    /// The edition.
    pub edition: EditionId,
    /// What.
    pub what: What,
    /// The hash of the login token that came with the request.
    pub token: Option<String>,
    /// Address and browser, for who has no account. Never stored.
    pub trace: String,
    /// The day of the event's clocks, `2026-11-30`.
    pub day: String,
    /// When the half hour begins.
    pub half_hour: Instant,
}

/// The looks that wait; clones share them.
#[derive(Debug, Clone, Default)]
pub struct Tally(Arc<Mutex<HashSet<Look>>>);

impl Tally {
    /// Notes that whoever asks has looked at something. In the archive nothing is counted.
    pub fn note(&self, site: &Site, asker: &Asker, what: What) {
        let snapshot = site.snapshot.load();
        let Some(edition) = snapshot.edition.as_ref().filter(|_| asker.archive.is_none()) else { return };
        let now = site.clock.now();
        let look = Look {
            edition: edition.id.clone(),
            what,
            token: asker.token_hash.clone(),
            trace: format!("{} {}", asker.address.limit_key(), asker.user_agent),
            day: day_of(now, edition.time_zone).to_string(),
            half_hour: half_hour_of(now),
        };
        self.put(std::iter::once(look));
    }

    fn put(&self, looks: impl Iterator<Item = Look>) {
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for look in looks {
            if waiting.len() < VISITS_WAITING {
                waiting.insert(look);
            }
        }
    }

    fn take(&self) -> Vec<Look> {
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        std::mem::take(&mut *waiting).into_iter().collect()
    }
}

fn half_hour_of(at: Instant) -> Instant {
    let minute = if at.minute() < 30 { 0 } else { 30 };
    let begun = at.date().and_hms_opt(at.hour(), minute, 0);
    begun.unwrap_or(at)
}

/// Writes down what has gathered, for as long as the server runs.
pub async fn run(site: Site, tally: Tally) {
    loop {
        tokio::time::sleep(GATHERING).await;
        finish(&site, &tally).await;
    }
}

/// Writes down what waits; what cannot be written waits on.
pub async fn finish(site: &Site, tally: &Tally) {
    let waiting = tally.take();
    for some in waiting.chunks(BATCH) {
        let (looks, now) = (some.to_vec(), site.clock.now());
        if let Err(error) = site.db.write(move |conn| store_looks(conn, &looks, now)).await {
            tracing::warn!(%error, "visits of booths are not counted yet");
            tally.put(some.iter().cloned());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_half_hour_begins_at_the_hour_or_halfway() {
        let at = |text: &str| Instant::parse_from_str(text, "%Y-%m-%d %H:%M:%S").unwrap_or_default();
        assert_eq!(half_hour_of(at("2026-11-30 09:29:59")), at("2026-11-30 09:00:00"));
        assert_eq!(half_hour_of(at("2026-11-30 09:30:00")), at("2026-11-30 09:30:00"));
    }

    #[test]
    fn the_same_look_waits_once_and_no_more_wait_than_memory_allows() {
        let look = |n: usize| Look {
            edition: EditionId::made_before(Duration::ZERO),
            what: What::Booth("delta".to_owned()),
            token: None,
            trace: n.to_string(),
            day: "2026-11-30".to_owned(),
            half_hour: Instant::default(),
        };
        let one = look(0);
        let tally = Tally::default();
        tally.put([one.clone(), one].into_iter());
        assert_eq!(tally.take().len(), 1);
        tally.put((0..VISITS_WAITING + 5).map(look));
        assert_eq!((tally.take().len(), tally.take().len()), (VISITS_WAITING, 0));
    }
}
