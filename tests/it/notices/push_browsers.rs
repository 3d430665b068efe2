//! The browsers that push reaches: whose they are, how many, and what ends them.

use chrono::Duration;

use super::push::{BROWSERS, NIGHT, PAGE, count_browsers, pushed, sign_in, start, subscribe, turn_on, waiting};
use super::push_service::PushService;
use super::{TO, live, tell};
use crate::accounts::{PASSWORD, join, set_up};
use crate::both;
use crate::stage::between;
use crate::support::{PATIENCE, TestApp};

both!(what_is_no_push_service_is_refused, |kind| async move {
    let app = TestApp::start_with(kind, |config| {
        config.push.contact = Some("mailto:ops@fair.example".into());
        config.push.services = vec!["localhost".into()];
    })
    .await;
    let organizer = app.visitor();
    set_up(&app, &organizer).await;
    let service = PushService::start();
    let good = service.subscribe(1).fields();
    let post = |endpoint: &str, public_key: &str, secret: &str| {
        let fields = [("endpoint", endpoint), ("public_key", public_key), ("secret", secret)]
            .map(|(name, value)| (name, value.to_owned()));
        let organizer = &organizer;
        async move {
            let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
            organizer.post(BROWSERS, &fields).await
        }
    };
    let (key, secret) = (good[1].1.as_str(), good[2].1.as_str());
    for foreign in [good[0].1.as_str(), "https://evil.example/1", "https://127.0.0.1/1", "http://localhost/1", "x", ""]
    {
        let refused = post(foreign, key, secret).await;
        assert!(refused.status == 422 && refused.body.contains("not one that this site uses"), "{foreign}");
    }
    for (key, secret) in [("", secret), (key, ""), ("AAAA", secret), (secret, key), (key, "…")] {
        assert_eq!(post("https://fcm.googleapis.com/fcm/send/1", key, secret).await.status, 422, "{key} {secret}");
    }
    assert_eq!(count_browsers(&app).await, 0);
    // A name on the list that leads inside is accepted and never connected to.
    assert_eq!(post("https://localhost/1", key, secret).await.status, 303);
    tell(&app, "booth.approved", "/booth").await;
    let begun = std::time::Instant::now();
    while waiting(&app).await.iter().any(|row| row.is_taken) && begun.elapsed() < PATIENCE {
        app.worker().work_off_pushes().await.unwrap();
    }
    let errors: Vec<_> = waiting(&app).await.into_iter().map(|row| row.error).collect();
    assert!(errors.len() == 1 && errors[0].contains("no public address"), "{errors:?}");
});

both!(push_ends_with_the_login, |kind| async move {
    let (app, organizer, service) = start(kind).await;
    let ends = ["signed out", "password changed", "ended elsewhere", "not used"];
    for (number, end) in (1..).zip(ends) {
        let browser = sign_in(&app, TO).await;
        subscribe(&browser, &service.subscribe(number)).await;
        assert_eq!(count_browsers(&app).await, 1, "{end}");
        match end {
            "signed out" => assert_eq!(browser.post("/logout", &[]).await.status, 303),
            "password changed" => {
                let form = [("current", PASSWORD), ("password", PASSWORD)];
                assert_eq!(organizer.post("/me/security/password", &form).await.status, 303);
            }
            "ended elsewhere" => assert_eq!(organizer.post("/me/security/others", &[]).await.status, 303),
            _ => app.clock.advance(Duration::days(15)),
        }
        tell(&app, "booth.approved", "/booth").await;
        assert_eq!(pushed(&app, &service, 0).await.len(), 0, "{end}");
        assert_eq!(count_browsers(&app).await, i64::from(end == "not used"), "{end}");
    }
});

both!(a_push_that_waits_is_not_sent_to_who_has_signed_out, |kind| async move {
    let (app, _, service) = start(kind).await;
    app.set_clock("2027-01-10 15:00");
    let browser = sign_in(&app, TO).await;
    subscribe(&browser, &service.subscribe(1)).await;
    live(&app, "Asia/Shanghai", NIGHT).await;
    tell(&app, "booth.approved", "/booth").await;
    assert_eq!(waiting(&app).await.len(), 1);
    browser.post("/logout", &[]).await;
    app.set_clock("2027-01-10 23:01");
    assert_eq!(pushed(&app, &service, 0).await.len(), 0);
    assert!(waiting(&app).await.is_empty());
});

both!(a_browser_is_told_of_who_is_signed_in_there_last, |kind| async move {
    let (app, organizer, service) = start(kind).await;
    subscribe(&organizer, &service.subscribe(1)).await;
    let other = join(&app, "Olga Other", "olga@elsewhere.example").await;
    subscribe(&other, &service.subscribe(1)).await;
    assert_eq!(count_browsers(&app).await, 1);
    tell(&app, "booth.approved", "/booth").await;
    assert_eq!(pushed(&app, &service, 0).await.len(), 0, "the browser is another person's now");
    assert!(!organizer.get(PAGE).await.body.contains("data-push-on"));
});

both!(another_persons_browser_is_not_found, |kind| async move {
    let (app, organizer, service) = start(kind).await;
    subscribe(&organizer, &service.subscribe(1)).await;
    let path =
        format!("{BROWSERS}/{}", between(&organizer.get(PAGE).await.body, &format!("action=\"{BROWSERS}/"), "\""));
    let other = join(&app, "Olga Other", "olga@elsewhere.example").await;
    assert_eq!(other.post(&path, &[]).await.status, 404);
    assert_eq!(app.visitor().post(&path, &[]).await.status, 303, "to the login page");
    assert_eq!(other.post(&format!("{BROWSERS}/none"), &[]).await.status, 404);
    assert_eq!(count_browsers(&app).await, 1);
    assert_eq!(organizer.post(&path, &[]).await.location.as_deref(), Some(PAGE));
    assert_eq!(organizer.post(&path, &[]).await.status, 404, "gone");
    assert_eq!(count_browsers(&app).await, 0);
});

both!(a_browser_that_its_service_moved_is_followed_by_who_had_it, |kind| async move {
    let (app, organizer, service) = start(kind).await;
    let (old, new) = (service.subscribe(1), service.subscribe(2));
    let moved = new.fields();
    let fields: Vec<_> = moved
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .chain([("moved_from", old.endpoint.as_str())])
        .collect();
    assert_eq!(organizer.post(BROWSERS, &fields).await.status, 404, "push was not on there");
    subscribe(&organizer, &old).await;
    let other = join(&app, "Olga Other", "olga@elsewhere.example").await;
    assert_eq!(other.post(BROWSERS, &fields).await.status, 404, "somebody else is signed in");
    assert_eq!(organizer.post(BROWSERS, &fields).await.status, 303);
    tell(&app, "booth.approved", "/booth").await;
    let got = pushed(&app, &service, 1).await;
    assert_eq!((got.len(), new.read(&got[0])["link"].as_str()), (1, Some("/booth")));
});

both!(the_browsers_of_one_person_are_at_most_twenty, |kind| async move {
    let app = TestApp::start_with(kind, |config| {
        turn_on(config);
        config.no_limits = true;
    })
    .await;
    set_up(&app, &app.visitor()).await;
    let service = PushService::start();
    for number in 1..=22 {
        let browser = sign_in(&app, TO).await;
        app.clock.advance(Duration::seconds(1));
        assert_eq!(subscribe(&browser, &service.subscribe(number)).await.status, 303);
    }
    assert_eq!(count_browsers(&app).await, 20);
    tell(&app, "booth.approved", "/booth").await;
    let got = pushed(&app, &service, 20).await;
    assert!(got.len() == 20 && !got.iter().any(|got| got.path == "/push/1" || got.path == "/push/2"));
});
