//! A `Conversations` in memory and a server around it, for the tests of this folder only.

use std::collections::HashMap;
use std::net::{SocketAddr, TcpListener};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use actix_web::{App, HttpServer, web};
use bytestring::ByteString;
use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};
use uuid::Uuid;

use crate::ids::{LoginId, MessageId, PersonId, RoomId};
use crate::live::*;
use crate::web::origin::Site;

#[derive(Clone)]
struct Stored {
    id: MessageId,
    client_id: Uuid,
    author: SignedIn,
    body: String,
}

#[derive(Default)]
struct State {
    people: HashMap<String, SignedIn>,
    ended: Vec<LoginId>,
    closed: Vec<RoomId>,
    unread: i64,
    rooms: HashMap<RoomId, Vec<Stored>>,
}

/// Rooms in memory; a room exists once something was said in it or it was made.
#[derive(Default)]
pub struct Fake(Mutex<State>);

impl Fake {
    pub fn person(&self, token: &str) -> SignedIn {
        let (person, login, name) = (PersonId::new(), LoginId::new(), token.to_owned());
        let one = SignedIn { person, login, name, presence: Presence::Available };
        self.0.lock().unwrap().people.entry(token.to_owned()).or_insert(one).clone()
    }

    pub fn room(&self) -> RoomId {
        let id = RoomId::new();
        self.0.lock().unwrap().rooms.insert(id.clone(), Vec::new());
        id
    }

    pub fn close(&self, room: &RoomId) {
        self.0.lock().unwrap().closed.push(room.clone());
    }

    pub fn notify(&self) {
        self.0.lock().unwrap().unread += 1;
    }

    /// Stores a message without publishing it; gives its number and frame.
    pub fn store(&self, room: &RoomId, author: &SignedIn, client_id: Uuid, body: &str) -> Said {
        let mut state = self.0.lock().unwrap();
        let messages = state.rooms.get_mut(room).unwrap();
        if let Some(at) = messages.iter().position(|message| message.client_id == client_id) {
            return Said { id: messages[at].id.clone(), seq: at as i64 + 1, frame: None };
        }
        let message = Stored { id: MessageId::new(), client_id, author: author.clone(), body: body.to_owned() };
        messages.push(message.clone());
        let seq = messages.len() as i64;
        Said { id: message.id.clone(), seq, frame: Some(frame(room, seq, &message)) }
    }

    fn between(&self, room: &RoomId, after: i64, up_to: i64) -> Vec<Numbered> {
        let state = self.0.lock().unwrap();
        let numbered = state.rooms[room].iter().enumerate().map(|(at, message)| (at as i64 + 1, message));
        numbered
            .filter(|(seq, _)| *seq > after && *seq <= up_to)
            .map(|(seq, message)| (seq, frame(room, seq, message)))
            .collect()
    }
}

fn frame(room: &RoomId, seq: i64, message: &Stored) -> ByteString {
    let author = Person { id: &message.author.person, name: &message.author.name };
    let (client_id, at) = (message.client_id.to_string(), crate::clock::Clock::new().now());
    text_of(&MessageFrame {
        room,
        seq,
        id: &message.id,
        client_id: &client_id,
        author,
        at,
        body: &message.body,
        html: "",
    })
    .unwrap()
}

impl Conversations for Fake {
    fn enter(&self, entrance: Entrance) -> Answer<'_, Attendee> {
        Box::pin(async move {
            let Some(token) = entrance.cookie("login") else { return Ok(Attendee { signed_in: None, language: "en" }) };
            let known = self.0.lock().unwrap().people.get(token).cloned();
            let one = known.ok_or(LiveError::NoLogin)?;
            Ok(Attendee { signed_in: Some(one), language: "en" })
        })
    }

    fn is_still_in<'a>(&'a self, who: &'a Attendee) -> Answer<'a, bool> {
        Box::pin(async move {
            Ok(who.signed_in.as_ref().is_none_or(|one| !self.0.lock().unwrap().ended.contains(&one.login)))
        })
    }

    fn open<'a>(&'a self, _: &'a Attendee, room: &'a RoomId, missed: Missed) -> Answer<'a, Opened> {
        Box::pin(async move {
            let seq = match self.0.lock().unwrap().rooms.get(room) {
                Some(messages) => messages.len() as i64,
                None => return Err(LiveError::refused(Code::UnknownRoom, "no such room")),
            };
            let mut messages = self.between(room, missed.after.unwrap_or(seq - 50), seq);
            let more = messages.len() > 200;
            messages.truncate(200);
            Ok(Opened { seq, rev: 0, may_post: true, messages, changes: Vec::new(), more })
        })
    }

    fn standing<'a>(&'a self, _: &'a Attendee, room: &'a RoomId) -> Answer<'a, Standing> {
        let may = !self.0.lock().unwrap().closed.contains(room);
        Box::pin(async move { Ok(Standing { may_read: may, may_post: may }) })
    }

    fn say<'a>(&'a self, who: &'a Attendee, room: &'a RoomId, spoken: Spoken) -> Answer<'a, Said> {
        let Spoken { client_id, body, .. } = spoken;
        Box::pin(async move { Ok(self.store(room, who.signed_in.as_ref().unwrap(), client_id, &body)) })
    }

    fn count_unread<'a>(&'a self, _: &'a Attendee) -> Answer<'a, Unread> {
        let count = self.0.lock().unwrap().unread;
        Box::pin(async move { Ok(Unread { count, text: format!("{count} unread") }) })
    }

    fn read<'a>(&'a self, _: &'a Attendee, _: &'a RoomId, _: i64) -> Answer<'a, bool> {
        Box::pin(async { Ok(false) })
    }

    fn messages_between<'a>(&'a self, room: &'a RoomId, after: i64, up_to: i64) -> Answer<'a, Vec<Numbered>> {
        Box::pin(async move { Ok(self.between(room, after, up_to)) })
    }

    fn changes_between<'a>(&'a self, _: &'a RoomId, _: i64, _: i64) -> Answer<'a, Vec<Numbered>> {
        Box::pin(async { Ok(Vec::new()) })
    }

    fn heads(&self, rooms: Vec<RoomId>) -> Answer<'_, Vec<Head>> {
        Box::pin(async move {
            let state = self.0.lock().unwrap();
            let known = rooms.into_iter().filter_map(|room| state.rooms.get(&room).map(|said| (room, said.len())));
            Ok(known.map(|(room, said)| (room, said as i64, 0)).collect())
        })
    }

    fn sentence(&self, _: &'static str, code: Code) -> String {
        format!("{code:?}")
    }
}

/// A server on a free port with one room.
pub struct Served {
    pub fake: Arc<Fake>,
    pub hub: Hub,
    pub room: RoomId,
    pub address: SocketAddr,
}

impl Served {
    pub async fn start() -> Self {
        Self::start_with(Pace { is_limited: false, ..Pace::default() }).await
    }

    pub async fn start_with(pace: Pace) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let fake = Arc::new(Fake::default());
        let hub = Hub::new(fake.clone(), pace, None);
        let site = Site { public_url: format!("http://{address}").parse().unwrap(), trusted_proxies: Vec::new() };
        let (shared, site) = (web::Data::new(hub.clone()), web::Data::new(site));
        let app = move || App::new().app_data(shared.clone()).app_data(site.clone()).configure(routes);
        let server = HttpServer::new(app).workers(1).disable_signals().on_connect(on_connect).listen(listener).unwrap();
        actix_web::rt::spawn(server.run());
        let room = fake.room();
        Self { fake, hub, room, address }
    }

    pub async fn client(&self, token: Option<&str>) -> Client {
        let cookie = token.map(|token| {
            self.fake.person(token);
            format!("login={token}")
        });
        let (origin, protocol) = (format!("http://{}", self.address), Some("fairhall.v1"));
        Client(self.knock(Some(&origin), protocol, cookie.as_deref()).await.unwrap())
    }

    /// Opens a socket with these headers; gives the status where it was refused.
    pub async fn knock(
        &self,
        origin: Option<&str>,
        protocol: Option<&str>,
        cookie: Option<&str>,
    ) -> Result<WebSocketStream<MaybeTlsStream<TcpStream>>, u16> {
        let mut request = format!("ws://{}/live", self.address).into_client_request().unwrap();
        for (name, value) in [("origin", origin), ("sec-websocket-protocol", protocol), ("cookie", cookie)] {
            if let Some(value) = value {
                request.headers_mut().insert(name, value.parse().unwrap());
            }
        }
        match connect_async(request).await {
            Ok((stream, _)) => Ok(stream),
            Err(Error::Http(response)) => Err(response.status().as_u16()),
            Err(error) => panic!("{error}"),
        }
    }
}

/// One browser tab.
pub struct Client(pub WebSocketStream<MaybeTlsStream<TcpStream>>);

impl Client {
    pub async fn send(&mut self, frame: Value) {
        self.0.send(Message::text(frame.to_string())).await.unwrap();
    }

    pub async fn say(&mut self, room: &RoomId, client_id: Uuid, body: &str) {
        self.send(json!({"type": "say", "room": room, "client_id": client_id, "body": body})).await;
    }

    pub async fn subscribe(&mut self, room: &RoomId, after: Option<i64>) -> Value {
        self.send(json!({"type": "subscribe", "room": room, "after": after})).await;
        self.next_of(&["subscribed", "error"]).await
    }

    /// The next frame of one of these types; others are passed over.
    pub async fn next_of(&mut self, kinds: &[&str]) -> Value {
        loop {
            let Some(Ok(message)) = self.next().await else { panic!("the socket ended before {kinds:?}") };
            let Message::Text(text) = message else { continue };
            let frame: Value = serde_json::from_str(&text).unwrap();
            if kinds.contains(&frame["type"].as_str().unwrap()) {
                return frame;
            }
        }
    }

    pub async fn next_seqs(&mut self, count: usize) -> Vec<i64> {
        let mut seqs = Vec::new();
        for _ in 0..count {
            seqs.push(self.next_of(&["message"]).await["seq"].as_i64().unwrap());
        }
        seqs
    }

    /// The code that the socket ends with; `None` for a bare end.
    pub async fn close_code(&mut self) -> Option<u16> {
        loop {
            match self.next().await {
                Some(Ok(Message::Close(frame))) => return frame.map(|frame| frame.code.into()),
                Some(Ok(_)) => {}
                Some(Err(_)) | None => return None,
            }
        }
    }

    async fn next(&mut self) -> Option<Result<Message, Error>> {
        tokio::time::timeout(Duration::from_secs(10), self.0.next()).await.expect("nothing came")
    }
}
