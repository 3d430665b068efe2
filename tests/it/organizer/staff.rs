//! Giving and taking away roles.

use diesel::prelude::*;
use fairhall::clock::Instant;
use fairhall::db::Conn;
use fairhall::db::schema::people;
use fairhall::site::{StaffRole, ZoneKind};

use super::{administrator, person, staff};
use crate::both;
use crate::support::{Browser, TestApp};

/// The address of the person that a search finds first.
async fn find(browser: &Browser, words: &str) -> String {
    let list = browser.get(&format!("/organizer/people?q={words}")).await.body;
    let link = list.split("<th scope=\"row\"><a href=\"").nth(1).expect("somebody is found");
    link.split('"').next().unwrap().to_owned()
}

/// The address that takes away the first role on a person's page.
fn removal(page: &str) -> String {
    let form = page.split("action=\"").find(|part| part.contains("/removal\"")).expect("a role");
    form.split('"').next().unwrap().to_owned()
}

both!(a_role_is_given_told_and_taken_away, |kind| async move {
    let app = TestApp::start(kind).await;
    let organizer = administrator(&app).await;
    let newcomer = person(&app, "wang").await;
    assert!(!organizer.get("/organizer/people?role=staff").await.body.contains("wang@"), "no staff yet");
    let path = find(&organizer, "WANG").await;
    assert_eq!(find(&organizer, "wang%40test").await, path);
    assert!(organizer.get("/organizer/people?q=w_ng%25").await.body.contains("Nobody by that name"));
    let roles = format!("{path}/roles");
    let given = [("role", "zone_manager"), ("zone", "exhibition")];
    assert_eq!(organizer.post(&roles, &given).await.status, 303);
    assert_eq!(newcomer.get("/organizer/zones/exhibition").await.status, 200);
    let mails = app.mails().await;
    assert!(mails.iter().any(|mail| mail.to == "wang@test.example" && mail.subject.contains("Zone manager")));
    let again = organizer.post(&roles, &given).await;
    assert_eq!(again.status, 422);
    assert!(again.body.contains("has this role already") && again.body.contains("value=\"exhibition\" selected"));
    let seen = organizer.post(&roles, &[("role", "administrator"), ("zone", "forum")]).await;
    assert_eq!(seen.status, 422);
    let removal = removal(&organizer.get(&path).await.body);
    assert_eq!(organizer.post(&removal, &[]).await.status, 303);
    assert_eq!(newcomer.get("/organizer/zones/exhibition").await.status, 404);
    assert_eq!(organizer.post(&removal, &[]).await.status, 404, "it is gone");
});

both!(the_last_administrator_stays, |kind| async move {
    let app = TestApp::start(kind).await;
    let organizer = administrator(&app).await;
    let own = find(&organizer, "Lin").await;
    let removal_of_own = removal(&organizer.get(&own).await.body);
    assert_eq!(organizer.post(&removal_of_own, &[]).await.status, 409);
    assert_eq!(organizer.get("/organizer").await.status, 200);
    let second = staff(&app, "second", StaffRole::Administrator, None).await;
    let other = find(&organizer, "second").await;
    let removal_of_other = removal(&organizer.get(&other).await.body);
    // Both take the other's role away at the same moment: one of them stays.
    let (a, b) = tokio::join!(organizer.post(&removal_of_other, &[]), second.post(&removal_of_own, &[]));
    let mut statuses = [a.status, b.status];
    statuses.sort_unstable();
    assert!(matches!(statuses, [303, 404 | 409]), "{statuses:?}");
    let left = (organizer.get("/organizer").await.status, second.get("/organizer").await.status);
    assert!(matches!(left, (200, 404) | (404, 200)), "{left:?}");
});

both!(who_cannot_administer_is_no_administrator_who_stays, |kind| async move {
    let app = TestApp::start(kind).await;
    let organizer = administrator(&app).await;
    let own = find(&organizer, "Lin").await;
    let removal_of_own = removal(&organizer.get(&own).await.body);
    staff(&app, "second", StaffRole::Administrator, None).await;
    let set_verified = |at: Option<Instant>| {
        move |conn: &mut Conn| {
            let second = people::table.filter(people::email.eq("second@test.example"));
            Ok(diesel::update(second).set(people::verified_at.eq(at)).execute(conn)?)
        }
    };
    app.site.db.write(set_verified(None)).await.unwrap();
    assert_eq!(organizer.post(&removal_of_own, &[]).await.status, 409, "the other one may only look");
    app.site.db.write(set_verified(Some(app.clock.now()))).await.unwrap();
    let path = find(&organizer, "second").await;
    let taken = removal(&organizer.get(&path).await.body);
    assert_eq!(organizer.post(&taken, &[]).await.status, 303);
    let ban = [
        ("person", path.rsplit('/').next().unwrap()),
        ("kind", "banned"),
        ("zone", "all"),
        ("reason", "Spam"),
        ("term", "day"),
    ];
    assert_eq!(organizer.post("/organizer/sanctions", &ban).await.status, 303);
    assert_eq!(organizer.post(&format!("{path}/roles"), &[("role", "administrator"), ("zone", "")]).await.status, 303);
    assert_eq!(organizer.post(&removal_of_own, &[]).await.status, 409, "who is banned cannot come in");
    app.clock.advance(chrono::Duration::hours(25));
    assert_eq!(organizer.post(&removal_of_own, &[]).await.status, 303, "the ban is over");
});

both!(only_an_administrator_sees_people, |kind| async move {
    let app = TestApp::start(kind).await;
    let organizer = administrator(&app).await;
    let own = find(&organizer, "Lin").await;
    let manager = staff(&app, "manager", StaffRole::ZoneManager, Some(ZoneKind::Exhibition)).await;
    for path in ["/organizer/people", &own] {
        assert_eq!(manager.get(path).await.status, 404);
    }
    let seen = manager.post(&format!("{own}/roles"), &[("role", "reviewer"), ("zone", "")]).await;
    assert_eq!(seen.status, 404);
    assert_eq!(organizer.get("/organizer/people/nonsense").await.status, 404);
});
