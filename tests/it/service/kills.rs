//! The built program, killed at every step between a question and its answer: the enquiry is there once, with its
//! whole history, and whoever asked reads the answer.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use diesel::prelude::*;
use fairhall::db::schema::{enquiries, enquiry_entries, live_requests, notifications};
use reqwest::Method;

use super::enquiries::{GUEST, KEY, enter, fields};
use crate::both;
use crate::crash::Program;
use crate::moderation::Socket;
use crate::stage::version;
use crate::support::{Browser, Kind, Seen, until};

/// How long after a form was sent the program is killed, in milliseconds, turn by turn: before it has read the form, in
/// the middle of it, after its answer.
const PAUSES: [u64; 5] = [0, 4, 12, 30, 80];
const SUBJECT: &str = "Papers that outlive everything";
const QUESTION: &str = "message: Which papers does the consulate in Ulm ask for?";
const WAITING: &str = "I still wait, with all my papers.";
const NOTE: &str = "Ask the consulate first.";
const ANSWER: &str = "Bring the letter of invitation.";
/// The key of what an agent writes.
const ANSWER_KEY: &str = "018f0000-0000-7000-8000-0000000000e2";

/// The program with a desk that is open at all hours, whoever asks, and the agent, who is on duty.
async fn open_desk(kind: Kind) -> (Program, Browser, Browser) {
    let program = Program::start_on(kind).await;
    let hours: Vec<_> = (0..7).flat_map(|_| [("opens", "00:00"), ("closes", "00:00")]).collect();
    let organizer = program.sign_in("organizer").await;
    assert_eq!(organizer.post("/service/desk/hours", &hours).await.status, 303);
    let (asker, agent) = (program.sign_in("partner").await, program.sign_in("agent").await);
    assert_eq!(agent.post("/service/desk/duty", &[("on", "yes"), ("most", "2")]).await.status, 303);
    (program, asker, agent)
}

/// Sends a form and kills the program meanwhile; begun anew it gets the same form again, as from whoever saw no answer.
async fn post(program: &mut Program, who: &Browser, path: &str, form: &[(&str, &str)]) -> Seen {
    static TURN: AtomicUsize = AtomicUsize::new(0);
    let pause = Duration::from_millis(PAUSES[TURN.fetch_add(1, Ordering::Relaxed) % PAUSES.len()]);
    let request = who.request(Method::POST, path).form(form);
    let kill = async {
        tokio::time::sleep(pause).await;
        program.end();
    };
    let (_may_be_none, ()) = tokio::join!(who.try_to_send(request), kill);
    program.kill_and_start().await;
    who.post(path, form).await
}

/// The same for what is done once: the second time it may be done already.
async fn do_once(program: &mut Program, who: &Browser, path: &str, form: &[(&str, &str)]) {
    let seen = post(program, who, path, form).await;
    assert!(matches!(seen.status, 303 | 409), "{path}: {} {}", seen.status, seen.body);
}

/// Kind and words of what was written in the one enquiry about this, oldest first.
fn history(program: &Program) -> Vec<String> {
    let mut conn = program.connect();
    let one = enquiries::table.filter(enquiries::subject.eq(SUBJECT));
    let id: Vec<String> = one.select(enquiries::id).load(&mut conn).unwrap();
    assert_eq!(id.len(), 1, "the enquiry is there once");
    let told = enquiry_entries::table.filter(enquiry_entries::enquiry_id.eq(&id[0]));
    let rows: Vec<(String, String)> = told
        .filter(enquiry_entries::kind.ne("move"))
        .order((enquiry_entries::created_at, enquiry_entries::id))
        .select((enquiry_entries::kind, enquiry_entries::body))
        .load(&mut conn)
        .unwrap();
    rows.into_iter().map(|(kind, body)| format!("{kind}: {body}")).collect()
}

/// How the requests to talk about the enquiry stand.
fn talks(program: &Program) -> Vec<String> {
    let about = enquiries::table.filter(enquiries::subject.eq(SUBJECT)).select(enquiries::id.nullable());
    let rows = live_requests::table.filter(live_requests::enquiry_id.eq_any(about)).order(live_requests::id);
    rows.select(live_requests::state).load(&mut program.connect()).unwrap()
}

/// A tab of each at the room, which hear what is said there.
async fn sit(program: &Program, people: [&Browser; 2], room: &str) -> [Socket; 2] {
    let mut tabs = [Socket::open_at(&program.url, people[0]).await, Socket::open_at(&program.url, people[1]).await];
    for tab in &mut tabs {
        assert_eq!(tab.subscribe(room).await["may_post"], true);
    }
    tabs
}

/// What an agent sends to answer; `seen` is the page of the enquiry.
async fn answer(program: &mut Program, agent: &Browser, at_desk: &str) {
    let version = version(&agent.get(at_desk).await.body);
    let form = [("version", version.as_str()), ("body", ANSWER), ("key", ANSWER_KEY), ("then", "resolved")];
    let seen = post(program, agent, &format!("{at_desk}/answers"), &form).await;
    assert_eq!(seen.status, 303, "{}", seen.body);
}

async fn reads_once(who: &Browser, page: &str, words: &[&str]) {
    let body = who.get(page).await.body;
    for word in words {
        assert_eq!(body.matches(word).count(), 1, "{word}: {body}");
    }
    assert!(!body.contains(NOTE), "{body}");
}

both!(a_talk_goes_on_and_is_answered_over_kills_at_every_step, |kind: Kind| async move {
    let (mut program, asker, agent) = open_desk(kind).await;
    let here = &mut program;
    let enquiry = post(here, &asker, "/service/enquiries", &fields(SUBJECT, KEY)).await.location.unwrap();
    assert_eq!(history(here), [QUESTION]);
    let request = post(here, &asker, &format!("{enquiry}/talk"), &[("key", KEY)]).await.location.unwrap();
    let room = request.replace("/requests/", "");
    let say = format!("/rooms/{room}/messages");

    // Waiting: their tabs end with the program, and what was said in the middle of that is there once.
    let tabs = sit(here, [&asker, &agent], &room).await;
    let while_waiting = uuid::Uuid::now_v7().to_string();
    let said = post(here, &asker, &say, &[("body", WAITING), ("client_id", &while_waiting)]).await;
    assert_eq!(said.status, 303, "{}", said.body);
    drop(tabs);
    do_once(here, &agent, &format!("{request}/acceptance"), &[]).await;
    assert_eq!(talks(here), ["active"]);

    // Talking: who was acknowledged over a tab is heard after the kill, also where both have closed theirs.
    let [mut of_asker, mut of_agent] = sit(here, [&asker, &agent], &room).await;
    assert_eq!(of_agent.say(&room, "Good morning!").await["type"], "said");
    while of_asker.next_of(&["message"]).await["body"] != "Good morning!" {}
    here.kill_and_start().await;
    drop([of_asker, of_agent]);
    let [mut of_asker, of_agent] = sit(here, [&asker, &agent], &room).await;
    assert_eq!(of_asker.say(&room, "Good morning to you!").await["type"], "said");
    drop([of_asker, of_agent]);
    here.kill_and_start().await;
    do_once(here, &agent, &format!("{request}/ending"), &[]).await;
    assert_eq!((talks(here), history(here)), (vec!["answered".to_owned()], vec![QUESTION.to_owned(), "talk: ".into()]));

    let at_desk = enquiry.replace("/service", "/service/desk");
    answer(here, &agent, &at_desk).await;
    here.kill_and_start().await;
    assert_eq!(history(here), [QUESTION, "talk: ", &format!("answer: {ANSWER}")]);
    reads_once(&asker, &enquiry, &[ANSWER, "consulate in Ulm", "You talked with each other"]).await;
    let counts = here.count_messages(&room);
    assert!(counts.len() == 4 && counts.values().all(|count| *count == 1), "{counts:?}");
    let page = asker.get(&request).await.body;
    for said in [WAITING, "Good morning!", "Good morning to you!"] {
        assert!(page.contains(said), "{said}: {page}");
    }
    let told = notifications::table.filter(notifications::kind.eq("enquiry.answered"));
    let told = told.filter(notifications::link.eq(&enquiry)).count();
    assert_eq!(told.get_result::<i64>(&mut here.connect()).unwrap(), 1, "told once");
});

both!(what_nobody_takes_is_answered_later_over_kills_at_every_step, |kind: Kind| async move {
    let (mut program, asker, agent) = open_desk(kind).await;
    let here = &mut program;
    let request = post(here, &asker, "/service/talks", &fields(SUBJECT, KEY)).await.location.unwrap();
    assert_eq!((history(here), talks(here).len()), (vec![QUESTION.to_owned()], 1), "the enquiry, and one request");
    let said = [("body", WAITING), ("client_id", KEY)];
    let say = request.replace("/requests/", "/rooms/");
    let seen = post(here, &asker, &format!("{say}/messages"), &said).await;
    assert_eq!(seen.status, 303, "{}", seen.body);
    assert_eq!(post(here, &agent, "/service/desk/duty", &[("most", "2")]).await.status, 303);
    until("the request is left to be answered later", async || talks(here) == ["converted"]).await;
    here.kill_and_start().await;
    let waiting = format!("message: {WAITING}");
    assert_eq!(history(here), [QUESTION, &waiting]);
    let list = asker.get("/service/enquiries").await.body;
    let enquiry = format!("/service/enquiries/0{}", crate::stage::between(&list, "href=\"/service/enquiries/0", "\""));
    let at_desk = enquiry.replace("/service", "/service/desk");
    assert!(agent.get("/service/desk").await.body.contains(&format!("href=\"{at_desk}\"")), "it stands in the queue");
    answer(here, &agent, &at_desk).await;
    assert_eq!(history(here), [QUESTION, &waiting, &format!("answer: {ANSWER}")]);
    reads_once(&asker, &enquiry, &[ANSWER, WAITING, "consulate in Ulm"]).await;
});

/// The secret links that were mailed to the guest, oldest first, as soon as there are so many.
async fn mailed_links(program: &Program, count: usize) -> Vec<String> {
    let mut links = Vec::new();
    until("the mail is there", async || {
        let folder = std::fs::read_dir(program.mail_folder()).into_iter().flatten();
        let mut letters: Vec<_> = folder.map(|file| file.unwrap().path()).collect();
        letters.sort();
        links.clear();
        for letter in letters {
            // Quoted-printable breaks long lines.
            let text = std::fs::read_to_string(letter).unwrap().replace("=\r\n", "");
            let Some((_, rest)) = text.split_once("/service/links/").filter(|_| text.contains(GUEST)) else { continue };
            let token = rest.split(|c: char| !c.is_ascii_alphanumeric() && !"-_".contains(c)).next().unwrap();
            let link = format!("/service/links/{token}");
            if !links.contains(&link) {
                links.push(link);
            }
        }
        links.len() >= count
    })
    .await;
    links
}

both!(who_asks_by_mail_is_answered_over_kills_at_every_step, |kind: Kind| async move {
    let (mut program, _, agent) = open_desk(kind).await;
    let here = &mut program;
    let guest = Browser::new(&here.url);
    let mut form = fields(SUBJECT, KEY);
    form.extend([("name", "Greta Guest"), ("email", GUEST)]);
    let seen = post(here, &guest, "/service/enquiries", &form).await;
    assert_eq!((seen.status, seen.location.as_deref()), (303, Some("/service")), "{}", seen.body);
    assert_eq!(history(here), [QUESTION]);
    let links = mailed_links(here, 1).await;
    assert_eq!(links.len(), 1, "one mail, with one link");
    here.kill_and_start().await;
    let letter = enter(&guest, &links[0]).await;
    let said = [("body", WAITING), ("key", KEY)];
    assert_eq!(post(here, &guest, &format!("{letter}/messages"), &said).await.status, 303);

    let at_desk = letter.replace("/service/letters", "/service/desk/enquiries");
    let page = agent.get(&at_desk).await.body;
    let me = crate::stage::between(&page, "name=\"person\" value=\"", "\"");
    let take = [("version", version(&page)), ("person", me.to_owned())];
    let take: Vec<(&str, &str)> = take.iter().map(|(name, value)| (*name, value.as_str())).collect();
    do_once(here, &agent, &format!("{at_desk}/assignment"), &take).await;
    let version = version(&agent.get(&at_desk).await.body);
    let note = [("version", version.as_str()), ("note", NOTE), ("key", KEY)];
    assert_eq!(post(here, &agent, &format!("{at_desk}/notes"), &note).await.status, 303);
    // The tab is closed: the answer comes by mail, with a link of its own.
    drop(guest);
    answer(here, &agent, &at_desk).await;
    let links = mailed_links(here, 2).await;
    here.kill_and_start().await;
    let told = [QUESTION, &format!("message: {WAITING}"), &format!("note: {NOTE}"), &format!("answer: {ANSWER}")];
    assert_eq!(history(here), told);
    for link in &links {
        let guest = Browser::new(&here.url);
        assert_eq!(enter(&guest, link).await, letter);
        reads_once(&guest, &letter, &[ANSWER, WAITING, "consulate in Ulm"]).await;
    }
    assert_eq!(links.len(), 2, "a form that came twice is mailed about once");
});
