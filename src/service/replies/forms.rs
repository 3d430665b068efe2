//! The form of a canned reply.

use serde::Deserialize;

use super::queries::CannedReply;
use crate::error::FieldErrors;
use crate::service::topics::Topic;
use crate::web::check::Check;

/// What arrived.
#[derive(Debug, Clone, Default, Deserialize, Hash)]
#[serde(default)]
pub struct ReplyForm {
    /// A [`Topic`].
    pub topic: String,
    /// What agents find it by.
    pub title: String,
    /// The text in English.
    pub body_en: String,
    /// The text in Chinese.
    pub body_zh: String,
    /// The version that was seen; empty for a new one.
    pub version: String,
    /// What a new one's page calls the form: sent twice it is one reply.
    pub key: String,
}

/// What it means.
#[derive(Debug, Clone)]
pub struct ValidReply {
    /// What it is about.
    pub topic: Topic,
    /// What agents find it by.
    pub title: String,
    /// The text in English, or empty.
    pub body_en: String,
    /// The text in Chinese, or empty.
    pub body_zh: String,
}

impl ReplyForm {
    /// The form filled in with what stands there.
    pub fn of(reply: &CannedReply) -> Self {
        Self {
            topic: reply.topic.to_string(),
            title: reply.title.clone(),
            body_en: reply.body_en.clone(),
            body_zh: reply.body_zh.clone(),
            version: reply.version.to_string(),
            key: String::new(),
        }
    }

    /// Checks the form: one language is enough.
    ///
    /// # Errors
    /// The wrong fields.
    pub fn parse(&self) -> Result<ValidReply, FieldErrors> {
        let mut check = Check::new();
        let topic = check.choice::<Topic>("topic", &self.topic);
        let title = check.line("title", &self.title, 2, 80);
        let least = usize::from(self.body_zh.trim().is_empty());
        let body_en = check.text("body_en", &self.body_en, least, 2_000);
        let body_zh = check.text("body_zh", &self.body_zh, 0, 2_000);
        check.finish(|| Some(ValidReply { topic: topic?, title, body_en, body_zh }))
    }
}
