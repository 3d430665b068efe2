//! Deleting an account: what stands in the way, what ends with it, who is told, what is left.

use std::sync::atomic::{AtomicBool, Ordering};

use diesel::prelude::*;
use fairhall::db::Conn;
use fairhall::db::schema::{activity_signups, applications, calendar_entries, logins, people};
use fairhall::site::StaffRole;

use crate::accounts::{PASSWORD, join, set_up};
use crate::activities::Scene as Activities;
use crate::both;
use crate::calendar::{add, all_live_in};
use crate::moderation::{ADA, Scene, Socket};
use crate::pairing::meetings;
use crate::recruitment::{apply, open_posting};
use crate::stage::{OWNER, Stage, found};
use crate::support::{Browser, Kind, Seen, TestApp};

const PAGE: &str = "/me/security/deletion";

/// Deletes an account.
pub async fn delete(who: &Browser, email: &str) -> Seen {
    who.post(PAGE, &[("email", email), ("password", PASSWORD)]).await
}

async fn deleted(who: &Browser, email: &str) {
    let seen = delete(who, email).await;
    assert_eq!((seen.status, seen.location.as_deref()), (303, Some("/")), "{}", seen.body);
}

both!(an_account_is_deleted_by_its_password_and_its_address_typed_anew, |kind: Kind| async move {
    let app = TestApp::start(kind).await;
    set_up(&app, &app.visitor()).await;
    assert_eq!(app.visitor().get(PAGE).await.status, 303);
    let person = join(&app, "Ann Attendee", "ann@test.example").await;
    let elsewhere = app.visitor();
    assert_eq!(elsewhere.post("/login", &[("email", "ann@test.example"), ("password", PASSWORD)]).await.status, 303);
    let wrong = person.post(PAGE, &[("email", "ann@test.example"), ("password", "wrong one, sadly")]).await;
    assert!(wrong.status == 422 && wrong.body.contains("This is not your present password."), "{}", wrong.body);
    let other = person.post(PAGE, &[("email", "bob@test.example"), ("password", PASSWORD)]).await;
    assert!(other.status == 422 && other.body.contains("bob@test.example"), "what was typed stays: {}", other.body);
    assert_eq!(person.get("/me").await.status, 200, "nothing has happened yet");
    deleted(&person, "Ann@Test.Example").await;
    for browser in [&person, &elsewhere] {
        assert_eq!(browser.get("/me").await.status, 303, "every login has ended");
    }
    let again = app.visitor();
    let seen = again.post("/login", &[("email", "ann@test.example"), ("password", PASSWORD)]).await;
    assert_ne!(seen.status, 303, "nobody signs in to it");
    let key = |conn: &mut Conn| {
        let gone = people::table.filter(people::erased_at.is_not_null());
        Ok(gone.select(people::email_key).first::<String>(conn)?)
    };
    let key = app.site.db.read(key).await.unwrap();
    let seen = again.post("/login", &[("email", key.as_str()), ("password", PASSWORD)]).await;
    assert_eq!(seen.status, 422, "nor by what stands for its address: {}", seen.body);
    // The address is free again, and nothing comes back.
    let again = join(&app, "Ann Anew", "ann@test.example").await;
    assert!(again.get("/me").await.body.contains("Ann Anew"));
    let count = |conn: &mut Conn| {
        let gone: i64 = people::table.filter(people::erased_at.is_not_null()).count().get_result(conn)?;
        Ok((gone, logins::table.filter(logins::user_agent.eq("nobody")).count().get_result::<i64>(conn)?))
    };
    assert_eq!(app.site.db.read(count).await.unwrap(), (1, 0));
});

both!(what_is_written_while_an_account_is_deleted_goes_with_it, |kind: Kind| async move {
    let app = TestApp::start(kind).await;
    set_up(&app, &app.visitor()).await;
    let person = join(&app, "Ann Attendee", "ann@test.example").await;
    all_live_in(&app, "UTC").await;
    let elsewhere = app.visitor();
    assert_eq!(elsewhere.post("/login", &[("email", "ann@test.example"), ("password", PASSWORD)]).await.status, 303);
    assert_eq!(add(&app, &elsewhere, "Planted words", (30, 60)).await.status, 303);
    let is_over = AtomicBool::new(false);
    let writes = async {
        let mut hour = 1;
        while !is_over.load(Ordering::Relaxed) && hour < 400 {
            hour += 1;
            add(&app, &elsewhere, "Planted words", (hour * 60, hour * 60 + 30)).await;
        }
    };
    let goes = async {
        deleted(&person, "ann@test.example").await;
        is_over.store(true, Ordering::Relaxed);
    };
    tokio::join!(goes, writes);
    let seen = add(&app, &elsewhere, "Planted words", (30, 60)).await;
    assert!(seen.location.is_some_and(|to| to.starts_with("/login")), "{}", seen.status);
    let count = |conn: &mut Conn| Ok(calendar_entries::table.count().get_result::<i64>(conn)?);
    assert_eq!(app.site.db.read(count).await.unwrap(), 0);
});

both!(two_who_delete_one_account_at_once_are_answered, |kind: Kind| async move {
    let app = TestApp::start(kind).await;
    set_up(&app, &app.visitor()).await;
    let person = join(&app, "Ann Attendee", "ann@test.example").await;
    let (one, other) = tokio::join!(delete(&person, "ann@test.example"), delete(&person, "ann@test.example"));
    let mut places: Vec<String> = [one, other].into_iter().map(|seen| seen.location.unwrap_or_default()).collect();
    places.sort();
    assert!(places[0] == "/" && places[1].starts_with("/login"), "{places:?}");
});

both!(the_last_administrator_and_the_only_owner_hand_over_first, |kind: Kind| async move {
    let stage = Stage::set(kind).await;
    let page = stage.organizer.get(PAGE).await.body;
    assert!(page.contains("You are the only administrator") && page.contains("href=\"/organizer/people\""), "{page}");
    assert_eq!(delete(&stage.organizer, "organizer@test.example").await.status, 409);
    // An organization with nothing in it keeps nobody.
    assert!(!stage.owner.get(PAGE).await.body.contains("You are the only owner"));
    let member = stage.member("Mia Member", "mia@test.example", "editor").await;
    let page = stage.owner.get(PAGE).await.body;
    assert!(page.contains("You are the only owner") && page.contains(&stage.desk("/members")), "{page}");
    assert_eq!(delete(&stage.owner, OWNER).await.status, 409);
    assert_eq!(stage.owner.get("/me").await.status, 200);
    // The member may go, and the owner after that; something that is out keeps them.
    deleted(&member, "mia@test.example").await;
    let members = stage.owner.get(&stage.desk("/members")).await.body;
    assert!(!members.contains("Mia Member") && !members.contains("mia@test.example"), "{members}");
    open_posting(&stage, "Laser engineer").await;
    assert_eq!(delete(&stage.owner, OWNER).await.status, 409);
});

both!(somebody_alone_in_an_empty_organization_may_go, |kind: Kind| async move {
    let app = TestApp::start(kind).await;
    set_up(&app, &app.visitor()).await;
    let person = join(&app, "Ann Attendee", "ann@test.example").await;
    found(&person, "Empty Ltd").await;
    let page = person.get(PAGE).await.body;
    assert!(page.contains("You leave the teams of these organizations") && page.contains("Empty Ltd"), "{page}");
    deleted(&person, "ann@test.example").await;
});

both!(an_application_is_withdrawn_and_the_organization_told, |kind: Kind| async move {
    let stage = Stage::set(kind).await;
    let posting = open_posting(&stage, "Laser engineer").await;
    let seeker = join(&stage.app, "Zhao Yun", "zhao@test.example").await;
    assert_eq!(apply(&seeker, &posting).await.status, 303);
    let page = seeker.get(PAGE).await.body;
    assert!(page.contains("These applications are withdrawn") && page.contains("Laser engineer"), "{page}");
    deleted(&seeker, "zhao@test.example").await;
    let count = |conn: &mut Conn| Ok(applications::table.count().get_result::<i64>(conn)?);
    assert_eq!(stage.app.site.db.read(count).await.unwrap(), 0);
    let list = stage.owner.get(&stage.desk("/applications")).await;
    assert!(list.status == 200 && !list.body.contains("Zhao"), "{}", list.body);
    let told = stage.owner.get("/me/notifications").await.body;
    assert!(told.contains("Laser engineer") && told.contains("was withdrawn") && !told.contains("Zhao"), "{told}");
});

both!(a_meeting_is_called_off_and_the_other_side_told_without_the_name, |kind: Kind| async move {
    let scene = meetings::set(kind).await;
    let meeting = meetings::meeting(&scene, &scene.guest, &[600]).await;
    let page = scene.guest.get(PAGE).await.body;
    assert!(page.contains("These meetings are called off") && page.contains("Folded fibre laser"), "{page}");
    deleted(&scene.guest, "greta@test.example").await;
    let seen = scene.stage.owner.get(&meeting).await;
    assert!(seen.status == 200 && !seen.body.contains("Greta"), "{}", seen.body);
    let told = scene.stage.owner.get("/me/notifications").await.body;
    assert!(told.contains("Folded fibre laser") && !told.contains("Greta"), "{told}");
});

both!(a_seat_goes_to_whoever_waits, |kind: Kind| async move {
    let scene = Activities::opened_on(kind, "1", "2027-01-11 08:00").await;
    let people = scene.people(2).await;
    for who in &people {
        assert_eq!(scene.sign(who).await.status, 303);
    }
    deleted(&people[0], "p0@test.example").await;
    let (_, coming, waiting, booked) = scene.counts().await;
    assert_eq!((coming, waiting, booked), (1, 0, 1));
    let rows = |conn: &mut Conn| Ok(activity_signups::table.count().get_result::<i64>(conn)?);
    assert_eq!(scene.stage.app.site.db.read(rows).await.unwrap(), 1);
    assert!(people[1].get("/me/notifications").await.body.contains("Talent day"));
});

both!(sockets_end_and_rooms_are_told_that_words_are_gone, |kind: Kind| async move {
    let scene = Scene::set(kind).await;
    scene.say_rudely("Planted words of Ada").await;
    let mut own = Socket::open(&scene.stage.app, &scene.ada).await;
    let mut other = Socket::open(&scene.stage.app, &scene.bo).await;
    other.subscribe(&scene.room).await;
    deleted(&scene.ada, ADA).await;
    assert_eq!(own.close_code().await, Some(4001));
    let changed = other.next_of(&["changed"]).await.to_string();
    assert!(changed.contains("Deleted person") && !changed.contains("Planted words"), "{changed}");
    let room = scene.stage.app.visitor().get(&format!("/rooms/{}", scene.room)).await.body;
    assert!(!room.contains("Planted words") && room.contains("Deleted person"), "{room}");
});

both!(an_agent_who_goes_gives_back_what_they_looked_after, |kind: Kind| async move {
    let stage = Stage::set(kind).await;
    stage.set_gate("service", "open").await;
    let agent = crate::service::staff(&stage, "Ari Agent", "ari@test.example", StaffRole::ServiceAgent).await;
    let page = agent.get(PAGE).await.body;
    assert!(page.contains("You lose your roles in these editions"), "{page}");
    deleted(&agent, "ari@test.example").await;
    assert_eq!(agent.get("/service/desk").await.status, 303);
    let people = stage.organizer.get("/organizer/people?q=Ari").await.body;
    assert!(!people.contains("Ari Agent") && !people.contains("ari@test.example"), "{people}");
});
