//! The search over everything.

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
INSERT INTO postings VALUES ('p', 'e', 'o', 'laser-engineer', 'live', 'r', '2020-01-01 00:00:00', '2080-01-01 00:00:00', 'here', '', 14, 1, '2026-01-01 00:00:00', '2026-01-01 00:00:00');
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
