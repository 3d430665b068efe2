//! Making editions and turning from one to the next.

use diesel::prelude::*;
use fairhall::db::schema::{editions, zones};
use fairhall::site::{StaffRole, ZoneKind};

use super::{administrator, staff};
use crate::both;
use crate::support::{Browser, TestApp};

fn fields<'a>(slug: &'a str, name: &'a str, accent: &'a str, version: &'a str) -> [(&'a str, &'a str); 8] {
    [
        ("slug", slug),
        ("name_en", name),
        ("name_zh", "第二十一届大会"),
        ("opens_on", "2099-05-20"),
        ("closes_on", "2099-05-23"),
        ("time_zone", "Asia/Shanghai"),
        ("accent", accent),
        ("version", version),
    ]
}

/// Makes the edition 21, publishes it and puts it at the front door.
pub async fn turn_to_the_next(organizer: &Browser) {
    let list = "/organizer/editions";
    let seen = organizer.post(list, &fields("21", "21st Conference", "#0b6b5d", "")).await;
    assert_eq!(seen.status, 303, "{}", seen.body);
    assert_eq!(organizer.post(&format!("{list}/21/transitions"), &[("to", "published")]).await.status, 303);
    assert_eq!(organizer.post(&format!("{list}/21/turn"), &[]).await.status, 303);
}

both!(the_next_edition_is_made_published_and_becomes_the_current_one, |kind| async move {
    let app = TestApp::start(kind).await;
    let organizer = administrator(&app).await;
    let manager = staff(&app, "manager", StaffRole::ZoneManager, Some(ZoneKind::Forum)).await;
    let list = "/organizer/editions";
    assert!(organizer.get(list).await.body.contains("20th Conference"));
    let seen = organizer.post(list, &fields("21", "21st Conference", "#0b6b5d", "")).await;
    assert_eq!(seen.status, 303, "{}", seen.body);
    assert!(organizer.get(list).await.body.contains("20 May 2099 – 23 May 2099"));
    assert_eq!(organizer.post("/organizer/editions/21/turn", &[]).await.status, 409, "a draft stays in its drawer");
    let publish = [("to", "published")];
    assert_eq!(organizer.post("/organizer/editions/21/transitions", &publish).await.status, 303);
    assert_eq!(organizer.post("/organizer/editions/21/transitions", &[("to", "archived")]).await.status, 409);
    assert!(app.visitor().get("/").await.body.contains("20th Conference"));
    assert_eq!(organizer.post("/organizer/editions/21/turn", &[]).await.status, 303);
    let lobby = app.visitor().get("/").await.body;
    assert!(lobby.contains("21st Conference") && lobby.contains("Virtual Exhibition Hall"), "{lobby}");
    assert_eq!(organizer.get("/organizer").await.status, 200, "the administrators come along");
    assert_eq!(manager.get("/organizer").await.status, 404, "other roles are given anew");
    for (person, is_told) in [(&manager, true), (&organizer, false)] {
        let told = person.get("/me/notifications").await.body;
        assert_eq!(told.contains("Your roles in 20th Conference have ended"), is_told, "{told}");
    }
    let seen = organizer.get("/organizer/editions/21").await.body;
    assert!(seen.contains("Lin Mei") && seen.contains("This edition is the current one"), "{seen}");
});

both!(editions_are_found_by_words_and_their_zones_prepared, |kind| async move {
    let app = TestApp::start(kind).await;
    let organizer = administrator(&app).await;
    assert_eq!(
        organizer.post("/organizer/editions", &fields("21", "21st Conference", "#0b6b5d", "")).await.status,
        303
    );
    for (query, is_found) in [("q=21ST", true), ("q=第二十一届", true), ("q=20th", false), ("page=2", false)] {
        let seen = organizer.get(&format!("/organizer/editions?{query}")).await.body;
        assert_eq!(seen.contains("href=\"/organizer/editions/21\""), is_found, "{query}");
    }
    let path = "/organizer/editions/21/zones/forum";
    assert!(organizer.get("/organizer/editions/21").await.body.contains(path));
    assert!(organizer.get(path).await.body.contains("2099-05-20T00:00"));
    let zone = [
        ("title_en", "Agora"),
        ("title_zh", "广场"),
        ("opens_at", "2099-05-21T09:00"),
        ("closes_at", "2099-05-22T18:00"),
        ("gate", "schedule"),
        ("version", "1"),
    ];
    let seen = organizer.post(path, &zone).await;
    assert_eq!((seen.status, seen.location.as_deref()), (303, Some("/organizer/editions/21")), "{}", seen.body);
    assert!(organizer.get(path).await.body.contains("Agora"));
    assert!(!app.visitor().get("/").await.body.contains("Agora"), "the current edition stays as it is");
    let manager = staff(&app, "manager", StaffRole::ZoneManager, Some(ZoneKind::Forum)).await;
    assert_eq!((manager.get(path).await.status, manager.post(path, &zone).await.status), (404, 404));
    assert_eq!(organizer.get("/organizer/editions/99/zones/forum").await.status, 404);
});

both!(an_edition_that_is_saved_with_the_same_days_keeps_its_hours, |kind| async move {
    let app = TestApp::start(kind).await;
    let organizer = administrator(&app).await;
    assert_eq!(organizer.post("/organizer/editions", &fields("21", "21st", "#0b6b5d", "")).await.status, 303);
    let nine = |conn: &mut fairhall::db::Conn| {
        let at = |text: &str| fairhall::clock::Instant::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap();
        let (opens, closes) = (at("2099-05-20 01:00"), at("2099-05-23 10:00"));
        let own = editions::table.filter(editions::slug.eq("21"));
        diesel::update(own).set((editions::opens_at.eq(opens), editions::closes_at.eq(closes))).execute(conn)?;
        let id: String = own.select(editions::id).first(conn)?;
        let of = zones::table.filter(zones::edition_id.eq(id));
        Ok(diesel::update(of).set((zones::opens_at.eq(opens), zones::closes_at.eq(closes))).execute(conn)?)
    };
    app.site.db.write(nine).await.unwrap();
    let zone = "/organizer/editions/21/zones/forum";
    assert!(organizer.get(zone).await.body.contains("2099-05-20T09:00"));
    let path = "/organizer/editions/21";
    assert_eq!(organizer.post(path, &fields("21", "21st", "#7a2048", "1")).await.status, 303);
    assert!(organizer.get(zone).await.body.contains("2099-05-20T09:00"), "a colour moves no hours");
    let mut later = fields("21", "21st", "#7a2048", "2");
    later[3].1 = "2099-05-21";
    assert_eq!(organizer.post(path, &later).await.status, 303);
    assert!(organizer.get(zone).await.body.contains("2099-05-21T00:00"), "another day does");
});

both!(what_is_wrong_with_an_edition_is_said_beside_what_was_typed, |kind| async move {
    let app = TestApp::start(kind).await;
    let organizer = administrator(&app).await;
    let seen = organizer.post("/organizer/editions", &fields("21", "Kept as typed", "#ffff00", "")).await;
    assert_eq!(seen.status, 422);
    assert!(seen.body.contains("Kept as typed") && seen.body.contains("White text cannot be read"), "{}", seen.body);
    let taken = organizer.post("/organizer/editions", &fields("20th-conference", "Again", "#0b6b5d", "")).await;
    assert_eq!(taken.status, 422);
    assert!(taken.body.contains("This address is taken"), "{}", taken.body);
    let path = "/organizer/editions/20th-conference";
    assert_eq!(organizer.post(path, &fields("", "Of the first", "#0b6b5d", "1")).await.status, 303);
    let seen = organizer.post(path, &fields("", "Of the second", "#0b6b5d", "1")).await;
    assert_eq!(seen.status, 409);
    assert!(seen.body.contains("Of the first") && seen.body.contains("Of the second"), "{}", seen.body);
    let zones = organizer.get("/organizer/zones/forum").await.body;
    assert!(zones.contains("2099-05-20T00:00"), "zones open with their edition: {zones}");
});

both!(only_an_administrator_sees_editions, |kind| async move {
    let app = TestApp::start(kind).await;
    administrator(&app).await;
    let manager = staff(&app, "manager", StaffRole::ZoneManager, Some(ZoneKind::Exhibition)).await;
    for path in ["/organizer/editions", "/organizer/editions/new", "/organizer/editions/20th-conference"] {
        assert_eq!(manager.get(path).await.status, 404, "{path}");
    }
    assert_eq!(manager.post("/organizer/editions", &fields("x", "Mine", "#0b6b5d", "")).await.status, 404);
    let path = "/organizer/editions/20th-conference";
    assert_eq!(manager.post(&format!("{path}/transitions"), &[("to", "open")]).await.status, 404);
    assert_eq!(manager.post(&format!("{path}/turn"), &[]).await.status, 404);
});

both!(an_earlier_edition_stays_readable, |kind| async move {
    let app = TestApp::start(kind).await;
    let organizer = administrator(&app).await;
    let hall = [
        ("slug", "a"),
        ("name_en", "Hall of 2026"),
        ("name_zh", "一号"),
        ("position", "1"),
        ("width", "30"),
        ("depth", "20"),
    ];
    assert_eq!(organizer.post("/organizer/halls", &hall).await.status, 303);
    organizer.post("/organizer/editions", &fields("21", "21st Conference", "#0b6b5d", "")).await;
    assert_eq!(app.visitor().get("/editions/21").await.status, 404, "a draft is seen by nobody");
    organizer.post("/organizer/editions/21/transitions", &[("to", "published")]).await;
    organizer.post("/organizer/editions/21/turn", &[]).await;
    for to in ["open", "closed", "archived"] {
        let seen = organizer.post("/organizer/editions/20th-conference/transitions", &[("to", to)]).await;
        assert_eq!(seen.status, 303, "{to}");
    }
    let visitor = app.visitor();
    assert!(!visitor.get("/exhibition").await.body.contains("Hall of 2026"));
    assert!(visitor.get("/").await.body.contains("href=\"/editions/20th-conference\""), "the footer leads there");
    let seen = visitor.get("/editions/20th-conference/exhibition?lang=en").await;
    assert_eq!(seen.status, 200, "{}", seen.body);
    assert!(seen.body.contains("href=\"/editions/20th-conference/exhibition/halls/a\""), "{}", seen.body);
    assert!(seen.body.contains("You are reading another edition"));
    let chinese = "/editions/20th-conference/exhibition?lang=zh-CN";
    assert!(seen.body.contains(chinese), "the other language stays in the archive: {}", seen.body);
    for path in ["", "/", "/exhibition/halls/a", "/recruitment"] {
        let seen = visitor.get(&format!("/editions/20th-conference{path}")).await;
        assert_eq!(seen.status, 200, "{path}");
        assert!(seen.body.contains("20th Conference") && !seen.body.contains("21st Conference"), "{path}");
        assert!(!seen.body.contains("href=\"/pairing\""), "what the archive does not show is not led to: {path}");
    }
    let lobby = visitor.get("/editions/20th-conference").await.body;
    assert!(lobby.contains("This event is over") && !lobby.contains("On now"), "{lobby}");
    for path in ["/editions/19", "/editions/20th-conference/me", "/editions/20th-conference/exhibition/halls/b"] {
        assert_eq!(visitor.get(path).await.status, 404, "{path}");
    }
    assert_eq!(organizer.post("/editions/20th-conference/recruitment/postings/x/applications", &[]).await.status, 404);
    let own = organizer.get("/editions/20th-conference/exhibition").await.body;
    assert!(own.contains("Lin Mei"), "who is signed in stays so in the archive");
    assert!(
        !visitor.get("/editions/21/exhibition").await.body.contains("another edition"),
        "the current one is no archive"
    );
});
