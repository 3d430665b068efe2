//! Enquiries from the side of whoever asks: with an account, or by a secret link.

use diesel::prelude::*;
use fairhall::db::Conn;
use fairhall::db::schema::{enquiries, enquiry_entries, enquiry_links};

use super::staff;
use crate::accounts::{join, mailed_link};
use crate::both;
use crate::stage::{Stage, between};
use crate::support::{Browser, Kind, Seen};
use fairhall::site::StaffRole;

pub const KEY: &str = "018f0000-0000-7000-8000-0000000000e1";
pub const GUEST: &str = "greta@test.example";

/// What a form of a new enquiry sends.
pub fn fields<'a>(subject: &'a str, key: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("topic", "entry"),
        ("subject", subject),
        ("body", "Which papers does the consulate in Ulm ask for?"),
        ("about", "/exhibition/booths/delta"),
        ("key", key),
    ]
}

/// Asks as somebody who is signed in; gives the address of the enquiry.
pub async fn ask(who: &Browser, subject: &str) -> String {
    let seen = who.post("/service/enquiries", &fields(subject, "")).await;
    assert_eq!(seen.status, 303, "{}", seen.body);
    seen.location.unwrap()
}

/// Asks as a visitor and follows the link of the mail; gives their browser and the address of the letter.
pub async fn ask_by_mail(stage: &Stage, email: &str) -> (Browser, String) {
    let visitor = stage.app.visitor();
    let mut form = fields("Papers for the visa", "");
    form.extend([("name", "Greta Guest"), ("email", email)]);
    let seen = visitor.post("/service/enquiries", &form).await;
    assert_eq!((seen.status, seen.location.as_deref()), (303, Some("/service")), "{}", seen.body);
    let letter = enter(&visitor, &mailed_link(&stage.app, email).await).await;
    (visitor, letter)
}

/// Follows a secret link; gives where it leads.
pub async fn enter(who: &Browser, link: &str) -> String {
    let seen = who.get(link).await;
    assert_eq!(seen.status, 303, "{link}: {}", seen.body);
    assert_eq!(seen.headers["referrer-policy"], "no-referrer");
    seen.location.unwrap()
}

pub async fn say(who: &Browser, enquiry: &str, body: &str) -> Seen {
    who.post(&format!("{enquiry}/messages"), &[("body", body), ("key", KEY)]).await
}

/// State, entries and links of all enquiries.
pub async fn rows(stage: &Stage) -> (Vec<String>, i64, i64) {
    let read = |conn: &mut Conn| {
        let states = enquiries::table.order(enquiries::id).select(enquiries::state).load(conn)?;
        let told = enquiry_entries::table.filter(enquiry_entries::kind.ne("move"));
        Ok((states, told.count().get_result(conn)?, enquiry_links::table.count().get_result(conn)?))
    };
    stage.app.site.db.read(read).await.unwrap()
}

both!(a_person_asks_once_reads_and_writes_on, |kind: Kind| async move {
    let stage = Stage::set(kind).await;
    staff(&stage, "Ana Agent", "ana@test.example", StaffRole::ServiceAgent).await;
    let guest = join(&stage.app, "Greta Guest", GUEST).await;
    let page = guest.get("/service/enquiries/new?about=/exhibition/booths/%25E5%2585%2589%3Fq=1").await.body;
    assert!(page.contains("About the page /exhibition/booths/光?q=1"), "{page}");
    let page = guest.get("/service/enquiries/new?about=https://evil.example/").await.body;
    assert!(!page.contains("evil.example") || page.contains("name=\"about\" value=\"\""), "{page}");
    let form = fields("Papers for the visa", KEY);
    let all = futures_util::future::join_all((0..4).map(|_| guest.post("/service/enquiries", &form))).await;
    assert!(all.iter().all(|seen| seen.status == 303 && seen.location == all[0].location), "{all:?}");
    let enquiry = all[0].location.clone().unwrap();
    assert_eq!(rows(&stage).await, (vec!["new".to_owned()], 1, 0), "once");
    let told = stage.subjects("ana@test.example").await;
    stage.app.clock.advance(chrono::Duration::minutes(3));
    let later = stage.subjects("ana@test.example").await;
    let asked = "Greta Guest asks the help desk: Papers for the visa";
    assert_eq!(later.iter().filter(|subject| *subject == asked).count(), 1, "{told:?} {later:?}");
    let page = guest.get(&enquiry).await.body;
    assert!(page.contains("Which papers") && page.contains("Received"), "{page}");
    for _ in 0..2 {
        assert_eq!(say(&guest, &enquiry, "I live in Ulm.").await.status, 303);
    }
    assert_eq!(rows(&stage).await.1, 2, "a message sent twice is one");
    assert_eq!(say(&guest, &enquiry, " ").await.status, 422);
    let list = guest.get("/service/enquiries?q=ulm&state=new").await.body;
    assert!(list.contains(&enquiry), "{list}");
    assert!(!guest.get("/service/enquiries?q=laser").await.body.contains(&enquiry));
    assert!(!guest.get("/service/enquiries?state=closed").await.body.contains(&enquiry));
    assert!(stage.owner.get("/service/enquiries").await.body.contains("No enquiry yet"));
    for path in ["", "/messages", "/resolution", "/rating"] {
        let foreign = format!("{enquiry}{path}");
        let seen = match path {
            "" => stage.owner.get(&foreign).await,
            _ => stage.owner.post(&foreign, &[("body", "Mine"), ("stars", "1")]).await,
        };
        assert_eq!(seen.status, 404, "{foreign}");
    }
});

both!(a_visitor_comes_back_by_a_secret_link_alone, |kind: Kind| async move {
    let stage = Stage::set(kind).await;
    let (visitor, letter) = ask_by_mail(&stage, GUEST).await;
    let page = visitor.get(&letter).await.body;
    assert!(page.contains("Which papers") && !page.contains("href=\"/service/enquiries\""), "{page}");
    let mails = stage.app.mails().await;
    let mail = mails.iter().rfind(|mail| mail.to == GUEST).unwrap();
    let words = format!("{} {}", mail.subject, mail.paragraphs.join(" "));
    assert!(
        !words.contains("Which papers") && !words.contains("Greta"),
        "nobody writes to strangers through us: {words}"
    );
    let token = mail.action.as_ref().unwrap().1.rsplit('/').next().unwrap().to_owned();
    let kept = |conn: &mut Conn| Ok(enquiry_links::table.select(enquiry_links::token_hash).load::<String>(conn)?);
    assert!(!stage.app.site.db.read(kept).await.unwrap().contains(&token), "only its hash is kept");
    assert_eq!(say(&visitor, &letter, "I live in Ulm.").await.status, 303);
    assert!(visitor.get(&letter).await.body.contains("I live in Ulm."));
    let stranger = stage.app.visitor();
    for path in [
        "/service/links/guessed",
        &letter,
        "/service/letters/x",
        "/service/letters/018f0000-0000-7000-8000-000000000000",
    ] {
        assert_eq!(stranger.get(path).await.status, 404, "{path}");
    }
    assert_eq!(say(&stranger, &letter, "Hello").await.status, 404);
    let (other, others_letter) = ask_by_mail(&stage, "otto@test.example").await;
    assert_eq!(other.get(&letter).await.status, 404, "one secret opens one enquiry");
    assert_eq!(visitor.get(&others_letter).await.status, 404);
    assert_eq!(stage.owner.get(&letter.replace("letters", "enquiries")).await.status, 404);
    assert_eq!(visitor.get(&letter.replace("letters", "enquiries")).await.status, 303, "signing in is asked for");

    assert_eq!(visitor.post(&format!("{letter}/rating"), &[("stars", "5")]).await.status, 409, "not resolved");
    assert_eq!(visitor.post(&format!("{letter}/resolution"), &[]).await.status, 303);
    let versions =
        |conn: &mut Conn| Ok(enquiries::table.order(enquiries::id).select(enquiries::version).load::<i64>(conn)?);
    let before = stage.app.site.db.read(versions).await.unwrap();
    for (stars, status) in [("0", 422), ("6", 422), ("", 422), ("4", 303), ("5", 303)] {
        let form = [("stars", stars), ("rating", "Quick & kind <b>people</b>")];
        assert_eq!(visitor.post(&format!("{letter}/rating"), &form).await.status, status, "{stars}");
    }
    let after = stage.app.site.db.read(versions).await.unwrap();
    assert_eq!(before, after, "what agents have open is not out of date by a rating");
    stage.app.clock.advance(chrono::Duration::days(8));
    let told = stage.subjects(GUEST).await;
    assert!(told.iter().any(|subject| subject == "Closed: Papers for the visa"), "{told:?}");
    assert_eq!(visitor.post(&format!("{letter}/rating"), &[("stars", "1")]).await.status, 409, "closed");
    assert_eq!(say(&visitor, &letter, "One more").await.status, 409);
    let page = visitor.get(&letter).await.body;
    assert!(
        page.contains("★ 5 of 5") && page.contains("&#60;b&#62;people") || page.contains("&lt;b&gt;people"),
        "{page}"
    );
    stage.app.clock.advance(chrono::Duration::days(31));
    assert_eq!(visitor.get(&letter).await.status, 404, "the link has ended");
    assert_eq!(visitor.get(&format!("/service/links/{token}")).await.status, 404);
});

both!(who_writes_on_opens_again_and_nothing_closes_under_their_hands, |kind: Kind| async move {
    let stage = Stage::set(kind).await;
    let guest = join(&stage.app, "Greta Guest", GUEST).await;
    let enquiry = ask(&guest, "Papers for the visa").await;
    assert_eq!(guest.post(&format!("{enquiry}/resolution"), &[]).await.status, 303);
    assert_eq!(guest.post(&format!("{enquiry}/resolution"), &[]).await.status, 409);
    stage.app.clock.advance(chrono::Duration::days(5));
    assert_eq!(say(&guest, &enquiry, "One thing more.").await.status, 303);
    stage.app.clock.advance(chrono::Duration::days(4));
    stage.app.mails().await;
    assert_eq!(rows(&stage).await.0, ["open"], "the old task finds nothing");
    assert_eq!(guest.post(&format!("{enquiry}/resolution"), &[]).await.status, 303);
    stage.app.clock.advance(chrono::Duration::days(8));
    stage.app.mails().await;
    assert_eq!(rows(&stage).await.0, ["closed"]);
    stage.set_gate("service", "read_only").await;
    assert_eq!(guest.post("/service/enquiries", &fields("Another", "")).await.status, 403);
});

both!(hostile_words_are_harmless_and_floods_are_refused, |kind: Kind| async move {
    let stage = Stage::set(kind).await;
    let visitor = stage.app.visitor();
    let with = |name: &'static str, value: String| {
        let mut form: Vec<(&str, String)> =
            fields("Papers", "").into_iter().map(|(name, value)| (name, value.to_owned())).collect();
        form.extend([("name", "Greta".to_owned()), ("email", GUEST.to_owned())]);
        form.iter_mut().find(|field| field.0 == name).unwrap().1 = value;
        form
    };
    for (name, value) in [
        ("subject", "Papers\r\nBcc: all@test.example".to_owned()),
        ("name", "Greta\nBcc: all@test.example".to_owned()),
        ("email", "greta@test.example\nBcc: x@test.example".to_owned()),
        ("email", "greta@test.example, x@test.example".to_owned()),
        ("body", "x".repeat(4_001)),
        ("body", "control \u{7} character".to_owned()),
        ("topic", "nonsense".to_owned()),
    ] {
        let form = with(name, value);
        let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
        assert_eq!(visitor.post("/service/enquiries", &form).await.status, 422, "{name}");
    }
    let form = with("subject", "<img src=x onerror=alert(1)> {{7*7}}".to_owned());
    let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert_eq!(visitor.post("/service/enquiries", &form).await.status, 303);
    let letter = enter(&visitor, &mailed_link(&stage.app, GUEST).await).await;
    let page = visitor.get(&letter).await.body;
    assert!(!page.contains("<img src=x") && page.contains("{{7*7}}"), "{page}");
    let mut refused = 0;
    for turn in 0..12 {
        let subject = format!("Papers {turn}");
        let form = with("subject", subject);
        let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
        refused += usize::from(visitor.post("/service/enquiries", &form).await.status == 429);
    }
    assert!(refused >= 2, "a flood is refused: {refused}");
    assert!(between(&page, "<h1>", "</h1>").starts_with("&"), "{page}");
});
