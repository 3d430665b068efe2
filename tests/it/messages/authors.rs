//! Authors edit and delete what they said.

use chrono::Duration;
use serde_json::json;

use super::body_of;
use crate::both;
use crate::moderation::{ADA, Scene, Socket};

both!(an_edit_is_seen_at_once_and_by_those_who_come_back, |kind| async move {
    let scene = Scene::set(kind).await;
    let (app, room) = (&scene.stage.app, format!("/rooms/{}", scene.room));
    let message = scene.say_rudely("The talk is at tne").await;
    let own = format!("/messages/{message}");
    let seen = scene.ada.get(&room).await;
    assert!(seen.body.contains(&format!("href=\"{own}\"")), "{}", seen.body);
    assert!(!scene.bo.get(&room).await.body.contains(&format!("href=\"{own}\"")), "only the author is led there");
    let seen = scene.ada.get(&own).await;
    assert!(seen.body.contains("The talk is at tne</textarea>"), "{}", seen.body);

    let mut reader = Socket::open(app, &scene.bo).await;
    reader.subscribe(&scene.room).await;
    let seen = scene.ada.post(&own, &[("body", "The talk is at **ten**")]).await;
    assert_eq!(seen.location.as_deref(), Some(format!("{room}?at=1#message-1").as_str()), "{}", seen.body);
    let changed = reader.next_of(&["changed"]).await;
    let html = changed["html"].as_str().unwrap();
    assert_eq!((&changed["rev"], &changed["id"]), (&json!(1), &json!(message)));
    assert!(html.contains("<strong>ten</strong>") && html.contains("edited · 已编辑"), "{html}");
    for (page, word) in [(room.clone(), "edited"), (format!("{room}?at=1&lang=zh-CN"), "已编辑")] {
        let seen = app.visitor().get(&page).await;
        let has = seen.body.contains("<strong>ten</strong>") && seen.body.contains(&format!("<span>{word}</span>"));
        assert!(has && !seen.body.contains("tne"), "{}", seen.body);
    }
    // The same form again changes nothing.
    assert_eq!(scene.ada.post(&own, &[("body", "The talk is at **ten**")]).await.status, 303);
    let mut late = Socket::open(app, &scene.bo).await;
    late.send(json!({"type": "subscribe", "room": scene.room, "after": 1, "changed_after": 0})).await;
    assert_eq!(late.next_of(&["subscribed"]).await["rev"], 1);
    assert_eq!(late.next_of(&["changed"]).await["html"], changed["html"]);
});

both!(a_deleted_message_leaves_a_tombstone_and_no_words, |kind| async move {
    let scene = Scene::set(kind).await;
    let (app, room) = (&scene.stage.app, format!("/rooms/{}", scene.room));
    let message = scene.say_rudely("My number is 5550100").await;
    let deletion = format!("/messages/{message}/deletion");
    let mut reader = Socket::open(app, &scene.bo).await;
    reader.subscribe(&scene.room).await;
    assert_eq!(scene.ada.post(&deletion, &[]).await.status, 303);
    let changed = reader.next_of(&["changed"]).await;
    let html = changed["html"].as_str().unwrap();
    assert!(html.contains("Deleted by its author. 此消息已由作者删除。") && !html.contains("5550100"), "{html}");
    assert_eq!(body_of(&scene, &message).await, "");
    let seen = app.visitor().get(&room).await;
    assert!(seen.body.contains("Deleted by its author.") && !seen.body.contains("5550100"), "{}", seen.body);
    assert!(!scene.ada.get(&room).await.body.contains(&format!("href=\"/messages/{message}\"")));
    // Twice is once; what is gone is not edited back, nor reported.
    assert_eq!(scene.ada.post(&deletion, &[]).await.status, 303);
    let seen = scene.ada.post(&format!("/messages/{message}"), &[("body", "It is back")]).await;
    assert_eq!(seen.status, 403);
    assert!(seen.body.contains("You deleted this message.") && seen.body.contains("It is back"), "{}", seen.body);
    assert_eq!(scene.report(&scene.bo, &message).await.status, 404);
    let mut late = Socket::open(app, &scene.bo).await;
    late.send(json!({"type": "subscribe", "room": scene.room, "after": 0, "changed_after": 0})).await;
    assert_eq!(late.next_of(&["subscribed"]).await["rev"], 1);
    let frame = late.next_of(&["message"]).await;
    assert_eq!(frame["body"], "", "{frame}");
});

both!(there_is_a_time_for_editing_and_one_for_deleting, |kind| async move {
    let scene = Scene::set(kind).await;
    let message = scene.say_rudely("See you there").await;
    let (own, clock) = (format!("/messages/{message}"), &scene.stage.app.clock);
    clock.advance(Duration::minutes(16));
    let seen = scene.ada.get(&own).await;
    assert!(seen.body.contains("That time is over.") && !seen.body.contains("<textarea"), "{}", seen.body);
    let seen = scene.ada.post(&own, &[("body", "See you here")]).await;
    assert_eq!(seen.status, 403, "{}", seen.body);
    assert!(seen.body.contains("See you here"), "what was typed is not lost: {}", seen.body);
    assert_eq!(body_of(&scene, &message).await, "See you there");
    clock.advance(Duration::hours(23));
    assert_eq!(scene.ada.post(&format!("{own}/deletion"), &[]).await.status, 303);
    let other = scene.say_rudely("A day ago").await;
    clock.advance(Duration::hours(25));
    assert_eq!(scene.ada.post(&format!("/messages/{other}/deletion"), &[]).await.status, 403);
    assert_eq!(body_of(&scene, &other).await, "A day ago");
});

both!(what_makes_no_message_is_said_so_and_what_is_anothers_is_not_there, |kind| async move {
    let scene = Scene::set(kind).await;
    let message = scene.say_rudely("Good morning").await;
    let own = format!("/messages/{message}");
    let long = "长".repeat(4001);
    for (body, why) in [("  ", "Please fill this in"), (long.as_str(), "4,000"), ("a\u{7}b", "")] {
        let seen = scene.ada.post(&own, &[("body", body)]).await;
        assert_eq!(seen.status, 422, "{}", seen.body);
        assert!(seen.body.contains(why) || seen.body.contains("aria-invalid"), "{why}: {}", seen.body);
        assert!(seen.body.contains(body.trim()), "what was typed is kept");
    }
    for path in [own.clone(), format!("{own}/deletion")] {
        for (who, status) in [(&scene.bo, 404), (&scene.moderator, 404), (&scene.stage.app.visitor(), 303)] {
            assert_eq!(who.post(&path, &[("body", "Mine now")]).await.status, status, "{path}");
        }
    }
    assert_eq!(scene.bo.get(&own).await.status, 404);
    for id in ["x", "00000000-0000-7000-8000-000000000000"] {
        assert_eq!(scene.ada.get(&format!("/messages/{id}")).await.status, 404);
        assert_eq!(scene.ada.post(&format!("/messages/{id}/deletion"), &[]).await.status, 404);
    }
    assert_eq!(body_of(&scene, &message).await, "Good morning");
});

both!(a_moderators_hiding_stands_above_the_author, |kind| async move {
    let scene = Scene::set(kind).await;
    let message = scene.say_rudely("You are all fools").await;
    let (own, desk) = (format!("/messages/{message}"), format!("/organizer/messages/{message}"));
    let reason = [("reason", "Not here")];
    // The form stood open when the moderator came.
    assert!(scene.ada.get(&own).await.body.contains("<textarea"));
    assert_eq!(scene.moderator.post(&format!("{desk}/hiding"), &reason).await.status, 303);
    for (path, body) in [(own.clone(), "You are all wise"), (format!("{own}/deletion"), "")] {
        let seen = scene.ada.post(&path, &[("body", body)]).await;
        assert_eq!(seen.status, 403);
        assert!(seen.body.contains("A moderator hid this message. It can be changed only"), "{}", seen.body);
        assert!(!seen.body.contains("fools"), "{}", seen.body);
    }
    assert_eq!(scene.moderator.post(&format!("{desk}/showing"), &reason).await.status, 303);
    assert_eq!(scene.ada.post(&own, &[("body", "You are all wise")]).await.status, 303);
    // Hidden and shown again, a deleted one stays deleted.
    assert_eq!(scene.ada.post(&format!("{own}/deletion"), &[]).await.status, 303);
    for step in ["hiding", "showing"] {
        assert_eq!(scene.moderator.post(&format!("{desk}/{step}"), &reason).await.status, 303);
    }
    assert!(scene.bo.get(&format!("/rooms/{}", scene.room)).await.body.contains("Deleted by its author."));
    assert!(scene.moderator.get(&desk).await.body.contains("Deleted by its author"));
});

both!(who_is_silenced_takes_back_words_and_says_no_others, |kind| async move {
    let scene = Scene::set(kind).await;
    let message = scene.say_rudely("You are all fools").await;
    let own = format!("/messages/{message}");
    let silence = [("kind", "silenced"), ("term", "day"), ("zone", "exhibition")];
    assert_eq!(scene.impose(&scene.moderator, ADA, &silence).await.status, 303);
    let seen = scene.ada.get(&own).await;
    assert!(seen.body.contains("You cannot write until") && !seen.body.contains("<textarea"), "{}", seen.body);
    assert_eq!(scene.ada.post(&own, &[("body", "You are all twits")]).await.status, 403);
    assert_eq!(body_of(&scene, &message).await, "You are all fools");
    assert_eq!(scene.ada.post(&format!("{own}/deletion"), &[]).await.status, 303);
    assert_eq!(body_of(&scene, &message).await, "");
});

both!(nothing_is_changed_where_nothing_is_said, |kind| async move {
    let scene = Scene::set(kind).await;
    let message = scene.say_rudely("Good evening").await;
    for gate in ["read_only", "closed"] {
        scene.stage.set_gate("exhibition", gate).await;
        for path in [format!("/messages/{message}"), format!("/messages/{message}/deletion")] {
            assert_eq!(scene.ada.post(&path, &[("body", "Good night")]).await.status, 403, "{gate} {path}");
        }
    }
    assert_eq!(body_of(&scene, &message).await, "Good evening");
});

both!(a_report_keeps_the_words_whatever_becomes_of_the_message, |kind| async move {
    let scene = Scene::set(kind).await;
    let message = scene.say_rudely("You are all fools").await;
    assert_eq!(scene.report(&scene.bo, &message).await.status, 303);
    let report = scene.first_report().await;
    for (path, body) in
        [(format!("/messages/{message}"), "You are all wise"), (format!("/messages/{message}/deletion"), "")]
    {
        assert_eq!(scene.ada.post(&path, &[("body", body)]).await.status, 303);
        for page in ["/organizer/reports", report.as_str()] {
            let seen = scene.moderator.get(page).await;
            assert!(seen.body.contains("You are all fools"), "{page} after {path}: {}", seen.body);
        }
    }
    let seen = scene.decide(&scene.moderator, &report, &[("verdict", "hide"), ("hide", "yes")]).await;
    assert_eq!(seen.status, 303, "{}", seen.body);
    assert!(scene.moderator.get(&report).await.body.contains("You are all fools"));
});
