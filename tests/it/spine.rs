//! What every answer has, whatever was asked.

use reqwest::Method;

use crate::both;
use crate::stage::Stage;
use crate::support::TestApp;

both!(a_wrong_address_gets_a_page_in_the_readers_language_with_a_reference, |kind| async move {
    let app = TestApp::start(kind).await;
    let seen = app.visitor().get("/nothing-here").await;
    assert_eq!(seen.status, 404);
    assert!(seen.body.contains("There is nothing here"));
    let reference = seen.headers["x-request-id"].to_str().unwrap().to_owned();
    assert!(seen.body.contains(&reference));
    let chinese = app.visitor().get("/nothing-here?lang=zh-CN").await;
    assert!(chinese.body.contains("<html lang=\"zh-CN\""), "{}", chinese.body);
});

both!(what_a_stranger_wrote_into_the_address_is_not_markup, |kind| async move {
    let app = TestApp::start(kind).await;
    let seen = app.visitor().get("/nothing?q=%22%3E%3Csvg%20onload=x%3E&lang=%3Cscript%3E").await;
    assert_eq!(seen.status, 404);
    assert!(!seen.body.contains("<svg onload") && !seen.body.contains("<script>"));
});

both!(every_answer_carries_the_headers_that_keep_scripts_out, |kind| async move {
    let app = TestApp::start(kind).await;
    for path in ["/nothing", "/healthz", "/readyz", "/robots.txt", "/favicon.svg"] {
        let seen = app.visitor().get(path).await;
        let policy = seen.headers["content-security-policy"].to_str().unwrap();
        assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "{path}: {policy}");
        assert_eq!(seen.headers["x-content-type-options"], "nosniff", "{path}");
        assert_eq!(seen.headers["referrer-policy"], "same-origin", "{path}");
    }
});

both!(a_form_from_another_site_is_refused, |kind| async move {
    let app = TestApp::start(kind).await;
    let browser = app.visitor();
    for origin in ["https://evil.example", "null", "http://127.0.0.1.evil.example"] {
        let seen = browser.send(browser.request(Method::POST, "/nothing").header("origin", origin)).await;
        assert_eq!(seen.status, 403, "{origin}");
    }
    let seen = browser.send(browser.request(Method::POST, "/nothing").header("sec-fetch-site", "cross-site")).await;
    assert_eq!(seen.status, 403);
    let own = browser.send(browser.request(Method::POST, "/nothing").header("origin", &app.url)).await;
    assert_eq!(own.status, 404);
});

both!(the_server_says_that_it_is_alive_and_ready, |kind| async move {
    let app = TestApp::start(kind).await;
    assert_eq!(app.visitor().get("/healthz").await.body, "alive\n");
    let ready = app.visitor().get("/readyz").await;
    assert_eq!(ready.status, 200);
    assert!(ready.body.starts_with(r#"{"database":"ok","files":"ok","search":{"behind":0,"#), "{}", ready.body);
});

both!(odd_requests_get_a_clear_refusal, |kind| async move {
    let app = TestApp::start(kind).await;
    let browser = app.visitor();
    for (method, path) in
        [("TRACE", "/"), ("PUT", "/healthz"), ("FOO", "/healthz"), ("GET", "/%ff%00"), ("GET", "/..%2f..%2fetc")]
    {
        let method = Method::from_bytes(method.as_bytes()).unwrap();
        let seen = browser.send(browser.request(method.clone(), path)).await;
        assert!((400..500).contains(&seen.status), "{method} {path}: {}", seen.status);
    }
});

both!(a_notice_reaches_the_person_once_in_their_language, |kind| async move {
    use fairhall::accounts::people::{model::NewPerson, queries::insert_person};
    use fairhall::outbox::{Notice, notify};
    use fairhall::web::i18n::Locale;
    let app = TestApp::start(kind).await;
    let now = app.clock.now();
    let person = NewPerson::new("wei@test.example", "Wei", "-".into(), Locale::ZhCn, "Asia/Shanghai", now);
    let tell = move |conn: &mut fairhall::db::Conn| {
        insert_person(conn, &person)?;
        let word = |locale: Locale| Notice { subject: locale.own_name().to_owned(), detail: "<b>".into() };
        notify(conn, &person.id, "test.notice", "/me", now, word)
    };
    app.site.db.write(tell).await.unwrap();
    let mails = app.mails().await;
    assert_eq!(mails.len(), 1);
    assert_eq!((mails[0].to.as_str(), mails[0].subject.as_str()), ("wei@test.example", "中文"));
    assert_eq!(app.mails().await.len(), 1, "nothing is sent twice");
});

both!(the_language_that_an_address_names_is_kept, |kind| async move {
    let app = TestApp::start(kind).await;
    let browser = app.visitor();
    assert!(browser.get("/?lang=zh-CN").await.body.contains("<html lang=\"zh-CN\""));
    assert!(browser.get("/login").await.body.contains("<html lang=\"zh-CN\""), "the choice stays");
    assert_eq!(browser.get("/?lang=zh-CN").await.headers.get("set-cookie"), None, "it is kept already");
    assert!(browser.get("/login?lang=tlh").await.body.contains("<html lang=\"zh-CN\""), "no language of ours");
    assert!(browser.get("/login?lang=en").await.body.contains("<html lang=\"en\""));
    assert!(browser.get("/login").await.body.contains("<html lang=\"en\""));
});

both!(a_sentence_of_a_form_is_shown_by_one_page, |kind| async move {
    let app = TestApp::start(kind).await;
    let browser = app.visitor();
    let shows = |page: &str| page.contains("Your profile is saved.");
    browser.set_cookie("flash", "flash-profile-saved");
    assert_eq!(browser.get("/robots.txt").await.status, 200);
    assert!(browser.cookie("flash").is_some(), "a file shows nothing");
    browser.send(browser.request(Method::GET, "/").header("sec-fetch-dest", "empty")).await;
    assert!(browser.cookie("flash").is_some(), "nobody looks at what a script fetches");
    assert!(shows(&browser.get("/").await.body));
    assert_eq!(browser.cookie("flash"), None);
    assert!(!shows(&browser.get("/").await.body));
});

both!(a_refused_form_leads_back_to_its_page_in_either_language, |kind| async move {
    let stage = Stage::set(kind).await;
    let visitor = stage.app.visitor();
    let send = async |path: &str, referer: &str| {
        let request = visitor.request(Method::POST, path).header("origin", &stage.app.url).header("referer", referer);
        visitor.send(request.form(&[("subject", "")])).await
    };
    let page = format!("{}/service/enquiries/new", stage.app.url);
    let seen = send("/service/enquiries", &page).await;
    assert_eq!(seen.status, 422, "{}", seen.body);
    assert!(seen.body.contains("href=\"/service/enquiries/new?lang=zh-CN\""), "{}", seen.body);
    let seen = send("/service/enquiries", &format!("{}//evil.example/x", stage.app.url)).await;
    assert!(!seen.body.contains("//evil.example"), "{}", seen.body);
    let seen = send("/service/enquiries/nothing/messages", &page).await;
    assert_eq!(seen.status, 404);
    assert!(seen.body.contains("<a class=\"button\" href=\"/service/enquiries/new\">"), "{}", seen.body);
});
