//! Live requests: asking a desk, the queue, who takes whom, and what is left to be answered later.

mod seen;

use chrono::Duration;
use diesel::prelude::*;
use fairhall::db::Conn;
use fairhall::db::schema::{booth_staff, booths, live_requests, organizations, people};
use fairhall::ids::{BoothId, PersonId, RowId};
use fairhall::requests::queue::settle_all;

use crate::accounts::join;
use crate::both;
use crate::moderation::{ADA, BO, Scene, Socket};
use crate::stage::{OWNER, between};
use crate::support::{Browser, Kind, Seen};

const CY: &str = "cy@test.example";

/// A scene whose organization may be asked, with its owner at the booth.
async fn set(kind: Kind) -> Scene {
    open(Scene::set(kind).await).await
}

/// Lets the organization of a scene be asked, with its owner at the booth.
pub async fn open(scene: Scene) -> Scene {
    let verify = |conn: &mut Conn| {
        Ok(diesel::update(organizations::table).set(organizations::state.eq("verified")).execute(conn)?)
    };
    scene.stage.app.site.db.write(verify).await.unwrap();
    add_to_booth(&scene, OWNER).await;
    scene
}

pub async fn add_to_booth(scene: &Scene, email: &'static str) {
    let now = scene.stage.app.clock.now();
    let add = move |conn: &mut Conn| {
        let person: PersonId = people::table.filter(people::email.eq(email)).select(people::id).first(conn)?;
        let booth: BoothId = booths::table.select(booths::id).first(conn)?;
        let row = (
            booth_staff::id.eq(RowId::new()),
            booth_staff::booth_id.eq(booth),
            booth_staff::person_id.eq(person),
            booth_staff::title.eq("Staff"),
            booth_staff::created_at.eq(now),
        );
        Ok(diesel::insert_into(booth_staff::table).values(row).execute(conn)?)
    };
    scene.stage.app.site.db.write(add).await.unwrap();
}

/// A colleague of the owner who is at the booth too.
pub async fn add_colleague(scene: &Scene) -> Browser {
    let colleague = scene.stage.member("Cy", CY, "representative").await;
    add_to_booth(scene, CY).await;
    colleague
}

pub async fn go_on_duty(scene: &Scene, who: &Browser, most: &str) {
    let seen = who.post(&scene.stage.desk("/desk/duty"), &[("booth", "yes"), ("most", most)]).await;
    assert_eq!(seen.status, 303, "{}", seen.body);
}

async fn send(scene: &Scene, who: &Browser, body: &str) -> Seen {
    let key = uuid::Uuid::now_v7().to_string();
    let slug = scene.stage.slug.as_str();
    who.post("/requests", &[("desk", "booth"), ("organization", slug), ("body", body), ("key", &key)]).await
}

fn invitation_path(scene: &Scene) -> String {
    format!("/requests/new?desk=booth&organization={}", scene.stage.slug)
}

/// What somebody reads before they ask the booth.
async fn invitation(scene: &Scene, who: &Browser) -> String {
    who.get(&invitation_path(scene)).await.body
}

/// Asks the booth; gives the address of the request.
pub async fn ask(scene: &Scene, who: &Browser, body: &str) -> String {
    let seen = send(scene, who, body).await;
    assert_eq!(seen.status, 303, "{}", seen.body);
    seen.location.unwrap()
}

/// The states of all requests, in the order in which they were made.
pub async fn states(scene: &Scene) -> Vec<String> {
    let find = |conn: &mut Conn| {
        Ok(live_requests::table.order(live_requests::id).select(live_requests::state).load::<String>(conn)?)
    };
    scene.stage.app.site.db.read(find).await.unwrap()
}

async fn pass(scene: &Scene, time: Duration) {
    scene.stage.app.clock.advance(time);
    // The server looks at the clock too; whoever comes second finds nothing to do.
    while settle_all(&scene.stage.app.site).await.is_err() {}
}

both!(a_question_that_nobody_takes_is_answered_later, |kind| async move {
    let scene = set(kind).await;
    let booth = invitation(&scene, &scene.ada).await;
    assert!(booth.contains("Talk to the booth") && booth.contains("Nobody is on duty now"), "{booth}");
    let request = ask(&scene, &scene.ada, "Do you ship to Norway?").await;
    assert_eq!(states(&scene).await, ["converted"]);
    let page = scene.ada.get(&request).await.body;
    assert!(page.contains("Nobody could talk just now") && page.contains("Do you ship to Norway?"), "{page}");
    let told = scene.stage.subjects(OWNER).await;
    assert!(told.contains(&"Ada left a question".to_owned()), "{told:?}");
    let desk = scene.stage.owner.get(&scene.stage.desk("/desk")).await.body;
    assert!(desk.contains("Do you ship to Norway?") && desk.contains("Unanswered"), "{desk}");
    scene.stage.app.clock.advance(Duration::hours(1));
    let room = request.replace("/requests/", "/rooms/");
    let answer = [("body", "Yes, from Narvik")];
    assert_eq!(scene.stage.owner.post(&format!("{room}/messages"), &answer).await.status, 303);
    assert_eq!(scene.ada.get(&room).await.location.as_deref(), Some(request.as_str()), "one page for a request");
    let at = scene.ada.get(&format!("{room}?at=1")).await.location;
    assert_eq!(at, Some(format!("{request}?at=1")), "and whatever of it was asked for");
    scene.stage.app.clock.advance(Duration::minutes(3));
    let told = scene.stage.subjects(ADA).await;
    assert!(told.contains(&"Chen Jia wrote to you".to_owned()), "{told:?}");
    assert!(scene.ada.get(&request).await.body.contains("Yes, from Narvik"));
    let said = scene.ada.get(&request).await.body;
    let answered = between(&said, "?reply=", "\"");
    let page = scene.ada.get(&format!("{request}?reply={answered}")).await.body;
    assert!(page.contains("Replying to"), "{page}");
    let desk = scene.stage.owner.get(&scene.stage.desk("/desk")).await.body;
    assert!(desk.contains("Everything is answered"), "{desk}");
    assert!(scene.stage.owner.get(&scene.stage.desk("/desk?show=all&q=narvik")).await.body.contains("<b>Ada</b>"));
    assert!(!scene.stage.owner.get(&scene.stage.desk("/desk?show=all&q=oslo")).await.body.contains("<b>Ada</b>"));
});

both!(the_queue_moves_on_as_people_are_talked_to, |kind| async move {
    let scene = set(kind).await;
    let owner = &scene.stage.owner;
    go_on_duty(&scene, owner, "1").await;
    let (ada, bo) = (ask(&scene, &scene.ada, "One").await, ask(&scene, &scene.bo, "Two").await);
    assert_eq!(states(&scene).await, ["offered", "waiting"]);
    let (mine, desk) = (owner.get("/me").await.body, format!("href=\"{}\"", scene.stage.desk("/desk")));
    assert!(mine.contains("2 people wait to talk to you") && mine.contains(&desk), "{mine}");
    for other in [&scene.ada, &scene.moderator] {
        assert!(!other.get("/me").await.body.contains("to talk to you"), "another's desk");
    }
    assert!(scene.ada.get(&ada).await.body.contains("You are next."));
    assert!(scene.bo.get(&bo).await.body.contains("You are number 2 in the queue."));
    let booth = invitation(&scene, &scene.moderator).await;
    assert!(booth.contains("1 on duty") && booth.contains("2 are waiting"), "{booth}");
    assert!(invitation(&scene, &scene.bo).await.contains("You have asked already"));
    assert_eq!(ask(&scene, &scene.bo, "Two, once more").await, bo, "one more message, no second place");
    assert_eq!(owner.post(&format!("{ada}/acceptance"), &[]).await.status, 303);
    assert_eq!(states(&scene).await, ["active", "waiting"]);
    assert!(owner.get("/me").await.body.contains("Somebody waits to talk to you"));
    assert!(scene.ada.get(&ada).await.body.contains("In conversation with Chen Jia"));
    assert!(scene.bo.get(&bo).await.body.contains("You are next."));
    assert_eq!(owner.post(&format!("{ada}/ending"), &[]).await.status, 303);
    assert_eq!(states(&scene).await, ["answered", "offered"]);
    assert_eq!(scene.bo.post(&format!("{bo}/cancellation"), &[]).await.status, 303);
    assert_eq!(states(&scene).await, ["answered", "cancelled"]);
    let list = scene.ada.get("/me/requests").await.body;
    assert!(list.contains("Delta Photonics") && list.contains("Ended"), "{list}");
    assert!(!scene.ada.get("/me/requests?show=open").await.body.contains("Delta Photonics"));
});

both!(of_two_who_accept_at_once_one_talks, |kind| async move {
    let scene = set(kind).await;
    let colleague = add_colleague(&scene).await;
    go_on_duty(&scene, &scene.stage.owner, "3").await;
    let request = ask(&scene, &scene.ada, "Hello").await;
    let path = format!("{request}/acceptance");
    let (one, other) = futures_util::join!(scene.stage.owner.post(&path, &[]), colleague.post(&path, &[]));
    let mut got = [one.status, other.status];
    got.sort_unstable();
    assert_eq!(got, [303, 409], "{} {}", one.body, other.body);
    assert_eq!(states(&scene).await, ["active"]);
});

both!(what_is_not_taken_goes_back_and_is_left_for_later_at_last, |kind| async move {
    let scene = set(kind).await;
    go_on_duty(&scene, &scene.stage.owner, "1").await;
    let request = ask(&scene, &scene.ada, "Anybody?").await;
    for _ in 0..2 {
        pass(&scene, Duration::seconds(61)).await;
        assert_eq!(states(&scene).await, ["offered"], "offered anew");
    }
    pass(&scene, Duration::seconds(61)).await;
    assert_eq!(states(&scene).await, ["converted"]);
    assert!(scene.ada.get(&request).await.body.contains("Nobody could talk just now"));
    let again = ask(&scene, &scene.ada, "Still there?").await;
    assert_eq!((again, states(&scene).await), (request, vec!["converted".to_owned(), "offered".to_owned()]));
    pass(&scene, Duration::hours(11)).await;
    assert_eq!(states(&scene).await, ["converted", "converted"], "duty has ended");
});

both!(a_conversation_is_handed_over_ahead_of_the_queue, |kind| async move {
    let scene = set(kind).await;
    let colleague = add_colleague(&scene).await;
    go_on_duty(&scene, &scene.stage.owner, "1").await;
    let (ada, bo) = (ask(&scene, &scene.ada, "One").await, ask(&scene, &scene.bo, "Two").await);
    assert_eq!(scene.stage.owner.post(&format!("{ada}/acceptance"), &[]).await.status, 303);
    let cy = scene.id_of(CY).await;
    let own = scene.id_of(OWNER).await;
    let path = format!("{ada}/handover");
    assert_eq!(colleague.post(&path, &[("person", own.as_str())]).await.status, 409, "it is not hers");
    for person in ["", "x", own.as_str(), scene.id_of(BO).await.as_str()] {
        assert_eq!(scene.stage.owner.post(&path, &[("person", person)]).await.status, 404, "{person}");
    }
    assert_eq!(scene.stage.owner.post(&path, &[("person", cy.as_str())]).await.status, 303);
    assert!(scene.ada.get(&ada).await.body.contains("You are next."), "before those who wait");
    assert!(scene.bo.get(&bo).await.body.contains("You are number 2"));
    assert_eq!(scene.stage.owner.post(&format!("{ada}/acceptance"), &[]).await.status, 409, "it is for the colleague");
    assert_eq!(colleague.post(&format!("{ada}/acceptance"), &[]).await.status, 303);
    assert!(scene.ada.get(&ada).await.body.contains("In conversation with Cy"));
});

both!(people_who_have_talked_tell_how_long_it_takes, |kind| async move {
    let scene = set(kind).await;
    go_on_duty(&scene, &scene.stage.owner, "1").await;
    for _ in 0..3 {
        let request = ask(&scene, &scene.ada, "A question").await;
        assert!(!scene.ada.get(&request).await.body.contains("minute"), "too few have talked");
        assert_eq!(scene.stage.owner.post(&format!("{request}/acceptance"), &[]).await.status, 303);
        scene.stage.app.clock.advance(Duration::minutes(6));
        assert_eq!(scene.ada.post(&format!("{request}/ending"), &[]).await.status, 303, "either side ends it");
    }
    let request = ask(&scene, &scene.ada, "One more").await;
    let page = scene.ada.get(&request).await.body;
    assert!(page.contains("About 6 minutes."), "{page}");
});

both!(people_are_told_over_their_sockets_how_it_stands, |kind| async move {
    let scene = set(kind).await;
    go_on_duty(&scene, &scene.stage.owner, "1").await;
    let mut socket = Socket::open(&scene.stage.app, &scene.ada).await;
    let mut desk = Socket::open(&scene.stage.app, &scene.stage.owner).await;
    let request = ask(&scene, &scene.ada, "Hello").await;
    let told = socket.next_of(&["request"]).await;
    assert_eq!((told["state"].as_str(), told["position"].as_i64()), (Some("offered"), Some(1)), "{told}");
    let told = desk.next_of(&["request"]).await;
    assert_eq!((told["state"].as_str(), told["position"].as_i64()), (Some("offered"), None), "{told}");
    assert_eq!(format!("/requests/{}", told["room"].as_str().unwrap()), request);
    assert_eq!(scene.stage.owner.post(&format!("{request}/acceptance"), &[]).await.status, 303);
    while socket.next_of(&["request"]).await["state"] != "active" {}
    drop(socket);
    assert_eq!(states(&scene).await, ["active"], "who loses the connection keeps the conversation");
    let mut socket = Socket::open(&scene.stage.app, &scene.ada).await;
    assert_eq!(scene.stage.owner.post(&format!("{request}/ending"), &[]).await.status, 303);
    while socket.next_of(&["request"]).await["state"] != "answered" {}
});

both!(a_booth_is_asked_only_while_its_zone_is_open, |kind| async move {
    let scene = set(kind).await;
    go_on_duty(&scene, &scene.stage.owner, "1").await;
    for (gate, status) in [("closed", 403), ("read_only", 403), ("open", 303)] {
        scene.stage.set_gate("exhibition", gate).await;
        let page = scene.ada.get(&invitation_path(&scene)).await;
        assert_eq!(page.status == 200, gate == "open", "{gate}: {}", page.body);
        assert_eq!(send(&scene, &scene.ada, "Hello").await.status, status, "{gate}");
        assert_eq!(states(&scene).await.is_empty(), gate != "open", "{gate}");
    }
    scene.stage.set_gate("exhibition", "closed").await;
    assert_eq!(scene.ada.get(&invitation_path(&scene)).await.status, 200, "what goes on is led to");
    assert_eq!(scene.stage.owner.get(&invitation_path(&scene)).await.status, 200, "and the desk's own people to it");
});

both!(who_may_do_what_with_a_request_and_what_is_wrong_is_answered, |kind| async move {
    let scene = set(kind).await;
    let stage = &scene.stage;
    go_on_duty(&scene, &stage.owner, "1").await;
    let request = ask(&scene, &scene.ada, "Hello").await;
    for who in [&scene.bo, &scene.moderator, &stage.organizer] {
        assert_eq!(who.get(&request).await.status, 404);
        for act in ["acceptance", "ending", "cancellation", "deferral", "handover"] {
            assert_eq!(who.post(&format!("{request}/{act}"), &[]).await.status, 404, "{act}");
        }
    }
    assert_eq!(stage.app.visitor().get(&request).await.status, 303);
    assert_eq!(scene.ada.post(&format!("{request}/acceptance"), &[]).await.status, 404, "nobody takes their own");
    assert_eq!(stage.owner.post(&format!("{request}/cancellation"), &[]).await.status, 404);
    assert_eq!(scene.ada.post(&format!("{request}/ending"), &[]).await.status, 409, "it has not begun");
    assert_eq!(scene.ada.post(&format!("{request}/deferral"), &[]).await.status, 303);
    assert_eq!(states(&scene).await, ["converted"]);
    for act in ["deferral", "cancellation"] {
        assert_eq!(scene.ada.post(&format!("{request}/{act}"), &[]).await.status, 409, "{act}");
    }
    assert_eq!(stage.owner.post(&format!("{request}/acceptance"), &[]).await.status, 409);
    assert_eq!(send(&scene, &stage.owner, "To myself").await.status, 403);
    assert_eq!(send(&scene, &scene.ada, " ").await.status, 422);
    for (desk, organization, status) in [("x", stage.slug.as_str(), 404), ("booth", "nobody", 404), ("", "", 404)] {
        let form = [("desk", desk), ("organization", organization), ("body", "Hello")];
        assert_eq!(scene.ada.post("/requests", &form).await.status, status, "{desk} {organization}");
        let page = scene.ada.get(&format!("/requests/new?desk={desk}&organization={organization}")).await;
        assert_eq!(page.status, status, "{desk} {organization}");
    }
    let stranger = join(&stage.app, "Di", "di@test.example").await;
    assert_eq!(stranger.get(&stage.desk("/desk")).await.status, 404);
    assert_eq!(stranger.post(&stage.desk("/desk/duty"), &[("booth", "yes")]).await.status, 404);
    let key = uuid::Uuid::now_v7().to_string();
    let form = [("desk", "recruitment"), ("organization", stage.slug.as_str()), ("body", "Twice"), ("key", &key)];
    let (one, other) = futures_util::join!(stranger.post("/requests", &form), stranger.post("/requests", &form));
    assert_eq!((one.status, &one.location), (303, &other.location));
    let page = stranger.get(&one.location.unwrap()).await.body;
    assert_eq!(page.matches("<p>Twice</p>").count(), 1, "{page}");
    assert_eq!(states(&scene).await, ["converted", "converted"]);
});

both!(duty_is_what_one_says_of_oneself_and_ends_by_itself, |kind| async move {
    let scene = set(kind).await;
    assert_eq!(scene.stage.app.visitor().get(&invitation_path(&scene)).await.status, 303);
    go_on_duty(&scene, &scene.stage.owner, "2").await;
    assert!(invitation(&scene, &scene.ada).await.contains("1 on duty"));
    let desk = scene.stage.owner.get(&scene.stage.desk("/desk")).await.body;
    assert!(desk.contains("name=\"booth\" value=\"yes\" checked"), "{desk}");
    assert!(desk.contains("<option value=\"2\" selected>2</option>"), "{desk}");
    scene.stage.app.clock.advance(Duration::hours(11));
    assert!(invitation(&scene, &scene.ada).await.contains("Nobody is on duty now"));
    go_on_duty(&scene, &scene.stage.owner, "2").await;
    let off = scene.stage.owner.post(&scene.stage.desk("/desk/duty"), &[("most", "99")]).await;
    assert_eq!(off.status, 303);
    assert!(invitation(&scene, &scene.ada).await.contains("Nobody is on duty now"));
    let desk = scene.stage.owner.get(&scene.stage.desk("/desk")).await.body;
    assert!(desk.contains("<option value=\"9\" selected>9</option>"), "{desk}");
});
