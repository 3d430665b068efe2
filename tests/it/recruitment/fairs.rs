//! Job fairs: written, published, moved and called off by who manages the zone; filled by
//! organizations; read by everybody.

use diesel::prelude::*;
use fairhall::accounts::setup::queries::insert_staff_role;
use fairhall::db::Conn;
use fairhall::db::schema::{editions, people, postings, zones};
use fairhall::ids::{EditionId, PersonId, ZoneId};
use fairhall::site::{StaffRole, ZoneKind};

use super::*;

pub const EDITOR: &str = "editor@test.example";
pub const CANCELLED: &str = "The venue's line is down until Monday.";

/// So many hours from now on the event's clocks, as browsers send it.
pub fn at(app: &TestApp, hours: i64) -> String {
    let zone = app.site.snapshot.load().edition.as_ref().unwrap().time_zone;
    let there = (app.clock.now() + chrono::Duration::hours(hours)).and_utc().with_timezone(&zone);
    there.format("%Y-%m-%dT%H:%M").to_string()
}

/// Types a fair into the form at an address.
pub async fn write(browser: &Browser, path: &str, version: &str, title: &str, times: (&str, &str)) -> Seen {
    let form = [
        ("version", version),
        ("title_en", title),
        ("introduction_en", "Meet people who build **lasers**, and their recruiters."),
        ("starts_at", times.0),
        ("ends_at", times.1),
    ];
    browser.post(path, &form).await
}

/// A draft between so many hours from now; gives its address in the console.
pub async fn draft(stage: &Stage, title: &str, (from, until): (i64, i64)) -> String {
    let (starts, ends) = (at(&stage.app, from), at(&stage.app, until));
    let seen = write(&stage.organizer, "/organizer/fairs", "", title, (&starts, &ends)).await;
    assert_eq!(seen.status, 303, "{}", seen.body);
    seen.location.unwrap()
}

/// The same, public.
pub async fn fair(stage: &Stage, title: &str, times: (i64, i64)) -> String {
    let console = draft(stage, title, times).await;
    let seen = stage.organizer.post(&format!("{console}/publication"), &[]).await;
    assert_eq!(seen.status, 303, "{}", seen.body);
    console
}

/// A live posting: its id and its address.
pub async fn posting(stage: &Stage, title: &str) -> (String, String) {
    let address = open_posting(stage, title).await;
    let slug = address.rsplit('/').next().unwrap().to_owned();
    let find = move |conn: &mut Conn| {
        let id: String = postings::table.filter(postings::slug.eq(&slug)).select(postings::id).first(conn)?;
        Ok(id)
    };
    (stage.app.site.db.read(find).await.unwrap(), address)
}

/// The organization's page of a fair.
pub fn own(stage: &Stage, console: &str) -> String {
    stage.desk(&format!("/fairs/{}", console.rsplit('/').next().unwrap()))
}

pub async fn bring(stage: &Stage, browser: &Browser, console: &str, id: &str) -> u16 {
    browser.post(&format!("{}/postings", own(stage, console)), &[("posting", id)]).await.status
}

pub async fn withdraw(stage: &Stage, browser: &Browser, console: &str, id: &str) -> u16 {
    browser.post(&format!("{}/postings/{id}/withdrawal", own(stage, console)), &[]).await.status
}

/// Somebody with a role in a zone.
pub async fn staff(stage: &Stage, email: &'static str, role: StaffRole, zone: ZoneKind) -> Browser {
    let browser = join(&stage.app, "Sun Li", email).await;
    let now = stage.app.clock.now();
    let give = move |conn: &mut Conn| {
        let person: PersonId = people::table.filter(people::email.eq(email)).select(people::id).first(conn)?;
        let edition: EditionId = editions::table.select(editions::id).first(conn)?;
        let zone: ZoneId = zones::table.filter(zones::kind.eq(zone)).select(zones::id).first(conn)?;
        Ok(insert_staff_role(conn, &edition, Some(&zone), &person, role, now)?)
    };
    stage.app.site.db.write(give).await.unwrap();
    browser
}

pub async fn told(stage: &Stage, email: &str, beginning: &str) -> usize {
    stage.subjects(email).await.iter().filter(|subject| subject.starts_with(beginning)).count()
}

both!(a_fair_goes_from_draft_to_cancellation_and_those_who_take_part_are_told, |kind| async move {
    let stage = Stage::set(kind).await;
    stage.member("Editor", EDITOR, "editor").await;
    let (id, address) = posting(&stage, "Laser engineer").await;
    let visitor = stage.app.visitor();
    let (starts, ends) = (at(&stage.app, 2), at(&stage.app, 8));
    let wrong = write(&stage.organizer, "/organizer/fairs", "", "Kept title", (&ends, &starts)).await;
    assert_eq!(wrong.status, 422);
    assert!(wrong.body.contains("Kept title") && wrong.body.contains("end must be after"), "{}", wrong.body);
    let console = draft(&stage, "Laser fair", (2, 8)).await;
    assert_eq!(visitor.get("/recruitment/fairs/laser-fair").await.status, 404, "a draft is nobody's");
    assert_eq!(stage.owner.get("/recruitment/fairs/laser-fair").await.status, 404);
    assert!(stage.organizer.get("/recruitment/fairs/laser-fair").await.body.contains("This is a preview"));
    assert!(!visitor.get("/recruitment/fairs").await.body.contains("laser-fair"));
    assert_eq!(bring(&stage, &stage.owner, &console, &id).await, 404, "not before it is public");
    assert_eq!(stage.organizer.post(&format!("{console}/publication"), &[]).await.status, 303);
    assert_eq!(stage.organizer.post(&format!("{console}/publication"), &[]).await.status, 409, "once");
    for path in ["/recruitment", "/recruitment/fairs", "/recruitment/fairs?q=laser&stage=upcoming"] {
        assert!(visitor.get(path).await.body.contains("/recruitment/fairs/laser-fair"), "{path}");
    }
    assert!(!visitor.get("/recruitment/fairs?stage=running").await.body.contains("fairs/laser-fair"));
    assert_eq!(bring(&stage, &stage.owner, &console, &id).await, 303);
    let page = visitor.get("/recruitment/fairs/laser-fair").await.body;
    for part in [&*address, "<strong>lasers</strong>", "data-room=", "desk=recruitment", "Delta Photonics"] {
        assert!(page.contains(part), "{part} in {page}");
    }
    assert!(visitor.get(&address).await.body.contains("/recruitment/fairs/laser-fair"), "the posting names it");

    // Another title moves the address, other times are told to everybody of the organization.
    let form = stage.organizer.get(&console).await.body;
    let (later, ends) = (at(&stage.app, 3), at(&stage.app, 9));
    let seen = write(&stage.organizer, &console, &version(&form), "Optics fair", (&later, &ends)).await;
    assert_eq!(seen.status, 303, "{}", seen.body);
    let seen = write(&stage.organizer, &console, &version(&form), "Too late", (&later, &ends)).await;
    assert_eq!(seen.status, 409);
    assert!(seen.body.contains("Too late") && seen.body.contains("Optics fair"), "{}", seen.body);
    let seen = visitor.get("/recruitment/fairs/laser-fair").await;
    assert_eq!((seen.status, seen.location.as_deref()), (308, Some("/recruitment/fairs/optics-fair")));
    for email in [OWNER, EDITOR] {
        assert_eq!(told(&stage, email, "The job fair “Optics fair” has new times").await, 1, "{email}");
    }
    let form = version(&stage.organizer.get(&console).await.body);
    let past = (at(&stage.app, -4), at(&stage.app, -1));
    let seen = write(&stage.organizer, &console, &form, "Optics fair", (&past.0, &past.1)).await;
    assert_eq!(seen.status, 422, "{}", seen.body);

    let seen = stage.organizer.post(&format!("{console}/cancellation"), &[("reason", "short")]).await;
    assert_eq!(seen.status, 422);
    assert!(seen.body.contains(">\nshort</textarea>"), "{}", seen.body);
    let cancel = format!("{console}/cancellation");
    assert_eq!(stage.organizer.post(&cancel, &[("reason", CANCELLED)]).await.status, 303);
    assert_eq!(stage.organizer.post(&cancel, &[("reason", CANCELLED)]).await.status, 409, "once");
    for email in [OWNER, EDITOR] {
        assert_eq!(told(&stage, email, "The job fair “Optics fair” of").await, 1, "{email}");
    }
    let page = visitor.get("/recruitment/fairs/optics-fair").await;
    assert!(page.status == 200 && page.body.contains("line is down until Monday"), "{}", page.body);
    assert!(!visitor.get("/recruitment").await.body.contains("fairs/optics-fair"));
    assert_eq!(bring(&stage, &stage.owner, &console, &id).await, 409);
    let seen = write(&stage.organizer, &console, "4", "Called off", (&later, &ends)).await;
    assert_eq!(seen.status, 409, "what was called off stays as it is");
});

both!(organizations_bring_live_postings_of_theirs_and_the_organizer_has_the_last_word, |kind| async move {
    let stage = Stage::set(kind).await;
    let editor = stage.member("Editor", EDITOR, "editor").await;
    let recruiter = stage.member("Wu Tao", "tao@test.example", "recruiter").await;
    let (id, address) = posting(&stage, "Laser engineer").await;
    let console = fair(&stage, "Laser fair", (-1, 6)).await;
    let page = own(&stage, &console);
    assert!(recruiter.get(&stage.desk("/fairs")).await.body.contains(&page));
    assert!(recruiter.get(&stage.desk("/postings")).await.body.contains(&stage.desk("/fairs")));
    for (browser, status) in [(&editor, 404), (&stage.organizer, 404), (&stage.app.visitor(), 303)] {
        assert_eq!(browser.get(&page).await.status, status);
        assert_eq!(bring(&stage, browser, &console, &id).await, status);
        assert_eq!(withdraw(&stage, browser, &console, &id).await, status);
    }
    let unwritten = write_posting(&stage, &stage.owner, "Draft", 30).await;
    assert_eq!(bring(&stage, &recruiter, &console, &unwritten).await, 409, "a draft");
    // Another organization's posting is not there for this one, nor the other way round.
    let other = join(&stage.app, "Li Na", "na@test.example").await;
    let slug = found(&other, "Epsilon Optics").await;
    let theirs = format!("/organizations/{slug}/fairs/{}", console.rsplit('/').next().unwrap());
    assert_eq!(other.post(&format!("{theirs}/postings"), &[("posting", id.as_str())]).await.status, 404);
    assert_eq!(other.post(&format!("{theirs}/postings/{id}/withdrawal"), &[]).await.status, 404);
    for nonsense in ["", "x", "00000000-0000-7000-8000-000000000000"] {
        assert_eq!(bring(&stage, &recruiter, &console, nonsense).await, 404, "{nonsense}");
    }

    assert_eq!(withdraw(&stage, &recruiter, &console, &id).await, 404, "it is not there yet");
    assert_eq!(bring(&stage, &recruiter, &console, &id).await, 303);
    assert_eq!(bring(&stage, &recruiter, &console, &id).await, 303, "safe to repeat");
    assert!(recruiter.get(&page).await.body.contains("In the fair"));
    assert_eq!(withdraw(&stage, &recruiter, &console, &id).await, 303);
    let public = "/recruitment/fairs/laser-fair";
    let is_shown = |page: String| page.contains(&format!("href=\"{address}\""));
    assert!(!is_shown(stage.app.visitor().get(public).await.body));
    assert_eq!(bring(&stage, &recruiter, &console, &id).await, 303);
    assert!(is_shown(stage.app.visitor().get(public).await.body));

    let part = format!("{console}/postings/{id}");
    assert!(stage.organizer.get(&format!("{console}/postings?q=laser&state=listed")).await.body.contains(&part));
    let removal = format!("{part}/removal");
    assert_eq!(stage.owner.post(&removal, &[("reason", CANCELLED)]).await.status, 404);
    let seen = stage.organizer.post(&removal, &[("reason", "no")]).await;
    assert!(seen.status == 422 && seen.body.contains(">\nno</textarea>"), "{}", seen.body);
    assert_eq!(stage.organizer.post(&format!("{part}/readmission"), &[]).await.status, 409, "nothing was removed");
    assert_eq!(stage.organizer.post(&removal, &[("reason", "It has nothing to do with lasers.")]).await.status, 303);
    assert!(!is_shown(stage.app.visitor().get(public).await.body));
    assert_eq!(told(&stage, "tao@test.example", "Your posting “Laser engineer” was taken out").await, 1);
    assert_eq!(told(&stage, EDITOR, "Your posting “Laser engineer” was taken out").await, 0);
    assert!(recruiter.get(&page).await.body.contains("nothing to do with lasers"));
    assert_eq!(bring(&stage, &recruiter, &console, &id).await, 409, "the organizer's word stands");
    assert_eq!(stage.organizer.post(&format!("{part}/readmission"), &[]).await.status, 303);
    assert_eq!(told(&stage, "tao@test.example", "Your posting “Laser engineer” is part of").await, 1);
    assert!(is_shown(stage.app.visitor().get(public).await.body));
    // What its organization took out is not put back by the organizer.
    assert_eq!(withdraw(&stage, &recruiter, &console, &id).await, 303);
    assert_eq!(stage.organizer.post(&format!("{part}/readmission"), &[]).await.status, 409);
    assert!(stage.organizer.get(&part).await.body.contains("taken this position out itself"));
});

both!(a_posting_that_is_hidden_or_closed_leaves_the_fair_by_itself, |kind| async move {
    let stage = Stage::set(kind).await;
    let (id, address) = posting(&stage, "Laser engineer").await;
    let (second, other) = posting(&stage, "Glass maker").await;
    let (_, outside) = posting(&stage, "Laser teacher").await;
    let console = fair(&stage, "Laser fair", (-1, 6)).await;
    for id in [&id, &second] {
        assert_eq!(bring(&stage, &stage.owner, &console, id).await, 303);
    }
    stage.app.site.search.catch_up(&stage.app.site.db).await.unwrap();
    let visitor = stage.app.visitor();
    let shown = async |query: &str| {
        let page = visitor.get(&format!("/recruitment/fairs/laser-fair{query}")).await.body;
        [&address, &other, &outside].map(|href| page.contains(&format!("href=\"{href}\"")))
    };
    assert_eq!(shown("").await, [true, true, false]);
    assert_eq!(shown("?q=glass").await, [false, true, false]);
    assert_eq!(shown("?q=teacher").await, [false, false, false]);
    assert_eq!(shown("?place=wuhan&sort=closing").await, [true, true, false]);
    assert_eq!(shown("?field=5").await, [false, false, false]);
    for odd in ["?page=-1", "?page=99999&salary_min=1e9&field=%27", "?q=%22(%2B)%2B%24&sort=%27"] {
        assert_eq!(visitor.get(&format!("/recruitment/fairs/laser-fair{odd}")).await.status, 200, "{odd}");
    }
    let found = visitor.get("/search?q=laser+fair&kind=fair").await.body;
    assert!(found.contains("href=\"/recruitment/fairs/laser-fair\""), "{found}");
    let reason = [("reason", "Reported as a duplicate.")];
    let hide = format!("/organizer/postings/{id}/suspension");
    assert_eq!(stage.organizer.post(&hide, &reason).await.status, 303);
    assert_eq!(shown("").await, [false, true, false]);
    assert_eq!(shown("?place=wuhan").await, [false, true, false], "also before the index has followed");
    assert_eq!(stage.organizer.post(&format!("/organizer/postings/{id}/restoration"), &reason).await.status, 303);
    assert_eq!(shown("").await, [true, true, false]);
    let seen_version = version(&stage.owner.get(&stage.desk(&format!("/postings/{second}/edit"))).await.body);
    let close = [("version", seen_version.as_str()), ("state", "filled")];
    assert_eq!(stage.owner.post(&stage.desk(&format!("/postings/{second}/closing")), &close).await.status, 303);
    assert_eq!(shown("").await, [true, false, false]);
    assert_eq!(bring(&stage, &stage.owner, &console, &second).await, 409, "it is not live");
    assert_eq!(withdraw(&stage, &stage.owner, &console, &second).await, 303, "it may be taken out all the same");
});

/// So many verified organizations, each with a live posting in a fair.
async fn fill(stage: &Stage, console: &str, count: usize) {
    use diesel::connection::SimpleConnection;
    let fair = console.rsplit('/').next().unwrap().to_owned();
    let write = move |conn: &mut Conn| {
        let edition: String = editions::table.select(editions::id).first(conn)?;
        let at = "'2026-01-01 00:00:00'";
        for n in 0..count {
            conn.batch_execute(&format!(
                "INSERT INTO organizations (id, slug, name, name_key, name_zh, country, city, state, version, created_at, updated_at) VALUES ('o{n}', 'employer-{n:02}', 'Employer {n:02}', 'employer {n:02}', '', 'CN', 'Wuhan', 'verified', 1, {at}, {at});
                 INSERT INTO postings VALUES ('p{n}', '{edition}', 'o{n}', 'laser-engineer-{n}', 'live', 'r{n}', '2020-01-01 00:00:00', '2080-01-01 00:00:00', 'here', '', 14, 1, {at}, {at}, FALSE);
                 INSERT INTO posting_revisions (id, posting_id, number, state, field, employment_type, education, language, city, city_zh, country, is_remote, salary_currency, salary_unit, openings, search_key, place_key, comment, version, created_at, updated_at) VALUES ('r{n}', 'p{n}', 1, 'approved', '2.2', 'FULL_TIME', '7', 'en', 'Wuhan', '', 'CN', FALSE, 'CNY', 'YEAR', 1, 'laser', '', '', 1, {at}, {at});
                 INSERT INTO posting_texts VALUES ('t{n}', 'r{n}', 'en', 'Laser engineer', 'You build lasers.', {at});
                 INSERT INTO fair_postings (id, fair_id, posting_id, state, reason, created_at, updated_at) VALUES ('f{n}', '{fair}', 'p{n}', 'listed', '', {at}, {at});"
            ))?;
        }
        Ok(())
    };
    stage.app.site.db.write(write).await.unwrap();
}

both!(a_fair_of_many_organizations_lists_them_a_page_at_a_time, |kind| async move {
    let stage = Stage::set(kind).await;
    let console = fair(&stage, "Laser day", (1, 5)).await;
    fill(&stage, &console, 45).await;
    let visitor = stage.app.visitor();
    let list = async |query: &str| {
        let page = visitor.get(&format!("/recruitment/fairs/laser-day{query}")).await;
        assert_eq!(page.status, 200, "{}", page.body);
        let section = between(&page.body, "id=\"employers-title\"", "</section>").to_owned();
        let named: Vec<usize> = (0..45).filter(|n| section.contains(&format!("<b>Employer {n:02}</b>"))).collect();
        (section, named)
    };
    for (query, first, last) in
        [("", 0, 20), ("?employers=2", 20, 40), ("?employers=3", 40, 45), ("?employers=9", 0, 20)]
    {
        let (section, named) = list(query).await;
        assert_eq!(named, (first..last).collect::<Vec<_>>(), "{query}");
        assert!(section.contains("aria-label=\"Pages: 45 organizations\""), "{section}");
        assert_eq!(
            (section.contains("rel=\"prev\""), section.contains("rel=\"next\"")),
            (first > 0, last < 45),
            "{query}"
        );
    }
    // Turning the page keeps what the positions were searched by.
    let (section, _) = list("?q=laser&page=2&employers=2").await;
    let next = between(&section, "rel=\"next\" href=\"", "\"").replace("&amp;", "&").replace("&#38;", "&");
    assert_eq!(next, "/recruitment/fairs/laser-day?q=laser&employers=3#employers-title");
});
