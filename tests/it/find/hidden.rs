//! Nothing that is not public is found, listed, counted or told, whoever asks.

use diesel::connection::SimpleConnection as _;
use fairhall::db::Conn;

use super::things::{KINDS, Maker, Thing, current};
use crate::accounts::join;
use crate::both;
use crate::stage::Stage;
use crate::support::{Browser, Kind, Seen};

/// Where a search by words leads.
const SEARCHES: [&str; 6] = [
    "/search?q=quokka",
    "/search?q=短尾袋鼠",
    "/search?q=袋",
    "/search/suggestions?q=quok",
    "/search/suggestions?q=尾",
    "/search/suggestions?q=Quokka%20s",
];
/// What tells strangers of everything.
const TOLD: [&str; 4] = ["/sitemap.xml", "/feeds/postings.atom", "/feeds/news.atom", "/"];
/// Lists of the zones, whole and by words.
const LISTS: [&str; 17] = [
    "/exhibition?view=list",
    "/exhibition?q=quokka",
    "/pairing",
    "/pairing?q=quokka",
    "/recruitment",
    "/recruitment?q=quokka",
    "/recruitment/fairs",
    "/recruitment/fairs?q=quokka",
    "/service",
    "/service?q=quokka",
    "/forum",
    "/forum?q=quokka",
    "/activities",
    "/activities?q=quokka",
    "/activities?show=past",
    "/news",
    "/news?q=quokka",
];

async fn read(who: &Browser, path: &str) -> Seen {
    let seen = who.get(path).await;
    assert_eq!(seen.status, 200, "{path}: {}", seen.body);
    seen
}

/// What one role may meet, and what it may not.
async fn look(who: &Browser, role: &str, things: &[Thing]) {
    for path in SEARCHES.iter().chain(&TOLD) {
        let body = read(who, path).await.body;
        assert!(!body.contains("hidden-") && !body.contains("quiet-"), "{role} {path}: {body}");
    }
    for path in LISTS {
        let body = read(who, path).await.body;
        assert!(!body.contains("hidden-"), "{role} {path}: {body}");
    }
    let all = read(who, "/search?q=quokka&lang=en").await.body;
    let map = read(who, "/sitemap.xml").await.body;
    for (kind, place) in KINDS {
        let (shown, hidden): (Vec<&Thing>, Vec<&Thing>) =
            things.iter().filter(|thing| thing.kind == kind).partition(|thing| thing.is_shown());
        let page = read(who, &format!("/search?q=quokka&kind={kind}&lang=en")).await.body;
        let count = format!("{} found", shown.len());
        assert!(page.contains(&count), "{role} {kind}: {count} {page}");
        for thing in shown {
            let (link, slug) = (format!("href=\"{place}{}\"", thing.slug), &thing.slug);
            assert!(page.contains(&link) && all.contains(&link), "{role} {slug}");
            assert!(map.contains(&format!("{place}{slug}?lang=zh-CN</loc>")), "{role} {slug}: {map}");
            assert_eq!(who.get(&format!("/og/{kind}/{slug}.png")).await.status, 200, "{role} {slug}");
        }
        for thing in hidden {
            assert!(!page.contains(&thing.slug), "{role} {}", thing.slug);
            assert_eq!(who.get(&format!("/og/{kind}/{}.png", thing.slug)).await.status, 404, "{role} {}", thing.slug);
        }
    }
    let number = things.iter().filter(|thing| thing.is_shown()).count();
    assert!(all.contains(&format!("All ({number})")), "{role}: {all}");
}

both!(what_is_not_public_is_found_by_nobody_in_no_state_of_any_kind, |kind: Kind| async move {
    let stage = Stage::set(kind).await;
    let maker = Maker::all(current(&stage.app).await);
    maker.write(&stage.app).await;
    let seeker = join(&stage.app, "Wei Lan", "seeker@test.example").await;
    let visitor = stage.app.visitor();
    for (role, who) in [("visitor", &visitor), ("seeker", &seeker), ("exhibitor", &stage.owner)] {
        look(who, role, &maker.things).await;
    }
});

/// How everything that is shown is hidden, without anybody telling the index.
const HIDING: &str = "
UPDATE booths SET state = 'suspended'; UPDATE postings SET state = 'suspended'; UPDATE projects SET state = 'suspended';
UPDATE sessions SET state = 'cancelled'; UPDATE fairs SET state = 'cancelled'; UPDATE articles SET state = 'draft';
UPDATE activities SET state = 'draft'; UPDATE news_items SET state = 'archived'; DELETE FROM pages WHERE id = 'shown-page';
";

both!(what_the_index_has_not_heard_of_yet_is_neither_shown_nor_counted, |kind: Kind| async move {
    let stage = Stage::set(kind).await;
    Maker::all(current(&stage.app).await).write(&stage.app).await;
    let visitor = stage.app.visitor();
    assert!(visitor.get("/search?q=quokka").await.body.contains("shown-"));
    let hide = |conn: &mut Conn| Ok(conn.batch_execute(HIDING)?);
    stage.app.site.db.write(hide).await.unwrap();
    // The footer's pages are those of the snapshot.
    stage.app.site.refresh().await.unwrap();
    for path in SEARCHES.iter().chain(&TOLD) {
        let body = visitor.get(path).await.body;
        assert!(!body.contains("shown-"), "{path}: {body}");
    }
    let page = visitor.get("/search?q=quokka&lang=en").await.body;
    assert!(page.contains("Nothing found") && !page.contains("(1)"), "{page}");
});

/// Hides some of many postings; that they changed waits for the index, which looks every second.
const HIDING_MANY: &str = "
UPDATE postings SET state = 'suspended' WHERE id LIKE 'shown-many-1%';
INSERT INTO search_changes (kind, thing_id, created_at) SELECT 'posting', id, created_at FROM postings WHERE id LIKE 'shown-many-%';
";

both!(what_is_hidden_beyond_the_best_hits_is_not_counted_before_the_index_hears_of_it, |kind: Kind| async move {
    let stage = Stage::set(kind).await;
    let mut maker = Maker::all(current(&stage.app).await);
    for n in 0..23 {
        let always = ("'2020-01-01 00:00:00'", "'2080-01-01 00:00:00'");
        maker.posting(&format!("shown-many-{n}"), "live", always, ("verified", &format!("Wombat keeper {n}")));
    }
    maker.write(&stage.app).await;
    let visitor = stage.app.visitor();
    assert!(visitor.get("/search?q=wombat&lang=en").await.body.contains("Jobs (23)"));
    let hide = |conn: &mut Conn| Ok(conn.batch_execute(HIDING_MANY)?);
    stage.app.site.db.write(hide).await.unwrap();
    // The eleven from 1 and 10 to 19.
    let page = visitor.get("/search?q=wombat&lang=en").await.body;
    assert!(page.contains("Jobs (12)") && page.contains("All (12)"), "{page}");
    let own = visitor.get("/search?q=wombat&kind=posting&lang=en").await.body;
    assert!(own.contains("12 found"), "{own}");
    let suggested = visitor.get("/search/suggestions?q=wombat&lang=en").await.body;
    assert!(suggested.contains("Jobs (12)"), "{suggested}");
});

// Projects are found by their teasers, never by their details.
both!(what_only_some_may_read_of_a_project_finds_it_for_nobody, |kind: Kind| async move {
    let stage = Stage::set(kind).await;
    Maker::all(current(&stage.app).await).write(&stage.app).await;
    for who in [&stage.app.visitor(), &stage.owner, &stage.organizer] {
        assert!(!who.get("/search?q=numbat").await.body.contains("shown-project"));
    }
});
