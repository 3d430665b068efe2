//! Somebody from outside is interested in a project, the two become partners, write to each other, agree on a
//! time that then stands in both calendars, and one of them calls it off.

use diesel::prelude::*;
use fairhall::db::Conn;
use fairhall::db::schema::{organizations, project_texts, projects};
use fairhall::web::i18n::Locale;

use super::talking::say;
use super::{Way, Window, demo, is_told};
use crate::support::TestApp;
use crate::walk;

const HOUSE: &str = "pearl-bay-robotics";
const GUEST: &str = "seeker@demo.fairhall.example";
const HOST: &str = "exhibitor@demo.fairhall.example";

walk!(a_guest_and_a_host_become_partners_and_agree_on_a_time, |way: Way| async move {
    let app = demo(way).await;
    let (guest, host) = (Window::open(&app.url, way).await, Window::open(&app.url, way).await);
    guest.become_person("seeker").await;
    host.become_person("exhibitor").await;
    let (slug, title) = (find_slug(&app).await, find_title(&app, way.locale()).await);
    become_partners(&app, (&guest, &host), &slug).await;
    write_to_each_other(&guest, &host).await;
    let meeting = agree_on_a_time(&app, (&guest, &host), &slug, &title).await;
    for window in [&guest, &host] {
        window.go(&meeting).await;
        window.sees_in(".page-head .badge", window.t("meeting-state-scheduled")).await;
    }
    call_it_off((&guest, &host), &meeting).await;
    host.go(&format!("/me/calendar?view=day&date={}", day_of(&app))).await;
    host.misses(&title).await;
    let notice = find_title(&app, Locale::ZhCn).await;
    assert!(app.mails().await.iter().any(|mail| mail.to == HOST && mail.subject.contains(&notice)), "told by mail");
    guest.close().await;
    host.close().await;
});

/// Reads something of the newest open project of the house.
macro_rules! of_project {
    ($conn:expr, $column:expr, $locale:expr) => {
        projects::table
            .inner_join(organizations::table.on(projects::organization_id.eq(organizations::id)))
            .inner_join(
                project_texts::table.on(projects::published_revision_id.eq(project_texts::revision_id.nullable())),
            )
            .filter(organizations::slug.eq(HOUSE))
            .filter(projects::state.eq("published"))
            .filter(project_texts::locale.eq($locale))
            .order(projects::id)
            .select($column)
            .first::<String>($conn)
    };
}

async fn find_slug(app: &TestApp) -> String {
    let find = |conn: &mut Conn| Ok(of_project!(conn, projects::slug, "en")?);
    app.site.db.read(find).await.unwrap()
}

async fn find_title(app: &TestApp, locale: Locale) -> String {
    let find = move |conn: &mut Conn| Ok(of_project!(conn, project_texts::title, locale.tag())?);
    app.site.db.read(find).await.unwrap()
}

/// The guest says why, the host is told, reads it and accepts, the guest is told.
async fn become_partners(app: &TestApp, (guest, host): (&Window, &Window), slug: &str) {
    guest.go(&format!("/pairing/projects/{slug}")).await;
    guest.fill("message", "Our pilot line could run this from spring.").await;
    if guest.ask("return document.querySelector('main input[name=agree]') !== null").await == true {
        guest.tick("agree", "yes").await;
    }
    guest.press("interest-send").await;
    guest.sees_key("flash-interest-sent").await;
    // Both have Chinese for their mails.
    let title = find_title(app, Locale::ZhCn).await;
    let values = [("name", "林悦"), ("project", title.as_str())];
    is_told(app, host, HOST, &Locale::ZhCn.tf("notice-interest-received", &values), "").await;
    host.sees_in("main", "Our pilot line could run this").await;
    host.press("interest-accept").await;
    host.sees_key("flash-interest-moved").await;
    is_told(app, guest, GUEST, &Locale::ZhCn.tf("notice-interest-accepted", &values), "").await;
    guest.sees_in(".page-head .badge", guest.t("interest-state-accepted")).await;
}

async fn write_to_each_other(guest: &Window, host: &Window) {
    guest.press("interest-room").await;
    say(guest, "Which batch could we see first?").await;
    host.press("interest-room").await;
    host.sees_in(".messages", "Which batch could we see first?").await;
    say(host, "The one of last week.").await;
}

/// The day on which they meet.
fn day_of(app: &TestApp) -> String {
    (app.clock.now() + chrono::Duration::days(2)).format("%Y-%m-%d").to_string()
}

/// The guest proposes a time, the host takes it; gives the address of the meeting.
async fn agree_on_a_time(app: &TestApp, (guest, host): (&Window, &Window), slug: &str, title: &str) -> String {
    guest.go(&format!("/pairing/projects/{slug}/meetings/new")).await;
    let day = day_of(app);
    // Early, when nobody of the demo meets anybody.
    guest.pick_time("time", &format!("{day}T05:00")).await;
    guest.fill("message", "Twenty minutes about the figures of the batch.").await;
    guest.press("meeting-send").await;
    guest.sees_key("flash-meeting-requested").await;
    let meeting = guest.path().await;
    guest.sees_in("main", "05:00").await;
    host.go("/pairing/meetings?show=answer").await;
    host.sees_in("main", title).await;
    host.go(&meeting).await;
    host.click("main label:has(input[name=time])").await;
    host.press("meeting-accept").await;
    host.sees_key("flash-meeting-scheduled").await;
    for window in [guest, host] {
        window.go(&format!("/me/calendar?view=day&date={day}")).await;
        window.sees_in(".agenda-entry", title).await;
    }
    meeting
}

async fn call_it_off((guest, host): (&Window, &Window), meeting: &str) {
    guest.go(meeting).await;
    guest.fill_at("#f-cancel-reason", "Our line is down this week.").await;
    guest.press("meeting-cancel").await;
    guest.sees_key("flash-meeting-moved").await;
    host.go(meeting).await;
    host.sees_in("main", "Our line is down this week.").await;
}
