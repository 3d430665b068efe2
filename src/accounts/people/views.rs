//! The pages of signing up.

use askama::Template;

use super::forms::SignupForm;
use crate::error::FieldErrors;
use crate::site::settings::SignupPolicy;
use crate::web::page::{FooterPage, Page};

/// Asks for name, address and password.
#[derive(Template)]
#[template(path = "accounts/signup.html")]
pub struct SignupPage {
    /// The frame.
    pub page: Page,
    /// Who may sign up.
    pub policy: SignupPolicy,
    /// What was typed.
    pub form: SignupForm,
    /// What is wrong.
    pub errors: FieldErrors,
}

impl SignupPage {
    /// The organizer's pages that the tick is about.
    fn terms(&self) -> Vec<&FooterPage> {
        let is_asked = |page: &&FooterPage| ["/pages/terms", "/pages/privacy"].contains(&page.href.as_str());
        self.page.footer.iter().filter(is_asked).collect()
    }
}

/// Says that a mail is on its way, whatever the address.
#[derive(Template)]
#[template(path = "accounts/mail_sent.html")]
pub struct MailSentPage {
    /// The frame.
    pub page: Page,
    /// The heading.
    pub title: &'static str,
    /// What to do.
    pub text: &'static str,
}
