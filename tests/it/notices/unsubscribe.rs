//! Ending a kind of mail from the mail: by its button, by a mail program's one click, undone again.

use fairhall::mail::{Mail, Mailer, Transport};
use fairhall::outbox::settings::{Hours, MailChoice};
use fairhall::outbox::topics::NoticeTopic;
use reqwest::Method;

use super::{TO, choose, live, person, tell};
use crate::accounts::set_up;
use crate::both;
use crate::support::{Kind, TestApp};

/// The last mail that went to [`TO`].
async fn last(app: &TestApp) -> Mail {
    app.mails().await.into_iter().rfind(|mail| mail.to == TO).unwrap()
}

async fn count(app: &TestApp) -> usize {
    app.mails().await.iter().filter(|mail| mail.to == TO).count()
}

/// An event, and the link of a mail about a booth.
async fn start(kind: Kind) -> (TestApp, String) {
    let app = TestApp::start(kind).await;
    set_up(&app, &app.visitor()).await;
    tell(&app, "booth.approved", "/booth").await;
    let link = last(&app).await.unsubscribe.unwrap();
    (app, link)
}

both!(a_link_ends_a_topic_without_signing_in_and_begins_it_again, |kind| async move {
    let (app, link) = start(kind).await;
    let visitor = app.visitor();
    let asked = visitor.get(&link).await;
    assert!(asked.status == 200 && asked.body.contains("Organizations and booths"), "{}", asked.body);
    assert!(visitor.get(&link).await.body.contains("value=\"One-Click\""), "looking changes nothing");
    let before = count(&app).await;
    tell(&app, "booth.approved", "/still").await;
    assert_eq!(count(&app).await, before + 1, "looking changes nothing");
    let done = visitor.post(&link, &[("List-Unsubscribe", "One-Click")]).await;
    assert!(done.status == 200 && done.body.contains("No more mails"), "no redirect: {}", done.body);
    assert!(done.body.contains("value=\"organizations:at_once\""));
    tell(&app, "booth.approved", "/ended").await;
    assert_eq!(count(&app).await, before + 1);
    tell(&app, "application.submitted", "/other").await;
    assert_eq!(count(&app).await, before + 2, "other topics come");
    assert_eq!(visitor.post(&link, &[]).await.status, 200, "safe to repeat");
    let undone = visitor.post(&format!("{link}/undoing"), &[("before", "organizations:at_once")]).await;
    assert_eq!(undone.location.as_deref(), Some(&link[..]));
    assert!(visitor.get(&link).await.body.contains("Mails come again as before"));
    tell(&app, "booth.approved", "/again").await;
    assert_eq!(count(&app).await, before + 3);
    let chinese = visitor.get(&format!("{link}?lang=zh-CN")).await.body;
    assert!(chinese.contains("退订") && chinese.contains("机构与展位"));
});

both!(a_mail_program_ends_a_topic_with_one_click, |kind| async move {
    let (app, link) = start(kind).await;
    // No cookie, no Origin, no Sec-Fetch, as a provider's server sends it; in either encoding.
    let body = "List-Unsubscribe=One-Click";
    let plain = app.visitor().request(Method::POST, &link);
    let seen = app.visitor().send(plain.header("content-type", "application/x-www-form-urlencoded").body(body)).await;
    assert_eq!(seen.status, 200);
    let parts = reqwest::multipart::Form::new().text("List-Unsubscribe", "One-Click");
    let seen = app.visitor().send(app.visitor().request(Method::POST, &link).multipart(parts)).await;
    assert_eq!(seen.status, 200);
    let before = count(&app).await;
    tell(&app, "booth.approved", "/ended").await;
    assert_eq!(count(&app).await, before);
    let foreign =
        app.visitor().request(Method::POST, &format!("{link}/undoing")).header("origin", "https://evil.example");
    assert_eq!(app.visitor().send(foreign).await.status, 403, "another site begins nothing");
});

both!(a_link_that_is_not_ours_is_none, |kind| async move {
    let (app, link) = start(kind).await;
    let other = crate::accounts::join(&app, "Olga Other", "olga@elsewhere.example").await;
    drop(other);
    let olga = person(&app, "olga@elsewhere.example").await;
    let parts: Vec<&str> = link.trim_start_matches("/unsubscriptions/").split('.').collect();
    let [own, topic, mark] = parts[..] else { panic!("{link}") };
    let cut = &mark[..mark.len() - 2];
    for wrong in [
        format!("{olga}.{topic}.{mark}"),
        format!("{own}.messages.{mark}"),
        format!("{own}.account.{mark}"),
        format!("{own}.{topic}.{cut}"),
        format!("{own}.{topic}."),
        format!("{own}.{topic}.{mark}.x"),
        format!("{own}.{topic}"),
        "x".into(),
        "%00".into(),
        "%ff.%ff.%ff".into(),
    ] {
        let path = format!("/unsubscriptions/{wrong}");
        let visitor = app.visitor();
        let seen = [
            visitor.get(&path).await.status,
            visitor.post(&path, &[]).await.status,
            visitor.post(&format!("{path}/undoing"), &[]).await.status,
        ];
        assert!(seen.iter().all(|status| matches!(status, 400 | 404)), "{path}: {seen:?}");
    }
    assert_eq!(app.visitor().get(&format!("/unsubscriptions/{olga}.{topic}.{mark}")).await.status, 404);
});

both!(a_digest_is_ended_from_itself_and_begun_again, |kind| async move {
    let (app, _) = start(kind).await;
    app.set_clock("2027-01-10 11:00");
    live(&app, "UTC", Hours::default()).await;
    choose(&app, NoticeTopic::Organizations, MailChoice::Digest).await;
    tell(&app, "booth.approved", "/digested").await;
    app.set_clock("2027-01-11 08:01");
    let link = last(&app).await.unsubscribe.unwrap();
    assert!(link.contains(".digest."));
    let done = app.visitor().post(&link, &[]).await;
    assert!(done.body.contains("value=\"organizations:digest\""), "{}", done.body);
    let before = count(&app).await;
    tell(&app, "booth.approved", "/ended").await;
    app.set_clock("2027-01-12 08:01");
    assert_eq!(count(&app).await, before);
    app.visitor().post(&format!("{link}/undoing"), &[("before", "organizations:digest")]).await;
    tell(&app, "booth.approved", "/again").await;
    app.set_clock("2027-01-13 08:01");
    assert_eq!(last(&app).await.sections[0].entries[0].path, "/again");
});

both!(what_cannot_be_turned_off_has_no_link, |kind| async move {
    let (app, _) = start(kind).await;
    tell(&app, "sanction.silenced", "/sanction").await;
    let mail = last(&app).await;
    assert_eq!((mail.subject.as_str(), mail.unsubscribe), ("/sanction", None));
});

#[actix_web::test]
async fn a_mail_carries_the_headers_of_one_click_and_a_link_at_its_foot() {
    let folder = std::env::temp_dir().join(format!("fairhall-unsubscribe-{}", uuid::Uuid::now_v7()));
    let from = "Fairhall <fairhall@test.example>";
    let mailer = Mailer::new(Transport::Folder(folder.clone()), from, "https://fair.example".into()).unwrap();
    let path = format!("/unsubscriptions/{}.organizations.{}", uuid::Uuid::now_v7(), "x".repeat(43));
    let plain = Mail { subject: "Told.".into(), ..Mail::to(fairhall::web::i18n::Locale::En, "li@test.example") };
    mailer.send("with", Mail { unsubscribe: Some(path.clone()), ..plain.clone() }).await.unwrap();
    mailer.send("without", plain).await.unwrap();
    let files = std::fs::read_dir(&folder).unwrap().map(|file| file.unwrap().path());
    let sent: Vec<String> = files.map(|file| std::fs::read_to_string(file).unwrap()).collect();
    std::fs::remove_dir_all(folder).unwrap();
    let of = |id: &str| sent.iter().find(|mail| mail.contains(&format!("Message-ID: <{id}@"))).unwrap();
    let (with, without) = (of("with"), of("without"));
    assert!(with.contains(&format!("\r\nList-Unsubscribe: <https://fair.example{path}>\r\n")), "{with}");
    assert!(with.contains("\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"), "{with}");
    assert!(with.contains("Message-ID: <with@test.example>\r\n"), "{with}");
    // Quoted-printable breaks long lines.
    let whole = with.replace("=\r\n", "");
    assert!(whole.matches("Unsubscribe from these mails").count() == 2, "in both parts: {with}");
    assert!(!without.contains("Unsubscribe"), "{without}");
}
