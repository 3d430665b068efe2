//! Who is suggested what, and why.

use diesel::prelude::*;
use fairhall::db::schema::{organizations, pair_refusals};
use fairhall::ids::RowId;

use super::*;

/// An open project of another organization with these fields changed: its address.
async fn open_other(stage: &Stage, browser: &Browser, desk: &str, changes: &[(&str, &str)]) -> String {
    let ends = in_days(stage, 60);
    let mut form = fields("", "Wanted: fibre laser for steel", &ends);
    form = with(form, "kind", "technology_request");
    for (name, value) in changes {
        form = with(form, name, value);
    }
    let seen = browser.post(&format!("/organizations/{desk}/projects"), &form).await;
    assert_eq!(seen.status, 303, "{}", seen.body);
    let id = between(&seen.location.unwrap(), "/projects/", "/edit").to_owned();
    assert_eq!(browser.post(&format!("/organizations/{desk}/projects/{id}/submission"), &[]).await.status, 303);
    if stage.organizer.get("/organizer/projects").await.body.contains(&id) {
        assert_eq!(decide(stage, &id, "approved", "").await.status, 303);
    }
    let page = browser.get(&format!("/organizations/{desk}/projects/{id}/edit")).await;
    format!("/pairing/projects/{}", between(&page.body, "href=\"/pairing/projects/", "?"))
}

both!(a_project_is_shown_its_counterpart_with_the_reasons, |kind| async move {
    let stage = Stage::set(kind).await;
    let (id, own) = open_project(&stage, "Folded fibre laser").await;
    let other = join(&stage.app, "Li Na", "na@test.example").await;
    let desk = found(&other, "Epsilon Optics").await;
    let fits = open_other(&stage, &other, &desk, &[]).await;
    let same_kind =
        open_other(&stage, &other, &desk, &[("title", "Another laser"), ("kind", "technology_offer")]).await;
    let draft = fields("", "Wanted: secret laser", "2100-01-01T00:00");
    other.post(&format!("/organizations/{desk}/projects"), &draft).await;
    let page = stage.owner.get("/pairing/suggestions").await;
    assert_eq!(page.status, 200);
    assert!(page.body.contains(&fits) && page.body.contains("their aims fit together"), "{}", page.body);
    for reason in ["same field:", "readiness fits: TRL 6", "in China", "similar words:"] {
        assert!(page.body.contains(reason), "{reason}");
    }
    assert!(!page.body.contains(&same_kind) && !page.body.contains("secret laser"), "{}", page.body);
    assert!(stage.owner.get(&own).await.body.contains(&fits), "on the page of the project too");
    assert!(!stage.app.visitor().get(&own).await.body.contains("Counterparts for this project"));
    assert!(other.get("/pairing/suggestions").await.body.contains(&own), "and the other way round");
    assert_eq!(stage.app.visitor().get("/pairing/suggestions").await.status, 303);

    let project: ProjectId = id.parse().unwrap();
    let now = stage.app.clock.now();
    let refuse = move |conn: &mut Conn| {
        let person: PersonId =
            people::table.filter(people::email.eq("na@test.example")).select(people::id).first(conn)?;
        let row = (
            pair_refusals::id.eq(RowId::new()),
            pair_refusals::project_id.eq(&project),
            pair_refusals::person_id.eq(&person),
            pair_refusals::side.eq("host"),
            pair_refusals::created_at.eq(now),
        );
        Ok(diesel::insert_into(pair_refusals::table).values(row).execute(conn)?)
    };
    stage.app.site.db.write(refuse).await.unwrap();
    assert!(!other.get("/pairing/suggestions").await.body.contains(&own), "one no is enough");
    let hide = |conn: &mut Conn| {
        let epsilon = organizations::table.filter(organizations::name.eq("Epsilon Optics"));
        Ok(diesel::update(epsilon).set(organizations::state.eq("suspended")).execute(conn)?)
    };
    stage.app.site.db.write(hide).await.unwrap();
    assert!(!stage.owner.get("/pairing/suggestions").await.body.contains(&fits), "nothing of who is suspended");
});

both!(what_one_has_shown_interest_in_is_suggested_no_more, |kind| async move {
    let stage = Stage::set(kind).await;
    let (_, own) = open_project(&stage, "Folded fibre laser").await;
    let other = join(&stage.app, "Li Na", "na@test.example").await;
    let desk = found(&other, "Epsilon Optics").await;
    open_other(&stage, &other, &desk, &[]).await;
    assert!(other.get("/pairing/suggestions").await.body.contains(&own));
    let form = [("message", "We look for a laser like this."), ("agree", "yes")];
    assert_eq!(other.post(&format!("{own}/interests"), &form).await.status, 303);
    assert!(!other.get("/pairing/suggestions").await.body.contains(&own));
});

both!(what_is_published_anew_is_suggested_for_what_it_says_now, |kind| async move {
    let stage = Stage::set(kind).await;
    let (id, _) = open_project(&stage, "Folded fibre laser").await;
    let other = join(&stage.app, "Li Na", "na@test.example").await;
    let desk = found(&other, "Epsilon Optics").await;
    let wanted = open_other(&stage, &other, &desk, &[]).await;
    let offered = open_other(&stage, &other, &desk, &[("title", "Another laser"), ("kind", "technology_offer")]).await;
    let suggested = async || {
        let body = stage.owner.get("/pairing/suggestions").await.body;
        (body.contains(&wanted), body.contains(&offered))
    };
    assert_eq!(suggested().await, (true, false));
    let (ends, path) = (in_days(&stage, 90), stage.desk(&format!("/projects/{id}")));
    let seen_version = version(&stage.owner.get(&format!("{path}/edit")).await.body);
    let form = with(fields(&seen_version, "Folded fibre laser", &ends), "kind", "technology_request");
    assert_eq!(stage.owner.post(&path, &form).await.status, 303);
    assert_eq!(suggested().await, (true, false), "a draft changes nothing");
    assert_eq!(submit(&stage, &stage.owner, &id).await.status, 303);
    if stage.organizer.get("/organizer/projects").await.body.contains(&id) {
        assert_eq!(decide(&stage, &id, "approved", "").await.status, 303);
    }
    assert_eq!(suggested().await, (false, true));
});

both!(who_has_no_project_says_what_to_look_for, |kind| async move {
    let stage = Stage::set(kind).await;
    let (_, page) = open_project(&stage, "Folded fibre laser").await;
    let guest = join(&stage.app, "An", "an@test.example").await;
    assert!(guest.get("/pairing/suggestions").await.body.contains("Tell us what you look for"));
    let wrong = [("kind", "anything"), ("readiness_min", "7"), ("readiness_max", "3")];
    let seen = guest.post("/pairing/suggestions/wish", &wrong).await;
    assert!(seen.status == 422 && seen.body.contains("not below the first"), "{}", seen.body);
    let wish = [("kind", "technology_offer"), ("field", "2.2"), ("words", "laser for steel"), ("country", "CN")];
    for _ in 0..2 {
        assert_eq!(guest.post("/pairing/suggestions/wish", &wish).await.status, 303);
    }
    assert!(guest.get("/pairing/suggestions").await.body.contains(&page));
    let other = [("kind", "investment_offered"), ("field", "6.1")];
    assert_eq!(guest.post("/pairing/suggestions/wish", &other).await.status, 303);
    assert!(!guest.get("/pairing/suggestions").await.body.contains(&page));
    assert_eq!(stage.app.visitor().post("/pairing/suggestions/wish", &wish).await.status, 303);
});
