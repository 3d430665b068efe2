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

both!(a_decision_that_is_not_told_is_not_betrayed_by_silence_past_the_promise, |kind| async move {
    let stage = Stage::set(kind).await;
    let posting = open_posting(&stage, "Laser engineer").await;
    let (seeker, other) =
        (join(&stage.app, "Zhao Yun", SEEKER).await, join(&stage.app, "Qian Bo", "bo@test.example").await);
    let mine = apply(&seeker, &posting).await.location.unwrap();
    let his = apply(&other, &posting).await.location.unwrap();
    let theirs = received(&stage, &mine);
    for path in [&theirs, &received(&stage, &his)] {
        assert_eq!(move_to(&stage.owner, path, "under_review", "").await.status, 303);
    }
    assert_eq!(move_to(&stage.owner, &theirs, "unsuccessful", "hidden remark").await.status, 303);
    stage.app.clock.advance(Duration::days(15));
    stage.app.mails().await;
    // The task again changes nothing.
    let (id, now) = (mine.rsplit('/').next().unwrap().to_owned(), stage.app.clock.now());
    let again = move |conn: &mut fairhall::db::Conn| fairhall::recruitment::applications::expire(conn, &id, now);
    stage.app.site.db.write(again).await.unwrap();
    let (owner, seeker) = (log_in(&stage.app, OWNER).await, log_in(&stage.app, SEEKER).await);
    let other = log_in(&stage.app, "bo@test.example").await;
    for (who, email, path) in [(&seeker, SEEKER, &mine), (&other, "bo@test.example", &his)] {
        let told = stage.subjects(email).await;
        assert_eq!(told.iter().filter(|subject| subject.contains("has not answered")).count(), 1, "{told:?}");
        let page = who.get(path).await.body;
        let state = "No answer in time";
        assert_eq!(page.matches(state).count(), 2, "beside the title and last in the history: {page}");
        assert!(!page.contains("Not successful") && !page.contains("hidden remark"), "{page}");
    }
    let page = owner.get(&theirs).await.body;
    assert!(page.contains("hidden remark") && page.contains(&format!("{theirs}/release")), "still decided: {page}");
    assert_eq!(owner.post(&format!("{theirs}/release"), &[("reason", REASON)]).await.status, 303);
    assert!(seeker.get(&mine).await.body.contains(REASON));
    // Who was set aside is decided about as well, without being told that somebody reads.
    assert_eq!(move_to(&owner, &received(&stage, &his), "unsuccessful", "").await.status, 303);
    assert!(other.get(&his).await.body.contains("No answer in time"));
});
