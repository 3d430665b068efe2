//! People answer messages with signs.

use serde_json::json;
use uuid::Uuid;

use crate::both;
use crate::moderation::{ADA, BO, Scene, Socket};
use crate::stage::between;

/// What a page shows of a sign: its button, up to the count.
fn button<'a>(page: &'a str, kind: &str) -> &'a str {
    let value = format!("value=\"{kind}\"");
    let (_, shown) = page.split_once("<ol class=\"messages\"").unwrap();
    let found = shown.split("<button class=\"reaction\"").find(|part| part.contains(&value));
    found.unwrap_or_else(|| panic!("no {kind} in {page}")).split("</button>").next().unwrap()
}

both!(a_sign_is_given_once_by_each_and_everybody_is_told_the_same, |kind| async move {
    let scene = Scene::set(kind).await;
    let (app, room) = (&scene.stage.app, format!("/rooms/{}", scene.room));
    let message = scene.say_rudely("We have won").await;
    let action = format!("/messages/{message}/reactions");
    let (mut ada, mut bo) = (Socket::open(app, &scene.ada).await, Socket::open(app, &scene.bo).await);
    for reader in [&mut ada, &mut bo] {
        assert_eq!(reader.subscribe(&scene.room).await["rev"], 0);
    }
    let seen = scene.bo.post(&action, &[("add", "celebrate")]).await;
    assert_eq!(seen.location.as_deref(), Some(format!("{room}?at=1#message-1").as_str()), "{}", seen.body);
    let frame = ada.next_of(&["changed"]).await;
    assert_eq!(frame, bo.next_of(&["changed"]).await);
    let (html, person) = (frame["html"].as_str().unwrap(), scene.id_of(BO).await);
    assert_eq!((&frame["rev"], &frame["id"]), (&json!(1), &json!(message)));
    assert!(html.contains("data-kind=\"celebrate\" data-count=\"1\""), "{html}");
    assert!(html.contains("Celebrate · 庆祝") && html.contains("We have won"), "{html}");
    assert!(html.contains(&format!("data-reacted=\"{person}:celebrate:on\"")), "{html}");

    // The same again changes nothing; another's is counted with it.
    assert_eq!(scene.bo.post(&action, &[("add", "celebrate")]).await.status, 303);
    assert_eq!(scene.ada.post(&action, &[("add", "celebrate")]).await.status, 303);
    let frame = bo.next_of(&["changed"]).await;
    assert_eq!(frame["rev"], 2);
    assert!(frame["html"].as_str().unwrap().contains("data-kind=\"celebrate\" data-count=\"2\""), "{frame}");
    assert_eq!(scene.ada.post(&action, &[("remove", "celebrate")]).await.status, 303);
    let seen = scene.bo.get(&room).await;
    let mine = button(&seen.body, "celebrate");
    assert!(mine.contains("name=\"remove\"") && mine.contains("aria-pressed=\"true\""), "{mine}");
    assert!(mine.contains("<span data-count>1</span>"), "{mine}");
    let seen = scene.ada.get(&format!("{room}?lang=zh-CN")).await;
    let theirs = button(&seen.body, "celebrate");
    assert!(theirs.contains("name=\"add\"") && theirs.contains("aria-pressed=\"false\""), "{theirs}");
    assert!(theirs.contains("庆祝") && theirs.contains("<span data-count>1</span>"), "{theirs}");
    let seen = app.visitor().get(&room).await;
    assert!(seen.body.contains("data-kind=\"celebrate\" data-count=\"1\""), "{}", seen.body);
    assert!(!seen.body.contains(&action), "who may not write gives no sign");

    // Who comes back is told.
    let mut late = Socket::open(app, &scene.ada).await;
    late.send(json!({"type": "subscribe", "room": scene.room, "after": 1, "changed_after": 1})).await;
    assert_eq!(late.next_of(&["subscribed"]).await["rev"], 3);
    let frame = late.next_of(&["changed"]).await;
    assert!(frame["html"].as_str().unwrap().contains(":celebrate:off\""), "{frame}");
});

both!(who_may_not_write_gives_no_sign, |kind| async move {
    let scene = Scene::set(kind).await;
    let message = scene.say_rudely("Good morning").await;
    let (action, like) = (format!("/messages/{message}/reactions"), [("add", "like")]);
    assert_eq!(scene.bo.post(&action, &[("add", "rocket")]).await.status, 400);
    let login = scene.stage.app.visitor().post(&action, &like).await;
    assert!(login.location.unwrap().starts_with("/login"));
    assert_eq!(scene.bo.post(&format!("/messages/{}/reactions", Uuid::now_v7()), &like).await.status, 404);
    for gate in ["read_only", "closed"] {
        scene.stage.set_gate("exhibition", gate).await;
        assert_eq!(scene.bo.post(&action, &like).await.status, 403, "{gate}");
    }
    scene.stage.set_gate("exhibition", "open").await;
    let silence = [("kind", "silenced"), ("term", "day"), ("zone", "exhibition")];
    assert_eq!(scene.impose(&scene.moderator, ADA, &silence).await.status, 303);
    assert_eq!(scene.ada.post(&action, &like).await.status, 403);
    assert_eq!(scene.ada.post(&format!("/messages/{message}/deletion"), &[]).await.status, 303);
    assert_eq!(scene.bo.post(&action, &like).await.status, 403);
    let seen = scene.stage.app.visitor().get(&format!("/rooms/{}", scene.room)).await;
    assert!(!seen.body.contains("data-kind=\"like\""), "{}", seen.body);
});

both!(in_a_private_room_only_its_people_give_signs, |kind| async move {
    let scene = Scene::set(kind).await;
    let (person, key) = (scene.id_of(BO).await, Uuid::now_v7().to_string());
    let form = [("person", person.as_str()), ("body", "The salary is secret"), ("key", &key)];
    let room = scene.ada.post("/rooms", &form).await.location.unwrap();
    let message = between(&scene.ada.get(&room).await.body, "href=\"/messages/", "\"").to_owned();
    let action = format!("/messages/{message}/reactions");
    for form in [[("add", "heart")], [("add", "rocket")]] {
        assert_eq!(scene.moderator.post(&action, &form).await.status, 404);
    }
    assert_eq!(scene.bo.post(&action, &[("add", "heart")]).await.status, 303);
    assert!(button(&scene.ada.get(&room).await.body, "heart").contains("<span data-count>1</span>"));
});

both!(signs_given_too_fast_are_refused, |kind| async move {
    let scene = Scene::set(kind).await;
    let message = scene.say_rudely("Good evening").await;
    let action = format!("/messages/{message}/reactions");
    for _ in 0..15 {
        assert_eq!(scene.bo.post(&action, &[("add", "like")]).await.status, 303);
        assert_eq!(scene.bo.post(&action, &[("remove", "like")]).await.status, 303);
    }
    let mut statuses = Vec::new();
    for _ in 0..10 {
        statuses.push(scene.bo.post(&action, &[("add", "like")]).await.status);
    }
    assert!(statuses.contains(&429), "{statuses:?}");
});
