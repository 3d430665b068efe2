//! A visitor and a booth's staff talk in its room: live where scripts run, by form where not.

use super::{Way, Window, Wire, demo, demo_behind};
use crate::support::Browser;

const BOOTH: &str = "/exhibition/booths/pearl-bay-robotics";
/// What Chromium says about a connection that was cut.
pub const CUT: &[&str] = &["WebSocket connection to", "ERR_CONNECTION", "ERR_EMPTY_RESPONSE"];

#[actix_web::test]
async fn two_people_talk_live_and_miss_nothing_after_a_lost_connection() {
    talk_live(Way::Scripts).await;
}

#[actix_web::test]
async fn two_people_talk_live_on_phones_and_miss_nothing_after_a_lost_connection() {
    talk_live(Way::Phone).await;
}

async fn talk_live(way: Way) {
    let mut wire = Wire::lay().await;
    let app = demo_behind(way, &wire.url).await;
    wire.lead_to(&app.url);
    let (visitor, staff) = (Window::open(&wire.url, way).await, Window::open(&wire.url, way).await);
    for (window, name) in [(&visitor, "seeker"), (&staff, "exhibitor")] {
        window.become_person(name).await;
        window.go(BOOTH).await;
    }
    staff.sees_in("[data-present]", "2").await;
    visitor.sees_in("[data-present]", "2").await;

    visitor.fill_at("#say-body", "Do the fingers click in from above?").await;
    staff.sees_in("[data-typing]", "林悦").await;
    visitor.click("[data-say] button").await;
    staff.sees_in(".messages", "Do the fingers click in from above?").await;
    staff.fill_at("#say-body", "From the side; **no tool** is needed.\n").await;
    visitor.sees_in(".messages", "no tool is needed.").await;
    visitor.find(".messages .message:last-child strong").await;

    wire.cut();
    let colleague = sign_in(app.visitor(), "xu-haoran").await;
    let room = visitor.find("[data-room]").await.attr("data-room").await.unwrap().unwrap();
    let said = colleague.post(&format!("/rooms/{room}/messages"), &[("body", "I can show it at four.")]).await;
    assert_eq!(said.status, 303, "{}", said.body);
    visitor.fill_at("#say-body", "Are you still there?\n").await;
    visitor.sees_in(".message--sending", "Are you still there?").await;
    visitor.sees_in("[data-state]", visitor.t("room-lost")).await;
    wire.mend();
    visitor.sees_in(".messages", "I can show it at four.").await;
    staff.sees_in(".messages", "Are you still there?").await;
    visitor.go(&format!("/rooms/{room}")).await;
    let all = visitor.read(".messages").await;
    assert_eq!(all.matches("Are you still there?").count(), 1, "{all}");
    assert_eq!(all.matches("I can show it at four.").count(), 1, "{all}");
    visitor.close_after(CUT).await;
    staff.close_after(CUT).await;
}

#[actix_web::test]
async fn two_people_talk_by_form_without_scripts() {
    let app = demo(Way::NoScripts).await;
    let window = Window::open(&app.url, Way::NoScripts).await;
    for (name, body) in [("seeker", "夹爪更换需要工具吗？"), ("exhibitor", "不需要，侧面卡入即可。")]
    {
        window.become_person(name).await;
        window.go(BOOTH).await;
        window.fill_at("#say-body", body).await;
        window.click("[data-say] button").await;
        window.sees_in(".messages .message:last-child", body).await;
    }
    window.become_person("seeker").await;
    window.go(BOOTH).await;
    window.sees_in(".messages", "不需要，侧面卡入即可。").await;
    window.leave().await;
    window.go(BOOTH).await;
    window.sees_in(".messages", "夹爪更换需要工具吗？").await;
    window.sees_in(".room", window.t("room-read-only")).await;
    window.close().await;
}

/// One of the demo's people, who speaks HTTP and no script.
pub async fn sign_in(browser: Browser, name: &str) -> Browser {
    let email = format!("{name}@demo.fairhall.example");
    let seen = browser.post("/login", &[("email", &email), ("password", super::PASSWORD)]).await;
    assert_eq!(seen.status, 303, "{}", seen.body);
    browser
}
