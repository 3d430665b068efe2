//! Messages that answer others, and what they quote.

use diesel::prelude::*;
use fairhall::chat::rooms::{RoomKind, open_missing};
use fairhall::db::Conn;
use fairhall::db::schema::rooms;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::both;
use crate::moderation::{Scene, Socket};

async fn reply(socket: &mut Socket, room: &str, body: &str, to: Value) -> Value {
    let client_id = Uuid::now_v7();
    socket.send(json!({"type": "say", "room": room, "client_id": client_id, "body": body, "reply_to": to})).await;
    socket.next_of(&["said", "error"]).await
}

/// A room of the same edition in which nothing was said.
async fn other_room(scene: &Scene) -> String {
    let site = &scene.stage.app.site;
    while open_missing(&site.db, site.clock.now()).await.is_err() {}
    let find = |conn: &mut Conn| {
        Ok(rooms::table.filter(rooms::kind.eq(RoomKind::Lobby)).select(rooms::id).first::<String>(conn)?)
    };
    site.db.read(find).await.unwrap()
}

both!(a_reply_quotes_what_it_answers_by_form_and_over_the_socket, |kind| async move {
    let scene = Scene::set(kind).await;
    let room = format!("/rooms/{}", scene.room);
    let message = scene.say_rudely("Is **lunch** at <noon>?").await;
    let seen = scene.bo.get(&room).await;
    assert!(seen.body.contains(&format!("href=\"{room}?reply={message}#say-body\"")), "{}", seen.body);
    let seen = scene.bo.get(&format!("{room}?reply={message}")).await;
    assert!(seen.body.contains("Replying to") && seen.body.contains(&format!("value=\"{message}\"")), "{}", seen.body);
    assert!(!scene.stage.app.visitor().get(&room).await.body.contains("?reply="), "who may not write cannot reply");

    let mut reader = Socket::open(&scene.stage.app, &scene.ada).await;
    reader.subscribe(&scene.room).await;
    let form = [("body", "At one"), ("reply_to", message.as_str())];
    assert_eq!(scene.bo.post(&format!("{room}/messages"), &form).await.status, 303);
    let frame = loop {
        let frame = reader.next_of(&["message"]).await;
        if frame["seq"] == 2 {
            break frame;
        }
    };
    let html = frame["html"].as_str().unwrap();
    let quote = format!("<a href=\"{room}?at=1#message-1\" data-seq-of=\"1\"><b>Ada</b> Is lunch at");
    assert!(html.contains(&quote) && !html.contains("<noon>"), "{html}");
    assert_eq!(frame["body"], "At one");
    let said = reply(&mut reader, &scene.room, "Thanks", frame["id"].clone()).await;
    assert_eq!(said["type"], "said", "{said}");
    let seen = scene.stage.app.visitor().get(&room).await;
    assert!(seen.body.contains(&quote) && seen.body.contains("<b>Bo</b> At one"), "{}", seen.body);
});

both!(the_quote_follows_what_becomes_of_the_words, |kind| async move {
    let scene = Scene::set(kind).await;
    let room = format!("/rooms/{}", scene.room);
    let message = scene.say_rudely("You are all fools").await;
    let mut reader = Socket::open(&scene.stage.app, &scene.bo).await;
    reader.subscribe(&scene.room).await;
    for body in ["Why so?", "Be kind"] {
        assert_eq!(reply(&mut reader, &scene.room, body, json!(message)).await["type"], "said");
    }
    let steps = [
        (&scene.ada, format!("/messages/{message}"), "wise"),
        (&scene.moderator, format!("/organizer/messages/{message}/hiding"), "A moderator hid this message."),
        (&scene.moderator, format!("/organizer/messages/{message}/showing"), "wise"),
        (&scene.ada, format!("/messages/{message}/deletion"), "Deleted by its author."),
    ];
    for (step, (who, path, words)) in (0_i64..).zip(steps) {
        let form = [("body", "You are all wise"), ("reason", "Not here")];
        assert_eq!(who.post(&path, &form).await.status, 303, "{path}");
        for number in 1..=3 {
            let changed = reader.next_of(&["changed"]).await;
            let html = changed["html"].as_str().unwrap();
            assert_eq!(changed["rev"], step * 3 + number, "{changed}");
            assert!(html.contains(words) && !html.contains("fools"), "{path}: {html}");
        }
        let seen = scene.bo.get(&room).await;
        assert!(seen.body.contains(words) && !seen.body.contains("fools"), "{path}: {}", seen.body);
    }
    // Words that are gone are not quoted anew; who came back meanwhile gets every change.
    assert!(!scene.bo.get(&format!("{room}?reply={message}")).await.body.contains(&format!("value=\"{message}\"")));
    let mut late = Socket::open(&scene.stage.app, &scene.bo).await;
    late.send(json!({"type": "subscribe", "room": scene.room, "after": 3, "changed_after": 0})).await;
    for rev in 10..=12 {
        assert_eq!(late.next_of(&["changed"]).await["rev"], rev);
    }
});

both!(what_is_not_in_the_room_is_not_answered, |kind| async move {
    let scene = Scene::set(kind).await;
    let other = other_room(&scene).await;
    assert_eq!(scene.ada.post(&format!("/rooms/{other}/messages"), &[("body", "In the lobby")]).await.status, 303);
    let mut ada = Socket::open(&scene.stage.app, &scene.ada).await;
    ada.send(json!({"type": "subscribe", "room": other, "after": 0})).await;
    let elsewhere = ada.next_of(&["message"]).await["id"].as_str().unwrap().to_owned();
    for to in [json!(elsewhere), json!(Uuid::now_v7()), json!("x"), json!(7), json!({}), json!([elsewhere])] {
        let error = reply(&mut ada, &scene.room, "Here", to.clone()).await;
        assert_eq!(error["code"], "bad_frame", "{to}: {error}");
        assert!(error["client_id"].is_string(), "{to}: {error}");
    }
    let said = reply(&mut ada, &scene.room, "No answer", Value::Null).await;
    assert_eq!(said["seq"], 1, "nothing else was stored: {said}");
    let nobody = Uuid::now_v7().to_string();
    for to in [elsewhere.as_str(), nobody.as_str(), "x"] {
        let form = [("body", "Words that are <kept>"), ("reply_to", to)];
        let seen = scene.bo.post(&format!("/rooms/{}/messages", scene.room), &form).await;
        assert_eq!(seen.status, 422, "{to}");
        assert!(seen.body.contains("no longer in this room"), "{}", seen.body);
        assert!(seen.body.contains("Words that are &#60;kept&#62;</textarea>"), "{}", seen.body);
    }
});
