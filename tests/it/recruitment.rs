//! A posting from its first draft to its end, and an application from the letter to the offer or
//! the rejection: by a recruiter, the organizer and people who look for work.

use crate::accounts::join;
use crate::both;
use crate::stage::{OWNER, PDF, Stage, between, found, send, version};
use crate::support::{Browser, Seen, TestApp};

const SEEKER: &str = "seeker@test.example";
const LETTER: &str = "Dear Delta Photonics, I have built fibre lasers for six years and would like to build yours.";
const REASON: &str = "We chose a candidate with more experience in optics.";

/// A posting's form as it was typed.
fn fields<'a>(version: &'a str, title: &'a str, closes_at: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("version", version),
        ("title", title),
        ("body", "You design, build and test fibre lasers for cutting steel, with a team of eight."),
        ("field", "2.2"),
        ("type", "FULL_TIME"),
        ("city", "Wuhan"),
        ("city_zh", "武汉"),
        ("country", "CN"),
        ("salary_min", "300000"),
        ("salary_max", "400000"),
        ("salary_currency", "CNY"),
        ("salary_unit", "YEAR"),
        ("openings", "2"),
        ("closes_at", closes_at),
        ("apply_by", "here"),
        ("response_days", "14"),
    ]
}

/// So many days from the server's now, as browsers send it.
fn in_days(app: &TestApp, days: i64) -> String {
    (app.clock.now() + chrono::Duration::days(days)).format("%Y-%m-%dT%H:%M").to_string()
}

/// Writes a posting and gives its id.
async fn write_posting(stage: &Stage, browser: &Browser, title: &str, days: i64) -> String {
    let seen = browser.post(&stage.desk("/postings"), &fields("", title, &in_days(&stage.app, days))).await;
    assert_eq!(seen.status, 303, "{}", seen.body);
    between(&seen.location.unwrap(), "/postings/", "/edit").to_owned()
}

/// Writes a posting that is open to everybody, by the owner; gives its address.
async fn open_posting(stage: &Stage, title: &str) -> String {
    let id = write_posting(stage, &stage.owner, title, 30).await;
    let seen = stage.owner.post(&stage.desk(&format!("/postings/{id}/publication")), &[]).await;
    assert_eq!(seen.status, 303, "{}", seen.body);
    let queue = stage.organizer.get("/organizer/postings").await;
    if queue.body.contains(&id) {
        let seen = decide(stage, &id, "approved", "").await;
        assert_eq!(seen.status, 303, "{}", seen.body);
    }
    let seen = stage.owner.get(&stage.desk(&format!("/postings/{id}/edit"))).await;
    format!("/recruitment/postings/{}", between(&seen.body, "href=\"/recruitment/postings/", "\""))
}

async fn decide(stage: &Stage, id: &str, decision: &str, comment: &str) -> Seen {
    let seen = stage.organizer.get(&format!("/organizer/postings/{id}")).await;
    let seen_version = version(&seen.body);
    let form = [("version", seen_version.as_str()), ("decision", decision), ("comment", comment)];
    stage.organizer.post(&format!("/organizer/postings/{id}/decision"), &form).await
}

async fn apply(browser: &Browser, posting: &str) -> Seen {
    let files = [("resume", "Zhao Yun.pdf", PDF.to_vec())];
    send(browser, &format!("{posting}/applications"), &[("letter", LETTER)], &files).await
}

/// Moves the application at this address as the organization.
async fn move_to(recruiter: &Browser, path: &str, state: &str, reason: &str) -> Seen {
    let seen = recruiter.get(path).await;
    let seen_version = version(&seen.body);
    let form = [("version", seen_version.as_str()), ("state", state), ("reason", reason)];
    recruiter.post(&format!("{path}/moves"), &form).await
}

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

both!(an_application_goes_to_an_offer_and_everybody_is_told, |kind| async move {
    let stage = Stage::set(kind).await;
    let posting = open_posting(&stage, "Laser engineer").await;
    let seeker = join(&stage.app, "Zhao Yun", SEEKER).await;
    let bare = seeker.post(&format!("{posting}/applications"), &[("letter", LETTER)]).await;
    assert_eq!(bare.status, 422, "a résumé is needed");
    assert!(bare.body.contains("six years"), "the letter is kept: {}", bare.body);
    let seen = apply(&seeker, &posting).await;
    assert_eq!(seen.status, 303, "{}", seen.body);
    let mine = seen.location.unwrap();
    let twice = apply(&seeker, &posting).await;
    assert_eq!(twice.status, 303);
    assert!(seeker.get(&posting).await.body.contains(&mine), "the posting leads to the application");
    let list = seeker.get("/me/applications").await;
    assert_eq!(list.body.matches("href=\"/me/applications/0").count(), 1, "{}", list.body);
    assert!(stage.subjects(OWNER).await.iter().any(|subject| subject.contains("New application")));
    assert!(stage.subjects(SEEKER).await.iter().any(|subject| subject.contains("has arrived")));

    assert_eq!(seeker.post(&format!("{mine}/moves"), &[("state", "withdrawn")]).await.status, 303);
    let again = apply(&seeker, &posting).await;
    let mine = again.location.unwrap();
    let theirs = stage.desk(mine.strip_prefix("/me").unwrap());
    let received = stage.owner.get(&theirs).await;
    assert!(received.body.contains("six years") && received.body.contains(SEEKER), "{}", received.body);
    let resume = stage.owner.get(&format!("{theirs}/resume")).await;
    assert_eq!((resume.status, resume.body.starts_with("%PDF")), (200, true));
    assert_eq!(move_to(&stage.owner, &theirs, "offered", "").await.status, 409, "no step is left out");
    for (state, word) in [
        ("under_review", "Being read"),
        ("shortlisted", "Shortlisted"),
        ("interviewing", "Interviewing"),
        ("offered", "Offer made"),
    ] {
        assert_eq!(move_to(&stage.owner, &theirs, state, "We liked your letter.").await.status, 303, "{state}");
        assert!(seeker.get(&mine).await.body.contains(word), "{state}");
        assert!(stage.subjects(SEEKER).await.last().unwrap().contains(word), "{state}");
        assert!(seeker.get("/me/notifications").await.body.contains(word), "{state}");
    }
    assert_eq!(seeker.post(&format!("{mine}/moves"), &[("state", "accepted")]).await.status, 303);
    assert!(stage.subjects(OWNER).await.iter().any(|subject| subject.contains("was accepted")));
    assert_eq!(move_to(&stage.owner, &theirs, "hired", "").await.status, 303);
    assert!(seeker.get(&mine).await.body.contains("Hired"));
});

/// Whether anything the applicant can see speaks of the decision.
async fn says_unsuccessful(stage: &Stage, seeker: &Browser, mine: &str, posting: &str) -> bool {
    let mut all = String::new();
    for path in ["/me", "/me/applications", "/me/applications?state=ended", "/me/notifications", mine, posting] {
        all.push_str(&seeker.get(path).await.body);
    }
    for mail in stage.app.mails().await.iter().filter(|mail| mail.to == SEEKER) {
        all.push_str(&format!("{} {}", mail.subject, mail.paragraphs.join(" ")));
    }
    let all = all.to_lowercase();
    ["unsuccessful", "decided against", "not successful", "rejected", "hidden remark"]
        .iter()
        .any(|word| all.contains(word))
}

both!(a_decision_against_is_hidden_until_it_is_released_with_its_reason, |kind| async move {
    let stage = Stage::set(kind).await;
    let posting = open_posting(&stage, "Laser engineer").await;
    let seeker = join(&stage.app, "Zhao Yun", SEEKER).await;
    let mine = apply(&seeker, &posting).await.location.unwrap();
    let theirs = stage.desk(mine.strip_prefix("/me").unwrap());
    assert_eq!(move_to(&stage.owner, &theirs, "under_review", "").await.status, 303);
    let before = stage.subjects(SEEKER).await.len();
    assert_eq!(move_to(&stage.owner, &theirs, "unsuccessful", "hidden remark").await.status, 303);
    assert_eq!(stage.subjects(SEEKER).await.len(), before, "nobody is told");
    assert!(!says_unsuccessful(&stage, &seeker, &mine, &posting).await);
    assert!(seeker.get(&mine).await.body.contains("Being read"));
    assert!(seeker.get("/me/applications?state=open").await.body.contains(&mine), "it still counts as open");
    assert!(stage.owner.get(&theirs).await.body.contains("hidden remark"), "the organization sees it");

    let seen = stage.owner.post(&format!("{theirs}/release"), &[("reason", "no")]).await;
    assert_eq!(seen.status, 422, "a reason is needed");
    assert_eq!(stage.owner.post(&format!("{theirs}/release"), &[("reason", REASON)]).await.status, 303);
    let told = seeker.get(&mine).await;
    assert!(told.body.contains("Not successful") && told.body.contains(REASON), "{}", told.body);
    assert!(!told.body.contains("hidden remark"));
    let mails = stage.app.mails().await;
    let last = mails.iter().rev().find(|mail| mail.to == SEEKER).unwrap();
    assert!(last.paragraphs.join(" ").contains(REASON), "{last:?}");
    assert_eq!(stage.owner.post(&format!("{theirs}/release"), &[("reason", REASON)]).await.status, 409);
});

both!(a_withdrawal_does_not_betray_a_hidden_decision, |kind| async move {
    let stage = Stage::set(kind).await;
    let posting = open_posting(&stage, "Laser engineer").await;
    let seeker = join(&stage.app, "Zhao Yun", SEEKER).await;
    let mine = apply(&seeker, &posting).await.location.unwrap();
    let theirs = stage.desk(mine.strip_prefix("/me").unwrap());
    assert_eq!(move_to(&stage.owner, &theirs, "unsuccessful", "hidden remark").await.status, 303);
    assert_eq!(seeker.post(&format!("{mine}/moves"), &[("state", "withdrawn")]).await.status, 303);
    assert!(!says_unsuccessful(&stage, &seeker, &mine, &posting).await);
    assert_eq!(stage.owner.get(&format!("{theirs}/resume")).await.status, 404, "who withdraws takes the résumé back");
});

both!(an_application_does_not_exist_for_strangers_organizers_and_other_organizations, |kind| async move {
    let stage = Stage::set(kind).await;
    let posting = open_posting(&stage, "Laser engineer").await;
    let seeker = join(&stage.app, "Zhao Yun", SEEKER).await;
    let mine = apply(&seeker, &posting).await.location.unwrap();
    let id = mine.rsplit('/').next().unwrap().to_owned();
    let theirs = stage.desk(&format!("/applications/{id}"));
    let other = join(&stage.app, "Li Na", "na@test.example").await;
    let other_slug = found(&other, "Epsilon Optics").await;
    let editor = stage.member("Sun Li", "li@test.example", "editor").await;
    let through_own = format!("/organizations/{other_slug}/applications/{id}");
    for browser in [&other, &editor, &stage.organizer] {
        for path in [&mine, &format!("{mine}/resume"), &theirs, &format!("{theirs}/resume"), &through_own] {
            assert_eq!(browser.get(path).await.status, 404, "{path}");
        }
        for path in [&theirs, &through_own] {
            let form = [("state", "under_review"), ("version", "1")];
            assert_eq!(browser.post(&format!("{path}/moves"), &form).await.status, 404, "{path}");
        }
        let form = [("state", "withdrawn")];
        assert_eq!(browser.post(&format!("{mine}/moves"), &form).await.status, 404);
        let form = [("reason", REASON)];
        assert_eq!(browser.post(&format!("{theirs}/release"), &form).await.status, 404);
    }
    assert_eq!(other.get(&stage.desk("/applications")).await.status, 404);
    assert_eq!(other.get(&stage.desk("/postings")).await.status, 404);
    assert_eq!(other.get("/organizer/postings").await.status, 404);
    assert_eq!(seeker.get(&format!("{mine}/resume")).await.status, 200, "their own");
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

both!(a_zone_that_is_shut_takes_no_application_and_says_why, |kind| async move {
    let stage = Stage::set(kind).await;
    let posting = open_posting(&stage, "Laser engineer").await;
    let seeker = join(&stage.app, "Zhao Yun", SEEKER).await;
    for (gate, word) in [("read_only", "read"), ("closed", "closed")] {
        stage.set_gate("recruitment", gate).await;
        let seen = apply(&seeker, &posting).await;
        assert_eq!(seen.status, 403, "{gate}");
        assert!(seen.body.to_lowercase().contains(word), "{gate}: {}", seen.body);
        let seen = stage.owner.post(&stage.desk("/postings"), &fields("", "Optician", &in_days(&stage.app, 9))).await;
        assert_eq!(seen.status, 403, "{gate}");
        assert_eq!(stage.app.visitor().get(&posting).await.status, 200);
        assert!(stage.app.visitor().get("/recruitment").await.body.to_lowercase().contains(word));
    }
    stage.set_gate("recruitment", "open").await;
    assert_eq!(apply(&seeker, &posting).await.status, 303);
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

both!(many_are_decided_and_told_together_after_a_preview, |kind| async move {
    let stage = Stage::set(kind).await;
    let posting = open_posting(&stage, "Laser engineer").await;
    let mut ids = Vec::new();
    let mut seekers = Vec::new();
    for (name, email) in [("Zhao Yun", SEEKER), ("Qian Bo", "bo@test.example"), ("Sun Fei", "fei@test.example")] {
        let seeker = join(&stage.app, name, email).await;
        let mine = apply(&seeker, &posting).await.location.unwrap();
        ids.push(mine.rsplit('/').next().unwrap().to_owned());
        seekers.push(seeker);
    }
    let list = stage.owner.get(&stage.desk("/applications?q=qian")).await;
    assert!(list.body.contains("Qian Bo") && !list.body.contains("Sun Fei"), "{}", list.body);
    let decisions = stage.desk("/applications/decisions");
    let chosen: Vec<(&str, &str)> = ids.iter().map(|id| ("application", id.as_str())).collect();
    let step = |state| [&chosen[..], &[("step", state), ("remark", "hidden remark")]].concat();
    assert_eq!(stage.owner.post(&decisions, &[("step", "unsuccessful")]).await.status, 400);
    assert_eq!(stage.owner.post(&decisions, &step("offered")).await.status, 409, "none may skip a step");
    let stranger = join(&stage.app, "Li Na", "na@test.example").await;
    assert_eq!(stranger.post(&decisions, &step("unsuccessful")).await.status, 404);
    assert_eq!(stage.owner.post(&decisions, &step("unsuccessful")).await.status, 303);
    let mine = format!("/me/applications/{}", ids[0]);
    assert!(!says_unsuccessful(&stage, &seekers[0], &mine, &posting).await);

    let releases = stage.desk("/applications/releases");
    let preview = stage.owner.get(&releases).await;
    for name in ["Zhao Yun", "Qian Bo", "Sun Fei", "3 applicants will be told"] {
        assert!(preview.body.contains(name), "{name}: {}", preview.body);
    }
    let told = |reason| [&chosen[..], &[("reason", reason)]].concat();
    let short = stage.owner.post(&releases, &told("no")).await;
    assert!(short.status == 422 && short.body.contains("Qian Bo"));
    assert_eq!(
        seekers[2].post(&format!("/me/applications/{}/moves", ids[2]), &[("state", "withdrawn")]).await.status,
        303
    );
    assert_eq!(stage.owner.post(&releases, &told(REASON)).await.status, 303);
    for (seeker, id) in seekers.iter().zip(&ids).take(2) {
        let seen = seeker.get(&format!("/me/applications/{id}")).await;
        assert!(seen.body.contains(REASON) && seen.body.contains("Not successful"));
    }
    let withdrawn = seekers[2].get(&format!("/me/applications/{}", ids[2])).await;
    assert!(!withdrawn.body.contains(REASON), "who withdrew is told nothing");
    assert!(stage.owner.get(&releases).await.body.contains("Nobody is left to tell"));
});

both!(a_zone_shut_by_hand_stops_decisions_and_never_a_withdrawal, |kind| async move {
    let stage = Stage::set(kind).await;
    let posting = open_posting(&stage, "Laser engineer").await;
    let seeker = join(&stage.app, "Zhao Yun", SEEKER).await;
    let mine = apply(&seeker, &posting).await.location.unwrap();
    let theirs = stage.desk(mine.strip_prefix("/me").unwrap());
    for gate in ["read_only", "closed"] {
        stage.set_gate("recruitment", gate).await;
        assert_eq!(move_to(&stage.owner, &theirs, "under_review", "").await.status, 403, "{gate}");
    }
    assert_eq!(seeker.post(&format!("{mine}/moves"), &[("state", "withdrawn")]).await.status, 303);
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
