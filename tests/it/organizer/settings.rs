//! What holds for the whole site: who may sign up, the languages, the logo, what is reviewed.

use diesel::prelude::*;
use fairhall::db::Conn;
use fairhall::db::schema::people;
use fairhall::site::{StaffRole, ZoneKind};
use fairhall::web::i18n::Locale;

use super::staff;
use crate::accounts::{PASSWORD, join};
use crate::both;
use crate::stage::{Stage, between, picture, send};
use crate::support::{Browser, Seen};

const PATH: &str = "/organizer/settings";

/// Saves the settings as they stand, but for these.
async fn save(browser: &Browser, changes: &[(&str, &str)], files: &[(&str, &str, Vec<u8>)]) -> Seen {
    let page = browser.get(PATH).await.body;
    let seen = between(&page, "name=\"seen\" value=\"", "\"").to_owned();
    let parts: Vec<&str> = seen.split(' ').collect();
    let names = ["signup", "languages", "review_exhibition", "review_pairing", "review_recruitment"];
    let mut fields: Vec<(&str, &str)> = names.into_iter().zip(parts).collect();
    for (name, value) in changes {
        fields.retain(|field| field.0 != *name);
        fields.push((*name, *value));
    }
    fields.push(("seen", &seen));
    send(browser, PATH, &fields, files).await
}

fn form(email: &str) -> [(&str, &str); 4] {
    [("name", "Somebody"), ("email", email), ("password", PASSWORD), ("consent", "yes")]
}

both!(who_may_sign_up_is_set, |kind| async move {
    let stage = Stage::set(kind).await;
    let (app, organizer) = (&stage.app, &stage.organizer);
    let link = stage.invite("guest@test.example", "editor").await;
    assert_eq!(save(organizer, &[("signup", "invited")], &[]).await.status, 303);
    let visitor = app.visitor();
    assert!(visitor.get("/signup").await.body.contains("Accounts are for people who were invited"));
    let seen = visitor.post("/signup", &form("stranger@test.example")).await;
    assert_eq!((seen.status, seen.location.as_deref()), (303, Some("/signup/sent")), "the same answer to everybody");
    let mails = app.mails().await;
    let mail = mails.iter().rev().find(|mail| mail.to == "stranger@test.example").unwrap();
    assert!(mail.subject.contains("who were invited") && mail.action.is_none(), "{mail:?}");
    assert_eq!(visitor.post("/login", &form("stranger@test.example")[1..3]).await.status, 422, "no account was made");
    let guest = join(app, "Guest", "guest@test.example").await;
    assert_eq!(guest.post(&link, &[]).await.status, 303);

    assert_eq!(save(organizer, &[("signup", "closed")], &[]).await.status, 303);
    let seen = visitor.get("/signup").await.body;
    assert!(seen.contains("not made at the moment") && !seen.contains("name=\"email\""), "{seen}");
    assert_eq!(visitor.post("/signup", &form("late@test.example")).await.status, 403);
    let login = [("email", "guest@test.example"), ("password", PASSWORD)];
    assert_eq!(app.visitor().post("/login", &login).await.status, 303, "who has an account keeps it");
    assert_eq!(save(organizer, &[("signup", "open")], &[]).await.status, 303);
    join(app, "Late", "late@test.example").await;
});

both!(the_way_to_sign_up_is_shown_to_everybody_only_while_everybody_may, |kind| async move {
    let stage = Stage::set(kind).await;
    let (app, organizer) = (&stage.app, &stage.organizer);
    for (policy, is_shown) in [("open", true), ("invited", false), ("closed", false), ("open", true)] {
        assert_eq!(save(organizer, &[("signup", policy)], &[]).await.status, 303);
        for path in ["/", "/login"] {
            let seen = app.visitor().get(path).await.body;
            assert_eq!(seen.contains("href=\"/signup\""), is_shown, "{path} while it is {policy}: {seen}");
        }
    }
});

both!(people_are_written_to_in_a_language_that_is_offered, |kind| async move {
    let stage = Stage::set(kind).await;
    let (app, organizer) = (&stage.app, &stage.organizer);
    let (reader, address) = (join(app, "李雷", "lilei@test.example").await, "lilei@test.example");
    let speaks_chinese = |conn: &mut Conn| {
        let own = people::table.filter(people::email.eq("lilei@test.example"));
        Ok(diesel::update(own).set(people::locale.eq("zh-CN")).execute(conn)?)
    };
    app.site.db.write(speaks_chinese).await.unwrap();
    assert_eq!(save(organizer, &[("languages", "en")], &[]).await.status, 303);
    let list = organizer.get("/organizer/people?q=lilei").await.body;
    let path = between(&list, "<th scope=\"row\"><a href=\"", "\"").to_owned();
    assert_eq!(organizer.post(&format!("{path}/logins/removal"), &[]).await.status, 303);
    assert_eq!(reader.post("/password-resets", &[("email", address)]).await.status, 303);
    let mails = app.mails().await;
    let told: Vec<_> = mails.iter().filter(|mail| mail.to == address).skip(1).map(|mail| mail.locale).collect();
    assert_eq!(told, [Locale::En, Locale::En], "what is told, and what is about the account");
});

both!(of_two_who_save_at_the_same_moment_one_is_refused, |kind| async move {
    let stage = Stage::set(kind).await;
    let (first, second) = (&stage.organizer, staff(&stage.app, "second", StaffRole::Administrator, None).await);
    let page = first.get(PATH).await.body;
    let seen = between(&page, "name=\"seen\" value=\"", "\"").to_owned();
    let form = |signup: &'static str| {
        [
            ("signup", signup),
            ("languages", "both"),
            ("review_exhibition", "always"),
            ("review_pairing", "always"),
            ("review_recruitment", "always"),
            ("seen", seen.as_str()),
        ]
    };
    let (invited, closed) = (form("invited"), form("closed"));
    let (a, b) = tokio::join!(first.post(PATH, &invited), second.post(PATH, &closed));
    let mut statuses = [a.status, b.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 409], "both had seen the same");
    let kept = if a.status == 303 { "value=\"invited\" checked" } else { "value=\"closed\" checked" };
    assert!(first.get(PATH).await.body.contains(kept));
});

both!(a_language_that_is_not_offered_is_not_shown, |kind| async move {
    let stage = Stage::set(kind).await;
    let (app, organizer) = (&stage.app, &stage.organizer);
    assert!(app.visitor().get("/?lang=zh-CN").await.body.contains("<html lang=\"zh-CN\""));
    assert_eq!(save(organizer, &[("languages", "en")], &[]).await.status, 303);
    let seen = app.visitor().get("/?lang=zh-CN").await.body;
    assert!(seen.contains("<html lang=\"en\"") && !seen.contains("hreflang=\"zh-CN\""), "{seen}");
    let seen = app.visitor().get("/sitemap.xml").await.body;
    assert!(seen.contains("?lang=en") && !seen.contains("zh-CN"), "{seen}");
    assert!(!organizer.get("/me/profile").await.body.contains("value=\"zh-CN\""));
    assert_eq!(save(organizer, &[("languages", "zh-CN")], &[]).await.status, 303);
    assert!(app.visitor().get("/").await.body.contains("<html lang=\"zh-CN\""));
    assert!(organizer.get(PATH).await.body.contains("提供的语言"), "also for who has chosen the other one");
});

both!(a_logo_stands_on_every_page_until_it_is_taken_away, |kind| async move {
    let stage = Stage::set(kind).await;
    let (app, organizer) = (&stage.app, &stage.organizer);
    let seen = save(organizer, &[], &[("logo", "logo.png", b"no picture".to_vec())]).await;
    assert_eq!(seen.status, 422, "{}", seen.body);
    let seen = save(organizer, &[], &[("logo", "logo.png", picture())]).await;
    assert_eq!(seen.status, 303, "{}", seen.body);
    let page = app.visitor().get("/").await.body;
    let address = between(&page, "<img class=\"brand-mark\" src=\"", "\"").to_owned();
    let logo = app.visitor().get(&address).await;
    assert_eq!(logo.status, 200);
    assert!(logo.headers["content-type"].to_str().unwrap().starts_with("image/"), "{:?}", logo.headers);
    assert_eq!(save(organizer, &[("remove_logo", "yes")], &[]).await.status, 303);
    assert!(!app.visitor().get("/").await.body.contains("<img class=\"brand-mark\""));
});

both!(what_verified_organizations_submit_is_reviewed_or_not, |kind| async move {
    let stage = Stage::set(kind).await;
    let organizer = &stage.organizer;
    assert_eq!(save(organizer, &[("review_recruitment", "unverified")], &[]).await.status, 303);
    assert!(!organizer.get("/organizer/zones/recruitment").await.body.contains("value=\"yes\" checked"));
    assert_eq!(save(organizer, &[("review_recruitment", "always")], &[]).await.status, 303);
    assert!(organizer.get("/organizer/zones/recruitment").await.body.contains("value=\"yes\" checked"));
    let seen = organizer.get("/organizer/audit?what=settings.update").await.body;
    assert!(seen.contains("Settings changed") && seen.contains("Lin Mei"), "{seen}");
});

both!(of_two_who_save_at_once_the_second_sees_both, |kind| async move {
    let stage = Stage::set(kind).await;
    let (app, first) = (&stage.app, &stage.organizer);
    let second = staff(app, "second", StaffRole::Administrator, None).await;
    let page = second.get(PATH).await.body;
    let seen = between(&page, "name=\"seen\" value=\"", "\"").to_owned();
    assert_eq!(save(first, &[("signup", "invited")], &[]).await.status, 303);
    let fields = [
        ("signup", "closed"),
        ("languages", "both"),
        ("review_exhibition", "always"),
        ("review_pairing", "always"),
        ("review_recruitment", "always"),
        ("seen", seen.as_str()),
    ];
    let late = second.post(PATH, &fields).await;
    assert_eq!(late.status, 409);
    assert!(
        late.body.contains("What stands there now") && late.body.contains("value=\"closed\" checked"),
        "{}",
        late.body
    );
    let seen = second.post(PATH, &[("signup", "perhaps")]).await;
    assert_eq!(seen.status, 422);
});

both!(only_an_administrator_sets_anything, |kind| async move {
    let stage = Stage::set(kind).await;
    for zone in ZoneKind::ALL {
        let name = zone.as_str();
        let manager = staff(&stage.app, name, StaffRole::ZoneManager, Some(*zone)).await;
        assert_eq!((manager.get(PATH).await.status, manager.post(PATH, &[]).await.status), (404, 404), "{name}");
    }
    assert!(stage.app.visitor().get(PATH).await.location.unwrap().starts_with("/login"));
});

both!(the_contrast_of_a_colour_is_measured, |kind| async move {
    let stage = Stage::set(kind).await;
    let organizer = &stage.organizer;
    assert!(organizer.get(PATH).await.body.contains("Contrast with white text: 6."), "the default colour");
    let edition = stage.app.site.snapshot.load().edition.as_ref().unwrap().slug.clone();
    let days = stage.app.event_days();
    let fields = [
        ("name_en", "20th"),
        ("name_zh", "第二十届"),
        ("opens_on", days[0].as_str()),
        ("closes_on", days[1].as_str()),
        ("time_zone", "Asia/Shanghai"),
        ("accent", "#ffcc00"),
        ("version", "1"),
    ];
    let seen = organizer.post(&format!("/organizer/editions/{edition}"), &fields).await;
    assert_eq!(seen.status, 422);
    assert!(seen.body.contains("Contrast with white text: 1.5 : 1"), "{}", seen.body);
});
