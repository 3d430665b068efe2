//! A person reads who saw what is theirs and what a deletion would end, deletes the account, and is found by
//! nobody any more; whom it concerns is told.

use fairhall::web::i18n::Locale;

use super::{PASSWORD, Way, Window, demo, is_told};
use crate::support::TestApp;
use crate::walk;

const NAME: &str = "林悦";
const ADDRESS: &str = "seeker@demo.fairhall.example";
const RECRUITER: &str = "recruiter@demo.fairhall.example";
const HOUSE: (&str, &str) = ("Pearl Bay Robotics Co., Ltd.", "珠湾机器人股份有限公司");
const POSITION: (&str, &str) = ("Motion Control Engineer", "运动控制工程师");

walk!(a_person_deletes_the_account_and_is_found_no_more, |way: Way| async move {
    let app = demo(way).await;
    let (window, desk) = (Window::open(&app.url, way).await, Window::open(&app.url, way).await);
    desk.become_person("organizer").await;
    look_for_them(&desk).await;
    desk.sees_in("main table", ADDRESS).await;
    window.become_person("seeker").await;
    read_who_saw_it(&window).await;
    read_what_ends(&window).await;
    delete(&window).await;
    sign_in_in_vain(&window).await;
    look_for_them(&desk).await;
    desk.sees_key("organizer-none").await;
    desk.misses(ADDRESS).await;
    learn_of_it(&app, &desk).await;
    // Refused is a 422, which Chromium's console tells.
    window.close_after(&["422"]).await;
    desk.close().await;
});

/// The organizer asks for the name.
async fn look_for_them(desk: &Window) {
    desk.go("/organizer/people").await;
    desk.fill("q", NAME).await;
    desk.press("organizer-find").await;
    desk.find(&format!("main .finder [name=q][value='{NAME}']")).await;
}

/// Who opened the résumé, and who holds the card.
async fn read_who_saw_it(window: &Window) {
    window.go("/me/privacy").await;
    window.sees_in("[aria-labelledby=audience]", ADDRESS).await;
    for words in [window.t("sight-resumes"), window.t("sight-card"), window.either(HOUSE.0, HOUSE.1)] {
        window.sees_in("[aria-labelledby=seen]", words).await;
    }
}

/// Before anything is done: what goes in general, and this person's own by name.
async fn read_what_ends(window: &Window) {
    window.press("deletion-open").await;
    window.sees_key("deletion-effect-profile").await;
    window.sees_key("leaving-applications").await;
    window.sees_in("main", window.either(POSITION.0, POSITION.1)).await;
}

/// A wrong password changes nothing and keeps the address; with the right one everything is gone.
async fn delete(window: &Window) {
    window.fill("email", ADDRESS).await;
    window.fill("password", "fairhall-memo").await;
    window.press("deletion-submit").await;
    window.sees_key("error-current-password").await;
    let kept = window.find("main [name=email]").await.prop("value").await.unwrap();
    assert_eq!(kept.as_deref(), Some(ADDRESS), "what was typed is kept");
    window.fill("password", PASSWORD).await;
    window.press("deletion-submit").await;
    window.sees_key("flash-account-deleted").await;
    window.find("header a[href='/login']").await;
}

async fn sign_in_in_vain(window: &Window) {
    window.go("/me").await;
    window.sees_in("main h1", window.t("log-in")).await;
    window.go("/login").await;
    window.fill("email", ADDRESS).await;
    window.fill("password", PASSWORD).await;
    window.press("log-in").await;
    window.sees_key("error-login").await;
}

/// The recruiter is told that the application was withdrawn, and has nothing of it left.
async fn learn_of_it(app: &TestApp, desk: &Window) {
    desk.become_person("recruiter").await;
    let subject = Locale::ZhCn.tf("notice-application-withdrawn", &[("posting", POSITION.1)]);
    is_told(app, desk, RECRUITER, &subject, "").await;
    desk.sees_in("main h1", desk.t("workspace-applications")).await;
    desk.misses(NAME).await;
}
