//! The list at `/pairing`, the search over everything, and the panel of a booth.

use super::*;
use crate::support::{Kind, TestDatabase};

async fn index(stage: &Stage) {
    stage.app.site.search.catch_up(&stage.app.site.db).await.unwrap();
}

both!(projects_are_found_by_every_filter_and_counted_by_each_value, |kind| async move {
    let stage = Stage::set(kind).await;
    stage.set_review("pairing", true).await;
    let (_, laser) = open_project(&stage, "Folded fibre laser").await;
    let ends = in_days(&stage, 20);
    let mut other = fields("", "Wanted: ocean sensor", &ends);
    for (name, value) in [
        ("teaser", "We look for a pressure sensor that survives six months at a depth of six kilometres."),
        ("kind", "technology_request"),
        ("field", "1.5"),
        ("readiness", "8"),
        ("ip", "none"),
        ("budget", "to_100k"),
        ("country", "PT"),
        ("city", "Lisbon"),
        ("city_zh", "里斯本"),
    ] {
        other = with(other, name, value);
    }
    other.retain(|field| !matches!(*field, ("language", "zh") | ("partner", "investor")));
    let seen = stage.owner.post(&stage.desk("/projects"), &other).await;
    let id = between(&seen.location.unwrap(), "/projects/", "/edit").to_owned();
    assert_eq!(submit(&stage, &stage.owner, &id).await.status, 303);
    assert_eq!(decide(&stage, &id, "approved", "").await.status, 303);
    index(&stage).await;
    let sensor = "/pairing/projects/wanted-ocean-sensor".to_owned();
    for (query, has_laser, has_sensor) in [
        ("", true, true),
        ("q=laser", true, false),
        ("q=lasr", true, false),
        ("q=Delta", true, true),
        ("q=folded+twice", false, false),
        ("kind=technology_request", false, true),
        ("field=1", false, true),
        ("field=2.2", true, false),
        ("readiness=4-6", true, false),
        ("readiness=7-9", false, true),
        ("country=PT", false, true),
        ("partner=investor", true, false),
        ("budget=to_2m", true, false),
        ("language=zh", true, false),
        ("ip=pending", true, false),
        ("kind=technology_request&country=CN", false, false),
        ("kind=nonsense&field=%27&page=-1", true, true),
    ] {
        let seen = stage.app.visitor().get(&format!("/pairing?{query}")).await;
        assert_eq!(seen.status, 200);
        let shown = (seen.body.contains(&laser), seen.body.contains(&sensor));
        assert_eq!(shown, (has_laser, has_sensor), "{query}: {}", seen.body);
    }
    let page = stage.app.visitor().get("/pairing?kind=technology_request").await.body;
    assert!(page.contains("Technology offered (1)") && page.contains("Technology wanted (1)"), "{page}");
    assert!(page.contains("Portugal (1)") && !page.contains(">China (1)"), "other facets are counted within it");
    let body = stage.app.visitor().get("/pairing?sort=ready").await.body;
    assert!(body.find(&format!("href=\"{sensor}\"")) < body.find(&format!("href=\"{laser}\"")), "the most ready first");
});

both!(the_search_finds_teasers_and_never_what_is_closed, |kind| async move {
    let stage = Stage::set(kind).await;
    let (id, page) = open_project(&stage, "Folded fibre laser").await;
    write_project(&stage, &stage.owner, "Unpublished laser").await;
    index(&stage).await;
    let find = async |words: &str| stage.owner.get(&format!("/search?q={words}")).await.body;
    assert!(find("steel").await.contains(&page), "the teaser is found");
    assert!(!find("resonator").await.contains(&page), "the details are not");
    assert!(!find("Measurements").await.contains(&page), "names of attachments neither");
    assert!(!find("Unpublished").await.contains("/pairing/projects/"));
    let reason = [("reason", "It names a person who did not agree.")];
    assert_eq!(stage.organizer.post(&format!("/organizer/projects/{id}/suspension"), &reason).await.status, 303);
    assert!(!find("steel").await.contains(&page), "hidden at once, before the index knows");
    assert!(!stage.app.visitor().get("/pairing").await.body.contains(&page));
});

both!(a_page_says_what_is_similar_and_a_long_list_has_pages, |kind| async move {
    let stage = Stage::set(kind).await;
    stage.set_review("pairing", false).await;
    let (_, first) = open_project(&stage, "Laser number 0").await;
    for n in 1..26 {
        let id = write_project(&stage, &stage.owner, &format!("Laser number {n}")).await;
        assert_eq!(submit(&stage, &stage.owner, &id).await.status, 303);
    }
    index(&stage).await;
    let count = |body: &str| body.matches("href=\"/pairing/projects/laser-number-").count();
    let one = stage.app.visitor().get("/pairing").await.body;
    assert!(count(&one) == 24 && one.contains("26 projects") && one.contains("page=2"), "{one}");
    assert_eq!(count(&stage.app.visitor().get("/pairing?page=2").await.body), 2);
    assert!(count(&stage.app.visitor().get(&first).await.body) >= 3, "similar ones");
});

/// Copies a project with its published revision and texts, under numbers of their own.
async fn copy_project(stage: &Stage, id: &str, numbers: std::ops::RangeInclusive<i64>) {
    let (first, last) = (numbers.start(), numbers.end());
    let numbered =
        format!("WITH RECURSIVE numbers (n) AS (SELECT {first} UNION ALL SELECT n + 1 FROM numbers WHERE n < {last})");
    // A further id, told apart by its last twelve digits.
    let other = |id: &str| format!("SUBSTR({id}, 1, 24) || SUBSTR(CAST(1000000000000 + n AS TEXT), 2)");
    let revisions = "SELECT id FROM project_revisions WHERE project_id =";
    let statements = [
        format!(
            "{numbered} INSERT INTO projects SELECT {}, edition_id, organization_id, contact_id, slug || '-' || n, state, {}, \
             published_at, expires_at, version, created_at, updated_at FROM projects, numbers WHERE id = '{id}'",
            other("id"),
            other("published_revision_id"),
        ),
        format!(
            "{numbered} INSERT INTO project_revisions SELECT {}, {}, number, state, kind, fields, readiness, ip_status, \
             partners, budget, languages, city, city_zh, country, disclosure, search_key, submitted_by, submitted_at, \
             decided_by, decided_at, comment, version, created_at, updated_at FROM project_revisions, numbers \
             WHERE project_id = '{id}'",
            other("id"),
            other("project_id"),
        ),
        format!(
            "{numbered} INSERT INTO project_texts SELECT {}, {}, locale, title, teaser, details, created_at \
             FROM project_texts, numbers WHERE revision_id IN ({revisions} '{id}')",
            other("id"),
            other("revision_id"),
        ),
    ];
    let changes = format!(
        "{numbered} INSERT INTO search_changes (kind, thing_id, created_at) \
         SELECT 'project', {}, created_at FROM projects, numbers WHERE id = '{id}'",
        other("id"),
    );
    let work = move |conn: &mut Conn| {
        for statement in statements.iter().chain([&changes]) {
            diesel::sql_query(statement).execute(conn)?;
        }
        Ok(())
    };
    stage.app.site.db.write(work).await.unwrap();
}

/// A database without tables: the index that is asked to follow it fails, as when its folder is gone.
struct Nothing {
    db: fairhall::db::Db,
    _database: TestDatabase,
}

impl Nothing {
    fn make(kind: Kind) -> Self {
        let database = TestDatabase::make(kind);
        Self { db: fairhall::db::Db::open(&database.address(), 1).unwrap(), _database: database }
    }

    /// The server follows beside and mends what fails: to be broken again before each look.
    async fn break_index(&self, stage: &Stage) {
        assert!(stage.app.site.search.catch_up(&self.db).await.is_err());
    }
}

both!(without_the_index_a_long_list_is_counted_to_a_thousand, |kind| async move {
    let stage = Stage::set(kind).await;
    let (id, address) = open_project(&stage, "Folded fibre laser").await;
    let link = format!("href=\"{address}");
    let nothing = Nothing::make(kind);
    let read = async |query: &str| {
        nothing.break_index(&stage).await;
        stage.app.visitor().get(&format!("/pairing?{query}")).await.body
    };
    copy_project(&stage, &id, 1..=999).await;
    let page = read("sort=newest").await;
    assert!(page.contains("1,000 projects") && !page.contains("Over 1,000"), "as many as are counted: {page}");
    copy_project(&stage, &id, 1_000..=1_000).await;
    for query in ["", "q=laser", "kind=technology_offer"] {
        let page = read(query).await;
        assert!(page.contains("Over 1,000 projects"), "{query}: {page}");
        assert_eq!(page.matches(&link).count(), 24, "{query}");
    }
    copy_project(&stage, &id, 1_001..=1_030).await;
    assert!(read("page=42").await.contains("page=43"), "what is not counted can be turned to");
    let last = read("page=43").await;
    assert_eq!(last.matches(&link).count(), 23, "{last}");
    assert!(!last.contains("page=44"), "{last}");
    index(&stage).await;
    let page = stage.app.visitor().get("/pairing?sort=ending").await.body;
    assert!(page.contains("1,031 projects"), "the index counts them all: {page}");
});
