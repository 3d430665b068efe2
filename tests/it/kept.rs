//! What is kept drawn for visitors and shared among people: it is never out of date and never
//! another person's.

use std::io::Read as _;

use diesel::prelude::*;
use fairhall::db::Conn;
use fairhall::db::schema::hall_texts;
use reqwest::Method;

use crate::both;
use crate::stage::Stage;

async fn rename_hall(stage: &Stage, name: &'static str) {
    let work = move |conn: &mut Conn| {
        Ok(diesel::update(hall_texts::table).set(hall_texts::name.eq(name)).execute(conn).map(drop)?)
    };
    stage.app.site.db.write(work).await.unwrap();
}

both!(a_change_shows_in_the_very_next_answer, |kind| async move {
    let stage = Stage::set(kind).await;
    let visitor = stage.app.visitor();
    for name in ["Hall of Glass", "Hall of Stone", "Hall of Steel"] {
        rename_hall(&stage, name).await;
        for path in ["/exhibition", "/exhibition/halls/light"] {
            for browser in [&visitor, &stage.owner] {
                let seen = browser.get(path).await;
                assert!(seen.body.contains(name), "{path}: {}", seen.body);
            }
        }
    }
});

both!(a_change_shows_at_once_while_many_others_read, |kind| async move {
    let stage = Stage::set(kind).await;
    let url = stage.app.url.clone();
    let crowd: Vec<_> = (0..8)
        .map(|_| {
            let url = format!("{url}/exhibition/halls/light");
            tokio::task::spawn_local(async move {
                let client = reqwest::Client::new();
                loop {
                    let seen = client.get(&url).send().await.expect("an answer");
                    assert_eq!(seen.status(), 200);
                    seen.bytes().await.expect("a body");
                }
            })
        })
        .collect();
    let visitor = stage.app.visitor();
    for turn in 0..40 {
        let name = if turn % 2 == 0 { "Hall of Glass" } else { "Hall of Stone" };
        rename_hall(&stage, name).await;
        for browser in [&visitor, &stage.owner] {
            let seen = browser.get("/exhibition/halls/light").await;
            assert!(seen.body.contains(name), "turn {turn}: {}", seen.body);
        }
    }
    assert!(crowd.iter().all(|reader| !reader.is_finished()), "somebody of the crowd was refused");
    crowd.iter().for_each(tokio::task::JoinHandle::abort);
});

both!(a_page_follows_the_clock, |kind| async move {
    let stage = Stage::set(kind).await;
    let visitor = stage.app.visitor();
    assert!(!visitor.get("/").await.body.contains("This event is over"));
    stage.app.clock.advance(chrono::Duration::days(400));
    let later = visitor.get("/").await;
    assert!(later.body.contains("This event is over"), "{}", later.body);
});

both!(what_is_drawn_for_a_person_reaches_nobody_else, |kind| async move {
    let stage = Stage::set(kind).await;
    let visitor = stage.app.visitor();
    for path in ["/", "/exhibition", "/exhibition/halls/light", "/recruitment"] {
        for _ in 0..2 {
            assert!(stage.owner.get(path).await.body.contains("Chen Jia"), "{path}");
            let seen = visitor.get(path).await;
            assert!(!seen.body.contains("Chen Jia") && seen.body.contains("/login"), "{path}");
        }
        let chinese = visitor.send(visitor.request(Method::GET, path).header("accept-language", "zh-CN")).await;
        assert!(chinese.body.contains("<html lang=\"zh-CN\""), "{path}");
        let english = visitor.get(path).await;
        assert!(english.body.contains("<html lang=\"en\""), "{path}");
    }
    visitor.set_cookie("theme", "dark");
    assert!(visitor.get("/").await.body.contains("data-theme=\"dark\""));
});

both!(a_kept_page_is_sent_packed_to_who_reads_that, |kind| async move {
    let stage = Stage::set(kind).await;
    let visitor = stage.app.visitor();
    let plain = visitor.get("/exhibition").await;
    assert!(!plain.headers.contains_key("content-encoding"));
    assert_eq!(plain.headers["vary"], "accept-encoding");
    for (accepted, sent) in [("gzip", "gzip"), ("gzip, deflate, br, zstd", "br"), ("br;q=0, gzip", "gzip")] {
        let request = visitor.request(Method::GET, "/exhibition").header("accept-encoding", accepted);
        let seen = request.send().await.unwrap();
        assert_eq!(seen.headers()["content-encoding"], sent, "{accepted}");
        let (mut body, packed) = (String::new(), seen.bytes().await.unwrap());
        match sent {
            "br" => brotli::Decompressor::new(&packed[..], 4_096).read_to_string(&mut body).unwrap(),
            _ => flate2::read::GzDecoder::new(&packed[..]).read_to_string(&mut body).unwrap(),
        };
        assert_eq!(body, plain.body, "{accepted}");
    }
});
