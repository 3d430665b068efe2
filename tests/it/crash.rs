//! The built program, killed in the middle of writes: what it acknowledged is there exactly once.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::{Child, Stdio};
use std::time::Duration;

use diesel::prelude::*;
use fairhall::db::Conn;
use fairhall::db::schema::{messages, rooms};
use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use uuid::Uuid;

use crate::support::{Browser, Kind, TestDatabase, free_url, program};

/// How often the program is killed; `FAIRHALL_TEST_KILLS` says how often otherwise.
const KILLS: u64 = 4;
/// Who writes at once; the sockets stay below what one person may open.
const BY_FORM: usize = 144;
const BY_SOCKET: usize = 56;

/// The program with the demo on a database of the test's own.
pub struct Program {
    database: TestDatabase,
    /// Where it listens.
    pub url: String,
    child: Child,
}

impl Program {
    /// Starts it on SQLite and waits until it answers.
    pub async fn start() -> Self {
        Self::start_on(Kind::Sqlite).await
    }

    /// The same on either database.
    pub async fn start_on(kind: Kind) -> Self {
        let database = TestDatabase::make(kind);
        let url = free_url();
        let child = Self::run(&database, &url);
        let program = Self { database, url, child };
        program.is_ready().await;
        program
    }

    fn run(database: &TestDatabase, url: &str) -> Child {
        let mut command = program();
        command.args(["serve", "--demo", "--no-limits", "--listen", url.trim_start_matches("http://")]);
        command.args(["--database", &database.url, "--data"]).arg(&database.folder).env("RUST_LOG", "error");
        command.stdin(Stdio::null()).stdout(Stdio::null()).spawn().expect("it starts")
    }

    /// The CPU time it has used so far, all threads, in hundredths of a second.
    pub fn cpu(&self) -> u64 {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.child.id())).unwrap();
        // Behind the name, which may hold blanks, user and system time are the 12th and 13th value.
        let (_, values) = stat.rsplit_once(") ").unwrap();
        values.split(' ').skip(11).take(2).map(|value| value.parse::<u64>().unwrap()).sum()
    }

    async fn is_ready(&self) {
        let client = reqwest::Client::new();
        for _ in 0..1_200 {
            let answer = client.get(format!("{}/healthz", self.url)).send().await;
            if answer.is_ok_and(|answer| answer.status().is_success()) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("the program is not ready after a minute");
    }

    /// SIGKILL, and a new start on what is left.
    pub async fn kill_and_start(&mut self) {
        self.end();
        self.child = Self::run(&self.database, &self.url);
        self.is_ready().await;
    }

    /// A browser in which this person of the demo has signed in.
    pub async fn sign_in(&self, name: &str) -> Browser {
        let browser = Browser::new(&self.url);
        let form = [("email", &*format!("{name}@demo.fairhall.example")), ("password", "fairhall-demo")];
        assert_eq!(browser.post("/login", &form).await.status, 303);
        browser
    }

    /// A connection to what it writes in.
    pub fn connect(&self) -> Conn {
        self.database.address().connect().unwrap()
    }

    /// The folder where mails are kept that nobody sends.
    pub fn mail_folder(&self) -> PathBuf {
        self.database.folder.join("mail")
    }

    /// SIGKILL.
    pub fn end(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    fn room(&self) -> String {
        let mut conn = self.connect();
        let booths = rooms::table.filter(rooms::kind.eq("booth"));
        booths.select(rooms::id).order(rooms::id).first(&mut conn).unwrap()
    }

    /// How often each message of a room is there, by its name; their numbers have no gaps.
    pub fn count_messages(&self, room: &str) -> BTreeMap<String, usize> {
        let mut conn = self.connect();
        let of_room = messages::table.filter(messages::room_id.eq(room)).order(messages::seq);
        let rows: Vec<(i64, String, String)> =
            of_room.select((messages::seq, messages::client_id, messages::body)).load(&mut conn).unwrap();
        let mut counts = BTreeMap::new();
        for (at, (seq, client_id, body)) in rows.into_iter().enumerate() {
            assert_eq!(usize::try_from(seq).unwrap(), at + 1, "the numbers of a room have no gaps");
            assert!(!body.starts_with("line ") || body == line(&client_id), "a message is whole");
            *counts.entry(client_id).or_default() += 1;
        }
        counts
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _may_be_dead = self.child.kill();
        let _may_be_dead = self.child.wait();
    }
}

fn line(name: &str) -> String {
    format!("line {name} {}", "and more words ".repeat(20)).trim().to_owned()
}

/// Where somebody writes, and as whom.
#[derive(Clone)]
struct Desk {
    url: String,
    cookie: String,
    room: String,
}

impl Desk {
    /// Sends a message by form; the status, where there was an answer.
    async fn post(&self, client: &reqwest::Client, name: &str) -> Option<u16> {
        let form = [("body", line(name)), ("client_id", name.to_owned())];
        let request = client.post(format!("{}/rooms/{}/messages", self.url, self.room)).form(&form);
        request.header("cookie", &self.cookie).send().await.ok().map(|answer| answer.status().as_u16())
    }

    /// Writes by form until the server is gone; gives what was acknowledged and what was not.
    async fn write_by_form(self) -> (Vec<String>, Option<String>) {
        let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
        let mut acknowledged = Vec::new();
        loop {
            let name = Uuid::now_v7().to_string();
            match self.post(&client, &name).await {
                Some(303) => acknowledged.push(name),
                Some(status) => panic!("a message was refused: {status}"),
                None => return (acknowledged, Some(name)),
            }
        }
    }

    /// The same over the socket.
    async fn write_by_socket(self) -> (Vec<String>, Option<String>) {
        let mut request = format!("{}/live", self.url.replace("http", "ws")).into_client_request().unwrap();
        for (name, value) in
            [("origin", &self.url), ("cookie", &self.cookie), ("sec-websocket-protocol", &"fairhall.v1".to_owned())]
        {
            request.headers_mut().insert(name, value.parse().unwrap());
        }
        let mut acknowledged = Vec::new();
        let Ok((mut socket, _)) = tokio_tungstenite::connect_async(request).await else { return (acknowledged, None) };
        loop {
            let name = Uuid::now_v7().to_string();
            let say = json!({"type": "say", "room": self.room, "client_id": name, "body": line(&name)});
            if socket.send(Message::text(say.to_string())).await.is_err() {
                return (acknowledged, Some(name));
            }
            loop {
                let Some(Ok(message)) = socket.next().await else { return (acknowledged, Some(name)) };
                let Message::Text(text) = message else { continue };
                let frame: Value = serde_json::from_str(&text).unwrap();
                assert_ne!(frame["type"], "error", "{frame}");
                if frame["type"] == "said" && frame["client_id"] == name.as_str() {
                    break;
                }
            }
            acknowledged.push(name);
        }
    }
}

#[actix_web::test]
async fn what_was_acknowledged_is_there_once_after_a_kill() {
    let mut program = Program::start().await;
    let browser = program.sign_in("seeker").await;
    let cookie = format!("__Host-login={}", browser.cookie("__Host-login").unwrap());
    let desk = Desk { url: program.url.clone(), cookie, room: program.room() };
    let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
    let kills = std::env::var("FAIRHALL_TEST_KILLS").map_or(KILLS, |kills| kills.parse().unwrap());
    let mut acknowledged = Vec::new();
    for round in 0..kills {
        let by_form = (0..BY_FORM).map(|_| actix_web::rt::spawn(desk.clone().write_by_form()));
        let by_socket = (0..BY_SOCKET).map(|_| actix_web::rt::spawn(desk.clone().write_by_socket()));
        let writers: Vec<_> = by_form.chain(by_socket).collect();
        tokio::time::sleep(Duration::from_millis(600 + 130 * (round % 8))).await;
        program.end();
        let mut open = Vec::new();
        for writer in writers {
            let (done, left) = writer.await.unwrap();
            acknowledged.extend(done);
            open.extend(left);
        }
        let counts = program.count_messages(&desk.room);
        let lost: Vec<_> = acknowledged.iter().filter(|name| !counts.contains_key(*name)).collect();
        assert!(lost.is_empty(), "acknowledged and lost in round {round}: {lost:?}");
        assert!(counts.values().all(|count| *count == 1), "twice in round {round}: {counts:?}");

        program.kill_and_start().await;
        // Who got no answer sends again, and so does one who got it: each is one message still.
        for name in open.iter().chain(acknowledged.last()) {
            assert_eq!(desk.post(&client, name).await, Some(303), "the login outlived the kill");
        }
        acknowledged.extend(open);
        let counts = program.count_messages(&desk.room);
        assert!(acknowledged.iter().all(|name| counts.get(name) == Some(&1)), "after a repetition in round {round}");
    }
    assert!(acknowledged.len() > 40, "only {} writes were acknowledged", acknowledged.len());
}
