//! Interest in a project, from the first word to partners or to "no thanks".

use diesel::prelude::*;
use fairhall::db::Conn;
use fairhall::db::schema::{interests, undertakings};

use super::open_project;
use crate::accounts::join;
use crate::both;
use crate::stage::{OWNER, Stage, between, found, version};
use crate::support::{Browser, Kind, Seen};

pub const WORDS: &str = "We build cutting machines in Ulm and would like to try your laser.";

/// Says that somebody is interested; gives the answer.
pub async fn express(who: &Browser, project: &str) -> Seen {
    who.post(&format!("{project}/interests"), &[("message", WORDS), ("agree", "yes")]).await
}

/// The same, and gives the address of the interest.
pub async fn interest(who: &Browser, project: &str) -> String {
    let seen = express(who, project).await;
    assert_eq!(seen.status, 303, "{}", seen.body);
    seen.location.unwrap()
}

/// Moves an interest as whoever sees its page.
pub async fn move_to(who: &Browser, interest: &str, state: &str, more: &[(&str, &str)]) -> Seen {
    let seen_version = match who.get(interest).await {
        seen if seen.body.contains("name=\"version\"") => version(&seen.body),
        _ => "1".to_owned(),
    };
    let form = [&[("version", seen_version.as_str()), ("state", state)], more].concat();
    who.post(&format!("{interest}/moves"), &form).await
}

async fn states(stage: &Stage) -> Vec<String> {
    let list = |conn: &mut Conn| Ok(interests::table.order(interests::id).select(interests::state).load(conn)?);
    stage.app.site.db.read(list).await.unwrap()
}

both!(an_interest_is_kept_accepted_and_opens_a_room_and_the_attachments, |kind: Kind| async move {
    let stage = Stage::set(kind).await;
    let (id, project) = open_project(&stage, "Folded fibre laser").await;
    let guest = join(&stage.app, "Greta Guest", "greta@test.example").await;
    // What was typed stays where the box was not ticked.
    let seen = guest.post(&format!("{project}/interests"), &[("message", WORDS)]).await;
    assert!(seen.status == 422 && seen.body.contains(WORDS), "{}", seen.body);
    let seen = guest.post(&format!("{project}/interests"), &[("message", "short"), ("agree", "yes")]).await;
    assert!(seen.status == 422 && seen.body.contains("short"), "{}", seen.body);
    let interest = interest(&guest, &project).await;
    let count = |conn: &mut Conn| Ok(undertakings::table.count().get_result::<i64>(conn)?);
    assert_eq!(stage.app.site.db.read(count).await.unwrap(), 1);
    let told = stage.subjects(OWNER).await;
    assert!(told.iter().any(|subject| subject == "Greta Guest is interested in Folded fibre laser"), "{told:?}");
    assert_eq!(express(&guest, &project).await.status, 422, "once");

    let list = stage.owner.get(&stage.desk(&format!("/projects/{id}/interests"))).await;
    assert!(list.body.contains("Greta Guest") && list.body.contains(&interest), "{}", list.body);
    assert_eq!(move_to(&stage.owner, &interest, "shortlisted", &[]).await.status, 303);
    assert_eq!(move_to(&stage.owner, &interest, "accepted", &[]).await.status, 303);
    let told = stage.subjects("greta@test.example").await;
    assert!(told.iter().any(|subject| subject == "You are partners now: Folded fibre laser"), "{told:?}");
    let page = guest.get(&interest).await.body;
    let room = format!("/rooms/{}", between(&page, "href=\"/rooms/", "\""));
    assert_eq!(guest.post(&format!("{room}/messages"), &[("body", "Hello!")]).await.status, 303);
    assert!(stage.owner.get(&room).await.body.contains("Hello!"));
    assert!(stage.owner.get("/me/messages").await.body.contains("Greta Guest"), "it stands among the team's messages");
    let stranger = join(&stage.app, "Sam Stranger", "sam@test.example").await;
    for (nobody, path) in
        [(&stranger, &interest), (&stranger, &room), (&stage.organizer, &interest), (&stage.organizer, &room)]
    {
        assert_eq!(nobody.get(path).await.status, 404, "{path}");
    }
    assert_eq!(states(&stage).await, ["accepted"]);
});

both!(no_thanks_ends_it_until_it_is_taken_back, |kind: Kind| async move {
    let stage = Stage::set(kind).await;
    let (_, project) = open_project(&stage, "Folded fibre laser").await;
    let guest = join(&stage.app, "Greta Guest", "greta@test.example").await;
    let first = interest(&guest, &project).await;
    assert_eq!(move_to(&stage.owner, &first, "declined", &[("reason", "no")]).await.status, 422, "with a reason");
    let not_now = [("reason", "Not this year, thank you."), ("finality", "later")];
    assert_eq!(move_to(&stage.owner, &first, "declined", &not_now).await.status, 303);
    let page = guest.get(&first).await.body;
    assert!(page.contains("Not this year, thank you."), "{page}");
    let second = interest(&guest, &project).await;
    let never = [("reason", "We work with others."), ("finality", "never")];
    assert_eq!(move_to(&stage.owner, &second, "declined", &never).await.status, 303);
    assert_eq!(express(&guest, &project).await.status, 403);
    let page = guest.get(&project).await.body;
    assert!(page.contains("no thanks") && !page.contains("name=\"message\"") && !page.contains("Take back"), "{page}");
    let page = stage.owner.get(&second).await.body;
    let removal = format!("/pairing/refusals/{}", between(&page, "action=\"/pairing/refusals/", "\""));
    let stranger = join(&stage.app, "Sam Stranger", "sam@test.example").await;
    assert_eq!(guest.post(&removal, &[]).await.status, 404, "it was not the guest's word");
    assert_eq!(stranger.post(&removal, &[]).await.status, 404);
    assert_eq!(stage.owner.post(&removal, &[]).await.status, 303);
    assert_eq!(stage.owner.post(&removal, &[]).await.status, 404);
    interest(&guest, &project).await;
    assert_eq!(states(&stage).await, ["declined", "declined", "sent"]);
});

both!(every_move_has_its_side_and_its_order, |kind: Kind| async move {
    let stage = Stage::set(kind).await;
    let (_, project) = open_project(&stage, "Folded fibre laser").await;
    let guest = join(&stage.app, "Greta Guest", "greta@test.example").await;
    let interest = interest(&guest, &project).await;
    for (who, state, status) in [
        (&guest, "accepted", 409),
        (&guest, "shortlisted", 409),
        (&guest, "declined", 422),
        (&stage.owner, "withdrawn", 409),
        (&stage.owner, "expired", 422),
        (&stage.owner, "sent", 422),
        (&stage.owner, "", 422),
        (&stage.organizer, "accepted", 404),
    ] {
        assert_eq!(move_to(who, &interest, state, &[]).await.status, status, "{state}");
    }
    assert_eq!(states(&stage).await, ["sent"]);
    let stale = [("version", "7"), ("state", "accepted")];
    assert_eq!(stage.owner.post(&format!("{interest}/moves"), &stale).await.status, 409);
    assert_eq!(move_to(&guest, &interest, "withdrawn", &[]).await.status, 303);
    assert_eq!(move_to(&stage.owner, &interest, "accepted", &[]).await.status, 409);
    // Nobody deals with their own organization, nor with what is not there or not open.
    let colleague = stage.member("Cora Colleague", "cora@test.example", "representative").await;
    assert_eq!(express(&colleague, &project).await.status, 403);
    assert_eq!(express(&guest, "/pairing/projects/nothing").await.status, 404);
    stage.set_gate("pairing", "read_only").await;
    assert_eq!(express(&guest, &project).await.status, 403);
    assert_eq!(stage.app.visitor().post(&format!("{project}/interests"), &[]).await.status, 303);
});

both!(the_quota_holds_when_everything_comes_at_once_and_gives_back, |kind: Kind| async move {
    let stage = Stage::set(kind).await;
    let form = [
        ("interest_quota", "2"),
        ("meeting_quota", "5"),
        ("slot_minutes", "20"),
        ("gap_minutes", "5"),
        ("interest_days", "30"),
        ("version", "0"),
    ];
    assert_eq!(stage.organizer.post("/organizer/projects/rules", &form).await.status, 303);
    assert_eq!(stage.organizer.post("/organizer/projects/rules", &form).await.status, 409, "seen before the change");
    assert_eq!(stage.owner.get("/organizer/projects/rules").await.status, 404);
    let mut projects = Vec::new();
    for title in ["Laser one", "Laser two", "Laser three", "Laser four"] {
        projects.push(open_project(&stage, title).await.1);
    }
    let guest = join(&stage.app, "Greta Guest", "greta@test.example").await;
    let all = futures_util::future::join_all(projects.iter().map(|project| express(&guest, project))).await;
    assert_eq!(all.iter().filter(|seen| seen.status == 303).count(), 2, "two of four");
    let refused = all.iter().find(|seen| seen.status == 422).unwrap();
    assert!(refused.body.contains("as many interests") && refused.body.contains(WORDS), "{}", refused.body);
    let sent = all.into_iter().find_map(|seen| seen.location).unwrap();
    assert_eq!(move_to(&guest, &sent, "withdrawn", &[]).await.status, 303);
    let all = futures_util::future::join_all(projects.iter().map(|project| express(&guest, project))).await;
    assert_eq!(all.iter().filter(|seen| seen.status == 303).count(), 1, "the credit came back");
});

both!(what_nobody_answers_expires_and_ends_with_its_project, |kind: Kind| async move {
    let stage = Stage::set(kind).await;
    let (id, project) = open_project(&stage, "Folded fibre laser").await;
    let guest = join(&stage.app, "Greta Guest", "greta@test.example").await;
    interest(&guest, &project).await;
    let other = join(&stage.app, "Otto Other", "otto@test.example").await;
    stage.app.clock.advance(chrono::Duration::days(5));
    let second = interest(&other, &project).await;
    stage.app.clock.advance(chrono::Duration::days(26));
    let told = stage.subjects("greta@test.example").await;
    assert!(told.iter().any(|subject| subject.starts_with("Nobody answered your interest")), "{told:?}");
    assert_eq!(states(&stage).await, ["expired", "sent"]);
    stage.app.clock.advance(-chrono::Duration::days(26));
    let page = stage.owner.get(&stage.desk(&format!("/projects/{id}/edit"))).await.body;
    let seen_version = version(&page);
    let form = [("version", seen_version.as_str()), ("reason", "We found somebody.")];
    let seen = stage.owner.post(&stage.desk(&format!("/projects/{id}/withdrawal")), &form).await;
    assert_eq!(seen.status, 303, "{}", seen.body);
    assert_eq!(states(&stage).await, ["expired", "expired"]);
    let told = stage.subjects("otto@test.example").await;
    assert!(told.iter().any(|subject| subject.starts_with("A project you are interested in has ended")), "{told:?}");
    assert_eq!(move_to(&stage.owner, &second, "accepted", &[]).await.status, 409);
    found(&other, "Other Works").await;
});
