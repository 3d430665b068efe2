//! What a moderator sets for a room: slow mode, and who reads along.

use chrono::Duration;
use serde_json::json;

use super::{BO, Scene, Socket};
use crate::both;
use crate::support::{Browser, Seen};

async fn set(scene: &Scene, who: &Browser, pause: &str, members_only: &str) -> Seen {
    let form = [("pause", pause), ("members_only", members_only), ("reason", "Too much at once")];
    who.post(&format!("/organizer/rooms/{}", scene.room), &form).await
}

both!(slow_mode_lets_everybody_wait_but_moderators, |kind| async move {
    let scene = Scene::set(kind).await;
    let (app, room) = (&scene.stage.app, format!("/rooms/{}", scene.room));
    assert_eq!(scene.say(&scene.ada, "First").await.status, 303);
    let seen = set(&scene, &scene.moderator, "30", "").await;
    assert_eq!((seen.status, seen.location.as_deref()), (303, Some(room.as_str())), "{}", seen.body);
    assert!(app.visitor().get(&room).await.body.contains("one message every 30 seconds"));
    let seen = scene.say(&scene.ada, "Second, typed with care").await;
    assert_eq!(seen.status, 429);
    let has = |words: &str| seen.body.contains(words);
    assert!(has("Second, typed with care") && has("You can write again in 30 seconds"), "{}", seen.body);
    let mut socket = Socket::open(app, &scene.ada).await;
    socket.subscribe(&scene.room).await;
    assert_eq!(socket.say(&scene.room, "Third").await["code"], "too_fast");
    for _ in 0..2 {
        assert_eq!(scene.say(&scene.moderator, "Moderators do not wait").await.status, 303);
    }
    app.clock.advance(Duration::seconds(31));
    let (one, other) = futures_util::join!(scene.say(&scene.ada, "One"), scene.say(&scene.ada, "Other"));
    let mut got = [one.status, other.status];
    got.sort_unstable();
    assert_eq!(got, [303, 429], "of two at once one is said");
    assert_eq!(set(&scene, &scene.moderator, "0", "").await.status, 303);
    assert_eq!(scene.say(&scene.ada, "Free again").await.status, 303);
    let audit = scene.stage.organizer.get("/organizer/audit").await.body;
    assert!(audit.contains("Rules of a room changed") && audit.contains("30 s, public: Too much at once"), "{audit}");
});

both!(a_room_for_members_shows_visitors_nothing, |kind| async move {
    let scene = Scene::set(kind).await;
    let (app, room) = (&scene.stage.app, format!("/rooms/{}", scene.room));
    assert_eq!(scene.say(&scene.ada, "A word among ourselves").await.status, 303);
    let visitor = app.visitor();
    let mut reader = Socket::visit(app).await;
    assert_eq!(reader.subscribe(&scene.room).await["type"], "subscribed");
    assert_eq!(set(&scene, &scene.moderator, "0", "yes").await.status, 303);
    assert_eq!(reader.next_of(&["error"]).await["code"], "forbidden", "who reads along leaves at once");
    let mut late = Socket::visit(app).await;
    late.send(json!({"type": "subscribe", "room": scene.room})).await;
    assert_eq!(late.next_of(&["subscribed", "error"]).await["code"], "forbidden");
    let seen = visitor.get(&room).await;
    let has = |words: &str| seen.body.contains(words);
    assert!(has("Only people who are signed in read this room") && has("/login?next="), "{}", seen.body);
    assert!(!has("A word among ourselves") && !has("data-room="), "{}", seen.body);
    assert_eq!(visitor.get(&format!("{room}/people")).await.status, 303);
    assert!(scene.bo.get(&room).await.body.contains("A word among ourselves"));
    assert_eq!(set(&scene, &scene.moderator, "0", "").await.status, 303);
    assert!(visitor.get(&room).await.body.contains("A word among ourselves"));
});

both!(only_a_moderator_of_the_zone_sets_rules, |kind| async move {
    let scene = Scene::set(kind).await;
    for who in [&scene.ada, &scene.stage.owner] {
        assert_eq!(who.get(&format!("/organizer/rooms/{}", scene.room)).await.status, 404);
        assert_eq!(set(&scene, who, "30", "").await.status, 404);
    }
    for (pause, status) in [("", 422), ("7", 422), ("-5", 422), ("30 ", 422), ("99999999999999999999", 422)] {
        assert_eq!(set(&scene, &scene.moderator, pause, "").await.status, status, "{pause:?}");
    }
    let page = scene.moderator.post(&format!("/organizer/rooms/{}", scene.room), &[("pause", "60")]).await;
    assert_eq!(page.status, 422, "a reason is asked for");
    assert!(page.body.contains("<option value=\"60\" selected>1 minute</option>"), "{}", page.body);
    let bo = scene.id_of(BO).await;
    let form = [("person", bo.as_str()), ("body", "Hello"), ("key", "0190a1b2-0000-7000-8000-000000000001")];
    let private = scene.ada.post("/rooms", &form).await.location.unwrap();
    assert_eq!(scene.moderator.get(&format!("/organizer{private}")).await.status, 404, "private rooms have no rules");
    assert_eq!(scene.moderator.get("/organizer/rooms/x").await.status, 404);
});
