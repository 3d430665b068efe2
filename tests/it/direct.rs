//! Private rooms: two people, groups, blocks, what others see of them, and what is told to whom.

use chrono::Duration;
use serde_json::json;

use crate::accounts::join;
use crate::both;
use crate::moderation::{ADA, BO, Scene, Socket};
use crate::stage::between;
use crate::support::{Browser, Seen};

const CY: &str = "cy@test.example";

async fn write_to(scene: &Scene, who: &Browser, email: &'static str, body: &str) -> Seen {
    let person = scene.id_of(email).await;
    who.post("/rooms", &[("person", person.as_str()), ("body", body), ("key", &uuid::Uuid::now_v7().to_string())]).await
}

/// Ada writes to Bo; gives the address of their room.
async fn begin(scene: &Scene, body: &str) -> String {
    let seen = write_to(scene, &scene.ada, BO, body).await;
    assert_eq!(seen.status, 303, "{}", seen.body);
    seen.location.unwrap()
}

/// The number on the bell.
pub fn bell(page: &Seen) -> &str {
    between(&page.body, "data-unread-count", "</span>").rsplit('>').next().unwrap()
}

both!(two_people_write_to_each_other_in_one_room, |kind| async move {
    let scene = Scene::set(kind).await;
    let room = begin(&scene, "Shall we meet at the *booth*?").await;
    let bo = scene.id_of(BO).await;
    let again = scene.ada.get(&format!("/rooms/new?person={bo}")).await;
    assert_eq!(again.location.as_deref(), Some(room.as_str()), "who has a room is led there");
    let back = write_to(&scene, &scene.bo, ADA, "Gladly").await;
    assert_eq!(back.location.as_deref(), Some(room.as_str()), "from the other side it is the same room");
    let (for_ada, for_bo) = (scene.ada.get(&room).await, scene.bo.get(&room).await);
    assert!(for_ada.body.contains("<h1 id=\"room-title\">Bo</h1>"), "{}", for_ada.body);
    assert!(for_bo.body.contains("<h1 id=\"room-title\">Ada</h1>") && for_bo.body.contains("<em>booth</em>"));
    assert!(!for_bo.body.contains("/organizer/messages/"));
    let seen = scene.stage.app.visitor().get(&room).await;
    assert_eq!(seen.location.as_deref().map(|to| to.starts_with("/login")), Some(true), "{:?}", seen.location);
    for other in [&scene.moderator, &scene.stage.organizer, &scene.stage.owner] {
        assert_eq!(other.get(&room).await.status, 404);
        assert_eq!(other.post(&format!("{room}/messages"), &[("body", "Let me in")]).await.status, 404);
    }
    let id = room.rsplit('/').next().unwrap();
    let mut stranger = Socket::open(&scene.stage.app, &scene.moderator).await;
    stranger.send(json!({"type": "subscribe", "room": id})).await;
    assert_eq!(stranger.next_of(&["subscribed", "error"]).await["code"], "unknown_room");
    assert_eq!(stranger.say(id, "Let me in").await["code"], "unknown_room");
});

both!(other_words_from_a_page_gone_back_to_are_a_message, |kind| async move {
    let scene = Scene::set(kind).await;
    let (bo, key) = (scene.id_of(BO).await, uuid::Uuid::now_v7().to_string());
    let form = |body| [("person", bo.as_str()), ("body", body), ("key", key.as_str())];
    let first = scene.ada.post("/rooms", &form("First words")).await;
    for words in ["Other words", "Other words", "First words"] {
        let again = scene.ada.post("/rooms", &form(words)).await;
        assert_eq!((again.status, &again.location), (303, &first.location), "{words}");
    }
    let page = scene.bo.get(&first.location.unwrap()).await.body;
    for words in ["<p>First words</p>", "<p>Other words</p>"] {
        assert_eq!(page.matches(words).count(), 1, "{words} {page}");
    }
});

both!(whoever_is_away_is_told_once_and_whoever_reads_is_not, |kind| async move {
    let scene = Scene::set(kind).await;
    let app = &scene.stage.app;
    let room = begin(&scene, "First").await;
    assert_eq!(scene.ada.post(&format!("{room}/messages"), &[("body", "Second")]).await.status, 303);
    assert_eq!(bell(&scene.bo.get("/me").await), "1", "one notification for a conversation");
    assert!(!scene.stage.subjects(BO).await.contains(&"Ada wrote to you".to_owned()), "the mail waits");
    app.clock.advance(Duration::minutes(3));
    let told = scene.stage.subjects(BO).await;
    assert_eq!(told.iter().filter(|subject| *subject == "Ada wrote to you").count(), 1, "{told:?}");
    let list = scene.bo.get("/me/messages?show=unread").await;
    assert!(list.body.contains("2 new") && list.body.contains("Second"), "{}", list.body);
    assert_eq!(bell(&scene.bo.get(&room).await), "0", "the page itself shows what it was about");
    assert!(!scene.bo.get("/me/messages?show=unread").await.body.contains("Second"));
    assert_eq!(bell(&scene.bo.get("/me").await), "0");
    let mut reader = Socket::open(app, &scene.bo).await;
    let id = room.rsplit('/').next().unwrap();
    reader.subscribe(id).await;
    assert_eq!(scene.ada.post(&format!("{room}/messages"), &[("body", "Third")]).await.status, 303);
    while reader.next_of(&["message"]).await["body"] != "Third" {}
    reader.send(json!({"type": "read", "room": id, "seq": 3})).await;
    while reader.next_of(&["notification"]).await["unread"] != 0 {}
    app.clock.advance(Duration::minutes(3));
    let told = scene.stage.subjects(BO).await;
    assert_eq!(told.iter().filter(|subject| *subject == "Ada wrote to you").count(), 1, "who reads gets no mail");
});

both!(who_is_blocked_is_not_heard_and_not_told_so, |kind| async move {
    let scene = Scene::set(kind).await;
    let room = begin(&scene, "Buy my shares").await;
    let ada = scene.id_of(ADA).await;
    let mut writer = Socket::open(&scene.stage.app, &scene.ada).await;
    let id = room.rsplit('/').next().unwrap();
    assert_eq!(writer.subscribe(id).await["may_post"], true);
    let seen = scene.bo.post("/me/blocks", &[("person", ada.as_str()), ("next", room.as_str())]).await;
    assert_eq!((seen.status, seen.location.as_deref()), (303, Some(room.as_str())));
    assert_eq!(writer.say(id, "Hello?").await["code"], "forbidden");
    let seen = scene.ada.post(&format!("{room}/messages"), &[("body", "Hello, my own words?")]).await;
    assert_eq!(seen.status, 403);
    assert!(seen.body.contains("Hello, my own words?"), "what was typed is not lost: {}", seen.body);
    assert!(
        seen.body.contains("You cannot write to this person") && !seen.body.contains("You have blocked"),
        "{}",
        seen.body
    );
    assert_eq!(write_to(&scene, &scene.ada, BO, "Hello?").await.status, 403);
    assert!(scene.bo.get(&room).await.body.contains("You have blocked this person"));
    assert!(scene.bo.get("/me/messages?show=blocked").await.body.contains("<b>Ada</b>"));
    assert_eq!(scene.bo.post(&format!("/me/blocks/{ada}/removal"), &[]).await.status, 303);
    assert_eq!(scene.ada.post(&format!("{room}/messages"), &[("body", "Sorry")]).await.status, 303);
    assert!(!scene.bo.get("/me/messages?show=blocked").await.body.contains("<b>Ada</b>"));
    let nobody = uuid::Uuid::now_v7().to_string();
    let own = scene.id_of(BO).await;
    for person in ["", "x", "%00", nobody.as_str(), own.as_str()] {
        assert_eq!(scene.bo.post("/me/blocks", &[("person", person)]).await.status, 404, "{person}");
    }
});

both!(a_group_is_made_of_acquaintances_and_can_be_left, |kind| async move {
    let scene = Scene::set(kind).await;
    let cy = join(&scene.stage.app, "Cy", CY).await;
    assert!(scene.ada.get("/rooms/new").await.body.contains("There is nobody to choose yet"));
    begin(&scene, "Hello Bo").await;
    assert_eq!(write_to(&scene, &scene.ada, CY, "Hello Cy").await.status, 303);
    let page = scene.ada.get("/rooms/new").await.body;
    let (bo_id, cy_id) = (scene.id_of(BO).await, scene.id_of(CY).await);
    assert!(page.contains(&format!("value=\"{bo_id}\"")) && page.contains(&format!("value=\"{cy_id}\"")), "{page}");
    let key = between(&page, "name=\"key\" value=\"", "\"").to_owned();
    let people = [("group", "yes"), ("person", bo_id.as_str()), ("person", cy_id.as_str()), ("key", key.as_str())];
    let seen = scene.ada.post("/rooms", &[&people[..], &[("body", "Welcome")]].concat()).await;
    assert_eq!(seen.status, 422);
    assert!(seen.body.contains("Welcome") && seen.body.contains("Please fill this in"), "{}", seen.body);
    let form = [&people[..], &[("body", "Welcome"), ("name", "Evening")]].concat();
    let (seen, again) = (scene.ada.post("/rooms", &form).await, scene.ada.post("/rooms", &form).await);
    assert_eq!((seen.status, &seen.location), (303, &again.location), "sent twice it is one group");
    let room = seen.location.unwrap();
    let page = scene.bo.get(&room).await.body;
    assert!(page.contains("<h1 id=\"room-title\">Evening</h1>") && page.matches("Welcome").count() == 1, "{page}");
    assert!(page.contains(">Ada</li>") && page.contains(">Cy</li>") && !page.contains(">Bo</li>"), "{page}");
    assert_eq!(scene.moderator.get(&room).await.status, 404);
    scene.stage.app.clock.advance(Duration::minutes(3));
    assert!(scene.stage.subjects(CY).await.contains(&"Ada wrote in Evening".to_owned()));
    assert_eq!(cy.post(&format!("{room}/leaving"), &[]).await.status, 303);
    assert_eq!((cy.get(&room).await.status, cy.post(&format!("{room}/leaving"), &[]).await.status), (404, 404));
    assert!(!cy.get("/me/messages").await.body.contains("Evening"));
    assert!(scene.ada.get(&room).await.body.contains(">Bo</li>"));
    let of_two = begin(&scene, "Only us").await;
    assert_eq!(scene.ada.post(&format!("{of_two}/leaving"), &[]).await.status, 404, "a room of two is not left");
});

both!(words_are_found_in_ones_own_conversations_and_in_no_others, |kind| async move {
    let scene = Scene::set(kind).await;
    let cy = join(&scene.stage.app, "Cy", CY).await;
    let room = begin(&scene, "明天上午在展台见面，带上50%_的样品").await;
    assert_eq!(write_to(&scene, &cy, BO, "The Fatigue curves are ready").await.status, 303);
    for (who, query, count) in [
        (&scene.bo, "展台", 1),
        (&scene.bo, "展臺", 1),
        (&scene.bo, "面", 1),
        (&scene.bo, "fatigue READY", 1),
        (&scene.bo, "50%25_", 1),
        (&scene.bo, "5%25的", 0),
        (&scene.bo, "fatigue 展台", 0),
        (&scene.ada, "fatigue", 0),
        (&cy, "展台", 0),
    ] {
        let seen = who.get(&format!("/me/messages?q={query}")).await;
        assert_eq!(seen.status, 200);
        assert_eq!(seen.body.contains("1 message found"), count == 1, "{query}: {}", seen.body);
        assert_eq!(seen.body.contains("No message has these words"), count == 0, "{query}");
    }
    let found = scene.bo.get("/me/messages?q=样品").await.body;
    assert!(found.contains(&format!("href=\"{room}")), "{found}");
    let order = scene.bo.get("/me/messages").await.body;
    assert!(order.find("<b>Cy</b>").unwrap() < order.find("<b>Ada</b>").unwrap(), "the latest first: {order}");
    for query in ["?page=99", "?page=x&show=no", "?show=unread&q=%FF"] {
        assert!([200, 400].contains(&scene.bo.get(&format!("/me/messages{query}")).await.status), "{query}");
    }
});

both!(moderators_see_of_a_private_room_what_was_reported_and_no_more, |kind| async move {
    let scene = Scene::set(kind).await;
    let organizer = &scene.stage.organizer;
    let room = begin(&scene, "You fool").await;
    let message = between(&scene.bo.get(&room).await.body, "/reports/new?message=", "\"").to_owned();
    let page = format!("/organizer/messages/{message}");
    assert_eq!(organizer.get(&page).await.status, 404, "before the report it does not exist for them");
    assert_eq!(organizer.post(&format!("{page}/hiding"), &[("reason", "Rude")]).await.status, 404);
    assert_eq!(scene.report(&scene.moderator, &message).await.status, 404, "who is not in it cannot report it");
    assert_eq!(scene.report(&scene.bo, &message).await.status, 303);
    assert_eq!(scene.ada.post(&format!("{room}/messages"), &[("body", "Said after it")]).await.status, 303);
    assert_eq!(scene.moderator.get(&page).await.status, 404, "a zone's moderator has no part in it");
    let seen = organizer.get(&page).await;
    assert_eq!(seen.status, 200);
    assert!(seen.body.contains("You fool") && !seen.body.contains("Said after it"), "{}", seen.body);
    assert!(seen.body.contains("A private conversation") && !seen.body.contains(&room), "{}", seen.body);
    let queue = organizer.get("/organizer/reports").await.body;
    let report = format!("/organizer/reports/{}", between(&queue, "href=\"/organizer/reports/", "\""));
    assert!(!organizer.get(&report).await.body.contains(&room));
    assert_eq!(organizer.post(&format!("{page}/hiding"), &[("reason", "Rude")]).await.status, 303);
    assert!(!scene.bo.get(&room).await.body.contains("You fool"));
    assert!(!scene.bo.get("/me/messages?q=fool").await.body.contains("You fool"), "what is hidden is not found");
});

both!(wrong_first_messages_are_answered_and_make_no_room, |kind| async move {
    let scene = Scene::set(kind).await;
    let (bo, own) = (scene.id_of(BO).await, scene.id_of(ADA).await);
    let nobody = uuid::Uuid::now_v7().to_string();
    let long = "长".repeat(4_001);
    for (fields, status) in [
        (vec![("person", bo.as_str()), ("body", " ")], 422),
        (vec![("person", bo.as_str()), ("body", long.as_str())], 422),
        (vec![("person", own.as_str()), ("body", "Me")], 404),
        (vec![("person", nobody.as_str()), ("body", "Who")], 404),
        (vec![("person", "x"), ("body", "Who")], 422),
        (vec![], 422),
    ] {
        let seen = scene.ada.post("/rooms", &fields).await;
        assert_eq!(seen.status, status, "{fields:?}: {}", seen.body);
    }
    let seen = scene.ada.post("/rooms", &[("person", bo.as_str()), ("body", long.as_str())]).await;
    assert!(seen.body.contains(&long) && seen.body.contains("4000"), "what was typed stays");
    for path in ["/rooms/new?person=x", &format!("/rooms/new?person={nobody}")] {
        assert_eq!(scene.ada.get(path).await.status, 404, "{path}");
    }
    assert_eq!(scene.ada.get(&format!("/rooms/new?person={own}")).await.status, 404);
    let unsure = scene.stage.app.visitor();
    let form =
        [("name", "Di"), ("email", "di@test.example"), ("password", crate::accounts::PASSWORD), ("consent", "yes")];
    assert_eq!(unsure.post("/signup", &form).await.status, 303);
    let form = [("email", "di@test.example"), ("password", crate::accounts::PASSWORD)];
    assert_eq!(unsure.post("/login", &form).await.status, 303);
    let seen = unsure.post("/rooms", &[("person", bo.as_str()), ("body", "Hello")]).await;
    assert_eq!(seen.status, 403, "who has not verified their address writes to nobody: {}", seen.body);
    assert!(scene.bo.get("/me/messages").await.body.contains("No conversations yet"));
});

both!(what_one_said_is_ones_own_to_download, |kind| async move {
    let scene = Scene::set(kind).await;
    let path = "/me/messages/export";
    assert_eq!(scene.ada.get(path).await.body, "", "nothing was said");
    assert_eq!(scene.say(&scene.ada, "In \"public\"\n你好").await.status, 303);
    let room = begin(&scene, "Among us").await;
    assert_eq!(scene.bo.post(&format!("{room}/messages"), &[("body", "Bo's own words")]).await.status, 303);
    let seen = scene.ada.get(path).await;
    let header = |name: &str| seen.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    assert!(header("content-disposition").starts_with("attachment") && header("cache-control") == "no-store");
    let lines: Vec<serde_json::Value> = seen.body.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let said: Vec<_> = lines.iter().map(|line| (line["room_name"].as_str(), line["body"].as_str())).collect();
    let public = (Some("Delta Photonics"), Some("In \"public\"\n你好"));
    assert_eq!(said, [public, (Some("Bo"), Some("Among us"))], "of others nothing");
    let visitor = scene.stage.app.visitor().get(path).await;
    assert_eq!(visitor.location.as_deref().map(|to| to.starts_with("/login")), Some(true));
});
