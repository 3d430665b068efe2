//! Decisions that are prepared, looked at together and released together.

use fairhall::site::{StaffRole, ZoneKind};

use super::carrying::write_booth;
use super::staff;
use crate::both;
use crate::recruitment::write_posting;
use crate::stage::{OWNER, Stage, between, found, version};
use crate::support::Browser;

/// Postings of these titles that wait for a reviewer; gives their ids.
async fn submit(stage: &Stage, titles: &[&str]) -> Vec<String> {
    let mut ids = Vec::new();
    for title in titles {
        let id = write_posting(stage, &stage.owner, title, 30).await;
        assert_eq!(stage.owner.post(&stage.desk(&format!("/postings/{id}/publication")), &[]).await.status, 303);
        ids.push(id);
    }
    ids
}

async fn told(stage: &Stage) -> usize {
    let subjects = stage.subjects(OWNER).await;
    subjects.iter().filter(|subject| subject.contains("engineer")).count()
}

async fn prepare(browser: &Browser, ids: &[&str], decision: &str, comment: &str) -> crate::support::Seen {
    let mut fields: Vec<(&str, &str)> = ids.iter().map(|id| ("id", *id)).collect();
    fields.extend([("decision", decision), ("comment", comment)]);
    browser.post("/organizer/postings/prepared", &fields).await
}

const REFUSED: &str = "This posting is no posting at all.";

both!(nobody_is_told_before_the_decisions_are_released, |kind| async move {
    let stage = Stage::set(kind).await;
    let organizer = &stage.organizer;
    let ids = submit(&stage, &["Laser engineer", "Optics engineer", "Sales engineer"]).await;
    let queue = organizer.get("/organizer/postings").await.body;
    assert!(queue.contains(&format!("name=\"id\" value=\"{}\"", ids[0])), "{queue}");
    assert_eq!(prepare(organizer, &[], "approved", "").await.status, 422, "about nothing");
    let short = prepare(organizer, &[&ids[2]], "rejected", "No lasers").await;
    assert_eq!(short.status, 422, "without words");
    let ticked = format!("name=\"id\" value=\"{}\" checked", ids[2]);
    assert!(short.body.contains(&ticked) && short.body.contains("No lasers</textarea>"), "{}", short.body);
    assert_eq!(prepare(organizer, &[&ids[0], &ids[1]], "approved", "").await.status, 303);
    assert_eq!(prepare(organizer, &[&ids[2]], "rejected", REFUSED).await.status, 303);
    let page = organizer.get("/organizer/postings/prepared").await.body;
    for words in
        ["Laser engineer", "Optics engineer", "Sales engineer", REFUSED, "3 decisions are carried out together"]
    {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert_eq!(told(&stage).await, 0, "nobody is told");
    assert!(!stage.app.visitor().get("/recruitment").await.body.contains("Laser engineer"), "nothing is public");
    let queue = organizer.get("/organizer/postings").await.body;
    assert!(queue.contains("3 decisions not announced"), "{queue}");
    assert!(!queue.contains("name=\"id\""), "what is decided is not ticked again: {queue}");
    assert_eq!(queue.matches("Decided, not announced").count(), 3, "{queue}");
    assert_eq!(organizer.post("/organizer/postings/prepared/release", &[]).await.status, 303);
    assert_eq!(told(&stage).await, 3, "everybody is told");
    let list = stage.app.visitor().get("/recruitment").await.body;
    assert!(
        list.contains("Laser engineer") && list.contains("Optics engineer") && !list.contains("Sales engineer"),
        "{list}"
    );
    assert!(organizer.get("/organizer/postings/prepared").await.body.contains("No decision is prepared"));
    assert!(stage.owner.get(&stage.desk(&format!("/postings/{}/edit", ids[2]))).await.body.contains(REFUSED));
});

both!(what_was_changed_since_stays_on_the_list, |kind| async move {
    let stage = Stage::set(kind).await;
    let organizer = &stage.organizer;
    let ids = submit(&stage, &["Laser engineer", "Optics engineer"]).await;
    assert_eq!(prepare(organizer, &[&ids[0], &ids[1]], "approved", "").await.status, 303);
    let taken = stage.owner.post(&stage.desk(&format!("/postings/{}/publication/withdrawal", ids[1])), &[]).await;
    assert_eq!(taken.status, 303, "{}", taken.body);
    assert!(organizer.get("/organizer/postings/prepared").await.body.contains("Changed since: look again"));
    let seen = organizer.post("/organizer/postings/prepared/release", &[]).await;
    assert_eq!(seen.location.as_deref(), Some("/organizer/postings/prepared"), "one of them is left");
    assert_eq!(told(&stage).await, 1);
    let page = organizer.get("/organizer/postings/prepared").await.body;
    assert!(page.contains("Optics engineer") && !page.contains("Laser engineer"), "{page}");
    let removal = format!("/organizer/postings/prepared/{}", between(&page, "/organizer/postings/prepared/", "\""));
    assert_eq!(organizer.post(&removal, &[]).await.status, 303);
    assert_eq!(organizer.post(&removal, &[]).await.status, 404, "it is gone");
});

both!(a_booth_that_was_withdrawn_does_not_hold_up_the_others, |kind| async move {
    let stage = Stage::set(kind).await;
    let (organizer, owner) = (&stage.organizer, &stage.owner);
    let other = format!("/organizations/{}/booth", found(owner, "Gamma Optics").await);
    let own = stage.desk("/booth");
    for desk in [&own, &other] {
        write_booth(owner, desk).await;
        assert_eq!(owner.post(&format!("{desk}/submission"), &[]).await.status, 303);
    }
    let queue = organizer.get("/organizer/booths").await.body;
    let ids: Vec<&str> =
        queue.split("name=\"id\" value=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    assert_eq!(ids.len(), 2, "{queue}");
    let form = [("id", ids[0]), ("id", ids[1]), ("decision", "approved"), ("comment", "")];
    assert_eq!(organizer.post("/organizer/booths/prepared", &form).await.status, 303);
    let reason = [("reason", "We cannot come this year.")];
    assert_eq!(owner.post(&format!("{own}/withdrawal"), &reason).await.status, 303);
    assert!(organizer.get("/organizer/booths/prepared").await.body.contains("Changed since: look again"));
    let seen = organizer.post("/organizer/booths/prepared/release", &[]).await;
    assert_eq!(seen.status, 303, "{}", seen.body);
    assert_eq!(seen.location.as_deref(), Some("/organizer/booths/prepared"), "one of them is left");
    let visitor = stage.app.visitor();
    assert_eq!(visitor.get(&format!("/exhibition/booths/{}", stage.slug)).await.status, 404);
    assert!(visitor.get("/exhibition").await.body.contains("href=\"/exhibition/booths/"), "the other one is public");
    let home = organizer.get("/organizer").await.body;
    assert!(home.contains("<b class=\"number\">0</b> submitted booths"), "who has withdrawn waits for nobody: {home}");
});

both!(of_two_who_decide_at_once_the_second_sees_both_decisions, |kind| async move {
    let stage = Stage::set(kind).await;
    let first = &stage.organizer;
    let second = staff(&stage.app, "second", StaffRole::Reviewer, Some(ZoneKind::Recruitment)).await;
    let ids = submit(&stage, &["Laser engineer", "Optics engineer"]).await;
    // Alone: the page of one posting.
    let path = format!("/organizer/postings/{}", ids[0]);
    let seen_version = version(&first.get(&path).await.body);
    let refusal =
        [("version", seen_version.as_str()), ("decision", "rejected"), ("comment", "Refused by the first of us.")];
    assert_eq!(first.post(&format!("{path}/decision"), &refusal).await.status, 303);
    let wish = [
        ("version", seen_version.as_str()),
        ("decision", "changes_requested"),
        ("comment", "Asked for by the second of us."),
    ];
    let late = second.post(&format!("{path}/decision"), &wish).await;
    assert_eq!(late.status, 409);
    for words in ["Refused by the first of us.", "Asked for by the second of us.", "Lin Mei"] {
        assert!(late.body.contains(words), "{words}: {}", late.body);
    }
    // Together: the list of what is prepared.
    assert_eq!(prepare(first, &[&ids[1]], "approved", "").await.status, 303);
    let late = prepare(&second, &[&ids[1]], "rejected", REFUSED).await;
    assert_eq!(late.status, 409);
    assert!(late.body.contains("Approved") && late.body.contains(REFUSED), "{}", late.body);
    let (a, b) = tokio::join!(
        first.post("/organizer/postings/prepared/release", &[]),
        second.post("/organizer/postings/prepared/release", &[])
    );
    assert!(matches!(a.status, 303 | 409) && matches!(b.status, 303 | 409), "{} {}", a.status, b.status);
    assert_eq!(stage.subjects(OWNER).await.iter().filter(|subject| subject.contains("Optics engineer")).count(), 1);
});

both!(only_who_reviews_the_zone_prepares, |kind| async move {
    let stage = Stage::set(kind).await;
    let ids = submit(&stage, &["Laser engineer"]).await;
    let other = staff(&stage.app, "other", StaffRole::Reviewer, Some(ZoneKind::Pairing)).await;
    assert_eq!(prepare(&other, &[&ids[0]], "approved", "").await.status, 404);
    assert_eq!(other.post("/organizer/postings/prepared/release", &[]).await.status, 404);
    assert_eq!(prepare(&stage.owner, &[&ids[0]], "approved", "").await.status, 404);
    assert_eq!(prepare(&stage.organizer, &["nothing"], "approved", "").await.status, 404);
});
