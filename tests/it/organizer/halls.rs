//! Building halls and the places on their floors.

use fairhall::site::{StaffRole, ZoneKind};

use super::{administrator, staff};
use crate::both;
use crate::support::{Browser, TestApp};

fn hall<'a>(name: &'a str, width: &'a str, seen: &'a str) -> [(&'a str, &'a str); 7] {
    [
        ("slug", "a"),
        ("name_en", name),
        ("name_zh", "一号展厅"),
        ("position", "1"),
        ("width", width),
        ("depth", "20"),
        ("seen", seen),
    ]
}

fn place<'a>(number: &'a str, x: &'a str, state: &'a str, seen: &'a str) -> [(&'a str, &'a str); 7] {
    [("number", number), ("x", x), ("y", "4"), ("width", "3"), ("depth", "3.5"), ("state", state), ("seen", seen)]
}

/// What a form's hidden field `seen` holds.
fn seen_in(page: &str) -> String {
    page.split("name=\"seen\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
}

/// The address of the place of this number.
async fn place_of(browser: &Browser, number: &str) -> String {
    let page = browser.get("/organizer/halls/a").await.body;
    let before = page.split(&format!("\">{number}</a></th>")).next().unwrap();
    before.rsplit("href=\"").next().unwrap().to_owned()
}

both!(a_hall_is_built_with_its_places, |kind| async move {
    let app = TestApp::start(kind).await;
    let organizer = administrator(&app).await;
    assert!(organizer.get("/organizer/halls").await.body.contains("No hall yet"));
    assert_eq!(organizer.post("/organizer/halls", &hall("Hall One", "30", "")).await.status, 303);
    assert_eq!(organizer.post("/organizer/halls", &hall("Again", "30", "")).await.status, 422, "the address is taken");
    let places = "/organizer/halls/a/places";
    let seen = organizer.post(places, &place("A-01", "2.5", "available", "")).await;
    assert_eq!(seen.status, 303, "{}", seen.body);
    for (wrong, sentence) in [
        (place("A-01", "20", "available", ""), "This number is taken in this hall"),
        (place("A-02", "4", "available", ""), "Another place stands there"),
        (place("A-02", "28", "available", ""), "The place leaves the hall"),
        (place("A-02", "9.3", "available", ""), "to the half metre"),
        (place("A-02", "9", "assigned", ""), "by a reviewer’s decision"),
    ] {
        let seen = organizer.post(places, &wrong).await;
        assert_eq!(seen.status, 422, "{sentence}");
        assert!(seen.body.contains(sentence) && seen.body.contains(wrong[0].1), "{sentence}: {}", seen.body);
    }
    assert_eq!(organizer.post(places, &place("A-02", "9", "reserved", "")).await.status, 303);
    let public = app.visitor().get("/exhibition/halls/a?lang=zh-CN").await.body;
    assert!(public.contains("一号展厅") && public.contains("A-01"), "{public}");
    assert!(organizer.get("/organizer/halls").await.body.contains("30 × 20 m"));
});

both!(a_hall_and_a_place_are_changed_by_one_at_a_time, |kind| async move {
    let app = TestApp::start(kind).await;
    let organizer = administrator(&app).await;
    organizer.post("/organizer/halls", &hall("Hall One", "30", "")).await;
    organizer.post("/organizer/halls/a/places", &place("A-01", "2", "available", "")).await;
    let path = "/organizer/halls/a";
    let first = seen_in(&organizer.get(path).await.body);
    assert_eq!(organizer.post(path, &hall("Of the first", "30", &first)).await.status, 303);
    let seen = organizer.post(path, &hall("Of the second", "30", &first)).await;
    assert_eq!(seen.status, 409);
    assert!(seen.body.contains("Of the first") && seen.body.contains("Of the second"), "{}", seen.body);
    let now = seen_in(&seen.body);
    let small = organizer.post(path, &hall("Small", "5", &now)).await;
    assert!(small.status == 303 || small.body.contains("do not fit"), "{}", small.body);
    let spot = place_of(&organizer, "A-01").await;
    let first = seen_in(&organizer.get(&spot).await.body);
    assert_eq!(organizer.post(&spot, &place("A-01", "2", "blocked", &first)).await.status, 303);
    assert_eq!(organizer.post(&spot, &place("B-01", "2", "blocked", &first)).await.status, 409);
    let now = seen_in(&organizer.get(&spot).await.body);
    let illegal = organizer.post(&spot, &place("A-01", "2", "reserved", &now)).await;
    assert_eq!(illegal.status, 409, "a blocked place is freed first");
    assert_eq!(organizer.post(&format!("{spot}/removal"), &[]).await.status, 303);
    assert_eq!(organizer.get(&spot).await.status, 404);
});

both!(halls_are_built_by_who_manages_the_exhibition, |kind| async move {
    let app = TestApp::start(kind).await;
    let organizer = administrator(&app).await;
    organizer.post("/organizer/halls", &hall("Hall One", "30", "")).await;
    let manager = staff(&app, "manager", StaffRole::ZoneManager, Some(ZoneKind::Exhibition)).await;
    assert_eq!(manager.get("/organizer/halls/a").await.status, 200);
    assert_eq!(manager.post("/organizer/halls/a/places", &place("A-01", "2", "available", "")).await.status, 303);
    let spot = place_of(&manager, "A-01").await;
    let reviewer = staff(&app, "reviewer", StaffRole::Reviewer, Some(ZoneKind::Exhibition)).await;
    let other = staff(&app, "other", StaffRole::ZoneManager, Some(ZoneKind::Forum)).await;
    for browser in [&reviewer, &other] {
        for page in ["/organizer/halls", "/organizer/halls/new", "/organizer/halls/a", &spot] {
            assert_eq!(browser.get(page).await.status, 404, "{page}");
        }
        assert_eq!(browser.post("/organizer/halls", &hall("Mine", "30", "")).await.status, 404);
        assert_eq!(browser.post("/organizer/halls/a/places", &place("C", "9", "available", "")).await.status, 404);
        assert_eq!(browser.post(&format!("{spot}/removal"), &[]).await.status, 404);
    }
});
