//! The daily digest: once a day at the hour that was chosen, with what is unread and was told in no
//! other mail.

use fairhall::mail::Mail;
use fairhall::outbox::settings::{Hours, MailChoice};
use fairhall::outbox::topics::NoticeTopic;

use super::{TO, choose, live, read, tell};
use crate::accounts::set_up;
use crate::both;
use crate::support::{Kind, TestApp};

/// At noon in Berlin, with digests of two topics; and how many mails there were before.
async fn start(kind: Kind) -> (TestApp, usize) {
    let app = TestApp::start(kind).await;
    app.set_clock("2027-01-10 11:00");
    set_up(&app, &app.visitor()).await;
    live(&app, "Europe/Berlin", Hours::default()).await;
    choose(&app, NoticeTopic::Moderation, MailChoice::Digest).await;
    choose(&app, NoticeTopic::Organizations, MailChoice::Digest).await;
    let before = mails(&app).await.len();
    (app, before)
}

async fn mails(app: &TestApp) -> Vec<Mail> {
    app.mails().await.into_iter().filter(|mail| mail.to == TO).collect()
}

/// What a digest names, by topic.
fn named(mail: &Mail) -> Vec<(&str, Vec<&str>)> {
    let entries = |section: &'_ fairhall::mail::Section| section.entries.len();
    assert!(mail.sections.iter().all(|section| entries(section) > 0), "no empty headings");
    mail.sections
        .iter()
        .map(|section| (section.heading.as_str(), section.entries.iter().map(|entry| entry.path.as_str()).collect()))
        .collect()
}

both!(a_digest_tells_once_a_day_what_is_unread_by_topic, |kind| async move {
    let (app, before) = start(kind).await;
    for link in ["/report", "/read", "/off"] {
        tell(&app, "report.created", link).await;
    }
    tell(&app, "booth.approved", "/booth").await;
    tell(&app, "application.submitted", "/at-once").await;
    read(&app, "/read").await;
    assert_eq!(mails(&app).await[before..].iter().map(|mail| &mail.subject[..]).collect::<Vec<_>>(), ["/at-once"]);
    app.set_clock("2027-01-11 06:58");
    assert_eq!(mails(&app).await.len(), before + 1, "not before its hour");
    app.set_clock("2027-01-11 07:01");
    let sent = mails(&app).await;
    assert_eq!(sent.len(), before + 2);
    assert_eq!(sent[before + 1].subject, "3 new notifications");
    let expected = [("Organizations and booths", vec!["/booth"]), ("Moderation", vec!["/report", "/off"])];
    assert_eq!(named(&sent[before + 1]), expected);
    tell(&app, "report.created", "/next").await;
    app.set_clock("2027-01-11 23:00");
    assert_eq!(mails(&app).await.len(), before + 2, "one a day");
    app.set_clock("2027-01-12 07:01");
    let sent = mails(&app).await;
    assert_eq!(named(&sent[before + 2]), [("Moderation", vec!["/next"])], "nothing twice");
    app.set_clock("2027-01-13 07:01");
    assert_eq!(mails(&app).await.len(), before + 3, "nothing when there is nothing");
});

both!(no_digest_comes_when_all_was_read_or_turned_off, |kind| async move {
    let (app, before) = start(kind).await;
    tell(&app, "report.created", "/read").await;
    tell(&app, "booth.approved", "/off").await;
    read(&app, "/read").await;
    choose(&app, NoticeTopic::Organizations, MailChoice::None).await;
    app.set_clock("2027-01-11 07:01");
    assert_eq!(mails(&app).await.len(), before);
    tell(&app, "report.created", "/later").await;
    app.set_clock("2027-01-12 07:01");
    assert_eq!(named(&mails(&app).await[before]), [("Moderation", vec!["/later"])]);
});

both!(a_digest_that_waits_follows_its_hour_and_its_zone, |kind| async move {
    let (app, before) = start(kind).await;
    tell(&app, "report.created", "/report").await;
    live(&app, "Europe/Berlin", Hours { quiet: None, digest_hour: 14 }).await;
    app.set_clock("2027-01-10 13:01");
    assert_eq!(mails(&app).await.len(), before + 1);
    tell(&app, "report.created", "/next").await;
    live(&app, "Asia/Shanghai", Hours { quiet: None, digest_hour: 14 }).await;
    app.set_clock("2027-01-11 06:01");
    assert_eq!(mails(&app).await.len(), before + 2);
});

both!(many_workers_make_one_digest, |kind| async move {
    let (app, before) = start(kind).await;
    futures_util::future::join_all((0..10).map(|_| tell(&app, "report.created", "/report"))).await;
    app.set_clock("2027-01-11 07:01");
    let workers: Vec<_> = (0..6).map(|_| app.worker()).collect();
    for taken in futures_util::future::join_all(workers.iter().map(|worker| worker.work_off())).await {
        taken.unwrap();
    }
    let sent = mails(&app).await;
    assert_eq!(sent.len(), before + 1);
    assert_eq!(sent[before].subject, "10 new notifications");
});

both!(a_digest_names_fifty_and_counts_the_rest, |kind| async move {
    let (app, before) = start(kind).await;
    for _ in 0..53 {
        tell(&app, "report.created", "/report").await;
    }
    app.set_clock("2027-01-11 07:01");
    let sent = mails(&app).await;
    assert_eq!(sent[before].sections[0].entries.len(), 50);
    assert_eq!(sent[before].subject, "53 new notifications");
    assert!(sent[before].paragraphs[1].contains("3 more"), "{:?}", sent[before].paragraphs);
});
