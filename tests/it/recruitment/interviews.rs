//! Interviews: times on offer, chosen, moved, called off; never two at once.

use chrono::Duration;
use diesel::prelude::*;
use fairhall::db::Conn;
use fairhall::db::schema::{calendar_entries, interview_slots, interviews};

use super::*;
use crate::calendar::{add, all_live_in, in_minutes, set_at};
use crate::organizer::editions::turn_to_the_next;

struct Scene {
    stage: Stage,
    seeker: Browser,
    mine: String,
    theirs: String,
}

async fn set(kind: Kind) -> Scene {
    let stage = set_at(kind, "2027-01-11 08:00").await;
    let posting = open_posting(&stage, "Laser engineer").await;
    let seeker = join(&stage.app, "Zhao Yun", SEEKER).await;
    all_live_in(&stage.app, "UTC").await;
    let mine = apply(&seeker, &posting).await.location.unwrap();
    let theirs = received(&stage, &mine);
    Scene { stage, seeker, mine, theirs }
}

/// Offers times at these minutes from now.
async fn offer(stage: &Stage, who: &Browser, path: &str, at: &[i64], more: &[(&str, &str)]) -> Seen {
    let times: Vec<String> = at.iter().map(|minutes| in_minutes(&stage.app, *minutes)).collect();
    let mut form = vec![("minutes", "30"), ("message", "Bring your laser.")];
    form.extend(times.iter().map(|time| ("time", time.as_str())));
    form.extend_from_slice(more);
    if !more.iter().any(|(name, _)| *name == "place_kind") {
        form.push(("place_kind", "room"));
    }
    who.post(path, &form).await
}

async fn interview(scene: &Scene, at: &[i64]) -> String {
    let path = format!("{}/interviews", scene.theirs);
    let seen = offer(&scene.stage, &scene.stage.owner, &path, at, &[]).await;
    assert_eq!(seen.status, 303, "{}", seen.body);
    seen.location.unwrap()
}

/// The ids of the times on offer of an interview, in order.
async fn slots(stage: &Stage, interview: &str) -> Vec<String> {
    let id = interview.rsplit('/').next().unwrap().to_owned();
    let list = move |conn: &mut Conn| {
        let own = interview_slots::table.filter(interview_slots::interview_id.eq(&id));
        Ok(own.order(interview_slots::starts_at).select(interview_slots::id).load(conn)?)
    };
    stage.app.site.db.read(list).await.unwrap()
}

async fn booked(stage: &Stage) -> i64 {
    let count = |conn: &mut Conn| {
        Ok(calendar_entries::table.filter(calendar_entries::kind.eq("interview")).count().get_result(conn)?)
    };
    stage.app.site.db.read(count).await.unwrap()
}

async fn states(stage: &Stage) -> Vec<String> {
    let list = |conn: &mut Conn| Ok(interviews::table.order(interviews::id).select(interviews::state).load(conn)?);
    stage.app.site.db.read(list).await.unwrap()
}

/// Beginnings that are offered, in hours from now, and other fields.
type Wrong = (&'static [i64], &'static [(&'static str, &'static str)]);

both!(times_are_offered_one_is_chosen_and_it_stands_in_both_calendars, |kind: Kind| async move {
    let scene = set(kind).await;
    let (stage, seeker, owner) = (&scene.stage, &scene.seeker, &scene.stage.owner);
    let path = format!("{}/interviews", scene.theirs);
    let early = offer(stage, owner, &path, &[120], &[]).await;
    assert!(early.status == 422 && early.body.contains("Bring your laser."), "{}", early.body);
    lead_to(stage, &scene.theirs, &["under_review", "shortlisted"]).await;
    assert!(owner.get(&scene.theirs).await.body.contains("interviews/new"));
    let none: &[(&str, &str)] = &[];
    let wrong: [Wrong; 6] = [
        (&[120, 240, 360, 480, 600, 720, 840], none),
        (&[5], none),
        (&[120, 130], none),
        (&[], none),
        (&[120], &[("place_kind", "link"), ("place", "http://meet.example")]),
        (&[120], &[("place_kind", "site"), ("place", "")]),
    ];
    for (at, more) in wrong {
        assert_eq!(offer(stage, owner, &path, at, more).await.status, 422, "{at:?} {more:?}");
    }
    let before = stage.subjects(SEEKER).await.len();
    let at = in_minutes(&stage.app, 240)[11..].to_owned();
    let interview = interview(&scene, &[120, 240]).await;
    let told = stage.subjects(SEEKER).await;
    assert_eq!(told.len(), before + 1, "told once, of the interview and not of the state beside: {told:?}");
    assert!(told.last().unwrap().contains("invites you to an interview"), "{told:?}");
    assert!(seeker.get(&scene.mine).await.body.contains("Interviewing"), "the offer moves the application on");
    assert_eq!(offer(stage, owner, &path, &[500], &[]).await.status, 422, "one at a time");

    let page = seeker.get(&interview).await.body;
    assert!(page.contains("Bring your laser.") && page.contains("Accept this time"), "{page}");
    assert!(seeker.get("/me/interviews?show=answer").await.body.contains(&interview));
    let slots = slots(stage, &interview).await;
    add(&stage.app, seeker, "Dentist", (120, 150)).await;
    let choice = format!("{interview}/choice");
    let busy = seeker.post(&choice, &[("time", slots[0].as_str())]).await;
    assert!(busy.status == 422 && busy.body.contains("Something else is planned"), "{}", busy.body);
    assert_eq!(seeker.post(&choice, &[]).await.status, 422, "one has to be chosen");
    assert_eq!(owner.post(&choice, &[("time", slots[1].as_str())]).await.status, 404, "who offered does not choose");
    assert_eq!(seeker.post(&choice, &[("time", slots[1].as_str())]).await.status, 303);
    assert_eq!((states(stage).await, booked(stage).await), (vec!["scheduled".to_owned()], 2));
    for who in [seeker, owner] {
        let calendar = who.get("/me/calendar").await.body;
        assert!(calendar.contains(&at) && calendar.contains("Laser engineer"), "{calendar}");
        assert!(who.get(&interview).await.body.contains("href=\"/rooms/"));
        assert!(who.get("/me/interviews").await.body.contains(&interview));
    }
    let mails = stage.app.mails().await;
    let told: Vec<_> = mails.iter().filter(|mail| mail.subject.starts_with("Interview with ")).collect();
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told.iter().all(|mail| mail.event.as_ref().is_some_and(|event| !event.is_cancelled)));
    stage.app.clock.advance(Duration::minutes(181));
    let reminded = stage.subjects(SEEKER).await;
    assert_eq!(reminded.iter().filter(|subject| subject.starts_with("Soon: interview")).count(), 1, "{reminded:?}");
    let version = version(&owner.get(&interview).await.body);
    let held = [("version", version.as_str()), ("state", "completed")];
    assert_eq!(owner.post(&format!("{interview}/moves"), &held).await.status, 409, "it has not begun");
    stage.app.clock.advance(Duration::minutes(60));
    assert_eq!(seeker.post(&format!("{interview}/moves"), &held).await.status, 409, "the team says so");
    assert_eq!(owner.post(&format!("{interview}/moves"), &held).await.status, 303);
    assert_eq!(states(stage).await, ["completed"]);
    assert!(owner.get("/me/interviews?show=past").await.body.contains(&interview));
});

both!(either_side_asks_for_another_time_and_either_calls_it_off_with_a_reason, |kind: Kind| async move {
    let scene = set(kind).await;
    let (stage, seeker, owner) = (&scene.stage, &scene.seeker, &scene.stage.owner);
    lead_to(stage, &scene.theirs, &["under_review", "shortlisted"]).await;
    let interview = interview(&scene, &[120, 240]).await;
    let seen_version = version(&seeker.get(&interview).await.body);
    let wish = |message: &'static str, version: String| [("message", message.to_owned()), ("version", version)];
    let post = async |who: &Browser, path: String, form: [(&str, String); 2]| {
        let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
        who.post(&path, &form).await
    };
    let path = format!("{interview}/wish");
    assert_eq!(post(seeker, path.clone(), wish("", seen_version.clone())).await.status, 422);
    assert_eq!(post(owner, path.clone(), wish("No", seen_version.clone())).await.status, 404);
    assert_eq!(post(seeker, path.clone(), wish("Mornings only, please.", seen_version.clone())).await.status, 303);
    assert_eq!(post(seeker, path.clone(), wish("Mornings only, please.", seen_version)).await.status, 409, "seen anew");
    assert!(stage.subjects(OWNER).await.last().unwrap().contains("No time fits"));
    assert!(slots(stage, &interview).await.is_empty());
    assert!(owner.get("/me/interviews?show=answer").await.body.contains(&interview));
    // The team offers others, the applicant takes one, then the team needs another again.
    let again = async |at: &[i64]| {
        let version = version(&owner.get(&interview).await.body);
        offer(stage, owner, &format!("{interview}/slots"), at, &[("version", version.as_str())]).await
    };
    let form = owner.get(&format!("{interview}/slots")).await;
    assert!(form.body.contains("Mornings only, please."), "{}", form.body);
    assert_eq!(seeker.get(&format!("{interview}/slots")).await.status, 404);
    assert_eq!(again(&[1500]).await.status, 303);
    let times = slots(stage, &interview).await;
    assert_eq!(seeker.post(&format!("{interview}/choice"), &[("time", times[0].as_str())]).await.status, 303);
    assert_eq!(again(&[1510, 1600]).await.status, 303, "its own time does not stand in its way");
    assert_eq!((states(stage).await, booked(stage).await), (vec!["rescheduled".to_owned()], 0));
    let gone = seeker.post(&format!("{interview}/choice"), &[("time", times[0].as_str())]).await;
    assert!(gone.status == 409 && gone.body.contains("no longer free"), "{}", gone.body);
    let times = slots(stage, &interview).await;
    assert_eq!(seeker.post(&format!("{interview}/choice"), &[("time", times[1].as_str())]).await.status, 303);
    let seen_version = version(&seeker.get(&interview).await.body);
    assert_eq!(post(seeker, path, wish("I am ill.", seen_version)).await.status, 303);
    assert_eq!(booked(stage).await, 0);
    assert_eq!(again(&[3000]).await.status, 303);
    let times = slots(stage, &interview).await;
    assert_eq!(seeker.post(&format!("{interview}/choice"), &[("time", times[0].as_str())]).await.status, 303);
    let moves = format!("{interview}/moves");
    let cancel = |version: &str, reason: &str| {
        [("version", version.to_owned()), ("state", "cancelled".into()), ("reason", reason.to_owned())]
    };
    let seen_version = version(&seeker.get(&interview).await.body);
    for (reason, status) in [("", 422), ("I have found another position.", 303)] {
        let form = cancel(&seen_version, reason);
        let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
        assert_eq!(seeker.post(&moves, &form).await.status, status, "{reason}");
    }
    assert_eq!((states(stage).await, booked(stage).await), (vec!["cancelled".to_owned()], 0));
    let mails = stage.app.mails().await;
    let last = mails.iter().rev().find(|mail| mail.to == OWNER).unwrap();
    assert!(last.event.as_ref().is_some_and(|event| event.is_cancelled), "{last:?}");
    assert!(last.paragraphs.join(" ").contains("I have found another position."));
});

both!(an_interview_does_not_exist_for_strangers_and_ends_with_its_application, |kind: Kind| async move {
    let scene = set(kind).await;
    let (stage, seeker) = (&scene.stage, &scene.seeker);
    lead_to(stage, &scene.theirs, &["under_review", "shortlisted"]).await;
    let interview = interview(&scene, &[120]).await;
    let other = join(&stage.app, "Li Na", "na@test.example").await;
    found(&other, "Epsilon Optics").await;
    let editor = stage.member("Sun Li", "li@test.example", "editor").await;
    for browser in [&other, &editor, &stage.organizer] {
        for path in [&interview, &format!("{interview}/slots"), &format!("{}/interviews/new", scene.theirs)] {
            assert_eq!(browser.get(path).await.status, 404, "{path}");
        }
        for path in ["choice", "wish", "moves", "slots"] {
            assert_eq!(browser.post(&format!("{interview}/{path}"), &[("version", "1")]).await.status, 404, "{path}");
        }
        assert_eq!(browser.post(&format!("{}/interviews", scene.theirs), &[]).await.status, 404);
    }
    assert_eq!(stage.app.visitor().get(&interview).await.status, 303);
    let times = slots(stage, &interview).await;
    assert_eq!(seeker.post(&format!("{interview}/choice"), &[("time", times[0].as_str())]).await.status, 303);
    assert_eq!(seeker.post(&format!("{}/moves", scene.mine), &[("state", "withdrawn")]).await.status, 303);
    assert_eq!((states(stage).await, booked(stage).await), (vec!["cancelled".to_owned()], 0));
    assert!(stage.subjects(OWNER).await.iter().any(|subject| subject.contains("was called off")));
});

both!(an_interview_on_offer_is_listed_and_chosen_after_the_edition_turned, |kind: Kind| async move {
    let scene = set(kind).await;
    let (stage, seeker, owner) = (&scene.stage, &scene.seeker, &scene.stage.owner);
    lead_to(stage, &scene.theirs, &["under_review", "shortlisted"]).await;
    let interview = interview(&scene, &[120, 240]).await;
    turn_to_the_next(&stage.organizer).await;
    for (who, path) in [(seeker, "/me/interviews?show=answer"), (seeker, "/me"), (owner, "/me/interviews")] {
        let list = who.get(path).await.body;
        assert!(list.contains(&format!("href=\"{interview}\"")), "{path}: {list}");
    }
    let slots = slots(stage, &interview).await;
    assert_eq!(seeker.post(&format!("{interview}/choice"), &[("time", slots[1].as_str())]).await.status, 303);
    assert_eq!((states(stage).await, booked(stage).await), (vec!["scheduled".to_owned()], 2));
    for who in [seeker, owner] {
        assert!(who.get("/me/interviews").await.body.contains(&interview), "it is ahead of both");
    }
});

both!(times_that_nobody_chose_give_the_turn_back_to_the_team, |kind: Kind| async move {
    let scene = set(kind).await;
    let (stage, seeker) = (&scene.stage, &scene.seeker);
    lead_to(stage, &scene.theirs, &["under_review", "shortlisted"]).await;
    let interview = interview(&scene, &[120, 240]).await;
    stage.app.clock.advance(Duration::minutes(241));
    assert!(stage.subjects(OWNER).await.iter().any(|subject| subject.contains("none was chosen")));
    let page = stage.owner.get(&interview).await.body;
    assert!(page.contains("Please offer other times"), "{page}");
    assert!(!seeker.get(&interview).await.body.contains("Accept this time"));
});

both!(of_a_wish_and_a_cancellation_at_once_one_is_done, |kind: Kind| async move {
    let scene = set(kind).await;
    let (stage, seeker, owner) = (&scene.stage, &scene.seeker, &scene.stage.owner);
    lead_to(stage, &scene.theirs, &["under_review", "shortlisted"]).await;
    let interview = interview(&scene, &[120]).await;
    let times = slots(stage, &interview).await;
    assert_eq!(seeker.post(&format!("{interview}/choice"), &[("time", times[0].as_str())]).await.status, 303);
    let seen_version = version(&seeker.get(&interview).await.body);
    let (wish, moves) = (format!("{interview}/wish"), format!("{interview}/moves"));
    let asked = [("version", seen_version.as_str()), ("message", "Mornings only, please.")];
    let ended = [("version", seen_version.as_str()), ("state", "cancelled"), ("reason", "The budget was cut.")];
    let (one, other) = futures_util::future::join(seeker.post(&wish, &asked), owner.post(&moves, &ended)).await;
    let mut done = [one.status, other.status];
    done.sort_unstable();
    assert_eq!(done, [303, 409], "{} {}", one.body, other.body);
    assert_eq!(booked(stage).await, 0);
    let state = if one.status == 303 { "rescheduled" } else { "cancelled" };
    assert_eq!(states(stage).await, [state]);
});

both!(
    a_recruiter_hears_when_a_colleague_takes_over_or_calls_off_and_who_has_left_sees_nothing,
    |kind: Kind| async move {
        let scene = set(kind).await;
        let (stage, seeker, owner) = (&scene.stage, &scene.seeker, &scene.stage.owner);
        let rita = stage.member("Rita Recruiter", "rita@test.example", "recruiter").await;
        all_live_in(&stage.app, "UTC").await;
        lead_to(stage, &scene.theirs, &["under_review", "shortlisted"]).await;
        let interview = interview(&scene, &[120]).await;
        let choose = async || {
            let times = slots(stage, &interview).await;
            let seen = seeker.post(&format!("{interview}/choice"), &[("time", times[0].as_str())]).await;
            assert_eq!(seen.status, 303, "{}", seen.body);
        };
        let off = async |email: &str| {
            stage.subjects(email).await.iter().filter(|subject| subject.contains("was called off")).count()
        };
        choose().await;
        let seen_version = version(&rita.get(&interview).await.body);
        let path = format!("{interview}/slots");
        assert_eq!(offer(stage, &rita, &path, &[240], &[("version", seen_version.as_str())]).await.status, 303);
        assert_eq!((off(OWNER).await, off("rita@test.example").await), (1, 0), "who was to come has the time back");
        choose().await;
        assert!(rita.get("/me/interviews").await.body.contains(&interview));
        let seen_version = version(&owner.get(&interview).await.body);
        let form = [("version", seen_version.as_str()), ("state", "cancelled"), ("reason", "The budget was cut.")];
        assert_eq!(owner.post(&format!("{interview}/moves"), &form).await.status, 303);
        assert_eq!((off(OWNER).await, off("rita@test.example").await, off(SEEKER).await), (1, 1, 1));
        assert!(rita.get("/me/interviews?show=past").await.body.contains(&interview));
        let page = owner.get(&stage.desk("/members")).await.body;
        let row = &page[page.find("rita@test.example").unwrap()..];
        let member = between(row, &stage.desk("/members/"), "\"").split('/').next().unwrap().to_owned();
        assert_eq!(owner.post(&stage.desk(&format!("/members/{member}/removal")), &[]).await.status, 303);
        assert!(!rita.get("/me/interviews?show=past").await.body.contains(&interview));
        assert_eq!(rita.get(&interview).await.status, 404);
    }
);

both!(what_has_begun_is_not_called_off_by_a_refusal_and_its_calendar_is_looked_at_no_more, |kind: Kind| async move {
    let scene = set(kind).await;
    let (stage, seeker, owner) = (&scene.stage, &scene.seeker, &scene.stage.owner);
    lead_to(stage, &scene.theirs, &["under_review", "shortlisted"]).await;
    let interview = interview(&scene, &[120]).await;
    add(&stage.app, seeker, "Dentist", (600, 630)).await;
    let busy = in_minutes(&stage.app, 600)[11..].to_owned();
    assert!(owner.get(&format!("{interview}/slots")).await.body.contains(&busy), "while times are offered");
    let times = slots(stage, &interview).await;
    assert_eq!(seeker.post(&format!("{interview}/choice"), &[("time", times[0].as_str())]).await.status, 303);
    stage.app.clock.advance(Duration::minutes(180));
    assert_eq!(move_to(owner, &scene.theirs, "unsuccessful", "").await.status, 303);
    assert_eq!(owner.post(&format!("{}/release", scene.theirs), &[("reason", REASON)]).await.status, 303);
    assert_eq!(states(stage).await, ["scheduled"]);
    assert!(!stage.subjects(SEEKER).await.iter().any(|subject| subject.contains("was called off")));
    for path in [format!("{interview}/slots"), format!("{}/interviews/new", scene.theirs)] {
        assert!(!owner.get(&path).await.body.contains(&busy), "{path}");
    }
    let seen_version = version(&owner.get(&interview).await.body);
    let held = [("version", seen_version.as_str()), ("state", "completed")];
    assert_eq!(owner.post(&format!("{interview}/moves"), &held).await.status, 303);
});

both!(of_many_who_choose_the_same_time_one_has_it, |kind: Kind| async move {
    const MANY: usize = 50;
    let app = TestApp::start_with(kind, |config| config.no_limits = true).await;
    app.set_clock("2027-01-11 08:00");
    let stage = Stage::set_on(app).await;
    let posting = open_posting(&stage, "Laser engineer").await;
    let (mut people, mut chosen) = (Vec::new(), Vec::new());
    for n in 0..MANY {
        let seeker = join(&stage.app, &format!("Applicant {n}"), &format!("a{n}@test.example")).await;
        people.push((apply(&seeker, &posting).await.location.unwrap(), seeker));
    }
    all_live_in(&stage.app, "UTC").await;
    for (mine, _) in &people {
        let theirs = received(&stage, mine);
        lead_to(&stage, &theirs, &["under_review", "shortlisted"]).await;
        let seen = offer(&stage, &stage.owner, &format!("{theirs}/interviews"), &[120], &[]).await;
        assert_eq!(seen.status, 303, "the same time may be offered to several: {}", seen.body);
        let interview = seen.location.unwrap();
        chosen.push((slots(&stage, &interview).await.remove(0), interview));
    }
    let choices = people.iter().zip(&chosen).map(|((_, seeker), (slot, interview))| async move {
        seeker.post(&format!("{interview}/choice"), &[("time", slot.as_str())]).await
    });
    let seen = futures_util::future::join_all(choices).await;
    let won = seen.iter().filter(|seen| seen.status == 303).count();
    let lost = seen.iter().filter(|seen| seen.status == 409).count();
    assert_eq!((won, lost), (1, MANY - 1), "{:?}", seen.iter().map(|seen| seen.status).collect::<Vec<_>>());
    let said = seen.iter().filter(|seen| seen.status == 409);
    assert!(said.into_iter().all(|seen| seen.body.contains("Please choose another") || seen.body.contains("planned")));
    assert_eq!(booked(&stage).await, 2);
    assert_eq!(states(&stage).await.iter().filter(|state| *state == "scheduled").count(), 1);
});
