//! The same in private rooms: for their people alone.

use uuid::Uuid;

use crate::both;
use crate::moderation::{BO, Scene};
use crate::stage::between;

both!(in_a_private_room_only_its_people_answer_and_what_is_deleted_is_not_found, |kind| async move {
    let scene = Scene::set(kind).await;
    let (person, key) = (scene.id_of(BO).await, Uuid::now_v7().to_string());
    let form = [("person", person.as_str()), ("body", "The salary is secret"), ("key", &key)];
    let room = scene.ada.post("/rooms", &form).await.location.unwrap();
    let message = between(&scene.ada.get(&room).await.body, "href=\"/messages/", "\"").to_owned();
    let own = format!("/messages/{message}");
    // Nobody quotes in a room what was said in another.
    let quoting = [("body", "Look"), ("reply_to", message.as_str())];
    assert_eq!(scene.bo.post(&format!("/rooms/{}/messages", scene.room), &quoting).await.status, 422);
    assert_eq!(scene.bo.post(&format!("{room}/messages"), &quoting).await.status, 303);
    assert_eq!(scene.moderator.post(&format!("{room}/messages"), &quoting).await.status, 404);
    assert_eq!(scene.moderator.get(&own).await.status, 404);

    assert_eq!(scene.ada.post(&own, &[("body", "The salary is public")]).await.status, 303);
    let finds = async |word: &str| scene.bo.get(&format!("/me/messages?q={word}")).await.body.contains(&room);
    assert!(finds("public").await && !finds("secret").await);
    assert_eq!(scene.ada.post(&format!("{own}/deletion"), &[]).await.status, 303);
    assert!(!finds("public").await && !finds("salary").await);
    let seen = scene.bo.get(&room).await;
    assert!(seen.body.contains("Deleted by its author.") && !seen.body.contains("salary"), "{}", seen.body);
});
