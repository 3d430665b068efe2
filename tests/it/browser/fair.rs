//! An organizer publishes a job fair, a recruiter brings a position, somebody who looks for work finds it
//! there and talks in its room; then it is called off, and the recruiter is told.

use fairhall::web::i18n::Locale;

use super::{Way, Window, demo};
use crate::walk;

const FAIR: &str = "/recruitment/fairs/gripper-day";
const RUNNING: &str = "/recruitment/fairs/robotics-and-intelligent-manufacturing-fair";
const POSTING: &str = "/recruitment/postings/embedded-software-engineer-pearl-bay-robotics-2";
const RECRUITER: &str = "recruiter@demo.fairhall.example";
const REASON: &str = "The hall's line is down until Monday.";

walk!(a_fair_is_published_filled_visited_and_called_off, |way: Way| async move {
    let app = demo(way).await;
    let (desk, window) = (Window::open(&app.url, way).await, Window::open(&app.url, way).await);
    desk.become_person("organizer").await;
    publish(&desk).await;
    window.become_person("recruiter").await;
    bring(&window).await;
    window.become_person("seeker").await;
    visit(&window).await;
    look_at_the_running_one(&window).await;
    call_off(&desk).await;
    window.become_person("recruiter").await;
    let subject = Locale::ZhCn.tf("notice-fair-cancelled", &[("fair", "夹爪日"), ("from", "")]);
    let end = subject.rsplit_once('的').map_or("", |(_, end)| end).to_owned();
    assert!(app.mails().await.iter().any(|mail| mail.to == RECRUITER && mail.subject.ends_with(&end)));
    window.go(FAIR).await;
    window.sees(REASON).await;
    window.go("/me/notifications").await;
    window.sees(&end).await;
    desk.close().await;
    window.close().await;
});

/// Writes a fair in both languages and makes it public.
async fn publish(desk: &Window) {
    desk.go("/organizer/fairs").await;
    desk.press("fair-new").await;
    desk.fill("title_en", "Gripper Day").await;
    desk.fill("introduction_en", "Everything that **holds** something.").await;
    desk.fill("title_zh", "夹爪日").await;
    desk.fill("introduction_zh", "一切能**抓住**东西的技术。").await;
    desk.pick_time("starts_at", "2026-01-01T09:00").await;
    desk.pick_time("ends_at", "2099-01-02T17:00").await;
    desk.press("organizer-save").await;
    desk.sees_key("flash-fair-saved").await;
    desk.press("fair-publish").await;
    desk.sees_key("flash-fair-published").await;
    desk.sees_in(".page-head", desk.t("fair-stage-running")).await;
}

/// Brings a position from the postings page.
async fn bring(window: &Window) {
    window.go("/organizations/pearl-bay-robotics/postings").await;
    window.press("fair-title").await;
    window.press_text(window.either("Gripper Day", "夹爪日")).await;
    window.fill("q", "embedded software").await;
    window.press("posting-search").await;
    let row = format!("//main//tr[.//a[@href='{POSTING}']]");
    window.click_at(&format!("{row}//form//button")).await;
    window.sees_key("flash-fair-posting-added").await;
    window.sees_in("main table", window.t("fair-part-listed")).await;
}

/// Finds the position at the fair, and says something in its room.
async fn visit(window: &Window) {
    window.go("/recruitment").await;
    window.press("fair-all").await;
    window.click(&format!("main a[href='{FAIR}']")).await;
    window.sees_in("h1", window.either("Gripper Day", "夹爪日")).await;
    window.find("main a[href='/exhibition/booths/pearl-bay-robotics']").await;
    window.find("main a[href='/requests/new?desk=recruitment&organization=pearl-bay-robotics']").await;
    window.fill("body", "Which of these hands can hold an egg?").await;
    window.click("form[data-say] button[type='submit']").await;
    window.sees_in(".messages", "Which of these hands can hold an egg?").await;
    window.go(FAIR).await;
    window.sees_in(".messages", "Which of these hands can hold an egg?").await;
    window.click(&format!(".results a[href='{POSTING}']")).await;
    window.find(&format!("main a[href='{FAIR}']")).await;
}

/// The demo's own fair that is on: its positions are searched where they stand.
async fn look_at_the_running_one(window: &Window) {
    window.go(RUNNING).await;
    window.sees_in(".page-head", window.t("fair-stage-running")).await;
    window.fill("q", "zzzzzz").await;
    window.press("posting-search").await;
    window.sees_key("posting-none-title").await;
    window.press("posting-clear").await;
    window.find(".results a").await;
}

/// Without a reason nothing happens; with one the fair is off.
async fn call_off(desk: &Window) {
    desk.fill("reason", REASON).await;
    desk.press("fair-cancel").await;
    desk.sees_key("flash-fair-cancelled").await;
    desk.sees_in(".page-head", desk.t("fair-state-cancelled")).await;
}
