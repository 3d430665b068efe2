//! Who reads how much of a project: on its page, in the list, in the search and at its file's address.

use super::*;

/// What somebody gets to see: status of the page, whether teaser, details and the way to the file stand on it,
/// and the status of the file itself.
async fn seen_by(browser: &Browser, page: &str, file: &str) -> (u16, bool, bool, bool, u16) {
    let seen = browser.get(page).await;
    let has = |text: &str| seen.body.contains(text);
    (seen.status, has("half the power"), has("folded twice"), has(file), browser.get(file).await.status)
}

both!(a_project_is_disclosed_step_by_step, |kind| async move {
    let stage = Stage::set(kind).await;
    let (id, page) = open_project(&stage, "Folded fibre laser").await;
    let file = file_of(&stage, &id).await;
    let editor = stage.member("Wu Tao", "tao@test.example", "editor").await;
    let recruiter = stage.member("Li Na", "na@test.example", "recruiter").await;
    let mut people = Vec::new();
    for (name, email, state) in [
        ("An", "attendee@test.example", ""),
        ("Bo", "sent@test.example", "sent"),
        ("Cai", "shortlisted@test.example", "shortlisted"),
        ("Du", "declined@test.example", "declined"),
        ("Er", "accepted@test.example", "accepted"),
    ] {
        people.push(join(&stage.app, name, email).await);
        if !state.is_empty() {
            add_interest(&stage, &id, email, state).await;
        }
    }
    let details = (200, true, true, false, 404);
    let all = (200, true, true, true, 200);
    assert_eq!(seen_by(&stage.app.visitor(), &page, &file).await, (200, true, false, false, 404));
    for person in &people[..4] {
        assert_eq!(seen_by(person, &page, &file).await, details);
    }
    assert_eq!(seen_by(&recruiter, &page, &file).await, details, "a member who does not answer for it");
    for reader in [&people[4], &editor, &stage.owner, &stage.organizer] {
        assert_eq!(seen_by(reader, &page, &file).await, all);
    }
    assert!(people[1].get(&page).await.body.contains("Your interest"));
    assert!(!people[0].get(&page).await.body.contains("Your interest"));

    let undertaking = format!("{page}/undertakings");
    let refused = people[0].post(&undertaking, &[]).await;
    assert_eq!(refused.status, 422);
    let (files, deal) = refused.body.split_once("id=\"deal-title\"").unwrap();
    assert!(files.contains("Please tick this") && !deal.contains("class=\"errors\""), "{}", refused.body);
    assert_eq!(seen_by(&people[0], &page, &file).await, details, "an empty box opens nothing");
    for _ in 0..2 {
        assert_eq!(people[0].post(&undertaking, &[("agree", "yes")]).await.status, 303);
    }
    assert_eq!(seen_by(&people[0], &page, &file).await, all);
    let told = stage.subjects(OWNER).await;
    assert_eq!(told.iter().filter(|subject| subject.contains("undertaken confidentiality")).count(), 1, "{told:?}");
    assert_eq!(stage.app.visitor().post(&undertaking, &[("agree", "yes")]).await.status, 303);
    let ranged = people[1].request(reqwest::Method::GET, &file).header("range", "bytes=0-3");
    assert_eq!(people[1].send(ranged).await.status, 404, "a part of a file is as closed as the whole");
});

both!(a_project_without_undertakings_opens_to_accepted_partners_alone, |kind| async move {
    let stage = Stage::set(kind).await;
    let ends = in_days(&stage, 90);
    let form = with(fields("", "Closed laser", &ends), "disclosure", "accepted");
    let seen = stage.owner.post(&stage.desk("/projects"), &form).await;
    let id = between(&seen.location.unwrap(), "/projects/", "/edit").to_owned();
    assert_eq!(attach(&stage, &stage.owner, &id, "Plan.pdf").await.status, 303);
    assert_eq!(submit(&stage, &stage.owner, &id).await.status, 303);
    assert_eq!(decide(&stage, &id, "approved", "").await.status, 303);
    let guest = join(&stage.app, "An", "an@test.example").await;
    let page = "/pairing/projects/closed-laser";
    assert!(!guest.get(page).await.body.contains("I undertake this"));
    assert_eq!(guest.post(&format!("{page}/undertakings"), &[("agree", "yes")]).await.status, 409);
    assert_eq!(guest.get(&file_of(&stage, &id).await).await.status, 404);
});

both!(an_attachment_of_a_draft_is_read_by_its_team_alone, |kind| async move {
    let stage = Stage::set(kind).await;
    stage.set_review("pairing", true).await;
    let (id, page) = open_project(&stage, "Folded fibre laser").await;
    let partner = join(&stage.app, "An", "an@test.example").await;
    add_interest(&stage, &id, "an@test.example", "accepted").await;
    assert_eq!(attach(&stage, &stage.owner, &id, "Draft only.pdf").await.status, 303);
    let edit = stage.owner.get(&stage.desk(&format!("/projects/{id}/edit"))).await.body;
    let draft = format!("/files/{}", edit.split("href=\"/files/").nth(2).unwrap().split('"').next().unwrap());
    assert!(!partner.get(&page).await.body.contains("Draft%20only"));
    for (reader, status) in [(&partner, 404), (&stage.organizer, 404), (&stage.owner, 200)] {
        assert_eq!(reader.get(&draft).await.status, status, "{draft}");
    }
    assert_eq!(submit(&stage, &stage.owner, &id).await.status, 303);
    for (reader, status) in [(&partner, 404), (&stage.organizer, 200)] {
        assert_eq!(reader.get(&draft).await.status, status, "submitted");
    }
    assert_eq!(decide(&stage, &id, "approved", "").await.status, 303);
    assert_eq!(partner.get(&draft).await.status, 200);
});

both!(a_team_looks_at_its_draft_in_the_place_of_others_and_nobody_else_does, |kind| async move {
    let stage = Stage::set(kind).await;
    let id = write_project(&stage, &stage.owner, "Folded fibre laser").await;
    assert_eq!(attach(&stage, &stage.owner, &id, "Measurements.pdf").await.status, 303);
    let page = "/pairing/projects/folded-fibre-laser";
    for (preview, has_details, has_file) in
        [("visitor", false, false), ("attendee", true, false), ("partner", true, true)]
    {
        let seen = stage.owner.get(&format!("{page}?preview={preview}")).await;
        assert_eq!(seen.status, 200);
        let shown = (seen.body.contains("folded twice"), seen.body.contains("Measurements.pdf"));
        assert_eq!(shown, (has_details, has_file), "{preview}");
    }
    let stranger = join(&stage.app, "An", "an@test.example").await;
    for reader in [&stranger, &stage.app.visitor(), &stage.organizer] {
        assert_eq!(reader.get(&format!("{page}?preview=partner")).await.status, 404);
    }
    let (_, open) = open_project(&stage, "Open laser").await;
    let seen = stranger.get(&format!("{open}?preview=partner")).await;
    assert!(seen.status == 200 && !seen.body.contains("Measurements.pdf"));
});

both!(what_has_ended_is_gone_for_strangers_and_hidden_where_the_organizer_hid_it, |kind| async move {
    let stage = Stage::set(kind).await;
    let (id, page) = open_project(&stage, "Folded fibre laser").await;
    let stranger = join(&stage.app, "An", "an@test.example").await;
    let partner = join(&stage.app, "Bo", "bo@test.example").await;
    add_interest(&stage, &id, "bo@test.example", "accepted").await;
    let reason = [("reason", "It names a person who did not agree.")];
    assert_eq!(stage.organizer.post(&format!("/organizer/projects/{id}/suspension"), &reason).await.status, 303);
    for reader in [&stranger, &partner, &stage.app.visitor()] {
        assert_eq!(reader.get(&page).await.status, 404);
    }
    assert!(stage.subjects(OWNER).await.iter().any(|subject| subject.contains("hidden by the organizer")));
    assert_eq!(stage.owner.get(&page).await.status, 200);
    assert_eq!(stage.organizer.post(&format!("/organizer/projects/{id}/restoration"), &reason).await.status, 303);
    assert_eq!(stranger.get(&page).await.status, 200);
    let withdrawal = stage.desk(&format!("/projects/{id}/withdrawal"));
    assert_eq!(stage.owner.post(&withdrawal, &[("reason", "short")]).await.status, 422);
    assert_eq!(stage.owner.post(&withdrawal, &[("reason", "We go another way now.")]).await.status, 303);
    for reader in [&stranger, &stage.app.visitor()] {
        let seen = reader.get(&page).await;
        assert_eq!(seen.status, 410);
        assert!(!seen.body.contains("folded twice"), "{}", seen.body);
    }
    assert_eq!(partner.get(&file_of(&stage, &id).await).await.status, 404, "withdrawn is withdrawn from everybody");
});
