//! A person's own place: what the overview leads to, and the notifications.

use fairhall::ids::PersonId;
use fairhall::outbox::{Notice, notify};

use crate::accounts::{join, set_up};
use crate::both;
use crate::support::TestApp;

/// Tells a person so many things, each of which leads to the positions.
pub async fn tell(app: &TestApp, email: &'static str, subjects: Vec<String>) {
    let write = move |conn: &mut fairhall::db::Conn| {
        use diesel::prelude::*;
        use fairhall::db::schema::people;
        let person: PersonId = people::table.filter(people::email.eq(email)).select(people::id).first(conn)?;
        let now = chrono::Utc::now().naive_utc();
        for subject in &subjects {
            let word = |_| Notice { subject: subject.clone(), detail: String::new() };
            notify(conn, &person, "test.told", "/recruitment?told=1", now, word)?;
        }
        Ok(())
    };
    app.site.db.write(write).await.unwrap();
}

fn ids(body: &str) -> Vec<String> {
    let ends = body.split("action=\"/me/notifications/").skip(1).filter_map(|rest| rest.split('"').next());
    ends.filter(|id| id.len() == 36).map(ToOwned::to_owned).collect()
}

both!(the_overview_leads_an_exhibitor_to_a_submitted_booth, |kind| async move {
    let app = TestApp::start(kind).await;
    set_up(&app, &app.visitor()).await;
    let person = join(&app, "Eva Exhibitor", "eva@booth.example").await;
    let done = |body: &str| body.matches("class=\"is-done\"").count();
    let first = person.get("/me").await.body;
    assert!(first.contains("href=\"/organizations/new\"") && first.contains("href=\"/me/profile\""), "{first}");
    assert_eq!(done(&first), 1, "the address is verified, nothing else is done");
    person.post("/organizations", &[("name", "Booth Ltd"), ("country", "CN")]).await;
    let home = "/organizations/booth-ltd";
    let steps = person.get("/me").await.body;
    for step in ["members", "booth"] {
        assert!(steps.contains(&format!("href=\"{home}/{step}\"")), "{step}");
    }
    person.post(&format!("{home}/booth/draft"), &[]).await;
    assert_eq!(done(&person.get("/me").await.body), done(&steps) + 1);
    person.post(&format!("{home}/invitations"), &[("email", "colleague@booth.example"), ("role", "editor")]).await;
    assert_eq!(done(&person.get("/me").await.body), done(&steps) + 2);
});

both!(notifications_are_read_one_by_one_or_all_at_once, |kind| async move {
    let app = TestApp::start(kind).await;
    let organizer = app.visitor();
    set_up(&app, &organizer).await;
    let stranger = join(&app, "Sam Stranger", "sam@elsewhere.example").await;
    assert!(organizer.get("/me/notifications").await.body.contains("Nothing here"));
    tell(&app, "organizer@test.example", (1..=33).map(|n| format!("Told {n}.")).collect()).await;
    let list = organizer.get("/me/notifications").await.body;
    assert!(list.contains("Told 33.") && !list.contains("Told 3.") && list.contains("page=2"), "thirty on a page");
    assert!(organizer.get("/me/notifications?page=2").await.body.contains("Told 3."));
    let id = &ids(&list)[0];
    assert_eq!(stranger.post(&format!("/me/notifications/{id}"), &[]).await.status, 404);
    assert_eq!(stranger.post(&format!("/me/notifications/{id}/reading"), &[]).await.status, 404);
    let opened = organizer.post(&format!("/me/notifications/{id}"), &[]).await;
    assert_eq!(opened.location.as_deref(), Some("/recruitment?told=1"));
    let unread = organizer.get("/me/notifications?show=unread").await.body;
    assert!(!unread.contains("Told 33.") && unread.contains("Told 32."));
    let next = [("next", "/me/notifications?show=unread")];
    let marked = organizer.post(&format!("/me/notifications/{}/reading", ids(&unread)[0]), &next).await;
    assert_eq!(marked.location.as_deref(), Some("/me/notifications?show=unread"));
    assert!(!organizer.get("/me/notifications?show=unread").await.body.contains("Told 32."));
    let all = organizer.post("/me/notifications/reading", &[("next", "//evil.example")]).await;
    assert_eq!(all.location.as_deref(), Some("/me/notifications"));
    assert!(organizer.get("/me/notifications?show=unread").await.body.contains("Nothing here"));
    let bell = organizer.get("/me").await.body;
    assert!(bell.contains("data-unread-count hidden>0<"), "the bell counts nothing: {bell}");
});
