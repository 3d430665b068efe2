//! Visits and documents of a booth: who is counted, how often, what is kept of them; and the figures made of it.

use std::collections::BTreeMap;

use diesel::prelude::*;
use fairhall::db::schema::{document_downloads, editions, visit_days, visits};
use fairhall::exhibition::leads::{erase_person, export_person};
use fairhall::exhibition::visits::{Look, What, store_looks};
use fairhall::ids::{EditionId, FileId, PersonId};
use reqwest::Method;

use super::{decide, first_review, publish, submit, write_booth};
use crate::accounts::join;
use crate::both;
use crate::stage::{PDF, Stage, between, found, send};
use crate::support::{Browser, until};

/// What stands in the table: the person, the visitor, the day.
async fn counted(stage: &Stage) -> Vec<(Option<PersonId>, String, String)> {
    let load = |conn: &mut fairhall::db::Conn| {
        Ok(visits::table.order(visits::id).select((visits::person_id, visits::visitor, visits::day)).load(conn)?)
    };
    stage.app.site.db.read(load).await.unwrap()
}

/// Waits until so many are counted; then nothing waits any more that was looked at before.
async fn until_counted(stage: &Stage, count: usize) {
    until("the visits are counted", async || counted(stage).await.len() >= count).await;
    let rows = counted(stage).await;
    assert_eq!(rows.len(), count);
    let mut days = BTreeMap::<String, i64>::new();
    rows.into_iter().for_each(|(_, _, day)| *days.entry(day).or_default() += 1);
    let kept = |conn: &mut fairhall::db::Conn| {
        Ok(visit_days::table.order(visit_days::day).select((visit_days::day, visit_days::visits)).load(conn)?)
    };
    let kept: Vec<(String, i64)> = stage.app.site.db.read(kept).await.unwrap();
    assert_eq!(kept, Vec::from_iter(days), "each day of the booth has its visits");
}

async fn look(browser: &Browser, path: &str, agent: &str) {
    let seen = browser.send(browser.request(Method::GET, path).header("user-agent", agent)).await;
    assert_eq!(seen.status, 200, "{}", seen.body);
}

both!(a_visit_counts_once_a_person_and_half_hour_also_on_a_kept_page, |kind| async move {
    let stage = Stage::set(kind).await;
    publish(&stage).await;
    let day = (stage.app.clock.now() + chrono::Duration::days(1)).date().to_string();
    stage.app.set_clock(&format!("{day} 03:05"));
    let path = format!("/exhibition/booths/{}", stage.slug);
    let visitor = stage.app.visitor();
    for _ in 0..3 {
        look(&visitor, &path, "Firefox").await;
    }
    // The page that the first drew is kept for the second.
    look(&stage.app.visitor(), &path, "Chromium").await;
    look(&stage.owner, &path, "Stand").await;
    assert_eq!(visitor.get("/exhibition/booths/nowhere").await.status, 404);
    until_counted(&stage, 2).await;
    let person = join(&stage.app, "Li Na", "na@test.example").await;
    for agent in ["Firefox", "Telephone"] {
        look(&person, &path, agent).await;
    }
    until_counted(&stage, 3).await;
    stage.app.clock.advance(chrono::Duration::minutes(26));
    for (browser, agent) in [(&visitor, "Firefox"), (&person, "Firefox"), (&stage.owner, "Stand")] {
        look(browser, &path, agent).await;
    }
    until_counted(&stage, 5).await;
    let rows = counted(&stage).await;
    assert_eq!(rows.iter().filter(|row| row.0.is_some()).count(), 2, "the person, in two half hours");
    let is_hash = |text: &str| text.len() == 64 && text.chars().all(|c| c.is_ascii_hexdigit());
    assert!(rows.iter().all(|row| is_hash(&row.1) && row.2 == day), "{rows:?}");

    stage.app.clock.advance(chrono::Duration::days(1));
    look(&visitor, &path, "Firefox").await;
    until_counted(&stage, 6).await;
    let rows = counted(&stage).await;
    let before: Vec<&str> = rows[..5].iter().map(|row| row.1.as_str()).collect();
    assert!(!before.contains(&rows[5].1.as_str()), "nobody is known again on another day");

    let (id, now) = (rows.iter().find_map(|row| row.0.clone()).unwrap(), stage.app.clock.now());
    let of = id.clone();
    let held = stage.app.site.db.read(move |conn| Ok(export_person(conn, &of)?)).await.unwrap();
    assert_eq!(held["visits"].as_array().map(Vec::len), Some(2), "{held}");
    stage.app.site.db.write(move |conn| erase_person(conn, &id, now)).await.unwrap();
    let rows = counted(&stage).await;
    assert!(rows.len() == 6 && rows.iter().all(|row| row.0.is_none()), "they count on and are nobody's");
});

both!(documents_of_a_booth_are_private_until_it_is_public_and_are_counted_then, |kind| async move {
    let stage = Stage::set(kind).await;
    let (app, owner, path) = (&stage.app, &stage.owner, stage.desk("/booth/documents"));
    write_booth(&stage, "Light at work").await;
    let file = |bytes: &[u8]| [("document_file", "l1 数据.pdf", bytes.to_vec())];
    let titled = [("document_title", "Data sheet L1"), ("document_title_zh", "L1 参数")];
    for (fields, files) in [(&titled[..], file(b"<script>")), (&[][..], file(PDF))] {
        let seen = send(owner, &path, fields, &files).await;
        assert_eq!(seen.status, 422, "{}", seen.body);
    }
    let seen = send(owner, &path, &titled, &[]).await;
    assert!(seen.status == 422 && seen.body.contains("Data sheet L1"), "what was typed stays: {}", seen.body);
    for _ in 0..10 {
        assert_eq!(send(owner, &path, &titled, &file(PDF)).await.status, 303);
    }
    assert_eq!(send(owner, &path, &titled, &file(PDF)).await.status, 409, "ten at most");
    let page = owner.get(&stage.desk("/booth")).await.body;
    let document = format!("/files/{}", between(&page, "<h3><a href=\"/files/", "\""));
    let removal = format!(
        "{path}/{}/removal",
        between(
            page.split("id=\"documents\"").nth(1).unwrap().split(&document).next().unwrap(),
            "/booth/documents/",
            "/removal"
        )
    );
    let other = join(app, "Li Na", "na@test.example").await;
    found(&other, "Epsilon Optics").await;
    for (browser, status) in [(&app.visitor(), 404), (&other, 404), (owner, 200), (&stage.organizer, 200)] {
        assert_eq!(browser.get(&document).await.status, status);
    }
    assert_eq!(other.post(&removal, &[]).await.status, 404);
    submit(&stage).await;
    assert_eq!(owner.post(&removal, &[]).await.status, 409, "it is being looked at");
    let (_, review) = first_review(&stage.organizer).await;
    assert!(review.body.contains("Data sheet L1"), "{}", review.body);
    assert_eq!(decide(&stage.organizer, "approved", &stage.places[0], "").await.status, 303);

    let booth = app.visitor().get(&format!("/exhibition/booths/{}", stage.slug)).await.body;
    assert!(booth.contains("Data sheet L1") && booth.contains(&format!("href=\"{document}\"")), "{booth}");
    let visitor = app.visitor();
    for _ in 0..2 {
        let seen = visitor.get(&document).await;
        assert_eq!((seen.status, seen.headers["content-type"].to_str().unwrap()), (200, "application/pdf"));
        assert!(seen.headers["content-security-policy"].to_str().unwrap().contains("sandbox"));
    }
    assert_eq!((owner.get(&document).await.status, other.get(&document).await.status), (200, 200));
    let count = async || {
        let load = |conn: &mut fairhall::db::Conn| Ok(document_downloads::table.count().get_result::<i64>(conn)?);
        app.site.db.read(load).await.unwrap()
    };
    until("the downloads are counted", async || count().await >= 2).await;
    assert_eq!(count().await, 2, "the visitor once, the other once, its own people not at all");
    assert_eq!(owner.post(&stage.desk("/booth/draft"), &[]).await.status, 303);
    let page = owner.get(&stage.desk("/booth")).await.body;
    assert!(page.contains("read 2 times") && page.matches("/booth/documents/").count() == 10, "{page}");
    let removal = format!(
        "{path}/{}/removal",
        between(page.split("id=\"documents\"").nth(1).unwrap(), "/booth/documents/", "/removal")
    );
    assert_eq!(owner.post(&removal, &[]).await.status, 303);
    assert_eq!(app.visitor().get(&document).await.status, 200, "the public booth still hands it out");
});

both!(a_day_of_the_figures_begins_by_the_clocks_of_the_event, |kind| async move {
    let stage = Stage::set(kind).await;
    publish(&stage).await;
    let first = (stage.app.clock.now() + chrono::Duration::days(1)).date();
    let second = first + chrono::Duration::days(1);
    let booth = format!("/exhibition/booths/{}", stage.slug);
    // Midnight in Shanghai.
    for (time, count) in [("15:59", 1), ("16:00", 2)] {
        stage.app.set_clock(&format!("{first} {time}"));
        look(&stage.app.visitor(), &booth, "Firefox").await;
        until_counted(&stage, count).await;
    }
    let days: Vec<String> = counted(&stage).await.into_iter().map(|row| row.2).collect();
    assert_eq!(days, [first.to_string(), second.to_string()]);
    let csv = stage.owner.get(&stage.desk("/figures/export")).await.body;
    for day in [first, second] {
        assert!(csv.contains(&format!("{day},1,0,0,0,0,0")), "{csv}");
    }
});

both!(a_document_counts_once_and_in_the_edition_of_its_booth_alone, |kind| async move {
    let stage = Stage::set(kind).await;
    write_booth(&stage, "Light at work").await;
    let file = [("document_file", "l1.pdf", PDF.to_vec())];
    let seen = send(&stage.owner, &stage.desk("/booth/documents"), &[("document_title", "Data sheet")], &file).await;
    assert_eq!(seen.status, 303, "{}", seen.body);
    let page = stage.owner.get(&stage.desk("/booth")).await.body;
    let file: FileId = between(&page, "<h3><a href=\"/files/", "/").parse().unwrap();
    submit(&stage).await;
    assert_eq!(decide(&stage.organizer, "approved", "", "").await.status, 303);
    let (db, now) = (&stage.app.site.db, stage.app.clock.now());
    let current = |conn: &mut fairhall::db::Conn| Ok(editions::table.select(editions::id).first::<EditionId>(conn)?);
    let current = db.read(current).await.unwrap();
    let half_hour = now.date().and_hms_opt(9, 0, 0).unwrap();
    let store = async |edition: &EditionId, at: fairhall::clock::Instant| {
        let look = Look {
            edition: edition.clone(),
            what: What::Document(file.clone()),
            token: None,
            trace: "One visitor".to_owned(),
            day: now.date().to_string(),
            half_hour,
        };
        db.write(move |conn| store_looks(conn, std::slice::from_ref(&look), at)).await.unwrap();
    };
    let count = async || {
        let load = |conn: &mut fairhall::db::Conn| Ok(document_downloads::table.count().get_result::<i64>(conn)?);
        db.read(load).await.unwrap()
    };
    store(&EditionId::new(), now).await;
    assert_eq!(count().await, 0, "a file that was carried over is another booth's there");
    // Two nodes that count the same at the same moment, on a day that neither has begun.
    let tomorrow = now + chrono::Duration::days(1);
    tokio::join!(store(&current, tomorrow), store(&current, tomorrow));
    assert_eq!(count().await, 1);
});

both!(an_exhibitor_reads_what_came_of_the_days, |kind| async move {
    let stage = Stage::set(kind).await;
    publish(&stage).await;
    let (figures, export) = (stage.desk("/figures"), stage.desk("/figures/export"));
    let empty = stage.owner.get(&figures).await;
    assert!(empty.status == 200 && empty.body.contains("Nothing to count yet"), "{}", empty.body);
    let booth = format!("/exhibition/booths/{}", stage.slug);
    look(&stage.app.visitor(), &booth, "Firefox").await;
    let person = join(&stage.app, "Li Na", "na@test.example").await;
    look(&person, &booth, "Firefox").await;
    assert_eq!(person.post(&format!("{booth}/card"), &[("note", "Hello")]).await.status, 303);
    until_counted(&stage, 2).await;
    let page = stage.owner.get(&figures).await.body;
    assert!(page.contains("<dd>2</dd>") && page.contains("<svg class=\"chart-plot\" role=\"img\""), "{page}");
    assert!(page.contains("Visits of the booth: 2") && page.contains("The numbers as a table"), "{page}");
    assert!(!page.contains("style="), "no inline styles");
    let csv = stage.owner.get(&export).await.body;
    let today = csv.lines().find(|line| line.contains(",2,0,1,0,0,0"));
    assert!(csv.contains("Visits of the booth") && today.is_some(), "{csv}");
    assert!(stage.owner.get(&format!("{figures}?lang=zh-CN")).await.body.contains("展位访问"));
    let other = join(&stage.app, "Sun Li", "li@test.example").await;
    found(&other, "Epsilon Optics").await;
    for browser in [&other, &person, &stage.organizer] {
        assert_eq!((browser.get(&figures).await.status, browser.get(&export).await.status), (404, 404));
    }
    let member = stage.member("Wu Tao", "tao@test.example", "representative").await;
    assert_eq!(member.get(&figures).await.status, 200);
});
