//! The first organizer, signing in and out.

use crate::both;
use crate::support::{Browser, Seen, TestApp};

/// The password of everybody here.
pub const PASSWORD: &str = "a quiet morning in Wuhan";

/// Makes the organizer and the event; signs the organizer in.
pub async fn set_up(app: &TestApp, browser: &Browser) -> (String, Seen) {
    let link = fairhall::accounts::setup::make_link(&app.site).await.unwrap().expect("nobody is here yet");
    let path = format!("/setup/{}", link.rsplit('/').next().unwrap());
    let seen = browser.post(&path, &setup_fields(&app.event_days(), "organizer@test.example", PASSWORD)).await;
    (path, seen)
}

/// Signs somebody up, follows the link of the mail, and gives their signed-in browser.
pub async fn join(app: &TestApp, name: &str, email: &str) -> Browser {
    let browser = app.visitor();
    let form = [("name", name), ("email", email), ("password", PASSWORD), ("consent", "yes")];
    let seen = browser.post("/signup", &form).await;
    assert_eq!((seen.status, seen.location.as_deref()), (303, Some("/signup/sent")), "{}", seen.body);
    let link = mailed_link(app, email).await;
    assert_eq!(browser.post(&link, &[]).await.location.as_deref(), Some("/me"));
    browser
}

/// The path of the link in the last mail to this address.
pub async fn mailed_link(app: &TestApp, email: &str) -> String {
    let mails = app.mails().await;
    let last = mails.iter().rev().find(|mail| mail.to == email).expect("a mail came");
    last.action.clone().expect("a link").1
}

fn setup_fields<'a>(days: &'a [String; 2], email: &'a str, password: &'a str) -> [(&'a str, &'a str); 8] {
    [
        ("name", "Lin Mei"),
        ("email", email),
        ("password", password),
        ("event_en", "20th Conference on International Exchange of Professionals"),
        ("event_zh", "第二十届中国国际人才交流大会"),
        ("opens_on", &days[0]),
        ("closes_on", &days[1]),
        ("time_zone", "Asia/Shanghai"),
    ]
}

both!(the_one_time_link_makes_the_first_organizer_and_the_event, |kind| async move {
    let app = TestApp::start(kind).await;
    assert!(app.visitor().get("/").await.body.contains("The doors are not set up yet"));
    let organizer = app.visitor();
    let (path, seen) = set_up(&app, &organizer).await;
    assert_eq!((seen.status, seen.location.as_deref()), (303, Some("/")), "{}", seen.body);
    let lobby = organizer.get("/").await;
    assert!(lobby.body.contains("Virtual Exhibition Hall") && lobby.body.contains("虚拟展厅"), "{}", lobby.body);
    assert!(lobby.body.contains("Lin Mei"));
    assert_eq!(app.visitor().get(&path).await.status, 404, "the link works once");
    assert!(fairhall::accounts::setup::make_link(&app.site).await.unwrap().is_none());
});

both!(a_wrong_setup_is_given_back_as_it_was_typed, |kind| async move {
    let app = TestApp::start(kind).await;
    let browser = app.visitor();
    let link = fairhall::accounts::setup::make_link(&app.site).await.unwrap().unwrap();
    let path = format!("/setup/{}", link.rsplit('/').next().unwrap());
    let seen = browser.post(&path, &setup_fields(&app.event_days(), "no address", "short")).await;
    assert_eq!(seen.status, 422);
    assert!(seen.body.contains("no address") && seen.body.contains("第二十届中国国际人才交流大会"));
    assert!(!seen.body.contains("value=\"short\""), "a password is never given back");
    assert_eq!(browser.get(&path).await.status, 200, "the link was not used up");
    assert_eq!(
        browser.post("/setup/made-up", &setup_fields(&app.event_days(), "a@b.example", PASSWORD)).await.status,
        404
    );
});

both!(a_person_signs_in_and_out, |kind| async move {
    let app = TestApp::start(kind).await;
    set_up(&app, &app.visitor()).await;
    let browser = app.visitor();
    let wrong = browser.post("/login", &[("email", "organizer@test.example"), ("password", "wrong")]).await;
    let unknown = browser.post("/login", &[("email", "nobody@test.example"), ("password", "wrong")]).await;
    assert_eq!((wrong.status, unknown.status), (422, 422));
    let blank = |seen: &Seen, email: &str| seen.body.replace(email, "");
    assert_eq!(blank(&wrong, "organizer@test.example").len(), blank(&unknown, "nobody@test.example").len());
    let right = [("email", " Organizer@TEST.example "), ("password", PASSWORD), ("next", "/")];
    let seen = browser.post("/login", &right).await;
    assert_eq!(seen.status, 303);
    let cookie = seen.headers["set-cookie"].to_str().unwrap().to_owned();
    for part in ["__Host-login=", "HttpOnly", "Secure", "SameSite=Lax", "Path=/"] {
        assert!(cookie.contains(part), "{part}: {cookie}");
    }
    assert!(browser.get("/").await.body.contains("Lin Mei"));
    assert_eq!(browser.post("/logout", &[]).await.status, 303);
    assert!(!browser.get("/").await.body.contains("Lin Mei"));
});

both!(a_login_token_dies_with_its_login, |kind| async move {
    let app = TestApp::start(kind).await;
    let organizer = app.visitor();
    set_up(&app, &organizer).await;
    let stolen = organizer.cookie("__Host-login").unwrap();
    let thief = app.visitor();
    thief.set_cookie("__Host-login", &stolen);
    assert!(thief.get("/").await.body.contains("Lin Mei"), "the token is what signs in");
    organizer.post("/logout", &[]).await;
    assert!(!thief.get("/").await.body.contains("Lin Mei"));
});

both!(a_login_ends_when_it_is_not_used, |kind| async move {
    let app = TestApp::start(kind).await;
    let organizer = app.visitor();
    set_up(&app, &organizer).await;
    app.clock.advance(chrono::Duration::days(13));
    assert!(organizer.get("/").await.body.contains("Lin Mei"));
    app.clock.advance(chrono::Duration::days(2));
    assert!(!organizer.get("/").await.body.contains("Lin Mei"));
});

both!(guessing_a_password_is_slowed, |kind| async move {
    let app = TestApp::start(kind).await;
    let browser = app.visitor();
    let guess = [("email", "organizer@test.example"), ("password", "wrong")];
    let mut last = 0;
    for _ in 0..11 {
        let seen = browser.post("/login", &guess).await;
        last = seen.status;
        if last == 429 {
            assert!(seen.headers.contains_key("retry-after"));
        }
    }
    assert_eq!(last, 429);
    app.clock.advance(chrono::Duration::minutes(20));
    assert_eq!(browser.post("/login", &guess).await.status, 422);
});

both!(the_login_page_leads_nowhere_but_here, |kind| async move {
    let app = TestApp::start(kind).await;
    set_up(&app, &app.visitor()).await;
    for evil in ["//evil.example", "/\\evil.example", "https:evil.example", "javascript:alert(1)"] {
        let browser = app.visitor();
        let form = [("email", "organizer@test.example"), ("password", PASSWORD), ("next", evil)];
        assert_eq!(browser.post("/login", &form).await.location.as_deref(), Some("/"), "{evil}");
        app.clock.advance(chrono::Duration::minutes(5));
    }
});

both!(the_choices_of_colours_and_language_are_kept, |kind| async move {
    let app = TestApp::start(kind).await;
    let browser = app.visitor();
    let seen = browser.post("/preferences", &[("theme", "dark"), ("locale", "zh-CN"), ("next", "//evil")]).await;
    assert_eq!((seen.status, seen.location.as_deref()), (303, Some("/")));
    let lobby = browser.get("/").await;
    assert!(lobby.body.contains("<html lang=\"zh-CN\" data-theme=\"dark\">"), "{}", lobby.body);
});

both!(a_socket_ends_with_the_login_it_was_opened_by, |kind| async move {
    use futures_util::StreamExt;
    use tokio_tungstenite::tungstenite::client::IntoClientRequest;
    let app = TestApp::start(kind).await;
    let organizer = app.visitor();
    set_up(&app, &organizer).await;
    let mut request = format!("{}/live", app.url.replace("http", "ws")).into_client_request().unwrap();
    let cookie = format!("__Host-login={}", organizer.cookie("__Host-login").unwrap());
    for (name, value) in [("origin", app.url.as_str()), ("cookie", &cookie), ("sec-websocket-protocol", "fairhall.v1")]
    {
        request.headers_mut().insert(name, value.parse().unwrap());
    }
    let (mut socket, _) = tokio_tungstenite::connect_async(request).await.unwrap();
    organizer.post("/logout", &[]).await;
    let code = loop {
        match socket.next().await {
            Some(Ok(tokio_tungstenite::tungstenite::Message::Close(close))) => {
                break close.map(|close| u16::from(close.code));
            }
            Some(Ok(_)) => {}
            other => panic!("the socket ended without a word: {other:?}"),
        }
    };
    assert_eq!(code, Some(4001));
});

both!(every_link_of_the_frame_leads_somewhere, |kind| async move {
    let app = TestApp::start(kind).await;
    let organizer = app.visitor();
    set_up(&app, &organizer).await;
    let lobby = organizer.get("/").await.body;
    let links: std::collections::BTreeSet<&str> =
        lobby.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    for link in links.into_iter().filter(|link| link.starts_with('/') && !link.contains('#')) {
        let status = organizer.get(link).await.status;
        assert!(matches!(status, 200 | 303), "{link}: {status}");
    }
});
