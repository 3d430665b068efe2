//! A moderator acts on a report: hides the message and silences its author, who is told why and
//! until when; then undoes both.

use fairhall::web::i18n::Locale;

use super::{Way, Window, demo, is_told, mail_to};
use crate::support::TestApp;
use crate::walk;

const BOOTH: &str = "/exhibition/booths/pearl-bay-robotics";
const RUDE: &str = "Nobody with sense would ever buy this toy.";
const SPEAKER: &str = "seeker@demo.fairhall.example";
const REASON: &str = "Please speak about the work, not about people.";

walk!(a_moderator_hides_and_silences_and_undoes_both, |way: Way| async move {
    let app = demo(way).await;
    let (speaker, desk) = (Window::open(&app.url, way).await, Window::open(&app.url, way).await);
    speaker.become_person("seeker").await;
    speaker.go(BOOTH).await;
    speaker.fill_at("#say-body", RUDE).await;
    speaker.click("[data-say] button").await;
    speaker.find(".message[data-id]:last-child").await;
    speaker.sees_in(".message[data-id]:last-child", RUDE).await;
    report(&desk).await;
    decide(&desk).await;
    try_to_speak(&speaker, way).await;
    read_why(&app, &speaker).await;
    thank(&app, &desk).await;
    undo(&desk).await;
    read_the_undoing(&app, &speaker).await;
    speaker.go(BOOTH).await;
    speaker.sees_in(".messages", RUDE).await;
    speaker.fill_at("#say-body", "I am sorry.").await;
    speaker.click("[data-say] button").await;
    speaker.sees_in(".message[data-id]:last-child", "I am sorry.").await;
    // A refused form is answered with 403.
    speaker.close_after(&["403 (Forbidden)"]).await;
    desk.close().await;
});

/// Another visitor reports what was said.
async fn report(desk: &Window) {
    desk.become_person("sofia-lindqvist").await;
    desk.go(BOOTH).await;
    desk.click_at(&format!(
        "//li[contains(@class, 'message')][contains(., '{RUDE}')]//a[contains(@href, '/reports/new')]"
    ))
    .await;
    desk.sees_in("blockquote", RUDE).await;
    desk.tick("category", "abuse").await;
    desk.fill("note", "This was uncalled for.").await;
    desk.press("report-send").await;
    desk.sees_key("flash-report-sent").await;
}

/// The moderator reads it with what was said around it, and decides.
async fn decide(desk: &Window) {
    desk.become_person("moderator").await;
    desk.go("/organizer/reports?q=toy").await;
    desk.click("main table th a").await;
    desk.sees_in(".context .is-meant", RUDE).await;
    desk.sees("This was uncalled for.").await;
    desk.press("report-take").await;
    desk.sees_key("flash-report-in-review").await;
    desk.tick("verdict", "silence").await;
    desk.select("term", "day").await;
    desk.tick("hide", "yes").await;
    desk.fill("reason", REASON).await;
    desk.press("report-decide").await;
    desk.sees_key("flash-report-decided").await;
    desk.sees_key("report-actioned").await;
}

/// Whoever is silenced reads why and until when, on the page that stands open and on a new one.
async fn try_to_speak(speaker: &Window, way: Way) {
    if way.has_scripts() {
        // The page hears of it by itself.
        speaker.sees_in(".message--removed", speaker.t("chat-hidden")).await;
    }
    speaker.fill_at("#say-body", "And another thing!").await;
    speaker.click("[data-say] button").await;
    speaker.sees_in(if way.has_scripts() { ".message--failed" } else { ".room" }, REASON).await;
    if way.has_scripts() {
        // Until then it would wait there for a time when it may be said.
        speaker.press("room-discard").await;
    }
    speaker.go(BOOTH).await;
    speaker.sees_in(".room", REASON).await;
    speaker.misses(RUDE).await;
    speaker.misses("And another thing!").await;
}

/// In the site and by mail, in the person's own language: why, and until when.
async fn read_why(app: &TestApp, speaker: &Window) {
    is_told(app, speaker, SPEAKER, Locale::ZhCn.t("notice-message-hidden"), REASON).await;
    let silenced = Locale::ZhCn.t("notice-silenced");
    is_told(app, speaker, SPEAKER, silenced, REASON).await;
    let mail = mail_to(app, SPEAKER, silenced).await;
    assert!(mail.paragraphs.iter().any(|text| text.contains("Asia/Shanghai")), "{mail:#?}");
}

/// Whoever reported it learns that it was of use.
async fn thank(app: &TestApp, desk: &Window) {
    let mail = mail_to(app, "sofia-lindqvist@demo.fairhall.example", Locale::En.t("notice-report-actioned")).await;
    assert!(mail.paragraphs.iter().any(|text| text.contains(Locale::En.t("notice-report-thanks"))), "{mail:#?}");
    desk.sees_key("report-actioned").await;
}

/// Both undone, each with a reason.
async fn undo(desk: &Window) {
    desk.press("message-show").await;
    desk.fill("reason", "On second thoughts it may stand.").await;
    desk.press("message-show").await;
    desk.sees_key("flash-message-shown").await;
    desk.go("/organizer/sanctions").await;
    desk.click("main table th a").await;
    desk.sees_in(".facts", REASON).await;
    desk.fill("reason", "An apology came.").await;
    desk.press("sanction-lift").await;
    desk.sees_key("flash-sanction-lifted").await;
}

/// Both times the person is told, again with the reason.
async fn read_the_undoing(app: &TestApp, speaker: &Window) {
    is_told(app, speaker, SPEAKER, Locale::ZhCn.t("notice-message-shown"), "On second thoughts it may stand.").await;
    let lifted = Locale::ZhCn.tf("notice-lifted", &[("sanction", Locale::ZhCn.t("sanction-silenced"))]);
    is_told(app, speaker, SPEAKER, &lifted, "An apology came.").await;
}
