//! What the console's home says: what waits, what is wrong, who is here.

use chrono::Duration;
use diesel::prelude::*;
use fairhall::db::Conn;
use fairhall::db::schema::outbox;
use fairhall::ids::OutboxId;
use fairhall::site::{StaffRole, ZoneKind};

use super::{administrator, staff};
use crate::both;
use crate::stage::Stage;
use crate::support::TestApp;

/// A row of the outbox that was due an hour ago.
async fn leave_behind(app: &TestApp, error: &'static str) {
    let now = app.clock.now();
    let work = move |conn: &mut Conn| {
        let row = (
            outbox::id.eq(OutboxId::new()),
            outbox::kind.eq("mail"),
            outbox::payload.eq(""),
            // Given up, so that no worker takes it.
            outbox::attempts.eq(if error.is_empty() { 12_i64 } else { 13 }),
            outbox::due_at.eq(now - Duration::hours(1)),
            outbox::last_error.eq(error),
            outbox::created_at.eq(now),
        );
        Ok(diesel::insert_into(outbox::table).values(row).execute(conn)?)
    };
    app.site.db.write(work).await.unwrap();
}

both!(what_is_wrong_is_said_with_where_it_is_mended, |kind| async move {
    let stage = Stage::set(kind).await;
    let (app, organizer) = (&stage.app, &stage.organizer);
    let seen = organizer.get("/organizer").await.body;
    assert!(seen.contains("The days of this edition have begun"), "{seen}");
    let slug = app.site.snapshot.load().edition.as_ref().unwrap().slug.clone();
    let opened = organizer.post(&format!("/organizer/editions/{slug}/transitions"), &[("to", "open")]).await;
    assert_eq!(opened.status, 303);
    app.site.search.catch_up(&app.site.db).await.unwrap();
    let seen = organizer.get("/organizer").await.body;
    assert!(seen.contains("Nothing that we know of"), "{seen}");
    stage.set_gate("forum", "closed").await;
    leave_behind(app, "450 mailbox busy").await;
    let seen = organizer.get("/organizer").await.body;
    for words in ["Forum should be open by its schedule", "href=\"/organizer/zones/forum\"", "450 mailbox busy"] {
        assert!(seen.contains(words), "{words}: {seen}");
    }
    let seen = organizer.get("/organizer?lang=zh-CN").await.body;
    assert!(seen.contains("异常情况") && seen.contains("按日程"), "{seen}");
});

both!(what_waits_says_since_when, |kind| async move {
    let stage = Stage::set(kind).await;
    stage.app.clock.advance(Duration::days(3));
    let seen = stage.organizer.get("/organizer").await.body;
    assert!(seen.contains("organization to look at") && seen.contains("The oldest: 3 days ago"), "{seen}");
});

both!(staff_of_a_zone_sees_its_own_zone_alone, |kind| async move {
    let stage = Stage::set(kind).await;
    let app = &stage.app;
    stage.set_gate("forum", "closed").await;
    stage.set_gate("pairing", "closed").await;
    leave_behind(app, "450 mailbox busy").await;
    let manager = staff(app, "manager", StaffRole::ZoneManager, Some(ZoneKind::Forum)).await;
    let seen = manager.get("/organizer").await.body;
    assert!(seen.contains("Forum should be open") && seen.contains("submitted sessions"), "{seen}");
    for foreign in
        ["Project Pairing should be", "450 mailbox", "submitted booths", "organizations to look at", "is connected"]
    {
        assert!(!seen.contains(foreign), "{foreign}: {seen}");
    }
    let moderator = staff(app, "moderator", StaffRole::Moderator, Some(ZoneKind::Exhibition)).await;
    let seen = moderator.get("/organizer").await.body;
    assert!(seen.contains("open reports") && seen.contains("appeals") && !seen.contains("Forum should"), "{seen}");
});

both!(the_outbox_that_is_behind_is_told, |kind| async move {
    let app = TestApp::start(kind).await;
    let organizer = administrator(&app).await;
    assert!(!organizer.get("/organizer").await.body.contains("the outbox is behind"));
    leave_behind(&app, "").await;
    // The server's own worker may have taken it by now; then it has failed, and that is told.
    let seen = organizer.get("/organizer").await.body;
    assert!(seen.contains("the outbox is behind") || seen.contains("could not be sent yet"), "{seen}");
});
