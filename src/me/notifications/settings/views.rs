//! The page of a person's settings of notifications.

use askama::Template;

use super::forms::{SettingsForm, clock_text};
use crate::error::FieldErrors;
use crate::ids::LoginId;
use crate::outbox::browsers::PushBrowser;
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
    /// Push to browsers; none where the server has none.
    pub push: Option<PushPanel>,
}

/// Push to the person's browsers.
pub struct PushPanel {
    /// The key that a browser subscribes for.
    pub key: String,
    /// Where it is on, the last turned on first.
    pub browsers: Vec<PushBrowser>,
    /// The login of the browser that asks.
    pub own: LoginId,
    /// Why it could not be turned on.
    pub errors: FieldErrors,
}

impl PushPanel {
    fn is_on(&self) -> bool {
        self.browsers.iter().any(|browser| browser.login == self.own)
    }
}

impl SettingsPage {
    fn topics(&self) -> Vec<NoticeTopic> {
        NoticeTopic::choosable().collect()
    }

    fn mails(&self, topic: &NoticeTopic) -> Vec<Choice> {
        let all = MailChoice::ALL.iter().map(|mail| (mail.as_str(), self.page.t(mail.key())));
        choices(all, self.form.field(*topic))
    }

    fn pushes(&self) -> Vec<Choice> {
        let is_ticked = |topic: NoticeTopic| self.form.push.iter().any(|name| name == topic.as_str());
        let one = |topic: NoticeTopic| Choice::new(topic.as_str(), self.page.t(topic.key()), is_ticked(topic));
        NoticeTopic::choosable().map(one).collect()
    }

    fn hours(&self) -> Vec<Choice> {
        choices((0..24).map(|hour| (hour.to_string(), clock_text(hour * 60))), &self.form.digest_hour)
    }
}
