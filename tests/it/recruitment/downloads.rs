//! What organizations take away: applications as tables, résumés as an archive; and what people get of theirs.

use chrono::Duration;
use diesel::prelude::*;
use fairhall::db::Conn;
use fairhall::db::schema::{applications, audit_entries, files, interviews, people, resume_reads};
use fairhall::ids::PersonId;
use fairhall::recruitment::applications::{erase_person, export_person};

use super::*;

async fn posting_id(stage: &Stage) -> String {
    use fairhall::db::schema::postings;
    let find = |conn: &mut Conn| Ok(postings::table.select(postings::id).first::<String>(conn)?);
    stage.app.site.db.read(find).await.unwrap()
}

async fn person(stage: &Stage) -> PersonId {
    let find = |conn: &mut Conn| Ok(people::table.filter(people::email.eq(SEEKER)).select(people::id).first(conn)?);
    stage.app.site.db.read(find).await.unwrap()
}

async fn bytes(browser: &Browser, stage: &Stage, path: &str) -> Vec<u8> {
    let cookies = ["__Host-login", "login"].iter().find_map(|name| Some(format!("{name}={}", browser.cookie(name)?)));
    let url = format!("{}{path}", stage.app.url);
    let request = reqwest::Client::new().get(url).header("cookie", cookies.unwrap());
    request.send().await.unwrap().bytes().await.unwrap().to_vec()
}

both!(applications_and_resumes_are_taken_away_by_recruiters_alone_and_every_time_is_written_down, |kind| async move {
    let stage = Stage::set(kind).await;
    let posting = open_posting(&stage, "Laser engineer").await;
    let id = posting_id(&stage).await;
    let (seeker, other) =
        (join(&stage.app, "=Zhao Yun", SEEKER).await, join(&stage.app, "../Qian Bo", "bo@test.example").await);
    apply(&seeker, &posting).await;
    let his = apply(&other, &posting).await.location.unwrap();
    let table = stage.desk(&format!("/postings/{id}/applications/export?format="));
    let archive = stage.desk(&format!("/postings/{id}/resumes.zip"));
    let csv = stage.owner.get(&format!("{table}csv")).await;
    assert_eq!(csv.status, 200);
    assert!(
        csv.body.contains("'=Zhao Yun") && csv.body.contains(SEEKER) && csv.body.contains("six years"),
        "{}",
        csv.body
    );
    assert!(csv.headers["content-disposition"].to_str().unwrap().contains(".csv"));
    assert_eq!(csv.headers["cache-control"], "no-store");
    assert!(bytes(&stage.owner, &stage, &format!("{table}xlsx")).await.starts_with(b"PK"));
    assert_eq!(stage.owner.get(&format!("{table}exe")).await.status, 400);
    let packed = bytes(&stage.owner, &stage, &archive).await;
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(packed)).unwrap();
    let names: Vec<String> = (0..zip.len()).map(|n| zip.by_index(n).unwrap().name().unwrap().into_owned()).collect();
    assert_eq!(names, ["001 Zhao Yun.pdf", "002 Qian Bo.pdf"]);
    let mut content = Vec::new();
    std::io::Read::read_to_end(&mut zip.by_index(0).unwrap(), &mut content).unwrap();
    assert_eq!(content, PDF);
    assert_eq!(other.post(&format!("{his}/moves"), &[("state", "withdrawn")]).await.status, 303);
    let packed = bytes(&stage.owner, &stage, &archive).await;
    assert_eq!(zip::ZipArchive::new(std::io::Cursor::new(packed)).unwrap().len(), 1, "who withdrew took it back");
    let reads = |conn: &mut Conn| Ok(resume_reads::table.count().get_result::<i64>(conn)?);
    assert_eq!(stage.app.site.db.read(reads).await.unwrap(), 2, "each of the two sees who took theirs");
    let left = |conn: &mut Conn| {
        let open = applications::table.filter(applications::state.ne("withdrawn"));
        Ok(open.select(applications::resume_file_id).first::<String>(conn)?)
    };
    let file = format!("/files/{}/x.pdf", stage.app.site.db.read(left).await.unwrap());
    assert_eq!(stage.owner.get(&file).await.status, 200);

    let count = |conn: &mut Conn| {
        let own = audit_entries::table.filter(audit_entries::action.eq_any(["posting.export", "posting.resumes"]));
        Ok(own.count().get_result::<i64>(conn)?)
    };
    assert_eq!(stage.app.site.db.read(count).await.unwrap(), 4);
    let stranger = join(&stage.app, "Li Na", "na@test.example").await;
    found(&stranger, "Epsilon Optics").await;
    let editor = stage.member("Sun Li", "li@test.example", "editor").await;
    for browser in [&stranger, &editor, &stage.organizer, &seeker] {
        assert_eq!(browser.get(&format!("{table}csv")).await.status, 404);
        assert_eq!(browser.get(&archive).await.status, 404);
    }
    assert_eq!(stage.app.visitor().get(&archive).await.status, 303);
    stage.app.clock.advance(Duration::days(30 + 366));
    // Logins do not last so long.
    let owner = log_in(&stage.app, OWNER).await;
    for path in [&format!("{table}csv"), &archive, &received(&stage, &his), &file] {
        assert_eq!(owner.get(path).await.status, 404, "{path}: a year after the closing");
    }
});

both!(a_person_gets_what_is_held_about_their_applications_and_it_is_erased_for_good, |kind| async move {
    let stage = Stage::set(kind).await;
    let posting = open_posting(&stage, "Laser engineer").await;
    let seeker = join(&stage.app, "Zhao Yun", SEEKER).await;
    let sent = [("resume", "Zhao Yun.pdf", resume_of(70_000))];
    let mine = send(&seeker, &format!("{posting}/applications"), &[("letter", LETTER)], &sent).await.location.unwrap();
    let theirs = received(&stage, &mine);
    lead_to(&stage, &theirs, &["under_review", "shortlisted", "interviewing"]).await;
    let time = (stage.app.clock.now() + Duration::days(1)).format("%Y-%m-%dT%H:%M").to_string();
    let offer = [("minutes", "30"), ("place_kind", "room"), ("time", time.as_str())];
    assert_eq!(stage.owner.post(&format!("{theirs}/interviews"), &offer).await.status, 303);
    assert_eq!(move_to(&stage.owner, &theirs, "unsuccessful", "hidden remark").await.status, 303);
    let who = person(&stage).await;
    let of = who.clone();
    let held = stage.app.site.db.read(move |conn| Ok(export_person(conn, &of)?)).await.unwrap().to_string();
    for word in ["six years", "Zhao Yun.pdf", "Delta Photonics", "proposed", "interviewing"] {
        assert!(held.contains(word), "{word}: {held}");
    }
    assert!(!held.contains("unsuccessful") && !held.contains("hidden remark"), "what they were not told: {held}");
    assert_eq!(stored(&stage), 1);
    let now = stage.app.clock.now();
    stage.app.site.db.write(move |conn| Ok(erase_person(conn, &who, now)?)).await.unwrap();
    stage.app.mails().await;
    assert_eq!(stored(&stage), 0, "the file has left the store");
    let left = |conn: &mut Conn| {
        let resumes = files::table.filter(files::kind.eq("resume")).count().get_result::<i64>(conn)?;
        Ok((
            applications::table.count().get_result::<i64>(conn)?,
            interviews::table.count().get_result::<i64>(conn)?,
            resumes,
        ))
    };
    assert_eq!(stage.app.site.db.read(left).await.unwrap(), (0, 0, 0));
    assert_eq!(seeker.get(&mine).await.status, 404);
    assert_eq!(stage.owner.get(&theirs).await.status, 404);
});
