//! What a person is told of a change: in the site and by mail, in their own language.

use fairhall::mail::Mail;

use super::{Way, Window, demo};
use crate::accounts_me::tell;
use crate::support::TestApp;
use crate::walk;

walk!(what_one_is_told_is_read_one_by_one_and_all_together, |way: Way| async move {
    const UNREAD: &str = "/me/notifications?show=unread";
    let app = demo(way).await;
    let window = Window::open(&app.url, way).await;
    tell(&app, "seeker@demo.fairhall.example", (1..=4).map(|n| format!("Told {n}.")).collect()).await;
    let button = |n: u32, key: &str| format!("//li[contains(., 'Told {n}.')]//button[.='{}']", window.t(key));
    window.become_person("seeker").await;
    window.go(UNREAD).await;
    window.click_at(&button(3, "notifications-read")).await;
    window.sees_in("main .rows", "Told 4.").await;
    window.misses("Told 3.").await;
    assert_eq!(window.path().await, UNREAD, "whoever marks one as read stays");
    window.click_at(&button(2, "notifications-open")).await;
    window.find("main [name=place]").await;
    assert_eq!(window.path().await, "/recruitment?told=1");
    window.go(UNREAD).await;
    window.sees_in("main .rows", "Told 1.").await;
    window.misses("Told 2.").await;
    window.press("notifications-read-all").await;
    window.sees_key("notifications-none-title").await;
    window.close().await;
});

/// The newest mail to an address whose subject holds these words.
pub async fn mail_to(app: &TestApp, address: &str, subject: &str) -> Mail {
    let mails = app.mails().await;
    let theirs = || mails.iter().rev().filter(|mail| mail.to == address);
    let subjects = || theirs().map(|mail| mail.subject.as_str()).collect::<Vec<_>>();
    let found = theirs().find(|mail| mail.subject.contains(subject));
    found.cloned().unwrap_or_else(|| panic!("no mail to {address} says {subject:?}: {:#?}", subjects()))
}

/// Opens the link of a mail.
pub async fn follow_mail(window: &Window, mail: &Mail) {
    window.go(&mail.action.as_ref().expect("the mail has a link").1).await;
}

/// Reads what this window's person is told, first among the notifications and then in the mail, and
/// goes where the mail leads.
pub async fn is_told(app: &TestApp, window: &Window, address: &str, subject: &str, detail: &str) {
    window.go("/me/notifications").await;
    for words in [subject, detail] {
        window.sees_in("main .rows", words).await;
    }
    let mail = mail_to(app, address, subject).await;
    assert!(mail.paragraphs.iter().any(|text| text.contains(detail)), "{detail:?} is not in {mail:#?}");
    follow_mail(window, &mail).await;
    window.find("main h1").await;
}
