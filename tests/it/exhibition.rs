//! A booth from its first draft to the public, and back: by its exhibitor and the organizer.

mod cards;
mod cards_later;
mod exhibits;
mod staff;
mod visits;

use crate::accounts::join;
use crate::both;
use crate::stage::{OWNER, Stage, between, found, picture, send, version};
use crate::support::{Browser, Seen};

/// A booth's form as it was typed.
fn fields<'a>(version: &'a str, tagline: &'a str, place: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("version", version),
        ("name_en", "Delta Photonics"),
        ("short_en", "Delta"),
        ("tagline_en", tagline),
        ("body_en", "We build **fibre lasers**."),
        ("name_zh", "光谷光电"),
        ("link_label", "Shop"),
        ("link_url", "https://delta.example/shop"),
        ("place", place),
    ]
}

/// Begins a draft and fills it in.
async fn write_booth(stage: &Stage, tagline: &str) {
    let desk = stage.desk("/booth");
    assert_eq!(stage.owner.post(&stage.desk("/booth/draft"), &[]).await.status, 303);
    let seen = stage.owner.get(&desk).await;
    let files = [("logo", "logo.png", picture()), ("banner", "banner.png", picture())];
    let seen = send(&stage.owner, &desk, &fields(&version(&seen.body), tagline, &stage.places[0]), &files).await;
    assert_eq!(seen.status, 303, "{}", seen.body);
}

async fn submit(stage: &Stage) {
    let seen = stage.owner.post(&stage.desk("/booth/submission"), &[]).await;
    assert_eq!(seen.status, 303, "{}", seen.body);
}

/// The review of the booth that waits longest.
async fn first_review(organizer: &Browser) -> (String, Seen) {
    let queue = organizer.get("/organizer/booths").await;
    let id = between(&queue.body, "href=\"/organizer/booths/", "\"").to_owned();
    let path = format!("/organizer/booths/{id}");
    let seen = organizer.get(&path).await;
    (path, seen)
}

async fn decide(organizer: &Browser, decision: &str, place: &str, comment: &str) -> Seen {
    let (path, seen) = first_review(organizer).await;
    let seen_version = version(&seen.body);
    let form = [("version", seen_version.as_str()), ("decision", decision), ("place", place), ("comment", comment)];
    organizer.post(&format!("{path}/decision"), &form).await
}

/// Writes a booth and has it approved.
pub async fn publish(stage: &Stage) {
    write_booth(stage, "Light at work").await;
    submit(stage).await;
    assert_eq!(decide(&stage.organizer, "approved", &stage.places[0], "").await.status, 303);
}

both!(a_booth_goes_from_draft_to_the_public_and_its_edit_waits_for_approval, |kind| async move {
    let stage = Stage::set(kind).await;
    let (app, owner, organizer) = (&stage.app, &stage.owner, &stage.organizer);
    write_booth(&stage, "Light at work").await;
    let exhibit = [("exhibit_name", "Laser L1"), ("exhibit_summary", "Cuts steel")];
    let seen = send(owner, &stage.desk("/booth/exhibits"), &exhibit, &[("exhibit_image", "l1.png", picture())]).await;
    assert_eq!(seen.status, 303, "{}", seen.body);
    let public = format!("/exhibition/booths/{}", stage.slug);
    let preview = owner.get(&public).await;
    assert!(preview.body.contains("Preview") && preview.body.contains("Laser L1"), "{}", preview.body);
    assert_eq!(app.visitor().get(&public).await.status, 404, "a draft is not public");
    submit(&stage).await;
    assert!(owner.get(&stage.desk("/booth")).await.body.contains("Submitted. The organizer decides"));

    let (_, review) = first_review(organizer).await;
    for word in ["Light at work", "fibre lasers", "Laser L1", "This organization is new"] {
        assert!(review.body.contains(word), "{word}: {}", review.body);
    }
    let seen = decide(organizer, "changes_requested", "", "").await;
    assert_eq!(seen.status, 422, "asking for changes wants a comment");
    assert_eq!(decide(organizer, "changes_requested", "", "Please name the laser's power.").await.status, 303);
    let told = owner.get(&stage.desk("/booth")).await;
    assert!(told.body.contains("Please name the laser&#39;s power."), "{}", told.body);
    assert!(stage.subjects(OWNER).await.iter().any(|subject| subject.contains("Changes are asked for")));

    let form = fields("", "Light at work, 4 kW", &stage.places[0]);
    let seen_version = version(&told.body);
    let form: Vec<_> = form
        .into_iter()
        .map(|(name, value)| (name, if name == "version" { seen_version.as_str() } else { value }))
        .collect();
    assert_eq!(owner.post(&stage.desk("/booth"), &form).await.status, 303);
    submit(&stage).await;
    let seen = decide(organizer, "approved", &stage.places[0], "").await;
    assert_eq!(seen.status, 303, "{}", seen.body);

    let booth = app.visitor().get(&public).await;
    assert_eq!(booth.status, 200);
    for word in
        ["Light at work, 4 kW", "<strong>fibre lasers</strong>", "Laser L1", "A-01", "https://delta.example/shop"]
    {
        assert!(booth.body.contains(word), "{word}: {}", booth.body);
    }
    app.site.search.catch_up(&app.site.db).await.unwrap();
    let found = app.visitor().get("/search?q=A-01").await.body;
    assert!(found.contains(&format!("href=\"{public}\"")), "by its stand: {found}");
    let room = between(&booth.body, "data-room=\"", "\"");
    assert_eq!(app.visitor().get(&format!("/rooms/{room}")).await.status, 200);
    let said = owner.post(&format!("/rooms/{room}/messages"), &[("body", "Welcome!")]).await;
    assert_eq!(said.status, 303, "{}", said.body);
    assert!(app.visitor().get(&public).await.body.contains("Welcome!"));
    let key = uuid::Uuid::now_v7().to_string();
    for (body, times) in [("Coffee at ten", 2), ("Coffee at eleven", 2)] {
        for _ in 0..times {
            let form = [("body", body), ("client_id", key.as_str())];
            assert_eq!(owner.post(&format!("/rooms/{room}/messages"), &form).await.status, 303);
        }
        let room = app.visitor().get(&format!("/rooms/{room}")).await.body;
        assert_eq!(room.matches(body).count(), 1, "{room}");
    }
    let link = format!("href=\"{public}\"");
    for path in ["/exhibition", "/exhibition/halls/light", "/exhibition/halls/light?view=list", "/"] {
        assert!(app.visitor().get(path).await.body.contains(&link), "{path}");
    }
    let subjects = stage.subjects(OWNER).await;
    assert!(subjects.iter().any(|subject| subject.contains("is approved and public")), "{subjects:?}");
    assert!(owner.get("/me/notifications").await.body.contains("is approved and public"));
    assert!(stage.subjects("organizer@test.example").await.iter().all(|subject| !subject.contains("approved")));

    assert_eq!(owner.post(&stage.desk("/booth/draft"), &[]).await.status, 303);
    let seen = owner.get(&stage.desk("/booth")).await;
    let again = version(&seen.body);
    assert_eq!(owner.post(&stage.desk("/booth"), &fields(&again, "A new line", "")).await.status, 303);
    submit(&stage).await;
    let still = app.visitor().get(&public).await;
    assert!(still.body.contains("Light at work, 4 kW") && !still.body.contains("A new line"));
    assert!(still.body.contains("Laser L1"));
    let (_, review) = first_review(organizer).await;
    assert!(review.body.contains("A new line") && review.body.contains("Light at work, 4 kW"), "{}", review.body);
    assert!(!review.body.contains("This organization is new"));
    assert_eq!(decide(organizer, "approved", &stage.places[0], "").await.status, 303);
    assert!(app.visitor().get(&public).await.body.contains("A new line"));
});

both!(a_place_taken_meanwhile_gives_the_reviewer_the_words_back, |kind| async move {
    let stage = Stage::set(kind).await;
    write_booth(&stage, "Light at work").await;
    submit(&stage).await;
    let (path, first) = first_review(&stage.organizer).await;
    let other = join(&stage.app, "Li Na", "na@test.example").await;
    let slug = found(&other, "Epsilon Optics").await;
    let second = Stage { slug: slug.clone(), owner: other, ..stage };
    write_booth(&second, "Lenses").await;
    submit(&second).await;
    let queue = second.organizer.get("/organizer/booths").await;
    let ids: Vec<&str> = queue.body.split("href=\"/organizer/booths/").skip(1).map(|rest| &rest[..36]).collect();
    assert_eq!(ids.len(), 2);
    let epsilon = format!("/organizer/booths/{}", ids[1]);
    let seen = second.organizer.get(&epsilon).await;
    let place = second.places[0].clone();
    let form = [("version", version(&seen.body)), ("decision", "approved".into()), ("place", place.clone())];
    let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert_eq!(second.organizer.post(&format!("{epsilon}/decision"), &form).await.status, 303);

    let seen_version = version(&first.body);
    let form = [
        ("version", seen_version.as_str()),
        ("decision", "approved"),
        ("place", place.as_str()),
        ("comment", "Welcome to the hall, dear Delta."),
    ];
    let lost = second.organizer.post(&format!("{path}/decision"), &form).await;
    assert_eq!(lost.status, 409, "{}", lost.body);
    assert!(
        lost.body.contains("Welcome to the hall, dear Delta.") && lost.body.contains("taken meanwhile"),
        "{}",
        lost.body
    );
    assert_eq!(second.app.visitor().get("/exhibition/booths/delta-photonics").await.status, 404, "nothing was done");
});

both!(a_workspace_does_not_exist_for_strangers_and_other_organizations, |kind| async move {
    let stage = Stage::set(kind).await;
    write_booth(&stage, "Light at work").await;
    let other = join(&stage.app, "Li Na", "na@test.example").await;
    found(&other, "Epsilon Optics").await;
    let recruiter = stage.member("Wu Tao", "tao@test.example", "recruiter").await;
    for browser in [&other, &recruiter] {
        assert_eq!(browser.get(&stage.desk("/booth")).await.status, 404);
        for path in ["/booth", "/booth/draft", "/booth/submission", "/booth/submission/withdrawal", "/booth/exhibits"] {
            let seen = browser.post(&stage.desk(path), &fields("1", "Mine now", "")).await;
            assert_eq!(seen.status, 404, "{path}");
        }
    }
    assert_eq!(other.get("/organizer/booths").await.status, 404);
    assert_eq!(other.get("/exhibition/booths/delta-photonics").await.status, 404);
    assert_eq!(recruiter.get("/exhibition/booths/delta-photonics").await.status, 200, "members see the preview");
    let editor = stage.member("Sun Li", "li@test.example", "editor").await;
    let seen = editor.get(&stage.desk("/booth")).await;
    assert_eq!(editor.post(&stage.desk("/booth"), &fields(&version(&seen.body), "By an editor", "")).await.status, 303);
    let visitor = stage.app.visitor();
    let seen = visitor.get(&stage.desk("/booth")).await;
    assert_eq!((seen.status, seen.location.unwrap().starts_with("/login")), (303, true));
});

both!(two_people_who_write_one_booth_are_shown_both_texts, |kind| async move {
    let stage = Stage::set(kind).await;
    write_booth(&stage, "Light at work").await;
    let desk = stage.desk("/booth");
    let stale = version(&stage.owner.get(&desk).await.body);
    assert_eq!(stage.owner.post(&desk, &fields(&stale, "First", "")).await.status, 303);
    let late = stage.owner.post(&desk, &fields(&stale, "Second", "")).await;
    assert_eq!(late.status, 409);
    assert!(late.body.contains("First") && late.body.contains("Second"), "{}", late.body);
    let last = i64::MAX.to_string();
    assert_eq!(stage.owner.post(&desk, &fields(&last, "From nowhere", "")).await.status, 409);
    let wrong = stage.owner.post(&desk, &[("version", "1"), ("name_en", ""), ("body_en", "Kept words")]).await;
    assert_eq!(wrong.status, 422);
    assert!(wrong.body.contains("Kept words"));
    assert_eq!(stage.owner.post(&stage.desk("/booth/submission"), &[]).await.status, 303);
    assert_eq!(stage.owner.post(&stage.desk("/booth/submission"), &[]).await.status, 409, "it is submitted already");
    assert_eq!(stage.owner.post(&stage.desk("/booth/submission/withdrawal"), &[]).await.status, 303);
    assert!(version(&stage.owner.get(&desk).await.body).parse::<i64>().is_ok());
});

both!(a_zone_that_is_shut_takes_no_booth_and_says_why, |kind| async move {
    let stage = Stage::set(kind).await;
    write_booth(&stage, "Light at work").await;
    for (gate, word) in [("read_only", "read"), ("closed", "closed")] {
        stage.set_gate("exhibition", gate).await;
        for path in ["/booth/draft", "/booth/submission"] {
            let seen = stage.owner.post(&stage.desk(path), &[]).await;
            assert_eq!(seen.status, 403, "{gate} {path}");
            assert!(seen.body.to_lowercase().contains(word), "{gate}: {}", seen.body);
        }
        assert_eq!(stage.owner.get(&stage.desk("/booth")).await.status, 200, "it can still be read");
    }
    stage.set_gate("exhibition", "schedule").await;
    submit(&stage).await;
});

both!(a_booth_is_hidden_and_shown_again_with_a_reason_its_exhibitor_reads, |kind| async move {
    let stage = Stage::set(kind).await;
    write_booth(&stage, "Light at work").await;
    submit(&stage).await;
    let (path, _) = first_review(&stage.organizer).await;
    assert_eq!(decide(&stage.organizer, "approved", &stage.places[0], "").await.status, 303);
    let public = format!("/exhibition/booths/{}", stage.slug);
    let suspension = format!("{path}/suspension");
    let short = stage.organizer.post(&suspension, &[("reason", "no")]).await;
    assert_eq!(short.status, 422);
    assert_eq!(stage.owner.post(&suspension, &[("reason", "I am no reviewer.")]).await.status, 404);
    let reason = [("reason", "The banner shows a weapon.")];
    assert_eq!(stage.organizer.post(&suspension, &reason).await.status, 303);
    assert_eq!(stage.app.visitor().get(&public).await.status, 404);
    assert!(!stage.app.visitor().get("/exhibition").await.body.contains(&public));
    assert!(stage.owner.get("/me/notifications").await.body.contains("The banner shows a weapon."));
    assert_eq!(stage.organizer.post(&suspension, &reason).await.status, 409);
    let reason = [("reason", "The banner was changed.")];
    assert_eq!(stage.organizer.post(&format!("{path}/restoration"), &reason).await.status, 303);
    assert_eq!(stage.app.visitor().get(&public).await.status, 200);

    let withdrawal = stage.desk("/booth/withdrawal");
    assert_eq!(stage.owner.post(&withdrawal, &[("reason", "")]).await.status, 422);
    assert_eq!(stage.owner.post(&withdrawal, &[("reason", "We cannot come this year.")]).await.status, 303);
    assert_eq!(stage.app.visitor().get(&public).await.status, 404);
    assert_eq!(stage.owner.post(&stage.desk("/booth/draft"), &[]).await.status, 409, "it is over");
    assert!(stage.owner.get(&stage.desk("/booth")).await.body.contains("withdrawn or archived"));
    let floor = stage.app.visitor().get("/exhibition/halls/light").await;
    assert!(floor.body.contains("A-01 · Free place"), "{}", floor.body);
});

both!(pictures_of_a_booth_are_private_until_it_is_public, |kind| async move {
    let stage = Stage::set(kind).await;
    write_booth(&stage, "Light at work").await;
    let page = stage.owner.get(&stage.desk("/booth")).await;
    let logo = format!("/files/{}/logo", between(&page.body, "src=\"/files/", "/logo"));
    let other = join(&stage.app, "Li Na", "na@test.example").await;
    for (browser, status) in [(&stage.app.visitor(), 404), (&other, 404), (&stage.owner, 200), (&stage.organizer, 200)]
    {
        assert_eq!(browser.get(&logo).await.status, status);
    }
    submit(&stage).await;
    assert_eq!(decide(&stage.organizer, "approved", "", "").await.status, 303);
    assert_eq!(stage.app.visitor().get(&logo).await.status, 200);
});

both!(a_pending_edit_is_previewed_by_its_team_and_by_reviewers_alone, |kind| async move {
    let stage = Stage::set(kind).await;
    write_booth(&stage, "Light at work").await;
    submit(&stage).await;
    assert_eq!(decide(&stage.organizer, "approved", "", "").await.status, 303);
    assert_eq!(stage.owner.post(&stage.desk("/booth/draft"), &[]).await.status, 303);
    let seen = stage.owner.get(&stage.desk("/booth")).await;
    assert_eq!(
        stage.owner.post(&stage.desk("/booth"), &fields(&version(&seen.body), "A new line", "")).await.status,
        303
    );
    let preview = format!("/exhibition/booths/{}?preview=yes", stage.slug);
    let shows = |seen: Seen| seen.body.contains("A new line");
    assert!(shows(stage.owner.get(&preview).await));
    assert!(!shows(stage.organizer.get(&preview).await), "a draft is its team's alone");
    submit(&stage).await;
    assert!(shows(stage.organizer.get(&preview).await));
    let other = join(&stage.app, "Li Na", "na@test.example").await;
    for browser in [&other, &stage.app.visitor()] {
        let seen = browser.get(&preview).await;
        assert!(seen.status == 200 && !shows(seen), "the public sees the approved one");
    }
});

both!(where_no_review_is_asked_for_a_verified_exhibitor_publishes_at_once, |kind| async move {
    let stage = Stage::set(kind).await;
    stage.set_review("exhibition", false).await;
    write_booth(&stage, "Light at work").await;
    submit(&stage).await;
    let public = format!("/exhibition/booths/{}", stage.slug);
    assert_eq!(stage.app.visitor().get(&public).await.status, 404, "a new organization is looked at first");
    assert_eq!(decide(&stage.organizer, "approved", &stage.places[1], "").await.status, 303);
    assert_eq!(stage.owner.post(&stage.desk("/booth/draft"), &[]).await.status, 303);
    let seen = stage.owner.get(&stage.desk("/booth")).await;
    let again = version(&seen.body);
    assert_eq!(stage.owner.post(&stage.desk("/booth"), &fields(&again, "At once", "")).await.status, 303);
    submit(&stage).await;
    let seen = stage.app.visitor().get(&public).await;
    assert!(seen.body.contains("At once") && seen.body.contains("A-02"), "{}", seen.body);
});

both!(a_renamed_booth_is_found_at_its_old_address_too, |kind| async move {
    let stage = Stage::set(kind).await;
    write_booth(&stage, "Light at work").await;
    submit(&stage).await;
    assert_eq!(decide(&stage.organizer, "approved", "", "").await.status, 303);
    for name in ["光谷 Lasers", "Delta Photonics"] {
        assert_eq!(stage.owner.post(&stage.desk("/booth/draft"), &[]).await.status, 303);
        let seen = stage.owner.get(&stage.desk("/booth")).await;
        let again = version(&seen.body);
        let mut form = fields(&again, "Light at work", "");
        form[1].1 = name;
        assert_eq!(stage.owner.post(&stage.desk("/booth"), &form).await.status, 303);
        submit(&stage).await;
        assert_eq!(decide(&stage.organizer, "approved", "", "").await.status, 303);
        let (old, new) = if name == "Delta Photonics" {
            ("/exhibition/booths/光谷-lasers", "/exhibition/booths/delta-photonics")
        } else {
            ("/exhibition/booths/delta-photonics", "/exhibition/booths/%E5%85%89%E8%B0%B7-lasers")
        };
        let seen = stage.app.visitor().get(old).await;
        assert_eq!((seen.status, seen.location.as_deref()), (308, Some(new)), "{name}");
        assert_eq!(stage.app.visitor().get(new).await.status, 200);
    }
});

both!(a_booth_whose_room_is_for_members_stays_open_to_visitors, |kind| async move {
    let stage = Stage::set(kind).await;
    let (visitor, public) = (stage.app.visitor(), format!("/exhibition/booths/{}", stage.slug));
    write_booth(&stage, "Light at work").await;
    submit(&stage).await;
    assert_eq!(decide(&stage.organizer, "approved", &stage.places[0], "").await.status, 303);
    let open = visitor.get(&public).await.body;
    let room = between(&open, "data-room=\"", "\"").to_owned();
    assert_eq!(stage.owner.post(&format!("/rooms/{room}/messages"), &[("body", "Among us")]).await.status, 303);
    let rules = [("pause", "0"), ("members_only", "yes"), ("reason", "Visitors copied it")];
    assert_eq!(stage.organizer.post(&format!("/organizer/rooms/{room}"), &rules).await.status, 303);
    let seen = visitor.get(&public).await;
    assert_eq!(seen.status, 200);
    let has = |words: &str| seen.body.contains(words);
    assert!(has("Light at work") && has("Only people who are signed in read this room"), "{}", seen.body);
    assert!(!has("Among us") && !has("data-room="), "{}", seen.body);
    assert!(stage.owner.get(&public).await.body.contains("Among us"));
    for path in ["?reply=x", "?at=1", "?before=9"] {
        let seen = visitor.get(&format!("/rooms/{room}{path}")).await;
        assert!(seen.status == 200 && !seen.body.contains("Among us"), "{path}: {}", seen.body);
    }
});
