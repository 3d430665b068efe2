//! Makes written files durable. Those who ask at the same moment share one flush of the file
//! system: a flush for each file, and one more for its folder, is what an upload would wait for.

use std::fs::File;
use std::io;
use std::path::Path;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// Flushes the file system of one directory, once for everybody who waits.
#[derive(Debug)]
pub struct Flusher {
    directory: File,
    flush_once: fn(&File) -> io::Result<()>,
    turns: Mutex<Turns>,
    ended: Condvar,
}

/// Flushes are numbered from 1.
#[derive(Debug, Default)]
struct Turns {
    begun: u64,
    ended: u64,
    failed: u64,
}

impl Flusher {
    /// For files in this directory and below.
    ///
    /// # Errors
    /// What the file system says.
    pub fn new(directory: &Path) -> io::Result<Self> {
        Ok(Self {
            directory: File::open(directory)?,
            flush_once: flush_file_system,
            turns: Mutex::default(),
            ended: Condvar::new(),
        })
    }

    /// Returns when everything written before the call survives a loss of power. Blocks.
    ///
    /// # Errors
    /// What the file system says; also when a flush of others failed that may have held the same.
    pub fn flush(&self) -> io::Result<()> {
        let mut turns = self.lock();
        // A flush under way may have gone past what the caller wrote; the next one has not.
        let own = turns.begun + 1;
        while turns.ended < own {
            if turns.begun > turns.ended {
                turns = self.ended.wait(turns).unwrap_or_else(PoisonError::into_inner);
                continue;
            }
            turns.begun += 1;
            drop(turns);
            let outcome = (self.flush_once)(&self.directory);
            turns = self.lock();
            turns.ended = turns.begun;
            self.ended.notify_all();
            if let Err(error) = outcome {
                turns.failed = turns.ended;
                return Err(error);
            }
        }
        if turns.failed >= own { Err(io::Error::other("the flush of the file system failed")) } else { Ok(()) }
    }

    fn lock(&self) -> MutexGuard<'_, Turns> {
        self.turns.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(target_os = "linux")]
fn flush_file_system(directory: &File) -> io::Result<()> {
    Ok(rustix::fs::syncfs(directory)?)
}

/// Elsewhere the system has a flush of everything only.
#[cfg(not(target_os = "linux"))]
fn flush_file_system(directory: &File) -> io::Result<()> {
    rustix::fs::sync();
    directory.sync_all()
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

    use std::sync::Barrier;
    use std::time::Duration;

    use super::*;

    const ASKERS: usize = 32;

    fn ask_at_once(flush_once: fn(&File) -> io::Result<()>) -> (Vec<io::Result<()>>, u64) {
        let flusher = Flusher { flush_once, ..Flusher::new(&std::env::temp_dir()).unwrap() };
        let start = Barrier::new(ASKERS);
        let ask = || {
            start.wait();
            flusher.flush()
        };
        let outcomes = std::thread::scope(|scope| {
            let askers: Vec<_> = (0..ASKERS).map(|_| scope.spawn(ask)).collect();
            askers.into_iter().map(|asker| asker.join().unwrap()).collect()
        });
        let turns = flusher.lock();
        assert_eq!(turns.begun, turns.ended);
        (outcomes, turns.begun)
    }

    #[test]
    fn many_who_ask_at_once_share_flushes() {
        let (outcomes, flushes) = ask_at_once(|directory| {
            std::thread::sleep(Duration::from_millis(20));
            flush_file_system(directory)
        });
        assert!(outcomes.iter().all(Result::is_ok), "{outcomes:?}");
        assert!((2..ASKERS as u64).contains(&flushes), "{flushes} flushes for {ASKERS}");
    }

    #[test]
    fn a_failed_flush_fails_for_everybody_it_was_for() {
        let (outcomes, _) = ask_at_once(|_| {
            std::thread::sleep(Duration::from_millis(20));
            Err(io::Error::other("no room"))
        });
        assert!(outcomes.iter().all(Result::is_err), "{outcomes:?}");
    }
}
