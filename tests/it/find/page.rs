//! The search page: kinds, counts, marks, pages, what is suggested, other editions.

use super::things::{Maker, current, make_earlier};
use crate::both;
use crate::stage::Stage;
use crate::support::Kind;

const ALWAYS: (&str, &str) = ("'2020-01-01 00:00:00'", "'2080-01-01 00:00:00'");

async fn set(kind: Kind, count: usize) -> Stage {
    let stage = Stage::set(kind).await;
    let mut maker = Maker::all(current(&stage.app).await);
    for n in 0..count {
        let name = format!("shown-many-{n}");
        maker.posting(&name, "live", ALWAYS, ("verified", &format!("Wombat keeper {n}")));
    }
    maker.write(&stage.app).await;
    stage
}

both!(hits_stand_by_kind_with_their_counts_and_a_way_to_all_of_them, |kind: Kind| async move {
    let stage = set(kind, 23).await;
    let visitor = stage.app.visitor();
    let page = visitor.get("/search?q=wombat&lang=en").await.body;
    assert!(page.contains("All 23 jobs") && page.contains("Jobs (23)") && page.contains("23 found"), "{page}");
    assert!(page.contains("<mark>Wombat</mark> keeper"), "{page}");
    let all = visitor.get("/search?q=wombat&kind=posting&lang=en").await.body;
    assert_eq!(all.matches("href=\"/recruitment/postings/shown-many-").count(), 20, "{all}");
    assert!(all.contains("rel=\"next\" href=\"/search?q=wombat&#38;kind=posting&#38;page=2\""), "{all}");
    let second = visitor.get("/search?q=wombat&kind=posting&page=2&lang=en").await.body;
    assert_eq!(second.matches("href=\"/recruitment/postings/shown-many-").count(), 3, "{second}");
    let chinese = visitor.get("/search?q=短尾&lang=zh-CN").await.body;
    assert!(chinese.contains("岗位") && chinese.contains("<mark>短尾</mark>袋鼠工程师"), "{chinese}");
});

both!(a_booth_says_by_which_exhibit_it_was_found, |kind: Kind| async move {
    let stage = set(kind, 0).await;
    let page = stage.app.visitor().get("/search?q=sensor&kind=booth&lang=en").await.body;
    assert!(page.contains("Shows: Quokka <mark>sensor</mark>"), "{page}");
    let chinese = stage.app.visitor().get("/search?q=传感&kind=booth&lang=zh-CN").await.body;
    assert!(chinese.contains("袋鼠<mark>传感</mark>器"), "{chinese}");
});

both!(who_finds_nothing_is_led_on, |kind: Kind| async move {
    let stage = set(kind, 0).await;
    let visitor = stage.app.visitor();
    let near = visitor.get("/search?q=Quoka&lang=en").await.body;
    assert!(near.contains("these come close") && near.contains("shown-"), "{near}");
    let other = visitor.get("/search?q=imaging&kind=posting&lang=en").await.body;
    assert!(other.contains("Nothing of this kind") && other.contains("href=\"/search?q=imaging\""), "{other}");
    let nothing = visitor.get("/search?q=xylophone&lang=en").await.body;
    assert!(
        nothing.contains("look around in a zone") && nothing.contains("class=\"tag\" href=\"/pairing\""),
        "{nothing}"
    );
    let wrong = visitor.get("/search?q=短尾袋熊工程师&lang=zh-CN").await.body;
    assert!(wrong.contains("相近结果"), "one wrong character: {wrong}");
});

both!(what_goes_on_from_what_was_typed_is_suggested, |kind: Kind| async move {
    let stage = set(kind, 23).await;
    let visitor = stage.app.visitor();
    let list = visitor.get("/search/suggestions?q=quokka%20im&lang=en").await;
    assert_eq!(list.status, 200);
    assert!(list.body.contains("<mark>Quokka</mark> <mark>im</mark>aging"), "{}", list.body);
    assert!(!list.body.contains("<html"), "a fragment: {}", list.body);
    let many = visitor.get("/search/suggestions?q=womb&lang=en").await.body;
    assert!(many.matches("<li>").count() <= 8, "{many}");
    assert!(many.contains("<mark>Womb</mark>at keeper"), "{many}");
    let kinds = visitor.get("/search/suggestions?q=wombat&lang=en").await.body;
    assert!(kinds.contains("All with “wombat”") && kinds.contains("Jobs (23)"), "{kinds}");
    let chinese = visitor.get("/search/suggestions?q=鼠工&lang=zh-CN").await.body;
    assert!(chinese.contains("短尾袋<mark>鼠工</mark>程师"), "{chinese}");
    for nothing in ["", "q", "  ", "xylo", "%22%3E%3Cscript%3E"] {
        let seen = visitor.get(&format!("/search/suggestions?q={nothing}")).await;
        assert_eq!((seen.status, seen.body.matches("<li>").count()), (200, 0), "{nothing}: {}", seen.body);
    }
    // Typed as a name of two languages at once.
    assert!(visitor.get("/search?q=工程师 quokka").await.body.contains("shown-posting-live"));
});

both!(suggestions_are_not_asked_for_without_end, |kind: Kind| async move {
    let stage = set(kind, 0).await;
    let visitor = stage.app.visitor();
    let mut asked = 0;
    while visitor.get("/search/suggestions?q=").await.status == 200 {
        asked += 1;
        assert!(asked < 9_000, "never refused");
    }
    assert!(asked >= 1_200, "{asked}");
    assert_eq!(visitor.get("/search?q=quokka").await.status, 200, "the search itself goes on");
});

both!(a_link_in_chinese_leads_to_the_edition_that_has_its_thing, |kind: Kind| async move {
    let stage = set(kind, 0).await;
    let edition = make_earlier(&stage.app).await;
    let mut maker = Maker { edition, mark: "-of-19".to_owned(), things: Vec::new() };
    maker.posting("shown-袋", "live", ALWAYS, ("verified", "Wombat historian"));
    maker.write(&stage.app).await;
    let visitor = stage.app.visitor();
    let led = visitor.get("/recruitment/postings/shown-袋-of-19").await;
    let archived = "/editions/e19/recruitment/postings/shown-%E8%A2%8B-of-19";
    assert_eq!((led.status, led.location.as_deref()), (302, Some(archived)));
    assert_eq!(visitor.get(archived).await.status, 200);
});

both!(another_edition_finds_its_own_only, |kind: Kind| async move {
    let stage = set(kind, 0).await;
    let edition = make_earlier(&stage.app).await;
    let mut maker = Maker { edition, mark: "-of-19".to_owned(), things: Vec::new() };
    maker.booth("verified", "published");
    maker.booth("verified", "draft");
    maker.posting("shown-old", "live", ALWAYS, ("verified", "Quokka historian"));
    maker.write(&stage.app).await;
    let visitor = stage.app.visitor();
    let old = visitor.get("/editions/e19/search?q=quokka&lang=en").await;
    assert_eq!(old.status, 200);
    assert!(old.body.contains("href=\"/editions/e19/recruitment/postings/shown-old-of-19\""), "{}", old.body);
    assert!(old.body.contains("href=\"/editions/e19/exhibition/booths/shown-booth-verified-published-of-19\""));
    assert!(
        !old.body.contains("hidden-")
            && !old.body.contains("shown-posting-live")
            && !old.body.contains("About the event (")
    );
    assert!(old.body.contains("action=\"/editions/e19/search\"") && old.body.contains("All (2)"), "{}", old.body);
    let suggested = visitor.get("/editions/e19/search/suggestions?q=quokka%20his").await.body;
    assert!(suggested.contains("href=\"/editions/e19/recruitment/postings/shown-old-of-19\""), "{suggested}");
    assert!(!visitor.get("/search?q=quokka").await.body.contains("of-19"));
    let led = visitor.get("/recruitment/postings/shown-old-of-19?lang=en").await;
    let archived = "/editions/e19/recruitment/postings/shown-old-of-19?lang=en";
    assert_eq!((led.status, led.location.as_deref()), (302, Some(archived)));
    assert_eq!(visitor.get("/exhibition/booths/hidden-booth-verified-draft-of-19").await.status, 404);
    for nothing in ["/recruitment/postings/", "/recruitment/postings/%FF", "/recruitment/postings/a%00b"] {
        assert_eq!(visitor.get(nothing).await.status, 404, "{nothing}");
    }
    assert_eq!(visitor.get("/editions/nothing/search?q=quokka").await.status, 404);
    let map = visitor.get("/sitemap.xml").await.body;
    assert!(map.contains("/editions/e19/recruitment/postings/shown-old-of-19?lang=en</loc>"), "{map}");
    let picture = visitor.get("/editions/e19/og/posting/shown-old-of-19.png").await;
    assert_eq!(picture.status, 200);
});
