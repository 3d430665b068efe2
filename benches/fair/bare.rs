//! The yardsticks of the chat: a room of actix-web-actors that passes on what it hears and does nothing
//! else, and an insert of one row by a thread that commits what waits together.

use std::path::Path;
use std::sync::{Arc, mpsc};

use actix::{
    Actor, ActorContext, ActorFutureExt as _, Addr, AsyncContext, Context, Handler, Message, StreamHandler,
    WrapFuture as _,
};
use actix_web::{HttpRequest, HttpResponse, web};
use actix_web_actors::ws;
use bytestring::ByteString;
use diesel::connection::SimpleConnection as _;
use diesel::prelude::*;
use tokio::sync::oneshot;

use crate::Outcome;

/// A text for everybody in the room.
#[derive(Clone, Message)]
#[rtype(result = "()")]
struct Heard(ByteString);

#[derive(Message)]
#[rtype(result = "()")]
struct Enter(Addr<Seat>);

#[derive(Message)]
#[rtype(result = "()")]
struct Leave(Addr<Seat>);

/// The one room.
#[derive(Default)]
pub struct Room {
    seats: std::collections::HashSet<Addr<Seat>>,
}

impl Actor for Room {
    type Context = Context<Self>;
}

impl Handler<Enter> for Room {
    type Result = ();

    fn handle(&mut self, Enter(seat): Enter, _: &mut Self::Context) {
        self.seats.insert(seat);
    }
}

impl Handler<Leave> for Room {
    type Result = ();

    fn handle(&mut self, Leave(seat): Leave, _: &mut Self::Context) {
        self.seats.remove(&seat);
    }
}

impl Handler<Heard> for Room {
    type Result = ();

    fn handle(&mut self, heard: Heard, _: &mut Self::Context) {
        for seat in &self.seats {
            seat.do_send(heard.clone());
        }
    }
}

/// One socket.
struct Seat(Addr<Room>);

impl Actor for Seat {
    type Context = ws::WebsocketContext<Self>;

    fn started(&mut self, ctx: &mut Self::Context) {
        self.0.do_send(Enter(ctx.address()));
    }

    fn stopped(&mut self, ctx: &mut Self::Context) {
        self.0.do_send(Leave(ctx.address()));
    }
}

impl Handler<Heard> for Seat {
    type Result = ();

    fn handle(&mut self, Heard(text): Heard, ctx: &mut Self::Context) {
        ctx.text(text);
    }
}

impl StreamHandler<Result<ws::Message, ws::ProtocolError>> for Seat {
    fn handle(&mut self, item: Result<ws::Message, ws::ProtocolError>, ctx: &mut Self::Context) {
        match item {
            // Who follows is told so, as the server under test does.
            Ok(ws::Message::Text(text)) if text.contains(r#""type":"subscribe""#) => {
                ctx.text(r#"{"type":"subscribed"}"#)
            }
            Ok(ws::Message::Text(text)) => self.0.do_send(Heard(text)),
            Ok(ws::Message::Ping(bytes)) => ctx.pong(&bytes),
            Ok(ws::Message::Close(_)) | Err(_) => ctx.stop(),
            Ok(_) => {}
        }
    }
}

/// `/live` of the yardstick.
pub async fn enter(
    request: HttpRequest,
    stream: web::Payload,
    room: web::Data<Addr<Room>>,
) -> Result<HttpResponse, actix_web::Error> {
    ws::WsResponseBuilder::new(Seat(room.get_ref().clone()), &request, stream).protocols(&["fairhall.v1"]).start()
}

/// One socket whose texts are inserted and acknowledged, without a room or a rule.
struct Teller {
    inserter: Arc<Inserter>,
    room: String,
}

impl Actor for Teller {
    type Context = ws::WebsocketContext<Self>;
}

impl StreamHandler<Result<ws::Message, ws::ProtocolError>> for Teller {
    fn handle(&mut self, item: Result<ws::Message, ws::ProtocolError>, ctx: &mut Self::Context) {
        let Ok(ws::Message::Text(text)) = item else { return ctx.stop() };
        let (inserter, room) = (self.inserter.clone(), self.room.clone());
        let inserted = async move { inserter.insert(room, text.to_string()).await.is_ok() };
        let told = inserted.into_actor(self).map(|is_in, _, ctx| match is_in {
            true => ctx.text(r#"{"type":"said","seq":1}"#),
            false => ctx.stop(),
        });
        ctx.spawn(told);
    }
}

/// `/insert` of the yardstick.
pub async fn tell(
    request: HttpRequest,
    stream: web::Payload,
    inserter: web::Data<Inserter>,
) -> Result<HttpResponse, actix_web::Error> {
    let teller = Teller { inserter: inserter.into_inner(), room: uuid::Uuid::now_v7().to_string() };
    ws::WsResponseBuilder::new(teller, &request, stream).protocols(&["fairhall.v1"]).start()
}

/// A row on its way, and whom to tell of its commit.
struct Row {
    room: String,
    body: String,
    done: oneshot::Sender<()>,
}

/// A thread that inserts rows into a table like that of the messages, and commits what waits together.
pub struct Inserter(mpsc::Sender<Row>);

impl Inserter {
    /// Begins on a new database.
    pub fn start(file: &Path) -> Outcome<Self> {
        let mut conn = SqliteConnection::establish(&file.display().to_string())?;
        conn.batch_execute(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
             CREATE TABLE IF NOT EXISTS lines (
               id TEXT NOT NULL PRIMARY KEY, room_id TEXT NOT NULL, seq BIGINT NOT NULL, person_id TEXT NOT NULL,
               client_id TEXT NOT NULL, body TEXT NOT NULL, created_at TIMESTAMP NOT NULL,
               UNIQUE (room_id, seq), UNIQUE (room_id, person_id, client_id)
             );
             CREATE INDEX IF NOT EXISTS lines_person ON lines (person_id, id)",
        )?;
        let (send, receive) = mpsc::channel();
        std::thread::spawn(move || commit_groups(&mut conn, &receive));
        Ok(Self(send))
    }

    /// Inserts a row; it is durable when this returns.
    pub async fn insert(&self, room: String, body: String) -> Outcome<()> {
        let (done, told) = oneshot::channel();
        self.0.send(Row { room, body, done })?;
        Ok(told.await?)
    }
}

diesel::table! {
    lines (id) {
        id -> Text,
        room_id -> Text,
        seq -> BigInt,
        person_id -> Text,
        client_id -> Text,
        body -> Text,
        created_at -> Timestamp,
    }
}

fn commit_groups(conn: &mut SqliteConnection, rows: &mpsc::Receiver<Row>) {
    let mut seq = 0;
    while let Ok(first) = rows.recv() {
        let group: Vec<Row> = std::iter::once(first).chain(rows.try_iter()).collect();
        let written = conn.transaction(|conn| {
            for row in &group {
                seq += 1;
                let name = uuid::Uuid::now_v7().to_string();
                let values = (
                    (lines::id.eq(&name), lines::room_id.eq(&row.room), lines::seq.eq(seq), lines::body.eq(&row.body)),
                    (lines::person_id.eq(&row.room), lines::client_id.eq(&name)),
                    lines::created_at.eq(chrono::Utc::now().naive_utc()),
                );
                diesel::insert_into(lines::table).values(values).execute(conn)?;
            }
            QueryResult::Ok(())
        });
        if written.is_err() {
            return;
        }
        for row in group {
            let _gone_already = row.done.send(());
        }
    }
}
