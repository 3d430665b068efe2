//! Moving an account to another mail address: who is asked, who is told, what is given away.

use crate::accounts::{PASSWORD, join, mailed_link, set_up};
use crate::both;
use crate::support::{Browser, Seen, TestApp};

async fn ask(browser: &Browser, email: &str, proof: &str) -> Seen {
    browser.post("/me/security/email", &[("email", email), ("proof", proof)]).await
}

async fn log_in(browser: &Browser, email: &str, password: &str) -> u16 {
    browser.post("/login", &[("email", email), ("password", password)]).await.status
}

both!(an_account_moves_when_the_new_address_is_proved, |kind| async move {
    let app = TestApp::start(kind).await;
    set_up(&app, &app.visitor()).await;
    let person = join(&app, "Ana Silva", "ana@old.example").await;
    let seen = ask(&person, "Ana@New.example", PASSWORD).await;
    assert_eq!((seen.status, seen.location.as_deref()), (303, Some("/me/security")), "{}", seen.body);
    let told = |mails: &[fairhall::mail::Mail], to: &str| mails.iter().filter(|mail| mail.to == to).count();
    let before = app.mails().await;
    assert_eq!(told(&before, "ana@old.example"), 2, "the verification, then the warning");
    let link = mailed_link(&app, "Ana@new.example").await;
    assert!(person.get(&link).await.body.contains("Ana@new.example"));
    assert!(person.get("/me/security").await.body.contains("ana@old.example"), "opening the link moves nothing");
    assert_eq!(person.post(&link, &[]).await.location.as_deref(), Some("/me/security"));
    assert_eq!(told(&app.mails().await, "ana@old.example"), 3, "the old address is told");
    assert_eq!(person.post(&link, &[]).await.status, 410, "the link works once");
    let fresh = app.visitor();
    assert_eq!(log_in(&fresh, "ana@old.example", PASSWORD).await, 422);
    assert_eq!(log_in(&fresh, "ana@new.example", PASSWORD).await, 303);
});

both!(a_new_address_needs_the_password, |kind| async move {
    let app = TestApp::start(kind).await;
    set_up(&app, &app.visitor()).await;
    let person = join(&app, "Ana Silva", "ana@old.example").await;
    let seen = ask(&person, "ana@new.example", "wrong").await;
    assert_eq!(seen.status, 422);
    assert!(seen.body.contains("value=\"ana@new.example\"") && !seen.body.contains("value=\"wrong\""));
    assert_eq!(ask(&person, "ana@old.example", PASSWORD).await.status, 422, "that is the present one");
    assert_eq!(ask(&app.visitor(), "x@y.example", PASSWORD).await.location.as_deref().map(|l| &l[..6]), Some("/login"));
    assert!(app.mails().await.iter().all(|mail| mail.to != "ana@new.example"));
});

both!(a_taken_address_is_answered_like_a_free_one, |kind| async move {
    let app = TestApp::start(kind).await;
    set_up(&app, &app.visitor()).await;
    let person = join(&app, "Ana Silva", "ana@old.example").await;
    let free = ask(&person, "free@new.example", PASSWORD).await;
    let taken = ask(&person, "organizer@test.example", PASSWORD).await;
    assert_eq!((free.status, &free.location, &free.body), (taken.status, &taken.location, &taken.body));
    let mails = app.mails().await;
    let last = mails.iter().rev().find(|mail| mail.to == "organizer@test.example").unwrap();
    assert_eq!(last.action.as_ref().unwrap().1, "/login", "no link that moves anything");
});

both!(a_link_moves_only_the_account_that_asked, |kind| async move {
    let app = TestApp::start(kind).await;
    let organizer = app.visitor();
    set_up(&app, &organizer).await;
    let person = join(&app, "Mallory", "mallory@old.example").await;
    ask(&person, "victim@new.example", PASSWORD).await;
    let link = mailed_link(&app, "victim@new.example").await;
    let victim = app.visitor();
    assert!(victim.get(&link).await.location.unwrap().starts_with("/login?next="));
    assert_eq!(victim.post(&link, &[]).await.status, 303);
    assert_eq!(organizer.post(&link, &[]).await.status, 403, "another's account");
    assert!(person.get("/me/security").await.body.contains("mallory@old.example"));
});

both!(a_new_password_ends_what_was_asked_before, |kind| async move {
    let app = TestApp::start(kind).await;
    set_up(&app, &app.visitor()).await;
    let person = join(&app, "Ana Silva", "ana@old.example").await;
    ask(&person, "ana@new.example", PASSWORD).await;
    let link = mailed_link(&app, "ana@new.example").await;
    let form = [("current", PASSWORD), ("password", "a loud evening in Lisbon")];
    assert_eq!(person.post("/me/security/password", &form).await.status, 303);
    assert_eq!(person.post(&link, &[]).await.status, 410);
});

both!(an_address_taken_meanwhile_is_refused, |kind| async move {
    let app = TestApp::start(kind).await;
    set_up(&app, &app.visitor()).await;
    let person = join(&app, "Ana Silva", "ana@old.example").await;
    ask(&person, "shared@new.example", PASSWORD).await;
    let link = mailed_link(&app, "shared@new.example").await;
    join(&app, "Somebody Else", "shared@new.example").await;
    assert_eq!(person.post(&link, &[]).await.status, 409);
    assert!(person.get("/me/security").await.body.contains("ana@old.example"));
});

both!(a_hash_of_an_earlier_cost_is_made_anew_at_the_login, |kind| async move {
    use diesel::prelude::*;
    use fairhall::db::schema::people;
    let app = TestApp::start(kind).await;
    set_up(&app, &app.visitor()).await;
    // argon2id with 8 MiB and one pass, of PASSWORD.
    let cheap = {
        use argon2::PasswordHasher;
        let params = argon2::Params::new(8_192, 1, 1, None).unwrap();
        let hasher = argon2::Argon2::new(argon2::Algorithm::Argon2id, argon2::Version::V0x13, params);
        hasher.hash_password(PASSWORD.as_bytes()).unwrap().to_string()
    };
    let put = move |conn: &mut fairhall::db::Conn| {
        Ok(diesel::update(people::table).set(people::password_hash.eq(&cheap)).execute(conn)?)
    };
    app.site.db.write(put).await.unwrap();
    assert_eq!(log_in(&app.visitor(), "organizer@test.example", "wrong").await, 422);
    assert_eq!(log_in(&app.visitor(), "organizer@test.example", PASSWORD).await, 303);
    let read = |conn: &mut fairhall::db::Conn| Ok(people::table.select(people::password_hash).first::<String>(conn)?);
    let stored = app.site.db.read(read).await.unwrap();
    assert!(stored.contains("m=19456,t=2,p=1"), "{stored}");
    assert_eq!(log_in(&app.visitor(), "organizer@test.example", PASSWORD).await, 303);
});
