//! From a report to what becomes of it.

use fairhall::site::{StaffRole, ZoneKind};

use super::{ADA, BO, MODERATOR, Scene, Socket, give_role};
use crate::accounts::join;
use crate::both;
use crate::stage::between;

both!(a_report_leads_to_hiding_and_silencing_and_both_are_undone, |kind| async move {
    let scene = Scene::set(kind).await;
    let (app, room) = (&scene.stage.app, format!("/rooms/{}", scene.room));
    scene.say(&scene.bo, "Good morning").await;
    let message = scene.say_rudely("You are all fools").await;
    let seen = scene.bo.get(&room).await;
    assert!(seen.body.contains(&format!("/reports/new?message={message}")), "{}", seen.body);
    let seen = scene.bo.get(&format!("/reports/new?message={message}&back=/exhibition/booths/delta")).await;
    assert!(seen.body.contains("You are all fools") && seen.body.contains("value=\"/exhibition/booths/delta\""));
    let form = [("message", message.as_str()), ("category", "abuse"), ("note", "He shouts"), ("back", &room)];
    assert_eq!(scene.bo.post("/reports", &form).await.location.as_deref(), Some(room.as_str()));
    assert_eq!(scene.stage.subjects(MODERATOR).await.last().unwrap(), "A message was reported");
    assert_eq!(scene.stage.subjects("organizer@test.example").await.last().unwrap(), "A message was reported");

    let report = scene.first_report().await;
    let seen = scene.moderator.get(&report).await;
    for part in ["Good morning", "You are all fools", "He shouts", "Ada", "Bo"] {
        assert!(seen.body.contains(part), "{part}: {}", seen.body);
    }
    assert!(!seen.body.contains("value=\"ban\""), "a ban is for those who moderate every zone");
    let (mut reader, mut writer) = (Socket::open(app, &scene.bo).await, Socket::open(app, &scene.ada).await);
    reader.subscribe(&scene.room).await;
    assert_eq!(writer.subscribe(&scene.room).await["may_post"], true);
    let review = [("version", "1")];
    assert_eq!(scene.moderator.post(&format!("{report}/review"), &review).await.status, 303);
    let seen =
        scene.decide(&scene.moderator, &report, &[("verdict", "silence"), ("term", "day"), ("hide", "yes")]).await;
    assert_eq!(seen.status, 303, "{}", seen.body);
    let changed = reader.next_of(&["changed"]).await;
    assert_eq!(changed["id"], message.as_str());
    assert!(!changed["html"].as_str().unwrap().contains("fools"), "{changed}");
    let seen = app.visitor().get(&room).await;
    assert!(!seen.body.contains("fools") && seen.body.contains("A moderator hid this message."), "{}", seen.body);

    let seen = scene.say(&scene.ada, "I go on").await;
    assert_eq!(seen.status, 403);
    assert!(seen.body.contains("You cannot write until") && seen.body.contains("Not in this hall"), "{}", seen.body);
    let error = writer.say(&scene.room, "I go on").await;
    assert_eq!((&error["type"], &error["code"]), (&"error".into(), &"silenced".into()), "{error}");
    assert!(error["message"].as_str().unwrap().contains("Not in this hall"), "{error}");
    let told = scene.stage.subjects(ADA).await;
    assert!(told.ends_with(&["You are silenced for a time".into(), "A moderator hid a message of yours".into()]));
    assert_eq!(scene.stage.subjects(BO).await.last().unwrap(), "The moderators acted on your report");
    assert!(scene.ada.get("/me/notifications").await.body.contains("Not in this hall"));

    let seen = scene.moderator.get(&report).await;
    // The 0 of an id keeps the link to a new sanction apart.
    let sanction = format!("/organizer/sanctions/0{}", between(&seen.body, "href=\"/organizer/sanctions/0", "?"));
    assert_eq!(scene.moderator.post(&format!("{sanction}/lifting"), &[("reason", "")]).await.status, 422);
    let lifted = [("reason", "Apologized"), ("back", report.as_str())];
    let seen = scene.moderator.post(&format!("{sanction}/lifting"), &lifted).await;
    assert_eq!(seen.location.as_deref(), Some(report.as_str()), "{}", seen.body);
    assert_eq!(scene.moderator.post(&format!("{sanction}/lifting"), &lifted).await.status, 409);
    assert_eq!(writer.say(&scene.room, "Sorry").await["type"], "said");
    assert_eq!(scene.stage.subjects(ADA).await.last().unwrap(), "No longer in force: Silenced");
    let shown = [("reason", "A quotation, as it turned out")];
    let address = format!("/organizer/messages/{message}");
    assert_eq!(scene.moderator.post(&format!("{address}/showing"), &shown).await.status, 303);
    assert!(app.visitor().get(&room).await.body.contains("fools"));
    assert_eq!(scene.moderator.post(&format!("{address}/showing"), &shown).await.status, 409);
});

both!(moderators_find_the_way_from_the_room_and_nobody_else_does, |kind| async move {
    let scene = Scene::set(kind).await;
    let message = scene.say_rudely("You are all fools").await;
    let (room, address) = (format!("/rooms/{}", scene.room), format!("/organizer/messages/{message}"));
    assert!(scene.moderator.get(&room).await.body.contains(&address));
    assert!(!scene.bo.get(&room).await.body.contains(&address));
    assert_eq!(scene.bo.get(&address).await.status, 404);
    let hidden = [("reason", "Insult"), ("back", room.as_str())];
    assert_eq!(scene.bo.post(&format!("{address}/hiding"), &hidden).await.status, 404);
    let seen = scene.moderator.post(&format!("{address}/hiding"), &hidden).await;
    assert_eq!(seen.location.as_deref(), Some(room.as_str()), "{}", seen.body);
    assert!(!scene.bo.get(&room).await.body.contains("fools"));
    assert!(scene.moderator.get(&room).await.body.contains(&address), "it can be shown again from there");
});

both!(what_is_anothers_does_not_exist, |kind| async move {
    let scene = Scene::set(kind).await;
    let message = scene.say_rudely("You are all fools").await;
    scene.report(&scene.bo, &message).await;
    let report = scene.first_report().await;
    let elsewhere = join(&scene.stage.app, "Jo", "jo@test.example").await;
    give_role(&scene.stage.app, "jo@test.example", StaffRole::Moderator, ZoneKind::Recruitment).await;
    for stranger in [&elsewhere, &scene.bo, &scene.stage.owner] {
        assert_eq!(stranger.get(&report).await.status, 404);
        let seen = scene.decide(stranger, &report, &[("verdict", "hide")]).await;
        assert_eq!(seen.status, 404);
        assert_eq!(stranger.post(&format!("{report}/review"), &[("version", "1")]).await.status, 404);
        assert_eq!(stranger.get(&format!("/organizer/messages/{message}")).await.status, 404);
    }
    let queue = elsewhere.get("/organizer/reports").await;
    assert!(queue.status == 200 && !queue.body.contains("fools"), "{}", queue.body);
    assert_eq!(scene.bo.get("/organizer/reports").await.status, 404);
    let visitor = scene.stage.app.visitor();
    assert!(visitor.get(&report).await.location.unwrap().starts_with("/login"));
    assert!(visitor.get(&format!("/reports/new?message={message}")).await.location.unwrap().starts_with("/login"));
    for wrong in ["", "1", "018f0000-0000-7000-8000-000000000000"] {
        assert_eq!(scene.bo.get(&format!("/reports/new?message={wrong}")).await.status, 404, "{wrong}");
        assert_eq!(scene.report(&scene.bo, wrong).await.status, 404, "{wrong}");
    }
});

both!(a_person_reports_a_message_once_until_it_is_decided, |kind| async move {
    let scene = Scene::set(kind).await;
    let message = scene.say_rudely("You are all fools").await;
    let wrong = [("message", message.as_str()), ("category", "other"), ("note", ""), ("back", "//evil.example")];
    let seen = scene.bo.post("/reports", &wrong).await;
    assert!(seen.status == 422 && !seen.body.contains("evil"), "{}", seen.body);
    assert_eq!(scene.report(&scene.ada, &message).await.status, 403, "nobody reports themselves");
    assert_eq!(scene.report(&scene.bo, &message).await.status, 303);
    let seen = scene.report(&scene.bo, &message).await;
    assert!(seen.status == 422 && seen.body.contains("reported this message already"), "{}", seen.body);
    assert_eq!(scene.report(&scene.stage.owner, &message).await.status, 303);
    let told = scene.stage.subjects(MODERATOR).await;
    assert_eq!(told.iter().filter(|subject| *subject == "A message was reported").count(), 1, "told once a message");

    let report = scene.first_report().await;
    let seen = scene.moderator.get(&report).await;
    assert!(seen.body.contains("Also reported by") && seen.body.contains("Chen Jia"), "{}", seen.body);
    assert_eq!(scene.decide(&scene.moderator, &report, &[("verdict", "dismiss")]).await.status, 303);
    for reporter in [BO, crate::stage::OWNER] {
        let told = scene.stage.subjects(reporter).await;
        assert_eq!(told.last().unwrap(), "The moderators saw no reason to act on your report", "{reporter}");
    }
    assert!(scene.moderator.get("/organizer/reports").await.body.contains("No reports here"));
    assert_eq!(scene.report(&scene.bo, &message).await.status, 303, "a decided one may be reported again");
    for seen in ["1", "2"] {
        let again = [("version", seen), ("verdict", "hide"), ("reason", "Rude")];
        assert_eq!(scene.moderator.post(&format!("{report}/decision"), &again).await.status, 409, "{seen}");
    }
});

both!(of_two_moderators_deciding_at_once_one_is_told_so, |kind| async move {
    let scene = Scene::set(kind).await;
    let message = scene.say_rudely("You are all fools").await;
    scene.report(&scene.bo, &message).await;
    let report = format!("{}/decision", scene.first_report().await);
    let one = [("version", "1"), ("verdict", "silence"), ("term", "day"), ("reason", "Insult")];
    let other = [("version", "1"), ("verdict", "dismiss"), ("reason", "Harmless")];
    let (first, second) =
        futures_util::join!(scene.moderator.post(&report, &one), scene.stage.organizer.post(&report, &other));
    let mut statuses = [first.status, second.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 409]);
    let told = scene.stage.subjects(BO).await;
    assert_eq!(told.iter().filter(|subject| subject.contains("your report")).count(), 1, "{told:?}");
    let is_silenced = scene.say(&scene.ada, "Still here").await.status == 403;
    assert_eq!(is_silenced, first.status == 303, "the decision that holds is the one that was told");
});

both!(nobody_decides_about_a_report_against_themselves, |kind| async move {
    let scene = Scene::set(kind).await;
    give_role(&scene.stage.app, ADA, StaffRole::Moderator, ZoneKind::Exhibition).await;
    let message = scene.say_rudely("You are all fools").await;
    scene.report(&scene.bo, &message).await;
    assert!(!scene.stage.subjects(ADA).await.contains(&"A message was reported".to_owned()));
    let report = scene.first_report().await;
    assert_eq!(scene.decide(&scene.ada, &report, &[("verdict", "dismiss")]).await.status, 403);
    assert_eq!(scene.decide(&scene.stage.organizer, &report, &[("verdict", "hide")]).await.status, 303);
});

both!(the_queue_is_searched_and_narrowed, |kind| async move {
    let scene = Scene::set(kind).await;
    let message = scene.say_rudely("Ruhe! 光學 sind Ihr alle Narren").await;
    scene.report(&scene.bo, &message).await;
    for (query, is_found) in [
        ("q=ruhe", true),
        ("q=%E5%85%89%E5%AD%A6+ADA", true),
        ("q=shouts", true),
        ("q=%25", false),
        ("q=peace", false),
        ("state=open&category=abuse&zone=exhibition", true),
        ("state=actioned", false),
        ("category=spam", false),
        ("zone=forum", false),
        ("state=all", true),
        ("page=2", false),
        ("state=nonsense&category=nonsense&zone=nonsense&page=-1", true),
    ] {
        let seen = scene.moderator.get(&format!("/organizer/reports?{query}")).await;
        assert_eq!((seen.status, seen.body.contains("Narren")), (200, is_found), "{query}: {}", seen.body);
    }
});
