//! Activities when clocks change, and when that of the server jumps.

use chrono::Duration;

use crate::activities::Scene;
use crate::both;
use crate::calendar::all_live_in;
use crate::support::Kind;

/// How many were told something that begins so.
async fn told(scene: &Scene, n: usize, word: &str) -> usize {
    let subjects = scene.stage.subjects(&format!("p{n}@test.example")).await;
    subjects.iter().filter(|one| one.starts_with(word)).count()
}

both!(across_the_change_of_clocks_seats_and_reminders_name_the_right_hour, |kind: Kind| async move {
    // It begins at 06:00 UTC of the next day: in Berlin the clocks have gone from 02:00 to 03:00 by then.
    let scene = Scene::opened_on(kind, "1", "2027-03-27 20:00").await;
    let people = scene.people(2).await;
    all_live_in(&scene.stage.app, "Europe/Berlin").await;
    for person in &people {
        assert_eq!(scene.sign(person).await.status, 303);
    }
    assert!(people[1].get(&scene.link).await.body.contains("08:00"), "on the reader's clocks");
    assert_eq!(scene.leave(&people[0]).await.status, 303);
    scene.stage.app.clock.advance(Duration::minutes(3));
    let moved_up = scene.stage.subjects("p1@test.example").await;
    assert!(
        moved_up.iter().any(|one| one.starts_with("You have a seat now: Talent day") && one.contains("08:00")),
        "{moved_up:?}"
    );
    scene.stage.app.clock.advance(Duration::minutes(580));
    assert_eq!(told(&scene, 1, "Soon").await, 0, "17 minutes before");
    scene.stage.app.clock.advance(Duration::minutes(3));
    assert_eq!(told(&scene, 1, "Soon, at 08:00: Talent day").await, 1);
    assert_eq!(told(&scene, 0, "Soon").await, 0, "who left");
    // The server's clock is put back and comes there again.
    scene.stage.app.clock.advance(Duration::minutes(-60));
    scene.stage.app.mails().await;
    scene.stage.app.clock.advance(Duration::minutes(62));
    assert_eq!(told(&scene, 1, "Soon").await, 1, "reminded once");
    assert_eq!(scene.counts().await, ("full".into(), 1, 0, 1));
});

both!(when_the_clock_jumps_over_the_beginning_no_seat_changes_hands, |kind: Kind| async move {
    let scene = Scene::opened_on(kind, "1", "2027-01-11 08:00").await;
    let people = scene.people(3).await;
    for person in &people[..2] {
        assert_eq!(scene.sign(person).await.status, 303);
    }
    // What is due at the beginning has not been done yet.
    scene.stage.app.clock.advance(Duration::minutes(630));
    assert_eq!(scene.leave(&people[0]).await.status, 409, "it has begun");
    assert_eq!(scene.sign(&people[2]).await.status, 409, "it has begun");
    assert_eq!(scene.counts().await, ("full".into(), 1, 1, 1));
    assert_eq!(scene.change((-30, 90), "3").await.status, 303, "more seats");
    assert_eq!(scene.counts().await, ("full".into(), 1, 1, 1), "nobody moves up any more");
    scene.stage.app.mails().await;
    assert_eq!(scene.counts().await, ("running".into(), 1, 1, 1));
    for n in 0..3 {
        assert_eq!((told(&scene, n, "Soon").await, told(&scene, n, "You have a seat").await), (0, 0), "{n}");
    }
    // Put back to before the beginning: what has begun stays begun.
    scene.stage.app.clock.advance(Duration::minutes(-600));
    assert_eq!(scene.leave(&people[0]).await.status, 409);
    scene.stage.app.mails().await;
    assert_eq!(scene.counts().await, ("running".into(), 1, 1, 1));
});
