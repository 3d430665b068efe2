//! The organizer's own pages.

use diesel::prelude::*;
use fairhall::db::schema::consents;
use fairhall::site::{StaffRole, ZoneKind};

use super::{administrator, staff};
use crate::both;
use crate::support::TestApp;

fn fields<'a>(slug: &'a str, english: &'a str, version: &'a str) -> [(&'a str, &'a str); 7] {
    [
        ("slug", slug),
        ("position", "5"),
        ("title_en", english),
        ("body_en", "We keep **little**."),
        ("title_zh", ""),
        ("body_zh", ""),
        ("version", version),
    ]
}

both!(a_page_is_written_read_and_kept_in_every_version, |kind| async move {
    let app = TestApp::start(kind).await;
    let organizer = administrator(&app).await;
    assert!(organizer.get("/organizer/pages").await.body.contains("No page yet"));
    let seen = organizer.post("/organizer/pages", &fields("privacy", "Privacy notice", "")).await;
    assert_eq!(seen.status, 303, "{}", seen.body);
    let visitor = app.visitor();
    assert!(visitor.get("/").await.body.contains("href=\"/pages/privacy\""), "it stands in the footer");
    let seen = visitor.get("/pages/privacy?lang=zh-CN").await.body;
    assert!(seen.contains("lang=\"en\">Privacy notice") && seen.contains("<strong>little</strong>"), "{seen}");
    let seen = organizer.post("/organizer/pages/privacy", &fields("", "What we keep", "1")).await;
    assert_eq!(seen.status, 303, "{}", seen.body);
    assert!(visitor.get("/pages/privacy").await.body.contains("What we keep"));
    let old = organizer.get("/organizer/pages/privacy/versions/1").await.body;
    assert!(old.contains("Privacy notice"), "{old}");
    assert_eq!(organizer.get("/organizer/pages/privacy/versions/9").await.status, 404);
    assert!(organizer.get("/organizer/pages?q=keep").await.body.contains("/organizer/pages/privacy"));
    assert!(organizer.get("/organizer/pages?q=imprint").await.body.contains("Nothing found"));
    assert_eq!(visitor.get("/pages/terms").await.status, 404);
});

both!(what_is_wrong_with_a_page_is_said_beside_what_was_typed, |kind| async move {
    let app = TestApp::start(kind).await;
    let organizer = administrator(&app).await;
    let seen = organizer.post("/organizer/pages", &fields("Not an address", "Kept as typed", "")).await;
    assert_eq!(seen.status, 422);
    assert!(seen.body.contains("Kept as typed") && seen.body.contains("Not an address"), "{}", seen.body);
    organizer.post("/organizer/pages", &fields("terms", "Terms", "")).await;
    let seen = organizer.post("/organizer/pages", &fields("terms", "Other terms", "")).await;
    assert_eq!(seen.status, 422);
    assert!(seen.body.contains("This address is taken") && seen.body.contains("Other terms"), "{}", seen.body);
    organizer.post("/organizer/pages/terms", &fields("", "Terms of the first", "1")).await;
    let seen = organizer.post("/organizer/pages/terms", &fields("", "Terms of the second", "1")).await;
    assert_eq!(seen.status, 409);
    assert!(seen.body.contains("Terms of the first") && seen.body.contains("Terms of the second"));
    let last = i64::MAX.to_string();
    assert_eq!(organizer.post("/organizer/pages/terms", &fields("", "Terms of never", &last)).await.status, 409);
});

both!(only_an_administrator_writes_pages, |kind| async move {
    let app = TestApp::start(kind).await;
    administrator(&app).await;
    let manager = staff(&app, "manager", StaffRole::ZoneManager, Some(ZoneKind::Exhibition)).await;
    for path in ["/organizer/pages", "/organizer/pages/new", "/organizer/pages/privacy"] {
        assert_eq!(manager.get(path).await.status, 404, "{path}");
    }
    assert_eq!(manager.post("/organizer/pages", &fields("mine", "Mine", "")).await.status, 404);
});

both!(who_signs_up_agrees_to_the_versions_of_that_moment, |kind| async move {
    let app = TestApp::start(kind).await;
    let organizer = administrator(&app).await;
    organizer.post("/organizer/pages", &fields("terms", "Terms", "")).await;
    organizer.post("/organizer/pages", &fields("privacy", "Privacy", "")).await;
    organizer.post("/organizer/pages/privacy", &fields("", "Privacy", "1")).await;
    let newcomer = [
        ("name", "Wang Fang"),
        ("email", "wang@test.example"),
        ("password", "a quiet morning in Wuhan"),
        ("consent", "yes"),
    ];
    let seen = app.visitor().post("/signup", &newcomer).await;
    assert!(matches!(seen.status, 200 | 303), "{}", seen.body);
    let numbers: Vec<i64> = app
        .site
        .db
        .read(|conn| Ok(consents::table.order(consents::number).select(consents::number).load(conn)?))
        .await
        .unwrap();
    assert_eq!(numbers, [1, 2]);
});
