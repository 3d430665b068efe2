//! Talking with the help desk at once: the enquiry is written first, and stands there once whatever breaks.

use diesel::prelude::*;
use fairhall::db::Conn;
use fairhall::db::schema::{enquiries, live_requests};
use fairhall::requests::queue::settle_all;
use fairhall::site::StaffRole;

use super::enquiries::{GUEST, KEY, ask, fields, rows};
use super::staff;
use crate::accounts::join;
use crate::both;
use crate::moderation::Socket;
use crate::stage::Stage;
use crate::support::{Browser, Kind};

const ANA: &str = "ana@test.example";
const BO: &str = "bo@test.example";

/// A desk that is open at all hours.
async fn open_desk(stage: &Stage) {
    let mut form = Vec::new();
    for _ in 0..7 {
        form.extend([("opens", "00:00"), ("closes", "00:00")]);
    }
    assert_eq!(stage.organizer.post("/service/desk/hours", &form).await.status, 303);
}

async fn go_on_duty(who: &Browser, is_on: bool) {
    let on = if is_on { "yes" } else { "" };
    assert_eq!(who.post("/service/desk/duty", &[("on", on), ("most", "1")]).await.status, 303);
}

/// Asks the desk to talk, once more with the same form each time; gives where it leads.
async fn ask_to_talk(who: &Browser, subject: &str) -> String {
    let seen = who.post("/service/talks", &fields(subject, KEY)).await;
    assert_eq!(seen.status, 303, "{}", seen.body);
    seen.location.unwrap()
}

/// The states of the requests with whether each has its enquiry.
async fn requests(stage: &Stage) -> Vec<(String, bool)> {
    let read = |conn: &mut Conn| {
        let all = live_requests::table.order(live_requests::id);
        Ok(all.select((live_requests::state, live_requests::enquiry_id.is_not_null())).load(conn)?)
    };
    stage.app.site.db.read(read).await.unwrap()
}

fn is(state: &str) -> (String, bool) {
    (state.to_owned(), true)
}

async fn pass(stage: &Stage, minutes: i64) {
    stage.app.clock.advance(chrono::Duration::minutes(minutes));
    while settle_all(&stage.app.site).await.is_err() {}
}

async fn agent_of(stage: &Stage) -> Option<String> {
    let read = |conn: &mut Conn| Ok(enquiries::table.select(enquiries::agent_id).first::<Option<String>>(conn)?);
    stage.app.site.db.read(read).await.unwrap()
}

both!(who_asks_talks_with_an_agent_and_the_enquiry_links_it, |kind: Kind| async move {
    let stage = Stage::set(kind).await;
    let ana = staff(&stage, "Ana Agent", ANA, StaffRole::ServiceAgent).await;
    let guest = join(&stage.app, "Greta Guest", GUEST).await;
    assert!(!guest.get("/service/enquiries/new").await.body.contains("talk now"), "the desk is shut");
    open_desk(&stage).await;
    assert!(!guest.get("/service/enquiries/new").await.body.contains("talk now"), "nobody is on duty");
    go_on_duty(&ana, true).await;
    assert!(guest.get("/service/enquiries/new").await.body.contains("formaction=\"/service/talks\""));
    assert!(!stage.app.visitor().get("/service/enquiries/new").await.body.contains("/service/talks"));
    let request = ask_to_talk(&guest, "Papers for the visa").await;
    assert_eq!(ask_to_talk(&guest, "Papers for the visa").await, request, "the same form twice");
    assert_eq!(requests(&stage).await, [is("offered")]);
    assert_eq!(rows(&stage).await.0, ["new"], "written first, once");
    let desk = ana.get("/service/desk").await.body;
    assert!(desk.contains(&format!("{request}/acceptance")) && desk.contains("Greta Guest"), "{desk}");
    for who in [&stage.owner, &guest] {
        assert_eq!(who.post(&format!("{request}/acceptance"), &[]).await.status, 404);
    }
    assert_eq!(ana.post(&format!("{request}/acceptance"), &[]).await.status, 303);
    assert_eq!((requests(&stage).await, rows(&stage).await.0), (vec![is("active")], vec!["open".to_owned()]));
    assert!(agent_of(&stage).await.is_some(), "who talks looks after it");
    let room = request.replace("/requests/", "/rooms/");
    assert_eq!(ana.post(&format!("{room}/messages"), &[("body", "Good morning!")]).await.status, 303);
    let page = guest.get(&request).await.body;
    assert!(page.contains("Good morning!") && page.contains("Papers for the visa"), "{page}");
    assert!(page.contains("To the enquiry") && page.contains("Help desk"), "{page}");
    assert!(guest.get("/me/requests").await.body.contains("<b>Help desk</b>"));
    assert_eq!(stage.owner.get(&request).await.status, 404, "a private room");
    assert_eq!(ana.post(&format!("{request}/ending"), &[]).await.status, 303);
    let list = guest.get("/service/enquiries").await.body;
    let enquiry = format!("/service/enquiries/0{}", crate::stage::between(&list, "href=\"/service/enquiries/0", "\""));
    for page in [guest.get(&enquiry).await.body, ana.get(&enquiry.replace("/service", "/service/desk")).await.body] {
        assert!(page.contains("You talked with each other") && page.contains(&request), "{page}");
    }
    assert_eq!(guest.get("/requests/new?desk=service&organization=delta-photonics").await.status, 404);
    let wrong = [("desk", "service"), ("organization", stage.slug.as_str()), ("body", "Hello")];
    assert!([404, 422].contains(&guest.post("/requests", &wrong).await.status));
});

both!(what_nobody_takes_stands_in_the_queue_once, |kind: Kind| async move {
    let stage = Stage::set(kind).await;
    let ana = staff(&stage, "Ana Agent", ANA, StaffRole::ServiceAgent).await;
    let guest = join(&stage.app, "Greta Guest", GUEST).await;
    open_desk(&stage).await;
    // Nobody there: the enquiry is written, and the person hears of it.
    let seen = guest.post("/service/talks", &fields("Nobody there", "")).await;
    let enquiry = seen.location.unwrap();
    assert!(enquiry.starts_with("/service/enquiries/"), "{enquiry}");
    assert_eq!(rows(&stage).await.0, ["new"]);
    go_on_duty(&ana, true).await;
    assert!(guest.get(&enquiry).await.body.contains("Talk now"));
    let seen = guest.post(&format!("{enquiry}/talk"), &[("key", KEY)]).await;
    let request = seen.location.unwrap();
    assert!(request.starts_with("/requests/"), "{request}");
    assert_eq!(requests(&stage).await, [is("offered")]);
    let room = request.replace("/requests/", "/rooms/");
    assert_eq!(guest.post(&format!("{room}/messages"), &[("body", "I still wait.")]).await.status, 303);
    // Offered three times and not taken: converted, and the enquiry stands there once.
    for _ in 0..4 {
        pass(&stage, 2).await;
    }
    assert_eq!(requests(&stage).await, [is("converted")]);
    assert_eq!((rows(&stage).await.0, rows(&stage).await.1), (vec!["new".to_owned()], 2));
    assert!(guest.get(&enquiry).await.body.contains("I still wait."), "what was said meanwhile is kept");
    let queue = ana.get("/service/desk").await.body;
    let at_desk = enquiry.replace("/service", "/service/desk");
    assert_eq!(queue.matches(&format!("href=\"{at_desk}\"")).count(), 1, "{queue}");
    // Again with another form: a new request about the same enquiry; taken back it stands there still.
    let again = guest.post(&format!("{enquiry}/talk"), &[("key", "")]).await.location.unwrap();
    assert_eq!(again, request, "the room of the two");
    assert_eq!(guest.post(&format!("{again}/cancellation"), &[]).await.status, 303);
    assert_eq!(requests(&stage).await, [is("converted"), is("cancelled")]);
    assert_eq!(rows(&stage).await.0, ["new"]);
    let foreign = ask(&stage.owner, "Somebody else's").await;
    assert_eq!(guest.post(&format!("{foreign}/talk"), &[]).await.status, 404);
    assert_eq!(stage.app.visitor().post("/service/talks", &fields("Without a login", "")).await.status, 303);
    assert_eq!(rows(&stage).await.0.len(), 2, "who is not signed in is led to log in");
    // Wrong fields come back, and nothing is written.
    let mut wrong = fields("Kept as typed", "");
    wrong[2].1 = "short";
    let seen = guest.post("/service/talks", &wrong).await;
    assert!(seen.status == 422 && seen.body.contains("Kept as typed"), "{}", seen.body);
    assert_eq!(rows(&stage).await.0.len(), 2);
});

both!(at_every_step_sockets_and_agents_may_vanish, |kind: Kind| async move {
    let stage = Stage::set(kind).await;
    let ana = staff(&stage, "Ana Agent", ANA, StaffRole::ServiceAgent).await;
    let bo = staff(&stage, "Bo Agent", BO, StaffRole::ServiceAgent).await;
    open_desk(&stage).await;
    for step in ["waiting", "offered", "active", "handed"] {
        let guest = join(&stage.app, "Greta Guest", &format!("{step}@test.example")).await;
        go_on_duty(&ana, true).await;
        let key = uuid::Uuid::now_v7().to_string();
        let request = guest.post("/service/talks", &fields(step, &key)).await.location.unwrap();
        // Both sides sit at their sockets, and lose them.
        let room = request.rsplit('/').next().unwrap().to_owned();
        for who in [&guest, &ana] {
            let mut socket = Socket::open(&stage.app, who).await;
            socket.subscribe(&room).await;
            drop(socket);
        }
        match step {
            // The agent goes off duty while the person waits.
            "waiting" => go_on_duty(&ana, false).await,
            // The agent never answers.
            "offered" => {}
            "active" => assert_eq!(ana.post(&format!("{request}/acceptance"), &[]).await.status, 303),
            _ => {
                assert_eq!(ana.post(&format!("{request}/acceptance"), &[]).await.status, 303);
                let person = bo_id(&stage).await;
                let over = ana.post(&format!("{request}/handover"), &[("person", &person)]).await;
                assert_eq!(over.status, 303, "{}", over.body);
                go_on_duty(&ana, false).await;
            }
        }
        for _ in 0..8 {
            pass(&stage, 3).await;
        }
        let found = |conn: &mut Conn| {
            let all = enquiries::table.order(enquiries::id.desc());
            Ok(all.select((enquiries::subject, enquiries::state)).load::<(String, String)>(conn)?)
        };
        let found = stage.app.site.db.read(found).await.unwrap();
        assert_eq!(found.iter().filter(|(subject, _)| subject == step).count(), 1, "{step}: once");
        let is_taken = matches!(step, "active" | "handed");
        assert_eq!(found[0].1, if is_taken { "open" } else { "new" }, "{step}");
        let queue = bo.get("/service/desk").await.body;
        assert!(queue.contains(&format!(">{step}</a>")), "{step}: {queue}");
        if step == "active" {
            assert_eq!(guest.post(&format!("{request}/ending"), &[]).await.status, 303, "the person may end it");
        }
    }
});

async fn bo_id(stage: &Stage) -> String {
    use fairhall::db::schema::people;
    let find =
        |conn: &mut Conn| Ok(people::table.filter(people::email.eq(BO)).select(people::id).first::<String>(conn)?);
    stage.app.site.db.read(find).await.unwrap()
}
