//! A person's profile: what is saved, what is refused, what two windows do to each other.

use crate::accounts::{join, set_up};
use crate::both;
use crate::support::{Browser, Seen, TestApp};

fn profile<'a>(name: &'a str, version: &'a str) -> Vec<(&'a str, &'a str)> {
    let rest = [("headline", "Optics"), ("country", "CN"), ("locale", "en"), ("time_zone", "Asia/Urumqi")];
    [("name", name), ("version", version)].into_iter().chain(rest).collect()
}

fn png() -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    image::RgbImage::from_pixel(40, 30, image::Rgb([200, 30, 30]))
        .write_to(&mut bytes, image::ImageFormat::Png)
        .unwrap();
    bytes.into_inner()
}

async fn send_photo(browser: &Browser, version: &str, file: &[u8]) -> Seen {
    let mut body = Vec::new();
    for (name, value) in profile("Lin Mei", version) {
        body.extend(format!("--b\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").bytes());
    }
    let head = "--b\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"me.png\"\r\n\r\n";
    body.extend(head.bytes());
    body.extend(file);
    body.extend(b"\r\n--b--\r\n");
    let request = browser.request(reqwest::Method::POST, "/me/profile");
    browser.send(request.header("content-type", "multipart/form-data; boundary=b").body(body)).await
}

both!(a_profile_is_saved_and_speaks_the_chosen_language, |kind| async move {
    let app = TestApp::start(kind).await;
    let organizer = app.visitor();
    set_up(&app, &organizer).await;
    let mut form = profile("林梅 <b>", "1");
    form.retain(|(name, _)| *name != "locale");
    form.push(("locale", "zh-CN"));
    let seen = organizer.post("/me/profile", &form).await;
    assert_eq!((seen.status, seen.location.as_deref()), (303, Some("/me/profile")), "{}", seen.body);
    let page = organizer.get("/me/profile").await.body;
    assert!(page.contains("<html lang=\"zh-CN\""), "{page}");
    assert!(page.contains("<option value=\"Asia/Urumqi\" selected>Asia/Urumqi (UTC+06:00)"), "{page}");
    assert!(page.contains("Optics") && !page.contains("<b>\"") && !page.contains("林梅 <b>"), "names are text");
});

both!(a_wrong_profile_is_given_back_as_it_was_typed, |kind| async move {
    let app = TestApp::start(kind).await;
    let organizer = app.visitor();
    set_up(&app, &organizer).await;
    let wrong = [("name", ""), ("headline", "kept"), ("country", "XX"), ("time_zone", "Mars/Base"), ("version", "1")];
    let seen = organizer.post("/me/profile", &wrong).await;
    assert_eq!(seen.status, 422);
    assert!(seen.body.contains("value=\"kept\"") && seen.body.contains("Mars/Base"), "{}", seen.body);
    assert!(organizer.get("/me/profile").await.body.contains("Lin Mei"), "nothing was saved");
});

both!(the_second_of_two_windows_is_told_and_loses_nothing, |kind| async move {
    let app = TestApp::start(kind).await;
    let organizer = app.visitor();
    set_up(&app, &organizer).await;
    assert_eq!(organizer.post("/me/profile", &profile("First Window", "1")).await.status, 303);
    let late = organizer.post("/me/profile", &profile("Second Window", "1")).await;
    assert_eq!(late.status, 409);
    assert!(late.body.contains("Second Window") && late.body.contains("name=\"version\" value=\"2\""), "{}", late.body);
    assert_eq!(organizer.post("/me/profile", &profile("Second Window", "2")).await.status, 303);
});

both!(a_photo_is_cut_and_shown_and_taken_away, |kind| async move {
    let app = TestApp::start(kind).await;
    let organizer = app.visitor();
    set_up(&app, &organizer).await;
    let seen = send_photo(&organizer, "1", &png()).await;
    assert_eq!(seen.status, 303, "{}", seen.body);
    let page = organizer.get("/me/profile").await.body;
    let address = page.split("src=\"/files/").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let photo = app.visitor().get(&format!("/files/{address}")).await;
    assert_eq!(photo.status, 200);
    assert!(photo.headers["content-type"].to_str().unwrap().starts_with("image/"));
    let program = send_photo(&organizer, "2", b"<svg onload=\"alert(1)\"/>").await;
    assert_eq!(program.status, 422, "a drawing that is a program is no photo");
    let mut form = profile("Lin Mei", "2");
    form.push(("no_photo", "yes"));
    assert_eq!(organizer.post("/me/profile", &form).await.status, 303);
    assert!(!organizer.get("/me/profile").await.body.contains("src=\"/files/"));
});

both!(a_profile_is_ones_own, |kind| async move {
    let app = TestApp::start(kind).await;
    let organizer = app.visitor();
    set_up(&app, &organizer).await;
    let visitor = app.visitor();
    assert_eq!(visitor.get("/me/profile").await.status, 303);
    assert_eq!(visitor.post("/me/profile", &profile("Mallory", "1")).await.status, 303);
    let newcomer = join(&app, "New Comer", "newcomer@test.example").await;
    let mut form = profile("Mallory", "1");
    form.extend([("id", "1"), ("email", "organizer@test.example"), ("verified_at", "2026-01-01"), ("role", "owner")]);
    assert_eq!(newcomer.post("/me/profile", &form).await.status, 303);
    assert!(newcomer.get("/me/security").await.body.contains("newcomer@test.example"));
    assert!(organizer.get("/me/profile").await.body.contains("Lin Mei"));
});
