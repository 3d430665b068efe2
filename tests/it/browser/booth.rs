//! An exhibitor prepares a booth and submits it; the organizer finds it, gives it a place; visitors
//! see it on the floor, and the exhibitor is told.

use super::{Script, Window, demo, keep};
use crate::stage::picture;
use crate::walk;

const DESK: &str = "/organizations/songyun-vision/booth";

walk!(an_exhibitor_prepares_a_booth_and_the_organizer_lets_it_in, |script: Script| async move {
    let app = demo().await;
    let window = Window::open(&app.url, script).await;
    let logo = keep(&app, "logo.png", &picture());
    window.become_person("newcomer").await;
    write_the_booth(&window, &logo).await;
    submit_it(&window).await;
    make_a_place(&window).await;
    approve_it(&window).await;
    find_it_on_the_floor(&window).await;
    read_the_notification(&window).await;
    window.close().await;
});

/// From nothing to a booth whose checklist is done.
async fn write_the_booth(window: &Window, logo: &std::path::Path) {
    window.go(DESK).await;
    if !window.read("main").await.contains(window.t("booth-save")) {
        window.press("booth-start").await;
        window.sees_key("flash-booth-draft").await;
    }
    window.sees_in(".checklist", window.t("booth-check-logo")).await;
    window.fill("name_en", "Songyun Machine Vision").await;
    window.fill("short_en", "Songyun").await;
    window.fill("tagline_en", "Cameras that explain what they reject").await;
    window.fill("body_en", "## What we build\n\nInspection cameras for *small* parts.").await;
    window.fill("name_zh", "松韵机器视觉").await;
    window.fill("short_zh", "松韵").await;
    window.fill("tagline_zh", "说得清为何判废的检测相机").await;
    window.fill("body_zh", "面向小型零部件的检测相机。").await;
    window.attach("logo", logo).await;
    window.fill_at("main [name=link_label]", "Songyun").await;
    window.fill_at("main [name=link_url]", "https://songyun-vision.example/").await;
    window.press("booth-save").await;
    window.sees_key("flash-booth-saved").await;
    window.find(".preview img").await;
    window.fill("exhibit_name", "Line camera").await;
    window.fill("exhibit_name_zh", "线阵相机").await;
    window.fill("exhibit_summary", "Marks what it rejects.").await;
    window.press("booth-exhibit-add").await;
    window.sees_in("#exhibits .row", "Line camera").await;
    window.find(".checklist li:nth-child(5).is-done").await;
}

/// Looks at it as visitors will, then hands it in.
async fn submit_it(window: &Window) {
    window.press("booth-see").await;
    window.sees_key("booth-preview-notice").await;
    let heading = window.either("What we build", "面向小型零部件的检测相机");
    window.sees_in(".prose", heading).await;
    window.go(DESK).await;
    window.press("booth-submit").await;
    window.sees_key("flash-booth-submitted").await;
    window.sees_in(".page-head", window.t("revision-state-submitted")).await;
    window.sees_key("booth-waits").await;
}

/// Every place of the demo is taken: the organizer finds room for one more by the wall.
async fn make_a_place(window: &Window) {
    window.become_person("organizer").await;
    window.go("/organizer/halls/manufacturing/places/new").await;
    for (name, value) in [("number", "A-99"), ("x", "0"), ("y", "0"), ("width", "4"), ("depth", "4")] {
        window.fill(name, value).await;
    }
    window.press("organizer-save").await;
    window.sees_in("main", "A-99").await;
}

/// Out of the queue, with a place and a word.
async fn approve_it(window: &Window) {
    window.go("/organizer/booths").await;
    window.click("main table th a").await;
    window.sees_in("main h1", "Songyun").await;
    window.tick("decision", "approved").await;
    let choice = "//main//select[@name='place']/option[contains(., 'A-99')]";
    window.click_at(choice).await;
    window.fill("comment", "Welcome to the floor.").await;
    window.press("review-send").await;
    window.sees_key("flash-booth-decided").await;
}

/// On the plan by its number, in the list by its name, and behind it the booth with its exhibit.
async fn find_it_on_the_floor(window: &Window) {
    window.leave().await;
    window.go("/exhibition/halls/manufacturing").await;
    window.find("[data-plan] svg a[href*=songyun]").await;
    window.press("exhibition-view-list").await;
    window.click("main .booth-card a[href*=songyun]").await;
    window.sees_in(".fascia", "A-99").await;
    window.sees_in(".exhibit", window.either("Line camera", "线阵相机")).await;
    window.find(".fascia .logo img").await;
}

/// The exhibitor is told, with the organizer's word.
async fn read_the_notification(window: &Window) {
    window.become_person("newcomer").await;
    window.sees_in(".head-count", "1").await;
    window.go("/me/notifications").await;
    window.sees_in("main .rows", "Welcome to the floor.").await;
    window.press("notifications-open").await;
    window.sees_in(".page-head", window.t("revision-state-approved")).await;
}
