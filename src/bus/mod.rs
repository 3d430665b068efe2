//! What several nodes of one installation share: words that all of them hear, over Redis pub/sub, and
//! counts of how often a thing was done.
//!
//! `app` opens it where `--redis` names a server; `live` speaks over it, `web::limits` counts in it.
//! It must never be waited for before something is answered as done, and nothing may be known here
//! alone: a node that missed a word reads the database. A node that has lost a word of its own or was
//! away says so ([`Ear::catch_up`]), and everybody looks.
//!
//! * `link.rs`: the connection, kept and made anew; the beats by which nodes know each other
//! * `rates.rs`: the count of tries, the same for all nodes

mod link;
mod rates;

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use bytes::Bytes;
use redis::Client;
use redis::aio::MultiplexedConnection;
use sha2::{Digest, Sha256};
use tokio::sync::mpsc::{Receiver, Sender, channel};
use uuid::Uuid;

/// Words that wait for the server. One more is dropped, and the other nodes are told to look
/// themselves instead.
pub const BUS_QUEUE: usize = 1_024;
/// Between two beats of a node, in seconds.
pub const BEAT_SECONDS: u64 = 2;
/// A node that was not heard for so long is gone, in seconds.
pub const NODE_SECONDS: u64 = 20;
/// How old the last beat of our own that came back may be: three are missing.
const ECHO_MAX: Duration = Duration::from_secs(BEAT_SECONDS * 3);

/// Who listens to the other nodes. Nothing of it may wait.
pub trait Ear: Send + Sync {
    /// A word of another node.
    fn hear(&self, node: Uuid, word: Bytes);
    /// Words may have been missed: everything is to be read from the database.
    fn catch_up(&self);
    /// Another node knows nothing of what is known here alone (who is present).
    fn tell_all(&self);
    /// A node has stopped, or was not heard for [`NODE_SECONDS`].
    fn gone(&self, node: Uuid);
}

/// This node's end of the bus; clones are the same.
#[derive(Clone)]
pub struct Bus(Arc<Inner>);

struct Inner {
    client: Client,
    node: Uuid,
    /// What tells this installation from others on the same server.
    installation: String,
    words: Sender<Bytes>,
    waiting: tokio::sync::Mutex<Receiver<Bytes>>,
    /// A word of ours was dropped since the others were last told so.
    has_lost: AtomicBool,
    now: Mutex<Now>,
}

/// How the connection stands.
#[derive(Default)]
struct Now {
    connection: Option<MultiplexedConnection>,
    echo: Option<Instant>,
}

impl Bus {
    /// The bus of the installation whose database has this origin; connects once it runs.
    ///
    /// # Errors
    /// A sentence that names the flag and the mend.
    pub fn open(url: &str, origin: &str) -> Result<Self, String> {
        let (words, waiting) = channel(BUS_QUEUE);
        let client = Client::open(url).map_err(|error| format!("--redis: {error}; give redis://host:6379"))?;
        Ok(Self(Arc::new(Inner {
            client,
            node: Uuid::now_v7(),
            installation: format!("{:x}", Sha256::digest(origin)),
            words,
            waiting: tokio::sync::Mutex::new(waiting),
            has_lost: AtomicBool::new(false),
            now: Mutex::default(),
        })))
    }

    /// Says a word to the other nodes, without waiting. From one node they arrive in order; one that
    /// cannot be said makes the others look themselves.
    pub fn say(&self, word: &[u8]) {
        self.enqueue(link::pack(self.0.node, link::Kind::Word, word));
    }

    /// Tells the other nodes that this one stops.
    pub fn say_goodbye(&self) {
        self.enqueue(link::pack(self.0.node, link::Kind::Goodbye, &[]));
    }

    fn enqueue(&self, word: Bytes) {
        if self.now().connection.is_none() || self.0.words.try_send(word).is_err() {
            self.0.has_lost.store(true, Ordering::SeqCst);
        }
    }

    /// Whether what is said goes out and comes back.
    pub fn is_up(&self) -> bool {
        let now = self.now();
        now.connection.is_some() && now.echo.is_some_and(|at| at.elapsed() < ECHO_MAX)
    }

    /// The connection, where it works.
    fn connection(&self) -> Option<MultiplexedConnection> {
        self.is_up().then(|| self.now().connection.clone())?
    }

    fn now(&self) -> std::sync::MutexGuard<'_, Now> {
        self.0.now.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
