//! Articles of the help: written, found, read, voted on.

use diesel::prelude::*;
use fairhall::db::Conn;
use fairhall::db::schema::article_votes;
use fairhall::site::StaffRole;

use super::staff;
use crate::accounts::join;
use crate::both;
use crate::stage::{Stage, version};
use crate::support::{Browser, Kind, Seen};

const KEY: &str = "018f0000-0000-7000-8000-00000000000a";

fn fields<'a>(title: &'a str, version: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("topic", "entry"),
        ("position", "5"),
        ("title_en", title),
        ("body_en", "Apply at the **consulate** with the invitation letter.\n\n<script>alert(1)</script>"),
        ("title_zh", "如何申请签证"),
        ("body_zh", "请持邀请函到**领事馆**办理。"),
        ("version", version),
    ]
}

/// Writes a draft; gives its address in the console.
async fn write(who: &Browser, title: &str) -> String {
    let seen = who.post("/organizer/articles", &fields(title, "")).await;
    assert_eq!(seen.status, 303, "{}", seen.body);
    seen.location.unwrap()
}

async fn press(who: &Browser, article: &str, what: &str) -> Seen {
    let seen_version = version(&who.get(article).await.body);
    who.post(&format!("{article}/{what}"), &[("version", &seen_version)]).await
}

/// Writes and publishes an article; gives its address in the console.
pub async fn publish(who: &Browser, title: &str) -> String {
    let article = write(who, title).await;
    assert_eq!(press(who, &article, "publication").await.status, 303);
    article
}

both!(an_article_is_written_published_found_and_withdrawn, |kind: Kind| async move {
    let stage = Stage::set(kind).await;
    let manager = staff(&stage, "Mina Manager", "mina@test.example", StaffRole::ZoneManager).await;
    let visitor = stage.app.visitor();
    assert!(visitor.get("/service").await.body.contains("No article yet"));
    let article = write(&manager, "How to apply for a visa").await;
    let page = "/service/articles/how-to-apply-for-a-visa";
    assert_eq!(visitor.get(page).await.status, 404, "a draft is for who writes it");
    assert!(manager.get(page).await.body.contains("Only who manages the zone reads this draft"));
    assert_eq!(press(&manager, &article, "publication").await.status, 303);
    assert_eq!(press(&manager, &article, "publication").await.status, 409, "it is published");
    let seen = visitor.get(page).await;
    assert_eq!(seen.status, 200, "{}", seen.body);
    assert!(seen.body.contains("<strong>consulate</strong>") && !seen.body.contains("<script>alert"), "{}", seen.body);
    let seen = visitor.get(&format!("{page}?lang=zh-CN")).await;
    assert!(seen.body.contains("如何申请签证") && seen.body.contains("<div class=\"prose\" lang=\"zh-CN\">"));
    let visitor = stage.app.visitor();
    let front = visitor.get("/service").await.body;
    assert!(front.contains("Visas and permits") && front.contains(page), "{front}");
    assert!(visitor.get("/").await.body.contains("href=\"/service\""), "the zone has its door");

    stage.app.site.search.catch_up(&stage.app.site.db).await.unwrap();
    for path in
        ["/service?q=visas", "/service?q=签证", "/service?q=領事", "/search?q=consulate", "/search?q=签证&kind=article"]
    {
        assert!(visitor.get(path).await.body.contains(page), "{path}");
    }
    assert!(!visitor.get("/service?q=lasers").await.body.contains(page));
    assert_eq!(press(&manager, &article, "withdrawal").await.status, 303);
    stage.app.site.search.catch_up(&stage.app.site.db).await.unwrap();
    assert_eq!(visitor.get(page).await.status, 404);
    assert!(!visitor.get("/search?q=consulate").await.body.contains(page));
    assert!(!visitor.get("/service").await.body.contains(page));
});

both!(an_old_address_leads_to_the_new_one_and_chinese_stays_readable, |kind: Kind| async move {
    let stage = Stage::set(kind).await;
    let (manager, visitor) = (&stage.organizer, stage.app.visitor());
    let article = publish(manager, "Visa").await;
    let seen_version = version(&manager.get(&article).await.body);
    let seen = manager.post(&article, &fields("Visa in five steps", &seen_version)).await;
    assert_eq!(seen.status, 303, "{}", seen.body);
    let seen = visitor.get("/service/articles/visa").await;
    assert_eq!((seen.status, seen.location.as_deref()), (308, Some("/service/articles/visa-in-five-steps")));
    let seen = manager.post(&article, &fields("Visa again", &seen_version)).await;
    assert!(seen.status == 409 && seen.body.contains("Visa in five steps"), "somebody was faster: {}", seen.body);
    let chinese = [("topic", "policy"), ("position", "1"), ("title_zh", "人才政策"), ("body_zh", "详见各市规定。")];
    let seen = manager.post("/organizer/articles", &chinese).await;
    assert_eq!(press(manager, &seen.location.unwrap(), "publication").await.status, 303);
    let seen = visitor.get("/service/articles/人才政策").await;
    assert!(seen.status == 200 && seen.body.contains("<h1 lang=\"zh-CN\">人才政策"), "{}", seen.body);
    let other = publish(manager, "Visa in five steps").await;
    assert!(manager.get(&other).await.body.contains("/service/articles/visa-in-five-steps-2"));
});

both!(wrong_articles_are_given_back_and_a_form_sent_twice_is_one, |kind: Kind| async move {
    let stage = Stage::set(kind).await;
    let manager = &stage.organizer;
    let wrong = [("topic", "nonsense"), ("position", "x"), ("title_en", "Kept as typed"), ("body_en", "")];
    let seen = manager.post("/organizer/articles", &wrong).await;
    assert!(seen.status == 422 && seen.body.contains("Kept as typed"), "{}", seen.body);
    let mut form = fields("Visa", "");
    form.push(("key", KEY));
    let (first, again) =
        (manager.post("/organizer/articles", &form).await, manager.post("/organizer/articles", &form).await);
    assert_eq!(first.location, again.location);
    let list = manager.get("/organizer/articles?q=visa&topic=entry&state=draft").await.body;
    assert_eq!(list.matches("href=\"/organizer/articles/0").count(), 1, "{list}");
    assert!(manager.get("/organizer/articles?q=lasers").await.body.contains("Nothing found"));
});

both!(only_who_manages_the_zone_writes_articles, |kind: Kind| async move {
    let stage = Stage::set(kind).await;
    let article = publish(&stage.organizer, "Visa").await;
    let agent = staff(&stage, "Ana Agent", "ana@test.example", StaffRole::ServiceAgent).await;
    for who in [&agent, &stage.owner] {
        for path in ["/organizer/articles", "/organizer/articles/new", &article] {
            assert_eq!(who.get(path).await.status, 404, "{path}");
        }
        assert_eq!(who.post("/organizer/articles", &fields("Mine", "")).await.status, 404);
        assert_eq!(who.post(&article, &fields("Mine", "2")).await.status, 404);
        assert_eq!(who.post(&format!("{article}/withdrawal"), &[("version", "2")]).await.status, 404);
    }
    assert_eq!(stage.app.visitor().get("/organizer/articles").await.status, 303);
});

async fn votes(stage: &Stage) -> (i64, i64) {
    let count = |conn: &mut Conn| {
        let yes: i64 = article_votes::table.filter(article_votes::is_helpful.eq(true)).count().get_result(conn)?;
        let all: i64 = article_votes::table.count().get_result(conn)?;
        Ok((yes, all - yes))
    };
    stage.app.site.db.read(count).await.unwrap()
}

both!(a_person_and_a_network_are_counted_once, |kind: Kind| async move {
    let stage = Stage::set(kind).await;
    let article = publish(&stage.organizer, "Visa").await;
    let reader = join(&stage.app, "Rita Reader", "rita@test.example").await;
    let votes_at = "/service/articles/visa/votes";
    for (helpful, status) in [("yes", 303), ("no", 303), ("perhaps", 400), ("", 400)] {
        assert_eq!(reader.post(votes_at, &[("helpful", helpful)]).await.status, status, "{helpful}");
    }
    assert_eq!(votes(&stage).await, (0, 1), "she changed her mind");
    assert!(reader.get("/service/articles/visa").await.body.contains("You did not find it helpful"));
    for _ in 0..3 {
        assert_eq!(stage.app.visitor().post(votes_at, &[("helpful", "yes")]).await.status, 303);
    }
    assert_eq!(votes(&stage).await, (1, 1), "visitors of one network are one voice");
    let raced = futures_util::future::join_all((0..6).map(|_| stage.owner.post(votes_at, &[("helpful", "yes")]))).await;
    assert!(raced.iter().all(|seen| seen.status == 303));
    assert_eq!(votes(&stage).await, (2, 1));
    let kept = |conn: &mut Conn| Ok(article_votes::table.select(article_votes::voter).load::<String>(conn)?);
    let kept = stage.app.site.db.read(kept).await.unwrap();
    assert!(kept.iter().all(|voter| !voter.contains("127.0.0.1")), "{kept:?}");
    let page = stage.organizer.get(&article).await.body;
    assert!(page.contains("<dt>Helpful</dt><dd>2</dd>") && page.contains("<dt>Not helpful</dt><dd>1</dd>"), "{page}");
    assert_eq!(reader.post("/service/articles/none/votes", &[("helpful", "yes")]).await.status, 404);
    stage.set_gate("service", "closed").await;
    assert_eq!(reader.post(votes_at, &[("helpful", "yes")]).await.status, 403);
    assert!(reader.get("/service/articles/visa").await.status == 200, "the help is read all the same");
});
