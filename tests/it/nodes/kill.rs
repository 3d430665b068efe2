//! Two built servers under 200 who write, one killed and started again, turn by turn: what was
//! acknowledged is there once, and who reads goes on at the other node without a gap.

use std::collections::BTreeMap;
use std::process::{Child, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use diesel::prelude::*;
use fairhall::db::schema::{messages, rooms};
use futures_util::future::join_all;
use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream};
use uuid::Uuid;

use super::{redis, until};
use crate::support::{Browser, Kind, TestDatabase, free_url, program};

type Tab = WebSocketStream<MaybeTlsStream<tokio::net::TcpStream>>;

/// How many write at once; one person has at most 64 sockets on a node.
const WRITERS: usize = 200;
const READERS: usize = 4;
const PEOPLE: [&str; 5] = ["seeker", "recruiter", "newcomer", "exhibitor", "organizer"];
/// What is acknowledged between two kills, at least.
const BETWEEN: usize = 300;
/// How often a node is killed; `FAIRHALL_TEST_KILLS` says how often otherwise.
const KILLS: usize = 2;
/// How many missed messages the server gives at a time.
const AT_ONCE: usize = 200;
/// The pause before somebody tries another node.
const PAUSE: Duration = Duration::from_millis(50);

/// One of the servers.
pub struct Node {
    /// Where it listens.
    pub url: String,
    child: Child,
}

impl Node {
    /// Starts it, the first with the demo, and waits until it is ready.
    pub async fn start(database: &TestDatabase, url: String, is_first: bool) -> Self {
        let mut command = program();
        let address = url.trim_start_matches("http://");
        command.args(["serve", "--no-limits", "--listen", address, "--redis", &redis()]);
        command.args(["--database", &database.url, "--data"]).arg(database.folder.join(address.replace(':', "-")));
        command.arg("--files").arg(format!("file://{}", database.folder.join("files").display()));
        if is_first {
            command.arg("--demo");
        }
        let child = command.env("RUST_LOG", "error").stdin(Stdio::null()).stdout(Stdio::null()).spawn().unwrap();
        let node = Self { url, child };
        let client = reqwest::Client::new();
        until("a node is ready", async || {
            let answer = client.get(format!("{}/readyz", node.url)).send().await;
            answer.is_ok_and(|answer| answer.status().is_success())
        })
        .await;
        node
    }

    /// SIGKILL.
    pub fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        let _may_be_dead = self.child.kill();
        let _may_be_dead = self.child.wait();
    }
}

/// What everybody knows.
struct Scene {
    urls: [String; 2],
    room: String,
    is_over: AtomicBool,
    acknowledged: AtomicUsize,
}

impl Scene {
    async fn open(&self, at: usize, cookie: &str) -> Option<Tab> {
        let url = &self.urls[at];
        let mut request = format!("{}/live", url.replace("http", "ws")).into_client_request().unwrap();
        for (name, value) in [("origin", url.as_str()), ("cookie", cookie), ("sec-websocket-protocol", "fairhall.v1")] {
            request.headers_mut().insert(name, value.parse().unwrap());
        }
        Some(tokio_tungstenite::connect_async(request).await.ok()?.0)
    }

    fn is_over(&self) -> bool {
        self.is_over.load(Ordering::SeqCst)
    }

    /// Writes until it is over, one line after the other, at whichever node answers; gives the
    /// names of what was acknowledged. What was not is sent again under its name.
    async fn write(self: Arc<Self>, at: usize, cookie: String) -> Vec<String> {
        let (mut at, mut done, mut name) = (at, Vec::new(), Uuid::now_v7().to_string());
        while !self.is_over() {
            let Some(mut tab) = self.open(at, &cookie).await else {
                at = 1 - at;
                tokio::time::sleep(PAUSE).await;
                continue;
            };
            while !self.is_over() && self.say(&mut tab, &name).await {
                done.push(std::mem::replace(&mut name, Uuid::now_v7().to_string()));
                self.acknowledged.fetch_add(1, Ordering::SeqCst);
            }
            at = 1 - at;
        }
        done
    }

    async fn say(&self, tab: &mut Tab, name: &str) -> bool {
        let say = json!({"type": "say", "room": self.room, "client_id": name, "body": format!("line {name}")});
        if tab.send(Message::text(say.to_string())).await.is_err() {
            return false;
        }
        loop {
            let Some(frame) = next_frame(tab).await else { return false };
            assert_ne!(frame["type"], "error", "{frame}");
            if frame["type"] == "said" && frame["client_id"] == name {
                return true;
            }
        }
    }

    /// Reads until the message with this number, once it is known, and goes on at the other node
    /// when one ends; gives the ids in the order of the numbers.
    async fn read(self: Arc<Self>, at: usize, cookie: String, last: Arc<AtomicUsize>) -> Vec<String> {
        let (mut at, mut ids) = (at, Vec::<String>::new());
        loop {
            let Some(mut tab) = self.open(at, &cookie).await else {
                at = 1 - at;
                tokio::time::sleep(PAUSE).await;
                continue;
            };
            self.follow(&mut tab, &mut ids, &last).await;
            if ids.len() >= last.load(Ordering::SeqCst) {
                return ids;
            }
            at = 1 - at;
        }
    }

    async fn follow(&self, tab: &mut Tab, ids: &mut Vec<String>, last: &AtomicUsize) {
        self.subscribe(tab, ids.len()).await;
        let mut part_ends_at = None;
        while ids.len() < last.load(Ordering::SeqCst) {
            let Ok(frame) = tokio::time::timeout(Duration::from_millis(200), next_frame(tab)).await else { continue };
            let Some(frame) = frame else { return };
            if frame["type"] == "subscribed" && frame["more"] == true {
                part_ends_at = Some(ids.len() + AT_ONCE);
            }
            if frame["type"] == "message" {
                assert_eq!(frame["seq"], ids.len() + 1, "a gap, or twice");
                ids.push(frame["id"].as_str().unwrap().to_owned());
            }
            if part_ends_at == Some(ids.len()) {
                part_ends_at = None;
                self.subscribe(tab, ids.len()).await;
            }
        }
    }

    async fn subscribe(&self, tab: &mut Tab, after: usize) {
        let subscribe = json!({"type": "subscribe", "room": self.room, "after": after});
        let _may_be_dead = tab.send(Message::text(subscribe.to_string())).await;
    }
}

async fn next_frame(tab: &mut Tab) -> Option<Value> {
    loop {
        if let Message::Text(text) = tab.next().await?.ok()? {
            return serde_json::from_str(&text).ok();
        }
    }
}

async fn sign_in(url: &str, name: &str) -> String {
    let browser = Browser::new(url);
    let form = [("email", &*format!("{name}@demo.fairhall.example")), ("password", "fairhall-demo")];
    assert_eq!(browser.post("/login", &form).await.status, 303);
    format!("__Host-login={}", browser.cookie("__Host-login").unwrap())
}

/// The room of the lobby, and the number of its last message.
pub fn lobby_of(database: &TestDatabase) -> (String, i64) {
    let mut conn = database.address().connect().unwrap();
    let lobby = rooms::table.filter(rooms::kind.eq("lobby")).select((rooms::id, rooms::last_seq));
    lobby.first(&mut conn).unwrap()
}

#[actix_web::test]
async fn what_was_acknowledged_outlives_a_node_and_readers_go_on_at_the_other() {
    let kills = std::env::var("FAIRHALL_TEST_KILLS").map_or(KILLS, |kills| kills.parse().unwrap());
    let database = TestDatabase::make(Kind::Postgres);
    let urls = [free_url(), free_url()];
    let mut nodes =
        [Node::start(&database, urls[0].clone(), true).await, Node::start(&database, urls[1].clone(), false).await];
    let mut conn = database.address().connect().unwrap();
    let (room, had) = lobby_of(&database);
    let cookies = join_all(PEOPLE.map(|name| sign_in(&nodes[0].url, name))).await;
    let (is_over, acknowledged) = (AtomicBool::new(false), AtomicUsize::new(0));
    let scene = Arc::new(Scene { urls: urls.clone(), room: room.clone(), is_over, acknowledged });
    let cookie = |at: usize| cookies[at % cookies.len()].clone();
    let last = Arc::new(AtomicUsize::new(usize::MAX));
    let writers: Vec<_> =
        (0..WRITERS).map(|at| actix_web::rt::spawn(scene.clone().write(at % 2, cookie(at)))).collect();
    let readers: Vec<_> =
        (0..READERS).map(|at| actix_web::rt::spawn(scene.clone().read(at % 2, cookie(at), last.clone()))).collect();
    for turn in 0..kills {
        for phase in ["both nodes", "one node"] {
            let before = scene.acknowledged.load(Ordering::SeqCst);
            until(phase, async || scene.acknowledged.load(Ordering::SeqCst) >= before + BETWEEN).await;
            if phase == "both nodes" {
                nodes[turn % 2].kill();
            }
        }
        nodes[turn % 2] = Node::start(&database, urls[turn % 2].clone(), false).await;
    }
    scene.is_over.store(true, Ordering::SeqCst);
    let acknowledged: Vec<String> = join_all(writers).await.into_iter().flat_map(|writer| writer.unwrap()).collect();

    let of_room = messages::table.filter(messages::room_id.eq(&room)).order(messages::seq);
    let rows: Vec<(i64, String, String)> =
        of_room.select((messages::seq, messages::id, messages::client_id)).load(&mut conn).unwrap();
    let numbers: Vec<i64> = rows.iter().map(|row| row.0).collect();
    assert_eq!(numbers, (1..=i64::try_from(rows.len()).unwrap()).collect::<Vec<_>>(), "numbers without a gap");
    let mut counts = BTreeMap::<&str, usize>::new();
    rows.iter().for_each(|row| *counts.entry(&row.2).or_default() += 1);
    let wrong: Vec<_> = acknowledged.iter().filter(|name| counts.get(name.as_str()) != Some(&1)).collect();
    assert!(wrong.is_empty(), "acknowledged and not there once: {wrong:?}");
    assert!(
        acknowledged.len() >= kills * 2 * BETWEEN && rows.len() - usize::try_from(had).unwrap() >= acknowledged.len()
    );
    last.store(rows.len(), Ordering::SeqCst);
    let ids: Vec<&String> = rows.iter().map(|row| &row.1).collect();
    for reader in readers {
        let read = reader.await.unwrap();
        assert_eq!(read.iter().collect::<Vec<_>>(), ids);
    }
}
