//! What a room shows while people talk in it: days, edits, answers, and what waits to be sent.

use serde_json::json;
use uuid::Uuid;

use super::room::{CUT, sign_in};
use super::{Way, Window, Wire, demo, demo_behind};
use crate::walk;

const BOOTH: &str = "/exhibition/booths/pearl-bay-robotics";

/// A link or button among the tools of the message that holds these words.
fn tool(words: &str, href: &str) -> String {
    format!("//li[contains(@class, 'message')][contains(., '{words}')]//a[contains(@href, '{href}')]")
}

/// A window at the booth, with somebody of the demo's.
async fn enter(url: &str, way: Way, name: &str) -> Window {
    let window = Window::open(url, way).await;
    window.become_person(name).await;
    window.go(BOOTH).await;
    window
}

/// Says something in the room of the page.
pub async fn say(window: &Window, words: &str) {
    window.fill_at("#say-body", words).await;
    window.click("[data-say] button").await;
    window.sees_in(".message[data-id]:last-child", words).await;
}

#[actix_web::test]
async fn a_new_day_begins_between_two_messages_that_come_live() {
    let app = demo(Way::Scripts).await;
    let window = enter(&app.url, Way::Scripts, "seeker").await;
    say(&window, "See you tomorrow.").await;
    app.clock.advance(chrono::Duration::days(1));
    say(&window, "Good morning.").await;
    window.sees_in(".messages-day + .message[data-id]:last-child", "Good morning.").await;
    window.close().await;
}

#[actix_web::test]
async fn what_comes_live_has_the_time_of_the_profile_wherever_the_browser_is() {
    let app = demo(Way::Scripts).await;
    let window = Window::open(&app.url, Way::Scripts).await;
    window.tell_browser("Emulation.setTimezoneOverride", json!({ "timezoneId": "Pacific/Honolulu" })).await;
    window.become_person("seeker").await;
    window.go(BOOTH).await;
    say(&window, "What time is it with you?").await;
    let script = "const shown = (page) => page.querySelector('.message[data-id]:last-child time').textContent;
        return fetch(location.href).then((answer) => answer.text())
            .then((text) => [shown(document), shown(new DOMParser().parseFromString(text, 'text/html'))]);";
    let times = window.ask(script).await;
    assert_eq!(times[0], times[1], "as the server writes it");
    window.close().await;
}

#[actix_web::test]
async fn what_is_said_without_a_connection_outlives_a_reload_and_comes_once() {
    come_back(Way::Scripts).await;
}

#[actix_web::test]
async fn what_is_said_without_a_connection_outlives_a_reload_on_a_phone() {
    come_back(Way::Phone).await;
}

async fn come_back(way: Way) {
    let mut wire = Wire::lay().await;
    let app = demo_behind(way, &wire.url).await;
    wire.lead_to(&app.url);
    let (visitor, staff) = (enter(&wire.url, way, "seeker").await, enter(&wire.url, way, "exhibitor").await);
    say(&visitor, "Good morning!").await;
    staff.sees_in(".messages", "Good morning!").await;
    say(&staff, "Welcome to our booth.").await;
    visitor.sees_in(".messages", "Welcome to our booth.").await;
    visitor.find("[data-say]:not([hidden])").await;

    wire.cut();
    visitor.sees_in("[data-state]", visitor.t("room-lost")).await;
    let words = ["The first in the dark", "The second in the dark", "The third in the dark", "Better not said"];
    for body in words {
        visitor.fill_at("#say-body", &format!("{body}\n")).await;
        visitor.sees_in("[data-pending]:last-child", body).await;
        visitor.sees_in("[data-pending]:last-child", visitor.t("room-waiting")).await;
    }
    visitor.click("[data-pending]:last-child .message-state button").await;
    visitor.reload_in_vain().await;
    wire.mend();
    visitor.go(BOOTH).await;
    for window in [&visitor, &staff] {
        window.sees_in(".message[data-id]:last-child", "The third in the dark").await;
        let all = window.read(".messages").await;
        let places: Vec<usize> = words[..3].iter().map(|body| all.find(body).unwrap()).collect();
        assert!(places.is_sorted(), "{all}");
        assert!(words[..3].iter().all(|body| all.matches(body).count() == 1), "{all}");
        assert!(!all.contains("Better not said"), "{all}");
    }
    visitor.find(".messages:not(:has([data-pending]))").await;
    let kept = visitor.ask("return Object.keys(sessionStorage).length").await;
    assert_eq!(kept, json!(0));
    visitor.close_after(CUT).await;
    staff.close_after(CUT).await;
}

/// What this person left unsent in this tab, as a page would keep it: from now on, or from when they
/// leave the page, which cannot send it any more then.
async fn leave_unsent(window: &Window, client_id: Uuid, body: &str, when: &str) {
    let script = "const { room, me } = document.querySelector('[data-room]').dataset;
        const entry = { clientId: 'ID', body: 'BODY', replyTo: '', at: Date.now(), hasFailed: false };
        const keep = () => sessionStorage.setItem(`unsent:${me}:${room}`, JSON.stringify([entry]));
        if ('WHEN' === 'now') keep(); else addEventListener('WHEN', keep);";
    let script = script.replace("ID", &client_id.to_string()).replace("BODY", body).replace("WHEN", when);
    window.ask(&script).await;
}

#[actix_web::test]
async fn what_was_stored_before_its_acknowledgement_was_lost_is_not_said_again() {
    let app = demo(Way::Scripts).await;
    let visitor = enter(&app.url, Way::Scripts, "seeker").await;
    let room = visitor.find("[data-room]").await.attr("data-room").await.unwrap().unwrap();
    let (same, client_id) = (sign_in(app.visitor(), "seeker").await, Uuid::now_v7());
    let form = [("body", "Said already"), ("client_id", &client_id.to_string())];
    assert_eq!(same.post(&format!("/rooms/{room}/messages"), &form).await.status, 303);
    visitor.sees_in(".messages", "Said already").await;
    leave_unsent(&visitor, client_id, "Said already", "now").await;
    visitor.go(BOOTH).await;
    visitor.find(".messages:not(:has([data-pending]))").await;
    visitor.sees_in(".message[data-id]:last-child", "Said already").await;
    assert_eq!(visitor.read(".messages").await.matches("Said already").count(), 1);
    visitor.close().await;
}

#[actix_web::test]
async fn what_one_person_left_unsent_is_forgotten_at_sign_out_and_never_anothers() {
    let app = demo(Way::Scripts).await;
    let window = enter(&app.url, Way::Scripts, "seeker").await;
    leave_unsent(&window, Uuid::now_v7(), "A secret", "pagehide").await;
    window.become_person("exhibitor").await;
    window.go(BOOTH).await;
    window.find("[data-say]:not([hidden])").await;
    assert!(!window.read(".messages").await.contains("A secret"));
    window.become_person("seeker").await;
    window.go(BOOTH).await;
    window.find("[data-say]:not([hidden])").await;
    assert!(!window.read(".messages").await.contains("A secret"));

    leave_unsent(&window, Uuid::now_v7(), "Another secret", "now").await;
    window.click("header .menu summary").await;
    window.click("header form[data-sign-out] button").await;
    window.sees_key("flash-signed-out").await;
    let kept = window.ask("return Object.keys(sessionStorage).length").await;
    assert_eq!(kept, json!(0));
    window.close().await;
}

walk!(an_author_edits_a_message_and_then_deletes_it, |way: Way| async move {
    let app = demo(way).await;
    let (author, reader) = (enter(&app.url, way, "seeker").await, enter(&app.url, way, "exhibitor").await);
    say(&author, "The talk is at tne.").await;
    author.click_at(&tool("The talk is at tne.", "/messages/")).await;
    author.fill("body", "The talk is at ten.").await;
    author.press("message-save").await;
    author.sees_key("flash-message-edited").await;
    author.sees_in(".messages", "The talk is at ten.").await;
    let look = async || {
        if !way.has_scripts() {
            reader.go(BOOTH).await;
        }
    };
    look().await;
    reader.sees_in(".message[data-id]:last-child", "The talk is at ten.").await;
    reader.sees_in(".message[data-id]:last-child", reader.t("chat-edited")).await;
    assert!(!reader.read(".messages").await.contains("tne"));

    author.click_at(&tool("The talk is at ten.", "/messages/")).await;
    author.press("message-delete").await;
    if way.has_scripts() {
        author.click("dialog button[value=yes]").await;
    }
    author.sees_key("flash-message-deleted").await;
    look().await;
    reader.sees_in(".message[data-id]:last-child", reader.t("chat-deleted")).await;
    assert!(!reader.read(".messages").await.contains("The talk is at ten."));
    author.close().await;
    reader.close().await;
});

walk!(an_answer_quotes_what_it_answers, |way: Way| async move {
    let app = demo(way).await;
    let asker = enter(&app.url, way, "seeker").await;
    say(&asker, "Is lunch at noon?").await;
    let staff = enter(&app.url, way, "exhibitor").await;
    let answer = tool("Is lunch at noon?", "?reply=");
    staff.click_at_until(&answer, ("[data-reply-line]", "Is lunch at noon?")).await;
    say(&staff, "At one.").await;
    if !way.has_scripts() {
        asker.go(BOOTH).await;
    }
    asker.sees_in(".message[data-id]:last-child .message-quote", "Is lunch at noon?").await;
    asker.sees_in(".message[data-id]:last-child .message-body", "At one.").await;
    asker.click(".message[data-id]:last-child .message-quote a").await;
    asker.sees_in(".messages", "Is lunch at noon?").await;
    asker.close().await;
    staff.close().await;
});

walk!(people_answer_with_signs_and_take_them_back, |way: Way| async move {
    let app = demo(way).await;
    let author = enter(&app.url, way, "seeker").await;
    say(&author, "We have signed the contract!").await;
    let reader = enter(&app.url, way, "exhibitor").await;
    let last = ".message[data-id]:last-child";
    let look = async |window: &Window| {
        if !way.has_scripts() {
            window.go(BOOTH).await;
        }
    };
    reader.click(&format!("{last} .reactions summary")).await;
    reader.click(&format!("{last} .reactions button[value=celebrate]")).await;
    look(&reader).await;
    reader.find(&format!("{last} .reactions > button[value=celebrate][aria-pressed=true]")).await;
    look(&author).await;
    let theirs = format!("{last} .reactions > button[value=celebrate][aria-pressed=false]");
    author.sees_in(&theirs, "1").await;
    author.click(&theirs).await;
    look(&author).await;
    author.sees_in(&format!("{last} .reactions > button[value=celebrate][aria-pressed=true]"), "2").await;
    look(&reader).await;
    let mine = format!("{last} .reactions > button[value=celebrate][aria-pressed=true]");
    reader.sees_in(&mine, "2").await;
    reader.click(&mine).await;
    look(&reader).await;
    reader.sees_in(&format!("{last} .reactions > button[value=celebrate][aria-pressed=false]"), "1").await;
    author.close().await;
    reader.close().await;
});

#[actix_web::test]
async fn the_list_of_who_is_here_follows_them() {
    let app = demo(Way::Scripts).await;
    let reader = enter(&app.url, Way::Scripts, "seeker").await;
    reader.click(".room-head a.lamp").await;
    reader.find("[data-refresh] .rows > li").await;
    let other = enter(&app.url, Way::Scripts, "exhibitor").await;
    reader.find("[data-refresh] .rows > li:nth-child(2)").await;
    other.go("/me/privacy").await;
    other.click("input[name=presence][value=hidden]").await;
    other.press("privacy-save").await;
    other.sees_key("flash-privacy-saved").await;
    other.go(BOOTH).await;
    reader.sees_in("[data-refresh] > p.soft", "1").await;
    reader.find("[data-refresh]:not(:has(.rows > li:nth-child(2)))").await;
    reader.close().await;
    other.close().await;
}
