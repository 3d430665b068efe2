//! The mails about accounts, worded. Called by the queries that send them in the transaction of
//! the change. A name that a stranger typed stands in them as plain text only.

use crate::mail::Mail;
use crate::web::i18n::Locale;
use crate::web::text;

/// Asks the owner of a new account's address to verify it. `next` is where they go afterwards.
pub fn verify(locale: Locale, to: &str, token: &str, next: &str) -> Mail {
    let query: String = url::form_urlencoded::byte_serialize(next.as_bytes()).collect();
    let path = if next.is_empty() { String::new() } else { format!("?next={query}") };
    Mail {
        subject: locale.t("mail-verify-subject").to_owned(),
        paragraphs: vec![locale.t("mail-verify-text").to_owned(), locale.t("mail-not-you").to_owned()],
        action: Some((locale.t("mail-verify-action").to_owned(), format!("/verifications/{token}{path}"))),
        ..Mail::to(locale, to)
    }
}

/// Tells the owner of an account that somebody signed up with their address.
pub fn known_address(locale: Locale, to: &str) -> Mail {
    Mail {
        subject: locale.t("mail-known-subject").to_owned(),
        paragraphs: vec![locale.t("mail-known-text").to_owned(), locale.t("mail-not-you").to_owned()],
        action: Some((locale.t("log-in").to_owned(), "/login".to_owned())),
        ..Mail::to(locale, to)
    }
}

/// Tells somebody who signed up that accounts are for people who were invited.
pub fn not_invited(locale: Locale, to: &str) -> Mail {
    Mail {
        subject: locale.t("mail-not-invited-subject").to_owned(),
        paragraphs: vec![locale.t("mail-not-invited-text").to_owned(), locale.t("mail-not-you").to_owned()],
        action: None,
        ..Mail::to(locale, to)
    }
}

/// Leads to a new password.
pub fn reset(locale: Locale, to: &str, token: &str) -> Mail {
    Mail {
        subject: locale.t("mail-reset-subject").to_owned(),
        paragraphs: vec![locale.t("mail-reset-text").to_owned(), locale.t("mail-not-you").to_owned()],
        action: Some((locale.t("mail-reset-action").to_owned(), format!("/password-resets/{token}"))),
        ..Mail::to(locale, to)
    }
}

/// Tells the owner that the password was changed.
pub fn password_changed(locale: Locale, to: &str) -> Mail {
    Mail {
        subject: locale.t("mail-changed-subject").to_owned(),
        paragraphs: vec![locale.t("mail-changed-text").to_owned()],
        action: Some((locale.t("mail-reset-action").to_owned(), "/password-resets/new".to_owned())),
        ..Mail::to(locale, to)
    }
}

/// Asks for the proof of a new address.
pub fn change_address(locale: Locale, to: &str, token: &str) -> Mail {
    Mail {
        subject: locale.t("mail-address-subject").to_owned(),
        paragraphs: vec![locale.t("mail-address-text").to_owned(), locale.t("mail-not-you").to_owned()],
        action: Some((locale.t("mail-verify-action").to_owned(), format!("/verifications/{token}"))),
        ..Mail::to(locale, to)
    }
}

/// Tells the owner of an account, at its present address, that it is to move to another.
pub fn address_asked(locale: Locale, to: &str) -> Mail {
    Mail {
        subject: locale.t("mail-address-asked-subject").to_owned(),
        paragraphs: vec![locale.t("mail-address-asked-text").to_owned()],
        action: Some((locale.t("mail-reset-action").to_owned(), "/password-resets/new".to_owned())),
        ..Mail::to(locale, to)
    }
}

/// Tells the owner of an account, at the address it had, that it has moved to another.
pub fn address_changed(locale: Locale, to: &str, new: &str) -> Mail {
    Mail {
        subject: locale.t("mail-address-changed-subject").to_owned(),
        paragraphs: vec![locale.tf("mail-address-changed-text", &[("address", new)])],
        action: None,
        ..Mail::to(locale, to)
    }
}

/// Invites somebody to an organization.
pub fn invitation(locale: Locale, to: &str, inviter: &str, organization: &str, token: &str) -> Mail {
    let values = [("person", inviter), ("organization", organization)];
    Mail {
        subject: text::one_line(&locale.tf("mail-invitation-subject", &values)),
        paragraphs: vec![locale.tf("mail-invitation-text", &values)],
        action: Some((locale.t("mail-invitation-action").to_owned(), format!("/invitations/{token}"))),
        ..Mail::to(locale, to)
    }
}
