//! The first page of a person's own place: what waits for them, what comes next, the steps that are left.

use uuid::Uuid;

use crate::accounts::{join, set_up};
use crate::both;
use crate::calendar::{add, all_live_in, in_minutes, set_at};
use crate::moderation::{BO, Scene};
use crate::pairing::{dealings, meetings, open_project};
use crate::recruitment::candidates::open_candidate;
use crate::recruitment::{SEEKER, apply, lead_to, open_posting, received, write_posting};
use crate::stage::{Stage, between};
use crate::support::{Kind, TestApp};

both!(a_newcomer_is_told_what_to_do_first, |kind: Kind| async move {
    let app = TestApp::start(kind).await;
    set_up(&app, &app.visitor()).await;
    let person = join(&app, "Ann Attendee", "ann@test.example").await;
    let page = person.get("/me").await.body;
    for words in [
        "Nothing waits for your answer.",
        "Welcome. Begin with your profile",
        "href=\"/me/profile\"",
        "href=\"/recruitment\"",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    for tab in
        ["applications", "calendar", "meetings", "saved", "messages", "notifications", "profile", "privacy", "security"]
    {
        assert!(page.contains(&format!("<a href=\"/me/{tab}\"")), "{tab}");
    }
});

both!(an_invitation_waits_until_it_is_accepted, |kind: Kind| async move {
    let stage = Stage::set(kind).await;
    let person = join(&stage.app, "Ann Attendee", "ann@test.example").await;
    stage.invite("ann@test.example", "editor").await;
    let page = person.get("/me").await.body;
    assert!(page.contains("Delta Photonics invites you"), "{page}");
    let id = between(&page, "action=\"/me/invitations/", "\"").to_owned();
    let stranger = join(&stage.app, "Sam Stranger", "sam@test.example").await;
    assert!(!stranger.get("/me").await.body.contains("invites you"), "another's");
    assert_eq!(person.post(&format!("/me/invitations/{id}"), &[]).await.status, 303);
    let page = person.get("/me").await.body;
    assert!(!page.contains("invites you") && page.contains("/organizations/delta-photonics"), "{page}");
});

both!(meetings_and_interest_wait_for_whoever_answers_for_the_project, |kind: Kind| async move {
    let scene = meetings::set(kind).await;
    dealings::interest(&scene.guest, &scene.project).await;
    meetings::meeting(&scene, &scene.guest, &[600]).await;
    let page = scene.stage.owner.get("/me").await.body;
    assert!(page.contains("Greta Guest is interested in your project"), "{page}");
    assert!(page.contains("Somebody asks you for a meeting") && page.contains("Folded fibre laser"), "{page}");
    let page = scene.guest.get("/me").await.body;
    assert!(!page.contains("asks you for a meeting") && !page.contains("is interested in your"), "{page}");
});

both!(new_applications_are_counted_for_those_who_recruit, |kind: Kind| async move {
    let stage = Stage::set(kind).await;
    let posting = open_posting(&stage, "Laser engineer").await;
    let seeker = join(&stage.app, "Zhao Yun", "zhao@test.example").await;
    assert_eq!(apply(&seeker, &posting).await.status, 303);
    assert!(stage.owner.get("/me").await.body.contains("1 new application"));
    let editor = stage.member("Ed Editor", "ed@test.example", "editor").await;
    assert!(!editor.get("/me").await.body.contains("new application"), "editors do not recruit");
});

both!(times_for_an_interview_wait_for_whoever_is_to_answer, |kind: Kind| async move {
    let stage = set_at(kind, "2027-01-11 08:00").await;
    let posting = open_posting(&stage, "Laser engineer").await;
    let seeker = join(&stage.app, "Zhao Yun", SEEKER).await;
    all_live_in(&stage.app, "UTC").await;
    let mine = apply(&seeker, &posting).await.location.unwrap();
    lead_to(&stage, &received(&stage, &mine), &["under_review", "shortlisted"]).await;
    let time = in_minutes(&stage.app, 600);
    let form = [("minutes", "30"), ("message", "Bring your laser."), ("time", time.as_str()), ("place_kind", "room")];
    let seen = stage.owner.post(&format!("{}/interviews", received(&stage, &mine)), &form).await;
    assert_eq!(seen.status, 303, "{}", seen.body);
    let interview = seen.location.unwrap();
    let page = seeker.get("/me").await.body;
    let link = format!("href=\"{interview}\"");
    assert!(page.contains("Delta Photonics offers you times for an interview") && page.contains(&link), "{page}");
    assert!(!stage.owner.get("/me").await.body.contains("for an interview"), "it is not theirs to answer");
    let page = seeker.get("/me?lang=zh-CN").await.body;
    assert!(page.contains("向您提供了面试时间"), "{page}");
});

both!(an_invitation_to_apply_waits_until_one_has_applied, |kind: Kind| async move {
    let stage = Stage::set(kind).await;
    let posting = open_posting(&stage, "Laser engineer").await;
    let seeker = join(&stage.app, "Zhao Yun", SEEKER).await;
    let page = open_candidate(&stage, &seeker).await;
    let form = stage.owner.get(&page).await.body;
    let options = between(&form, "id=\"f-posting\"", "</select>");
    let id = between(options.split("Please choose").nth(1).unwrap(), "value=\"", "\"").to_owned();
    let fields = [("posting", id.as_str()), ("message", "Your lasers, our cutters.")];
    assert_eq!(stage.owner.post(&format!("{page}/invitations"), &fields).await.status, 303);
    let own = seeker.get("/me").await.body;
    let link = format!("href=\"{posting}\"");
    assert!(own.contains("Delta Photonics invites you to apply") && own.contains(&link), "{own}");
    let stranger = join(&stage.app, "Sam Stranger", "sam@test.example").await;
    assert!(!stranger.get("/me").await.body.contains("invites you to apply"), "another's");
    assert_eq!(apply(&seeker, &posting).await.status, 303);
    assert!(!seeker.get("/me").await.body.contains("invites you to apply<"));
});

both!(reviews_and_reports_wait_for_the_staff_whose_they_are, |kind: Kind| async move {
    let scene = Scene::set(kind).await;
    let message = scene.say_rudely("Rude words of Ada").await;
    assert_eq!(scene.report(&scene.bo, &message).await.status, 303);
    let id = write_posting(&scene.stage, &scene.stage.owner, "Laser engineer", 30).await;
    let submission = scene.stage.desk(&format!("/postings/{id}/publication"));
    assert_eq!(scene.stage.owner.post(&submission, &[]).await.status, 303);
    let page = scene.stage.organizer.get("/me").await.body;
    assert!(page.contains("1 open report") && page.contains("href=\"/organizer/reports\""), "{page}");
    assert!(page.contains("1 submitted posting") && page.contains("href=\"/organizer/postings\""), "{page}");
    let page = scene.moderator.get("/me").await.body;
    assert!(page.contains("1 open report") && !page.contains("submitted posting"), "moderates the exhibition: {page}");
    for other in [&scene.bo, &scene.stage.owner] {
        let page = other.get("/me").await.body;
        assert!(!page.contains("open report") && !page.contains("submitted posting"), "{page}");
    }
});

both!(unread_conversations_are_counted_until_they_are_read, |kind: Kind| async move {
    let scene = Scene::set(kind).await;
    let (bo, key) = (scene.id_of(BO).await, Uuid::now_v7().to_string());
    let form = [("person", bo.as_str()), ("body", "Have you a minute?"), ("key", key.as_str())];
    let room = scene.ada.post("/rooms", &form).await.location.unwrap();
    assert!(scene.bo.get("/me").await.body.contains("1 conversation with something new"));
    assert_eq!(scene.bo.get(&room).await.status, 200);
    assert!(!scene.bo.get("/me").await.body.contains("conversation with something new"));
});

both!(what_comes_next_in_the_calendar_stands_on_the_page, |kind: Kind| async move {
    let stage = set_at(kind, "2027-01-11 08:00").await;
    let person = join(&stage.app, "Ann Attendee", "ann@test.example").await;
    all_live_in(&stage.app, "UTC").await;
    assert_eq!(add(&stage.app, &person, "The dentist", (60, 90)).await.status, 303);
    assert_eq!(add(&stage.app, &person, "Far away", (60 * 24 * 30, 60 * 24 * 30 + 30)).await.status, 303);
    let page = person.get("/me").await.body;
    assert!(page.contains("The dentist") && page.contains("Today") && !page.contains("Far away"), "{page}");
    let _project = open_project(&stage, "Folded fibre laser").await;
    let owner = stage.owner.get("/me?lang=zh-CN").await.body;
    assert!(owner.contains("等待您处理") && !owner.contains("The dentist"), "{owner}");
});
