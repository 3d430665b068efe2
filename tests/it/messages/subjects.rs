//! Rooms of a subject: an application has one for its applicant and the recruiters.

use diesel::prelude::*;
use fairhall::chat::rooms::subjects::{self, Subject};
use fairhall::db::Conn;
use fairhall::db::schema::{applications, editions, rooms};
use fairhall::ids::ApplicationId;

use crate::accounts::join;
use crate::both;
use crate::recruitment::{apply, open_posting};
use crate::stage::{Stage, between, found};
use crate::support::{Browser, Kind};

/// An application with its room, and who has to do with it.
struct Scene {
    stage: Stage,
    applicant: Browser,
    recruiter: Browser,
    application: ApplicationId,
    room: String,
}

async fn set(kind: Kind) -> Scene {
    let stage = Stage::set(kind).await;
    let recruiter = stage.member("Rita Recruiter", "rita@test.example", "recruiter").await;
    let posting = open_posting(&stage, "Optics engineer").await;
    let applicant = join(&stage.app, "Sam Seeker", "sam@test.example").await;
    assert_eq!(apply(&applicant, &posting).await.status, 303);
    let find = |conn: &mut Conn| Ok(applications::table.select(applications::id).first(conn)?);
    let application: ApplicationId = stage.app.site.db.read(find).await.unwrap();
    let room = open(&stage, &application).await;
    Scene { stage, applicant, recruiter, application, room }
}

async fn open(stage: &Stage, application: &ApplicationId) -> String {
    let (subject, now) = (Subject::Application(application.clone()), stage.app.clock.now());
    let write = move |conn: &mut Conn| {
        let edition = editions::table.select(editions::id).first(conn)?;
        subjects::open(conn, &edition, &subject, now)
    };
    stage.app.site.db.write(write).await.unwrap().to_string()
}

impl Scene {
    async fn say(&self, who: &Browser, body: &str) -> u16 {
        who.post(&format!("/rooms/{}/messages", self.room), &[("body", body)]).await.status
    }

    async fn reads(&self, who: &Browser) -> u16 {
        who.get(&format!("/rooms/{}", self.room)).await.status
    }

    async fn lists(&self, who: &Browser) -> bool {
        who.get("/me/messages").await.body.contains(&format!("/rooms/{}", self.room))
    }
}

both!(an_applicant_and_the_recruiters_write_to_each_other_and_nobody_else_reads, |kind| async move {
    let scene = set(kind).await;
    let (applicant, recruiter) = (&scene.applicant, &scene.recruiter);
    assert_eq!(scene.say(applicant, "When will you decide?").await, 303);
    // Nobody of the team has joined yet: all recruiters hear of it, under the name of who wrote.
    let told = "Sam Seeker wrote to you";
    assert!(scene.stage.subjects("rita@test.example").await.iter().all(|subject| subject != told), "not at once");
    scene.stage.app.clock.advance(chrono::Duration::minutes(3));
    assert!(scene.stage.subjects("rita@test.example").await.iter().any(|subject| subject == told));
    assert_eq!(scene.say(recruiter, "On Monday.").await, 303);
    assert!(scene.lists(applicant).await && scene.lists(recruiter).await && !scene.lists(&scene.stage.owner).await);
    let seen = applicant.get("/me/messages").await.body;
    assert!(seen.contains("Delta Photonics"), "to the applicant it has the organization's name");
    assert!(recruiter.get("/me/messages").await.body.contains("Sam Seeker"));

    let stranger = join(&scene.stage.app, "Eve Else", "eve@test.example").await;
    found(&stranger, "Other Works").await;
    let editor = scene.stage.member("Ed Editor", "ed@test.example", "editor").await;
    for nobody in [&stranger, &editor, &scene.stage.organizer] {
        assert_eq!((scene.reads(nobody).await, scene.say(nobody, "Hello").await), (404, 404));
    }
    assert_eq!(scene.reads(&scene.stage.app.visitor()).await, 303);
});

both!(who_leaves_the_team_loses_its_conversations_at_once, |kind| async move {
    let scene = set(kind).await;
    assert_eq!(scene.say(&scene.recruiter, "Welcome").await, 303);
    assert!(scene.lists(&scene.recruiter).await);
    let page = scene.stage.owner.get(&scene.stage.desk("/members")).await.body;
    let row = &page[page.find("rita@test.example").unwrap()..];
    let member = between(row, &scene.stage.desk("/members/"), "\"").split('/').next().unwrap().to_owned();
    let role = scene.stage.desk(&format!("/members/{member}"));
    assert_eq!(scene.stage.owner.post(&role, &[("role", "editor")]).await.status, 303);
    assert_eq!((scene.reads(&scene.recruiter).await, scene.lists(&scene.recruiter).await), (404, false));
    assert!(!scene.recruiter.get("/me/messages?q=Welcome").await.body.contains(&scene.room));
    assert_eq!(scene.stage.owner.post(&role, &[("role", "recruiter")]).await.status, 303);
    assert!(scene.lists(&scene.recruiter).await);
    let removal = scene.stage.desk(&format!("/members/{member}/removal"));
    assert_eq!(scene.stage.owner.post(&removal, &[]).await.status, 303);
    assert_eq!((scene.reads(&scene.recruiter).await, scene.lists(&scene.recruiter).await), (404, false));
    assert_eq!(scene.reads(&scene.applicant).await, 200);
});

both!(a_closed_conversation_is_read_and_not_written_in_until_it_is_opened_again, |kind| async move {
    let scene = set(kind).await;
    assert_eq!(scene.say(&scene.applicant, "Thank you").await, 303);
    let (subject, now) = (Subject::Application(scene.application.clone()), scene.stage.app.clock.now());
    let again = subject.clone();
    let close =
        move |conn: &mut Conn| Ok((subjects::close(conn, &subject, now)?, subjects::close(conn, &subject, now)?));
    assert_eq!(scene.stage.app.site.db.write(close).await.unwrap(), (true, false));
    assert_eq!((scene.say(&scene.applicant, "More").await, scene.say(&scene.recruiter, "More").await), (403, 403));
    let seen = scene.applicant.get(&format!("/rooms/{}", scene.room)).await;
    assert!(seen.status == 200 && seen.body.contains("This conversation is closed"), "{}", seen.body);
    assert_eq!(open(&scene.stage, &scene.application).await, scene.room, "the same room");
    assert_eq!(scene.say(&scene.recruiter, "More").await, 303);
    let find = move |conn: &mut Conn| {
        let count = rooms::table.filter(rooms::kind.eq("application")).count().get_result::<i64>(conn)?;
        Ok((subjects::find(conn, &again)?.map(|room| room.to_string()), count))
    };
    assert_eq!(scene.stage.app.site.db.read(find).await.unwrap(), (Some(scene.room.clone()), 1));
});
