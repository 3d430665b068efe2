//! The list at `/pairing`, the search over everything, and the panel of a booth.

use super::*;

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
