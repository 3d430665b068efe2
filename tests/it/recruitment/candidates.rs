//! Candidates: who finds whom, who never does, what is written down of each look, and who is hidden when.

use chrono::Duration;
use diesel::prelude::*;
use fairhall::db::Conn;
use fairhall::db::schema::{candidate_views, candidates, files, people, saved_searches, saves, transitions};
use fairhall::ids::PersonId;
use fairhall::recruitment::{candidates as profiles, searches};

use super::*;
use crate::accounts::PASSWORD;
use crate::support::Kind;

const OWN: &str = "/me/candidate";

fn profile(version: &str) -> Vec<(&str, &str)> {
    vec![
        ("version", version),
        ("headline", "Laser engineer with six years in fibre optics"),
        ("summary", "I build what others simulate."),
        ("occupation", "21"),
        ("education", "7"),
        ("language", "en"),
        ("level", "C1"),
        ("skills", "Fibre lasers, Rust"),
        ("places", "Wuhan, 深圳"),
        ("types", "FULL_TIME"),
        ("availability", "month"),
    ]
}

/// Somebody with a profile and a résumé that organizations find; gives the address of the profile at the desk.
pub async fn open_candidate(stage: &Stage, browser: &Browser) -> String {
    let files = [("resume", "Zhao Yun.pdf", PDF.to_vec())];
    let seen = send(browser, OWN, &profile("0"), &files).await;
    assert_eq!(seen.status, 303, "{}", seen.body);
    assert_eq!(browser.post("/me/candidate/publication", &[("agree", "yes")]).await.status, 303);
    let list = stage.owner.get(&stage.desk("/candidates")).await.body;
    let desk = stage.desk("/candidates/");
    format!("{desk}{}", between(&list, &format!("href=\"{desk}"), "\""))
}

async fn sign_in(stage: &Stage, email: &str) -> Browser {
    let browser = stage.app.visitor();
    assert_eq!(browser.post("/login", &[("email", email), ("password", PASSWORD)]).await.status, 303);
    browser
}

both!(nobody_is_found_before_they_agree_nor_after_they_take_it_back, |kind: Kind| async move {
    let stage = Stage::set(kind).await;
    open_posting(&stage, "Laser engineer").await;
    let seeker = join(&stage.app, "Zhao Yun", SEEKER).await;
    assert!(seeker.get(OWN).await.body.contains("No profile yet"));
    let mut wrong = profile("0");
    wrong[3].1 = "99";
    let seen = seeker.post(OWN, &wrong).await;
    assert!(seen.status == 422 && seen.body.contains("six years in fibre optics"), "{}", seen.body);
    assert!(seeker.get(OWN).await.body.contains("No profile yet"));
    assert_eq!(seeker.post(OWN, &profile("0")).await.status, 303);
    let desk = stage.desk("/candidates");
    assert!(stage.owner.get(&desk).await.body.contains("No candidates yet"));
    let refused = seeker.post("/me/candidate/publication", &[]).await;
    assert!(refused.status == 422 && stage.owner.get(&desk).await.body.contains("No candidates yet"));
    assert_eq!(seeker.post("/me/candidate/publication", &[("agree", "yes")]).await.status, 303);
    let consent =
        |conn: &mut Conn| Ok(candidates::table.select(candidates::consented_at.is_not_null()).first::<bool>(conn)?);
    assert!(stage.app.site.db.read(consent).await.unwrap(), "the consent has its time");
    let list = stage.owner.get(&desk).await.body;
    assert!(
        list.contains("six years in fibre optics") && !list.contains("Zhao Yun"),
        "who it is, is on the page: {list}"
    );
    let page = format!("{desk}/{}", between(&list, &format!("href=\"{desk}/"), "\""));
    let shown = stage.owner.get(&page).await;
    assert!(shown.status == 200 && shown.body.contains("Zhao Yun") && shown.body.contains("English (C1)"));
    assert_eq!(seeker.post("/me/candidate/publication/removal", &[]).await.status, 303);
    assert_eq!(stage.owner.get(&page).await.status, 404);
    assert!(stage.owner.get(&desk).await.body.contains("No candidates yet"));
    assert_eq!(seeker.post("/me/candidate/removal", &[]).await.status, 303);
    assert!(seeker.get(OWN).await.body.contains("No profile yet"));
});

both!(only_recruiters_of_verified_organizations_see_a_profile_and_its_resume, |kind: Kind| async move {
    let stage = Stage::set(kind).await;
    open_posting(&stage, "Laser engineer").await;
    let seeker = join(&stage.app, "Zhao Yun", SEEKER).await;
    let page = open_candidate(&stage, &seeker).await;
    let recruiter = stage.member("Wu Tao", "tao@test.example", "recruiter").await;
    let stander = stage.member("Qian Rui", "rui@test.example", "representative").await;
    let stranger = join(&stage.app, "Olga Other", "olga@test.example").await;
    let resume = format!("{page}/resume");
    for browser in [&stage.owner, &recruiter] {
        assert_eq!((browser.get(&page).await.status, browser.get(&resume).await.status), (200, 200));
    }
    for browser in [&stage.organizer, &stander, &stranger, &seeker] {
        assert_eq!((browser.get(&page).await.status, browser.get(&resume).await.status), (404, 404));
        assert_eq!(browser.get(&stage.desk("/candidates")).await.status, 404);
    }
    assert_eq!(stage.app.visitor().get(&page).await.status, 303);
    // By the address of files nobody reads it, its person aside on their own page.
    let file =
        |conn: &mut Conn| Ok(files::table.filter(files::kind.eq("resume")).select(files::id).first::<String>(conn)?);
    let file = format!("/files/{}/resume.pdf", stage.app.site.db.read(file).await.unwrap());
    for browser in [&stage.owner, &stage.organizer, &stranger] {
        assert_eq!(browser.get(&file).await.status, 404);
    }
    assert_eq!(seeker.get("/me/candidate/resume").await.status, 200);
    assert_eq!(stranger.get("/me/candidate/resume").await.status, 404);
    // An organization that is not verified finds nobody.
    let new = found(&stranger, "Omega Optics").await;
    let id = page.rsplit('/').next().unwrap();
    let list = stranger.get(&format!("/organizations/{new}/candidates")).await;
    assert!(list.status == 200 && list.body.contains("Only for verified") && !list.body.contains("fibre optics"));
    assert_eq!(stranger.get(&format!("/organizations/{new}/candidates/{id}")).await.status, 404);
    assert_eq!(stranger.get(&format!("/organizations/{new}/candidates/{id}/resume")).await.status, 404);
    // Nor is somebody found whose address is in doubt.
    let doubt = |conn: &mut Conn| {
        let own = people::table.filter(people::email.eq(SEEKER));
        Ok(diesel::update(own).set(people::verified_at.eq(None::<fairhall::clock::Instant>)).execute(conn)?)
    };
    stage.app.site.db.write(doubt).await.unwrap();
    assert_eq!((stage.owner.get(&page).await.status, stage.owner.get(&resume).await.status), (404, 404));
});

/// What an organization is answered about a candidate: the page, the résumé, an invitation without a posting.
async fn answers(browser: &Browser, page: &str) -> [u16; 3] {
    let invited = browser.post(&format!("{page}/invitations"), &[("posting", "")]).await;
    [browser.get(page).await.status, browser.get(&format!("{page}/resume")).await.status, invited.status]
}

both!(who_hides_is_banned_or_asked_for_by_a_suspended_organization_is_not_there_at_once, |kind: Kind| async move {
    let stage = Stage::set(kind).await;
    open_posting(&stage, "Laser engineer").await;
    let seeker = join(&stage.app, "Zhao Yun", SEEKER).await;
    let page = open_candidate(&stage, &seeker).await;
    assert_eq!(answers(&stage.owner, &page).await, [200, 200, 422]);
    assert_eq!(seeker.post("/me/candidate/publication/removal", &[]).await.status, 303);
    assert_eq!(answers(&stage.owner, &page).await, [404; 3]);
    assert_eq!(seeker.post("/me/candidate/publication", &[("agree", "yes")]).await.status, 303);
    let moves = format!("/organizer/organizations/{}/transitions", stage.slug);
    let suspend = [("to", "suspended"), ("reason", "Two complaints about the same posting.")];
    assert_eq!(stage.organizer.post(&moves, &suspend).await.status, 303);
    assert_eq!(answers(&stage.owner, &page).await, [404; 3]);
    assert!(!stage.owner.get(&stage.desk("/candidates")).await.body.contains("fibre optics"));
    let verify = [("to", "verified"), ("reason", "The complaints were settled.")];
    assert_eq!(stage.organizer.post(&moves, &verify).await.status, 303);
    assert_eq!(answers(&stage.owner, &page).await, [200, 200, 422]);
    let who = person(&stage, SEEKER).await;
    let ban = [("person", who.as_str()), ("reason", "Spam"), ("kind", "banned"), ("zone", "all"), ("term", "day")];
    assert_eq!(stage.organizer.post("/organizer/sanctions", &ban).await.status, 303);
    assert_eq!(answers(&stage.owner, &page).await, [404; 3]);
    assert!(!stage.owner.get(&stage.desk("/candidates")).await.body.contains("fibre optics"));
});

both!(a_long_resume_leaves_the_store_with_whatever_it_belonged_to, |kind: Kind| async move {
    let stage = Stage::set(kind).await;
    let seeker = join(&stage.app, "Zhao Yun", SEEKER).await;
    let mut seen = "0".to_owned();
    for (length, in_store) in [(70_000, 1), (80_000, 1), (60_000, 0), (90_000, 1)] {
        let files = [("resume", "Zhao Yun.pdf", resume_of(length))];
        assert_eq!(send(&seeker, OWN, &profile(&seen), &files).await.status, 303, "{length} bytes");
        stage.app.mails().await;
        assert_eq!(stored(&stage), in_store, "{length} bytes");
        seen = version(&seeker.get("/me/candidate/edit").await.body);
    }
    let files = [("resume", "Zhao Yun.pdf", resume_of(70_000))];
    assert_eq!(send(&seeker, OWN, &profile("1"), &files).await.status, 409, "another window was first");
    assert_eq!(stored(&stage), 1, "what is not saved leaves nothing behind");
    let mut without = profile(&seen);
    without.push(("no_resume", "yes"));
    assert_eq!(seeker.post(OWN, &without).await.status, 303);
    stage.app.mails().await;
    assert_eq!((stored(&stage), seeker.get("/me/candidate/resume").await.status), (0, 404));
    let seen = version(&seeker.get("/me/candidate/edit").await.body);
    assert_eq!(send(&seeker, OWN, &profile(&seen), &files).await.status, 303);
    assert_eq!(stored(&stage), 1);
    assert_eq!(seeker.post("/me/candidate/removal", &[]).await.status, 303);
    stage.app.mails().await;
    assert_eq!(stored(&stage), 0, "nor does it outlive the profile");
    let moves = |conn: &mut Conn| {
        let own = transitions::table.filter(transitions::thing_kind.eq("candidate"));
        Ok(own.count().get_result::<i64>(conn)?)
    };
    assert_eq!(stage.app.site.db.read(moves).await.unwrap(), 0);
});

both!(each_look_is_told_once_a_day, |kind: Kind| async move {
    let stage = Stage::set(kind).await;
    open_posting(&stage, "Laser engineer").await;
    let seeker = join(&stage.app, "Zhao Yun", SEEKER).await;
    let page = open_candidate(&stage, &seeker).await;
    assert!(seeker.get(OWN).await.body.contains("Nobody so far"), "the list shows nobody's name and is no look");
    let looks = (0..4).map(|_| stage.owner.get(&page));
    let answers = futures_util::future::join_all(looks).await;
    assert!(answers.iter().all(|seen| seen.status == 200));
    let count = |conn: &mut Conn| Ok(candidate_views::table.count().get_result::<i64>(conn)?);
    assert_eq!(stage.app.site.db.read(count).await.unwrap(), 1);
    stage.app.clock.advance(Duration::days(1));
    assert_eq!(stage.owner.get(&format!("{page}/resume")).await.status, 200, "a look at the résumé is one too");
    assert_eq!(stage.app.site.db.read(count).await.unwrap(), 2);
    let own = seeker.get(OWN).await.body;
    assert!(own.contains("Delta Photonics") && own.contains("2 looks"), "{own}");
});

both!(a_candidate_hides_from_organizations_and_from_their_own, |kind: Kind| async move {
    let stage = Stage::set(kind).await;
    open_posting(&stage, "Laser engineer").await;
    let seeker = join(&stage.app, "Zhao Yun", SEEKER).await;
    let page = open_candidate(&stage, &seeker).await;
    let found = seeker.get("/me/candidate/hidings?q=delta").await.body;
    let organization = between(&found, "name=\"organization\" value=\"", "\"").to_owned();
    assert!(seeker.get("/me/candidate/hidings?q=nobody").await.body.contains("No such organization"));
    assert_eq!(seeker.post("/me/candidate/hidings", &[("organization", &organization)]).await.status, 303);
    assert_eq!(
        (stage.owner.get(&page).await.status, stage.owner.get(&format!("{page}/resume")).await.status),
        (404, 404)
    );
    assert!(stage.owner.get(&stage.desk("/candidates")).await.body.contains("No candidates yet"));
    assert_eq!(seeker.post("/me/candidate/hidings/removal", &[("organization", &organization)]).await.status, 303);
    assert_eq!(stage.owner.get(&page).await.status, 200);
    // Whoever becomes a member is not found by their own.
    let link = stage.invite(SEEKER, "representative").await;
    assert_eq!(seeker.post(&link, &[]).await.status, 303);
    assert_eq!(stage.owner.get(&page).await.status, 404);
});

both!(a_candidate_is_invited_once_to_a_posting_and_may_decline_more, |kind: Kind| async move {
    let stage = Stage::set(kind).await;
    let posting = open_posting(&stage, "Laser engineer").await;
    let seeker = join(&stage.app, "Zhao Yun", SEEKER).await;
    let page = open_candidate(&stage, &seeker).await;
    let form = stage.owner.get(&page).await.body;
    let options = between(&form, "id=\"f-posting\"", "</select>");
    let id = between(options.split("Please choose").nth(1).unwrap(), "value=\"", "\"").to_owned();
    let invite = format!("{page}/invitations");
    let draft = write_posting(&stage, &stage.owner, "A draft", 30).await;
    for wrong in ["", "x", draft.as_str()] {
        assert_eq!(stage.owner.post(&invite, &[("posting", wrong), ("message", "Kept")]).await.status, 422, "{wrong}");
    }
    let fields = [("posting", id.as_str()), ("message", "Your lasers, our cutters.")];
    assert_eq!(stage.organizer.post(&invite, &fields).await.status, 404);
    let both = futures_util::future::join_all([stage.owner.post(&invite, &fields), stage.owner.post(&invite, &fields)]);
    let mut statuses: Vec<u16> = both.await.iter().map(|seen| seen.status).collect();
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 422], "one invitation to a posting");
    let told = stage.subjects(SEEKER).await;
    let invited = "Delta Photonics invites you to apply: Laser engineer";
    assert_eq!(told.iter().filter(|one| *one == invited).count(), 1, "{told:?}");
    let own = seeker.get(OWN).await.body;
    assert!(own.contains("Your lasers, our cutters.") && own.contains(&format!("href=\"{posting}\"")), "{own}");
    let organization = between(&own, "name=\"organization\" value=\"", "\"").to_owned();
    let no_more = [("organization", organization.as_str()), ("back", OWN)];
    assert_eq!(seeker.post("/me/candidate/hidings", &no_more).await.location.as_deref(), Some(OWN));
    assert_eq!(stage.owner.post(&invite, &fields).await.status, 404);
    // Who has applied is not invited.
    assert_eq!(seeker.post("/me/candidate/hidings/removal", &no_more).await.status, 303);
    let second = open_posting(&stage, "Robot trainer").await;
    assert_eq!(apply(&seeker, &second).await.status, 303);
    let form = stage.owner.get(&page).await.body;
    let id = between(
        between(&form, "id=\"f-posting\"", "</select>").split("Please choose").nth(1).unwrap(),
        "value=\"",
        "\"",
    );
    let seen = stage.owner.post(&invite, &[("posting", id)]).await;
    assert!(seen.status == 422 && seen.body.contains("has applied to this position"), "{}", seen.body);
});

both!(the_search_narrows_and_pages, |kind: Kind| async move {
    let stage = Stage::set(kind).await;
    open_posting(&stage, "Laser engineer").await;
    let seeker = join(&stage.app, "Zhao Yun", SEEKER).await;
    open_candidate(&stage, &seeker).await;
    for (query, is_found) in [
        ("q=fibre+RUST", true),
        ("q=gardener", false),
        ("occupation=2", true),
        ("occupation=21", true),
        ("occupation=3", false),
        ("education=6", true),
        ("education=8", false),
        ("language=en", true),
        ("language=de", false),
        ("type=FULL_TIME", true),
        ("type=INTERN", false),
        ("place=wuhan", true),
        ("place=深圳", true),
        ("place=berlin", false),
        ("availability=quarter", true),
        ("availability=now", false),
        ("remote=yes", false),
        ("q=科学", true),
        ("occupation=%27&education=99&page=-1", true),
    ] {
        let body = stage.owner.get(&stage.desk(&format!("/candidates?{query}"))).await.body;
        assert_eq!(body.contains("six years in fibre optics"), is_found, "{query}");
        assert_eq!(body.contains("Nobody found"), !is_found, "{query}");
    }
    let chinese = stage.owner.get(&stage.desk("/candidates?lang=zh-CN")).await.body;
    assert!(chinese.contains("人才库") && chinese.contains("科学和工程专业人员"), "{chinese}");
});

both!(who_is_not_seen_for_six_months_is_warned_hidden_and_comes_back, |kind: Kind| async move {
    let stage = Stage::set(kind).await;
    open_posting(&stage, "Laser engineer").await;
    let seeker = join(&stage.app, "Zhao Yun", SEEKER).await;
    let page = open_candidate(&stage, &seeker).await;
    let subjects = |begin: &'static str| {
        let stage = &stage;
        async move { stage.subjects(SEEKER).await.iter().filter(|one| one.starts_with(begin)).count() }
    };
    stage.app.clock.advance(Duration::days(100));
    // Seen: the six months begin anew, also when the login has ended since.
    let seen = sign_in(&stage, SEEKER).await;
    assert_eq!(seen.post("/logout", &[]).await.status, 303);
    stage.app.clock.advance(Duration::days(100));
    assert_eq!(subjects("Your candidate profile will be hidden").await, 0);
    stage.app.clock.advance(Duration::days(69));
    assert_eq!(subjects("Your candidate profile will be hidden").await, 1);
    let owner = sign_in(&stage, OWNER).await;
    assert_eq!(owner.get(&page).await.status, 200, "not yet");
    stage.app.clock.advance(Duration::hours(14 * 24 + 1));
    assert_eq!(subjects("Your candidate profile is hidden").await, 1);
    let owner = sign_in(&stage, OWNER).await;
    assert_eq!((owner.get(&page).await.status, owner.get(&format!("{page}/resume")).await.status), (404, 404));
    let seeker = sign_in(&stage, SEEKER).await;
    assert_eq!(owner.get(&page).await.status, 404, "being seen again is not enough");
    assert_eq!(seeker.post("/me/candidate/confirmation", &[]).await.status, 303);
    assert_eq!(owner.get(&page).await.status, 200);
});

async fn person(stage: &Stage, email: &'static str) -> PersonId {
    let find =
        move |conn: &mut Conn| Ok(people::table.filter(people::email.eq(email)).select(people::id).first(conn)?);
    stage.app.site.db.read(find).await.unwrap()
}

both!(what_is_kept_of_somebody_is_taken_away_and_erased, |kind: Kind| async move {
    let stage = Stage::set(kind).await;
    let posting = open_posting(&stage, "Laser engineer").await;
    let seeker = join(&stage.app, "Zhao Yun", SEEKER).await;
    let page = open_candidate(&stage, &seeker).await;
    assert_eq!(stage.owner.get(&page).await.status, 200);
    let id = between(&seeker.get(&posting).await.body, "name=\"thing\" value=\"", "\"").to_owned();
    assert_eq!(seeker.post("/me/saved", &[("kind", "posting"), ("thing", &id)]).await.status, 303);
    let search = [("query", "q=laser"), ("name", "Lasers"), ("rhythm", "daily")];
    assert_eq!(seeker.post("/me/searches", &search).await.status, 303);
    let taken = seeker.get("/me/candidate/export").await;
    assert!(taken.headers["content-disposition"].to_str().unwrap().contains("resume.json"));
    let resume: serde_json::Value = serde_json::from_str(&taken.body).unwrap();
    assert_eq!(
        (resume["basics"]["name"].as_str(), resume["basics"]["email"].as_str()),
        (Some("Zhao Yun"), Some(SEEKER))
    );
    assert_eq!(
        (resume["skills"][1]["name"].as_str(), resume["languages"][0]["fluency"].as_str()),
        (Some("Rust"), Some("C1"))
    );
    assert_eq!(stage.owner.get("/me/candidate/export").await.status, 404, "one's own alone");
    let own = person(&stage, SEEKER).await;
    let who = own.clone();
    let all = move |conn: &mut Conn| {
        let saved = fairhall::saves::export_person(conn, &who)?;
        Ok([saved, searches::export_person(conn, &who)?, profiles::export_person(conn, &who)?])
    };
    let [saved, kept, profile] = stage.app.site.db.read(all).await.unwrap();
    assert_eq!((saved[0]["id"].as_str(), kept[0]["name"].as_str()), (Some(id.as_str()), Some("Lasers")));
    assert_eq!(profile["seen_by"][0]["organization"].as_str(), Some("Delta Photonics"), "{profile}");
    let (who, now) = (own.clone(), stage.app.clock.now());
    let erase = move |conn: &mut Conn| {
        fairhall::saves::erase_person(conn, &who, now)?;
        searches::erase_person(conn, &who, now)?;
        Ok(profiles::erase_person(conn, &who, now)?)
    };
    stage.app.site.db.write(erase).await.unwrap();
    let left = |conn: &mut Conn| {
        let counts = [
            saves::table.count().get_result::<i64>(conn)?,
            saved_searches::table.count().get_result(conn)?,
            candidates::table.count().get_result(conn)?,
            candidate_views::table.count().get_result(conn)?,
            files::table.filter(files::kind.eq("resume")).count().get_result(conn)?,
        ];
        Ok(counts)
    };
    assert_eq!(stage.app.site.db.read(left).await.unwrap(), [0; 5]);
    assert_eq!(stage.owner.get(&page).await.status, 404);
});
