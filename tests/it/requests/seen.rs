//! What is told of live requests is told until it was seen, and then no more.

use chrono::Duration;

use super::{add_colleague, add_to_booth, ask, go_on_duty, pass, set, states};
use crate::both;
use crate::direct::bell;
use crate::moderation::ADA;
use crate::stage::OWNER;

both!(who_looked_is_told_of_the_next_and_gets_no_mail, |kind| async move {
    let scene = set(kind).await;
    let (owner, desk) = (&scene.stage.owner, scene.stage.desk("/desk"));
    go_on_duty(&scene, owner, "2").await;
    let before: i64 = bell(&owner.get("/me").await).parse().unwrap();
    let is = |more: i64| (before + more).to_string();
    ask(&scene, &scene.ada, "One").await;
    assert_eq!(bell(&owner.get("/me").await), is(1));
    assert_eq!(bell(&owner.get(&desk).await), is(0), "the desk itself shows it");
    ask(&scene, &scene.bo, "Two").await;
    assert_eq!(bell(&owner.get("/me").await), is(1), "somebody else asks");
    assert_eq!(bell(&owner.get(&desk).await), is(0));
    scene.stage.app.clock.advance(Duration::seconds(130));
    let told = scene.stage.subjects(OWNER).await;
    assert!(!told.iter().any(|subject| subject.contains("asks to talk")), "{told:?}");
});

both!(what_a_colleague_took_is_no_news_any_more, |kind| async move {
    let scene = set(kind).await;
    let colleague = add_colleague(&scene).await;
    go_on_duty(&scene, &scene.stage.owner, "2").await;
    go_on_duty(&scene, &colleague, "2").await;
    let before: i64 = bell(&colleague.get("/me").await).parse().unwrap();
    let request = ask(&scene, &scene.ada, "One").await;
    assert_eq!(bell(&colleague.get("/me").await), (before + 1).to_string());
    assert_eq!(scene.stage.owner.post(&format!("{request}/acceptance"), &[]).await.status, 303);
    assert_eq!(bell(&colleague.get("/me").await), before.to_string());
});

both!(who_asked_is_told_of_each_acceptance_after_looking, |kind| async move {
    let scene = set(kind).await;
    let owner = &scene.stage.owner;
    go_on_duty(&scene, owner, "1").await;
    for round in 0..2 {
        let request = ask(&scene, &scene.ada, "A question").await;
        assert_eq!(owner.post(&format!("{request}/acceptance"), &[]).await.status, 303);
        assert_eq!(bell(&scene.ada.get("/me").await), "1", "round {round}");
        assert_eq!(bell(&scene.ada.get(&request).await), "0", "the page of the request shows it");
        assert_eq!(owner.post(&format!("{request}/ending"), &[]).await.status, 303);
        scene.ada.get(&request).await;
    }
    pass(&scene, Duration::minutes(3)).await;
    let told = scene.stage.subjects(ADA).await;
    assert!(!told.iter().any(|subject| subject.contains("talk")), "{told:?}");
});

both!(other_words_from_a_page_gone_back_to_are_asked_too, |kind| async move {
    let scene = set(kind).await;
    let key = uuid::Uuid::now_v7().to_string();
    let slug = scene.stage.slug.as_str();
    let form = |body| [("desk", "booth"), ("organization", slug), ("body", body), ("key", key.as_str())];
    let first = scene.ada.post("/requests", &form("Do you ship?")).await;
    assert_eq!(first.status, 303);
    assert_eq!(states(&scene).await, ["converted"]);
    let second = scene.ada.post("/requests", &form("And to Norway?")).await;
    assert_eq!((second.status, &second.location), (303, &first.location));
    assert_eq!(states(&scene).await, ["converted", "converted"], "it is a request of its own");
    assert_eq!(scene.ada.post("/requests", &form("And to Norway?")).await.status, 303);
    assert_eq!(states(&scene).await.len(), 2, "sent once more it is the same");
    let page = scene.ada.get(&first.location.unwrap()).await.body;
    assert_eq!(page.matches("<p>And to Norway?</p>").count(), 1, "{page}");
});

both!(a_desk_finds_what_was_said_and_shows_nothing_hidden, |kind| async move {
    let scene = set(kind).await;
    let (owner, desk) = (&scene.stage.owner, scene.stage.desk("/desk"));
    let request = ask(&scene, &scene.ada, "Do you ship to Norway?").await;
    let room = request.replace("/requests/", "/rooms/");
    assert_eq!(scene.ada.post(&format!("{room}/messages"), &[("body", "By sea")]).await.status, 303);
    let found = |page: &str| page.contains("<b>Ada</b>");
    for (words, is_found) in [("norway", true), ("NORWAY sea", true), ("norway air", false), ("%25", false)] {
        let page = owner.get(&format!("{desk}?show=all&q={words}")).await.body;
        assert_eq!(found(&page), is_found, "{words}: {page}");
    }
    let page = scene.ada.get(&request).await.body;
    let last = page.rsplit("href=\"/messages/").next().unwrap();
    let last = last.split(['/', '"']).next().unwrap();
    assert_eq!(scene.ada.post(&format!("/messages/{last}/deletion"), &[]).await.status, 303);
    let page = owner.get(&desk).await.body;
    assert!(found(&page) && !page.contains("By sea") && page.contains("Deleted by its author"), "{page}");
    assert!(!found(&owner.get(&format!("{desk}?show=all&q=sea")).await.body));
});

both!(what_one_asked_a_desk_stands_among_ones_messages, |kind| async move {
    let scene = set(kind).await;
    let request = ask(&scene, &scene.ada, "Do you ship to Norway?").await;
    let list = scene.ada.get("/me/messages").await.body;
    assert!(list.contains(&format!("href=\"{request}\"")) && list.contains("Delta Photonics"), "{list}");
    let room = request.replace("/requests/", "/rooms/");
    assert_eq!(scene.stage.owner.post(&format!("{room}/messages"), &[("body", "从纳尔维克发货")]).await.status, 303);
    let list = scene.ada.get("/me/messages?show=unread").await.body;
    assert!(list.contains(&format!("href=\"{request}\"")), "{list}");
    let found = scene.ada.get("/me/messages?q=发货&lang=zh-CN").await.body;
    assert!(found.contains(&format!("{room}?at=2")) && found.contains("从纳尔维克发货"), "{found}");
    let other = scene.stage.owner.get("/me/messages").await.body;
    assert!(!other.contains(&request), "what others ask stands at the desk");
    assert!(!scene.bo.get("/me/messages?q=Norway").await.body.contains("Norway?"));
});

both!(who_asked_and_is_of_the_desk_by_now_does_not_answer_oneself, |kind| async move {
    let scene = set(kind).await;
    let colleague = add_colleague(&scene).await;
    go_on_duty(&scene, &scene.stage.owner, "1").await;
    let request = ask(&scene, &scene.ada, "Hello").await;
    let link = scene.stage.invite(ADA, "representative").await;
    assert_eq!(scene.ada.post(&link, &[]).await.status, 303);
    add_to_booth(&scene, ADA).await;
    assert_eq!(scene.ada.get(&scene.stage.desk("/desk")).await.status, 200, "she is of the desk");
    assert_eq!(scene.ada.post(&format!("{request}/acceptance"), &[]).await.status, 404);
    assert_eq!(colleague.post(&format!("{request}/acceptance"), &[]).await.status, 303);
});
