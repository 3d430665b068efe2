//! The page of a person's settings of notifications.

use askama::Template;

use super::forms::{SettingsForm, clock_text};
use crate::error::FieldErrors;
use crate::outbox::settings::MailChoice;
use crate::outbox::topics::NoticeTopic;
use crate::web::choice::{Choice, choices};
use crate::web::page::Page;

/// The form.
#[derive(Template)]
#[template(path = "me/notification_settings.html")]
pub struct SettingsPage {
    /// The frame.
    pub page: Page,
    /// What was typed, or what stands.
    pub form: SettingsForm,
    /// The name of the person's time zone.
    pub zone: String,
    /// What is wrong.
    pub errors: FieldErrors,
}

impl SettingsPage {
    fn topics(&self) -> Vec<NoticeTopic> {
        NoticeTopic::choosable().collect()
    }

    fn mails(&self, topic: &NoticeTopic) -> Vec<Choice> {
        let all = MailChoice::ALL.iter().map(|mail| (mail.as_str(), self.page.t(mail.key())));
        choices(all, self.form.field(*topic))
    }

    fn hours(&self) -> Vec<Choice> {
        choices((0..24).map(|hour| (hour.to_string(), clock_text(hour * 60))), &self.form.digest_hour)
    }
}
