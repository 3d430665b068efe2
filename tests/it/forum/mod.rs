//! The forum: the programme and how it is made, attending, the room, questions, polls, the stream.

mod attending;
mod programme;
mod streams;
mod talk;

use diesel::prelude::*;
use fairhall::db::Conn;
use fairhall::db::schema::{programme_parts, sessions, speakers};

use crate::accounts::join;
use crate::calendar::{all_live_in, in_minutes, set_at};
use crate::stage::{Stage, between, version};
use crate::support::{Browser, Kind, Seen};

/// An event with a programme in the making: two stages, a speaker with an account and one without.
pub struct Scene {
    pub stage: Stage,
    pub attendee: Browser,
    pub speaker: Browser,
    pub main: String,
    pub side: String,
    pub ada: String,
    pub bo: String,
}

/// The address of the speaker's account, and of somebody who attends.
pub const SPEAKER: &str = "ada@test.example";
pub const ATTENDEE: &str = "greta@test.example";

pub async fn set(kind: Kind) -> Scene {
    set_on(kind, "2027-01-11 08:00").await
}

pub async fn set_on(kind: Kind, at: &str) -> Scene {
    let stage = set_at(kind, at).await;
    let attendee = join(&stage.app, "Greta Guest", ATTENDEE).await;
    let speaker = join(&stage.app, "Ada Speaker", SPEAKER).await;
    all_live_in(&stage.app, "UTC").await;
    in_utc(&stage).await;
    for name in ["Main stage", "Side stage"] {
        let form = [("kind", "stage"), ("name", name), ("name_zh", "会场"), ("position", "1")];
        assert_eq!(stage.organizer.post("/organizer/programme/parts", &form).await.status, 303);
    }
    let form = [("kind", "track"), ("name", "Light"), ("name_zh", "光"), ("position", "1")];
    assert_eq!(stage.organizer.post("/organizer/programme/parts", &form).await.status, 303);
    for (name, email) in [("Ada Speaker", SPEAKER), ("Bo Li", "")] {
        let form = [
            ("name", name),
            ("affiliation", "Institute of Light"),
            ("email", email),
            ("biography", "Studies *light*."),
        ];
        let seen = stage.organizer.post("/organizer/programme/speakers", &form).await;
        assert_eq!(seen.status, 303, "{}", seen.body);
    }
    let find = |conn: &mut Conn| {
        let part = |conn: &mut Conn, name: &str| {
            programme_parts::table
                .filter(programme_parts::name.eq(name))
                .select(programme_parts::id)
                .first::<String>(conn)
        };
        let speaker = |conn: &mut Conn, name: &str| {
            speakers::table.filter(speakers::name.eq(name)).select(speakers::id).first::<String>(conn)
        };
        Ok([
            part(conn, "Main stage")?,
            part(conn, "Side stage")?,
            speaker(conn, "Ada Speaker")?,
            speaker(conn, "Bo Li")?,
        ])
    };
    let [main, side, ada, bo] = stage.app.site.db.read(find).await.unwrap();
    Scene { stage, attendee, speaker, main, side, ada, bo }
}

/// Lets the event live in UTC too, so that what is typed is what is meant.
async fn in_utc(stage: &Stage) {
    use fairhall::db::schema::editions;
    let write =
        |conn: &mut Conn| Ok(diesel::update(editions::table).set(editions::time_zone.eq("UTC")).execute(conn)?);
    stage.app.site.db.write(write).await.unwrap();
    stage.app.site.refresh().await.unwrap();
}

impl Scene {
    /// The form of a session between these minutes from now.
    pub fn form(
        &self,
        title: &str,
        (from, until): (i64, i64),
        stage: &str,
        speakers: &[&str],
    ) -> Vec<(String, String)> {
        let (from, until) = (in_minutes(&self.stage.app, from), in_minutes(&self.stage.app, until));
        let fields = [
            ("title_en", title),
            ("body_en", "What it is about."),
            ("language", "en"),
            ("level", "everybody"),
            ("stage", stage),
            ("tags", "laser, optics"),
            ("starts_at", &from),
            ("ends_at", &until),
        ];
        let speakers = speakers.iter().map(|speaker| ("speaker".to_owned(), (*speaker).to_owned()));
        fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).chain(speakers).collect()
    }

    /// Makes a draft; gives the path of its page in the console.
    pub async fn draft(&self, title: &str, at: (i64, i64), stage: &str, speakers: &[&str]) -> String {
        let seen = send(&self.stage.organizer, "/organizer/programme", &self.form(title, at, stage, speakers)).await;
        assert_eq!(seen.status, 303, "{}", seen.body);
        seen.location.unwrap()
    }

    /// Moves a session by the organizer's hand.
    pub async fn move_to(&self, session: &str, state: &str, reason: &str) -> Seen {
        let page = self.stage.organizer.get(session).await.body;
        let seen = version(&page);
        let form = [("state", state), ("reason", reason), ("version", &seen)];
        self.stage.organizer.post(&format!("{session}/moves"), &form).await
    }

    /// Makes a session and puts it into the programme; gives its page in the console and the public one.
    pub async fn confirmed(&self, title: &str, at: (i64, i64), stage: &str, speakers: &[&str]) -> (String, String) {
        let session = self.draft(title, at, stage, speakers).await;
        for state in ["submitted", "accepted", "confirmed"] {
            let seen = self.move_to(&session, state, "").await;
            assert_eq!(seen.status, 303, "{state}: {}", seen.body);
        }
        let page = self.stage.organizer.get(&session).await.body;
        let link = between(&page, "<a href=\"/forum/sessions/", "\"").to_owned();
        (session, format!("/forum/sessions/{link}"))
    }

    /// Sends a session's form again with other times.
    pub async fn reschedule(&self, session: &str, title: &str, at: (i64, i64), stage: &str, speakers: &[&str]) -> Seen {
        let mut form = self.form(title, at, stage, speakers);
        form.push(("version".into(), version(&self.stage.organizer.get(session).await.body)));
        send(&self.stage.organizer, session, &form).await
    }

    pub async fn count_confirmed(&self) -> i64 {
        let count =
            |conn: &mut Conn| Ok(sessions::table.filter(sessions::state.eq("confirmed")).count().get_result(conn)?);
        self.stage.app.site.db.read(count).await.unwrap()
    }
}

/// Sends a form whose fields were made.
pub async fn send(who: &Browser, path: &str, form: &[(String, String)]) -> Seen {
    let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    who.post(path, &form).await
}
