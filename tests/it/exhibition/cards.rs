//! Cards: left, seen beforehand, renewed, worked with, downloaded, taken back; and who may none of it.

use diesel::prelude::*;
use fairhall::db::Conn;
use fairhall::db::schema::{audit_entries, lead_tags, leads, members, people, sanctions};
use fairhall::exhibition::leads::{erase_person, export_person};
use fairhall::ids::{EditionId, PersonId, RowId};

use super::publish;
use crate::accounts::{PASSWORD, join};
use crate::both;
use crate::stage::{OWNER, Stage, between, found};
use crate::support::Browser;

const NA: &str = "na@test.example";

/// A card as it was typed.
fn card<'a>(phone: &'a str, note: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("with_email", "yes"),
        ("affiliation", "Epsilon Optics, buyer"),
        ("phone", phone),
        ("country", "SE"),
        ("note", note),
    ]
}

/// What an exhibitor writes to a card.
pub(super) fn written<'a>(
    version: &'a str,
    rating: &'a str,
    tags: &'a str,
    remark: &'a str,
    at: &'a str,
) -> Vec<(&'a str, &'a str)> {
    vec![("version", version), ("rating", rating), ("tags", tags), ("remark", remark), ("follow_up", at)]
}

/// A public booth, and somebody who has left nothing yet.
pub(super) struct Scene {
    pub stage: Stage,
    pub visitor: Browser,
    card: String,
    pub leads: String,
}

impl Scene {
    pub async fn set(kind: crate::support::Kind) -> Self {
        let stage = Stage::set(kind).await;
        publish(&stage).await;
        let visitor = join(&stage.app, "Li Na", NA).await;
        let card = format!("/exhibition/booths/{}/card", stage.slug);
        let leads = stage.desk("/leads");
        Self { stage, visitor, card, leads }
    }

    pub async fn leave(&self, browser: &Browser, phone: &str, note: &str) {
        let seen = browser.post(&self.card, &card(phone, note)).await;
        assert_eq!(seen.status, 303, "{}", seen.body);
    }

    /// The address of the card that stands first in the list.
    pub async fn first(&self) -> String {
        let list = self.stage.owner.get(&self.leads).await.body;
        let rows = between(&list, "<tbody>", "</tbody>");
        format!("{}/{}", self.leads, &between(rows, &format!("href=\"{}/", self.leads), "</th>")[..36])
    }

    async fn count(&self) -> i64 {
        self.stage.app.site.db.read(|conn| Ok(leads::table.count().get_result(conn)?)).await.unwrap()
    }

    async fn person(&self, email: &'static str) -> PersonId {
        let find =
            move |conn: &mut Conn| Ok(people::table.filter(people::email.eq(email)).select(people::id).first(conn)?);
        self.stage.app.site.db.read(find).await.unwrap()
    }
}

both!(a_card_is_seen_before_it_is_left_and_erased_when_it_is_taken_back, |kind| async move {
    let scene = Scene::set(kind).await;
    let (stage, visitor) = (&scene.stage, &scene.visitor);
    let booth = stage.app.visitor().get(&format!("/exhibition/booths/{}", stage.slug)).await.body;
    assert!(booth.contains(&format!("href=\"{}\"", scene.card)), "{booth}");
    assert!(stage.app.visitor().get(&scene.card).await.location.unwrap().starts_with("/login"));
    let before = visitor.get(&scene.card).await.body;
    for word in ["Delta Photonics receives exactly what stands on this page", "Li Na", NA, "name=\"phone\""] {
        assert!(before.contains(word), "{word}: {before}");
    }
    assert!(stage.owner.get(&scene.leads).await.body.contains("No cards yet"));
    assert!(visitor.get("/me/cards").await.body.contains("Nobody holds your card"));
    let wrong = visitor.post(&scene.card, &card("call me", "Kept words")).await;
    assert_eq!(wrong.status, 422);
    assert!(wrong.body.contains("Kept words") && wrong.body.contains("call me"), "{}", wrong.body);

    scene.leave(visitor, "+46 8 555 01", "Fibre lasers of 4 kW?").await;
    assert!(stage.subjects(OWNER).await.iter().any(|one| one == "Li Na left their card at your booth"));
    let path = scene.first().await;
    let shown = stage.owner.get(&path).await.body;
    for word in ["Li Na", NA, "Epsilon Optics, buyer", "+46 8 555 01", "Sweden", "Fibre lasers of 4 kW?"] {
        assert!(shown.contains(word), "{word}: {shown}");
    }
    scene.leave(visitor, "+46 8 555 02", "Or of 6 kW?").await;
    assert_eq!(scene.count().await, 1, "left again it takes the place of the first");
    let shown = stage.owner.get(&path).await.body;
    assert!(shown.contains("+46 8 555 02") && !shown.contains("+46 8 555 01"), "{shown}");
    let held = visitor.get("/me/cards").await.body;
    assert!(held.contains("Delta Photonics") && held.contains("Or of 6 kW?") && held.contains("1 card"), "{held}");
    assert!(visitor.get("/me/cards?q=delta").await.body.contains("Or of 6 kW?"));
    assert!(visitor.get("/me/cards?q=gamma").await.body.contains("Nothing found"));

    let form = written("1", "hot", "laser", "Not a serious buyer", "");
    assert_eq!(stage.owner.post(&path, &form).await.status, 303);
    assert!(!visitor.get("/me/cards").await.body.contains("Not a serious buyer"));
    let withdrawal = format!("/me/cards/{}/withdrawal", between(&held, "action=\"/me/cards/", "/withdrawal"));
    for stranger in [&stage.owner, &stage.organizer] {
        assert_eq!(stranger.post(&withdrawal, &[]).await.status, 404, "it is another's");
    }
    assert!(stage.owner.get("/me/notifications").await.body.contains("Or of 6 kW?"));
    assert_eq!(visitor.post(&withdrawal, &[]).await.status, 303);
    let told = stage.owner.get("/me/notifications").await.body;
    assert!(!told.contains("Or of 6 kW?") && !told.contains("Fibre lasers"), "nor do notifications quote it: {told}");
    assert_eq!(stage.owner.get(&path).await.status, 404);
    assert!(stage.owner.get(&scene.leads).await.body.contains("No cards yet"));
    let csv = stage.owner.get(&format!("{}/export?format=csv", scene.leads)).await.body;
    assert!(!csv.contains("Li Na") && !csv.contains("Not a serious buyer"), "{csv}");
    let left = stage.app.site.db.read(|conn| Ok(lead_tags::table.count().get_result::<i64>(conn)?)).await.unwrap();
    assert_eq!((scene.count().await, left), (0, 0), "with all that was written to it");
    assert!(stage.subjects(OWNER).await.iter().any(|one| one.starts_with("Li Na took their card back")));
});

both!(two_windows_that_share_at_once_leave_one_card, |kind| async move {
    let scene = Scene::set(kind).await;
    let (one, other) = (card("1", ""), card("2", ""));
    let (one, other) = tokio::join!(scene.visitor.post(&scene.card, &one), scene.visitor.post(&scene.card, &other));
    assert_eq!((one.status, other.status), (303, 303), "{} {}", one.body, other.body);
    assert_eq!(scene.count().await, 1);
});

both!(the_staff_of_the_booth_and_the_owners_alone_see_its_cards, |kind| async move {
    let scene = Scene::set(kind).await;
    let stage = &scene.stage;
    scene.leave(&scene.visitor, "1", "").await;
    let path = scene.first().await;
    let other = join(&stage.app, "Sun Li", "li@test.example").await;
    found(&other, "Epsilon Optics").await;
    let editor = stage.member("Wu Tao", "tao@test.example", "editor").await;
    let export = format!("{}/export?format=xlsx", scene.leads);
    let see = async |browser: &Browser| {
        let pages = [browser.get(&scene.leads).await.status, browser.get(&path).await.status];
        let form = written("99", "hot", "", "", "");
        (pages, browser.get(&export).await.status, browser.post(&path, &form).await.status)
    };
    for browser in [&other, &editor, &scene.visitor, &stage.organizer] {
        assert_eq!(see(browser).await, ([404, 404], 404, 404));
    }
    assert!(!editor.get(&stage.desk("")).await.body.contains("/leads\""), "no tab leads there");
    let staff = stage.desk("/booth/staff");
    let person = scene.person("tao@test.example").await.to_string();
    let named = [("person", person.as_str()), ("title", "Sales"), ("shown", person.as_str())];
    assert_eq!(stage.owner.post(&staff, &named).await.status, 303);
    assert_eq!(see(&editor).await, ([200, 200], 200, 409));
    assert!(editor.get(&stage.desk("")).await.body.contains("/leads\""));
    scene.leave(&scene.visitor, "2", "").await;
    let of_person = members::table.filter(members::person_id.eq(person)).select(members::id);
    let member: String = stage.app.site.db.read(move |conn| Ok(of_person.first(conn)?)).await.unwrap();
    assert_eq!(stage.owner.post(&stage.desk(&format!("/members/{member}/removal")), &[]).await.status, 303);
    assert_eq!(see(&editor).await, ([404, 404], 404, 404), "who has left");
    assert_eq!(see(&stage.owner).await, ([200, 200], 200, 409));
});

both!(an_exhibitor_rates_tags_and_follows_up_and_finds_it_again, |kind| async move {
    let scene = Scene::set(kind).await;
    let (stage, owner) = (&scene.stage, &scene.stage.owner);
    scene.leave(&scene.visitor, "1", "").await;
    let tom = join(&stage.app, "Tom Berg", "tom@test.example").await;
    scene.leave(&tom, "2", "").await;
    let path = scene.first().await;
    assert!(owner.get(&path).await.body.contains("Tom Berg"), "the newest stands first");
    for (form, word) in [
        (written("1", "boiling", "", "Kept words", ""), "Kept words"),
        (written("1", "hot", "1,2,3,4,5,6,7,8,9,10,11", "", ""), "At most 10 tags"),
        (written("1", "hot", "", "", "2020-01-01T10:00"), "Choose a time that lies ahead"),
    ] {
        let seen = owner.post(&path, &form).await;
        assert!(seen.status == 422 && seen.body.contains(word), "{word}: {}", seen.body);
    }
    let tomorrow = (stage.app.clock.now() + chrono::Duration::days(1)).format("%Y-%m-%dT%H:%M").to_string();
    let form = written("1", "hot", "Laser, 光学", "Call about 4 kW", &tomorrow);
    let seen = owner.post(&path, &form).await;
    assert_eq!(seen.status, 303, "{}", seen.body);
    let late = owner.post(&path, &written("1", "cold", "", "My own words", "")).await;
    assert_eq!(late.status, 409);
    assert!(late.body.contains("My own words") && late.body.contains("Call about 4 kW"), "both texts: {}", late.body);
    let past = owner.post(&path, &written("1", "cold", "", "", "2020-01-01T10:00")).await;
    assert_eq!(past.status, 409, "that somebody was faster is said first");

    let finds = async |query: &str| {
        let list = owner.get(&format!("{}?{query}", scene.leads)).await.body;
        (list.contains("Tom Berg"), list.contains("Li Na"))
    };
    for query in ["rating=hot", "tag=laser", "tag=%E5%85%89%E5%AD%A6", "follow=ahead", "q=4+kw", "q=tom"] {
        assert_eq!(finds(query).await, (true, false), "{query}");
    }
    for query in ["rating=unrated", "follow=unplanned", "q=na%40test"] {
        assert_eq!(finds(query).await, (false, true), "{query}");
    }
    assert_eq!(finds("rating=cold").await, (false, false));
    assert_eq!(finds("sort=name&rating=nonsense").await, (true, true));
    for sort in ["name", "rating", "follow_up", "newest"] {
        let list = owner.get(&format!("{}?sort={sort}", scene.leads)).await.body;
        let tom_first = list.find(">Tom Berg<") < list.find(">Li Na<");
        assert_eq!(tom_first, sort != "name", "{sort}");
    }

    stage.app.clock.advance(chrono::Duration::hours(25));
    let reminders = async || {
        let subjects = stage.subjects(OWNER).await;
        subjects.iter().filter(|one| *one == "Follow up today: Tom Berg").count()
    };
    assert_eq!(reminders().await, 1);
    assert_eq!(finds("follow=due").await, (true, false));
    let seen = owner.get(&path).await.body;
    let again = written(
        "2",
        "warm",
        "",
        "",
        between(&seen, "id=\"f-follow_up\" name=\"follow_up\" type=\"datetime-local\" value=\"", "\""),
    );
    let seen = owner.post(&path, &again).await;
    assert_eq!(seen.status, 303, "what was planned may stay: {}", seen.body);
    stage.app.clock.advance(chrono::Duration::hours(25));
    assert_eq!(reminders().await, 1, "once");
});

/// Somebody of the booth's staff who is no owner.
async fn name_staff(scene: &Scene) -> Browser {
    let editor = scene.stage.member("Wu Tao", "tao@test.example", "editor").await;
    let person = scene.person("tao@test.example").await.to_string();
    let named = [("person", person.as_str()), ("title", "Sales"), ("shown", person.as_str())];
    assert_eq!(scene.stage.owner.post(&scene.stage.desk("/booth/staff"), &named).await.status, 303);
    editor
}

both!(a_follow_up_is_told_to_the_booth_when_who_planned_it_has_left, |kind| async move {
    let scene = Scene::set(kind).await;
    let (stage, owner) = (&scene.stage, &scene.stage.owner);
    scene.leave(&scene.visitor, "1", "").await;
    let path = scene.first().await;
    let editor = name_staff(&scene).await;
    let tomorrow = (stage.app.clock.now() + chrono::Duration::days(1)).format("%Y-%m-%dT%H:%M").to_string();
    assert_eq!(editor.post(&path, &written("1", "hot", "", "Call", &tomorrow)).await.status, 303);
    assert!(owner.get(&path).await.body.contains("Wu Tao is reminded."));
    let person = scene.person("tao@test.example").await;
    let of_person = members::table.filter(members::person_id.eq(person)).select(members::id);
    let member: String = stage.app.site.db.read(move |conn| Ok(of_person.first(conn)?)).await.unwrap();
    assert_eq!(owner.post(&stage.desk(&format!("/members/{member}/removal")), &[]).await.status, 303);
    assert!(owner.get(&path).await.body.contains("all of its people are reminded"));
    stage.app.clock.advance(chrono::Duration::hours(25));
    let reminders = async |email: &str| {
        let subjects = stage.subjects(email).await;
        subjects.iter().filter(|one| *one == "Follow up today: Li Na").count()
    };
    assert_eq!((reminders(OWNER).await, reminders("tao@test.example").await), (1, 0));
});

both!(who_blocked_somebody_does_not_hear_of_their_card_and_the_booth_holds_it, |kind| async move {
    let scene = Scene::set(kind).await;
    let editor = name_staff(&scene).await;
    let visitor = scene.person(NA).await.to_string();
    assert_eq!(editor.post("/me/blocks", &[("person", visitor.as_str())]).await.status, 303);
    scene.leave(&scene.visitor, "1", "").await;
    let is_told = async |email: &str| {
        scene.stage.subjects(email).await.iter().any(|one| one == "Li Na left their card at your booth")
    };
    assert!(is_told(OWNER).await && !is_told("tao@test.example").await);
    assert_eq!(editor.get(&scene.first().await).await.status, 200);
});

both!(a_download_holds_what_the_list_shows_and_stands_in_the_audit_trail, |kind| async move {
    let scene = Scene::set(kind).await;
    let owner = &scene.stage.owner;
    scene.leave(&scene.visitor, "1", "=1+1").await;
    let tom = join(&scene.stage.app, "Tom Berg", "tom@test.example").await;
    scene.leave(&tom, "2", "").await;
    let csv = owner.get(&format!("{}/export?format=csv&q=na%40test", scene.leads)).await;
    assert!(csv.headers["content-disposition"].to_str().unwrap().starts_with("attachment"));
    assert!(csv.body.contains("Li Na") && !csv.body.contains("Tom Berg"), "{}", csv.body);
    assert!(csv.body.contains("'=1+1") && csv.body.contains("Sweden"), "{}", csv.body);
    let xlsx = owner.get(&format!("{}/export?format=xlsx", scene.leads)).await;
    assert!(xlsx.headers["content-type"].to_str().unwrap().contains("spreadsheetml"));
    assert_eq!(owner.get(&format!("{}/export?format=exe", scene.leads)).await.status, 400);
    let taken = scene.stage.app.site.db.read(|conn| {
        let of = audit_entries::table.filter(audit_entries::action.eq("lead.export"));
        Ok(of.order(audit_entries::id).select(audit_entries::after).load::<String>(conn)?)
    });
    assert_eq!(taken.await.unwrap(), ["1", "2"], "how many were taken");
});

both!(the_organizer_says_what_a_card_may_say, |kind| async move {
    let scene = Scene::set(kind).await;
    let (stage, path) = (&scene.stage, "/organizer/settings/card");
    for browser in [&stage.owner, &scene.visitor] {
        assert_eq!((browser.get(path).await.status, browser.post(path, &[("version", "0")]).await.status), (404, 404));
    }
    let form = [("version", "0"), ("fields", "affiliation"), ("fields", "note")];
    assert_eq!(stage.organizer.post(path, &form).await.status, 303);
    assert_eq!(stage.organizer.post(path, &form).await.status, 409, "somebody was faster");
    assert_eq!(stage.organizer.post(path, &[("version", "1"), ("fields", "shoe_size")]).await.status, 422);
    let page = scene.visitor.get(&scene.card).await.body;
    assert!(page.contains("name=\"note\"") && !page.contains("name=\"phone\"") && !page.contains(NA), "{page}");
    scene.leave(&scene.visitor, "+46 8 555 01", "Hello").await;
    let shown = stage.owner.get(&scene.first().await).await.body;
    assert!(shown.contains("Hello") && shown.contains("Epsilon Optics"), "{shown}");
    assert!(!shown.contains("+46 8 555 01") && !shown.contains(NA) && !shown.contains("Sweden"), "{shown}");
    assert!(stage.organizer.get("/organizer/audit").await.body.contains("What a visiting card may say set"));
});

both!(who_may_not_leave_a_card_reads_why, |kind| async move {
    let scene = Scene::set(kind).await;
    let (stage, form) = (&scene.stage, card("1", ""));
    let refused = async |browser: &Browser, word: &str| {
        let seen = browser.post(&scene.card, &form).await;
        assert!(seen.status == 403 && seen.body.to_lowercase().contains(word), "{word}: {} {}", seen.status, seen.body);
        let page = browser.get(&scene.card).await;
        assert!(
            page.status == 200 && page.body.to_lowercase().contains(word) && !page.body.contains("name=\"note\""),
            "{}",
            page.body
        );
    };
    refused(&stage.owner, "own organization").await;
    let unverified = stage.app.visitor();
    let signup = [("name", "Una"), ("email", "una@test.example"), ("password", PASSWORD), ("consent", "yes")];
    unverified.post("/signup", &signup).await;
    unverified.post("/login", &[("email", "una@test.example"), ("password", PASSWORD)]).await;
    assert_eq!(unverified.post(&scene.card, &form).await.status, 403);
    scene.leave(&scene.visitor, "1", "").await;
    for (gate, word) in [("read_only", "read"), ("closed", "closed")] {
        stage.set_gate("exhibition", gate).await;
        refused(&scene.visitor, word).await;
    }
    let held = scene.visitor.get("/me/cards").await.body;
    let withdrawal = format!("/me/cards/{}/withdrawal", between(&held, "action=\"/me/cards/", "/withdrawal"));
    assert_eq!(scene.visitor.post(&withdrawal, &[]).await.status, 303, "it can be taken back at any time");
    stage.set_gate("exhibition", "schedule").await;
    let (person, now) = (scene.person(NA).await, stage.app.clock.now());
    let silence = move |conn: &mut Conn| {
        let edition: EditionId =
            fairhall::db::schema::editions::table.select(fairhall::db::schema::editions::id).first(conn)?;
        let of = (
            sanctions::id.eq(RowId::new()),
            sanctions::edition_id.eq(&edition),
            sanctions::person_id.eq(&person),
            sanctions::kind.eq("silenced"),
            sanctions::reason.eq("Advertising."),
        );
        let times = (sanctions::ends_at.eq(now + chrono::Duration::days(1)), sanctions::created_at.eq(now));
        let rest = (sanctions::created_by.eq(&person), sanctions::lift_reason.eq(""), sanctions::search_key.eq(""));
        Ok(diesel::insert_into(sanctions::table).values((of, times, rest)).execute(conn).map(drop)?)
    };
    stage.app.site.db.write(silence).await.unwrap();
    refused(&scene.visitor, "silenced").await;
    assert_eq!(scene.count().await, 0);
    assert_eq!(scene.visitor.get("/exhibition/booths/nowhere/card").await.status, 404);
});

both!(all_that_is_held_about_a_person_can_be_taken_away_and_erased, |kind| async move {
    let scene = Scene::set(kind).await;
    scene.leave(&scene.visitor, "+46 8 555 01", "Hello").await;
    let path = scene.first().await;
    scene.stage.owner.post(&path, &written("1", "warm", "laser", "Seems nice", "")).await;
    let (person, now) = (scene.person(NA).await, scene.stage.app.clock.now());
    let of = person.clone();
    let held = scene.stage.app.site.db.read(move |conn| Ok(export_person(conn, &of)?)).await.unwrap();
    let own = &held["cards"][0];
    assert_eq!((own["organization"].as_str(), own["phone"].as_str()), (Some("Delta Photonics"), Some("+46 8 555 01")));
    assert_eq!(own["note_of_the_organization"].as_str(), Some("Seems nice"));
    assert_eq!(own["tags_of_the_organization"][0].as_str(), Some("laser"));
    let of = person.clone();
    for _ in 0..2 {
        let of = of.clone();
        scene.stage.app.site.db.write(move |conn| erase_person(conn, &of, now)).await.unwrap();
    }
    assert_eq!(scene.count().await, 0);
    let held = scene.stage.app.site.db.read(move |conn| Ok(export_person(conn, &person)?)).await.unwrap();
    assert_eq!(held["cards"].as_array().map(Vec::len), Some(0));
    assert!(scene.stage.subjects(OWNER).await.iter().any(|one| one.starts_with("Li Na took their card back")));
});
