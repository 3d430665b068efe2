//! What the organizer announces.

use chrono::Duration;
use fairhall::site::{StaffRole, ZoneKind};

use super::{administrator, staff};
use crate::both;
use crate::support::{Browser, TestApp};

fn fields<'a>(text: &'a str, zone: &'a str, until: &'a str, version: &'a str) -> [(&'a str, &'a str); 5] {
    [("text_en", text), ("text_zh", ""), ("zone", zone), ("shown_until", until), ("version", version)]
}

/// In two hours, where the event is.
fn soon(app: &TestApp) -> String {
    (app.clock.now() + Duration::hours(10)).format("%Y-%m-%dT%H:%M").to_string()
}

/// The address of a new draft.
async fn draft(app: &TestApp, browser: &Browser, text: &str, zone: &str) -> String {
    let seen = browser.post("/organizer/announcements", &fields(text, zone, &soon(app), "")).await;
    assert_eq!(seen.status, 303, "{}", seen.body);
    seen.location.unwrap()
}

both!(an_announcement_is_shown_on_every_page_until_its_time, |kind| async move {
    let app = TestApp::start(kind).await;
    let organizer = administrator(&app).await;
    assert!(organizer.get("/organizer/announcements").await.body.contains("Nothing announced yet"));
    let path = draft(&app, &organizer, "Doors open **at nine**", "").await;
    let visitor = app.visitor();
    assert!(!visitor.get("/").await.body.contains("at nine"), "a draft is shown to nobody");
    assert_eq!(organizer.post(&format!("{path}/publication"), &[]).await.status, 303);
    for page in ["/", "/login", "/exhibition"] {
        let seen = visitor.get(&format!("{page}?lang=zh-CN")).await.body;
        assert!(seen.contains("<strong>at nine</strong>") && seen.contains("lang=\"en\""), "{page}: {seen}");
    }
    assert_eq!(organizer.post(&format!("{path}/publication"), &[]).await.status, 409, "it is published once");
    app.clock.advance(Duration::hours(3));
    assert!(!visitor.get("/").await.body.contains("at nine"));
});

both!(an_announcement_is_found_changed_and_taken_down, |kind| async move {
    let app = TestApp::start(kind).await;
    let organizer = administrator(&app).await;
    let path = draft(&app, &organizer, "Hall two moves", "exhibition").await;
    organizer.post(&format!("{path}/publication"), &[]).await;
    let visitor = app.visitor();
    assert!(visitor.get("/exhibition").await.body.contains("Hall two moves"));
    assert!(!visitor.get("/recruitment").await.body.contains("Hall two moves"), "it is of one zone");
    let seen = organizer.post(&path, &fields("Of the first", "exhibition", &soon(&app), "2")).await;
    assert_eq!(seen.status, 303, "{}", seen.body);
    let seen = organizer.post(&path, &fields("Of the second", "exhibition", &soon(&app), "2")).await;
    assert_eq!(seen.status, 409);
    assert!(seen.body.contains("Of the first") && seen.body.contains("Of the second"), "{}", seen.body);
    let list = "/organizer/announcements";
    assert!(organizer.get(&format!("{list}?state=active&q=FIRST")).await.body.contains(&path));
    assert!(organizer.get(&format!("{list}?state=archived")).await.body.contains("Nothing found"));
    assert_eq!(organizer.post(&format!("{path}/archival"), &[]).await.status, 303);
    assert!(!visitor.get("/exhibition").await.body.contains("Of the first"));
    let seen = organizer.get(&path).await.body;
    assert!(seen.contains("Lin Mei") && seen.contains("Archived") && !seen.contains("<textarea"), "{seen}");
    assert_eq!(organizer.post(&path, &fields("Late", "exhibition", &soon(&app), "4")).await.status, 409);
});

both!(a_wrong_announcement_is_given_back_as_it_was_typed, |kind| async move {
    let app = TestApp::start(kind).await;
    let organizer = administrator(&app).await;
    let seen = organizer.post("/organizer/announcements", &fields("Kept as typed", "", "2020-01-01T10:00", "")).await;
    assert_eq!(seen.status, 422);
    assert!(seen.body.contains("Kept as typed") && seen.body.contains("This time has passed"), "{}", seen.body);
});

both!(a_manager_announces_in_their_own_zone_only, |kind| async move {
    let app = TestApp::start(kind).await;
    let organizer = administrator(&app).await;
    let manager = staff(&app, "manager", StaffRole::ZoneManager, Some(ZoneKind::Exhibition)).await;
    let own = draft(&app, &manager, "Ours", "exhibition").await;
    let others = draft(&app, &organizer, "Theirs", "forum").await;
    for zone in ["", "forum"] {
        let seen = manager.post("/organizer/announcements", &fields("Mine", zone, &soon(&app), "")).await;
        assert_eq!(seen.status, 404, "{zone}");
    }
    assert_eq!(manager.get(&others).await.status, 404);
    assert_eq!(manager.post(&format!("{others}/publication"), &[]).await.status, 404);
    assert_eq!(manager.post(&own, &fields("Moved", "forum", &soon(&app), "1")).await.status, 404);
    let list = manager.get("/organizer/announcements").await.body;
    assert!(list.contains("Ours") && !list.contains("Theirs"));
    let reviewer = staff(&app, "reviewer", StaffRole::Reviewer, Some(ZoneKind::Exhibition)).await;
    assert_eq!(reviewer.get("/organizer/announcements").await.status, 404);
    assert_eq!(reviewer.post(&format!("{own}/publication"), &[]).await.status, 404);
});
