//! Silences and bans, imposed without a report.

use chrono::Duration;
use fairhall::site::{StaffRole, ZoneKind};

use super::{ADA, BO, MODERATOR, Scene, Socket, give_role};
use crate::accounts::PASSWORD;
use crate::both;
use crate::stage::between;

const SILENCE: [(&str, &str); 3] = [("kind", "silenced"), ("zone", "exhibition"), ("term", "day")];
const BAN: [(&str, &str); 3] = [("kind", "banned"), ("zone", "all"), ("term", "week")];

both!(a_ban_ends_logins_and_sockets_and_says_why_and_until_when, |kind| async move {
    let scene = Scene::set(kind).await;
    let (app, organizer) = (&scene.stage.app, &scene.stage.organizer);
    let mut socket = Socket::open(app, &scene.ada).await;
    socket.subscribe(&scene.room).await;
    assert_eq!(scene.impose(&scene.moderator, ADA, &BAN).await.status, 404, "a ban reaches every zone");
    let seen = scene.impose(organizer, ADA, &BAN).await;
    assert_eq!(seen.status, 303, "{}", seen.body);
    assert_eq!(socket.close_code().await, Some(4003));
    assert!(!scene.ada.get("/").await.body.contains(">Ada<"), "the login has ended");
    let form = [("email", ADA), ("password", PASSWORD)];
    let refused = app.visitor().post("/login", &form).await;
    assert_eq!(refused.status, 403);
    for part in ["Spam in every room", "You can log in again after"] {
        assert!(refused.body.contains(part), "{part}: {}", refused.body);
    }
    assert!(!refused.headers.contains_key("set-cookie"), "{:?}", refused.headers);
    let mails = app.mails().await;
    let mail = mails.iter().rev().find(|mail| mail.to == ADA).unwrap();
    assert!(mail.paragraphs.concat().contains("Spam in every room"), "{mail:?}");

    let sanction = seen.location.unwrap();
    assert_eq!(scene.moderator.get(&sanction).await.status, 404, "another's reach");
    assert_eq!(organizer.post(&format!("{sanction}/lifting"), &[("reason", "A mistake")]).await.status, 303);
    let back = app.visitor();
    assert_eq!(back.post("/login", &form).await.status, 303);
    assert!(back.get("/me/notifications").await.body.contains("No longer in force: Banned"));
    assert_eq!(scene.impose(organizer, ADA, &BAN).await.status, 303);
    app.clock.advance(Duration::days(8));
    assert_eq!(app.visitor().post("/login", &form).await.status, 303, "a ban ends by the clock");
});

both!(a_silence_counts_in_its_zone_until_its_end, |kind| async move {
    let scene = Scene::set(kind).await;
    let elsewhere = [("kind", "silenced"), ("zone", "forum"), ("term", "year")];
    assert_eq!(scene.impose(&scene.stage.organizer, ADA, &elsewhere).await.status, 303);
    assert_eq!(scene.say(&scene.ada, "Not here").await.status, 303);
    assert_eq!(scene.impose(&scene.moderator, BO, &elsewhere).await.status, 404, "another's zone");
    assert_eq!(scene.impose(&scene.moderator, ADA, &SILENCE).await.status, 303);
    assert_eq!(scene.say(&scene.ada, "Now here").await.status, 403);
    let mut socket = Socket::open(&scene.stage.app, &scene.ada).await;
    assert_eq!(socket.subscribe(&scene.room).await["may_post"], false);
    scene.stage.app.clock.advance(Duration::hours(25));
    assert_eq!(scene.say(&scene.ada, "Here again").await.status, 303);
    assert_eq!(socket.say(&scene.room, "And here").await["type"], "said");
    let seen = scene.moderator.get("/organizer/sanctions?state=expired").await;
    assert!(seen.body.contains(ADA) && seen.body.contains("Expired"), "{}", seen.body);
});

both!(a_person_is_told_over_the_socket_how_much_is_unread, |kind| async move {
    let scene = Scene::set(kind).await;
    let mut socket = Socket::open(&scene.stage.app, &scene.ada).await;
    let first = socket.next_of(&["notification"]).await["unread"].as_i64().unwrap();
    assert_eq!(scene.impose(&scene.moderator, ADA, &SILENCE).await.status, 303);
    let told = socket.next_of(&["notification"]).await;
    assert_eq!(told["unread"], first + 1);
    assert_eq!(told["text"], format!("{} unread", first + 1));
    assert!(scene.ada.get("/").await.body.contains(&format!("data-unread-count>{}<", first + 1)));
    assert_eq!(scene.ada.post("/me/notifications/reading", &[]).await.status, 303);
    assert_eq!(socket.next_of(&["notification"]).await["unread"], 0);
    assert!(scene.ada.get("/").await.body.contains("data-unread-count hidden>0<"));
});

both!(nobody_sanctions_themselves_or_an_administrator, |kind| async move {
    let scene = Scene::set(kind).await;
    let seen = scene.impose(&scene.moderator, MODERATOR, &SILENCE).await;
    assert!(seen.status == 422 && seen.body.contains("You cannot sanction yourself"), "{}", seen.body);
    assert!(seen.body.contains("Spam in every room"), "what was typed is kept");
    let seen = scene.impose(&scene.moderator, "organizer@test.example", &SILENCE).await;
    assert!(seen.status == 422 && seen.body.contains("is an administrator"), "{}", seen.body);
    let ban_here = [("kind", "banned"), ("zone", "forum"), ("term", "day")];
    assert_eq!(scene.impose(&scene.stage.organizer, ADA, &ban_here).await.status, 422);
    assert_eq!(scene.impose(&scene.bo, ADA, &SILENCE).await.status, 404);
    give_role(&scene.stage.app, ADA, StaffRole::Moderator, ZoneKind::Exhibition).await;
    let seen = scene.impose(&scene.moderator, ADA, &SILENCE).await;
    let lifting = format!("{}/lifting", seen.location.unwrap());
    assert_eq!(scene.ada.post(&lifting, &[("reason", "I say so")]).await.status, 403, "nobody lifts their own");
});

both!(people_are_found_by_name_and_mail_and_sanctions_are_listed, |kind| async move {
    let scene = Scene::set(kind).await;
    let seen = scene.moderator.get("/organizer/sanctions").await;
    assert!(seen.status == 200 && seen.body.contains("No sanctions here"), "{}", seen.body);
    for (q, is_found) in [("ADA", true), ("ada%40test", true), ("%25", false), ("Nobody", false)] {
        let seen = scene.moderator.get(&format!("/organizer/sanctions/new?q={q}")).await;
        assert_eq!((seen.status, seen.body.contains(ADA)), (200, is_found), "{q}: {}", seen.body);
    }
    let seen = scene.moderator.get("/organizer/sanctions/new?q=ada").await;
    let choose = format!("/organizer/sanctions/new?person={}", between(&seen.body, "sanctions/new?person=", "&"));
    let seen = scene.moderator.get(&choose).await;
    assert!(seen.body.contains(ADA) && !seen.body.contains("value=\"banned\""), "{}", seen.body);
    scene.impose(&scene.moderator, ADA, &SILENCE).await;
    scene.impose(&scene.stage.organizer, BO, &BAN).await;
    let seen = scene.moderator.get("/organizer/sanctions?q=spam+ada&kind=silenced&zone=exhibition&page=x").await;
    assert!(seen.body.contains(ADA) && !seen.body.contains(BO), "{}", seen.body);
    let seen = scene.stage.organizer.get("/organizer/sanctions?kind=banned").await;
    assert!(seen.body.contains(BO) && !seen.body.contains(ADA), "{}", seen.body);
    assert_eq!(scene.bo.get("/organizer/sanctions").await.status, 303);
    assert_eq!(scene.ada.get("/organizer/sanctions").await.status, 404);
});
