//! Organizations and their teams: details, roles, invitations, and the last owner.

use diesel::prelude::*;
use fairhall::db::schema::{members, organizations, people, search_changes};

use crate::accounts::{PASSWORD, join, mailed_link, set_up};
use crate::both;
use crate::support::{Browser, TestApp};

const HOME: &str = "/organizations/lumina-optics";

async fn found(browser: &Browser) {
    let form = [("name", "Lumina Optics"), ("name_zh", "光明光学"), ("country", "CN"), ("city", "Wuhan")];
    let seen = browser.post("/organizations", &form).await;
    assert_eq!((seen.status, seen.location.as_deref()), (303, Some(HOME)), "{}", seen.body);
}

async fn invite(app: &TestApp, owner: &Browser, email: &str, role: &str) -> String {
    let seen = owner.post(&format!("{HOME}/invitations"), &[("email", email), ("role", role)]).await;
    assert_eq!(seen.status, 303, "{}", seen.body);
    mailed_link(app, email).await
}

/// An organization with an owner and one more member.
async fn team(app: &TestApp, role: &str) -> (Browser, Browser) {
    set_up(app, &app.visitor()).await;
    let owner = join(app, "Olga Owner", "owner@lumina.example").await;
    found(&owner).await;
    let other = join(app, "Emil Editor", "emil@lumina.example").await;
    let link = invite(app, &owner, "emil@lumina.example", role).await;
    assert_eq!(other.post(&link, &[]).await.location.as_deref(), Some(HOME));
    (owner, other)
}

async fn member_id(app: &TestApp, email: &'static str) -> String {
    let find = move |conn: &mut fairhall::db::Conn| {
        let of = members::table.inner_join(people::table).filter(people::email.eq(email));
        Ok(of.select(members::id).first::<String>(conn)?)
    };
    app.site.db.read(find).await.unwrap()
}

async fn count_owners(app: &TestApp) -> i64 {
    let count = |conn: &mut fairhall::db::Conn| {
        Ok(members::table.filter(members::role.eq("owner")).count().get_result::<i64>(conn)?)
    };
    app.site.db.read(count).await.unwrap()
}

both!(the_details_are_changed_by_owners_alone, |kind| async move {
    let app = TestApp::start(kind).await;
    let (owner, editor) = team(&app, "editor").await;
    let page = format!("{HOME}/profile");
    assert!(owner.get(&page).await.body.contains("光明光学"));
    assert_eq!(editor.get(&page).await.status, 404);
    assert_eq!(app.visitor().get(&page).await.status, 303);
    let form = [("name", "Lumina Photonics"), ("country", "DE"), ("website", "lumina.example"), ("version", "1")];
    assert_eq!(editor.post(&page, &form).await.status, 404);
    assert_eq!(owner.post(&page, &form).await.location.as_deref(), Some(page.as_str()));
    assert!(owner.get(HOME).await.body.contains("Lumina Photonics"));
    let late = owner.post(&page, &[("name", "Typed Later"), ("country", "DE"), ("version", "1")]).await;
    assert_eq!(late.status, 409);
    assert!(late.body.contains("Typed Later") && late.body.contains("name=\"version\" value=\"2\""));
    let wrong = owner.post(&page, &[("name", "L"), ("city", "kept"), ("country", "XX"), ("version", "2")]).await;
    assert_eq!(wrong.status, 422);
    assert!(wrong.body.contains("value=\"kept\""));
});

both!(the_tabs_lead_nowhere_that_a_member_may_not_go, |kind| async move {
    let app = TestApp::start(kind).await;
    let (owner, other) = team(&app, "editor").await;
    let change = format!("{HOME}/members/{}", member_id(&app, "emil@lumina.example").await);
    for (role, hidden) in
        [("editor", vec!["postings", "applications"]), ("recruiter", vec!["booth"]), ("owner", vec![])]
    {
        assert_eq!(owner.post(&change, &[("role", role)]).await.status, 303);
        for page in [HOME.to_owned(), format!("{HOME}/members")] {
            let body = other.get(&page).await.body;
            for part in ["booth", "postings", "applications"] {
                let link = format!("{HOME}/{part}");
                let is_shown = body.contains(&format!("href=\"{link}\""));
                assert_eq!(is_shown, !hidden.contains(&part), "{part} for {role} on {page}");
                assert_eq!(other.get(&link).await.status == 200, is_shown, "{part} for {role}");
            }
        }
    }
});

both!(a_new_name_is_told_to_the_search, |kind| async move {
    let app = TestApp::start(kind).await;
    let (owner, _) = team(&app, "editor").await;
    assert_eq!(owner.post(&format!("{HOME}/booth/draft"), &[]).await.status, 303);
    let count = |conn: &mut fairhall::db::Conn| {
        Ok(search_changes::table.filter(search_changes::kind.eq("booth")).count().get_result::<i64>(conn)?)
    };
    let before = app.site.db.read(count).await.unwrap();
    let form = [("name", "Lumina Photonics"), ("country", "DE"), ("version", "1")];
    assert_eq!(owner.post(&format!("{HOME}/profile"), &form).await.status, 303);
    assert_eq!(app.site.db.read(count).await.unwrap(), before + 1);
});

both!(somebody_without_an_account_joins_by_an_invitation, |kind| async move {
    let app = TestApp::start(kind).await;
    set_up(&app, &app.visitor()).await;
    let owner = join(&app, "Olga Owner", "owner@lumina.example").await;
    found(&owner).await;
    let link = invite(&app, &owner, "new@lumina.example", "recruiter").await;
    let browser = app.visitor();
    let page = browser.get(&link).await.body;
    assert!(page.contains("Lumina Optics") && page.contains(&format!("/signup?next={link}")), "{page}");
    assert_eq!(browser.post(&link, &[]).await.status, 303, "to the login");
    let form = [
        ("name", "Nora New"),
        ("email", "new@lumina.example"),
        ("password", PASSWORD),
        ("consent", "yes"),
        ("next", &link),
    ];
    assert_eq!(browser.post("/signup", &form).await.status, 303);
    let verification = mailed_link(&app, "new@lumina.example").await;
    let next = browser.get(&verification).await.body;
    assert!(next.contains(&format!("value=\"{link}\"")), "{next}");
    let path = verification.split('?').next().unwrap();
    assert_eq!(browser.post(path, &[("next", &link)]).await.location.as_deref(), Some(link.as_str()));
    assert_eq!(browser.post(&link, &[]).await.location.as_deref(), Some(HOME));
    assert!(owner.get(&format!("{HOME}/members")).await.body.contains("Nora New"));
    assert!(owner.get("/me/notifications").await.body.contains("Nora New"), "who invited is told");
    assert_eq!(browser.post(&link, &[]).await.status, 404, "an invitation is good once");
});

both!(the_mail_of_an_invitation_verifies_the_address, |kind| async move {
    let app = TestApp::start(kind).await;
    set_up(&app, &app.visitor()).await;
    let owner = join(&app, "Olga Owner", "owner@lumina.example").await;
    found(&owner).await;
    let link = invite(&app, &owner, "new@lumina.example", "editor").await;
    let browser = app.visitor();
    let form = [("name", "Nora"), ("email", "new@lumina.example"), ("password", PASSWORD), ("consent", "yes")];
    browser.post("/signup", &form).await;
    assert_eq!(browser.post("/login", &[("email", "new@lumina.example"), ("password", PASSWORD)]).await.status, 303);
    assert_eq!(browser.post("/organizations", &[("name", "Mine"), ("country", "CN")]).await.status, 403);
    assert_eq!(browser.post(&link, &[]).await.location.as_deref(), Some(HOME));
    assert_eq!(browser.post("/organizations", &[("name", "Mine"), ("country", "CN")]).await.status, 303);
});

both!(an_invitation_is_for_its_address_and_dies_when_revoked_or_sent_again, |kind| async move {
    let app = TestApp::start(kind).await;
    let (owner, editor) = team(&app, "editor").await;
    let guest = join(&app, "Gina Guest", "guest@lumina.example").await;
    let first = invite(&app, &owner, "guest@lumina.example", "owner").await;
    assert_eq!(editor.post(&first, &[]).await.status, 403, "another address");
    assert!(!editor.get(&first).await.body.contains("Accept the invitation"));
    let members = owner.get(&format!("{HOME}/members")).await.body;
    let id = members.split("/invitations/").nth(1).unwrap().split('/').next().unwrap().to_owned();
    let strangers = [&guest, &editor];
    for stranger in strangers {
        assert_eq!(stranger.post(&format!("{HOME}/invitations/{id}/resending"), &[]).await.status, 404);
        assert_eq!(stranger.post(&format!("{HOME}/invitations/{id}/removal"), &[]).await.status, 404);
    }
    assert_eq!(owner.post(&format!("{HOME}/invitations/{id}/resending"), &[]).await.status, 303);
    let second = mailed_link(&app, "guest@lumina.example").await;
    assert_ne!(first, second);
    assert_eq!(guest.post(&first, &[]).await.status, 404, "the first link is dead");
    let members = owner.get(&format!("{HOME}/members")).await.body;
    let id = members.split("/invitations/").nth(1).unwrap().split('/').next().unwrap().to_owned();
    assert_eq!(owner.post(&format!("{HOME}/invitations/{id}/removal"), &[]).await.status, 303);
    assert_eq!(guest.post(&second, &[]).await.status, 404);
    invite(&app, &owner, "guest@lumina.example", "editor").await;
    app.clock.advance(chrono::Duration::days(8));
    let late = mailed_link(&app, "guest@lumina.example").await;
    assert_eq!(guest.post(&late, &[]).await.status, 404, "a week is over");
    let again =
        owner.post(&format!("{HOME}/invitations"), &[("email", "emil@lumina.example"), ("role", "owner")]).await;
    assert_eq!(again.status, 422, "a member is not invited again");
    assert!(again.body.contains("value=\"emil@lumina.example\""));
});

both!(the_invited_account_finds_the_invitation_in_its_own_place, |kind| async move {
    let app = TestApp::start(kind).await;
    let (owner, editor) = team(&app, "editor").await;
    let guest = join(&app, "Gina Guest", "guest@lumina.example").await;
    invite(&app, &owner, "guest@lumina.example", "representative").await;
    let own = guest.get("/me").await.body;
    let id = own.split("/me/invitations/").nth(1).unwrap().split('"').next().unwrap().to_owned();
    assert_eq!(editor.post(&format!("/me/invitations/{id}"), &[]).await.status, 404);
    assert_eq!(guest.post(&format!("/me/invitations/{id}"), &[]).await.location.as_deref(), Some(HOME));
});

both!(two_clicks_at_once_accept_an_invitation_once, |kind| async move {
    let app = TestApp::start(kind).await;
    let (owner, _) = team(&app, "editor").await;
    let guest = join(&app, "Gina Guest", "guest@lumina.example").await;
    let link = invite(&app, &owner, "guest@lumina.example", "editor").await;
    let answers = futures_util::future::join_all((0..6).map(|_| guest.post(&link, &[]))).await;
    let mut statuses: Vec<u16> = answers.iter().map(|seen| seen.status).collect();
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 404, 404, 404, 404, 404]);
    let count = |conn: &mut fairhall::db::Conn| Ok(members::table.count().get_result::<i64>(conn)?);
    assert_eq!(app.site.db.read(count).await.unwrap(), 3);
});

both!(an_organization_keeps_an_owner, |kind| async move {
    let app = TestApp::start(kind).await;
    let (owner, other) = team(&app, "owner").await;
    let (a, b) = (member_id(&app, "owner@lumina.example").await, member_id(&app, "emil@lumina.example").await);
    let (of_a, of_b) = (format!("{HOME}/members/{a}/removal"), format!("{HOME}/members/{b}"));
    // Each takes the other's role away at the same moment.
    let (first, second) =
        futures_util::future::join(other.post(&of_a, &[]), owner.post(&of_b, &[("role", "editor")])).await;
    assert_eq!(count_owners(&app).await, 1, "{} and {}", first.status, second.status);
    let last = if owner.get(&format!("{HOME}/profile")).await.status == 200 { (&owner, a) } else { (&other, b) };
    let own = format!("{HOME}/members/{}", last.1);
    assert_eq!(last.0.post(&own, &[("role", "editor")]).await.status, 409);
    assert_eq!(last.0.post(&format!("{own}/removal"), &[]).await.status, 409);
    assert_eq!(count_owners(&app).await, 1);
});

both!(a_member_leaves_and_is_told_of_changes, |kind| async move {
    let app = TestApp::start(kind).await;
    let (owner, other) = team(&app, "editor").await;
    let (a, b) = (member_id(&app, "owner@lumina.example").await, member_id(&app, "emil@lumina.example").await);
    assert_eq!(other.post(&format!("{HOME}/members/{a}/removal"), &[]).await.status, 404);
    assert_eq!(
        other.post(&format!("{HOME}/members/{b}"), &[("role", "owner")]).await.status,
        404,
        "nobody promotes themselves"
    );
    assert_eq!(owner.post(&format!("{HOME}/members/{b}"), &[("role", "king")]).await.status, 422);
    assert_eq!(owner.post(&format!("{HOME}/members/{b}"), &[("role", "recruiter")]).await.status, 303);
    assert!(other.get("/me/notifications").await.body.contains("Recruiter"));
    assert_eq!(other.post(&format!("{HOME}/members/{b}/removal"), &[]).await.location.as_deref(), Some("/me"));
    assert_eq!(other.get(HOME).await.status, 404, "who has left sees nothing");
});

both!(an_organization_is_a_stranger_to_strangers, |kind| async move {
    let app = TestApp::start(kind).await;
    let (_, _) = team(&app, "editor").await;
    let stranger = join(&app, "Sam Stranger", "sam@elsewhere.example").await;
    found_other(&stranger).await;
    let theirs = member_id(&app, "emil@lumina.example").await;
    for path in [HOME.to_owned(), format!("{HOME}/members"), format!("{HOME}/profile")] {
        assert_eq!(stranger.get(&path).await.status, 404, "{path}");
    }
    let across = format!("/organizations/else-ltd/members/{theirs}/removal");
    assert_eq!(stranger.post(&across, &[]).await.status, 404, "another's member under one's own address");
    let mass = [("name", "Else Ltd"), ("country", "CN"), ("version", "1"), ("state", "verified"), ("slug", "x")];
    assert_eq!(stranger.post("/organizations/else-ltd/profile", &mass).await.status, 303);
    let state = |conn: &mut fairhall::db::Conn| {
        let of = organizations::table.filter(organizations::slug.eq("else-ltd"));
        Ok(of.select(organizations::state).first::<String>(conn)?)
    };
    assert_eq!(app.site.db.read(state).await.unwrap(), "pending");
});

async fn found_other(browser: &Browser) {
    assert_eq!(browser.post("/organizations", &[("name", "Else Ltd"), ("country", "CN")]).await.status, 303);
}
