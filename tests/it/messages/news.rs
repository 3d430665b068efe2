//! Days stand between messages, and a line where the reader left off.

use chrono::{Duration, NaiveTime};
use diesel::prelude::*;
use fairhall::clock::Instant;
use fairhall::db::Conn;
use fairhall::db::schema::people;

use crate::both;
use crate::moderation::{ADA, BO, Scene, Socket};
use serde_json::json;

async fn live_in(scene: &Scene, email: &'static str, zone: &'static str) {
    let work = move |conn: &mut Conn| {
        let person = people::table.filter(people::email.eq(email));
        Ok(diesel::update(person).set(people::time_zone.eq(zone)).execute(conn)?)
    };
    scene.stage.app.site.db.write(work).await.unwrap();
}

/// The next instant at this time of day, in UTC.
fn next(now: Instant, hour: u32, minute: u32) -> Instant {
    let time = NaiveTime::from_hms_opt(hour, minute, 0).unwrap();
    (now.date() + Duration::days(1)).and_time(time)
}

fn days(page: &str) -> Vec<&str> {
    let marks = page.split("<li class=\"messages-day\"><time datetime=\"").skip(1);
    marks.map(|rest| rest.split("</time>").next().unwrap()).collect()
}

both!(the_first_message_of_each_day_of_the_readers_own_bears_the_day, |kind| async move {
    let scene = Scene::set(kind).await;
    live_in(&scene, ADA, "Asia/Shanghai").await;
    live_in(&scene, BO, "UTC").await;
    let clock = &scene.stage.app.clock;
    let evening = next(clock.now(), 15, 30);
    clock.advance(evening - clock.now());
    for body in ["Half past eleven at night in Shanghai", "And still so"] {
        assert_eq!(scene.say(&scene.bo, body).await.status, 303);
    }
    clock.advance(Duration::hours(1));
    assert_eq!(scene.say(&scene.bo, "Half past midnight").await.status, 303);
    let room = format!("/rooms/{}", scene.room);
    let (today, tomorrow) = (evening.date(), evening.date() + Duration::days(1));
    let english = |day: chrono::NaiveDate| format!("{}\">{}", day, day.format("%-d %b %Y"));
    assert_eq!(days(&scene.ada.get(&room).await.body), [english(today), english(tomorrow)]);
    assert_eq!(days(&scene.bo.get(&room).await.body), [english(today)]);
    let chinese = |day: chrono::NaiveDate| format!("{}\">{}", day, day.format("%Y年%-m月%-d日"));
    let seen = scene.ada.get(&format!("{room}?lang=zh-CN")).await;
    assert_eq!(days(&seen.body), [chinese(today), chinese(tomorrow)]);
});

both!(whoever_comes_back_is_led_to_what_they_have_not_read, |kind| async move {
    let scene = Scene::set(kind).await;
    let (room, line) = (format!("/rooms/{}", scene.room), "id=\"messages-new\"");
    scene.say_rudely("The first").await;
    let seen = scene.bo.get(&room).await;
    assert!(!seen.body.contains(line) && !seen.body.contains("new message"), "all is new to Bo: {}", seen.body);
    // What one says oneself is not new.
    assert_eq!(scene.say(&scene.bo, "The second, of my own").await.status, 303);
    assert!(!scene.bo.get(&room).await.body.contains(line));
    assert_eq!(scene.say(&scene.ada, "The third").await.status, 303);
    assert_eq!(scene.say(&scene.ada, "The fourth").await.status, 303);
    let seen = scene.bo.get(&room).await;
    assert!(seen.body.contains("<a href=\"#messages-new\">2 new messages</a>"), "{}", seen.body);
    let (before, after) = seen.body.split_once(line).unwrap();
    assert!(before.contains("The second") && !before.contains("The third"), "{}", seen.body);
    assert!(after.contains("<span>New</span>") && after.contains("The third"), "{}", seen.body);
    assert!(!scene.bo.get(&room).await.body.contains(line), "it has been read by now");
    assert!(!scene.stage.app.visitor().get(&room).await.body.contains(line), "a visitor has no mark");

    // More than a page: the link leads to the page that begins there.
    let mut ada = Socket::open(&scene.stage.app, &scene.ada).await;
    ada.subscribe(&scene.room).await;
    for number in 5..=60 {
        scene.stage.app.clock.advance(Duration::seconds(30));
        assert_eq!(ada.say(&scene.room, &format!("Number {number}")).await["seq"], json!(number));
    }
    let seen = scene.bo.get(&format!("{room}?lang=zh-CN")).await;
    let link = format!("<a href=\"{room}?at=5#message-5\">56 条新消息</a>");
    assert!(seen.body.contains(&link) && !seen.body.contains(line), "{}", seen.body);
});
