//! Reports, what moderators do about them, and sanctions: by form and over the socket.

mod appeals;
mod lobby;
mod reports;
mod rooms;
mod sanctions;
mod words;

use diesel::prelude::*;
use fairhall::accounts::setup::queries::insert_staff_role;
use fairhall::chat::rooms::{RoomKind, find_or_make_room};
use fairhall::db::Conn;
use fairhall::db::schema::{booths, editions, messages, organizations, people, zones};
use fairhall::ids::{BoothId, EditionId, OrganizationId, PersonId, ZoneId};
use fairhall::site::{StaffRole, ZoneKind};
use futures_util::{SinkExt as _, StreamExt as _};
use serde_json::{Value, json};
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream};

use crate::accounts::join;
use crate::stage::{Stage, between, version};
use crate::support::{Browser, Kind, PATIENCE, Seen, TestApp};

/// A booth's room with somebody who writes, somebody who reports and somebody who moderates.
pub struct Scene {
    /// The event.
    pub stage: Stage,
    /// The booth's room.
    pub room: String,
    /// Ada, who writes; her address is that of [`ADA`].
    pub ada: Browser,
    /// Bo, who reports.
    pub bo: Browser,
    /// Moderates the exhibition, nothing else.
    pub moderator: Browser,
}

/// Ada's address.
pub const ADA: &str = "ada@test.example";
/// Bo's address.
pub const BO: &str = "bo@test.example";
pub const MODERATOR: &str = "moderator@test.example";

impl Scene {
    /// Sets it.
    pub async fn set(kind: Kind) -> Self {
        Self::set_in(Stage::set(kind).await).await
    }

    /// The same at an event that is set up.
    pub async fn set_in(stage: Stage) -> Self {
        stage.set_gate("exhibition", "open").await;
        let room = open_room(&stage.app).await;
        let (ada, bo) = (join(&stage.app, "Ada", ADA).await, join(&stage.app, "Bo", BO).await);
        let moderator = join(&stage.app, "Mo", MODERATOR).await;
        give_role(&stage.app, MODERATOR, StaffRole::Moderator, ZoneKind::Exhibition).await;
        Self { stage, room, ada, bo, moderator }
    }

    pub async fn say(&self, who: &Browser, body: &str) -> Seen {
        who.post(&format!("/rooms/{}/messages", self.room), &[("body", body)]).await
    }

    /// Says something as Ada; gives the message.
    pub async fn say_rudely(&self, body: &'static str) -> String {
        assert_eq!(self.say(&self.ada, body).await.status, 303);
        let find = move |conn: &mut Conn| {
            let said = messages::table.filter(messages::body.eq(body));
            Ok(said.select(messages::id).first::<String>(conn)?)
        };
        self.stage.app.site.db.read(find).await.unwrap()
    }

    pub async fn report(&self, who: &Browser, message: &str) -> Seen {
        who.post("/reports", &[("message", message), ("category", "abuse"), ("note", "He shouts")]).await
    }

    /// The address of the report that waits longest.
    pub async fn first_report(&self) -> String {
        let queue = self.moderator.get("/organizer/reports").await;
        format!("/organizer/reports/{}", between(&queue.body, "href=\"/organizer/reports/", "\""))
    }

    pub async fn decide(&self, who: &Browser, report: &str, more: &[(&str, &str)]) -> Seen {
        let seen = version(&self.moderator.get(report).await.body);
        let form = [&[("version", seen.as_str()), ("reason", "Not in this hall")], more].concat();
        who.post(&format!("{report}/decision"), &form).await
    }

    pub async fn id_of(&self, email: &'static str) -> String {
        let find = move |conn: &mut Conn| {
            Ok(people::table.filter(people::email.eq(email)).select(people::id).first::<String>(conn)?)
        };
        self.stage.app.site.db.read(find).await.unwrap()
    }

    /// Imposes a sanction; gives its address.
    pub async fn impose(&self, who: &Browser, email: &'static str, more: &[(&str, &str)]) -> Seen {
        let person = self.id_of(email).await;
        let form = [&[("person", person.as_str()), ("reason", "Spam in every room")], more].concat();
        who.post("/organizer/sanctions", &form).await
    }
}

pub async fn open_room(app: &TestApp) -> String {
    let (booth, now) = (BoothId::new(), app.clock.now());
    let work = move |conn: &mut Conn| {
        let edition: EditionId = editions::table.select(editions::id).first(conn)?;
        let organization: OrganizationId = organizations::table.select(organizations::id).first(conn)?;
        diesel::insert_into(booths::table)
            .values((
                (booths::id.eq(&booth), booths::edition_id.eq(&edition), booths::organization_id.eq(&organization)),
                (booths::slug.eq("delta"), booths::state.eq("published"), booths::hue.eq(200_i64)),
                (booths::version.eq(1_i64), booths::created_at.eq(now), booths::updated_at.eq(now)),
            ))
            .execute(conn)?;
        find_or_make_room(conn, &edition, (RoomKind::Booth, booth.as_str()), now)
    };
    app.site.db.write(work).await.unwrap().to_string()
}

pub async fn give_role(app: &TestApp, email: &'static str, role: StaffRole, zone: ZoneKind) {
    let now = app.clock.now();
    let work = move |conn: &mut Conn| {
        let person: PersonId = people::table.filter(people::email.eq(email)).select(people::id).first(conn)?;
        let edition: EditionId = editions::table.select(editions::id).first(conn)?;
        let zone: ZoneId = zones::table.filter(zones::kind.eq(zone)).select(zones::id).first(conn)?;
        Ok(insert_staff_role(conn, &edition, Some(&zone), &person, role, now)?)
    };
    app.site.db.write(work).await.unwrap();
}

/// An open socket.
pub struct Socket(WebSocketStream<MaybeTlsStream<tokio::net::TcpStream>>);

impl Socket {
    pub async fn open(app: &TestApp, who: &Browser) -> Self {
        Self::open_at(&app.url, who).await
    }

    /// At the server of this address.
    pub async fn open_at(url: &str, who: &Browser) -> Self {
        Self::connect(url, &format!("__Host-login={}", who.cookie("__Host-login").unwrap())).await
    }

    /// A visitor's.
    pub async fn visit(app: &TestApp) -> Self {
        Self::connect(&app.url, "").await
    }

    async fn connect(url: &str, cookie: &str) -> Self {
        let mut request = format!("{}/live", url.replace("http", "ws")).into_client_request().unwrap();
        for (name, value) in [("origin", url), ("cookie", cookie), ("sec-websocket-protocol", "fairhall.v1")] {
            request.headers_mut().insert(name, value.parse().unwrap());
        }
        Self(tokio_tungstenite::connect_async(request).await.unwrap().0)
    }

    pub async fn send(&mut self, frame: Value) {
        self.0.send(Message::text(frame.to_string())).await.unwrap();
    }

    pub async fn subscribe(&mut self, room: &str) -> Value {
        self.send(json!({"type": "subscribe", "room": room})).await;
        self.next_of(&["subscribed"]).await
    }

    pub async fn say(&mut self, room: &str, body: &str) -> Value {
        let client_id = uuid::Uuid::now_v7();
        self.send(json!({"type": "say", "room": room, "client_id": client_id, "body": body})).await;
        self.next_of(&["said", "error"]).await
    }

    /// The next frame of one of these types; others are passed over.
    pub async fn next_of(&mut self, kinds: &[&str]) -> Value {
        loop {
            let next = tokio::time::timeout(PATIENCE, self.0.next()).await;
            let Some(Ok(message)) = next.unwrap_or_else(|_| panic!("none of {kinds:?} came")) else {
                panic!("the socket ended before {kinds:?}")
            };
            let Message::Text(text) = message else { continue };
            let frame: Value = serde_json::from_str(&text).unwrap();
            if kinds.contains(&frame["type"].as_str().unwrap()) {
                return frame;
            }
        }
    }

    /// The code that the socket ends with.
    pub async fn close_code(&mut self) -> Option<u16> {
        loop {
            match self.0.next().await {
                Some(Ok(Message::Close(close))) => return close.map(|close| close.code.into()),
                Some(Ok(_)) => {}
                Some(Err(_)) | None => return None,
            }
        }
    }
}
