//! Opening and closing zones.

use fairhall::site::{StaffRole, ZoneKind};

use super::{administrator, staff};
use crate::both;
use crate::support::TestApp;

fn fields<'a>(title: &'a str, gate: &'a str, version: &'a str) -> [(&'a str, &'a str); 8] {
    [
        ("title_en", title),
        ("title_zh", "展厅"),
        ("introduction_en", "Come in."),
        ("introduction_zh", "欢迎。"),
        ("opens_at", "2026-05-01T09:00"),
        ("closes_at", "2026-05-04T18:00"),
        ("gate", gate),
        ("version", version),
    ]
}

both!(a_zone_is_renamed_and_closed_at_once, |kind| async move {
    let app = TestApp::start(kind).await;
    let organizer = administrator(&app).await;
    let path = "/organizer/zones/exhibition";
    assert!(organizer.get(path).await.body.contains("Virtual Exhibition Hall"));
    let seen = organizer.post(path, &fields("The great hall", "closed", "1")).await;
    assert_eq!((seen.status, seen.location.as_deref()), (303, Some("/organizer/zones")), "{}", seen.body);
    let lobby = app.visitor().get("/").await.body;
    assert!(lobby.contains("The great hall") && lobby.contains("展厅"), "{lobby}");
    let form = organizer.get(path).await.body;
    assert!(form.contains("2026-05-01T09:00"), "times are those of the event: {form}");
    let table = organizer.get("/organizer/zones?lang=zh-CN").await.body;
    assert!(table.contains("展厅") && table.contains("2026年5月1日"), "{table}");
});

both!(a_wrong_zone_is_given_back_as_it_was_typed, |kind| async move {
    let app = TestApp::start(kind).await;
    let organizer = administrator(&app).await;
    let mut wrong = fields("Kept as typed", "schedule", "1");
    wrong[5] = ("closes_at", "2026-04-01T09:00");
    let seen = organizer.post("/organizer/zones/exhibition", &wrong).await;
    assert_eq!(seen.status, 422);
    assert!(seen.body.contains("Kept as typed") && seen.body.contains("The close must come after the opening."));
    assert!(!app.visitor().get("/").await.body.contains("Kept as typed"));
    assert_eq!(organizer.get("/organizer/zones/cinema").await.status, 404);
});

both!(of_two_who_change_a_zone_the_second_sees_both_texts, |kind| async move {
    let app = TestApp::start(kind).await;
    let organizer = administrator(&app).await;
    let manager = staff(&app, "manager", StaffRole::ZoneManager, Some(ZoneKind::Exhibition)).await;
    let path = "/organizer/zones/exhibition";
    assert_eq!(manager.post(path, &fields("Of the first", "open", "1")).await.status, 303);
    let seen = organizer.post(path, &fields("Of the second", "open", "1")).await;
    assert_eq!(seen.status, 409);
    assert!(seen.body.contains("Of the first") && seen.body.contains("Of the second"), "{}", seen.body);
    assert!(seen.body.contains("name=\"version\" value=\"2\""), "{}", seen.body);
    assert_eq!(organizer.post(path, &fields("Of the second", "open", "2")).await.status, 303);
});

both!(a_manager_finds_only_their_own_zone, |kind| async move {
    let app = TestApp::start(kind).await;
    administrator(&app).await;
    let manager = staff(&app, "manager", StaffRole::ZoneManager, Some(ZoneKind::Exhibition)).await;
    let list = manager.get("/organizer/zones").await.body;
    assert!(list.contains("/organizer/zones/exhibition") && !list.contains("/organizer/zones/forum"), "{list}");
    assert_eq!(manager.get("/organizer/zones/forum").await.status, 404);
    assert_eq!(manager.post("/organizer/zones/forum", &fields("Mine", "open", "1")).await.status, 404);
    let reviewer = staff(&app, "reviewer", StaffRole::Reviewer, Some(ZoneKind::Exhibition)).await;
    for path in ["/organizer/zones", "/organizer/zones/exhibition"] {
        assert_eq!(reviewer.get(path).await.status, 404);
    }
    assert_eq!(reviewer.post("/organizer/zones/exhibition", &fields("Mine", "open", "1")).await.status, 404);
});
