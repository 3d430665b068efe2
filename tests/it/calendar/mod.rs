//! One calendar a person: entries of one's own, shifts at a booth, the feed for other programs; and that
//! nobody is ever in two places.

mod feed;
mod nowhere_twice;
mod shifts;

use chrono::Duration;

use crate::both;
use crate::stage::Stage;
use crate::support::{Browser, Kind, Seen, TestApp};

/// So many minutes from the server's now, as browsers send it; for people who live in UTC.
pub fn in_minutes(app: &TestApp, minutes: i64) -> String {
    (app.clock.now() + Duration::minutes(minutes)).format("%Y-%m-%dT%H:%M").to_string()
}

/// Adds an entry of one's own.
pub async fn add(app: &TestApp, who: &Browser, title: &str, (from, until): (i64, i64)) -> Seen {
    let (from, until) = (in_minutes(app, from), in_minutes(app, until));
    who.post("/me/calendar/entries", &[("title", title), ("starts_at", &from), ("ends_at", &until)]).await
}

/// An event that is on at this instant.
pub async fn set_at(kind: Kind, at: &str) -> Stage {
    let app = TestApp::start(kind).await;
    app.set_clock(at);
    Stage::set_on(app).await
}

/// The page of the first entry of one's own that a page shows.
pub fn entry_on(page: &str) -> Option<String> {
    let links = page.split("href=\"/me/calendar/entries/").filter_map(|rest| rest.split('"').next());
    links.filter(|id| id.len() == 36).map(|id| format!("/me/calendar/entries/{id}")).next()
}

both!(what_one_adds_stands_in_the_calendar_is_changed_and_removed, |kind: Kind| async move {
    let stage = set_at(kind, "2027-01-11 08:00").await;
    let (app, owner) = (&stage.app, &stage.owner);
    all_live_in(app, "UTC").await;
    let seen = owner.get("/me/calendar").await;
    assert!(seen.status == 200 && seen.body.contains("Nothing is planned here"), "{}", seen.body);
    let seen = add(app, owner, "Lunch with <b>Bo</b>", (60, 120)).await;
    assert_eq!(seen.location.as_deref(), Some("/me/calendar?date=2027-01-11"), "{}", seen.body);
    let seen = owner.get("/me/calendar?view=day&date=2027-01-11").await.body;
    assert!(seen.contains("Lunch with &#60;b&#62;Bo&#60;/b&#62;") && seen.contains("09:00 – 10:00"), "{seen}");
    let entry = entry_on(&seen).unwrap();
    // Two hours at once: the second is refused with what stands there, and what was typed stays.
    let clash = add(app, owner, "Dentist", (90, 150)).await;
    assert_eq!(clash.status, 422);
    assert!(
        clash.body.contains("In your calendar already") && clash.body.contains("value=\"Dentist\""),
        "{}",
        clash.body
    );
    assert_eq!(add(app, owner, "Right after", (120, 150)).await.status, 303);
    let (from, until) = (in_minutes(app, 30), in_minutes(app, 60));
    let form = [("title", "Early lunch"), ("starts_at", from.as_str()), ("ends_at", until.as_str())];
    assert_eq!(owner.post(&entry, &form).await.status, 303);
    let (from, until) = (in_minutes(app, 30), in_minutes(app, 130));
    let form = [("title", "Long lunch"), ("starts_at", from.as_str()), ("ends_at", until.as_str())];
    assert_eq!(owner.post(&entry, &form).await.status, 422, "over what comes after");
    let seen = owner.get("/me/calendar").await.body;
    assert!(seen.contains("Early lunch") && seen.contains("08:30 – 09:00") && !seen.contains("Long lunch"), "{seen}");
    assert_eq!(owner.post(&format!("{entry}/removal"), &[]).await.status, 303);
    assert!(!owner.get("/me/calendar").await.body.contains("Early lunch"));
    assert_eq!(owner.get(&entry).await.status, 404);
});

both!(an_entry_is_its_owners_alone, |kind: Kind| async move {
    let stage = Stage::set(kind).await;
    all_live_in(&stage.app, "UTC").await;
    assert_eq!(add(&stage.app, &stage.owner, "Private", (600, 660)).await.status, 303);
    let day = in_minutes(&stage.app, 600);
    let day = day.split('T').next().unwrap();
    let entry = entry_on(&stage.owner.get(&format!("/me/calendar?view=day&date={day}")).await.body).unwrap();
    let form = [("title", "Mine"), ("starts_at", "2030-01-01T10:00"), ("ends_at", "2030-01-01T11:00")];
    assert_eq!(stage.organizer.get(&entry).await.status, 404);
    assert_eq!(stage.organizer.post(&entry, &form).await.status, 404);
    assert_eq!(stage.organizer.post(&format!("{entry}/removal"), &[]).await.status, 404);
    let visitor = stage.app.visitor();
    assert_eq!(visitor.get("/me/calendar").await.status, 303);
    assert_eq!(visitor.post(&entry, &form).await.status, 303);
    assert_eq!(stage.owner.get(&entry).await.status, 200);
});

both!(times_are_those_of_the_reader_with_the_events_beside, |kind: Kind| async move {
    let stage = Stage::set(kind).await;
    let app = &stage.app;
    app.set_clock("2026-10-24 10:00");
    all_live_in(app, "Europe/Berlin").await;
    // The hour that comes twice in that night: the earlier is meant, and the day is an hour longer.
    let form = [("title", "Night"), ("starts_at", "2026-10-25T02:30"), ("ends_at", "2026-10-25T03:30")];
    assert_eq!(stage.owner.post("/me/calendar/entries", &form).await.status, 303);
    let form = [("title", "Morning"), ("starts_at", "2026-10-25T03:30"), ("ends_at", "2026-10-25T04:00")];
    assert_eq!(stage.owner.post("/me/calendar/entries", &form).await.status, 303);
    let seen = stage.owner.get("/me/calendar?view=day&date=2026-10-25").await.body;
    assert!(seen.contains("02:30 – 03:30") && seen.contains("03:30 – 04:00"), "{seen}");
    let zone = event_zone(app).await;
    assert!(seen.contains(&format!("Where the clocks of the event ({zone})")) && seen.contains("event time"), "{seen}");
    // What was never shown by the clocks is refused.
    let form = [("title", "Never"), ("starts_at", "2027-03-28T02:30"), ("ends_at", "2027-03-28T04:00")];
    assert_eq!(stage.owner.post("/me/calendar/entries", &form).await.status, 422);
});

/// Lets everybody live in a time zone.
pub async fn all_live_in(app: &TestApp, zone: &'static str) {
    use diesel::prelude::*;
    use fairhall::db::schema::people;
    let write = move |conn: &mut fairhall::db::Conn| {
        Ok(diesel::update(people::table).set(people::time_zone.eq(zone)).execute(conn)?)
    };
    app.site.db.write(write).await.unwrap();
}

async fn event_zone(app: &TestApp) -> String {
    use diesel::prelude::*;
    use fairhall::db::schema::editions;
    let find = |conn: &mut fairhall::db::Conn| Ok(editions::table.select(editions::time_zone).first(conn)?);
    app.site.db.read(find).await.unwrap()
}

both!(odd_days_and_views_show_today, |kind: Kind| async move {
    let stage = Stage::set(kind).await;
    for odd in ["?date=x", "?date=2026-02-30&view=day", "?date=99999-12-31", "?date=", "?view=month"] {
        let seen = stage.owner.get(&format!("/me/calendar{odd}")).await;
        assert!(seen.status == 200 && seen.body.contains("aria-current=\"date\""), "{odd}");
    }
    for (field, value) in [("title", ""), ("starts_at", "yesterday"), ("ends_at", "2020-01-01T10:00")] {
        let form = [("title", "T"), ("starts_at", "2030-01-01T10:00"), ("ends_at", "2030-01-01T11:00")];
        let form = form.map(|(name, typed)| if name == field { (name, value) } else { (name, typed) });
        assert_eq!(stage.owner.post("/me/calendar/entries", &form).await.status, 422, "{field}");
    }
});
