//! A person's calendar: an entry of their own, another that it leaves no room for, and the secret address.

use super::{Way, Window, demo};
use crate::walk;

walk!(a_person_keeps_a_time_free_and_follows_the_calendar_elsewhere, |way: Way| async move {
    let app = demo(way).await;
    let window = Window::open(&app.url, way).await;
    window.become_person("seeker").await;
    let day = (app.clock.now() + chrono::Duration::days(5)).format("%Y-%m-%d").to_string();
    window.go(&format!("/me/calendar?view=day&date={day}")).await;
    window.sees_in(".agenda", window.t("calendar-free")).await;
    add(&window, "Dinner with the delegation", (&day, "18:00", "20:30")).await;
    window.sees_key("flash-calendar-added").await;
    window.go(&format!("/me/calendar?view=day&date={day}")).await;
    window.sees_in(".agenda-entry", "Dinner with the delegation").await;

    add(&window, "Opera", (&day, "20:00", "22:00")).await;
    window.sees_in("main", "Dinner with the delegation").await;
    let kept = window.find("main input[name=title]").await.prop("value").await.unwrap();
    assert_eq!(kept.as_deref(), Some("Opera"), "what was typed is kept");
    window.pick_time("starts_at", &format!("{day}T20:30")).await;
    window.press("calendar-save").await;
    window.sees_key("flash-calendar-added").await;

    window.go("/me/calendar").await;
    window.press("calendar-feed-make").await;
    let address = window.find("main input[readonly]").await.prop("value").await.unwrap().unwrap();
    let path = &address[address.find("/calendar/").unwrap()..];
    let feed = app.visitor().get(path).await.body;
    assert!(feed.contains("SUMMARY:Dinner with the delegation") && feed.contains("SUMMARY:Opera"), "{feed}");
    window.go("/me/calendar").await;
    window.press("calendar-feed-end").await;
    if way.has_scripts() {
        window.click("dialog[open] [value=yes]").await;
    }
    window.sees_key("flash-calendar-feed-ended").await;
    assert_eq!(app.visitor().get(path).await.status, 404);
    // Refused is a 422, which Chromium's console tells.
    window.close_after(&["422"]).await;
});

async fn add(window: &Window, title: &str, (day, from, until): (&str, &str, &str)) {
    window.go(&format!("/me/calendar/entries/new?date={day}")).await;
    window.fill("title", title).await;
    window.pick_time("starts_at", &format!("{day}T{from}")).await;
    window.pick_time("ends_at", &format!("{day}T{until}")).await;
    window.press("calendar-save").await;
}
