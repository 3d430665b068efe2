//! The secret address of a calendar.

use super::{add, all_live_in};
use crate::both;
use crate::moderation::{BO, Scene};
use crate::stage::{Stage, between};
use crate::support::{Browser, Kind};

/// Makes a secret address and gives its path.
async fn make(who: &Browser) -> String {
    let seen = who.post("/me/calendar/feed", &[]).await;
    assert_eq!(seen.status, 200, "{}", seen.body);
    format!("/calendar/{}.ics", between(&seen.body, ":0/calendar/", ".ics"))
}

both!(a_feed_is_read_by_whoever_knows_its_address_until_it_ends, |kind: Kind| async move {
    let stage = Stage::set(kind).await;
    all_live_in(&stage.app, "UTC").await;
    add(&stage.app, &stage.owner, "Talk, about \u{91cf}\u{5b50}; lasers", (60, 120)).await;
    let path = make(&stage.owner).await;
    let program = stage.app.visitor();
    let seen = program.get(&path).await;
    assert_eq!(seen.status, 200);
    let header = |name: &str| seen.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    assert_eq!(
        (header("content-type"), header("cache-control")),
        ("text/calendar; charset=utf-8", "private, no-store")
    );
    check(&seen.body);
    assert!(seen.body.contains("SUMMARY:Talk\\, about \u{91cf}\u{5b50}\\; lasers\r\n"), "{}", seen.body);
    assert!(seen.body.contains("URL:http://"), "links lead to the site: {}", seen.body);
    assert!(!stage.owner.get("/me/calendar").await.body.contains(&path), "it is shown once");
    // A new one ends the old; a guess, or nearly the address, finds nothing.
    let newer = make(&stage.owner).await;
    assert_eq!((program.get(&path).await.status, program.get(&newer).await.status), (404, 200));
    for odd in [
        "/calendar/x.ics",
        "/calendar/%00.ics",
        "/calendar/.ics",
        &newer.to_uppercase().replace("CALENDAR", "calendar").replace("ICS", "ics"),
    ] {
        assert_eq!(program.get(odd).await.status, 404, "{odd}");
    }
    assert_eq!(stage.owner.post("/me/calendar/feed/removal", &[]).await.status, 303);
    assert_eq!(program.get(&newer).await.status, 404);
    assert_eq!(stage.owner.post("/me/calendar/feed/removal", &[]).await.status, 303, "safe to repeat");
});

both!(a_feed_of_somebody_who_is_banned_ends_with_the_ban, |kind: Kind| async move {
    let scene = Scene::set(kind).await;
    let path = make(&scene.bo).await;
    let program = scene.stage.app.visitor();
    assert_eq!(program.get(&path).await.status, 200);
    let seen = scene.impose(&scene.stage.organizer, BO, &[("kind", "banned"), ("zone", "all"), ("term", "day")]).await;
    assert_eq!(seen.status, 303, "{}", seen.body);
    assert_eq!(program.get(&path).await.status, 404);
});

/// Holds a file against the parts of RFC 5545 that programs rely on.
fn check(file: &str) {
    assert!(file.ends_with("END:VCALENDAR\r\n"), "{file}");
    let lines: Vec<&str> = file.trim_end_matches("\r\n").split("\r\n").collect();
    assert!(lines.iter().all(|line| line.len() <= 75 && !line.contains('\n') && !line.is_empty()), "{file}");
    let whole = file.replace("\r\n ", "");
    for property in ["VERSION:2.0", "PRODID:", "BEGIN:VEVENT", "UID:", "DTSTAMP:", "DTSTART:", "DTEND:", "SEQUENCE:"] {
        assert!(whole.split("\r\n").any(|line| line.starts_with(property)), "{property} in {file}");
    }
    assert_eq!(whole.matches("BEGIN:VEVENT").count(), whole.matches("END:VEVENT").count());
    let stamps = whole.split("\r\n").filter_map(|line| line.strip_prefix("DTSTART:"));
    assert!(stamps.clone().count() > 0);
    for stamp in stamps {
        assert!(chrono::NaiveDateTime::parse_from_str(stamp, "%Y%m%dT%H%M%SZ").is_ok(), "{stamp}");
    }
}
