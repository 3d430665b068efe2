//! Meetings: asked for, countered, in both calendars, called off, held; and what came of them.

use chrono::Duration;
use diesel::prelude::*;
use fairhall::db::Conn;
use fairhall::db::schema::{calendar_entries, meeting_times, meetings, outcomes};

use super::dealings::{interest, move_to as move_interest};
use super::open_project;
use crate::accounts::join;
use crate::both;
use crate::calendar::{add, all_live_in, in_minutes, set_at};
use crate::organizer::editions::turn_to_the_next;
use crate::stage::{Stage, version};
use crate::support::{Browser, Kind, Seen};

pub struct Scene {
    pub stage: Stage,
    pub project: String,
    pub project_id: String,
    pub guest: Browser,
}

pub async fn set(kind: Kind) -> Scene {
    let stage = set_at(kind, "2027-01-11 08:00").await;
    let (project_id, project) = open_project(&stage, "Folded fibre laser").await;
    let guest = join(&stage.app, "Greta Guest", "greta@test.example").await;
    all_live_in(&stage.app, "UTC").await;
    Scene { stage, project, project_id, guest }
}

/// Asks for a meeting at these minutes from now.
pub async fn ask(scene: &Scene, who: &Browser, at: &[i64]) -> Seen {
    let times: Vec<String> = at.iter().map(|minutes| in_minutes(&scene.stage.app, *minutes)).collect();
    let mut form = vec![("message", "Shall we talk about a pilot?")];
    form.extend(times.iter().map(|time| ("time", time.as_str())));
    who.post(&format!("{}/meetings", scene.project), &form).await
}

pub async fn meeting(scene: &Scene, who: &Browser, at: &[i64]) -> String {
    let seen = ask(scene, who, at).await;
    assert_eq!(seen.status, 303, "{}", seen.body);
    seen.location.unwrap()
}

/// The ids of the times that are proposed, in order.
pub async fn times(scene: &Scene) -> Vec<String> {
    let list = |conn: &mut Conn| {
        Ok(meeting_times::table.order(meeting_times::starts_at).select(meeting_times::id).load(conn)?)
    };
    scene.stage.app.site.db.read(list).await.unwrap()
}

pub async fn accept(who: &Browser, meeting: &str, time: &str) -> Seen {
    let seen = who.get(meeting).await;
    let seen_version = if seen.body.contains("name=\"version\"") { version(&seen.body) } else { "1".into() };
    who.post(&format!("{meeting}/acceptance"), &[("version", &seen_version), ("time", time)]).await
}

pub async fn move_to(who: &Browser, meeting: &str, state: &str, more: &[(&str, &str)]) -> Seen {
    let seen = who.get(meeting).await;
    let seen_version = if seen.body.contains("name=\"version\"") { version(&seen.body) } else { "1".into() };
    let form = [&[("version", seen_version.as_str()), ("state", state)], more].concat();
    who.post(&format!("{meeting}/moves"), &form).await
}

async fn state(scene: &Scene) -> String {
    let find = |conn: &mut Conn| Ok(meetings::table.order(meetings::id.desc()).select(meetings::state).first(conn)?);
    scene.stage.app.site.db.read(find).await.unwrap()
}

async fn booked(scene: &Scene) -> i64 {
    let count = |conn: &mut Conn| {
        Ok(calendar_entries::table.filter(calendar_entries::kind.eq("meeting")).count().get_result(conn)?)
    };
    scene.stage.app.site.db.read(count).await.unwrap()
}

both!(what_is_under_way_is_listed_and_agreed_on_after_the_edition_turned, |kind| async move {
    let scene = set(kind).await;
    let (owner, guest) = (&scene.stage.owner, &scene.guest);
    let wish = interest(guest, &scene.project).await;
    let asked = meeting(&scene, guest, &[60]).await;
    turn_to_the_next(&scene.stage.organizer).await;
    for (who, path, link) in [
        (guest, "/pairing/interests", &wish),
        (guest, "/me/meetings?show=coming", &asked),
        (owner, "/me/meetings?show=answer", &asked),
        (owner, "/me", &asked),
    ] {
        let list = who.get(path).await.body;
        assert!(list.contains(&format!("href=\"{link}\"")), "{path}: {list}");
    }
    let led = guest.get(&scene.project).await;
    assert_eq!(led.status, 302, "the project is read in its edition");
    assert_eq!(accept(owner, &asked, &times(&scene).await[0]).await.status, 303);
    assert!(guest.get("/me/meetings?show=coming").await.body.contains(&asked));
});

both!(a_meeting_that_both_want_stands_in_both_calendars, |kind: Kind| async move {
    let scene = set(kind).await;
    let (stage, guest, owner) = (&scene.stage, &scene.guest, &scene.stage.owner);
    add(&stage.app, owner, "Dentist", (60, 120)).await;
    let meeting = meeting(&scene, guest, &[60, 180, 300]).await;
    assert_eq!(ask(&scene, guest, &[400]).await.status, 422, "one at a time");
    let times = times(&scene).await;
    // The host is told, sees what is busy, and cannot be in two places.
    let page = owner.get(&meeting).await.body;
    assert!(page.contains("you are busy") && page.contains("Shall we talk about a pilot?"), "{page}");
    let seen = accept(owner, &meeting, &times[0]).await;
    assert!(seen.status == 422 && seen.body.contains("Something else is planned"), "{}", seen.body);
    add(&stage.app, guest, "Lunch", (180, 200)).await;
    let seen = accept(owner, &meeting, &times[1]).await;
    assert!(
        seen.status == 422 && seen.body.contains("The other side is busy") && !seen.body.contains("Lunch"),
        "{}",
        seen.body
    );
    assert_eq!(accept(guest, &meeting, &times[2]).await.status, 409, "who asked does not accept");
    assert_eq!(accept(owner, &meeting, &times[2]).await.status, 303);
    assert_eq!((state(&scene).await.as_str(), booked(&scene).await), ("scheduled", 2));
    for who in [guest, owner] {
        let calendar = who.get("/me/calendar").await.body;
        assert!(calendar.contains("13:00 – 13:20") && calendar.contains("Folded fibre laser"), "{calendar}");
        assert!(who.get(&meeting).await.body.contains("href=\"/rooms/"));
    }
    let mails = stage.app.mails().await;
    let told: Vec<_> = mails.iter().filter(|mail| mail.subject.starts_with("You meet ")).collect();
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told.iter().all(|mail| mail.event.as_ref().is_some_and(|event| !event.is_cancelled)));
    // The gap after it is kept free.
    assert_eq!(add(&stage.app, guest, "Right after", (322, 340)).await.status, 422);
    assert_eq!(add(&stage.app, guest, "Later", (325, 340)).await.status, 303);
    // Reminded once, a quarter of an hour before.
    stage.app.clock.advance(Duration::minutes(286));
    let reminded = stage.subjects("greta@test.example").await;
    assert_eq!(reminded.iter().filter(|subject| subject.starts_with("Soon: ")).count(), 1, "{reminded:?}");
    assert_eq!(move_to(guest, &meeting, "held", &[]).await.status, 409, "it has not begun");
    stage.app.clock.advance(Duration::minutes(40));
    assert_eq!(move_to(guest, &meeting, "cancelled", &[]).await.status, 409, "it was");
    assert_eq!(move_to(guest, &meeting, "held", &[]).await.status, 303);
    // One side records what came of it, the other confirms; nobody confirms their own word.
    assert_eq!(guest.post(&format!("{meeting}/outcome"), &[("kind", "hire")]).await.status, 422);
    assert_eq!(guest.post(&format!("{meeting}/outcome"), &[("kind", "pilot"), ("note", "In May")]).await.status, 303);
    assert_eq!(owner.post(&format!("{meeting}/outcome"), &[("kind", "none")]).await.status, 409, "once");
    let confirm = [("state", "confirmed")];
    assert_eq!(guest.post(&format!("{meeting}/outcome/decision"), &confirm).await.status, 409);
    assert_eq!(stage.organizer.post(&format!("{meeting}/outcome/decision"), &confirm).await.status, 404);
    assert_eq!(owner.post(&format!("{meeting}/outcome/decision"), &[("state", "recorded")]).await.status, 409);
    assert_eq!(owner.post(&format!("{meeting}/outcome/decision"), &confirm).await.status, 303);
    assert_eq!(owner.post(&format!("{meeting}/outcome/decision"), &[("state", "disputed")]).await.status, 409);
    let find = |conn: &mut Conn| {
        Ok(outcomes::table.select((outcomes::kind, outcomes::state)).first::<(String, String)>(conn)?)
    };
    assert_eq!(stage.app.site.db.read(find).await.unwrap(), ("pilot".into(), "confirmed".into()));
    let console = stage.organizer.get("/organizer").await.body;
    assert!(console.contains("agreement, confirmed by both sides"), "{console}");
});

both!(nobody_meets_somebody_who_is_banned, |kind: Kind| async move {
    let scene = set(kind).await;
    let meeting = meeting(&scene, &scene.guest, &[60]).await;
    let find = |conn: &mut Conn| Ok(meetings::table.select(meetings::guest_id).first::<String>(conn)?);
    let guest = scene.stage.app.site.db.read(find).await.unwrap();
    let ban = [("person", guest.as_str()), ("reason", "Spam"), ("kind", "banned"), ("zone", "all"), ("term", "day")];
    assert_eq!(scene.stage.organizer.post("/organizer/sanctions", &ban).await.status, 303);
    let time = times(&scene).await.pop().unwrap();
    let seen = accept(&scene.stage.owner, &meeting, &time).await;
    assert!(seen.status == 409 && seen.body.contains("takes no part at the moment"), "{}", seen.body);
    assert_eq!((state(&scene).await.as_str(), booked(&scene).await), ("requested", 0));
});

both!(what_is_agreed_ends_with_a_ban_that_reaches_it, |kind: Kind| async move {
    let scene = set(kind).await;
    let meeting = meeting(&scene, &scene.guest, &[60]).await;
    let time = times(&scene).await.pop().unwrap();
    assert_eq!(accept(&scene.stage.owner, &meeting, &time).await.status, 303);
    let find = |conn: &mut Conn| Ok(meetings::table.select(meetings::guest_id).first::<String>(conn)?);
    let guest = scene.stage.app.site.db.read(find).await.unwrap();
    let silence =
        [("person", guest.as_str()), ("reason", "Spam"), ("kind", "silenced"), ("zone", "all"), ("term", "day")];
    assert_eq!(scene.stage.organizer.post("/organizer/sanctions", &silence).await.status, 303);
    scene.stage.app.mails().await;
    assert_eq!((state(&scene).await.as_str(), booked(&scene).await), ("scheduled", 2), "a silence does not reach it");
    let ban = [("person", guest.as_str()), ("reason", "Spam"), ("kind", "banned"), ("zone", "all"), ("term", "day")];
    assert_eq!(scene.stage.organizer.post("/organizer/sanctions", &ban).await.status, 303);
    let mails = scene.stage.app.mails().await;
    assert_eq!((state(&scene).await.as_str(), booked(&scene).await), ("cancelled", 0));
    let told: Vec<_> = mails.iter().filter(|mail| mail.subject.contains("was called off")).collect();
    assert_eq!(told.len(), 2, "both are told: {told:?}");
});

both!(what_is_agreed_ends_with_the_organization, |kind: Kind| async move {
    let scene = set(kind).await;
    let meeting = meeting(&scene, &scene.guest, &[60]).await;
    let time = times(&scene).await.pop().unwrap();
    assert_eq!(accept(&scene.stage.owner, &meeting, &time).await.status, 303);
    let decide = [("to", "suspended"), ("reason", "The papers were not theirs.")];
    let address = format!("/organizer/organizations/{}/transitions", scene.stage.slug);
    assert_eq!(scene.stage.organizer.post(&address, &decide).await.status, 303);
    assert_eq!((state(&scene).await.as_str(), booked(&scene).await), ("cancelled", 0));
    assert_eq!(ask(&scene, &scene.guest, &[90]).await.status, 404, "nothing of it is public");
});

both!(other_times_are_proposed_once_and_accepted_or_not, |kind: Kind| async move {
    let scene = set(kind).await;
    let (guest, owner) = (&scene.guest, &scene.stage.owner);
    let meeting = meeting(&scene, guest, &[60]).await;
    let time = in_minutes(&scene.stage.app, 240);
    let counter = [("version", "1"), ("time", time.as_str()), ("message", "Later suits us better.")];
    assert_eq!(guest.post(&format!("{meeting}/counter"), &counter).await.status, 409, "not one's own request");
    assert_eq!(owner.post(&format!("{meeting}/counter"), &[("version", "1")]).await.status, 422);
    assert_eq!(owner.post(&format!("{meeting}/counter"), &counter).await.status, 303);
    assert_eq!(owner.get(&format!("{meeting}/counter")).await.status, 409);
    assert_eq!(guest.get(&format!("{meeting}/counter")).await.status, 409, "once");
    let times = times(&scene).await;
    assert_eq!(accept(guest, &meeting, &times[0]).await.status, 404, "one's own time");
    assert_eq!(accept(guest, &meeting, "nothing").await.status, 404);
    assert_eq!(accept(owner, &meeting, &times[1]).await.status, 409, "not one's own proposal");
    assert_eq!(accept(guest, &meeting, &times[1]).await.status, 303);
    // Called off: both calendars are free again, and the other hears of it with the file that says so.
    assert_eq!(move_to(owner, &meeting, "cancelled", &[("reason", "The machine broke.")]).await.status, 303);
    assert_eq!((state(&scene).await.as_str(), booked(&scene).await), ("cancelled", 0));
    let mails = scene.stage.app.mails().await;
    let told = mails.iter().find(|mail| mail.subject.contains("was called off")).unwrap();
    assert!(told.to == "greta@test.example" && told.event.as_ref().is_some_and(|event| event.is_cancelled), "{told:?}");
    assert_eq!(move_to(owner, &meeting, "held", &[]).await.status, 409);
});

both!(a_request_ends_by_no_thanks_by_the_clock_and_with_its_project, |kind: Kind| async move {
    let scene = set(kind).await;
    let (guest, owner) = (&scene.guest, &scene.stage.owner);
    let first = meeting(&scene, guest, &[60]).await;
    assert_eq!(move_to(owner, &first, "cancelled", &[]).await.status, 409, "whose request it is");
    assert_eq!(move_to(guest, &first, "declined", &[]).await.status, 409);
    assert_eq!(move_to(owner, &first, "declined", &[("finality", "later")]).await.status, 303);
    meeting(&scene, guest, &[90]).await;
    scene.stage.app.clock.advance(Duration::minutes(91));
    let told = scene.stage.subjects("greta@test.example").await;
    assert!(told.iter().any(|subject| subject.starts_with("A meeting was not answered")), "{told:?}");
    assert_eq!(state(&scene).await, "expired");
    // Asked by the host, of somebody who is interested; the guest ends it for good.
    let interest = interest(guest, &scene.project).await;
    let time = in_minutes(&scene.stage.app, 60);
    let form = [("message", "Shall we talk about it?"), ("time", time.as_str())];
    assert_eq!(guest.post(&format!("{interest}/meetings"), &form).await.status, 404);
    let asked = owner.post(&format!("{interest}/meetings"), &form).await.location.unwrap();
    assert_eq!(move_interest(owner, &interest, "accepted", &[]).await.status, 303);
    assert_eq!(move_to(guest, &asked, "declined", &[("finality", "never")]).await.status, 303);
    assert_eq!(ask(&scene, guest, &[600]).await.status, 403);
    assert_eq!(owner.post(&format!("{interest}/meetings"), &form).await.status, 403);
    let page = guest.get(&interest).await.body;
    let room = format!("/rooms/{}", crate::stage::between(&page, "href=\"/rooms/", "\""));
    assert_eq!(
        guest.post(&format!("{room}/messages"), &[("body", "Still here")]).await.status,
        403,
        "the room is closed"
    );
    assert!(guest.get(&scene.project).await.body.contains("Take back"));
    // What is withdrawn takes its meetings along.
    let other = join(&scene.stage.app, "Otto Other", "otto@test.example").await;
    all_live_in(&scene.stage.app, "UTC").await;
    meeting(&scene, &other, &[600]).await;
    let last = times(&scene).await.pop().unwrap();
    let open = scene.stage.owner.get("/pairing/meetings?show=answer").await.body;
    let link = format!(
        "/pairing/meetings/{}",
        crate::stage::between(&open, "<li class=\"row\"><div class=\"row-text\"><a href=\"/pairing/meetings/", "\"")
    );
    assert_eq!(accept(owner, &link, &last).await.status, 303);
    let page = owner.get(&scene.stage.desk(&format!("/projects/{}/edit", scene.project_id))).await.body;
    let seen_version = version(&page);
    let form = [("version", seen_version.as_str()), ("reason", "We found somebody.")];
    assert_eq!(
        owner.post(&scene.stage.desk(&format!("/projects/{}/withdrawal", scene.project_id)), &form).await.status,
        303
    );
    assert_eq!((state(&scene).await.as_str(), booked(&scene).await), ("cancelled", 0));
});

both!(wrong_times_other_peoples_meetings_and_quotas_are_refused, |kind: Kind| async move {
    let scene = set(kind).await;
    let (stage, guest, owner) = (&scene.stage, &scene.guest, &scene.stage.owner);
    for at in [&[-60][..], &[5], &[60, 70], &[600_000], &[]] {
        let seen = ask(&scene, guest, at).await;
        assert!(seen.status == 422 && seen.body.contains("Shall we talk about a pilot?"), "{at:?}");
    }
    add(&stage.app, guest, "Lunch", (60, 120)).await;
    assert_eq!(ask(&scene, guest, &[70]).await.status, 422, "one's own calendar");
    let form = [
        ("interest_quota", "9"),
        ("meeting_quota", "1"),
        ("slot_minutes", "20"),
        ("gap_minutes", "5"),
        ("interest_days", "30"),
        ("version", "0"),
    ];
    assert_eq!(stage.organizer.post("/organizer/projects/rules", &form).await.status, 303);
    let second = open_project(stage, "Second laser").await.1;
    let other = Scene {
        project: second,
        project_id: String::new(),
        guest: join(&stage.app, "Otto", "otto@test.example").await,
        stage: Stage::set(kind).await,
    };
    let times = [in_minutes(&stage.app, 200), in_minutes(&stage.app, 240)];
    let one = [("message", "Shall we talk about it?"), ("time", times[0].as_str())];
    let two = [("message", "Shall we talk about it?"), ("time", times[1].as_str())];
    let (first, then) = (format!("{}/meetings", scene.project), format!("{}/meetings", other.project));
    let both = tokio::join!(guest.post(&first, &one), guest.post(&then, &two));
    let mut statuses = [both.0.status, both.1.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 422], "one of two at once");
    let asked = both.0.location.or(both.1.location).unwrap();
    for nobody in [&other.guest, &stage.organizer] {
        assert_eq!(nobody.get(&asked).await.status, 404);
        for path in ["/acceptance", "/moves", "/counter", "/outcome", "/outcome/decision"] {
            assert_eq!(
                nobody.post(&format!("{asked}{path}"), &[("state", "held"), ("version", "1")]).await.status,
                404,
                "{path}"
            );
        }
    }
    assert_eq!(stage.app.visitor().get(&asked).await.status, 303);
    // A cancellation gives the credit back.
    assert_eq!(move_to(guest, &asked, "cancelled", &[]).await.status, 303);
    assert_eq!(ask(&scene, guest, &[300]).await.status, 303);
    assert_eq!(owner.get("/me/meetings").await.status, 200);
});
