//! Somebody asks a booth: nobody is there and the answer comes later; or two talk, live where scripts
//! run.

use chrono::Duration;

use super::{Way, Window, demo};

const BOOTH: &str = "/exhibition/booths/pearl-bay-robotics";
const DESK: &str = "/organizations/pearl-bay-robotics/desk";
const ASK: &str = "form[action='/requests'] button[type=submit]";

async fn is_answered_later(way: Way) {
    let app = demo(way).await;
    // Nobody is on duty any more.
    app.clock.advance(Duration::days(2));
    let visitor = Window::open(&app.url, way).await;
    visitor.become_person("seeker").await;
    visitor.go(BOOTH).await;
    visitor.fill_at("#f-body", "夹爪能在零下二十度工作吗？").await;
    visitor.click(ASK).await;
    visitor.sees_in("main", visitor.t("request-later")).await;
    visitor.close().await;

    app.clock.advance(Duration::hours(1));
    let staff = Window::open(&app.url, way).await;
    staff.become_person("exhibitor").await;
    staff.go(DESK).await;
    staff.sees_in("main", "夹爪能在零下二十度工作吗？").await;
    staff.click("main .rows a[href^='/requests/']").await;
    staff.fill_at("#say-body", "可以，最低零下三十度。").await;
    staff.click("[data-say] button").await;
    staff.sees_in(".messages", "可以，最低零下三十度。").await;
    staff.close().await;

    app.clock.advance(Duration::minutes(5));
    let mails = app.mails().await;
    let told = mails.iter().filter(|mail| mail.to == "seeker@demo.fairhall.example");
    assert!(told.into_iter().any(|mail| mail.paragraphs.iter().any(|text| text.contains("可以，最低零下三十度。"))));
    let visitor = Window::open(&app.url, way).await;
    visitor.become_person("seeker").await;
    visitor.go("/me/requests").await;
    visitor.click("main .rows a[href^='/requests/']").await;
    visitor.sees_in(".messages", "可以，最低零下三十度。").await;
    visitor.close().await;
}

#[actix_web::test]
async fn a_question_to_an_empty_booth_is_answered_later_with_scripts() {
    is_answered_later(Way::Scripts).await;
}

#[actix_web::test]
async fn a_question_to_an_empty_booth_is_answered_later_without_scripts() {
    is_answered_later(Way::NoScripts).await;
}

#[actix_web::test]
async fn a_visitor_sees_the_turn_come_without_loading_the_page() {
    let app = demo(Way::Scripts).await;
    let (visitor, staff) = (Window::open(&app.url, Way::Scripts).await, Window::open(&app.url, Way::Scripts).await);
    staff.become_person("exhibitor").await;
    staff.go(DESK).await;
    visitor.become_person("seeker").await;
    visitor.go(BOOTH).await;
    visitor.fill_at("#f-body", "现在方便聊几句吗？").await;
    visitor.click(ASK).await;
    visitor.sees_in("[data-refresh]", visitor.t("request-state-offered")).await;
    staff.sees_in("[data-refresh]", "现在方便聊几句吗？").await;
    staff.click("[data-refresh] form[action$='/acceptance'] button").await;
    staff.sees_in("[data-refresh]", staff.t("request-state-active")).await;
    visitor.sees_in("[data-refresh]", visitor.t("request-state-active")).await;
    staff.fill_at("#say-body", "您好，请讲。\n").await;
    visitor.sees_in(".messages", "您好，请讲。").await;
    staff.click("[data-refresh] form[action$='/ending'] button").await;
    visitor.sees_in("[data-refresh]", visitor.t("request-state-answered")).await;
    visitor.close().await;
    staff.close().await;
}
