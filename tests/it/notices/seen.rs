//! What is told of a thing that goes on: once while it is unread, and by mail only to whom has not
//! read it meanwhile.

use chrono::Duration;
use fairhall::db::Conn;
use fairhall::outbox::{SEEN_MINUTES, mark_seen, notify_unless_seen};

use super::{TO, notice, person, subjects};
use crate::accounts::set_up;
use crate::both;
use crate::support::TestApp;

const KIND: &str = "test.said";

async fn say(app: &TestApp, link: &'static str) -> bool {
    let (person, now) = (person(app, TO).await, app.clock.now());
    let write = move |conn: &mut Conn| notify_unless_seen(conn, &person, KIND, link, now, |_| notice(link));
    app.site.db.write(write).await.unwrap()
}

async fn see(app: &TestApp, link: &'static str) -> usize {
    let (person, now) = (person(app, TO).await, app.clock.now());
    app.site.db.write(move |conn: &mut Conn| Ok(mark_seen(conn, &person, link, now)?)).await.unwrap()
}

both!(what_goes_on_is_told_once_until_it_is_read, |kind| async move {
    let app = TestApp::start(kind).await;
    set_up(&app, &app.visitor()).await;
    assert_eq!(see(&app, "/a").await, 0, "nothing was told");
    assert!(say(&app, "/a").await);
    assert!(!say(&app, "/a").await, "the first is unread");
    assert!(say(&app, "/b").await, "another link is another thing");
    assert_eq!(see(&app, "/a").await, 1);
    assert_eq!(see(&app, "/a").await, 0, "it was read already");
    assert!(say(&app, "/a").await, "what was read may be told anew");
});

both!(a_mail_waits_and_is_not_sent_for_what_was_read_meanwhile, |kind| async move {
    let app = TestApp::start(kind).await;
    set_up(&app, &app.visitor()).await;
    let before = subjects(&app, TO).await.len();
    say(&app, "/read").await;
    say(&app, "/unread").await;
    assert_eq!(subjects(&app, TO).await.len(), before, "both wait");
    see(&app, "/read").await;
    app.clock.advance(Duration::minutes(SEEN_MINUTES));
    assert_eq!(subjects(&app, TO).await[before..], ["/unread"]);
    app.clock.advance(Duration::days(1));
    assert_eq!(subjects(&app, TO).await.len(), before + 1, "and once only");
});

both!(many_at_once_tell_once, |kind| async move {
    let app = TestApp::start(kind).await;
    set_up(&app, &app.visitor()).await;
    let told = futures_util::future::join_all((0..12).map(|_| say(&app, "/room"))).await;
    assert_eq!(told.into_iter().filter(|is_new| *is_new).count(), 1);
});
