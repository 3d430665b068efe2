//! Postings: from the draft to the end, by whom they are found and where.

use super::*;

both!(a_posting_goes_from_draft_over_review_to_its_end, |kind| async move {
    let stage = Stage::set(kind).await;
    let recruiter = stage.member("Wu Tao", "tao@test.example", "recruiter").await;
    let id = write_posting(&stage, &recruiter, "Laser engineer", 30).await;
    let edit = stage.desk(&format!("/postings/{id}/edit"));
    let wrong = recruiter.post(&stage.desk("/postings"), &fields("", "Kept title", "2001-01-01T00:00")).await;
    assert_eq!(wrong.status, 422);
    assert!(wrong.body.contains("Kept title") && wrong.body.contains("steel, with a team"), "{}", wrong.body);
    let publication = stage.desk(&format!("/postings/{id}/publication"));
    assert_eq!(recruiter.post(&publication, &[]).await.status, 303);
    let page = recruiter.get(&edit).await;
    let public = format!("/recruitment/postings/{}", between(&page.body, "href=\"/recruitment/postings/", "\""));
    assert_eq!(stage.app.visitor().get(&public).await.status, 404, "a submitted posting is not public");

    let seen = decide(&stage, &id, "changes_requested", "short").await;
    assert_eq!(seen.status, 422, "{}", seen.body);
    assert_eq!(decide(&stage, &id, "changes_requested", "Please name the working language.").await.status, 303);
    let told = recruiter.get(&edit).await;
    assert!(told.body.contains("Please name the working language."), "{}", told.body);
    assert!(stage.subjects("tao@test.example").await.iter().any(|subject| subject.contains("needs changes")));
    let closes = in_days(&stage.app, 30);
    let mut again = fields("", "Laser engineer", &closes);
    let seen_version = version(&told.body);
    again[0].1 = &seen_version;
    again.push(("language", "en"));
    let seen = recruiter.post(&stage.desk(&format!("/postings/{id}")), &again).await;
    assert_eq!(seen.status, 303, "{}", seen.body);
    assert_eq!(recruiter.post(&publication, &[]).await.status, 303);
    assert_eq!(decide(&stage, &id, "approved", "").await.status, 303);

    let seen = stage.app.visitor().get(&public).await;
    assert_eq!(seen.status, 200);
    assert!(seen.body.contains("Laser engineer") && seen.body.contains("CNY 300,000"), "{}", seen.body);
    assert!(stage.app.visitor().get("/recruitment").await.body.contains(&public));
    assert!(stage.subjects("tao@test.example").await.iter().any(|subject| subject.contains("is approved")));
    let edited = version(&recruiter.get(&edit).await.body);
    let seen =
        recruiter.post(&stage.desk(&format!("/postings/{id}")), &fields(&edited, "Senior engineer", &closes)).await;
    assert_eq!(seen.status, 303, "{}", seen.body);
    let still = stage.app.visitor().get(&public).await;
    assert!(still.body.contains("Laser engineer") && !still.body.contains("Senior engineer"), "an edit waits");

    stage.app.clock.advance(chrono::Duration::days(13));
    for _ in 0..2 {
        stage.app.clock.advance(chrono::Duration::days(10));
        recruiter.get("/me").await;
        stage.organizer.get("/me").await;
    }
    assert_eq!(stage.app.visitor().get(&public).await.status, 410, "the clock closes a posting");
    assert!(!stage.app.visitor().get("/recruitment").await.body.contains(&public));
});

both!(a_new_posting_sent_twice_is_one_draft, |kind| async move {
    let stage = Stage::set(kind).await;
    let page = stage.owner.get(&stage.desk("/postings/new")).await;
    let draft = between(&page.body, "name=\"draft\" value=\"", "\"").to_owned();
    let (closes, desk) = (in_days(&stage.app, 9), stage.desk("/postings"));
    let form = |title| [fields("", title, &closes), vec![("draft", draft.as_str())]].concat();
    let again = form("Optician");
    let all = futures_util::future::join_all((0..4).map(|_| stage.owner.post(&desk, &again))).await;
    let first = all[0].location.clone().unwrap();
    assert!(all.iter().all(|seen| seen.location.as_ref() == Some(&first)), "{first}");
    // Gone back and typed anew: nothing typed is lost.
    let second = stage.owner.post(&desk, &form("Glass maker")).await.location.unwrap();
    assert_ne!(second, first);
    let list = stage.owner.get(&desk).await.body;
    assert_eq!((list.matches("Optician").count(), list.matches("Glass maker").count()), (1, 1), "{list}");
    let other = join(&stage.app, "Li Na", "na@test.example").await;
    let own = format!("/organizations/{}/postings", found(&other, "Epsilon Optics").await);
    assert_eq!(other.post(&desk, &form("Optician")).await.status, 404);
    let theirs = other.post(&own, &form("Optician")).await.location.unwrap();
    assert!(theirs.starts_with(&own) && other.get(&theirs).await.body.contains("Optician"), "{theirs}");
    let nonsense = [fields("", "Optician", &closes), vec![("draft", "%00")]].concat();
    let answers = [stage.owner.post(&desk, &nonsense).await, stage.owner.post(&desk, &nonsense).await];
    assert_ne!(answers[0].location, answers[1].location, "without a key each is a posting of its own");
});

both!(a_closed_posting_is_gone_for_visitors_and_stays_for_those_concerned, |kind| async move {
    let stage = Stage::set(kind).await;
    let posting = open_posting(&stage, "Laser engineer").await;
    let similar = open_posting(&stage, "Laser technician").await;
    let seeker = join(&stage.app, "Zhao Yun", SEEKER).await;
    apply(&seeker, &posting).await;
    let late = join(&stage.app, "Li Na", "na@test.example").await;
    let desk = stage.owner.get(&stage.desk("/postings")).await;
    let id =
        between(&desk.body, "/postings/", "/edit\" lang=\"en\">Laser engineer").rsplit('/').next().unwrap().to_owned();
    let page = stage.owner.get(&stage.desk(&format!("/postings/{id}/edit"))).await;
    let seen_version = version(&page.body);
    let form = [("version", seen_version.as_str()), ("state", "closed_early")];
    assert_eq!(stage.owner.post(&stage.desk(&format!("/postings/{id}/closing")), &form).await.status, 303);
    for (browser, status) in [(&stage.app.visitor(), 410), (&late, 410), (&seeker, 200), (&stage.owner, 200)] {
        let seen = browser.get(&posting).await;
        assert_eq!(seen.status, status);
        assert!(seen.body.contains("takes no more applications") && seen.body.contains(&similar), "{}", seen.body);
    }
    assert_eq!(apply(&late, &posting).await.status, 409);
    assert_eq!(late.get(&format!("{posting}/applications")).await.status, 409);
});

both!(postings_are_found_by_every_filter_and_kept_from_those_that_do_not_fit, |kind| async move {
    let stage = Stage::set(kind).await;
    let laser = open_posting(&stage, "Laser engineer").await;
    stage.app.clock.advance(chrono::Duration::minutes(1));
    let closes = in_days(&stage.app, 5);
    let mut remote = fields("", "Optics trainer", &closes);
    for (name, value) in [
        ("field", "5.3"),
        ("type", "PART_TIME"),
        ("city", "Shenzhen"),
        ("city_zh", "深圳"),
        ("salary_min", "5000"),
        ("salary_max", "9000"),
        ("salary_unit", "MONTH"),
        ("openings", "7"),
    ] {
        remote.iter_mut().find(|field| field.0 == name).unwrap().1 = value;
    }
    remote.extend([("remote", "yes"), ("language", "de")]);
    let seen = stage.owner.post(&stage.desk("/postings"), &remote).await;
    assert_eq!(seen.status, 303, "{}", seen.body);
    let id = between(&seen.location.unwrap(), "/postings/", "/edit").to_owned();
    assert_eq!(stage.owner.post(&stage.desk(&format!("/postings/{id}/publication")), &[]).await.status, 303);
    let trainer = "/recruitment/postings/optics-trainer".to_owned();
    stage.app.site.search.catch_up(&stage.app.site.db).await.unwrap();
    let visitor = stage.app.visitor();
    for (query, has_laser, has_trainer) in [
        ("", true, true),
        ("q=lasers", true, true),
        ("q=trainer", false, true),
        ("q=trainr", false, true),
        ("q=Delta", true, true),
        ("place=深圳", false, true),
        ("place=wuhan", true, false),
        ("place=china", true, true),
        ("place=Paris", false, false),
        ("field=2", true, false),
        ("field=5.3", false, true),
        ("type=PART_TIME", false, true),
        ("language=de", false, true),
        ("remote=yes", false, true),
        ("salary_min=100000", true, true),
        ("salary_min=200000", true, false),
        ("salary_min=200000&remote=yes", false, false),
        ("q=zzzzzzzz", false, false),
    ] {
        let seen = visitor.get(&format!("/recruitment?{query}")).await;
        assert_eq!(seen.status, 200);
        let shown = (seen.body.contains(&laser), seen.body.contains(&trainer));
        assert_eq!(shown, (has_laser, has_trainer), "{query}: {}", seen.body);
    }
    for (sort, first) in [("openings", &trainer), ("closing", &trainer), ("newest", &trainer)] {
        let seen = visitor.get(&format!("/recruitment?q=lasers&sort={sort}")).await;
        let place = |address: &str| seen.body.find(&format!("href=\"{address}\""));
        let other = if *first == trainer { &laser } else { &trainer };
        assert!(place(first) < place(other), "{sort}");
    }
    for odd in ["page=-1", "page=99999999999", "salary_min=1e9&field=%27&type=%00x", "q=%22(%2B)%2B%24&sort=%27"] {
        let status = visitor.get(&format!("/recruitment?{odd}")).await.status;
        assert!(matches!(status, 200 | 400), "{odd}: {status}");
    }
});

both!(a_renamed_posting_is_found_at_its_old_address_too, |kind| async move {
    let stage = Stage::set(kind).await;
    let old = open_posting(&stage, "Laser engineer").await;
    let other = open_posting(&stage, "Laser engineer").await;
    assert!(other.ends_with("/laser-engineer-2"), "{other}");
    let desk = stage.owner.get(&stage.desk("/postings")).await;
    let rows: Vec<&str> = desk.body.split("/postings/").filter(|rest| rest[36..].starts_with("/edit")).collect();
    let path = stage.desk(&format!("/postings/{}", &rows.last().unwrap()[..36]));
    let seen_version = version(&stage.owner.get(&format!("{path}/edit")).await.body);
    let closes = in_days(&stage.app, 30);
    assert_eq!(stage.owner.post(&path, &fields(&seen_version, "Optics lead", &closes)).await.status, 303);
    assert_eq!(stage.owner.post(&format!("{path}/publication"), &[]).await.status, 303);
    let seen = stage.app.visitor().get(&old).await;
    assert_eq!((seen.status, seen.location.as_deref()), (308, Some("/recruitment/postings/optics-lead")));
    let third = open_posting(&stage, "Laser engineer").await;
    assert!(third.ends_with("/laser-engineer-3"), "an old address is not given away: {third}");
});
