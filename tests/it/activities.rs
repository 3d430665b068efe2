//! Activities: made and moved, signing up, the waiting list, their recap.

use chrono::Duration;
use diesel::prelude::*;
use fairhall::db::Conn;
use fairhall::db::schema::{activities, activity_signups, calendar_entries};
use futures_util::future::join_all;

use crate::accounts::join;
use crate::both;
use crate::calendar::{add, all_live_in, in_minutes, set_at};
use crate::stage::{Stage, between, version};
use crate::support::{Browser, Kind, Seen};

pub struct Scene {
    pub stage: Stage,
    pub console: String,
    pub link: String,
}

fn form<'a>(times: &'a (String, String), seats: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("title_en", "Talent day"),
        ("body_en", "Employers and seekers."),
        ("kind", "talent_day"),
        ("zone", "recruitment"),
        ("host", "The city"),
        ("starts_at", &times.0),
        ("ends_at", &times.1),
        ("seats", seats),
    ]
}

impl Scene {
    async fn set(kind: Kind, seats: &str) -> Self {
        Self::set_on(kind, seats, "2027-01-11 08:00").await
    }

    /// A draft of an activity from ten hours after an instant to two hours later.
    async fn set_on(kind: Kind, seats: &str, now: &str) -> Self {
        let stage = set_at(kind, now).await;
        all_live_in(&stage.app, "UTC").await;
        let write = |conn: &mut Conn| {
            use fairhall::db::schema::editions;
            Ok(diesel::update(editions::table).set(editions::time_zone.eq("UTC")).execute(conn)?)
        };
        stage.app.site.db.write(write).await.unwrap();
        stage.app.site.refresh().await.unwrap();
        let times = (in_minutes(&stage.app, 600), in_minutes(&stage.app, 720));
        let seen = stage.organizer.post("/organizer/activities", &form(&times, seats)).await;
        assert_eq!(seen.status, 303, "{}", seen.body);
        Self { stage, console: seen.location.unwrap(), link: "/activities/talent-day".into() }
    }

    async fn opened(kind: Kind, seats: &str) -> Self {
        Self::opened_on(kind, seats, "2027-01-11 08:00").await
    }

    /// The same, open for sign-up.
    pub async fn opened_on(kind: Kind, seats: &str, now: &str) -> Self {
        let scene = Self::set_on(kind, seats, now).await;
        for state in ["published", "open"] {
            assert_eq!(scene.move_to(state, "").await.status, 303, "{state}");
        }
        scene
    }

    async fn move_to(&self, state: &str, reason: &str) -> Seen {
        let version = version(&self.stage.organizer.get(&self.console).await.body);
        let form = [("state", state), ("reason", reason), ("version", &version)];
        self.stage.organizer.post(&format!("{}/moves", self.console), &form).await
    }

    pub async fn change(&self, (from, until): (i64, i64), seats: &str) -> Seen {
        let times = (in_minutes(&self.stage.app, from), in_minutes(&self.stage.app, until));
        let version = version(&self.stage.organizer.get(&self.console).await.body);
        let mut form = form(&times, seats);
        form.push(("version", &version));
        self.stage.organizer.post(&self.console, &form).await
    }

    pub async fn sign(&self, who: &Browser) -> Seen {
        who.post(&format!("{}/signups", self.link), &[]).await
    }

    pub async fn leave(&self, who: &Browser) -> Seen {
        who.post(&format!("{}/signups/removal", self.link), &[]).await
    }

    /// The state, how many come, how many wait, and how many calendars have it.
    pub async fn counts(&self) -> (String, i64, i64, i64) {
        let count = |conn: &mut Conn| {
            let of = |conn: &mut Conn, state: &str| {
                activity_signups::table.filter(activity_signups::state.eq(state)).count().get_result::<i64>(conn)
            };
            let state: String = activities::table.select(activities::state).first(conn)?;
            let booked =
                calendar_entries::table.filter(calendar_entries::kind.eq("activity")).count().get_result(conn)?;
            Ok((state, of(conn, "coming")?, of(conn, "waiting")?, booked))
        };
        self.stage.app.site.db.read(count).await.unwrap()
    }

    pub async fn people(&self, count: usize) -> Vec<Browser> {
        let mut people = Vec::new();
        for n in 0..count {
            people.push(join(&self.stage.app, &format!("Person {n}"), &format!("p{n}@test.example")).await);
        }
        all_live_in(&self.stage.app, "UTC").await;
        people
    }
}

both!(an_activity_goes_from_draft_to_its_recap, |kind: Kind| async move {
    let scene = Scene::set(kind, "").await;
    let (organizer, visitor, owner) = (&scene.stage.organizer, scene.stage.app.visitor(), &scene.stage.owner);
    assert_eq!((visitor.get(&scene.link).await.status, organizer.get(&scene.link).await.status), (404, 200));
    assert_eq!(scene.sign(owner).await.status, 404);
    for place in ["/organizer/activities", "/organizer/activities/new", &scene.console] {
        assert_eq!((owner.get(place).await.status, visitor.get(place).await.status), (404, 303), "{place}");
    }
    for place in [
        "/organizer/activities",
        &scene.console,
        &format!("{}/moves", scene.console),
        &format!("{}/recap", scene.console),
    ] {
        assert_eq!(owner.post(place, &[]).await.status, 404, "{place}");
    }
    assert_eq!(organizer.post("/organizer/activities", &[("title_en", "Only a title")]).await.status, 422);
    assert_eq!(scene.move_to("open", "").await.status, 409, "announced first");
    assert_eq!(scene.move_to("published", "").await.status, 303);
    let page = visitor.get(&scene.link).await;
    assert!(page.status == 200 && page.body.contains("data-room=") && page.body.contains("The city"), "{}", page.body);
    scene.stage.app.site.search.catch_up(&scene.stage.app.site.db).await.unwrap();
    assert!(visitor.get("/activities?kind=talent_day&zone=recruitment&q=talent").await.body.contains("Talent day"));
    assert!(!visitor.get("/activities?kind=city_day").await.body.contains("/activities/talent-day"));
    assert!(visitor.get("/").await.body.contains("/activities/talent-day"), "on the lobby");
    assert_eq!(scene.sign(owner).await.status, 409, "not open yet");
    assert_eq!(scene.move_to("open", "").await.status, 303);
    assert_eq!(scene.move_to("full", "").await.status, 409, "that the seats say");
    assert_eq!(scene.sign(&visitor).await.status, 303);
    assert_eq!(scene.sign(owner).await.status, 303);
    assert!(owner.get("/me/calendar").await.body.contains("Talent day"));
    assert_eq!(scene.move_to("running", "").await.status, 409, "too early");
    // Reminded a quarter of an hour before; it begins by the clock.
    scene.stage.app.clock.advance(Duration::minutes(586));
    assert!(scene.stage.subjects(crate::stage::OWNER).await.contains(&"Soon, at 18:00: Talent day".to_owned()));
    scene.stage.app.clock.advance(Duration::minutes(15));
    scene.stage.app.mails().await;
    assert_eq!(scene.counts().await.0, "running");
    assert_eq!(scene.leave(owner).await.status, 409, "it has begun");
    assert_eq!(scene.move_to("held", "").await.status, 303);
    let version = between(&organizer.get(&scene.console).await.body, "name=\"version\" value=\"", "\"").to_owned();
    let recap = [("recap_en", "It went *well*."), ("outcome_en", "Nine offers."), ("version", version.as_str())];
    assert_eq!(organizer.post(&format!("{}/recap", scene.console), &recap).await.status, 303);
    assert_eq!(organizer.post(&format!("{}/recap", scene.console), &recap).await.status, 409);
    let page = visitor.get(&scene.link).await.body;
    assert!(page.contains("<em>well</em>") && page.contains("Nine offers."), "{page}");
    assert_eq!(scene.change((900, 960), "").await.status, 403, "it is edited no more");
});

both!(who_waits_moves_up_in_order_and_nobody_is_over_the_limit, |kind: Kind| async move {
    let scene = Scene::opened(kind, "1").await;
    let people = scene.people(4).await;
    assert_eq!(scene.sign(&people[0]).await.status, 303);
    assert_eq!(scene.counts().await, ("full".into(), 1, 0, 1));
    for person in &people[1..] {
        assert_eq!(scene.sign(person).await.status, 303);
        assert_eq!(scene.sign(person).await.status, 303, "safe to repeat");
    }
    assert_eq!(scene.counts().await, ("full".into(), 1, 3, 1));
    assert!(people[2].get(&scene.link).await.body.contains("Number 2 on the list"));
    // Who is busy then is passed over, told, and keeps their place.
    assert_eq!(add(&scene.stage.app, &people[1], "Dentist", (610, 640)).await.status, 303);
    assert_eq!(scene.leave(&people[0]).await.status, 303);
    assert_eq!(scene.counts().await, ("full".into(), 1, 2, 1));
    let told = |n: usize| format!("p{n}@test.example");
    scene.stage.app.clock.advance(Duration::minutes(3));
    assert!(scene.stage.subjects(&told(1)).await.iter().any(|one| one.starts_with("A seat was free")));
    assert!(scene.stage.subjects(&told(2)).await.iter().any(|one| one.starts_with("You have a seat now: Talent day")));
    assert!(people[1].get(&scene.link).await.body.contains("Number 1 on the list"));
    // More seats: the next come; fewer than come is refused.
    assert_eq!(scene.change((597, 717), "3").await.status, 303);
    assert_eq!(scene.counts().await, ("open".into(), 2, 1, 2));
    assert_eq!(scene.change((597, 717), "1").await.status, 422);
    // Moved to a time at which somebody is busy: they wait again, and who is free has the seat.
    assert_eq!(add(&scene.stage.app, &people[2], "Lunch", (810, 830)).await.status, 303);
    assert_eq!(scene.change((800, 900), "2").await.status, 303);
    assert_eq!(scene.counts().await, ("full".into(), 2, 1, 2));
    assert!(people[2].get(&scene.link).await.body.contains("You wait"));
    // Cancelled: all are told, all calendars are free.
    assert_eq!(scene.move_to("cancelled", "").await.status, 422);
    assert_eq!(scene.move_to("cancelled", "The hall is closed.").await.status, 303);
    assert_eq!(scene.counts().await.3, 0);
    for n in 1..4 {
        assert!(scene.stage.subjects(&told(n)).await.contains(&"Cancelled: Talent day".to_owned()), "{n}");
    }
    assert!(scene.stage.app.visitor().get(&scene.link).await.body.contains("The hall is closed."));
});

both!(of_twenty_who_sign_up_at_once_as_many_come_as_there_are_seats, |kind: Kind| async move {
    let scene = Scene::opened(kind, "3").await;
    let people = scene.people(10).await;
    let presses = (0..20).map(|n| scene.sign(&people[n % 10]));
    let answers = join_all(presses).await;
    assert!(answers.iter().all(|seen| matches!(seen.status, 303 | 503)), "nothing breaks");
    for person in &people {
        assert_eq!(scene.sign(person).await.status, 303);
    }
    assert_eq!(scene.counts().await, ("full".into(), 3, 7, 3));
    // And of all who leave at once the seats go to those who stay, in order.
    let leaving = people.iter().take(6).map(|person| scene.leave(person));
    assert!(join_all(leaving).await.iter().all(|seen| matches!(seen.status, 303 | 503)));
    let (_, coming, waiting, booked) = scene.counts().await;
    assert!(coming <= 3 && booked == coming && (coming == 3 || waiting == 0), "{coming} {waiting} {booked}");
});

both!(what_stands_in_ones_calendar_is_named_when_one_signs_up, |kind: Kind| async move {
    let scene = Scene::opened(kind, "").await;
    assert_eq!(add(&scene.stage.app, &scene.stage.owner, "Dentist", (610, 640)).await.status, 303);
    let refused = scene.sign(&scene.stage.owner).await;
    assert!(refused.status == 422 && refused.body.contains("In your calendar already: Dentist"), "{}", refused.body);
    assert_eq!(scene.counts().await, ("open".into(), 0, 0, 0));
});

both!(what_was_announced_begins_and_ends_by_the_clock, |kind: Kind| async move {
    let scene = Scene::set(kind, "").await;
    let state = async || {
        scene.stage.app.mails().await;
        scene.counts().await.0
    };
    // A draft stays one, whatever the clock says.
    scene.stage.app.clock.advance(Duration::minutes(800));
    assert_eq!(state().await, "draft");
    assert!(scene.stage.organizer.get(&scene.console).await.body.contains("By the times given here it is over"));
    assert_eq!(scene.change((60, 120), "").await.status, 303);
    assert!(!scene.stage.organizer.get(&scene.console).await.body.contains("By the times given here it is over"));
    assert_eq!(scene.move_to("published", "").await.status, 303);
    assert_eq!(scene.move_to("running", "").await.status, 409, "too early");
    assert_eq!(scene.move_to("held", "").await.status, 409);
    // Moved to a later time, it begins and ends then, though nobody could ever sign up.
    assert_eq!(scene.change((90, 150), "").await.status, 303);
    scene.stage.app.clock.advance(Duration::minutes(65));
    assert_eq!(state().await, "published");
    scene.stage.app.clock.advance(Duration::minutes(26));
    assert_eq!(state().await, "running");
    assert_eq!(scene.move_to("open", "").await.status, 409, "it goes on");
    scene.stage.app.clock.advance(Duration::minutes(60));
    assert_eq!(state().await, "held");
    assert_eq!(scene.stage.subjects(crate::stage::OWNER).await.iter().filter(|one| one.contains("Talent")).count(), 0);
    let console = scene.stage.organizer.get(&scene.console).await.body;
    assert!(console.contains("name=\"recap_en\""), "{console}");
    assert!(scene.stage.app.visitor().get("/activities?show=past").await.body.contains(&scene.link));
});

both!(what_people_signed_up_for_ends_by_the_clock_however_late_that_is_done, |kind: Kind| async move {
    let scene = Scene::opened(kind, "2").await;
    assert_eq!(scene.sign(&scene.stage.owner).await.status, 303);
    let before = scene.stage.subjects(crate::stage::OWNER).await.len();
    // The server was down from before its beginning until after its end.
    scene.stage.app.clock.advance(Duration::minutes(900));
    scene.stage.app.mails().await;
    assert_eq!(scene.counts().await, ("held".into(), 1, 0, 1));
    assert_eq!(
        scene.stage.subjects(crate::stage::OWNER).await.len(),
        before,
        "that it is over nobody needs to be told"
    );
    assert_eq!(scene.leave(&scene.stage.owner).await.status, 409);
    // What is announced afterwards, for the record, is over at once.
    let times = (in_minutes(&scene.stage.app, -300), in_minutes(&scene.stage.app, -200));
    let seen = scene.stage.organizer.post("/organizer/activities", &form(&times, "")).await;
    let late = Scene { console: seen.location.unwrap(), ..scene };
    assert_eq!(late.move_to("published", "").await.status, 303);
    late.stage.app.mails().await;
    let list = |conn: &mut Conn| Ok(activities::table.select(activities::state).load::<String>(conn)?);
    assert_eq!(late.stage.app.site.db.read(list).await.unwrap(), ["held", "held"]);
});

both!(an_activity_is_found_from_its_announcement_until_it_is_called_off, |kind: Kind| async move {
    let scene = Scene::set(kind, "").await;
    let visitor = scene.stage.app.visitor();
    let find = async |place: &str, q: &str| {
        scene.stage.app.site.search.catch_up(&scene.stage.app.site.db).await.unwrap();
        visitor.get(&format!("{place}?q={q}")).await.body
    };
    assert!(!find("/search", "talent").await.contains(&scene.link), "a draft");
    assert_eq!(scene.move_to("published", "").await.status, 303);
    for q in ["talent", "employers seeker", "city", "tallent"] {
        let (all, own) = (find("/search", q).await, find("/activities", q).await);
        assert!(all.contains(&scene.link) && own.contains(&scene.link), "{q}: {all}");
    }
    assert!(find("/activities", "tallent").await.contains("these come close"));
    assert!(find("/search", "talent&kind=activity").await.contains("Activities (1)"));
    assert!(!find("/activities", "nonsense").await.contains(&scene.link));
    // Its words change with it.
    let version = version(&scene.stage.organizer.get(&scene.console).await.body);
    let times = (in_minutes(&scene.stage.app, 600), in_minutes(&scene.stage.app, 720));
    let mut form = form(&times, "");
    form.extend([("title_zh", "人才交流日"), ("body_zh", "用人单位与求职者面对面。"), ("version", &version)]);
    assert_eq!(scene.stage.organizer.post(&scene.console, &form).await.status, 303);
    for q in ["人", "交流", "求職"] {
        assert!(find("/search", q).await.contains(&scene.link), "{q}");
        assert!(find("/activities", q).await.contains(&scene.link), "{q}");
    }
    assert_eq!(scene.move_to("draft", "").await.status, 303);
    assert!(!find("/search", "talent").await.contains(&scene.link), "taken back");
    for state in ["published", "open"] {
        assert_eq!(scene.move_to(state, "").await.status, 303, "{state}");
    }
    assert!(find("/search", "talent").await.contains(&scene.link));
    assert_eq!(scene.move_to("cancelled", "The hall is closed.").await.status, 303);
    assert!(!find("/search", "talent").await.contains(&scene.link), "called off");
});
