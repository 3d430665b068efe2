//! What a write asks to be woken once it is committed: the outbox worker, the search follower,
//! the snapshot of editions and zones.
//!
//! A closure calls [`raise`]; the flag waits on its thread until `Db` has committed, and is
//! dropped when it has not.

use std::cell::Cell;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};

use tokio::sync::watch;

/// Who can be woken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Topic {
    /// There may be work in the outbox.
    Outbox = 1,
    /// The search index is behind.
    Search = 2,
    /// Editions, zones or the organizer's pages changed.
    Site = 4,
    /// Somebody was notified.
    Notices = 8,
    /// A live request was made or moved on, or somebody came on duty or left.
    Requests = 16,
}

thread_local! {
    static RAISED: Cell<u32> = const { Cell::new(0) };
}

/// Wakes the topic when the write that runs on this thread is committed.
pub fn raise(topic: Topic) {
    RAISED.with(|raised| raised.set(raised.get() | topic as u32));
}

/// The topics raised on this thread since the last call.
pub(super) fn take() -> u32 {
    RAISED.with(|raised| raised.replace(0))
}

/// One counter a topic.
type Senders = [(Topic, watch::Sender<u64>); 5];

/// Tells other nodes which topics were raised here.
type Relay = Box<dyn Fn(u32) + Send + Sync>;

/// The listening ends, and how many commits there were.
#[derive(Clone)]
pub(super) struct Topics(Arc<Raised>);

struct Raised {
    senders: Senders,
    commits: AtomicU64,
    relay: OnceLock<Relay>,
}

impl Topics {
    pub(super) fn new() -> Self {
        let topics = [Topic::Outbox, Topic::Search, Topic::Site, Topic::Notices, Topic::Requests];
        let senders = topics.map(|topic| (topic, watch::Sender::new(0)));
        Self(Arc::new(Raised { senders, commits: AtomicU64::new(0), relay: OnceLock::new() }))
    }

    /// Calls `relay` with every set of topics that is raised here; once only.
    pub(super) fn relay(&self, relay: Relay) {
        if self.0.relay.set(relay).is_err() {
            tracing::error!("the topics are relayed already");
        }
    }

    /// Counts a commit; to be called before anybody is told of it, so that who reads what they
    /// have just written never meets what was drawn before.
    pub(super) fn count_commit(&self) {
        self.0.commits.fetch_add(1, Ordering::SeqCst);
    }

    pub(super) fn commits(&self) -> u64 {
        self.0.commits.load(Ordering::SeqCst)
    }

    pub(super) fn raise(&self, raised: u32) {
        self.wake(raised);
        // The outbox has one worker at a time for a row: the one that was woken here is enough, and
        // where its node dies, others look now and then.
        let told = raised & !(Topic::Outbox as u32);
        if let (Some(relay), true) = (self.0.relay.get(), told != 0) {
            relay(told);
        }
    }

    /// The same for what another node has raised.
    pub(super) fn wake(&self, raised: u32) {
        for (topic, sender) in &self.0.senders {
            if raised & (*topic as u32) != 0 {
                sender.send_modify(|count| *count += 1);
            }
        }
    }

    pub(super) fn listen(&self, wanted: Topic) -> Option<watch::Receiver<u64>> {
        self.0.senders.iter().find(|(topic, _)| *topic == wanted).map(|(_, sender)| sender.subscribe())
    }
}
