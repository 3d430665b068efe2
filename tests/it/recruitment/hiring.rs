//! Offers: made with terms, answered, taken back, lapsed, made again.

use chrono::Duration;

use super::*;

async fn set(kind: Kind) -> (Stage, Browser, String, String) {
    let stage = Stage::set(kind).await;
    let posting = open_posting(&stage, "Laser engineer").await;
    let seeker = join(&stage.app, "Zhao Yun", SEEKER).await;
    let mine = apply(&seeker, &posting).await.location.unwrap();
    let theirs = received(&stage, &mine);
    lead_to(&stage, &theirs, &["under_review", "shortlisted", "interviewing"]).await;
    (stage, seeker, mine, theirs)
}

async fn answer(seeker: &Browser, mine: &str, state: &str, offer: &str) -> Seen {
    seeker.post(&format!("{mine}/moves"), &[("state", state), ("offer", offer)]).await
}

both!(an_offer_says_what_is_offered_and_only_what_was_shown_is_answered, |kind| async move {
    let (stage, seeker, mine, theirs) = set(kind).await;
    let short = stage.owner.post(&format!("{theirs}/offers"), &[("terms", "A job")]).await;
    assert!(short.status == 422 && short.body.contains("A job"), "{}", short.body);
    assert_eq!(make_offer(&stage, &theirs, 0).await.status, 422, "a day to answer");
    assert_eq!(make_offer(&stage, &theirs, 120).await.status, 422, "not for ever");
    assert_eq!(make_offer(&stage, &theirs, 9).await.status, 303);
    assert!(stage.subjects(SEEKER).await.last().unwrap().contains("makes you an offer"));
    let page = seeker.get(&mine).await.body;
    for word in ["thirty days of leave", "360,000", "1 Mar 2099", "Offer made"] {
        assert!(page.contains(word), "{word}: {page}");
    }
    assert_eq!(make_offer(&stage, &theirs, 9).await.status, 409, "one at a time");
    let first = offer_on(&seeker, &mine).await;
    assert_eq!(answer(&seeker, &mine, "accepted", "").await.status, 409, "what was not shown is not accepted");
    // Taken back and made anew meanwhile: the page of before accepts nothing.
    assert_eq!(move_to(&stage.owner, &theirs, "offer_withdrawn", "The budget was cut.").await.status, 303);
    assert!(seeker.get(&mine).await.body.contains("Taken back"));
    assert_eq!(make_offer(&stage, &theirs, 9).await.status, 303, "made again");
    assert_eq!(answer(&seeker, &mine, "accepted", &first).await.status, 409);
    let second = offer_on(&seeker, &mine).await;
    assert_eq!(answer(&seeker, &mine, "accepted", &second).await.status, 303);
    assert!(stage.subjects(OWNER).await.iter().any(|subject| subject.contains("was accepted")));
    assert!(stage.owner.get(&theirs).await.body.contains("Accepted"));
    assert_eq!(move_to(&stage.owner, &theirs, "hired", "").await.status, 303);
});

both!(an_offer_that_nobody_answers_lapses_and_can_be_made_again, |kind| async move {
    let (stage, seeker, mine, theirs) = set(kind).await;
    assert_eq!(make_offer(&stage, &theirs, 9).await.status, 303);
    let offer = offer_on(&seeker, &mine).await;
    stage.app.clock.advance(Duration::days(8));
    assert!(stage.subjects(SEEKER).await.iter().any(|subject| subject.contains("awaits your answer")), "reminded");
    stage.app.clock.advance(Duration::days(2));
    assert_ne!(answer(&seeker, &mine, "accepted", &offer).await.status, 303, "too late, by the clock alone");
    assert!(stage.subjects(SEEKER).await.iter().any(|subject| subject.contains("has lapsed")));
    assert!(stage.subjects(OWNER).await.iter().any(|subject| subject.contains("was not answered by")));
    let page = seeker.get(&mine).await.body;
    assert!(page.contains("Not answered in time") && !page.contains("name=\"offer\""), "{page}");
    assert_eq!(make_offer(&stage, &theirs, 9).await.status, 303);
    assert_eq!(answer(&seeker, &mine, "declined", &offer_on(&seeker, &mine).await).await.status, 303);
    assert!(stage.owner.get(&theirs).await.body.contains("Declined"));
});

both!(who_was_refused_may_be_made_an_offer_and_nobody_else_makes_one, |kind| async move {
    let (stage, seeker, mine, theirs) = set(kind).await;
    let other = join(&stage.app, "Li Na", "na@test.example").await;
    let editor = stage.member("Sun Li", "li@test.example", "editor").await;
    for browser in [&other, &editor, &stage.organizer, &seeker] {
        assert_eq!(browser.get(&format!("{theirs}/offers/new")).await.status, 404);
        assert_eq!(browser.post(&format!("{theirs}/offers"), &[]).await.status, 404);
    }
    assert_eq!(move_to(&stage.owner, &theirs, "unsuccessful", "").await.status, 303);
    assert_eq!(make_offer(&stage, &theirs, 9).await.status, 409, "decided against");
    assert_eq!(stage.owner.post(&format!("{theirs}/release"), &[("reason", REASON)]).await.status, 303);
    assert!(stage.owner.get(&theirs).await.body.contains("offers/new"));
    assert_eq!(make_offer(&stage, &theirs, 9).await.status, 303);
    assert!(seeker.get(&mine).await.body.contains("Offer made"));
    // Whoever withdraws does not take it.
    assert_eq!(seeker.post(&format!("{mine}/moves"), &[("state", "withdrawn")]).await.status, 303);
    assert!(stage.owner.get(&theirs).await.body.contains("Declined"));
});
