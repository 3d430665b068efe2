//! Whatever people say, edit, hide, lose and resume over two nodes, in whatever order and with the
//! bus cut in between: at the end each holds what the database holds.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex};

use diesel::prelude::*;
use fairhall::db::Conn;
use fairhall::db::schema::messages;
use futures_util::future::join_all;
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Value, json};

use super::{Nodes, Wire, until};
use crate::moderation::Socket;
use crate::support::Browser;

/// How many courses are taken; `FAIRHALL_TEST_COURSES` says how many otherwise.
const COURSES: usize = 5;
/// Steps that are taken at once.
const AT_ONCE: usize = 4;
const READERS: usize = 4;
/// How many frames the server gives at a time to who missed more.
const PART: usize = 200;

/// One thing that happens; `which` picks a message or a reader, `node` where it is done.
#[derive(Debug, Clone, Copy)]
enum Step {
    Say { node: usize },
    Edit { which: usize, node: usize },
    Hide { which: usize, node: usize },
    Show { which: usize, node: usize },
    Leave { which: usize },
    Resume { which: usize, node: usize },
    Cut,
    Mend,
}

fn step() -> impl Strategy<Value = Step> {
    let (which, node) = (0..usize::MAX, 0..2_usize);
    prop_oneof![
        6 => node.clone().prop_map(|node| Step::Say { node }),
        4 => (which.clone(), node.clone()).prop_map(|(which, node)| Step::Edit { which, node }),
        2 => (which.clone(), node.clone()).prop_map(|(which, node)| Step::Hide { which, node }),
        1 => (which.clone(), node.clone()).prop_map(|(which, node)| Step::Show { which, node }),
        2 => which.clone().prop_map(|which| Step::Leave { which }),
        3 => (which, node).prop_map(|(which, node)| Step::Resume { which, node }),
        1 => Just(Step::Cut),
        1 => Just(Step::Mend),
    ]
}

/// What a reader holds, kept as a browser keeps it.
#[derive(Debug, Default)]
struct Held {
    seq: i64,
    rev: i64,
    messages: BTreeMap<i64, (String, String)>,
    /// The last change of each message, for one that arrives after it.
    changed: HashMap<String, String>,
}

impl Held {
    /// Asks for what is missing.
    fn ask(&self, room: &str) -> Value {
        json!({"type": "subscribe", "room": room, "after": self.seq, "changed_after": self.rev})
    }

    fn take(&mut self, frame: &Value) {
        let text = |name: &str| frame[name].as_str().unwrap_or_default().to_owned();
        match frame["type"].as_str() {
            Some("message") => {
                let seq = frame["seq"].as_i64().unwrap();
                assert_eq!(seq, self.seq + 1, "in order, without a gap: {frame}");
                self.seq = seq;
                let html = self.changed.get(&text("id")).cloned().unwrap_or_else(|| text("html"));
                self.messages.insert(seq, (text("id"), html));
            }
            Some("changed") => {
                let rev = frame["rev"].as_i64().unwrap();
                assert!(rev > self.rev, "a change in its turn: {frame}");
                self.rev = rev;
                self.changed.insert(text("id"), text("html"));
                if let Some(held) = self.messages.values_mut().find(|held| held.0 == text("id")) {
                    held.1 = text("html");
                }
            }
            _ => {}
        }
    }
}

/// Somebody who reads at one node or the other, or not now.
#[derive(Default)]
struct Reader {
    held: Arc<Mutex<Held>>,
    reading: Option<actix_web::rt::task::JoinHandle<()>>,
}

impl Reader {
    async fn leave(&mut self) {
        if let Some(reading) = self.reading.take() {
            reading.abort();
            let _ended = reading.await;
        }
    }

    async fn resume(&mut self, nodes: &Nodes, who: &Browser, node: usize, room: &str) {
        self.leave().await;
        let mut socket = if node == 0 { Socket::open(nodes.here(), who).await } else { nodes.socket_there(who).await };
        let (held, room) = (self.held.clone(), room.to_owned());
        self.reading = Some(actix_web::rt::spawn(async move {
            let ask = held.lock().unwrap().ask(&room);
            socket.send(ask).await;
            let mut left = None;
            loop {
                let frame = socket.next_of(&["subscribed", "message", "changed"]).await;
                if frame["type"] == "subscribed" {
                    left = (frame["more"] == true).then_some(PART);
                    continue;
                }
                held.lock().unwrap().take(&frame);
                left = left.map(|left: usize| left - 1);
                if left == Some(0) {
                    let ask = held.lock().unwrap().ask(&room);
                    socket.send(ask).await;
                }
            }
        }));
    }
}

/// A course on two nodes.
struct Course<'a> {
    nodes: &'a Nodes,
    wire: &'a Wire,
    room: &'a str,
    /// The author and the moderator, at each node.
    ada: [Browser; 2],
    moderator: [Browser; 2],
}

impl Course<'_> {
    async fn ids(&self) -> Vec<(i64, String)> {
        let room = self.room.to_owned();
        let find = move |conn: &mut Conn| {
            let said = messages::table.filter(messages::room_id.eq(room)).order(messages::seq);
            Ok(said.select((messages::seq, messages::id)).load::<(i64, String)>(conn)?)
        };
        self.nodes.here().site.db.read(find).await.unwrap()
    }

    /// Says, edits, hides or shows; what cannot be done to a message as it is, is refused.
    async fn write(&self, step: Step, number: usize, ids: &[(i64, String)]) {
        let pick = |which: usize| ids.get(which.checked_rem(ids.len())?).map(|(_, id)| id.clone());
        let body = format!("words **{number}**");
        let (who, path) = match step {
            Step::Say { node } => (&self.ada[node], Some(format!("/rooms/{}/messages", self.room))),
            Step::Edit { which, node } => (&self.ada[node], pick(which).map(|id| format!("/messages/{id}"))),
            Step::Hide { which, node } => {
                (&self.moderator[node], pick(which).map(|id| format!("/organizer/messages/{id}/hiding")))
            }
            Step::Show { which, node } => {
                (&self.moderator[node], pick(which).map(|id| format!("/organizer/messages/{id}/showing")))
            }
            Step::Leave { .. } | Step::Resume { .. } | Step::Cut | Step::Mend => return,
        };
        let Some(path) = path else { return };
        let seen = who.post(&path, &[("body", &body), ("reason", "Not here")]).await;
        assert!(matches!(seen.status, 303 | 403 | 409), "{path}: {} {}", seen.status, seen.body);
    }

    async fn take(&self, steps: &[Step], readers: &mut [Reader]) {
        let readings = [&self.nodes.scene.bo, &self.nodes.scene.stage.owner];
        for (at, some) in steps.chunks(AT_ONCE).enumerate() {
            let ids = self.ids().await;
            let numbered = some.iter().enumerate().map(|(index, step)| (*step, at * AT_ONCE + index));
            join_all(numbered.map(|(step, number)| self.write(step, number, &ids))).await;
            for step in some {
                match *step {
                    Step::Leave { which } => readers[which % READERS].leave().await,
                    Step::Resume { which, node } => {
                        let who = readings[which % readings.len()];
                        readers[which % READERS].resume(self.nodes, who, node, self.room).await;
                    }
                    Step::Cut => self.wire.cut(),
                    Step::Mend => self.wire.mend(),
                    _ => {}
                }
            }
        }
    }

    /// All who left come back; everybody holds what a new reader is given, and that is what the
    /// database has.
    async fn compare(&self, readers: &mut [Reader]) {
        self.wire.mend();
        for (at, reader) in readers.iter_mut().enumerate().filter(|(_, reader)| reader.reading.is_none()) {
            reader.resume(self.nodes, &self.nodes.scene.bo, at % 2, self.room).await;
        }
        let ids = self.ids().await;
        let mut new = Reader::default();
        new.resume(self.nodes, &self.nodes.scene.bo, 0, self.room).await;
        let is_whole = |held: &Held| held.messages.len() == ids.len();
        until("a new reader has everything", async || is_whole(&new.held.lock().unwrap())).await;
        for reader in readers {
            until("a reader holds what the database holds", async || {
                let (held, expected) = (reader.held.lock().unwrap(), new.held.lock().unwrap());
                assert!(!reader.reading.as_ref().unwrap().is_finished(), "a reader failed");
                held.messages == expected.messages
            })
            .await;
            let held = reader.held.lock().unwrap();
            let there: Vec<_> = held.messages.iter().map(|(seq, (id, _))| (*seq, id.clone())).collect();
            assert_eq!(there, ids);
        }
    }
}

#[actix_web::test]
async fn whatever_happens_everybody_ends_with_what_the_database_holds() {
    let courses = std::env::var("FAIRHALL_TEST_COURSES").map_or(COURSES, |courses| courses.parse().unwrap());
    let wire = Wire::lay().await;
    let nodes = Nodes::start_with(&wire.url, |config| config.no_limits = true).await;
    let scene = &nodes.scene;
    let both = |who: &Browser| {
        let at = Browser::new(&nodes.here().url);
        at.set_cookie("__Host-login", &who.cookie("__Host-login").unwrap());
        [at, nodes.there(who)]
    };
    let course = Course {
        nodes: &nodes,
        wire: &wire,
        room: &scene.room,
        ada: both(&scene.ada),
        moderator: both(&scene.moderator),
    };
    let mut runner = TestRunner::new(Config::default());
    for _ in 0..courses {
        let steps = prop::collection::vec(step(), 20..32).new_tree(&mut runner).unwrap().current();
        eprintln!("{steps:?}");
        let mut readers: Vec<Reader> = (0..READERS).map(|_| Reader::default()).collect();
        for (at, reader) in readers.iter_mut().enumerate() {
            reader.resume(&nodes, &scene.bo, at % 2, &scene.room).await;
        }
        course.take(&steps, &mut readers).await;
        course.compare(&mut readers).await;
        for reader in &mut readers {
            reader.leave().await;
        }
    }
}
