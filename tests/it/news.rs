//! News: written, published by the clock, followed as a feed, talked about where that is allowed.

use chrono::Duration;

use crate::both;
use crate::calendar::{all_live_in, in_minutes, set_at};
use crate::stage::{Stage, between, picture, send, version};
use crate::support::{Kind, Seen};

async fn move_to(stage: &Stage, console: &str, state: &str) -> Seen {
    let version = version(&stage.organizer.get(console).await.body);
    stage.organizer.post(&format!("{console}/moves"), &[("state", state), ("version", &version)]).await
}

/// The time on the event's clocks, whatever they are, so many minutes from now.
async fn at(stage: &Stage, minutes: i64) -> String {
    use diesel::prelude::*;
    use fairhall::db::schema::editions;
    let write = |conn: &mut fairhall::db::Conn| {
        Ok(diesel::update(editions::table).set(editions::time_zone.eq("UTC")).execute(conn)?)
    };
    stage.app.site.db.write(write).await.unwrap();
    stage.app.site.refresh().await.unwrap();
    in_minutes(&stage.app, minutes)
}

both!(news_are_published_by_the_clock_and_talked_about_where_allowed, |kind: Kind| async move {
    let stage = set_at(kind, "2027-01-11 08:00").await;
    all_live_in(&stage.app, "UTC").await;
    let (organizer, visitor, owner) = (&stage.organizer, stage.app.visitor(), &stage.owner);
    for place in ["/organizer/news", "/organizer/news/new"] {
        assert_eq!((owner.get(place).await.status, organizer.get(place).await.status), (404, 200), "{place}");
    }
    assert_eq!(owner.post("/organizer/news", &[("title_en", "Mine")]).await.status, 404);
    assert_eq!(organizer.post("/organizer/news", &[("title_en", "No summary")]).await.status, 422);
    let later = at(&stage, 60).await;
    let fields = [
        ("title_en", "Doors & <b>more</b>"),
        ("summary_en", "They open."),
        ("body_en", "At *nine*."),
        ("title_zh", "开门"),
        ("summary_zh", "开放。"),
        ("published_at", later.as_str()),
        ("room", "yes"),
    ];
    let seen = send(organizer, "/organizer/news", &fields, &[("picture", "door.png", picture())]).await;
    assert_eq!(seen.status, 303, "{}", seen.body);
    let console = seen.location.unwrap();
    let link = format!("/news/{}", between(&organizer.get(&console).await.body, "<a href=\"/news/", "\""));
    let page = organizer.get(&link).await.body;
    assert!(page.contains("not published yet") && page.contains("<em>nine</em>"), "{page}");
    let file = format!("/files/{}", between(&page, "class=\"news-picture\" src=\"/files/", "\""));
    assert_eq!(move_to(&stage, &console, "archived").await.status, 409);
    assert_eq!(move_to(&stage, &console, "published").await.status, 303);
    // Its time has not come: nobody else sees any of it.
    assert!(organizer.get("/organizer/news").await.body.contains("Scheduled"));
    assert_eq!((visitor.get(&link).await.status, visitor.get(&file).await.status), (404, 404));
    assert!(!visitor.get("/news").await.body.contains(&link) && !visitor.get("/").await.body.contains(&link));
    assert!(!visitor.get("/feeds/news.atom").await.body.contains("<entry>"));
    stage.app.clock.advance(Duration::minutes(61));
    let page = visitor.get(&link).await;
    assert!(page.status == 200 && page.body.contains("data-room="), "{}", page.body);
    assert_eq!(visitor.get(&file).await.status, 200);
    stage.app.site.search.catch_up(&stage.app.site.db).await.unwrap();
    assert!(visitor.get("/news?q=doors").await.body.contains(&link) && visitor.get("/").await.body.contains(&link));
    let feed = visitor.get("/feeds/news.atom?lang=en").await;
    assert_eq!(feed.headers["content-type"], "application/atom+xml; charset=utf-8");
    assert!(
        feed.body.contains("<entry>") && feed.body.contains("&#60;b&#62;more") && !feed.body.contains("<b>more"),
        "{}",
        feed.body
    );
    let chinese = visitor.get("/feeds/news.atom?lang=zh-CN").await.body;
    assert!(chinese.contains("<title>开门</title>"), "{chinese}");
    let room = format!("/rooms/{}", between(&page.body, "data-room=\"", "\""));
    assert_eq!(owner.post(&format!("{room}/messages"), &[("body", "At last")]).await.status, 303);
    // Renamed it leads on; without a room, archived, nothing is left to be read.
    let version = version(&organizer.get(&console).await.body);
    let renamed =
        [("title_en", "Doors"), ("summary_en", "They are open."), ("published_at", &later), ("version", &version)];
    assert_eq!(organizer.post(&console, &renamed).await.status, 303);
    assert_eq!(organizer.post(&console, &renamed).await.status, 409);
    let seen = visitor.get(&link).await;
    assert_eq!((seen.status, seen.location.as_deref()), (308, Some("/news/doors")));
    assert!(!visitor.get("/news/doors").await.body.contains("data-room="));
    assert_eq!(visitor.get(&room).await.status, 404);
    let is_found = async || {
        stage.app.site.search.catch_up(&stage.app.site.db).await.unwrap();
        let (all, own) = (visitor.get("/search?q=open").await.body, visitor.get("/news?q=open").await.body);
        let link = "href=\"/news/doors\"";
        assert_eq!(all.contains(link), own.contains(link), "{all}{own}");
        all.contains(link)
    };
    assert!(is_found().await);
    assert_eq!(move_to(&stage, &console, "archived").await.status, 303);
    assert_eq!(visitor.get("/news/doors").await.status, 404);
    assert!(!is_found().await);
    assert_eq!(move_to(&stage, &console, "published").await.status, 303);
    assert_eq!(visitor.get("/news/doors").await.status, 200);
    assert!(is_found().await);
});
