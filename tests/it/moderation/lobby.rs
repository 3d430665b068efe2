//! The rooms that every edition and every hall has: who reads, writes and moderates there.

use diesel::prelude::*;
use fairhall::chat::rooms::{RoomKind, open_missing};
use fairhall::db::Conn;
use fairhall::db::schema::rooms;

use super::{MODERATOR, Scene, Socket};
use crate::both;
use crate::stage::between;

/// The rooms of a kind.
async fn rooms_of(scene: &Scene, of: RoomKind) -> Vec<String> {
    let find = move |conn: &mut Conn| Ok(rooms::table.filter(rooms::kind.eq(of)).select(rooms::id).load(conn)?);
    scene.stage.app.site.db.read(find).await.unwrap()
}

async fn set(kind: crate::support::Kind) -> Scene {
    let scene = Scene::set(kind).await;
    let site = &scene.stage.app.site;
    for _ in 0..2 {
        // A second time, it finds nothing to make; beside it, the server does the same.
        while open_missing(&site.db, site.clock.now()).await.is_err() {}
    }
    site.refresh().await.unwrap();
    scene
}

both!(the_lobby_and_every_hall_have_one_room_that_all_may_read_and_members_write_in, |kind| async move {
    let scene = set(kind).await;
    let (lobbies, halls) = (rooms_of(&scene, RoomKind::Lobby).await, rooms_of(&scene, RoomKind::Hall).await);
    assert_eq!((lobbies.len(), halls.len()), (1, 1));
    let visitor = scene.stage.app.visitor();
    for (place, room, back) in
        [("/", &lobbies[0], "To the lobby"), ("/exhibition/halls/light", &halls[0], "To the hall")]
    {
        let seen = visitor.get(place).await;
        assert!(seen.body.contains(&format!("href=\"/rooms/{room}\"")), "{}", seen.body);
        let address = format!("/rooms/{room}");
        let mut reader = Socket::open(&scene.stage.app, &scene.bo).await;
        assert_eq!(reader.subscribe(room).await["may_post"], true);
        assert_eq!(scene.ada.post(&format!("{address}/messages"), &[("body", "Good morning")]).await.status, 303);
        assert_eq!(reader.next_of(&["message"]).await["body"], "Good morning");
        let seen = visitor.get(&address).await;
        assert!(seen.body.contains("Good morning") && seen.body.contains(back), "{}", seen.body);
        assert_eq!(visitor.post(&format!("{address}/messages"), &[("body", "Hello")]).await.status, 303);
        assert!(!visitor.get(&address).await.body.contains("Hello"));
    }
    let seen = visitor.get(&format!("/rooms/{}?lang=zh-CN", halls[0])).await;
    assert!(seen.body.contains("光馆"), "{}", seen.body);
});

both!(a_shut_zone_stills_its_halls_and_not_the_lobby, |kind| async move {
    let scene = set(kind).await;
    let (lobby, hall) = (rooms_of(&scene, RoomKind::Lobby).await, rooms_of(&scene, RoomKind::Hall).await);
    scene.stage.set_gate("exhibition", "closed").await;
    let say = [("body", "Is anybody here?")];
    assert_eq!(scene.ada.post(&format!("/rooms/{}/messages", hall[0]), &say).await.status, 403);
    assert_eq!(scene.ada.post(&format!("/rooms/{}/messages", lobby[0]), &say).await.status, 303);
});

both!(the_lobby_is_moderated_by_those_who_moderate_every_zone, |kind| async move {
    let scene = set(kind).await;
    let lobby = rooms_of(&scene, RoomKind::Lobby).await.remove(0);
    let address = format!("/rooms/{lobby}");
    let seen = scene.ada.post(&format!("{address}/messages"), &[("body", "You are all fools")]).await;
    assert_eq!(seen.status, 303);
    let message = between(&scene.bo.get(&address).await.body, "/reports/new?message=", "\"").to_owned();
    assert_eq!(scene.report(&scene.bo, &message).await.status, 303);
    let told = scene.stage.subjects("organizer@test.example").await;
    assert_eq!(told.last().unwrap(), "A message was reported");
    assert!(!scene.stage.subjects(MODERATOR).await.contains(&"A message was reported".to_owned()));
    assert_eq!(scene.moderator.get(&format!("/organizer/messages/{message}")).await.status, 404);
    let hide = [("reason", "Not here")];
    let hiding = format!("/organizer/messages/{message}/hiding");
    assert_eq!(scene.moderator.post(&hiding, &hide).await.status, 404);
    let queue = scene.moderator.get("/organizer/reports").await;
    assert!(!queue.body.contains("fools"), "{}", queue.body);
    let queue = scene.stage.organizer.get("/organizer/reports").await;
    assert!(queue.body.contains("fools") && queue.body.contains("All zones"), "{}", queue.body);
    let report = format!("/organizer/reports/{}", between(&queue.body, "href=\"/organizer/reports/", "\""));
    assert_eq!(scene.moderator.get(&report).await.status, 404);
    assert_eq!(scene.stage.organizer.get(&report).await.status, 200);
    assert_eq!(scene.stage.organizer.post(&hiding, &hide).await.status, 303);
    assert!(!scene.bo.get(&address).await.body.contains("fools"));
});
