//! Push turned on from the page of settings: what the page says of the browser's own permission, and what
//! the worker shows of a message. The push service of a browser cannot be reached from a test: that a
//! subscription fails there is seen, and what a service delivers comes from the developer tools.

use serde_json::{Value, json};

use super::{Way, Window, demo_with};
use crate::support::TestApp;
use crate::walk;

const PAGE: &str = "/me/notifications/settings";

async fn start(way: Way) -> (TestApp, Window) {
    let turn_on = |config: &mut fairhall::config::Config| config.push.contact = Some("mailto:ops@fair.example".into());
    let app = demo_with(way, turn_on).await;
    let window = Window::open(&app.url, way).await;
    window.become_person("seeker").await;
    window.go(PAGE).await;
    (app, window)
}

async fn permit(app: &TestApp, window: &Window, setting: &str) {
    let permission = json!({"permission": {"name": "notifications"}, "setting": setting, "origin": app.url});
    window.tell_browser("Browser.setPermission", permission).await;
    window.go(PAGE).await;
}

/// Waits until the worker can be told something: one that is being installed gets no messages.
async fn wait_for_worker(window: &Window) {
    let script = "return navigator.serviceWorker.ready.then(({ active }) => active.state)";
    for _ in 0..400 {
        if window.ask(script).await == "activated" {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    panic!("the worker is {}", window.ask(script).await);
}

async fn count_shown(window: &Window) -> u64 {
    let script = "return navigator.serviceWorker.getRegistration('/').then((found) => found.getNotifications())\
                  .then((all) => all.length)";
    window.ask(script).await.as_u64().unwrap_or(0)
}

/// The titles and tags of what the worker shows, once there are so many.
async fn shown(window: &Window, many: usize) -> Vec<Value> {
    let script = "return navigator.serviceWorker.getRegistration('/').then((found) => found.getNotifications())\
                  .then((all) => all.map(({ title, tag, body, data }) => ({ title, tag, body, link: data.link })))";
    for _ in 0..400 {
        if let Some(all) = window.ask(script).await.as_array().filter(|all| all.len() == many) {
            return all.clone();
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    panic!("not {many} shown: {}", window.ask(script).await);
}

walk!(the_page_says_how_push_stands_in_this_browser, |way: Way| async move {
    let (app, window) = start(way).await;
    if !way.has_scripts() {
        window.sees_in("[data-push]", window.t("push-needs-scripts")).await;
        window.misses(window.t("push-turn-on")).await;
        return window.close().await;
    }
    permit(&app, &window, "denied").await;
    window.sees_in("[data-push]", window.t("push-denied")).await;
    window.misses(window.t("push-turn-on")).await;
    permit(&app, &window, "granted").await;
    window.sees_in("[data-push]", window.t("push-off")).await;
    window.press("push-turn-on").await;
    window.sees_in("[data-push]", window.t("push-asking")).await;
    // No push service is there.
    window.sees_in("[data-push]", window.t("push-failed")).await;
    window.sees_in("[data-push]", window.t("push-turn-on")).await;
    let worker = "return navigator.serviceWorker.ready.then(({ scope, active }) => [scope, active.scriptURL])";
    assert_eq!(window.ask(worker).await, json!([format!("{}/", app.url), format!("{}/push-worker.js", app.url)]));
    window.close_after(&["push service"]).await;
});

#[actix_web::test]
async fn the_worker_shows_one_message_a_notification_and_keeps_no_page() {
    let (app, window) = start(Way::Scripts).await;
    permit(&app, &window, "granted").await;
    window.press("push-turn-on").await;
    window.sees_in("[data-push]", window.t("push-failed")).await;
    wait_for_worker(&window).await;
    window.tell_browser("ServiceWorker.enable", json!({})).await;
    let deliver = |data: String| {
        let message = json!({"origin": app.url, "registrationId": "0", "data": data});
        let window = &window;
        async move { window.tell_browser("ServiceWorker.deliverPushMessage", message).await }
    };
    let message = |title: &str| json!({"title": title, "body": "简历", "link": "/me", "tag": "one", "lang": "en"});
    // A worker that only just began may miss a message; the same again takes its place.
    for _ in 0..10 {
        deliver(message("Before").to_string()).await;
        tokio::time::sleep(std::time::Duration::from_secs(1)).await;
        if count_shown(&window).await > 0 {
            break;
        }
    }
    shown(&window, 1).await;
    deliver(message("After").to_string()).await;
    deliver(json!({"title": "Other", "link": "/me", "tag": "two"}).to_string()).await;
    let all = shown(&window, 2).await;
    let first = all.iter().find(|one| one["tag"] == "one").unwrap();
    assert_eq!((first["title"].as_str(), first["body"].as_str()), (Some("After"), Some("简历")), "in its own place");
    assert_eq!(first["link"], "/me");
    deliver("no message of ours".into()).await;
    assert!(shown(&window, 3).await.iter().any(|one| one["link"] == "/me/notifications"));
    assert_eq!(window.ask("return caches.keys()").await, json!([]));
    window.close_after(&["push service"]).await;
}
