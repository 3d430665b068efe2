//! People are named in messages and hear of it.

use serde_json::Value;
use uuid::Uuid;

use super::body_of;
use crate::both;
use crate::moderation::{ADA, BO, Scene, Socket};
use crate::support::Browser;

async fn names(who: &Browser, room: &str, words: &str) -> Vec<String> {
    let seen = who.get(&format!("/rooms/{room}/names?q={words}")).await;
    assert_eq!(seen.status, 200, "{}", seen.body);
    let list: Value = serde_json::from_str(&seen.body).unwrap();
    list.as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap().to_owned()).collect()
}

async fn is_told(who: &Browser) -> bool {
    who.get("/me/notifications?show=unread").await.body.contains("mentioned you in")
}

both!(who_is_named_is_marked_and_hears_of_it_once_until_they_look, |kind| async move {
    let scene = Scene::set(kind).await;
    let (app, room) = (&scene.stage.app, format!("/rooms/{}", scene.room));
    scene.say(&scene.bo, "I am here").await;
    assert_eq!(names(&scene.ada, &scene.room, "b").await, ["Bo"], "not oneself");
    assert_eq!(names(&scene.ada, &scene.room, "x").await, Vec::<String>::new());
    scene.say(&scene.ada, "@Bo, look at `@Bo` and mail a@Bo; not @Bob, @Ada or @Nobody").await;
    let (bo, ada) = (scene.id_of(BO).await, scene.id_of(ADA).await);
    let seen = scene.bo.get("/me/notifications?show=unread").await;
    assert!(seen.body.contains("Ada mentioned you in"), "{}", seen.body);
    assert!(!is_told(&scene.ada).await, "nobody is told of themselves");

    // Whoever reads sees it marked, the one who is meant more so.
    let mark = format!("<span class=\"mention\" data-mention=\"{bo}\">@Bo</span>, look");
    let seen = app.visitor().get(&room).await;
    assert!(seen.body.contains(&mark), "{}", seen.body);
    assert_eq!(seen.body.matches("data-mention").count(), 1, "{}", seen.body);
    assert!(!seen.body.contains(&format!("data-mention=\"{ada}\"")), "{}", seen.body);
    let mut reader = Socket::open(app, &scene.ada).await;
    reader.subscribe(&scene.room).await;
    let frame = reader.next_of(&["message"]).await;
    let frame = if frame["seq"] == 2 { frame } else { reader.next_of(&["message"]).await };
    assert!(frame["html"].as_str().unwrap().contains(&mark), "{frame}");

    // Once for a room: what comes before they look tells nothing new.
    scene.say(&scene.ada, "@Bo again").await;
    let unread = |page: String| page.matches("Ada mentioned you in").count();
    assert_eq!(unread(scene.bo.get("/me/notifications?show=unread").await.body), 1);
    assert!(scene.bo.get(&room).await.body.contains("mention--me"));
    assert!(!is_told(&scene.bo).await, "who has read the room has seen it");
    scene.say(&scene.ada, "@Bo once more").await;
    assert!(is_told(&scene.bo).await);
});

both!(an_edit_a_deletion_and_a_moderator_change_who_is_told, |kind| async move {
    let scene = Scene::set(kind).await;
    scene.say(&scene.bo, "I am here").await;
    let message = scene.say_rudely("Good morning").await;
    let address = format!("/messages/{message}");
    assert_eq!(scene.ada.post(&address, &[("body", "Good morning, @Bo!")]).await.status, 303);
    assert!(is_told(&scene.bo).await);
    assert_eq!(scene.ada.post(&address, &[("body", "Good morning, all!")]).await.status, 303);
    assert!(!is_told(&scene.bo).await, "nothing is left to look at");
    assert_eq!(scene.ada.post(&address, &[("body", "@Bo good morning")]).await.status, 303);
    assert!(is_told(&scene.bo).await);
    let hide = [("reason", "Off topic")];
    assert_eq!(scene.moderator.post(&format!("/organizer/messages/{message}/hiding"), &hide).await.status, 303);
    assert!(!is_told(&scene.bo).await, "what is hidden is not told");
    assert_eq!(body_of(&scene, &message).await, "@Bo good morning");
    let other = scene.say_rudely("@Bo hello").await;
    assert!(is_told(&scene.bo).await);
    assert_eq!(scene.ada.post(&format!("/messages/{other}/deletion"), &[]).await.status, 303);
    assert!(!is_told(&scene.bo).await, "what is deleted is not told");
    // Who does not want to hear from somebody does not.
    let ada = scene.id_of(ADA).await;
    assert_eq!(scene.bo.post("/me/blocks", &[("person", ada.as_str()), ("next", "/")]).await.status, 303);
    scene.say(&scene.ada, "@Bo are you there?").await;
    assert!(!is_told(&scene.bo).await);
});

both!(the_list_of_names_is_for_those_who_read_the_room, |kind| async move {
    let scene = Scene::set(kind).await;
    let bo = scene.id_of(BO).await;
    let key = Uuid::now_v7().to_string();
    let form = [("person", bo.as_str()), ("body", "Between us"), ("key", &key)];
    let room = scene.ada.post("/rooms", &form).await.location.unwrap();
    let id = room.strip_prefix("/rooms/").unwrap();
    assert_eq!(names(&scene.ada, id, "").await, ["Bo"]);
    assert_eq!(scene.moderator.get(&format!("{room}/names")).await.status, 404);
    assert_eq!(scene.moderator.get("/rooms/nonsense/names").await.status, 404);
    assert_eq!(scene.stage.app.visitor().get(&format!("{room}/names")).await.status, 303);
    // In a private room everybody hears of a message once, named or not.
    assert_eq!(scene.ada.post(&format!("{room}/messages"), &[("body", "@Bo, a word")]).await.status, 303);
    let seen = scene.bo.get("/me/notifications").await;
    assert!(!seen.body.contains("mentioned you") && seen.body.contains("Ada wrote to you"), "{}", seen.body);
    assert!(scene.bo.get(&room).await.body.contains("mention--me"));
});
