//! Applications: from the letter to the offer or the refusal, and who never sees them.

use super::*;
use crate::organizer::editions::turn_to_the_next;

both!(an_application_goes_to_an_offer_and_everybody_is_told, |kind| async move {
    let stage = Stage::set(kind).await;
    let posting = open_posting(&stage, "Laser engineer").await;
    let seeker = join(&stage.app, "Zhao Yun", SEEKER).await;
    let bare = seeker.post(&format!("{posting}/applications"), &[("letter", LETTER)]).await;
    assert_eq!(bare.status, 422, "a résumé is needed");
    assert!(bare.body.contains("six years"), "the letter is kept: {}", bare.body);
    let seen = apply(&seeker, &posting).await;
    assert_eq!(seen.status, 303, "{}", seen.body);
    let mine = seen.location.unwrap();
    let twice = apply(&seeker, &posting).await;
    assert_eq!(twice.status, 303);
    assert!(seeker.get(&posting).await.body.contains(&mine), "the posting leads to the application");
    let list = seeker.get("/me/applications").await;
    assert_eq!(list.body.matches("href=\"/me/applications/0").count(), 1, "{}", list.body);
    assert!(stage.subjects(OWNER).await.iter().any(|subject| subject.contains("New application")));
    assert!(stage.subjects(SEEKER).await.iter().any(|subject| subject.contains("has arrived")));

    assert_eq!(seeker.post(&format!("{mine}/moves"), &[("state", "withdrawn")]).await.status, 303);
    let again = apply(&seeker, &posting).await;
    let mine = again.location.unwrap();
    let theirs = stage.desk(mine.strip_prefix("/me").unwrap());
    let received = stage.owner.get(&theirs).await;
    assert!(received.body.contains("six years") && received.body.contains(SEEKER), "{}", received.body);
    let resume = stage.owner.get(&format!("{theirs}/resume")).await;
    assert_eq!((resume.status, resume.body.starts_with("%PDF")), (200, true));
    assert_eq!(move_to(&stage.owner, &theirs, "interviewing", "").await.status, 409, "no step is left out");
    assert_eq!(move_to(&stage.owner, &theirs, "offered", "").await.status, 400, "an offer has terms");
    assert_eq!(make_offer(&stage, &theirs, 9).await.status, 409, "not yet");
    for (state, word) in
        [("under_review", "Being read"), ("shortlisted", "Shortlisted"), ("interviewing", "Interviewing")]
    {
        assert_eq!(move_to(&stage.owner, &theirs, state, "We liked your letter.").await.status, 303, "{state}");
        assert!(seeker.get(&mine).await.body.contains(word), "{state}");
        assert!(stage.subjects(SEEKER).await.last().unwrap().contains(word), "{state}");
        assert!(seeker.get("/me/notifications").await.body.contains(word), "{state}");
    }
    assert_eq!(make_offer(&stage, &theirs, 9).await.status, 303);
    let answer = [("state", "accepted"), ("offer", &offer_on(&seeker, &mine).await)];
    assert_eq!(seeker.post(&format!("{mine}/moves"), &answer).await.status, 303);
    assert!(stage.subjects(OWNER).await.iter().any(|subject| subject.contains("was accepted")));
    assert_eq!(move_to(&stage.owner, &theirs, "hired", "").await.status, 303);
    assert!(seeker.get(&mine).await.body.contains("Hired"));
});

/// Whether anything the applicant can see speaks of the decision.
async fn says_unsuccessful(stage: &Stage, seeker: &Browser, mine: &str, posting: &str) -> bool {
    let mut all = String::new();
    for path in ["/me", "/me/applications", "/me/applications?state=ended", "/me/notifications", mine, posting] {
        all.push_str(&seeker.get(path).await.body);
    }
    for mail in stage.app.mails().await.iter().filter(|mail| mail.to == SEEKER) {
        all.push_str(&format!("{} {}", mail.subject, mail.paragraphs.join(" ")));
    }
    let all = all.to_lowercase();
    ["unsuccessful", "decided against", "not successful", "rejected", "hidden remark"]
        .iter()
        .any(|word| all.contains(word))
}

both!(a_decision_against_is_hidden_until_it_is_released_with_its_reason, |kind| async move {
    let stage = Stage::set(kind).await;
    let posting = open_posting(&stage, "Laser engineer").await;
    let seeker = join(&stage.app, "Zhao Yun", SEEKER).await;
    let mine = apply(&seeker, &posting).await.location.unwrap();
    let theirs = stage.desk(mine.strip_prefix("/me").unwrap());
    assert_eq!(move_to(&stage.owner, &theirs, "under_review", "").await.status, 303);
    let before = stage.subjects(SEEKER).await.len();
    assert_eq!(move_to(&stage.owner, &theirs, "unsuccessful", "hidden remark").await.status, 303);
    assert_eq!(stage.subjects(SEEKER).await.len(), before, "nobody is told");
    assert!(!says_unsuccessful(&stage, &seeker, &mine, &posting).await);
    assert!(seeker.get(&mine).await.body.contains("Being read"));
    assert!(seeker.get("/me/applications?state=open").await.body.contains(&mine), "it still counts as open");
    assert!(stage.owner.get(&theirs).await.body.contains("hidden remark"), "the organization sees it");

    let seen = stage.owner.post(&format!("{theirs}/release"), &[("reason", "no")]).await;
    assert_eq!(seen.status, 422, "a reason is needed");
    assert_eq!(stage.owner.post(&format!("{theirs}/release"), &[("reason", REASON)]).await.status, 303);
    let told = seeker.get(&mine).await;
    assert!(told.body.contains("Not successful") && told.body.contains(REASON), "{}", told.body);
    assert!(!told.body.contains("hidden remark"));
    let mails = stage.app.mails().await;
    let last = mails.iter().rev().find(|mail| mail.to == SEEKER).unwrap();
    assert!(last.paragraphs.join(" ").contains(REASON), "{last:?}");
    assert_eq!(stage.owner.post(&format!("{theirs}/release"), &[("reason", REASON)]).await.status, 409);
});

both!(what_was_applied_for_is_decided_after_the_edition_turned_until_it_is_archived, |kind| async move {
    let stage = Stage::set(kind).await;
    let posting = open_posting(&stage, "Laser engineer").await;
    let seeker = join(&stage.app, "Zhao Yun", SEEKER).await;
    let mine = apply(&seeker, &posting).await.location.unwrap();
    let theirs = stage.desk(mine.strip_prefix("/me").unwrap());
    let (list, link) = (stage.desk("/applications"), format!("href=\"{theirs}\""));
    let old = stage.app.site.snapshot.load().edition.as_ref().unwrap().slug.clone();
    turn_to_the_next(&stage.organizer).await;
    assert!(stage.owner.get(&list).await.body.contains(&link), "nobody is left in the dark");
    assert!(stage.owner.get("/me").await.body.contains("applications?state=submitted"), "it waits for the recruiter");
    let before = stage.subjects(SEEKER).await.len();
    assert_eq!(move_to(&stage.owner, &theirs, "under_review", "").await.status, 303);
    assert_eq!(stage.subjects(SEEKER).await.len(), before + 1);
    for state in ["open", "closed", "archived"] {
        let seen = stage.organizer.post(&format!("/organizer/editions/{old}/transitions"), &[("to", state)]).await;
        assert_eq!(seen.status, 303, "{state}: {}", seen.body);
    }
    assert!(!stage.owner.get(&list).await.body.contains(&link));
    assert_eq!(move_to(&stage.owner, &theirs, "shortlisted", "").await.status, 403, "an archive takes no writes");
    let id = theirs.rsplit('/').next().unwrap();
    let bulk = [("application", id), ("step", "shortlisted")];
    stage.owner.post(&stage.desk("/applications/decisions"), &bulk).await;
    assert!(seeker.get(&mine).await.body.contains("Being read"));
    assert!(seeker.get("/me/applications").await.body.contains(&mine), "one's own stays one's own");
});

both!(a_decision_that_was_not_told_is_taken_back_without_anybody_knowing, |kind| async move {
    let stage = Stage::set(kind).await;
    let posting = open_posting(&stage, "Laser engineer").await;
    let seeker = join(&stage.app, "Zhao Yun", SEEKER).await;
    let mine = apply(&seeker, &posting).await.location.unwrap();
    let theirs = stage.desk(mine.strip_prefix("/me").unwrap());
    assert_eq!(move_to(&stage.owner, &theirs, "take_back", "").await.status, 409, "there is nothing to take back");
    assert_eq!(move_to(&stage.owner, &theirs, "under_review", "").await.status, 303);
    let (before, subjects) = (seeker.get(&mine).await.body, stage.subjects(SEEKER).await);
    let steps = |body: &str| body.matches("timeline-title").count();
    assert_eq!(move_to(&stage.owner, &theirs, "unsuccessful", "hidden remark").await.status, 303);
    for state in ["under_review", "shortlisted", "interviewing"] {
        assert_eq!(move_to(&stage.owner, &theirs, state, "").await.status, 409, "{state}: told or taken back first");
    }
    assert!(stage.owner.get(&theirs).await.body.contains("Take the decision back"));
    assert_eq!(move_to(&stage.owner, &theirs, "take_back", "").await.status, 303);
    assert!(!says_unsuccessful(&stage, &seeker, &mine, &posting).await);
    let after = seeker.get(&mine).await.body;
    assert_eq!(after.matches("Being read").count(), before.matches("Being read").count(), "{after}");
    assert_eq!(steps(&after), steps(&before), "{after}");
    assert_eq!(stage.subjects(SEEKER).await, subjects, "nobody is told");
    assert_eq!(stage.owner.post(&format!("{theirs}/release"), &[("reason", REASON)]).await.status, 409);
    assert_eq!(move_to(&stage.owner, &theirs, "shortlisted", "").await.status, 303, "it goes on");
});

both!(a_withdrawal_does_not_betray_a_hidden_decision, |kind| async move {
    let stage = Stage::set(kind).await;
    let posting = open_posting(&stage, "Laser engineer").await;
    let seeker = join(&stage.app, "Zhao Yun", SEEKER).await;
    let mine = apply(&seeker, &posting).await.location.unwrap();
    let theirs = stage.desk(mine.strip_prefix("/me").unwrap());
    assert_eq!(move_to(&stage.owner, &theirs, "unsuccessful", "hidden remark").await.status, 303);
    assert_eq!(seeker.post(&format!("{mine}/moves"), &[("state", "withdrawn")]).await.status, 303);
    assert!(!says_unsuccessful(&stage, &seeker, &mine, &posting).await);
    assert_eq!(stage.owner.get(&format!("{theirs}/resume")).await.status, 404, "who withdraws takes the résumé back");
    let from = {
        use diesel::prelude::*;
        use fairhall::db::schema::transitions;
        let find = |conn: &mut fairhall::db::Conn| {
            let own = transitions::table.filter(transitions::to_state.eq("withdrawn"));
            Ok(own.select(transitions::from_state).first::<String>(conn)?)
        };
        stage.app.site.db.read(find).await.unwrap()
    };
    assert_eq!(from, "submitted", "people get a copy of their own moves");
});

both!(a_resume_comes_back_as_it_was_sent_however_long_and_a_refused_one_leaves_nothing, |kind| async move {
    let stage = Stage::set(kind).await;
    let seeker = join(&stage.app, "Zhao Yun", SEEKER).await;
    for (title, length, in_store) in [("Laser engineer", 60_000, 0), ("Optics engineer", 70_000, 1)] {
        let posting = open_posting(&stage, title).await;
        let resume = resume_of(length);
        let files = [("resume", "Zhao Yun.pdf", resume.clone())];
        let path = format!("{posting}/applications");
        let mine = send(&seeker, &path, &[("letter", LETTER)], &files).await.location.unwrap();
        let seen = seeker.get(&format!("{mine}/resume")).await;
        assert_eq!((seen.status, seen.body.as_bytes() == resume), (200, true), "{length} bytes");
        assert_eq!(stored(&stage), in_store, "{length} bytes");
        assert_eq!(send(&seeker, &path, &[("letter", LETTER)], &files).await.status, 303, "it is there already");
        assert_eq!(stored(&stage), in_store, "{length} bytes, sent a second time");
    }
});

both!(an_application_does_not_exist_for_strangers_organizers_and_other_organizations, |kind| async move {
    let stage = Stage::set(kind).await;
    let posting = open_posting(&stage, "Laser engineer").await;
    let seeker = join(&stage.app, "Zhao Yun", SEEKER).await;
    let mine = apply(&seeker, &posting).await.location.unwrap();
    let id = mine.rsplit('/').next().unwrap().to_owned();
    let theirs = stage.desk(&format!("/applications/{id}"));
    let other = join(&stage.app, "Li Na", "na@test.example").await;
    let other_slug = found(&other, "Epsilon Optics").await;
    let editor = stage.member("Sun Li", "li@test.example", "editor").await;
    let through_own = format!("/organizations/{other_slug}/applications/{id}");
    for browser in [&other, &editor, &stage.organizer] {
        for path in [&mine, &format!("{mine}/resume"), &theirs, &format!("{theirs}/resume"), &through_own] {
            assert_eq!(browser.get(path).await.status, 404, "{path}");
        }
        for path in [&theirs, &through_own] {
            let form = [("state", "under_review"), ("version", "1")];
            assert_eq!(browser.post(&format!("{path}/moves"), &form).await.status, 404, "{path}");
        }
        let form = [("state", "withdrawn")];
        assert_eq!(browser.post(&format!("{mine}/moves"), &form).await.status, 404);
        let form = [("reason", REASON)];
        assert_eq!(browser.post(&format!("{theirs}/release"), &form).await.status, 404);
    }
    assert_eq!(other.get(&stage.desk("/applications")).await.status, 404);
    assert_eq!(other.get(&stage.desk("/postings")).await.status, 404);
    assert_eq!(other.get("/organizer/postings").await.status, 404);
    assert_eq!(seeker.get(&format!("{mine}/resume")).await.status, 200, "their own");
});

both!(a_zone_that_is_shut_takes_no_application_and_says_why, |kind| async move {
    let stage = Stage::set(kind).await;
    let posting = open_posting(&stage, "Laser engineer").await;
    let seeker = join(&stage.app, "Zhao Yun", SEEKER).await;
    for (gate, word) in [("read_only", "read"), ("closed", "closed")] {
        stage.set_gate("recruitment", gate).await;
        let seen = apply(&seeker, &posting).await;
        assert_eq!(seen.status, 403, "{gate}");
        assert!(seen.body.to_lowercase().contains(word), "{gate}: {}", seen.body);
        let seen = stage.owner.post(&stage.desk("/postings"), &fields("", "Optician", &in_days(&stage.app, 9))).await;
        assert_eq!(seen.status, 403, "{gate}");
        assert_eq!(stage.app.visitor().get(&posting).await.status, 200);
        assert!(stage.app.visitor().get("/recruitment").await.body.to_lowercase().contains(word));
    }
    stage.set_gate("recruitment", "open").await;
    assert_eq!(apply(&seeker, &posting).await.status, 303);
});

both!(many_are_decided_and_told_together_after_a_preview, |kind| async move {
    let stage = Stage::set(kind).await;
    let posting = open_posting(&stage, "Laser engineer").await;
    let mut ids = Vec::new();
    let mut seekers = Vec::new();
    for (name, email) in [("Zhao Yun", SEEKER), ("Qian Bo", "bo@test.example"), ("Sun Fei", "fei@test.example")] {
        let seeker = join(&stage.app, name, email).await;
        let mine = apply(&seeker, &posting).await.location.unwrap();
        ids.push(mine.rsplit('/').next().unwrap().to_owned());
        seekers.push(seeker);
    }
    let list = stage.owner.get(&stage.desk("/applications?q=qian")).await;
    assert!(list.body.contains("Qian Bo") && !list.body.contains("Sun Fei"), "{}", list.body);
    let decisions = stage.desk("/applications/decisions");
    let chosen: Vec<(&str, &str)> = ids.iter().map(|id| ("application", id.as_str())).collect();
    let step = |state| [&chosen[..], &[("step", state), ("remark", "hidden remark")]].concat();
    assert_eq!(stage.owner.post(&decisions, &[("step", "unsuccessful")]).await.status, 400);
    assert_eq!(stage.owner.post(&decisions, &step("shortlisted")).await.status, 409, "none may skip a step");
    let preview = stage.owner.post(&format!("{decisions}/preview"), &step("shortlisted")).await;
    assert!(preview.body.contains("3 applications cannot take this step"), "{}", preview.body);
    let preview = stage.owner.post(&format!("{decisions}/preview"), &step("unsuccessful")).await;
    assert!(preview.status == 200 && preview.body.contains("3 decisions are noted"), "{}", preview.body);
    let stranger = join(&stage.app, "Li Na", "na@test.example").await;
    assert_eq!(stranger.post(&decisions, &step("unsuccessful")).await.status, 404);
    assert_eq!(stage.owner.post(&decisions, &step("unsuccessful")).await.status, 303);
    let mine = format!("/me/applications/{}", ids[0]);
    assert!(!says_unsuccessful(&stage, &seekers[0], &mine, &posting).await);

    let preview = stage.owner.post(&format!("{decisions}/preview"), &step("take_back")).await;
    assert!(preview.body.contains("3 decisions are taken back"), "{}", preview.body);
    assert_eq!(stage.owner.post(&decisions, &step("take_back")).await.status, 303);
    assert_eq!(stage.owner.post(&decisions, &step("take_back")).await.status, 409);
    assert_eq!(stage.owner.post(&decisions, &step("unsuccessful")).await.status, 303);

    let releases = stage.desk("/applications/releases");
    let preview = stage.owner.get(&releases).await;
    for name in ["Zhao Yun", "Qian Bo", "Sun Fei", "3 applicants will be told"] {
        assert!(preview.body.contains(name), "{name}: {}", preview.body);
    }
    let told = |reason| [&chosen[..], &[("reason", reason)]].concat();
    let short = stage.owner.post(&releases, &told("no")).await;
    assert!(short.status == 422 && short.body.contains("Qian Bo"));
    assert_eq!(
        seekers[2].post(&format!("/me/applications/{}/moves", ids[2]), &[("state", "withdrawn")]).await.status,
        303
    );
    assert_eq!(stage.owner.post(&releases, &told(REASON)).await.status, 303);
    for (seeker, id) in seekers.iter().zip(&ids).take(2) {
        let seen = seeker.get(&format!("/me/applications/{id}")).await;
        assert!(seen.body.contains(REASON) && seen.body.contains("Not successful"));
    }
    let withdrawn = seekers[2].get(&format!("/me/applications/{}", ids[2])).await;
    assert!(!withdrawn.body.contains(REASON), "who withdrew is told nothing");
    assert!(stage.owner.get(&releases).await.body.contains("Nobody is left to tell"));
});

both!(a_zone_shut_by_hand_stops_decisions_and_never_a_withdrawal, |kind| async move {
    let stage = Stage::set(kind).await;
    let posting = open_posting(&stage, "Laser engineer").await;
    let seeker = join(&stage.app, "Zhao Yun", SEEKER).await;
    let mine = apply(&seeker, &posting).await.location.unwrap();
    let theirs = stage.desk(mine.strip_prefix("/me").unwrap());
    for gate in ["read_only", "closed"] {
        stage.set_gate("recruitment", gate).await;
        assert_eq!(move_to(&stage.owner, &theirs, "under_review", "").await.status, 403, "{gate}");
    }
    assert_eq!(seeker.post(&format!("{mine}/moves"), &[("state", "withdrawn")]).await.status, 303);
});

/// So many people, each of whom has applied, oldest first.
async fn many_apply(stage: &Stage, posting: &str, count: i64) {
    use diesel::prelude::*;
    use fairhall::db::schema::{applications, people, postings};
    use fairhall::ids::{ApplicationId, PersonId};
    let (slug, now) = (posting.rsplit('/').next().unwrap().to_owned(), stage.app.clock.now());
    let insert = move |conn: &mut fairhall::db::Conn| {
        let posting: String = postings::table.filter(postings::slug.eq(&slug)).select(postings::id).first(conn)?;
        for number in 1..=count {
            let (person, name) = (PersonId::new(), format!("Applicant no. {number:02}"));
            let email = format!("{number}@many.example");
            let row = (
                (people::id.eq(&person), people::email.eq(&email), people::email_key.eq(&email)),
                (people::name.eq(&name), people::password_hash.eq(""), people::locale.eq("en")),
                (people::time_zone.eq("UTC"), people::created_at.eq(now), people::updated_at.eq(now)),
            );
            diesel::insert_into(people::table).values(row).execute(conn)?;
            let row = (
                (applications::id.eq(ApplicationId::new()), applications::posting_id.eq(&posting)),
                (applications::person_id.eq(&person), applications::letter.eq("Dear all")),
                (applications::state.eq(if number % 2 == 0 { "submitted" } else { "under_review" })),
                (applications::resume_file_id.eq("none"), applications::version.eq(1_i64)),
                (
                    applications::submitted_at.eq(now),
                    applications::created_at.eq(now),
                    applications::updated_at.eq(now),
                ),
            );
            diesel::insert_into(applications::table).values(row).execute(conn)?;
        }
        Ok(())
    };
    stage.app.site.db.write(insert).await.unwrap();
}

both!(a_long_list_of_applications_is_narrowed_counted_and_paged, |kind| async move {
    let stage = Stage::set(kind).await;
    let posting = open_posting(&stage, "Laser engineer").await;
    let other = open_posting(&stage, "Chip designer").await;
    many_apply(&stage, &posting, 64).await;
    let last = join(&stage.app, "Qian Bo", "bo@test.example").await;
    assert_eq!(apply(&last, &other).await.status, 303);
    let list = async |query: &str| stage.owner.get(&stage.desk(&format!("/applications{query}"))).await.body;
    let names = |body: &str| -> Vec<String> {
        let cells = body.split("<th scope=\"row\">").skip(1);
        cells.map(|cell| between(cell, "\">", "</a>").to_owned()).collect()
    };
    let first = list("").await;
    assert!(first.contains("65 applications"), "{first}");
    assert_eq!(names(&first).len(), 30);
    assert_eq!(names(&first).first().map(String::as_str), Some("Qian Bo"), "the newest first");
    assert_eq!(names(&list("?page=3").await).last().map(String::as_str), Some("Applicant no. 01"));
    assert_eq!(names(&list("?page=3").await).len(), 5);
    let read = list("?state=under_review&page=2").await;
    assert!(read.contains("32 applications") && names(&read).len() == 2, "{read}");
    assert_eq!(names(&list("?q=NO.+07").await), ["Applicant no. 07"]);
    assert_eq!(names(&list("?q=chip").await), ["Qian Bo"], "by the title of the posting");
    assert!(names(&list("?q=100%25").await).is_empty(), "a sign of the database stands for itself");
    let before = first.split("Chip designer").next().unwrap();
    let id = between(before.rsplit("value=").next().unwrap(), "\"", "\"");
    assert_eq!(names(&list(&format!("?posting={id}")).await), ["Qian Bo"]);
    assert!(names(&list("?posting=another").await).is_empty());
});
