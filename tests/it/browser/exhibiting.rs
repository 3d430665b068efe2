//! A visitor saves a booth and leaves a card there; the exhibitor rates it, notes something and finds it by that;
//! the visitor takes it back. And an exhibitor adds an exhibit, changes it and moves it up.

use fairhall::web::i18n::Locale;

use super::{Way, Window, demo, is_told};
use crate::support::TestApp;
use crate::walk;

const BOOTH: &str = "/exhibition/booths/pearl-bay-robotics";
const DESK: &str = "/organizations/pearl-bay-robotics";
const HOST: &str = "exhibitor@demo.fairhall.example";
const NAME: &str = "罗正凯";
const ADDRESS: &str = "newcomer@demo.fairhall.example";
const HOUSE: (&str, &str) = ("Pearl Bay Robotics Co., Ltd.", "珠湾机器人股份有限公司");
const NOTE: &str = "Our cameras could watch what your arms let through.";
const TAG: &str = "cameras";
const REMARK: &str = "Send the drawings of the flange.";
const EXHIBIT: (&str, &str) = ("Gripper of one piece", "一体式夹爪");
const SUMMARY: &str = "Printed in a single run, without a screw.";

walk!(a_visitor_leaves_a_card_and_takes_it_back, |way: Way| async move {
    let app = demo(way).await;
    let (visitor, host) = (Window::open(&app.url, way).await, Window::open(&app.url, way).await);
    visitor.become_person("newcomer").await;
    host.become_person("exhibitor").await;
    save_the_booth(&visitor).await;
    leave_a_card(&visitor).await;
    let lead = receive_it(&app, &host).await;
    write_to_it(&app, &host).await;
    find_it_by_that(&host).await;
    take_it_back(&visitor, way).await;
    lose_it(&app, &host, &lead).await;
    visitor.close().await;
    // What is gone is answered with 404, which Chromium's console tells.
    host.close_after(&["404"]).await;
});

/// Kept on its page, and found again among what is saved.
async fn save_the_booth(visitor: &Window) {
    visitor.go(BOOTH).await;
    visitor.press("save-do").await;
    visitor.sees_key("flash-saved").await;
    visitor.sees_in(".fascia form.save", visitor.t("save-undo")).await;
    visitor.go("/me/saved?kind=booth").await;
    visitor.sees_in("main .rows", visitor.either(HOUSE.0, HOUSE.1)).await;
}

/// Reads what would be shared, leaves the address of mail out, and shares the rest.
async fn leave_a_card(visitor: &Window) {
    visitor.click(&format!("main .rows a[href='{BOOTH}']")).await;
    visitor.press("card-leave").await;
    visitor.sees_in("main .facts", NAME).await;
    visitor.tick("with_email", "yes").await;
    visitor.fill("affiliation", "Songyun Machine Vision").await;
    visitor.fill("phone", "+86 27 5555 0101").await;
    visitor.fill("note", NOTE).await;
    visitor.press("card-share").await;
    visitor.sees_key("flash-card-left").await;
    visitor.sees_key("card-look").await;
}

/// The exhibitor is told, and reads what was shared and no more; gives the address of the card.
async fn receive_it(app: &TestApp, host: &Window) -> String {
    let subject = Locale::ZhCn.tf("notice-lead-received", &[("name", NAME)]);
    is_told(app, host, HOST, &subject, NOTE).await;
    host.sees_in("h1", NAME).await;
    for words in [NOTE, "Songyun Machine Vision", "+86 27 5555 0101"] {
        host.sees_in("[aria-labelledby=card-title]", words).await;
    }
    host.misses(ADDRESS).await;
    host.path().await
}

/// Rating, tag, note, and when to follow it up.
async fn write_to_it(app: &TestApp, host: &Window) {
    let day = (app.clock.now() + chrono::Duration::days(2)).format("%Y-%m-%d").to_string();
    host.tick("rating", "hot").await;
    host.fill("tags", TAG).await;
    host.fill("remark", REMARK).await;
    host.pick_time("follow_up", &format!("{day}T10:00")).await;
    host.press("lead-save").await;
    host.sees_key("flash-lead-saved").await;
    host.sees_in(".page-head", host.t("lead-hot")).await;
    host.sees_in("[aria-labelledby=card-title] .tags", TAG).await;
    host.sees_in("[aria-labelledby=follow-title]", &host.locale.tf("lead-reminds", &[("name", "赵林峰")])).await;
    let kept = host.find("main [name=remark]").await.prop("value").await.unwrap();
    assert_eq!(kept.as_deref(), Some(REMARK));
}

/// By rating, tag and plan, which leave others out; with another rating there is nothing.
async fn find_it_by_that(host: &Window) {
    host.go(&format!("{DESK}/leads")).await;
    host.sees_in("main table", "Tomasz Wilk").await;
    host.select("rating", "hot").await;
    host.select("follow", "ahead").await;
    host.click_at(&format!("//main//select[@name='tag']/option[.='{TAG}']")).await;
    host.press("organizer-find").await;
    host.find("main .finder option[value=hot][selected]").await;
    host.sees_in("main table", NAME).await;
    host.misses("Tomasz Wilk").await;
    host.misses("Matteo Ferraris").await;
    host.select("rating", "cold").await;
    host.press("organizer-find").await;
    host.sees_key("organizer-none").await;
}

/// Sees who holds the card and what it says, and wants it back.
async fn take_it_back(visitor: &Window, way: Way) {
    visitor.go("/me/cards").await;
    visitor.sees_in("main .grid", visitor.either(HOUSE.0, HOUSE.1)).await;
    visitor.sees_in("main .grid", NOTE).await;
    visitor.misses(ADDRESS).await;
    visitor.click("main form[action$='/withdrawal'] button").await;
    if way.has_scripts() {
        visitor.click("dialog[open] [value=yes]").await;
    }
    visitor.sees_key("flash-card-withdrawn").await;
    visitor.sees_key("cards-none").await;
}

/// The exhibitor is told; neither the list nor the address has it any more.
async fn lose_it(app: &TestApp, host: &Window, lead: &str) {
    let values = [("name", NAME), ("organization", HOUSE.1)];
    is_told(app, host, HOST, &Locale::ZhCn.tf("notice-lead-withdrawn", &values), "").await;
    host.sees_in("main table", "Tomasz Wilk").await;
    host.misses(NAME).await;
    host.go(lead).await;
    host.sees_key("error-404-title").await;
    host.misses(REMARK).await;
}

walk!(an_exhibitor_adds_an_exhibit_changes_it_and_moves_it_up, |way: Way| async move {
    let app = demo(way).await;
    let host = Window::open(&app.url, way).await;
    host.become_person("exhibitor").await;
    add_an_exhibit(&host).await;
    change_it(&host).await;
    move_it_up(&host).await;
    look_at_both_sides(&host).await;
    host.close().await;
});

/// In a draft of what is public, behind the three that are there.
async fn add_an_exhibit(host: &Window) {
    host.go(&format!("{DESK}/booth")).await;
    host.press("booth-edit-again").await;
    host.sees_key("flash-booth-draft").await;
    host.fill("exhibit_name", EXHIBIT.0).await;
    host.fill("exhibit_name_zh", EXHIBIT.1).await;
    host.fill("exhibit_summary", "Printed.").await;
    host.press("booth-exhibit-add").await;
    host.sees_in("#exhibits > div:last-of-type", EXHIBIT.0).await;
}

/// On a page of its own, which holds what was written.
async fn change_it(host: &Window) {
    host.click_at(&format!("//*[@id='exhibits']/div[contains(., '{}')]//a", EXHIBIT.0)).await;
    host.sees_in("h1", host.t("booth-exhibit-edit-title")).await;
    let written = host.find("main [name=exhibit_name_zh]").await.prop("value").await.unwrap();
    assert_eq!(written.as_deref(), Some(EXHIBIT.1));
    host.fill("exhibit_summary", SUMMARY).await;
    host.press("booth-exhibit-save").await;
    host.sees_in("#exhibits > div:last-of-type", SUMMARY).await;
}

async fn move_it_up(host: &Window) {
    host.click("#exhibits > div:last-of-type form[action$='/rise'] button").await;
    host.sees_in("#exhibits > div:nth-last-of-type(2)", EXHIBIT.0).await;
}

/// The preview shows it in its place, the public nothing of it yet.
async fn look_at_both_sides(host: &Window) {
    let name = host.either(EXHIBIT.0, EXHIBIT.1);
    host.press("booth-see").await;
    host.sees_key("booth-preview-notice").await;
    host.sees_in(".exhibit:nth-last-of-type(2)", name).await;
    host.leave().await;
    host.go(BOOTH).await;
    host.sees_in(".fascia", "A-01").await;
    host.misses(name).await;
}
