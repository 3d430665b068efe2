//! Deciding about organizations, and the trail of what was done.

use fairhall::site::{StaffRole, ZoneKind};

use super::{administrator, person, staff};
use crate::both;
use crate::support::{Browser, TestApp};

/// Makes an organization; gives its address in the console.
async fn organization(owner: &Browser, name: &str) -> String {
    let fields = [("name", name), ("name_zh", "光谷光电"), ("country", "CN"), ("city", "Wuhan")];
    let seen = owner.post("/organizations", &fields).await;
    assert_eq!(seen.status, 303, "{}", seen.body);
    let slug = seen.location.unwrap();
    format!("/organizer/organizations/{}", slug.split('/').nth(2).unwrap())
}

both!(an_organization_is_verified_suspended_and_reinstated, |kind| async move {
    let app = TestApp::start(kind).await;
    let organizer = administrator(&app).await;
    assert!(organizer.get("/organizer/organizations").await.body.contains("No organization yet"));
    let owner = person(&app, "owner").await;
    let path = organization(&owner, "Delta Photonics").await;
    assert!(organizer.get("/organizer").await.body.contains("organization to look at"));
    assert!(!organizer.get("/organizer/organizations?country=DE").await.body.contains(&path));
    for query in ["q=DELTA", "q=光谷", "state=pending", "country=CN"] {
        assert!(organizer.get(&format!("/organizer/organizations?{query}")).await.body.contains(&path), "{query}");
    }
    assert!(organizer.get("/organizer/organizations?q=%25").await.body.contains("Nothing found"));
    let moves = format!("{path}/transitions");
    assert_eq!(organizer.post(&moves, &[("to", "suspended"), ("reason", "not possible yet")]).await.status, 409);
    assert_eq!(organizer.post(&moves, &[("to", "verified"), ("reason", "")]).await.status, 303);
    let seen = organizer.post(&moves, &[("to", "suspended"), ("reason", "too short")]).await;
    assert_eq!(seen.status, 422);
    assert!(seen.body.contains("too short"), "{}", seen.body);
    let reason = [("to", "suspended"), ("reason", "Two complaints about the same posting.")];
    assert_eq!(organizer.post(&moves, &reason).await.status, 303);
    let told = app.mails().await;
    assert!(
        told.iter().any(|mail| mail.to == "owner@test.example" && mail.paragraphs.join(" ").contains("Two complaints"))
    );
    assert_eq!(organizer.post(&moves, &[("to", "verified"), ("reason", "")]).await.status, 303);
    let seen = organizer.get(&path).await.body;
    assert!(seen.contains("Two complaints") && seen.contains("Lin Mei"), "the moves are kept: {seen}");
});

both!(the_trail_shows_who_did_what_and_is_searched, |kind| async move {
    let app = TestApp::start(kind).await;
    let organizer = administrator(&app).await;
    let owner = person(&app, "owner").await;
    let path = organization(&owner, "Delta Photonics").await;
    organizer.post(&format!("{path}/transitions"), &[("to", "verified"), ("reason", "")]).await;
    let trail = organizer.get("/organizer/audit").await.body;
    assert!(trail.contains("Organization decided about") && trail.contains("Lin Mei"), "{trail}");
    for query in ["kind=organization&q=verified", "q=decided+about", "q=organization.move", "q=处理机构&lang=zh-CN"]
    {
        let seen = organizer.get(&format!("/organizer/audit?{query}")).await.body;
        assert!(
            seen.contains("Organization decided about") || seen.contains("<td data-label=\"操作\">处理机构"),
            "{query}: {seen}"
        );
    }
    for query in ["kind=zone", "q=%25", "q=nobody"] {
        let seen = organizer.get(&format!("/organizer/audit?{query}")).await.body;
        assert!(!seen.contains("Organization decided about"), "{query}");
    }
    assert_eq!(organizer.get("/organizer/audit?page=nonsense").await.status, 200);
});

both!(only_an_administrator_decides_about_organizations, |kind| async move {
    let app = TestApp::start(kind).await;
    administrator(&app).await;
    let owner = person(&app, "owner").await;
    let path = organization(&owner, "Delta Photonics").await;
    let manager = staff(&app, "manager", StaffRole::ZoneManager, Some(ZoneKind::Exhibition)).await;
    for browser in [&owner, &manager] {
        for page in ["/organizer/organizations", &path, "/organizer/audit"] {
            assert_eq!(browser.get(page).await.status, 404, "{page}");
        }
        let seen = browser.post(&format!("{path}/transitions"), &[("to", "verified")]).await;
        assert_eq!(seen.status, 404);
    }
});
