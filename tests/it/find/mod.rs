//! The search over everything, and what tells of everything to programs.

mod crawlers;
mod earlier;
mod hidden;
mod page;
mod things;

use diesel::connection::SimpleConnection;
use fairhall::db::Conn;
use fairhall::search::record_change;

use crate::both;
use crate::support::TestApp;

both!(odd_searches_get_a_page_and_are_shown_as_they_were_typed, |kind| async move {
    let app = TestApp::start(kind).await;
    let browser = app.visitor();
    for path in [
        "/search",
        "/search?q=",
        "/search?q=(a%2B)%2B%24&kind=nonsense&page=-1",
        "/search?q=%E2%80%AE&page=99999999999",
    ] {
        assert_eq!(browser.get(path).await.status, 200, "{path}");
    }
    let seen = browser.get("/search?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E").await;
    assert_eq!(seen.status, 200);
    assert!(!seen.body.contains("<script>alert"), "{}", seen.body);
});

/// An edition with one live posting and one public booth, as they stand in the tables.
const ROWS: &str = "
INSERT INTO editions VALUES ('e', 'e20', 'open', TRUE, '2020-01-01 00:00:00', '2090-01-01 00:00:00', 'Asia/Shanghai', '2b6cb0', 1, '2026-01-01 00:00:00', '2026-01-01 00:00:00');
INSERT INTO organizations (id, slug, name, name_key, name_zh, country, city, state, version, created_at, updated_at) VALUES ('o', 'delta', 'Delta Photonics', 'delta photonics', '光谷光电', 'CN', 'Wuhan', 'verified', 1, '2026-01-01 00:00:00', '2026-01-01 00:00:00');
INSERT INTO postings VALUES ('p', 'e', 'o', 'laser-engineer', 'live', 'r', '2020-01-01 00:00:00', '2080-01-01 00:00:00', 'here', '', 14, 1, '2026-01-01 00:00:00', '2026-01-01 00:00:00', FALSE);
INSERT INTO posting_revisions (id, posting_id, number, state, field, employment_type, education, language, city, city_zh, country, is_remote, salary_currency, salary_unit, openings, search_key, place_key, comment, version, created_at, updated_at) VALUES ('r', 'p', 1, 'approved', '2.2', 'FULL_TIME', '7', 'en', 'Wuhan', '武汉', 'CN', FALSE, 'CNY', 'YEAR', 1, '', '', '', 1, '2026-01-01 00:00:00', '2026-01-01 00:00:00');
INSERT INTO posting_texts VALUES ('t1', 'r', 'en', 'Laser engineer', 'You build <b>fibre</b> lasers.', '2026-01-01 00:00:00');
INSERT INTO posting_texts VALUES ('t2', 'r', 'zh-CN', '激光工程师', '研发光纤激光器。', '2026-01-01 00:00:00');
INSERT INTO booths VALUES ('b', 'e', 'o', 'delta', 'published', 'br', NULL, 200, 1, '2026-01-01 00:00:00', '2026-01-01 00:00:00');
INSERT INTO booth_revisions (id, booth_id, number, state, comment, version, created_at, updated_at) VALUES ('br', 'b', 1, 'approved', '', 1, '2026-01-01 00:00:00', '2026-01-01 00:00:00');
INSERT INTO booth_texts VALUES ('bt', 'br', 'en', 'Delta', 'Delta', 'Light at work', 'Quantum sensors', '2026-01-01 00:00:00');
";

async fn run(app: &TestApp, statements: &'static str) {
    let now = app.clock.now();
    let work = move |conn: &mut Conn| {
        conn.batch_execute(statements)?;
        record_change(conn, "posting", "p", now)?;
        Ok(record_change(conn, "booth", "b", now)?)
    };
    app.site.db.write(work).await.unwrap();
    app.site.refresh().await.unwrap();
    app.site.search.catch_up(&app.site.db).await.unwrap();
}

both!(what_is_public_is_found_in_both_languages_until_it_is_not, |kind| async move {
    let app = TestApp::start(kind).await;
    run(&app, ROWS).await;
    let browser = app.visitor();
    let link = "href=\"/recruitment/postings/laser-engineer\"";
    for q in ["fibre lasers", "激光", "光纖", "武汉", "Delta", "Lazer"] {
        let seen = browser.get(&format!("/search?q={q}")).await;
        assert!(seen.body.contains(link), "{q}: {}", seen.body);
    }
    let seen = browser.get("/search?q=激光&lang=zh-CN").await;
    assert!(seen.body.contains("<mark>激光</mark>工程师"), "{}", seen.body);
    let seen = browser.get("/search?q=quantum&kind=booth").await;
    assert!(seen.body.contains("href=\"/exhibition/booths/delta\""), "{}", seen.body);
    run(&app, "UPDATE postings SET state = 'suspended'; UPDATE organizations SET state = 'suspended';").await;
    for q in ["laser", "quantum"] {
        let seen = browser.get(&format!("/search?q={q}")).await;
        assert!(!seen.body.contains("Delta"), "{q}: {}", seen.body);
    }
    run(&app, "UPDATE postings SET state = 'live'; UPDATE organizations SET state = 'verified';").await;
    assert!(browser.get("/search?q=laser").await.body.contains(link));
    app.clock.advance(chrono::Duration::days(60 * 365));
    assert!(!browser.get("/search?q=laser").await.body.contains(link));
});

/// A state that an activity or a news item may have.
const STATES: [(&str, &[&str]); 2] = [
    ("activity", &["draft", "published", "open", "full", "running", "held", "cancelled"]),
    ("news", &["draft", "published", "archived"]),
];

/// An activity and a news item in every state, of which the news are public before or from now on.
async fn happen(app: &TestApp) {
    run(app, ROWS).await;
    let now = app.clock.now();
    let write = move |conn: &mut Conn| {
        let at = "'2026-01-01 00:00:00'";
        for state in STATES[0].1 {
            let id = format!("a-{state}");
            conn.batch_execute(&format!(
                "INSERT INTO activities (id, edition_id, slug, state, kind, zone, host, host_zh, place, place_zh, starts_at, ends_at, search_key, version, created_at, updated_at) VALUES ('{id}', 'e', '{id}', '{state}', 'roadshow', 'forum', 'City', '', '', '', '2080-01-01 00:00:00', '2080-01-02 00:00:00', '', 1, {at}, {at});
                 INSERT INTO activity_texts VALUES ('{id}-1', '{id}', 'en', 'Quantum roadshow', 'Six projects.', '', '', {at});
                 INSERT INTO activity_texts VALUES ('{id}-2', '{id}', 'zh-CN', '量子项目路演', '六个项目。', '', '', {at});"
            ))?;
            record_change(conn, "activity", &id, now)?;
        }
        for (state, published) in STATES[1].1.iter().flat_map(|state| [(state, "2020"), (state, "2080")]) {
            let id = format!("n-{state}-{published}");
            conn.batch_execute(&format!(
                "INSERT INTO news_items (id, edition_id, slug, state, published_at, has_room, search_key, version, created_at, updated_at) VALUES ('{id}', 'e', '{id}', '{state}', '{published}-01-01 00:00:00', FALSE, '', 1, {at}, {at});
                 INSERT INTO news_texts VALUES ('{id}-1', '{id}', 'en', 'Quantum news', 'In short.', 'At length.', {at});
                 INSERT INTO news_texts VALUES ('{id}-2', '{id}', 'zh-CN', '量子新闻', '简讯。', '详情。', {at});"
            ))?;
            record_change(conn, "news", &id, now)?;
        }
        Ok(())
    };
    app.site.db.write(write).await.unwrap();
}

/// Every address, and the lists in which it is found.
fn places() -> Vec<(String, &'static str)> {
    let activities = STATES[0].1.iter().map(|state| (format!("/activities/a-{state}"), "/activities"));
    let news = STATES[1].1.iter().flat_map(|state| ["2020", "2080"].map(|year| format!("/news/n-{state}-{year}")));
    activities.chain(news.map(|place| (place, "/news"))).collect()
}

/// What is found is what everybody reads and takes place, neither more nor less.
async fn look(app: &TestApp, called_off: &[String], step: &str) {
    app.site.search.catch_up(&app.site.db).await.unwrap();
    let visitor = app.visitor();
    for q in ["quantum", "量", "量子"] {
        let of_kind = async |kind: &str| visitor.get(&format!("/search?q={q}&kind={kind}")).await.body;
        let all = of_kind("activity").await + &of_kind("news").await;
        for (place, list) in places() {
            let is_public = visitor.get(&place).await.status == 200 && !called_off.contains(&place);
            let own = [format!("{list}?q={q}"), format!("{list}?show=past&q={q}")];
            let own = visitor.get(&own[0]).await.body + &visitor.get(&own[1]).await.body;
            let link = format!("href=\"{place}\"");
            assert_eq!((all.contains(&link), own.contains(&link)), (is_public, is_public), "{step} {q} {place}");
        }
    }
}

both!(of_activities_and_news_nothing_is_found_that_is_not_to_be_read, |kind| async move {
    let app = TestApp::start(kind).await;
    happen(&app).await;
    let mut called_off = vec!["/activities/a-cancelled".to_owned()];
    look(&app, &called_off, "at first").await;
    assert!(app.visitor().get("/search?q=quantum&kind=news").await.body.contains("News (1)"));
    // However they are moved, in whatever order.
    let mut dice: usize = 7;
    for step in 0..12 {
        dice = (dice * 1_103_515_245 + 12_345) % 2_147_483_648;
        let all = places();
        let (place, list) = &all[dice % all.len()];
        let (table, thing, states) = match *list {
            "/activities" => ("activities", STATES[0].0, STATES[0].1),
            _ => ("news_items", STATES[1].0, STATES[1].1),
        };
        let (id, state) = (place.rsplit('/').next().unwrap().to_owned(), states[dice / 16 % states.len()]);
        called_off.retain(|one| one != place);
        if state == "cancelled" {
            called_off.push(place.clone());
        }
        let now = app.clock.now();
        let change = move |conn: &mut Conn| {
            conn.batch_execute(&format!("UPDATE {table} SET state = '{state}' WHERE id = '{id}';"))?;
            Ok(record_change(conn, thing, &id, now)?)
        };
        app.site.db.write(change).await.unwrap();
        look(&app, &called_off, &format!("step {step}, {place} is {state}")).await;
    }
    // The clock publishes what waited for it, and the search finds it without being told.
    app.clock.advance(chrono::Duration::days(60 * 365));
    look(&app, &called_off, "later").await;
});
