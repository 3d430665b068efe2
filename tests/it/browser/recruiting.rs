//! A job seeker finds a position, applies and withdraws; a recruiter publishes one and decides about
//! applicants, who are told of every change, and of a decision against them when it is released.

use fairhall::web::i18n::Locale;

use super::{Way, Window, demo, is_told, keep};
use crate::stage::PDF;
use crate::support::TestApp;
use crate::walk;

const POSTING: &str = "/recruitment/postings/embedded-software-engineer-pearl-bay-robotics-2";
const DESK: &str = "/organizations/pearl-bay-robotics";
const LETTER: &str = "I have written firmware for servo drives for five years.";
const DEGREE: &str = "Master 硕士";
const REMARK: &str = "We look forward to seeing the arm that you built.";
const REASON: &str = "We went on with people whose recent work lies closer to this cell.";
/// People of the demo are told in their own language.
const OURS: (&str, &str) = ("嵌入式软件工程师", "珠湾机器人股份有限公司");
const SEEKER: &str = "seeker@demo.fairhall.example";
const RECRUITER: &str = "recruiter@demo.fairhall.example";

walk!(a_job_seeker_finds_a_position_applies_and_withdraws, |way: Way| async move {
    let app = demo(way).await;
    let (window, desk) = (Window::open(&app.url, way).await, Window::open(&app.url, way).await);
    let resume = keep(&app, "lin-yue.pdf", PDF);
    walk_to_the_booth(&window).await;
    search_in_both_languages(&window).await;
    window.become_person("seeker").await;
    window.go(POSTING).await;
    window.press("posting-apply").await;
    window.fill("letter", LETTER).await;
    answer(&window).await;
    window.attach("resume", &resume).await;
    window.press("application-send").await;
    window.sees_key("flash-application-sent").await;
    let values = [("posting", OURS.0), ("organization", OURS.1)];
    is_told(&app, &window, SEEKER, &Locale::ZhCn.tf("notice-application-sent", &values), "").await;
    window.sees_in(".timeline", window.t("application-state-submitted")).await;
    window.sees_in("main", "lin-yue.pdf").await;
    receive(&app, &desk).await;
    withdraw(&window).await;
    lose(&app, &desk).await;
    window.close().await;
    desk.close().await;
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
    window.sees_in("h1", window.either("Embedded Software Engineer", OURS.0)).await;
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

/// What the posting asks, the last question aside: nobody must answer that one.
async fn answer(window: &Window) {
    window.select("answer_1", "yes").await;
    window.select("answer_2", DEGREE).await;
    window.fill("answer_3", "5").await;
}

/// The recruiter is told, and reads the letter beside the résumé and what was answered.
async fn receive(app: &TestApp, desk: &Window) {
    desk.become_person("recruiter").await;
    let subject = Locale::ZhCn.tf("notice-application-received", &[("posting", OURS.0)]);
    is_told(app, desk, RECRUITER, &subject, "").await;
    desk.sees_in("h1", "林悦").await;
    desk.sees_in("main", LETTER).await;
    desk.sees_in("[aria-labelledby=answers-title]", DEGREE).await;
    desk.sees_in("main a[href$='/resume']", "lin-yue.pdf").await;
}

/// Takes the application back, and sees it among the own ones.
async fn withdraw(window: &Window) {
    window.press("application-move-withdrawn").await;
    window.press("application-withdraw-yes").await;
    window.sees_key("flash-application-withdrawn").await;
    window.sees_in(".timeline", window.t("application-state-withdrawn")).await;
    window.go("/me/applications").await;
    window.sees_in(".rows", window.either("Embedded Software Engineer", OURS.0)).await;
    window.sees_in(".rows", window.t("application-state-withdrawn")).await;
}

/// The recruiter is told, and can no longer read it.
async fn lose(app: &TestApp, desk: &Window) {
    let subject = Locale::ZhCn.tf("notice-application-withdrawn", &[("posting", OURS.0)]);
    is_told(app, desk, RECRUITER, &subject, "").await;
    desk.sees_key("application-taken-back").await;
    desk.misses(LETTER).await;
    desk.misses("lin-yue.pdf").await;
}

walk!(a_recruiter_publishes_and_decides_and_tells_when_it_is_time, |way: Way| async move {
    let app = demo(way).await;
    let (seeker, desk) = (Window::open(&app.url, way).await, Window::open(&app.url, way).await);
    seeker.become_person("seeker").await;
    desk.become_person("recruiter").await;
    publish(&desk).await;
    move_on(&app, &desk, &seeker).await;
    decide_in_silence(&app, &desk, &seeker).await;
    release(&desk).await;
    read_the_decision(&app, &seeker).await;
    seeker.close().await;
    desk.close().await;
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

/// Step by step to an offer; the applicant is told of each, with what the recruiter remarks.
async fn move_on(app: &TestApp, desk: &Window, seeker: &Window) {
    open_application(desk, desk.either("Motion Control Engineer", "运动控制工程师")).await;
    for (button, state, remark) in [
        ("application-move-under-review", "application-state-under-review", ""),
        ("application-move-shortlisted", "application-state-shortlisted", ""),
        ("application-move-interviewing", "application-state-interviewing", REMARK),
    ] {
        desk.fill("reason", remark).await;
        desk.press(button).await;
        desk.sees_in(".page-head", desk.t(state)).await;
        is_told(app, seeker, SEEKER, &told("运动控制工程师", state), remark).await;
        seeker.sees_in(".page-head", seeker.t(state)).await;
        seeker.sees_in(".timeline", remark).await;
    }
    let answer_by = (app.clock.now() + chrono::Duration::days(20)).format("%Y-%m-%dT%H:%M").to_string();
    desk.press("offer-new").await;
    desk.fill("terms", "A permanent position in the cell team, with 25 days of leave.").await;
    desk.pick_time("answer_by", &answer_by).await;
    desk.press("offer-make").await;
    desk.sees_in(".page-head", desk.t("application-state-offered")).await;
    seeker.go(&seeker.path().await).await;
    seeker.sees_in(".page-head", seeker.t("application-state-offered")).await;
    seeker.sees("25 days of leave").await;
}

fn told(title: &str, state: &str) -> String {
    let values = [("posting", title), ("organization", OURS.1), ("state", Locale::ZhCn.t(state))];
    Locale::ZhCn.tf("notice-application-moved", &values)
}

/// Decides against an applicant, for whom nothing changes.
async fn decide_in_silence(app: &TestApp, desk: &Window, seeker: &Window) {
    let title = desk.either("Perception Engineer", "感知算法工程师");
    let before = look_around(app, seeker, title).await;
    open_application(desk, title).await;
    desk.fill("reason", "Between us: too far from the cell.").await;
    desk.press("application-move-unsuccessful").await;
    desk.sees_in(".page-head", desk.t("application-state-unsuccessful")).await;
    assert_eq!(look_around(app, seeker, title).await, before);
}

/// All that an applicant can learn: the application, the lists, what they were told and mailed.
async fn look_around(app: &TestApp, seeker: &Window, title: &str) -> (Vec<String>, usize) {
    let mut seen = Vec::new();
    for path in ["/me", "/me/notifications", "/me/applications"] {
        seeker.go(path).await;
        seen.push(seeker.read("body").await);
    }
    seeker.press_text(title).await;
    seeker.sees_in("h1", title).await;
    seeker.sees_in(".page-head", seeker.t("application-state-interviewing")).await;
    seen.push(seeker.read("body").await);
    let mails = app.mails().await.iter().filter(|mail| mail.to == SEEKER).count();
    (seen, mails)
}

/// Sees who will be told, and tells them all with a reason.
async fn release(desk: &Window) {
    desk.go(&format!("{DESK}/applications")).await;
    desk.press("application-release-preview").await;
    desk.sees_in("main .rows", "林悦").await;
    desk.fill("reason", REASON).await;
    desk.press("application-release-all").await;
    desk.sees_key("flash-application-released").await;
    desk.misses(desk.t("application-release-preview")).await;
}

/// Now the applicant is told, with the reason.
async fn read_the_decision(app: &TestApp, seeker: &Window) {
    is_told(app, seeker, SEEKER, &told("感知算法工程师", "application-state-rejected"), REASON).await;
    seeker.sees_in(".page-head", seeker.t("application-state-rejected")).await;
    seeker.sees_in(".timeline", REASON).await;
    seeker.misses("Between us").await;
    seeker.misses(seeker.t("application-state-unsuccessful")).await;
}
