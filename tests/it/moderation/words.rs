//! The list of words that are not said.

use super::{BO, Scene, Socket};
use crate::both;
use crate::stage::between;
use crate::support::{Browser, Seen};

async fn add(who: &Browser, words: &str) -> Seen {
    who.post("/organizer/words", &[("words", words)]).await
}

both!(what_holds_an_unwanted_word_is_not_said_in_public, |kind| async move {
    let scene = Scene::set(kind).await;
    let organizer = &scene.stage.organizer;
    assert!(organizer.get("/organizer/words").await.body.contains("There are no unwanted words"));
    assert_eq!(add(organizer, "Scam\r\n詐騙\n100%_").await.status, 303);
    assert_eq!(scene.say(&scene.ada, "Scampi for lunch? 100 % of us").await.status, 303);
    let seen = scene.say(&scene.ada, "What a ｓｃａｍ!").await;
    assert_eq!(seen.status, 403);
    assert!(seen.body.contains("What a ｓｃａｍ!") && seen.body.contains("a word that the organizers do not allow"));
    for words in ["这是诈骗吧", "SCAM", "100%_"] {
        assert_eq!(scene.say(&scene.ada, words).await.status, 403, "{words}");
    }
    let mut socket = Socket::open(&scene.stage.app, &scene.ada).await;
    socket.subscribe(&scene.room).await;
    assert_eq!(socket.say(&scene.room, "It is a scam").await["code"], "forbidden");
    let page = scene.ada.get(&format!("/rooms/{}", scene.room)).await.body;
    let own = between(&page, "href=\"/messages/", "\"").to_owned();
    let seen = scene.ada.post(&format!("/messages/{own}"), &[("body", "A scam for lunch")]).await;
    assert_eq!(seen.status, 403, "nor by editing");
    assert!(seen.body.contains("A scam for lunch"), "{}", seen.body);
    let bo = scene.id_of(BO).await;
    let form = [("person", bo.as_str()), ("body", "Is this a scam?"), ("key", "0190a1b2-0000-7000-8000-000000000001")];
    assert_eq!(scene.ada.post("/rooms", &form).await.status, 303, "people ask each other what they like");
});

both!(the_list_is_kept_by_who_moderates_every_zone, |kind| async move {
    let scene = Scene::set(kind).await;
    let organizer = &scene.stage.organizer;
    for who in [&scene.ada, &scene.moderator, &scene.stage.owner] {
        assert_eq!(who.get("/organizer/words").await.status, 404);
        for words in ["scam", ""] {
            assert_eq!(add(who, words).await.status, 404);
        }
    }
    let too_many: String = (0..101).map(|n| format!("w{n}\n")).collect();
    for words in ["", " \n ", &"x".repeat(101), &too_many] {
        let seen = add(organizer, words).await;
        assert_eq!(seen.status, 422, "{}", seen.body);
    }
    assert!(add(organizer, &too_many).await.body.contains("w100"), "what was typed is kept");
    for round in 0..10 {
        let hundred: String = (0..100).map(|n| format!("word{round}x{n}\n")).collect();
        assert_eq!(add(organizer, &hundred).await.status, 303);
    }
    assert!(add(organizer, "one more").await.body.contains("at most 1,000 words"));
    let page = organizer.get("/organizer/words?q=WORD3x7").await.body;
    assert!(page.contains("11 words") && page.contains("<b>word3x70</b>"), "{page}");
    let id = between(&page, "/organizer/words/", "/removal").to_owned();
    let removal = format!("/organizer/words/{id}/removal");
    assert_eq!(scene.moderator.post(&removal, &[]).await.status, 404);
    assert_eq!(organizer.post(&removal, &[]).await.status, 303);
    assert_eq!(organizer.post(&removal, &[]).await.status, 404, "it is gone");
    assert!(organizer.get("/organizer/words?q=nothing").await.body.contains("No such word is on the list"));
    let audit = organizer.get("/organizer/audit").await.body;
    assert!(audit.contains("Unwanted word removed") && audit.contains("Unwanted word added"), "{audit}");
});
