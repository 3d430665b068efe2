//! The figures: each recounted by plain SQL, to take away, and for the press.

use std::collections::BTreeMap;

use chrono::{Duration, NaiveDateTime};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Timestamp};
use fairhall::db::Conn;
use fairhall::demo::{self, start};
use fairhall::site::{StaffRole, ZoneKind};

use super::{administrator, person, staff};
use crate::accounts::join;
use crate::both;
use crate::moderation::open_room;
use crate::stage::Stage;
use crate::support::{Browser, TestApp};

#[derive(QueryableByName)]
struct Counted {
    #[diesel(sql_type = BigInt)]
    value: i64,
}

#[derive(QueryableByName)]
struct Wait {
    #[diesel(sql_type = Timestamp)]
    asked: NaiveDateTime,
    #[diesel(sql_type = Timestamp)]
    answered: NaiveDateTime,
}

/// The name of each figure with a statement that counts the same another way; `$edition` is the current edition.
const RECOUNTS: &[(&str, &str)] = &[
    (
        "People registered",
        "SELECT COUNT(*) AS value FROM people WHERE erased_at IS NULL \
         AND created_at < (SELECT closes_at FROM editions WHERE id = $edition)",
    ),
    (
        "People who came",
        "SELECT COUNT(*) AS value FROM (\
         SELECT m.person_id FROM messages m JOIN rooms r ON r.id = m.room_id WHERE r.edition_id = $edition \
         UNION SELECT a.person_id FROM applications a JOIN postings p ON p.id = a.posting_id WHERE p.edition_id = $edition \
         UNION SELECT person_id FROM interests WHERE edition_id = $edition \
         UNION SELECT host_id FROM meetings WHERE edition_id = $edition AND state = 'held' \
         UNION SELECT guest_id FROM meetings WHERE edition_id = $edition AND state = 'held' \
         UNION SELECT a.person_id FROM session_attendances a JOIN sessions s ON s.id = a.session_id WHERE s.edition_id = $edition \
         UNION SELECT u.person_id FROM activity_signups u JOIN activities a ON a.id = u.activity_id WHERE a.edition_id = $edition \
         UNION SELECT person_id FROM visits WHERE edition_id = $edition AND person_id IS NOT NULL \
         UNION SELECT person_id FROM live_requests WHERE edition_id = $edition \
         UNION SELECT person_id FROM enquiries WHERE edition_id = $edition AND person_id IS NOT NULL) AS came",
    ),
    ("Organizations", "SELECT COUNT(*) AS value FROM ($organizations) AS own"),
    (
        "Countries and regions",
        "SELECT COUNT(DISTINCT country) AS value FROM organizations WHERE id IN ($organizations)",
    ),
    ("Booths", "SELECT COUNT(*) AS value FROM booths WHERE $booth"),
    (
        "Visits of booths",
        "SELECT COUNT(*) AS value FROM visits WHERE booth_id IN (SELECT id FROM booths WHERE edition_id = $edition)",
    ),
    (
        "Conversations at desks",
        "SELECT COUNT(*) AS value FROM live_requests WHERE edition_id = $edition AND begun_at IS NOT NULL",
    ),
    ("Job postings", "SELECT COUNT(*) AS value FROM postings WHERE $posting"),
    (
        "Positions",
        "SELECT CAST(COALESCE(SUM(r.openings), 0) AS BIGINT) AS value FROM posting_revisions r \
         WHERE r.id IN (SELECT published_revision_id FROM postings WHERE $posting)",
    ),
    (
        "Applications",
        "SELECT COUNT(*) AS value FROM applications WHERE state NOT IN ('draft', 'withdrawn') \
         AND posting_id IN (SELECT id FROM postings WHERE edition_id = $edition)",
    ),
    (
        "Interviews held",
        "SELECT COUNT(*) AS value FROM interviews WHERE state = 'completed' AND application_id IN \
         (SELECT id FROM applications WHERE posting_id IN (SELECT id FROM postings WHERE edition_id = $edition))",
    ),
    ("Job fairs", "SELECT COUNT(*) AS value FROM fairs WHERE edition_id = $edition AND state = 'published'"),
    ("Projects", "SELECT COUNT(*) AS value FROM projects WHERE $project"),
    ("Interests", "SELECT COUNT(*) AS value FROM interests WHERE edition_id = $edition AND state <> 'withdrawn'"),
    ("Meetings held", "SELECT COUNT(*) AS value FROM meetings WHERE edition_id = $edition AND state = 'held'"),
    ("Letters of intent", "SELECT COUNT(*) AS value FROM outcomes WHERE $confirmed AND kind = 'letter_of_intent'"),
    ("Contracts", "SELECT COUNT(*) AS value FROM outcomes WHERE $confirmed AND kind = 'contract'"),
    ("Pilots", "SELECT COUNT(*) AS value FROM outcomes WHERE $confirmed AND kind = 'pilot'"),
    ("Hires", "SELECT COUNT(*) AS value FROM outcomes WHERE $confirmed AND kind = 'hire'"),
    ("Sessions", "SELECT COUNT(*) AS value FROM sessions WHERE $session"),
    (
        "Attendance",
        "SELECT COUNT(*) AS value FROM session_attendances WHERE kind = 'attending' \
         AND session_id IN (SELECT id FROM sessions WHERE $session)",
    ),
    (
        "Questions",
        "SELECT COUNT(*) AS value FROM questions WHERE session_id IN (SELECT id FROM sessions WHERE edition_id = $edition)",
    ),
    (
        "Activities",
        "SELECT COUNT(*) AS value FROM activities WHERE edition_id = $edition AND state NOT IN ('draft', 'cancelled')",
    ),
    ("Activities held", "SELECT COUNT(*) AS value FROM activities WHERE edition_id = $edition AND state = 'held'"),
    (
        "Sign-ups",
        "SELECT COUNT(*) AS value FROM activity_signups WHERE state = 'coming' \
         AND activity_id IN (SELECT id FROM activities WHERE edition_id = $edition AND state <> 'cancelled')",
    ),
    ("Enquiries", "SELECT COUNT(*) AS value FROM enquiries WHERE edition_id = $edition AND state <> 'merged'"),
    (
        "Enquiries answered",
        "SELECT COUNT(*) AS value FROM enquiries WHERE edition_id = $edition AND state <> 'merged' AND answered_at IS NOT NULL",
    ),
    (
        "Messages",
        "SELECT COUNT(*) AS value FROM messages WHERE room_id IN (SELECT id FROM rooms WHERE edition_id = $edition)",
    ),
];

/// What stands for several statements.
const PARTS: &[(&str, &str)] = &[
    (
        "$organizations",
        "SELECT organization_id FROM booths WHERE $booth UNION SELECT organization_id FROM postings WHERE $posting \
         UNION SELECT organization_id FROM projects WHERE $project",
    ),
    ("$booth", "edition_id = $edition AND published_revision_id IS NOT NULL AND state IN ('published', 'archived')"),
    (
        "$posting",
        "edition_id = $edition AND (state IN ('live', 'expired', 'closed_early', 'filled') OR (state = 'scheduled' AND opens_at <= '$now'))",
    ),
    ("$project", "edition_id = $edition AND state IN ('published', 'matched', 'closed', 'expired')"),
    ("$confirmed", "edition_id = $edition AND state = 'confirmed'"),
    ("$session", "edition_id = $edition AND state = 'confirmed'"),
    ("$edition", "(SELECT id FROM editions WHERE is_current)"),
];

async fn recount(app: &TestApp, statement: &str) -> i64 {
    let now = app.clock.now().format("%Y-%m-%d %H:%M:%S%.6f").to_string();
    let whole = PARTS.iter().fold(statement.to_owned(), |text, (name, part)| text.replace(name, part));
    let whole = whole.replace("$now", &now);
    let load = move |conn: &mut Conn| Ok(diesel::sql_query(&whole).load::<Counted>(conn)?.remove(0).value);
    app.site.db.read(load).await.unwrap()
}

/// The figures of the CSV by their names.
async fn figures(browser: &Browser) -> BTreeMap<String, String> {
    let csv = browser.get("/organizer/figures/table.csv?lang=en").await;
    assert_eq!(csv.status, 200, "{}", csv.body);
    let mut reader = csv::Reader::from_reader(csv.body.trim_start_matches('\u{feff}').as_bytes());
    let rows = reader.records().map(|row| row.unwrap());
    rows.map(|row| (row[1].to_owned(), row[2].to_owned())).collect()
}

async fn demo_organizer(app: &TestApp) -> Browser {
    start::prepare(&app.site, true).await.unwrap();
    let browser = app.visitor();
    let form = [("email", "organizer@demo.fairhall.example"), ("password", demo::PASSWORD)];
    assert_eq!(browser.post("/login", &form).await.status, 303);
    browser
}

both!(every_figure_is_what_plain_sql_counts, |kind| async move {
    let app = TestApp::start(kind).await;
    let organizer = demo_organizer(&app).await;
    let shown = figures(&organizer).await;
    let mut wrong = Vec::new();
    for (name, statement) in RECOUNTS {
        let expected = recount(&app, statement).await.to_string();
        if shown.get(*name) != Some(&expected) {
            wrong.push(format!("{name}: shown {:?}, counted {expected}", shown.get(*name)));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert_eq!(shown.len(), RECOUNTS.len() + 1, "each figure has its recount: {:?}", shown.keys());
    let waits = |conn: &mut Conn| {
        let answered = "SELECT created_at AS asked, answered_at AS answered FROM enquiries \
             WHERE edition_id = (SELECT id FROM editions WHERE is_current) AND state <> 'merged' AND answered_at IS NOT NULL";
        Ok(diesel::sql_query(answered).load::<Wait>(conn)?)
    };
    let mut waits: Vec<i64> =
        app.site.db.read(waits).await.unwrap().iter().map(|one| (one.answered - one.asked).num_minutes()).collect();
    waits.sort_unstable();
    assert_eq!(shown["Median first answer"], waits[waits.len() / 2].to_string());
    assert!(shown["Booths"] == "48" && shown["Applications"] != "0" && shown["Messages"] != "0", "{shown:?}");
});

both!(figures_are_shown_with_what_they_count_in_both_languages, |kind| async move {
    let app = TestApp::start(kind).await;
    let organizer = demo_organizer(&app).await;
    let seen = organizer.get("/organizer/figures?lang=en").await.body;
    for words in ["People registered", "Accounts made before the end of the edition", "Counted ", "table.csv?edition="]
    {
        assert!(seen.contains(words), "{words}: {seen}");
    }
    let seen = organizer.get("/organizer/figures?lang=zh-CN").await.body;
    assert!(seen.contains("注册人数") && seen.contains("统计口径"), "{seen}");
    let sheet = organizer.get("/organizer/figures/press?lang=en").await.body;
    assert!(sheet.contains(" in figures") && sheet.contains("What the figures count"), "{sheet}");
    assert!(!sheet.contains("Median first answer"), "a sheet for the press says what came of it");
    let chinese = organizer.get("/organizer/figures/press?lang=zh-CN").await.body;
    assert!(chinese.contains("数据一览") && chinese.contains("lang=en"), "{chinese}");
    let archived = organizer.get("/organizer/figures?edition=19&lang=en").await;
    assert!(matches!(archived.status, 200 | 404));
    assert_eq!(organizer.get("/organizer/figures?edition=nothing").await.status, 404);
    let xlsx = organizer.get("/organizer/figures/table.xlsx").await;
    assert_eq!(xlsx.status, 200);
});

/// A look at the one booth by Li Na, and the day that it counts for.
const VISIT: [&str; 2] = [
    "INSERT INTO visits (id, edition_id, booth_id, person_id, visitor, day, half_hour, created_at) \
     SELECT 'v', edition_id, id, (SELECT id FROM people WHERE email = 'na@test.example'), 'x', '2026-01-01', created_at, \
     created_at FROM booths",
    "INSERT INTO visit_days (booth_id, day, edition_id, visits) SELECT booth_id, day, edition_id, 1 FROM visits",
];

both!(who_did_nothing_but_visit_a_booth_came, |kind| async move {
    let stage = Stage::set(kind).await;
    join(&stage.app, "Li Na", "na@test.example").await;
    open_room(&stage.app).await;
    let before = figures(&stage.organizer).await;
    assert_eq!((before["People who came"].as_str(), before["Visits of booths"].as_str()), ("0", "0"));
    for statement in VISIT {
        let insert = move |conn: &mut Conn| Ok(diesel::sql_query(statement).execute(conn)?);
        assert_eq!(stage.app.site.db.write(insert).await.unwrap(), 1);
    }
    stage.app.clock.advance(Duration::seconds(61));
    let after = figures(&stage.organizer).await;
    assert_eq!((after["People who came"].as_str(), after["Visits of booths"].as_str()), ("1", "1"));
});

both!(figures_are_remembered_for_a_minute, |kind| async move {
    let app = TestApp::start(kind).await;
    let organizer = administrator(&app).await;
    let before = figures(&organizer).await["People registered"].clone();
    person(&app, "wang").await;
    assert_eq!(figures(&organizer).await["People registered"], before, "as they were counted");
    app.clock.advance(Duration::seconds(61));
    assert_ne!(figures(&organizer).await["People registered"], before);
    let manager = staff(&app, "manager", StaffRole::ZoneManager, Some(ZoneKind::Forum)).await;
    for path in ["/organizer/figures", "/organizer/figures/press", "/organizer/figures/table.csv"] {
        assert_eq!(manager.get(path).await.status, 404, "{path}");
    }
});
