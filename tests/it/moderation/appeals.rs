//! Appeals against sanctions and hidden messages, and what another moderator decides about them.

use fairhall::site::{StaffRole, ZoneKind};

use super::{ADA, BO, Scene, Socket, give_role};
use crate::accounts::{PASSWORD, join};
use crate::both;
use crate::stage::{between, version};
use crate::support::{Browser, Seen};

const SILENCE: [(&str, &str); 3] = [("kind", "silenced"), ("zone", "exhibition"), ("term", "day")];
const BAN: [(&str, &str); 3] = [("kind", "banned"), ("zone", "all"), ("term", "week")];
const WORDS: &str = "It was not me who wrote in every room.";

/// Somebody else who moderates the exhibition.
async fn other_moderator(scene: &Scene) -> Browser {
    const OTHER: &str = "other@test.example";
    let other = join(&scene.stage.app, "Otto", OTHER).await;
    give_role(&scene.stage.app, OTHER, StaffRole::Moderator, ZoneKind::Exhibition).await;
    other
}

/// The address of the appeal that waits longest.
async fn first_appeal(browser: &Browser) -> String {
    let queue = browser.get("/organizer/appeals").await.body;
    format!("/organizer/appeals/{}", between(&queue, "href=\"/organizer/appeals/", "\""))
}

async fn decide(browser: &Browser, appeal: &str, seen: &str, verdict: &str) -> Seen {
    let form = [("version", seen), ("verdict", verdict), ("reason", "Looked at again")];
    browser.post(&format!("{appeal}/decision"), &form).await
}

async fn silence(scene: &Scene) -> String {
    let seen = scene.impose(&scene.moderator, ADA, &SILENCE).await;
    seen.location.unwrap().rsplit('/').next().unwrap().to_owned()
}

both!(a_silence_that_is_overturned_ends_and_both_are_told, |kind| async move {
    let scene = Scene::set(kind).await;
    let other = other_moderator(&scene).await;
    let path = format!("/sanctions/{}/appeal", silence(&scene).await);
    let mails = scene.stage.app.mails().await;
    let mail = mails.iter().rev().find(|mail| mail.to == ADA).unwrap();
    assert_eq!(mail.action.as_ref().unwrap().1, path, "the mail leads there");
    let page = scene.ada.get(&path).await.body;
    assert!(page.contains("Spam in every room") && page.contains("name=\"words\""), "{page}");
    let seen = scene.ada.post(&path, &[("words", "no")]).await;
    assert_eq!(seen.status, 422);
    assert_eq!(scene.ada.post(&path, &[("words", WORDS)]).await.status, 303);
    assert_eq!(scene.ada.post(&path, &[("words", WORDS)]).await.status, 409, "one appeal");
    assert!(scene.ada.get(&path).await.body.contains(WORDS));
    for (browser, status) in [(&scene.bo, 404), (&scene.moderator, 404)] {
        assert_eq!(browser.get(&path).await.status, status, "another's");
        assert_eq!(browser.post(&path, &[("words", WORDS)]).await.status, status);
    }
    let appeal = first_appeal(&other).await;
    let own = scene.moderator.get(&appeal).await.body;
    assert!(own.contains("Somebody else must decide") && !own.contains("name=\"verdict\""), "{own}");
    let seen = version(&other.get(&appeal).await.body);
    assert_eq!(decide(&scene.moderator, &appeal, &seen, "upheld").await.status, 403, "not who decided before");
    assert_eq!(scene.say(&scene.ada, "Still silent").await.status, 403);
    assert_eq!(decide(&other, &appeal, &seen, "overturned").await.status, 303);
    assert_eq!(scene.say(&scene.ada, "Here again").await.status, 303, "the sanction has ended");
    let subjects = scene.stage.subjects(ADA).await;
    assert_eq!(subjects.iter().filter(|subject| subject.contains("Your appeal succeeded")).count(), 1, "{subjects:?}");
    let subjects = scene.stage.subjects("moderator@test.example").await;
    assert!(subjects.iter().any(|subject| subject.contains("was overturned")), "{subjects:?}");
    let trail = scene.stage.organizer.get("/organizer/audit").await.body;
    assert!(trail.contains("Appeal made") && trail.contains("Appeal decided"), "{trail}");
    assert!(other.get("/organizer/appeals?state=overturned").await.body.contains("It was not me"));
    assert!(other.get("/organizer/appeals").await.body.contains("No appeal waits"));
});

both!(a_banned_person_appeals_without_a_login, |kind| async move {
    let scene = Scene::set(kind).await;
    let (app, organizer) = (&scene.stage.app, &scene.stage.organizer);
    assert_eq!(scene.impose(organizer, ADA, &BAN).await.status, 303);
    let form = [("email", ADA), ("password", PASSWORD)];
    let refused = app.visitor().post("/login", &form).await;
    assert_eq!(refused.status, 403);
    let path = format!("/sanctions/{}", between(&refused.body, "href=\"/sanctions/", "\""));
    let mails = app.mails().await;
    let mail = mails.iter().rev().find(|mail| mail.to == ADA).unwrap();
    assert_eq!(mail.action.as_ref().unwrap().1, path, "the mail leads there too");
    let visitor = app.visitor();
    assert!(visitor.get(&path).await.body.contains("Spam in every room"));
    let (address, key) = path.split_once("?key=").unwrap();
    for wrong in [address.to_owned(), format!("{address}?key=x"), format!("{address}?key={key}x")] {
        assert!(matches!(visitor.get(&wrong).await.status, 303 | 404), "{wrong}");
    }
    assert_eq!(visitor.post(address, &[("words", WORDS), ("key", "x")]).await.status, 303, "to the login");
    let seen = visitor.post(address, &[("words", WORDS), ("key", key)]).await;
    assert_eq!((seen.status, seen.location.as_deref()), (303, Some(path.as_str())), "{}", seen.body);
    assert!(visitor.get(&path).await.body.contains(WORDS));

    let appeal = first_appeal(organizer).await;
    let own = organizer.get(&appeal).await.body;
    assert!(own.contains("Somebody else must decide") && !own.contains("name=\"verdict\""), "{own}");
    const SECOND: &str = "second@test.example";
    let second = join(app, "Second", SECOND).await;
    give_role(app, SECOND, StaffRole::Administrator, ZoneKind::Exhibition).await;
    let seen = version(&second.get(&appeal).await.body);
    assert_eq!(decide(organizer, &appeal, &seen, "overturned").await.status, 403, "who banned does not decide");
    assert_eq!(decide(&second, &appeal, &seen, "overturned").await.status, 303);
    assert_eq!(app.visitor().post("/login", &form).await.status, 303, "the ban has ended");
});

both!(an_appeal_of_an_earlier_edition_waits_for_the_moderators_of_today, |kind| async move {
    let scene = Scene::set(kind).await;
    let (app, organizer) = (&scene.stage.app, &scene.stage.organizer);
    assert_eq!(scene.impose(organizer, ADA, &BAN).await.status, 303);
    const SECOND: &str = "second@test.example";
    let second = join(app, "Second", SECOND).await;
    give_role(app, SECOND, StaffRole::Administrator, ZoneKind::Exhibition).await;
    let form = [("email", ADA), ("password", PASSWORD)];
    let refused = app.visitor().post("/login", &form).await;
    let path = format!("/sanctions/{}", between(&refused.body, "href=\"/sanctions/", "\""));
    let (address, key) = path.split_once("?key=").unwrap();
    let days = app.event_days();
    let edition = [
        ("slug", "21"),
        ("name_en", "21st Conference"),
        ("name_zh", "第二十一届大会"),
        ("opens_on", days[0].as_str()),
        ("closes_on", days[1].as_str()),
        ("time_zone", "Asia/Shanghai"),
        ("accent", "#0b6b5d"),
    ];
    assert_eq!(organizer.post("/organizer/editions", &edition).await.status, 303);
    let published = organizer.post("/organizer/editions/21/transitions", &[("to", "published")]).await;
    assert_eq!(published.status, 303);
    assert_eq!(organizer.post("/organizer/editions/21/turn", &[]).await.status, 303);
    assert_eq!(app.visitor().post(address, &[("words", WORDS), ("key", key)]).await.status, 303);
    let appeal = first_appeal(&second).await;
    let page = second.get(&appeal).await.body;
    assert!(page.contains(WORDS) && !page.contains("href=\"/organizer/sanctions/"), "its page is not here: {page}");
    assert_eq!(decide(&second, &appeal, &version(&page), "overturned").await.status, 303);
    assert!(second.get(&appeal).await.body.contains("Looked at again"), "it stays with who decided");
    assert_eq!(app.visitor().post("/login", &form).await.status, 303, "the ban has ended");
});

both!(a_hidden_message_is_shown_again_or_stays_hidden, |kind| async move {
    let scene = Scene::set(kind).await;
    let other = other_moderator(&scene).await;
    let message = scene.say_rudely("You are all fools").await;
    let path = format!("/messages/{message}/appeal");
    assert_eq!(scene.ada.get(&path).await.status, 404, "nothing is hidden");
    let hiding = format!("/organizer/messages/{message}/hiding");
    assert_eq!(scene.moderator.post(&hiding, &[("reason", "Rude")]).await.status, 303);
    assert_eq!(scene.bo.get(&path).await.status, 404, "somebody else's message");
    assert!(scene.ada.get(&path).await.body.contains("You are all fools"));
    assert_eq!(scene.ada.post(&path, &[("words", "It was a line of a play.")]).await.status, 303);
    let mut socket = Socket::open(&scene.stage.app, &scene.bo).await;
    socket.subscribe(&scene.room).await;
    let appeal = first_appeal(&other).await;
    let page = other.get(&appeal).await.body;
    assert!(page.contains("You are all fools") && page.contains("a line of a play"), "{page}");
    assert_eq!(decide(&scene.moderator, &appeal, &version(&page), "upheld").await.status, 403);
    assert_eq!(decide(&other, &appeal, &version(&page), "overturned").await.status, 303);
    assert_eq!(socket.next_of(&["changed"]).await["id"], message.as_str(), "the room sees it again");
    let room = scene.bo.get(&format!("/rooms/{}", scene.room)).await.body;
    assert!(room.contains("You are all fools"), "{room}");

    let second = scene.say_rudely("You are fools indeed").await;
    let hiding = format!("/organizer/messages/{second}/hiding");
    assert_eq!(scene.moderator.post(&hiding, &[("reason", "Rude")]).await.status, 303);
    let path = format!("/messages/{second}/appeal");
    assert_eq!(scene.ada.post(&path, &[("words", "It was a line of a play.")]).await.status, 303);
    let appeal = first_appeal(&other).await;
    let seen = version(&other.get(&appeal).await.body);
    assert_eq!(decide(&other, &appeal, &seen, "upheld").await.status, 303);
    assert!(!scene.bo.get(&format!("/rooms/{}", scene.room)).await.body.contains("You are fools indeed"));
    assert!(scene.ada.get(&path).await.body.contains("Looked at again"), "the reason is told");
});

both!(of_two_who_decide_about_an_appeal_the_second_sees_both, |kind| async move {
    let scene = Scene::set(kind).await;
    let other = other_moderator(&scene).await;
    let path = format!("/sanctions/{}/appeal", silence(&scene).await);
    assert_eq!(scene.ada.post(&path, &[("words", WORDS)]).await.status, 303);
    let appeal = first_appeal(&other).await;
    let seen = version(&other.get(&appeal).await.body);
    let organizer = &scene.stage.organizer;
    let (a, b) =
        tokio::join!(decide(organizer, &appeal, &seen, "overturned"), decide(&other, &appeal, &seen, "upheld"));
    let mut statuses = [a.status, b.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 409]);
    let late = if a.status == 409 { a } else { b };
    assert!(late.body.contains("Somebody else decided about this appeal"), "{}", late.body);
    assert!(late.body.contains("What you had chosen"), "{}", late.body);
});

both!(what_holds_no_longer_is_not_appealed_and_zones_are_kept, |kind| async move {
    let scene = Scene::set(kind).await;
    let path = format!("/sanctions/{}/appeal", silence(&scene).await);
    scene.stage.app.clock.advance(chrono::Duration::hours(25));
    assert!(scene.ada.get(&path).await.body.contains("It holds no longer"));
    assert_eq!(scene.ada.post(&path, &[("words", WORDS)]).await.status, 409);
    let path = format!("/sanctions/{}/appeal", silence(&scene).await);
    assert_eq!(scene.ada.post(&path, &[("words", WORDS)]).await.status, 303);
    let appeal = first_appeal(&scene.moderator).await;
    give_role(&scene.stage.app, BO, StaffRole::Moderator, ZoneKind::Forum).await;
    assert_eq!(scene.bo.get(&appeal).await.status, 404, "another's zone");
    assert_eq!(scene.ada.get(&appeal).await.status, 404);
    assert!(scene.stage.app.visitor().get(&path).await.location.unwrap().starts_with("/login"));
});
