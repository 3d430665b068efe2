//! Nodes as they are run: begun at once, one of them killed, mails worked off by all of them, a Redis
//! server that ends and begins again.

use std::collections::BTreeMap;
use std::process::{Child, Command, Stdio};

use fairhall::clock::Clock;
use fairhall::mail::Mail;
use fairhall::outbox::enqueue_mail;
use fairhall::web::i18n::Locale;
use futures_util::{SinkExt as _, StreamExt as _};
use serde_json::{Value, json};
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;

use super::kill::Node;
use super::{Nodes, next_seqs, until};
use crate::moderation::Socket;
use crate::support::{Kind, TestDatabase, free_port, free_url};

/// Mails that wait at once.
const MAILS: usize = 120;

#[actix_web::test]
async fn two_running_nodes_send_each_mail_once() {
    let nodes = Nodes::start().await;
    let (here, now) = (nodes.here(), Clock::new().now());
    let write = move |conn: &mut fairhall::db::Conn| {
        for number in 0..MAILS {
            let mail = Mail { subject: format!("mail {number}"), ..Mail::to(Locale::En, "crowd@test.example") };
            enqueue_mail(conn, &mail, now)?;
        }
        Ok(())
    };
    here.site.db.write(write).await.unwrap();
    // Two more workers make it harder.
    let (one, two) = (here.worker(), nodes.other.worker());
    let (one, two) = tokio::join!(one.work_off(), two.work_off());
    assert!(one.is_ok() && two.is_ok());
    let _all_sent = (here.mails().await, nodes.other.mails().await);
    let mut sent: BTreeMap<String, usize> = BTreeMap::new();
    for mail in here.mails().await.into_iter().chain(nodes.other.mails().await) {
        if mail.to == "crowd@test.example" {
            *sent.entry(mail.subject).or_default() += 1;
        }
    }
    assert_eq!((sent.len(), sent.values().sum::<usize>()), (MAILS, MAILS), "{sent:?}");
}

#[actix_web::test]
async fn two_nodes_begin_at_once_on_an_empty_database() {
    let database = TestDatabase::make(Kind::Postgres);
    let (one, two) = tokio::join!(Node::start(&database, free_url(), false), Node::start(&database, free_url(), false));
    let client = reqwest::Client::new();
    for node in [&one, &two] {
        let answer = client.get(&node.url).send().await.unwrap();
        assert!(answer.status().is_success(), "{}", answer.status());
    }
}

/// A visitor who follows a room over a socket, and how many they are told are there.
struct Guest(tokio_tungstenite::WebSocketStream<tokio_tungstenite::MaybeTlsStream<tokio::net::TcpStream>>);

impl Guest {
    async fn follow(url: &str, room: &str) -> Self {
        let mut request = format!("{}/live", url.replace("http", "ws")).into_client_request().unwrap();
        for (name, value) in [("origin", url), ("sec-websocket-protocol", "fairhall.v1")] {
            request.headers_mut().insert(name, value.parse().unwrap());
        }
        let (mut socket, _) = tokio_tungstenite::connect_async(request).await.unwrap();
        let subscribe = json!({"type": "subscribe", "room": room});
        socket.send(Message::text(subscribe.to_string())).await.unwrap();
        Self(socket)
    }

    async fn sees(&mut self, count: u64) {
        let wait = async {
            loop {
                let Message::Text(text) = self.0.next().await.unwrap().unwrap() else { continue };
                let frame: Value = serde_json::from_str(&text).unwrap();
                if frame["type"] == "present" && frame["count"] == count {
                    return;
                }
            }
        };
        tokio::time::timeout(crate::support::PATIENCE, wait).await.unwrap_or_else(|_| panic!("never {count} there"));
    }
}

#[actix_web::test]
async fn who_sat_at_a_killed_node_is_counted_no_more() {
    let database = TestDatabase::make(Kind::Postgres);
    let stays = Node::start(&database, free_url(), true).await;
    let mut goes = Node::start(&database, free_url(), false).await;
    let room = super::kill::lobby_of(&database).0;
    let mut guest = Guest::follow(&stays.url, &room).await;
    let others = [Guest::follow(&goes.url, &room).await, Guest::follow(&goes.url, &room).await];
    guest.sees(3).await;
    goes.kill();
    guest.sees(1).await;
    drop(others);
}

/// A Redis server of the test's own.
struct Redis {
    port: u16,
    child: Child,
}

impl Redis {
    fn start(port: u16) -> Self {
        let mut command = Command::new("redis-server");
        command.args(["--port", &port.to_string(), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]);
        let child = command.stdin(Stdio::null()).stdout(Stdio::null()).spawn().expect("redis-server starts");
        Self { port, child }
    }

    fn end(&mut self) {
        let _may_be_dead = self.child.kill();
        let _may_be_dead = self.child.wait();
    }
}

impl Drop for Redis {
    fn drop(&mut self) {
        self.end();
    }
}

#[actix_web::test]
async fn a_redis_that_ends_and_begins_again_is_found_again() {
    let port = free_port();
    let mut redis = Redis::start(port);
    let nodes = Nodes::start_with(&format!("redis://127.0.0.1:{port}"), |config| config.no_limits = true).await;
    let room = nodes.scene.room.as_str();
    let mut ada = Socket::open(nodes.here(), &nodes.scene.ada).await;
    let mut bo = nodes.socket_there(&nodes.scene.bo).await;
    for socket in [&mut ada, &mut bo] {
        socket.subscribe(room).await;
    }
    redis.end();
    until("the end is told", async || nodes.other.visitor().get("/readyz").await.status == 503).await;
    assert_eq!(ada.say(room, "without it").await["seq"], 1);
    let redis = Redis::start(redis.port);
    assert_eq!(next_seqs(&mut bo, 1).await, [1]);
    nodes.are_ready().await;
    assert_eq!(bo.say(room, "with it again").await["seq"], 2);
    // Her own message may come to her before it.
    while next_seqs(&mut ada, 1).await != [2] {}
    drop(redis);
}
