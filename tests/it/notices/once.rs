//! What is sent twice and what is not: several workers at once send a mail once; one that dies
//! between sending and marking leaves a mail that is sent again under the same id.

use chrono::Duration;
use diesel::prelude::*;
use fairhall::db::Conn;
use fairhall::db::schema::outbox;
use fairhall::outbox::settings::{Hours, MailChoice};
use fairhall::outbox::topics::NoticeTopic;

use super::{TO, choose, live, subjects, tell};
use crate::accounts::set_up;
use crate::both;
use crate::support::TestApp;

both!(many_workers_send_each_mail_once, |kind| async move {
    let app = TestApp::start(kind).await;
    set_up(&app, &app.visitor()).await;
    let before = subjects(&app, TO).await.len();
    let telling = (0..60).map(|_| tell(&app, "booth.approved", "/booth"));
    let workers: Vec<_> = (0..4).map(|_| app.worker()).collect();
    let working = workers.iter().map(|worker| async {
        for _ in 0..5 {
            worker.work_off().await.unwrap();
        }
    });
    tokio::join!(futures_util::future::join_all(telling), futures_util::future::join_all(working));
    assert_eq!(subjects(&app, TO).await.len(), before + 60);
    let mut ids = app.worker().mailer.kept_ids();
    let all = ids.len();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), all, "each under its own id");
});

both!(a_worker_that_dies_between_sending_and_marking_sends_again_under_the_same_id, |kind| async move {
    let app = TestApp::start(kind).await;
    set_up(&app, &app.visitor()).await;
    let before = subjects(&app, TO).await.len();
    // What waits can be looked at before it is sent.
    let quiet = fairhall::outbox::times::QuietHours { from: 0, until: 24 * 60 - 1 };
    app.set_clock("2027-01-10 11:00");
    live(&app, "UTC", Hours { quiet: Some(quiet), digest_hour: 8 }).await;
    tell(&app, "booth.approved", "/booth").await;
    type Row = (String, String, i64);
    let find = |conn: &mut Conn| {
        let waiting = outbox::table.filter(outbox::done_at.is_null());
        Ok(waiting.select((outbox::id, outbox::payload, outbox::attempts)).first::<Row>(conn)?)
    };
    let (id, payload, _) = app.site.db.read(find).await.unwrap();
    app.set_clock("2027-01-10 23:59");
    assert_eq!(subjects(&app, TO).await.len(), before + 1);
    // The mail is out; the mark was lost with the worker, and the lease stands.
    let (row, lease) = (id.clone(), app.clock.now() + Duration::minutes(5));
    let unmark = move |conn: &mut Conn| {
        let lost = (outbox::done_at.eq(None::<fairhall::clock::Instant>), outbox::payload.eq(&payload));
        let leased = (outbox::attempts.eq(1_i64), outbox::due_at.eq(lease));
        Ok(diesel::update(outbox::table.find(&row)).set((lost, leased)).execute(conn)?)
    };
    assert_eq!(app.site.db.write(unmark).await.unwrap(), 1);
    app.worker().work_off().await.unwrap();
    assert_eq!(app.worker().mailer.kept().len(), app.worker().mailer.kept_ids().len());
    assert_eq!(app.worker().mailer.kept_ids().iter().filter(|sent| **sent == id).count(), 1, "the lease holds");
    app.clock.advance(Duration::minutes(6));
    assert_eq!(subjects(&app, TO).await.len(), before + 2, "nobody knows that it was sent");
    assert_eq!(app.worker().mailer.kept_ids().iter().filter(|sent| **sent == id).count(), 2, "the same Message-ID");
    app.clock.advance(Duration::days(1));
    assert_eq!(subjects(&app, TO).await.len(), before + 2);
});

both!(a_digest_whose_worker_died_is_made_by_another, |kind| async move {
    let app = TestApp::start(kind).await;
    app.set_clock("2027-01-10 11:00");
    set_up(&app, &app.visitor()).await;
    let before = subjects(&app, TO).await.len();
    live(&app, "UTC", Hours::default()).await;
    choose(&app, NoticeTopic::Organizations, MailChoice::Digest).await;
    tell(&app, "booth.approved", "/first").await;
    // Taken an instant before its hour by a worker that is gone.
    let lease = fairhall::clock::Instant::parse_from_str("2027-01-11 08:05", "%Y-%m-%d %H:%M").unwrap();
    let take = move |conn: &mut Conn| {
        let digest = outbox::table.filter(outbox::kind.eq("digest"));
        Ok(diesel::update(digest).set((outbox::attempts.eq(1_i64), outbox::due_at.eq(lease))).execute(conn)?)
    };
    assert_eq!(app.site.db.write(take).await.unwrap(), 1);
    tell(&app, "booth.approved", "/second").await;
    app.set_clock("2027-01-11 08:01");
    app.worker().work_off().await.unwrap();
    let sent = app.worker().mailer.kept().into_iter().filter(|mail| mail.to == TO).count();
    assert_eq!(sent, before, "the lease holds");
    app.set_clock("2027-01-11 08:06");
    assert_eq!(subjects(&app, TO).await[before..], ["2 new notifications"]);
    app.set_clock("2027-01-12 08:06");
    assert_eq!(subjects(&app, TO).await.len(), before + 1);
});
