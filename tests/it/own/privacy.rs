//! The privacy page and the download of everything that is held about somebody.

use std::io::{Cursor, Read};

use reqwest::Method;

use crate::accounts::{PASSWORD, join, set_up};
use crate::both;
use crate::moderation::{BO, Scene};
use crate::recruitment::{apply, open_posting};
use crate::stage::{Stage, between};
use crate::support::{Browser, Kind, TestApp};

/// Asks for the download; the status and the bytes.
async fn take_along(app: &TestApp, who: &Browser, password: &str) -> (u16, Vec<u8>) {
    let request = who.request(Method::POST, "/me/privacy/export").form(&[("password", password)]);
    let cookie = format!("{}={}", app.site.login_cookie(), who.cookie(app.site.login_cookie()).unwrap());
    let answer = request.header("cookie", cookie).send().await.unwrap();
    (answer.status().as_u16(), answer.bytes().await.unwrap().to_vec())
}

fn read(archive: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(archive)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap_or_else(|_| panic!("{name} is not there")).read_to_string(&mut text).unwrap();
    text
}

both!(a_person_takes_along_everything_that_is_held_about_them, |kind: Kind| async move {
    let stage = Stage::set(kind).await;
    let posting = open_posting(&stage, "Laser engineer").await;
    let seeker = join(&stage.app, "Zhao Yun", "zhao@test.example").await;
    assert_eq!(apply(&seeker, &posting).await.status, 303);
    let other = join(&stage.app, "Other One", "other@test.example").await;
    let (status, body) = take_along(&stage.app, &seeker, "not my password").await;
    assert_eq!(status, 422, "{}", String::from_utf8_lossy(&body));
    let (status, archive) = take_along(&stage.app, &seeker, PASSWORD).await;
    assert_eq!(status, 200);
    assert!(read(&archive, "profile.json").contains("zhao@test.example"));
    assert!(
        read(&archive, "applications.json").contains("delta") || read(&archive, "applications.json").contains("Delta")
    );
    assert!(read(&archive, "logins.json").contains("user_agent"));
    assert!(!read(&archive, "logins.json").contains("token"));
    assert!(read(&archive, "README.en.txt").contains("applications.json: 1 entry"));
    assert!(read(&archive, "README.zh-CN.txt").contains("applications.json: 1 条"));
    let names: Vec<String> = zip::ZipArchive::new(Cursor::new(&archive))
        .unwrap()
        .file_names()
        .filter_map(Result::ok)
        .map(std::borrow::Cow::into_owned)
        .collect();
    assert!(names.iter().any(|name| name.starts_with("files/") && name.ends_with("Zhao Yun.pdf")), "{names:?}");
    let text = names.iter().map(|name| if name.ends_with(".json") { read(&archive, name) } else { String::new() });
    assert!(!text.collect::<String>().contains("$argon2"), "no hash of a password");
    assert_eq!(take_along(&stage.app, &seeker, PASSWORD).await.0, 429, "once an hour");
    let page = seeker.get("/me/privacy").await.body;
    assert!(!page.contains("Took along what is held"), "one's own act is no organizer's: {page}");
    // Another's holds nothing of theirs.
    let (_, archive) = take_along(&stage.app, &other, PASSWORD).await;
    assert_eq!(read(&archive, "applications.json"), "[]");
    let audit = stage.organizer.get("/organizer/audit").await.body;
    assert!(audit.contains("Took along what is held about them"), "{audit}");
});

both!(what_others_said_and_who_reported_is_not_in_the_download, |kind: Kind| async move {
    let scene = Scene::set(kind).await;
    let message = scene.say_rudely("Rude words of Ada").await;
    assert_eq!(scene.report(&scene.bo, &message).await.status, 303);
    let (_, archive) = take_along(&scene.stage.app, &scene.bo, PASSWORD).await;
    let made = read(&archive, "reports-made.json");
    assert!(made.contains("He shouts") && !made.contains("Rude words"), "{made}");
    let (_, archive) = take_along(&scene.stage.app, &scene.ada, PASSWORD).await;
    let about = read(&archive, "reports-about-you.json");
    assert!(about.contains("Rude words") && !about.contains("He shouts"), "{about}");
    assert!(!about.contains(&scene.id_of(BO).await), "{about}");
});

both!(whoever_reads_a_resume_is_seen_by_its_owner_once_a_day, |kind: Kind| async move {
    let stage = Stage::set(kind).await;
    let posting = open_posting(&stage, "Laser engineer").await;
    let seeker = join(&stage.app, "Zhao Yun", "zhao@test.example").await;
    assert_eq!(apply(&seeker, &posting).await.status, 303);
    let own = seeker.get("/me/applications").await.body;
    let id = between(&own, "href=\"/me/applications/", "\"").to_owned();
    assert_eq!(seeker.get(&format!("/me/applications/{id}/resume")).await.status, 200);
    let opened = |body: &str| body.matches("opened “Zhao Yun.pdf”").count();
    assert_eq!(opened(&seeker.get("/me/privacy").await.body), 0, "one's own reading is none");
    let resume = stage.desk(&format!("/applications/{id}/resume"));
    for _ in 0..2 {
        assert_eq!(stage.owner.get(&resume).await.status, 200);
    }
    let page = seeker.get("/me/privacy").await.body;
    assert!(opened(&page) == 1 && page.contains("Delta Photonics"), "{page}");
    stage.app.clock.advance(chrono::Duration::days(1));
    assert_eq!(stage.owner.get(&resume).await.status, 200);
    assert_eq!(opened(&seeker.get("/me/privacy").await.body), 2);
    assert_eq!(opened(&stage.owner.get("/me/privacy").await.body), 0, "it is the owner's to see");
});

both!(the_page_says_who_sees_what_and_what_was_agreed_to, |kind: Kind| async move {
    let app = TestApp::start(kind).await;
    set_up(&app, &app.visitor()).await;
    assert_eq!(app.visitor().get("/me/privacy").await.status, 303);
    let person = join(&app, "Ann Attendee", "ann@test.example").await;
    let page = person.get("/me/privacy").await.body;
    for words in ["Who sees what", "ann@test.example", "What you agreed to", "Nobody. You block somebody", "Download"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let seen = person.post("/me/privacy", &[("presence", "invisible")]).await;
    assert_eq!(seen.status, 422);
    assert_eq!(person.post("/me/privacy", &[("presence", "busy")]).await.status, 303);
    assert!(person.get("/me/privacy?lang=zh-CN").await.body.contains("谁能看到什么"));
});
