//! Attending and bookmarking: the calendar, sessions that move or are cancelled, the reminder, the feed.

use chrono::Duration;
use diesel::prelude::*;
use fairhall::db::Conn;
use fairhall::db::schema::{calendar_entries, outbox, session_attendances};

use super::{ATTENDEE, Scene, set, set_on};
use crate::both;
use crate::calendar::add;
use crate::stage::between;
use crate::support::{Browser, Kind, Seen};

async fn keep(who: &Browser, session: &str, kind: &str) -> Seen {
    who.post(&format!("{session}/attendance"), &[("kind", kind)]).await
}

/// How the attendee keeps sessions, and how many entries the calendars have for sessions.
async fn kept(scene: &Scene) -> (Vec<String>, i64) {
    let find = |conn: &mut Conn| {
        let kinds =
            session_attendances::table.order(session_attendances::kind).select(session_attendances::kind).load(conn)?;
        let booked = calendar_entries::table.filter(calendar_entries::kind.eq("session")).count().get_result(conn)?;
        Ok((kinds, booked))
    };
    scene.stage.app.site.db.read(find).await.unwrap()
}

both!(who_attends_has_it_in_the_calendar_and_a_bookmark_takes_no_time, |kind: Kind| async move {
    let scene = set(kind).await;
    let (_, first) = scene.confirmed("First", (60, 120), &scene.main, &[&scene.ada]).await;
    let (_, second) = scene.confirmed("Second", (90, 150), &scene.side, &[]).await;
    let visitor = scene.stage.app.visitor();
    assert_eq!(keep(&visitor, &first, "attending").await.status, 303);
    assert_eq!(kept(&scene).await, (vec![], 0), "a visitor is led to the login");
    assert_eq!(keep(&scene.attendee, &first, "nonsense").await.status, 422);
    assert_eq!(keep(&scene.attendee, &first, "attending").await.status, 303);
    assert_eq!(keep(&scene.attendee, &first, "attending").await.status, 303, "safe to repeat");
    let clash = keep(&scene.attendee, &second, "attending").await;
    assert!(clash.status == 422 && clash.body.contains("In your calendar already: First,"), "{}", clash.body);
    assert_eq!(keep(&scene.attendee, &second, "bookmarked").await.status, 303);
    assert_eq!(kept(&scene).await, (vec!["attending".into(), "bookmarked".into()], 1));
    let calendar = scene.attendee.get("/me/calendar").await.body;
    assert!(
        calendar.contains("First") && calendar.contains("Main stage") && !calendar.contains("Second"),
        "{calendar}"
    );
    let saved = scene.attendee.get("/me/saved").await.body;
    assert!(saved.contains("First") && saved.contains("Second"), "{saved}");
    let bookmarks = scene.attendee.get("/me/saved?kind=bookmarked").await.body;
    assert!(!bookmarks.contains("First") && bookmarks.contains("Second"));
    assert!(scene.speaker.get("/me/saved").await.body.contains("Nothing here"), "one's own alone");
    // What is one's own stands in the way too; and what one attends of that.
    assert_eq!(add(&scene.stage.app, &scene.attendee, "Lunch", (100, 130)).await.status, 422);
    assert_eq!(keep(&scene.attendee, &first, "bookmarked").await.status, 303);
    assert_eq!(add(&scene.stage.app, &scene.attendee, "Lunch", (100, 130)).await.status, 303);
    assert_eq!(keep(&scene.attendee, &first, "attending").await.status, 422);
    for session in [&first, &second, &second] {
        assert_eq!(scene.attendee.post(&format!("{session}/attendance/removal"), &[]).await.status, 303);
    }
    assert_eq!(kept(&scene).await, (vec![], 0));
    // Over is over.
    scene.stage.app.clock.advance(Duration::minutes(121));
    assert_eq!(keep(&scene.attendee, &first, "attending").await.status, 409);
    let draft = scene.draft("Draft", (300, 360), &scene.main, &[]).await;
    assert!(draft.len() > 10);
    assert_eq!(keep(&scene.attendee, "/forum/sessions/draft", "attending").await.status, 404);
});

both!(many_who_press_at_once_are_in_one_place, |kind: Kind| async move {
    let scene = set(kind).await;
    let (_, first) = scene.confirmed("First", (60, 120), &scene.main, &[]).await;
    let (_, second) = scene.confirmed("Second", (90, 150), &scene.side, &[]).await;
    let presses = (0..10).map(|n| keep(&scene.attendee, if n % 2 == 0 { &first } else { &second }, "attending"));
    let answers = futures_util::future::join_all(presses).await;
    assert!(answers.iter().all(|seen| matches!(seen.status, 303 | 422 | 409)));
    assert_eq!(kept(&scene).await, (vec!["attending".into()], 1));
});

both!(a_session_that_moves_takes_along_who_is_free, |kind: Kind| async move {
    let scene = set(kind).await;
    let (session, link) = scene.confirmed("Moving", (60, 120), &scene.main, &[&scene.ada]).await;
    let (_, other) = scene.confirmed("Other", (180, 240), &scene.side, &[]).await;
    assert_eq!(keep(&scene.attendee, &link, "attending").await.status, 303);
    assert_eq!(keep(&scene.stage.owner, &link, "attending").await.status, 303);
    assert_eq!(keep(&scene.stage.owner, &other, "attending").await.status, 303);
    let before = scene.stage.app.mails().await.len();
    assert_eq!(scene.reschedule(&session, "Moving", (200, 260), &scene.main, &[&scene.ada]).await.status, 303);
    // Both are told; who has something else then keeps that, and the session as a bookmark.
    assert_eq!(kept(&scene).await, (vec!["attending".into(), "attending".into(), "bookmarked".into()], 2));
    let calendar = scene.attendee.get("/me/calendar").await.body;
    assert!(calendar.contains("11:20 – 12:20"), "{calendar}");
    let calendar = scene.stage.owner.get("/me/calendar").await.body;
    assert!(calendar.contains("Other") && !calendar.contains("Moving"), "{calendar}");
    let mails = scene.stage.app.mails().await;
    let told = |begin: &str| mails.iter().skip(before).filter(|mail| mail.subject.starts_with(begin)).count();
    assert_eq!((told("Another time: Moving"), told("Another time, and you have something else then: Moving")), (2, 1));
    assert!(
        mails.iter().any(|mail| mail.to == ATTENDEE && mail.event.as_ref().is_some_and(|event| !event.is_cancelled))
    );
    // A change of words alone tells nobody.
    assert_eq!(scene.reschedule(&session, "Moving on", (200, 260), &scene.main, &[&scene.ada]).await.status, 303);
    assert_eq!(scene.stage.app.mails().await.len(), mails.len());
    // Cancelled: everybody is told and free again.
    assert_eq!(scene.move_to(&session, "cancelled", "No power in the hall.").await.status, 303);
    assert_eq!(kept(&scene).await, (vec!["attending".into(), "bookmarked".into(), "bookmarked".into()], 1));
    let cancelled = scene.stage.subjects(ATTENDEE).await;
    assert!(cancelled.iter().any(|one| one == "Cancelled: Moving on"), "{cancelled:?}");
    assert!(scene.attendee.get("/me/saved?show=past").await.body.contains("Cancelled"));
});

async fn reminders(scene: &Scene) -> usize {
    scene.stage.subjects(ATTENDEE).await.iter().filter(|one| one.starts_with("Soon, at ")).count()
}

both!(who_attends_is_reminded_once_at_the_time_it_has_now, |kind: Kind| async move {
    let scene = set(kind).await;
    let (session, link) = scene.confirmed("Moving", (60, 120), &scene.main, &[]).await;
    assert_eq!(keep(&scene.attendee, &link, "attending").await.status, 303);
    assert_eq!(keep(&scene.stage.owner, &link, "bookmarked").await.status, 303);
    // Away, and back again: two tasks are due at the first time, and one reminder is sent.
    assert_eq!(scene.reschedule(&session, "Moving", (120, 180), &scene.main, &[]).await.status, 303);
    assert_eq!(scene.reschedule(&session, "Moving", (60, 120), &scene.main, &[]).await.status, 303);
    scene.stage.app.clock.advance(Duration::minutes(44));
    assert_eq!(reminders(&scene).await, 0);
    scene.stage.app.clock.advance(Duration::minutes(2));
    assert_eq!(reminders(&scene).await, 1);
    assert!(!scene.stage.subjects(crate::stage::OWNER).await.iter().any(|one| one.starts_with("Soon")), "a bookmark");
    // Moved after it was reminded of: reminded once more, of the new time.
    assert_eq!(scene.reschedule(&session, "Moving", (60, 90), &scene.main, &[]).await.status, 303);
    scene.stage.app.clock.advance(Duration::minutes(30));
    assert_eq!(reminders(&scene).await, 1);
    scene.stage.app.clock.advance(Duration::minutes(16));
    assert_eq!(reminders(&scene).await, 2);
    // A clock that jumps over the beginning reminds nobody of what is over.
    let (_, late) = scene.confirmed("Late", (600, 660), &scene.main, &[]).await;
    assert_eq!(keep(&scene.attendee, &late, "attending").await.status, 303);
    scene.stage.app.clock.advance(Duration::minutes(601));
    assert_eq!(reminders(&scene).await, 2);
    let left = |conn: &mut Conn| {
        let due = outbox::table.filter(outbox::kind.eq("session-reminder")).filter(outbox::done_at.is_null());
        Ok(due.count().get_result::<i64>(conn)?)
    };
    assert_eq!(scene.stage.app.site.db.read(left).await.unwrap(), 0);
});

both!(the_feed_follows_what_one_attends_across_the_change_of_clocks, |kind: Kind| async move {
    let scene = set_on(kind, "2027-03-27 12:00").await;
    crate::calendar::all_live_in(&scene.stage.app, "Europe/Berlin").await;
    let (session, link) = scene.confirmed("Night talk", (13 * 60 - 30, 13 * 60 + 30), &scene.main, &[]).await;
    assert_eq!(keep(&scene.attendee, &link, "attending").await.status, 303);
    // 00:30 to 01:30 UTC: in Berlin the clocks go from 02:00 to 03:00 in between.
    let page = scene.attendee.get(&link).await.body;
    assert!(page.contains("00:30 – 01:30") && page.contains("01:30 – 03:30"), "{page}");
    let feed = scene.attendee.post("/me/calendar/feed", &[]).await.body;
    let path = between(&feed, ":0/calendar/", ".ics").to_owned();
    let ics = scene.attendee.get(&format!("/calendar/{path}.ics")).await.body;
    assert!(ics.contains("SUMMARY:Night talk") && ics.contains("DTSTART:20270328T003000Z"), "{ics}");
    assert_eq!(scene.reschedule(&session, "Night talk", (14 * 60, 15 * 60), &scene.main, &[]).await.status, 303);
    let ics = scene.attendee.get(&format!("/calendar/{path}.ics")).await.body;
    assert!(
        ics.contains("DTSTART:20270328T020000Z") && ics.replace("\r\n ", "").contains(&format!(":0{link}")),
        "{ics}"
    );
});
