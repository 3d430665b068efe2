//! The organizer makes a session, its speaker confirms it, somebody attends and asks, the speaker lets the
//! question through and holds a poll, and the one who attends votes.

use super::{Way, Window, demo};
use crate::support::TestApp;
use crate::walk;

const TITLE: &str = "Bridges that weigh themselves";
const QUESTION: &str = "What does a bridge weigh in the rain?";
const POLL: &str = "Which bridge is next?";

walk!(a_session_is_made_confirmed_attended_and_asked_about, |way: Way| async move {
    let app = demo(way).await;
    let (desk, speaker) = (Window::open(&app.url, way).await, Window::open(&app.url, way).await);
    make_it(&app, &desk).await;
    speaker.become_person("partner").await;
    let page = confirm_it(&speaker).await;
    attend_it(&desk, &page).await;
    moderate_it(&speaker, &page).await;
    vote_in_it(&desk, &page).await;
    desk.close().await;
    speaker.close().await;
});

async fn make_it(app: &TestApp, desk: &Window) {
    desk.become_person("organizer").await;
    desk.go("/organizer/programme/new").await;
    desk.fill("title_en", TITLE).await;
    desk.fill("body_en", "Sensors in the cables, and what they tell.").await;
    let day = (app.clock.now() + chrono::Duration::days(6)).format("%Y-%m-%d").to_string();
    desk.pick_time("starts_at", &format!("{day}T10:00")).await;
    desk.pick_time("ends_at", &format!("{day}T11:00")).await;
    desk.click_at("//main//select[@name='stage']/option[2]").await;
    desk.click_at("//main//label[contains(., 'Matteo Ferraris')]").await;
    desk.press("session-save").await;
    desk.sees_key("flash-session-saved").await;
    for to in ["session-move-submitted", "session-move-accepted"] {
        desk.press(to).await;
        desk.sees_key("flash-session-moved").await;
    }
    desk.leave().await;
}

/// The speaker finds it in what they were told, and confirms.
async fn confirm_it(speaker: &Window) -> String {
    speaker.go("/forum/sessions/bridges-that-weigh-themselves").await;
    speaker.sees_key("session-not-public").await;
    speaker.press("session-move-confirmed").await;
    speaker.sees_key("flash-session-moved").await;
    speaker.path().await
}

async fn attend_it(window: &Window, page: &str) {
    window.go("/forum?day=all").await;
    window.go(page).await;
    window.sees_key("session-attend-members").await;
    window.become_person("seeker").await;
    window.go(page).await;
    window.press("session-attend").await;
    window.sees_key("flash-session-attending").await;
    window.go("/me/saved?kind=sessions").await;
    window.sees_in("main", TITLE).await;
    window.go(page).await;
    window.fill("question", QUESTION).await;
    window.press("question-send").await;
    window.sees_key("flash-question-asked").await;
}

async fn moderate_it(speaker: &Window, page: &str) {
    speaker.go(page).await;
    speaker.press("questions-desk").await;
    speaker.sees_in("main", QUESTION).await;
    speaker.press("question-move-visible").await;
    speaker.sees_key("flash-question-moved").await;
    speaker.fill("poll", POLL).await;
    speaker.fill("options", "The old one\nThe new one").await;
    speaker.press("poll-save").await;
    speaker.sees_key("flash-poll-saved").await;
    speaker.press("poll-move-open").await;
    speaker.sees_key("flash-poll-moved").await;
}

async fn vote_in_it(window: &Window, page: &str) {
    window.go(page).await;
    window.sees_in("main", QUESTION).await;
    window.press("question-vote").await;
    window.sees_key("flash-question-voted").await;
    vote_in_poll(window, page).await;
}

async fn vote_in_poll(window: &Window, page: &str) {
    window.go(page).await;
    window.click_at("//main//label[contains(., 'The new one')]").await;
    window.press("poll-vote").await;
    window.sees_key("flash-poll-voted").await;
    window.sees_in("main", "100 %").await;
}

#[actix_web::test]
async fn who_watches_a_session_sees_what_changes_and_keeps_what_they_type() {
    let app = demo(Way::Scripts).await;
    let (desk, speaker) = (Window::open(&app.url, Way::Scripts).await, Window::open(&app.url, Way::Scripts).await);
    make_it(&app, &desk).await;
    speaker.become_person("partner").await;
    let page = confirm_it(&speaker).await;
    attend_it(&desk, &page).await;
    desk.fill("question", "Half a thought").await;
    desk.ask("window.stays = 'the same page'").await;
    moderate_it(&speaker, &page).await;
    desk.sees_in("[data-part=questions]", QUESTION).await;
    desk.sees_in("[data-part=polls]", POLL).await;
    let said = desk.ask("return document.querySelector('[data-said]').textContent").await;
    assert!(said.as_str().unwrap().contains(POLL) || said.as_str().unwrap().contains(QUESTION), "{said}");
    // A vote counts on the page of whoever is typing.
    speaker.go(&page).await;
    speaker.press("question-vote").await;
    desk.sees_in("[data-part=questions]", "1 vote").await;
    let typing = "return [document.activeElement.name, document.activeElement.value, window.stays].join()";
    assert_eq!(desk.ask(typing).await, "question,Half a thought,the same page");
    // The focus stays on the button whose question is put first, a choice that was not sent stays chosen.
    desk.click_at("//main//label[contains(., 'The new one')]").await;
    desk.ask("document.querySelector('[data-part=questions] button').focus()").await;
    speaker.press("questions-desk").await;
    speaker.press("question-pin").await;
    desk.sees_in("[data-part=questions]", desk.t("question-pinned")).await;
    let focused = "return document.activeElement.closest('form').action.endsWith('/votes') && \
         document.querySelector('[data-part=polls] :checked') !== null && window.stays";
    assert_eq!(desk.ask(focused).await, "the same page");
    vote_in_poll(&speaker, &page).await;
    speaker.press("questions-desk").await;
    speaker.press("poll-move-closed").await;
    desk.sees_in("[data-part=polls]", "100 %").await;
    assert_eq!(desk.ask("return document.querySelector('main [name=question]').value").await, "Half a thought");
    desk.close().await;
    speaker.close().await;
}
