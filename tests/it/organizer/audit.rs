//! The trail: narrowed by who, what, thing and days, and taken away.

use super::{administrator, person, staff};
use crate::both;
use crate::support::TestApp;
use fairhall::site::StaffRole;

both!(the_trail_is_narrowed_and_taken_away, |kind| async move {
    let app = TestApp::start(kind).await;
    let organizer = administrator(&app).await;
    let second = staff(&app, "second", StaffRole::Administrator, None).await;
    person(&app, "wang").await;
    let list = organizer.get("/organizer/people?q=wang").await.body;
    let id = list.split("<a href=\"/organizer/people/").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let path = format!("/organizer/people/{id}/roles");
    assert_eq!(organizer.post(&path, &[("role", "reviewer"), ("zone", "forum")]).await.status, 303);
    assert_eq!(second.post(&path, &[("role", "moderator"), ("zone", "forum")]).await.status, 303);
    let today = app.clock.now().date();
    let (yesterday, tomorrow) = (today.pred_opt().unwrap(), today.succ_opt().unwrap());
    for (query, of_first, of_second) in [
        ("who=lin".to_owned(), true, false),
        ("who=second%40test.example".to_owned(), false, true),
        ("what=staff.give".to_owned(), true, true),
        ("what=zone.update".to_owned(), false, false),
        ("kind=person&q=Moderator".to_owned(), false, true),
        (format!("from={yesterday}&until={tomorrow}"), true, true),
        (format!("until={}", yesterday.pred_opt().unwrap()), false, false),
        (format!("from={}", tomorrow.succ_opt().unwrap()), false, false),
        ("from=nonsense&until=9".to_owned(), true, true),
    ] {
        let seen = organizer.get(&format!("/organizer/audit?{query}")).await.body;
        assert_eq!(seen.contains("Reviewer · Forum"), of_first, "{query}: {seen}");
        assert_eq!(seen.contains("Moderator · Forum"), of_second, "{query}: {seen}");
        let csv = organizer.get(&format!("/organizer/audit/table.csv?{query}")).await;
        assert_eq!(csv.status, 200);
        assert_eq!(csv.body.contains("Reviewer · Forum"), of_first, "{query}: {}", csv.body);
    }
    let csv = organizer.get("/organizer/audit/table.csv").await;
    assert!(csv.headers["content-type"].to_str().unwrap().starts_with("text/csv"), "{:?}", csv.headers);
    assert!(csv.headers["content-disposition"].to_str().unwrap().contains("audit.csv"));
    assert_eq!(organizer.get("/organizer/audit/table.exe").await.status, 404);
    let manager = staff(&app, "manager", StaffRole::ZoneManager, None).await;
    assert_eq!(manager.get("/organizer/audit/table.csv").await.status, 404);
});
