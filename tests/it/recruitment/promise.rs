//! The promise to answer: published, reminded of, and what follows when the organization is silent.

use chrono::Duration;

use super::*;

both!(silence_past_the_promise_sets_an_application_aside_until_it_is_picked_up, |kind| async move {
    let stage = Stage::set(kind).await;
    let posting = open_posting(&stage, "Laser engineer").await;
    assert!(stage.app.visitor().get(&posting).await.body.contains("14"), "published");
    let (seeker, other) =
        (join(&stage.app, "Zhao Yun", SEEKER).await, join(&stage.app, "Qian Bo", "bo@test.example").await);
    let mine = apply(&seeker, &posting).await.location.unwrap();
    let his = apply(&other, &posting).await.location.unwrap();
    let theirs = received(&stage, &mine);
    assert_eq!(move_to(&stage.owner, &theirs, "under_review", "").await.status, 303);
    let said = [("body", "When could you begin?")];
    assert_eq!(stage.owner.post(&format!("{}/messages", received(&stage, &his)), &said).await.status, 303);
    stage.app.clock.advance(Duration::days(12) + Duration::minutes(1));
    stage.app.mails().await;
    // The mail waits a while for who is looking.
    stage.app.clock.advance(Duration::minutes(3));
    let due = |subjects: Vec<String>| subjects.iter().filter(|subject| subject.contains("await the answer")).count();
    assert_eq!(due(stage.subjects(OWNER).await), 1, "reminded two days before, once for both");
    assert!(seeker.get(&mine).await.body.contains("Being read"));
    stage.app.clock.advance(Duration::days(2));
    let (owner, seeker) = (log_in(&stage.app, OWNER).await, log_in(&stage.app, SEEKER).await);
    assert!(stage.subjects(SEEKER).await.iter().any(|subject| subject.contains("has not answered")));
    assert!(!stage.subjects("bo@test.example").await.iter().any(|subject| subject.contains("has not answered")));
    assert!(seeker.get("/me/applications?state=open").await.body.contains(&mine), "something may still come of it");
    assert!(owner.get(&theirs).await.body.contains("Begin to read"));
    assert_eq!(move_to(&owner, &theirs, "under_review", "").await.status, 303, "picked up again");
    assert!(seeker.get(&mine).await.body.contains("Being read"));
});

both!(how_a_promise_is_kept_is_shown_from_five_applications_upward, |kind| async move {
    let stage = Stage::set(kind).await;
    let posting = open_posting(&stage, "Laser engineer").await;
    let mut all = Vec::new();
    for n in 0..5 {
        let seeker = join(&stage.app, &format!("Applicant {n}"), &format!("a{n}@test.example")).await;
        all.push(received(&stage, &apply(&seeker, &posting).await.location.unwrap()));
    }
    for theirs in &all[..4] {
        lead_to(&stage, theirs, &["under_review", "shortlisted"]).await;
    }
    let page = async || stage.app.visitor().get(&posting).await.body;
    assert!(!page().await.contains("of 100 applications in time"), "four say nothing");
    stage.app.clock.advance(Duration::days(15));
    stage.app.mails().await;
    assert!(page().await.contains("answered 80 of 100 applications in time"), "{}", page().await);
    let owner = log_in(&stage.app, OWNER).await;
    assert_eq!(move_to(&owner, &all[4], "under_review", "").await.status, 303);
    assert!(page().await.contains("answered 80 of 100"), "too late is too late");
});
