//! The page of the settings.

use askama::Template;

use super::forms::{REVIEWED, ReviewPolicy, SettingsForm};
use crate::error::FieldErrors;
use crate::site::files::address;
use crate::site::settings::{Languages, SignupPolicy};
use crate::site::theme::contrast_in_words;
use crate::site::{Edition, Snapshot};
use crate::web::choice::{Choice, choices};
use crate::web::page::Page;

fn signup_key(policy: SignupPolicy) -> &'static str {
    match policy {
        SignupPolicy::Open => "settings-signup-open",
        SignupPolicy::Invited => "settings-signup-invited",
        SignupPolicy::Closed => "settings-signup-closed",
    }
}

fn languages_key(languages: Languages) -> &'static str {
    match languages {
        Languages::Both => "settings-languages-both",
        Languages::English => "settings-languages-en",
        Languages::Chinese => "settings-languages-zh",
    }
}

fn policy_key(policy: ReviewPolicy) -> &'static str {
    match policy {
        ReviewPolicy::Always => "settings-review-always",
        ReviewPolicy::Unverified => "settings-review-unverified",
    }
}

/// Whether a zone reviews everything.
pub struct Reviewed {
    field: &'static str,
    title: String,
    options: Vec<Choice>,
}

/// `/organizer/settings`.
#[derive(Template)]
#[template(path = "organizer/settings/edit.html")]
pub struct EditPage {
    page: Page,
    edition: (String, String),
    accent: String,
    contrast: String,
    logo: Option<String>,
    signup: Vec<Choice>,
    languages: Vec<Choice>,
    reviewed: Vec<Reviewed>,
    present: Vec<(String, &'static str)>,
    form: SettingsForm,
    errors: FieldErrors,
}

impl EditPage {
    /// The form; `present` is what stands there where somebody else was faster.
    pub fn new(
        page: Page,
        snapshot: &Snapshot,
        edition: &Edition,
        (form, present): (SettingsForm, Option<SettingsForm>),
        errors: FieldErrors,
    ) -> Self {
        let signup = SignupPolicy::ALL.iter().map(|one| (one.as_str(), page.t(signup_key(*one))));
        let languages = Languages::ALL.iter().map(|one| (one.as_str(), page.t(languages_key(*one))));
        let policies = ReviewPolicy::ALL.iter().map(|one| (one.as_str(), page.t(policy_key(*one))));
        let title = |kind| edition.zone(kind).map_or_else(String::new, |zone| zone.texts.title(page.locale).to_owned());
        let zone = |(kind, field)| Reviewed {
            field,
            title: title(kind),
            options: choices(policies.clone(), form.policy(kind)),
        };
        Self {
            edition: (edition.slug.clone(), edition.texts.title(page.locale).to_owned()),
            contrast: contrast_in_words(&edition.accent),
            accent: edition.accent.clone(),
            logo: snapshot.settings.logo.as_ref().map(|id| address(id, "logo")),
            signup: choices(signup, &form.signup),
            languages: choices(languages, &form.languages),
            reviewed: REVIEWED.into_iter().map(zone).collect(),
            present: present.map(|form| named(&page, edition, &form)).unwrap_or_default(),
            page,
            form,
            errors,
        }
    }
}

/// What a form chooses, in words.
fn named(page: &Page, edition: &Edition, form: &SettingsForm) -> Vec<(String, &'static str)> {
    let signup = form.signup.parse().map_or("", |one| page.t(signup_key(one)));
    let languages = form.languages.parse().map_or("", |one| page.t(languages_key(one)));
    let first = [("settings-signup", signup), ("settings-languages", languages)];
    let zones = REVIEWED.into_iter().filter_map(|(kind, _)| {
        let policy: ReviewPolicy = form.policy(kind).parse().ok()?;
        Some((edition.zone(kind)?.texts.title(page.locale).to_owned(), page.t(policy_key(policy))))
    });
    first.into_iter().map(|(key, value)| (page.t(key).to_owned(), value)).chain(zones).collect()
}
