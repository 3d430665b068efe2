//! What the forms of whoever asks send.

use serde::Deserialize;

use super::model::Enquiry;
use crate::error::FieldErrors;
use crate::service::topics::Topic;
use crate::web::check::Check;
use crate::web::render;

/// Longest text of a message or an answer, in characters: it goes into a mail whole.
pub const BODY_CHARS: usize = 4_000;

/// The form of a new enquiry, and the query of its page.
#[derive(Debug, Clone, Default, Deserialize, Hash)]
#[serde(default)]
pub struct EnquiryForm {
    /// A [`Topic`].
    pub topic: String,
    /// What it is called.
    pub subject: String,
    /// What is asked.
    pub body: String,
    /// The page it is asked from.
    pub about: String,
    /// The name of somebody without an account.
    pub name: String,
    /// Their address of mail.
    pub email: String,
    /// What the page calls the form: sent twice it is one enquiry.
    pub key: String,
}

/// An enquiry that holds what it promises.
#[derive(Debug, Clone)]
pub struct ValidEnquiry {
    /// What it is about.
    pub topic: Topic,
    /// What it is called.
    pub subject: String,
    /// What is asked.
    pub body: String,
    /// A path of this site, or empty.
    pub about: String,
    /// Name and address of somebody without an account.
    pub visitor: Option<(String, String)>,
}

/// The page that an enquiry is asked from: a path of this site, or nothing.
pub fn about_path(typed: &str) -> &str {
    let path = render::local_path(typed);
    if path == "/" && typed != "/" { "" } else { path }
}

impl EnquiryForm {
    /// Checks the form; name and address are asked for where nobody is signed in.
    ///
    /// # Errors
    /// The wrong fields.
    pub fn parse(&self, is_visitor: bool) -> Result<ValidEnquiry, FieldErrors> {
        let mut check = Check::new();
        let topic = check.choice::<Topic>("topic", &self.topic);
        let subject = check.line("subject", &self.subject, 3, 120);
        let body = check.text("body", &self.body, 10, BODY_CHARS);
        let visitor = is_visitor.then(|| (check.line("name", &self.name, 1, 80), check.email("email", &self.email)));
        let about = about_path(&self.about).to_owned();
        check.finish(|| Some(ValidEnquiry { topic: topic?, subject, body, about, visitor }))
    }
}

/// A message of whoever asked.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct MessageForm {
    /// What is written.
    pub body: String,
    /// What the page calls the form: sent twice it is one message.
    pub key: String,
}

impl MessageForm {
    /// The message.
    ///
    /// # Errors
    /// The field `body`.
    pub fn parse(&self) -> Result<String, FieldErrors> {
        let mut check = Check::new();
        let body = check.text("body", &self.body, 1, BODY_CHARS);
        check.finish(|| Some(body))
    }
}

/// How it was.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct RatingForm {
    /// From one to five.
    pub stars: String,
    /// Words.
    pub rating: String,
}

impl RatingForm {
    /// As it stands.
    pub fn of(enquiry: &Enquiry) -> Self {
        let stars = enquiry.stars.map(|stars| stars.to_string()).unwrap_or_default();
        Self { stars, rating: enquiry.rating.clone() }
    }

    /// Stars and words.
    ///
    /// # Errors
    /// The wrong fields.
    pub fn parse(&self) -> Result<(i64, String), FieldErrors> {
        let mut check = Check::new();
        let stars = check.int("stars", &self.stars, 1..=5);
        let rating = check.text("rating", &self.rating, 0, 1_000);
        check.finish(|| Some((stars?, rating)))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn only_a_page_of_this_site_is_named() {
        assert_eq!(about_path("/exhibition/booths/delta?view=plan"), "/exhibition/booths/delta?view=plan");
        assert_eq!(about_path("/"), "/");
        for evil in ["https://evil.example/", "//evil.example", "javascript:alert(1)", "", "/a\r\nBcc: x"] {
            assert_eq!(about_path(evil), "", "{evil:?}");
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_a_form_panic(subject in "\\PC{0,200}|[\\x00-\\x1f]{0,9}", body in "\\PC{0,60}", email in "\\PC{0,40}") {
            let form = EnquiryForm { topic: "entry".into(), subject, body, email, name: "N".into(), ..EnquiryForm::default() };
            if let Ok(valid) = form.parse(true) {
                prop_assert!(!valid.subject.chars().any(char::is_control));
                prop_assert!(valid.visitor.is_some_and(|(_, email)| !email.chars().any(char::is_control)));
            }
            let _ = RatingForm { stars: form.subject, rating: form.body }.parse();
        }
    }
}
