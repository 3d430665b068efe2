//! What programs read: the sitemap, robots.txt, feeds, what pages tell of themselves, and the pictures of links.

use diesel::connection::SimpleConnection as _;
use fairhall::db::Conn;
use fairhall::web::i18n::Locale;
use fairhall::web::limits::Rate;
use resvg::usvg::roxmltree::Document;
use serde_json::Value;

use super::things::{Maker, current};
use crate::both;
use crate::stage::Stage;
use crate::support::{Browser, Kind, Seen};

const ALWAYS: (&str, &str) = ("'2020-01-01 00:00:00'", "'2080-01-01 00:00:00'");
/// A title that ends blocks, lines and attributes where it is not written with care.
const HOSTILE: &str = "</script><script>alert(1)</script>]]> \"quoted\" & 'more' \u{2028}\u{2029}\u{1} 激光";

async fn set(kind: Kind) -> Stage {
    let stage = Stage::set(kind).await;
    let mut maker = Maker::all(current(&stage.app).await);
    maker.posting("shown-hostile", "live", ALWAYS, ("verified", HOSTILE));
    maker.write(&stage.app).await;
    stage
}

async fn run(stage: &Stage, statements: &'static str) {
    let write = move |conn: &mut Conn| Ok(conn.batch_execute(statements)?);
    stage.app.site.db.write(write).await.unwrap();
    stage.app.site.refresh().await.unwrap();
}

/// The JSON-LD of a page, each block with what it is.
fn facts(page: &Seen) -> Vec<(String, Value)> {
    let blocks = page.body.split("<script type=\"application/ld+json\">").skip(1);
    let read = |block: &str| -> (String, Value) {
        let json = block.split("</script>").next().unwrap();
        let value: Value = serde_json::from_str(json).unwrap_or_else(|error| panic!("{error}: {json}"));
        assert_eq!(value["@context"], "https://schema.org");
        (value["@type"].as_str().unwrap().to_owned(), value)
    };
    blocks.map(read).collect()
}

fn fact(page: &Seen, kind: &str, required: &[&str]) -> Value {
    let found = facts(page).into_iter().find(|(name, _)| name == kind);
    let (_, value) = found.unwrap_or_else(|| panic!("no {kind}: {}", page.body));
    for field in required {
        let pointer = format!("/{}", field.replace('.', "/"));
        let is_told = value.pointer(&pointer).is_some_and(|value| value.as_str() != Some(""));
        assert!(is_told, "{kind} tells no {field}: {value}");
    }
    value
}

both!(the_sitemap_and_the_feeds_are_xml_that_is_asked_for_again_only_when_new, |kind: Kind| async move {
    let stage = set(kind).await;
    let visitor = stage.app.visitor();
    let robots = visitor.get("/robots.txt").await.body;
    assert!(robots.contains(&format!("Sitemap: {}/sitemap.xml", stage.app.site.config.public_url())), "{robots}");
    for private in ["/me", "/organizer", "/organizations", "/search", "/service/desk"] {
        assert!(robots.contains(&format!("Disallow: {private}\n")), "{private}");
    }
    for (path, kind) in [
        ("/sitemap.xml", "application/xml; charset=utf-8"),
        ("/feeds/postings.atom?lang=en", "application/atom+xml; charset=utf-8"),
        ("/feeds/news.atom?lang=zh-CN", "application/atom+xml; charset=utf-8"),
    ] {
        let seen = visitor.get(path).await;
        assert_eq!(seen.headers["content-type"], kind);
        let read = Document::parse(&seen.body).unwrap_or_else(|error| panic!("{path}: {error}: {}", seen.body));
        let names: Vec<&str> = read.root_element().children().map(|node| node.tag_name().name()).collect();
        assert!(names.contains(&"url") || names.contains(&"entry"), "{path}: {names:?}");
        let mark = seen.headers["etag"].to_str().unwrap();
        let again = visitor.request(reqwest::Method::GET, path).header("if-none-match", mark);
        let again = visitor.send(again).await;
        assert_eq!((again.status, again.body.as_str()), (304, ""), "{path}");
        let other = visitor.request(reqwest::Method::GET, path).header("if-none-match", "W/\"other\"");
        assert_eq!(visitor.send(other).await.status, 200, "{path}");
    }
    let map = visitor.get("/sitemap.xml").await.body;
    let read = Document::parse(&map).unwrap();
    for url in read.root_element().children().filter(|node| node.tag_name().name() == "url") {
        let languages = url.children().filter(|node| node.tag_name().name() == "link").count();
        assert_eq!(languages, Locale::ALL.len() + 1, "{map}");
    }
    let feed = visitor.get("/feeds/postings.atom?lang=en").await.body;
    let read = Document::parse(&feed).unwrap();
    let entries = read.descendants().filter(|node| node.tag_name().name() == "entry");
    for entry in entries {
        for needed in ["id", "title", "updated", "published", "summary", "link", "author"] {
            assert!(entry.children().any(|node| node.tag_name().name() == needed), "{needed}: {feed}");
        }
    }
    assert_eq!(visitor.get("/sitemaps/nothing/booth/1.xml").await.status, 404);
    let edition = stage.app.site.snapshot.load().edition.as_ref().unwrap().slug.clone();
    assert_eq!(visitor.get(&format!("/sitemaps/{edition}/booth/1.xml")).await.status, 200);
    assert_eq!(visitor.get(&format!("/sitemaps/{edition}/booth/2.xml")).await.status, 404);
});

both!(a_sitemap_of_many_addresses_comes_in_parts_that_hold_each_thing_once, |kind: Kind| async move {
    let stage = Stage::set(kind).await;
    let mut maker = Maker { edition: current(&stage.app).await, mark: String::new(), things: Vec::new() };
    for n in 0..2_600 {
        maker.posting(&format!("shown-{n}"), "live", ALWAYS, ("verified", "Wombat keeper"));
    }
    maker.write(&stage.app).await;
    let visitor = stage.app.visitor();
    let index = own(&visitor, "/sitemap.xml").await.body;
    let read = Document::parse(&index).unwrap();
    assert_eq!(read.root_element().tag_name().name(), "sitemapindex");
    let site = stage.app.site.config.public_url();
    let mut found = std::collections::BTreeSet::new();
    for part in read.descendants().filter(|node| node.tag_name().name() == "loc") {
        let path = part.text().unwrap().strip_prefix(site.as_str()).unwrap();
        let body = own(&visitor, path).await.body;
        let part = Document::parse(&body).unwrap();
        let addresses = part.descendants().filter(|node| node.tag_name().name() == "loc");
        let addresses: Vec<String> = addresses.map(|node| node.text().unwrap().to_owned()).collect();
        assert!(!addresses.is_empty() && addresses.len() <= 5_000, "{path}: {}", addresses.len());
        for address in addresses {
            assert!(found.insert(address.clone()), "{address} stands twice");
        }
    }
    let of_postings = found.iter().filter(|address| address.contains("/recruitment/postings/shown-"));
    assert_eq!(of_postings.count(), 2 * 2_600);
});

async fn own(visitor: &Browser, path: &str) -> Seen {
    let seen = visitor.get(path).await;
    assert_eq!(seen.status, 200, "{path}: {}", seen.body);
    seen
}

both!(pages_tell_what_they_are_in_the_words_of_schema_org, |kind: Kind| async move {
    let stage = set(kind).await;
    let visitor = stage.app.visitor();
    let posting = own(&visitor, "/recruitment/postings/shown-posting-live?lang=en").await;
    let job = fact(
        &posting,
        "JobPosting",
        &[
            "title",
            "description",
            "datePosted",
            "validThrough",
            "employmentType",
            "hiringOrganization.name",
            "jobLocation.address.addressCountry",
            "jobLocation.address.addressLocality",
            "identifier.value",
            "baseSalary.value.unitText",
            "baseSalary.currency",
            "jobLocationType",
            "applicantLocationRequirements.name",
            "directApply",
            "educationRequirements.credentialCategory",
        ],
    );
    assert!(job["description"].as_str().unwrap().contains("<em>quokkas</em>"), "{job}");
    assert_eq!(job["baseSalary"]["value"]["minValue"], 200_000.0);
    let closed = visitor.get("/recruitment/postings/hidden-posting-filled").await;
    assert_eq!(closed.status, 410);
    assert!(
        !facts(&closed).iter().any(|(kind, _)| kind == "JobPosting") && closed.body.contains("content=\"noindex\"")
    );
    assert!(closed.body.contains("/recruitment/postings/shown-posting-live"), "similar ones: {}", closed.body);
    fact(&own(&visitor, "/exhibition/booths/shown-booth-verified-published").await, "Organization", &["name", "url"]);
    let event =
        &["name", "startDate", "endDate", "location.url", "eventStatus", "eventAttendanceMode", "organizer.name"];
    fact(&own(&visitor, "/forum/sessions/shown-session-confirmed").await, "Event", event);
    fact(&own(&visitor, "/activities/shown-activity-published").await, "Event", event);
    fact(&own(&visitor, "/").await, "Event", event);
    let told = &["headline", "datePublished", "dateModified", "author.name", "image"];
    fact(&own(&visitor, "/news/shown-news-published").await, "NewsArticle", told);
    for path in [
        "/pairing/projects/shown-project-published",
        "/service/articles/shown-article-published",
        "/forum/speakers/shown-speaker-confirmed",
        "/recruitment/fairs/shown-fair-published",
        "/pages/shown-page",
    ] {
        fact(&own(&visitor, path).await, "BreadcrumbList", &["itemListElement.1.name", "itemListElement.0.item"]);
    }
});

both!(a_posting_tells_of_its_employer_the_website_and_the_logo_of_its_booth, |kind: Kind| async move {
    let stage = set(kind).await;
    let visitor = stage.app.visitor();
    let job = async || {
        let page = own(&visitor, "/recruitment/postings/shown-posting-live?lang=en").await;
        fact(&page, "JobPosting", &["hiringOrganization.name"])["hiringOrganization"].clone()
    };
    let bare = job().await;
    assert!(bare.get("logo").is_none() && bare.get("sameAs").is_none() && bare.get("url").is_none(), "{bare}");
    run(
        &stage,
        "UPDATE organizations SET website = 'https://delta.example/' WHERE id = 'o-shown-posting-live';
         UPDATE booths SET organization_id = 'o-shown-posting-live' WHERE id = 'shown-booth-verified-published';
         UPDATE booth_revisions SET logo_file_id = 'mark' WHERE id = 'r-shown-booth-verified-published';",
    )
    .await;
    let (told, site) = (job().await, stage.app.site.config.public_url());
    assert_eq!(told["logo"].as_str(), Some(format!("{site}/files/mark/logo").as_str()));
    assert_eq!(told["sameAs"].as_str(), Some("https://delta.example/"));
    run(&stage, "UPDATE booths SET state = 'suspended' WHERE id = 'shown-booth-verified-published';").await;
    let hidden = job().await;
    assert!(hidden.get("logo").is_none() && hidden.get("url").is_none(), "{hidden}");
    assert_eq!(hidden["sameAs"].as_str(), Some("https://delta.example/"));
});

both!(a_language_that_is_not_offered_is_told_to_nobody, |kind: Kind| async move {
    let stage = set(kind).await;
    run(
        &stage,
        "DELETE FROM settings WHERE name = 'site.languages';
         INSERT INTO settings (name, value, updated_at) VALUES ('site.languages', 'en', '2026-01-01 00:00:00');",
    )
    .await;
    let (visitor, site) = (stage.app.visitor(), stage.app.site.config.public_url());
    let page = own(&visitor, "/exhibition?lang=zh-CN").await.body;
    assert!(page.contains(&format!("<link rel=\"canonical\" href=\"{site}/exhibition?lang=en\">")), "{page}");
    assert!(!page.contains("hreflang=\"zh-CN\"") && page.contains("hreflang=\"x-default\""), "{page}");
    for path in ["/sitemap.xml", "/feeds/postings.atom?lang=zh-CN", "/feeds/news.atom?lang=zh-CN"] {
        let body = own(&visitor, path).await.body;
        assert!(body.contains("lang=en") && !body.contains("lang=zh-CN"), "{path}: {body}");
    }
});

both!(what_is_called_off_or_taken_tells_of_no_picture_that_is_not_there, |kind: Kind| async move {
    let stage = set(kind).await;
    let visitor = stage.app.visitor();
    let page = own(&visitor, "/activities/quiet-activity-cancelled?lang=en").await;
    let event = fact(&page, "Event", &["eventStatus"]);
    assert_eq!(event["eventStatus"].as_str(), Some("https://schema.org/EventCancelled"));
    assert!(page.body.contains("/og/place/lobby.png?lang=en") && !page.body.contains("/og/activity/"), "{}", page.body);
    for path in ["/recruitment/fairs/quiet-fair-cancelled", "/pairing/projects/quiet-project-matched"] {
        let page = own(&visitor, path).await.body;
        assert!(page.contains("content=\"noindex\"") && !page.contains("og:image"), "{path}: {page}");
    }
});

both!(pictures_are_not_drawn_without_end_but_shown_again, |kind: Kind| async move {
    let stage = Stage::set(kind).await;
    let mut maker = Maker { edition: current(&stage.app).await, mark: String::new(), things: Vec::new() };
    for n in 0..10 {
        // Of no other test, since the pictures of all are kept together.
        let title = format!("Pangolin keeper {n} {}", uuid::Uuid::now_v7());
        maker.posting(&format!("shown-{n}"), "live", ALWAYS, ("verified", &title));
    }
    maker.write(&stage.app).await;
    let visitor = stage.app.visitor();
    let picture = async |n: usize| visitor.get(&format!("/og/posting/shown-{n}.png?lang=en")).await.status;
    assert_eq!(picture(0).await, 200);
    let exhaust = async || while stage.app.site.limits.check(Rate::Picture, "127.0.0.1").await.is_ok() {};
    let mut answers = Vec::new();
    for n in 1..10 {
        exhaust().await;
        answers.push(picture(n).await);
    }
    // On a busy machine some may come after the next place is free.
    assert!(answers.contains(&429) && answers.iter().all(|status| [200, 429].contains(status)), "{answers:?}");
    exhaust().await;
    assert_eq!(picture(0).await, 200, "what was drawn is shown");
});

both!(a_hostile_title_ends_nothing, |kind: Kind| async move {
    let stage = set(kind).await;
    let visitor = stage.app.visitor();
    let page = own(&visitor, "/recruitment/postings/shown-hostile?lang=en").await;
    assert!(!page.body.contains("<script>alert"), "{}", page.body);
    assert_eq!(fact(&page, "JobPosting", &["title"])["title"].as_str(), Some(HOSTILE));
    for path in ["/feeds/postings.atom?lang=en", "/sitemap.xml"] {
        Document::parse(&own(&visitor, path).await.body).unwrap();
    }
    let picture = visitor.send(visitor.request(reqwest::Method::GET, "/og/posting/shown-hostile.png?lang=en")).await;
    assert_eq!(picture.status, 200);
});

both!(public_pages_have_one_address_in_each_language_and_a_picture, |kind: Kind| async move {
    let stage = set(kind).await;
    let visitor = stage.app.visitor();
    let site = stage.app.site.config.public_url();
    for (path, picture) in [
        ("/", "/og/place/lobby.png"),
        ("/exhibition", "/og/place/exhibition.png"),
        ("/recruitment/postings/shown-posting-live", "/og/posting/shown-posting-live.png"),
        ("/pages/shown-page", "/og/page/shown-page.png"),
    ] {
        let page = own(&visitor, &format!("{path}?lang=zh-CN")).await.body;
        for needed in [
            format!("<link rel=\"canonical\" href=\"{site}{path}?lang=zh-CN\">"),
            format!("hreflang=\"en\" href=\"{site}{path}?lang=en\""),
            format!("hreflang=\"x-default\" href=\"{site}{path}\""),
            format!("property=\"og:image\" content=\"{site}{picture}?lang=zh-CN\""),
            "property=\"og:locale\" content=\"zh_CN\"".to_owned(),
            "name=\"twitter:card\" content=\"summary_large_image\"".to_owned(),
        ] {
            assert!(page.contains(&needed), "{path}: {needed}: {page}");
        }
        assert!(!page.contains("noindex"), "{path}");
        let plain = own(&visitor, path).await.body;
        assert!(plain.contains(&format!("<link rel=\"canonical\" href=\"{site}{path}\">")), "its own: {plain}");
        let address = format!("{}{picture}?lang=zh-CN", stage.app.url);
        let answer = reqwest::get(&address).await.unwrap();
        assert_eq!((answer.status().as_u16(), answer.headers()["content-type"].as_bytes()), (200, &b"image/png"[..]));
        let mark = answer.headers()["etag"].clone();
        let drawn = image::load_from_memory(&answer.bytes().await.unwrap()).unwrap();
        assert_eq!((drawn.width(), drawn.height()), (1200, 630), "{picture}");
        let again = reqwest::Client::new().get(&address).header("if-none-match", mark).send().await.unwrap();
        assert_eq!(again.status().as_u16(), 304, "{picture}");
    }
    for private in ["/search?q=quokka", "/recruitment?q=quokka", "/login", "/forum?page=2", "/nothing"] {
        let page = visitor.get(private).await.body;
        assert!(
            page.contains("name=\"robots\" content=\"noindex\"") && !page.contains("rel=\"canonical\""),
            "{private}"
        );
    }
    for nothing in ["/og/posting/none.png", "/og/place/none.png", "/og/none/x.png", "/og/posting/shown-posting-live"] {
        assert_eq!(visitor.get(nothing).await.status, 404, "{nothing}");
    }
});
