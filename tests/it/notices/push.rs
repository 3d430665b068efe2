//! Push to browsers: what reaches them, when, once; what ends it; what is refused.

use chrono::Duration;
use diesel::prelude::*;
use fairhall::config::Config;
use fairhall::db::Conn;
use fairhall::db::schema::{outbox, push_subscriptions};
use fairhall::outbox::settings::{Hours, MailChoice, save_pushed};
use fairhall::outbox::times::QuietHours;
use fairhall::outbox::topics::NoticeTopic;
use fairhall::push::Pusher;

use super::push_service::{Got, PushService, Subscribed, check_sender};
use super::{TO, choose, live, person, read, subjects, tell};
use crate::accounts::{PASSWORD, join, set_up};
use crate::both;
use crate::stage::between;
use crate::support::{Browser, Kind, PATIENCE, Seen, TestApp};

pub(super) const PAGE: &str = "/me/notifications/settings";
pub(super) const BROWSERS: &str = "/me/notifications/browsers";
pub(super) const NIGHT: Hours = Hours { quiet: Some(QuietHours { from: 22 * 60, until: 7 * 60 }), digest_hour: 8 };

pub(super) fn turn_on(config: &mut Config) {
    config.push.contact = Some("mailto:ops@fair.example".into());
    config.push.to_loopback = true;
}

/// A server with push, its organizer's browser, and the service.
pub(super) async fn start(kind: Kind) -> (TestApp, Browser, PushService) {
    let app = TestApp::start_with(kind, turn_on).await;
    let organizer = app.visitor();
    set_up(&app, &organizer).await;
    app.mails().await;
    (app, organizer, PushService::start())
}

pub(super) async fn subscribe(browser: &Browser, to: &Subscribed) -> Seen {
    let fields = to.fields();
    let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    browser.post(BROWSERS, &fields).await
}

pub(super) async fn sign_in(app: &TestApp, email: &str) -> Browser {
    let browser = app.visitor();
    assert_eq!(browser.post("/login", &[("email", email), ("password", PASSWORD)]).await.status, 303);
    browser
}

/// Works off the pushes that are due and gives what the service got; waits until it got so many.
pub(super) async fn pushed(app: &TestApp, service: &PushService, least: usize) -> Vec<Got> {
    let begun = std::time::Instant::now();
    while begun.elapsed() < PATIENCE {
        app.worker().work_off_pushes().await.unwrap();
        if service.got().len() >= least && waiting(app).await.iter().all(|row| !row.is_taken) {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(2)).await;
    }
    service.got()
}

/// A push that is not done.
pub(super) struct Waiting {
    pub(super) is_taken: bool,
    pub(super) error: String,
    pub(super) minutes: i64,
}

/// The pushes that are not done: those that are due, or leased to a worker, and those that were put off.
pub(super) async fn waiting(app: &TestApp) -> Vec<Waiting> {
    let now = app.clock.now();
    let find = |conn: &mut Conn| {
        let undone = outbox::table.filter(outbox::kind.eq("push")).filter(outbox::done_at.is_null());
        let columns = (outbox::due_at, outbox::attempts, outbox::last_error);
        Ok(undone.select(columns).load::<(fairhall::clock::Instant, i64, String)>(conn)?)
    };
    let rows = app.site.db.read(find).await.unwrap();
    let row = |(due, attempts, error): (fairhall::clock::Instant, i64, String)| {
        let is_taken = due <= now || (attempts > 0 && error.is_empty());
        Waiting { is_taken, error, minutes: ((due - now).num_seconds() + 59) / 60 }
    };
    rows.into_iter().map(row).collect()
}

pub(super) async fn count_browsers(app: &TestApp) -> i64 {
    app.site.db.read(|conn: &mut Conn| Ok(push_subscriptions::table.count().get_result(conn)?)).await.unwrap()
}

fn key(page: &str) -> String {
    between(page, "data-push=\"", "\"").to_owned()
}

both!(what_a_person_is_told_reaches_their_browser_once_and_only_it_can_read_it, |kind| async move {
    let (app, organizer, service) = start(kind).await;
    let own = service.subscribe(1);
    let page = organizer.get(PAGE).await.body;
    assert!(page.contains("needs a browser with scripts") && !page.contains("data-push-on"), "{page}");
    let seen = subscribe(&organizer, &own).await;
    assert_eq!((seen.status, seen.location.as_deref()), (303, Some(PAGE)), "{}", seen.body);
    assert!(organizer.get(PAGE).await.body.contains("data-push-on"));
    tell(&app, "booth.approved", "/booth").await;
    let got = pushed(&app, &service, 1).await;
    assert_eq!(got.len(), 1);
    let message = own.read(&got[0]);
    assert_eq!((message["title"].as_str(), message["link"].as_str()), (Some("/booth"), Some("/booth")));
    assert_eq!(message["lang"], "en");
    let tag = message["tag"].as_str().unwrap();
    assert!(organizer.get("/me/notifications").await.body.contains(tag), "the notification's own");
    assert_eq!(got[0].header("topic"), tag.replace('-', ""));
    assert_eq!((got[0].header("ttl"), got[0].header("urgency")), ("43200", "normal"));
    assert!(!String::from_utf8_lossy(&[got[0].path.as_bytes()].concat()).contains("booth"));
    assert_eq!(check_sender(&got[0], &service, &key(&page), app.clock.now()), "mailto:ops@fair.example");
    app.clock.advance(Duration::days(1));
    assert_eq!(pushed(&app, &service, 1).await.len(), 1, "once");
    let after = organizer.get(PAGE).await.body;
    assert!(after.contains("Told ") && !after.contains("not told of anything yet"), "{after}");
});

both!(every_browser_of_a_person_is_told_and_nobody_elses, |kind| async move {
    let (app, organizer, service) = start(kind).await;
    let other = join(&app, "Olga Other", "olga@elsewhere.example").await;
    let second = sign_in(&app, TO).await;
    for (browser, number) in [(&organizer, 1), (&second, 2), (&other, 3)] {
        assert_eq!(subscribe(browser, &service.subscribe(number)).await.status, 303);
    }
    assert_eq!(subscribe(&organizer, &service.subscribe(1)).await.status, 303, "safe to repeat");
    tell(&app, "booth.approved", "/booth").await;
    let mut paths: Vec<_> = pushed(&app, &service, 2).await.into_iter().map(|got| got.path).collect();
    paths.sort();
    assert_eq!(paths, ["/push/1", "/push/2"]);
});

both!(several_workers_push_once, |kind| async move {
    let (app, organizer, service) = start(kind).await;
    subscribe(&organizer, &service.subscribe(1)).await;
    let telling = (0..30).map(|_| tell(&app, "booth.approved", "/booth"));
    let workers: Vec<_> = (0..4).map(|_| app.worker()).collect();
    let working = workers.iter().map(|worker| async {
        for _ in 0..5 {
            worker.work_off_pushes().await.unwrap();
        }
    });
    tokio::join!(futures_util::future::join_all(telling), futures_util::future::join_all(working));
    let mut topics: Vec<_> =
        pushed(&app, &service, 30).await.iter().map(|got| got.header("topic").to_owned()).collect();
    assert_eq!(topics.len(), 30);
    topics.sort();
    topics.dedup();
    assert_eq!(topics.len(), 30, "each notification once");
});

both!(topics_come_by_push_as_one_chose_and_mails_as_one_chose_for_them, |kind| async move {
    let (app, organizer, service) = start(kind).await;
    subscribe(&organizer, &service.subscribe(1)).await;
    let before = subjects(&app, TO).await.len();
    choose(&app, NoticeTopic::Organizations, MailChoice::None).await;
    choose(&app, NoticeTopic::Messages, MailChoice::Digest).await;
    let (who, now) = (person(&app, TO).await, app.clock.now());
    let pushed_topics = [NoticeTopic::Organizations, NoticeTopic::Messages];
    app.site.db.write(move |conn: &mut Conn| Ok(save_pushed(conn, &who, &pushed_topics, now)?)).await.unwrap();
    for (kind, link) in [
        ("booth.approved", "/booth"),
        ("report.created", "/report"),
        ("message.received", "/message"),
        ("sanction.silenced", "/sanction"),
    ] {
        tell(&app, kind, link).await;
    }
    let own = service.subscribe(1);
    let mut titles: Vec<_> = pushed(&app, &service, 3).await.iter().map(|got| own.read(got)["title"].clone()).collect();
    titles.sort_by_key(ToString::to_string);
    assert_eq!(titles, ["/booth", "/message", "/sanction"], "the account's are never off");
    assert_eq!(subjects(&app, TO).await[before..], ["/report", "/sanction"], "a mail is another choice");
});

both!(the_form_keeps_what_comes_by_push, |kind| async move {
    let (_app, organizer, _) = start(kind).await;
    let mails = ["applications", "organizations", "messages", "requests", "calendar", "pairing", "moderation"];
    let mails =
        mails.iter().chain(&["forum", "leads", "meetings", "saved", "service"]).map(|topic| (*topic, "at_once"));
    let form = |push: &[&'static str]| -> Vec<(&str, &str)> {
        let rest = [("quiet_from", ""), ("quiet_until", ""), ("digest_hour", "8")];
        mails.clone().chain(rest).chain(push.iter().map(|topic| ("push", *topic))).collect()
    };
    let ticked = |page: &str, topic: &str| page.contains(&format!("name=\"push\" value=\"{topic}\" checked"));
    let first = organizer.get(PAGE).await.body;
    assert!(ticked(&first, "messages") && ticked(&first, "moderation"), "all, as long as nobody chose");
    assert_eq!(organizer.post(PAGE, &form(&["", "messages"])).await.status, 303);
    let kept = organizer.get(PAGE).await.body;
    assert!(ticked(&kept, "messages") && !ticked(&kept, "moderation"), "{kept}");
    assert_eq!(organizer.post(PAGE, &form(&[])).await.status, 303);
    assert!(ticked(&organizer.get(PAGE).await.body, "messages"), "a form without the choice changes none");
    let odd = organizer.post(PAGE, &form(&["", "weather"])).await;
    assert!(odd.status == 422 && ticked(&organizer.get(PAGE).await.body, "messages"));
    assert_eq!(organizer.post(PAGE, &form(&[""])).await.status, 303);
    assert!(!ticked(&organizer.get(PAGE).await.body, "messages"));
    let chinese = organizer.get(&format!("{PAGE}?lang=zh-CN")).await.body;
    assert!(chinese.contains("推送消息") && chinese.contains("在此浏览器开启"));
});

both!(a_push_waits_for_the_end_of_the_quiet_hours_and_is_dropped_when_read, |kind| async move {
    let (app, _, service) = start(kind).await;
    app.set_clock("2027-01-10 15:00");
    let organizer = sign_in(&app, TO).await;
    subscribe(&organizer, &service.subscribe(1)).await;
    // 23:00 in Shanghai.
    live(&app, "Asia/Shanghai", NIGHT).await;
    for link in ["/unread", "/read"] {
        tell(&app, "booth.approved", link).await;
    }
    tell(&app, "sanction.silenced", "/sanction").await;
    let own = service.subscribe(1);
    let got = pushed(&app, &service, 1).await;
    assert_eq!((got.len(), own.read(&got[0])["link"].as_str()), (1, Some("/sanction")), "what is always told");
    read(&app, "/read").await;
    app.set_clock("2027-01-10 22:58");
    assert_eq!(pushed(&app, &service, 1).await.len(), 1);
    app.set_clock("2027-01-10 23:01");
    let got = pushed(&app, &service, 2).await;
    assert_eq!((got.len(), own.read(&got[1])["link"].as_str()), (2, Some("/unread")));
    assert!(waiting(&app).await.is_empty());
});

both!(a_browser_that_its_service_knows_no_more_is_forgotten, |kind| async move {
    for gone in [404, 410] {
        let (app, organizer, service) = start(kind).await;
        subscribe(&organizer, &service.subscribe(1)).await;
        service.answer(gone, None);
        tell(&app, "booth.approved", "/booth").await;
        assert_eq!(pushed(&app, &service, 1).await.len(), 1);
        assert!(waiting(&app).await.is_empty());
        assert_eq!(count_browsers(&app).await, 0, "{gone}");
        tell(&app, "booth.approved", "/booth").await;
        assert_eq!(pushed(&app, &service, 1).await.len(), 1);
    }
});

both!(a_service_that_is_busy_is_asked_again_later_and_not_for_ever, |kind| async move {
    let (app, organizer, service) = start(kind).await;
    subscribe(&organizer, &service.subscribe(1)).await;
    service.answer(429, Some(("retry-after", "1500".into())));
    tell(&app, "booth.approved", "/booth").await;
    assert_eq!(pushed(&app, &service, 1).await.len(), 1);
    assert_eq!(waiting(&app).await.iter().map(|row| row.minutes).collect::<Vec<_>>(), [25], "as it asked");
    app.clock.advance(Duration::minutes(24));
    assert_eq!(pushed(&app, &service, 1).await.len(), 1);
    service.answer(503, None);
    app.clock.advance(Duration::minutes(2));
    assert_eq!(pushed(&app, &service, 2).await.len(), 2);
    for tries in 3..=8 {
        assert_eq!(count_browsers(&app).await, 1);
        app.clock.advance(Duration::minutes(65));
        assert_eq!(pushed(&app, &service, tries).await.len(), tries);
    }
    assert!(waiting(&app).await.is_empty(), "given up");
    service.answer(201, None);
    app.clock.advance(Duration::days(1));
    assert_eq!(pushed(&app, &service, 8).await.len(), 8);
    tell(&app, "booth.approved", "/later").await;
    assert_eq!(pushed(&app, &service, 9).await.len(), 9, "the browser was not forgotten");
});

both!(a_redirect_is_not_followed, |kind| async move {
    let (app, organizer, service) = start(kind).await;
    subscribe(&organizer, &service.subscribe(1)).await;
    for status in [301, 302, 307, 308] {
        service.answer(status, Some(("location", format!("{}/elsewhere", service.url))));
        let before = service.got().len();
        tell(&app, "booth.approved", "/booth").await;
        let got = pushed(&app, &service, before + 1).await;
        assert!(got.iter().all(|got| got.path == "/push/1"), "{got:?}");
    }
    let errors: Vec<_> = waiting(&app).await.into_iter().map(|row| row.error).collect();
    assert!(errors.len() == 4 && errors.iter().all(|error| error.contains("answered 30")), "{errors:?}");
});

both!(without_the_setting_there_is_no_push, |kind| async move {
    let app = TestApp::start(kind).await;
    let organizer = app.visitor();
    set_up(&app, &organizer).await;
    let service = PushService::start();
    let page = organizer.get(PAGE).await.body;
    assert!(!page.contains("data-push") && !page.contains("name=\"push\""), "{page}");
    assert_eq!(subscribe(&organizer, &service.subscribe(1)).await.status, 404);
    assert_eq!(subscribe(&app.visitor(), &service.subscribe(1)).await.status, 303, "to the login page");
});

both!(the_key_is_made_once_for_a_database, |kind| async move {
    let (app, organizer, _) = start(kind).await;
    let shown = key(&organizer.get(PAGE).await.body);
    let settings = app.site.config.push.clone();
    let now = app.clock.now();
    let open = move |conn: &mut Conn| Ok(Pusher::open(&settings, conn, now)?.map(|it| it.public_key().to_owned()));
    assert_eq!(app.site.db.write(open).await.unwrap().as_deref(), Some(shown.as_str()));
});

both!(the_worker_of_push_is_at_the_root_and_asked_anew, |kind| async move {
    let app = TestApp::start(kind).await;
    let worker = app.visitor().get("/push-worker.js").await;
    assert_eq!(worker.status, 200);
    let header = |name: &str| worker.headers[name].to_str().unwrap().to_owned();
    assert_eq!(header("cache-control"), "no-cache");
    assert!(header("content-type").starts_with("text/javascript"), "{}", header("content-type"));
    assert!(header("content-security-policy").contains("default-src 'none'"));
    assert!(!worker.body.contains("caches") && !worker.body.contains("\"fetch\""), "it keeps no pages");
});
