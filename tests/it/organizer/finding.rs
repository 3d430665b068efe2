//! Finding people, and what an administrator does about their accounts.

use diesel::prelude::*;
use fairhall::site::StaffRole;

use super::{administrator, person, staff};
use crate::accounts::{PASSWORD, join};
use crate::both;
use crate::stage::Stage;
use crate::support::{Browser, TestApp};

/// Whether the list, narrowed so, names these people and not those.
async fn assert_listed(browser: &Browser, query: &str, named: &[&str], missing: &[&str]) {
    let seen = browser.get(&format!("/organizer/people?{query}")).await.body;
    for name in named {
        assert!(seen.contains(&format!(">{name}</a>")), "{query} does not find {name}: {seen}");
    }
    for name in missing {
        assert!(!seen.contains(&format!(">{name}</a>")), "{query} finds {name}");
    }
}

async fn id_of(browser: &Browser, words: &str) -> String {
    let list = browser.get(&format!("/organizer/people?q={words}")).await.body;
    let link = list.split("<th scope=\"row\"><a href=\"/organizer/people/").nth(1).expect("somebody is found");
    link.split('"').next().unwrap().to_owned()
}

both!(people_are_found_by_what_they_are, |kind| async move {
    let stage = Stage::set(kind).await;
    let (app, organizer) = (&stage.app, &stage.organizer);
    join(app, "李 雷", "lilei@test.example").await;
    assert_listed(organizer, "", &["Chen Jia", "李 雷", "Lin Mei"], &[]).await;
    assert_listed(organizer, "q=李雷", &[], &["李 雷", "Chen Jia"]).await;
    assert_listed(organizer, "q=李", &["李 雷"], &["Chen Jia"]).await;
    assert_listed(organizer, "q=雷+李", &["李 雷"], &["Chen Jia"]).await;
    assert_listed(organizer, "q=LILEI%40", &["李 雷"], &["Lin Mei"]).await;
    join(app, "Étienne Ardent", "ardent@test.example").await;
    assert_listed(organizer, "q=Étienne", &["Étienne Ardent"], &["Lin Mei"]).await;
    assert_listed(organizer, "q=ARDENT+Étienne", &["Étienne Ardent"], &["Lin Mei"]).await;
    assert_listed(organizer, "role=administrator", &["Lin Mei"], &["Chen Jia"]).await;
    assert_listed(organizer, "role=staff", &["Lin Mei"], &["Chen Jia"]).await;
    assert_listed(organizer, "role=none", &["Chen Jia"], &["Lin Mei"]).await;
    assert_listed(organizer, "organization=DELTA", &["Chen Jia"], &["Lin Mei", "李 雷"]).await;
    assert_listed(organizer, "organization=光谷", &["Chen Jia"], &["李 雷"]).await;
    let visitor = app.visitor();
    let form = [("name", "Unproven"), ("email", "un@test.example"), ("password", PASSWORD), ("consent", "yes")];
    assert_eq!(visitor.post("/signup", &form).await.status, 303);
    assert_listed(organizer, "verified=no", &["Unproven"], &["Chen Jia"]).await;
    assert_listed(organizer, "verified=yes", &["Chen Jia"], &["Unproven"]).await;
    let banned = id_of(organizer, "李").await;
    let fields =
        [("person", banned.as_str()), ("kind", "banned"), ("zone", "all"), ("reason", "Spam"), ("term", "day")];
    assert_eq!(organizer.post("/organizer/sanctions", &fields).await.status, 303);
    assert_listed(organizer, "sanction=banned", &["李 雷"], &["Chen Jia"]).await;
    assert_listed(organizer, "sanction=silenced", &[], &["李 雷"]).await;
    let seen = organizer.get(&format!("/organizer/people/{banned}")).await.body;
    assert!(seen.contains("Spam") && seen.contains(&format!("person={banned}&amp;kind=silenced")), "{seen}");
    assert!(organizer.get("/organizer/people?q=nobody").await.body.contains("Nothing found"));
});

both!(latin_letters_in_a_chinese_name_are_found_in_any_case, |kind| async move {
    let stage = Stage::set(kind).await;
    let rename = |conn: &mut fairhall::db::Conn| {
        Ok(diesel::sql_query("UPDATE organizations SET name_zh = 'ABB 光谷'").execute(conn)?)
    };
    stage.app.site.db.write(rename).await.unwrap();
    for words in ["abb", "ABB", "abb+光谷"] {
        assert_listed(&stage.organizer, &format!("organization={words}"), &["Chen Jia"], &["Lin Mei"]).await;
        let list = stage.organizer.get(&format!("/organizer/organizations?q={words}")).await.body;
        assert!(list.contains("Delta Photonics"), "{words}: {list}");
    }
    let list = stage.organizer.get("/organizer/organizations?q=abc").await.body;
    assert!(!list.contains("Delta Photonics"), "{list}");
});

both!(an_administrator_ends_every_login_and_the_person_is_told, |kind| async move {
    let stage = Stage::set(kind).await;
    let (app, organizer, owner) = (&stage.app, &stage.organizer, &stage.owner);
    let id = id_of(organizer, "Chen").await;
    let seen = organizer.get(&format!("/organizer/people/{id}")).await.body;
    assert!(seen.contains("Delta Photonics") && seen.contains("logins/removal"), "{seen}");
    for word in ["letter", "resume.pdf", "/applications/"] {
        assert!(!seen.contains(word), "nothing of applications: {word}");
    }
    assert_eq!(owner.post(&format!("/organizer/people/{id}/logins/removal"), &[]).await.status, 404);
    assert_eq!(organizer.post(&format!("/organizer/people/{id}/logins/removal"), &[]).await.status, 303);
    assert!(owner.get("/me").await.location.unwrap().starts_with("/login"), "every login has ended");
    let mails = app.mails().await;
    let told =
        |mail: &&fairhall::mail::Mail| mail.to == "owner@test.example" && mail.subject.contains("signed you out");
    assert_eq!(mails.iter().filter(told).count(), 1);
    assert!(organizer.get("/organizer/audit?what=person.logins_end").await.body.contains("Lin Mei"));
    let own = id_of(organizer, "Lin").await;
    assert_eq!(organizer.post(&format!("/organizer/people/{own}/logins/removal"), &[]).await.status, 303);
    assert_eq!(organizer.get("/organizer").await.status, 200, "the login one uses stays");
});

both!(the_mail_that_verifies_is_sent_again_where_it_is_needed, |kind| async move {
    let app = TestApp::start(kind).await;
    let organizer = administrator(&app).await;
    let form = [("name", "Unproven"), ("email", "un@test.example"), ("password", PASSWORD), ("consent", "yes")];
    assert_eq!(app.visitor().post("/signup", &form).await.status, 303);
    let id = id_of(&organizer, "Unproven").await;
    let before = app.mails().await.len();
    assert_eq!(organizer.post(&format!("/organizer/people/{id}/verification"), &[]).await.status, 303);
    let mails = app.mails().await;
    assert_eq!((mails.len(), mails.last().unwrap().to.as_str()), (before + 1, "un@test.example"));
    let link = mails.last().unwrap().action.clone().unwrap().1;
    assert_eq!(app.visitor().post(&link, &[]).await.status, 303);
    assert_eq!(organizer.post(&format!("/organizer/people/{id}/verification"), &[]).await.status, 409);
});

both!(of_three_administrators_who_take_each_others_roles_one_stays, |kind| async move {
    let app = TestApp::start(kind).await;
    let first = administrator(&app).await;
    let second = staff(&app, "second", StaffRole::Administrator, None).await;
    let third = staff(&app, "third", StaffRole::Administrator, None).await;
    let mut removals = Vec::new();
    for name in ["Lin", "second", "third"] {
        let id = id_of(&first, name).await;
        let page = first.get(&format!("/organizer/people/{id}")).await.body;
        let form = page.split("action=\"").find(|part| part.contains("/roles/") && part.contains("/removal\""));
        removals.push(form.unwrap().split('"').next().unwrap().to_owned());
    }
    let (a, b, c) =
        tokio::join!(first.post(&removals[1], &[]), second.post(&removals[2], &[]), third.post(&removals[0], &[]));
    for seen in [&a, &b, &c] {
        assert!(matches!(seen.status, 303 | 404 | 409), "{}", seen.status);
    }
    let mut left = 0;
    for browser in [&first, &second, &third] {
        left += usize::from(browser.get("/organizer").await.status == 200);
    }
    assert!(left >= 1, "somebody still finds the console");
    person(&app, "stranger").await;
});
