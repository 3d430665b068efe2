//! The room of a session, questions to its speakers, polls.

use diesel::prelude::*;
use fairhall::db::Conn;
use fairhall::db::schema::{people, poll_options, polls, questions};
use futures_util::future::join_all;
use serde_json::json;

use super::{ATTENDEE, SPEAKER, Scene, set};
use crate::accounts::join;
use crate::both;
use crate::moderation::Socket;
use crate::stage::between;
use crate::support::{Browser, Kind, Seen};

async fn ask(who: &Browser, session: &str, words: &str, key: &str) -> Seen {
    who.post(&format!("{session}/questions"), &[("question", words), ("key", key)]).await
}

/// The id, version and state of the newest question.
async fn newest(scene: &Scene) -> (String, String, String) {
    let find = |conn: &mut Conn| {
        let row: (String, i64, String) = questions::table
            .order(questions::created_at.desc())
            .select((questions::id, questions::version, questions::state))
            .first(conn)?;
        Ok((row.0, row.1.to_string(), row.2))
    };
    scene.stage.app.site.db.read(find).await.unwrap()
}

async fn move_question(who: &Browser, (id, version, _): &(String, String, String), state: &str) -> Seen {
    who.post(&format!("/forum/questions/{id}/moves"), &[("state", state), ("version", version)]).await
}

async fn silence(scene: &Scene, email: &'static str, zone: &str) {
    let find = move |conn: &mut Conn| {
        Ok(people::table.filter(people::email.eq(email)).select(people::id).first::<String>(conn)?)
    };
    let person = scene.stage.app.site.db.read(find).await.unwrap();
    let form = [("person", person.as_str()), ("reason", "Spam"), ("kind", "silenced"), ("zone", zone), ("term", "day")];
    assert_eq!(scene.stage.organizer.post("/organizer/sanctions", &form).await.status, 303);
}

both!(a_question_waits_is_shown_voted_for_and_answered, |kind: Kind| async move {
    let scene = set(kind).await;
    let (_, link) = scene.confirmed("Lasers", (60, 120), &scene.main, &[&scene.ada]).await;
    let key = "018f0000-0000-7000-8000-000000000001";
    assert_eq!(ask(&scene.stage.app.visitor(), &link, "Why light?", key).await.status, 303);
    assert_eq!(ask(&scene.attendee, &link, "?", key).await.status, 422);
    assert_eq!(ask(&scene.attendee, "/forum/sessions/nowhere", "Why light?", key).await.status, 404);
    for _ in 0..3 {
        assert_eq!(ask(&scene.attendee, &link, "Why <b>light</b>?", key).await.status, 303, "sent again it is one");
    }
    let question = newest(&scene).await;
    assert_eq!(question.2, "queued");
    // Nobody but who asks and who moderates sees what waits; the speaker hears of it once.
    let page = scene.stage.owner.get(&link).await.body;
    assert!(!page.contains("Why &#60;b&#62;light"), "{page}");
    let page = scene.attendee.get(&link).await.body;
    assert!(page.contains("Why &#60;b&#62;light") && !page.contains("/votes"), "who asks sees that it waits: {page}");
    let vote = format!("/forum/questions/{}/votes", question.0);
    assert_eq!(scene.stage.owner.post(&vote, &[]).await.status, 404);
    assert_eq!(scene.attendee.get(&format!("{link}/desk")).await.status, 404);
    assert_eq!(scene.stage.app.visitor().get(&format!("{link}/desk")).await.status, 303);
    assert_eq!(move_question(&scene.attendee, &question, "visible").await.status, 404);
    let desk = scene.speaker.get(&format!("{link}/desk")).await;
    assert!(desk.status == 200 && desk.body.contains("Why &#60;b&#62;light"), "{}", desk.body);
    assert_eq!(move_question(&scene.speaker, &question, "answered").await.status, 409);
    assert_eq!(move_question(&scene.speaker, &question, "visible").await.status, 303);
    assert_eq!(move_question(&scene.speaker, &question, "archived").await.status, 409, "changed meanwhile");
    assert!(scene.stage.subjects(ATTENDEE).await.contains(&"Your question is shown: Lasers".to_owned()));
    // One vote a person, and none once it was answered.
    assert_eq!(scene.stage.owner.post(&vote, &[]).await.status, 303);
    let twice = scene.stage.owner.post(&vote, &[]).await;
    assert!(twice.status == 409 && twice.body.contains("You have voted for this question already"), "{}", twice.body);
    let page = scene.stage.owner.get(&link).await.body;
    assert!(page.contains("1 vote<") && page.contains("You voted"), "{page}");
    let pin = format!("/forum/questions/{}/pin", question.0);
    assert_eq!(scene.attendee.post(&pin, &[("pinned", "yes")]).await.status, 404);
    assert_eq!(scene.stage.organizer.post(&pin, &[("pinned", "yes")]).await.status, 303);
    assert_eq!(move_question(&scene.stage.organizer, &newest(&scene).await, "answered").await.status, 303);
    let closed = scene.attendee.post(&vote, &[]).await;
    assert!(closed.status == 409 && closed.body.contains("One can no longer vote"), "{}", closed.body);
    assert_eq!(scene.stage.organizer.post(&pin, &[("pinned", "yes")]).await.status, 409);
});

both!(what_stands_first_and_what_has_more_votes_comes_first, |kind: Kind| async move {
    let scene = set(kind).await;
    let (_, link) = scene.confirmed("Lasers", (60, 120), &scene.main, &[]).await;
    for (n, words) in ["First words", "Second words", "Third words"].into_iter().enumerate() {
        assert_eq!(
            ask(&scene.attendee, &link, words, &format!("018f0000-0000-7000-8000-00000000000{n}")).await.status,
            303
        );
        let question = newest(&scene).await;
        assert_eq!(move_question(&scene.stage.organizer, &question, "visible").await.status, 303);
        if n == 1 {
            assert_eq!(
                scene.stage.owner.post(&format!("/forum/questions/{}/votes", question.0), &[]).await.status,
                303
            );
        }
        if n == 2 {
            let pin = format!("/forum/questions/{}/pin", question.0);
            assert_eq!(scene.stage.organizer.post(&pin, &[("pinned", "yes")]).await.status, 303);
        }
    }
    let page = scene.stage.app.visitor().get(&link).await.body;
    let place = |words: &str| page.find(words).unwrap();
    assert!(place("Third words") < place("Second words") && place("Second words") < place("First words"), "{page}");
    // Somebody who asks and asks waits for the answers first.
    for n in 3..5 {
        assert_eq!(ask(&scene.attendee, &link, &format!("More {n}"), "").await.status, 303);
    }
    let refused = ask(&scene.attendee, &link, "And one more", "").await;
    assert!(refused.status == 403 && refused.body.contains("still wait"), "{}", refused.body);
});

both!(who_is_silenced_neither_asks_nor_votes, |kind: Kind| async move {
    let scene = set(kind).await;
    let (_, link) = scene.confirmed("Lasers", (60, 120), &scene.main, &[&scene.ada]).await;
    assert_eq!(ask(&scene.stage.owner, &link, "Why light?", "").await.status, 303);
    let question = newest(&scene).await;
    assert_eq!(move_question(&scene.stage.organizer, &question, "visible").await.status, 303);
    silence(&scene, ATTENDEE, "forum").await;
    let refused = ask(&scene.attendee, &link, "Spam", "").await;
    assert!(refused.status == 403, "{}", refused.body);
    let vote = format!("/forum/questions/{}/votes", question.0);
    assert_eq!(scene.attendee.post(&vote, &[]).await.status, 403);
    // A moderator's words that are not said are not asked either; a shut zone takes nothing.
    assert_eq!(scene.stage.organizer.post("/organizer/words", &[("words", "casino")]).await.status, 303);
    let refused = ask(&scene.stage.owner, &link, "Which casino?", "").await;
    assert!(refused.status == 422 && refused.body.contains("Which casino?"), "{}", refused.body);
    scene.stage.set_gate("forum", "read_only").await;
    assert_eq!(ask(&scene.stage.owner, &link, "Anything?", "").await.status, 403);
    assert_eq!(scene.stage.owner.post(&vote, &[]).await.status, 403);
    assert_eq!(move_question(&scene.stage.organizer, &newest(&scene).await, "answered").await.status, 403);
});

both!(a_session_has_a_room_where_its_speakers_are_marked, |kind: Kind| async move {
    let scene = set(kind).await;
    let (session, link) = scene.confirmed("Lasers", (60, 120), &scene.main, &[&scene.ada]).await;
    let page = scene.stage.app.visitor().get(&link).await.body;
    let room = format!("/rooms/{}", between(&page, "data-room=\"", "\""));
    for (who, words) in [(&scene.speaker, "Welcome"), (&scene.attendee, "Thank you")] {
        assert_eq!(who.post(&format!("{room}/messages"), &[("body", words)]).await.status, 303);
    }
    let page = scene.stage.app.visitor().get(&room).await.body;
    assert!(
        page.contains("<b>Ada Speaker</b><small>Speaker</small>") && page.contains("<b>Greta Guest</b><time"),
        "{page}"
    );
    assert!(page.contains("To the session"));
    // It goes on after the session, and stays to be read where that was cancelled.
    scene.stage.app.clock.advance(chrono::Duration::minutes(130));
    assert_eq!(scene.attendee.post(&format!("{room}/messages"), &[("body", "Afterwards")]).await.status, 303);
    assert!(scene.stage.app.visitor().get(&link).await.body.contains("Afterwards"));
    assert_eq!(scene.move_to(&session, "cancelled", "Too late").await.status, 409, "it was");
    silence(&scene, SPEAKER, "forum").await;
    let refused = scene.speaker.post(&format!("{room}/messages"), &[("body", "Silenced")]).await;
    assert!(refused.status != 303 && !scene.stage.app.visitor().get(&room).await.body.contains("Silenced"));
});

struct Held {
    scene: Scene,
    link: String,
    poll: String,
    options: Vec<String>,
}

/// A poll in a session, a draft.
async fn poll(kind: Kind) -> Held {
    let scene = set(kind).await;
    let (_, link) = scene.confirmed("Lasers", (60, 120), &scene.main, &[&scene.ada]).await;
    let form = [("poll", "Which light?"), ("options", "Red\nGreen\nBlue")];
    assert_eq!(scene.attendee.post(&format!("{link}/polls"), &form).await.status, 404);
    let seen = scene.speaker.post(&format!("{link}/polls"), &form).await;
    assert_eq!(seen.status, 303, "{}", seen.body);
    assert_eq!(
        scene.speaker.post(&format!("{link}/polls"), &[("poll", "Which?"), ("options", "One")]).await.status,
        422
    );
    let find = |conn: &mut Conn| {
        let poll = polls::table.select(polls::id).first::<String>(conn)?;
        let options =
            poll_options::table.order(poll_options::position).select(poll_options::id).load::<String>(conn)?;
        Ok((poll, options))
    };
    let (poll, options) = scene.stage.app.site.db.read(find).await.unwrap();
    Held { scene, link, poll, options }
}

impl Held {
    async fn move_to(&self, who: &Browser, state: &str) -> Seen {
        let id = self.poll.clone();
        let find = move |conn: &mut Conn| Ok(polls::table.find(id).select(polls::version).first::<i64>(conn)?);
        let version = self.scene.stage.app.site.db.read(find).await.unwrap().to_string();
        who.post(&format!("/forum/polls/{}/moves", self.poll), &[("state", state), ("version", &version)]).await
    }

    async fn vote(&self, who: &Browser, option: usize) -> Seen {
        who.post(&format!("/forum/polls/{}/votes", self.poll), &[("option", &self.options[option])]).await
    }

    async fn counts(&self) -> Vec<i64> {
        let list = |conn: &mut Conn| {
            Ok(poll_options::table.order(poll_options::position).select(poll_options::votes).load(conn)?)
        };
        self.scene.stage.app.site.db.read(list).await.unwrap()
    }
}

both!(results_are_shown_to_who_has_voted_and_frozen_on_closing, |kind: Kind| async move {
    let held = poll(kind).await;
    let (scene, link) = (&held.scene, &held.link);
    assert!(!scene.attendee.get(link).await.body.contains("Which light?"), "a draft");
    assert_eq!(held.vote(&scene.attendee, 0).await.status, 404);
    let edit = format!("/forum/polls/{}", held.poll);
    assert_eq!(scene.attendee.get(&edit).await.status, 404);
    assert_eq!(scene.speaker.get(&edit).await.status, 200);
    assert_eq!(held.move_to(&scene.attendee, "open").await.status, 404);
    assert_eq!(held.move_to(&scene.speaker, "closed").await.status, 409);
    assert_eq!(held.move_to(&scene.speaker, "open").await.status, 303);
    let late = [("poll", "Other?"), ("options", "A\nB"), ("version", "2")];
    assert_eq!(scene.speaker.post(&edit, &late).await.status, 409, "no draft any more");
    assert_eq!(held.vote(&scene.attendee, 0).await.status, 303);
    let again = held.vote(&scene.attendee, 1).await;
    assert!(again.status == 409 && again.body.contains("You have voted in this poll already"), "{}", again.body);
    let odd = [("option", "00000000-0000-7000-8000-000000000000")];
    assert_eq!(scene.stage.owner.post(&format!("{edit}/votes"), &odd).await.status, 404);
    assert_eq!(scene.stage.owner.post(&format!("{edit}/votes"), &[]).await.status, 422);
    assert!(scene.attendee.get(link).await.body.contains("100 %"), "who has voted sees");
    let other = scene.stage.owner.get(link).await.body;
    assert!(!other.contains("100 %") && other.contains("type=\"radio\" name=\"option\""), "{other}");
    let visitor = scene.stage.app.visitor().get(link).await.body;
    assert!(!visitor.contains("100 %") && visitor.contains("The results are shown to who has voted"), "{visitor}");
    assert_eq!(held.move_to(&scene.stage.organizer, "closed").await.status, 303);
    let closed = held.vote(&scene.stage.owner, 1).await;
    assert!(closed.status == 409 && closed.body.contains("takes no votes"), "{}", closed.body);
    assert!(scene.stage.app.visitor().get(link).await.body.contains("100 %"));
    assert_eq!(held.counts().await, [1, 0, 0]);
    assert_eq!(held.move_to(&scene.speaker, "archived").await.status, 303);
    assert!(!scene.stage.app.visitor().get(link).await.body.contains("Which light?"));
    assert_eq!(held.vote(&scene.stage.owner, 1).await.status, 404);
});

both!(fifty_votes_at_once_are_counted_once_each, |kind: Kind| async move {
    let held = poll(kind).await;
    assert_eq!(held.move_to(&held.scene.speaker, "open").await.status, 303);
    let mut people = Vec::new();
    for n in 0..10 {
        people.push(join(&held.scene.stage.app, &format!("Person {n}"), &format!("p{n}@test.example")).await);
    }
    // Ten people press five times each, all at once.
    let presses = (0..50).map(|n| held.vote(&people[n % 10], n % 3));
    let answers = join_all(presses).await;
    let counted = answers.iter().filter(|seen| seen.status == 303).count();
    assert!(answers.iter().all(|seen| matches!(seen.status, 303 | 409 | 503)), "nothing breaks");
    assert_eq!((counted, held.counts().await.iter().sum::<i64>()), (10, 10));
    assert_eq!(ask(&held.scene.attendee, &held.link, "Why light?", "").await.status, 303);
    let question = newest(&held.scene).await;
    assert_eq!(move_question(&held.scene.speaker, &question, "visible").await.status, 303);
    let vote = format!("/forum/questions/{}/votes", question.0);
    let answers = join_all((0..50).map(|n| people[n % 10].post(&vote, &[]))).await;
    assert_eq!(answers.iter().filter(|seen| seen.status == 303).count(), 10);
    let find = |conn: &mut Conn| Ok(questions::table.select(questions::votes).first::<i64>(conn)?);
    assert_eq!(held.scene.stage.app.site.db.read(find).await.unwrap(), 10);
});

both!(who_follows_a_session_is_told_that_questions_and_polls_changed, |kind: Kind| async move {
    let held = poll(kind).await;
    let (scene, link) = (&held.scene, &held.link);
    let (visitor, shown) = (scene.stage.app.visitor(), format!("{link}/talk"));
    let room = between(&visitor.get(link).await.body, "data-room=\"", "\"").to_owned();
    let mut socket = Socket::visit(&scene.stage.app).await;
    socket.subscribe(&room).await;
    let mut told = async || socket.next_of(&["talk", "talk_desk"]).await;
    // What waits concerns the desk alone, and says nothing of it.
    assert_eq!(ask(&scene.attendee, link, "Why light?", "").await.status, 303);
    assert_eq!(told().await, json!({"type": "talk_desk", "room": room}));
    assert!(!visitor.get(&shown).await.body.contains("Why light?"));
    assert!(scene.speaker.get(&format!("{link}/desk")).await.body.contains("data-refresh=\"talk talk_desk\""));
    let question = newest(scene).await;
    assert_eq!(move_question(&scene.speaker, &question, "visible").await.status, 303);
    assert_eq!(told().await, json!({"type": "talk", "room": room}));
    assert!(visitor.get(&shown).await.body.contains("Why light?"));
    // Each reader gets their own: who may vote, and who has.
    let votes = format!("/forum/questions/{}/votes", question.0);
    assert!(!visitor.get(&shown).await.body.contains(&votes));
    assert!(scene.stage.owner.get(&shown).await.body.contains(&votes));
    assert_eq!(scene.stage.owner.post(&votes, &[]).await.status, 303);
    assert_eq!(told().await["type"], "talk");
    let page = scene.stage.owner.get(&shown).await.body;
    assert!(page.contains("1 vote<") && page.contains("You voted") && !page.contains(&votes), "{page}");
    assert!(!page.contains("<html"), "a part of a page");
    // A poll opens, is voted in, closes; its results are for who may see them.
    assert_eq!(held.move_to(&scene.speaker, "open").await.status, 303);
    assert_eq!(told().await["type"], "talk");
    assert!(visitor.get(&shown).await.body.contains("Which light?"));
    assert_eq!(held.vote(&scene.attendee, 0).await.status, 303);
    assert_eq!(told().await["type"], "talk");
    assert!(scene.attendee.get(&shown).await.body.contains("100 %"));
    assert!(!visitor.get(&shown).await.body.contains("100 %"));
    assert_eq!(held.move_to(&scene.speaker, "closed").await.status, 303);
    assert_eq!(told().await["type"], "talk");
    assert!(visitor.get(&shown).await.body.contains("100 %"));
    // What was refused is told to nobody: the next word is that of the next change.
    assert_eq!(held.vote(&scene.stage.owner, 1).await.status, 409);
    let form = [("poll", "Which next?"), ("options", "Red\nGreen")];
    assert_eq!(scene.speaker.post(&format!("{link}/polls"), &form).await.status, 303);
    assert_eq!(told().await["type"], "talk_desk");
    assert!(!visitor.get(&shown).await.body.contains("Which next?"));
});

both!(what_is_not_public_has_no_questions_to_fetch, |kind: Kind| async move {
    let scene = set(kind).await;
    assert_eq!(scene.stage.app.visitor().get("/forum/sessions/nowhere/talk").await.status, 404);
    scene.draft("Secret", (60, 120), &scene.main, &[]).await;
    for who in [&scene.stage.app.visitor(), &scene.attendee, &scene.stage.organizer] {
        assert_eq!(who.get("/forum/sessions/secret/talk").await.status, 404);
    }
});
