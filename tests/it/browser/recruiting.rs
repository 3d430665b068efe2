//! A job seeker finds a position and applies; a recruiter publishes one and decides about
//! applicants, who learn of a decision when it is released and not before.

use fairhall::web::i18n::Locale;

use super::{Script, Window, demo, keep};
use crate::stage::PDF;
use crate::walk;

const POSTING: &str = "/recruitment/postings/embedded-software-engineer-pearl-bay-robotics-2";
const DESK: &str = "/organizations/pearl-bay-robotics";
const REASON: &str = "We went on with people whose recent work lies closer to this cell.";

walk!(a_job_seeker_finds_a_position_applies_and_withdraws, |script: Script| async move {
    let app = demo().await;
    let window = Window::open(&app.url, script).await;
    let resume = keep(&app, "lin-yue.pdf", PDF);
    walk_to_the_booth(&window).await;
    search_in_both_languages(&window).await;
    window.become_person("seeker").await;
    window.go(POSTING).await;
    window.press("posting-apply").await;
    window.fill("letter", "I have written firmware for servo drives for five years.").await;
    window.attach("resume", &resume).await;
    window.press("application-send").await;
    window.sees_key("flash-application-sent").await;
    window.sees_in(".timeline", window.t("application-state-submitted")).await;
    window.sees_in("main", "lin-yue.pdf").await;
    withdraw(&window).await;
    window.close().await;
});

/// From the lobby over the floor plan to a booth and its positions.
async fn walk_to_the_booth(window: &Window) {
    window.click("header nav a[href='/exhibition']").await;
    window.click("main a[href='/exhibition/halls/manufacturing']").await;
    window.find("[data-plan] svg a[href='/exhibition/booths/pearl-bay-robotics']").await;
    window.click(".rows a[href='/exhibition/booths/pearl-bay-robotics']").await;
    window.sees_in(".fascia", "A-01").await;
    window.sees_in("main", window.t("posting-of-booth")).await;
    window.click(&format!("main a[href='{POSTING}']")).await;
    window.sees_in("h1", window.either("Embedded Software Engineer", "嵌入式软件工程师")).await;
}

/// By words and place, in either language, whatever language the pages have.
async fn search_in_both_languages(window: &Window) {
    for (words, place) in [("embedded software", "Shenzhen"), ("嵌入式软件", "深圳")] {
        window.go("/recruitment").await;
        window.fill("q", words).await;
        window.fill("place", place).await;
        window.press("posting-search").await;
        window.find(&format!(".results a[href='{POSTING}']")).await;
    }
}

/// Takes the application back, and sees it among the own ones.
async fn withdraw(window: &Window) {
    window.press("application-move-withdrawn").await;
    window.press("application-withdraw-yes").await;
    window.sees_key("flash-application-withdrawn").await;
    window.sees_in(".timeline", window.t("application-state-withdrawn")).await;
    window.go("/me/applications").await;
    window.sees_in(".rows", window.either("Embedded Software Engineer", "嵌入式软件工程师")).await;
    window.sees_in(".rows", window.t("application-state-withdrawn")).await;
}

walk!(a_recruiter_publishes_and_decides_and_tells_when_it_is_time, |script: Script| async move {
    let app = demo().await;
    let window = Window::open(&app.url, script).await;
    window.become_person("recruiter").await;
    publish(&window).await;
    let title = window.either("Motion Control Engineer", "运动控制工程师");
    open_application(&window, title).await;
    for (button, state) in [
        ("application-move-under-review", "application-state-under-review"),
        ("application-move-shortlisted", "application-state-shortlisted"),
        ("application-move-interviewing", "application-state-interviewing"),
        ("application-move-offered", "application-state-offered"),
    ] {
        window.press(button).await;
        window.sees_in(".page-head", window.t(state)).await;
    }
    decide_and_release(&window).await;
    window.close().await;
});

/// A new position, open to the public at once.
async fn publish(window: &Window) {
    window.go(&format!("{DESK}/postings/new")).await;
    window.fill("title", "Gripper Designer").await;
    window
        .fill("body", "Draw fingers for our grippers that click in **without tools**, and try them on real parts.")
        .await;
    window.fill("title_zh", "夹爪设计师").await;
    window.fill("body_zh", "为协作机械臂设计免工具更换的夹爪手指，并在真实零件上反复试验与改进。").await;
    window.select("field", "2.3").await;
    window.select("type", "FULL_TIME").await;
    window.fill("city", "Shenzhen").await;
    window.fill("city_zh", "深圳").await;
    window.select("country", "CN").await;
    window.fill("openings", "2").await;
    window.pick_time("closes_at", "2099-12-31T18:00").await;
    window.tick("apply_by", "here").await;
    window.press("posting-save").await;
    window.sees_key("flash-posting-saved").await;
    window.press("posting-publish").await;
    window.sees_key("flash-posting-published").await;
    window.press("posting-see-public").await;
    window.sees_in("h1", window.either("Gripper Designer", "夹爪设计师")).await;
    window.sees_key("posting-apply-title").await;
}

/// The application of the demo's job seeker for a position, from the list.
async fn open_application(window: &Window, title: &str) {
    window.go(&format!("{DESK}/applications")).await;
    window.click_at(&format!("//main//tr[contains(., '林悦')][contains(., '{title}')]//th/a")).await;
    window.sees_in("h1", "林悦").await;
    window.find("main a[href$='/resume']").await;
}

/// Decides against an applicant, who sees nothing of it, and tells them later with the reason.
async fn decide_and_release(window: &Window) {
    let title = window.either("Perception Engineer", "感知算法工程师");
    open_application(window, title).await;
    window.press("application-move-unsuccessful").await;
    window.sees_in(".page-head", window.t("application-state-unsuccessful")).await;
    see_own(window, title).await;
    window.sees_in(".page-head", window.t("application-state-interviewing")).await;
    window.misses(window.t("application-state-unsuccessful")).await;
    window.become_person("recruiter").await;
    open_application(window, title).await;
    window.fill("reason", REASON).await;
    window.press("application-release").await;
    window.sees_key("flash-application-released").await;
    see_own(window, title).await;
    window.sees_in(".page-head", window.t("application-state-rejected")).await;
    window.sees_in(".timeline", REASON).await;
    window.go("/me/notifications").await;
    // What people are told is kept in their own language.
    window.sees_in("main .rows", Locale::ZhCn.t("application-state-rejected")).await;
    window.sees_in("main .rows", Locale::ZhCn.t("application-state-offered")).await;
}

/// The applicant's own page of it.
async fn see_own(window: &Window, title: &str) {
    window.become_person("seeker").await;
    window.go("/me/applications").await;
    window.press_text(title).await;
    window.sees_in("h1", title).await;
}
