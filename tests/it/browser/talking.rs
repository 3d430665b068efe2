//! What a room shows while people talk in it: days, edits, answers, and what waits to be sent.

use super::{Way, Window, demo};

const BOOTH: &str = "/exhibition/booths/pearl-bay-robotics";

#[actix_web::test]
async fn a_new_day_begins_between_two_messages_that_come_live() {
    let app = demo(Way::Scripts).await;
    let window = Window::open(&app.url, Way::Scripts).await;
    window.become_person("seeker").await;
    window.go(BOOTH).await;
    window.fill_at("#say-body", "See you tomorrow.\n").await;
    window.sees_in(".message[data-id]:last-child", "See you tomorrow.").await;
    app.clock.advance(chrono::Duration::days(1));
    window.fill_at("#say-body", "Good morning.\n").await;
    window.sees_in(".messages-day + .message[data-id]:last-child", "Good morning.").await;
    window.close().await;
}
