//! Saved searches: who keeps which, what they tell, when, and that nothing is told twice.

use chrono::Duration;
use diesel::prelude::*;
use fairhall::db::Conn;
use fairhall::db::schema::{notifications, people};
use fairhall::ids::PersonId;
use fairhall::mail::Mail;
use fairhall::outbox::settings::{Hours, save_hours};
use fairhall::outbox::times::QuietHours;

use super::*;
use crate::support::Kind;

const SEARCHES: &str = "/me/searches";

/// The stage, at noon.
async fn set(kind: Kind) -> Stage {
    let app = TestApp::start(kind).await;
    app.set_clock("2027-01-10 12:00");
    Stage::set_on(app).await
}

async fn keep(browser: &Browser, query: &str, name: &str, rhythm: &str) -> Seen {
    browser.post(SEARCHES, &[("query", query), ("name", name), ("rhythm", rhythm)]).await
}

/// The mails of searches that went to the seeker.
async fn alerts(stage: &Stage) -> Vec<Mail> {
    stage.app.site.search.catch_up(&stage.app.site.db).await.unwrap();
    let all = stage.app.mails().await;
    all.into_iter().filter(|mail| mail.to == SEEKER && mail.subject.contains("new position")).collect()
}

async fn edit_of(browser: &Browser) -> String {
    let list = browser.get(SEARCHES).await.body;
    format!("{SEARCHES}/{}", between(&list, "href=\"/me/searches/", "/edit\""))
}

/// Opens a posting and lets the minutes pass in which more might be published.
async fn open_and_wait(stage: &Stage, title: &str) {
    open_posting(stage, title).await;
    // The minutes are counted from when the outbox is worked off.
    stage.app.mails().await;
    stage.app.clock.advance(Duration::minutes(11));
}

both!(a_search_tells_at_once_what_is_new_and_nothing_twice, |kind: Kind| async move {
    let stage = set(kind).await;
    let seeker = join(&stage.app, "Zhao Yun", SEEKER).await;
    open_posting(&stage, "Laser technician of old").await;
    let offered = stage.app.visitor().get("/recruitment?q=laser&remote=").await.body;
    assert!(offered.contains("href=\"/me/searches/new?q=laser\""), "{offered}");
    let form = seeker.get("/me/searches/new?q=laser&type=FULL_TIME").await.body;
    assert!(form.contains("value=\"q=laser&#38;type=FULL_TIME\"") && form.contains("Full time"), "{form}");
    stage.app.clock.advance(Duration::minutes(90));
    assert_eq!(keep(&seeker, "q=laser", "Lasers", "at_once").await.status, 303);
    stage.app.clock.advance(Duration::minutes(1));
    open_posting(&stage, "Laser engineer").await;
    let gardener = write_posting(&stage, &stage.owner, "Gardener", 30).await;
    let edit = stage.owner.get(&stage.desk(&format!("/postings/{gardener}/edit"))).await.body;
    let (seen, closes) = (version(&edit), in_days(&stage.app, 30));
    let mut other = fields(&seen, "Gardener", &closes);
    other[2].1 = "You look after two hectares of lawns, hedges and old trees with a team of five people.";
    assert_eq!(stage.owner.post(&stage.desk(&format!("/postings/{gardener}")), &other).await.status, 303);
    publish_posting(&stage, &gardener).await;
    assert!(alerts(&stage).await.is_empty(), "what is published together is told together");
    stage.app.clock.advance(Duration::minutes(11));
    let workers = [stage.app.worker(), stage.app.worker(), stage.app.worker()];
    for done in futures_util::future::join_all(workers.iter().map(|worker| worker.work_off())).await {
        done.unwrap();
    }
    let told = alerts(&stage).await;
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(told[0].subject, "Lasers: 1 new position");
    let named: Vec<_> = told[0].sections[0].entries.iter().map(|entry| entry.text.as_str()).collect();
    assert!(named.len() == 1 && named[0].starts_with("Laser engineer · Delta Photonics"), "{named:?}");
    assert_eq!(told[0].action.as_ref().unwrap().1, "/recruitment?q=laser&sort=newest");
    assert!(told[0].unsubscribe.as_ref().unwrap().contains(".search-"));
    let count = |conn: &mut Conn| {
        let told = notifications::table.filter(notifications::kind.eq("search.found"));
        Ok(told.count().get_result::<i64>(conn)?)
    };
    assert_eq!(stage.app.site.db.read(count).await.unwrap(), 1);
    for _ in 0..3 {
        stage.app.clock.advance(Duration::days(1));
        assert_eq!(alerts(&stage).await.len(), 1, "nothing new, nothing told");
    }
});

both!(a_daily_search_tells_at_its_hour_also_what_opened_later, |kind: Kind| async move {
    let stage = set(kind).await;
    let seeker = join(&stage.app, "Zhao Yun", SEEKER).await;
    let utc = |conn: &mut Conn| Ok(diesel::update(people::table).set(people::time_zone.eq("UTC")).execute(conn)?);
    stage.app.site.db.write(utc).await.unwrap();
    assert_eq!(keep(&seeker, "", "Everything", "daily").await.status, 303);
    open_posting(&stage, "Laser engineer").await;
    let (closes, opens) = (in_days(&stage.app, 30), in_days(&stage.app, 2));
    let mut later = fields("", "Robot trainer", &closes);
    later.push(("opens_at", &opens));
    let seen = stage.owner.post(&stage.desk("/postings"), &later).await;
    let id = between(&seen.location.unwrap(), "/postings/", "/edit").to_owned();
    publish_posting(&stage, &id).await;
    stage.app.set_clock("2027-01-11 07:30");
    assert!(alerts(&stage).await.is_empty());
    stage.app.set_clock("2027-01-11 08:30");
    assert_eq!(alerts(&stage).await.len(), 1);
    stage.app.set_clock("2027-01-12 08:30");
    assert_eq!(alerts(&stage).await.len(), 1, "it has not opened yet");
    stage.app.set_clock("2027-01-13 08:30");
    let told = alerts(&stage).await;
    assert_eq!(told.len(), 2);
    assert!(told[1].sections[0].entries[0].text.starts_with("Robot trainer"), "{told:?}");
});

both!(a_mail_ends_its_search_with_one_click_and_begins_it_again, |kind: Kind| async move {
    let stage = set(kind).await;
    let seeker = join(&stage.app, "Zhao Yun", SEEKER).await;
    for name in ["First", "Second"] {
        assert_eq!(keep(&seeker, "", name, "at_once").await.status, 303);
    }
    open_and_wait(&stage, "Laser engineer").await;
    let told = alerts(&stage).await;
    assert_eq!(told.len(), 2);
    let link = told.iter().find(|mail| mail.subject.starts_with("First")).unwrap().unsubscribe.clone().unwrap();
    let visitor = stage.app.visitor();
    assert!(visitor.get(&link).await.body.contains("A saved search"));
    let done = visitor.post(&link, &[("List-Unsubscribe", "One-Click")]).await;
    assert!(done.status == 200 && done.body.contains("value=\"search:at_once\""), "{}", done.body);
    assert!(seeker.get(SEARCHES).await.body.contains("Never"));
    open_and_wait(&stage, "Robot trainer").await;
    assert_eq!(alerts(&stage).await.len(), 3, "the other one still tells");
    assert_eq!(visitor.post(&format!("{link}/undoing"), &[("before", "search:at_once")]).await.status, 303);
    open_and_wait(&stage, "Sales manager").await;
    let told = alerts(&stage).await;
    assert_eq!(told.len(), 5);
    assert!(told.iter().skip(3).all(|mail| mail.subject.ends_with("1 new position")), "not what came meanwhile");
});

both!(a_link_ends_the_search_that_it_was_made_for_and_no_other, |kind: Kind| async move {
    let stage = set(kind).await;
    let seeker = join(&stage.app, "Zhao Yun", SEEKER).await;
    let other = join(&stage.app, "Olga Other", "olga@test.example").await;
    for browser in [&seeker, &other] {
        assert_eq!(keep(browser, "", "Everything", "at_once").await.status, 303);
    }
    let theirs = edit_of(&other).await.replace(&format!("{SEARCHES}/"), "");
    open_and_wait(&stage, "Laser engineer").await;
    let link = alerts(&stage).await[0].unsubscribe.clone().unwrap();
    let parts: Vec<&str> = link.trim_start_matches("/unsubscriptions/").split('.').collect();
    let [own, search, mark] = parts[..] else { panic!("{link}") };
    for wrong in [
        format!("{own}.search-{theirs}.{mark}"),
        format!("{own}.search-.{mark}"),
        format!("{own}.search-x.{mark}"),
        format!("{own}.digest.{mark}"),
        format!("{own}.{search}."),
    ] {
        let path = format!("/unsubscriptions/{wrong}");
        assert_eq!(stage.app.visitor().get(&path).await.status, 404, "{path}");
        assert_eq!(stage.app.visitor().post(&path, &[]).await.status, 404, "{path}");
    }
    assert!(!seeker.get(SEARCHES).await.body.contains("Never") && !other.get(SEARCHES).await.body.contains("Never"));
    // A form that was open meanwhile does not begin again what the mail has ended.
    let path = edit_of(&seeker).await;
    let seen = version(&seeker.get(&format!("{path}/edit")).await.body);
    assert_eq!(stage.app.visitor().post(&link, &[]).await.status, 200);
    let form = [("version", seen.as_str()), ("name", "Renamed"), ("rhythm", "at_once")];
    assert_eq!(seeker.post(&path, &form).await.status, 409);
    assert!(seeker.get(SEARCHES).await.body.contains("Never"));
    assert_eq!(seeker.post(&format!("{path}/removal"), &[]).await.status, 303);
    assert_eq!(stage.app.visitor().post(&link, &[]).await.status, 200, "also of a search that is gone");
    assert!(!other.get(SEARCHES).await.body.contains("Never"));
});

both!(a_mail_that_waits_for_the_morning_is_not_sent_when_its_search_was_ended, |kind: Kind| async move {
    let stage = set(kind).await;
    let seeker = join(&stage.app, "Zhao Yun", SEEKER).await;
    for name in ["First", "Second"] {
        assert_eq!(keep(&seeker, "", name, "at_once").await.status, 303);
    }
    let now = stage.app.clock.now();
    let rest = move |conn: &mut Conn| {
        let own = people::table.filter(people::email.eq(SEEKER));
        let person: PersonId = own.select(people::id).first(conn)?;
        diesel::update(people::table.find(&person)).set(people::time_zone.eq("UTC")).execute(conn)?;
        let quiet = QuietHours { from: 12 * 60, until: 18 * 60 };
        Ok(save_hours(conn, &person, Hours { quiet: Some(quiet), digest_hour: 8 }, now)?)
    };
    stage.app.site.db.write(rest).await.unwrap();
    open_and_wait(&stage, "Laser engineer").await;
    assert!(alerts(&stage).await.is_empty(), "they rest");
    let path = edit_of(&seeker).await;
    let edit = seeker.get(&format!("{path}/edit")).await.body;
    let (name, seen) = (between(&edit, "name=\"name\" ", ">").to_owned(), version(&edit));
    let ended = if name.contains("First") { "First" } else { "Second" };
    let form = [("version", seen.as_str()), ("name", ended), ("rhythm", "none")];
    assert_eq!(seeker.post(&path, &form).await.status, 303);
    stage.app.set_clock("2027-01-10 18:01");
    let told = alerts(&stage).await;
    assert!(told.len() == 1 && !told[0].subject.starts_with(ended), "{told:?}");
});

both!(nobody_is_told_who_is_banned_or_not_verified, |kind: Kind| async move {
    let stage = set(kind).await;
    let seeker = join(&stage.app, "Zhao Yun", SEEKER).await;
    assert_eq!(keep(&seeker, "", "Everything", "at_once").await.status, 303);
    let doubt = |conn: &mut Conn| {
        let own = people::table.filter(people::email.eq(SEEKER));
        Ok(diesel::update(own).set(people::verified_at.eq(None::<fairhall::clock::Instant>)).execute(conn)?)
    };
    stage.app.site.db.write(doubt).await.unwrap();
    open_posting(&stage, "Laser engineer").await;
    stage.app.clock.advance(Duration::minutes(11));
    assert!(alerts(&stage).await.is_empty());
    assert_eq!(keep(&seeker, "", "More", "daily").await.status, 403, "nor does who is not verified keep one");
});

both!(searches_are_ones_own_and_twenty_at_most, |kind: Kind| async move {
    let stage = set(kind).await;
    let seeker = join(&stage.app, "Zhao Yun", SEEKER).await;
    let other = join(&stage.app, "Olga Other", "olga@test.example").await;
    assert!(seeker.get(SEARCHES).await.body.contains("No saved search yet"));
    let wrong = keep(&seeker, "q=laser", "", "hourly").await;
    assert!(wrong.status == 422 && wrong.body.contains("value=\"q=laser\""), "{}", wrong.body);
    for n in 0..20 {
        assert_eq!(keep(&seeker, "q=laser", &format!("Search {n}"), "weekly").await.status, 303);
    }
    assert_eq!(keep(&seeker, "q=laser", "Search 19", "weekly").await.status, 303, "the same again is no second one");
    let full = keep(&seeker, "q=robot", "One more", "weekly").await;
    assert!(full.status == 422 && full.body.contains("You keep 20 searches"), "{}", full.body);
    let path = edit_of(&seeker).await;
    for (method, to) in [("get", format!("{path}/edit")), ("post", path.clone()), ("post", format!("{path}/removal"))] {
        let seen = if method == "get" { other.get(&to).await } else { other.post(&to, &[("name", "x")]).await };
        assert_eq!(seen.status, 404, "{to}");
    }
    let page = seeker.get(&format!("{path}/edit")).await.body;
    let seen = version(&page);
    let form = [("version", seen.as_str()), ("name", "Renamed"), ("rhythm", "none")];
    assert_eq!(seeker.post(&path, &form).await.status, 303);
    assert!(seeker.get(SEARCHES).await.body.contains("Renamed"));
    assert_eq!(seeker.post(&path, &form).await.status, 409, "another window was first");
    assert_eq!(seeker.post(&format!("{path}/removal"), &[]).await.status, 303);
    assert!(!seeker.get(SEARCHES).await.body.contains("Renamed"));
});
