//! The desk of the help: the queue, answers, notes, and two agents at once.

use diesel::prelude::*;
use fairhall::db::Conn;
use fairhall::db::schema::{enquiries, notifications, people, staff_roles};
use fairhall::ids::{PersonId, StaffRoleId};
use fairhall::site::StaffRole;

use super::enquiries::{GUEST, KEY, ask, ask_by_mail, enter, fields, rows, say};
use super::staff;
use crate::accounts::{join, mailed_link};
use crate::both;
use crate::organizer::editions::turn_to_the_next;
use crate::stage::{Stage, between, version};
use crate::support::{Browser, Kind, Seen};

const ANA: &str = "ana@test.example";
const BO: &str = "bo@test.example";
const ORGANIZER: &str = "organizer@test.example";

/// The desk's address of an enquiry.
fn at_desk(enquiry: &str) -> String {
    format!("/service/desk/enquiries/{}", enquiry.rsplit('/').next().unwrap())
}

/// Presses a button of the page of an enquiry, as it stands there.
async fn press(who: &Browser, page: &str, what: &str, more: &[(&str, &str)]) -> Seen {
    let seen_version = version(&who.get(page).await.body);
    who.post(&format!("{page}/{what}"), &[&[("version", seen_version.as_str())], more].concat()).await
}

async fn answer(who: &Browser, page: &str, body: &str, then: &str) -> Seen {
    press(who, page, "answers", &[("body", body), ("then", then), ("key", "")]).await
}

async fn person_id(stage: &Stage, email: &'static str) -> String {
    let find = move |conn: &mut Conn| {
        Ok(people::table.filter(people::email.eq(email)).select(people::id).first::<PersonId>(conn)?)
    };
    stage.app.site.db.read(find).await.unwrap().to_string()
}

both!(an_answer_reaches_whoever_asked_and_a_note_never_does, |kind: Kind| async move {
    let stage = Stage::set(kind).await;
    let ana = staff(&stage, "Ana Agent", ANA, StaffRole::ServiceAgent).await;
    let guest = join(&stage.app, "Greta Guest", GUEST).await;
    let enquiry = ask(&guest, "Papers for the visa").await;
    let (visitor, letter) = ask_by_mail(&stage, "otto@test.example").await;
    let queue = ana.get("/service/desk").await.body;
    for page in [at_desk(&enquiry), at_desk(&letter)] {
        assert!(queue.contains(&page), "{queue}");
        let noted = press(&ana, &page, "notes", &[("note", "SECRET: seems to be a spammer"), ("key", KEY)]).await;
        assert_eq!(noted.status, 303, "{}", noted.body);
        assert_eq!(answer(&ana, &page, "Bring the <b>invitation</b> letter.", "pending").await.status, 303);
        assert!(ana.get(&page).await.body.contains("SECRET"));
    }
    assert_eq!(rows(&stage).await.0, ["pending", "pending"]);
    let told = stage.app.mails().await;
    for (email, who, page) in [(GUEST, &guest, &enquiry), ("otto@test.example", &visitor, &letter)] {
        let mail = told.iter().rfind(|mail| mail.to == email).unwrap();
        assert!(mail.subject.starts_with("Answer of the help desk"), "{mail:?}");
        assert!(mail.paragraphs.iter().any(|words| words.contains("Bring the <b>invitation</b> letter.")), "{mail:?}");
        assert!(told.iter().all(|mail| mail.to == ANA || !mail.paragraphs.join(" ").contains("SECRET")));
        let body = who.get(page).await.body;
        assert!(body.contains("Ana Agent") && body.contains("invitation") && !body.contains("<b>invitation"), "{body}");
        assert!(!body.contains("SECRET"), "{body}");
        let taken_up = body.find("history-move").unwrap_or_else(|| panic!("no move in {body}"));
        assert!(taken_up < body.find("invitation").unwrap(), "it is taken up before it is answered: {body}");
        assert!(!guest.get("/service/enquiries?q=spammer").await.body.contains(&enquiry), "nor is it found by it");
    }
    assert!(!guest.get("/me/notifications").await.body.contains("SECRET"));
    let fresh = stage.app.visitor();
    assert_eq!(enter(&fresh, &mailed_link(&stage.app, "otto@test.example").await).await, letter, "each mail opens it");
    assert_eq!(say(&guest, &enquiry, "And a photograph?").await.status, 303);
    assert!(ana.get("/service/desk?whose=mine").await.body.contains(&at_desk(&enquiry)), "who answered looks after it");
    stage.app.clock.advance(chrono::Duration::minutes(3));
    assert!(stage.subjects(ANA).await.contains(&"Greta Guest writes: Papers for the visa".to_owned()));
    assert_eq!(answer(&ana, &at_desk(&enquiry), "No photograph.", "resolved").await.status, 303);
    assert!(guest.get(&enquiry).await.body.contains("name=\"stars\""), "it can be rated");
});

both!(of_two_agents_at_once_the_second_hears_of_the_first, |kind: Kind| async move {
    let stage = Stage::set(kind).await;
    let ana = staff(&stage, "Ana Agent", ANA, StaffRole::ServiceAgent).await;
    let bo = staff(&stage, "Bo Agent", BO, StaffRole::ServiceAgent).await;
    let guest = join(&stage.app, "Greta Guest", GUEST).await;
    let page = at_desk(&ask(&guest, "Papers for the visa").await);
    let seen = version(&bo.get(&page).await.body);
    assert_eq!(answer(&ana, &page, "Bring the letter.", "pending").await.status, 303);
    let form = [("version", seen.as_str()), ("body", "Bring nothing."), ("key", "")];
    let late = bo.post(&format!("{page}/answers"), &form).await;
    assert_eq!(late.status, 409);
    assert!(late.body.contains("Somebody else has changed") && late.body.contains("Bring nothing."), "{}", late.body);
    assert!(late.body.contains("Bring the letter."), "and what the first wrote");
    let raced = futures_util::future::join_all([&ana, &bo].map(|who| {
        let page = page.clone();
        async move { answer(who, &page, "At once.", "open").await.status }
    }))
    .await;
    assert!(raced.contains(&303), "{raced:?}");
    let seen = version(&ana.get(&page).await.body);
    let twice = [("version", seen.as_str()), ("body", "Sent twice."), ("key", KEY)];
    for _ in 0..3 {
        assert_eq!(ana.post(&format!("{page}/answers"), &twice).await.status, 303);
    }
    assert_eq!(guest.get(&page.replace("/desk", "")).await.body.matches("Sent twice.").count(), 1);
});

both!(the_queue_is_narrowed_sorted_and_found_in_chinese, |kind: Kind| async move {
    let stage = Stage::set(kind).await;
    let ana = staff(&stage, "Ana Agent", ANA, StaffRole::ServiceAgent).await;
    let guest = join(&stage.app, "Greta Guest", GUEST).await;
    assert!(ana.get("/service/desk").await.body.contains("Nobody waits"));
    let first = at_desk(&ask(&guest, "Papers for the visa").await);
    stage.app.clock.advance(chrono::Duration::minutes(5));
    let mut form = fields("關於工作許可的問題", "");
    form[0] = ("topic", "policy");
    let second = at_desk(&guest.post("/service/enquiries?lang=zh-CN", &form).await.location.unwrap());
    let list = |query: &'static str| {
        let ana = &ana;
        async move { ana.get(&format!("/service/desk?{query}")).await.body }
    };
    let has = |page: &str, one: &str, other: &str| (page.contains(one), page.contains(other));
    for (query, found) in [
        ("", (true, true)),
        ("q=工作许可", (false, true)),
        ("q=greta", (true, true)),
        ("topic=entry", (true, false)),
        ("language=zh-CN", (false, true)),
        ("priority=urgent", (false, false)),
        ("whose=mine", (false, false)),
        ("whose=nobody", (true, true)),
        ("state=closed", (false, false)),
        ("state=new", (true, true)),
        ("state=all&sort=priority&page=99999", (true, true)),
        ("state=%00&sort=id;DROP", (true, true)),
    ] {
        let page = list(query).await;
        let expected = if query.contains("%00") { (false, false) } else { found };
        assert_eq!(has(&page, &first, &second), expected, "{query}: {page}");
    }
    let page = list("").await;
    assert!(page.find(&first) < page.find(&second), "who waits longest is first");
    let page = list("sort=newest").await;
    assert!(page.find(&second) < page.find(&first));
    let sort = [("topic", "entry"), ("language", "en"), ("priority", "urgent")];
    assert_eq!(press(&ana, &second, "triage", &sort).await.status, 303);
    let page = list("sort=priority").await;
    assert!(page.find(&second) < page.find(&first), "the urgent one is first");
    let wrong = [("topic", "entry"), ("language", "xx"), ("priority", "urgent")];
    assert_eq!(press(&ana, &second, "triage", &wrong).await.status, 422);
    let figures = stage.organizer.get("/organizer/enquiries").await;
    assert!(figures.status == 200 && figures.body.contains("No rating yet"), "{}", figures.body);
    assert_eq!(ana.get("/organizer/enquiries").await.status, 404, "for managers");
    let organizer = stage.organizer.get("/organizer").await.body;
    assert!(organizer.contains("enquiries wait for an answer"), "{organizer}");
});

both!(it_is_taken_handed_over_set_aside_and_given_back, |kind: Kind| async move {
    let stage = Stage::set(kind).await;
    let ana = staff(&stage, "Ana Agent", ANA, StaffRole::ServiceAgent).await;
    let bo = staff(&stage, "Bo Agent", BO, StaffRole::ServiceAgent).await;
    let guest = join(&stage.app, "Greta Guest", GUEST).await;
    let enquiry = ask(&guest, "Papers for the visa").await;
    let page = at_desk(&enquiry);
    let (ana_id, bo_id) = (person_id(&stage, ANA).await, person_id(&stage, BO).await);
    assert_eq!(press(&ana, &page, "assignment", &[("person", &ana_id)]).await.status, 303);
    assert_eq!(rows(&stage).await.0, ["open"]);
    let guest_id = person_id(&stage, GUEST).await;
    assert_eq!(press(&ana, &page, "assignment", &[("person", &guest_id)]).await.status, 422, "who is not of the desk");
    assert_eq!(press(&ana, &page, "assignment", &[("person", "x")]).await.status, 422);
    let over = [("person", bo_id.as_str()), ("handover", "You know Ulm.")];
    assert_eq!(press(&ana, &page, "assignment", &over).await.status, 303);
    let told = stage.app.mails().await;
    let mail = told.iter().rfind(|mail| mail.to == BO).unwrap();
    assert!(mail.subject == "Ana Agent hands over to you: Papers for the visa", "{mail:?}");
    assert!(mail.paragraphs.iter().any(|words| words == "You know Ulm."), "{mail:?}");
    assert!(!guest.get(&enquiry).await.body.contains("You know Ulm."), "a note of the desk");

    let at = |days: i64| (stage.app.clock.now() + chrono::Duration::days(days)).format("%Y-%m-%dT%H:%M").to_string();
    for (until, status) in [(at(-1), 422), (at(90), 422), ("soon".to_owned(), 422), (at(2), 303)] {
        assert_eq!(press(&bo, &page, "snooze", &[("until", &until)]).await.status, status, "{until}");
    }
    assert_eq!(rows(&stage).await.0, ["snoozed"]);
    assert!(!bo.get("/service/desk").await.body.contains(&page));
    assert!(guest.get(&enquiry).await.body.contains("Being looked after"), "the guest is told nothing of it");
    stage.app.clock.advance(chrono::Duration::days(3));
    let told = stage.subjects(BO).await;
    assert!(told.contains(&"Back in the queue: Papers for the visa".to_owned()), "{told:?}");
    assert_eq!(rows(&stage).await.0, ["open"]);
    assert_eq!(press(&bo, &page, "snooze", &[("until", &at(2))]).await.status, 303);
    assert_eq!(say(&guest, &enquiry, "Are you there?").await.status, 303);
    assert_eq!(rows(&stage).await.0, ["open"], "who writes wakes it");

    // Bo leaves: nothing is lost, and the others hear of it.
    let role = |conn: &mut Conn| {
        let of = staff_roles::table.inner_join(people::table).filter(people::email.eq(BO));
        Ok(of.select(staff_roles::id).first::<StaffRoleId>(conn)?)
    };
    let role = stage.app.site.db.read(role).await.unwrap();
    let taken = stage.organizer.post(&format!("/organizer/people/{bo_id}/roles/{role}/removal"), &[]).await;
    assert_eq!(taken.status, 303, "{}", taken.body);
    stage.app.clock.advance(chrono::Duration::minutes(3));
    stage.app.mails().await;
    stage.app.clock.advance(chrono::Duration::minutes(3));
    let agents = |conn: &mut Conn| Ok(enquiries::table.select(enquiries::agent_id).load::<Option<String>>(conn)?);
    assert_eq!(stage.app.site.db.read(agents).await.unwrap(), [None]);
    assert!(ana.get("/service/desk?whose=nobody").await.body.contains(&page));
    let told = stage.subjects(ANA).await;
    assert!(told.iter().any(|subject| subject.starts_with("Greta Guest asks the help desk")), "{told:?}");
    assert_eq!(bo.get("/service/desk").await.status, 404);
    assert_eq!(bo.get(&page).await.status, 404);
    assert_eq!(bo.post(&format!("{page}/notes"), &[("note", "x")]).await.status, 404);
});

both!(what_a_banned_agent_looked_after_goes_to_somebody_else, |kind: Kind| async move {
    let stage = Stage::set(kind).await;
    let ana = staff(&stage, "Ana Agent", ANA, StaffRole::ServiceAgent).await;
    let guest = join(&stage.app, "Greta Guest", GUEST).await;
    let enquiry = ask(&guest, "Papers for the visa").await;
    let (page, ana_id) = (at_desk(&enquiry), person_id(&stage, ANA).await);
    assert_eq!(press(&ana, &page, "assignment", &[("person", &ana_id)]).await.status, 303);
    stage.app.mails().await;
    let ban = [("person", ana_id.as_str()), ("reason", "Spam"), ("kind", "banned"), ("zone", "all"), ("term", "day")];
    assert_eq!(stage.organizer.post("/organizer/sanctions", &ban).await.status, 303);
    stage.app.mails().await;
    stage.app.clock.advance(chrono::Duration::minutes(3));
    let agents = |conn: &mut Conn| Ok(enquiries::table.select(enquiries::agent_id).load::<Option<String>>(conn)?);
    assert_eq!(stage.app.site.db.read(agents).await.unwrap(), [None]);
    // She was the only agent: the organizer hears of it, and may not give it back to her.
    let told = stage.subjects(ORGANIZER).await;
    assert!(told.iter().any(|subject| subject.starts_with("Greta Guest asks the help desk")), "{told:?}");
    let refused = press(&stage.organizer, &page, "assignment", &[("person", &ana_id)]).await;
    assert_eq!(refused.status, 422, "{}", refused.body);
    assert_eq!(say(&guest, &enquiry, "Are you there?").await.status, 303);
});

both!(two_of_one_person_become_one_and_nobody_elses, |kind: Kind| async move {
    let stage = Stage::set(kind).await;
    let ana = staff(&stage, "Ana Agent", ANA, StaffRole::ServiceAgent).await;
    let guest = join(&stage.app, "Greta Guest", GUEST).await;
    let (one, two) = (ask(&guest, "Papers for the visa").await, ask(&guest, "Papers again").await);
    let foreign = ask(&stage.owner, "Papers of somebody else").await;
    let id = |path: &str| path.rsplit('/').next().unwrap().to_owned();
    let page = at_desk(&two);
    assert!(!ana.get(&page).await.body.contains("Papers of somebody else"));
    for target in [id(&foreign), id(&two), "x".to_owned(), "018f0000-0000-7000-8000-000000000000".to_owned()] {
        assert_eq!(press(&ana, &page, "merger", &[("target", &target)]).await.status, 422, "{target}");
    }
    assert_eq!(answer(&ana, &at_desk(&one), "Bring the letter.", "pending").await.status, 303);
    assert_eq!(press(&ana, &page, "merger", &[("target", &id(&one))]).await.status, 303);
    assert_eq!(rows(&stage).await.0, ["open", "merged", "new"], "who waited there waits here");
    let body = guest.get(&one).await.body;
    assert!(body.matches("Which papers").count() == 2 && body.contains("Joined with: Papers again"), "{body}");
    assert_eq!(guest.get(&two).await.location.as_deref(), Some(one.as_str()));
    assert_eq!(say(&guest, &two, "Still here?").await.status, 303);
    assert!(guest.get(&one).await.body.contains("Still here?"), "what is typed on the old page goes on there");
    assert_eq!(guest.post(&format!("{two}/resolution"), &[]).await.status, 409, "nobody resolves what they do not see");
    assert_eq!(ana.post(&format!("{page}/merger"), &[("version", "99")]).await.status, 409);
    // What was told of the one is read with the other.
    let three = ask(&guest, "Papers once more").await;
    assert_eq!(answer(&ana, &at_desk(&three), "See the other one.", "pending").await.status, 303);
    assert_eq!(press(&ana, &at_desk(&three), "merger", &[("target", &id(&one))]).await.status, 303);
    assert_eq!(guest.get(&three).await.location.as_deref(), Some(one.as_str()));
    let unread = move |conn: &mut Conn| {
        let of_three = notifications::table.filter(notifications::link.eq(&three));
        let unread = of_three.filter(notifications::read_at.is_null()).count();
        Ok(unread.get_result::<i64>(conn)?)
    };
    assert_eq!(stage.app.site.db.read(unread).await.unwrap(), 0);
    let (otto, first) = ask_by_mail(&stage, "otto@test.example").await;
    let link = mailed_link(&stage.app, "otto@test.example").await;
    stage.app.clock.advance(chrono::Duration::hours(1));
    let (other, second) = ask_by_mail(&stage, "Otto@test.example").await;
    assert_ne!(first, second);
    assert!(other.get(&second).await.status == 200);
    assert!(ana.get(&at_desk(&first)).await.body.contains(&format!("<option value=\"{}\"", id(&second))), "offered");
    let merged = press(&ana, &at_desk(&first), "merger", &[("target", &id(&second))]).await;
    assert_eq!(merged.status, 303, "{}", merged.body);
    assert_eq!(enter(&stage.app.visitor(), &link).await, second, "its links lead to the other one");

    // The page that is still open leads on with its own secret, and what is typed there is not lost.
    let (greta, _) = ask_by_mail(&stage, GUEST).await;
    assert_eq!(greta.get(&first).await.status, 404, "another's secret opens neither");
    let seen = otto.post(&format!("{first}/messages"), &[("body", ""), ("key", KEY)]).await;
    assert!(seen.status == 422 && seen.body.contains(&format!("action=\"{second}/messages\"")), "{}", seen.body);
    assert_eq!(say(&otto, &first, "Still by mail.").await.status, 303);
    let seen = otto.get(&first).await;
    assert_eq!((seen.status, seen.location.as_deref()), (303, Some(second.as_str())));
    let cookie = seen.headers["set-cookie"].to_str().unwrap();
    assert!(cookie.contains(&format!("Path={second};")) && cookie.contains("HttpOnly"), "{cookie}");
    assert_eq!(seen.headers["referrer-policy"], "no-referrer");
    let body = otto.get(&second).await.body;
    assert!(body.contains("Still by mail.") && body.contains("Joined with"), "{body}");
    assert_eq!(otto.post(&format!("{first}/resolution"), &[]).await.status, 409);
    stage.app.clock.advance(chrono::Duration::days(1));
    assert_eq!(otto.post(&format!("{second}/resolution"), &[]).await.status, 303);
    stage.app.clock.advance(chrono::Duration::days(8));
    stage.app.mails().await;
    stage.app.clock.advance(chrono::Duration::days(31));
    for page in [&first, &second] {
        assert_eq!(otto.get(page).await.status, 404, "the link has ended, and so has its way on");
    }
});

both!(canned_replies_are_kept_and_put_into_what_is_typed, |kind: Kind| async move {
    let stage = Stage::set(kind).await;
    let ana = staff(&stage, "Ana Agent", ANA, StaffRole::ServiceAgent).await;
    let guest = join(&stage.app, "Greta Guest", GUEST).await;
    assert!(ana.get("/service/desk/replies").await.body.contains("No canned reply yet"));
    let wrong = [("topic", "entry"), ("title", "Kept as typed"), ("body_en", "")];
    let seen = ana.post("/service/desk/replies", &wrong).await;
    assert!(seen.status == 422 && seen.body.contains("Kept as typed"), "{}", seen.body);
    let form = [
        ("topic", "entry"),
        ("title", "Which papers"),
        ("body_en", "Passport and letter."),
        ("body_zh", "护照与邀请函。"),
        ("key", KEY),
    ];
    for _ in 0..2 {
        assert_eq!(ana.post("/service/desk/replies", &form).await.status, 303);
    }
    let list = ana.get("/service/desk/replies?q=护照").await.body;
    assert_eq!(list.matches("href=\"/service/desk/replies/0").count(), 1, "{list}");
    let reply = format!("/service/desk/replies/{}", between(&list, "href=\"/service/desk/replies/0", "\"").to_owned());
    let reply = reply.replace("replies/", "replies/0");
    let page = at_desk(&ask(&guest, "Papers for the visa").await);
    let id = reply.rsplit('/').next().unwrap();
    let insert = [("insert", "yes"), ("reply", id), ("body", "Dear Greta,"), ("version", "1")];
    let seen = ana.post(&format!("{page}/answers"), &insert).await;
    assert!(seen.status == 200 && seen.body.contains("Dear Greta,\n\nPassport and letter."), "{}", seen.body);
    assert_eq!(rows(&stage).await.1, 1, "nothing was sent");
    let seen_version = version(&ana.get(&reply).await.body);
    let mut changed =
        vec![("topic", "entry"), ("title", "Which papers"), ("body_en", "Passport."), ("version", &*seen_version)];
    assert_eq!(ana.post(&reply, &changed).await.status, 303);
    changed[2] = ("body_en", "Letter.");
    assert_eq!(ana.post(&reply, &changed).await.status, 409, "seen before the change");
    for who in [&guest, &stage.owner] {
        assert_eq!(who.get("/service/desk/replies").await.status, 404);
        assert_eq!(who.post(&format!("{reply}/removal"), &[]).await.status, 404);
        assert_eq!(who.get(&page).await.status, 404);
    }
    assert_eq!(ana.post(&format!("{reply}/removal"), &[]).await.status, 303);
    assert_eq!(ana.get(&reply).await.status, 404);
});

both!(hours_are_set_by_managers_and_told_to_visitors, |kind: Kind| async move {
    let stage = Stage::set(kind).await;
    let ana = staff(&stage, "Ana Agent", ANA, StaffRole::ServiceAgent).await;
    let manager = staff(&stage, "Mina Manager", "mina@test.example", StaffRole::ZoneManager).await;
    assert_eq!(ana.get("/service/desk/hours").await.status, 404, "agents do not set them");
    assert!(!stage.app.visitor().get("/service").await.body.contains("Opening hours"));
    let week = |opens: &'static str, closes: &'static str| {
        let mut form = Vec::new();
        for day in 0..7 {
            form.push(("opens", if day < 5 { opens } else { "" }));
            form.push(("closes", if day < 5 { closes } else { "" }));
        }
        form
    };
    let seen = manager.post("/service/desk/hours", &week("18:00", "09:00")).await;
    assert!(seen.status == 422 && seen.body.contains("the end after the beginning"), "{}", seen.body);
    assert_eq!(manager.post("/service/desk/hours", &week("09:00", "18:00")).await.status, 303);
    // 29 November 2026 is a Sunday; the event is in Shanghai.
    stage.app.set_clock("2027-01-10 06:00");
    let page = stage.app.visitor().get("/service").await.body;
    assert!(page.contains("Closed; opens Monday 09:00 Asia/Shanghai"), "{page}");
    stage.app.set_clock("2027-01-11 02:00");
    let page = stage.app.visitor().get("/service/enquiries/new").await.body;
    assert!(page.contains("Open now, until Monday 18:00 Asia/Shanghai"), "{page}");
});

both!(who_waits_for_an_answer_waits_at_the_desk_of_the_next_edition, |kind| async move {
    let stage = Stage::set(kind).await;
    let person = join(&stage.app, "Ada", "ada@test.example").await;
    let enquiry = ask(&person, "Papers for the visa").await;
    turn_to_the_next(&stage.organizer).await;
    let desk = stage.organizer.get("/service/desk").await.body;
    assert!(desk.contains("Papers for the visa"), "{desk}");
    let own = person.get("/service/enquiries").await.body;
    assert!(own.contains(&format!("href=\"{enquiry}\"")), "{own}");
    assert_eq!(person.get(&enquiry).await.status, 200);
});
