//! Somebody is named in a room and finds a picture there: chosen from the list that opens behind the @
//! where scripts run, typed and sent by form where not.

use diesel::RunQueryDsl as _;
use fairhall::db::schema::logins;

use super::{Way, Window, demo, keep};
use crate::stage::{PDF, picture};
use crate::support::until;
use crate::walk;

const POSTING: &str = "/recruitment/postings/embedded-software-engineer-pearl-bay-robotics-2";
const LETTER: &str = "return document.querySelector('[name=letter]').value";
const KEPT: &str = "return Object.keys(sessionStorage).filter((key) => /^(draft|sent):/.test(key)).length";
/// A letter that waits while the login ends.
const LOST: &str = "A letter that must not be lost while somebody signs in again.";
const BOOTH: &str = "/exhibition/booths/pearl-bay-robotics";

walk!(a_name_and_files_reach_the_one_who_is_meant, |way: Way| reach(way));

#[actix_web::test]
async fn a_name_and_files_reach_the_one_who_is_meant_from_a_phone() {
    reach(Way::Phone).await;
}

async fn reach(way: Way) {
    let app = demo(way).await;
    let (seeker, staff) = (Window::open(&app.url, way).await, Window::open(&app.url, way).await);
    staff.become_person("exhibitor").await;
    staff.go(BOOTH).await;
    if way.has_scripts() {
        staff.fill_at("#say-body", "您好@").await;
        staff.sees_in(".names", "林悦").await;
        staff.click(".names [data-name='林悦']").await;
        let typed = staff.ask("return document.querySelector('#say-body').value").await;
        assert_eq!(typed, "您好@林悦 ");
    } else {
        staff.fill_at("#say-body", "您好@林悦 ").await;
    }
    staff.attach("files", &keep(&app, "gripper.png", &picture())).await;
    staff.attach("files", &keep(&app, "data sheet.pdf", PDF)).await;
    staff.click("[data-say] button").await;
    staff.sees_in(".messages .message:last-child", "@林悦").await;
    staff.find(".messages .message:last-child .message-files a[href$='pdf']").await;
    let width = "return document.querySelector('.messages .message:last-child img').naturalWidth";
    for _ in 0..600 {
        if staff.ask(width).await == 40 {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    assert_eq!(staff.ask(width).await, 40, "the picture is drawn");
    staff.close().await;

    seeker.become_person("seeker").await;
    seeker.go("/me/notifications").await;
    seeker.sees_in("main", "提到了您").await;
    seeker.go(BOOTH).await;
    seeker.sees_in(".messages .mention--me", "@林悦").await;
    seeker.close().await;
}

#[actix_web::test]
async fn words_and_files_stay_when_the_login_has_ended() {
    let app = demo(Way::Scripts).await;
    let window = Window::open(&app.url, Way::Scripts).await;
    window.become_person("exhibitor").await;
    window.go(BOOTH).await;
    window.fill_at("#say-body", "What must not be lost").await;
    window.attach("files", &keep(&app, "gripper.png", &picture())).await;
    let end_all = |conn: &mut fairhall::db::Conn| Ok(diesel::delete(logins::table).execute(conn)?);
    app.site.db.write(end_all).await.unwrap();
    window.click("[data-say] button").await;
    window.sees_in("[data-state]", window.t("room-ended")).await;
    let left = "return [document.querySelector('#say-body').value, document.querySelector('#say-files').files.length]";
    assert_eq!(window.ask(left).await, serde_json::json!(["What must not be lost", 1]));
    window.close().await;
}

#[actix_web::test]
async fn a_letter_stays_when_the_login_has_ended_and_goes_when_it_was_sent() {
    let app = demo(Way::Scripts).await;
    let window = Window::open(&app.url, Way::Scripts).await;
    let resume = keep(&app, "ada.pdf", PDF);
    window.become_person("newcomer").await;
    window.go(POSTING).await;
    window.press("posting-apply").await;
    fill_in(&window, LOST, &resume).await;
    let end_all = |conn: &mut fairhall::db::Conn| Ok(diesel::delete(logins::table).execute(conn)?);
    app.site.db.write(end_all).await.unwrap();
    window.press("application-send").await;
    window.find("main [name=password]").await;
    window.become_person("newcomer").await;
    window.go(&format!("{POSTING}/applications")).await;
    until("the letter is back", async || window.ask(LETTER).await == LOST).await;
    fill_in(&window, "A letter that is sent, and long enough to say why it is written.", &resume).await;
    window.press("application-send").await;
    window.sees_key("flash-application-sent").await;
    until("nothing of it is kept", async || window.ask(KEPT).await == 0).await;
    window.close().await;
}

/// What the posting wants, with this letter.
async fn fill_in(window: &Window, letter: &str, resume: &std::path::Path) {
    window.fill("letter", letter).await;
    window.select("answer_1", "yes").await;
    window.select("answer_2", "Master 硕士").await;
    window.fill("answer_3", "5").await;
    window.attach("resume", resume).await;
}
