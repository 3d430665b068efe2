//! Nothing is left of somebody whose account is deleted: a word is planted, by what a browser sends, in everything
//! that a person can fill in, and looked for in every text of the database, in the files, the index, mails and the log.

use std::io::Write;
use std::path::Path;
use std::sync::{Mutex, OnceLock};

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};
use fairhall::chat::rooms::{RoomKind, find_or_make_room};
use fairhall::db::Conn;
use fairhall::db::schema::booths;
use fairhall::ids::{BoothId, EditionId};
use fairhall::site::{StaffRole, ZoneKind};
use uuid::Uuid;

use super::deletion::delete;
use crate::accounts::join;
use crate::both;
use crate::calendar::{add, all_live_in, in_minutes};
use crate::exhibition::publish;
use crate::forum;
use crate::moderation::{BO, MODERATOR, Scene, give_role};
use crate::pairing::open_project;
use crate::recruitment::open_posting;
use crate::service::enquiries::enter;
use crate::stage::{Stage, picture, send, version};
use crate::support::{Browser, Kind, TestApp, until};

/// What is planted; no word of any language.
const MARK: &str = "zyxplant";
const EMAIL: &str = "zyxplant@mark.example";
const NAME: &str = "Zyxplant Person";

/// Everything that was logged by the servers of this process.
fn log() -> &'static Mutex<Vec<u8>> {
    static LOG: OnceLock<Mutex<Vec<u8>>> = OnceLock::new();
    LOG.get_or_init(|| {
        struct Kept;
        impl Write for Kept {
            fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
                log().lock().unwrap().extend_from_slice(bytes);
                Ok(bytes.len())
            }
            fn flush(&mut self) -> std::io::Result<()> {
                Ok(())
            }
        }
        let subscriber = tracing_subscriber::fmt().with_max_level(tracing::Level::INFO).with_writer(|| Kept).finish();
        tracing::subscriber::set_global_default(subscriber).expect("nobody else keeps the log");
        Mutex::default()
    })
}

/// Large enough for the store.
fn document() -> Vec<u8> {
    [b"%PDF-1.4\n%zyxplant ".as_slice(), "a".repeat(100_000).as_bytes(), b"\n%%EOF\n"].concat()
}

/// Small enough to be a part of its row.
fn small_document() -> Vec<u8> {
    b"%PDF-1.4\n%zyxplant\n%%EOF\n".to_vec()
}

async fn sent(who: &Browser, path: &str, fields: &[(&str, &str)]) -> String {
    let seen = who.post(path, fields).await;
    assert_eq!(seen.status, 303, "{path}: {}", seen.body);
    seen.location.unwrap()
}

async fn plant_profile(app: &TestApp, who: &Browser) {
    let seen = version(&who.get("/me/profile").await.body);
    let fields = [
        ("version", seen.as_str()),
        ("name", NAME),
        ("headline", "zyxplant of Ulm"),
        ("country", "DE"),
        ("locale", "en"),
        ("time_zone", "UTC"),
    ];
    let photo = [("photo", "zyxplant.png", picture())];
    assert_eq!(send(who, "/me/profile", &fields, &photo).await.status, 303);
    assert_eq!(add(app, who, "zyxplant with the dentist", (2_000, 2_060)).await.status, 303);
    let form = [("email", "zyxplant2@mark.example"), ("proof", crate::accounts::PASSWORD)];
    sent(who, "/me/security/email", &form).await;
}

async fn plant_dealings(scene: &Scene, who: &Browser) {
    let posting = open_posting(&scene.stage, "Laser engineer").await;
    let letter = format!("{MARK} {}", "writes a letter that is long enough. ".repeat(3));
    let resume = [("resume", "zyxplant cv.pdf", small_document())];
    let seen = send(who, &format!("{posting}/applications"), &[("letter", &letter)], &resume).await;
    assert_eq!(seen.status, 303, "{}", seen.body);
    let (_, project) = open_project(&scene.stage, "Folded fibre laser").await;
    let message = format!("{MARK} would like to try your laser in Ulm.");
    sent(who, &format!("{project}/interests"), &[("message", &message), ("agree", "yes")]).await;
    let time = in_minutes(&scene.stage.app, 600);
    sent(who, &format!("{project}/meetings"), &[("message", &message), ("time", &time)]).await;
    let wish = [("kind", "request"), ("words", MARK)];
    let seen = who.post("/pairing/suggestions/wish", &wish).await;
    assert!(matches!(seen.status, 303 | 422), "{}", seen.status);
}

/// A card at the booth, whose team is told of it.
async fn plant_card(stage: &Stage, who: &Browser) {
    let fields = [
        ("with_email", "yes"),
        ("affiliation", "Zyxplant Optics, buyer"),
        ("phone", "+49 731 555 01"),
        ("country", "DE"),
        ("note", "zyxplant asks for fibre lasers of 4 kW"),
    ];
    sent(who, &format!("/exhibition/booths/{}/card", stage.slug), &fields).await;
}

async fn plant_search(who: &Browser) {
    let fields = [
        ("version", "0"),
        ("headline", "zyxplant, engineer with six years in fibre optics"),
        ("summary", "zyxplant builds what others simulate."),
        ("occupation", "21"),
        ("education", "7"),
        ("language", "en"),
        ("level", "C1"),
        ("skills", "zyxplant, Rust"),
        ("places", "zyxplant town"),
        ("types", "FULL_TIME"),
        ("availability", "month"),
    ];
    let seen = send(who, "/me/candidate", &fields, &[("resume", "zyxplant candidate.pdf", document())]).await;
    assert_eq!(seen.status, 303, "{}", seen.body);
    sent(who, "/me/candidate/publication", &[("agree", "yes")]).await;
    sent(who, "/me/searches", &[("query", "q=zyxplant"), ("name", "zyxplant search"), ("rhythm", "none")]).await;
}

async fn plant_enquiries(scene: &Scene, who: &Browser) {
    let fields =
        [("topic", "entry"), ("subject", "zyxplant asks"), ("body", "Does zyxplant need a visa?"), ("about", "")];
    let paper = [("files", "zyxplant paper.pdf", document())];
    let seen = send(who, "/service/enquiries", &fields, &paper).await;
    assert_eq!(seen.status, 303, "{}", seen.body);
    // The same person, before they signed in, under another name.
    let visitor = scene.stage.app.visitor();
    let form = [&fields[..], &[("name", "Zyxplant Otherwise"), ("email", EMAIL)]].concat();
    sent(&visitor, "/service/enquiries", &form).await;
    let mails = scene.stage.app.mails().await;
    let letter = mails.iter().rev().find(|mail| mail.to == EMAIL).and_then(|mail| mail.action.clone()).unwrap().1;
    enter(&visitor, &letter).await;
}

async fn plant_talk(scene: &Scene, who: &Browser, session: &str) {
    let say = format!("/rooms/{}/messages", scene.room);
    let key = Uuid::now_v7().to_string();
    let fields = [("body", "zyxplant speaks"), ("client_id", key.as_str())];
    let files = [("files", "zyxplant sheet.pdf", small_document())];
    assert_eq!(send(who, &say, &fields, &files).await.status, 303);
    scene.say(&scene.bo, "I agree with @Zyxplant Person in this").await;
    let find = |conn: &mut Conn| {
        use fairhall::db::schema::messages;
        let ids = messages::table.order(messages::seq).select(messages::id).load::<String>(conn)?;
        Ok((ids[0].clone(), ids[1].clone()))
    };
    let (own, others) = scene.stage.app.site.db.read(find).await.unwrap();
    assert_eq!(who.post(&format!("/messages/{others}/reactions"), &[("add", "like")]).await.status, 303);
    let (bo, key) = (scene.id_of(BO).await, Uuid::now_v7().to_string());
    let form = [("person", bo.as_str()), ("body", "zyxplant writes in private"), ("key", &key)];
    let room = sent(who, "/rooms", &form).await;
    sent(&scene.bo, &format!("{room}/messages"), &[("body", "Thank you @Zyxplant Person")]).await;
    sent(&scene.bo, "/reports", &[("message", &own), ("category", "abuse"), ("note", "Loud")]).await;
    sent(who, "/reports", &[("message", &others), ("category", "abuse"), ("note", "zyxplant is hurt")]).await;
    let key = Uuid::now_v7().to_string();
    sent(who, &format!("{session}/questions"), &[("question", "Why does zyxplant ask?"), ("key", &key)]).await;
    let form = [("kind", "silenced"), ("zone", "exhibition"), ("term", "hour")];
    let seen = scene.impose(&scene.moderator, EMAIL, &form).await;
    assert_eq!(seen.status, 303, "{}", seen.body);
}

#[derive(QueryableByName)]
struct Column {
    #[diesel(sql_type = Text)]
    of: String,
    #[diesel(sql_type = Text)]
    name: String,
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    n: i64,
}

fn columns(kind: Kind) -> &'static str {
    match kind {
        Kind::Sqlite => {
            "SELECT m.name AS \"of\", c.name AS name FROM sqlite_master m JOIN pragma_table_info(m.name) c \
             WHERE m.type = 'table' AND c.type = 'TEXT'"
        }
        #[cfg(feature = "everything")]
        Kind::Postgres => {
            "SELECT table_name AS \"of\", column_name AS name FROM information_schema.columns \
             WHERE table_schema = 'public' AND data_type IN ('text', 'character varying')"
        }
    }
}

fn in_files(kind: Kind) -> String {
    let hex: String = MARK.bytes().map(|byte| format!("{byte:02x}")).collect();
    let column = match kind {
        Kind::Sqlite => "lower(hex(content))",
        #[cfg(feature = "everything")]
        Kind::Postgres => "encode(content, 'hex')",
    };
    format!("SELECT COUNT(*) AS n FROM files WHERE {column} LIKE '%{hex}%'")
}

/// The columns of text, and the contents of files, that hold the mark.
async fn find_marks(app: &TestApp, kind: Kind) -> Vec<String> {
    let look = move |conn: &mut Conn| {
        let mut found = Vec::new();
        for Column { of, name } in diesel::sql_query(columns(kind)).load::<Column>(conn)? {
            let count = format!("SELECT COUNT(*) AS n FROM \"{of}\" WHERE lower(\"{name}\") LIKE '%{MARK}%'");
            if diesel::sql_query(count).get_result::<Count>(conn)?.n > 0 {
                found.push(format!("{of}.{name}"));
            }
        }
        if diesel::sql_query(in_files(kind)).get_result::<Count>(conn)?.n > 0 {
            found.push("files.content".to_owned());
        }
        Ok(found)
    };
    app.site.db.read(look).await.unwrap()
}

/// The files below a folder that hold the mark in their names or bytes; the database's own are looked at by its tables.
fn list_marked(folder: &Path, found: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        let name = path.to_string_lossy().to_lowercase();
        if path.is_dir() {
            list_marked(&path, found);
        } else if !name.contains("test.db") {
            let bytes = std::fs::read(&path).unwrap_or_default().to_ascii_lowercase();
            let has = bytes.windows(MARK.len()).any(|window| window == MARK.as_bytes());
            if has || name.contains(MARK) {
                found.push(name);
            }
        }
    }
}

/// The room of the booth.
async fn open_room(app: &TestApp) -> String {
    let now = app.clock.now();
    let work = move |conn: &mut Conn| {
        let (booth, edition): (BoothId, EditionId) =
            booths::table.select((booths::id, booths::edition_id)).first(conn)?;
        find_or_make_room(conn, &edition, (RoomKind::Booth, booth.as_str()), now)
    };
    app.site.db.write(work).await.unwrap().to_string()
}

/// A booth with its room, somebody to talk with, a moderator.
async fn set_scene(programme: forum::Scene) -> Scene {
    let (stage, ada) = (programme.stage, programme.speaker);
    stage.set_gate("exhibition", "open").await;
    stage.set_gate("service", "open").await;
    publish(&stage).await;
    let room = open_room(&stage.app).await;
    let (bo, moderator) = (join(&stage.app, "Bo", BO).await, join(&stage.app, "Mo", MODERATOR).await);
    give_role(&stage.app, MODERATOR, StaffRole::Moderator, ZoneKind::Exhibition).await;
    Scene { stage, room, ada, bo, moderator }
}

both!(nothing_is_left_of_somebody_whose_account_is_deleted, |kind: Kind| async move {
    let logged_before = log().lock().unwrap().len();
    let programme = forum::set(kind).await;
    let (_, session) = programme.confirmed("Lasers", (60, 120), &programme.main, &[&programme.ada]).await;
    let scene = set_scene(programme).await;
    let app = &scene.stage.app;
    let who = join(app, NAME, EMAIL).await;
    all_live_in(app, "UTC").await;
    plant_profile(app, &who).await;
    plant_dealings(&scene, &who).await;
    plant_card(&scene.stage, &who).await;
    plant_search(&who).await;
    plant_enquiries(&scene, &who).await;
    plant_talk(&scene, &who, &session).await;
    scene.stage.invite(EMAIL, "editor").await;
    let before = app.mails().await.len();
    let planted = find_marks(app, kind).await;
    for column in [
        "people.name",
        "people.headline",
        "applications.letter",
        "files.name",
        "files.content",
        "interests.message",
        "meetings.message",
        "enquiries.subject",
        "enquiry_entries.body",
        "messages.body",
        "message_mentions.name",
        "reports.note",
        "reports.body",
        "questions.body",
        "sanctions.search_key",
        "calendar_entries.title",
        "mail_tokens.email",
        "notifications.subject",
        "outbox.payload",
        "invitations.email",
        "candidates.summary",
        "leads.note",
        "leads.affiliation",
        "saved_searches.name",
    ] {
        assert!(planted.iter().any(|one| one == column), "nothing was planted in {column}: {planted:?}");
    }
    let mut stored = Vec::new();
    list_marked(&app.database.folder, &mut stored);
    assert!(!stored.is_empty(), "nothing was planted in the store");

    let seen = delete(&who, EMAIL).await;
    assert_eq!(seen.status, 303, "{}", seen.body);
    until("the index has followed", async || app.site.search.behind().changes == 0).await;
    let mails = app.mails().await;
    assert_eq!(find_marks(app, kind).await, Vec::<String>::new());
    let mut stored = Vec::new();
    list_marked(&app.database.folder, &mut stored);
    assert_eq!(stored, Vec::<String>::new());
    let after: Vec<_> = mails.iter().skip(before).map(|mail| format!("{mail:?}").to_lowercase()).collect();
    assert!(after.iter().all(|mail| !mail.contains(MARK)), "{after:?}");
    let log = String::from_utf8_lossy(&log().lock().unwrap()[logged_before..]).to_lowercase();
    assert!(!log.contains(MARK), "{log}");
    // Everybody else goes on.
    for (other, page) in
        [(&scene.stage.owner, "/me"), (&scene.bo, "/me/messages"), (&scene.moderator, "/organizer/reports")]
    {
        assert_eq!(other.get(page).await.status, 200, "{page}");
    }
});
