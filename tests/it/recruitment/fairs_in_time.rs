//! Job fairs and time: their beginning and end, two who do something at once, other editions, long lists.

use diesel::prelude::*;
use fairhall::db::Conn;
use fairhall::db::schema::{editions, fair_postings, fairs};
use fairhall::ids::EditionId;
use fairhall::site::{StaffRole, ZoneKind};

use super::fairs::{CANCELLED, EDITOR, at, bring, draft, fair, own, posting, staff, told, withdraw, write};
use super::*;
use crate::stage::picture;

both!(after_the_end_nothing_changes_and_the_room_is_read_only, |kind| async move {
    let stage = Stage::set(kind).await;
    let (id, _) = posting(&stage, "Laser engineer").await;
    let (late, _) = posting(&stage, "Glass maker").await;
    let console = fair(&stage, "Laser fair", (-1, 2)).await;
    assert_eq!(bring(&stage, &stage.owner, &console, &id).await, 303);
    let visitor = stage.app.visitor();
    let page = visitor.get("/recruitment/fairs/laser-fair").await.body;
    let room = format!("/rooms/{}", between(&page, "data-room=\"", "\""));
    let say = async |browser: &Browser, words: &str| {
        let key = uuid::Uuid::now_v7().to_string();
        browser.post(&format!("{room}/messages"), &[("body", words), ("client_id", key.as_str())]).await.status
    };
    assert_eq!(say(&stage.owner, "Welcome to the laser fair").await, 303);
    assert_ne!(say(&visitor, "Nobody knows me").await, 200);
    assert!(visitor.get(&room).await.body.contains("Welcome to the laser fair"));
    stage.set_gate("recruitment", "read_only").await;
    assert_eq!(say(&stage.owner, "The zone is shut").await, 403);
    assert_eq!(bring(&stage, &stage.owner, &console, &late).await, 403);
    stage.set_gate("recruitment", "schedule").await;
    let moderator = staff(&stage, "mod@test.example", StaffRole::Moderator, ZoneKind::Recruitment).await;
    assert!(moderator.get(&room).await.body.contains("/organizer/rooms/"), "who moderates the zone moderates it");
    let elsewhere = staff(&stage, "hall@test.example", StaffRole::Moderator, ZoneKind::Exhibition).await;
    assert!(!elsewhere.get(&room).await.body.contains("/organizer/rooms/"));

    stage.app.clock.advance(chrono::Duration::hours(3));
    assert_eq!(say(&stage.owner, "Too late").await, 403);
    let page = visitor.get("/recruitment/fairs/laser-fair").await.body;
    assert!(page.contains("Welcome to the laser fair") && page.contains("This job fair is over"), "{page}");
    assert!(!page.contains("Too late") && !page.contains("The zone is shut"));
    assert_eq!(bring(&stage, &stage.owner, &console, &late).await, 409);
    assert_eq!(withdraw(&stage, &stage.owner, &console, &id).await, 409);
    assert_eq!(stage.organizer.post(&format!("{console}/cancellation"), &[("reason", CANCELLED)]).await.status, 409);
    // Its words may still be mended, its times not.
    let form = stage.organizer.get(&console).await.body;
    let stood = (between(&form, "name=\"starts_at\"", "\" required").rsplit('"').next().unwrap().to_owned(), {
        between(&form, "name=\"ends_at\"", "\" required").rsplit('"').next().unwrap().to_owned()
    });
    let moved = at(&stage.app, 9);
    let seen = write(&stage.organizer, &console, &version(&form), "Laser fair", (&stood.0, &moved)).await;
    assert_eq!(seen.status, 409, "{}", seen.body);
    let seen = write(&stage.organizer, &console, &version(&form), "The laser fair", (&stood.0, &stood.1)).await;
    assert_eq!(seen.status, 303, "{}", seen.body);
    assert_eq!(told(&stage, OWNER, "The job fair “The laser fair” has new times").await, 0);
});

both!(those_who_take_part_are_told_once_that_a_fair_begins_however_the_clock_jumps, |kind| async move {
    let stage = Stage::set(kind).await;
    stage.member("Editor", EDITOR, "editor").await;
    join(&stage.app, "Li Na", "na@test.example").await;
    let (id, _) = posting(&stage, "Laser engineer").await;
    let console = fair(&stage, "Laser fair", (2, 8)).await;
    let skipped = fair(&stage, "Short fair", (2, 3)).await;
    let dropped = fair(&stage, "Dropped fair", (2, 8)).await;
    for one in [&console, &skipped, &dropped] {
        assert_eq!(bring(&stage, &stage.owner, one, &id).await, 303);
    }
    assert_eq!(withdraw(&stage, &stage.owner, &dropped, &id).await, 303);
    let begun = "The job fair “Laser fair” has begun";
    // Moved to later: nothing happens at the first time.
    let form = version(&stage.organizer.get(&console).await.body);
    let times = (at(&stage.app, 4), at(&stage.app, 9));
    assert_eq!(write(&stage.organizer, &console, &form, "Laser fair", (&times.0, &times.1)).await.status, 303);
    stage.app.clock.advance(chrono::Duration::minutes(210));
    for email in [OWNER, EDITOR] {
        assert_eq!(told(&stage, email, "The job fair “Laser fair” has begun").await, 0, "{email}");
    }
    assert_eq!(told(&stage, OWNER, "The job fair “Short fair” has begun").await, 0, "it was over by then");
    assert_eq!(told(&stage, OWNER, "The job fair “Dropped fair” has begun").await, 0, "nobody takes part");
    stage.app.clock.advance(chrono::Duration::minutes(60));
    for email in [OWNER, EDITOR] {
        assert_eq!(told(&stage, email, begun).await, 1, "{email}");
    }
    assert_eq!(told(&stage, "na@test.example", begun).await, 0);
    // The clock goes back and comes again: told once.
    stage.app.clock.advance(chrono::Duration::minutes(-60));
    assert_eq!(told(&stage, OWNER, begun).await, 1);
    stage.app.clock.advance(chrono::Duration::minutes(60));
    assert_eq!(told(&stage, OWNER, begun).await, 1);
    // Another end alone is no other beginning; a new beginning is told anew.
    let form = version(&stage.organizer.get(&console).await.body);
    let ends = at(&stage.app, 12);
    assert_eq!(write(&stage.organizer, &console, &form, "Laser fair", (&times.0, &ends)).await.status, 303);
    assert_eq!(told(&stage, OWNER, begun).await, 1);
    let form = version(&stage.organizer.get(&console).await.body);
    let starts = at(&stage.app, 1);
    assert_eq!(write(&stage.organizer, &console, &form, "Laser fair", (&starts, &ends)).await.status, 303);
    stage.app.clock.advance(chrono::Duration::minutes(61));
    assert_eq!(told(&stage, OWNER, begun).await, 2);
});

both!(two_at_once_do_it_once, |kind| async move {
    let stage = Stage::set(kind).await;
    let (id, _) = posting(&stage, "Laser engineer").await;
    let console = draft(&stage, "Laser fair", (-1, 6)).await;
    let publication = format!("{console}/publication");
    let all = futures_util::future::join_all((0..4).map(|_| stage.organizer.post(&publication, &[]))).await;
    assert_eq!(all.iter().filter(|seen| seen.status == 303).count(), 1);
    assert!(all.iter().all(|seen| seen.status == 303 || seen.status == 409));
    let page = stage.app.visitor().get("/recruitment/fairs/laser-fair").await.body;
    assert_eq!(page.matches("data-room=").count(), 1);
    let all = futures_util::future::join_all((0..4).map(|_| bring(&stage, &stage.owner, &console, &id))).await;
    assert!(all.iter().all(|status| *status == 303), "{all:?}");
    let count = |conn: &mut Conn| Ok(fair_postings::table.count().get_result::<i64>(conn)?);
    assert_eq!(stage.app.site.db.read(count).await.unwrap(), 1);
    // Called off while a posting comes: either it is part and told of, or it is refused.
    let (second, _) = posting(&stage, "Glass maker").await;
    assert_eq!(withdraw(&stage, &stage.owner, &console, &id).await, 303);
    let (cancel, reason) = (format!("{console}/cancellation"), [("reason", CANCELLED)]);
    let (brought, cancelled) = futures_util::future::join(
        bring(&stage, &stage.owner, &console, &second),
        stage.organizer.post(&cancel, &reason),
    )
    .await;
    assert_eq!(cancelled.status, 303, "{}", cancelled.body);
    let expected = usize::from(brought == 303);
    assert!(brought == 303 || brought == 409, "{brought}");
    assert_eq!(told(&stage, OWNER, "The job fair “Laser fair” of").await, expected);
    // Two fairs of one title at once have two addresses.
    let (starts, ends) = (at(&stage.app, 1), at(&stage.app, 2));
    let twins = (0..3).map(|_| write(&stage.organizer, "/organizer/fairs", "", "Twin fair", (&starts, &ends)));
    let all = futures_util::future::join_all(twins).await;
    assert!(all.iter().all(|seen| seen.status == 303));
    let slugs = |conn: &mut Conn| {
        let of_twins = fairs::table.filter(fairs::slug.like("twin-fair%")).order(fairs::slug).select(fairs::slug);
        Ok(of_twins.load::<String>(conn)?)
    };
    assert_eq!(stage.app.site.db.read(slugs).await.unwrap(), ["twin-fair", "twin-fair-2", "twin-fair-3"]);
});

both!(the_console_is_for_who_manages_the_zone_and_shows_this_edition_alone, |kind| async move {
    let stage = Stage::set(kind).await;
    let (id, _) = posting(&stage, "Laser engineer").await;
    let console = fair(&stage, "Laser fair", (-1, 6)).await;
    assert_eq!(bring(&stage, &stage.owner, &console, &id).await, 303);
    let manager = staff(&stage, "rec@test.example", StaffRole::ZoneManager, ZoneKind::Recruitment).await;
    let reviewer = staff(&stage, "rev@test.example", StaffRole::Reviewer, ZoneKind::Recruitment).await;
    let elsewhere = staff(&stage, "pair@test.example", StaffRole::ZoneManager, ZoneKind::Pairing).await;
    let part = format!("{console}/postings/{id}");
    let pages = ["/organizer/fairs".to_owned(), format!("{console}/postings"), console.clone(), part.clone()];
    for path in &pages {
        for (browser, status) in
            [(&manager, 200), (&reviewer, 404), (&elsewhere, 404), (&stage.owner, 404), (&stage.app.visitor(), 303)]
        {
            assert_eq!(browser.get(path).await.status, status, "{path}");
        }
    }
    for path in ["/organizer/fairs".to_owned(), console.clone(), format!("{console}/publication")] {
        for browser in [&reviewer, &elsewhere, &stage.owner] {
            assert_eq!(browser.post(&path, &[("version", "1")]).await.status, 404, "{path}");
        }
    }
    assert!(manager.get("/organizer").await.body.contains("/organizer/fairs"));
    // With a picture: seen by everybody once the fair is public, by who manages before.
    let (starts, ends) = (at(&stage.app, 1), at(&stage.app, 2));
    let words = [("title_zh", "激光招聘会"), ("introduction_zh", "激光企业专场招聘会。"), ("starts_at", &*starts)];
    let form = [&words[..], &[("ends_at", &*ends)]].concat();
    let seen = send(&manager, "/organizer/fairs", &form, &[("picture", "a.png", b"no picture".to_vec())]).await;
    assert!(seen.status == 422 && seen.body.contains("激光招聘会"), "{}", seen.body);
    let seen = send(&manager, "/organizer/fairs", &form, &[("picture", "a.png", picture())]).await;
    assert_eq!(seen.status, 303, "{}", seen.body);
    let second = seen.location.unwrap();
    let page = manager.get(&second).await.body;
    let file = format!("/files/{}", between(&page, "src=\"/files/", "\""));
    assert_eq!((manager.get(&file).await.status, stage.owner.get(&file).await.status), (200, 404));
    assert_eq!(manager.post(&format!("{second}/publication"), &[]).await.status, 303);
    assert_eq!(stage.app.visitor().get(&file).await.status, 200);
    let public = format!("/recruitment/fairs/{}", between(&page, "href=\"/recruitment/fairs/", "\""));
    let page = stage.app.visitor().get(&public).await.body;
    assert!(page.contains("<h1 lang=\"zh-CN\">激光招聘会</h1>") && page.contains(&file), "{page}");
    for (query, first, other) in [
        ("q=laser", true, false),
        ("q=激光", false, true),
        ("stage=running", true, false),
        ("stage=draft", false, false),
    ] {
        let list = manager.get(&format!("/organizer/fairs?{query}")).await.body;
        let shown = [&console, &second].map(|path| list.contains(&format!("href=\"{path}\"")));
        assert_eq!(shown, [first, other], "{query}");
    }

    // The same fair in another edition is nobody's here.
    let away = move |conn: &mut Conn| {
        let edition: EditionId = editions::table.select(editions::id).first(conn)?;
        let other = EditionId::new();
        let days: (fairhall::clock::Instant, fairhall::clock::Instant) =
            editions::table.find(&edition).select((editions::opens_at, editions::closes_at)).first(conn)?;
        diesel::insert_into(editions::table)
            .values((
                (editions::id.eq(&other), editions::slug.eq("21"), editions::state.eq("published")),
                (editions::is_current.eq(false), editions::opens_at.eq(days.0), editions::closes_at.eq(days.1)),
                (editions::time_zone.eq("UTC"), editions::accent.eq("#0b6b5d"), editions::version.eq(1_i64)),
                (editions::created_at.eq(days.0), editions::updated_at.eq(days.0)),
            ))
            .execute(conn)?;
        Ok(diesel::update(fairs::table).set(fairs::edition_id.eq(&other)).execute(conn)?)
    };
    stage.app.site.db.write(away).await.unwrap();
    for path in [&console, &part, &format!("{console}/postings")] {
        assert_eq!(stage.organizer.get(path).await.status, 404, "{path}");
    }
    assert_eq!(stage.organizer.post(&format!("{console}/cancellation"), &[("reason", CANCELLED)]).await.status, 404);
    assert_eq!(stage.organizer.post(&format!("{part}/removal"), &[("reason", CANCELLED)]).await.status, 404);
    assert_eq!(stage.owner.get(&own(&stage, &console)).await.status, 404);
    assert_eq!(bring(&stage, &stage.owner, &console, &id).await, 404);
    assert_eq!(stage.app.visitor().get("/recruitment/fairs/laser-fair").await.status, 404);
});

both!(many_fairs_have_pages, |kind| async move {
    let stage = Stage::set(kind).await;
    assert!(stage.app.visitor().get("/recruitment/fairs").await.body.contains("No job fairs yet"));
    for n in 0..13 {
        fair(&stage, &format!("Fair number {n}"), (n, n + 1)).await;
    }
    let visitor = stage.app.visitor();
    let first = visitor.get("/recruitment/fairs").await.body;
    let second = visitor.get("/recruitment/fairs?page=2").await.body;
    let count = |page: &str| page.matches("href=\"/recruitment/fairs/fair-number-").count();
    assert_eq!((count(&first), count(&second)), (12, 1), "{first}");
    assert!(first.contains("page=2") && second.contains("page=1"));
    let ahead = visitor.get("/recruitment").await.body;
    assert_eq!(count(&ahead), 3, "the next three");
    assert!(ahead.contains("/recruitment/fairs/fair-number-0\""), "{ahead}");
    assert!(visitor.get("/recruitment/fairs?q=nothing").await.body.contains("No job fair fits"));
    let own = stage.owner.get(&stage.desk("/fairs?q=number+12")).await.body;
    assert!(own.contains("Fair number 12") && !own.contains("Fair number 11"), "{own}");
});
