//! Searching: `/`, suggestions by the keyboard, and the form alone; pages with facts for search engines, of which the
//! browser must not complain.

use super::{Way, Window, demo};
use crate::walk;

/// The keys of WebDriver.
const DOWN: &str = "\u{e015}";
const ENTER: &str = "\u{e007}";
const ESCAPE: &str = "\u{e00c}";

walk!(what_is_typed_leads_to_what_it_names, |way: Way| async move {
    let app = demo(way).await;
    app.site.search.catch_up(&app.site.db).await.unwrap();
    let window = Window::open(&app.url, way).await;
    if way.has_scripts() {
        choose(&window).await
    } else {
        send(&window).await
    }
    for place in ["/", "/exhibition", "/recruitment", "/forum", "/news"] {
        window.go(place).await;
        window.find("head link[rel=canonical]").await;
    }
    for link in ["a[href^='/recruitment/postings/']", "a[href^='/exhibition/booths/']", "a[href^='/forum/sessions/']"] {
        let zone = match link {
            link if link.contains("posting") => "/recruitment",
            link if link.contains("booth") => "/exhibition?view=list",
            _ => "/forum?day=all",
        };
        window.go(zone).await;
        let first = window.find(&format!("main {link}")).await.attr("href").await.unwrap().unwrap();
        window.go(&first).await;
        window.find("head script[type='application/ld+json']").await;
    }
    window.close().await;
});

async fn choose(window: &Window) {
    window.find("body").await.send_keys("/").await.unwrap();
    assert_eq!(window.ask("return document.activeElement.id").await, "site-search");
    let field = window.find("#site-search").await;
    field.send_keys("robo").await.unwrap();
    window.find("#site-search-suggestions [role=option]").await;
    assert_eq!(field.attr("aria-expanded").await.unwrap().as_deref(), Some("true"));
    field.send_keys(ESCAPE).await.unwrap();
    assert_eq!(field.attr("aria-expanded").await.unwrap().as_deref(), Some("false"));
    field.send_keys("t").await.unwrap();
    window.find("#site-search-suggestions:not([hidden]) [role=option]").await;
    field.send_keys(DOWN).await.unwrap();
    let chosen = window.find("#site-search-suggestions [aria-selected=true]").await;
    let (id, href) = (chosen.attr("id").await.unwrap(), chosen.attr("data-href").await.unwrap().unwrap());
    assert_eq!(field.attr("aria-activedescendant").await.unwrap(), id);
    field.send_keys(ENTER).await.unwrap();
    window.find("main h1").await;
    crate::support::until("the page that was chosen", async || {
        let path = window.path().await;
        percent_decoded(&path) == percent_decoded(&href)
    })
    .await;
    window.go("/search").await;
    window.fill_at("#find-q", "robot").await;
    window.find("#find-q").await.send_keys(ENTER).await.unwrap();
    window.find("main .results mark").await;
}

fn percent_decoded(path: &str) -> String {
    percent_encoding::percent_decode_str(path).decode_utf8_lossy().into_owned()
}

async fn send(window: &Window) {
    window.go("/search").await;
    window.fill_at("#find-q", "机器人").await;
    window.click("main .finder button").await;
    window.find("main .results mark").await;
}
