//! A posting from its first draft to its end, and an application from the letter to the offer or
//! the rejection: by a recruiter, the organizer and people who look for work.

mod saved;
mod searches;

mod applications;
pub mod candidates;
mod conversation;
mod downloads;
mod fairs;
mod fairs_in_time;
mod hiring;
mod interviews;
mod postings;
mod promise;
mod screening;

use crate::accounts::{PASSWORD, join};
use crate::both;
use crate::stage::{OWNER, PDF, Stage, between, found, send, version};
use crate::support::{Browser, Kind, Seen, TestApp};

pub const SEEKER: &str = "seeker@test.example";
pub const LETTER: &str = "Dear Delta Photonics, I have built fibre lasers for six years and would like to build yours.";
pub const REASON: &str = "We chose a candidate with more experience in optics.";

/// A posting's form as it was typed.
pub fn fields<'a>(version: &'a str, title: &'a str, closes_at: &'a str) -> Vec<(&'a str, &'a str)> {
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
pub fn in_days(app: &TestApp, days: i64) -> String {
    (app.clock.now() + chrono::Duration::days(days)).format("%Y-%m-%dT%H:%M").to_string()
}

/// Writes a posting and gives its id.
pub async fn write_posting(stage: &Stage, browser: &Browser, title: &str, days: i64) -> String {
    let seen = browser.post(&stage.desk("/postings"), &fields("", title, &in_days(&stage.app, days))).await;
    assert_eq!(seen.status, 303, "{}", seen.body);
    between(&seen.location.unwrap(), "/postings/", "/edit").to_owned()
}

/// Publishes a draft as the owner; where a reviewer is asked, as only with an organization's first, they approve.
pub async fn publish_posting(stage: &Stage, id: &str) {
    let seen = stage.owner.post(&stage.desk(&format!("/postings/{id}/publication")), &[]).await;
    assert_eq!(seen.status, 303, "{}", seen.body);
    let queue = stage.organizer.get("/organizer/postings").await;
    if queue.body.contains(id) {
        let seen = decide(stage, id, "approved", "").await;
        assert_eq!(seen.status, 303, "{}", seen.body);
    }
}

/// Writes a posting that is open to everybody, by the owner; gives its address.
pub async fn open_posting(stage: &Stage, title: &str) -> String {
    let id = write_posting(stage, &stage.owner, title, 30).await;
    publish_posting(stage, &id).await;
    let seen = stage.owner.get(&stage.desk(&format!("/postings/{id}/edit"))).await;
    format!("/recruitment/postings/{}", between(&seen.body, "href=\"/recruitment/postings/", "\""))
}

pub async fn decide(stage: &Stage, id: &str, decision: &str, comment: &str) -> Seen {
    let seen = stage.organizer.get(&format!("/organizer/postings/{id}")).await;
    let seen_version = version(&seen.body);
    let form = [("version", seen_version.as_str()), ("decision", decision), ("comment", comment)];
    stage.organizer.post(&format!("/organizer/postings/{id}/decision"), &form).await
}

pub async fn apply(browser: &Browser, posting: &str) -> Seen {
    let files = [("resume", "Zhao Yun.pdf", PDF.to_vec())];
    send(browser, &format!("{posting}/applications"), &[("letter", LETTER)], &files).await
}

/// A résumé with so many bytes between its marks; beyond 64 KiB it is in the store.
pub fn resume_of(length: usize) -> Vec<u8> {
    [b"%PDF-1.4\n%".as_slice(), "a".repeat(length).as_bytes(), b"\n%%EOF\n"].concat()
}

/// How many files the store keeps.
pub fn stored(stage: &Stage) -> usize {
    let folders = std::fs::read_dir(stage.app.database.folder.join("files")).unwrap();
    folders.filter_map(|folder| std::fs::read_dir(folder.unwrap().path()).ok()).map(Iterator::count).sum()
}

/// Signs somebody in again whose login has ended.
pub async fn log_in(app: &TestApp, email: &str) -> Browser {
    let browser = app.visitor();
    assert_eq!(browser.post("/login", &[("email", email), ("password", PASSWORD)]).await.status, 303);
    browser
}

/// The organization's page of an application, by the applicant's.
pub fn received(stage: &Stage, mine: &str) -> String {
    stage.desk(mine.strip_prefix("/me").unwrap())
}

/// Takes an application through these states as the organization.
pub async fn lead_to(stage: &Stage, theirs: &str, states: &[&str]) {
    for state in states {
        let seen = move_to(&stage.owner, theirs, state, "").await;
        assert_eq!(seen.status, 303, "{state}: {}", seen.body);
    }
}

/// Makes an offer that is to be answered within so many days.
pub async fn make_offer(stage: &Stage, theirs: &str, days: i64) -> Seen {
    let answer_by = in_days(&stage.app, days);
    let form = [
        ("terms", "A permanent position, thirty days of leave, a laser of your own."),
        ("starts_on", "2099-03-01"),
        ("salary", "360000"),
        ("salary_currency", "CNY"),
        ("salary_unit", "YEAR"),
        ("answer_by", answer_by.as_str()),
    ];
    stage.owner.post(&format!("{theirs}/offers"), &form).await
}

/// The id of the offer that a page asks about.
pub async fn offer_on(browser: &Browser, mine: &str) -> String {
    between(&browser.get(mine).await.body, "name=\"offer\" value=\"", "\"").to_owned()
}

/// Moves the application at this address as the organization.
pub async fn move_to(recruiter: &Browser, path: &str, state: &str, reason: &str) -> Seen {
    let seen = recruiter.get(path).await;
    let seen_version = version(&seen.body);
    let form = [("version", seen_version.as_str()), ("state", state), ("reason", reason)];
    recruiter.post(&format!("{path}/moves"), &form).await
}
