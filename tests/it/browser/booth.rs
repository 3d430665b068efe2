//! An exhibitor prepares a booth and submits it; the organizer asks for changes, lets it in with a
//! place, and later refuses an edit. Visitors see it on the floor, and the exhibitor is told of each.

use std::path::Path;

use fairhall::web::i18n::Locale;

use super::{Way, Window, demo, is_told, keep};
use crate::stage::picture;
use crate::support::TestApp;
use crate::walk;

const DESK: &str = "/organizations/songyun-vision/booth";
const ADDRESS: &str = "newcomer@demo.fairhall.example";
/// People of the demo are told in their own language.
const NAME: &str = "松韵机器视觉有限公司";
const TAGLINE: &str = "Cameras that explain what they reject";
const WISH: &str = "Please say in the text how small the parts may be.";

walk!(an_exhibitor_prepares_a_booth_and_the_organizer_answers, |way: Way| async move {
    let app = demo(way).await;
    let (window, desk) = (Window::open(&app.url, way).await, Window::open(&app.url, way).await);
    let logo = keep(&app, "logo.png", &picture());
    window.become_person("newcomer").await;
    write_the_booth(&window, &logo).await;
    submit_it(&window).await;
    desk.become_person("organizer").await;
    decide(&desk, "changes_requested", WISH).await;
    mend_it(&app, &window).await;
    make_a_place(&desk).await;
    approve_it(&desk).await;
    find_it_on_the_floor(&desk).await;
    read_the_approval(&app, &window).await;
    edit_again(&window).await;
    refuse_the_edit(&desk).await;
    read_the_refusal(&app, &window).await;
    window.close().await;
    desk.close().await;
});

/// From nothing to a booth whose checklist is done.
async fn write_the_booth(window: &Window, logo: &Path) {
    window.go(DESK).await;
    window.press("booth-start").await;
    window.sees_key("flash-booth-draft").await;
    window.sees_in(".checklist", window.t("booth-check-logo")).await;
    window.fill("name_en", "Songyun Machine Vision").await;
    window.fill("short_en", "Songyun").await;
    window.fill("tagline_en", TAGLINE).await;
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
    hand_in(window).await;
}

async fn hand_in(window: &Window) {
    window.press("booth-submit").await;
    window.sees_key("flash-booth-submitted").await;
    window.sees_in(".page-head", window.t("revision-state-submitted")).await;
    window.sees_key("booth-waits").await;
}

/// Opens what waits in the queue: who handed it in, and what.
async fn open_review(desk: &Window) {
    desk.go("/organizer/booths").await;
    desk.click("main table th a").await;
    desk.sees_in("main h1", desk.either("Songyun", "松韵")).await;
    desk.sees_in(".review aside", "罗正凯").await;
}

async fn decide(desk: &Window, decision: &str, comment: &str) {
    open_review(desk).await;
    answer(desk, decision, comment).await;
}

async fn answer(desk: &Window, decision: &str, comment: &str) {
    desk.tick("decision", decision).await;
    desk.fill("comment", comment).await;
    desk.press("review-send").await;
    desk.sees_key("flash-booth-decided").await;
}

/// Told of the wish in the site and by mail, the exhibitor follows it and hands the booth in again.
async fn mend_it(app: &TestApp, window: &Window) {
    let subject = Locale::ZhCn.tf("notice-booth-changes", &[("organization", NAME)]);
    is_told(app, window, ADDRESS, &subject, WISH).await;
    window.sees_in(".page-head", window.t("revision-state-changes-requested")).await;
    window.sees_in("main .notice--warn", WISH).await;
    window.fill("body_en", "## What we build\n\nInspection cameras for parts from 2 to 40 mm.").await;
    window.press("booth-save").await;
    window.sees_key("flash-booth-saved").await;
    hand_in(window).await;
}

/// Every place of the demo is taken: the organizer finds room for one more by the wall.
async fn make_a_place(desk: &Window) {
    desk.go("/organizer/halls/manufacturing/places/new").await;
    for (name, value) in [("number", "A-99"), ("x", "0"), ("y", "0"), ("width", "4"), ("depth", "4")] {
        desk.fill(name, value).await;
    }
    desk.press("organizer-save").await;
    desk.sees_in("main", "A-99").await;
}

/// Out of the queue, with the wish that was made, a place and a word.
async fn approve_it(desk: &Window) {
    open_review(desk).await;
    desk.sees_in("main", "parts from 2 to 40 mm").await;
    desk.sees_in(".review aside", WISH).await;
    desk.click_at("//main//select[@name='place']/option[contains(., 'A-99')]").await;
    answer(desk, "approved", "Welcome to the floor.").await;
}

/// On the plan by its number, in the list by its name, and behind it the booth with its exhibit.
async fn find_it_on_the_floor(desk: &Window) {
    desk.leave().await;
    desk.go("/exhibition/halls/manufacturing").await;
    desk.find("[data-plan] svg a[href*=songyun]").await;
    desk.press("exhibition-view-list").await;
    desk.click("main .booth-card a[href*=songyun]").await;
    desk.sees_in(".fascia", "A-99").await;
    desk.sees_in(".exhibit", desk.either("Line camera", "线阵相机")).await;
    desk.find(".fascia .logo img").await;
}

/// The exhibitor is told, with the organizer's word.
async fn read_the_approval(app: &TestApp, window: &Window) {
    window.go("/me").await;
    window.sees_in(".head-count", "2").await;
    let subject = Locale::ZhCn.tf("notice-booth-approved", &[("organization", NAME)]);
    is_told(app, window, ADDRESS, &subject, "Welcome to the floor.").await;
    window.sees_in(".page-head", window.t("revision-state-approved")).await;
}

/// An edit of what is public waits for the organizer like the first text.
async fn edit_again(window: &Window) {
    window.press("booth-edit-again").await;
    window.fill("tagline_en", "The best cameras of the world").await;
    window.press("booth-save").await;
    window.sees_key("flash-booth-saved").await;
    hand_in(window).await;
}

/// The organizer sees the old words beside the new ones, and nothing else.
async fn refuse_the_edit(desk: &Window) {
    desk.become_person("organizer").await;
    open_review(desk).await;
    desk.sees_in(".compare", TAGLINE).await;
    desk.sees_in(".compare .is-new", "The best cameras of the world").await;
    desk.misses("parts from 2 to 40 mm").await;
    answer(desk, "rejected", "Superlatives are not shown on the floor.").await;
}

/// Refused with the reason; the public goes on seeing what was approved.
async fn read_the_refusal(app: &TestApp, window: &Window) {
    let subject = Locale::ZhCn.tf("notice-booth-rejected", &[("organization", NAME)]);
    is_told(app, window, ADDRESS, &subject, "Superlatives are not shown on the floor.").await;
    window.sees_in(".page-head", window.t("revision-state-rejected")).await;
    window.sees_in("main .notice--warn", "Superlatives").await;
    window.leave().await;
    window.go("/search?q=songyun").await;
    window.click("main .results a[href*=songyun]").await;
    window.sees_in(".fascia", window.either(TAGLINE, "说得清为何判废的检测相机")).await;
}
