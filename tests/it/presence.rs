//! Who is where: the list of a room, what each shows of being there, and the counts on the plan.

use serde_json::json;

use crate::both;
use crate::moderation::{ADA, BO, Scene, Socket};
use crate::requests::{add_to_booth, go_on_duty};
use crate::stage::OWNER;
use crate::support::Browser;

async fn list(scene: &Scene, who: &Browser, query: &str) -> String {
    let seen = who.get(&format!("/rooms/{}/people{query}", scene.room)).await;
    assert_eq!(seen.status, 200, "{}", seen.body);
    seen.body
}

async fn shows(scene: &Scene, who: &Browser, presence: &str) {
    let seen = who.post("/me/privacy", &[("presence", presence)]).await;
    assert_eq!((seen.status, seen.location.as_deref()), (303, Some("/me/privacy")), "{}", seen.body);
    let page = scene.ada.get("/me/privacy").await;
    assert_eq!(page.status, 200);
}

/// A socket of somebody who is in the scene's room.
async fn come(scene: &Scene, who: &Browser) -> Socket {
    let mut socket = Socket::open(&scene.stage.app, who).await;
    socket.subscribe(&scene.room).await;
    socket
}

async fn next_present(socket: &mut Socket, is_meant: impl Fn(&serde_json::Value) -> bool) -> serde_json::Value {
    loop {
        let frame = socket.next_of(&["present"]).await;
        if is_meant(&frame) {
            return frame;
        }
    }
}

both!(a_list_names_those_who_show_themselves, |kind| async move {
    let scene = Scene::set(kind).await;
    let visitor = scene.stage.app.visitor();
    assert!(list(&scene, &visitor, "").await.contains("Nobody shows that they are here"));
    let (mut ada, _bo) = (come(&scene, &scene.ada).await, come(&scene, &scene.bo).await);
    next_present(&mut ada, |frame| frame["count"] == 2).await;
    let page = list(&scene, &scene.ada, "").await;
    assert!(page.contains("<b>Ada</b>") && page.contains("<b>Bo</b>") && page.contains("2 people"), "{page}");
    let (own, other) = (scene.id_of(ADA).await, scene.id_of(BO).await);
    assert!(page.contains(&format!("/rooms/new?person={other}")), "{page}");
    assert!(!page.contains(&format!("/rooms/new?person={own}")), "nobody writes to themselves");
    assert!(!list(&scene, &visitor, "").await.contains("/rooms/new?person="));
    let page = list(&scene, &visitor, "?q=BO").await;
    assert!(page.contains("<b>Bo</b>") && !page.contains("<b>Ada</b>"), "{page}");
    let page = list(&scene, &visitor, "?q=%E5%BC%A0%25").await;
    assert!(page.contains("Nobody like that is here"), "{page}");
    shows(&scene, &scene.bo, "busy").await;
    let told = next_present(&mut ada, |frame| frame["people"].to_string().contains("busy")).await;
    assert_eq!(told["count"], 2);
    assert!(list(&scene, &visitor, "").await.contains("Busy"));
    for (wrong, status) in [("", 422), ("loud", 422), ("hidden\u{0}", 400)] {
        assert_eq!(scene.bo.post("/me/privacy", &[("presence", wrong)]).await.status, status, "{wrong:?}");
    }
    assert_eq!(visitor.get("/me/privacy").await.status, 303);
    assert_eq!(visitor.get("/rooms/x/people").await.status, 404);
});

both!(who_is_hidden_counts_and_is_not_named, |kind| async move {
    let scene = Scene::set(kind).await;
    shows(&scene, &scene.bo, "hidden").await;
    assert!(scene.bo.get("/me/privacy").await.body.contains("value=\"hidden\" checked"));
    let mut ada = come(&scene, &scene.ada).await;
    let mut bo = come(&scene, &scene.bo).await;
    let told = next_present(&mut ada, |frame| frame["count"] == 2).await;
    assert_eq!(told["people"].as_array().map(Vec::len), Some(1), "{told}");
    let page = list(&scene, &scene.ada, "").await;
    assert!(!page.contains("<b>Bo</b>") && page.contains("1 more is here without showing a name."), "{page}");
    bo.send(json!({"type": "typing", "room": scene.room})).await;
    bo.send(json!({"type": "ping"})).await;
    bo.next_of(&["pong"]).await;
    shows(&scene, &scene.bo, "available").await;
    let told = next_present(&mut ada, |frame| frame["people"].as_array().is_some_and(|all| all.len() == 2)).await;
    assert!(told["people"].to_string().contains("\"available\""), "{told}");
    bo.send(json!({"type": "typing", "room": scene.room})).await;
    let typing = ada.next_of(&["typing", "pong"]).await;
    assert_eq!(typing["person"]["name"], "Bo", "who typed hidden was not told, or this would have come too early");
});

both!(who_is_on_duty_comes_first_with_their_organization, |kind| async move {
    let scene = Scene::set(kind).await;
    add_to_booth(&scene, OWNER).await;
    go_on_duty(&scene, &scene.stage.owner, "1").await;
    let mut ada = come(&scene, &scene.ada).await;
    let _owner = come(&scene, &scene.stage.owner).await;
    next_present(&mut ada, |frame| frame["count"] == 2).await;
    let page = list(&scene, &scene.ada, "").await;
    let (first, second) = (page.find("<b>Chen Jia</b>").unwrap(), page.find("<b>Ada</b>").unwrap());
    assert!(first < second && page.contains("On duty") && page.contains("Delta Photonics"), "{page}");
    let page = list(&scene, &scene.ada, "?show=duty").await;
    assert!(page.contains("<b>Chen Jia</b>") && !page.contains("<b>Ada</b>"), "{page}");
    shows(&scene, &scene.stage.owner, "away").await;
    assert!(list(&scene, &scene.ada, "").await.contains("Away"));
});

both!(the_lobby_counts_who_is_here_and_private_rooms_are_for_their_people, |kind| async move {
    let scene = Scene::set(kind).await;
    assert!(!scene.stage.app.visitor().get("/?lang=en").await.body.contains("data-live=\"here\""));
    let bo = scene.id_of(BO).await;
    let form = [("person", bo.as_str()), ("body", "Hello"), ("key", "0190a1b2-0000-7000-8000-000000000001")];
    let room = scene.ada.post("/rooms", &form).await.location.unwrap();
    assert_eq!(scene.bo.get(&format!("{room}/people")).await.status, 200);
    for who in [&scene.moderator, &scene.stage.organizer, &scene.stage.app.visitor()] {
        assert_eq!(who.get(&format!("{room}/people")).await.status, 404);
    }
    let (_one, _other) = (come(&scene, &scene.ada).await, come(&scene, &scene.ada).await);
    let page = scene.bo.get("/").await.body;
    assert!(page.contains("<dt>person here now</dt><dd data-live=\"here\">1</dd>"), "{page}");
});
