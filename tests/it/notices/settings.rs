//! What a person chose is what comes: topics, quiet hours, and the form that says so.

use fairhall::outbox::settings::{Hours, MailChoice};
use fairhall::outbox::times::QuietHours;
use fairhall::outbox::topics::NoticeTopic;

use super::{TO, choose, live, read, subjects, tell};
use crate::accounts::{join, set_up};
use crate::both;
use crate::stage::between;
use crate::support::TestApp;

const PATH: &str = "/me/notifications/settings";
const NIGHT: Hours = Hours { quiet: Some(QuietHours { from: 22 * 60, until: 7 * 60 }), digest_hour: 8 };

fn form<'a>(applications: &'a str, from: &'a str, until: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("applications", applications),
        ("organizations", "at_once"),
        ("messages", "digest"),
        ("leads", "at_once"),
        ("requests", "at_once"),
        ("calendar", "at_once"),
        ("pairing", "at_once"),
        ("forum", "at_once"),
        ("service", "at_once"),
        ("saved", "at_once"),
        ("moderation", "none"),
        ("quiet_from", from),
        ("quiet_until", until),
        ("digest_hour", "6"),
    ]
}

fn is_checked(page: &str, name: &str, value: &str) -> bool {
    page.contains(&format!("name=\"{name}\" value=\"{value}\" checked"))
}

both!(a_person_says_how_to_be_told_and_finds_it_again, |kind| async move {
    let app = TestApp::start(kind).await;
    let organizer = app.visitor();
    set_up(&app, &organizer).await;
    let other = join(&app, "Olga Other", "olga@elsewhere.example").await;
    assert_eq!(app.visitor().get(PATH).await.status, 303);
    assert!(organizer.get("/me/notifications").await.body.contains(&format!("href=\"{PATH}\"")));
    let first = organizer.get(PATH).await.body;
    assert!(is_checked(&first, "applications", "at_once") && first.contains("come at once, always"));
    assert_eq!(organizer.post(PATH, &form("none", "22:00", "07:30")).await.status, 303);
    let kept = organizer.get(PATH).await.body;
    assert!(is_checked(&kept, "applications", "none") && is_checked(&kept, "messages", "digest"), "{kept}");
    assert!(kept.contains("value=\"22:00\"") && kept.contains("value=\"07:30\""));
    assert!(between(&kept, "name=\"digest_hour\"", "</select>").contains("value=\"6\" selected"));
    assert!(is_checked(&other.get(PATH).await.body, "applications", "at_once"), "one's own alone");
    let chinese = organizer.get(&format!("{PATH}?lang=zh-CN")).await.body;
    assert!(chinese.contains("免打扰时段") && chinese.contains("每日摘要"));
});

both!(a_wrong_form_says_what_is_wrong_and_keeps_what_was_typed, |kind| async move {
    let app = TestApp::start(kind).await;
    let organizer = app.visitor();
    set_up(&app, &organizer).await;
    let half = organizer.post(PATH, &form("digest", "23:15", "")).await;
    assert_eq!(half.status, 422);
    assert!(half.body.contains("need both a beginning and an end") && half.body.contains("value=\"23:15\""));
    assert!(is_checked(&half.body, "applications", "digest"));
    let same = organizer.post(PATH, &form("digest", "22:00", "22:00")).await;
    assert!(same.status == 422 && same.body.contains("at another time than they begin"));
    let odd = organizer.post(PATH, &form("weekly", "22:00", "99:99")).await;
    assert!(odd.status == 422 && odd.body.contains("Give a time like"));
    assert!(is_checked(&organizer.get(PATH).await.body, "applications", "at_once"), "nothing was saved");
});

both!(a_topic_turned_off_is_listed_and_not_mailed, |kind| async move {
    let app = TestApp::start(kind).await;
    let organizer = app.visitor();
    set_up(&app, &organizer).await;
    let before = subjects(&app, TO).await.len();
    choose(&app, NoticeTopic::Moderation, MailChoice::None).await;
    choose(&app, NoticeTopic::Account, MailChoice::None).await;
    tell(&app, "report.created", "/report").await;
    tell(&app, "booth.approved", "/booth").await;
    tell(&app, "sanction.silenced", "/sanction").await;
    assert_eq!(subjects(&app, TO).await[before..], ["/booth", "/sanction"], "the account's are never off");
    let list = organizer.get("/me/notifications").await.body;
    assert!(["/report", "/booth", "/sanction"].iter().all(|told| list.contains(&format!("<b>{told}</b>"))));
});

both!(a_mail_waits_for_the_end_of_the_quiet_hours, |kind| async move {
    let app = TestApp::start(kind).await;
    app.set_clock("2027-01-10 15:00");
    let organizer = app.visitor();
    set_up(&app, &organizer).await;
    let before = subjects(&app, TO).await.len();
    // 23:00 in Shanghai.
    live(&app, "Asia/Shanghai", NIGHT).await;
    for link in ["/unread", "/read", "/off"] {
        tell(&app, if link == "/off" { "report.created" } else { "booth.approved" }, link).await;
    }
    tell(&app, "sanction.silenced", "/sanction").await;
    assert_eq!(subjects(&app, TO).await[before..], ["/sanction"], "what is always told does not wait");
    assert!(organizer.get("/me/notifications").await.body.contains("<b>/unread</b>"), "the site does not wait");
    read(&app, "/read").await;
    choose(&app, NoticeTopic::Moderation, MailChoice::None).await;
    app.set_clock("2027-01-10 22:58");
    assert_eq!(subjects(&app, TO).await.len(), before + 1);
    app.set_clock("2027-01-10 23:01");
    assert_eq!(subjects(&app, TO).await[before..], ["/sanction", "/unread"]);
    tell(&app, "booth.approved", "/day").await;
    assert_eq!(subjects(&app, TO).await.len(), before + 3, "by day at once");
});
