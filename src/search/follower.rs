//! Follows the table `search_changes` into the index; one task a server, started by `app`. A new,
//! older, damaged or foreign index is filled anew from every source.
//!
//! Numbers of changes are given before their transactions commit, so a lower one can appear after
//! a higher one: a missing number is looked for again for a minute.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use tokio::sync::Mutex;

use super::document::{Document, Source};
use super::index::Search;
use crate::db::schema::search_changes;
use crate::db::{Conn, Db, Topic};
use crate::error::{AppError, AppResult};

/// How many changes one round takes, and how many things a round of filling anew.
const ROUND: i64 = 500;
/// How often the table is looked at when nobody rings.
const IDLE: Duration = Duration::from_secs(1);
/// How long a missing number is looked for; a write takes far less.
const PATIENCE: Duration = Duration::from_secs(60);
/// How many missing numbers are looked for at once.
const GAPS_MAX: usize = 500;
/// How many numbers before the last are read again after filling anew, for writes still under way.
const OVERLAP: i64 = 100;
/// How often a round is tried before things whose document cannot be read are left out.
const TRIES: u32 = 5;
/// Most changes that wait for the index and are looked at by a search: more are there only after an import, or while
/// the index fails.
const WAITING_MOST: i64 = 1_000;

/// How far the index is behind the database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Behind {
    /// Changes not yet in the index.
    pub changes: i64,
    /// Whether the index is being filled anew and finds only part of what there is.
    pub is_filling: bool,
    /// Whether the last round failed.
    pub is_failing: bool,
}

/// What the commit of the index carries.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Note {
    /// Every change up to this number is in.
    low: i64,
    /// The kinds that were asked for.
    kinds: Vec<String>,
    /// The first change of the database: another one means another database.
    origin: Option<(i64, String)>,
}

#[derive(Debug, Clone, Default)]
struct Place {
    note: Option<Note>,
    is_checked: bool,
    last: i64,
    gaps: BTreeMap<i64, Instant>,
    failures: u32,
}

/// Where the follower stands.
pub(super) struct Progress {
    place: Mutex<Place>,
    changes: AtomicI64,
    /// Every change up to this number is in what is searched; 0 until that is known.
    low: AtomicI64,
    commits: AtomicU64,
    is_filling: AtomicBool,
    is_failing: AtomicBool,
}

impl Progress {
    /// Reads the note of the last commit; an unreadable one is none.
    pub fn new(payload: Option<&str>) -> Self {
        let note = payload.and_then(|payload| serde_json::from_str(payload).ok());
        Self {
            is_filling: AtomicBool::new(note.is_none()),
            place: Mutex::new(Place { note, ..Place::default() }),
            changes: AtomicI64::new(0),
            low: AtomicI64::new(0),
            commits: AtomicU64::new(0),
            is_failing: AtomicBool::new(false),
        }
    }
}

type Change = (String, String, Option<Document>);

impl Search {
    /// Follows the database until the server ends.
    pub async fn follow(self, db: Db) {
        let mut bell = db.listen(Topic::Search);
        loop {
            match self.catch_up(&db).await {
                Ok(()) => {
                    let _woken = tokio::time::timeout(IDLE, bell.changed()).await;
                }
                Err(error) => {
                    tracing::error!(%error, "the search index cannot follow");
                    tokio::time::sleep(IDLE).await;
                }
            }
        }
    }

    /// Brings the index to the present state of the database. Safe to repeat; tests call it too.
    ///
    /// # Errors
    /// What the database or the index said; the next call goes on from there.
    pub async fn catch_up(&self, db: &Db) -> AppResult<()> {
        let mut place = self.0.progress.place.lock().await;
        let done = self.catch_up_from(db, &mut place).await;
        place.failures = if done.is_ok() { 0 } else { place.failures + 1 };
        self.0.progress.is_failing.store(done.is_err(), Ordering::Relaxed);
        done
    }

    /// How far the index is behind, as far as the follower knows.
    pub fn behind(&self) -> Behind {
        let progress = &self.0.progress;
        Behind {
            changes: progress.changes.load(Ordering::Relaxed),
            is_filling: progress.is_filling.load(Ordering::Relaxed),
            is_failing: progress.is_failing.load(Ordering::Relaxed),
        }
    }

    /// The things that changed after what is searched now, each with its kind: the last ones where there are many.
    /// Ask before searching: what comes into the index in between does no harm.
    ///
    /// # Errors
    /// What the database said.
    pub fn list_waiting(&self, conn: &mut Conn) -> QueryResult<BTreeSet<(String, String)>> {
        let low = self.0.progress.low.load(Ordering::SeqCst);
        let rows: Vec<(String, String)> = search_changes::table
            .filter(search_changes::seq.gt(low))
            .order(search_changes::seq.desc())
            .limit(WAITING_MOST)
            .select((search_changes::kind, search_changes::thing_id))
            .load(conn)?;
        Ok(rows.into_iter().collect())
    }

    /// How often the index was changed since the start: under the same number it finds the same.
    pub fn commits(&self) -> u64 {
        self.0.progress.commits.load(Ordering::SeqCst)
    }

    async fn catch_up_from(&self, db: &Db, place: &mut Place) -> AppResult<()> {
        if !place.is_checked {
            self.check(db, place).await?;
        }
        while self.round(db, place).await? {}
        Ok(())
    }

    /// Goes on where the index stands, when it is one of this database and of these sources.
    async fn check(&self, db: &Db, place: &mut Place) -> AppResult<()> {
        let (origin, newest) = db.read(|conn| Ok(ends(conn)?)).await?;
        let kinds: Vec<String> = self.0.sources.iter().map(|source| source.kind().to_owned()).collect();
        let fits = |note: &Note| note.kinds == kinds && note.origin == origin && note.low <= newest;
        if !place.note.as_ref().is_some_and(fits) {
            let note = Note { low: newest.saturating_sub(OVERLAP).max(0), kinds, origin };
            self.fill(db, &note, place.failures < TRIES).await?;
            place.note = Some(note);
        }
        place.last = place.note.as_ref().map_or(0, |note| note.low);
        self.0.progress.low.store(place.last, Ordering::SeqCst);
        place.is_checked = true;
        Ok(())
    }

    /// Empties the index and asks every source for everything.
    async fn fill(&self, db: &Db, note: &Note, is_strict: bool) -> AppResult<()> {
        self.0.progress.is_filling.store(true, Ordering::Relaxed);
        self.commit(Vec::new(), true, String::new()).await?;
        self.0.progress.low.store(note.low, Ordering::SeqCst);
        for source in &self.0.sources {
            let asked = source.clone();
            let ids = db.read(move |conn| asked.all_ids(conn)).await?;
            for some in ids.chunks(ROUND as usize) {
                let things: BTreeSet<_> = some.iter().map(|id| (source.kind().to_owned(), id.clone())).collect();
                let sources = self.0.sources.clone();
                let changes = db.read(move |conn| documents(conn, &sources, things, is_strict)).await?;
                self.commit(changes, false, String::new()).await?;
            }
        }
        self.commit(Vec::new(), false, to_payload(note)?).await?;
        self.0.progress.is_filling.store(false, Ordering::Relaxed);
        Ok(())
    }

    /// Takes some changes; gives whether there are more.
    async fn round(&self, db: &Db, place: &mut Place) -> AppResult<bool> {
        let (last, gaps) = (place.last, place.gaps.keys().copied().collect::<Vec<_>>());
        let (sources, is_strict) = (self.0.sources.clone(), place.failures < TRIES);
        let (seqs, changes, rest) = db
            .read(move |conn| {
                let rows = changed(conn, last, &gaps)?;
                let seqs: BTreeSet<i64> = rows.iter().map(|row| row.0).collect();
                let things: BTreeSet<(String, String)> = rows.into_iter().map(|row| (row.1, row.2)).collect();
                let newest = seqs.last().copied().unwrap_or(last).max(last);
                let rest = search_changes::table.filter(search_changes::seq.gt(newest)).count();
                let rest: i64 = rest.get_result(conn)?;
                Ok((seqs, documents(conn, &sources, things, is_strict)?, rest))
            })
            .await?;
        self.0.progress.changes.store(rest + seqs.len() as i64, Ordering::Relaxed);
        if !seqs.is_empty() {
            let mut next = place.clone();
            note_seqs(&mut next, &seqs);
            let payload = next.note.as_ref().map(to_payload).transpose()?.unwrap_or_default();
            self.commit(changes, false, payload).await?;
            *place = next;
            let low = place.note.as_ref().map_or(0, |note| note.low);
            self.0.progress.low.store(low, Ordering::SeqCst);
        }
        self.0.progress.changes.store(rest, Ordering::Relaxed);
        Ok(rest > 0)
    }

    async fn commit(&self, changes: Vec<Change>, is_new: bool, payload: String) -> AppResult<()> {
        let inner = self.0.clone();
        let done = tokio::task::spawn_blocking(move || inner.write(&changes, is_new, &payload)).await;
        self.0.progress.commits.fetch_add(1, Ordering::SeqCst);
        done.map_err(AppError::internal)?
    }
}

/// The first change, and the number of the last.
fn ends(conn: &mut Conn) -> QueryResult<(Option<(i64, String)>, i64)> {
    let first: Option<(i64, chrono::NaiveDateTime)> = search_changes::table
        .order(search_changes::seq)
        .select((search_changes::seq, search_changes::created_at))
        .first(conn)
        .optional()?;
    let last: Option<i64> = search_changes::table.select(diesel::dsl::max(search_changes::seq)).get_result(conn)?;
    Ok((first.map(|(seq, at)| (seq, at.to_string())), last.unwrap_or(0)))
}

/// The changes after a number, and those of missing numbers that have appeared.
fn changed(conn: &mut Conn, last: i64, gaps: &[i64]) -> QueryResult<Vec<(i64, String, String)>> {
    let columns = (search_changes::seq, search_changes::kind, search_changes::thing_id);
    let mut rows: Vec<(i64, String, String)> = search_changes::table
        .filter(search_changes::seq.gt(last))
        .order(search_changes::seq)
        .limit(ROUND)
        .select(columns)
        .load(conn)?;
    if !gaps.is_empty() {
        rows.extend(search_changes::table.filter(search_changes::seq.eq_any(gaps)).select(columns).load(conn)?);
    }
    Ok(rows)
}

/// The present documents of things. Where it is not strict, a thing that cannot be read is left
/// out, so that one broken row does not keep everything else from being found.
fn documents(
    conn: &mut Conn,
    sources: &[Arc<dyn Source>],
    things: BTreeSet<(String, String)>,
    is_strict: bool,
) -> AppResult<Vec<Change>> {
    let mut changes = Vec::with_capacity(things.len());
    for (kind, id) in things {
        let Some(source) = sources.iter().find(|source| source.kind() == kind) else { continue };
        let document = match source.document(conn, &id) {
            Ok(document) => document,
            Err(AppError::NotFound) => None,
            Err(error) if is_strict => return Err(error),
            Err(error) => {
                tracing::error!(%error, kind, id, "left out of the search index");
                None
            }
        };
        changes.push((kind, id, document));
    }
    Ok(changes)
}

/// Notes which numbers came, which are missing, and up to where nothing is missing.
fn note_seqs(place: &mut Place, seqs: &BTreeSet<i64>) {
    let newest = seqs.last().copied().unwrap_or(place.last).max(place.last);
    let now = Instant::now();
    let missing = (place.last + 1..newest).rev().filter(|seq| !seqs.contains(seq)).take(GAPS_MAX);
    place.gaps.extend(missing.map(|seq| (seq, now)));
    place.gaps.retain(|seq, noticed| !seqs.contains(seq) && now.duration_since(*noticed) < PATIENCE);
    while place.gaps.len() > GAPS_MAX {
        place.gaps.pop_first();
    }
    place.last = newest;
    if let Some(note) = &mut place.note {
        note.low = place.gaps.keys().next().map_or(newest, |seq| seq - 1);
    }
}

fn to_payload(note: &Note) -> AppResult<String> {
    serde_json::to_string(note).map_err(AppError::internal)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_number_is_looked_for_until_it_comes() {
        let note = Note { low: 3, kinds: Vec::new(), origin: None };
        let mut place = Place { note: Some(note), last: 3, ..Place::default() };
        note_seqs(&mut place, &BTreeSet::from([4, 6, 7]));
        assert_eq!((place.last, place.gaps.keys().copied().collect::<Vec<_>>()), (7, vec![5]));
        assert_eq!(place.note.as_ref().map(|note| note.low), Some(4));
        note_seqs(&mut place, &BTreeSet::from([5]));
        assert!(place.gaps.is_empty());
        assert_eq!(place.note.as_ref().map(|note| note.low), Some(7));
    }
}
