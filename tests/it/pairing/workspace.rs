//! Writing, submitting, deciding about and ending projects.

use super::*;

both!(a_project_goes_from_draft_over_review_to_its_end, |kind| async move {
    let stage = Stage::set(kind).await;
    stage.set_review("pairing", true).await;
    let editor = stage.member("Wu Tao", "tao@test.example", "editor").await;
    let ends = in_days(&stage, 10);
    let gaps = [
        ("title", "Laser"),
        ("kind", "cooperation"),
        ("ip", "none"),
        ("disclosure", "accepted"),
        ("expires_at", ends.as_str()),
    ];
    let seen = editor.post(&stage.desk("/projects"), &gaps).await;
    assert_eq!(seen.status, 303, "a draft may have gaps: {}", seen.body);
    let id = between(&seen.location.unwrap(), "/projects/", "/edit").to_owned();
    let seen = submit(&stage, &editor, &id).await;
    assert_eq!(seen.status, 422);
    assert!(seen.body.contains("href=\"#f-teaser\"") && seen.body.contains("href=\"#f-country\""), "{}", seen.body);
    let edit = stage.desk(&format!("/projects/{id}/edit"));
    let path = stage.desk(&format!("/projects/{id}"));
    let seen_version = version(&editor.get(&edit).await.body);
    let seen = editor.post(&path, &with(fields(&seen_version, "Kept title", &ends), "readiness", "12")).await;
    assert!(
        seen.status == 422 && seen.body.contains("Kept title") && seen.body.contains("folded twice"),
        "{}",
        seen.body
    );
    assert_eq!(editor.post(&path, &fields(&seen_version, "Fibre laser", &ends)).await.status, 303);
    let seen = editor.post(&path, &fields(&seen_version, "From another tab", &ends)).await;
    assert!(seen.status == 409 && seen.body.contains("From another tab"), "{}", seen.body);
    assert_eq!(submit(&stage, &editor, &id).await.status, 303);
    assert_eq!(
        stage.app.visitor().get("/pairing/projects/laser").await.status,
        404,
        "a submitted project is not public"
    );
    assert_eq!(editor.post(&path, &fields(&version(&editor.get(&edit).await.body), "Now", &ends)).await.status, 409);

    assert_eq!(decide(&stage, &id, "changes_requested", "short").await.status, 422);
    assert_eq!(decide(&stage, &id, "changes_requested", "Please say who may license it.").await.status, 303);
    assert!(editor.get(&edit).await.body.contains("Please say who may license it."));
    assert!(stage.subjects("tao@test.example").await.iter().any(|subject| subject.contains("needs changes")));
    assert_eq!(submit(&stage, &editor, &id).await.status, 303);
    assert_eq!(decide(&stage, &id, "approved", "").await.status, 303);
    let page = "/pairing/projects/fibre-laser";
    assert_eq!(stage.app.visitor().get(page).await.status, 200);
    assert_eq!(state_of(&stage, &id).await, "published");
    let seen_version = version(&editor.get(&edit).await.body);
    assert_eq!(editor.post(&path, &fields(&seen_version, "Second thoughts", &ends)).await.status, 303);
    assert!(!stage.app.visitor().get(page).await.body.contains("Second thoughts"), "an edit waits");
    assert_eq!(submit(&stage, &editor, &id).await.status, 303);
    assert_eq!(decide(&stage, &id, "approved", "").await.status, 303);
    let moved = stage.app.visitor().get(page).await;
    assert_eq!((moved.status, moved.location.as_deref()), (308, Some("/pairing/projects/second-thoughts")));

    stage.app.clock.advance(chrono::Duration::days(11));
    let page = "/pairing/projects/second-thoughts";
    assert_eq!(stage.app.visitor().get(page).await.status, 410, "the clock ends it");
    assert!(stage.subjects("tao@test.example").await.iter().any(|subject| subject.contains("has expired")));
    assert_eq!(state_of(&stage, &id).await, "expired");
    let renewal = stage.desk(&format!("/projects/{id}/renewal"));
    assert_eq!(editor.post(&renewal, &[("expires_at", "2001-01-01T00:00")]).await.status, 422);
    let ends = in_days(&stage, 30);
    assert_eq!(editor.post(&renewal, &[("expires_at", &ends)]).await.status, 303);
    assert_eq!(stage.app.visitor().get(page).await.status, 200);
    for (step, state, status) in [
        ("closing", "published", 409),
        ("matching", "matched", 303),
        ("closing", "closed", 303),
        ("matching", "closed", 409),
    ] {
        let seen_version = version(&editor.get(&edit).await.body);
        let seen = editor.post(&stage.desk(&format!("/projects/{id}/{step}")), &[("version", &seen_version)]).await;
        assert_eq!((seen.status, state_of(&stage, &id).await.as_str()), (status, state), "{step}");
    }
    let status =
        editor.post(&stage.desk(&format!("/projects/{id}/withdrawal")), &[("reason", "Too late for it.")]).await;
    assert_eq!(status.status, 409);
});

both!(approving_a_first_project_verifies_its_organization, |kind| async move {
    let stage = Stage::set(kind).await;
    stage.set_review("pairing", false).await;
    let id = write_project(&stage, &stage.owner, "First laser").await;
    assert_eq!(submit(&stage, &stage.owner, &id).await.status, 303);
    assert_eq!(state_of(&stage, &id).await, "draft", "nobody has looked at the organization yet");
    assert!(stage.organizer.get(&format!("/organizer/projects/{id}")).await.body.contains("not verified yet"));
    assert_eq!(decide(&stage, &id, "approved", "").await.status, 303);
    assert_eq!(stage.app.visitor().get("/pairing/projects/first-laser").await.status, 200);
    let second = write_project(&stage, &stage.owner, "Second laser").await;
    assert_eq!(submit(&stage, &stage.owner, &second).await.status, 303);
    assert_eq!(state_of(&stage, &second).await, "published", "where no review is asked for, submitting publishes");
});

both!(another_organizations_projects_do_not_exist, |kind| async move {
    let stage = Stage::set(kind).await;
    let id = write_project(&stage, &stage.owner, "Fibre laser").await;
    let other = join(&stage.app, "Li Na", "na@test.example").await;
    let own = found(&other, "Epsilon Optics").await;
    let recruiter = stage.member("Wu Tao", "tao@test.example", "recruiter").await;
    let ends = in_days(&stage, 9);
    for (browser, desk) in [(&other, stage.slug.as_str()), (&recruiter, stage.slug.as_str()), (&other, own.as_str())] {
        let base = format!("/organizations/{desk}/projects/{id}");
        assert_eq!(browser.get(&format!("{base}/edit")).await.status, 404);
        assert_eq!(browser.post(&base, &fields("1", "Mine now", &ends)).await.status, 404);
        for step in ["submission", "submission/withdrawal", "matching", "closing"] {
            assert_eq!(browser.post(&format!("{base}/{step}"), &[]).await.status, 404, "{step}");
        }
        let reason = [("reason", "It is not mine to take.")];
        assert_eq!(browser.post(&format!("{base}/withdrawal"), &reason).await.status, 404);
        let seen = send(browser, &format!("{base}/files"), &[], &[("files", "x.pdf", PDF.to_vec())]).await;
        assert_eq!(seen.status, 404);
    }
    for path in [format!("/organizer/projects/{id}"), "/organizer/projects".to_owned()] {
        assert_eq!(other.get(&path).await.status, 404);
    }
    assert_eq!(state_of(&stage, &id).await, "draft");
});

both!(attachments_are_few_and_of_known_kinds_and_stay_with_what_was_approved, |kind| async move {
    let stage = Stage::set(kind).await;
    let (id, page) = open_project(&stage, "Fibre laser").await;
    let path = stage.desk(&format!("/projects/{id}/files"));
    let seen = send(&stage.owner, &path, &[], &[("files", "virus.exe", b"MZ".to_vec())]).await;
    assert!(seen.status == 422 && seen.body.contains(TEASER), "{}", seen.body);
    assert_eq!(send(&stage.owner, &path, &[("nothing", "")], &[]).await.status, 422);
    let file = file_of(&stage, &id).await;
    let removal = format!("{path}/{}/removal", between(&file, "/files/", "/"));
    assert_eq!(stage.owner.post(&removal, &[]).await.status, 303);
    assert_eq!(stage.owner.post(&removal, &[]).await.status, 404);
    assert!(stage.owner.get(&page).await.body.contains(&file), "the approved revision keeps it");
    for n in 0..5 {
        assert_eq!(attach(&stage, &stage.owner, &id, &format!("{n}.pdf")).await.status, 303);
    }
    let seen = attach(&stage, &stage.owner, &id, "one too many.pdf").await;
    assert_eq!(seen.status, 422);
});

both!(who_answers_for_a_project_is_a_member_and_is_told, |kind| async move {
    let stage = Stage::set(kind).await;
    let contact = stage.member("Wu Tao", "tao@test.example", "representative").await;
    let _stranger = join(&stage.app, "Li Na", "na@test.example").await;
    let id = write_project(&stage, &stage.owner, "Fibre laser").await;
    let edit = stage.owner.get(&stage.desk(&format!("/projects/{id}/edit"))).await.body;
    let member =
        edit.split("<option value=\"").find(|rest| rest.contains(">Wu Tao<")).unwrap().split('"').next().unwrap();
    let (ends, path) = (in_days(&stage, 30), stage.desk(&format!("/projects/{id}")));
    let seen_version = version(&edit);
    let nobody = "00000000-0000-7000-8000-000000000000";
    for wrong in [nobody, "x"] {
        let form = [fields(&seen_version, "Fibre laser", &ends), vec![("contact", wrong)]].concat();
        assert_eq!(stage.owner.post(&path, &form).await.status, 422, "{wrong}");
    }
    let form = [fields(&seen_version, "Fibre laser", &ends), vec![("contact", member)]].concat();
    assert_eq!(stage.owner.post(&path, &form).await.status, 303);
    assert!(stage.subjects("tao@test.example").await.iter().any(|subject| subject.contains("You answer for")));
    let seen = contact.get("/pairing/projects/fibre-laser").await;
    assert!(seen.status == 200 && seen.body.contains("folded twice"), "the contact reads the draft");
    assert_eq!(contact.get(&stage.desk(&format!("/projects/{id}/edit"))).await.status, 404, "and does not write it");
});

both!(a_new_project_sent_twice_is_one_draft, |kind| async move {
    let stage = Stage::set(kind).await;
    let page = stage.owner.get(&stage.desk("/projects/new")).await;
    let draft = between(&page.body, "name=\"draft\" value=\"", "\"").to_owned();
    let (ends, desk) = (in_days(&stage, 9), stage.desk("/projects"));
    let form = [fields("", "Optical clock", &ends), vec![("draft", draft.as_str())]].concat();
    let all = futures_util::future::join_all((0..4).map(|_| stage.owner.post(&desk, &form))).await;
    let first = all[0].location.clone().unwrap();
    assert!(all.iter().all(|seen| seen.location.as_ref() == Some(&first)), "{first}");
    let list = stage.owner.get(&desk).await.body;
    assert_eq!(list.matches(">Optical clock<").count(), 1, "{list}");
    assert!(stage.owner.get(&format!("{desk}?q=clock&state=draft")).await.body.contains("Optical clock"));
    for other in ["q=laser", "state=published"] {
        assert!(!stage.owner.get(&format!("{desk}?{other}")).await.body.contains("Optical clock"), "{other}");
    }
});

both!(a_zone_that_is_shut_takes_no_project, |kind| async move {
    let stage = Stage::set(kind).await;
    let (id, page) = open_project(&stage, "Fibre laser").await;
    let guest = join(&stage.app, "An", "an@test.example").await;
    for gate in ["read_only", "closed"] {
        stage.set_gate("pairing", gate).await;
        let ends = in_days(&stage, 9);
        assert_eq!(stage.owner.post(&stage.desk("/projects"), &fields("", "Late", &ends)).await.status, 403, "{gate}");
        assert_eq!(submit(&stage, &stage.owner, &id).await.status, 403);
        assert_eq!(guest.post(&format!("{page}/undertakings"), &[("agree", "yes")]).await.status, 403);
        assert_eq!(stage.app.visitor().get(&page).await.status, 200, "it is read all the same");
    }
});
