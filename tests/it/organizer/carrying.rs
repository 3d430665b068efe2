//! A new edition from an old one: what the organizer's form copies, and what owners carry over.

use super::{administrator, staff};
use crate::both;
use crate::stage::{Stage, between, picture, send, version};
use crate::support::{Browser, TestApp};
use fairhall::site::StaffRole;

fn edition<'a>(slug: &'a str, from: &'a str) -> [(&'a str, &'a str); 8] {
    [
        ("slug", slug),
        ("name_en", "21st Conference"),
        ("name_zh", "第二十一届大会"),
        ("opens_on", "2020-05-20"),
        ("closes_on", "2021-05-20"),
        ("time_zone", "Asia/Shanghai"),
        ("accent", "#0b6b5d"),
        ("copy_from", from),
    ]
}

fn current(app: &TestApp) -> String {
    app.site.snapshot.load().edition.as_ref().unwrap().slug.clone()
}

/// Publishes the edition 21 and puts it at the front door, with its zones open.
async fn turn(app: &TestApp, organizer: &Browser) {
    let path = "/organizer/editions/21/transitions";
    assert_eq!(organizer.post(path, &[("to", "published")]).await.status, 303);
    assert_eq!(organizer.post("/organizer/editions/21/turn", &[]).await.status, 303);
    let open = |conn: &mut fairhall::db::Conn| {
        use diesel::prelude::*;
        use fairhall::db::schema::zones;
        Ok(diesel::update(zones::table).set(zones::gate.eq("open")).execute(conn)?)
    };
    app.site.db.write(open).await.unwrap();
    app.site.refresh().await.unwrap();
}

both!(a_new_edition_begins_with_the_halls_articles_and_words_of_another, |kind| async move {
    let stage = Stage::set(kind).await;
    let (app, organizer) = (&stage.app, &stage.organizer);
    let old = current(app);
    let zone = organizer.get("/organizer/zones/forum").await.body;
    let days = app.event_days();
    let (opens, closes) = (format!("{}T00:00", days[0]), format!("{}T00:00", days[1]));
    let seen_version = version(&zone);
    let words = [
        ("title_en", "Agora"),
        ("title_zh", "广场"),
        ("introduction_en", "Where we talk"),
        ("opens_at", opens.as_str()),
        ("closes_at", closes.as_str()),
        ("gate", "schedule"),
        ("version", seen_version.as_str()),
    ];
    assert_eq!(organizer.post("/organizer/zones/forum", &words).await.status, 303);
    let article = [
        ("topic", "entry"),
        ("title_en", "How to come in"),
        ("body_en", "By the front door."),
        ("position", "1"),
        ("slug", "how-to-come-in"),
    ];
    let seen = organizer.post("/organizer/articles", &article).await;
    assert_eq!(seen.status, 303, "{}", seen.body);
    let form = organizer.get("/organizer/editions/new").await.body;
    assert!(form.contains(&format!("<option value=\"{old}\" selected")), "the present one is offered: {form}");
    let seen = organizer.post("/organizer/editions", &edition("21", "no-such-edition")).await;
    assert_eq!(seen.status, 422, "{}", seen.body);
    let seen = organizer.post("/organizer/editions", &edition("21", &old)).await;
    assert_eq!(seen.status, 303, "{}", seen.body);
    assert!(organizer.get("/organizer/editions/21").await.body.contains("Agora"));
    turn(app, organizer).await;
    assert!(organizer.get("/organizer/halls").await.body.contains("Hall of Light"));
    let hall = organizer.get("/organizer/halls/light").await.body;
    assert!(hall.contains("A-01") && hall.contains("A-02"), "{hall}");
    assert!(organizer.get("/organizer/articles").await.body.contains("How to come in"));
    assert!(app.visitor().get(&format!("/editions/{old}/exhibition")).await.body.contains("Hall of Light"));
});

both!(nothing_is_copied_unless_asked_for, |kind| async move {
    let stage = Stage::set(kind).await;
    let organizer = &stage.organizer;
    assert_eq!(organizer.post("/organizer/editions", &edition("21", "")).await.status, 303);
    turn(&stage.app, organizer).await;
    assert!(!organizer.get("/organizer/halls").await.body.contains("Hall of Light"));
});

/// Writes the booth of an organization at its desk.
pub(super) async fn write_booth(owner: &Browser, desk: &str) {
    assert_eq!(owner.post(&format!("{desk}/draft"), &[]).await.status, 303);
    let seen_version = version(&owner.get(desk).await.body);
    let fields = [
        ("version", seen_version.as_str()),
        ("name_en", "Delta Photonics"),
        ("short_en", "Delta"),
        ("tagline_en", "Light at work"),
        ("body_en", "We build fibre lasers."),
        ("link_label", "Shop"),
        ("link_url", "https://delta.example/shop"),
    ];
    let seen = send(owner, desk, &fields, &[("logo", "logo.png", picture())]).await;
    assert_eq!(seen.status, 303, "{}", seen.body);
}

both!(an_owner_carries_a_booth_over, |kind| async move {
    let stage = Stage::set(kind).await;
    let (app, organizer, owner) = (&stage.app, &stage.organizer, &stage.owner);
    let desk = stage.desk("/booth");
    write_booth(owner, &desk).await;
    let exhibit = [("exhibit_name", "Laser L1"), ("exhibit_summary", "Cuts steel")];
    assert_eq!(send(owner, &stage.desk("/booth/exhibits"), &exhibit, &[]).await.status, 303);
    assert_eq!(owner.post(&stage.desk("/booth/submission"), &[]).await.status, 303);
    let queue = organizer.get("/organizer/booths").await.body;
    let review = format!("/organizer/booths/{}", between(&queue, "href=\"/organizer/booths/", "\""));
    let seen_version = version(&organizer.get(&review).await.body);
    let decision = [("version", seen_version.as_str()), ("decision", "approved")];
    assert_eq!(organizer.post(&format!("{review}/decision"), &decision).await.status, 303);
    assert_eq!(owner.post(&stage.desk("/booth/carrying"), &[]).await.status, 409, "there is one here already");

    assert_eq!(organizer.post("/organizer/editions", &edition("21", &current(app))).await.status, 303);
    turn(app, organizer).await;
    let page = owner.get(&desk).await.body;
    assert!(page.contains("Carry over your booth") && page.contains("20th Conference"), "{page}");
    let carrying = stage.desk("/booth/carrying");
    let (first, second) = tokio::join!(owner.post(&carrying, &[]), owner.post(&carrying, &[]));
    let mut statuses = [first.status, second.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 409], "sent twice, there is one booth");
    let page = owner.get(&desk).await.body;
    for words in ["Light at work", "We build fibre lasers.", "Laser L1", "https://delta.example/shop", "/logo\""] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert_eq!(app.visitor().get(&format!("/exhibition/booths/{}", stage.slug)).await.status, 404, "a draft");
    let stranger = crate::accounts::join(app, "Stranger", "stranger@test.example").await;
    assert_eq!(stranger.post(&stage.desk("/booth/carrying"), &[]).await.status, 404);
});

both!(an_owner_carries_a_posting_over, |kind| async move {
    let stage = Stage::set(kind).await;
    let (app, organizer, owner) = (&stage.app, &stage.organizer, &stage.owner);
    let public = crate::recruitment::open_posting(&stage, "Laser engineer").await;
    assert_eq!(organizer.post("/organizer/editions", &edition("21", "")).await.status, 303);
    turn(app, organizer).await;
    assert_eq!(app.visitor().get(&public).await.status, 404, "it belongs to its edition");
    let list = owner.get(&stage.desk("/postings")).await.body;
    assert!(list.contains("From earlier editions") && list.contains("Laser engineer"), "{list}");
    let id = between(&list, "/postings/", "/copies");
    let id = id.rsplit('/').next().unwrap().to_owned();
    let seen = owner.post(&stage.desk(&format!("/postings/{id}/copies")), &[]).await;
    assert_eq!(seen.status, 303, "{}", seen.body);
    let draft = owner.get(&seen.location.unwrap()).await.body;
    assert!(draft.contains("Laser engineer") && draft.contains("300000"), "{draft}");
    let stranger = crate::accounts::join(app, "Stranger", "stranger@test.example").await;
    let copies = format!("/postings/{id}/copies");
    assert_eq!(stranger.post(&stage.desk(&copies), &[]).await.status, 404);
    let theirs = crate::stage::found(&stranger, "Gamma Optics").await;
    let seen = stranger.post(&format!("/organizations/{theirs}{copies}"), &[]).await;
    assert_eq!(seen.status, 404, "another's posting is not carried into one's own organization");
});

both!(what_is_archived_with_its_edition_is_read_and_not_changed, |kind| async move {
    let stage = Stage::set(kind).await;
    let (app, organizer, owner) = (&stage.app, &stage.organizer, &stage.owner);
    let desk = stage.desk("/booth");
    write_booth(owner, &desk).await;
    stage.set_gate("exhibition", "open").await;
    let path = format!("/organizer/editions/{}/transitions", current(app));
    for to in ["open", "closed", "archived"] {
        assert_eq!(organizer.post(&path, &[("to", to)]).await.status, 303, "{to}");
    }
    for rest in ["/draft", "/submission", "/carrying"] {
        let seen = owner.post(&format!("{desk}{rest}"), &[]).await;
        assert_eq!(seen.status, 403, "{rest}: {}", seen.body);
    }
    assert_eq!(owner.get(&desk).await.status, 200, "it can still be read");
    let place = format!("/organizer/editions/{}", current(app));
    let page = organizer.get(&place).await.body;
    assert!(page.contains("archived for good") && !page.contains("name=\"accent\""), "{page}");
    let slug = current(app);
    let mut form = edition(&slug, "").to_vec();
    form.push(("version", "4"));
    assert_eq!(organizer.post(&place, &form).await.status, 403, "nor is the edition itself changed");
    assert_eq!(organizer.post(&format!("{place}/turn"), &[]).await.status, 403);
    assert_eq!(app.visitor().get("/exhibition/halls/light").await.status, 200);
});

both!(a_step_of_an_edition_is_asked_about_by_its_name, |kind| async move {
    let app = TestApp::start(kind).await;
    let organizer = administrator(&app).await;
    let slug = current(&app);
    let path = format!("/organizer/editions/{slug}/transitions/new");
    let page = organizer.get(&format!("/organizer/editions/{slug}")).await.body;
    assert!(page.contains(&format!("{path}?to=open")), "{page}");
    let seen = organizer.get(&format!("{path}?to=open")).await;
    assert_eq!(seen.status, 200);
    assert!(
        seen.body.contains("20th Conference: are you sure?") && seen.body.contains("is declared open"),
        "{}",
        seen.body
    );
    assert_eq!(organizer.get(&format!("{path}?to=archived")).await.status, 409, "not from here");
    assert_eq!(organizer.get(&format!("{path}?to=nonsense")).await.status, 400);
    for (to, words) in [("open", "declared open"), ("closed", "declared over"), ("archived", "archived for good")] {
        assert!(organizer.get(&format!("{path}?to={to}")).await.body.contains(words), "{to}");
        let moved = organizer.post(&format!("/organizer/editions/{slug}/transitions"), &[("to", to)]).await;
        assert_eq!(moved.status, 303, "{to}");
    }
    assert_eq!(app.visitor().get("/exhibition").await.status, 200, "what is archived stays readable");
    let manager = staff(&app, "manager", StaffRole::ZoneManager, None).await;
    assert_eq!(manager.get(&format!("{path}?to=open")).await.status, 404);
});
