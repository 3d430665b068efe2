//! The organizer prepares a decision about a project, finds it counted, and releases it with those that were
//! prepared before; its authors are told then and not earlier. And the organizer changes the colour of the event.

use fairhall::web::i18n::Locale;

use super::{Way, Window, demo, is_told};
use crate::support::TestApp;
use crate::walk;

const QUEUE: &str = "/organizer/projects";
/// What waits in the demo's queue and nobody has decided about; two others are prepared already.
const TITLE: (&str, &str) = ("Bringing to market: herbal medicines with known dose", "剂量明确的中药制剂产业化融资");
const PREPARED: i64 = 2;
const COMMENT: &str = "Please name the herbs for which the dose is known.";
const PARTNER: &str = "partner@demo.fairhall.example";
const PALE: &str = "#ffee88";
const DARK: &str = "#7a1f5c";

walk!(a_decision_is_prepared_counted_and_released, |way: Way| async move {
    let app = demo(way).await;
    let (desk, author) = (Window::open(&app.url, way).await, Window::open(&app.url, way).await);
    desk.become_person("organizer").await;
    author.become_person("partner").await;
    prepare(&desk).await;
    hear_nothing(&author).await;
    count(&desk).await;
    release(&desk).await;
    hear_of_it(&app, &author).await;
    desk.close().await;
    author.close().await;
});

/// Ticked in the queue, with words to its authors.
async fn prepare(desk: &Window) {
    let title = desk.either(TITLE.0, TITLE.1);
    desk.go(QUEUE).await;
    desk.sees_in("main .page-head", &desk.locale.tn("prepared-count", PREPARED)).await;
    desk.click_at(&format!("//main//tr[contains(., '{title}')]//label")).await;
    desk.fill("comment", COMMENT).await;
    desk.press("prepared-changes").await;
    desk.sees_key("flash-decisions-prepared").await;
    for words in [title, COMMENT] {
        desk.sees_in("main table", words).await;
    }
}

fn subject() -> String {
    Locale::En.tf("notice-project-changes", &[("project", TITLE.0)])
}

async fn hear_nothing(author: &Window) {
    author.go("/me/notifications").await;
    author.sees_in("main h1", author.t("notifications-label")).await;
    author.misses(&subject()).await;
}

/// The queue still has it, and says how many wait to be announced.
async fn count(desk: &Window) {
    desk.go(QUEUE).await;
    desk.sees_in("main table", desk.either(TITLE.0, TITLE.1)).await;
    desk.press_text(&desk.locale.tn("prepared-count", PREPARED + 1)).await;
    desk.sees_in("main h1", desk.t("prepared-title")).await;
    desk.sees_in("main table", COMMENT).await;
}

/// All of them together: then nothing waits any more.
async fn release(desk: &Window) {
    desk.press("prepared-release").await;
    desk.sees_key("flash-decisions-released").await;
    desk.sees_key("project-review-empty-title").await;
    desk.misses(desk.either(TITLE.0, TITLE.1)).await;
}

/// The author is told with the words, and finds them beside the project.
async fn hear_of_it(app: &TestApp, author: &Window) {
    is_told(app, author, PARTNER, &subject(), COMMENT).await;
    author.sees_in(".split aside", COMMENT).await;
    let written = author.find("main [name=title]").await.prop("value").await.unwrap();
    assert_eq!(written.as_deref(), Some(TITLE.0));
}

walk!(a_colour_that_cannot_be_read_is_refused_and_another_stands, |way: Way| async move {
    let app = demo(way).await;
    let desk = Window::open(&app.url, way).await;
    desk.become_person("organizer").await;
    desk.go("/organizer/settings").await;
    desk.press("settings-edition-edit").await;
    choose_a_pale_one(&desk).await;
    choose_a_dark_one(&desk).await;
    // Refused is a 422, which Chromium's console tells.
    desk.close_after(&["422"]).await;
});

/// What else was typed stands there still, the colour too.
async fn choose_a_pale_one(desk: &Window) {
    desk.fill("name_zh", "第二十届测试大会").await;
    desk.fill("introduction_en", "Three days of robots.").await;
    desk.pick_time("accent", PALE).await;
    desk.press("organizer-save").await;
    desk.sees_key("error-accent").await;
    for (name, typed) in
        [("name_zh", "第二十届测试大会"), ("introduction_en", "Three days of robots."), ("accent", PALE)]
    {
        let kept = desk.find(&format!("main [name={name}]")).await.prop("value").await.unwrap();
        assert_eq!(kept.as_deref(), Some(typed), "what was typed is kept");
    }
}

/// It stands on every page from then on, for visitors too.
async fn choose_a_dark_one(desk: &Window) {
    desk.pick_time("accent", DARK).await;
    desk.press("organizer-save").await;
    desk.sees_key("flash-edition-saved").await;
    desk.go("/organizer/settings").await;
    desk.sees_in("[aria-labelledby=edition]", DARK).await;
    desk.leave().await;
    desk.find(&format!("head link[href='/assets/theme-{}.css']", DARK.trim_start_matches('#'))).await;
}
