//! What a person is told of a change: in the site and by mail, in their own language.

use fairhall::mail::Mail;

use super::Window;
use crate::support::TestApp;

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
