//! The connection to the server: kept as long as the program runs, made anew after a jittered pause,
//! and known to work by the node's own beats, which must come back. Run by `app`; says to its [`Ear`]
//! what it heard, and never waits for it.

use std::collections::HashMap;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use bytes::{BufMut, Bytes, BytesMut};
use futures_util::{Stream, StreamExt};
use redis::aio::MultiplexedConnection;
use redis::{AsyncConnectionConfig, Msg, Pipeline, RedisError};
use uuid::Uuid;

use super::{BEAT_SECONDS, Bus, ECHO_MAX, Ear, NODE_SECONDS, Now};

/// How long the server may take to let us in, and to answer.
const PATIENCE: Duration = Duration::from_secs(3);
/// The pauses between two tries to connect: each twice the one before, and up to as much again.
const FIRST_PAUSE: Duration = Duration::from_millis(100);
const LONGEST_PAUSE: Duration = Duration::from_secs(5);
/// How many words go out in one write.
const AT_ONCE: usize = 128;

/// What a publication is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Kind {
    Word = 0,
    Beat = 1,
    /// Its node was away or has lost a word: what it said and what it heard may have holes.
    Away = 2,
    Goodbye = 3,
}

impl Kind {
    fn of(byte: u8) -> Option<Self> {
        [Self::Word, Self::Beat, Self::Away, Self::Goodbye].into_iter().find(|kind| *kind as u8 == byte)
    }
}

/// A publication: 16 bytes of the node, one of the kind, the word.
pub(super) fn pack(node: Uuid, kind: Kind, word: &[u8]) -> Bytes {
    let mut packed = BytesMut::with_capacity(17 + word.len());
    packed.put_slice(node.as_bytes());
    packed.put_u8(kind as u8);
    packed.put_slice(word);
    packed.freeze()
}

fn unpack(packed: &Bytes) -> Option<(Uuid, Kind, Bytes)> {
    let node = Uuid::from_slice(packed.get(..16)?).ok()?;
    Some((node, Kind::of(*packed.get(16)?)?, packed.slice(17..)))
}

/// Why a connection ended.
#[derive(Debug, thiserror::Error)]
enum End {
    #[error("{0}")]
    Redis(#[from] RedisError),
    #[error("it does not answer")]
    Silent(#[from] tokio::time::error::Elapsed),
    #[error("our own beats do not come back")]
    NoEcho,
    #[error("it closed the connection")]
    Closed,
}

/// The nodes that are heard, and when last.
type Nodes = HashMap<Uuid, Instant>;

impl Bus {
    /// Speaks and listens as long as the program runs.
    pub async fn run(self, ear: impl Ear) {
        let mut nodes = Nodes::new();
        let mut pause = FIRST_PAUSE;
        loop {
            let end = self.stay(&ear, &mut nodes).await;
            let was_up = std::mem::take(&mut *self.now()).echo.is_some();
            pause = if was_up { FIRST_PAUSE } else { (pause * 2).min(LONGEST_PAUSE) };
            tracing::warn!(error = %end, "the bus between the nodes is away; this node goes on alone");
            tokio::time::sleep(jittered(pause)).await;
        }
    }

    async fn stay(&self, ear: &impl Ear, nodes: &mut Nodes) -> End {
        match self.connect().await {
            Err(end) => end,
            Ok((heard, connection)) => {
                // While we were away nobody could be heard.
                nodes.values_mut().for_each(|at| *at = Instant::now());
                self.0.has_lost.store(true, Ordering::SeqCst);
                *self.now() = Now { connection: Some(connection.clone()), echo: None };
                ear.catch_up();
                tokio::select! {
                    end = self.speak(connection, ear) => end,
                    end = self.listen(heard, ear, nodes) => end,
                }
            }
        }
    }

    /// Listens before it speaks, so that our own beats come back.
    async fn connect(&self) -> Result<(impl Stream<Item = Msg> + Unpin, MultiplexedConnection), End> {
        let client = &self.0.client;
        let mut listening = tokio::time::timeout(PATIENCE, client.get_async_pubsub()).await??;
        tokio::time::timeout(PATIENCE, listening.subscribe(self.channel())).await??;
        let config =
            AsyncConnectionConfig::new().set_connection_timeout(Some(PATIENCE)).set_response_timeout(Some(PATIENCE));
        let speaking = client.get_multiplexed_async_connection_with_config(&config);
        Ok((Box::pin(listening.into_on_message()), tokio::time::timeout(PATIENCE, speaking).await??))
    }

    fn channel(&self) -> String {
        format!("fairhall:{}", self.0.installation)
    }

    /// Sends what waits, many at once, and a beat now and then.
    async fn speak(&self, mut connection: MultiplexedConnection, ear: &impl Ear) -> End {
        let mut waiting = self.0.waiting.lock().await;
        let mut beat = tokio::time::interval(Duration::from_secs(BEAT_SECONDS));
        let mut words = Vec::with_capacity(AT_ONCE);
        loop {
            tokio::select! {
                _ = beat.tick() => words.push(pack(self.0.node, Kind::Beat, &[])),
                _ = waiting.recv_many(&mut words, AT_ONCE) => {}
            }
            if self.0.has_lost.swap(false, Ordering::SeqCst) {
                words.push(pack(self.0.node, Kind::Away, &[]));
                ear.tell_all();
            }
            let mut publications = Pipeline::with_capacity(words.len());
            for word in words.drain(..) {
                publications.cmd("PUBLISH").arg(self.channel()).arg(word.as_ref()).ignore();
            }
            if let Err(error) = publications.exec_async(&mut connection).await {
                return error.into();
            }
        }
    }

    async fn listen(&self, mut heard: impl Stream<Item = Msg> + Unpin, ear: &impl Ear, nodes: &mut Nodes) -> End {
        let begun = Instant::now();
        let mut watch = tokio::time::interval(Duration::from_secs(1));
        loop {
            tokio::select! {
                message = heard.next() => match message {
                    Some(message) => self.take_in(message, ear, nodes),
                    None => return End::Closed,
                },
                _ = watch.tick() => {
                    if self.now().echo.unwrap_or(begun).elapsed() >= ECHO_MAX {
                        return End::NoEcho;
                    }
                    forget_silent(ear, nodes);
                }
            }
        }
    }

    fn take_in(&self, message: Msg, ear: &impl Ear, nodes: &mut Nodes) {
        let Some((node, kind, word)) = message.get_payload::<Vec<u8>>().ok().map(Bytes::from).as_ref().and_then(unpack)
        else {
            tracing::warn!("something on the bus is no word of a node");
            return;
        };
        if node == self.0.node {
            self.now().echo = Some(Instant::now());
            return;
        }
        if kind == Kind::Goodbye {
            nodes.remove(&node);
            return ear.gone(node);
        }
        let is_new = nodes.insert(node, Instant::now()).is_none();
        match kind {
            Kind::Word => ear.hear(node, word),
            Kind::Away => ear.catch_up(),
            Kind::Beat | Kind::Goodbye => {}
        }
        if is_new || kind == Kind::Away {
            ear.tell_all();
        }
    }
}

fn forget_silent(ear: &impl Ear, nodes: &mut Nodes) {
    nodes.retain(|node, heard| {
        let is_heard = heard.elapsed() < Duration::from_secs(NODE_SECONDS);
        if !is_heard {
            ear.gone(*node);
            // It may have committed what it could not say any more.
            ear.catch_up();
        }
        is_heard
    });
}

/// This pause and up to as much again, so that nodes do not come back all at once.
fn jittered(pause: Duration) -> Duration {
    let part = getrandom::u32().unwrap_or(0);
    pause + pause.mul_f64(f64::from(part) / f64::from(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_publication_is_read_as_it_was_written_and_nonsense_is_not() {
        let node = Uuid::now_v7();
        let packed = pack(node, Kind::Word, b"said");
        assert_eq!(unpack(&packed), Some((node, Kind::Word, Bytes::from_static(b"said"))));
        assert_eq!(unpack(&packed.slice(..16)), None);
        assert_eq!(unpack(&pack(node, Kind::Away, &[])).map(|read| read.1), Some(Kind::Away));
        let other = [node.as_bytes().as_slice(), &[9]].concat();
        assert_eq!(unpack(&Bytes::from(other)), None);
    }

    #[derive(Default)]
    struct Noted(std::sync::Mutex<Vec<Option<Uuid>>>);

    impl Ear for Noted {
        fn hear(&self, _: Uuid, _: Bytes) {}
        fn catch_up(&self) {
            self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push(None);
        }
        fn tell_all(&self) {}
        fn gone(&self, node: Uuid) {
            self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push(Some(node));
        }
    }

    #[test]
    fn a_node_that_is_heard_no_more_is_gone_and_what_it_did_is_looked_for() {
        let (dead, alive, noted) = (Uuid::now_v7(), Uuid::now_v7(), Noted::default());
        let long_ago = Instant::now().checked_sub(Duration::from_secs(NODE_SECONDS)).unwrap_or_else(Instant::now);
        let mut nodes = Nodes::from([(dead, long_ago), (alive, Instant::now())]);
        forget_silent(&noted, &mut nodes);
        assert_eq!(nodes.into_keys().collect::<Vec<_>>(), [alive]);
        assert_eq!(*noted.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner), [Some(dead), None]);
    }

    #[tokio::test]
    async fn what_cannot_be_said_makes_the_others_look() -> Result<(), String> {
        let bus = Bus::open("redis://127.0.0.1:1", "a database")?;
        assert!(!bus.is_up());
        assert!(bus.take("login", "ada", 1, Duration::from_secs(1)).await.is_none(), "each node counts for itself");
        (0..super::super::BUS_QUEUE * 2).for_each(|_| bus.say(b"word"));
        assert!(bus.0.has_lost.load(Ordering::SeqCst));
        assert!(bus.0.waiting.lock().await.is_empty(), "nothing is kept for later");
        Ok(())
    }

    #[test]
    fn a_pause_is_at_most_twice_as_long() {
        for _ in 0..100 {
            assert!((FIRST_PAUSE..=FIRST_PAUSE * 2).contains(&jittered(FIRST_PAUSE)));
        }
    }
}
