//! The console's home and who finds it.

use fairhall::site::{StaffRole, ZoneKind};

use super::{administrator, person, staff};
use crate::both;
use crate::support::TestApp;

both!(the_console_is_there_for_staff_and_for_nobody_else, |kind| async move {
    let app = TestApp::start(kind).await;
    let organizer = administrator(&app).await;
    let seen = organizer.get("/organizer").await;
    assert_eq!(seen.status, 200, "{}", seen.body);
    assert!(seen.body.contains("submitted booths") && seen.body.contains("Virtual Exhibition Hall"), "{}", seen.body);
    assert!(organizer.get("/").await.body.contains("href=\"/organizer\""), "the menu leads there");
    let reviewer = staff(&app, "reviewer", StaffRole::Reviewer, Some(ZoneKind::Exhibition)).await;
    let seen = reviewer.get("/organizer").await;
    assert!(seen.body.contains("submitted booths") && !seen.body.contains("submitted postings"), "{}", seen.body);
    assert!(!seen.body.contains("href=\"/organizer/zones"), "a reviewer opens no zone");
    let agent = staff(&app, "agent", StaffRole::ServiceAgent, Some(ZoneKind::Service)).await;
    let stranger = person(&app, "stranger").await;
    for browser in [&agent, &stranger] {
        assert_eq!(browser.get("/organizer").await.status, 404);
        assert!(!browser.get("/").await.body.contains("href=\"/organizer\""));
    }
    let seen = app.visitor().get("/organizer").await;
    assert_eq!((seen.status, seen.location.as_deref()), (303, Some("/login?next=%2Forganizer")));
});
