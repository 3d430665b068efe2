//! Projects from the first draft to the end: by their team, the organizer, and those who look for a counterpart.

mod anything;
pub mod dealings;
mod disclosure;
mod listing;
pub mod meetings;
mod suggestions;
mod workspace;

use diesel::prelude::*;
use fairhall::db::Conn;
use fairhall::db::schema::{editions, interests, people, projects};
use fairhall::ids::{EditionId, InterestId, PersonId, ProjectId};

use crate::accounts::join;
use crate::both;
use crate::stage::{OWNER, PDF, Stage, between, found, send, version};
use crate::support::{Browser, Seen};

pub const TEASER: &str = "A compact fibre laser that cuts steel with half the power of what is on the market.";
pub const DETAILS: &str =
    "The resonator is folded twice, which the usual designs avoid. We need a partner for a pilot.";

/// The fields of a whole project.
pub fn fields<'a>(version: &'a str, title: &'a str, ends: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("version", version),
        ("title", title),
        ("teaser", TEASER),
        ("details", DETAILS),
        ("kind", "technology_offer"),
        ("field", "2.2"),
        ("field", ""),
        ("readiness", "6"),
        ("ip", "pending"),
        ("partner", "company"),
        ("partner", "investor"),
        ("budget", "to_2m"),
        ("language", "en"),
        ("language", "zh"),
        ("city", "Wuhan"),
        ("city_zh", "武汉"),
        ("country", "CN"),
        ("disclosure", "undertaking"),
        ("expires_at", ends),
    ]
}

/// The same fields with one of them typed differently.
pub fn with<'a>(mut fields: Vec<(&'a str, &'a str)>, name: &str, value: &'a str) -> Vec<(&'a str, &'a str)> {
    fields.iter_mut().find(|field| field.0 == name).unwrap().1 = value;
    fields
}

/// So many days from the server's now, as browsers send it.
pub fn in_days(stage: &Stage, days: i64) -> String {
    (stage.app.clock.now() + chrono::Duration::days(days)).format("%Y-%m-%dT%H:%M").to_string()
}

/// Writes a draft and gives its id.
pub async fn write_project(stage: &Stage, browser: &Browser, title: &str) -> String {
    let seen = browser.post(&stage.desk("/projects"), &fields("", title, &in_days(stage, 90))).await;
    assert_eq!(seen.status, 303, "{}", seen.body);
    between(&seen.location.unwrap(), "/projects/", "/edit").to_owned()
}

pub async fn attach(stage: &Stage, browser: &Browser, id: &str, name: &str) -> Seen {
    send(browser, &stage.desk(&format!("/projects/{id}/files")), &[], &[("files", name, PDF.to_vec())]).await
}

pub async fn submit(stage: &Stage, browser: &Browser, id: &str) -> Seen {
    browser.post(&stage.desk(&format!("/projects/{id}/submission")), &[]).await
}

pub async fn decide(stage: &Stage, id: &str, decision: &str, comment: &str) -> Seen {
    let seen = stage.organizer.get(&format!("/organizer/projects/{id}")).await;
    let seen_version = version(&seen.body);
    let form = [("version", seen_version.as_str()), ("decision", decision), ("comment", comment)];
    stage.organizer.post(&format!("/organizer/projects/{id}/decision"), &form).await
}

/// A project with one attachment, open to everybody: its id and its address.
pub async fn open_project(stage: &Stage, title: &str) -> (String, String) {
    let id = write_project(stage, &stage.owner, title).await;
    assert_eq!(attach(stage, &stage.owner, &id, "Measurements.pdf").await.status, 303);
    assert_eq!(submit(stage, &stage.owner, &id).await.status, 303);
    if stage.organizer.get("/organizer/projects").await.body.contains(&id) {
        assert_eq!(decide(stage, &id, "approved", "").await.status, 303);
    }
    let page = stage.owner.get(&stage.desk(&format!("/projects/{id}/edit"))).await;
    let address = format!("/pairing/projects/{}", between(&page.body, "href=\"/pairing/projects/", "?"));
    (id, address)
}

/// Where the project's one attachment is read, as its team sees it.
pub async fn file_of(stage: &Stage, id: &str) -> String {
    let page = stage.owner.get(&stage.desk(&format!("/projects/{id}/edit"))).await;
    format!("/files/{}", between(&page.body, "href=\"/files/", "\""))
}

/// Writes down an interest in a project, as its page does.
pub async fn add_interest(stage: &Stage, project: &str, email: &'static str, state: &'static str) {
    let (id, now): (ProjectId, _) = (project.parse().unwrap(), stage.app.clock.now());
    let work = move |conn: &mut Conn| {
        let person: PersonId = people::table.filter(people::email.eq(email)).select(people::id).first(conn)?;
        let edition: EditionId = editions::table.select(editions::id).first(conn)?;
        diesel::insert_into(interests::table)
            .values((
                interests::id.eq(InterestId::new()),
                interests::edition_id.eq(&edition),
                interests::project_id.eq(&id),
                interests::person_id.eq(&person),
                interests::state.eq(state),
                interests::message.eq("We would like to know more about it."),
                interests::reason.eq(""),
                interests::expires_at.eq(now + chrono::Duration::days(30)),
                interests::version.eq(1_i64),
                interests::created_at.eq(now),
                interests::updated_at.eq(now),
            ))
            .execute(conn)?;
        Ok(())
    };
    stage.app.site.db.write(work).await.unwrap();
}

/// The state that stands in a project's row.
pub async fn state_of(stage: &Stage, id: &str) -> String {
    let id: ProjectId = id.parse().unwrap();
    let find = move |conn: &mut Conn| Ok(projects::table.find(&id).select(projects::state).first(conn)?);
    stage.app.site.db.read(find).await.unwrap()
}
