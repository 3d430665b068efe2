//! Saving things: by whom, what is said of what has ended or is hidden, and who is told of an end.

use chrono::Duration;
use diesel::prelude::*;
use fairhall::clock::Instant;
use fairhall::db::Conn;
use fairhall::db::schema::{organizations, people};
use fairhall::demo::{self, start};

use super::*;
use crate::organizer::editions::turn_to_the_next;
use crate::support::Kind;

/// The id of the thing that a page's first button saves or lets go of.
fn thing(page: &str) -> String {
    between(page, "name=\"thing\" value=\"", "\"").to_owned()
}

async fn save(browser: &Browser, page: &str) -> Seen {
    let id = thing(&browser.get(page).await.body);
    let kind = match page {
        _ if page.starts_with("/recruitment") => "posting",
        _ if page.starts_with("/exhibition") => "booth",
        _ => "project",
    };
    browser.post("/me/saved", &[("kind", kind), ("thing", &id), ("back", page)]).await
}

both!(a_posting_is_saved_found_again_and_let_go, |kind: Kind| async move {
    let stage = Stage::set(kind).await;
    let posting = open_posting(&stage, "Laser engineer").await;
    let seeker = join(&stage.app, "Zhao Yun", SEEKER).await;
    let other = join(&stage.app, "Olga Other", "olga@test.example").await;
    let visitor = stage.app.visitor();
    let seen = visitor.get(&posting).await.body;
    assert!(seen.contains("href=\"/login?next=%2Frecruitment") && !seen.contains("action=\"/me/saved"), "{seen}");
    assert!(!visitor.get("/recruitment").await.body.contains("action=\"/me/saved"), "kept whole for visitors");
    let done = save(&seeker, &posting).await;
    assert_eq!((done.status, done.location.as_deref()), (303, Some(posting.as_str())), "{}", done.body);
    assert_eq!(save(&seeker, &posting).await.status, 303, "safe to repeat");
    for page in [posting.as_str(), "/recruitment"] {
        assert!(seeker.get(page).await.body.contains("action=\"/me/saved/removal\""), "{page}");
        assert!(!other.get(page).await.body.contains("action=\"/me/saved/removal\""), "one's own alone: {page}");
    }
    let list = seeker.get("/me/saved").await.body;
    assert!(list.contains("Laser engineer") && list.contains("Delta Photonics") && list.contains("1 saved"), "{list}");
    let nothing = other.get("/me/saved").await.body;
    assert!(nothing.contains("Nothing here") && nothing.contains("aria-current=\"true\">Sessions</a>"), "{nothing}");
    assert!(seeker.get("/me/saved?kind=posting&q=LASER").await.body.contains("Laser engineer"));
    let none = seeker.get("/me/saved?kind=posting&q=gardener").await.body;
    assert!(none.contains("Nothing found") && !none.contains("Laser engineer"), "{none}");
    let id = thing(&seeker.get(&posting).await.body);
    assert_eq!(visitor.post("/me/saved", &[("kind", "posting"), ("thing", &id)]).await.status, 303);
    let draft = write_posting(&stage, &stage.owner, "A draft", 30).await;
    for (kind, wrong) in
        [("posting", draft.as_str()), ("booth", id.as_str()), ("nonsense", id.as_str()), ("posting", "x")]
    {
        assert_eq!(seeker.post("/me/saved", &[("kind", kind), ("thing", wrong)]).await.status, 404, "{kind} {wrong}");
    }
    let back = seeker.post("/me/saved/removal", &[("kind", "posting"), ("thing", &id), ("back", "//evil")]).await;
    assert_eq!((back.status, back.location.as_deref()), (303, Some("/")));
    assert!(seeker.get("/me/saved").await.body.contains("Nothing here"));
    assert!(seeker.get("/me/saved?lang=zh-CN").await.body.contains("我的收藏"));
});

/// Writes a posting that is open to everybody; gives its id and its address.
async fn open(stage: &Stage, title: &str) -> (String, String) {
    let id = write_posting(stage, &stage.owner, title, 30).await;
    publish_posting(stage, &id).await;
    let edit = stage.owner.get(&stage.desk(&format!("/postings/{id}/edit"))).await.body;
    (id, format!("/recruitment/postings/{}", between(&edit, "href=\"/recruitment/postings/", "\"")))
}

/// Says since when Olga's address is verified; none puts it in doubt.
async fn verify(stage: &Stage, since: Option<Instant>) {
    let work = move |conn: &mut Conn| {
        let own = people::table.filter(people::email.eq("olga@test.example"));
        Ok(diesel::update(own).set(people::verified_at.eq(since)).execute(conn)?)
    };
    stage.app.site.db.write(work).await.unwrap();
}

both!(nothing_of_another_edition_is_saved_and_nobody_saves_who_is_not_verified, |kind: Kind| async move {
    let stage = Stage::set(kind).await;
    let posting = open_posting(&stage, "Laser engineer").await;
    let seeker = join(&stage.app, "Zhao Yun", SEEKER).await;
    let other = join(&stage.app, "Olga Other", "olga@test.example").await;
    assert_eq!(save(&seeker, &posting).await.status, 303);
    let id = thing(&seeker.get(&posting).await.body);
    let form = [("kind", "posting"), ("thing", id.as_str())];
    verify(&stage, None).await;
    assert_eq!(other.post("/me/saved", &form).await.status, 403);
    verify(&stage, Some(stage.app.clock.now())).await;
    turn_to_the_next(&stage.organizer).await;
    assert_eq!(other.post("/me/saved", &form).await.status, 404);
    assert!(seeker.get("/me/saved").await.body.contains("Nothing here"));
    assert_eq!(seeker.post("/me/saved/removal", &form).await.status, 303, "it can be let go of all the same");
});

both!(who_reads_what_is_not_public_is_offered_no_button, |kind: Kind| async move {
    let stage = Stage::set(kind).await;
    let (id, posting) = open(&stage, "Laser engineer").await;
    assert!(stage.owner.get(&posting).await.body.contains("action=\"/me/saved\""));
    let reason = [("reason", "Complaints about the employer.")];
    assert_eq!(stage.organizer.post(&format!("/organizer/postings/{id}/suspension"), &reason).await.status, 303);
    let seen = stage.owner.get(&posting).await;
    assert!(seen.status == 200 && !seen.body.contains("action=\"/me/saved\""), "{}", seen.body);
});

both!(what_is_hidden_is_said_without_its_name, |kind: Kind| async move {
    let stage = Stage::set(kind).await;
    let seeker = join(&stage.app, "Zhao Yun", SEEKER).await;
    let (first, hidden) = open(&stage, "Hidden soon").await;
    let (_, shown) = open(&stage, "Shown on").await;
    for posting in [&hidden, &shown] {
        assert_eq!(save(&seeker, posting).await.status, 303);
    }
    let reason = [("reason", "Complaints about the employer.")];
    assert_eq!(stage.organizer.post(&format!("/organizer/postings/{first}/suspension"), &reason).await.status, 303);
    let list = seeker.get("/me/saved").await.body;
    assert!(list.contains("Not public at present") && !list.contains("Hidden soon"), "{list}");
    assert!(list.contains("Shown on") && list.contains("2 saved"), "{list}");
    assert_eq!(stage.organizer.post(&format!("/organizer/postings/{first}/restoration"), &reason).await.status, 303);
    assert!(seeker.get("/me/saved").await.body.contains("Hidden soon"));
});

async fn told(stage: &Stage, to: &str, begin: &str) -> usize {
    stage.subjects(to).await.iter().filter(|subject| subject.starts_with(begin)).count()
}

both!(who_saved_a_posting_is_told_once_before_it_closes, |kind: Kind| async move {
    let stage = Stage::set(kind).await;
    let posting = open_posting(&stage, "Laser engineer").await;
    let seeker = join(&stage.app, "Zhao Yun", SEEKER).await;
    let applicant = join(&stage.app, "Sun Li", "applicant@test.example").await;
    for browser in [&seeker, &applicant] {
        assert_eq!(save(browser, &posting).await.status, 303);
    }
    assert_eq!(apply(&applicant, &posting).await.status, 303);
    stage.app.clock.advance(Duration::hours(26 * 24));
    assert_eq!(told(&stage, SEEKER, "Closes soon").await, 0);
    stage.app.clock.advance(Duration::hours(30));
    assert_eq!(told(&stage, SEEKER, "Closes soon").await, 1);
    stage.app.clock.advance(Duration::days(5));
    assert_eq!((told(&stage, SEEKER, "Closes soon").await, told(&stage, SEEKER, "Closed: ").await), (1, 0), "once");
    let of_applicant = stage.subjects("applicant@test.example").await;
    assert!(!of_applicant.iter().any(|one| one.starts_with("Close")), "who applied is told nothing: {of_applicant:?}");
});

async fn set_organizations(stage: &Stage, state: &'static str) {
    let work = move |conn: &mut Conn| {
        Ok(diesel::update(organizations::table).set(organizations::state.eq(state)).execute(conn)?)
    };
    stage.app.site.db.write(work).await.unwrap();
}

both!(an_end_is_told_also_when_the_organization_was_suspended_for_a_while, |kind: Kind| async move {
    let stage = Stage::set(kind).await;
    let posting = open_posting(&stage, "Laser engineer").await;
    let seeker = join(&stage.app, "Zhao Yun", SEEKER).await;
    assert_eq!(save(&seeker, &posting).await.status, 303);
    stage.app.clock.advance(Duration::days(26));
    set_organizations(&stage, "suspended").await;
    stage.app.clock.advance(Duration::hours(30));
    assert_eq!(told(&stage, SEEKER, "Clos").await, 0, "nothing of it is public");
    set_organizations(&stage, "verified").await;
    stage.app.clock.advance(Duration::days(3));
    assert_eq!(told(&stage, SEEKER, "Closed: Laser engineer").await, 1);
});

both!(who_saved_a_posting_is_told_when_it_is_closed_early, |kind: Kind| async move {
    let stage = Stage::set(kind).await;
    let (id, posting) = open(&stage, "Laser engineer").await;
    let seeker = join(&stage.app, "Zhao Yun", SEEKER).await;
    assert_eq!(save(&seeker, &posting).await.status, 303);
    let seen = version(&stage.owner.get(&stage.desk(&format!("/postings/{id}/edit"))).await.body);
    let form = [("version", seen.as_str()), ("state", "filled")];
    assert_eq!(stage.owner.post(&stage.desk(&format!("/postings/{id}/closing")), &form).await.status, 303);
    assert_eq!(told(&stage, SEEKER, "Closed: Laser engineer").await, 1);
    assert!(seeker.get("/me/saved").await.body.contains("Filled"));
    stage.app.clock.advance(Duration::days(40));
    assert_eq!(told(&stage, SEEKER, "Clos").await, 1, "once");
});

both!(booths_and_projects_are_saved_from_their_pages_and_cards, |kind: Kind| async move {
    let app = TestApp::start(kind).await;
    start::prepare(&app.site, true).await.unwrap();
    let newcomer = app.visitor();
    let login = [("email", "newcomer@demo.fairhall.example"), ("password", demo::PASSWORD)];
    assert_eq!(newcomer.post("/login", &login).await.status, 303);
    for (list, beginning) in [("/exhibition", "/exhibition/booths/"), ("/pairing", "/pairing/projects/")] {
        let cards = newcomer.get(list).await.body;
        assert!(cards.contains("action=\"/me/saved\""), "{list}");
        let page = format!("{beginning}{}", between(&cards, &format!("href=\"{beginning}"), "\""));
        assert_eq!(save(&newcomer, &page).await.status, 303, "{page}");
        assert!(newcomer.get(&page).await.body.contains("action=\"/me/saved/removal\""), "{page}");
        assert!(newcomer.get(list).await.body.contains("action=\"/me/saved/removal\""), "{list}");
        let saved =
            newcomer.get("/me/saved?kind=booth").await.body + &newcomer.get("/me/saved?kind=project").await.body;
        assert!(saved.contains(&format!("href=\"{page}\"")), "{saved}");
    }
    let first = newcomer.get("/me/saved").await.body;
    assert!(first.contains("href=\"/exhibition/booths/"), "the first kind that holds something: {first}");
    let booths = newcomer.get("/exhibition").await.body;
    let hall = format!("/exhibition/halls/{}", between(&booths, "href=\"/exhibition/halls/", "\""));
    for view in ["plan", "list"] {
        let seen = newcomer.get(&format!("{hall}?view={view}")).await.body;
        assert!(seen.contains("action=\"/me/saved\"") && seen.contains("name=\"back\""), "{view}: {seen}");
    }
    let seeker = app.visitor();
    let login = [("email", "seeker@demo.fairhall.example"), ("password", demo::PASSWORD)];
    assert_eq!(seeker.post("/login", &login).await.status, 303);
    let saved = seeker.get("/me/saved?lang=en").await.body;
    assert!(saved.contains("5 saved"), "the demo's seeker has saved something: {saved}");
    assert!(seeker.get("/me/searches").await.body.contains("Robotics"));
    let profile = seeker.get("/me/candidate").await.body;
    assert!(profile.contains("servo drives") && profile.contains("Pearl Bay"), "{profile}");
});
