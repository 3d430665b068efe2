//! The privacy page.

use askama::Template;

use crate::accounts::held_queries::Consent;
use crate::chat::held_queries::Blocked;
use crate::error::FieldErrors;
use crate::live::Presence;
use crate::site::holdings::Seen;
use crate::web::choice::{Choice, choices};
use crate::web::page::Page;
use crate::web::standards;

/// What is held and shown of a person.
#[derive(Debug)]
pub struct Shown {
    /// Full name.
    pub name: String,
    /// Mail address.
    pub email: String,
    /// What they do and where; may be empty.
    pub headline: String,
    /// ISO 3166-1 code; may be empty.
    pub country: String,
    /// Whether there is a photo.
    pub has_photo: bool,
    /// Language and time zone.
    pub hours: String,
    /// What others see while they are here.
    pub presence: Presence,
    /// What they agreed to.
    pub consents: Vec<Consent>,
    /// Whom they do not want to hear from.
    pub blocked: Vec<Blocked>,
    /// Who saw what is theirs: the key of the heading, and the latest first.
    pub sights: Vec<(&'static str, Vec<Seen>)>,
}

/// A field of a person: the keys of its name and of who sees it, and what stands in it.
type Field = (&'static str, String, &'static str);

/// `/me/privacy`.
#[derive(Template)]
#[template(path = "me/privacy.html")]
pub struct PrivacyPage {
    /// The frame.
    pub page: Page,
    /// What is held and shown.
    pub shown: Shown,
    /// What is wrong with what was chosen.
    pub errors: FieldErrors,
    /// What is wrong with the password of the download.
    pub export_errors: FieldErrors,
    /// The choices of what others see.
    pub options: Vec<Choice>,
}

impl PrivacyPage {
    /// The page with what stands, or what was chosen.
    pub fn new(page: Page, shown: Shown, chosen: Option<&str>) -> Self {
        let named = Presence::ALL.iter().map(|one| (one.as_str().to_owned(), page.t(choice_key(*one)).to_owned()));
        let options = choices(named, chosen.unwrap_or(shown.presence.as_str()));
        let (errors, export_errors) = (FieldErrors::new(), FieldErrors::new());
        Self { page, shown, errors, export_errors, options }
    }

    /// What a page that was agreed to is called today.
    fn title<'a>(&'a self, consent: &'a Consent) -> &'a str {
        let href = format!("/pages/{}", consent.page);
        let found = self.page.footer.iter().find(|page| page.href == href);
        found.map_or(consent.page.as_str(), |page| page.title.as_str())
    }

    fn fields(&self) -> Vec<Field> {
        let of = &self.shown;
        let country = standards::countries(self.page.locale).iter().find(|(code, _)| *code == of.country);
        let photo = if of.has_photo { "privacy-there" } else { "privacy-empty" };
        vec![
            ("person-name", of.name.clone(), "audience-everyone"),
            ("profile-photo", self.page.t(photo).to_owned(), "audience-everyone"),
            ("profile-headline", of.headline.clone(), "audience-signed-in"),
            ("organization-country", country.map_or_else(String::new, |found| found.1.to_owned()), "audience-nobody"),
            ("audience-email", of.email.clone(), "audience-dealings"),
            ("audience-hours", of.hours.clone(), "audience-nobody"),
        ]
    }
}

fn choice_key(presence: Presence) -> &'static str {
    match presence {
        Presence::Available => "privacy-available",
        Presence::Busy => "privacy-busy",
        Presence::Away => "privacy-away",
        Presence::Hidden => "privacy-hidden",
    }
}
