//! What attackers did to comparable products, tried against accounts: who has one is told to
//! nobody, secrets work once and for one thing, nothing typed becomes a header, a link or markup.

use std::time::{Duration, Instant};

use diesel::prelude::*;
use fairhall::db::Conn;
use fairhall::db::schema::{editions, organizations, people};
use reqwest::Method;

use crate::accounts::{PASSWORD, join, mailed_link, set_up};
use crate::both;
use crate::support::{Browser, Kind, Seen, TestApp};

const KNOWN: &str = "organizer@test.example";

async fn start(kind: Kind) -> (TestApp, Browser) {
    let app = TestApp::start(kind).await;
    let organizer = app.visitor();
    set_up(&app, &organizer).await;
    (app, organizer)
}

fn signup(email: &str) -> [(&str, &str); 4] {
    [("name", "Ana Silva"), ("email", email), ("password", "a loud evening in Lisbon"), ("consent", "yes")]
}

async fn reset_link(app: &TestApp, email: &str) -> String {
    assert_eq!(app.visitor().post("/password-resets", &[("email", email)]).await.status, 303);
    mailed_link(app, email).await
}

async fn set_password(browser: &Browser, link: &str) -> u16 {
    browser.get(link).await;
    browser.post("/password-resets/edit", &[("password", "a loud evening in Lisbon")]).await.status
}

async fn count_people(app: &TestApp) -> i64 {
    app.site.db.read(|conn: &mut Conn| Ok(people::table.count().get_result::<i64>(conn)?)).await.unwrap()
}

fn without_reference(seen: &Seen) -> String {
    seen.body.lines().filter(|line| !line.contains("reference")).collect()
}

both!(a_known_and_an_unknown_address_are_answered_alike, |kind| async move {
    let (app, _) = start(kind).await;
    for (path, known, unknown) in [
        ("/signup", signup(KNOWN).to_vec(), signup("nobody@test.example").to_vec()),
        ("/password-resets", vec![("email", KNOWN)], vec![("email", "no-one@test.example")]),
    ] {
        let known = app.visitor().post(path, &known).await;
        let unknown = app.visitor().post(path, &unknown).await;
        assert_eq!(
            (known.status, &known.location, &known.body, known.headers.len()),
            (unknown.status, &unknown.location, &unknown.body, unknown.headers.len()),
            "{path}"
        );
    }
    let mails = app.mails().await;
    assert!(mails.iter().all(|mail| mail.to != "no-one@test.example"), "nobody is written to without an account");
});

/// Takes the shortest of many answers to each of two forms, in turns, until they are as near as a
/// machine that does other work lets them come; a real difference stays however long one looks.
async fn assert_same_time(app: &TestApp, path: &str, forms: [&[(&str, &str)]; 2], pause: chrono::Duration) {
    let mut shortest = [Duration::MAX; 2];
    for _ in 0..80 {
        for (form, least) in forms.iter().zip(&mut shortest) {
            app.clock.advance(pause);
            let begun = Instant::now();
            app.visitor().post(path, form).await;
            *least = begun.elapsed().min(*least);
        }
        if shortest[0].abs_diff(shortest[1]) < Duration::from_millis(3) {
            return;
        }
    }
    panic!("{path}: {shortest:?}");
}

both!(the_time_of_an_answer_does_not_tell_who_has_an_account, |kind| async move {
    let (app, _) = start(kind).await;
    let login = |email| [("email", email), ("password", "wrong password")];
    let (known, unknown) = (login(KNOWN), login("nobody@test.example"));
    assert_same_time(&app, "/login", [&known, &unknown], chrono::Duration::minutes(5)).await;
    let forms: [&[_]; 2] = [&[("email", KNOWN)], &[("email", "nobody@test.example")]];
    assert_same_time(&app, "/password-resets", forms, chrono::Duration::hours(2)).await;
    let (known, unknown) = (signup(KNOWN), signup("somebody@test.example"));
    assert_same_time(&app, "/signup", [&known, &unknown], chrono::Duration::hours(2)).await;
});

both!(a_secret_works_once_for_one_thing_and_not_for_long, |kind| async move {
    let (app, organizer) = start(kind).await;
    let first = reset_link(&app, KNOWN).await;
    let second = reset_link(&app, KNOWN).await;
    assert_eq!(set_password(&app.visitor(), &first).await, 410, "a newer link ends the older");
    let secret = second.rsplit('/').next().unwrap();
    for other in [format!("/verifications/{secret}"), format!("/invitations/{secret}"), format!("/setup/{secret}")] {
        assert_eq!(organizer.post(&other, &[]).await.status, 404, "{other}");
    }
    assert_eq!(set_password(&app.visitor(), &second).await, 303);
    assert_eq!(set_password(&app.visitor(), &second).await, 410, "spent");
    assert_eq!(organizer.get("/me").await.status, 303, "the logins before ended");
    app.clock.advance(chrono::Duration::hours(2));
    let late = reset_link(&app, KNOWN).await;
    app.clock.advance(chrono::Duration::minutes(61));
    assert_eq!(set_password(&app.visitor(), &late).await, 410, "an hour is over");
    app.visitor().post("/signup", &signup("ana@test.example")).await;
    let verification = mailed_link(&app, "ana@test.example").await;
    let secret = verification.rsplit('/').next().unwrap();
    assert_eq!(set_password(&app.visitor(), &format!("/password-resets/{secret}")).await, 404);
    assert_eq!(app.visitor().post(&verification, &[("next", "//evil.example")]).await.location.as_deref(), Some("/me"));
    assert_eq!(app.visitor().post(&verification, &[]).await.status, 410);
});

both!(of_two_at_once_one_spends_a_secret, |kind| async move {
    let (app, _) = start(kind).await;
    app.visitor().post("/signup", &signup("ana@test.example")).await;
    let link = mailed_link(&app, "ana@test.example").await;
    let browsers: Vec<Browser> = (0..6).map(|_| app.visitor()).collect();
    let all = browsers.iter().map(|browser| browser.post(&link, &[]));
    let mut statuses: Vec<u16> = futures_util::future::join_all(all).await.iter().map(|seen| seen.status).collect();
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 410, 410, 410, 410, 410]);
});

both!(the_token_of_a_login_is_new_at_each_signing_in, |kind| async move {
    let (app, organizer) = start(kind).await;
    let planted = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    let victim = app.visitor();
    victim.set_cookie("__Host-login", planted);
    let form = [("email", KNOWN), ("password", PASSWORD)];
    assert_eq!(victim.post("/login", &form).await.status, 303);
    let fresh = victim.cookie("__Host-login").unwrap();
    assert!(fresh != planted && fresh.len() == 43, "{fresh}");
    let attacker = app.visitor();
    attacker.set_cookie("__Host-login", planted);
    assert_eq!(attacker.get("/me").await.status, 303);
    let before = organizer.cookie("__Host-login").unwrap();
    assert_eq!(organizer.post("/login", &form).await.status, 303);
    attacker.set_cookie("__Host-login", &before);
    assert_eq!(attacker.get("/me").await.status, 303, "the login the browser came with ended");
});

both!(no_other_site_makes_a_browser_write, |kind| async move {
    let (_app, organizer) = start(kind).await;
    let paths = ["/login", "/logout", "/signup", "/me/profile", "/me/security/email", "/me/security/password"];
    for path in paths.into_iter().chain(["/organizations", "/me/notifications/reading", "/preferences"]) {
        for (header, value) in [
            ("origin", "https://evil.example"),
            ("origin", "null"),
            ("origin", "http://127.0.0.1.evil.example"),
            ("sec-fetch-site", "cross-site"),
            ("sec-fetch-site", "same-site"),
        ] {
            let request = organizer.request(Method::POST, path).header(header, value);
            let seen = organizer.send(request.form(&[("name", "x"), ("country", "CN"), ("version", "1")])).await;
            assert_eq!(seen.status, 403, "{path} with {header}: {value}");
            assert!(!seen.headers.contains_key("set-cookie"), "{path}");
        }
        let plain = organizer.request(Method::POST, path).header("content-type", "text/plain").body("name=x");
        let status = organizer.send(plain).await.status;
        assert!(status == 415 || path == "/logout", "{path}: {status}");
    }
});

both!(opening_an_address_changes_nothing, |kind| async move {
    let (_app, organizer) = start(kind).await;
    for path in ["/logout", "/me/security/password", "/me/security/email", "/me/security/others", "/preferences"] {
        let status = organizer.get(path).await.status;
        assert!(matches!(status, 404 | 405), "{path}: {status}");
    }
    assert_eq!(organizer.get("/me").await.status, 200, "still signed in");
});

both!(a_host_that_a_request_names_is_in_no_mail_and_no_answer, |kind| async move {
    let (app, _) = start(kind).await;
    let browser = app.visitor();
    for (header, value) in [
        ("host", "evil.example"),
        ("x-forwarded-host", "evil.example"),
        ("forwarded", "host=evil.example"),
        ("x-original-host", "evil.example"),
    ] {
        let request = browser.request(Method::POST, "/password-resets").header(header, value);
        let seen = browser.send(request.form(&[("email", KNOWN)])).await;
        assert!(seen.status == 303 && seen.location.as_deref() == Some("/password-resets/sent"), "{header}: {seen:?}");
        app.clock.advance(chrono::Duration::hours(1));
    }
    let mails = app.mails().await;
    assert!(mails.len() >= 4, "{}", mails.len());
    for mail in mails {
        assert!(mail.action.as_ref().is_none_or(|(_, path)| path.starts_with("/password-resets/")), "{mail:?}");
        assert!(!format!("{mail:?}").contains("evil"), "{mail:?}");
    }
});

both!(a_name_is_text_everywhere, |kind| async move {
    let (app, _) = start(kind).await;
    let evil = "\"><svg onload=alert(1)>{{7*7}}{event.__init__}${7}";
    let owner = join(&app, evil, "owner@evil.example").await;
    assert_eq!(owner.post("/organizations", &[("name", evil), ("name_zh", evil), ("country", "CN")]).await.status, 303);
    let slug = {
        let find = |conn: &mut Conn| Ok(organizations::table.select(organizations::slug).first::<String>(conn)?);
        app.site.db.read(find).await.unwrap()
    };
    let home = format!("/organizations/{slug}");
    let invited =
        owner.post(&format!("{home}/invitations"), &[("email", "guest@evil.example"), ("role", "owner")]).await;
    assert_eq!(invited.status, 303);
    let link = mailed_link(&app, "guest@evil.example").await;
    let rest = ["/members", "/profile", ""].map(|rest| format!("{home}{rest}"));
    for path in rest.iter().map(String::as_str).chain(["/me", "/me/profile", "/me/security", "/", &link]) {
        let seen = owner.get(path).await;
        assert_eq!(seen.status, 200, "{path}");
        assert!(!seen.body.contains("<svg onload"), "{path}");
        assert!(!seen.body.contains("49{event"), "{path} counted");
    }
    let mails = app.mails().await;
    let mail = mails.iter().find(|mail| mail.to == "guest@evil.example").unwrap();
    assert!(mail.subject.contains("{{7*7}}") && !mail.subject.contains(['\r', '\n']), "{}", mail.subject);
});

both!(line_ends_and_hidden_characters_get_into_no_name, |kind| async move {
    let (app, organizer) = start(kind).await;
    for evil in ["Eve\r\nBcc: all@test.example", "Eve\nSubject: hi", "Eve\u{1b}[31m", "Eve\u{7}"] {
        let mut form = signup("eve@test.example").to_vec();
        form[0].1 = evil;
        assert_eq!(app.visitor().post("/signup", &form).await.status, 422, "{evil:?}");
        assert_eq!(
            organizer.post("/organizations", &[("name", evil), ("country", "CN")]).await.status,
            422,
            "{evil:?}"
        );
        let profile = [("name", evil), ("locale", "en"), ("time_zone", "UTC"), ("version", "1")];
        assert_eq!(organizer.post("/me/profile", &profile).await.status, 422, "{evil:?}");
    }
    for evil in ["eve@test.example\r\nBcc: a@b.example", "eve@test.example,a@b.example", "<eve@test.example>"] {
        assert_eq!(app.visitor().post("/signup", &signup(evil)).await.status, 422, "{evil:?}");
        assert_eq!(app.visitor().post("/password-resets", &[("email", evil)]).await.status, 422, "{evil:?}");
    }
    let agent = organizer.request(Method::POST, "/login").header("user-agent", "a\tb");
    let form = [("email", KNOWN), ("password", PASSWORD)];
    assert!(organizer.send(agent.form(&form)).await.status < 500);
});

both!(what_is_too_long_is_refused_and_kept, |kind| async move {
    let (app, organizer) = start(kind).await;
    let long = |n: usize| "界".repeat(n);
    let (name, huge) = (long(81), long(60_000));
    let mut form = signup("ana@test.example").to_vec();
    form[0].1 = &name;
    let seen = app.visitor().post("/signup", &form).await;
    assert!(seen.status == 422 && seen.body.contains(&name), "{}", seen.status);
    let password = long(201);
    let mut form = signup("ana@test.example").to_vec();
    form[2].1 = &password;
    assert_eq!(app.visitor().post("/signup", &form).await.status, 422);
    let email = format!("{}@test.example", "a".repeat(300));
    assert_eq!(app.visitor().post("/signup", &signup(&email)).await.status, 422);
    assert_eq!(app.visitor().post("/login", &[("email", &huge), ("password", "x")]).await.status, 413);
    let many: Vec<(&str, &str)> = std::iter::repeat_n(("name", "x"), 300).collect();
    assert_eq!(organizer.post("/organizations", &many).await.status, 413);
    let twice = [("name", "One Ltd"), ("name", "Two Ltd"), ("country", "CN")];
    let status = organizer.post("/organizations", &twice).await.status;
    assert!(matches!(status, 303 | 400 | 422), "a field given twice: {status}");
    assert_eq!(organizer.get(&format!("/login?next={}", "a".repeat(5_000))).await.status, 400);
    let cookie = app.visitor();
    cookie.set_cookie("__Host-login", &"a".repeat(6_000));
    assert!(cookie.get("/me").await.status < 500);
    for path in [format!("/verifications/{}", "a".repeat(3_000)), "/invitations/%2e%2e%2f".into()] {
        assert_eq!(organizer.get(&path).await.status, 404);
    }
    for version in ["99999999999999999999", "-1", "1e3", "NaN", ""] {
        let form = [("name", "X"), ("locale", "en"), ("time_zone", "UTC"), ("version", version)];
        let status = organizer.post("/me/profile", &form).await.status;
        assert!(matches!(status, 400 | 409 | 422), "{version}: {status}");
    }
    let last = [("name", "X"), ("locale", "en"), ("time_zone", "UTC"), ("version", "9223372036854775807")];
    assert_eq!(organizer.post("/me/profile", &last).await.status, 409, "no sum overflows");
    organizer.post("/organizations", &[("name", "Sum Ltd"), ("country", "CN")]).await;
    for version in ["9223372036854775807", "-9223372036854775808"] {
        let form = [("name", "Sum Ltd"), ("country", "CN"), ("version", version)];
        assert_eq!(organizer.post("/organizations/sum-ltd/profile", &form).await.status, 409, "{version}");
        let form = [("name", "Other Ltd"), ("country", "CN"), ("version", version)];
        assert_eq!(organizer.post("/organizations", &form).await.status, 303, "{version}");
    }
});

both!(what_is_no_text_is_refused_and_breaks_nothing, |kind| async move {
    let (app, organizer) = start(kind).await;
    let forms: [&[u8]; 6] =
        [b"name=%ff&country=CN", b"name=\xff", b"name=%00", b"%00=a", b"name=%ed%a0%80", b"name=%c0%af"];
    for path in ["/organizations", "/login", "/signup", "/me/profile", "/password-resets"] {
        for form in forms {
            let request = organizer.request(Method::POST, path);
            let request = request.header("content-type", "application/x-www-form-urlencoded").body(form.to_vec());
            assert_eq!(organizer.send(request).await.status, 400, "{path} {form:?}");
        }
    }
    for cookie in
        [&b"__Host-login=\xff\xfe"[..], b"theme=\x80; locale=\xff", b"=;;;=\"", b"__Host-login=%00%ff", b"flash=%E4"]
    {
        let value = reqwest::header::HeaderValue::from_bytes(cookie).unwrap();
        let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
        for path in ["/", "/me", "/password-resets/edit"] {
            let answer = client.get(format!("{}{path}", app.url)).header("cookie", value.clone()).send().await.unwrap();
            assert!(answer.status().as_u16() < 500, "{path} {cookie:?}: {}", answer.status());
        }
    }
    for path in
        ["/verifications/%00", "/verifications/%ff", "/organizations/%00", "/organizations/%ff%fe", "/invitations/%00"]
    {
        let status = organizer.get(path).await.status;
        assert!(matches!(status, 400 | 404), "{path}: {status}");
    }
    let query = organizer.get("/login?next=%00&next=%ff").await.status;
    assert!(matches!(query, 200 | 400), "{query}");
});

both!(a_form_sent_twice_makes_one_thing, |kind| async move {
    let (app, organizer) = start(kind).await;
    let before = count_people(&app).await;
    let form = signup("ana@test.example");
    let browsers: Vec<Browser> = (0..4).map(|_| app.visitor()).collect();
    let all = browsers.iter().map(|browser| browser.post("/signup", &form));
    for seen in futures_util::future::join_all(all).await {
        assert_eq!(seen.location.as_deref(), Some("/signup/sent"));
    }
    assert_eq!(count_people(&app).await, before + 1);
    let form = [("name", "Twice Ltd"), ("country", "CN")];
    let all = (0..4).map(|_| organizer.post("/organizations", &form));
    for seen in futures_util::future::join_all(all).await {
        assert_eq!(seen.location.as_deref(), Some("/organizations/twice-ltd"), "{}", without_reference(&seen));
    }
    let count = |conn: &mut Conn| Ok(organizations::table.count().get_result::<i64>(conn)?);
    assert_eq!(app.site.db.read(count).await.unwrap(), 1);
});

both!(of_two_set_ups_at_once_one_wins, |kind| async move {
    let app = TestApp::start(kind).await;
    let link = fairhall::accounts::setup::make_link(&app.site).await.unwrap().unwrap();
    let path = format!("/setup/{}", link.rsplit('/').next().unwrap());
    let days = app.event_days();
    let form = |email| {
        [
            ("name", "Lin Mei"),
            ("email", email),
            ("password", PASSWORD),
            ("event_en", "Talent Fair"),
            ("event_zh", "人才大会"),
            ("opens_on", days[0].as_str()),
            ("closes_on", days[1].as_str()),
            ("time_zone", "Asia/Shanghai"),
        ]
    };
    let (a, b) = (app.visitor(), app.visitor());
    let (one, two) = (form("one@test.example"), form("two@test.example"));
    let (first, second) = futures_util::future::join(a.post(&path, &one), b.post(&path, &two)).await;
    let mut statuses = [first.status, second.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 404]);
    let count = |conn: &mut Conn| Ok(editions::table.count().get_result::<i64>(conn)?);
    assert_eq!((count_people(&app).await, app.site.db.read(count).await.unwrap()), (1, 1));
});
