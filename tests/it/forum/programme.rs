//! Making the programme: drafts, moves, what is public, places that are taken, speakers, parts, materials.

use futures_util::future::join_all;

use super::{SPEAKER, Scene, send, set};
use crate::both;
use crate::stage::{PDF, between, picture, send as send_files, version};
use crate::support::Kind;

both!(a_session_goes_from_draft_into_the_programme, |kind: Kind| async move {
    let scene = set(kind).await;
    let (organizer, visitor) = (&scene.stage.organizer, scene.stage.app.visitor());
    let session = scene.draft("Lasers for everybody", (60, 120), &scene.main, &[&scene.ada]).await;
    let page = organizer.get(&session).await.body;
    let link = format!("/forum/sessions/{}", between(&page, "<a href=\"/forum/sessions/", "\""));
    assert_eq!(link, "/forum/sessions/lasers-for-everybody");
    // Nothing of a draft is public; its speaker and the organizer see it.
    assert_eq!(visitor.get(&link).await.status, 404);
    assert_eq!(scene.attendee.get(&link).await.status, 404);
    assert_eq!(scene.speaker.get(&link).await.status, 200);
    assert!(organizer.get(&link).await.body.contains("not in the programme yet"));
    assert!(visitor.get("/forum").await.body.contains("not published yet"));
    assert_eq!(visitor.get("/forum/speakers/ada-speaker").await.status, 404);
    // Only legal moves, each by who may, with the reason where one is needed.
    assert_eq!(scene.move_to(&session, "confirmed", "").await.status, 409);
    assert_eq!(scene.move_to(&session, "submitted", "").await.status, 303);
    assert_eq!(scene.move_to(&session, "rejected", "").await.status, 422);
    assert_eq!(scene.move_to(&session, "nonsense", "").await.status, 422);
    assert_eq!(scene.attendee.post(&format!("{session}/moves"), &[("state", "accepted")]).await.status, 404);
    assert_eq!(scene.speaker.post(&format!("{session}/moves"), &[("state", "accepted")]).await.status, 404);
    assert_eq!(
        organizer.post(&format!("{session}/moves"), &[("state", "accepted"), ("version", "1")]).await.status,
        409
    );
    assert_eq!(scene.move_to(&session, "accepted", "").await.status, 303);
    assert!(scene.stage.subjects(SPEAKER).await.iter().any(|one| one.starts_with("Accepted: Lasers")));
    // The speaker confirms; nobody else does in their place.
    let page = scene.speaker.get(&link).await.body;
    let confirm = [("state", "confirmed"), ("version", &version(&page))];
    assert_eq!(scene.attendee.post(&format!("{link}/moves"), &confirm).await.status, 404);
    let accept = [("state", "submitted"), ("version", &version(&page))];
    assert_eq!(scene.speaker.post(&format!("{link}/moves"), &accept).await.status, 409);
    assert_eq!(scene.speaker.post(&format!("{link}/moves"), &confirm).await.status, 303);
    let page = visitor.get(&link).await;
    assert!(
        page.status == 200 && page.body.contains("data-room=") && page.body.contains("Institute of Light"),
        "{}",
        page.body
    );
    let programme = visitor.get("/forum").await.body;
    assert!(programme.contains("Lasers for everybody") && programme.contains("09:00 – 10:00"), "{programme}");
    let speaker = visitor.get("/forum/speakers/ada-speaker").await.body;
    assert!(speaker.contains("<em>light</em>") && speaker.contains("Lasers for everybody"), "{speaker}");
    // Cancelled it is told, and stays to be read where it was.
    assert_eq!(scene.move_to(&session, "cancelled", "The speaker is ill.").await.status, 303);
    let page = visitor.get(&link).await;
    assert!(page.status == 200 && page.body.contains("The speaker is ill."), "{}", page.body);
    assert!(!visitor.get("/forum?day=all").await.body.contains("Lasers for everybody"));
    let again = [("state", "confirmed"), ("version", "5")];
    assert_eq!(organizer.post(&format!("{session}/moves"), &again).await.status, 409);
    let mut form = scene.form("New", (60, 120), &scene.main, &[]);
    form.push(("version".into(), "5".into()));
    assert_eq!(send(organizer, &session, &form).await.status, 403, "it is edited no more");
});

both!(a_stage_and_a_speaker_are_in_one_place_at_a_time, |kind: Kind| async move {
    let scene = set(kind).await;
    let (first, _) = scene.confirmed("First", (60, 120), &scene.main, &[&scene.ada]).await;
    let other = scene.draft("Second", (90, 150), &scene.main, &[&scene.bo]).await;
    for state in ["submitted", "accepted"] {
        assert_eq!(scene.move_to(&other, state, "").await.status, 303);
    }
    let seen = scene.move_to(&other, "confirmed", "").await;
    assert!(seen.status == 422 && seen.body.contains("“First” is on Main stage then"), "{}", seen.body);
    // On another stage with the same speaker neither.
    assert_eq!(scene.reschedule(&other, "Second", (90, 150), &scene.side, &[&scene.bo, &scene.ada]).await.status, 303);
    let seen = scene.move_to(&other, "confirmed", "").await;
    assert!(seen.status == 422 && seen.body.contains("Ada Speaker speaks in “First” then"), "{}", seen.body);
    assert_eq!(scene.reschedule(&other, "Second", (120, 150), &scene.side, &[&scene.ada]).await.status, 303);
    assert_eq!(scene.move_to(&other, "confirmed", "").await.status, 303);
    // What is in the programme cannot be moved over the other, and keeps its place then.
    let seen = scene.reschedule(&first, "First", (110, 140), &scene.main, &[&scene.ada]).await;
    assert!(seen.status == 422 && seen.body.contains("Ada Speaker speaks in “Second” then"), "{}", seen.body);
    let seen = scene.reschedule(&first, "First", (60, 120), "", &[&scene.ada]).await;
    assert!(seen.status == 422 && seen.body.contains("Choose a stage first"), "{}", seen.body);
    assert!(scene.stage.app.visitor().get("/forum?day=all").await.body.contains("09:00 – 10:00"));
    let old = scene.stage.organizer.get(&first).await.body;
    let mut form = scene.form("First", (60, 120), &scene.main, &[&scene.ada]);
    form.push(("version".into(), "1".into()));
    let seen = send(&scene.stage.organizer, &first, &form).await;
    assert!(seen.status == 409 && seen.body.contains("organizer") && version(&seen.body) == version(&old));
});

both!(of_many_who_are_confirmed_at_once_one_gets_the_stage, |kind: Kind| async move {
    let scene = set(kind).await;
    let mut accepted = Vec::new();
    for n in 0..6 {
        let session = scene.draft(&format!("Talk {n}"), (60, 120), &scene.main, &[]).await;
        for state in ["submitted", "accepted"] {
            assert_eq!(scene.move_to(&session, state, "").await.status, 303);
        }
        accepted.push(session);
    }
    let at_once = accepted.iter().map(|session| scene.move_to(session, "confirmed", ""));
    let mut answers: Vec<u16> = join_all(at_once).await.into_iter().map(|seen| seen.status).collect();
    answers.sort_unstable();
    assert_eq!(answers, [303, 422, 422, 422, 422, 422]);
    assert_eq!(scene.count_confirmed().await, 1);
});

both!(the_programme_is_shown_by_day_narrowed_and_searched, |kind: Kind| async move {
    let scene = set(kind).await;
    let visitor = scene.stage.app.visitor();
    let track = scene.stage.organizer.get("/organizer/programme/parts").await.body;
    assert!(track.contains("Light"));
    let (_, live) = scene.confirmed("Quantum dots", (-30, 30), &scene.main, &[&scene.ada]).await;
    let (_, coming) = scene.confirmed("Folded fibres", (60, 120), &scene.side, &[&scene.bo]).await;
    scene.confirmed("Tomorrow's tools", (24 * 60, 25 * 60), &scene.main, &[]).await;
    let page = visitor.get("/forum").await.body;
    let list = page.split("id=\"found\"").nth(1).unwrap();
    assert!(list.contains("Quantum dots") && list.contains("Folded fibres") && !list.contains("Tomorrow"), "{list}");
    assert!(page.contains("Live") && page.contains("Monday, 11 Jan 2027") && page.contains("Tuesday, 12 Jan 2027"));
    for (link, is_said) in [(&live, true), (&coming, false)] {
        assert_eq!(visitor.get(link).await.body.contains("This session is not streamed"), is_said, "{link}");
    }
    let found = async |query: &str| {
        let page = visitor.get(&format!("/forum?{query}")).await.body;
        let list = page.split("id=\"found\"").nth(1).unwrap().to_owned();
        ["Quantum dots", "Folded fibres", "Tomorrow&#39;s tools"].map(|title| list.contains(title))
    };
    assert_eq!(found("day=all").await, [true, true, true]);
    assert_eq!(found("day=2027-01-12").await, [false, false, true]);
    assert_eq!(found(&format!("stage={}", scene.side)).await, [false, true, false]);
    assert_eq!(found("language=zh").await, [false, false, false]);
    assert_eq!(found("level=everybody&day=2027-01-11").await, [true, true, false]);
    for odd in ["stage=x", "track=%27", "day=9999-99-99", "page=-1", "level=zzz&language=zzz"] {
        assert_eq!(visitor.get(&format!("/forum?{odd}")).await.status, 200, "{odd}");
    }
    scene.stage.app.site.search.catch_up(&scene.stage.app.site.db).await.unwrap();
    assert_eq!(found("q=fibre").await, [false, true, false]);
    assert_eq!(found("q=Bo%20Li").await, [false, true, false], "by who speaks");
    let everything = visitor.get("/search?q=quantum&kind=session").await.body;
    assert!(everything.contains("/forum/sessions/quantum-dots"), "{everything}");
});

both!(a_renamed_session_leads_from_its_old_address, |kind: Kind| async move {
    let scene = set(kind).await;
    let (session, link) = scene.confirmed("Old name", (60, 120), &scene.main, &[]).await;
    assert_eq!(scene.reschedule(&session, "New name", (60, 120), &scene.main, &[]).await.status, 303);
    let seen = scene.stage.app.visitor().get(&link).await;
    assert_eq!((seen.status, seen.location.as_deref()), (308, Some("/forum/sessions/new-name")));
    let form = [("name", "Ada Lovelace"), ("version", "1"), ("email", SPEAKER)];
    let speaker = format!("/organizer/programme/speakers/{}", scene.ada);
    assert_eq!(scene.stage.organizer.post(&speaker, &form).await.status, 303);
    assert_eq!(scene.stage.organizer.post(&speaker, &form).await.status, 409, "changed meanwhile");
    let seen = scene.stage.organizer.get("/forum/speakers/ada-speaker").await;
    assert_eq!((seen.status, seen.location.as_deref()), (308, Some("/forum/speakers/ada-lovelace")));
    let form = [("name", "Nobody"), ("email", "nobody@test.example")];
    assert_eq!(scene.stage.organizer.post("/organizer/programme/speakers", &form).await.status, 422);
});

both!(the_programme_is_made_by_who_manages_the_forum, |kind: Kind| async move {
    let scene = set(kind).await;
    let session = scene.draft("Draft", (60, 120), &scene.main, &[]).await;
    let speaker = format!("/organizer/programme/speakers/{}", scene.ada);
    let part = format!("/organizer/programme/parts/{}", scene.main);
    let places = [
        "/organizer/programme",
        "/organizer/programme/new",
        "/organizer/programme/parts",
        "/organizer/programme/speakers",
        &session,
        &speaker,
        &part,
    ];
    let visitor = scene.stage.app.visitor();
    for place in places {
        assert_eq!(scene.stage.organizer.get(place).await.status, 200, "{place}");
        assert_eq!(scene.attendee.get(place).await.status, 404, "{place}");
        assert_eq!(visitor.get(place).await.status, 303, "{place}");
    }
    for place in [
        "/organizer/programme",
        "/organizer/programme/parts",
        "/organizer/programme/speakers",
        &session,
        &speaker,
        &part,
    ] {
        assert_eq!(scene.attendee.post(place, &[]).await.status, 404, "{place}");
        assert!(matches!(scene.stage.organizer.post(place, &[]).await.status, 422 | 409), "{place}");
    }
    // A part that is used stays; one that is not is removed, once.
    assert_eq!(scene.stage.organizer.post(&format!("{part}/removal"), &[]).await.status, 409);
    let side = format!("/organizer/programme/parts/{}", scene.side);
    assert_eq!(scene.attendee.post(&format!("{side}/removal"), &[]).await.status, 404);
    assert_eq!(scene.stage.organizer.post(&format!("{side}/removal"), &[]).await.status, 303);
    assert_eq!(scene.stage.organizer.post(&format!("{side}/removal"), &[]).await.status, 404);
    let twice = [("kind", "stage"), ("name", "Main stage"), ("position", "2")];
    assert_eq!(scene.stage.organizer.post("/organizer/programme/parts", &twice).await.status, 422);
    // Nothing of another kind, nor of nowhere, stands in a session.
    for (field, value) in
        [("track", scene.main.as_str()), ("stage", "00000000-0000-7000-8000-000000000000"), ("speaker", &scene.main)]
    {
        let mut form = scene.form("Odd", (60, 120), "", &[]);
        form.push((field.into(), value.into()));
        form.retain(|(name, typed)| name != "stage" || !typed.is_empty());
        let seen = send(&scene.stage.organizer, "/organizer/programme", &form).await;
        assert_eq!(seen.status, 422, "{field}: {}", seen.body);
    }
});

both!(materials_are_read_by_who_reads_the_session, |kind: Kind| async move {
    let scene: Scene = set(kind).await;
    let session = scene.draft("With slides", (60, 120), &scene.main, &[&scene.ada]).await;
    let path = format!("{session}/files");
    let files = [("files", "slides.pdf", PDF.to_vec()), ("files", "photo.png", picture())];
    assert_eq!(send_files(&scene.attendee, &path, &[], &files).await.status, 404);
    assert_eq!(scene.stage.organizer.post(&path, &[]).await.status, 422);
    let odd = [("files", "x.html", b"<html>".to_vec())];
    assert_eq!(send_files(&scene.stage.organizer, &path, &[], &odd).await.status, 422);
    let seen = send_files(&scene.stage.organizer, &path, &[], &files).await;
    assert_eq!(seen.status, 303, "{}", seen.body);
    let page = scene.stage.organizer.get(&session).await.body;
    let file = format!("/files/{}", between(&page, "href=\"/files/", "\""));
    let visitor = scene.stage.app.visitor();
    assert_eq!((visitor.get(&file).await.status, scene.attendee.get(&file).await.status), (404, 404));
    assert_eq!((scene.speaker.get(&file).await.status, scene.stage.organizer.get(&file).await.status), (200, 200));
    for state in ["submitted", "accepted", "confirmed"] {
        assert_eq!(scene.move_to(&session, state, "").await.status, 303);
    }
    assert_eq!(visitor.get(&file).await.status, 200);
    let id = file.split('/').nth(2).unwrap();
    assert_eq!(scene.attendee.post(&format!("{path}/{id}/removal"), &[]).await.status, 404);
    assert_eq!(scene.stage.organizer.post(&format!("{path}/{id}/removal"), &[]).await.status, 303);
    assert_eq!(visitor.get(&file).await.status, 404);
});
