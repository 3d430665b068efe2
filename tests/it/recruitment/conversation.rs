//! What an applicant and the recruiters write to each other about an application, from its two pages.

use super::*;
use crate::support::Kind;

/// An application, and where its two sides find it.
struct Scene {
    stage: Stage,
    seeker: Browser,
    mine: String,
    theirs: String,
}

async fn set(kind: Kind) -> Scene {
    let stage = Stage::set(kind).await;
    let posting = open_posting(&stage, "Laser engineer").await;
    let seeker = join(&stage.app, "Zhao Yun", SEEKER).await;
    let mine = apply(&seeker, &posting).await.location.unwrap();
    let theirs = stage.desk(mine.strip_prefix("/me").unwrap());
    Scene { stage, seeker, mine, theirs }
}

async fn say(who: &Browser, page: &str, body: &str, key: &str) -> Seen {
    who.post(&format!("{page}/messages"), &[("body", body), ("key", key)]).await
}

fn key(page: &str) -> String {
    between(page, "name=\"key\" value=\"", "\"").to_owned()
}

const ENDED: &str = "you write no more unless the organization does";

both!(both_sides_begin_and_find_the_conversation_on_the_applications_page, |kind| async move {
    let Scene { stage, seeker, mine, theirs } = set(kind).await;
    let blank = seeker.get(&mine).await.body;
    assert!(blank.contains("Write a message") && !blank.contains("/rooms/"), "{blank}");
    let form_key = key(&blank);
    let room = say(&seeker, &mine, "May I bring my own lens?", &form_key).await.location.unwrap();
    assert!(room.starts_with("/rooms/"), "{room}");
    let again = say(&seeker, &mine, "May I bring my own lens?", &form_key).await;
    assert_eq!(again.location.as_deref(), Some(room.as_str()), "sent twice, said once");
    let received = stage.owner.get(&theirs).await.body;
    assert!(received.contains(&format!("href=\"{room}\"")) && received.contains("1 new</span>"), "{received}");
    assert!(!seeker.get(&mine).await.body.contains("1 new</span>"), "one has read what one wrote");
    stage.app.clock.advance(chrono::Duration::minutes(3));
    assert!(stage.subjects(OWNER).await.iter().any(|subject| subject == "Zhao Yun wrote to you"));
    let seen = stage.owner.get(&room).await;
    assert_eq!((seen.status, seen.body.matches("my own lens").count() >= 1), (200, true));
    assert!(seen.body.contains(&format!("href=\"{theirs}\"")), "the room leads back: {}", seen.body);
    assert!(!stage.owner.get(&theirs).await.body.contains("1 new</span>"), "seen");
    assert_eq!(say(&stage.owner, &theirs, "Please do.", "").await.location.as_deref(), Some(room.as_str()));
    assert!(seeker.get(&mine).await.body.contains("1 new</span>"));
    for (who, name) in [(&seeker, "Delta Photonics"), (&stage.owner, "Zhao Yun")] {
        let list = who.get("/me/messages").await.body;
        assert!(list.contains(&room) && list.contains(name), "{list}");
    }
});

both!(nobody_else_writes_about_an_application_and_who_leaves_the_team_no_more, |kind| async move {
    let Scene { stage, seeker, mine, theirs } = set(kind).await;
    let recruiter = stage.member("Rita Recruiter", "rita@test.example", "recruiter").await;
    let room = say(&recruiter, &theirs, "Welcome", "").await.location.unwrap();
    let stranger = join(&stage.app, "Eve Else", "eve@test.example").await;
    found(&stranger, "Other Works").await;
    let editor = stage.member("Ed Editor", "ed@test.example", "editor").await;
    for nobody in [&stranger, &editor, &stage.organizer] {
        for page in [&mine, &theirs] {
            assert_eq!(say(nobody, page, "Hello", "").await.status, 404, "{page}");
            assert_eq!(say(nobody, page, "", "").await.status, 404, "{page}, whatever is typed");
        }
        assert_eq!(nobody.get(&room).await.status, 404);
    }
    assert_eq!(say(&stage.owner, &mine, "Hello", "").await.status, 404, "in the applicant's name");
    assert_eq!(say(&seeker, &theirs, "Hello", "").await.status, 404, "in the organization's name");
    assert_eq!(say(&stage.app.visitor(), &mine, "Hello", "").await.status, 303);
    let page = stage.owner.get(&stage.desk("/members")).await.body;
    let row = &page[page.find("rita@test.example").unwrap()..];
    let member = between(row, &stage.desk("/members/"), "\"").split('/').next().unwrap().to_owned();
    assert_eq!(stage.owner.post(&stage.desk(&format!("/members/{member}/removal")), &[]).await.status, 303);
    assert_eq!(say(&recruiter, &theirs, "Still here", "").await.status, 404);
    assert_eq!(recruiter.get(&room).await.status, 404);
    assert!(!recruiter.get("/me/messages").await.body.contains(&room));
});

both!(what_cannot_be_said_stays_on_the_page, |kind| async move {
    let Scene { stage, seeker, mine, theirs } = set(kind).await;
    let long = "长".repeat(4001);
    for (who, page) in [(&seeker, &mine), (&stage.owner, &theirs)] {
        assert_eq!(say(who, page, "  \n ", "").await.status, 422);
        let refused = say(who, page, &long, "no key").await;
        assert!(refused.status == 422 && refused.body.contains(&long), "{}", refused.status);
    }
    assert!(!seeker.get(&mine).await.body.contains("/rooms/"), "no room was made");
});

both!(the_conversation_ends_with_the_application_unless_the_organization_writes, |kind| async move {
    let Scene { stage, seeker, mine, theirs } = set(kind).await;
    let room = say(&seeker, &mine, "Thank you", "").await.location.unwrap();
    assert_eq!(move_to(&stage.owner, &theirs, "unsuccessful", "").await.status, 303);
    assert_eq!(say(&seeker, &mine, "Any news?", "").await.status, 303, "a decision that is not told closes nothing");
    assert!(!seeker.get(&mine).await.body.contains(ENDED));
    assert_eq!(stage.owner.post(&format!("{theirs}/release"), &[("reason", REASON)]).await.status, 303);
    let page = seeker.get(&mine).await.body;
    assert!(page.contains(ENDED) && page.contains(&room) && !page.contains("Write a message"), "{page}");
    assert_eq!(say(&seeker, &mine, "Why?", "").await.status, 403);
    assert_eq!(seeker.post(&format!("{room}/messages"), &[("body", "Why?")]).await.status, 403);
    assert_eq!(seeker.get(&room).await.status, 200, "it stays readable");
    assert!(stage.owner.get(&theirs).await.body.contains("opens the conversation again"));
    assert_eq!(say(&stage.owner, &theirs, "Do apply next year.", "").await.status, 303);
    assert_eq!(say(&seeker, &mine, "I will.", "").await.status, 303);
});

/// Declines the offer that is shown.
async fn decline(seeker: &Browser, mine: &str) -> Seen {
    let form = [("state", "declined"), ("offer", &offer_on(seeker, mine).await)];
    seeker.post(&format!("{mine}/moves"), &form).await
}

both!(an_offer_after_all_opens_it_again, |kind| async move {
    let Scene { stage, seeker, mine, theirs } = set(kind).await;
    say(&seeker, &mine, "Thank you", "").await;
    move_to(&stage.owner, &theirs, "unsuccessful", "").await;
    stage.owner.post(&format!("{theirs}/release"), &[("reason", REASON)]).await;
    assert_eq!(say(&seeker, &mine, "Why?", "").await.status, 403);
    assert_eq!(make_offer(&stage, &theirs, 9).await.status, 303);
    assert_eq!(say(&seeker, &mine, "Gladly!", "").await.status, 303);
    assert_eq!(decline(&seeker, &mine).await.status, 303);
    assert_eq!(say(&seeker, &mine, "Sorry", "").await.status, 403);
});

both!(who_withdrew_without_a_word_begins_no_conversation, |kind| async move {
    let Scene { stage, seeker, mine, theirs } = set(kind).await;
    assert_eq!(seeker.post(&format!("{mine}/moves"), &[("state", "withdrawn")]).await.status, 303);
    assert!(seeker.get(&mine).await.body.contains(ENDED));
    assert_eq!(say(&seeker, &mine, "One more thing", "").await.status, 403);
    assert_eq!(say(&stage.owner, &theirs, "A pity. All the best!", "").await.status, 303);
    assert!(seeker.get(&mine).await.body.contains("1 new</span>"));
    assert_eq!(say(&seeker, &mine, "Thank you", "").await.status, 303);
});
